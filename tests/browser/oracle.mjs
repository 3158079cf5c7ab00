// What the list and the answers have to say, said once more and in another way than the
// pages say it, from the published list: what a search finds (all terms, each in one text
// of a service, Latin ones where a word begins) and on which side of the scope, what
// filters leave, and whether a function is in scope in a region.

import { readFileSync } from "node:fs";

const SMALL = { ぁ: "あ", ぃ: "い", ぅ: "う", ぇ: "え", ぉ: "お", っ: "つ", ゃ: "や", ゅ: "ゆ", ょ: "よ", ゎ: "わ" };
const OTHER = { 髙: "高", 﨑: "崎", "𠮷": "吉", 澤: "沢", 國: "国", 嶋: "島", 龍: "竜", 齋: "斎", 彌: "弥", 邊: "辺" };
const VU = { ぁ: "ば", ぃ: "び", ぇ: "べ", ぉ: "ぼ", ゅ: "びゆ" };
const WORD = "\u0001"; // where a word begins after a letter or figure
// Between the letters of what is one sign, of which none is a word.
const GLUE = "\ue002";

// With a mark before each word that begins after a Latin letter or figure.
function folded(text) {
  return text
    .replace(/[™℠®©]|[(（](?:TM|SM|R)[)）]/giu, "")
    .replaceAll("゛", "\u3099").replaceAll("゜", "\u309a")
    .normalize("NFKC")
    .replace(/(?<=\p{Ll})(?=\p{Lu})|(?<=[A-Za-z])(?=[0-9])/gu, WORD)
    .toLowerCase()
    .replace(/[ァ-ヶ]/gu, (kana) => String.fromCodePoint(kana.codePointAt(0) - 96))
    .replace(/ゔ([ぁぃぇぉゅ]?)/gu, (vu, vowel) => VU[vowel] ?? "ぶ")
    .replace(/(?<=[\p{Script=Han}0-9])[ゖゕ](?=\p{Script=Han})/gu, "が")
    .replace(/(?<=[0-9])か(?=\p{Script=Han})/gu, "が")
    .replace(/[ぁぃぅぇぉっゃゅょゎ]/gu, (kana) => SMALL[kana])
    .replace(/./gu, (kanji) => OTHER[kanji] ?? kanji)
    .replace(/[\u{fe00}-\u{fe0f}\u{e0100}-\u{e01ef}]/gu, "")
    .replace(/[-‐‑–—−.,・]/gu, WORD)
    .replace(/[~〜∼ー'"]/gu, "")
    .replace(/\s*&\s*/gu, ` ${[..."and"].join(GLUE)} `)
    .replace(/[「」『』（）()［］[\]【】〈〉《》“”‘’\s]+/gu, " ")
    .replace(new RegExp(`[ ${WORD}]* [ ${WORD}]*`, "gu"), " ")
    .replace(new RegExp(`(?<![a-z0-9])[ ${WORD}]+|[ ${WORD}]+(?![a-z0-9])`, "gu"), "")
    .replace(new RegExp(`${WORD}+`, "gu"), WORD);
}

const FOLDED = new Map();
function foldedOnce(text) {
  if (!FOLDED.has(text)) FOLDED.set(text, folded(text));
  return FOLDED.get(text);
}

// Whether a folded text holds a term.
const HOLDING = new Map();
function holds(text, term) {
  const bare = (marked) => marked.replaceAll(WORD, "").replaceAll(GLUE, "");
  const letters = bare(term);
  if (!/^[a-z0-9]/.test(letters)) return bare(text).includes(letters);
  if (!HOLDING.has(letters)) {
    const pattern = [...letters].map((letter) => letter.replace(/[\^$.*+?()[\]{}|/]/g, "\\$&")).join(`[${WORD}${GLUE}]?`);
    HOLDING.set(letters, new RegExp(`(?:(?<![a-z0-9${GLUE}])|${WORD})${pattern}(?!${GLUE})`, "u"));
  }
  return HOLDING.get(letters).test(text);
}

/* The label of a region, and what the country and the prefecture of its code are called (but for Japan itself). */
const NAMES = ["ja", "en"].map((language) => new Intl.DisplayNames(language, { type: "region", style: language === "ja" ? "short" : "long" }));
const PREFECTURES = JSON.parse(readFileSync(new URL("prefectures.json", import.meta.url)));
const placesOf = ({ name, country, prefecture }) => [name, ...(country === null || country === "JP" ? [] : NAMES.map((names) => names.of(country))),
  ...(prefecture === null ? [] : PREFECTURES[Number(prefecture) - 1])];

const aliasesOf = ({ additions: added }) => (added === undefined ? []
  : [added.english_name, added.provider_english_name, ...added.aliases, ...added.abbreviations].filter((name) => name !== null));
const insideOf = (entry) => [
  ...aliasesOf(entry),
  entry.number, entry.name, entry.name_reading, entry.provider.name, entry.provider.reading,
  entry.provider.corporate_number ?? "", ...entry.statement_scope.sub_services.map((service) => service.name),
  ...entry.statement_scope.regions.flatMap(placesOf),
];
const outsideOf = (entry) => entry.statement_scope.outside_services.map((service) => service.name);
const notesOf = (list) => list.flatMap((service) => service.note ?? []);
const proseOf = (entry) => entry.statement_scope.overview.split("\n");

// The texts of a service, folded, from what weighs most to what weighs least, each with its side.
const TEXTS = new WeakMap();
function textsOf(entry) {
  if (!TEXTS.has(entry)) {
    const scope = entry.statement_scope;
    TEXTS.set(entry, [
      ["inside", insideOf(entry)], ["outside", outsideOf(entry)], ["inside", notesOf(scope.sub_services)],
      ["outside", notesOf(scope.outside_services)], ["inside", proseOf(entry)],
    ].map(([side, texts]) => [side, texts.map(foldedOnce)]));
  }
  return TEXTS.get(entry);
}

// "inside", "outside" or null; what texts hold the term is asked once for all entries.
function sideOf(entry, term, known) {
  for (const [side, texts] of textsOf(entry)) {
    for (const text of texts) {
      if (!known.has(text)) known.set(text, holds(text, term));
      if (known.get(text)) return side;
    }
  }
  return null;
}

const termsOf = (query) => query.split(/[\s、。]+/u).map(folded).filter((term) => /[\p{L}\p{N}]/u.test(term));

// The numbers of the services that a query finds on each side, in the order of the list.
export function expected(entries, query) {
  const terms = termsOf(query).map((term) => [term, new Map()]);
  const sides = { inside: [], outside: [] };
  if (terms.length === 0 && query.trim() !== "") return sides;
  for (const entry of entries) {
    const found = terms.map(([term, known]) => sideOf(entry, term, known));
    if (!found.includes(null)) sides[found.includes("outside") ? "outside" : "inside"].push(entry.number);
  }
  return sides;
}

const plain = (name) => foldedOnce(name.replace(/\s/gu, "")).replaceAll(WORD, "").replaceAll(GLUE, "");

// The services with a name that is the query itself: they come first.
export function named(entries, query) {
  return entries.filter((entry) => [entry.name, entry.name_reading, ...aliasesOf(entry)].some((name) => plain(name) === plain(query)))
    .map((entry) => entry.number);
}

// The same numbers each time (a linear congruential generator).
function generator(seed) {
  let state = seed;
  return (below) => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return Math.floor((state / 2147483648) * below);
  };
}

const HALF = "ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜｦﾝ";
const FULL = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン";
const WAYS = [
  (text) => text,
  (text) => text.toUpperCase(),
  (text) => text.replace(/[ァ-ヶ]/gu, (kana) => String.fromCodePoint(kana.codePointAt(0) - 96)),
  (text) => text.replace(/[ぁ-ゖ]/gu, (kana) => String.fromCodePoint(kana.codePointAt(0) + 96)),
  (text) => text.replace(/[!-~]/g, (letter) => String.fromCodePoint(letter.codePointAt(0) + 0xfee0)),
  (text) => text.replace(/[ア-ン]/gu, (kana) => (FULL.includes(kana) ? HALF[FULL.indexOf(kana)] : kana)),
  (text) => text.replaceAll("ー", "-"),
  (text) => text.normalize("NFD"),
  (text) => text.normalize("NFD").replaceAll("\u3099", "゛"),
];

export function queries(entries, count) {
  const next = generator(20261124);
  const pools = [insideOf, outsideOf, (entry) => [...notesOf(entry.statement_scope.sub_services), ...proseOf(entry)]]
    .map((textsOf) => entries.flatMap(textsOf).filter((text) => text.length > 1));
  const part = () => {
    const texts = pools[next(3)];
    const letters = [...texts[next(texts.length)]];
    const length = 1 + next(6);
    return letters.slice(next(Math.max(1, letters.length - length))).slice(0, length).join("");
  };
  const made = new Set(["存在しない語", "　", "ー", "()", "サーバー", "サーバ", "C26", "高崎", "吉見", "Private Edition", "AI推論",
    "庁舎内の配線", "通知ID", "R&D", "SSO", "IDaaS", "Kumomidai", "midorino", "KCP", "EDR", "霞ヶ関", "HIROBA™", "WAF、VPN", "VPN。", "か゛くしゅう", "&", "a",
    ...[3, 5, 8, 13].flatMap((i) => [entries[i].name, entries[i].name_reading, ...aliasesOf(entries[i])])]);
  while (made.size < count) {
    const way = WAYS[next(WAYS.length)];
    made.add(next(4) === 0 ? `${way(part())} ${part()}` : way(part()));
  }
  return [...made];
}

const dayAfter = (day, days) => new Date(Date.parse(`${day}T00:00:00Z`) + days * 86400000).toISOString().slice(0, 10);

// The values of a service for each filter, on a day.
const VALUES = {
  status: (entry) => entry.statuses.map((status) => status.code),
  expires: (entry, day) => [
    ...(entry.expires_on < day ? ["past"] : []),
    ...["30", "60", "90", "180", "365"].filter((days) => entry.expires_on >= day && entry.expires_on <= dayAfter(day, Number(days))),
  ],
  country: (entry) => entry.statement_scope.regions.map((region) => region.country),
  domestic: (entry) => (entry.statement_scope.regions.some((region) => region.country !== "JP") ? [] : ["yes"]),
  prefecture: (entry) => entry.statement_scope.regions.filter((region) => region.country === "JP").map((region) => region.prefecture),
  model: (entry) => entry.additions?.service_models ?? [],
  category: (entry) => (entry.additions?.categories ?? []).map(({ id }) => id),
  provider: (entry) => [entry.provider.corporate_number], // of foreign ones the key is made otherwise
  excluded: (entry) => [entry.control_objectives.exclusions.length > 0 ? "yes" : "no"],
  plan: (entry) => [entry.improvement_plan ? "yes" : "no"],
};

function meets(entry, asked, day, without) {
  return Object.entries(VALUES).every(([name, of]) => {
    const choices = asked.filter(([key]) => key === name && key !== without).map(([, value]) => value);
    return choices.length === 0 || of(entry, day).some((value) => choices.includes(value));
  });
}

// The numbers that filters leave of those that the query finds on each side, and how many each of `values` would leave.
export function left(entries, { asked, q }, day) {
  const sides = expected(entries, q);
  const of = new Map(entries.map((entry) => [entry.number, entry]));
  const met = [...sides.inside, ...sides.outside].map((number) => of.get(number));
  const counts = {};
  for (const [name, values] of Object.entries(VALUES)) {
    counts[name] = {};
    for (const entry of met.filter((one) => meets(one, asked, day, name))) {
      for (const value of new Set(values(entry, day))) counts[name][value] = (counts[name][value] ?? 0) + 1;
    }
  }
  for (const side of ["inside", "outside"]) sides[side] = sides[side].filter((number) => meets(of.get(number), asked, day));
  return { ...sides, counts };
}

// Filters, several values each, every third with a word.
export function combinations(entries, count, day) {
  const next = generator(7);
  const all = Object.entries(VALUES).map(([name, of]) => [name, [...new Set(entries.flatMap((entry) => of(entry, day)))].filter((value) => value !== null)]);
  const words = ["東京", "鍵", "リージョン", "VPN"];
  return Array.from({ length: count }, (_, i) => ({
    q: i % 3 === 0 ? words[next(words.length)] : "",
    asked: all.filter(([name, values]) => values.length > 0 && next(name === "provider" ? 8 : 5) < 2 - (name === "provider")).flatMap(([name, values]) =>
      [...new Set(Array.from({ length: name === "expires" ? 1 : 1 + next(3) }, () => values[next(values.length)]))].map((value) => [name, value])),
  }));
}

// How well items name a function: 2 as their whole name, 1 within it, 0 by what is said of them.
function best(items, terms, whole) {
  const weights = items.map((item) => {
    const within = (text) => text !== null && terms.every((term) => holds(foldedOnce(text), term));
    if (foldedOnce(item.name).replaceAll(WORD, "") === whole) return 2;
    if (within(item.name)) return 1;
    return terms.every((term) => holds(foldedOnce(item.name), term) || (item.note !== null && holds(foldedOnce(item.note), term))) ? 0 : -1;
  });
  const weight = Math.max(-1, ...weights);
  return { weight, items: items.filter((item, i) => weights[i] === weight && weight >= 0) };
}

// What is said of a function in a region (by its name, a country, a prefecture; "" for all).
export function verdict(entry, asked, region) {
  const { sub_services: inside, outside_services: outside, regions } = entry.statement_scope;
  const there = regions.filter(({ name, country, prefecture }) => ["", name, country, `${country}-${prefecture}`].includes(region)).map(({ name }) => name);
  const whole = folded(asked).replaceAll(WORD, "");
  const [named, excluded] = [inside, outside].map((items) => best(items, termsOf(asked), whole));
  const offered = named.items.some((item) => (item.regions ?? []).length === 0 || item.regions.some((name) => there.includes(name)));
  if (there.length === 0) return "記載なし";
  if (offered && named.weight >= excluded.weight) return "対象";
  return excluded.items.length > 0 ? "対象外" : "記載なし";
}

// Functions that are in scope, out of scope and neither, of the service or of another one, in regions of all kinds.
export function questions(entries, count) {
  const next = generator(11);
  const one = (list) => list[next(list.length)];
  return Array.from({ length: count }, (_, i) => {
    const entry = one(entries);
    const { sub_services: inside, outside_services: outside, regions } = entry.statement_scope;
    const other = one(entries).statement_scope;
    const functions = [inside, outside.length > 0 ? outside : inside, other.sub_services, other.outside_services, []][i % 5];
    const name = functions.length > 0 ? one(functions).name : one(["量子計算", "鍵", "VPN", "バックアップ", "API"]);
    const { name: region, country, prefecture } = one(i % 7 === 6 ? other.regions : regions);
    return [entry, i % 4 === 3 ? name.slice(0, 3).trim() : name, one(["", region, country, `${country}-${prefecture}`, "BR"])];
  });
}
