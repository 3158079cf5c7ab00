// node refused.mjs FILLED.pdf FOLDER: writes a file for each thing that a filled form must not
// have, and prints "FILE<TAB>what `receive` must say of it".
import { execFileSync } from 'node:child_process';
import { fields } from './fields.mjs';
import { edit } from './fill.mjs';

const [filled, folder] = process.argv.slice(2);
const root = (pdf) => pdf.objects.trailer.value['/Root'];
const of = (pdf, name) => fields(pdf).get(name).reference;

const cases = {
	xfa: ['form of XFA', (pdf, change) => { change(root(pdf))['/AcroForm'] = { ...pdf.at(pdf.root['/AcroForm']), '/XFA': 'u:x' }; }],
	open: ['action or a script (/OpenAction)', (pdf, change) => { change(root(pdf))['/OpenAction'] = { '/S': '/GoTo', '/D': 'u:x' }; }],
	script: ['action or a script', (pdf, change) => { change(root(pdf))['/Names'] = { '/JavaScript': { '/Names': [] } }; }],
	keystroke: ['action or a script (/AA)', (pdf, change) => { change(of(pdf, 'reason'))['/AA'] = { '/K': { '/S': '/JavaScript', '/JS': 'u:1' } }; }],
	submit: ['action or a script (/SubmitForm)', (pdf, change) => { change(of(pdf, 'reason'))['/A'] = { '/S': '/SubmitForm', '/F': 'u:x' }; }],
	file: ['A file is embedded', (pdf, change) => { change(root(pdf))['/Names'] = { '/EmbeddedFiles': { '/Names': [] } }; }],
	unknown: ['Form 9 has no field "reasan"', (pdf, change) => { change(of(pdf, 'reason'))['/T'] = 'u:reasan'; }],
	inside: ['Form 9 has no field "change.1.oldest"', (pdf, change) => { change(of(pdf, 'change.1.old'))['/T'] = 'u:oldest'; }],
	double: ['two fields "service-name"', (pdf, change) => { change(of(pdf, 'reason'))['/T'] = 'u:service-name'; }],
	surrogate: ['reason: The value of the field "reason" is no text', (pdf, change) => { change(of(pdf, 'reason'))['/V'] = 'b:feffd84291ce'; }],
	list: ['reason: The value of the field "reason" is no text', (pdf, change) => { change(of(pdf, 'reason'))['/V'] = ['u:1']; }],
	other: ['none of the blank forms', (pdf, change) => { change(of(pdf, 'form'))['/V'] = 'u:16'; change(of(pdf, 'reason'))['/T'] = 'u:x'; }],
	none: ['none of the blank forms', (pdf, change) => { change(root(pdf))['/AcroForm'] = { '/Fields': [] }; }],
	date: ['"令和8年13月10日", is no date', (pdf, change) => { change(of(pdf, 'effect-on.month'))['/V'] = 'u:13'; }],
	era: ['"令和126年', (pdf, change) => { change(of(pdf, 'effect-on.year'))['/V'] = 'u:126'; }],
	number: ['corporate-number: ', (pdf, change) => { change(of(pdf, 'filer.corporate-number'))['/V'] = 'u:123'; }],
	direction: ['filer/address: There is a character that turns the direction', (pdf, change) => { change(of(pdf, 'filer.address'))['/V'] = 'u:x\u202ey'; }],
	long: ['More is written into the form than a form may hold', (pdf, change) => { change(of(pdf, 'reason'))['/V'] = `u:${'ก'.repeat(200000)}`; }],
	escaped: ['More is written into the form than a form may hold', (pdf, change) => { change(of(pdf, 'reason'))['/V'] = `u:${'&'.repeat(200000)}`; }],
	missing: ['service name', (pdf, change) => { delete change(of(pdf, 'service-name'))['/V']; }],
	service: ['Whose form this is is not known (registration number: C99-9999-9)', (pdf, change) => { change(of(pdf, 'registration-number'))['/V'] = 'u:C99-9999-9'; }],
};

for (const [name, [says, changes]] of Object.entries(cases)) {
	edit(filled, `${folder}/${name}.pdf`, changes);
	console.log(`${name}\t${says}`);
}
execFileSync('qpdf', ['--encrypt', '', 'owner', '256', '--', filled, `${folder}/encrypted.pdf`]);
console.log('encrypted\tThe PDF is encrypted');
