// What a search has to find, said once more and in another way than the page says
// it: all terms, each in one text of a service, Latin ones where a word begins, and
// on which side of the scope.

import { readFileSync } from "node:fs";

const SMALL = { ぁ: "あ", ぃ: "い", ぅ: "う", ぇ: "え", ぉ: "お", っ: "つ", ゃ: "や", ゅ: "ゆ", ょ: "よ", ゎ: "わ" };
const OTHER = { 髙: "高", 﨑: "崎", "𠮷": "吉", 澤: "沢", 國: "国", 嶋: "島", 龍: "竜", 齋: "斎", 彌: "弥", 邊: "辺" };
const VU = { ぁ: "ば", ぃ: "び", ぇ: "べ", ぉ: "ぼ", ゅ: "びゆ" };
const WORD = "\u0001"; // where a word begins after a letter or figure

// With a mark before each word that begins after a Latin letter or figure.
function folded(text) {
  return text
    .replace(/[™℠®©]|[(（](?:TM|SM|R)[)）]/giu, "")
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
    .replace(/\s*&\s*/gu, " and ")
    .replace(/[「」『』（）()［］[\]【】〈〉《》“”‘’\s]+/gu, " ")
    .replace(new RegExp(`[ ${WORD}]* [ ${WORD}]*`, "gu"), " ")
    .replace(new RegExp(`(?<![a-z0-9])[ ${WORD}]+|[ ${WORD}]+(?![a-z0-9])`, "gu"), "")
    .replace(new RegExp(`${WORD}+`, "gu"), WORD);
}

function holds(text, term) {
  const letters = term.replaceAll(WORD, "");
  if (!/^[a-z0-9]/.test(letters)) return text.replaceAll(WORD, "").includes(letters);
  const pattern = [...letters].map((letter) => letter.replace(/[\^$.*+?()[\]{}|/]/g, "\\$&")).join(`${WORD}?`);
  return new RegExp(`(?<![a-z0-9])${pattern}|${WORD}${pattern}`, "u").test(text);
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

// "inside", "outside" or null.
function sideOf(entry, term) {
  const scope = entry.statement_scope;
  for (const [side, texts] of [
    ["inside", insideOf(entry)], ["outside", outsideOf(entry)], ["inside", notesOf(scope.sub_services)],
    ["outside", notesOf(scope.outside_services)], ["inside", proseOf(entry)],
  ]) if (texts.map(folded).some((text) => holds(text, term))) return side;
  return null;
}

// The numbers of the services that a query finds on each side, in the order of the list.
export function expected(entries, query) {
  const terms = query.split(/\s+/u).map(folded).filter((term) => /[\p{L}\p{N}]/u.test(term));
  const sides = { inside: [], outside: [] };
  if (terms.length === 0 && query.trim() !== "") return sides;
  for (const entry of entries) {
    const found = terms.map((term) => sideOf(entry, term));
    if (!found.includes(null)) sides[found.includes("outside") ? "outside" : "inside"].push(entry.number);
  }
  return sides;
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
];

export function queries(entries, count) {
  const next = generator(20261124);
  const texts = entries
    .flatMap((entry) => [...insideOf(entry), ...outsideOf(entry), ...notesOf(entry.statement_scope.sub_services), ...proseOf(entry)])
    .filter((text) => text.length > 1);
  const part = () => {
    const letters = [...texts[next(texts.length)]];
    const length = 1 + next(6);
    return letters.slice(next(Math.max(1, letters.length - length))).slice(0, length).join("");
  };
  const made = new Set(["存在しない語", "　", "ー", "()", "サーバー", "サーバ", "C26", "高崎", "吉見", "Private Edition", "AI推論",
    "庁舎内の配線", "通知ID", "R&D", "SSO", "IDaaS", "Kumomidai", "midorino", "KCP", "EDR", "霞ヶ関", "HIROBA™"]);
  while (made.size < count) {
    const way = WAYS[next(WAYS.length)];
    made.add(next(4) === 0 ? `${way(part())} ${part()}` : way(part()));
  }
  return [...made];
}
