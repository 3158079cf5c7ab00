// Adds forms 9 (10.2) to a copy of the sample: every choice of `item` that the
// schema has, each in a form and on a day of its own for one service, and all in
// one form for another.
//
//	node form9.mjs CONTENT DAY
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { CHANGES, dayAfter, entryOf, readContent } from "./oracle.mjs";

const [, , folder, day] = process.argv;
const content = readContent(folder);
const schema = readFileSync(join(folder, "schema/form09.xsd"), "utf8");
const choices = schema.slice(schema.indexOf('name="item"')).split("</xs:attribute>")[0].matchAll(/enumeration value="([^"]*)"/g);
const items = [...choices].map(([, item]) => item);
if (items.length < 15) throw new Error(`only ${items} are choices of item`);

const escape = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
const NEW = {
  "service-url": "https://www.example.jp/changed/?a=1&b=2",
  "service-reading": "かわったよみ",
  "provider-reading": "じぎょうしゃのかわったよみ",
  "improvement-plan": "有",
  "corporate-number": "7123456789012",
};

/** What is written with the elements of the statement. */
const named = (element, one) => `<${element}><name>${escape(one.name)}</name>${one.note === null ? "" : `<note>${escape(one.note)}</note>`}${
  (one.regions ?? []).map((region) => `<region>${escape(region)}</region>`).join("")}</${element}>`;
const STRUCTURED = {
  "statement-scope": (listing) => `<statement-scope><overview>${escape(listing.overview)}</overview>${
    listing.sub_services.map((one) => named("sub-service", one)).join("")}<sub-service><name>追加のサービス</name></sub-service>${
    listing.outside_services.map((one) => named("outside-service", one)).join("")}${
    listing.regions.map((one) => `<region country="${one.country}"${one.prefecture === null ? "" : ` prefecture="${one.prefecture}"`}>${escape(one.name)}</region>`).join("")}<region country="JP" prefecture="01">石狩</region></statement-scope>`,
  "control-objectives": (listing) => {
    const implemented = listing.domains.flatMap((domain) => domain.implemented);
    const left = implemented.pop();
    return `<control-objectives edition="${listing.criteria_edition}"><implemented>${implemented.join(" ")}</implemented>${
      [...listing.exclusions, { objective: left, reason: "行わないため。" }].map((one) => `<excluded objective="${one.objective}"><reason>${escape(one.reason)}</reason></excluded>`).join("")}</control-objectives>`;
  },
};

function form(service, entry, filedOn, effectOn, changed) {
  const { listing } = entry;
  const changes = changed.map((item) => {
    if (STRUCTURED[item] !== undefined) return `  <change item="${item}">\n    <new>${STRUCTURED[item](listing)}</new>\n  </change>`;
    const value = CHANGES[item].member === undefined ? "これまでの記載" : listing[CHANGES[item].member];
    const old = value === true ? "有" : value === false ? "無" : value;
    const after = item === "improvement-plan" && old === "有" ? "無" : NEW[item] ?? `${item}の新しい記載（${filedOn}）`;
    return `  <change item="${item}">\n${old === null ? "" : `    <old>${escape(old)}</old>\n`}    <new>${escape(after)}</new>\n  </change>`;
  });
  const filer = [`    <name>${escape(listing.provider)}</name>`];
  if (listing.corporate_number !== null) filer.push(`    <corporate-number>${listing.corporate_number}</corporate-number>`);
  filer.push(`    <address>${escape(listing.address)}</address>`, "    <representative>", "      <post>代表取締役</post>", "      <name>見本 太郎</name>", "    </representative>");
  return `<?xml version="1.0" encoding="UTF-8"?>
<form xmlns="urn:ismapgen:1" number="9" service="${service}" filed-on="${filedOn}" effect-on="${effectOn}">
  <filer>
${filer.join("\n")}
  </filer>
  <service-name>${escape(listing.name)}</service-name>
  <registration-number>${entry.number}</registration-number>
${changes.join("\n")}
  <reason>見本のため。</reason>
  <contact>
    <section>総務部</section>
    <name>見本 次郎</name>
    <telephone>03-0000-0000</telephone>
    <email>somu@example.jp</email>
  </contact>
</form>
`;
}

function add(service, filedOn, effectOn, changed) {
  const now = readContent(folder);
  const entry = entryOf(now.services.find((one) => one.attributes.id === service), now, effectOn > filedOn ? effectOn : filedOn);
  mkdirSync(join(folder, "forms", service), { recursive: true });
  writeFileSync(join(folder, "forms", service, `${filedOn}-form09.xml`), form(service, entry, filedOn, effectOn, changed));
}

const listed = content.services.filter((service) => {
  const entry = entryOf(service, content, day);
  return entry !== null && entry.statuses[0].code === "registered" && entry.registered_on < "2026-10-01";
}).map((service) => service.attributes.id);
const [one, other] = listed.filter((id) => !content.forms.some((form9) => form9.attributes.service === id));

// Filed on the days before the list's day; some had their effect before, one has
// it on the list's day, and one only after it.
let filedOn = new Date(Date.parse(day) - (items.length + 4) * 86400000).toISOString().slice(0, 10);
for (const item of items) {
  add(one, filedOn, item === "service-name" ? dayAfter(filedOn) : "2026-10-01", [item]);
  filedOn = dayAfter(filedOn);
}
add(one, filedOn, day, ["provider-address"]);
add(one, dayAfter(filedOn), dayAfter(day), ["governing-law"]);
add(other, filedOn, filedOn, items);
