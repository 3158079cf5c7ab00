// Makes tables for tests/import/run out of services.csv: node tables.mjs services.csv FOLDER.
import { readFileSync, writeFileSync } from 'node:fs';
import { parse } from './others.mjs';

const [, , file, folder] = process.argv;

const write = (name, rows) =>
	writeFileSync(
		`${folder}/${name}`,
		rows.map((row) => row.map((cell) => `"${(cell ?? '').replaceAll('"', '""')}"`).join(',') + '\r\n').join(''),
	);

const [headings, ...all] = parse(readFileSync(file, 'utf8').replace(/^\uFEFF/, ''));
const at = Object.fromEntries(headings.map((heading, i) => [heading, i]));
// What it builds on may be listed with another status.
const rows = all
	.filter((row) => row[at['状態']] === '登録')
	.map((row) => row.map((cell, i) => (headings[i] === '基盤として利用するサービス' ? '' : cell)));
const change = (row, changes) => row.map((cell, i) => changes[headings[i]] ?? cell);

write('good.csv', [headings, ...rows]);
// Suspended and under re-audit: first without the day of the latter, then with it.
const marked = all.find((row) => /一時停止[^]*再監査/.test(row[at['状態']]));
const marks = [...headings, '続いている一時停止', '続いている再監査'];
marked[at['基盤として利用するサービス']] = '';
write('half.csv', [marks, [...marked, '2026-08-27（9.3）', '']]);
write('both.csv', [marks, [...marked, '2026-08-27（9.3）', '2026-09-09']]);
// In force beyond its expiry, since a renewal is undecided.
const continued = all.find((row) => /有効期限後も継続/.test(row[at['状態']]));
write('continued.csv', [[...headings, '更新の判断を待っている'], [...continued, 'はい']]);
write('few.csv', [headings, ...rows].map((row) => [0, 2, 4, 7, 9].map((i) => row[i])));

// The order of columns turned round, other headings, days as people write them.
const era = (day) => `令和${day.slice(0, 4) - 2018}年${+day.slice(5, 7)}月${+day.slice(8)}日`;
const serial = (day) => String(Date.parse(day) / 86400000 + 25569);
const slashed = (day) => day.replaceAll('-', '/').replace(/\/0/g, '/');
const katakana = (text) => text.replace(/[ぁ-ゖ]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 96));
const plain = rows.filter((row) => !/[ゔ–—]/.test(row.join()) && row.every((cell) => encodable(cell)));
function encodable(text) {
	return !/[\u{10000}-\u{10FFFF}™®ゔé]/u.test(text);
}
const turned = plain.slice(0, 8).map((row) =>
	change(row, {
		登録日: era(row[at['登録日']]),
		登録の有効期限: slashed(row[at['登録の有効期限']]),
		監査対象期間の初日: serial(row[at['監査対象期間の初日']]),
		サービス名の読み: katakana(row[at['サービス名の読み']]),
	}).reverse(),
);
const other = headings.map((heading) => (heading === 'クラウドサービスの名称' ? 'サービス' : heading)).reverse();
write('turned.csv', [other, ...turned]);
writeFileSync(`${folder}/mapping.csv`, '元の見出し,項目,空のときの値\r\nサービス,クラウドサービスの名称,\r\n,移行元,旧リスト\r\n');

const faults = [
	{ 登録日: '2024/2/30', 登録の有効期限: '令和９年１月31日' },
	{ 法人番号: '1234567890123' },
	{ ホームページのURL: 'www.example.jp' },
	{ 所在地: '' },
	{ 登録番号: 'C24-61-2' },
	{ サービス名の読み: '漢字' },
	{ 登録の有効期限: '2026-01-01' },
	{ 登録番号: rows[6][at['登録番号']] },
	{ 実施している統制目標: `${rows[8][at['実施している統制目標']]} 99.9.9` },
	{ 所在地: '#REF!' },
];
write('wrong.csv', [
	['クラウドサービスのリスト'],
	[''],
	[...headings, '余計'],
	...faults.map((fault, i) => [...change(rows[i], fault), 'x']),
	...rows.slice(10),
]);
write('annex.csv', [
	['', '基本言明要件', ''],
	['番号', '統制目標', '採否', '対象外とする理由'],
	['3.1.1', '組織', '〇', ''],
	['3.1.1.1', '詳細', '〇', ''],
	['9.5.1.P', '分離', '○', ''],
	['凡例', '', '〇', '採用するもの'],
	['6.2.2', '遠隔勤務', '×', '認めていないため'],
]);
