// Random edits of the content, the templates and the day: what a run makes on
// top of an earlier edition is what a run makes that remembers nothing.
//
//	node edits.mjs PROGRAM WORK SEED EDITS EVERY [KIND]
//
// All kinds of edits take turns, or KIND alone is made. What is made anew is made after EVERY so
// many edits: a fault stays until the page is written again. WORK is an empty folder, or has templates
// of its own. Prints each edit; ends with status 1 at the first difference, having printed it.
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const [program, work, seedText, editsText, everyText, onlyKind] = process.argv.slice(2);
const content = join(work, "content");
const templates = join(work, "templates");
const before = join(work, "before");
const away = join(work, "away"); // what was taken out, to be brought back
let state = Number(seedText);
let day = readFileSync("tests/sample-day", "utf8").trim();
let marks = 0;

const random = (below) => {
  state = (state * 48271) % 2147483647;
  return state % below;
};
const pick = (list) => list[random(list.length)];
const mark = () => `印${++marks}`;
const change = (path, edit) => {
  const text = readFileSync(path, "utf8");
  const edited = edit(text);
  if (edited === text) throw new Error(`nothing to edit in ${path}`);
  writeFileSync(path, edited);
  return path.slice(work.length + 1);
};
const list = (folder, ending) => readdirSync(folder).filter((name) => name.endsWith(ending)).map((name) => join(folder, name));
const service = () => pick(list(join(content, "registry/services"), ".xml"));
const decisions = () => pick(list(join(content, "registry/decisions"), ".xml"));

/* Replaces one of the matches of `pattern`. */
const replaceOne = (text, pattern, replacement) => {
  const matches = [...text.matchAll(pattern)];
  if (matches.length === 0) return text;
  const match = pick(matches);
  return text.slice(0, match.index) + replacement(match) + text.slice(match.index + match[0].length);
};
const moveAway = (path) => {
  const kept = join(away, String(++marks));
  mkdirSync(away, { recursive: true });
  renameSync(path, kept);
  taken.push([kept, path]);
  return path.slice(work.length + 1);
};
const taken = [];
const cut = [];
const pictures = join(templates, "site/assets");
const picture = () => `<svg xmlns="http://www.w3.org/2000/svg"><title>${mark()}</title></svg>\n`;

const edits = {
  "a name of a service": () => change(service(), (text) => replaceOne(text, /<\/service-name>/g, () => `${mark()}</service-name>`)),
  "the prose of a service": () => change(service(), (text) => replaceOne(text, /<\/overview>/g, () => `${mark()}は**大事**です。\n</overview>`)),
  "an address": () => change(service(), (text) => replaceOne(text, /<\/address>/g, () => ` ${mark()}</address>`)),
  "a region": () => change(service(), (text) => replaceOne(text, /<region /g, () => `<region>${mark()}</region><region `)),
  "a note in the scope": () => change(service(), (text) => replaceOne(text, /<sub-service>\s*<name>[^<]*<\/name>\s*<\/sub-service>/g,
    (match) => match[0].replace("</sub-service>", `<note>${mark()}</note></sub-service>`))),
  "an event more": () => change(service(), (text) => text.replace("</events>",
    `<suspension on="${day}" ground="9.3" document-number="見本登第9-${1000 + ++marks}号"><points>${mark()}</points></suspension></events>`)),
  "an event less": () => change(service(), (text) => replaceOne(text, /<(suspension|lifting|reaudit|acceptance)\b[^>]*(\/>|>[^]*?<\/\1>)/g, () => "")),
  "a decision less": () => {
    const path = decisions();
    return change(path, (text) => replaceOne(text, /<(register|renew|remove)\b[^>]*>[^]*?<\/\1>/g, (match) => {
      cut.push([path, match[0]]);
      return "";
    }));
  },
  "a decision more": () => {
    const [path, item] = cut.pop() ?? [];
    if (path === undefined || !existsSync(path)) throw new Error("no decision was taken");
    return change(path, (text) => text.replace("</items>", `${item}</items>`));
  },
  "a service less": () => {
    const path = service();
    const id = path.slice(-"S0001.xml".length, -".xml".length);
    for (const file of list(join(content, "registry/decisions"), ".xml"))
      writeFileSync(file, readFileSync(file, "utf8").replace(
        new RegExp(`<(register|renew|refuse|remove) service="${id}"[^>]*>[^]*?</\\1>`, "g"), ""));
    if (existsSync(join(content, "forms", id))) rmSync(join(content, "forms", id), { recursive: true });
    return moveAway(path);
  },
  "a word of the templates": () => change(join(templates, "site/words.ini"), (text) => replaceOne(text, /^(ja|en)=.*$/gm, (match) => `${match[0]}${mark()}`)),
  "an English word of every entry": () => change(join(templates, "site/words.ini"),
    (text) => text.replace(/^\[number\]\n(?:.*\n)*?en=.*$/m, (match) => `${match}${mark()}`)),
  "a template": () => change(pick([...list(join(templates, "site"), ".html"), ...list(join(templates, "site/parts"), ".html")]
    .filter((path) => /<(p|li|dd|td|span|time)\b/.test(readFileSync(path, "utf8")))),
  (text) => replaceOne(text, /<(p|li|dd|td|span|time)\b/g, (match) => `${match[0]} data-mark="${++marks}"`)),
  "the template of feeds": () => change(join(templates, "site/feed.atom"), (text) => text.replace("</rights>", ` ${mark()}</rights>`)),
  "an asset": () => change(join(templates, "site/assets/site.css"), (text) => `${text}/* ${++marks} */\n`),
  "a picture of a page": () => {
    const name = `picture-${++marks}.svg`;
    writeFileSync(join(pictures, name), picture());
    return change(pick(list(join(content, "pages"), ".md").filter((path) => !path.endsWith("index.md"))),
      (text) => `${text}\n![${mark()}](../assets/${name})\n`);
  },
  "another picture": () => {
    const path = pick(list(pictures, ".svg").filter((one) => one.includes("picture-")));
    writeFileSync(path, picture());
    return path.slice(work.length + 1);
  },
  "a picture less": () => moveAway(pick(list(pictures, ".svg").filter((one) => one.includes("picture-")))),
  "a page": () => change(pick(list(join(content, "pages"), ".md")), (text) => `${text}\n${mark()}\n`),
  "a title of a page": () => change(pick([...list(join(content, "pages"), ".md"), ...list(join(content, "pages/en"), ".md")]),
    (text) => text.replace("\n", `${mark()}\n`)),
  "a page more": () => {
    writeFileSync(join(content, "pages", `added-${++marks}.md`), `# ${mark()}\n\n文。\n`);
    return `added-${marks}.md`;
  },
  "a page less": () => moveAway(pick([...list(join(content, "pages"), ".md"), ...list(join(content, "pages/en"), ".md")])),
  "what was taken": () => {
    const [kept, path] = taken.pop() ?? [];
    if (kept === undefined) throw new Error("nothing was taken");
    renameSync(kept, path);
    return path.slice(work.length + 1);
  },
  "the title of the list": () => change(join(content, "site.xml"), (text) => text.replace("</title>", `${mark()}</title>`)),
  "a telephone": () => change(join(content, "site.xml"), (text) => text.replace(/<telephone>[^<]*/g, `<telephone>03-0000-${1000 + ++marks}`)),
  "whether removals are shown": () => change(join(content, "site.xml"), (text) => (text.includes("<removed-page/>\n") ? text.replace("<removed-page/>\n", "")
    : text.replace("</seal>", "</seal><removed-page/>\n"))),
  "a name in the criteria": () => change(join(content, "criteria/2022-04.xml"), (text) => replaceOne(text, /<domain [^>]*>\s*<name>/g, (match) => match[0] + mark())),
  "the day": () => {
    const date = new Date(`${day}T00:00:00Z`);
    date.setUTCDate(date.getUTCDate() + random(240) - 120);
    day = date.toISOString().slice(0, 10);
    return day;
  },
  "the next day": () => {
    const date = new Date(`${day}T00:00:00Z`);
    date.setUTCDate(date.getUTCDate() + 1);
    day = date.toISOString().slice(0, 10);
    return day;
  },
  nothing: () => "",
};

const build = (output, options) => spawnSync(program, ["site", "--quiet", "--allow-shrink", "--accept-unrecorded", "--lang", "en", "--content", content,
  "--templates", templates, "--as-of", day, "--output", join(work, output), ...options], { encoding: "utf8" });

const fail = (message) => {
  console.log(message);
  process.exit(1);
};

cpSync("content", content, { recursive: true });
if (!existsSync(templates)) cpSync("templates", templates, { recursive: true });
if (build("kept", []).status !== 0) fail("the sample is not built");

/* Each kind comes once in a round, in an order of its own; one that the rules
 * forbid is tried again at other places. */
const TRIES = 8;
const EVERY = Number(everyText);
let round = [];
let done = 0;
let refused = 0;
while (done < Number(editsText) && refused < 1000) {
  if (round.length === 0) round = (onlyKind ? [onlyKind] : Object.keys(edits)).map((kind) => [kind, TRIES]);
  const [[name, tries]] = round.splice(random(round.length), 1);
  const was = { day, taken: [...taken], cut: [...cut] };
  let what;

  rmSync(before, { recursive: true, force: true });
  for (const folder of [content, templates]) cpSync(folder, join(before, folder.slice(work.length)), { recursive: true });
  const undo = () => {
    refused++;
    if (tries > 1) round.push([name, tries - 1]);
    for (const folder of [content, templates]) {
      rmSync(folder, { recursive: true });
      cpSync(join(before, folder.slice(work.length)), folder, { recursive: true });
    }
    day = was.day;
    taken.splice(0, taken.length, ...was.taken);
    cut.splice(0, cut.length, ...was.cut);
  };
  try {
    what = edits[name]();
  } catch {
    undo();
    continue;
  }
  /* The same edition is replaced by both; but for it, fresh remembers nothing. */
  const compares = (done + 1) % EVERY === 0 || done + 1 === Number(editsText);
  if (compares) {
    rmSync(join(work, "fresh"), { recursive: true, force: true });
    cpSync(join(work, "kept/site"), join(work, "fresh/site"), { recursive: true });
  }
  const kept = build("kept", ["--jobs", String(pick([1, 2, 5]))]);
  if (kept.status === 1) {
    undo(); /* an edit that the rules forbid */
    continue;
  }
  if (kept.status !== 0) fail(`${name} (${what}): ${kept.stderr}`);
  if (compares) {
    const fresh = build("fresh", ["--force"]);
    if (fresh.status !== 0) fail(`${name} (${what}), fresh: ${fresh.stderr}`);
    try {
      execFileSync("diff", ["-r", join(work, "kept/site"), join(work, "fresh/site")], { encoding: "utf8", maxBuffer: 1 << 28 });
    } catch (error) {
      fail(`edit ${done + 1}, ${name} (${what}), day ${day}:\n${String(error.stdout).slice(0, 2000)}`);
    }
  }
  done++;
  console.log(`${done}: ${name} (${what})`);
}
if (done < Number(editsText)) fail(`only ${done} edits were allowed`);
