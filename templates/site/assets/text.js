/*
 * Text as the pages write it and as people search for it.
 */

/* Characters that people type for one another and NFKC keeps apart. */
const VARIANTS = { 髙: "高", 﨑: "崎", "𠮷": "吉", 邊: "辺", 邉: "辺", 濵: "浜", 德: "徳" };
const SMALL = "ぁぃぅぇぉっゃゅょゎゕゖ";
const LARGE = "あいうえおつやゆよわかけ";

/* One form for what reads the same: full and half width, case, hiragana and
 * katakana, small kana, long vowels and hyphens, brackets and dots. */
export function fold(text) {
  let folded = "";
  const plain = text.normalize("NFKC").toLowerCase();
  for (const character of plain) {
    const code = character.codePointAt(0);
    if ((code >= 0xfe00 && code <= 0xfe0f) || (code >= 0xe0100 && code <= 0xe01ef)) continue;
    if (/[\s\p{Pd}\p{Ps}\p{Pe}\p{Pi}\p{Pf}\p{Cf}・ー~〜∼−'"™®©]/u.test(character)) continue;
    let kana = code >= 0x30a1 && code <= 0x30f6 ? String.fromCodePoint(code - 0x60) : character;
    const small = SMALL.indexOf(kana);
    if (small >= 0) kana = LARGE[small];
    folded += VARIANTS[kana] ?? kana;
  }
  return folded;
}

export function termsOf(query) {
  return query.normalize("NFKC").split(/\s+/u).map(fold).filter((term) => term !== "");
}

const IN_ENGLISH = document.documentElement.lang === "en";

/* "{0}件のうち{1}件" with its holes filled. */
export function filled(text, ...values) {
  return text.replace(/\{(\d)\}/g, (hole, index) => values[index]);
}

export function labelOf(status) {
  return IN_ENGLISH ? status.label_en : status.label;
}

/* A day as the language of the page writes it. */
export function written(day) {
  const [year, month, date] = day.split("-").map(Number);
  if (!IN_ENGLISH) return `${year}年${month}月${date}日`;
  return new Date(Date.UTC(year, month - 1, date)).toLocaleDateString("en-GB", {
    day: "numeric", month: "long", year: "numeric", timeZone: "UTC",
  });
}

function era(day) {
  const [year, month, date] = day.split("-").map(Number);
  const [name, first] = day >= "2019-05-01" ? ["令和", 2019] : ["平成", 1989];
  const count = year - first + 1;
  return `（${name}${count === 1 ? "元" : count}年${month}月${date}日）`;
}

/* What stands in <time>: English pages have no era. */
export function dateNodes(day) {
  return IN_ENGLISH ? [written(day)] : [written(day), element("span", "era", era(day))];
}

export function element(name, className, text) {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = text;
  return made;
}

