// The forms of the sample are typed into blank forms and received again:
// node round.mjs BLANKS ISMAPGEN DAY WORK FORM.xml… prints what did not come back as it was.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { fields, open } from './fields.mjs';
import { fill } from './fill.mjs';
import { flatten, parse, typed } from './xml.mjs';

const [blanks, ismapgen, day, work, ...files] = process.argv.slice(2);
// What a paper has no place for: whose it is, and numbers that the office keeps.
const unasked = /^examined\.\d\.item$|^(number|service|application|replaces|replaced-on|because)$|\.(postal-code|addressee)$|^recipient\.address$/;
// What has a form of its own, or is compared with the record.
const fixed = /year|month|day|number|email|url|reading|edition|objective|^(service-name|auditor|provider-name|form)$|^(filer|recipient)\.name$|honorific|^change|sub-service|outside-service|region/;
const hard = ['髙﨑𠮷野家 辻\u{E0100}商店 ｶﾅ™ Ōsaka <&> "－"', '', '2行目：①CO₂　\\( ) [ ]', '3行目'];
let faults = 0;

const tell = (file, ...what) => {
	faults++;
	console.log(`${file}: ${what.join(' ')}`);
};

for (const file of files) {
	const root = parse(file);
	const number = root.attributes.number.padStart(2, '0');
	const blank = `${blanks}/form${number}.pdf`;
	const found = fields(open(blank));
	const isList = (path) => [...found.keys()].some((name) => name.startsWith(`${path}.1`) &&
		/^\.1(\.|$)/.test(name.slice(path.length)) && !name.startsWith(`${path}.1-`));
	const isTokens = (path) => found.get(`${path}.1`)?.field['/FT'] === '/Btn';
	const want = flatten(root, (path) => isList(path) && !isTokens(path));
	const { typing, left } = typed(want, found);
	const out = `${work}/filled.pdf`;

	// Whatever can be written freely is, in the characters that viewers have trouble with.
	for (const [name, { field }] of found)
		if (field['/FT'] === '/Tx' && !fixed.test(name) && typing[name] !== undefined)
			typing[name] = want[name] = field['/Ff'] & 1 << 12 ? hard.join('\n') : hard[0];

	for (const path of Object.keys(left)) {
		if (!unasked.test(path) && !/\.([5-9]|\d\d)(\.|$)/.test(path) && !/\.region\.|country|prefecture/.test(path))
			tell(file, 'the blank form has no place for', path);
		delete want[path];
	}
	fill(blank, typing, out);
	rmSync(`${work}/content/forms`, { recursive: true, force: true });
	mkdirSync(`${work}/content/forms`);
	const run = spawnSync(ismapgen, ['receive', out, '--content', `${work}/content`, '--as-of', day,
		'--output', work, '--service', root.attributes.service, '--lang', 'en'], { encoding: 'utf8' });
	const folder = `${work}/content/forms/${root.attributes.service}`;
	if (run.status !== 0 || !existsSync(folder)) {
		tell(file, 'is not received:', run.stderr);
		continue;
	}
	const [pdf, xml] = readdirSync(folder).sort();
	if (!readFileSync(out).equals(readFileSync(`${folder}/${pdf}`)))
		tell(file, 'the file that was received is not kept');
	const got = flatten(parse(`${folder}/${xml}`), (path) => isList(path) && !isTokens(path));
	for (const path of new Set([...Object.keys(want), ...Object.keys(got)]))
		if (want[path] !== got[path] && !unasked.test(path))
			tell(file, path, 'is', JSON.stringify(got[path]), 'and was', JSON.stringify(want[path]));
}
process.exit(faults > 0 ? 1 : 0);
