// PDFs of a few kilobytes that unpack to gigabytes, or are read for minutes: node bombs.mjs FOLDER
import { writeFileSync } from 'node:fs';
import { constants, deflateRawSync, deflateSync } from 'node:zlib';

const MEBIBYTE = 1 << 20;

// What unpacks to the head and so many MiB of one byte. A block after a full flush is the same
// each time, so it is packed once; the sum behind it is wrong, which shows only at its end.
function packed(head, mebibytes, byte, times) {
	const flush = { level: 9, finishFlush: constants.Z_FULL_FLUSH };
	const block = deflateRawSync(Buffer.alloc(MEBIBYTE, byte), flush);
	let bytes = Buffer.concat([Buffer.from([0x78, 0xda]), deflateRawSync(head, flush),
		...Array(mebibytes).fill(block), Buffer.from([3, 0, 0, 0, 0, 1])]);

	for (let i = 1; i < times; i++)
		bytes = deflateSync(bytes, { level: 9 });
	return { bytes, filter: `[ ${'/FlateDecode '.repeat(times)}]` };
}

function rows(entries) {
	return Buffer.concat(entries.map(([kind, place, index]) => {
		const row = Buffer.alloc(7);

		row.writeUInt8(kind, 0);
		row.writeUInt32BE(place, 1);
		row.writeUInt16BE(index, 5);
		return row;
	}));
}

// Objects one after the other; a function gets the offsets so far, its own the last.
function pdf(objects) {
	const parts = [Buffer.from('%PDF-1.7\n')];
	const offsets = [];
	let length = parts[0].length;

	for (const object of objects) {
		offsets.push(length);
		const part = typeof object === 'function' ? object(offsets) : Buffer.from(object);

		parts.push(part);
		length += part.length;
	}
	parts.push(Buffer.from(`startxref\n${offsets.at(-1)}\n%%EOF\n`));
	return Buffer.concat(parts);
}

function stream(number, entries, bytes) {
	return Buffer.concat([
		Buffer.from(`${number} 0 obj\n<< ${entries} /Length ${bytes.length} >>\nstream\n`),
		bytes, Buffer.from('\nendstream\nendobj\n')]);
}

function objectStream(mebibytes, times) {
	const catalog = '<< /Type /Catalog /Pages 2 0 R /AF [ 2 0 R ] >>'.padEnd(60);
	const { bytes, filter } = packed(Buffer.from(
		`1 0 2 60 ${catalog}<< /Type /Pages /Kids [ ] /Count 0 >> `), mebibytes, ' ', times);

	return pdf([stream(3, `/Type /ObjStm /N 2 /First 9 /Filter ${filter}`, bytes),
		([packs, table]) => stream(4, '/Type /XRef /Size 5 /W [ 1 4 2 ] /Root 1 0 R',
			rows([[0, 0, 65535], [2, 3, 0], [2, 3, 1], [1, packs, 0], [1, table, 0]]))]);
}

function table(mebibytes, times) {
	return pdf(['1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n',
		'2 0 obj\n<< /Type /Pages /Kids [ ] /Count 0 >>\nendobj\n',
		([catalog, pages, own]) => {
			const { bytes, filter } = packed(rows([[0, 0, 65535], [1, catalog, 0],
				[1, pages, 0], [1, own, 0]]), mebibytes, '\0', times);

			return stream(3, `/Type /XRef /Size 4 /W [ 1 4 2 ] /Root 1 0 R /Filter ${filter}`,
				bytes);
		}]);
}

function references(count) {
	return pdf([`1 0 obj\n<< /Type /Catalog /Pages 2 0 R /AF [ ${'4 0 R '.repeat(count)}] >>\nendobj\n`,
		'2 0 obj\n<< /Type /Pages /Kids [ ] /Count 0 >>\nendobj\n',
		'4 0 obj\n<< /Type /Filespec >>\nendobj\n',
		([catalog, pages, file, own]) => stream(3, '/Type /XRef /Size 5 /W [ 1 4 2 ] /Root 1 0 R',
			rows([[0, 0, 65535], [1, catalog, 0], [1, pages, 0], [1, own, 0], [1, file, 0]]))]);
}

function data(mebibytes) {
	const { bytes } = packed(Buffer.from('<form/>'), mebibytes, ' ', 1);

	return pdf(['1 0 obj\n<< /Type /Catalog /Pages 2 0 R /AF [ << /AFRelationship /Data /EF << /F 4 0 R >> >> ] >>\nendobj\n',
		'2 0 obj\n<< /Type /Pages /Kids [ ] /Count 0 >>\nendobj\n',
		stream(4, '/Filter /FlateDecode', bytes),
		([catalog, pages, file, own]) => stream(3, '/Type /XRef /Size 5 /W [ 1 4 2 ] /Root 1 0 R',
			rows([[0, 0, 65535], [1, catalog, 0], [1, pages, 0], [1, own, 0], [1, file, 0]]))]);
}

for (const [name, bytes] of Object.entries({
	'objects-512x1': objectStream(512, 1),
	'objects-1000x2': objectStream(1000, 2),
	'objects-4000x3': objectStream(4000, 3),
	'table-1000x2': table(1000, 2),
	'references': references(3000000),
	'data-4000': data(4000),
}))
	writeFileSync(`${process.argv[2]}/${name}.pdf`, bytes);
