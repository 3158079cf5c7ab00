// What the fields of a blank form weigh: node light.mjs MAXIMUM WORK FILE… tells each file that is more
// than MAXIMUM bytes larger than qpdf writes the same form without them.
import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { edit } from './fill.mjs';

const [maximum, work, ...files] = process.argv.slice(2);
let faults = 0;

for (const file of files) {
	const bare = `${work}/bare.pdf`, small = `${work}/small.pdf`;
	edit(file, bare, ({ objects, at }, change) => {
		const values = Object.entries(objects).filter(([name]) => name.startsWith('obj:'))
			.map(([name, object]) => [name.slice('obj:'.length), object.value]);
		const gone = new Set(values.filter(([, value]) => value?.['/Subtype'] === '/Widget' ||
			value?.['/S'] === '/Form').map(([reference]) => reference));
		const without = (value) => (gone.has(value) ? null
			: Array.isArray(value) ? value.map(without)
				: value !== null && typeof value === 'object'
					? Object.fromEntries(Object.entries(value).map(([name, each]) => [name, without(each)]))
					: value);
		for (const [reference, value] of values)
			if (!gone.has(reference) && JSON.stringify(without(value)) !== JSON.stringify(value))
				Object.assign(change(reference), without(value));
		delete change(objects.trailer.value['/Root'])['/AcroForm'];
	});
	execFileSync('qpdf', ['--object-streams=generate', '--recompress-flate', '--compression-level=9', bare, small]);
	const more = statSync(file).size - statSync(small).size;
	console.log(`${file}: ${more}`);
	faults += more > maximum;
}
process.exit(faults > 0 ? 1 : 0);
