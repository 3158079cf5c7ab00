// Changes one published text of a content folder, by a number: each number another text.
//
//	node edits.mjs CONTENT SITE NUMBER		prints the registration number and what changed
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const [, , content, site, number] = process.argv;
const { services } = JSON.parse(readFileSync(join(site, "data/services.json"), "utf8"));
const region = (entry) => entry.statement_scope.regions[0];
const FIELDS = [
  ["service-name", (entry) => entry.name, (text) => `${text}改`],
  ["service-url", (entry) => entry.url, (text) => `${text}new`],
  ["name", (entry) => entry.provider.name, (text) => `${text}改`],
  ["address", (entry) => entry.provider.address, (text) => `${text}別館`],
  ["name", (entry) => entry.statement_scope.sub_services[0].name, (text) => `${text}（一部）`],
  ["region", (entry) => region(entry).name, (text) => `${text}ほか`],
  ["service-reading", (entry) => entry.name_reading, (text) => `${text}かい`],
  // The name stays, and stands in another prefecture.
  ["region", (entry) => region(entry).name, (text) => text, (entry) => [`prefecture="${region(entry).prefecture}"`, 'prefecture="01"']],
];

// The number leads to a service and a field; where a form 9 has changed the field, the next is tried.
for (let i = Number(number); ; i++) {
  const entry = services[i % services.length];
  const [name, value, changed, codes] = FIELDS[i % FIELDS.length];
  const [oldCode, newCode] = codes === undefined ? ["", ""] : codes(entry);
  const old = `${oldCode}>${value(entry)}</${name}>`;
  const folder = "registry/services";
  const files = readdirSync(join(content, folder)).map((file) => join(content, folder, file)).filter((file) => readFileSync(file, "utf8").includes(old));
  if (files.length === 0 || entry.history.some((event) => event.code === "listing-change")) continue;
  for (const file of files) writeFileSync(file, readFileSync(file, "utf8").replaceAll(old, `${newCode}>${changed(value(entry))}</${name}>`));
  console.log(entry.number, name);
  break;
}
