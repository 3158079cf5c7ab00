/*
 * A text field with suggestions: of thousands of choices those are listed that have what
 * is typed, however it is written. After the pattern "combobox with list" of ARIA.
 */
import { element, fold } from "./text.js";

const LISTED = 8;

/* The list stands beside the field, which names it by aria-controls. A choice fires "change". */
export function suggest(field, texts) {
  const list = document.getElementById(field.getAttribute("aria-controls"));
  const choices = texts.map((text) => ({ text, folded: fold(text) }));
  let active = -1;

  function mark(index) {
    list.children[active]?.setAttribute("aria-selected", "false");
    active = index;
    const option = list.children[active];
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    if (option) field.setAttribute("aria-activedescendant", option.id);
    else field.removeAttribute("aria-activedescendant");
  }

  function open(opens) {
    const asked = fold(field.value);
    const found = opens ? choices.filter(({ folded }) => folded.includes(asked)).slice(0, LISTED) : [];
    list.replaceChildren(...found.map(({ text }, index) => {
      const option = element("li", "", text);
      option.id = `${list.id}-${index}`;
      option.lang = "ja";
      option.setAttribute("role", "option");
      return option;
    }));
    list.hidden = found.length === 0;
    field.setAttribute("aria-expanded", String(!list.hidden));
    mark(-1);
  }

  function choose(option) {
    field.value = option.textContent;
    open(false);
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }

  field.addEventListener("input", () => open(field.value.trim() !== ""));
  field.addEventListener("blur", () => open(false));
  field.addEventListener("keydown", (event) => {
    const { key, isComposing } = event;
    const count = list.children.length;
    if (isComposing) return;
    if (key === "ArrowDown" || key === "ArrowUp") {
      if (list.hidden) open(true);
      else mark(key === "ArrowDown" ? (active + 1) % count : (active <= 0 ? count : active) - 1);
    } else if (key === "Enter" && active >= 0) choose(list.children[active]);
    else if (key === "Escape" && !list.hidden) open(false);
    else return;
    event.preventDefault();
  });
  // The field keeps the focus while an option is clicked.
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) choose(option);
  });
}
