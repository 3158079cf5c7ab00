// Takes the pictures of tests/browser/pictures anew from the site in the folder
// SITE. They are for eyes: other machines have other fonts, so nothing compares
// them.
import { execFileSync } from "node:child_process";
import { browser } from "./harness.mjs";
import { serve } from "./served.mjs";

const PICTURES = [
  ["list", "", 1280, 900, "light"],
  ["list-narrow-dark", "?status=continued", 360, 1500, "dark"],
  ["service", "services/C24-0061-2/", 1280, 900, "light"],
  ["service-narrow", "services/C25-0066-9/", 360, 1100, "light"],
  ["compare", "compare/?n=C24-0061-2&n=C25-0077-1&n=C26-0101-2", 1280, 900, "light"],
  ["english-dark", "en/services/C25-0077-1/", 1280, 900, "dark"],
];
const site = await serve(process.argv[2]);

for (const [name, path, width, height, colorScheme] of PICTURES) {
  const file = new URL(`pictures/${name}.png`, import.meta.url).pathname;
  const page = await browser.newPage({ viewport: { width, height }, colorScheme, reducedMotion: "reduce" });
  await page.goto(site.address + path, { waitUntil: "networkidle" });
  await page.screenshot({ path: file });
  execFileSync("convert", [file, "-strip", "+dither", "-colors", "48", "-define", "png:compression-level=9", `png8:${file}`]);
  await page.close();
}
await browser.close();
site.close();
