// Lists of a given length: COUNT services of one provider, registered on one day.
//
//	node many.mjs make BASE COUNT TARGET    the content
//	node many.mjs look SITE COUNT           whether all of them are on its pages
//
// Each service has a region of its own. A page of the list has at most 50 rows,
// the feed at most 200 items, a day in the overview of the changes at most 12
// links, and a page of a region links to the others where they are at most 60.
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "./markup.mjs";

const [, , what, ...rest] = process.argv;
const DAY = "2025-12-16";
const ROWS_OF_A_PAGE = 50;
const FEED_LENGTH = 200;
const CHANGES_SHOWN = 12;
const LINKS_SHOWN = 60;

function make(base, count, target) {
  const service = readFileSync(join(base, "registry/services/S0001.xml"), "utf8");
  const application = service.slice(service.indexOf("  <application"), service.indexOf("</application>") + "</application>".length);
  cpSync(base, target, { recursive: true });
  for (const folder of ["registry/services", "registry/decisions", "forms"]) {
    rmSync(join(target, folder), { recursive: true });
    mkdirSync(join(target, folder));
  }
  const registrations = [];
  for (let i = 1; i <= count; i++) {
    const id = `S${String(i).padStart(4, "0")}`;
    writeFileSync(join(target, "registry/services", `${id}.xml`), `<?xml version="1.0" encoding="UTF-8"?>
<service xmlns="urn:ismapgen:1" id="${id}">
${application.replace(/<service-name>[^<]*/, `<service-name>試験クラウド${i}`)
    .replace(/<region[^>]*>[^<]*/, `<region>拠点${i}`)}
  <events>
    <receipt on="2025-07-31" application="1"/>
    <acceptance on="2025-08-12" application="1"/>
    <examination on="2025-12-01" application="1"/>
  </events>
</service>
`);
    registrations.push(`    <register service="${id}" application="1">
      <number>C25-${String(i).padStart(4, "0")}-1</number>
      <registered-on>${DAY}</registered-on>
      <expires-on>2026-07-31</expires-on>
      <document-number>見本${i}号</document-number>
    </register>`);
  }
  writeFileSync(join(target, "registry/decisions", `${DAY}.xml`), `<?xml version="1.0" encoding="UTF-8"?>
<decisions xmlns="urn:ismapgen:1" held-on="${DAY}" letters-on="${DAY}">
  <title>ISMAP運営委員会（見本）</title>
  <items>
${registrations.join("\n")}
  </items>
</decisions>
`);
}

function look(site, count) {
  const faults = [];
  const equal = (where, found, expected) => {
    if (found !== expected) faults.push(`${where}: ${found}, not ${expected}`);
  };
  const page = (path) => parse(readFileSync(join(site, path), "utf8"), { html: true });
  const numbers = Array.from({ length: count }, (_, i) => `C25-${String(i + 1).padStart(4, "0")}-1`).join();
  const pages = Math.ceil(count / ROWS_OF_A_PAGE);
  for (const [first, further] of [["", "list/"], ["en/", "en/list/"], ["by/status/registered/", "by/status/registered/"], ["by/expiry/2026-07/", "by/expiry/2026-07/"], ["en/by/kana/sa/", "en/by/kana/sa/"]]) {
    const rows = [];
    for (let number = 1; number <= pages; number++) {
      const path = `${number === 1 ? first : `${further}${number}/`}index.html`;
      if (!existsSync(join(site, path))) {
        faults.push(`no ${path}`);
        continue;
      }
      const found = page(path).named("tbody")[0].named("tr").map((row) => row.attributes["data-number"]);
      equal(`${path}: rows`, found.length, number < pages ? ROWS_OF_A_PAGE : count - (pages - 1) * ROWS_OF_A_PAGE);
      rows.push(...found);
    }
    equal(`${first}: numbers, page after page`, rows.join(), numbers);
    equal(`${first}: a page too many`, existsSync(join(site, `${further}${pages + 1}`)), false);
  }
  const feed = JSON.parse(readFileSync(join(site, "feed.json"), "utf8")).items;
  equal("items of the feed", feed.length, Math.min(count, FEED_LENGTH));
  const whole = [];
  for (let next = "feed.json"; next !== undefined;) {
    const one = JSON.parse(readFileSync(join(site, next), "utf8"));
    const atom = readFileSync(join(site, next.replace(/json$/, "atom")), "utf8");
    whole.push(...one.items.map((item) => item.id));
    next = one.next_url?.replace(/^.*\//, "");
    const file = (number) => `feed${number === 1 ? "" : `-${number}`}.atom`;
    const [number, last] = [Math.ceil(whole.length / FEED_LENGTH), Math.ceil(count / FEED_LENGTH)];
    const links = [["self", number], ...(last > 1 ? [["first", 1], ["previous", number - 1], ["next", number + 1], ["last", last]] : [])];
    const told = [...atom.matchAll(/<link rel="(?!alternate)(\w+)"[^>]*href="https:\/\/[^/]*\/([^"]*)"/g)].map((one) => [one[1], one[2]]);
    equal(`links of ${file(number)} (RFC 5005)`, told.join(" "), links.filter(([, to]) => to > 0 && to <= last).map(([name, to]) => [name, file(to)]).join(" "));
    equal(`${file(number)}: the feed's id`, /<id>.*\/(.*)<\/id>/.exec(atom)?.[1], "feed.atom");
    equal("the next page of the JSON feed", next, number < last ? file(number + 1).replace("atom", "json") : undefined);
  }
  equal("items of all pages of the feed", new Set(whole).size, count);
  equal("items of the Atom feed", readFileSync(join(site, "feed.atom"), "utf8").split("<entry>").length - 1, Math.min(count, FEED_LENGTH));
  equal("changes of the day", page(`changes/${DAY}/index.html`).byClass("day-entry").length, count);
  for (const root of ["", "en/"]) {
    const overview = page(`${root}changes/index.html`);
    equal(`${root}changes/: links of the day`, overview.byClass("day-events")[0].named("li").length, Math.min(count, CHANGES_SHOWN));
    const more = overview.byClass("more-changes").map((one) => one.text.replace(/\D/g, "")).join();
    equal(`${root}changes/: and more`, more, count > CHANGES_SHOWN ? String(root === "" ? count - CHANGES_SHOWN : count) : "");
    const regions = readdirSync(join(site, root, "by/region"));
    equal(`${root}by/region`, regions.length, count);
    const others = page(`${root}by/region/${regions[0]}/index.html`).byClass("view-links").flatMap((list) => list.named("li"));
    equal(`${root}by/region/: links to the others`, others.length, count > LINKS_SHOWN ? 0 : count);
    equal(`${root}by/: links to regions`, page(`${root}by/index.html`).named("a").filter((link) => link.attributes.href.includes("by/region/")).length, count);
  }
  equal("lines of the JSON", readFileSync(join(site, "data/services.jsonl"), "utf8").trimEnd().split("\n").length, count);
  for (const fault of faults) console.log(fault);
  process.exit(faults.length > 0 ? 1 : 0);
}

if (what === "make") make(rest[0], Number(rest[1]), rest[2]);
else look(rest[0], Number(rest[1]));
