/*
 * The filters beside the list: which services they leave, how many each choice
 * would leave, and what is chosen, in words.
 */
import { codesOf } from "./search.js";
import { counted, element, filled, fold, languageOf, named } from "./text.js";

const CHOICES_SHOWN = 8;
const MODELS = ["IaaS", "PaaS", "SaaS"];

/* The day in Japan, which is nine hours ahead of UTC all the year. */
export function today() {
  return new Date(Date.now() + 9 * 3600000).toISOString().slice(0, 10);
}

const PERIODS = ["30", "60", "90", "180", "365"];

function unique(values) {
  return [...new Set(values)];
}

/* The values of a service by which each filter sorts it; those of its expiry are counted from a day. */
const VALUES = {
  status: (service) => service.statuses.map((status) => status.code),
  expires: (service, day) => {
    const left = (Date.parse(service.expires_on) - Date.parse(day)) / 86400000;
    return left < 0 ? ["past"] : PERIODS.filter((days) => left <= Number(days));
  },
  country: (service) => unique(service.regions.map((region) => region.country ?? "none")),
  domestic: (service) => (service.regions.every((region) => region.country === "JP") ? ["yes"] : []),
  prefecture: (service) => unique(service.regions.filter((region) => region.country === "JP" && region.prefecture !== null)
    .map((region) => region.prefecture)),
  model: (service) => service.models,
  category: (service) => service.categories,
  provider: (service) => [service.provider_key],
  excluded: (service) => [service.excluded ? "yes" : "no"],
  plan: (service) => [service.improvement_plan ? "yes" : "no"],
};
export const FACETS = Object.keys(VALUES);

function valuesOf(service, day) {
  if (service.valuesOn !== day) {
    service.valuesOn = day;
    service.values = Object.fromEntries(FACETS.map((name) => [name, VALUES[name](service, day)]));
  }
  return service.values;
}

/* For each filter, how many of the entries each value would leave beside the other filters. */
function countsOf(entries, failing, day) {
  const counts = Object.fromEntries(FACETS.map((name) => [name, new Map()]));
  for (const { service } of entries) {
    const failed = failing(service);
    if (failed.length > 1) continue;
    const values = valuesOf(service, day);
    for (const name of failed.length === 0 ? FACETS : failed) {
      for (const value of values[name]) counts[name].set(value, (counts[name].get(value) ?? 0) + 1);
    }
  }
  return counts;
}

/* What of the entries all filters leave, and the counts, which are made when they are asked for. */
export function narrowed(entries, of, day = today()) {
  const asked = FACETS.filter((name) => of[name].length > 0);
  const failing = (service) => asked.filter((name) => !valuesOf(service, day)[name].some((value) => of[name].includes(value)));
  return {
    left: entries.filter(({ service }) => failing(service).length === 0),
    get counts() { return countsOf(entries, failing, day); },
  };
}

/* A filter whose choices come from the data; of many, some are shown, and a field finds the others. */
class LongChoice {
  constructor(fieldset, words) {
    this.fieldset = fieldset;
    this.name = fieldset.dataset.facet;
    this.title = fieldset.querySelector("legend").textContent;
    this.options = fieldset.querySelector(".options");
    this.words = words;
    this.choices = new Map();
    this.chosen = new Set();
    this.options.addEventListener("change", ({ target }) => {
      if (target.checked) this.chosen.add(target.value);
      else this.chosen.delete(target.value);
    });
  }

  fill(services, textOf, orderOf, readingOf = () => "") {
    for (const service of services) {
      for (const value of VALUES[this.name](service)) {
        if (!this.choices.has(value)) {
          const text = textOf(service, value);
          const order = orderOf(service, value);
          this.choices.set(value, { value, text, order, readingOf: () => readingOf(service) ?? "", count: 0 });
        }
      }
    }
    this.sorted = [...this.choices.values()].sort((a, b) => a.order - b.order);
    if (this.sorted.length > CHOICES_SHOWN) this.addField();
  }

  addField() {
    this.field = document.createElement("input");
    this.field.type = "text";
    this.field.autocomplete = "off";
    this.field.setAttribute("aria-label", filled(this.words.narrow, this.title));
    this.field.placeholder = filled(this.words.narrow, this.title);
    this.field.addEventListener("input", () => this.show());
    this.field.addEventListener("keydown", (event) => {
      if (event.key === "Enter") event.preventDefault();
    });
    this.options.before(this.field);
  }

  /* Choices are folded when somebody types into the field, and again when their readings have come: there may be thousands. */
  static isNamed(choice, wanted) {
    if (wanted === "") return true;
    const reading = choice.readingOf();
    if (choice.reading !== reading) Object.assign(choice, { reading, folded: `${fold(choice.text)}\n${fold(reading)}` });
    return choice.folded.includes(wanted);
  }

  show(countOf) {
    if (countOf) for (const choice of this.sorted) choice.count = countOf(choice.value);
    const wanted = fold(this.field?.value ?? "");
    const visible = this.sorted.filter((choice) => this.chosen.has(choice.value));
    for (const choice of this.sorted) {
      if (visible.length >= CHOICES_SHOWN + this.chosen.size) break;
      if (!this.chosen.has(choice.value) && choice.count > 0 && LongChoice.isNamed(choice, wanted)) visible.push(choice);
    }
    this.fieldset.hidden = visible.length === 0 && wanted === "";
    const focused = this.options.contains(document.activeElement) ? document.activeElement.value : null;
    this.options.replaceChildren(...visible.map((choice) => {
      const label = document.createElement("label");
      const box = document.createElement("input");
      const text = element("span", "", choice.text);
      Object.assign(box, { type: "checkbox", name: this.name, value: choice.value, checked: this.chosen.has(choice.value) });
      text.lang = languageOf(choice.text);
      label.append(box, text, element("span", "count", counted(choice.count)));
      return label;
    }));
    if (focused !== null) [...this.options.querySelectorAll("input")].find((box) => box.value === focused)?.focus();
    const hidden = this.sorted.filter((choice) => choice.count > 0 && LongChoice.isNamed(choice, wanted)).length - visible.length;
    if (hidden > 0) this.options.append(element("p", "help", filled(this.words.others, counted(hidden))));
  }
}

export function facetsOf(form) {
  const words = form.dataset;
  const long = Object.fromEntries(["country", "prefecture", "model", "category", "provider"].map((name) =>
    [name, new LongChoice(form.querySelector(`[data-facet=${name}]`), words)]));
  const boxesOf = (name) => [...form.querySelectorAll(`[data-facet=${name}] input[type=checkbox]`)];
  const legendOf = (name) => form.querySelector(`[data-facet=${name}] legend`).textContent;

  function isKnown(name, value) {
    if (name === "expires") return value !== "" && [...form.elements.expires.options].some((option) => option.value === value);
    return name in long ? long[name].choices.has(value) : boxesOf(name).some((box) => box.value === value);
  }

  return {
    fill({ services, territories, categories }) {
      const places = Object.keys(territories);
      const placeOf = (code) => (places.includes(code) ? places.indexOf(code) : places.length);
      const nameOf = (code) => (code in territories ? named(territories[code]) : words.unsaid);
      long.country.fill(services, (service, value) => nameOf(value), (service, value) => placeOf(value));
      long.model.fill(services, (service, value) => value, (service, value) => MODELS.indexOf(value));
      long.category.fill(services, (service, value) => named(categories[value]), (service, value) => Object.keys(categories).indexOf(value));
      long.prefecture.fill(services, (service, value) => nameOf(`JP-${value}`), (service, value) => Number(value));
      long.provider.fill(services, (service) => service.provider, (service) => service.provider_rank, (service) => service.provider_reading);
      this.count(countsOf(services.map((service) => ({ service })), () => [], today()));
    },

    state() {
      const of = {};
      for (const name of FACETS) {
        if (name === "expires") of[name] = form.elements.expires.value === "" ? [] : [form.elements.expires.value];
        else if (name in long) of[name] = [...long[name].chosen];
        else of[name] = boxesOf(name).filter((box) => box.checked).map((box) => box.value);
      }
      return of;
    },

    stateOf(parameters) {
      return Object.fromEntries(FACETS.map((name) =>
        [name, [...new Set(parameters.getAll(name))].filter((value) => name in long || isKnown(name, value))]));
    },

    /* Without values that are none: they come from old or mistyped addresses. */
    validated(of) {
      const valid = { ...of };
      for (const name of FACETS) valid[name] = of[name].filter((value) => isKnown(name, value));
      this.set(valid);
      return valid;
    },

    set(of) {
      for (const name of FACETS) {
        if (name === "expires") form.elements.expires.value = of[name][0] ?? "";
        else if (name in long) long[name].chosen = new Set(of[name]);
        else for (const box of boxesOf(name)) box.checked = of[name].includes(box.value);
      }
    },

    count(counts) {
      for (const name of FACETS) {
        const countOf = (value) => counts[name].get(value) ?? 0;
        if (name in long) long[name].show(countOf);
        else if (name === "expires") {
          for (const option of [...form.elements.expires.options].slice(1)) {
            option.dataset.text ??= option.textContent;
            option.textContent = `${option.dataset.text}（${counted(countOf(option.value))}）`;
          }
        } else for (const box of boxesOf(name)) box.parentElement.querySelector(".count").textContent = counted(countOf(box.value));
      }
    },

    conditions(of) {
      return FACETS.flatMap((name) => of[name].map((value) => {
        if (name === "expires") {
          const option = [...form.elements.expires.options].find((one) => one.value === value);
          return { name, value, text: `${form.querySelector("[for=expires]").textContent}：${option.dataset.text ?? option.textContent}` };
        }
        const text = name in long ? long[name].choices.get(value).text
          : boxesOf(name).find((box) => box.value === value).nextElementSibling.textContent;
        return { name, value, text: `${legendOf(name)}：${text}` };
      }));
    },
  };
}
