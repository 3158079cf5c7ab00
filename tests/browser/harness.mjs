// What the tests in Chromium share: cases that report in TAP, and sites served as
// nginx.conf serves them, whose pages may ask nothing of others nor say a word to
// the console.
import { readFileSync } from "node:fs";
import { chromium } from "playwright-core";
import { serve } from "./served.mjs";

// Chromium's pages without its windows, which take half of the processor.
export const browser = await chromium.launch({ executablePath: "/usr/bin/chromium-headless-shell", args: ["--no-sandbox"] });
const sites = [];
let count = 0;
let failed = 0;

// CASE names one case, or a part of its name.
export async function check(name, body) {
  if (!name.includes(process.env.CASE ?? "")) return;
  const faults = [];
  try {
    await body((fault) => faults.push(fault));
  } catch (error) {
    faults.push(String(error.message).replaceAll("\n", "\n#   "));
  }
  count++;
  if (faults.length > 0) failed++;
  console.log(`${faults.length === 0 ? "ok" : "not ok"} - ${name}`);
  for (const fault of faults) console.log(`#   ${fault}`);
}

// Serves a folder: its address, its list, and `open`, which gives a page in a context of its own.
export async function start(folder) {
  const site = await serve(folder);
  sites.push(site);
  site.data = JSON.parse(readFileSync(`${folder}/data/services.json`, "utf8")).services;
  site.open = async (path, options, faulty) => {
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
  };
  return site;
}

export const same = (a, b) => a.length === b.length && a.every((value, index) => value === b[index]);
export async function numbersOf(page) {
  await page.waitForSelector("#list:not([aria-busy])");
  return page.$$eval("#list tbody tr[data-number]", (rows) => rows.map((row) => row.dataset.number));
}

export async function end() {
  await browser.close();
  for (const site of sites) site.close();
  console.log(`1..${count}`);
  process.exit(failed > 0 ? 1 : 0);
}
