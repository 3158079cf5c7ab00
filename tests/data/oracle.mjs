// What the list must say, worked out from the content alone: the registry's XML
// and the forms 9, by a reading of the regulation of its own (7.5, 8.1, 9.5,
// 10.2, 10.5, 12.5, 14.2), apart from the program.
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { parse } from "./markup.mjs";

const DAY = 86400000;
export const dayAfter = (day) => new Date(Date.parse(day) + DAY).toISOString().slice(0, 10);
const later = (one, other) => (one > other ? one : other);

function xmlFiles(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? xmlFiles(join(folder, entry.name)) : entry.name.endsWith(".xml") ? [join(folder, entry.name)] : []).sort();
}

const read = (path) => parse(readFileSync(path, "utf8")).elements[0];

/** Prose without the indentation that the file gives it; one line: without its blanks. */
function prose(element) {
  if (element === undefined) return null;
  const lines = element.text.split("\n").map((line) => line.trimEnd());
  while (lines.length > 0 && lines[0].trim() === "") lines.shift();
  while (lines.length > 0 && lines.at(-1) === "") lines.pop();
  const deep = Math.min(...lines.filter((line) => line !== "").map((line) => line.match(/^ */)[0].length));
  return lines.map((line) => line.slice(deep)).join("\n");
}

const text = (element) => (element === undefined ? null : element.text.trim());

export function readContent(folder) {
  const criteria = new Map(xmlFiles(join(folder, "criteria")).map(read).map((edition) => [edition.attributes.edition, edition]));
  const forms = xmlFiles(join(folder, "forms")).map(read);
  const meetings = xmlFiles(join(folder, "registry/decisions")).map(read).sort((a, b) => (a.attributes["held-on"] < b.attributes["held-on"] ? -1 : 1));
  return { criteria, forms, meetings, site: read(join(folder, "site.xml")), services: xmlFiles(join(folder, "registry/services")).map(read) };
}

/** Item 6 as a statement or a form 9 has it. */
function scopeOf(scope) {
  const entry = (element) => ({
    name: text(element.one("name")), note: text(element.one("note")),
    ...(element.one("region") === undefined ? {} : { regions: element.all("region").map(text) }),
  });
  return {
    overview: prose(scope.one("overview")),
    sub_services: scope.all("sub-service").map(entry),
    outside_services: scope.all("outside-service").map(entry),
    regions: scope.all("region").map((region) =>
      ({ name: text(region), country: region.attributes.country ?? null, prefecture: region.attributes.prefecture ?? null })),
  };
}

/** Item 7 as a statement or a form 9 has it. */
function objectivesOf(objectives, content) {
  const edition = objectives.attributes.edition;
  const implemented = text(objectives.one("implemented")).split(/\s+/);
  const domains = content.criteria.get(edition).all("domain").map((domain) => {
    const all = text(domain.one("objectives")).split(/\s+/);
    return {
      number: domain.attributes.number,
      name: text(domain.one("name")),
      group: domain.attributes.group,
      total: all.length,
      implemented: all.filter((objective) => implemented.includes(objective)),
    };
  });
  return {
    criteria_edition: edition,
    domains,
    exclusions: objectives.all("excluded").map((one) => ({ objective: one.attributes.objective, reason: prose(one.one("reason")) })),
  };
}

/** The items of 7.5 that an application states; (12) is the body's own. */
function listingOf(application, content) {
  const at = (path) => application.one(path);
  return {
    name: text(at("statement/service-name")),
    reading: text(at("statement/service-reading")),
    url: text(at("statement/service-url")),
    provider: text(at("applicant/name")),
    provider_reading: text(at("applicant/reading")),
    corporate_number: text(at("applicant/corporate-number")),
    address: text(at("applicant/address")),
    ...scopeOf(at("statement/statement-scope")),
    ...objectivesOf(at("statement/control-objectives"), content),
    audit_first_on: text(at("statement/audit-period/first-on")),
    audit_last_on: text(at("statement/audit-period/last-on")),
    subsequent_events: prose(at("statement/subsequent-events")),
    improvement_plan: at("improvement-plan") !== undefined,
    capital_and_officers: prose(at("disclosed-information/capital-and-officers")),
    foreign_law_risk: prose(at("disclosed-information/foreign-law-risk")),
    governing_law: prose(at("disclosed-information/governing-law")),
    third_party_testing: prose(at("disclosed-information/third-party-testing")),
    special_notes: null,
  };
}

/** Which choice of <change item="…"> of form 9 changes what; (6) and (7) are
 * written with the elements of the statement, and (12) changes nothing, as it is
 * the body's own remark. */
export const CHANGES = {
  "service-name": { item: 1, member: "name" },
  "service-reading": { item: 1, member: "reading" },
  "service-url": { item: 2, member: "url" },
  "provider-name": { item: 3, member: "provider" },
  "provider-reading": { item: 3, member: "provider_reading" },
  "corporate-number": { item: 3, member: "corporate_number" },
  "provider-address": { item: 3, member: "address" },
  "statement-scope": { item: 6, members: scopeOf },
  "control-objectives": { item: 7, members: objectivesOf },
  "subsequent-events": { item: 9, member: "subsequent_events" },
  "improvement-plan": { item: 10, member: "improvement_plan" },
  "capital-and-officers": { item: 11, member: "capital_and_officers" },
  "foreign-law-risk": { item: 11, member: "foreign_law_risk" },
  "governing-law": { item: 11, member: "governing_law" },
  "third-party-testing": { item: 11, member: "third_party_testing" },
  "special-notes": { item: 12 },
};

const shown = (value) => (value === true ? "有" : value === false ? "無" : value);

function apply(listing, form, content) {
  const told = [];
  for (const change of form.all("change")) {
    const choice = CHANGES[change.attributes.item];
    if (choice === undefined) throw new Error(`the oracle does not know <change item="${change.attributes.item}">`);
    const after = prose(change.one("new"));
    if (choice.members !== undefined) {
      const stated = { ...listing, ...choice.members(change.one(`new/${change.attributes.item}`), content) };
      told.push(...compareListings(listing, stated));
      Object.assign(listing, stated);
    } else if (choice.member !== undefined && shown(listing[choice.member]) !== after) {
      told.push({ item: choice.item, before: shown(listing[choice.member]), after });
      listing[choice.member] = choice.member === "improvement_plan" ? after === "有" : after;
    }
  }
  return told;
}

/** What one side of a <correction> says of the listing. */
function sideOf(correction, side, content) {
  const name = correction.attributes.item;
  const element = correction.one(side);
  if (name === "audit-period") return { audit_first_on: text(element.one(`${name}/first-on`)), audit_last_on: text(element.one(`${name}/last-on`)) };
  if (name === "special-notes") return { special_notes: prose(element) };
  if (CHANGES[name].members !== undefined) return CHANGES[name].members(element.one(name), content);
  return { [CHANGES[name].member]: name === "improvement-plan" ? prose(element) === "有" : prose(element) };
}

/** Takes a listing from one side of a correction to the other, where it reads as the one. */
function correct(listing, correction, content, from, to) {
  const old = sideOf(correction, from, content);
  if (Object.keys(old).every((member) => JSON.stringify(listing[member]) === JSON.stringify(old[member]))) Object.assign(listing, sideOf(correction, to, content));
}

/** The lines of a member that is a list; null: it is none. */
function listLines(value) {
  if (!Array.isArray(value)) return null;
  return value.flatMap((one) => {
    if (typeof one === "string") return [one];
    if (one.implemented !== undefined) return one.implemented;
    if ("country" in one) return [one.name];
    const [name, note] = one.objective === undefined ? [one.name, one.note] : [one.objective, one.reason];
    return [`${name}${note === null ? "" : `（${note}）`}${one.regions === undefined ? "" : `［${one.regions.join("、")}］`}`];
  });
}

const MEMBER_ITEMS = [["name", 1], ["reading", 1], ["url", 2], ["provider", 3], ["provider_reading", 3], ["corporate_number", 3],
  ["address", 3], ["overview", 6], ["sub_services", 6], ["outside_services", 6], ["regions", 6], ["criteria_edition", 7],
  ["domains", 7], ["exclusions", 7], ["audit_first_on", 8], ["audit_last_on", 8], ["subsequent_events", 9], ["improvement_plan", 10],
  ["capital_and_officers", 11], ["foreign_law_risk", 11], ["governing_law", 11], ["third_party_testing", 11], ["special_notes", 12]];

function compareListings(before, after) {
  const told = [];
  for (const [member, item] of MEMBER_ITEMS) {
    const [old, now] = [listLines(before[member]), listLines(after[member])];
    if (old === null) {
      const [one, other] = [shown(before[member]), shown(after[member])];
      if (one !== other) told.push({ item, before: one, after: other });
    } else {
      const removed = old.filter((line) => !now.includes(line));
      const added = now.filter((line) => !old.includes(line));
      if (removed.length + added.length > 0) {
        told.push({ item, removed: removed.join("\n") || null, added: added.join("\n") || null });
      }
    }
  }
  return told;
}

/** The papers and acts about a service, in order. Acts of a meeting come after
 * what came in on that day. */
function factsOf(service, content, asOf) {
  const id = service.attributes.id;
  const facts = [];
  for (const event of service.one("events")?.elements ?? []) facts.push({ on: event.attributes.on, kind: event.name, event, rank: event.name === "remark" ? 1.5 : 0 });
  for (const form of content.forms) {
    if (form.attributes.service !== id || form.attributes.number !== "9") continue;
    const filedOn = form.attributes["filed-on"];
    facts.push({ on: later(form.attributes["effect-on"] ?? filedOn, filedOn), filedOn, kind: "listing-change", form, rank: 1 });
  }
  for (const correction of service.all("correction")) facts.push({ on: correction.attributes.on, kind: "correction", correction, rank: 0.5 });
  for (const meeting of content.meetings) {
    for (const decision of meeting.one("items").elements) {
      if (decision.attributes.service !== id) continue;
      const heldOn = meeting.attributes["held-on"];
      facts.push({ on: later(text(decision.one("registered-on")) ?? heldOn, heldOn), heldOn, kind: decision.name, decision, rank: 2 });
    }
  }
  return facts.filter((fact) => fact.on <= asOf).sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : a.rank - b.rank));
}

/** What the body remarks (7.5(12)), with a decision or by itself. */
const remarkOf = ({ kind, event, decision }) =>
  prose(["register", "renew"].includes(kind) ? decision.one("special-notes") : kind === "remark" ? event.one("special-notes") : undefined);

/**
 * The entry of a service on a day: null where it is not listed. Changes of form
 * 9 have their effect on the later of their day and their filing (10.2), count
 * against the application in force where they come after it was made, and
 * start anew with each renewal.
 */
export function entryOf(service, content, asOf) {
  const applications = new Map(service.all("application").map((one) => [one.attributes.id, one]));
  const facts = factsOf(service, content, asOf);
  let entry = null;
  const receipts = new Map();
  const closed = new Map();

  // What the corrections of the last application put right was published otherwise before.
  const corrections = service.all("correction").sort((a, b) => (a.attributes.on < b.attributes.on ? 1 : -1));
  const listed = (application, on) => {
    const listing = listingOf(application, content);
    for (const fact of facts) if (fact.on <= on) listing.special_notes = remarkOf(fact) ?? listing.special_notes;
    for (const fact of facts) {
      if (fact.on > on || fact.on < text(application.one("applied-on"))) continue;
      if (fact.kind === "listing-change") apply(listing, fact.form, content);
      if (fact.kind === "correction") correct(listing, fact.correction, content, "old", "new");
    }
    if (application === service.all("application").at(-1)) {
      for (const correction of corrections) if (correction.attributes.on > on) correct(listing, correction, content, "new", "old");
    }
    return listing;
  };
  const tell = (code, on, more = {}) => {
    const same = entry.history.filter((one) => one.code === code && one.on === on).length;
    entry.history.push({ id: `${code}-${on}${same > 0 ? `-${same + 1}` : ""}`, code, on, ...more });
  };
  const timelyRenewals = () => [...receipts].filter(([id, on]) => applications.get(id).attributes.kind === "renewal" && on <= entry.expires_on);
  // What comes by itself when an expiry is over: it goes on (8.1), or ends (14.2(1)).
  const expireBefore = (day) => {
    if (entry === null || entry.expires_on >= day) return;
    const timely = timelyRenewals().filter(([id]) => id !== entry.application);
    if (timely.some(([id]) => !closed.has(id))) {
      if (!entry.continued) tell("continuation", dayAfter(entry.expires_on));
      entry.continued = true;
    } else {
      const lastOn = timely.map(([id]) => closed.get(id)).reduce(later, entry.expires_on);
      if (entry.continued === false && lastOn > entry.expires_on) tell("continuation", dayAfter(entry.expires_on));
      if (lastOn < day) entry = null;
      else entry.continued = true;
    }
  };

  for (const fact of facts) {
    expireBefore(fact.on);
    const { event, decision } = fact;
    const application = event?.attributes.application ?? decision?.attributes.application;
    if (fact.kind === "receipt") receipts.set(application, fact.on);
    if (["non-acceptance", "application-withdrawal", "refuse"].includes(fact.kind)) closed.set(application, fact.on);
    if (fact.kind === "register") {
      closed.set(application, fact.on);
      entry = {
        number: text(decision.one("number")), registered_on: text(decision.one("registered-on")), renewed_on: null,
        expires_on: text(decision.one("expires-on")), application, continued: false, suspensions: new Map(), reaudit: null,
        history: [], listing: listed(applications.get(application), fact.on),
      };
      tell("registration", entry.registered_on, { expires_on: entry.expires_on });
    }
    if (entry === null) continue;
    if (fact.kind === "renew") {
      const before = entry.listing;
      closed.set(application, fact.on);
      Object.assign(entry, {
        renewed_on: fact.heldOn, expires_on: text(decision.one("expires-on")), application, continued: false,
        listing: listed(applications.get(application), fact.on),
      });
      tell("renewal", fact.heldOn, { expires_on: entry.expires_on, changes: compareListings(before, entry.listing) });
      expireBefore(fact.on);
    } else if (fact.kind === "remove" && decision.attributes.ground !== "1") {
      entry = null;
    } else if (fact.kind === "listing-change") {
      entry.listing = { ...entry.listing };
      const changes = apply(entry.listing, fact.form, content);
      if (changes.length > 0) tell("listing-change", fact.on, { changes });
    } else if (fact.kind === "correction") {
      const before = entry.listing;
      entry.listing = { ...before };
      correct(entry.listing, fact.correction, content, "old", "new");
      tell("listing-correction", fact.on, { reason: text(fact.correction.one("reason")), changes: compareListings(before, entry.listing) });
    } else if (fact.kind === "remark") {
      const before = entry.listing;
      entry.listing = { ...before, special_notes: remarkOf(fact) };
      tell("listing-change", fact.on, { changes: compareListings(before, entry.listing) });
    } else if (fact.kind === "suspension" || fact.kind === "lifting") {
      const ground = event.attributes.ground === "9.3" ? "incident" : "change";
      tell(`${fact.kind}-${ground}`, fact.on);
      if (fact.kind === "suspension") entry.suspensions.set(ground, fact.on);
      else entry.suspensions.delete(ground);
    } else if (fact.kind === "reaudit-demand") {
      tell("reaudit-start", fact.on);
      entry.reaudit = fact.on;
    } else if (fact.kind === "reaudit-result" && event.attributes.result === "confirmed") {
      tell("reaudit-end", fact.on);
      entry.reaudit = null;
    }
  }
  expireBefore(asOf);
  if (entry === null) return null;
  const statuses = [];
  for (const ground of ["incident", "change"]) {
    if (entry.suspensions.has(ground)) statuses.push({ code: `suspended-${ground}`, since: entry.suspensions.get(ground) });
  }
  if (entry.reaudit !== null) statuses.push({ code: "reaudit", since: entry.reaudit });
  if (entry.continued) statuses.push({ code: "continued", since: dayAfter(entry.expires_on) });
  if (statuses.length === 0) statuses.push({ code: "registered", since: entry.registered_on });
  return { ...entry, statuses };
}

/** What the body adds beside the items; null: nothing. */
function additionsOf(entry, entries, content) {
  const added = entry.service.one("additions");
  const all = (name) => added?.all(name).map(text) ?? [];
  const linked = (number) => {
    const other = entries.find((one) => one.number === number);
    return { number, name: other?.listing.name ?? null, statuses: other?.statuses ?? [] };
  };
  const bases = all("base").map(linked);
  const dependents = entries.filter((one) => one.service.all("additions/base").some((base) => text(base) === entry.number))
    .map((one) => linked(one.number));
  if (added === undefined && dependents.length === 0) return null;
  const categories = content.site.all("category");
  return {
    english_name: text(added?.one("english-name")), provider_english_name: text(added?.one("provider-english-name")),
    aliases: all("alias"), abbreviations: all("abbreviation"), service_models: all("service-model"),
    categories: all("category").map((id) => categories.find((one) => one.attributes.id === id))
      .map((one) => ({ id: one.attributes.id, name: text(one.one("name")), name_en: text(one.one("english-name")) })),
    contact: Object.fromEntries(["section", "telephone", "email", "url"].map((name) => [name, text(added?.one(`contact/${name}`))])),
    bases, dependents,
  };
}

/** The whole list of a day, by number. */
export function listOf(content, asOf) {
  const entries = content.services.flatMap((service) => {
    const entry = entryOf(service, content, asOf);
    return entry === null ? [] : [{ ...entry, service }];
  }).sort((a, b) => (a.number < b.number ? -1 : 1));
  return entries.map((entry) => ({ ...entry, additions: additionsOf(entry, entries, content) }));
}
