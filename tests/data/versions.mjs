// What was published stays: the list of the sample on past days, each made from the
// content as it is now, beside the list of today.
//
//	node versions.mjs TODAY DAY=FOLDER…
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { createHash } from "node:crypto";
import { join } from "node:path";

const [, , today, ...rest] = process.argv;
const past = rest.map((word) => word.split("=")).map(([day, folder]) => ({ day, folder }));
const text = (folder, path) => readFileSync(join(folder, path), "utf8");
const json = (folder, path) => JSON.parse(text(folder, path));
const sha256 = (bytes) => createHash("sha256").update(bytes).digest("hex");
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

const versionsOf = (folder, number) => readdirSync(join(folder, "services", number)).filter((name) => /^\d{4}-\d\d-\d\d$/.test(name)).sort();
const now = json(today, "data/services.json").services;

check("what was listed on a past day is the version of that day, byte for byte", (faulty) => {
  let compared = 0;
  for (const { day, folder } of past) {
    for (const entry of json(folder, "data/services.json").services) {
      if (!now.some((other) => other.number === entry.number)) continue;
      const since = versionsOf(today, entry.number).filter((one) => one <= day).at(-1);
      const path = `services/${entry.number}/${since}/version.json`;
      if (text(folder, path) !== text(today, path)) faulty(`${day}: ${path} is another one`);
      const version = json(today, path).service;
      for (const name of Object.keys(version)) {
        if (name === "history") continue;
        if (JSON.stringify(version[name]) !== JSON.stringify(entry[name])) faulty(`${day}: ${entry.number} ${name} is not what was listed`);
      }
      compared++;
    }
  }
  if (compared < 20) faulty(`only ${compared} entries were compared`);
});

check("the newest version reads as the entry, and a citation of it can be checked", (faulty) => {
  for (const entry of now) {
    const since = versionsOf(today, entry.number).at(-1);
    const version = json(today, `services/${entry.number}/${since}/version.json`);
    if (version.service.since !== since) faulty(`${entry.number}: since ${version.service.since}`);
    for (const name of Object.keys(version.service)) {
      if (name !== "history" && JSON.stringify(version.service[name]) !== JSON.stringify(entry[name])) faulty(`${entry.number} ${name}`);
    }
    for (const language of ["", "en/"]) {
      const page = text(today, `${language}services/${entry.number}/index.html`);
      const digest = sha256(readFileSync(join(today, `services/${entry.number}/${since}/version.json`)));
      if (!page.includes(`services/${entry.number}/${since}/`) || !page.includes(digest)) faulty(`${language}${entry.number} does not cite its version`);
      for (const day of versionsOf(today, entry.number)) {
        const old = text(today, `${language}services/${entry.number}/${day}/index.html`);
        const isPast = /class="notice notice-version">\s*<p>(<strong>)?(これは過去の掲載です|This is how the entry read in the past)/.test(old);
        if (isPast !== (day !== since)) faulty(`${language}${entry.number} ${day}: marked as past: ${isPast}`);
        if (!old.includes('content="noindex"')) faulty(`${language}${entry.number} ${day} may be indexed`);
      }
    }
  }
});

check("the log of changes of a past day is the beginning of that of today", (faulty) => {
  for (const name of ["data/changes.jsonl", "data/changes.csv"]) {
    const whole = text(today, name);
    for (const { day, folder } of past) {
      if (!whole.startsWith(text(folder, name))) faulty(`${name} of ${day} is not the beginning`);
    }
  }
  const rows = text(today, "data/changes.jsonl").trimEnd().split("\n").map((line) => JSON.parse(line));
  const told = new Set(rows.map((row) => `${row.number} ${row.id}`));
  const ofEntries = now.flatMap((entry) => entry.history.map((event) => `${entry.number} ${event.id}`));
  for (const one of ofEntries) if (!told.has(one)) faulty(`${one} is not in the log`);
});

/* The pages of an Atom feed, the entries by their ids. */
function entriesOf(folder, path) {
  const entries = new Map();
  for (let page = path; page !== undefined;) {
    const feed = text(folder, page);
    for (const [whole, id] of feed.matchAll(/<entry>\n<id>(.*?)<\/id>.*?<\/entry>/gs)) entries.set(id, whole);
    page = feed.match(/<link rel="next"[^>]*href="https:\/\/[^/]*\/([^"]*)"/)?.[1];
  }
  return entries;
}

check("what feeds and pages told of a past day they tell today, byte for byte", (faulty) => {
  const whole = entriesOf(today, "feed.atom");
  for (const { day, folder } of past) {
    for (const [id, entry] of entriesOf(folder, "feed.atom")) if (whole.get(id) !== entry) faulty(`${day}: ${id} reads otherwise`);
    for (const name of readdirSync(join(folder, "changes")).filter((one) => /^\d{4}-\d\d-\d\d$/.test(one))) {
      for (const language of ["", "en/"]) {
        // An entry that has left the list since has no history on its page to lead to.
        const [then, now] = [folder, today].map((one) => text(one, `${language}changes/${name}/index.html`).replace(/(services\/C[0-9-]*\/)#[a-z0-9-]*/g, "$1"));
        if (then !== now) faulty(`${day}: ${language}changes/${name}/ reads otherwise`);
      }
    }
  }
});

check("each provider has a feed, with the changes of its entries and no others", (faulty) => {
  const all = entriesOf(today, "feed.atom");
  const told = new Map();
  for (const key of readdirSync(join(today, "providers")).filter((name) => existsSync(join(today, "providers", name, "feed.atom")))) {
    for (const [id, entry] of entriesOf(today, `providers/${key}/feed.atom`)) {
      if (told.has(id)) faulty(`${id} stands in two feeds`);
      told.set(id, key);
      if (all.get(id) !== entry) faulty(`${key}: ${id} reads otherwise`);
    }
    const items = json(today, `providers/${key}/feed.json`).items.map((item) => item.id);
    if (items.some((id) => told.get(id) !== key)) faulty(`${key}: the JSON feed is another`);
  }
  for (const id of all.keys()) if (!told.has(id)) faulty(`${id} stands in no provider's feed`);
  for (const entry of now) {
    const id = `https://list.example.jp/services/${entry.number}/#${entry.history[0].id}`;
    if (entry.provider.corporate_number !== null && told.get(id) !== entry.provider.corporate_number) faulty(`${entry.number}: not in the feed of its provider`);
  }
});

check("a removed number keeps its address, and feeds tell its removal", (faulty) => {
  const { removed } = json(today, "data/removed.json");
  const feed = text(today, "feed.atom");
  const items = json(today, "feed.json").items.map((item) => item.id);
  if (removed.length < 5) faulty(`only ${removed.length} are removed`);
  for (const { number, name, removed_on: day } of removed) {
    const id = `services/${number}/#removal-${day}`;
    for (const language of ["", "en/"]) {
      const page = text(today, `${language}services/${number}/index.html`);
      if (!page.includes(number) || !page.includes('content="noindex"')) faulty(`${language}${number}: no page that tells of it`);
    }
    if (!feed.includes(id)) faulty(`feed.atom: no removal of ${number}`);
    if (!items.some((item) => item.endsWith(id))) faulty(`feed.json: no removal of ${number}`);
    if (!text(today, `services/${number}/feed.atom`).includes(id)) faulty(`the feed of ${number} does not tell of it`);
    if (!text(today, "removed/index.html").includes(name.replaceAll("&", "&amp;"))) faulty(`removed/ does not name ${name}`);
    if (existsSync(join(today, `services/${number}/service.json`))) faulty(`${number}: more than a notice stays`);
    if (text(today, "sitemap.xml").includes(number)) faulty(`${number} stands in the sitemap`);
  }
});

console.log(`1..${count}`);
process.exit(failed > 0 ? 1 : 0);
