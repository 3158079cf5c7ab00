// Tables that nobody should send: node hostile.mjs FOLDER
import { writeFileSync } from 'node:fs';
import { crc32, deflateRawSync } from 'node:zlib';

const folder = process.argv[2];
const checksum = crc32 ?? ((bytes) => {
	let sum = ~0;
	for (const byte of bytes) {
		sum ^= byte;
		for (let i = 0; i < 8; i++) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
	}
	return ~sum >>> 0;
});

// A ZIP of { name: text }; `lie` is a size that it tells in place of the right one.
function zip(parts, lie) {
	const local = [];
	const central = [];
	let offset = 0;

	for (const [name, text] of Object.entries(parts)) {
		const bytes = Buffer.from(text);
		const packed = deflateRawSync(bytes);
		const head = Buffer.alloc(26);
		head.writeUInt16LE(20, 0);
		head.writeUInt16LE(8, 4);
		head.writeUInt32LE(checksum(bytes), 10);
		head.writeUInt32LE(packed.length, 14);
		head.writeUInt32LE(lie ?? bytes.length, 18);
		head.writeUInt16LE(name.length, 22);
		const at = Buffer.alloc(4);
		at.writeUInt32LE(offset);
		local.push('PK\x03\x04', head, name, packed);
		central.push('PK\x01\x02', Buffer.from([20, 0]), head, Buffer.alloc(10), at, name);
		offset += 30 + name.length + packed.length;
	}
	const all = (list) => Buffer.concat(list.map((part) => Buffer.from(part, 'latin1')));
	const directory = all(central);
	const end = Buffer.alloc(18);
	end.writeUInt16LE(Object.keys(parts).length, 4);
	end.writeUInt16LE(Object.keys(parts).length, 6);
	end.writeUInt32LE(directory.length, 8);
	end.writeUInt32LE(offset, 12);
	return Buffer.concat([all(local), directory, Buffer.from('PK\x05\x06'), end]);
}

const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const sheet = (rows) => `<worksheet ${main}><sheetData>${rows}</sheetData></worksheet>`;
const text = (value) => `<c t="inlineStr"><is><t>${value}</t></is></c>`;
const book = (rows, more = {}) => zip({ 'xl/worksheets/sheet1.xml': sheet(rows), ...more });
const save = (name, bytes) => writeFileSync(`${folder}/${name}`, bytes);

save('bomb.xlsx', zip({ 'xl/worksheets/sheet1.xml': Buffer.alloc(90e6, 0x20) }));
save('lie.xlsx', zip({ 'xl/worksheets/sheet1.xml': sheet(' '.repeat(30e6)) }, 1000));
save('shared.xlsx', book('<row>' + '<c t="s"><v>0</v></c>'.repeat(200) + '</row>', {
	'xl/sharedStrings.xml': `<sst ${main}><si><t>${Array.from({ length: 4e5 }, (_, i) => i).join('')}</t></si></sst>`,
}));
save('columns.xlsx', book(`<row>${text('x').repeat(1e6)}</row>`));
save('reference.xlsx', book('<row><c r="ZZZZZZZZ99999999999999999999" t="str"><v>x</v></c></row>'));
save('rows.xlsx', book(`<row>${text('x')}</row>`.repeat(2e5)));
save('deep.xlsx', book(`<row>${'<c>'.repeat(1e5)}${'</c>'.repeat(1e5)}</row>`));
const entities = '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa">' +
	Array.from({ length: 9 }, (_, i) => `<!ENTITY ${'bcdefghij'[i]} "${`&${'abcdefghi'[i]};`.repeat(10)}">`).join('') + ']>';
save('entities.xlsx', zip({ 'xl/worksheets/sheet1.xml': entities + sheet(`<row>${text('&j;')}</row>`) }));
save('entities16.xlsx', zip({
	'xl/worksheets/sheet1.xml': Buffer.from('\uFEFF' + entities + sheet(`<row>${text('&j;')}</row>`), 'utf16le'),
}));
save('target.xlsx', book('', {
	'xl/workbook.xml': `<workbook ${main} xmlns:r="r"><sheets><sheet r:id="a"/></sheets></workbook>`,
	'xl/_rels/workbook.xml.rels': '<Relationships><Relationship Id="a" Target="../../../../etc/passwd"/></Relationships>',
}));
// This one is not refused: a sheet that is hidden, the list, and another sheet.
save('../sheets.xlsx', zip({
	'xl/workbook.xml': `<workbook ${main} xmlns:r="r"><sheets><sheet name="控え" state="hidden" r:id="a"/>` +
		'<sheet name="一覧" r:id="b"/><sheet name="別表" r:id="c"/></sheets></workbook>',
	'xl/_rels/workbook.xml.rels': `<Relationships>${['a', 'b', 'c'].map((id) =>
		`<Relationship Id="${id}" Target="worksheets/${id}.xml"/>`).join('')}</Relationships>`,
	'xl/worksheets/a.xml': sheet(`<row>${text('x')}</row>`),
	'xl/worksheets/b.xml': sheet(`<row>${text('登録番号')}${text('クラウドサービスの名称')}</row>`),
	'xl/worksheets/c.xml': sheet(`<row>${text('y')}</row>`),
}));
save('parts.xlsx', book('', Object.fromEntries(Array.from({ length: 5000 }, (_, i) => [`x${i}`, '']))));
save('cut.xlsx', book(`<row>${text('x')}</row>`).subarray(0, 150));
save('open.xlsx', zip({ 'xl/worksheets/sheet1.xml': `<worksheet ${main}><sheetData><row>${text('x')}` }));
save('password.xlsx', Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(4096)]));
save('nul.csv', '登録番号,クラウドサービスの名称\r\nC21-0004-2,\0\r\n');
save('line.csv', '登録番号,' + 'x'.repeat(70e6));
save('field.csv', `登録番号,クラウドサービスの名称\r\nC21-0004-2,"${'x\n'.repeat(4e6)}"\r\n`);
save('quote.csv', '登録番号,クラウドサービスの名称\r\nC21-0004-2,"あ\r\n');
save('half.csv', Buffer.from('93 6f 98 5e 94 d4 8d 86 2c 83 0d 0a 81 ff 0d 0a'.replaceAll(' ', ''), 'hex'));
save('commas.csv', ','.repeat(1e6));
save('lines.csv', '登録番号,クラウドサービスの名称\r\n' + 'x\r\n'.repeat(3e5));
save('binary.csv', Buffer.from(Array.from({ length: 9999 }, (_, i) => (i * 7919) % 256)));
save('web.csv', '<html><body><table><tr><td>登録番号</td></tr></table></body></html>');
save('portable.csv', '%PDF-1.7\n%\xE2\xE3\n');
save('empty.csv', '');
