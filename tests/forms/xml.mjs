// A filled form in XML as a flat list, and as what is typed into the fields of its blank form.
import { readFileSync } from 'node:fs';

const entities = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };
const decode = (text) => text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (all, hex, digits, name) =>
	(name ? entities[name] : String.fromCodePoint(parseInt(hex ?? digits, hex ? 16 : 10))));

// Elements as { name, attributes, children, text }.
export function parse(file) {
	const root = { children: [] };
	const open = [root];
	for (const [, comment, end, name, attributes, empty, text] of readFileSync(file, 'utf8').matchAll(
		/(<!--[^]*?-->|<\?[^]*?\?>)|<(\/)?([\w-]+)((?:\s+[\w:-]+="[^"]*")*)\s*(\/)?>|([^<]+)/g)) {
		if (comment !== undefined)
			continue;
		if (text !== undefined) {
			open.at(-1).text = (open.at(-1).text ?? '') + decode(text);
		} else if (end !== undefined) {
			open.pop();
		} else {
			const element = { name, children: [], attributes: {} };
			for (const [, key, value] of attributes.matchAll(/([\w:-]+)="([^"]*)"/g))
				element.attributes[key] = decode(value);
			open.at(-1).children.push(element);
			if (empty === undefined)
				open.push(element);
		}
	}
	return root.children[0];
}

// Values by path, "change.1.old"; entries of lists have numbers where `isList` says so.
export function flatten(root, isList) {
	const values = {};
	const walk = (element, path) => {
		const counts = {};
		for (const [key, value] of Object.entries(element.attributes))
			if (key !== 'xmlns')
				values[path + key] = value;
		for (const child of element.children) {
			counts[child.name] = (counts[child.name] ?? 0) + 1;
			let own = path + child.name;
			if (isList(own))
				own += `.${counts[child.name]}`;
			if (child.children.length === 0 && (child.text?.trim() || Object.keys(child.attributes).length === 0))
				values[own] = (child.text ?? '').trim().replace(/\n +/g, ' ');
			walk(child, `${own}.`);
		}
	};
	walk(root, '');
	return values;
}

const state = (choice) => choice.replace(/[^A-Za-z0-9]/g, '-').replace(/-+$/, '');

// What is typed for these values into the fields `found` (fields.mjs); and what there is no room for.
export function typed(values, found) {
	const typing = {}, left = {};
	for (const [path, value] of Object.entries(values)) {
		const field = found.get(path)?.field;
		const words = value.split(/\s+/);
		if (field !== undefined)
			typing[path] = field['/FT'] !== '/Btn' ? value : value === '' ? 'yes' : state(value);
		else if (found.has(`${path}.year`))
			value.split('-').forEach((part, i) => {
				typing[`${path}.${['year', 'month', 'day'][i]}`] =
					String(Number(part) - (i === 0 ? 2018 : 0));
			});
		else if (words.every((word) => found.has(`${path}.${state(word)}`)))
			for (const word of words)
				typing[`${path}.${state(word)}`] = 'yes';
		else
			left[path] = value;
	}
	return { typing, left };
}
