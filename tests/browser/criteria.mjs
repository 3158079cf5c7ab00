// What the page of accessibility tests says was checked beyond axe-core: where the
// keyboard stops, what follows from focus and choice, order, navigation, ways to a page.
import { readFileSync, readdirSync } from "node:fs";
import { check, end, numbersOf, same, start } from "./harness.mjs";

const [, , folder] = process.argv;
const site = await start(folder);
const { open, data } = site;
const number = "C24-0061-2";
const PAGES = ["", `services/${number}/`, `answer/?n=${number}&f=WAF`, `compare/?n=${number}&n=${data[1].number}`, "changes/", "by/", "open-data/", "en/"];
const pagesOf = (language) => readdirSync(folder, { recursive: true }).filter((path) => path.endsWith(".html") && path.startsWith("en/") === (language === "en"));

// Walks by Tab through all of a page: the stops that cannot be seen, and the text of the last one.
async function walk(page) {
  await page.evaluate(() => {
    window.stops = [];
    document.addEventListener("focusin", ({ target }) => {
      window.ended ||= window.stops.length > 3 && target.className === "skip";
      if (target.id === "main" || window.ended) return;
      const box = target.getBoundingClientRect();
      const middle = (from, to, end) => (Math.max(from, 0) + Math.min(to, end)) / 2;
      const over = document.elementFromPoint(middle(box.left, box.right, innerWidth), middle(box.top, box.bottom, innerHeight));
      const shown = target.matches("label *") ? target.closest("label") : target;
      const seen = box.width > 3 && box.height > 3 && over !== null && (shown.contains(over) || over.contains(target));
      window.stops.push({ seen, html: target.outerHTML.slice(0, 90), last: target.closest("footer") !== null });
    });
  });
  for (let i = 1; i <= 400; i++) {
    await page.keyboard.press("Tab");
    if (i % 8 === 0 && await page.evaluate(() => window.ended)) break;
  }
  return page.evaluate(() => window.stops);
}

// Each page at each width is opened once, for its headings and then for the keyboard. Between the
// widths, the list is of few rows: where they stand is what differs.
const VIEWS = [[320, ["?q=C24"]], [360, PAGES], [768, ["?q=C24"]], [1024, ["?q=C24"]], [1280, PAGES]];
async function lookAtViews() {
  const views = [];
  for (const [width, paths] of VIEWS) {
    for (const path of paths) {
      const view = { name: `${path}, ${width} px`, faults: [] };
      const page = await open(path, { viewport: { width, height: 900 } }, (fault) => view.faults.push(fault));
      await page.waitForLoadState("networkidle");
      view.heads = await page.$$eval("main :is(h1, h2, h3)", (heads) => heads.filter((head) => head.checkVisibility()).map((head) => [head.getBoundingClientRect().top, head.textContent]));
      if (/^(\?.*)?$/.test(path)) {
        if (width < 1024) await page.click("#filters summary");
        await page.waitForSelector("[data-facet=prefecture] .options input");
        if (!(await page.isVisible("#sort"))) view.faults.push(`${width} px: nothing sorts`);
      }
      await page.evaluate(() => document.activeElement.blur());
      view.stops = await walk(page);
      await page.context().close();
      views.push(view);
    }
  }
  return views;
}
let looked;
const allViews = () => looked ??= lookAtViews();

await check("no stop of the keyboard is invisible or a trap, from 320 to 1280 px", async (faulty) => {
  for (const { name, faults, stops } of await allViews()) {
    faults.forEach(faulty);
    for (const { seen, html } of stops) if (!seen) faulty(`${name}: ${html}`);
    if (!stops.some(({ last }) => last)) faulty(`${name}: the footer is not reached after ${stops.length} stops`);
  }
});

await check("neither focus nor a choice leads away or moves the focus", async (faulty) => {
  for (const path of ["", `answer/?n=${number}`, `compare/?n=${number}`]) {
    const page = await open(path, {}, faulty);
    await page.waitForLoadState("networkidle");
    if (path === "") {
      await page.focus("#q");
      await page.waitForSelector("[data-facet=provider] .options input");
    }
    await page.evaluate(() => { window.stays = true; });
    const controls = await page.$$("main form :is(input, select):not([type=hidden])");
    for (const name of await Promise.all(controls.map((control) => control.evaluate((node) => `${node.name}\t${node.value}\t${node.type}`)))) {
      const [key, value, type] = name.split("\t");
      const control = page.locator(type === "checkbox" && key ? `main [name=${key}][value="${value}"]` : `main [name="${key}"]`).first();
      if (key === "" || !(await control.isVisible())) continue;
      const [pathname] = [new URL(page.url()).pathname];
      await control.focus();
      if (type === "checkbox") await page.keyboard.press("Space");
      else await page.keyboard.press("ArrowDown");
      await page.waitForTimeout(30);
      const [stays, focused] = await control.evaluate((node) => [window.stays === true, document.activeElement.name === node.name && document.activeElement.value === node.value]);
      if (!stays || new URL(page.url()).pathname !== pathname) faulty(`${path}: ${name} leads away`);
      if (!focused) faulty(`${path}: ${name} loses the focus`);
      if (type === "checkbox") await page.keyboard.press("Space");
      await page.waitForTimeout(30);
    }
    await page.context().close();
  }
});

await check("headings are seen in the order in which they are read", async (faulty) => {
  for (const { name, heads } of await allViews()) {
    if (heads.length === 0) faulty(`${name}: no heading is seen`);
    heads.forEach(([top, text], i) => { if (i > 0 && top < heads[i - 1][0] - 1) faulty(`${name}: “${text}” stands above “${heads[i - 1][1]}”`); });
  }
});

await check("the navigation is the same on all pages of a language", (faulty) => {
  for (const language of ["ja", "en"]) {
    const known = new Map();
    for (const path of pagesOf(language)) {
      const page = readFileSync(`${folder}/${path}`, "utf8");
      const names = [...page.matchAll(/<nav class="(?:site|footer)-nav"[\s\S]*?<\/nav>/g)].flatMap(([nav]) => [...nav.matchAll(/<a [^>]*>([^<]*)<\/a>/g)].map((link) => link[1])).filter((name) => name !== "English" && name !== "日本語");
      known.set(names.join(" | "), path);
    }
    if (known.size !== 1 || [...known.keys()][0].length < 40) faulty(`${language}: ${[...known].map(([names, path]) => `${path}: ${names}`).join(" // ")}`);
  }
});

await check("each service is found by the list, by the views, by search and in the sitemap", async (faulty) => {
  const sitemap = readFileSync(`${folder}/sitemap.xml`, "utf8");
  const linked = (paths) => paths.map((path) => readFileSync(`${folder}/${path}`, "utf8")).join("\n");
  const [list, kana, providers] = [["index.html"], pagesOf("ja").filter((path) => path.startsWith("by/kana/")), pagesOf("ja").filter((path) => path.startsWith("by/provider/"))].map(linked);
  const page = await open("", {}, faulty);
  for (const entry of data) {
    const path = `services/${entry.number}/`;
    for (const [name, text] of Object.entries({ list, kana, providers, sitemap })) if (!text.includes(path)) faulty(`${entry.number} is not in: ${name}`);
    await page.fill("#q", entry.number);
    await page.waitForFunction((wanted) => document.querySelector("#list tbody tr")?.dataset.number === wanted, entry.number);
  }
  if (!same(await numbersOf(page).then((numbers) => numbers.slice(0, 1)), [data.at(-1).number])) faulty("the number is not found first");
  await page.context().close();
});

await check("no text is a picture", (faulty) => {
  for (const path of [...pagesOf("ja"), ...pagesOf("en")]) {
    for (const [image] of readFileSync(`${folder}/${path}`, "utf8").matchAll(/<(?:img|picture|canvas|object|embed)\b[^>]*>/g)) {
      if (!/src="[^"]*qr\.svg"/.test(image) || !/alt="[^"]+"/.test(image)) faulty(`${path}: ${image}`);
    }
  }
});

await end();
