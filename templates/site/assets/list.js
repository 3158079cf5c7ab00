/*
 * Search, filters and sorting of the list. Without this file the list is
 * complete and readable; with it, the state of the search stands in the URL.
 */
import { saveServices } from "./export.js";
import { FACETS, facetsOf } from "./facets.js";
import { chosenNumbers, keepLanguage, rememberChosen } from "./page.js";
import { resultsOf } from "./results.js";
import { fetchIndex, fetchScopes, hitsOf, placeInText } from "./search.js";
import { counted, dateNodes, element, filled, labelOf, languageOf, spoken, spokenLine, written } from "./text.js";

const ROWS_SHOWN = 25;
const COMPARED = 4;
const ROWS_AT_ONCE = 6;
const ADDRESS_MS = 300;
const form = document.getElementById("search");
const table = document.getElementById("list");
const body = table.tBodies[0];
const result = document.getElementById("result");
const reset = document.getElementById("reset");
const sort = document.getElementById("sort");
const filters = document.getElementById("filters");
const active = document.getElementById("active");
const pager = document.querySelector(".pager");
const captionCount = table.querySelector(".caption-count");
const words = form.dataset;
const sample = body.rows[0]?.cloneNode(true);
const rowsOfPage = new Map([...body.rows].map((row) => [row.dataset.number, row]));
let rows = new Map(rowsOfPage);
const statusOrder = [...form.querySelectorAll("[name=status]")].map((box) => box.value);
const facets = facetsOf(form);

let loading = null;
let scopes = null; // while they are waited for
let data = { services: [] };

/* The data of the search, once: names answer first, and what is in scope when it has come. */
function load() {
  loading ??= (async () => {
    data = { ...(await fetchIndex(words.index)), statusOrder };
    facets.fill(data);
    scopes = fetchScopes(words.scopes, data).then(() => {
      scopes = null;
      rows = new Map(rowsOfPage);
      if (state !== null) apply(state);
    });
    scopes.catch(fail);
  })();
  return loading;
}

/* Rows: those of the page are used again, others are made from the first. */

function fillDate(time, day) {
  time.dateTime = day;
  time.replaceChildren(...dateNodes(day));
}

function chip(status) {
  const item = element("li", `chip chip-${status.code}`, "");
  item.append(element("span", "chip-label", labelOf(status)));
  if (status.code !== "registered") {
    const detail = filled(words.since, written(status.since), status.clause);
    item.append(" ", element("span", "chip-detail", detail));
  }
  return item;
}

function rowOf(service) {
  const known = rows.get(service.number);
  if (known) return known;
  const row = sample.cloneNode(true);
  const [name, dates, status, scope, regions] = row.cells;
  const [expires, registered] = dates.querySelectorAll("time");
  const more = service.inside.length - 3;
  row.dataset.number = service.number;
  name.querySelector("a").href = `${words.root}services/${service.number}/`;
  name.querySelector("a").textContent = service.name;
  name.querySelector("a").lang = languageOf(service.name);
  name.querySelector(".provider").textContent = service.provider;
  name.querySelector(".provider").lang = languageOf(service.provider);
  name.querySelector(".number").textContent = service.number;
  fillDate(expires, service.expires_on);
  fillDate(registered, service.registered_on);
  status.querySelector(".chips").replaceChildren(...service.statuses.map(chip));
  scope.firstElementChild.replaceChildren(...spokenLine(service.inside.slice(0, 3).map((item) => item.name)));
  scope.querySelector(".more")?.remove();
  if (more > 0) scope.append(element("span", "more", ` ${filled(words.others, more)}`));
  regions.firstElementChild.replaceChildren(...spokenLine(service.regions.map((region) => region.name)));
  rows.set(service.number, row);
  addChoice(row);
  return row;
}

/* A text with the places of hits marked; a long one is cut around the first. */
function markedText(hits, length) {
  const text = hits[0].field.original;
  const places = hits.map(placeInText).sort((a, b) => a[0] - b[0]);
  const [first, end] = places[0];
  let at = first > length ? first - length / 2 : 0;
  const to = Math.min(text.length, Math.max(end + length / 2, at + length));
  const nodes = at > 0 ? ["…"] : [];
  for (const [from, until] of places.filter((place) => place[1] <= to)) {
    if (from < at) continue;
    nodes.push(text.slice(at, from), element("mark", "", text.slice(from, until)));
    at = until;
  }
  return [...nodes, text.slice(at, to), to < text.length ? "…" : ""].filter((node) => node !== "");
}

/* Of a function that only some regions have, which. */
const placesOf = (item) => (item.regions?.length > 0 ? `（${item.regions.join("、")}）` : "");

/* What a row does not show by itself, and the words for it. */
const LABELS = {
  reading: "reading", providerReading: "reading", alias: "alias", former: "former", corporate: "corporate", territory: "region", prose: "overview",
  inside: "inScope", note: "inScope", outside: "outOfScope", outsideNote: "outOfScope",
};

/* Why a row is there: a line for each text with terms that the row does not show. */
function reasonsOf(hits) {
  return [...new Set(hits.map((hit) => hit.field))].filter(({ kind }) => kind in LABELS).map((field) => {
    const { kind, item, original } = field;
    const own = hits.filter((hit) => hit.field === field);
    const line = element("span", `why${LABELS[kind] === "outOfScope" ? " why-outside" : ""}`, "");
    const text = element("span", "", "");
    const isName = item === undefined || original === item.name;
    const marked = spoken("span", original);
    marked.replaceChildren(...markedText(own, item === undefined ? 40 : isName ? 80 : 60));
    const note = isName ? item?.note : null;
    text.append(...(isName ? [marked, item ? placesOf(item) : ""] : [spoken("span", item.name), placesOf(item), " — ", marked]));
    if (note) text.append(" — ", spoken("span", note));
    line.append(element("span", "why-side", words[LABELS[kind]]), text);
    return line;
  });
}

function explained({ service }) {
  const row = rowOf(service);
  const name = row.cells[0];
  for (const line of name.querySelectorAll(".why")) line.remove();
  name.querySelector(".number").after(...reasonsOf(hitsOf(service, terms)));
  return row;
}

function wideRow(className, text) {
  const row = element("tr", className, "");
  const cell = element("td", "", text);
  cell.colSpan = table.tHead.rows[0].cells.length;
  row.append(cell);
  return row;
}

const moreButton = element("button", "quiet more-rows", "");
moreButton.type = "button";
table.after(moreButton);
moreButton.hidden = true;
moreButton.addEventListener("click", () => {
  const first = shown;
  shown += ROWS_SHOWN;
  show();
  rowOf(found[first].service).querySelector("a").focus();
});

/* Services chosen for comparison, at most four, in the order chosen; kept while the window is open. */

const compareBar = document.getElementById("compare-bar");
const compareLink = document.getElementById("compare-link");
const compareClear = document.getElementById("compare-clear");
const compareText = compareLink.textContent;
let chosen = chosenNumbers();

function showChosen() {
  // Of few that are found, none has to be chosen.
  const few = chosen.length === 0 && state !== null && found.length > 1 && found.length <= COMPARED;
  const compared = few ? found.map((entry) => entry.service.number) : chosen;
  compareBar.hidden = compared.length === 0;
  compareClear.hidden = few;
  compareLink.href = `${compareBar.dataset.page}?${compared.map((number) => `n=${number}`).join("&")}`;
  compareLink.textContent = `${few ? words.compareFound : compareText}${filled(words.chosen, compared.length)}`;
  for (const row of body.rows) {
    const box = row.querySelector(".choose input");
    if (!box) continue;
    box.checked = chosen.includes(row.dataset.number);
    box.disabled = !box.checked && chosen.length >= COMPARED;
  }
}

function choose(numbers) {
  chosen = numbers;
  rememberChosen(chosen);
  showChosen();
}

function addChoice(row) {
  const name = row.querySelector("a").textContent.trim();
  const label = element("label", "choose", "");
  const box = document.createElement("input");
  box.type = "checkbox";
  label.append(box, element("span", "", words.choose), element("span", "unseen", filled(words.chooseName, name)));
  row.cells[0].append(label);
}

body.addEventListener("change", (event) => {
  const { number } = event.target.closest("tr").dataset;
  choose(event.target.checked ? [...chosen, number] : chosen.filter((other) => other !== number));
});
compareClear.addEventListener("click", () => {
  choose([]);
  form.elements.q.focus();
});
window.addEventListener("pageshow", () => {
  chosen = chosenNumbers();
  showChosen();
  fillForm(state ?? stateOfAddress());
});
for (const row of rows.values()) addChoice(row);

/* The state: in the form, in the URL, in the heads of the columns. */

let found = [];
let inside = 0;
let terms = [];
let shown = ROWS_SHOWN;
let state = null;

function stateOfForm() {
  return { q: form.elements.q.value.trim(), ...facets.state(), sort: sort.value };
}

function stateOfAddress() {
  const parameters = new URLSearchParams(location.search);
  const key = parameters.get("sort") ?? "";
  return {
    q: parameters.get("q") ?? "",
    ...facets.stateOf(parameters),
    sort: [...sort.options].some((option) => option.value === key) ? key : "",
  };
}

function addressOf(of) {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(of)) {
    for (const one of [value].flat()) if (one) parameters.append(name, one);
  }
  const query = parameters.toString();
  return query === "" ? location.pathname : `${location.pathname}?${query}`;
}

function isNarrowed(of) {
  return of.q !== "" || FACETS.some((name) => of[name].length > 0);
}

function fillForm(of) {
  form.elements.q.value = of.q;
  sort.value = of.sort;
  facets.set(of);
}

function markHeads(key) {
  const [name, direction] = key.startsWith("-") ? [key.slice(1), "descending"] : [key, "ascending"];
  for (const head of table.tHead.rows[0].cells) {
    if (head.dataset.sort === name) head.setAttribute("aria-sort", direction);
    else head.removeAttribute("aria-sort");
  }
}

/* What is searched for, in words: for readers, for print and for saved tables. */
function conditionsOf(of) {
  return [...(of.q === "" ? [] : [{ name: "q", value: of.q, text: `${words.query}：${of.q}` }]), ...facets.conditions(of)];
}

function showActive(of) {
  const conditions = conditionsOf(of);
  active.hidden = conditions.length === 0;
  active.replaceChildren(...conditions.map(({ name, value, text }) => {
    const item = document.createElement("li");
    const button = element("button", "active-filter", text);
    button.type = "button";
    button.append(element("span", "unseen", words.takeOff));
    button.addEventListener("click", () => {
      const rest = { ...stateOfForm() };
      rest[name] = Array.isArray(rest[name]) ? rest[name].filter((one) => one !== value) : "";
      fillForm(rest);
      run(rest, "pushState");
      (active.querySelector("button") ?? form.elements.q).focus();
    });
    item.append(button);
    return item;
  }));
  document.getElementById("printed").textContent =
    filled(words.head, written(data.as_of), conditions.map(({ text }) => text).join(" ／ ") || "―");
}

/* The rows of what was found from one place to another, with what stands between them. */
function rowsOf(from, to) {
  const made = [];
  if (from === 0 && inside === 0) made.push(wideRow("nothing", scopes === null ? words.none : words.searching));
  for (let i = from; i < Math.min(to, found.length); i++) {
    if (i === inside) made.push(wideRow("divider", filled(words.outsideHead, counted(found.length - inside))));
    made.push(explained(found[i]));
  }
  return made;
}

/* A row that stands where it belongs is not taken out: it would be laid out anew. */
function draw(made) {
  const focused = body.contains(document.activeElement) ? document.activeElement : null;
  for (const [index, row] of made.entries()) {
    if (body.rows[index] !== row) body.insertBefore(row, body.rows[index] ?? null);
  }
  while (body.rows.length > made.length) body.lastElementChild.remove();
  if (focused?.isConnected) focused.focus({ preventScroll: true });
}

function showBeside() {
  moreButton.hidden = found.length <= shown;
  moreButton.textContent = filled(words.more, Math.min(ROWS_SHOWN, found.length - shown));
  showChosen();
}

function show() {
  draw(rowsOf(0, shown));
  showBeside();
}

let drawn = 0;
let finishing = 0;

/*
 * What the window shows is drawn at once; then what is below, in turns that let somebody type
 * on, and at last what is beside it, unless there is something newer.
 */
function showSoon(finish) {
  cancelAnimationFrame(drawn);
  clearTimeout(finishing);
  const isSeen = body.getBoundingClientRect().top < window.innerHeight;
  const end = () => {
    finish();
    table.removeAttribute("aria-busy");
  };
  if (document.hidden || (isSeen && found.length <= ROWS_AT_ONCE)) {
    show();
    return end();
  }
  let count = isSeen ? ROWS_AT_ONCE : 0;
  const made = isSeen ? rowsOf(0, count) : [];
  // What stood below stays for that moment: the page keeps its height.
  const drawAbove = () => draw([...made, ...[...body.rows].slice(made.length).filter((row) => !made.includes(row))]);
  const turn = () => {
    const to = Math.min(count + ROWS_AT_ONCE, shown);
    made.push(...rowsOf(count, to));
    count = to;
    if (count < Math.min(shown, found.length)) {
      drawAbove();
      finishing = setTimeout(turn);
    } else {
      draw(made);
      showBeside();
      finishing = setTimeout(end);
    }
  };
  drawAbove();
  table.setAttribute("aria-busy", "true");
  drawn = requestAnimationFrame(() => { finishing = setTimeout(turn); });
}

function apply(of) {
  const results = resultsOf(data, of);
  ({ found, inside, terms } = results);
  state = of;
  shown = ROWS_SHOWN;
  showSoon(() => facets.count(results.counts));
  showActive(of);
  markHeads(of.sort || (of.q === "" ? "number" : ""));
  if (pager) pager.hidden = true;
  captionCount.textContent = filled(words.count, counted(inside));
  reset.hidden = !isNarrowed(of);
  result.textContent = filled(words.found, counted(data.services.length), counted(inside)) +
    (found.length > inside ? filled(words.outside, counted(found.length - inside)) : "") +
    (scopes !== null && of.q !== "" ? words.searchingScopes : "");
}

function fail() {
  loading = null;
  result.textContent = words.failed;
}

let settling = 0;

/* The state stands in the address: while somebody types, as soon as they pause, since browsers take their time for it. */
function settle(of, history) {
  clearTimeout(settling);
  const address = addressOf(of);
  if (address !== location.pathname + location.search) window.history[history](null, "", address);
  keepLanguage();
}

function run(of, history, waits = 0) {
  const waiting = setTimeout(() => { result.textContent = words.searching; }, 150);
  load().then(() => {
    clearTimeout(waiting);
    const valid = facets.validated(of);
    apply(valid);
    clearTimeout(settling);
    if (waits === 0) settle(valid, history);
    else settling = setTimeout(() => settle(valid, history), waits);
  }, () => {
    clearTimeout(waiting);
    fail();
  });
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  run(stateOfForm(), "pushState");
});
form.addEventListener("focusin", () => load().catch(fail));
form.elements.q.addEventListener("input", (event) => {
  if (!event.isComposing) run(stateOfForm(), "replaceState", ADDRESS_MS);
});
form.elements.q.addEventListener("blur", () => { if (state !== null) settle(state, "replaceState"); });
form.elements.q.addEventListener("compositionend", () => run(stateOfForm(), "replaceState"));
form.addEventListener("change", (event) => {
  if (event.target.name && event.target !== form.elements.q) run(stateOfForm(), "pushState");
});
sort.addEventListener("change", () => run(stateOfForm(), "pushState"));
reset.addEventListener("click", () => {
  const none = { ...stateOfForm(), q: "" };
  for (const name of FACETS) none[name] = [];
  fillForm(none);
  form.elements.q.focus();
  run(none, "pushState");
});
window.addEventListener("popstate", () => {
  const of = stateOfAddress();
  fillForm(of);
  run(of, "replaceState");
});
document.getElementById("export").addEventListener("click", () => {
  load().then(() => scopes).then(() => {
    if (state === null) apply(stateOfAddress());
    return saveServices(form, found.map((entry) => entry.service.number), conditionsOf(state), data.as_of);
  }).catch(fail);
});

function sortBy(head) {
  const key = head.dataset.sort;
  const next = head.getAttribute("aria-sort") === "ascending" ? `-${key}` : key;
  if (![...sort.options].some((option) => option.value === next)) {
    sort.append(new Option(`${head.textContent} ${next.startsWith("-") ? "↓" : "↑"}`, next));
  }
  sort.value = next;
  run(stateOfForm(), "pushState");
}

/* Heads are buttons where they are seen; where rows are cards, the select sorts. */
function fitWidth(isWide) {
  filters.open = isWide;
  for (const head of table.tHead.rows[0].cells) {
    if (!head.dataset.sort) continue;
    const button = element("button", "", head.textContent);
    button.type = "button";
    button.addEventListener("click", () => sortBy(head));
    head.replaceChildren(isWide ? button : head.textContent);
  }
}

const wide = window.matchMedia("(width >= 64rem)");
wide.addEventListener("change", () => fitWidth(wide.matches));
fitWidth(wide.matches);
filters.addEventListener("toggle", () => { if (filters.open) load().catch(fail); });
markHeads("number");
showChosen();
const initial = stateOfAddress();
fillForm(initial);
if (isNarrowed(initial) || initial.sort !== "") run(initial, "replaceState");
