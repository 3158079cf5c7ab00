// Writes what people read of a site as text for goldens.
//
//	node look.mjs data SITE TARGET       its data, feeds and the names of its files
//	node look.mjs pages SITE TARGET PAGE…   its pages as lines of text
//
// Digests are left out: they say that something changed, and not what.
import { mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { lines, parse } from "../data/markup.mjs";

const [, , kind, site, target, ...pages] = process.argv;
const text = (path) => readFileSync(join(site, path), "utf8");

function write(path, content) {
  mkdirSync(dirname(join(target, path)), { recursive: true });
  writeFileSync(join(target, path), content.endsWith("\n") ? content : `${content}\n`);
}

function names(folder = "") {
  return readdirSync(join(site, folder)).sort().flatMap((name) => {
    const path = join(folder, name);
    return statSync(join(site, path)).isDirectory() ? names(path) : [path];
  });
}

const without = (digests) => (name, value) => (digests.includes(name) ? undefined : value);
const json = (path, digests = []) => write(path, JSON.stringify(JSON.parse(text(path)), without(digests), 1));

if (kind === "data") {
  write("files", names().join("\n"));
  json("data/services.json", ["edition"]);
  json("data/index.json", ["edition"]);
  json("data/catalog.jsonld", ["dct:identifier"]);
  json("data/search.json");
  json("data/search-scopes.json");
  json("feed.json");
  json("data/datapackage.json", ["hash", "bytes"]);
  json("data/csv-metadata.json");
  json("data/services.schema.json");
  for (const name of ["by-number", "removed", "edition"]) json(`data/${name}.json`, ["edition"]);
  // Of an entry, the one with the longest history.
  const entry = "services/C24-0061-2";
  json(`${entry}/service.json`, ["edition"]);
  json(`${entry}/feed.json`);
  json(`${entry}/2024-12-13/version.json`);
  const written = readdirSync(join(site, "data")).filter((name) => /\.(csv|xsd)$/.test(name));
  for (const path of [...written.map((name) => `data/${name}`), "expiries.ics", "robots.txt", `${entry}/service.xml`]) write(path, text(path));
  for (const path of ["feed.atom", "sitemap.xml", `${entry}/feed.atom`, `${entry}/qr.svg`]) write(path, text(path).replaceAll("><", ">\n<"));
} else {
  for (const page of pages) {
    write(page.replace(/\/?index\.html$/, "").replaceAll("/", "_") || "index", lines(parse(text(page), { html: true })).join("\n"));
  }
}
