// Compares the edition before the corrections of correct.mjs with the one after them.
//
//	node corrected.mjs BEFORE AFTER
import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import { join } from "node:path";

const [, , before, after] = process.argv;
const read = (site, path) => readFileSync(join(site, path), "utf8");
const number = "C26-0102-1";
const entry = JSON.parse(read(after, `services/${number}/service.json`)).service;
const told = entry.history.filter((event) => event.code === "listing-correction");

assert.deepEqual(told.map((event) => event.on), Array(4).fill("2026-11-25"));
assert.deepEqual(told.map((event) => event.reason), ["governing-law", "statement-scope", "audit-period", "special-notes"].map((item) => `${item}の転記の誤り`));
assert.deepEqual(told.map((event) => event.changes.map((change) => change.item)), [[11], [6], [8], [12]]);
assert.match(told[0].changes[0].before, /那覇地方裁判所/);
assert.match(told[0].changes[0].after, /東京地方裁判所/);
assert.deepEqual([told[1].changes[0].removed, told[1].changes[0].added], ["東京リージョン（東京都）", "大阪リージョン（大阪府）"]);
assert.equal(entry.audit_period.first_on, "2025-05-01");
assert.match(entry.special_notes, /ほかの機関/);

// What stood before stands: the log only grows, and the version of that day is the same to the byte.
const log = read(after, "data/changes.jsonl");
assert.ok(log.startsWith(read(before, "data/changes.jsonl")));
assert.equal(log.trim().split("\n").slice(-4).every((line) => JSON.parse(line).code === "listing-correction"), true);
const version = `services/${number}/2026-11-20/version.json`;
assert.equal(read(after, version), read(before, version));

for (const path of [`services/${number}/index.html`, "changes/2026-11-25/index.html", "feed.atom", "feed.json", `services/${number}/feed.atom`, "data/changes.csv", "data/services.json"])
  assert.match(read(after, path), /掲載の訂正/, path);
assert.match(read(after, `services/${number}/index.html`), /<dt>最終変更日<\/dt><dd><time datetime="2026-11-25">/);
