/*
 * Up to four services side by side: "compare/?n=C24-0061-2&n=C25-0066-9". The
 * rows and their names stand in the page; this file fills the columns.
 */
import { suggest } from "./combobox.js";
import { saveLines } from "./export.js";
import { keepLanguage, rememberChosen } from "./page.js";
import { fetchIndex } from "./search.js";
import { dateNodes, element, filled, labelOf, spoken, written } from "./text.js";

const COMPARED = 4;
const form = document.getElementById("compare-form");
const table = document.getElementById("compare");
const frame = document.getElementById("compare-frame");
const help = document.getElementById("compare-help");
const result = document.getElementById("compare-result");
const onlyDifferences = document.getElementById("only-differences");
const field = form.elements.add;
const save = document.getElementById("compare-export");
const rows = [...table.tHead.rows, ...table.tBodies[0].rows];
const words = form.dataset;
const known = new Map();
const names = new Map();
let asOf = "";

function numbersOfAddress() {
  const numbers = new URLSearchParams(location.search).getAll("n");
  return [...new Set(numbers)].filter((number) => /^C\d{2}-\d{4}-\d$/.test(number)).slice(0, COMPARED);
}

function addressOf(numbers) {
  const query = numbers.map((number) => `n=${number}`).join("&");
  return query === "" ? location.pathname : `${location.pathname}?${query}`;
}

async function load(number) {
  if (!known.has(number)) {
    const response = await fetch(`${form.dataset.services}${number}/service.json`);
    if (!response.ok) return null;
    known.set(number, (await response.json()).service);
  }
  return known.get(number);
}

function valueAt(service, path) {
  return path.split(".").reduce((value, name) => value?.[name], service);
}

function dateNode(day) {
  const time = document.createElement("time");
  time.dateTime = day;
  time.append(...dateNodes(day));
  return time;
}

/* The keys by which the items of a list are the same. */
const KEYS = {
  entries: (entry) => (entry.regions ? `${entry.name}［${entry.regions.join("、")}］` : entry.name),
  regions: (region) => region.name,
  exclusions: (exclusion) => exclusion.objective,
};

function listNode(kind, items, common) {
  const list = document.createElement("ul");
  for (const item of items) {
    const key = KEYS[kind](item);
    const note = kind === "entries" ? item.note : kind === "exclusions" ? item.reason : null;
    const line = spoken("li", key);
    if (!(common.get(key) > 1)) line.className = "only";
    if (note) {
      line.append(spoken("span", note));
      line.lastChild.className = "note";
    }
    list.append(line);
  }
  return list;
}

function statusNodes(statuses) {
  const list = element("ul", "chips", "");
  for (const status of statuses) {
    const chip = element("li", `chip chip-${status.code}`, "");
    chip.append(element("span", "chip-label", labelOf(status)));
    list.append(chip);
  }
  return list;
}

function fill(cell, kind, value, common) {
  if (value === null || value === undefined || value.length === 0) cell.textContent = "―";
  else if (kind in KEYS) cell.append(listNode(kind, value, common));
  else if (kind === "statuses") cell.append(statusNodes(value));
  else if (kind === "date") cell.append(dateNode(value));
  else if (kind === "period") cell.append(dateNode(value.first_on), " – ", document.createElement("br"), dateNode(value.last_on));
  else if (kind === "presence") cell.textContent = value ? words.exists : words.existsNot;
  else if (kind === "counts") cell.textContent = `${value.implemented} / ${value.total}`;
  else if (kind === "number") cell.textContent = value;
  else cell.append(spoken("span", kind === "prose" ? plain(value) : value));
}

/* Markdown without its marks, a row of a table as a line; the service's page has it in full. */
function plain(markdown) {
  return markdown
    .replaceAll(/\*\*|^#+ |^\|[ :|-]+\|\n/gm, "")
    .replaceAll(/^\| *(.*?) *\|$/gm, (_, row) => row.split(/ *\| */).join("："))
    .replaceAll(/^[-*] /gm, "・");
}

/* In how many services each item of a list stands. */
function commonOf(kind, values) {
  const common = new Map();
  if (!(kind in KEYS)) return common;
  for (const items of values) {
    for (const item of items) common.set(KEYS[kind](item), (common.get(KEYS[kind](item)) ?? 0) + 1);
  }
  return common;
}

/* What of a value is compared. */
function comparable(kind, value) {
  if (kind in KEYS) return value.map(KEYS[kind]).sort().join("\n");
  if (kind === "statuses") return value.map((status) => status.code).join(" ");
  if (kind === "counts") return `${value.implemented} / ${value.total}`;
  return JSON.stringify(value);
}

function headCell(service) {
  const cell = document.createElement("th");
  const link = spoken("a", service.name);
  const remove = element("button", "quiet", words.takeAway);
  cell.scope = "col";
  link.href = `${words.pages}${service.number}/`;
  remove.type = "button";
  remove.append(element("span", "unseen", filled(words.takeAwayName, service.name)));
  remove.addEventListener("click", () => {
    show(numbersOfAddress().filter((number) => number !== service.number), true);
    field.focus();
  });
  cell.append(link, remove);
  return cell;
}

function fillRow(row, services) {
  const { kind, path } = row.dataset;
  while (row.cells.length > 1) row.lastElementChild.remove();
  if (kind === "name") {
    row.append(...services.map(headCell));
    return;
  }
  const values = services.map((service) => valueAt(service, path));
  const common = commonOf(kind, values);
  const differs = kind !== "number" && new Set(values.map((value) => comparable(kind, value))).size > 1;
  row.querySelector(".mark-differs")?.remove();
  if (differs) row.cells[0].append(element("span", "mark-differs", words.differs));
  row.hidden = onlyDifferences.checked && !differs;
  for (const value of values) {
    const cell = document.createElement("td");
    fill(cell, kind, value, services.length > 1 ? common : new Map([...common.keys()].map((key) => [key, 2])));
    row.append(cell);
  }
}

async function show(numbers, pushes) {
  const services = (await Promise.all(numbers.map(load))).filter((service) => service !== null);
  const shown = services.map((service) => service.number);
  if (pushes) history.pushState(null, "", addressOf(shown));
  for (const row of rows) fillRow(row, services);
  frame.hidden = services.length === 0;
  help.hidden = services.length < 2;
  field.disabled = services.length >= COMPARED;
  field.value = "";
  save.hidden = services.length === 0;
  rememberChosen(shown);
  keepLanguage();
  const missing = numbers.length - services.length;
  result.textContent =
    missing > 0 ? filled(words.missing, missing) : filled(words.comparing, services.length);
}

const textOf = (service) => `${service.name}（${service.number}）`;

async function fillChoices() {
  const data = await fetchIndex(form.dataset.index);
  asOf = data.as_of;
  for (const service of data.services) {
    names.set(textOf(service), service.number).set(service.number, service.number);
    // A name that two services have leads to neither.
    names.set(service.name, names.has(service.name) ? null : service.number);
  }
  suggest(field, data.services.map(textOf));
}

/* The comparison as it stands on the page: a line for each item, a column for each service. */
function saveComparison() {
  const lines = rows.filter((row) => !row.hidden).map((row) =>
    [...row.cells].map((cell, index) => {
      const copy = cell.cloneNode(true);
      for (const extra of copy.querySelectorAll("button, .mark-differs, .era")) extra.remove();
      for (const note of copy.querySelectorAll(".note")) note.prepend(" — ");
      const items = [...copy.querySelectorAll("li")].map((item) => item.textContent.trim());
      return index > 0 && items.length > 0 ? items.join("\n") : copy.textContent.trim();
    }));
  return saveLines(form, `ismap-comparison-${asOf}.csv`, asOf, lines);
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const wanted = field.value.trim();
  if (wanted === "") return;
  const number = names.get(wanted);
  if (number) show([...numbersOfAddress(), number], true);
  else result.textContent = filled(words.unknown, wanted);
});
save.addEventListener("click", saveComparison);
onlyDifferences.addEventListener("change", () => show(numbersOfAddress(), false));
window.addEventListener("popstate", () => show(numbersOfAddress(), false));

await fillChoices();
document.getElementById("compare-lead").textContent = filled(words.lead, written(asOf));
form.hidden = false;
await show(numbersOfAddress(), false);
