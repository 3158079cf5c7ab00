/*
 * What changed in the list from one day to another, by the log of changes. The days, the
 * number and the kind stand in the address, so that an answer can be sent on and cited.
 */
import { keepLanguage, saveFile } from "./page.js";
import { languageOf } from "./text.js";

const form = document.getElementById("between-form");
const words = form.dataset;
const fields = form.elements;
const box = document.getElementById("between");
const result = document.getElementById("between-result");
const save = document.getElementById("between-export");
const english = document.documentElement.lang === "en";
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const CELLS = 1000000;
let rows = [];
let shown = [];

let dayOfList = "";

function monthBefore(day) {
  const date = new Date(day);
  date.setUTCDate(date.getUTCDate() - 31);
  return date.toISOString().slice(0, 10);
}

const labelOf = (row) => (english ? row.label_en : row.label);
const filled = (text, ...values) => text.replace(/\{(\d)\}/g, (hole, index) => values[Number(index)] ?? hole);
const written = (day) => new Intl.DateTimeFormat(english ? "en-GB" : "ja", { dateStyle: "long", timeZone: "UTC" }).format(new Date(day));

function element(name, text, attributes = {}) {
  const node = document.createElement(name);
  node.append(text);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  return node;
}

const segmenter = new Intl.Segmenter("ja", { granularity: "word" });
const split = (text) => [...segmenter.segment(text)].map((one) => one.segment);

/* For each word of both texts, whether the other lacks it: the longest common subsequence. */
function compareWords(old, now) {
  let first = 0;
  let ends = [old.length, now.length];
  const marks = [old, now].map((list) => list.map(() => true));
  while (first < Math.min(...ends) && old[first] === now[first]) marks[0][first] = marks[1][first++] = false;
  while (Math.min(...ends) > first && old[ends[0] - 1] === now[ends[1] - 1]) {
    ends = ends.map((end) => end - 1);
    marks[0][ends[0]] = marks[1][ends[1]] = false;
  }
  const [height, width] = ends.map((end) => end - first);
  if (height * width > CELLS) return marks;
  const longest = Array.from({ length: height + 1 }, () => new Uint16Array(width + 1));
  for (let i = height - 1; i >= 0; i--) {
    for (let k = width - 1; k >= 0; k--) {
      longest[i][k] = old[first + i] === now[first + k] ? longest[i + 1][k + 1] + 1 : Math.max(longest[i + 1][k], longest[i][k + 1]);
    }
  }
  for (let i = 0, k = 0; i < height && k < width;) {
    if (old[first + i] === now[first + k]) marks[0][first + i++] = marks[1][first + k++] = false;
    else if (longest[i + 1][k] >= longest[i][k + 1]) i++;
    else k++;
  }
  return marks;
}

function marked(list, marks) {
  const span = element("span", "", { lang: languageOf(list.join("")) });
  list.forEach((word, index) => span.append(marks?.[index] ? element("mark", word) : word));
  return span;
}

function sides(row) {
  const [old, now] = [row.old, row.new].map((text) => (text === null ? [] : split(text)));
  const marks = row.old === null || row.new === null ? [] : compareWords(old, now);
  const list = [];
  if (row.old !== null) list.push(element("del", element("span", words.old, { class: "change-mark" })));
  list.at(-1)?.append(marked(old, marks[0]));
  if (row.new !== null) {
    const mark = element("ins", element("span", words.new, { class: "change-mark" }));
    mark.append(marked(now, marks[1]));
    list.push(mark);
  }
  return list;
}

/* One event: its rows are the items that it changed. */
function article(rowsOfEvent) {
  const row = rowsOfEvent[0];
  const node = element("article", "", { class: "day-entry" });
  const title = element("h3", row.listed === false ? row.name : element("a", row.name, { href: `${words.pages}${row.number}/#${row.id}` }), { lang: languageOf(row.name) });
  const line = element("p", element("span", labelOf(row), { class: `event-label event-label-${row.code}` }), { class: "day-entry-line" });
  line.append(" ", element("span", row.number, { class: "number" }), " ", element("span", `${words.rules}${row.clause}`, { class: "clause" }));
  node.append(title, line);
  if (row.reason) node.append(element("p", `${words.reason}${row.reason}`));
  const changes = rowsOfEvent.filter((one) => one.item_label !== null);
  if (changes.length > 0) {
    const list = element("dl", "");
    for (const one of changes) {
      const part = element("div", element("dt", element("span", one.item, { class: "item-number" })));
      part.firstChild.append(english ? one.item_label_en : one.item_label);
      const text = element("dd", "");
      text.append(...sides(one));
      part.append(text);
      list.append(part);
    }
    node.append(element("div", list, { class: "changes" }));
  }
  return node;
}

/* An address is anybody's text: what is no day is none. Without anything, the last month is asked for. */
function asked() {
  const parameters = new URLSearchParams(location.search === "" ? { from: monthBefore(dayOfList) } : location.search);
  const day = (name) => (DAY.test(parameters.get(name) ?? "") ? parameters.get(name) : "");
  return { from: day("from"), to: day("to"), n: (parameters.get("n") ?? "").trim(), kind: parameters.get("kind") ?? "" };
}

function show() {
  const of = asked();
  for (const name of ["from", "to", "n", "kind"]) fields[name].value = of[name];
  if (fields.kind.selectedIndex < 0) fields.kind.value = of.kind = "";
  keepLanguage();
  box.replaceChildren();
  if (of.from !== "" && of.to !== "" && of.from > of.to) {
    result.textContent = words.backwards;
    save.hidden = true;
    return;
  }
  shown = rows.filter((row) => (of.from === "" || row.published_on >= of.from) && (of.to === "" || row.published_on <= of.to) &&
    (of.n === "" || row.number === of.n) && (of.kind === "" || row.code === of.kind));
  const events = new Map();
  for (const row of shown) {
    const key = `${row.number}#${row.id}`;
    events.set(key, [...(events.get(key) ?? []), row]);
  }
  let day = null;
  for (const rowsOfEvent of [...events.values()].reverse()) {
    if (rowsOfEvent[0].published_on !== day) {
      day = rowsOfEvent[0].published_on;
      box.append(element("h2", element("time", written(day), { datetime: day })));
    }
    box.append(article(rowsOfEvent));
  }
  result.textContent = filled(words.found, String(events.size));
  save.hidden = shown.length === 0;
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const parameters = new URLSearchParams([...new FormData(form)].filter(([, value]) => value.trim() !== ""));
  history.pushState(null, "", `?${parameters}`);
  show();
});
window.addEventListener("popstate", show);
save.addEventListener("click", () => {
  const of = asked();
  saveFile(filled(words.file, of.from || "all", of.to || "now"), shown.map((row) => `${JSON.stringify(row)}\n`).join(""), "application/jsonl");
});

try {
  const [log, index] = await Promise.all([words.log, words.index].map(async (address) => {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(String(answer.status));
    return answer.text();
  }));
  ({ as_of: dayOfList } = JSON.parse(index));
  rows = log.split("\n").filter((line) => line !== "").map((line) => JSON.parse(line));
  const gone = new Set(rows.filter((row) => row.code === "removal").map((row) => row.number));
  for (const row of rows) row.listed = !gone.has(row.number);
  for (const code of new Set(rows.map((row) => row.code))) fields.kind.append(new Option(labelOf(rows.find((row) => row.code === code)), code));
  form.hidden = false;
  document.getElementById("between-lead").textContent = filled(words.lead, written(dayOfList));
  show();
} catch {
  document.getElementById("between-lead").textContent = words.failed;
}
