// Reads XML and the HTML that we write, and nothing of the program: what is
// compared with the program's output must not come from its own reader.

const VOID = new Set(["area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"]);
const BLOCKS = new Set(["address", "article", "aside", "body", "caption", "dd", "details", "div", "dl", "dt", "figcaption", "figure",
  "footer", "form", "h1", "h2", "h3", "h4", "h5", "head", "header", "html", "li", "main", "nav", "ol", "option", "p", "pre", "section",
  "select", "summary", "table", "tbody", "td", "th", "thead", "title", "tr", "ul"]);
const NAMED = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: "\u00A0" };

export const decode = (text) => text.replace(/&(#x[0-9a-f]+|#[0-9]+|[a-z]+);/gi, (whole, name) => {
  if (name[0] !== "#") {
    if (NAMED[name] === undefined) throw new Error(`unknown entity ${whole}`);
    return NAMED[name];
  }
  return String.fromCodePoint(name[1] === "x" ? parseInt(name.slice(2), 16) : Number(name.slice(1)));
});

/** An element: its name, attributes, children (elements and strings). */
export class Element {
  constructor(name, attributes = {}) {
    this.name = name;
    this.attributes = attributes;
    this.children = [];
  }

  get elements() {
    return this.children.filter((child) => child instanceof Element);
  }

  /** All text below, as it is written. */
  get text() {
    return this.children.map((child) => (child instanceof Element ? child.text : child)).join("");
  }

  *descendants() {
    for (const child of this.elements) {
      yield child;
      yield* child.descendants();
    }
  }

  /** The elements that a path such as "statement/audit-period" leads to. */
  all(path) {
    return path.split("/").reduce((found, name) =>
      found.flatMap((element) => element.elements.filter((child) => child.name === name)), [this]);
  }

  one(path) {
    return this.all(path)[0];
  }

  byId(id) {
    for (const element of this.descendants()) if (element.attributes.id === id) return element;
    return undefined;
  }

  byClass(name) {
    return [...this.descendants()].filter((element) => (element.attributes.class ?? "").split(" ").includes(name));
  }

  named(name) {
    return [...this.descendants()].filter((element) => element.name === name);
  }
}

/** The tree of a file; html: void elements have no end, doctypes are passed over. */
export function parse(source, { html = false } = {}) {
  const root = new Element("");
  const open = [root];
  const token = /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!\[CDATA\[([\s\S]*?)\]\]>|<!doctype[^>]*>|<\/([^\s>]+)\s*>|<([^\s/>]+)((?:\s+[^\s=/>]+(?:\s*=\s*(?:"[^"]*"|'[^']*'))?)*)\s*(\/?)>|([^<]+)/giy;
  const text = source.replace(/^\uFEFF/, "").replaceAll("\r\n", "\n");
  while (token.lastIndex < text.length) {
    const at = token.lastIndex;
    const match = token.exec(text);
    if (match === null) throw new Error(`no markup: ${text.slice(at, at + 60)}`);
    const [, cdata, end, start, attributes, empty, characters] = match;
    const top = open.at(-1);
    if (cdata !== undefined) top.children.push(cdata);
    else if (characters !== undefined) top.children.push(decode(characters));
    else if (end !== undefined) {
      if (top.name !== end) throw new Error(`</${end}> in <${top.name}>`);
      open.pop();
    } else if (start !== undefined) {
      const element = new Element(start);
      for (const [, name, double, single] of attributes.matchAll(/([^\s=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'))?/g)) {
        element.attributes[name] = decode(double ?? single ?? "");
      }
      top.children.push(element);
      if (!empty && !(html && VOID.has(start))) open.push(element);
    }
  }
  if (open.length !== 1) throw new Error(`<${open.at(-1).name}> is not closed`);
  return root;
}

/** Text as a reader sees it: blanks joined, those at the ends gone. */
export const plain = (text) => text.replace(/[ \n\t]+/g, " ").trim();

/**
 * A page as lines of text, one a block, for goldens: what is written, where
 * links lead (<…>), what is in another language ({en}…), what stands in
 * attributes that are read out, and the labels of columns.
 */
export function lines(page) {
  const found = [];
  let line = "";
  const flush = () => {
    if (plain(line) !== "") found.push(plain(line));
    line = "";
  };
  const told = ["aria-label", "alt", "title", "placeholder", "value", "datetime", "aria-current"];
  const walk = (element) => {
    const block = BLOCKS.has(element.name);
    const { attributes } = element;
    if (block) flush();
    if (/^h[1-6]$/.test(element.name)) line += `${"#".repeat(Number(element.name[1]))} `;
    if (element.name === "li") line += "- ";
    if (element.name === "meta" && attributes.name === "description") found.push(`description: ${attributes.content}`);
    if (element.name === "br") line += " / ";
    if (element.name === "link" && attributes.rel !== "stylesheet") {
      found.push(`link ${attributes.rel} ${attributes.href} ${attributes.hreflang ?? ""} ${attributes.title ?? ""}`.trimEnd());
    }
    if (attributes.id) line += `{#${attributes.id}} `;
    if (attributes.lang) line += `{${attributes.lang}} `;
    if (attributes.href && element.name === "a") line += `<${attributes.href}> `;
    if (element.name !== "link") {
      for (const [name, value] of Object.entries(attributes)) {
        if (told.includes(name) || name.startsWith("data-")) line += `[${name}: ${value}] `;
      }
    }
    for (const child of element.children) {
      if (child instanceof Element) walk(child);
      else line += child;
    }
    if (["span", "dt", "code"].includes(element.name)) line += " ";
    if (block) flush();
  };
  walk(page);
  flush();
  return found;
}
