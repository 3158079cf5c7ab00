// What veraPDF does not look at in the fields of a blank form: node fields.mjs FILE… prints each
// fault, and exits with 1 where there is one. qpdf reads the file.
import { execFileSync } from 'node:child_process';

let faults = 0;

export function open(file) {
	const json = execFileSync('qpdf', ['--json=2', '--json-key=qpdf', '--json-stream-data=inline',
		'--decode-level=generalized', file], { maxBuffer: 1 << 28 });
	const objects = JSON.parse(json).qpdf[1];
	const at = (value) => (typeof value === 'string' && / R$/.test(value)
		? at(objects[`obj:${value}`].value ?? objects[`obj:${value}`].stream) : value);
	return { at, root: at(objects.trailer.value['/Root']), objects };
}

const text = (value) => (value ?? '').replace(/^u:/, '');

// Fields with a value of their own, by full name; of each its dictionary and its widgets.
export function fields({ at, root }) {
	const found = new Map();
	const walk = (reference, above) => {
		const field = at(reference);
		const name = [above, text(field['/T'])].filter(Boolean).join('.');
		const kids = field['/Kids'] ?? [];
		if (kids.some((kid) => at(kid)['/T'] !== undefined))
			return kids.forEach((kid) => walk(kid, name));
		if (found.has(name))
			found.set(`${name} twice`, null);
		found.set(name, { field, reference, widgets: kids.length > 0 ? kids : [reference] });
	};
	for (const reference of at(root['/AcroForm'])['/Fields'])
		walk(reference, '');
	return found;
}

function tell(file, ...what) {
	faults++;
	console.log(`${file}: ${what.join(' ')}`);
}

// The elements of fields in the order of the structure, as the widgets that they tell.
function told({ at, root }, file) {
	const order = [];
	const walk = (value, inside) => {
		const element = at(value);
		if (Array.isArray(element))
			return element.forEach((kid) => walk(kid, inside));
		if (element?.['/Type'] === '/OBJR' && inside !== '/Form' && inside !== '/Link')
			tell(file, 'an object in', inside);
		if (element?.['/Type'] === '/OBJR' && inside === '/Form')
			order.push(element['/Obj']);
		if (element?.['/K'] !== undefined)
			walk(element['/K'], element['/S'] ?? inside);
	};
	walk(at(root['/StructTreeRoot'])['/K'], '');
	return order;
}

// Whether a button is a square that fills its place but for half of its line, and a tick in it.
function boxed({ objects }, reference, width) {
	const { dict, data } = objects[`obj:${reference}`].stream;
	const [, square, tick] = /^0\.6 w ([\d. ]+) re S(?: 1\.2 w 1 J 1 j ([\d. ml]+) S)?$/.exec(atob(data)) ?? [];
	const near = (a, b) => Math.abs(a - b) < 0.11;
	const [x, y, wide, high] = square?.split(' ').map(Number) ?? [];

	return dict['/BBox'].every((edge, i) => near(edge, i < 2 ? 0 : width)) && near(x, 0.3) && near(y, 0.3) &&
		near(wide, width - 0.6) && near(high, width - 0.6) &&
		(tick ?? '').split(/[ ml]+/).every((at) => at < width - 1);
}

function examine(file) {
	const pdf = open(file);
	const { at, root } = pdf;
	const form = at(root['/AcroForm']);
	const font = at(at(at(form['/DR'])['/Font'])['/Helv']);
	const descriptor = at(font['/FontDescriptor']);
	const order = told(pdf, file);
	const labels = new Set();
	const annotations = [];

	for (const key of ['/XFA', '/NeedAppearances', '/SigFlags', '/CO'])
		if (form[key] !== undefined)
			tell(file, 'has', key);
	if (!/^u:\/Helv 10 Tf 0 g$/.test(form['/DA']))
		tell(file, '/DA', form['/DA']);
	if (at(descriptor['/FontFile2']) === undefined || font['/Widths'].length !== 95 ||
		!font['/Widths'].every((width) => width === 500))
		tell(file, 'the font of the fields');
	for (const object of Object.values(pdf.objects)) {
		const value = object.value ?? object.stream?.dict;
		if (value?.['/Type'] !== '/Page')
			continue;
		if (value['/Tabs'] !== '/S')
			tell(file, 'the order of tabs');
		annotations.push(...(at(value['/Annots']) ?? []));
	}
	const widgets = annotations.filter((each) => at(each)['/Subtype'] === '/Widget');
	if (widgets.join() !== order.join())
		tell(file, 'fields are told in another order than they stand on their pages');
	for (const [name, one] of fields(pdf)) {
		if (one === null || !/^[a-z0-9-]+(\.[A-Za-z0-9-]+)*$/.test(name))
			tell(file, 'the name', name);
		if (one === null)
			continue;
		const { field, widgets: places } = one;
		if (name === 'form') {
			if (field['/Ff'] !== 1 || !/^u:\d+$/.test(field['/V']) || field['/Rect'] !== undefined)
				tell(file, 'the number of the form');
			continue;
		}
		const [, bottom, , top] = at(places[0])['/Rect'];
		if (field['/FT'] === '/Tx' && ((field['/Ff'] ?? 0) & 1 << 12) !== (top - bottom > 20 ? 1 << 12 : 0))
			tell(file, name, 'has', top - bottom, 'pt for its lines');
		if (field['/FT'] === '/Btn' && ((field['/Ff'] ?? 0) >> 15 & 1) !== (places.length > 1 ? 1 : 0))
			tell(file, name, 'of', places.length, 'buttons has the flags', field['/Ff']);
		if (field['/FT'] === '/Ch' && !(at(field['/Opt'] ?? null)?.length > 1))
			tell(file, name, 'offers no choice');
		if (field['/DA'] !== undefined && !/^u:\/Helv (9.1875|9.19|9) Tf 0 g$/.test(field['/DA']))
			tell(file, name, '/DA', field['/DA']);
		if (!/[ぁ-ん一-龠ァ-ヶ]/.test(text(field['/TU'])))
			tell(file, name, '/TU', field['/TU']);
		for (const reference of places) {
			const place = at(reference);
			const own = text(place['/TU'] ?? field['/TU']);
			const [x0, y0, x1, y1] = place['/Rect'];
			const states = Object.keys(at(at(place['/AP'])['/N'])).sort().join(' ');
			if (labels.has(own) && places.length === 1)
				tell(file, name, 'is called as another is:', own);
			labels.add(own);
			if (!widgets.includes(reference))
				tell(file, name, 'is on no page');
			if (x1 - x0 < 8 || y1 - y0 < 8 || x0 < 0 || x1 > 596 || y0 < 0 || y1 > 842)
				tell(file, name, 'stands at', place['/Rect'].join(' '));
			if (field['/FT'] === '/Btn')
				for (const drawn of Object.values(at(at(place['/AP'])['/N'])))
					boxed(pdf, drawn, x1 - x0) || tell(file, name, 'is drawn beside its place');
			if (field['/FT'] === '/Btn' && (place['/AS'] !== '/Off' || !/^\/[A-Za-z0-9-]+ \/[A-Za-z0-9-]+$/.test(states)))
				tell(file, name, 'has the states', states);
		}
	}
}

if (process.argv[1].endsWith('fields.mjs')) {
	for (const file of process.argv.slice(2))
		examine(file);
	process.exit(faults > 0 ? 1 : 0);
}
