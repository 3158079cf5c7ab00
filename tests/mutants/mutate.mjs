// The mutants of a C file: each a place and what is written there instead.
// Comments, preprocessor lines (but for numbers that are defined) and
// declarations of types are left alone.

const TYPES = /^(?:static|const|struct|enum|union|unsigned|signed|int|char|bool|gboolean|guint|gsize|gint|gint64|guint64|size_t|double|void|long|short|return|goto|break|continue|case|default|else|typedef|extern|g_auto|g_autofree|g_autoptr|AUTO|for|if|while|do|switch|g_assert|g_assert_not_reached)\b/;

/** Tokens of C with their places; blanks and comments are not among them. */
export function tokens(text) {
  const found = [];
  const token = /\/\*[\s\S]*?\*\/|\/\/[^\n]*|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|[A-Za-z_]\w*|\d[\w.]*|->|\+\+|--|<<=?|>>=?|[<>=!+\-*/%&|^]=|&&|\|\||\.\.\.|\s+|./gy;
  let start = true;
  for (let match; (match = token.exec(text)) !== null;) {
    const [word] = match;
    if (word === "#" && start) {
      // A line of the preprocessor, with those that continue it.
      const end = /[^\\]\n/g;
      end.lastIndex = match.index;
      const at = end.exec(text)?.index ?? text.length;
      const line = text.slice(match.index, at + 1);
      const defined = line.match(/^#define \w+ (\d+)$/);
      if (defined) found.push({ word: defined[1], at: match.index + line.length - defined[1].length, defined: true });
      token.lastIndex = at + 1;
      continue;
    }
    if (/^\s/.test(word)) {
      if (word.includes("\n")) start = true;
      continue;
    }
    start = false;
    if (word.startsWith("/*") || word.startsWith("//")) continue;
    found.push({ word, at: match.index });
  }
  return found;
}

const OTHER = { "<": ["<=", ">"], "<=": ["<", ">"], ">": [">=", "<"], ">=": [">", "<"] };

/** All mutants of `text`: { operator, at, length, with }. */
export function mutants(text) {
  const all = tokens(text);
  const found = [];
  const add = (operator, at, end, replacement) => found.push({ operator, at, length: end - at, with: replacement });
  const end = (token) => token.at + token.word.length;
  const closing = (index) => {
    let deep = 0;
    for (let i = index; i < all.length; i++) {
      if ("([{".includes(all[i].word)) deep++;
      else if (")]}".includes(all[i].word) && --deep === 0) return i;
    }
    return -1;
  };
  let braces = 0;
  let result = null; // of the function whose body is read
  for (let i = 0; i < all.length; i++) {
    const token = all[i];
    const { word, at } = token;
    const before = all[i - 1]?.word ?? "";
    const after = all[i + 1]?.word ?? "";
    if (word === "{") {
      if (braces === 0 && before === ")") {
        // The body of a function: what stands on the line above its name is its type.
        let open = i - 1;
        for (let deep = 0; open >= 0; open--) {
          if (all[open].word === ")") deep++;
          else if (all[open].word === "(" && --deep === 0) break;
        }
        let first = open - 1;
        while (first > 0 && ![";", "}"].includes(all[first - 1].word) && !all[first - 1].defined) first--;
        const type = all.slice(first, open - 1).map((one) => one.word).filter((one) => one !== "static");
        result = type.includes("*") ? "NULL" : type.join(" ") === "void" ? "" : /^(bool|gboolean|int|unsigned|guint|gsize|size_t|gint64)$/.test(type.join(" ")) ? "0" : null;
        if (result !== null) add("return", end(token), end(token), `\n\treturn${result === "" ? "" : ` ${result}`};\n`);
      }
      braces++;
    } else if (word === "}") braces--;
    if (token.defined) {
      add("constant", at, end(token), String(Number(word) + 1));
      continue;
    }
    const inside = braces > 0 && result !== null;
    if (/^"[a-z][a-z0-9-]{2,}(?:[._/][a-z0-9-]+)*"$/.test(word) && !before.startsWith('"') && !after.startsWith('"')) add("string", end(token) - 1, end(token) - 1, "X");
    if (!inside && !/^[\d"]/.test(word)) continue;
    if (word === "if" || word === "while") {
      const close = closing(i + 1);
      add("condition", end(all[i + 1]), all[close].at, `!(${text.slice(end(all[i + 1]), all[close].at)})`);
    } else if (OTHER[word] && /^[\w)\]]/.test(before) && before !== "case") {
      for (const other of OTHER[word]) add("comparison", at, end(token), other);
    } else if (word === "==") add("equality", at, end(token), "!=");
    else if (word === "!=") add("equality", at, end(token), "==");
    else if (word === "&&") add("logic", at, end(token), "||");
    else if (word === "||") add("logic", at, end(token), "&&");
    else if (word === "!" && !["if", "while"].includes(all[i - 2]?.word)) add("not", at, end(token), "");
    else if ((word === "+" || word === "-") && /^[\w)\]]/.test(before) && !/^(return|case)$/.test(before)) add("arithmetic", at, end(token), word === "+" ? "-" : "+");
    else if (word === "+=" || word === "-=") add("arithmetic", at, end(token), word === "+=" ? "-=" : "+=");
    else if (/^\d+$/.test(word) && before !== "case" && before !== "[") add("constant", at, end(token), word === "0" ? "1" : word === "1" ? "0" : String(Number(word) + 1));
    else if (/^(true|false|TRUE|FALSE)$/.test(word)) add("constant", at, end(token), { true: "false", false: "true", TRUE: "FALSE", FALSE: "TRUE" }[word]);
    else if (word === "for" && after === "(") {
      // One turn less, at the end or at the beginning.
      const close = closing(i + 1);
      const semicolons = [];
      for (let k = i + 2, deep = 0; k < close; k++) {
        if ("([{".includes(all[k].word)) deep++;
        else if (")]}".includes(all[k].word)) deep--;
        else if (all[k].word === ";" && deep === 0) semicolons.push(k);
      }
      const less = all.slice(semicolons[0] + 1, semicolons[1]).find((one) => one.word === "<");
      if (less) add("loop", less.at, end(less), "+ 1 <");
    }
    // A statement that is an expression: a call or an assignment.
    if (inside && /^[A-Za-z_*(]/.test(word) && !TYPES.test(word) && [";", "{", "}", ")", "else"].includes(before)) {
      if (before === ")" && !isHead(i - 1)) continue;
      let k = i;
      let depth = 0;
      while (k < all.length && !(all[k].word === ";" && depth === 0) && all[k].word !== "{") {
        if ("([".includes(all[k].word)) depth++;
        else if (")]".includes(all[k].word)) depth--;
        if (depth < 0) break;
        k++;
      }
      const words = all.slice(i, k);
      const call = words.length > 2 && words[1].word === "(";
      const assigns = words.some((one) => /^([-+*/|&^]|<<|>>)?=$/.test(one.word));
      const declares = /^[A-Za-z_]/.test(words[1]?.word ?? "") || (words[1]?.word === "*" && /^[A-Za-z_]/.test(words[2]?.word ?? "") && !/^\*/.test(word));
      if (all[k]?.word === ";" && depth === 0 && (call || assigns) && !declares) add("statement", at, end(all[k]), ";");
    }
    // The first two arguments of a call the other way round.
    if (inside && /^[A-Za-z_]\w*$/.test(word) && after === "(" && !/^(if|while|for|switch|return|sizeof|AUTO|g_auto\w*)$/.test(word)) {
      const close = closing(i + 1);
      const commas = [];
      for (let k = i + 2, deep = 0; k < close; k++) {
        if ("([{".includes(all[k].word)) deep++;
        else if (")]}".includes(all[k].word)) deep--;
        else if (all[k].word === "," && deep === 0) commas.push(k);
      }
      if (commas.length > 0) {
        const last = commas.length > 1 ? commas[1] : close;
        const one = text.slice(end(all[i + 1]), all[commas[0]].at);
        const other = text.slice(end(all[commas[0]]), all[last].at);
        if (one.trim() !== other.trim()) add("arguments", end(all[i + 1]), all[last].at, `${other.trim()}, ${one.trim()}`);
      }
    }
  }
  return found;

  // Whether the ")" at `index` ends the head of an if, a while or a for.
  function isHead(index) {
    for (let k = index, deep = 0; k >= 0; k--) {
      if (all[k].word === ")") deep++;
      else if (all[k].word === "(" && --deep === 0) return /^(if|while|for)$/.test(all[k - 1]?.word ?? "");
    }
    return false;
  }
}

export const apply = (text, mutant) => text.slice(0, mutant.at) + mutant.with + text.slice(mutant.at + mutant.length);
