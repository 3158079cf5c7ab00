// The pages in a real Chromium: nothing overflows, nothing is reported by the
// console or by axe-core, and the list can be searched, filtered and sorted.
import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";
import { serve } from "./served.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const [, , folder] = process.argv;

let count = 0;
let failed = 0;

function report(name, faults) {
  count++;
  if (faults.length > 0) failed++;
  console.log(`${faults.length === 0 ? "ok" : "not ok"} - ${name}`);
  for (const fault of faults) console.log(`#   ${fault}`);
}

async function check(name, body) {
  const faults = [];
  try {
    await body((fault) => faults.push(fault));
  } catch (error) {
    faults.push(String(error.message).replaceAll("\n", "\n#   "));
  }
  report(name, faults);
}

const site = await serve(folder);
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });

async function open(path, options, faulty) {
  const context = await browser.newContext({ reducedMotion: "reduce", bypassCSP: false, ...options });
  const page = await context.newPage();
  page.on("console", (message) => {
    if (message.type() !== "log") faulty(`${path}: console: ${message.text()}`);
  });
  page.on("pageerror", (error) => faulty(`${path}: ${error.message}`));
  page.on("request", (request) => {
    if (!request.url().startsWith(site.address)) faulty(`${path}: asks ${request.url()}`);
  });
  await page.goto(site.address + path);
  return page;
}

const service = readdirSync(`${folder}/services`).sort();
const day = readdirSync(`${folder}/changes`).filter((name) => /^\d/.test(name)).sort().at(-1);
const PAGES = [
  "", `services/${service[0]}/`, `services/${service.at(-1)}/`, "changes/", `changes/${day}/`, "open-data/",
  "how-to-read/", "accessibility/", "404.html",
];

for (const path of PAGES) {
  for (const colorScheme of ["light", "dark"]) {
    await check(`${path || "the list"}, ${colorScheme}: axe-core and the console have nothing to say`, async (faulty) => {
      for (const width of [320, 1280]) {
        const page = await open(path, { viewport: { width, height: 900 }, colorScheme, bypassCSP: true }, faulty);
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        if (overflow > 0) faulty(`${width} px: ${overflow} px too wide`);
        await page.evaluate(AXE);
        await page.evaluate(() => document.querySelectorAll("details").forEach((details) => { details.open = true; }));
        const found = await page.evaluate((tags) => axe.run({ runOnly: tags }), AXE_TAGS);
        for (const violation of found.violations) {
          faulty(`${width} px: ${violation.id}: ${violation.help}: ${violation.nodes[0].html}`);
        }
        await page.context().close();
      }
    });
  }
}

const data = JSON.parse(readFileSync(`${folder}/data/services.json`, "utf8")).services;
const numbersOf = (page) => page.$$eval("#list tbody tr:not(.nothing)", (rows) => rows.map((row) => row.dataset.number));
const same = (a, b) => a.length === b.length && a.every((value, index) => value === b[index]);

async function settled(page) {
  await page.waitForFunction(() => document.getElementById("result").textContent !== "");
}

async function search(page, query) {
  await page.fill("#q", query);
  await page.press("#q", "Enter");
  await settled(page);
}

await check("the whole list stands there without script", async (faulty) => {
  const page = await open("", { javaScriptEnabled: false }, faulty);
  if (!same(await numbersOf(page), data.map((entry) => entry.number).slice(0, 200))) faulty("not all services");
  if (await page.isVisible("#search")) faulty("a form that does nothing is shown");
  await page.context().close();
});

await check("a search finds what is written otherwise", async (faulty) => {
  const page = await open("", {}, faulty);
  const name = data.find((entry) => /[ァ-ヶ]{4}/u.test(entry.name)).name.match(/[ァ-ヶー]{4,}/u)[0];
  const hiragana = name.replace(/[ァ-ヶ]/gu, (kana) => String.fromCodePoint(kana.codePointAt(0) - 0x60));
  await search(page, name);
  const found = await numbersOf(page);
  if (found.length === 0) faulty(`nothing for ${name}`);
  for (const other of [hiragana, `  ${name}　`, name.replaceAll("ー", ""), name.replaceAll("ー", "-")]) {
    await search(page, other);
    await page.waitForTimeout(50);
    if (!same(await numbersOf(page), found)) faulty(`${other} finds other services than ${name}`);
  }
  await page.context().close();
});

await check("a search stands in the address and survives reload, back and forward", async (faulty) => {
  const page = await open("", {}, faulty);
  const before = await numbersOf(page);
  await page.selectOption("#plan", "yes");
  await settled(page);
  const found = await numbersOf(page);
  const expected = data.filter((entry) => entry.improvement_plan).map((entry) => entry.number);
  if (!same(found, expected)) faulty(`${found} instead of ${expected}`);
  if (!page.url().includes("plan=yes")) faulty(`the address is ${page.url()}`);
  await page.reload();
  await settled(page);
  if (!same(await numbersOf(page), found)) faulty("other services after a reload");
  await page.goBack();
  await page.waitForFunction((length) => document.querySelectorAll("#list tbody tr").length === length, before.length);
  if ((await page.inputValue("#plan")) !== "") faulty("the form keeps what is gone");
  await page.goForward();
  await settled(page);
  if (!same(await numbersOf(page), found)) faulty("other services after going forward");
  await page.context().close();
});

await check("a search that finds nothing says so, and all can be cleared by keyboard", async (faulty) => {
  const page = await open("", {}, faulty);
  await search(page, "存在しないサービス名");
  if ((await numbersOf(page)).length !== 0) faulty("rows are left");
  if (!(await page.isVisible(".nothing"))) faulty("nothing is said");
  if (!(await page.textContent("#result")).includes("0件")) faulty("the result is not announced");
  await page.focus("#reset");
  await page.keyboard.press("Enter");
  await page.waitForFunction((length) => document.querySelectorAll("#list tbody tr").length === length, data.length);
  await page.context().close();
});

await check("columns are sorted by keyboard, both ways", async (faulty) => {
  const page = await open("", {}, faulty);
  const dates = data.map((entry) => entry.expires_on).sort();
  await page.focus("th[data-sort=expires] button");
  for (const [direction, expected] of [["ascending", dates], ["descending", dates.toReversed()]]) {
    await page.keyboard.press("Enter");
    await page.waitForSelector(`th[data-sort=expires][aria-sort=${direction}]`);
    const shown = await page.$$eval("#list tbody tr td:nth-child(5) time", (times) => times.map((time) => time.dateTime));
    if (!same(shown, expected)) faulty(`${direction}: ${shown}`);
  }
  if ((await page.$$("th[aria-sort]")).length !== 1) faulty("two columns say that they are sorted");
  await page.context().close();
});

await check("the keyboard reaches the list past the header", async (faulty) => {
  const page = await open("", {}, faulty);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  const focused = await page.evaluate(() => document.activeElement.closest("main") !== null);
  if (!focused) faulty("the skip link does not lead into the page");
  await page.context().close();
});

await check("a service page prints on A4 with all its objectives", async (faulty) => {
  const page = await open(`services/${service[0]}/`, {}, faulty);
  const pdf = await page.pdf({ preferCSSPageSize: true });
  if (pdf.length < 20000) faulty("the print is nearly empty");
  await page.emulateMedia({ media: "print" });
  if (await page.isVisible(".site-nav")) faulty("the navigation is printed");
  await page.context().close();
});

await browser.close();
site.close();
console.log(`1..${count}`);
process.exit(failed > 0 ? 1 : 0);
