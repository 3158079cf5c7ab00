// Puts four published items of one service right, with the corrections that tell it:
// a text, the scope, the audit period, and the body's own remark.
//
//	node correct.mjs CONTENT
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const content = process.argv[2];
const service = join(content, "registry/services/S0025.xml");
const decision = join(content, "registry/decisions/2026-11-20.xml");
const [before, after] = readFileSync(service, "utf8").split('<application id="2"');
const element = (name, xml) => xml.match(new RegExp(`<${name}>.*?</${name}>`, "s"))[0];
let record = after;
const rows = [];

function correct(item, path, old, right) {
  const inner = (text) => (path ? text : text.replace(/^<[^>]*>|<[^>]*>$/g, ""));
  record = record.replace(old, right);
  rows.push(`<correction on="2026-11-25" item="${item}"><old>${inner(old)}</old><new>${inner(right)}</new><reason>${item}の転記の誤り</reason></correction>`);
}

const law = element("governing-law", record);
correct("governing-law", false, law, law.replace("那覇地方裁判所", "東京地方裁判所"));
const scope = element("statement-scope", record);
correct("statement-scope", true, scope, scope.replace("東京リージョン（東京都）", "大阪リージョン（大阪府）"));
const period = element("audit-period", record);
correct("audit-period", true, period, period.replace("2025-04-01", "2025-05-01"));
const meeting = readFileSync(decision, "utf8");
const notes = "承認の経路を他の機関と共用する使い方は、言明の対象範囲に含みません。";
if (!meeting.includes(notes)) throw new Error("the sample has other special notes");
correct("special-notes", false, `<x>${notes}</x>`, `<x>${notes.replace("他の機関", "ほかの機関")}</x>`);
writeFileSync(decision, meeting.replace(notes, notes.replace("他の機関", "ほかの機関")));
writeFileSync(service, `${before}<application id="2"${record.replace("<events>", `${rows.join("\n")}\n<events>`)}`);
