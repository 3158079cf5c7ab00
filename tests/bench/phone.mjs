// The finder as a slow phone sees it: a window of 360 px, a clock four times slower than
// this machine's, lines of 1.6 Mbit/s and of 400 kbit/s. What is told depends on the
// machine; nothing is asserted.
//
//	node tests/bench/phone.mjs FOLDER-OF-THE-SITE
import { browser, start } from "../browser/harness.mjs";

const site = await start(process.argv[2]);
const PHONE = { viewport: { width: 360, height: 740 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true };
const LINES = { "1.6 Mbit/s": [1.6e6 / 8, 150], "400 kbit/s": [4e5 / 8, 400] }; // bytes a second, milliseconds there and back

async function phone(line) {
  const page = await (await browser.newContext(PHONE)).newPage();
  const session = await page.context().newCDPSession(page);
  const [throughput, latency] = LINES[line];
  await session.send("Emulation.setCPUThrottlingRate", { rate: 4 });
  await session.send("Network.enable");
  await session.send("Network.emulateNetworkConditions", { offline: false, downloadThroughput: throughput, uploadThroughput: throughput, latency });
  return page;
}

// Resolves when the words of the result satisfy what is asked, with the milliseconds since now.
const until = (page, asked) => page.evaluate((source) => new Promise((done) => {
  const begin = performance.now();
  const holds = new RegExp(source, "u");
  const look = () => (holds.test(document.getElementById("result").textContent) ? done(Math.round(performance.now() - begin)) : requestAnimationFrame(look));
  look();
}), asked.source);

const SEARCHING = /…/u;
const ANSWER = /件/u;
const WHOLE = /件[^…]*$/u;
const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1];

for (const line of Object.keys(LINES)) {
  const page = await phone(line);
  await page.goto(site.address, { waitUntil: "load" });
  await page.focus("#q");
  await page.keyboard.type("s");
  const [note, first] = await Promise.all([until(page, SEARCHING), until(page, ANSWER)]);
  const whole = first + await until(page, WHOLE);
  console.log(`${line}: the note after ${note} ms, the first answer after ${first} ms, the whole one after ${whole} ms`);
  await page.context().close();
}

// From the letter to the picture of what it finds: an urgent task that is asked for before
// a picture comes after it, and before what the page does next.
const page = await phone("1.6 Mbit/s");
await page.goto(`${site.address}?q=a`, { waitUntil: "networkidle" });
await until(page, WHOLE);
await page.evaluate(() => {
  document.getElementById("q").addEventListener("input", () => {
    const begin = performance.now();
    const seen = new MutationObserver(() => {
      seen.disconnect();
      const told = () => { globalThis.took = Math.round(performance.now() - begin); };
      requestAnimationFrame(() => scheduler.postTask(told, { priority: "user-blocking" }));
    });
    globalThis.took = null;
    seen.observe(document.getElementById("result"), { childList: true });
  }, { capture: true });
});
const took = [];
for (const text of ["cloud", "クラウド", "security", "東京"]) {
  await page.fill("#q", "");
  await page.waitForTimeout(1000);
  for (const letter of text) {
    await page.keyboard.insertText(letter);
    await page.waitForTimeout(1000);
    took.push({ text, letter, ms: await page.evaluate(() => globalThis.took) });
  }
}
const slowest = took.reduce((a, b) => (a.ms >= b.ms ? a : b));
console.log(`${site.data.length} entries, ${took.length} letters: ${median(took.map(({ ms }) => ms))} ms to the picture, ${slowest.ms} ms at most (「${slowest.letter}」 of 「${slowest.text}」)`);
await browser.close();
site.close();
