// The pages in a real Chromium: nothing overflows, nothing is reported by the
// console or by axe-core, and the list can be searched, filtered and sorted.
import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { browser, check, end, numbersOf, same, start } from "./harness.mjs";
import { HOSTILE } from "./hostile.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const [, , folder, hostileFolder, hostileNumber] = process.argv;

const site = await start(folder);
const { open } = site;

const service = readdirSync(`${folder}/services`).sort();
const day = readdirSync(`${folder}/changes`).filter((name) => /^\d/.test(name)).sort().at(-1);
const PAGES = [
  "", `services/${service[0]}/`, `services/${service.at(-1)}/`, "changes/", `changes/${day}/`, "open-data/", "statistics/",
  "by/", "by/kana/ka/", `answer/?n=${service[0]}&f=${encodeURIComponent("専有HSM")}`, `compare/?n=${service[0]}&n=${service.at(-1)}`, "how-to-read/", "accessibility/", "404.html",
  "changes/between/?from=2026-11-01&to=2026-11-30", "en/changes/between/?n=C26-0099-1",
  "en/", `en/services/${service[1]}/`, "en/changes/", "en/open-data/", "en/how-to-read/",
];

// What the dark colours change is contrast; all else is looked at in the light.
for (const path of PAGES) {
  await check(`${path || "the list"}, light and dark: axe-core and the console have nothing to say`, async (faulty) => {
    const page = await open(path, { bypassCSP: true }, faulty);
    if (path.startsWith("compare/")) await page.waitForSelector("#compare thead th:nth-child(3)");
    await page.evaluate(AXE);
    await page.evaluate(() => document.querySelectorAll("details").forEach((details) => { details.open = true; }));
    for (const [colorScheme, width, rules] of [["light", 320, AXE_TAGS], ["light", 768, []], ["light", 1280, AXE_TAGS], ["dark", 1280, ["color-contrast"]]]) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 900 });
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      if (overflow > 0) faulty(`${width} px: ${overflow} px too wide`);
      if (rules.length === 0) continue;
      const { violations, passes } = await page.evaluate((asked) => axe.run({ runOnly: asked, resultTypes: ["violations"], selectors: false }), rules);
      for (const violation of violations) faulty(`${colorScheme}, ${width} px: ${violation.id}: ${violation.help}: ${violation.nodes[0].html}`);
      if (!passes.some(({ id }) => id === "color-contrast")) faulty(`${colorScheme}, ${width} px: no colour was looked at`);
    }
    await page.context().close();
  });
}

await check("no page is wider than a narrow window in a font of other widths", async (faulty) => {
  const page = await open("", { viewport: { width: 320, height: 900 }, bypassCSP: true }, faulty);
  for (const path of ["", `services/${service[0]}/`, "changes/", "open-data/", "en/", `en/services/${service[0]}/`, `compare/?n=${service[0]}`]) {
    await page.goto(site.address + path, { waitUntil: "networkidle" });
    await page.addStyleTag({ content: "* { font-family: monospace !important; letter-spacing: 0.06em !important; }" });
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    if (overflow > 0) faulty(`${path}: ${overflow} px too wide`);
  }
  await page.context().close();
});

// What scripts show has its place from the beginning (Cumulative Layout Shift: good up to 0.1).
await check("nothing moves while a page loads", async (faulty) => {
  for (const width of [360, 768, 1280]) {
    const page = await open("404.html", { viewport: { width, height: 900 }, bypassCSP: true }, faulty);
    await page.addInitScript(() => {
      window.moved = 0;
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) window.moved += entry.value;
      }).observe({ type: "layout-shift", buffered: true });
    });
    for (const path of ["", "en/", "answer/", "changes/between/", `compare/?n=${service[0]}&n=${service.at(-1)}`, `services/${service[0]}/`]) {
      await page.goto(site.address + path, { waitUntil: "networkidle" });
      const moved = await page.evaluate(() => new Promise((done) => setTimeout(() => done(window.moved), 100)));
      if (moved > 0.02) faulty(`${path}, ${width} px: ${moved.toFixed(3)}`);
    }
    await page.context().close();
  }
});

const { data } = site;
async function settled(page) {
  await page.waitForFunction(() => document.getElementById("result").textContent !== "");
}

async function search(page, query) {
  await page.fill("#q", query);
  await page.press("#q", "Enter");
  await settled(page);
}

await check("the whole list stands there without script, and says what needs one", async (faulty) => {
  const page = await open("", { javaScriptEnabled: false }, faulty);
  if (!same(await numbersOf(page), data.map((entry) => entry.number).slice(0, 50))) faulty("not all services");
  if (await page.isVisible("#search")) faulty("a form that does nothing is shown");
  if (!await page.isVisible("noscript p")) faulty("nothing says why there is no search");
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
  await page.check("[name=plan][value=yes]");
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
  if (await page.isChecked("[name=plan][value=yes]")) faulty("the form keeps what is gone");
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
  for (const [direction, expected] of [["ascending", dates], ["descending", [...dates].reverse()]]) {
    await page.keyboard.press("Enter");
    await page.waitForSelector(`th[data-sort=expires][aria-sort=${direction}]`);
    const shown = await page.$$eval("#list tbody tr td.date > time", (times) => times.map((time) => time.dateTime));
    if (!same(shown, expected)) faulty(`${direction}: ${shown}`);
  }
  if ((await page.$$("th[aria-sort]")).length !== 1) faulty("two columns say that they are sorted");
  await page.context().close();
});

await check("services are chosen in the list and compared", async (faulty) => {
  const page = await open("", {}, faulty);
  const boxes = await page.$$(".choose input");
  for (const box of boxes.slice(0, 4)) {
    await box.focus();
    await page.keyboard.press("Space");
  }
  if (!(await boxes[4].isDisabled())) faulty("a fifth can be chosen");
  await page.click("#compare-link");
  await page.waitForSelector("#compare thead th:nth-child(5)");
  const names = await page.$$eval("#compare thead a", (links) => links.map((link) => link.textContent));
  if (!same(names, data.slice(0, 4).map((entry) => entry.name))) faulty(`compared are ${names}`);
  const before = await page.$$eval("#compare tbody tr", (rows) => rows.filter((row) => !row.hidden).length);
  await page.check("#only-differences");
  await page.waitForFunction((count) => [...document.querySelectorAll("#compare tbody tr")].filter((row) => !row.hidden).length < count, before);
  const marked = await page.$$eval("#compare tbody tr:not([hidden]) .mark-differs", (marks) => marks.length);
  const visible = await page.$$eval("#compare tbody tr:not([hidden])", (rows) => rows.length);
  if (marked !== visible) faulty(`${visible} rows differ, ${marked} are marked`);
  await page.click("#compare thead button >> nth=0");
  await page.waitForFunction(() => document.querySelectorAll("#compare thead a").length === 3);
  await page.goBack();
  await page.waitForFunction(() => document.querySelectorAll("#compare thead a").length === 4);
  await page.context().close();
});

await check("a function is answered by service, region and day, with a sentence to cite", async (faulty) => {
  const page = await open("answer/", {}, faulty);
  const [entry] = data;
  await page.goto(`${site.address}answer/?${new URLSearchParams({ n: entry.number, f: entry.statement_scope.sub_services[0].name })}`);
  await page.waitForSelector("#answer:not([hidden])");
  const [sentence, link] = await page.evaluate(() => ["answer-sentence", "answer-link"].map((id) => document.getElementById(id).textContent));
  if (!sentence.includes(entry.number) || !sentence.includes("2026年11月24日現在")) faulty(`the sentence is ${sentence}`);
  if (!link.endsWith(`/services/${entry.number}/#item-6`)) faulty(`the link is ${link}`);
  // The renewal of 2025-12-19 added what was not listed before, and on the day before the registration nothing was.
  for (const [day, verdict] of [["2025-12-19", "対象"], ["2025-12-18", "記載なし"], ["2024-12-12", "登録なし"]]) {
    await page.goto(`${site.address}answer/?${new URLSearchParams({ n: "C24-0061-2", f: "専有HSM", d: day })}`);
    await page.waitForSelector("#answer:not([hidden])");
    const found = await page.textContent("#answer-verdict");
    if (found !== verdict) faulty(`on ${day}: ${found} instead of ${verdict}`);
  }
  // A function that is offered in Tokyo alone is not in scope in Osaka.
  for (const [region, verdict] of [["", "対象"], ["JP-13", "対象"], ["東京リージョン（東京都）", "対象"], ["JP", "対象"], ["JP-27", "記載なし"], ["大阪リージョン（大阪府）", "記載なし"]]) {
    await page.goto(`${site.address}answer/?${new URLSearchParams({ n: "C24-0061-2", f: "専有HSM", ...(region === "" ? {} : { r: region }) })}`);
    await page.waitForSelector("#answer:not([hidden])");
    const found = await page.textContent("#answer-verdict");
    if (found !== verdict) faulty(`専有HSM in ${region}: ${found} instead of ${verdict}`);
    if (!/次のリージョンに限られています：東京リージョン/.test(await page.textContent("#answer-found"))) faulty(`${region}: it is not said where it is`);
  }
  await page.goto(`${site.address}services/${service[0]}/`);
  await page.fill("#f", data[0].statement_scope.sub_services[1].name);
  await page.press("#f", "Enter");
  await page.waitForSelector("#answer:not([hidden])");
  if ((await page.textContent("#answer-verdict")) !== "対象") faulty("the question on the service's page is not answered");
  await page.context().close();
});

await check("what changed between two days is told by the address, with the words that differ", async (faulty) => {
  const page = await open("changes/between/?from=2026-11-01&to=2026-11-15", {}, faulty);
  const rows = readFileSync(`${folder}/data/changes.jsonl`, "utf8").trim().split("\n").map((line) => JSON.parse(line));
  const wanted = (from, to, number = null) => [...new Set(rows.filter((row) => row.published_on >= from && row.published_on <= to && (number === null || row.number === number))
    .map((row) => `${row.number} ${row.id}`))].reverse();
  const shown = async () => {
    await page.waitForSelector("#between-form:not([hidden])");
    return page.evaluate(() => [...document.querySelectorAll("#between article")].map((article) => `${article.querySelector(".number").textContent} ${article.querySelector("h3 a")?.hash.slice(1)}`));
  };
  const expect = async (list, what) => {
    const found = await shown();
    if (list.length === 0 || found.join() !== list.join()) faulty(`${what}: ${found.join()} instead of ${list.join()}`);
  };
  await expect(wanted("2026-11-01", "2026-11-15"), "two weeks");
  const marks = await page.evaluate(() => [...document.querySelectorAll("#between .event-label-listing-correction")].flatMap((label) => [...label.closest("article").querySelectorAll("mark")].map((mark) => mark.textContent)));
  if (marks.join() !== "1,11") faulty(`marked are ${marks.join()}`);
  await page.fill("#from", "2026-09-01");
  await page.fill("#to", "2026-11-30");
  await page.fill("#n", "C26-0099-1");
  await page.press("#n", "Enter");
  await page.waitForURL(/n=C26-0099-1/);
  await expect(wanted("2026-09-01", "2026-11-30", "C26-0099-1"), "one number");
  await page.goBack();
  await page.waitForURL((address) => !address.search.includes("n="));
  await expect(wanted("2026-11-01", "2026-11-15"), "back");
  await page.click(".twin");
  await page.waitForURL(/en\/changes\/between\/\?from=2026-11-01&to=2026-11-15/);
  await expect(wanted("2026-11-01", "2026-11-15"), "in English");
  if (!(await page.textContent("#between")).includes("Correction of the listing")) faulty("in English the kinds are not");
  await page.goto(`${site.address}changes/between/?from=2026-11-15&to=2026-11-01`);
  await page.waitForSelector("#between-form:not([hidden])");
  if ((await page.locator("#between article").count()) > 0 || !/前です/.test(await page.textContent("#between-result"))) faulty("days the wrong way round are not told");
  await page.context().close();
});

await check("a page that stays from day to day tells the day of the list", async (faulty) => {
  for (const [path, text] of [[`services/${service[0]}/`, "2026年11月24日"], [`en/services/${service[0]}/`, "24 November 2026"], ["by/kana/ka/", "2026年11月24日"], ["404.html", "2026年11月24日"]]) {
    const page = await open(path, {}, faulty);
    await page.waitForSelector("[data-as-of] time");
    const told = await page.textContent("[data-as-of]");
    if (!told.includes(text) || !/[0-9a-f]{12}/.test(told)) faulty(`${path}: ${told}`);
    await page.context().close();
  }
  const page = await open(`services/${service[0]}/`, { javaScriptEnabled: false }, faulty);
  await page.emulateMedia({ media: "print" });
  const printed = await page.$eval("[data-as-of] > a", (link) => getComputedStyle(link, "::after").content);
  if (!/^"2026-11-24 [0-9a-f]{12}"$/.test(printed)) faulty(`without a script ${printed} is printed`);
  await page.context().close();
});

await check("what is chosen for comparison survives Back, and the other language keeps it", async (faulty) => {
  const page = await open("", {}, faulty);
  await page.locator(".choose input").nth(0).check();
  await page.locator(".choose input").nth(1).check();
  await page.locator("#list tbody tr").nth(2).locator("th a").click();
  await page.waitForURL(/services/);
  await page.goBack();
  await page.waitForSelector("#compare-bar:not([hidden])");
  await page.locator(".choose input").nth(3).check();
  if ((await page.locator(".choose input:checked").count()) !== 3) faulty("other boxes are ticked than were chosen");
  const wanted = [0, 1, 3].map((index) => `n=${data[index].number}`).join("&");
  const address = await page.getAttribute("#compare-link", "href");
  if (!address.endsWith(`?${wanted}`)) faulty(`compared would be ${address}`);
  await page.click("#compare-link");
  await page.waitForSelector("#compare thead th:nth-child(4)");
  await page.click(".twin");
  await page.waitForSelector("#compare thead th:nth-child(4)");
  if (!page.url().endsWith(`en/compare/?${wanted}`)) faulty(`in English: ${page.url()}`);
  await page.fill("#add", "no such service");
  await page.press("#add", "Enter");
  if (!(await page.textContent("#compare-result")).includes("no such service")) faulty("an unknown name is passed over");
  await page.fill("#add", data[5].number);
  await page.press("#add", "Enter");
  await page.waitForSelector("#compare thead th:nth-child(5)");
  await page.context().close();
});

// The CSV file that a click on a button gives.
async function savedBy(page, button) {
  const [download] = await Promise.all([page.waitForEvent("download"), page.click(button)]);
  return csvRows(readFileSync(await download.path(), "utf8"));
}

await check("the list as shown is saved with what was asked, of which day and edition", async (faulty) => {
  const page = await open("?status=continued&q=" + encodeURIComponent("東京"), {}, faulty);
  await settled(page);
  const shown = await numbersOf(page);
  const rows = await savedBy(page, "#export");
  const index = JSON.parse(readFileSync(`${folder}/data/index.json`, "utf8"));
  const published = csvRows(readFileSync(`${folder}/data/services.csv`, "utf8"));
  const head = Object.fromEntries(rows.slice(0, 4));
  if (head["リストの基準日"] !== index.as_of) faulty(`the day is ${head["リストの基準日"]}`);
  if (head["版（SHA-256）"] !== index.edition) faulty("the edition is another one");
  if (!/東京.*有効期限後も継続/.test(head["条件"])) faulty(`the conditions are ${head["条件"]}`);
  if (head["アドレス"] !== page.url()) faulty(`the address is ${head["アドレス"]}`);
  const saved = rows.slice(4).filter((row) => row.length > 1);
  if (!same(saved[0], published[0])) faulty("other columns than the published ones");
  if (!same(saved.slice(1).map((row) => row[0]), shown)) faulty(`saved are ${saved.slice(1).map((row) => row[0])}`);
  for (const row of saved.slice(1)) if (!same(row, published.find((one) => one[0] === row[0]))) faulty(`${row[0]} differs`);
  await page.emulateMedia({ media: "print" });
  if (!/2026年11月24日.*東京/.test(await page.textContent("#printed"))) faulty("the printed list does not say what it is");
  await page.context().close();
});

await check("values of an address that are none are taken out of it", async (faulty) => {
  const page = await open("", {}, faulty);
  await page.goto(`${site.address}?status=bogus&expires=abc&country=nope&prefecture=99&region=nope&plan=maybe&sort=evil&excluded=yes`);
  await page.waitForFunction(() => !location.search.includes("bogus"));
  if (new URL(page.url()).search !== "?excluded=yes") faulty(`values that are none stay: ${page.url()}`);
  await page.click("#active button");
  await page.waitForFunction(() => location.search === "");
  await page.context().close();
});

await check("the first result stands on the first screen", async (faulty) => {
  for (const [width, height, limit] of [[1280, 900, 900], [360, 800, 960]]) {
    const page = await open("", { viewport: { width, height } }, faulty);
    const top = await page.evaluate(() => document.querySelector("#list tbody tr").getBoundingClientRect().top);
    if (top > limit - 40) faulty(`${width} px: the first row stands at ${top} px`);
    await page.context().close();
  }
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

await check("a comparison prints on landscape pages with its day, and no marks of Markdown", async (faulty) => {
  const page = await open("compare/?n=C24-0061-2&n=C25-0077-1&n=C26-0101-2", {}, faulty);
  await page.waitForSelector("#compare thead th:nth-child(4)");
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
  if (!/\/MediaBox \[0 0 841\.\d+ 59/.test(pdf)) faulty("the pages stand upright");
  await page.emulateMedia({ media: "print" });
  if (!/2026年11月24日/.test(await page.textContent("#compare-lead"))) faulty("the day is not told");
  if (/\| ?-|\*\*/.test(await page.textContent("#compare"))) faulty("Markdown is shown as it is written");
  for (const cell of await page.$$("#compare tbody th, #compare tbody td")) {
    const rule = await cell.evaluate((node) => getComputedStyle(node).borderBlockEndWidth);
    if (rule === "0px") { faulty("a row has no rule"); break; }
  }
  await page.context().close();
});

await check("names in a row, a reason and a comparison tell their language", async (faulty) => {
  const page = await open("en/?q=Console", {}, faulty);
  await page.waitForSelector(".why");
  // Of each, the words that no element in it says to be of another language.
  const languages = (selector) => page.$$eval(selector, (list) => list.map((node) => {
    const own = node.cloneNode(true);
    for (const inner of own.querySelectorAll("[lang]")) inner.remove();
    return [node.lang, own.textContent];
  }));
  const told = await languages(".scope [lang], .regions [lang], .why [lang]");
  await page.goto(`${site.address}en/compare/?n=C24-0061-2&n=C25-0077-1`);
  await page.waitForSelector("#compare thead th:nth-child(3)");
  told.push(...await languages("#compare [lang]"));
  if (!told.some(([, text]) => text === "Console") || told.length < 20) faulty(`only ${told.length} are told`);
  for (const [lang, text] of told) {
    if ((lang === "en") !== (/[A-Za-z]/.test(text) && !/[ぁ-ヿ一-鿿]/.test(text))) faulty(`${lang}: ${text.slice(0, 40)}`);
  }
  await page.context().close();
});

await check("in forced colours buttons have a border, and one link alone is marked as the page", async (faulty) => {
  const page = await open("", { forcedColors: "active" }, faulty);
  for (const button of await page.$$("button:not(thead button), .button")) {
    if (await button.isVisible() && await button.evaluate((node) => getComputedStyle(node).borderTopWidth) === "0px") faulty(await button.textContent());
  }
  const marked = await page.$$eval(".site-nav a:not(.twin)", (links) => links.filter((link) => getComputedStyle(link).borderBottomColor !== getComputedStyle(document.body).backgroundColor).length);
  if (marked !== 1) faulty(`${marked} links are marked`);
  await page.context().close();
});

await check("each page leads to itself in the other language, and says so", async (faulty) => {
  const page = await open(`services/${service[0]}/`, {}, faulty);
  const heading = await page.textContent("h1");
  await page.click(".twin");
  await page.waitForURL(`**/en/services/${service[0]}/`);
  if ((await page.getAttribute("html", "lang")) !== "en") faulty("the page in English does not say that it is");
  if ((await page.textContent("h1")) !== heading) faulty("another service");
  if ((await page.getAttribute("h1", "lang")) !== "ja") faulty("data in Japanese is not marked");
  const codes = await page.$$eval("link[hreflang]", (links) => links.map((link) => link.hreflang).sort());
  if (!same(codes, ["en", "ja", "x-default"])) faulty(`alternates: ${codes}`);
  const frame = await page.evaluate(() => {
    for (const data of document.querySelectorAll("body [lang=ja]")) data.remove();
    return document.body.innerText;
  });
  if (/[ぁ-んァ-ヶ一-龠]/u.test(frame)) faulty(`Japanese that is not marked: ${frame.match(/.*[ぁ-んァ-ヶ一-龠].*/u)[0]}`);
  await page.goto(`${site.address}en/?status=continued`);
  await page.waitForFunction(() => / of \d+ services match/.test(document.getElementById("result").textContent));
  await page.context().close();
});

await check("the keyboard alone reaches all of the search, and is seen where it is", async (faulty) => {
  const page = await open("", {}, faulty);
  const reached = new Set();
  for (let i = 0; i < 90; i++) {
    await page.keyboard.press("Tab");
    const [name, seen] = await page.evaluate(() => {
      const active = document.activeElement;
      const style = getComputedStyle(active);
      return [active.id || active.textContent.trim().slice(0, 20), style.outlineStyle !== "none" && style.outlineWidth !== "0px"];
    });
    reached.add(name);
    if (!seen && name !== "main") faulty(`${name}: the focus is not seen`);
  }
  for (const name of ["q", "expires", "sort", "export"]) {
    if (!reached.has(name)) faulty(`${name} is not reached`);
  }
  await page.context().close();
});

await check("pages say in schema.org's words what they are about", async (faulty) => {
  const page = await open(`services/${service[0]}/`, {}, faulty);
  const item = await page.evaluate(() => {
    const texts = (scope) => Object.fromEntries([...scope.querySelectorAll("[itemprop]")]
      .filter((node) => node.parentElement.closest("[itemscope]") === scope)
      .map((node) => [node.getAttribute("itemprop"), node.hasAttribute("itemscope") ? texts(node) : node.textContent.trim()]));
    const scope = document.querySelector("[itemscope]");
    return { type: scope.getAttribute("itemtype"), ...texts(scope) };
  });
  const entry = data.find((one) => one.number === service[0]);
  if (item.type !== "https://schema.org/Service") faulty(`the type is ${item.type}`);
  if (item.name !== entry.name || item.identifier !== entry.number) faulty(`${item.name}, ${item.identifier}`);
  if (item.provider?.name !== entry.provider.name) faulty(`the provider is ${JSON.stringify(item.provider)}`);
  await page.goto(`${site.address}open-data/`);
  const files = await page.$$eval("[itemtype$=DataDownload] [itemprop=contentUrl]", (links) => links.map((link) => link.href));
  if (files.length !== 3) faulty(`files of the data set: ${files}`);
  await page.context().close();
});

await check("the strict policy is sent and holds", async (faulty) => {
  const page = await open("", {}, faulty);
  const response = await page.goto(site.address);
  const policy = response.headers()["content-security-policy"] ?? "";
  if (!policy.includes("default-src 'none'") || policy.includes("unsafe")) faulty(`the policy is ${policy}`);
  page.removeAllListeners("console");
  await page.evaluate(() => {
    const script = document.createElement("script");
    script.textContent = "window.harmed = true";
    document.body.append(script);
  });
  if (await page.evaluate(() => window.harmed)) faulty("an inline script runs");
  await page.context().close();
});

await check("the first load is small", async (faulty) => {
  const { gzipSync } = await import("node:zlib");
  const sizes = {};
  for (const [path, limit] of [["", 100], [`services/${service[0]}/`, 30]]) {
    const page = await open(path, { javaScriptEnabled: true }, faulty);
    const urls = await page.evaluate(() => performance.getEntriesByType("resource").map((entry) => entry.name));
    let bytes = gzipSync(readFileSync(`${folder}/${path}index.html`)).length;
    for (const url of urls) bytes += gzipSync(readFileSync(`${folder}/${new URL(url).pathname}`)).length;
    sizes[path || "list"] = Math.round(bytes / 1024);
    if (bytes > limit * 1024) faulty(`${path || "the list"}: ${bytes} bytes compressed`);
    await page.context().close();
  }
  console.log(`# compressed, kB: ${JSON.stringify(sizes)}`);
});

/* Hostile text in the registry. */

function csvRows(text) {
  const rows = [[]];
  const fields = /(?:^\uFEFF|)(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/gy;
  while (fields.lastIndex < text.length) {
    const match = fields.exec(text);
    rows.at(-1).push(match[1]?.replaceAll('""', '"') ?? match[2]);
    if (match[3] !== ",") rows.push([]);
  }
  return rows.filter((fields) => fields.length > 0);
}

const hostileSite = await start(hostileFolder);
const hostile = JSON.parse(readFileSync(`${hostileFolder}/services/${hostileNumber}/service.json`, "utf8")).service;

await check("hostile text is shown as it is and does nothing", async (faulty) => {
  const context = await browser.newContext({ bypassCSP: true });
  const page = await context.newPage();
  page.on("dialog", (dialog) => faulty(`a dialog: ${dialog.message()}`));
  page.on("console", (message) => faulty(message.text()));
  for (const path of ["", `services/${hostileNumber}/`, "by/", "changes/", `compare/?n=${hostileNumber}`]) {
    await page.goto(hostileSite.address + path, { waitUntil: "networkidle" });
    if (path === "") {
      await page.fill("#q", "script");
      await page.press("#q", "Enter");
      await page.waitForFunction(() => document.getElementById("result").textContent !== "");
    }
    if (await page.evaluate(() => window.harmed)) faulty(`${path}: a script ran`);
    const text = await page.evaluate(() => document.body.textContent);
    if (!text.includes(hostile.name) && path !== "by/") faulty(`${path}: the name is not shown as it is`);
    const outside = await page.$$eval("a[href], img, script", (nodes) =>
      nodes.map((node) => node.href ?? node.src).filter((address) => /^(javascript|data):/i.test(address)));
    if (outside.length > 0) faulty(`${path}: ${outside}`);
  }
  await page.goto(`${hostileSite.address}services/${hostileNumber}/`);
  const shown = await page.evaluate(() => document.querySelector("main").textContent);
  for (const text of HOSTILE) if (!shown.includes(text)) faulty(`not shown: ${text}`);
  await context.close();
});

await check("hostile text breaks no format", async (faulty) => {
  const rows = csvRows(readFileSync(`${hostileFolder}/data/services.csv`, "utf8"));
  const row = rows.find((fields) => fields[0] === hostileNumber);
  for (const field of rows.flat()) if (/^[=+@-]/.test(field)) faulty(`a formula in the CSV: ${field}`);
  if (rows.some((fields) => fields.length !== rows[0].length)) faulty("the rows of the CSV differ in length");
  if (!row.includes(hostile.name)) faulty("the CSV does not hold the name as it is");
  const page = await browser.newPage();
  for (const path of ["feed.atom", "data/services.xml", `services/${hostileNumber}/service.xml`, "sitemap.xml"]) {
    const xml = readFileSync(`${hostileFolder}/${path}`, "utf8");
    const broken = await page.evaluate(
      (text) => new DOMParser().parseFromString(text, "application/xml").querySelector("parsererror")?.textContent, xml);
    if (broken) faulty(`${path}: ${broken}`);
  }
  for (const path of ["feed.json", "data/services.json", "data/search.json"]) {
    JSON.parse(readFileSync(`${hostileFolder}/${path}`, "utf8"));
  }
  await page.close();
});

await end();
