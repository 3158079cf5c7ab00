/*
 * What of a service meets a query, and where: the same for the list, its rows'
 * reasons and the answers.
 */
import { folding, placeOf } from "./text.js";

/* In which field a term is found, from the strongest to the weakest. */
const WEIGHTS = { name: 0, alias: 1, former: 1, number: 1, inside: 2, provider: 3, region: 3, territory: 3, outside: 4, note: 5, outsideNote: 6, prose: 7 };

/* The names that people use, beside those that are listed. */
function aliasesOf(service) {
  return [service.english_name, service.provider_english_name, ...service.aliases, ...service.abbreviations].filter((name) => name !== null);
}

/* Country and prefecture of a region, as far as they are said: "JP", "JP-13". */
export function codesOf({ country, prefecture }) {
  return country === null ? [] : prefecture === null ? [country] : [country, `${country}-${prefecture}`];
}

/* The texts of a service in which is searched, one by one: no term runs from one into the next. */
function fieldsOf(service, territories) {
  const fields = [];
  const add = (kind, text, item) => {
    if (text) fields.push({ kind, original: text, item, folded: null });
  };

  add("name", service.name);
  add("name", service.name_reading);
  for (const alias of aliasesOf(service)) add("alias", alias);
  for (const former of service.former_names) add("former", former);
  add("number", service.number);
  add("number", service.corporate_number);
  add("provider", service.provider);
  add("provider", service.provider_reading);
  for (const item of service.inside) {
    add("inside", item.name, item);
    add("note", item.note, item);
  }
  for (const region of service.regions) {
    add("region", region.name);
    // Nearly all are in Japan.
    for (const code of codesOf(region).filter((one) => one !== "JP")) for (const name of Object.values(territories[code] ?? {})) add("territory", name, region);
  }
  for (const item of service.outside) {
    add("outside", item.name, item);
    add("outsideNote", item.note, item);
  }
  for (const line of service.overview.split("\n")) add("prose", line);
  return fields;
}

function foldedOf(field) {
  field.folded ??= folding(field.original);
  return field.folded;
}

/*
 * Where the strongest of a service's fields has the term; null where none has. What
 * the list of what is outside names is outside, whatever the overview says of it.
 */
function hitOf(fields, term) {
  let best = null;
  for (const field of fields) {
    if (best !== null && WEIGHTS[field.kind] >= WEIGHTS[best.field.kind]) continue;
    const at = placeOf(term, foldedOf(field));
    if (at >= 0) best = { field, term, at };
  }
  return best;
}

function isOutside(hit) {
  return hit.field.kind === "outside" || hit.field.kind === "outsideNote";
}

/*
 * How a service meets all terms: null where it does not, otherwise
 *
 *	hits    a hit for each term
 *	side    "outside" where a term is named only among what is out of scope
 *	rank    for sorting: names that are the query, that begin with it, then by field
 */
export function searched(service, terms, territories) {
  service.fields ??= fieldsOf(service, territories);
  const hits = [];
  for (const term of terms) {
    const hit = hitOf(service.fields, term);
    if (hit === null) return null;
    hits.push(hit);
  }
  const whole = terms.join("");
  const asked = whole.replaceAll(" ", "");
  const names = service.fields.filter(({ kind }) => kind === "name" || kind === "alias").map((field) => foldedOf(field).text.replaceAll(" ", ""));
  const isWhole = terms.length > 0 && names.includes(asked);
  const begins = terms.length > 0 && names.some((name) => name.startsWith(asked));
  const weight = Math.max(0, ...hits.map((hit) => WEIGHTS[hit.field.kind]));
  return {
    hits,
    side: hits.some(isOutside) ? "outside" : "inside",
    rank: isWhole ? -2 : begins ? -1 : weight,
  };
}

/* The place of a hit in the text as it was written: [first, end]. */
export function placeInText(hit) {
  const { from } = hit.field.folded;
  return [from[hit.at], from[hit.at + hit.term.length]];
}
