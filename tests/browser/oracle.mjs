// What a search has to find, said once more and in another way than the page
// says it: all terms, each somewhere in the folded text of a service.

const HALF = "ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜｦﾝ";
const FULL = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン";
const SMALL = { ぁ: "あ", ぃ: "い", ぅ: "う", ぇ: "え", ぉ: "お", っ: "つ", ゃ: "や", ゅ: "ゆ", ょ: "よ", ゎ: "わ" };
const OTHER = { 髙: "高", 﨑: "崎", "𠮷": "吉" };

function folded(text) {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[ァ-ヶ]/gu, (kana) => String.fromCodePoint(kana.codePointAt(0) - 96))
    .replace(/[ぁぃぅぇぉっゃゅょゎ]/gu, (kana) => SMALL[kana])
    .replace(/[髙﨑𠮷]/gu, (kanji) => OTHER[kanji])
    .replace(/[\u{fe00}-\u{fe0f}\u{e0100}-\u{e01ef}]/gu, "")
    .replace(/[-‐‑–—−~〜∼ー・「」『』（）()［］[\]【】〈〉《》“”‘’'"\s]/gu, "");
}

function textsOf(entry) {
  return [
    entry.number, entry.name, entry.name_reading, entry.provider.name, entry.provider.reading,
    entry.provider.corporate_number ?? "", entry.statement_scope.overview,
    ...entry.statement_scope.sub_services.flatMap((service) => [service.name, service.note ?? ""]),
    ...entry.statement_scope.regions,
  ];
}

export function expected(entries, query) {
  const terms = query.normalize("NFKC").split(/\s+/u).map(folded).filter((term) => term !== "");
  return entries
    .filter((entry) => {
      // The fields one after another: a term may not run from one into the next.
      const texts = textsOf(entry).map(folded);
      return terms.every((term) => texts.some((text) => text.includes(term)));
    })
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
  const texts = entries.flatMap(textsOf).filter((text) => text.length > 1);
  const part = () => {
    const letters = [...texts[next(texts.length)]].filter((letter) => letter !== "\n");
    const length = 1 + next(6);
    return letters.slice(next(Math.max(1, letters.length - length))).slice(0, length).join("");
  };
  const made = new Set(["存在しない語", "　", "サーバー", "サーバ", "C26", "高崎", "吉見", "()"]);
  while (made.size < count) {
    const way = WAYS[next(WAYS.length)];
    made.add(next(4) === 0 ? `${way(part())} ${part()}` : way(part()));
  }
  return [...made];
}
