// Fills a blank form in: node fill.mjs BLANK VALUES.json OUT. VALUES has a text by the name of each
// field, and of a button its state; what is no field of the form is a fault. qpdf writes the file.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { fields, open } from './fields.mjs';

// Writes `blank` with other objects to `out`: edit(pdf, change) gets change(REFERENCE), the object
// to be changed.
export function edit(blank, out, changes) {
	// What qpdf 11.3 changes in an object stream is lost when it reads the stream.
	const plain = `${out}.plain`;
	execFileSync('qpdf', ['--object-streams=disable', blank, plain]);
	const pdf = open(plain);
	const changed = {};
	changes(pdf, (reference) => (changed[`obj:${reference}`] ??=
		{ value: structuredClone(pdf.at(reference)) }).value);
	writeFileSync(`${out}.json`, JSON.stringify({
		version: 2, parameters: { decodelevel: 'none' },
		qpdf: [{ jsonversion: 2, pdfversion: '1.7', pushedinheritedpageresources: false,
			calledgetallpages: false, maxobjectid: 9999 }, changed] }));
	execFileSync('qpdf', [plain, `--update-from-json=${out}.json`, out]);
}

export function fill(blank, values, out) {
	edit(blank, out, (pdf, change) => {
		const found = fields(pdf);
		for (const [name, value] of Object.entries(values)) {
			const { field, widgets, reference } = found.get(name) ?? {};
			if (field === undefined)
				throw new Error(`${blank} has no field ${name}`);
			const isButton = field['/FT'] === '/Btn';
			change(reference)['/V'] = isButton ? `/${value}` : `u:${value}`;
			for (const widget of isButton ? widgets : []) {
				const states = pdf.at(pdf.at(pdf.at(widget)['/AP'])['/N']);
				change(widget)['/AS'] = `/${value}` in states ? `/${value}` : '/Off';
			}
			if (isButton && !widgets.some((widget) => change(widget)['/AS'] === `/${value}`))
				throw new Error(`${name} is never ${value}`);
		}
	});
}

if (process.argv[1].endsWith('fill.mjs'))
	fill(process.argv[2], JSON.parse(readFileSync(process.argv[3])), process.argv[4]);
