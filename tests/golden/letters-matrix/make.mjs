// Makes a content folder with every decision on every kind of application, after
// the registrant gave (or gives later) other names by form 9.
//
//	node make.mjs BASE TARGET none|before|same-day|after
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const [, , base, target, renamed] = process.argv;
const file = readFileSync(join(base, "registry/services/S0001.xml"), "utf8");
// Two years of it, without the finding and the plan, which are of other tests.
const template = file.slice(file.indexOf("  <application"), file.indexOf("</application>") + "</application>\n".length)
  .replace(/\s*<audit-finding[\s\S]*<\/audit-finding>/, "").replace(/\s*<improvement-plan>[\s\S]*<\/improvement-plan>/, "").replace("<attached>2 3 4 5 6 7", "<attached>2 3 4 6 7");

/* 法人番号 with its check digit. */
function corporateNumber(of) {
  const digits = `99900020000${String(of).padStart(2, "0")}`.slice(-12);
  const sum = [...digits].reverse().reduce((total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 1 : 2), 0);
  return `${9 - (sum % 9)}${digits}`;
}

function application(id, kind, name, year) {
  const set = (text, element, value) => text.replace(new RegExp(`<${element}>[^<]*</${element}>`, "g"), `<${element}>${value}</${element}>`);
  let text = template.replace('id="1" kind="new"', `id="${id}" kind="${kind}"`)
    .replace(/<service-name>[^<]*/, `<service-name>${name}`)
    .replace(/<applicant>\s*<name>[^<]*/, `<applicant>\n      <name>株式会社${name}`)
    .replace(/<corporate-number>[^<]*/, `<corporate-number>${corporateNumber(count)}`)
    .replace(/<address>[^<]*/, `<address>東京都見本区見本${count}番地`).replaceAll("試験 一郎", `試験 ${name.slice(0, 2)}`)
    .replace("様</honorific>", kind === "renewal" ? "殿</honorific>" : "様</honorific>");
  for (const [element, value] of [["applied-on", `${year}-07-10`], ["first-on", `${year - 1}-04-01`], ["last-on", `${year}-03-31`], ["report-on", `${year}-06-20`]]) {
    text = set(text, element, value);
  }
  return text.replace(/<signed-on>[^<]*/g, `<signed-on>${year}-06-15`);
}

const process_ = (id, year) => `    <receipt on="${year}-07-10" application="${id}"/>
    <acceptance on="${year}-07-20" application="${id}"/>
    <examination on="${year}-10-01" application="${id}"/>
`;

rmSync(target, { recursive: true, force: true });
cpSync(base, target, { recursive: true });
for (const folder of ["registry/services", "registry/decisions", "forms"]) {
  rmSync(join(target, folder), { recursive: true });
  mkdirSync(join(target, folder), { recursive: true });
}

const meetings = new Map(["2024-11-20", "2025-02-20", "2025-11-20", "2026-02-20"].map((day) => [day, []]));
let documents = 0;
let numbers = 0;
const numbered = () => `\n      <document-number>見本第${++documents}号</document-number>`;
function decide(day, element, attributes, inside = "") {
  meetings.get(day).push(`    <${element} ${attributes}>${inside}\n    </${element}>`);
}
const expires = (year) => `\n      <expires-on>${year + 1}-07-31</expires-on>`;
const reason = "\n      <reason>審査の結果による。</reason>";

/* What happens to a service, in two years: the first application is decided on
 * in November, the second (if any) a year later; removals in February. */
let count = 0;
function service(name, first, { removed, second, removedLater, reaudit } = {}) {
  const id = `S${String(++count).padStart(4, "0")}`;
  const applications = [application(1, "new", name, 2024)];
  const events = [process_(1, 2024)];
  const registers = (application_, day, year) => {
    decide(day, "register", `service="${id}" application="${application_}"`,
      `\n      <number>C${year - 2000}-${String(++numbers).padStart(4, "0")}-1</number>\n      <registered-on>${day}</registered-on>${expires(year)}${numbered()}`);
    return `C${year - 2000}-${String(numbers).padStart(4, "0")}-1`;
  };
  const removal = (day, ground) => {
    // 14.2(3) follows a request: a result of monitoring, or of a re-audit, which another monitoring leaves as it is.
    const before = day.replace("-20", "-0");
    const monitored = (asked, told, said) => `    <monitoring on="${before}${asked}" due-on="${before}${told}"/>\n    <monitoring-answer on="${before}${told}"/>\n    <monitoring-result on="${before}${told}" result="${said}/>\n`;
    if (reaudit) events.push(`${monitored(1, 2, 'not-confirmed" remedy="reaudit"')}    <reaudit-demand on="${before}2" due-on="${before}8"/>\n    <reaudit-submission on="${before}3"/>\n    <reaudit-result on="${before}4" result="not-confirmed"/>\n${monitored(5, 6, 'confirmed"')}`);
    else if (ground === 3) events.push(`    <monitoring on="${before}2" due-on="${before}9"/>\n    <monitoring-answer on="${before}6"/>\n    <monitoring-result on="${before}8" result="not-confirmed" remedy="reapplication"/>\n`);
    if (ground === 4) events.push(`    <monitoring on="${before}2" due-on="${before}9"/>\n`);
    decide(day, "remove", `service="${id}" ground="${ground}"`, numbered() + reason);
    // Who is removed files nothing more.
    if (renamed !== "after") rename(day);
  };
  let number = null;
  let [old, times] = [name, 0];
  const rename = (day) => {
    if (renamed === "none" || number === null) return;
    const shift = { before: -1, "same-day": 0, after: 1 }[renamed];
    const on = new Date(Date.parse(day) + shift * 86400000).toISOString().slice(0, 10);
    const now = `${"改".repeat(++times)}${name}`;
    mkdirSync(join(target, "forms", id), { recursive: true });
    writeFileSync(join(target, "forms", id, `${on}-form09.xml`), `<?xml version="1.0" encoding="UTF-8"?>
<form xmlns="urn:ismapgen:1" number="9" service="${id}" filed-on="${on}" effect-on="${on}">
  <filer>
    <name>株式会社${old}</name>
    <address>東京都見本区見本一丁目1番1号</address>
    <representative>
      <post>代表取締役</post>
      <name>試験 ${name.slice(0, 2)}</name>
    </representative>
  </filer>
  <service-name>${old}</service-name>
  <registration-number>${number}</registration-number>
  <change item="service-name">
    <old>${old}</old>
    <new>${now}</new>
  </change>
  <change item="provider-name">
    <old>株式会社${old}</old>
    <new>株式会社${now}</new>
  </change>
</form>
`);
    old = now;
  };
  if (first === "register") number = registers(1, "2024-11-20", 2024);
  else decide("2024-11-20", "refuse", `service="${id}" application="1"`, numbered() + reason);
  if (removed) removal("2025-02-20", removed);
  if (second) {
    const kind = removed ? "reapplication" : "renewal";
    applications.push(application(2, kind, name, 2025));
    events.push(process_(2, 2025));
    if (second === "refuse") decide("2025-11-20", "refuse", `service="${id}" application="2"`, numbered() + reason);
    else if (kind === "renewal") decide("2025-11-20", "renew", `service="${id}" application="2"`, expires(2025) + numbered());
    else registers(2, "2025-11-20", 2025);
    if (kind === "renewal" && !(second === "refuse" && renamed === "after")) rename("2025-11-20");
  }
  if (removedLater) removal("2026-02-20", removedLater);
  writeFileSync(join(target, "registry/services", `${id}.xml`), `<?xml version="1.0" encoding="UTF-8"?>
<service xmlns="urn:ismapgen:1" id="${id}">
${applications.join("")}  <events>
${events.join("")}  </events>
</service>
`);
}

service("新規登録", "register");
service("新規否決", "refuse");
service("更新登録", "register", { second: "renew" });
service("更新否決", "register", { second: "refuse" });
service("再申請登録", "register", { removed: 5, second: "register" });
service("再申請否決", "register", { removed: 5, second: "refuse" });
for (const ground of [3, 4, 5]) service(`削除${ground}号`, "register", { removed: ground });
for (const ground of [3, 4, 5]) service(`更新後削除${ground}号`, "register", { second: "renew", removedLater: ground });
service("再監査後削除", "register", { removed: 3, reaudit: true });

for (const [day, items] of meetings) {
  writeFileSync(join(target, "registry/decisions", `${day}.xml`), `<?xml version="1.0" encoding="UTF-8"?>
<decisions xmlns="urn:ismapgen:1" held-on="${day}" letters-on="${day.slice(0, 8)}25">
  <title>ISMAP運営委員会（見本）</title>
  <items>
${items.join("\n")}
  </items>
</decisions>
`);
}
