// A site compared with what oracle.mjs says that it must say: the twelve items
// of 7.5, the states and the history of every service in JSON, CSV, XML and
// HTML, in both languages, and who stands on which page.
//
//	node compare.mjs CONTENT SITE DAY
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { parse, plain } from "./markup.mjs";
import { listOf, readContent } from "./oracle.mjs";

const PREFECTURES = JSON.parse(readFileSync(new URL("../browser/prefectures.json", import.meta.url)));
const COUNTRIES = [["ja", "short"], ["en", "long"]].map(([language, style]) => new Intl.DisplayNames(language, { type: "region", style }));

/* What a code is called in the language of the page. */
function placeName(country, prefecture, en) {
  if (country === null) return "";
  return prefecture === null ? COUNTRIES[en ? 1 : 0].of(country) : PREFECTURES[Number(prefecture) - 1][en ? 1 : 0];
}

const [, , contentFolder, site, asOf] = process.argv;
const content = readContent(contentFolder);
const wanted = listOf(content, asOf);

/* Numbers that a decision gave and that the list no longer has. */
const given = new Set(content.meetings.filter((meeting) => meeting.attributes["held-on"] <= asOf)
  .flatMap((meeting) => meeting.elements).flatMap((element) => [element, ...element.elements])
  .filter((element) => element.name === "register").map((element) => element.one("number").text.trim()));
const isGone = (number) => given.has(number) && !wanted.some((entry) => entry.number === number);

const read = (path) => readFileSync(join(site, path), "utf8");
const json = (path) => JSON.parse(read(path));
const page = (path) => parse(read(path), { html: true });

let count = 0;
let failed = 0;
function check(name, body) {
  const faults = [];
  try {
    body((where, found, expected) => {
      if (!isDeepStrictEqual(found, expected)) faults.push(`${where}: ${JSON.stringify(found)} is not ${JSON.stringify(expected)}`.slice(0, 400));
    });
  } catch (error) {
    faults.push(String(error.stack));
  }
  count++;
  if (faults.length > 0) failed++;
  console.log(`${faults.length === 0 ? "ok" : "not ok"} - ${name} (${asOf})`);
  for (const fault of faults.slice(0, 20)) console.log(`#   ${fault}`);
}

/* Differences of two values, member by member, so that a fault is short. */
function same(equal, where, found, expected) {
  if (expected !== null && found !== null && typeof expected === "object" && typeof found === "object" && Array.isArray(found) === Array.isArray(expected)) {
    for (const name of new Set([...Object.keys(found), ...Object.keys(expected)])) same(equal, `${where}.${name}`, found[name] ?? null, expected[name] ?? null);
  } else equal(where, found, expected);
}

const implementedOf = (listing) => listing.domains.reduce((sum, domain) => sum + domain.implemented.length, 0);
const totalOf = (listing) => listing.domains.reduce((sum, domain) => sum + domain.total, 0);

const territoriesOf = ({ regions }) => [...new Set(regions.filter(({ country }) => country !== null)
  .map(({ country, prefecture }) => (prefecture === null ? country : `${country}-${prefecture}`)))];

/* An entry as services.json has it, without labels, which are checked apart. */
function asJson(entry) {
  const { listing } = entry;
  return {
    number: entry.number,
    name: listing.name,
    name_reading: listing.reading,
    url: listing.url,
    provider: { name: listing.provider, reading: listing.provider_reading, corporate_number: listing.corporate_number, address: listing.address },
    registered_on: entry.registered_on,
    renewed_on: entry.renewed_on,
    expires_on: entry.expires_on,
    // It reads so since its last change.
    since: entry.history.map((event) => event.on).sort().at(-1),
    statuses: entry.statuses,
    statement_scope: { overview: listing.overview, sub_services: listing.sub_services, outside_services: listing.outside_services, regions: listing.regions, territories: territoriesOf(listing) },
    ...(entry.additions === null ? {} : { additions: entry.additions }),
    control_objectives: {
      criteria_edition: listing.criteria_edition, total: totalOf(listing), implemented: implementedOf(listing),
      exclusions: listing.exclusions, domains: listing.domains,
    },
    audit_period: { first_on: listing.audit_first_on, last_on: listing.audit_last_on },
    subsequent_events: listing.subsequent_events,
    improvement_plan: listing.improvement_plan,
    disclosed_information: {
      capital_and_officers: listing.capital_and_officers, foreign_law_risk: listing.foreign_law_risk,
      governing_law: listing.governing_law, third_party_testing: listing.third_party_testing,
    },
    special_notes: listing.special_notes,
    history: entry.history,
  };
}

const change = ({ item, before, after, removed, added }) =>
  (removed === undefined && added === undefined ? { item, before: before ?? null, after: after ?? null } : { item, removed: removed ?? null, added: added ?? null });

function fromJson(service) {
  const { permalink, ...rest } = service;
  const told = ({ label, label_en, clause, ...more }) => more;
  return {
    ...rest,
    ...(rest.additions === undefined ? {} : {
      additions: {
        ...rest.additions,
        ...Object.fromEntries(["bases", "dependents"].map((name) =>
          [name, rest.additions[name].map((link) => ({ ...link, statuses: link.statuses.map(told) }))])),
      },
    }),
    statuses: service.statuses.map(told),
    history: service.history.map((event) => {
      const { label, label_en, clause, changes, ...more } = event;
      return changes === undefined ? more : { ...more, changes: changes.map(change) };
    }),
  };
}

const baseUrl = content.site.one("base-url").text.trim();

check("services.json lists who is registered, and says of each what was registered", (equal) => {
  const { services, as_of: day } = json("data/services.json");
  equal("as_of", day, asOf);
  equal("numbers", services.map((service) => service.number), wanted.map((entry) => entry.number));
  for (const service of services) {
    const entry = wanted.find((one) => one.number === service.number);
    if (entry === undefined) continue;
    const expected = asJson(entry);
    expected.history = expected.history.map((event) => (event.changes === undefined || event.changes.length === 0
      ? (({ changes, ...more }) => more)(event) : { ...event, changes: event.changes.map(change) }));
    same(equal, service.number, fromJson(service), expected);
    equal(`${service.number}.permalink`, service.permalink, `${baseUrl}services/${service.number}/`);
  }
});

check("service.json, services.jsonl and services.json say the same", (equal) => {
  const { services, as_of, edition } = json("data/services.json");
  const lines = read("data/services.jsonl").trimEnd().split("\n").filter((line) => line !== "").map((line) => JSON.parse(line));
  same(equal, "services.jsonl", lines, services.map((service) => ({ as_of, edition, ...service })));
  for (const service of services) {
    const file = json(`services/${service.number}/service.json`);
    same(equal, service.number, file.service ?? file, service);
  }
});

/* XML as the JSON has it: what is repeated is told by its name there. */
function fromXml(element) {
  const at = (path) => element.one(path)?.text ?? null;
  const entry = (one) => ({
    name: one.one("name").text, note: one.one("note")?.text ?? null,
    ...(one.one("region") === undefined ? {} : { regions: one.all("region").map((region) => region.text) }),
  });
  const changeOf = (one) => {
    const told = Object.fromEntries(one.elements.map((child) => [child.name, child.text]));
    const list = "removed" in told || "added" in told;
    return list ? { item: Number(told.item), removed: told.removed ?? null, added: told.added ?? null }
      : { item: Number(told.item), before: told.before ?? null, after: told.after ?? null };
  };
  return {
    number: at("number"),
    name: at("name"),
    name_reading: at("name-reading"),
    url: at("url"),
    provider: { name: at("provider/name"), reading: at("provider/reading"), corporate_number: at("provider/corporate-number"), address: at("provider/address") },
    registered_on: at("registered-on"),
    renewed_on: at("renewed-on"),
    expires_on: at("expires-on"),
    since: at("since"),
    statuses: element.all("status").map((one) => ({ code: one.one("code").text, since: one.one("since").text })),
    statement_scope: {
      overview: at("statement-scope/overview"), sub_services: element.all("statement-scope/sub-service").map(entry),
      outside_services: element.all("statement-scope/outside-service").map(entry), regions: element.all("statement-scope/region").map((one) =>
        ({ name: one.one("name").text, country: one.one("country")?.text ?? null, prefecture: one.one("prefecture")?.text ?? null })),
      territories: element.all("statement-scope/territory").map((one) => one.text),
    },
    ...(element.one("additions") === undefined ? {} : { additions: additionsFromXml(element.one("additions")) }),
    control_objectives: {
      criteria_edition: at("control-objectives/criteria-edition"), total: Number(at("control-objectives/total")), implemented: Number(at("control-objectives/implemented")),
      exclusions: element.all("control-objectives/excluded").map((one) => ({ objective: one.one("objective").text, reason: one.one("reason").text })),
      domains: element.all("control-objectives/domain").map((one) => ({
        number: one.one("number").text, name: one.one("name").text, group: one.one("group").text, total: Number(one.one("total").text),
        implemented: one.all("objective").map((objective) => objective.text),
      })),
    },
    audit_period: { first_on: at("audit-period/first-on"), last_on: at("audit-period/last-on") },
    subsequent_events: at("subsequent-events"),
    improvement_plan: at("improvement-plan") === "true",
    disclosed_information: {
      capital_and_officers: at("disclosed-information/capital-and-officers"), foreign_law_risk: at("disclosed-information/foreign-law-risk"),
      governing_law: at("disclosed-information/governing-law"), third_party_testing: at("disclosed-information/third-party-testing"),
    },
    special_notes: at("special-notes"),
    history: element.all("event").map((one) => {
      const changes = one.all("change").map(changeOf);
      const event = { id: one.one("id").text, code: one.one("code").text, on: one.one("on").text };
      if (one.one("expires-on")) event.expires_on = one.one("expires-on").text;
      if (one.one("reason")) event.reason = one.one("reason").text;
      return changes.length === 0 ? event : { ...event, changes };
    }),
  };
}

function additionsFromXml(element) {
  const at = (name) => element.one(name)?.text ?? null;
  const all = (name) => element.all(name).map((one) => one.text);
  const links = (name) => element.all(name).map((one) => ({
    number: one.one("number").text, name: one.one("name")?.text ?? null,
    statuses: one.all("status").map((status) => ({ code: status.one("code").text, since: status.one("since").text })),
  }));
  return {
    english_name: at("english-name"), provider_english_name: at("provider-english-name"), aliases: all("alias"), abbreviations: all("abbreviation"),
    service_models: all("service-model"),
    categories: element.all("category").map((one) => ({ id: one.one("id").text, name: one.one("name").text, name_en: one.one("name-en").text })),
    contact: Object.fromEntries(["section", "telephone", "email", "url"].map((name) => [name, at(`contact/${name}`)])),
    bases: links("base"), dependents: links("dependent"),
  };
}

check("services.xml and each service.xml say the same as the JSON", (equal) => {
  const { services } = json("data/services.json");
  const register = parse(read("data/services.xml")).elements[0].all("service");
  equal("numbers", register.map((one) => one.one("number").text), services.map((service) => service.number));
  services.forEach((service, index) => {
    same(equal, `services.xml ${service.number}`, fromXml(register[index]), fromJson(service));
    const file = parse(read(`services/${service.number}/service.xml`)).elements[0];
    same(equal, `${service.number}/service.xml`, fromXml(file.name === "service" ? file : file.one("service")), fromJson(service));
  });
});

const STATUS = {
  registered: ["登録", "Registered"],
  "suspended-incident": ["一時停止（9.3）", "Suspended (9.3)"],
  "suspended-change": ["一時停止（10.3）", "Suspended (10.3)"],
  reaudit: ["再監査中", "Under re-audit"],
  continued: ["有効期限後も継続", "Continued past expiry"],
};

check("services.csv says it in its columns", (equal) => {
  const cells = [];
  let row = [];
  for (const match of read("data/services.csv").replace(/^\uFEFF/, "").matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    row.push(match[1]?.replaceAll('""', '"') ?? match[2]);
    if (match[3] !== ",") {
      cells.push(row);
      row = [];
    }
  }
  const [headings, ...rows] = cells;
  const noted = ({ name, note, regions }) => `${name}${note === null ? "" : `（${note}）`}${regions === undefined ? "" : `［${regions.join("、")}］`}`;
  equal("rows", rows.map((one) => one[0]), wanted.map((entry) => entry.number));
  wanted.forEach((entry, index) => {
    const { listing } = entry;
    const expected = {
      登録番号: entry.number,
      状態: entry.statuses.map(({ code, since }) => STATUS[code][0] + (code === "registered" ? "" : ` ${since}から`)).join("\n"),
      登録日: entry.registered_on,
      直近の更新日: entry.renewed_on,
      登録の有効期限: entry.expires_on,
      この内容の掲載が始まった日: entry.history.map((event) => event.on).sort().at(-1),
      このリストのページ: `${baseUrl}services/${entry.number}/`,
      クラウドサービスの名称: listing.name,
      サービス名の読み: listing.reading,
      ホームページのURL: listing.url,
      クラウドサービス事業者の名称: listing.provider,
      事業者名の読み: listing.provider_reading,
      法人番号: listing.corporate_number,
      所在地: listing.address,
      対象範囲の概要: listing.overview,
      対象のサブサービス: listing.sub_services.map(noted).join("\n"),
      対象外のサービス: listing.outside_services.map(noted).join("\n"),
      リージョン: listing.regions.map(({ name }) => name).join("\n"),
      管理基準の版: listing.criteria_edition,
      実施している統制目標: listing.domains.flatMap((domain) => domain.implemented).join(" "),
      対象外の統制目標: listing.exclusions.map(({ objective, reason }) => `${objective}（${reason}）`).join("\n"),
      監査対象期間の初日: listing.audit_first_on,
      監査対象期間の末日: listing.audit_last_on,
      後発事象: listing.subsequent_events,
      改善計画書: listing.improvement_plan ? "有" : "無",
      資本関係及び役員等の情報: listing.capital_and_officers,
      国内法以外の法令が適用されるリスクに関する情報: listing.foreign_law_risk,
      "準拠法・裁判管轄に関する情報": listing.governing_law,
      第三者による検査の実施状況と受入に関する情報: listing.third_party_testing,
      特記事項: listing.special_notes,
      英語の名称: entry.additions?.english_name,
      事業者の英語の名称: entry.additions?.provider_english_name,
      別名: entry.additions?.aliases.join("\n"),
      略称: entry.additions?.abbreviations.join("\n"),
      サービスの形態: entry.additions?.service_models.join("\n"),
      窓口: entry.additions?.contact.section,
      窓口の電話番号: entry.additions?.contact.telephone,
      窓口の電子メール: entry.additions?.contact.email,
      窓口のURL: entry.additions?.contact.url,
      "国・都道府県": territoriesOf(listing).join("\n"),
      サービスの分類: entry.additions?.categories.map(({ id, name }) => `${id}（${name}）`).join("\n"),
      基盤として利用するサービス: entry.additions?.bases.map(({ number, name }) => (name === null ? number : `${number}（${name}）`)).join("\n"),
      掲載内容の基準日: asOf,
      "版（SHA-256）": JSON.parse(read("data/index.json")).edition,
    };
    equal("headings", headings, Object.keys(expected));
    headings.forEach((heading, column) => equal(`${entry.number} ${heading}`, rows[index]?.[column], expected[heading] ?? ""));
  });
});

/* Days and words as pages show them. */
const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
function era(day) {
  const year = Number(day.slice(0, 4));
  const [name, first] = day >= "2019-05-01" ? ["令和", 2019] : ["平成", 1989];
  return `${name}${year === first ? "元" : year - first + 1}年`;
}
const month = (day, en) => {
  const [year, number] = day.split("-").map(Number);
  return en ? `${MONTHS[number - 1]} ${year}` : `${year}年${number}月（${era(day)}${number}月）`;
};
function date(day, en) {
  const [year, number, of] = day.split("-").map(Number);
  return en ? `${of} ${MONTHS[number - 1]} ${year}` : `${year}年${number}月${of}日（${era(day)}${number}月${of}日）`;
}

/* Markdown and its page without blanks and marks: the words that both have. */
const words = (text) => text.normalize("NFC").replace(/^\s*(?:[-*+]|\d+[.)]|#+|>)\s+/gm, "").replace(/\[([^\]]*)\]\([^)]*\)/g, "$1").replace(/^\s*\|?[-:| ]+\|\s*$/gm, "").replace(/[*_`\s\\|]/g, "");
const bare = (text) => text.replace(/[*_`\s\\]/g, "");

/* The items that must stand in a section, one after the other. */
function inOrder(equal, where, section, expected) {
  const whole = bare(section.text.normalize("NFC"));
  let at = 0;
  for (const piece of expected.filter((one) => one !== null)) {
    const found = whole.indexOf(words(piece), at);
    if (found < 0) {
      equal(`${where}: after ${JSON.stringify(whole.slice(Math.max(0, at - 20), at))}`, whole.slice(at, at + 80), piece);
      return;
    }
    at = found + words(piece).length;
  }
}

const entries = (section, name) => section.byClass(name).flatMap((list) => list.named("li"));

function lookAtService(equal, entry, en) {
  const { listing } = entry;
  const path = `${en ? "en/" : ""}services/${entry.number}/index.html`;
  const main = page(path).named("main")[0];
  const item = (number) => main.byId(`item-${number}`);
  const where = (number) => `${path} 7.5(${number})`;
  const told = ({ name, note, regions }) => name + (note ?? "") + (regions ?? []).join("");
  const texts = (elements) => elements.map((element) => plain(element.text));

  inOrder(equal, `${path} head`, main, [listing.provider, listing.name, entry.number, date(entry.expires_on, en),
    ...entry.statuses.map(({ code }) => STATUS[code][en ? 1 : 0])]);
  equal(`${path} h1`, texts(main.named("h1")), [plain(listing.name)]);
  // Those of the entry, then those of what it builds on and of what builds on it.
  const linked = [...(entry.additions?.bases ?? []), ...(entry.additions?.dependents ?? [])].flatMap(({ statuses }) => statuses);
  equal(`${path} chips`, texts(main.byClass("chip-label")), [...entry.statuses, ...linked].map(({ code }) => STATUS[code][en ? 1 : 0]));
  inOrder(equal, where(1), item(1), [listing.name, listing.reading]);
  inOrder(equal, where(2), item(2), [listing.url]);
  equal(`${where(2)} link`, item(2).named("a").map((link) => link.attributes.href), [listing.url]);
  inOrder(equal, where(3), item(3), [listing.provider, listing.provider_reading, listing.address, listing.corporate_number]);
  equal(`${where(4)} days`, item(4).named("time").map((time) => [time.attributes.datetime, plain(time.text)]),
    [entry.registered_on, ...(entry.renewed_on ? [entry.renewed_on] : [])].map((day) => [day, date(day, en)]));
  equal(`${where(5)} day`, item(5).named("time").map((time) => [time.attributes.datetime, plain(time.text)])[0], [entry.expires_on, date(entry.expires_on, en)]);
  inOrder(equal, where(6), item(6), [listing.overview]);
  equal(`${where(6)} entries`, texts(entries(item(6), "entries")), [...listing.sub_services, ...listing.outside_services].map(told).map(plain));
  equal(`${where(6)} outside`, texts(entries(item(6), "entries-outside")), listing.outside_services.map(told).map(plain));
  equal(`${where(6)} regions`, texts(entries(item(6), "region-names")), listing.regions.map(({ name, country, prefecture }) => plain(name + placeName(country, prefecture, en))));
  equal(`${where(7)} figures`, texts(item(7).byClass("figure")).map(Number).sort((a, b) => a - b), [implementedOf(listing), totalOf(listing)].sort((a, b) => a - b));
  equal(`${where(7)} exclusions`, item(7).byClass("exclusions").flatMap((list) => list.named("div")).map((div) => [plain(div.named("dt")[0].text), bare(div.named("dd")[0].text)]),
    listing.exclusions.map(({ objective, reason }) => [objective, words(reason)]));
  equal(`${where(7)} domains`, item(7).byClass("domains").flatMap((table) => table.named("tr")).filter((row) => row.named("td").length > 0)
    .map((row) => [plain(row.named("th")[0].text), ...texts(row.named("td"))]),
  listing.domains.map((domain) => [`${domain.number}${domain.name}`, String(domain.implemented.length), String(domain.total)]));
  equal(`${where(7)} objectives`, item(7).byClass("objectives").flatMap((list) => list.named("dd")).map((dd) => dd.text.trim().split(/\s+/)),
    listing.domains.filter((domain) => domain.implemented.length > 0).map((domain) => domain.implemented));
  equal(`${where(8)} days`, item(8).named("time").map((time) => [time.attributes.datetime, plain(time.text)]),
    [listing.audit_first_on, listing.audit_last_on].map((day) => [day, date(day, en)]));
  inOrder(equal, where(9), item(9), [listing.subsequent_events]);
  inOrder(equal, where(10), item(10), [listing.improvement_plan ? (en ? "Yes" : "有") : (en ? "No" : "無")].reverse());
  equal(`${where(10)} word`, texts(item(10).named("strong")), [listing.improvement_plan ? (en ? "Yes" : "有") : (en ? "No" : "無")]);
  equal(`${where(11)} prose`, item(11).byClass("prose").map((one) => bare(one.text)),
    [listing.capital_and_officers, listing.foreign_law_risk, listing.governing_law, listing.third_party_testing].map(words));
  if (listing.special_notes !== null) inOrder(equal, where(12), item(12), [listing.special_notes]);
  else equal(`${where(12)} prose`, item(12).byClass("prose").length, 0);
  const events = main.byId("history").byClass("event");
  equal(`${path} history`, events.map((event) => event.attributes.id), entry.history.map((event) => event.id));
  entry.history.forEach((event, index) => lookAtEvent(equal, `${path} ${event.id}`, events[index], event, en));
}

/* A day written in a change as pages write it; other texts as they are. */
const changed = (text, en) => (/^\d{4}-\d\d-\d\d$/.test(text) ? date(text, en).replace(/（.*/, "") : text);

function lookAtEvent(equal, where, element, event, en) {
  const changes = event.changes ?? [];
  const rows = element.byClass("changes").flatMap((details) => details.named("dl")).flatMap((list) => list.elements);
  equal(`${where} changes`, rows.length, changes.length);
  changes.forEach((one, index) => {
    const row = rows[index];
    if (row === undefined) return;
    const texts = (name) => row.named(name).map((found) => bare(found.text.normalize("NFC")));
    const gone = one.removed ?? one.before ?? null;
    const come = one.added ?? one.after ?? null;
    equal(`${where} item`, plain(row.byClass("item-number")[0].text), String(one.item));
    for (const [name, value] of [["del", gone], ["ins", come]]) {
      if (value === null) equal(`${where} <${name}>`, texts(name), []);
      else equal(`${where} <${name}>: ${value.slice(0, 60)}`, texts(name).join("").includes(bare(changed(value, en).normalize("NFC"))), true);
    }
  });
  if (event.expires_on) equal(`${where} expiry`, element.named("time").some((time) => time.attributes.datetime === event.expires_on && plain(time.text) === date(event.expires_on, en)), true);
}

for (const en of [false, true]) {
  check(`each service's page shows its twelve items and its history, ${en ? "en" : "ja"}`, (equal) => {
    for (const entry of wanted) lookAtService(equal, entry, en);
  });
}

/* The rows of a page of the list, compared with the entries that it must have. */
function lookAtRows(equal, path, expected, en) {
  const rows = page(path).named("tbody")[0]?.named("tr") ?? [];
  equal(`${path} rows`, rows.map((row) => row.attributes["data-number"]), expected.map((entry) => entry.number));
  expected.forEach((entry, index) => {
    const row = rows[index];
    if (row === undefined) return;
    const { listing } = entry;
    const cell = (name) => row.byClass(name)[0];
    const where = `${path} ${entry.number}`;
    equal(`${where} number`, plain(cell("number").text), entry.number);
    equal(`${where} name`, plain(cell("name").named("a")[0].text), plain(listing.name));
    equal(`${where} link`, cell("name").named("a")[0].attributes.href.endsWith(`services/${entry.number}/`), true);
    equal(`${where} provider`, plain(cell("provider").text), plain(listing.provider));
    equal(`${where} dates`, cell("date").named("time").map((one) => plain(one.text)), [entry.expires_on, entry.registered_on].map((day) => date(day, en)));
    equal(`${where} status`, row.byClass("chip-label").map((one) => plain(one.text)), entry.statuses.map(({ code }) => STATUS[code][en ? 1 : 0]));
    const names = listing.sub_services.map(({ name }) => name);
    const inTheirLanguage = (text) => text.named("span").filter((span) => span.attributes.lang && plain(span.text) !== "、").every((span) => span.attributes.lang === (/[ぁ-ヿ一-鿿]/u.test(span.text) ? "ja" : "en"));
    equal(`${where} languages`, [cell("scope"), cell("regions")].every(inTheirLanguage), true);
    const scope = plain(cell("scope").named("span")[0].text);
    equal(`${where} scope`, scope, plain(names.slice(0, 3).join("、")));
    const more = cell("scope").byClass("more").map((one) => plain(one.text));
    equal(`${where} more`, more.map((text) => Number(text.replace(/\D/g, ""))), names.length > 3 ? [names.length - 3] : []);
    equal(`${where} regions`, plain(cell("regions").text), plain(listing.regions.map(({ name }) => name).join("、")));
  });
}

const KANA = { a: "あいうえおぁぃぅぇぉゔ", ka: "かきくけこがぎぐげごゕゖ", sa: "さしすせそざじずぜぞ", ta: "たちつてとだぢづでどっ", na: "なにぬねの", ha: "はひふへほばびぶべぼぱぴぷぺぽ", ma: "まみむめも", ya: "やゆよゃゅょ", ra: "らりるれろ", wa: "わゐゑをんゎ" };
const KANA_NAMES = { a: ["あ行", "A"], ka: ["か行", "Ka"], sa: ["さ行", "Sa"], ta: ["た行", "Ta"], na: ["な行", "Na"], ha: ["は行", "Ha"], ma: ["ま行", "Ma"], ya: ["や行", "Ya"], ra: ["ら行", "Ra"], wa: ["わ行", "Wa"] };

/* A provider is one by their corporate number, under whatever names. */
const providerOf = ({ listing }) => (listing.corporate_number === null ? listing.provider
  : wanted.find((other) => other.listing.corporate_number === listing.corporate_number).listing.provider);

/* For each kind of facet: the names of the pages on which an entry stands. */
const FACETS = {
  kana: (entry, en) => [...(/^\p{Script=Latin}/u.test(entry.listing.name.normalize("NFKC")) ? ["A–Z"] : []), ...Object.keys(KANA).filter((row) => KANA[row].includes(entry.listing.reading[0])).map((row) => KANA_NAMES[row][en ? 1 : 0])],
  provider: (entry) => [providerOf(entry)],
  status: (entry, en) => entry.statuses.map(({ code }) => STATUS[code][en ? 1 : 0]),
  region: (entry, en) => entry.listing.regions.flatMap(({ name, country, prefecture }) =>
    country === null ? [name] : [placeName(country, null, en), placeName(country, prefecture, en)]),
  expiry: (entry, en) => [month(entry.expires_on, en)],
  category: (entry, en) => (entry.additions?.categories ?? []).map(({ name, name_en: english }) => (en ? english : name)),
  model: (entry) => entry.additions?.service_models ?? [],
};

for (const en of [false, true]) {
  const root = en ? "en/" : "";
  check(`the list and its facets have whom they must have, ${en ? "en" : "ja"}`, (equal) => {
    lookAtRows(equal, `${root}index.html`, wanted, en);
    for (const [kind, names] of Object.entries(FACETS)) {
      const folder = join(site, root, "by", kind);
      const pages = new Map();
      for (const name of existsSync(folder) ? readdirSync(folder) : []) {
        const path = `${root}by/${kind}/${name}/index.html`;
        const heading = page(path).named("h1")[0].named("span").filter((span) => span.attributes.class !== "eyebrow").map((span) => plain(span.text)).join("");
        pages.set(heading, path);
      }
      const expected = new Set(wanted.flatMap((entry) => names(entry, en)).map(plain));
      equal(`${root}by/${kind}`, [...pages.keys()].sort(), [...expected].sort());
      const told = page(`${root}by/index.html`).text;
      for (const name of expected) equal(`${root}by/index.html tells ${name}`, plain(told).includes(name), true);
      // By kana they stand by their readings as ICU orders them, names in Latin letters by these, else by their numbers.
      const collator = new Intl.Collator("ja");
      const latin = ({ listing }) => listing.name.normalize("NFKC").toLowerCase().replaceAll(/\s/g, "");
      const orderOf = (name) => (kind !== "kana" ? () => 0 : name === "A–Z" ? (a, b) => (latin(a) < latin(b) ? -1 : 1)
        : (a, b) => collator.compare(a.listing.reading, b.listing.reading));
      for (const [name, path] of pages) lookAtRows(equal, path, wanted.filter((entry) => names(entry, en).map(plain).includes(name)).sort(orderOf(name)), en);
    }
  });

  check(`the pages of the changes tell the histories day by day, ${en ? "en" : "ja"}`, (equal) => {
    const days = new Map();
    for (const entry of wanted) {
      for (const event of entry.history) days.set(event.on, [...(days.get(event.on) ?? []), { entry, event }]);
    }
    const folder = join(site, root, "changes");
    const found = existsSync(folder) ? readdirSync(folder) : [];
    // Days on which only numbers changed that are gone by now are told by versions.mjs.
    equal("days", [...days.keys()].filter((day) => !found.includes(day)), []);
    for (const [day, told] of days) {
      const path = `${root}changes/${day}/index.html`;
      const sections = page(path).byClass("day-entry").filter((section) => !isGone(section.attributes["aria-labelledby"].slice(-10)));
      equal(`${path} entries`, sections.map((section) => section.attributes["aria-labelledby"]).sort(), told.map(({ entry, event }) => `${event.id}-${entry.number}`).sort());
      for (const { entry, event } of told) {
        const section = sections.find((one) => one.attributes["aria-labelledby"] === `${event.id}-${entry.number}`);
        if (section === undefined) continue;
        // The name is that of the day: of an entry that was renamed, the change itself tells it.
        inOrder(equal, `${path} ${entry.number}`, section, [...(entry.history.some((one) => one.changes?.some((change) => change.item === 1)) ? [] : [entry.listing.name]), entry.number]);
        equal(`${path} ${entry.number} link`, section.named("a")[0].attributes.href.endsWith(`services/${entry.number}/#${event.id}`), true);
        lookAtEvent(equal, `${path} ${entry.number}`, section, event, en);
      }
    }
    const years = [...new Set([...days.keys()].map((day) => day.slice(0, 4)))].sort().reverse();
    const newest = found.filter((name) => /^\d{4}-/.test(name)).sort().at(-1)?.slice(0, 4);
    const overview = page(`${root}changes/index.html`);
    for (const year of years) {
      const path = year === newest ? `${root}changes/index.html` : `${root}changes/${year}/index.html`;
      const sections = page(path).byClass("day");
      const its = [...days.keys()].filter((day) => day.startsWith(year)).sort().reverse();
      const shown = sections.map((section) => section.attributes["aria-labelledby"]);
      equal(`${path} order`, shown, [...shown].sort().reverse());
      its.forEach((day) => {
        const section = sections.find((one) => one.attributes["aria-labelledby"] === `day-${day}`);
        const links = section?.named("li").map((one) => one.named("a")[0].attributes.href.replace(/^.*services\//, ""))
          .filter((link) => !isGone(link.slice(0, 10))).sort();
        equal(`${path} ${day}`, links, days.get(day).map(({ entry, event }) => `${entry.number}/#${event.id}`).sort());
      });
      equal(`${root}changes/ leads to ${year}`, overview.byClass("views").flatMap((views) => views.named("a")).some((link) => link.text.includes(year)), true);
    }
  });
}

check("the feeds tell the newest changes first", (equal) => {
  const told = wanted.flatMap((entry) => entry.history.map((event) => ({ on: event.on, link: `${baseUrl}services/${entry.number}/#${event.id}` })));
  const links = json("feed.json").items.map((item) => item.url).filter((link) => !isGone(link.match(/C\d\d-\d{4}-\d/)[0]));
  equal("no item twice", new Set(links).size, links.length);
  for (const link of links) equal(`an event of the list: ${link}`, told.some((one) => one.link === link), true);
  const newest = told.map((one) => one.on).sort().reverse().slice(0, links.length);
  equal("days", links.map((link) => told.find((one) => one.link === link)?.on), newest);
  const atom = parse(read("feed.atom")).elements[0].all("entry").map((one) => one.one("link").attributes.href).filter((link) => !isGone(link.match(/C\d\d-\d{4}-\d/)[0]));
  equal("Atom as JSON", atom, links);
  for (const entry of wanted) {
    const own = json(`services/${entry.number}/feed.json`).items.map((item) => item.url.replace(/^.*#/, "")).sort();
    equal(`${entry.number}/feed.json`, own, entry.history.map((event) => event.id).sort());
  }
});

console.log(`1..${count}`);
process.exit(failed > 0 ? 1 : 0);
