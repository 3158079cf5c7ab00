/*
 * Search, filters and sorting of the list. Without this file the list is
 * complete and readable; with it, the state of the search stands in the URL.
 */
import { dateNodes, element, filled, fold, labelOf, termsOf, written } from "./text.js";

(() => {
  const ROWS_SHOWN = 200;
  const FILTERS = ["status", "provider", "region", "expires", "excluded", "plan"];
  const form = document.getElementById("search");
  const table = document.getElementById("list");
  if (!form || !table) return;

  const body = table.tBodies[0];
  const result = document.getElementById("result");
  const reset = document.getElementById("reset");
  const pager = document.querySelector(".pager");
  const captionCount = table.querySelector(".caption-count");
  const sample = body.rows[0];
  const rows = new Map([...body.rows].map((row) => [row.dataset.number, row]));
  const statusOrder = [...form.elements.status.options].map((option) => option.value);
  const words = form.dataset;
  const collator = new Intl.Collator("ja");

  let loading = null;
  let services = [];
  let asOf = "";

  function load() {
    loading ??= fetch(form.dataset.index)
      .then((response) => {
        if (!response.ok) throw new Error(response.statusText);
        return response.json();
      })
      .then((data) => {
        asOf = data.as_of;
        services = data.services;
        fillChoices();
        for (const service of services) {
          service.folded = fold(
            [
              service.number, service.name, service.name_reading, service.provider,
              service.provider_reading, service.corporate_number ?? "", service.text,
              service.regions.join("\u0000"),
            ].join("\u0000"),
          );
        }
      });
    return loading;
  }

  /* Choices that are too many to stand in the page. */
  function fillChoice(select, valueOf, textOf, orderOf) {
    if (select.options.length > 1) return;
    const found = new Map();
    for (const service of services) {
      for (const value of [valueOf(service)].flat()) {
        const choice = found.get(value) ?? { value, text: textOf(service, value), order: orderOf(service, value), count: 0 };
        choice.count++;
        found.set(value, choice);
      }
    }
    for (const choice of [...found.values()].sort((a, b) => collator.compare(a.order, b.order))) {
      const option = new Option(`${choice.text}（${choice.count}）`, choice.value);
      option.lang = "ja";
      select.append(option);
    }
  }

  function fillChoices() {
    const { provider, region } = form.elements;
    fillChoice(provider, (service) => service.provider_key, (service) => service.provider, (service) => service.provider_reading);
    fillChoice(region, (service) => service.regions, (service, value) => value, (service, value) => value);
  }

  /* The day `months` after `day`, at most the last of that month. */
  function monthsAfter(day, months) {
    const [year, month, date] = day.split("-").map(Number);
    const last = new Date(Date.UTC(year, month - 1 + months + 1, 0));
    last.setUTCDate(Math.min(date, last.getUTCDate()));
    return last.toISOString().slice(0, 10);
  }

  function isExpiringWithin(service, months) {
    return service.expires_on <= monthsAfter(asOf, months);
  }

  function matches(service, state, terms) {
    if (!terms.every((term) => service.folded.includes(term))) return false;
    if (state.status && !service.statuses.some((status) => status.code === state.status)) return false;
    if (state.provider && service.provider_key !== state.provider) return false;
    if (state.region && !service.regions.includes(state.region)) return false;
    if (state.expires && !isExpiringWithin(service, Number(state.expires))) return false;
    if (state.excluded && service.excluded !== (state.excluded === "yes")) return false;
    if (state.plan && service.improvement_plan !== (state.plan === "yes")) return false;
    return true;
  }

  function severity(service) {
    return Math.max(
      ...service.statuses.map((status) =>
        status.code === "registered" ? 0 : statusOrder.length - statusOrder.indexOf(status.code),
      ),
    );
  }

  const ORDERS = {
    number: (a, b) => (a.number < b.number ? -1 : 1),
    name: (a, b) => collator.compare(a.name_reading, b.name_reading),
    provider: (a, b) => collator.compare(a.provider_reading, b.provider_reading),
    registered: (a, b) => a.registered_on.localeCompare(b.registered_on),
    expires: (a, b) => a.expires_on.localeCompare(b.expires_on),
    status: (a, b) => severity(b) - severity(a),
  };

  function sorted(found, sort) {
    const descending = sort.startsWith("-");
    const order = ORDERS[descending ? sort.slice(1) : sort] ?? ORDERS.number;
    const direction = descending ? -1 : 1;
    return [...found].sort((a, b) => direction * order(a, b) || ORDERS.number(a, b));
  }

  /* Rows: those of the page are used again, others are made from the first. */

  function fillDate(cell, day) {
    const time = cell.querySelector("time");
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
    const cells = row.cells;
    const more = service.scope_count - service.scope.length;
    row.dataset.number = service.number;
    cells[0].textContent = service.number;
    cells[1].querySelector("a").href = `${words.root}services/${service.number}/`;
    cells[1].querySelector("a").textContent = service.name;
    cells[2].textContent = service.provider;
    fillDate(cells[3], service.registered_on);
    fillDate(cells[4], service.expires_on);
    cells[5].querySelector(".chips").replaceChildren(...service.statuses.map(chip));
    cells[6].firstElementChild.textContent = service.scope.join("、");
    cells[6].querySelector(".more")?.remove();
    if (more > 0) cells[6].append(element("span", "more", ` ${filled(words.others, more)}`));
    cells[7].textContent = service.regions.join("、");
    rows.set(service.number, row);
    addChoice(row);
    return row;
  }

  function noRow() {
    const row = element("tr", "nothing", "");
    const cell = element("td", "", words.none);
    cell.colSpan = table.tHead.rows[0].cells.length;
    row.append(cell);
    return row;
  }

  const moreButton = element("button", "quiet more-rows", "");
  moreButton.type = "button";
  table.after(moreButton);
  moreButton.hidden = true;
  moreButton.addEventListener("click", () => {
    shown += ROWS_SHOWN;
    show();
  });

  /* Services chosen for comparison, at most four, in the order chosen. */

  const COMPARED = 4;
  const chosen = new Map();
  const compareBar = document.getElementById("compare-bar");
  const compareLink = document.getElementById("compare-link");
  const compareText = compareLink.textContent;

  function showChosen() {
    const query = [...chosen.keys()].map((number) => `n=${number}`).join("&");
    compareBar.hidden = chosen.size === 0;
    compareLink.href = `${compareBar.dataset.page}?${query}`;
    compareLink.textContent = `${compareText}${filled(words.chosen, chosen.size)}`;
    for (const box of table.querySelectorAll(".choose input")) {
      box.disabled = !box.checked && chosen.size >= COMPARED;
    }
  }

  function addChoice(row) {
    const name = row.cells[1].textContent.trim();
    const label = element("label", "choose", "");
    const box = document.createElement("input");
    box.type = "checkbox";
    box.checked = chosen.has(row.dataset.number);
    box.disabled = !box.checked && chosen.size >= COMPARED;
    box.addEventListener("change", () => {
      if (box.checked) chosen.set(row.dataset.number, box);
      else chosen.delete(row.dataset.number);
      showChosen();
    });
    label.append(box, element("span", "", words.choose), element("span", "unseen", filled(words.chooseName, name)));
    row.cells[0].append(label);
  }

  document.getElementById("compare-clear").addEventListener("click", () => {
    for (const box of chosen.values()) box.checked = false;
    chosen.clear();
    showChosen();
    form.elements.q.focus();
  });
  for (const row of rows.values()) addChoice(row);

  /* The state: in the form, in the URL, in the heads of the columns. */

  let found = [];
  let shown = ROWS_SHOWN;

  function stateOfForm() {
    const state = { q: form.elements.q.value.trim(), sort: table.dataset.sort ?? "" };
    for (const name of FILTERS) state[name] = form.elements[name].value;
    return state;
  }

  function stateOfAddress() {
    const parameters = new URLSearchParams(location.search);
    const state = { q: parameters.get("q") ?? "", sort: parameters.get("sort") ?? "" };
    for (const name of FILTERS) state[name] = parameters.get(name) ?? "";
    return state;
  }

  function addressOf(state) {
    const parameters = new URLSearchParams();
    for (const [name, value] of Object.entries(state)) if (value) parameters.set(name, value);
    const query = parameters.toString();
    return query === "" ? location.pathname : `${location.pathname}?${query}`;
  }

  function isNarrowed(state) {
    return state.q !== "" || FILTERS.some((name) => state[name] !== "");
  }

  function fillForm(state) {
    form.elements.q.value = state.q;
    for (const name of FILTERS) form.elements[name].value = state[name];
    table.dataset.sort = state.sort;
  }

  function markHeads(sort) {
    const [key, direction] = sort.startsWith("-") ? [sort.slice(1), "descending"] : [sort || "number", "ascending"];
    for (const head of table.tHead.rows[0].cells) {
      if (head.dataset.sort === key) head.setAttribute("aria-sort", direction);
      else head.removeAttribute("aria-sort");
    }
  }

  function show() {
    const visible = found.slice(0, shown);
    body.replaceChildren(...(found.length === 0 ? [noRow()] : visible.map(rowOf)));
    moreButton.hidden = found.length <= shown;
    moreButton.textContent = filled(words.more, Math.min(ROWS_SHOWN, found.length - shown));
  }

  function apply(state) {
    const terms = termsOf(state.q);
    found = sorted(services.filter((service) => matches(service, state, terms)), state.sort);
    shown = ROWS_SHOWN;
    show();
    markHeads(state.sort);
    if (pager) pager.hidden = true;
    captionCount.textContent = filled(words.count, found.length);
    reset.hidden = !isNarrowed(state);
    result.textContent = isNarrowed(state) ? filled(words.found, services.length, found.length) : "";
  }

  function fail() {
    loading = null;
    result.textContent = words.failed;
  }

  function run(state, history) {
    load().then(() => {
      apply(state);
      if (history && addressOf(state) !== location.pathname + location.search) {
        window.history[history](null, "", addressOf(state));
      }
    }, fail);
  }

  let typing = 0;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    run(stateOfForm(), "pushState");
  });
  form.addEventListener("focusin", () => load().catch(fail));
  form.elements.q.addEventListener("input", (event) => {
    if (event.isComposing) return;
    clearTimeout(typing);
    typing = setTimeout(() => run(stateOfForm(), "replaceState"), 120);
  });
  form.elements.q.addEventListener("compositionend", () => run(stateOfForm(), "replaceState"));
  for (const name of FILTERS) {
    form.elements[name].addEventListener("change", () => run(stateOfForm(), "pushState"));
  }
  form.addEventListener("reset", (event) => {
    event.preventDefault();
    fillForm({ ...stateOfAddress(), q: "", status: "", provider: "", region: "", expires: "", excluded: "", plan: "" });
    form.elements.q.focus();
    run(stateOfForm(), "pushState");
  });
  window.addEventListener("popstate", () => {
    const state = stateOfAddress();
    fillForm(state);
    run(state, null);
  });

  for (const head of table.tHead.rows[0].cells) {
    if (!head.dataset.sort) continue;
    const button = element("button", "", head.textContent);
    button.type = "button";
    head.replaceChildren(button);
    button.addEventListener("click", () => {
      const key = head.dataset.sort;
      const isAscending = head.getAttribute("aria-sort") === "ascending";
      table.dataset.sort = isAscending ? `-${key}` : key === "number" ? "" : key;
      run(stateOfForm(), "pushState");
    });
  }

  form.hidden = false;
  markHeads("");
  const initial = stateOfAddress();
  const isIncomplete = [form.elements.provider, form.elements.region].some((select) => select.options.length === 1);
  if (isIncomplete) load().then(() => {
    for (const name of ["provider", "region"]) form.elements[name].value = initial[name];
  }, fail);
  if (isNarrowed(initial) || initial.sort !== "") {
    fillForm(initial);
    run(initial, null);
  }
})();
