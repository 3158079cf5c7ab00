// Writes a copy of a content folder in which one service says hostile things
// in every line of text that is public.
import { cpSync, readFileSync, writeFileSync } from "node:fs";

export const HOSTILE = [
  `"><script>window.harmed = true</script>`,
  `</title><img src=x onerror="window.harmed = true">`,
  `]]><!-- & &amp; {{name}} '`,
  `=HYPERLINK("https://elsewhere.example.jp/")`,
  `+1+1`,
  `@SUM(1)`,
  `javascript:window.harmed = true`,
];

const escape = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

export function plant(content, copy, service) {
  cpSync(content, copy, { recursive: true });
  const file = `${copy}/registry/services/${service}.xml`;
  let next = 0;
  const planted = readFileSync(file, "utf8").replace(
    /<representative>[^]*?<\/representative>|<(service-name|address|name|note|region|reason)( [^>]*)?>[^<]*<\/\1>/g,
    (whole, element) =>
      element ? `<${element}>${escape(HOSTILE[next++ % HOSTILE.length])}</${element}>` : whole,
  );
  writeFileSync(file, planted);
}

if (process.argv[1].endsWith("hostile.mjs")) plant(process.argv[2], process.argv[3], process.argv[4]);
