/*
 * What of a service meets a query, and where: the same for the list, its rows'
 * reasons and the answers.
 */
import { folding, isInitial, placeOf } from "./text.js";

/* The members of a service in data/search.json, in their order. */
const MEMBERS = [
  "number", "name", "provider", "provider_key", "name_rank", "provider_rank", "former_names", "registered_on", "expires_on",
  "statuses", "english_name", "provider_english_name", "aliases", "abbreviations", "models", "categories", "regions", "excluded", "improvement_plan",
];
const SERVICES_OF_A_TURN = 25;

async function fetched(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(response.statusText);
  return response.json();
}

/* What a service is without readings, and what is in scope and out of it. */
const NOT_YET = { name_reading: null, provider_reading: null, inside: [], outside: [], overview: "" };

/* The services as far as names go, with the day of the list and what places and categories are called. */
export async function fetchIndex(address) {
  const data = await fetched(address);
  data.services = data.services.map((values) => {
    const service = { ...NOT_YET };
    MEMBERS.forEach((name, i) => { service[name] = values[i]; });
    service.regions = service.regions.map(([name, country, prefecture]) => ({ name, country, prefecture }));
    return service;
  });
  return data;
}

/* Adds the rest: prepared in turns that let the page live, and to all services at once. */
export async function fetchScopes(address, { services, territories }) {
  const scopes = new Map((await fetched(address)).services.map((scope) => [scope.number, scope]));
  const whole = [];
  for (const [index, service] of services.entries()) {
    const scope = scopes.get(service.number) ?? NOT_YET;
    whole.push({ ...scope, texts: textsOf({ ...service, ...scope }, territories) });
    if (index % SERVICES_OF_A_TURN === 0) await new Promise((done) => setTimeout(done));
  }
  services.forEach((service, i) => Object.assign(service, whole[i]));
}

/* In which field a term is found, from the strongest to the weakest. */
const WEIGHTS = { name: 0, reading: 0, alias: 1, former: 1, number: 1, corporate: 1, inside: 2, provider: 3, providerReading: 3, region: 3, territory: 3, outside: 4, note: 5, outsideNote: 6, prose: 7 };

/* The names that people use, beside those that are listed. */
function aliasesOf(service) {
  return [service.english_name, service.provider_english_name, ...service.aliases, ...service.abbreviations].filter((name) => name !== null);
}

/* Country and prefecture of a region, as far as they are said: "JP", "JP-13". */
export function codesOf({ country, prefecture }) {
  return country === null ? [] : prefecture === null ? [country] : [country, `${country}-${prefecture}`];
}

/* What many services say in the same words is folded once. */
const foldings = new Map();

function foldingOf(text) {
  let found = foldings.get(text);
  if (found === undefined) foldings.set(text, found = folding(text));
  return found;
}

/* The texts of a service in which is searched, from the strongest to the weakest: no term runs from one into the next. */
function textsOf(service, territories) {
  const fields = [];
  const add = (kind, text, item) => {
    if (text) fields.push({ kind, weight: WEIGHTS[kind], original: text, item, folded: foldingOf(text) });
  };

  add("name", service.name);
  add("reading", service.name_reading);
  for (const alias of aliasesOf(service)) add("alias", alias);
  for (const former of service.former_names) add("former", former);
  add("number", service.number);
  if (/^\d{13}$/.test(service.provider_key)) add("corporate", service.provider_key);
  for (const item of service.inside) add("inside", item.name, item);
  add("provider", service.provider);
  add("providerReading", service.provider_reading);
  for (const region of service.regions) {
    add("region", region.name);
    // Nearly all are in Japan.
    for (const code of codesOf(region).filter((one) => one !== "JP")) for (const name of Object.values(territories[code] ?? {})) add("territory", name, region);
  }
  for (const item of service.outside) add("outside", item.name, item);
  for (const item of service.inside) add("note", item.note, item);
  for (const item of service.outside) add("outsideNote", item.note, item);
  for (const line of service.overview.split("\n")) add("prose", line);
  // In the whole, where each field begins.
  const starts = [0];
  for (const { folded } of fields) starts.push(starts.at(-1) + folded.text.length + 1);
  const whole = fields.map(({ folded }) => folded.text).join("\n");
  const names = fields.filter(({ kind, weight }) => weight < 1 || kind === "alias").map(({ folded }) => folded.text.replaceAll(" ", ""));
  const initials = fields.map(({ folded }) => folded.initials).join("\n");
  return { fields, names: `\n${names.join("\n")}\n`, whole, starts, initials };
}

/*
 * The strongest of a service's fields that has the term; null where none has. What
 * the list of what is outside names is outside, whatever the overview says of it.
 */
function fieldOf({ fields, whole, starts, initials }, term) {
  let index = 0;
  if (isInitial(term)) {
    const place = initials.indexOf(term);
    for (let i = 0; i < place; i++) if (initials[i] === "\n") index++;
    return place < 0 ? null : fields[index];
  }
  for (let place = whole.indexOf(term); place >= 0; place = whole.indexOf(term, starts[index])) {
    while (index < fields.length && starts[index] <= place) index++;
    const field = fields[index - 1];
    if (placeOf(term, field.folded) >= 0) return field;
  }
  return null;
}

/* As searched() tells it; null where a term is missing. */
function entryOf(service, terms, asked) {
  const { names } = service.texts;
  let side = "inside";
  let rank = 0;
  for (const term of terms) {
    const field = fieldOf(service.texts, term);
    if (field === null) return null;
    rank = Math.max(rank, field.weight);
    if (field.kind === "outside" || field.kind === "outsideNote") side = "outside";
  }
  if (terms.length > 0 && names.includes(`\n${asked}`)) rank = names.includes(`\n${asked}\n`) ? -2 : -1;
  return { service, side, rank };
}

/*
 * The services that have all terms:
 *
 *	service
 *	side    "outside" where a term is named only among what is out of scope
 *	rank    for sorting, the least first: names that are the query, names that
 *	        begin with it, then by field
 *
 * Thousands are looked at for each letter that is typed: where the terms stand is
 * told by hitsOf() for the few that are shown.
 */
export function searched({ services, territories }, terms) {
  const asked = terms.join("").replaceAll(" ", "");
  const found = [];
  for (const service of services) {
    service.texts ??= textsOf(service, territories);
    const entry = entryOf(service, terms, asked);
    if (entry !== null) found.push(entry);
  }
  return found;
}

/* Of a service that has them all, for each term the field and where in its folded text the term stands. */
export function hitsOf({ texts }, terms) {
  return terms.map((term) => {
    const field = fieldOf(texts, term);
    return { field, term, at: placeOf(term, field.folded) };
  });
}

/* The place of a hit in the text as it was written: [first, end]. */
export function placeInText(hit) {
  const { from } = hit.field.folded;
  let end = hit.at + hit.term.length;
  // Of what is folded to several characters, as "&", all is marked.
  while (from[end] === from[end - 1]) end++;
  return [from[hit.at], from[end]];
}
