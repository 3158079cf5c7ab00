// The JSON by its schema, the files of the catalogue, and every link of every
// page of a site in the folder SITE.
import { existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import Ajv from "ajv/dist/2020.js";

const [, , site] = process.argv;
let count = 0;
let failed = 0;

function check(name, body) {
  const faults = [];
  try {
    body((fault) => faults.push(fault));
  } catch (error) {
    faults.push(String(error.stack));
  }
  count++;
  if (faults.length > 0) failed++;
  console.log(`${faults.length === 0 ? "ok" : "not ok"} - ${name}`);
  for (const fault of faults.slice(0, 20)) console.log(`#   ${fault}`);
}

const text = (path) => readFileSync(join(site, path), "utf8");
const json = (path) => JSON.parse(text(path));

function files(folder = "") {
  return readdirSync(join(site, folder)).flatMap((name) => {
    const path = join(folder, name);
    return statSync(join(site, path)).isDirectory() ? files(path) : [path];
  });
}

const ajv = new Ajv({ allErrors: true, formats: { date: /^\d{4}-\d{2}-\d{2}$/ } });
const validate = ajv.compile(json("data/services.schema.json"));
const schemaId = json("data/services.schema.json").$id;
const list = json("data/services.json");

check("services.json and each service.json are as services.schema.json has it", (faulty) => {
  for (const path of ["data/services.json", ...files("services").filter((path) => path.endsWith("service.json"))]) {
    if (!validate(json(path))) faulty(`${path}: ${ajv.errorsText(validate.errors)}`);
  }
});

check("each line of services.jsonl is a service by the schema", (faulty) => {
  const validateService = ajv.getSchema(`${schemaId}#/$defs/service`);
  const lines = text("data/services.jsonl").trimEnd().split("\n");
  if (lines.length !== list.services.length) faulty(`${lines.length} lines`);
  for (const line of lines) if (!validateService(JSON.parse(line))) faulty(ajv.errorsText(validateService.errors));
});

check("the schema refuses what is missing or of another type, and takes what is added", (faulty) => {
  const spoil = [
    (service) => { delete service.expires_on; },
    (service) => { service.registered_on = "2026年1月1日"; },
    (service) => { service.statuses[0].code = "Registered"; },
    (service) => { service.improvement_plan = "有"; },
  ];
  for (const change of spoil) {
    const copy = structuredClone(list);
    change(copy.services[0]);
    if (validate(copy)) faulty(`accepted: ${change}`);
  }
  const more = structuredClone(list);
  more.services[0].added_later = "x";
  if (!validate(more)) faulty("what is added breaks the schema");
});

/* The rows of a CSV of ours. */
function csvRows(csv) {
  const rows = [[]];
  const fields = /(?:^\uFEFF|)(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/gy;
  while (fields.lastIndex < csv.length) {
    const match = fields.exec(csv);
    rows.at(-1).push(match[1]?.replaceAll('""', '"') ?? match[2]);
    if (match[3] !== ",") rows.push([]);
  }
  return rows.filter((row) => row.length > 0);
}

check("the dictionary tells every property of the JSON and every heading of the CSV", (faulty) => {
  const page = text("open-data/index.html");
  const [headings] = csvRows(text("data/services.csv"));
  for (const heading of headings) if (!page.includes(`<td lang="ja">${heading}</td>`)) faulty(`no heading ${heading}`);
  const told = new Set([...page.matchAll(/<th scope="row"><code>([^<]*)<\/code>/g)].map(([, name]) => name));
  const walk = (value, path) => {
    if (Array.isArray(value)) {
      for (const item of value) if (typeof item === "object") walk(item, `${path}[]`);
    } else if (value !== null && typeof value === "object") {
      for (const [name, member] of Object.entries(value)) {
        const inside = path === "" ? name : `${path}.${name}`;
        if (!told.has(inside)) faulty(`no property ${inside}`);
        walk(member, inside);
      }
    }
  };
  for (const service of list.services) walk(service, "");
});

/* The rows of a CSV file but its headings, blank cells as null. */
const rowsOf = (path) => csvRows(text(path)).slice(1).filter((row) => row.length > 1);
const cell = (value) => (value === null || value === undefined ? "" : String(value));

check("the long tables have a row of each thing that entries list", (faulty) => {
  // What the schema says of an event, but for its lists.
  const told = Object.entries(json("data/services.schema.json").$defs.service.properties.history.items.properties)
    .filter(([, { type }]) => type !== "array").map(([name]) => name);
  const wanted = {
    "sub-services": (entry) => entry.statement_scope.sub_services.map((one) => [one.name, one.note, (one.regions ?? []).join("\n")]),
    "outside-services": (entry) => entry.statement_scope.outside_services.map((one) => [one.name, one.note]),
    regions: (entry) => entry.statement_scope.regions.map((one) => [one.name, one.country, one.prefecture]),
    exclusions: (entry) => entry.control_objectives.exclusions.map((one) => [one.objective, one.reason]),
    events: (entry) => entry.history.map((one) => told.map((name) => one[name])),
  };
  for (const [name, of] of Object.entries(wanted)) {
    const rows = list.services.flatMap((entry) => of(entry).map((cells) => [entry.number, entry.name, ...cells, list.as_of, list.edition].map(cell)));
    const found = rowsOf(`data/${name}.csv`);
    if (rows.length < 19) faulty(`${name}: only ${rows.length} rows`);
    if (JSON.stringify(found) !== JSON.stringify(rows)) faulty(`${name}.csv says something else than the JSON`);
  }
});

check("CSVW and Table Schema describe each column of each table, and no number is taken for one", (faulty) => {
  const csvw = json("data/csv-metadata.json");
  const data = json("data/datapackage.json");
  if (csvw.tables.length !== 6 || data.resources.length !== 6) faulty("tables are missing");
  for (const [index, table] of csvw.tables.entries()) {
    const [headings] = csvRows(text(`data/${table.url}`).replace(/^\uFEFF/, ""));
    const columns = table.tableSchema.columns;
    const { path, schema: { fields } } = data.resources[index];
    if (path !== table.url) faulty(`${path} is not ${table.url}`);
    if (JSON.stringify(columns.map((one) => one.titles)) !== JSON.stringify(headings)) faulty(`${table.url}: CSVW has other columns`);
    if (JSON.stringify(fields.map((one) => one.name)) !== JSON.stringify(headings)) faulty(`${table.url}: the Table Schema has other columns`);
    if (new Set(columns.map((one) => one.name)).size !== columns.length) faulty(`${table.url}: names stand twice`);
    for (const row of rowsOf(`data/${table.url}`)) {
      for (const [column, value] of row.entries()) {
        const { type, constraints } = fields[column];
        if (value === "") continue;
        if (type === "date" && !/^\d{4}-\d{2}-\d{2}$/.test(value)) faulty(`${table.url} ${headings[column]}: ${value} is no date`);
        if (constraints && !new RegExp(`^(?:${constraints.pattern})$`, "u").test(value)) faulty(`${table.url} ${headings[column]}: ${value}`);
        const { datatype, separator } = columns[column];
        const base = datatype.base ?? datatype;
        if (base !== type) faulty(`${table.url} ${headings[column]}: ${base} is not ${type}`);
        if (value.includes("\n") && type !== "string") faulty(`${table.url} ${headings[column]}: ${separator}`);
      }
    }
  }
  const number = data.resources[0].schema.fields.find((one) => one.name === "法人番号");
  if (number.type !== "string" || number.constraints.pattern !== "[0-9]{13}") faulty("法人番号 is no text of 13 digits");
});

check("a number and a 法人番号 lead to the entries", (faulty) => {
  const { as_of, edition, ...byNumber } = json("data/by-number.json");
  if (as_of !== list.as_of || edition !== list.edition) faulty(`the numbers are of ${as_of}`);
  if (JSON.stringify(Object.keys(byNumber)) !== JSON.stringify(list.services.map((one) => one.number))) faulty("other numbers");
  for (const service of list.services) {
    const told = byNumber[service.number];
    const key = service.provider.corporate_number ?? told.provider;
    const provider = json(`providers/${key}.json`);
    if (provider.as_of !== list.as_of || provider.edition !== list.edition) faulty(`${key} is of ${provider.as_of}`);
    if (told.provider !== key || provider.key !== key) faulty(`${service.number}: the provider is ${told.provider}`);
    if (told.page !== service.permalink || told.data !== `${service.permalink}service.json`) faulty(`${service.number}: ${told.page}`);
    const own = list.services.filter((one) => byNumber[one.number].provider === key).map((one) => one.number);
    if (JSON.stringify(provider.services.map((one) => one.number)) !== JSON.stringify(own)) faulty(`${key} has ${provider.services.map((one) => one.number)}`);
    if (JSON.stringify(told.statuses) !== JSON.stringify(service.statuses)) faulty(`${service.number}: other statuses`);
  }
  const strangers = list.services.filter((one) => one.provider.corporate_number === null).map((one) => byNumber[one.number].provider);
  if (!strangers.every((key) => /^C\d{2}-\d{4}-\d$/.test(key))) faulty(`keys that are no numbers: ${strangers}`);
});

check("the sitemap says when an entry changed, and security.txt holds for less than a year", (faulty) => {
  for (const service of list.services) {
    const [, day] = text("sitemap.xml").match(new RegExp(`<loc>${service.permalink}</loc><lastmod>([^<]*)<`)) ?? [];
    if (day !== service.history.map((one) => one.on).sort().at(-1)) faulty(`${service.number}: ${day}`);
  }
  const [, expires] = text(".well-known/security.txt").match(/^Expires: (.*)$/m);
  const days = (Date.parse(expires) - Date.parse(list.as_of)) / 86400000;
  if (!(days > 300 && days < 365)) faulty(`security.txt expires after ${days} days`);
});

check("the results of accessibility tests name each criterion of levels A and AA of JIS X 8341-3:2016 once, and tests that there are", (faulty) => {
  const cells = "\\s*<td>([^<]*)</td>";
  for (const [folder, open] of [["", "機関が記入"], ["en/", "to be filled in"]]) {
    const page = text(`${folder}accessibility-test/index.html`);
    const rows = [...page.matchAll(new RegExp(`<tr>\\s*<td>([1-4]\\.\\d\\.\\d+) [^<]*</td>${cells.repeat(3)}`, "g"))];
    const tests = [...page.matchAll(new RegExp(`<tr>${cells.repeat(2)}\\s*<td><code>([a-z]+)</code>: ([^<]*)</td>`, "g"))];
    const named = new Set(rows.flatMap((row) => row[4].split(/、|, /)));
    if (new Set(rows.map((row) => row[1])).size !== 38 || rows.length !== 38) faulty(`${folder}: ${rows.length} rows`);
    if (rows.filter((row) => row[2] === "A").length !== 25) faulty(`${folder}: other than 25 criteria of level A`);
    for (const [, number, , applies, by] of rows) if (/^(無|no)/.test(applies) !== (by === "―")) faulty(`${folder}: ${number} applies: ${applies}, tests: ${by}`);
    for (const name of named) if (!["―", open, ...tests.map((test) => test[1])].includes(name)) faulty(`${folder}: no test is called ${name}`);
    for (const [, id, , suite, name] of tests) {
      if (!named.has(id)) faulty(`${folder}: no criterion names ${id}`);
      // A case is named where it is checked, or reported in shell.
      const sources = readdirSync(`tests/${suite}`).filter((file) => file === "run" || file.endsWith(".mjs")).map((file) => readFileSync(`tests/${suite}/${file}`, "utf8")).join("\n");
      if (!new RegExp(`(?:check\\(?|pass|fail) ?["\`](?:.*: )?${name.replace(/[.,]/g, "\\$&")}["\`]`).test(sources)) faulty(`${folder}: tests/${suite} has no case “${name}”`);
    }
  }
});

check("the catalogue keeps its identifier, and its files are there", (faulty) => {
  const catalogue = json("data/catalog.jsonld");
  const [dataset] = catalogue["dcat:dataset"];
  if (dataset["dct:identifier"] !== dataset["@id"]) faulty("the identifier changes with the edition");
  if (dataset["@id"] === dataset["dcat:landingPage"]["@id"]) faulty("the dataset is its page");
  if (dataset["dcat:version"] !== json("data/index.json").edition) faulty("the version is not the edition");
  const base = catalogue["@id"];
  for (const distribution of dataset["dcat:distribution"]) {
    for (const name of ["dcat:downloadURL", "dct:conformsTo"]) {
      const address = distribution[name]?.["@id"];
      if (address && !existsSync(join(site, address.replace(base, "")))) faulty(`${address} is not there`);
    }
  }
});

check("index.json names files and days that are there", (faulty) => {
  const index = json("data/index.json");
  for (const file of index.files) if (!existsSync(join(site, file.path))) faulty(file.path);
  const days = readdirSync(join(site, "changes")).filter((name) => /^\d{4}-\d\d-\d\d$/.test(name)).sort().reverse();
  if (index.editions.map((edition) => edition.as_of).join() !== days.join()) faulty("other days than changes/ has");
  const rows = text("data/changes.jsonl").split("\n").filter((line) => line !== "").map((line) => JSON.parse(line));
  for (const edition of index.editions) {
    const told = new Set(rows.filter((row) => row.published_on === edition.as_of).map((row) => `${row.number} ${row.id}`));
    if (told.size !== edition.changes) faulty(`${edition.as_of}: ${edition.changes} changes, the log tells ${told.size}`);
  }
  const logged = new Set(rows.map((row) => `${row.number} ${row.id}`));
  for (const service of list.services) {
    for (const event of service.history) if (!logged.has(`${service.number} ${event.id}`)) faulty(`${service.number} ${event.id} is not in the log`);
  }
});

check("the JSON feed is by version 1.1", (faulty) => {
  const feed = json("feed.json");
  if (feed.version !== "https://jsonfeed.org/version/1.1" || !feed.title) faulty("no version or title");
  if (new Set(feed.items.map((item) => item.id)).size !== feed.items.length) faulty("an id stands twice");
  for (const item of feed.items) if (!item.id || !(item.content_text || item.content_html)) faulty(JSON.stringify(item));
});

check("a provider's feeds lead to the page of the provider, and without one to that of the changes", (faulty) => {
  const led = new Set();
  for (const key of readdirSync(join(site, "providers")).filter((name) => !name.endsWith(".json"))) {
    const page = existsSync(join(site, `by/provider/${key}/index.html`)) ? `by/provider/${key}/` : "changes/";
    const address = `${json("data/index.json").url}${page}`;
    led.add(page === "changes/");
    if (json(`providers/${key}/feed.json`).home_page_url !== address) faulty(`${key}/feed.json: ${address}`);
    if (!text(`providers/${key}/feed.atom`).includes(`<link rel="alternate" type="text/html" href="${address}"/>`)) faulty(`${key}/feed.atom: ${address}`);
  }
  if (led.size !== 2) faulty("no provider has a page, or each has one");
});

check("each service has the QR code of its own page", (faulty) => {
  const codes = new Set();
  for (const service of list.services) {
    const svg = text(`services/${service.number}/qr.svg`);
    codes.add(svg);
    if (!/^<svg [^>]*viewBox="0 0 (\d+) \1"/.test(svg)) faulty(`${service.number}: no square`);
  }
  if (codes.size !== list.services.length) faulty("two services share one");
});

check("the figures are what the list says, in pictures and tables alike", (faulty) => {
  const counted = (keys) => keys.reduce((map, key) => map.set(key, (map.get(key) ?? 0) + 1), new Map());
  const events = (code) => list.services.flatMap((service) => service.history).filter((event) => event.code === code);
  const want = {
    status: counted(list.services.flatMap((service) => service.statuses.map((status) => status.label_en))),
    expiry: counted(list.services.map((service) => service.expires_on.slice(0, 7))),
    renewal: counted(events("renewal").map((event) => event.on.slice(0, 4))),
  };
  const page = text("en/statistics/index.html");
  for (const [code, counts] of Object.entries(want)) {
    const figure = page.split(`id="${code}"`)[1].split("</section>")[0];
    const told = new Map([...figure.matchAll(/<th scope="row">(?:<a [^>]*>)?([^<]*).*?<td class="number">(\d+)/g)].map(([, label, count]) => [label, Number(count)]));
    const drawn = [...figure.matchAll(/<rect [^>]*width="(\d+)"[^>]*>\s*<text [^>]*>(\d+)/g)].map(([, width, count]) => [Number(width), Number(count)]);
    for (const [label, count] of counts) if (told.get(label) !== count) faulty(`${code}: ${label}: ${told.get(label)}, not ${count}`);
    const most = Math.max(...counts.values());
    if (drawn.length !== told.size) faulty(`${code}: ${drawn.length} bars, ${told.size} rows`);
    for (const [width, count] of drawn) if (width !== Math.floor(count * 200 / most)) faulty(`${code}: a bar of ${width} for ${count}`);
  }
  if (!page.includes(`<strong>${list.services.length}</strong>`)) faulty("another number of entries");
});

check("every link and every fragment of every page leads somewhere", (faulty) => {
  const pages = files().filter((path) => path.endsWith(".html"));
  const identifiers = new Map(pages.map((path) =>
    [path, new Set([...text(path).matchAll(/ id="([^"]*)"/g)].map(([, id]) => id))]));
  let links = 0;
  for (const page of pages) {
    for (const [, written] of text(page).matchAll(/ (?:href|src)="([^"]*)"/g)) {
      let address = written.replaceAll("&amp;", "&");
      if (address.startsWith(list.url)) address = `/${address.slice(list.url.length)}`;
      if (/^[a-z]+:/.test(address)) continue;
      links++;
      const [way, fragment] = address.replace(/\?[^#]*/, "").split("#");
      let path = way === "" ? page : normalize(way.startsWith("/") ? way.slice(1) : join(dirname(page), way));
      if (way !== "" && (way.endsWith("/") || path === "." || path === "")) path = join(path, "index.html");
      if (!existsSync(join(site, path))) faulty(`${page}: ${written}`);
      else if (fragment && !identifiers.get(path)?.has(decodeURIComponent(fragment))) faulty(`${page}: ${written}: no such place`);
    }
  }
  if (links < 1000) faulty(`only ${links} links were seen`);
});

check("the sitemap has every page but that for lost addresses", (faulty) => {
  const told = new Set([...text("sitemap.xml").matchAll(/<loc>([^<]*)<\/loc>/g)].map(([, address]) => address.slice(list.url.length)));
  const pages = files().filter((path) => path.endsWith("index.html")).filter((path) => !text(path).includes('<meta name="robots" content="noindex">'))
    .map((path) => path.slice(0, -"index.html".length));
  for (const page of pages) if (!told.has(page)) faulty(`without ${page}`);
  if (told.size !== pages.length) faulty(`${told.size} addresses, ${pages.length} pages`);
});

console.log(`1..${count}`);
process.exit(failed > 0 ? 1 : 0);
