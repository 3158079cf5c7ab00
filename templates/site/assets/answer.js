/*
 * Is this function, in this region, on this day, in the scope of this service?
 * "answer/?n=C24-0061-2&f=WAF&r=…&d=2026-11-24". The answer cites what is listed.
 */
import { suggest } from "./combobox.js";
import { keepLanguage } from "./page.js";
import { codesOf, fetchIndex } from "./search.js";
import { element, filled, folding, named, placeOf, termsOf, written } from "./text.js";

const form = document.getElementById("answer-form");
const box = document.getElementById("answer");
const words = form.dataset;
const fields = form.elements;
const numbers = new Map();
let territories = {};
let asOf = "";
let dayOfList = "";

async function fetched(address) {
  const response = await fetch(address);
  return response.ok ? response.json() : null;
}

const keyOf = (item) =>
  `${item.name}${item.note ? `（${item.note}）` : ""}${item.regions ? `［${item.regions.join("、")}］` : ""}`;

/* What a line of the history says that went: its note stays in the name. */
function itemOf(line) {
  const [, name, regions] = line.match(/^(.*?)(?:［([^［］]*)］)?$/u);
  return { name, note: null, ...(regions === undefined ? {} : { regions: regions.split("、") }) };
}

/* The lists of the history whose changes are undone, by their English label. */
const LISTS = { "sub-service in scope": "sub_services", "service outside the scope": "outside_services", region: "regions" };

/* The scope as it was listed on a day: what changed after it is undone, the newest first. */
function scopeOn(service, day) {
  const scope = {
    sub_services: service.statement_scope.sub_services.map((item) => ({ ...item })),
    outside_services: service.statement_scope.outside_services.map((item) => ({ ...item })),
    regions: service.statement_scope.regions.map((region) => ({ ...region })),
    isKnown: true,
  };
  for (const event of [...service.history].sort((a, b) => (a.on < b.on ? 1 : -1))) {
    if (event.on <= day) break;
    for (const change of event.changes ?? []) {
      const list = LISTS[change.label_en];
      if (change.item !== 6 || change.label_en === "overview of the scope") continue;
      if (list === undefined || !("added" in change || "removed" in change)) {
        scope.isKnown = false;
        continue;
      }
      const added = (change.added ?? "").split("\n").filter((line) => line !== "");
      const removed = (change.removed ?? "").split("\n").filter((line) => line !== "");
      scope[list] = scope[list].filter((item) => !added.includes(keyOf(item)));
      scope[list].push(...removed.map(itemOf));
    }
  }
  return scope;
}

function matching(items, terms, folded) {
  const found = items.filter((item) => terms.every((term) =>
    placeOf(term, folding(item.name)) >= 0 || (item.note !== null && placeOf(term, folding(item.note)) >= 0)));
  const named = found.filter((item) => terms.every((term) => placeOf(term, folding(item.name)) >= 0));
  const exact = named.filter((item) => folding(item.name).text === folded);
  return { found: exact.length > 0 ? exact : named.length > 0 ? named : found, weight: exact.length > 0 ? 2 : named.length > 0 ? 1 : 0 };
}

/* Whether a region is the one asked for: by its name, or by where it is. */
function isIn(region, asked) {
  return region.name === asked || (region.country !== undefined && codesOf(region).includes(asked));
}

/* The verdict: what is named exactly weighs more than what is named in part. */
function answerOf(service, asked) {
  const terms = termsOf(asked.f) ?? [];
  const whole = folding(asked.f).text;
  if (terms.length === 0) return null;
  if (asked.d < service.registered_on) return { verdict: "unregistered", items: [] };
  const scope = scopeOn(service, asked.d);
  if (!scope.isKnown) return { verdict: "later", items: [] };
  const everywhere = matching(scope.sub_services, terms, whole);
  const outside = matching(scope.outside_services, terms, whole);
  const there = scope.regions.filter((region) => asked.r === "" || isIn(region, asked.r)).map((region) => region.name);
  if (there.length === 0) return { verdict: "elsewhere", items: [] };
  const inside = { ...everywhere, found: everywhere.found.filter((item) => !item.regions || item.regions.some((name) => there.includes(name))) };
  const limited = everywhere.found.filter((item) => item.regions && (asked.r !== "" || item.regions.length < scope.regions.length));
  if (inside.found.length > 0 && inside.weight >= outside.weight) return { verdict: "inside", items: inside.found, others: outside.found, limited };
  if (outside.found.length > 0) return { verdict: "outside", items: outside.found, others: inside.found, limited };
  const inProse = service.statement_scope.overview.split("\n").some((line) => terms.every((term) => placeOf(term, folding(line)) >= 0));
  return { verdict: "absent", items: [], inProse, limited };
}

const VERDICTS = { inside: 0, outside: 1, absent: 2, elsewhere: 2, unregistered: 3, later: 4 };

function show(service, asked, answer) {
  const place = asked.r === "" ? "" : filled(words.inRegion, asked.r in territories ? named(territories[asked.r]) : asked.r);
  const subject = answer.items.length > 0 ? answer.items.map((item) => item.name).join("、") : asked.f;
  box.className = `answer answer-${answer.verdict}`;
  document.getElementById("answer-verdict").textContent = words.verdicts.split("|")[VERDICTS[answer.verdict]];
  document.getElementById("answer-sentence").textContent =
    filled(words[answer.verdict], service.name, service.number, subject, place, written(asked.d));
  const lines = [
    ...answer.items.filter((item) => item.note).map((item) => `${words.note}：${item.name} — ${item.note}`),
    ...(answer.others ?? []).map((item) => `${words.verdicts.split("|")[answer.verdict === "inside" ? 1 : 0]}：${keyOf(item)}`),
    ...(answer.limited ?? []).map((item) => filled(words.onlyThere, item.name, item.regions.join("、"))),
    ...(answer.inProse ? [words.overview] : []),
  ];
  document.getElementById("answer-found").replaceChildren(...lines.map((line) => element("li", "", line)));
  const link = document.getElementById("answer-link");
  link.href = `${words.pages}${service.number}/#item-6`;
  link.textContent = new URL(link.href, location.href).href;
  box.hidden = false;
}

function numberOf(text) {
  return numbers.get(text) ?? text.match(/C\d{2}-\d{4}-\d/)?.[0] ?? null;
}

function group(label, options) {
  const made = document.createElement("optgroup");
  made.label = label;
  made.append(...options);
  return made;
}

async function fillRegions(number, chosen) {
  const service = number === null ? null : (await fetched(`${words.services}${number}/service.json`))?.service ?? null;
  const regions = service?.statement_scope.regions ?? [];
  const codes = [...new Set(regions.flatMap(codesOf))].sort();
  fields.r.replaceChildren(new Option(words.any, ""),
    group(words.byTerritory, codes.map((code) => new Option(named(territories[code]), code))),
    group(words.byRegion, regions.map(({ name }) => new Option(name))));
  if (chosen !== "" && ![...fields.r.options].some((option) => option.value === chosen)) {
    fields.r.append(new Option(chosen in territories ? named(territories[chosen]) : chosen, chosen));
  }
  fields.r.value = chosen;
  return service;
}

async function ask(asked) {
  box.hidden = true;
  const number = numberOf(asked.n);
  const service = await fillRegions(number, asked.r);
  if (service === null) {
    document.getElementById("answer-lead").textContent = filled(words.unknown, asked.n);
    return;
  }
  document.getElementById("answer-lead").textContent = filled(words.lead, written(dayOfList));
  const answer = answerOf(service, asked);
  if (answer !== null) show(service, asked, answer);
}

function asked() {
  const day = fields.d.value !== "" && fields.d.value < asOf ? fields.d.value : asOf;
  return { n: fields.n.value.trim(), f: fields.f.value.trim(), r: fields.r.value, d: day };
}

async function start(fromAddress) {
  const parameters = new URLSearchParams(location.search);
  const day = parameters.get("d") ?? "";
  fields.n.value = parameters.get("n") ?? "";
  fields.f.value = parameters.get("f") ?? "";
  fields.d.value = /^\d{4}-\d{2}-\d{2}$/.test(day) ? day : asOf;
  await fillRegions(numberOf(fields.n.value), parameters.get("r") ?? "");
  if (fromAddress && fields.n.value !== "" && fields.f.value !== "") await ask({ ...asked(), r: parameters.get("r") ?? "" });
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const of = asked();
  const number = numberOf(of.n) ?? of.n;
  const parameters = new URLSearchParams({ n: number, f: of.f, ...(of.r === "" ? {} : { r: of.r }), d: of.d });
  history.pushState(null, "", `?${parameters}`);
  keepLanguage();
  await ask(of);
  box.focus();
});
fields.n.addEventListener("change", () => fillRegions(numberOf(fields.n.value.trim()), ""));
window.addEventListener("popstate", () => start(true));
document.getElementById("answer-copy").addEventListener("click", async () => {
  const text = `${document.getElementById("answer-sentence").textContent}\n${document.getElementById("answer-link").href}\n${location.href}`;
  try {
    await navigator.clipboard.writeText(text);
    document.getElementById("answer-copied").textContent = words.copied;
  } catch {
    getSelection().selectAllChildren(document.getElementById("answer-sentence"));
  }
});

const data = await fetchIndex(words.index).catch(() => null);
if (data === null) document.getElementById("answer-lead").textContent = words.failed;
else {
  asOf = data.as_of;
  territories = data.territories;
  dayOfList = data.as_of;
  for (const service of data.services) numbers.set(`${service.name}（${service.number}）`, service.number);
  suggest(fields.n, [...numbers.keys()]);
  fields.d.max = asOf;
  form.hidden = false;
  document.getElementById("answer-lead").textContent = filled(words.lead, written(asOf));
  keepLanguage();
  await start(true);
}
