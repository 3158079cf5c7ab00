// Searches, filters and questions, each beside what an oracle says of the published
// data. Most are asked of the functions that the pages run, some by their address.
import { check, end, numbersOf, same, start } from "../browser/harness.mjs";
import { combinations, expected, left, named, queries, questions, verdict } from "../browser/oracle.mjs";

const TODAY = "2026-12-20";
const FACETS = ["status", "expires", "country", "domestic", "prefecture", "model", "category", "provider", "excluded", "plan"];

// What the functions of the list say to each state: all that is found, how many of it in scope, and the counts.
function resultsOf(page, states) {
  return page.evaluate(async (asked) => {
    const [{ resultsOf: of }, { fetchIndex, fetchScopes }] = await Promise.all(["results", "search"].map((name) => import(new URL(`assets/${name}.js`, location))));
    const data = await fetchIndex("data/search.json");
    await fetchScopes("data/search-scopes.json", data);
    data.statusOrder = [...document.querySelectorAll("[name=status]")].map((box) => box.value);
    return asked.map((state) => {
      const { found, inside, counts } = of(data, state);
      return {
        numbers: found.map((entry) => entry.service.number), inside,
        counts: Object.fromEntries(Object.entries(counts).map(([name, map]) => [name, Object.fromEntries(map)])),
      };
    });
  }, states);
}

const stateOf = ({ q = "", asked = [], sort = "" }) =>
  ({ q, sort, ...Object.fromEntries(FACETS.map((name) => [name, asked.filter(([key]) => key === name).map(([, value]) => value)])) });
const addressOf = ({ q = "", asked = [] }) => `?${new URLSearchParams([...(q === "" ? [] : [["q", q]]), ...asked, ["sort", "number"]])}`;

function differing(found, wanted, what, faulty) {
  const sides = { inside: found.numbers.slice(0, found.inside), outside: found.numbers.slice(found.inside) };
  for (const side of ["inside", "outside"]) {
    const list = [...sides[side]].sort();
    if (!same(list, [...wanted[side]].sort())) faulty(`${what}, ${side}: ${list.length} instead of ${wanted[side].length}: ${list.filter((number) => !wanted[side].includes(number)).slice(0, 3)} / ${wanted[side].filter((number) => !list.includes(number)).slice(0, 3)}`);
  }
}

// What the page at an address shows: the counts that it tells and its first rows.
async function shownAt(site, page, question, wanted, faulty) {
  await page.goto(site.address + addressOf(question));
  const numbers = [...wanted.inside, ...wanted.outside];
  const counts = [site.data.length, wanted.inside.length, ...(wanted.outside.length > 0 ? [wanted.outside.length] : [])].join();
  await page.waitForFunction((wanted) => {
    const text = document.getElementById("result").textContent.replaceAll(",", "");
    return !text.includes("…") && text.match(/\d+/g)?.join() === wanted;
  }, counts).catch(() => {});
  const told = await page.textContent("#result");
  if (told.replaceAll(",", "").match(/\d+/g)?.join() !== counts) faulty(`${page.url()}: ${told} instead of ${counts}`);
  const rows = await numbersOf(page);
  if (!same(rows, numbers.slice(0, 25))) faulty(`${page.url()}: ${rows.slice(0, 4)} … instead of ${numbers.slice(0, 4)} …`);
}

for (const folder of process.argv.slice(2)) {
  const site = await start(folder);
  const { data } = site;
  const size = data.length;

  await check(`${size} entries: 200 searches find what the oracle finds, in scope, out of scope and nowhere`, async (faulty) => {
    const page = await site.open("", {}, faulty);
    const told = await page.textContent(".lead .figure");
    if (told !== size.toLocaleString("en")) faulty(`the first page tells ${told} entries`);
    const all = queries(data, 200);
    const found = await resultsOf(page, all.map((q) => stateOf({ q })));
    const kinds = { inside: 0, outside: 0, absent: 0 };
    for (const [i, q] of all.entries()) {
      const wanted = expected(data, q);
      if (wanted.inside.length > 0 && wanted.inside.length < size) kinds.inside++;
      if (wanted.outside.length > 0) kinds.outside++;
      if (wanted.inside.length + wanted.outside.length === 0) kinds.absent++;
      differing(found[i], wanted, `「${q}」`, faulty);
      const first = named(data, q);
      if (q !== "" && !same(found[i].numbers.slice(0, first.length).sort(), first.sort())) faulty(`「${q}」: ${found[i].numbers[0]} comes before the service of that name`);
    }
    for (const [kind, least] of [["inside", 100], ["outside", 20], ["absent", 20]]) if (kinds[kind] < least) faulty(`only ${kinds[kind]} searches are ${kind}`);
    for (const q of all.filter((one, i) => i % 20 === 7)) await shownAt(site, page, { q }, expected(data, q), faulty);
    await page.context().close();
  });

  await check(`${size} entries: 60 combinations of filters leave and count what the oracle does`, async (faulty) => {
    const page = await site.open("", {}, faulty);
    await page.clock.setFixedTime(new Date(`${TODAY}T03:00:00Z`));
    const all = combinations(data, 60, TODAY);
    const found = await resultsOf(page, all.map(stateOf));
    let some = 0;
    for (const [i, combination] of all.entries()) {
      const wanted = left(data, combination, TODAY);
      const what = JSON.stringify(combination);
      differing(found[i], wanted, what, faulty);
      for (const [name, counts] of Object.entries(wanted.counts)) {
        for (const [value, count] of Object.entries(counts)) {
          if (value !== "null" && found[i].counts[name][value] !== count) faulty(`${what}: ${name}=${value} would leave ${found[i].counts[name][value]} instead of ${count}`);
        }
      }
      if (wanted.inside.length > 0 && wanted.inside.length < size) some++;
      if (i % 10 === 3) await shownAt(site, page, combination, wanted, faulty);
    }
    if (some < 25) faulty(`only ${some} combinations tell services apart`);
    await page.context().close();
  });

  await check(`${size} entries: 60 questions of a function in a region are answered as the oracle does`, async (faulty) => {
    const page = await site.open("answer/", {}, faulty);
    await page.waitForSelector("#answer-form:not([hidden])");
    const kinds = {};
    for (const [entry, name, region] of questions(data, 60)) {
      const wanted = verdict(entry, name, region);
      kinds[wanted] = (kinds[wanted] ?? 0) + 1;
      const told = await page.evaluate(async (query) => {
        const box = document.getElementById("answer");
        box.hidden = true;
        history.pushState(null, "", `?${query}`);
        dispatchEvent(new PopStateEvent("popstate"));
        for (let i = 0; i < 400 && box.hidden; i++) await new Promise((done) => setTimeout(done, 5));
        return box.hidden ? ["nothing"] : ["answer-verdict", "answer-sentence"].map((id) => document.getElementById(id).textContent);
      }, String(new URLSearchParams({ n: entry.number, f: name, ...(region === "" ? {} : { r: region }) })));
      if (told[0] !== wanted) faulty(`${entry.number} ${name} ${region}: ${told[0]} instead of ${wanted}`);
      else if (!told[1].includes(entry.number) || !told[1].includes(entry.name)) faulty(`${entry.number}: the sentence is ${told[1]}`);
    }
    for (const kind of ["対象", "対象外", "記載なし"]) if (!(kinds[kind] >= 5)) faulty(`only ${kinds[kind]} answers say ${kind}`);
    await page.context().close();
  });
}
await end();
