// The tasks that officers come with, each from the front page in at most two actions: a
// text typed and sent, a choice, or a click. What each action leads to is filmed into
// the folder PICTURES, for eyes, where there is one.
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { check, end, numbersOf, start } from "../browser/harness.mjs";

const site = await start(process.argv[2]);
const film = process.env.PICTURES;
if (film) mkdirSync(film, { recursive: true });
const number = "C24-0061-2";
const text = (page, place) => page.locator(place).first().textContent();

// What is folded on a phone is open on a desk: to unfold it is not counted.
const unfold = (page) => page.evaluate(() => { document.getElementById("filters").open = true; });

// Ways to act, each one action.
const type = (query) => async (page) => {
  await page.fill("#q", query);
  await page.press("#q", "Enter");
  await page.waitForFunction(() => !["", "…"].some((end) => document.getElementById("result").textContent.replace("）", "").endsWith(end) && (end !== "" || document.getElementById("result").textContent === "")));
};
const click = (place) => async (page) => {
  await page.locator(place).first().click();
  await page.waitForLoadState("networkidle");
};
const tick = (place) => async (page) => {
  await unfold(page);
  await page.focus("#q");
  await page.locator(place).first().check();
  await page.waitForFunction(() => document.getElementById("result").textContent !== "");
};
const save = (page) => Promise.all([page.waitForEvent("download"), page.click("#export")]).then(async ([download]) => { page.saved = readFileSync(await download.path(), "utf8"); });

const TASKS = [
  ["a function of a service in a region", [type("雲見台 専有HSM 東京")],
    async (page) => (await numbersOf(page)).join() === number && /対象鍵管理 専有HSM（東京リージョン（東京都）） — 東京リージョンのみ/.test(await text(page, "#list tbody tr"))],
  ["a function that is named as out of scope", [type("Private Edition")],
    async (page) => /0件が条件.*対象外とだけ書かれているものが1件/.test(await text(page, "#result")) && /対象外Private Edition/.test(await text(page, ".why-outside"))],
  ["what expires within 60 days", [async (page) => { await unfold(page); await page.selectOption("#expires", "60"); await page.waitForSelector("#active li"); }],
    async (page) => {
      const day = new Date().toLocaleDateString("sv-SE", { timeZone: "Asia/Tokyo" });
      const last = new Date(Date.parse(day) + 60 * 86400000).toISOString().slice(0, 10);
      return (await numbersOf(page)).length === site.data.filter((entry) => entry.expires_on >= day && entry.expires_on <= last).length;
    }],
  ["what changed since last month, exactly", [click(".site-nav a[href$='changes/']"), click("a[href$='changes/between/']")],
    async (page) => (await page.inputValue("#from")) === "2026-10-24" && (await page.locator("#between article").count()) > 5 && (await page.locator("#between mark").count()) > 0],
  ["exclusions of several services side by side", [type("Skerryvale"), click("#compare-link")],
    async (page) => (await page.locator("#compare thead th").count()) === 3 && /9\.5\.2\.P|[0-9]+\.[0-9.]+P?/.test(await text(page, "#compare [data-kind=exclusions]"))],
  ["the list as filtered, to keep", [tick("[name=plan][value=yes]"), save],
    (page) => /改善計画書：有/.test(page.saved) && page.saved.split("\r\n").length > 5 + site.data.filter((entry) => entry.improvement_plan).length],
  ["an entry as it read on a past day", [click(`a[href$='services/${number}/']`), click(".versions a")],
    async (page) => /versions?\/|services\/C24-0061-2\/\d/.test(page.url()) && (await page.locator(".notice-version").count()) === 1],
  ["to follow one service, and its provider", [click(`a[href$='services/${number}/']`), click("main a[href*='by/provider/']")],
    async (page) => (await page.locator("main a[href*='providers/'][href$='.atom']").count()) === 1],
  ["a service by its number", [type(number)], async (page) => (await numbersOf(page))[0] === number],
  ["a provider by its corporate number", [type("7990001000001")], async (page) => (await numbersOf(page)).includes(number) && /法人番号7990001000001/.test(await text(page, ".why"))],
  ["a service by the name that people use", [type("KCP")], async (page) => (await numbersOf(page))[0] === number && /KCP/.test(await text(page, ".why mark"))],
  ["a service in English", [click(".twin"), click(`a[href$='services/${number}/']`)],
    async (page) => (await page.getAttribute("html", "lang")) === "en" && /In scope|scope/i.test(await text(page, "main"))],
];

for (const [i, [task, actions, isDone]] of TASKS.entries()) {
  for (const [width, height] of [[1280, 900], [360, 800]]) {
    await check(`${task}, in ${actions.length} action${actions.length > 1 ? "s" : ""} at ${width} px`, async (faulty) => {
      if (actions.length > 2) faulty(`${actions.length} actions`);
      const page = await site.open("", { viewport: { width, height } }, faulty);
      for (const [step, act] of actions.entries()) {
        await act(page);
        if (film) await page.screenshot({ path: join(film, `${String(i + 1).padStart(2, "0")}-${width}-${step + 1}.png`) });
      }
      if (!(await isDone(page))) faulty(`it is not done: ${page.url()}`);
      await page.context().close();
    });
  }
}
await end();
