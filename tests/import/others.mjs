// Entries in the shapes of other registers, as 642 of a register abroad and 400 companies of the national
// register were measured (no text is theirs): the longest name of a service has 162 letters, of a provider
// 101, of an address 65 and of a sub-service 1,485; one URL 138; one overview in a hundred nearly 16,000; a
// quarter of the overviews has line ends, marks of lists and blanks of Word; readings are in katakana;
// addresses stand in several lines, blanks at ends: node others.mjs COUNT FILE.csv
import { writeFileSync } from 'node:fs';

const pick = (list, i) => list[i % list.length];
const long = (text, length) => text.padEnd(length, ` ${text}`);

// 12 digits, and their check digit before them.
const checked = (i) => {
	const digits = String(100000000000 + i * 7919);
	let sum = 0;
	for (let n = 1; n <= 12; n++) sum += digits[12 - n] * (n % 2 ? 1 : 2);
	return 9 - (sum % 9) + digits;
};
const kana = 'あおぞら かすみ きたかぜ くろしお こまち さざなみ しらかば すずかぜ たかね つばさ なぎさ はやて ひびき ふたば みどり やまびこ ゆうなぎ わかば'.split(' ');
const providers = [
	(n) => [`株式会社${n}`, n],
	(n) => [`${n}システムズ株式会社`, `${n}しすてむず`],
	(n) => [`一般財団法人${n}情報センター`, `${n}じょうほうせんたー`],
	(n) => [`Nimbus ${n} Technologies, Inc. (formerly Cumulus & Partners)`, `にんばす${n}`],
	(n) => [`㈱𣇃㟢・﨑栁瀨鄕驒頣廹㐂${n}`, `はるさき${n}`],
	(n) => [long(`${n} Holdings, L.L.C. d/b/a`, 101), `${n}ほーるでぃんぐす`],
];
const services = [
	(n, i) => [`${n}クラウド™ 第${i}版`, `${n}くらうど`],
	(n, i) => [`${n}－Ｓｔａｎｄａｒｄ ${i}`, `${n}すたんだーど`],
	(n, i) => [`Enterprise Content & Records Management Cloud for Government (including Workflow, Forms, e-Signature and Analytics) ${n} ${i}`, `えんたーぷらいず${n}`],
	(n, i) => [`${n} "Gov" <Edition> ${i}`, `${n}がぶ`],
	(n, i) => [long(`${n} ${i} Continuous Diagnostics & Mitigation (CDM)`, 162), `${n}しーでぃーえむ`],
];
// One overview in fourteen has a URL that is no link.
const bare = (url, i) => (i % 28 < 7 ? url : `<${url}>`);
const prose = [
	(n) => `${n}は、SaaS（業務用）です。\n\n* 打刻\n* 申請\n\n（1）管理　①退勤　※夜間を除く。`,
	(n) => `The ${n} platform's “core” — fast, secure – is hosted in the cloud.\r\n\r\nFeatures include: \r\n- Governance controls \r\n- Trust frameworks\t(zero trust)\r\n\r\n 1. Talent\r\n 2. Flex `,
	(n) => `  ${n}\u00A0を使う。\n\n\n「甲」・【乙】；仮名ｶﾅ　全角ＡＢＣ。  \n`,
	(n) => Array.from({ length: 60 }, (_, i) => `${n}の機能その${i + 1}は、次のとおり提供されます。`).join('\n\n'),
	(n) => `${n} Services:\r\n•\tProvisioning.\r\n●\tMonitoring.• Intrusion\r\n·\tBackup\r\n✓\tAudit\r\no\tReports\r\n1)\tOne\r\n(a)\tTwo`,
	(n) => `1.        検知と対応\n24時間の監視。\n2.        ${n}の管理\n設定。\n\n\\*\\* 印は対象外です。**重要**`,
	(n, i) => `Nimbus\`s ${n}\u202F✔ is\u2002“non\u2011disruptive” — see ${bare('https://www.example.jp/shutdown/', i)}], 5*3*2.`,
	(n, i) => `${n} & Co. uses C++ < 5 * 3 and \\server\\share; see (${bare('https://www.example.jp/a_b', i)}).`,
];
const longest = (name) => long(`${name}の機能は、次のとおり提供されます。`, 15775);
const addresses = [
	(i) => `東京都見本区霞台${i + 1}丁目2番3号\n見本ビルディング${i % 9 + 1}階`,
	(i) => `　大阪府見本市北見台${i + 1}－2－3　`,
	(i) => `${i + 1} Sample Street, Suite 200\r\nSpringfield, VA 22150\r\nUnited States of America`,
	(i) => `北海道見本市栗山沢五条四丁目${i + 1}番地`,
	(i) => long(`${i + 1} Sample Boulevard,`, 65),
];
const urls = [(k) => `https://www.${k}.example.jp/`, (k) => ` https://${k}.example.com/solutions/government/us-fed `, (k) => `https://${k}.example.jp:8443/a?b=c#d`, (k) => `https://${k}.example.jp/`.padEnd(138, 'solutions/')];
const headings = '登録番号,クラウドサービスの名称,サービス名の読み,ホームページのURL,クラウドサービス事業者の名称,事業者名の読み,法人番号,所在地,登録日,登録の有効期限,対象範囲の概要,対象のサブサービス,リージョン,管理基準の版,実施している統制目標,対象外の統制目標,監査対象期間の初日,監査対象期間の末日,後発事象,資本関係及び役員等の情報,国内法以外の法令が適用されるリスクに関する情報,準拠法・裁判管轄に関する情報,第三者による検査の実施状況と受入に関する情報'.split(',');
const days = [(y, m, d) => `${y}/${m}/${d}`, (y, m, d) => `令和${y - 2018}年${m}月${d}日`, (y, m, d) => String(Date.UTC(y, m - 1, d) / 86400000 + 25569), (y, m, d) => `${y}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`];

function row(i) {
	const name = pick(kana, i);
	const day = pick(days, i);
	const who = Math.floor(i / 1.3);
	const [provider, providerReading] = pick(providers, who)(pick(kana, who));
	const [service, reading] = pick(services, i)(name, i + 1);
	const subServices = Array.from(
		{ length: i % 40 === 7 ? 225 : 1 + (i % 12) },
		(_, k) => `${pick(['計算', 'Storage™', '保管（国内）', 'AI・ML'], k)} ${k + 1}${k % 5 ? '' : ' '}`,
	);
	if (i % 50 === 9) subServices.push(long('Directory (including', 1485));

	return [
		`C2${(i % 5) + 1}-${1000 + i}-2`,
		service,
		i % 3 ? reading : reading.replace(/[ぁ-ゖ]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 96)),
		pick(urls, i)(`s${i}`),
		who % 3 ? provider : `${provider} `,
		providerReading,
		checked(who),
		pick(addresses, who)(who),
		day(2021 + (i % 5), (i % 12) + 1, (i % 28) + 1),
		day(2027, (i % 12) + 1, (i % 28) + 1),
		(i % 90 === 11 ? longest : pick(prose, i))(name, i),
		subServices.join('\n'),
		pick(['東京リージョン', '東京リージョン\n大阪リージョン', '東日本（JP-13）\n西日本 (JP-27)', 'Asia Pacific (Tokyo)'], i),
		'2022-04',
		'すべて',
		i % 4 ? '' : '6.2.2（在宅勤務を認めていないため）',
		day(2024, 10, 1),
		day(2025, 9, 30),
		'なし。',
		'なし。',
		'特段のリスクはない。',
		'日本法。東京地方裁判所。',
		'年1回。',
	];
}

const quoted = (cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
export const csv = (rows) => '\uFEFF' + rows.map((cells) => cells.map(quoted).join(',') + '\r\n').join('');

export function parse(text) {
	const rows = [[]];
	let field = '';
	let quoted = false;

	for (let i = 0; i < text.length; i++) {
		const sign = text[i];
		if (quoted && sign === '"' && text[i + 1] === '"') (field += '"'), i++;
		else if (sign === '"') quoted = !quoted;
		else if (!quoted && (sign === ',' || sign === '\r')) {
			rows.at(-1).push(field);
			field = '';
			if (sign === '\r') rows.push([]), i++;
		} else field += sign;
	}
	return rows.filter((cells) => cells.length > 0);
}

if (process.argv[1].endsWith('others.mjs')) {
	const [, , count, file] = process.argv;
	writeFileSync(file, csv([headings, ...Array.from({ length: Number(count) }, (_, i) => row(i))]));
}
