// Of a table of others.mjs the first hundred rows, ten of them wrong as clerks make them, one that
// builds on a wrong one, and one that builds on that; and another entry that builds on the first:
// node wrong.mjs TABLE.csv WRONG.csv BASED.csv OTHERWISE.csv, of which the last has rows that are
// wrong as those of other registers are
import { readFileSync, writeFileSync } from 'node:fs';
import { csv, parse } from './others.mjs';

const [, , from, to, based, otherwise] = process.argv;
const [headings, ...all] = parse(readFileSync(from, 'utf8').replace(/^\uFEFF/, ''));
const rows = all.slice(0, 100);
headings.push('基盤として利用するサービス', '状態');
for (const row of rows) row.push('', '登録');
const set = (row, heading, text) => (rows[row - 2][headings.indexOf(heading)] = text);

set(5, '登録日', '2024/13/2');
set(14, '法人番号', '7.1E+12'); // as spreadsheets show what is no text
set(22, 'クラウドサービス事業者の名称', '');
rows[35 - 2] = ['', ...rows[35 - 2].slice(0, -1)]; // moved by a column
set(43, '登録の有効期限', '令和8年');
set(52, '登録番号', rows[51 - 2][0]);
set(60, '実施している統制目標', '3.1.1、3.1.2・4.4.1');
set(68, 'ホームページのURL', 'www.example.jp');
set(79, '対象のサブサービス', '');
set(90, '状態', '一時停止中');
set(7, '基盤として利用するサービス', rows[14 - 2][0]);
set(101, '基盤として利用するサービス', rows[7 - 2][0]); // the last
writeFileSync(to, csv([headings, ...rows]));

const others = all.slice(0, 11).map((row) => [...row]);
const put = (row, heading, text) => (others[row - 2][headings.indexOf(heading)] = text);
put(2, '対象範囲の概要', '監視を\u200B行います。');
put(3, 'ホームページのURL', '');
put(4, '対象範囲の概要', '**閉じない印です。');
put(5, '法人番号', others[3][headings.indexOf('法人番号')].replace(/^(.)(....)(....)/, '$1-$2-$3-'));
put(6, '登録番号', 'Ｃ２１‐１００９−２');
put(7, '監査対象期間の末日', '2023/9/30');
put(8, '実施している統制目標', '全て');
put(9, '対象のサブサービス', '計算\n保管\n計算');
put(10, 'クラウドサービスの名称', '\u3164');
put(11, 'リージョン', '東京（JP-99）');
put(12, '所在地', '');
writeFileSync(otherwise, csv([headings.slice(0, -2), ...others]));
writeFileSync(based, csv([headings, ['C24-9003-2', ...rows[4].slice(1, -2), 'C21-1000-2', '登録']]));
