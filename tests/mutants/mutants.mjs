// Changes the program one token at a time and runs the tests: what no test
// notices is told. See README.md.
//
//	node tests/mutants/mutants.mjs [--base REVISION | --module WING[/FILE.c]…] [--count N] [--seed N]
//	                               [--jobs N] [--quick | --more | --again]
//	                               [--without SUITE]… [--id ID] [--results FILE]
//
// --base takes the lines that differ from a revision, --module wings or files;
// without either, all of generator/. --quick leaves out what takes long; --more tries
// only that, with what survived the quick steps; --again tries what survived before,
// with all; --id tries one mutant. Results are kept as lines of JSON in FILE
// (BUILD/mutants/results.jsonl); a mutant that is in it is not tried a second time
// without --again, --more or --id.
import { execFileSync, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { appendFileSync, cpSync, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { parseArgs } from "node:util";
import { apply, mutants } from "./mutate.mjs";

const { values: options } = parseArgs({ options: {
  base: { type: "string" }, module: { type: "string", multiple: true }, count: { type: "string", default: "40" },
  seed: { type: "string", default: "1" }, jobs: { type: "string", default: String(Math.min(2, cpus().length)) },
  quick: { type: "boolean" }, more: { type: "boolean" }, again: { type: "boolean" }, without: { type: "string", multiple: true, default: [] }, id: { type: "string" }, results: { type: "string" },
} });
const build = process.env.BUILD || "generator/build";
const folder = resolve(build, "mutants");
const results = options.results ?? join(folder, "results.jsonl");
const run = (command, args) => execFileSync(command, args, { encoding: "utf8", maxBuffer: 1 << 28 });
const makeVariable = (name) => run("make", ["-s", "--no-print-directory", `--eval=told: ; $(info $(${name}))@:`, "told"]).trim();

// ---- which mutants

const unslashed = (text) => text.replace(/\\"/g, '"');
function changedLines(base) {
  const lines = new Map();
  let file = null;
  for (const line of run("git", ["diff", "-U0", base, "--", "generator/*.c"]).split("\n")) {
    if (line.startsWith("+++ ")) file = line.slice(6);
    const hunk = line.match(/^@@ -\S+ \+(\d+)(?:,(\d+))? @@/);
    if (hunk) {
      for (let i = 0; i < Number(hunk[2] ?? 1); i++) lines.set(`${file}:${Number(hunk[1]) + i}`, true);
    }
  }
  return lines;
}

function random(seed) {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6D2B79F5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

const sources = run("git", ["ls-files", "generator/*.c"]).trim().split("\n").filter(existsSync);

function candidates() {
  const changed = options.base === undefined ? null : changedLines(options.base);
  return sources.filter((file) => options.module === undefined || options.module.some((name) => file.startsWith(`generator/${name}`)))
    .flatMap((file) => {
      const text = readFileSync(file, "utf8");
      const times = new Map();
      return mutants(text).map((mutant) => {
        const line = text.slice(0, mutant.at).split("\n").length;
        const written = text.split("\n")[line - 1].trim();
        // By what is written, not by the number of the line: it stays when others change.
        const what = [file, written, mutant.operator, mutant.at - text.lastIndexOf("\n", mutant.at - 1), mutant.with].join("\0");
        times.set(what, (times.get(what) ?? 0) + 1);
        const id = createHash("sha256").update(`${what}\0${times.get(what)}`).digest("hex").slice(0, 8);
        return { ...mutant, file, line, id, written, old: text.slice(mutant.at, mutant.at + mutant.length) };
      });
    })
    .filter((mutant) => changed === null || changed.has(`${mutant.file}:${mutant.line}`));
}

// One operator after the other, each time a mutant of it: else what is most
// frequent in C would be most of the sample.
function sample(all, seed) {
  const next = random(seed);
  const byOperator = new Map();
  for (const mutant of all) byOperator.set(mutant.operator, [...(byOperator.get(mutant.operator) ?? []), mutant]);
  const order = [];
  while (byOperator.size > 0) {
    for (const [operator, left] of byOperator) {
      order.push(left.splice(next(left.length), 1)[0]);
      if (left.length === 0) byOperator.delete(operator);
    }
  }
  return order;
}

// ---- how they are built: objects of their own, in a library that programs share

const compile = `${makeVariable("COMPILE")} -fPIC -O1 -g0 -U_FORTIFY_SOURCE`;
const traced = `${makeVariable("COMPILE")} -fPIC -O0 -g1 -U_FORTIFY_SOURCE -fsanitize-coverage=trace-pc`;
const optimized = `${makeVariable("COMPILE")} -g0`;
const libraries = makeVariable("LINK_LIBS");
const shell = (command, quiet = true) => new Promise((done) => {
  const child = spawn("sh", ["-c", command], { stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  child.stdout.on("data", (data) => { said += data; });
  child.stderr.on("data", (data) => { said += data; });
  child.on("close", (status) => {
    if (!quiet && status !== 0) throw new Error(`${command}\n${said}`);
    done({ status, said });
  });
});
const object = (file, kind = "objects") => join(folder, kind, file.replace(/^generator\//, "").replace(/\.c$/, ".o"));
const MAIN = "generator/command/main.c";
const TRACED = join(folder, "traced.so"); // the library that remembers which of its lines ran

async function pool(jobs, work, act) {
  const queue = [...work];
  await Promise.all(Array.from({ length: jobs }, async (_, worker) => {
    for (let one; (one = queue.shift()) !== undefined;) await act(one, worker);
  }));
}

const linkLibrary = (worker, objects) => `gcc -shared -Wl,-soname,libismapgen.so -o ${worker}/libismapgen.so ${objects.join(" ")} ${libraries}`;
const linkMain = (worker, main) => `gcc -pie -o ${worker}/ismapgen ${main} ${worker}/libismapgen.so -Wl,-rpath,'$ORIGIN' ${libraries}`;

const compileAll = (jobs, command, kind) => pool(jobs, sources, async (file) => {
  mkdirSync(dirname(object(file, kind)), { recursive: true });
  await shell(`${command} -c -o ${object(file, kind)} ${file}`, false);
});

async function prepare(jobs) {
  console.log(`# building in ${folder}`);
  mkdirSync(folder, { recursive: true });
  await compileAll(jobs, compile, "objects");
  const objects = sources.filter((file) => file !== MAIN).map((file) => object(file));
  const programs = run("git", ["ls-files", "tests/unit/*.c", "tests/rules/*.c", "tests/leak/*.c", "tests/pdfa/*.c"]).trim().split("\n");
  for (let i = 0; i < jobs; i++) {
    const worker = join(folder, String(i));
    rmSync(worker, { recursive: true, force: true });
    mkdirSync(worker, { recursive: true });
    await shell(linkLibrary(worker, objects), false);
    await shell(linkMain(worker, object(MAIN)), false);
    writeFileSync(join(worker, "flags"), readFileSync(join(build, "flags")));
  }
  // Linked once: each worker's library is found beside its copy.
  const first = join(folder, "0");
  await pool(jobs, programs, async (file) => {
    const program = join(first, file.replace(/\.c$/, ""));
    mkdirSync(dirname(program), { recursive: true });
    await shell(`${compile} -pie -o ${program} ${file} ${first}/libismapgen.so -Wl,-rpath,'$ORIGIN/../..' ${libraries} -lcmocka`, false);
  });
  for (let i = 1; i < jobs; i++) cpSync(join(first, "tests"), join(folder, String(i), "tests"), { recursive: true });
  for (const name of existsSync(join(build, "pdfa")) ? ["pdfa"] : []) {
    for (let i = 0; i < jobs; i++) cpSync(join(build, name), join(folder, String(i), name), { recursive: true });
  }
}

// ---- how they are tried: cheap suites first, up to the first case that fails

const SLOW = {
  base: ["letters", "leak", "shard", "sign", "safety"],
  sign: ["options", "sign"],
  publish: ["leak", "record", "safety", "shard", "determinism"],
  source: ["import", "forms", "letters", "leak", "safety"],
  registry: ["issued", "record", "letters", "leak", "shard"],
  history: ["record", "letters"],
  rules: ["letters"],
  render: ["forms", "import", "leak", "html", "letters", "browser"],
  disclosure: ["leak", "html"],
  site: ["leak", "html", "determinism", "browser"],
  compose: ["letters", "pdfa"],
  page: ["letters", "pdfa"],
  pdf: ["forms", "letters", "sign", "pdfa"],
  letter: ["issued", "forms", "record", "letters", "options", "shard", "sign", "determinism", "pdfa"],
  command: ["import", "issued", "record", "manual", "options", "letters", "shard", "sign", "safety", "ci"],
};

const units = readdirSync("tests/unit").filter((name) => /^test_.*\.c$/.test(name));
const headers = new Map(units.map((name) => [name.slice(5, -2), readFileSync(join("tests/unit", name), "utf8")]));
const wingOf = (file) => file.split("/")[1];
const headerOf = (file) => file.replace(/^generator\//, "").replace(/\.c$/, ".h");

const isSlow = ([suite, name], file) => name === "" && SLOW[wingOf(file)].includes(suite);
const goldens = readdirSync("tests/golden").filter((name) => existsSync(`tests/golden/${name}/want`));

function stepsOf(file) {
  const quick = ["rules", "commands", "failures", "data"].map((suite) => [suite, ""]);
  quick.push(...goldens.map((name) => ["golden", name]));
  const slow = options.quick ? [] : SLOW[wingOf(file)].filter((suite) => !options.without.includes(suite)).map((suite) => [suite, ""]);
  return [...[...headers.keys()].map((name) => ["unit", name]), ...quick, ...slow];
}

/* Programs of tests/unit that name the header of the file go first, those that
 * name one of its wing then; the rest by how long they take. */
const took = (one) => usual.get(one.join("/")).took;
function near([suite, name], file) {
  if (suite !== "unit") return 2;
  const text = headers.get(name), header = headerOf(file);
  return text.includes(`"${header}"`) ? 0 : text.includes(`"${wingOf(file)}/`) && took([suite, name]) < 1000 ? 1 : 2;
}
const inOrder = (steps, file) => steps.sort((a, b) => near(a, file) - near(b, file) || took(a) - took(b));

// ---- which lines a step runs: of what a step never reaches, it can notice nothing

const blocks = []; // basic blocks of the library: where each begins, and where its call of reached.c returns
const rows = new Map(); // "file.c:LINE" → addresses of its code

const linesOf = async (command, args, act) => {
  const child = spawn(command, args, { stdio: ["ignore", "pipe", "inherit"] });
  for await (const line of createInterface({ input: child.stdout })) act(line);
};

async function readLibrary(library) {
  let begins = null; // of a function whose first block has not come yet
  let called = null;
  await linesOf("objdump", ["-d", "--no-show-raw-insn", "-j", ".text", library], (line) => {
    const [, opened] = line.match(/^([0-9a-f]+) <.*>:$/) ?? [];
    if (opened !== undefined) begins = parseInt(opened, 16);
    const at = parseInt(line, 16);
    if (called !== null && line.startsWith(" ")) {
      blocks.push({ begins: called, returns: at });
      called = null;
    }
    if (line.includes("<__sanitizer_cov_trace_pc")) {
      if (!/\b(call|bl)/.test(line)) return;
      called = begins ?? at;
      begins = null;
    }
  });
  await linesOf("objdump", ["--dwarf=decodedline", "-w", library], (line) => {
    const [, file, number, at] = line.match(/^(\S+\.c) +(\d+) +0x([0-9a-f]+)/) ?? [];
    if (file === undefined) return;
    const key = `${basename(file)}:${number}`;
    rows.set(key, [...(rows.get(key) ?? []), parseInt(at, 16)]);
  });
}

function blockAt(address) {
  let [low, high] = [0, blocks.length];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (blocks[middle].begins <= address) low = middle;
    else high = middle;
  }
  return low;
}

// Of a line without code of its own, a table or a macro, nothing is known.
const reaches = (one, mutant) => rows.get(`${basename(mutant.file)}:${mutant.line}`)?.some((address) => usual.get(one.join("/")).reached[blockAt(address)]) ?? true;

const LONG = 12000; // milliseconds of a step that --quick leaves out, if it is not of the file itself
const usual = new Map(); // how long a step takes, what fails in it anyway, which blocks it reaches
function step(worker, [suite, only], limit, reached = "") {
  return new Promise((done) => {
    const began = Date.now();
    const known = usual.get(`${suite}/${only}`)?.failing ?? [];
    const scratch = join(process.env.TMPDIR ?? (existsSync("/dev/shm") ? "/dev/shm" : "/tmp"), `mutant-${process.pid}-${basename(worker)}`);
    rmSync(scratch, { recursive: true, force: true });
    mkdirSync(scratch);
    const child = spawn(`tests/${suite}/run`, [], {
      detached: true, stdio: ["ignore", "pipe", "ignore"],
      env: { ...process.env, BUILD: worker, CASE: only, REACHED: reached, LC_ALL: "C.UTF-8", TZ: "UTC",
        G_DEBUG: "fatal-criticals", TMPDIR: scratch },
    });
    const failing = [];
    let killer = null;
    let planned = false;
    const stop = (why) => {
      killer ??= why;
      try { process.kill(-child.pid, "SIGKILL"); } catch { /* it has ended */ }
    };
    const timer = setTimeout(() => stop("timeout"), limit);
    createInterface({ input: child.stdout }).on("line", (line) => {
      if (/^1\.\.\d/.test(line)) planned = true;
      const failed = line.match(/^not ok (?:\d+ )?-? ?(.*)/);
      if (failed === null || /# SKIP/i.test(failed[1])) return;
      failing.push(failed[1]);
      if (usual.size > 0 && !known.includes(failed[1])) stop(failed[1]);
    });
    child.on("close", (status) => {
      clearTimeout(timer);
      if (killer === null && !planned && usual.size > 0) killer = `ended early (${status})`;
      rmSync(scratch, { recursive: true, force: true });
      done({ killer, failing, took: Date.now() - began });
    });
  });
}

// Kept for the next time, as long as no file of the project differs but these.
const ALL = ["--", ".", ":!tests/mutants"];
async function baseline(steps, jobs) {
  const state = createHash("sha256").update(run("git", ["ls-files", "-s", ...ALL])).update(run("git", ["diff", ...ALL])).digest("hex");
  const kept = join(folder, "baseline.jsonl");
  const found = new Map();
  if (existsSync(kept)) {
    for (const line of readFileSync(kept, "utf8").trim().split("\n").map((text) => JSON.parse(text))) {
      if (line.state === state) found.set(line.name, { took: line.took, failing: line.failing, reached: Buffer.from(line.reached, "base64") });
    }
  }
  const missing = steps.filter((one) => !found.has(one.join("/")));
  const libraries = Array.from({ length: jobs }, (_, worker) => join(folder, String(worker), "libismapgen.so"));
  if (found.size === 0) {
    rmSync(kept, { force: true });
    await compileAll(jobs, traced, "traced");
    await shell(`${compile} -c -o ${folder}/reached.o tests/mutants/reached.c`, false);
    await shell(linkLibrary(folder, [...sources.filter((file) => file !== MAIN).map((file) => object(file, "traced")), join(folder, "reached.o")]), false);
    renameSync(join(folder, "libismapgen.so"), TRACED);
  }
  await readLibrary(TRACED);
  console.log(`# what ${missing.length} steps say without a change`);
  const { size } = statSync(TRACED);
  if (missing.length > 0) for (const library of libraries) renameSync(library, `${library}.plain`), cpSync(TRACED, library);
  await pool(jobs, missing, async (one, worker) => {
    const map = join(folder, String(worker), "reached");
    writeFileSync(map, "");
    truncateSync(map, size);
    const { failing, took } = await step(join(folder, String(worker)), one, 1200000, map);
    const bytes = readFileSync(map);
    const reached = Buffer.from(blocks.map(({ returns }) => bytes[returns]));
    found.set(one.join("/"), { took, failing, reached });
    appendFileSync(kept, `${JSON.stringify({ state, name: one.join("/"), took, failing, reached: reached.toString("base64") })}\n`);
    if (failing.length > 0) console.log(`#   ${one.join("/")}: fails anyway: ${failing.join("; ")}`);
  });
  if (missing.length > 0) for (const library of libraries) renameSync(`${library}.plain`, library);
  for (const [name, told] of found) usual.set(name, told);
}

const digests = new Map(); // of optimized objects, to see what changes nothing
async function codeOf(file, output) {
  const { status } = await shell(`${optimized} -c -o ${output} ${file} && objcopy --strip-all -R .comment ${output}`);
  return status === 0 ? createHash("sha256").update(readFileSync(output)).digest("hex") : null;
}

async function examine(mutant, worker) {
  const place = join(folder, String(worker));
  const changed = join(place, "changed.c");
  const text = readFileSync(mutant.file, "utf8");
  // The name of the file and the lines stay: assertions tell them.
  const named = (whole) => `#line 1 "${mutant.file}"\n${whole}`;
  const compiled = join(place, "changed.o");
  writeFileSync(changed, named(text));
  if (!digests.has(mutant.file)) digests.set(mutant.file, await codeOf(changed, compiled));
  writeFileSync(changed, named(apply(text, mutant)));
  if ((await shell(`${compile} -Wno-error -c -o ${compiled} ${changed}`)).status !== 0 || (await shell(`${compile} -fsyntax-only ${changed}`)).status !== 0) return { outcome: "invalid" };
  if (await codeOf(changed, join(place, "code.o")) === digests.get(mutant.file)) return { outcome: "equivalent", by: "the compiler" };
  const objects = sources.filter((file) => file !== MAIN).map((file) => (file === mutant.file ? compiled : object(file)));
  let linked = await shell(linkLibrary(place, objects));
  if (linked.status === 0 && mutant.file === MAIN) linked = await shell(linkMain(place, compiled));
  if (linked.status !== 0) return { outcome: "invalid" };
  const isQuick = (one) => !isSlow(one, mutant.file) && (took(one) <= LONG || near(one, mutant.file) === 0);
  const steps = stepsOf(mutant.file).filter((one) => reaches(one, mutant) && !(options.quick && !isQuick(one)) && !(options.more && isQuick(one)));
  for (const one of inOrder(steps, mutant.file)) {
    const { killer } = await step(place, one, 20000 + 8 * took(one));
    if (killer !== null) return { outcome: "killed", by: `${one[0]}: ${one[1]} ${killer}`.replace(/ +/g, " ") };
  }
  return { outcome: "survived" };
}

// ---- what is told

const judged = existsSync("tests/mutants/judged.tsv")
  ? new Map(readFileSync("tests/mutants/judged.tsv", "utf8").split("\n").filter((line) => line !== "" && !line.startsWith("#")).map((line) => [line.split("\t")[0], line.split("\t").slice(1).join(" ")]))
  : new Map();

function table(found) {
  const rows = new Map();
  for (const result of found) {
    for (const name of [wingOf(result.file), "all"]) {
      const row = rows.get(name) ?? { killed: 0, equivalent: 0, survived: 0 };
      row[result.outcome]++;
      rows.set(name, row);
    }
  }
  console.log("wing         killed  survived  equivalent  killed of those that are none");
  for (const [wing, { killed, survived, equivalent }] of [...rows].sort(([a], [b]) => (a === "all") - (b === "all") || (a < b ? -1 : 1))) {
    const rate = killed + survived === 0 ? "–" : `${Math.round(1000 * killed / (killed + survived)) / 10} %`;
    console.log(`${wing.padEnd(12)} ${String(killed).padStart(6)}  ${String(survived).padStart(8)}  ${String(equivalent).padStart(10)}  ${rate}`);
  }
}

const jobs = Number(options.jobs);
await prepare(jobs);
const all = candidates();
const earlier = existsSync(results) ? readFileSync(results, "utf8").trim().split("\n").filter((line) => line !== "").map((line) => JSON.parse(line)) : [];
const done = new Map(earlier.map((result) => [result.id, result]));
const survived = new Set([...done.values()].filter((result) => result.outcome === "survived").map((result) => result.id));
const chosen = options.id !== undefined ? (mutant) => mutant.id === options.id : options.again || options.more ? (mutant) => survived.has(mutant.id) : null;
const order = chosen ? all.filter(chosen) : sample(all, Number(options.seed));
const count = chosen ? order.length : Number(options.count);
if (chosen) done.clear();
console.log(`# ${all.length} mutants in ${new Set(all.map((mutant) => mutant.file)).size} files; ${Math.min(count, order.length)} that compile are tried, seed ${options.seed}`);
const wings = new Set(order.map((mutant) => mutant.file));
const steps = new Map([...wings].flatMap(stepsOf).map((one) => [one.join("/"), one]));
await baseline([...steps.values()], jobs);

const found = [];
let next = 0;
await pool(jobs, Array(jobs).fill(0), async (_, worker) => {
  while (found.filter((result) => result.outcome !== "invalid").length < count && next < order.length) {
    const mutant = order[next++];
    const known = done.get(mutant.id);
    const result = known ?? { ...mutant, ...await examine(mutant, worker) };
    if (result.outcome === "survived" && judged.has(mutant.id)) Object.assign(result, { outcome: "equivalent", by: judged.get(mutant.id) });
    found.push(result);
    if (known === undefined) appendFileSync(results, `${JSON.stringify(result)}\n`);
    if (result.outcome !== "invalid") console.log(`${result.id} ${result.outcome}: ${mutant.file}:${mutant.line}: ${mutant.operator}: ${JSON.stringify(mutant.old.slice(0, 80))} => ${JSON.stringify(mutant.with.slice(0, 80))} (${result.by ?? unslashed(mutant.written)})`);
  }
});
console.log();
table(found.filter((result) => result.outcome !== "invalid"));
const survivors = found.filter((result) => result.outcome === "survived");
if (survivors.length > 0) console.log("\nWhat no test notices:");
for (const { id, file, line, operator, written, old, with: written2 } of survivors) console.log(`${id} ${file}:${line}: ${operator}: ${written}\n         ${JSON.stringify(old)} => ${JSON.stringify(written2)}`);
process.exit(survivors.length > 0 ? 1 : 0);
