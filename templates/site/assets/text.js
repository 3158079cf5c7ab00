/*
 * Text as the pages write it and as people search for it.
 */
import { VARIANTS } from "./variants.js";

const SMALL = "ぁぃぅぇぉっゃゅょゎゕゖ";
const LARGE = "あいうえおつやゆよわかけ";
const VU = { ぁ: "ば", ぃ: "び", ぇ: "べ", ぉ: "ぼ", ゅ: "びゆ" };

const MARK_OF_RIGHT = /[™℠®©]|[（(](?:TM|SM|R)[)）]/giu;
const GROUP = /[\s\S]\p{M}*[ﾞﾟ゛゜]?/gu;
const DROPPED = /[\p{Pd}\p{Ps}\p{Pe}\p{Pi}\p{Pf}\p{Cf}・ー~〜∼−'".,]/u;
const PARTING = /[\p{Ps}\p{Pe}\p{Pi}\p{Pf}]/u;
const BREAKING = /[\p{Pd}・−.,]/u;
const LATIN = /[a-z0-9]/;

const known = new Map();

/* One group of characters: to what all that reads the same is folded, and what of it matters to its neighbours. */
function groupOf(group) {
  const found = known.get(group);
  if (found !== undefined) return found;
  const plain = group.replace("゛", "\u3099").replace("゜", "\u309a").normalize("NFKC").toLowerCase();
  // Accents go, the marks of kana stay.
  const bare = /^\p{Script=Han}/u.test(plain) ? plain.replace(/[\ufe00-\ufe0f\u{e0100}-\u{e01ef}]/gu, "")
    : plain.normalize("NFD").replace(/[\u0300-\u036f\ufe00-\ufe0f\u{e0100}-\u{e01ef}]/gu, "").normalize("NFC");
  let folded = "";
  for (const character of bare) {
    const code = character.codePointAt(0);
    if (character === "\n") folded += character;
    else if (/\s/u.test(character)) folded += " ";
    else if (!DROPPED.test(character)) {
      folded += code >= 0x30a1 && code <= 0x30f6 ? String.fromCodePoint(code - 0x60) : (VARIANTS.get(character) ?? character);
    }
  }
  const made = {
    folded,
    parts: folded === " " || (folded === "" && PARTING.test(group)),
    breaks: BREAKING.test(group),
    isSmall: /\p{Ll}/u.test(group),
    isCapital: /\p{Lu}/u.test(group),
    isCounter: /[ケヶヵゖゕｹ]/u.test(group),
    large: folded !== "" && SMALL.includes(folded) ? LARGE[SMALL.indexOf(folded)] : null,
    begins: { isLatin: /^[a-z0-9]/.test(folded), isFigure: /^[0-9]/.test(folded) },
    ends: { isLatin: /[a-z0-9]$/.test(folded), isLetter: /[a-z]$/.test(folded), isFigure: /[0-9]$/.test(folded), isHanOrFigure: /[\p{Script=Han}0-9]$/u.test(folded) },
    hasHanOrFigure: /[\p{Script=Han}0-9]/u.test(folded),
  };
  known.set(group, made);
  return made;
}

/*
 * Text folded to one form for what reads the same: full and half width, case,
 * hiragana and katakana, small kana, long vowels and hyphens, accents,
 * dots and marks of right, variants of kanji, ケ between kanji, "&" and "and".
 *
 *	text      the folded text; a blank stands only between two Latin words, for
 *	          blanks and brackets alike
 *	breaks    where inside of Latin letters and figures a word begins: after a
 *	          hyphen or dot, at a capital after a small letter, at a figure
 *	from      for each character of the text, where in the original it comes from,
 *	          and one more for the end
 *	initials  the Latin letters and figures with which its words begin
 */
export function folding(original) {
  const groups = original.replace(MARK_OF_RIGHT, (mark) => "\u200b".repeat(mark.length)).match(GROUP) ?? [];
  const breaks = new Set();
  const from = [];
  let text = "";
  let at = 0;
  let blank = -1;
  let broken = false;
  let before = groupOf("");

  function add(group, place) {
    if (group.begins.isLatin && before.ends.isLatin) {
      if (blank >= 0) {
        text += " ";
        from.push(blank);
      } else if (broken || (before.isSmall && group.isCapital) || (before.ends.isLetter && group.begins.isFigure)) {
        breaks.add(text.length);
      }
    }
    text += group.folded;
    for (let i = 0; i < group.folded.length; i++) from.push(place);
    blank = -1;
    broken = false;
    before = group;
  }

  for (let i = 0; i < groups.length; i++) {
    const group = groupOf(groups[i]);
    const place = at;
    at += groups[i].length;
    if (group.parts) {
      if (blank < 0) blank = place;
    } else if (group.folded === "") {
      broken ||= group.breaks;
    } else if (group.folded === "&") {
      blank = place;
      add(groupOf("and"), place);
      blank = at;
    } else if (group.folded === "ゔ") {
      const vowel = VU[groupOf(groups[i + 1] ?? "").folded];
      if (vowel !== undefined) at += groups[++i].length;
      add(groupOf(vowel ?? "ぶ"), place);
    } else if ((group.isCounter || (group.folded === "か" && before.ends.isFigure)) &&
        before.ends.isHanOrFigure && groupOf(groups[i + 1] ?? "").hasHanOrFigure) {
      add(groupOf("が"), place);
    } else {
      add(group.large === null ? group : groupOf(group.large), place);
    }
  }
  from.push(at);
  const folded = { text, breaks, from, initials: "" };
  for (let i = 0; i < text.length; i++) {
    if (isHead(folded, i, i + 1) && !folded.initials.includes(text[i])) folded.initials += text[i];
  }
  return folded;
}

export function fold(text) {
  return folding(text).text;
}

/* The terms of a query, parted by blanks, 、 and 。, or null where it has no letter and no figure. */
export function termsOf(query) {
  const terms = query.split(/[\s、。]+/u).map((term) => fold(term).replaceAll("\n", ""))
    .filter((term) => /[\p{L}\p{N}]/u.test(term));
  return terms.length === 0 && query.trim() !== "" ? null : terms;
}

/* Whether Latin letters and figures from one place to another begin a word and do not end inside of what is one sign, as "&". */
function isHead({ text, breaks, from }, at, end) {
  return LATIN.test(text[at]) && from[end] !== from[end - 1] && (at === 0 || !LATIN.test(text[at - 1]) || breaks.has(at));
}

/* Where a term stands in a folded text, or -1: Latin letters and figures only where a word begins. */
export function placeOf(term, folded) {
  const { text } = folded;
  if (!LATIN.test(term[0])) return text.indexOf(term);
  for (let at = text.indexOf(term); at >= 0; at = text.indexOf(term, at + 1)) {
    if (isHead(folded, at, at + term.length)) return at;
  }
  return -1;
}

/* Whether a term is one Latin letter or figure, which the initials of a folded text answer at once. */
export function isInitial(term) {
  return term.length === 1 && LATIN.test(term);
}

const IN_ENGLISH = document.documentElement.lang === "en";

/* "{0}件のうち{1}件" with its holes filled. */
export function filled(text, ...values) {
  return text.replace(/\{(\d)\}/g, (hole, index) => values[index]);
}

export function labelOf(status) {
  return IN_ENGLISH ? status.label_en : status.label;
}

/* A name in the language of the page. */
export function named({ ja, en }) {
  return IN_ENGLISH ? en : ja;
}

/* A number as the page writes it: 2,103. */
export function counted(number) {
  return String(number).replace(/\B(?=(\d{3})+$)/g, ",");
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

/* As the generator tells it: what has Latin letters, but neither kana nor kanji, is English. */
export function languageOf(text) {
  return /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text) || !/\p{Script=Latin}/u.test(text) ? "ja" : "en";
}

/* An element with a word of the data, in its language. */
export function spoken(name, text) {
  const made = element(name, "", text);
  made.lang = languageOf(text);
  return made;
}

/* Words of the data in a line, each in its language. */
export function spokenLine(texts) {
  return texts.flatMap((text, index) => (index === 0 ? [] : [spoken("span", "、")]).concat(spoken("span", text)));
}

export function element(name, className, text) {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = text;
  return made;
}
