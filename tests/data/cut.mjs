// Content as it was on a past day: what was written later is taken out, and what a later
// correction put right is as it was.
//
//	node cut.mjs CONTENT DAY		CONTENT is a copy, which is cut
import { readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const [, , content, day] = process.argv;
const files = (folder) => readdirSync(folder).map((name) => join(folder, name));
const inner = (xml, name) => xml.match(new RegExp(`<${name}(?: [^>]*)?>(.*?)</${name}>`, "s"))?.[1];

for (const folder of files(join(content, "forms")).filter((path) => statSync(path).isDirectory())) {
  for (const path of files(folder)) if (readFileSync(path, "utf8").match(/filed-on="([^"]*)"/)[1] > day) rmSync(path);
}
for (const path of files(join(content, "registry/decisions"))) if (readFileSync(path, "utf8").match(/held-on="([^"]*)"/)[1] > day) rmSync(path);
for (const path of files(join(content, "registry/services"))) {
  let xml = readFileSync(path, "utf8");
  for (const [whole, on, rest] of xml.matchAll(/<correction on="([^"]*)"(.*?)<\/correction>/gs)) {
    if (on <= day) continue;
    xml = xml.replace(whole, "").replace(inner(rest, "new"), () => inner(rest, "old"));
  }
  xml = xml.replace(/<application id=.*?<\/application>/gs, (whole) => (inner(whole, "applied-on") > day ? "" : whole));
  const [before, events] = xml.split("<events>");
  if (events !== undefined) {
    xml = `${before}<events>${events.replace(/<([a-z-]+) on="([^"]*)"[^>]*?(?:\/>|>.*?<\/\1>)/gs, (whole, name, on) => (on > day ? "" : whole))}`;
  }
  if (xml.includes("<application ") || xml.includes("<carried-over ")) writeFileSync(path, xml);
  else rmSync(path);
}
