// Serves a folder on a free port of the loopback with the types and the headers
// that templates/site/README.md tells servers to send.
import { createServer } from "node:http";
import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { extname, join, normalize } from "node:path";

const README = readFileSync(new URL("../../templates/site/README.md", import.meta.url), "utf8");
const SERVER = README.match(/^server \{[^]*?^\tlocation /m)[0];
const HEADERS = Object.fromEntries(
  [...SERVER.matchAll(/add_header (\S+) "(.*)" always;/g)].map(([, name, value]) => [name, value]),
);
const TYPES = Object.fromEntries(
  SERVER.match(/types \{([^}]*)\}/)[1].trim().split(/;\s*/).filter(Boolean).flatMap((line) => {
    const [type, ...endings] = line.split(/\s+/);
    return endings.map((ending) => [`.${ending}`, /^text\//.test(type) ? `${type}; charset=utf-8` : type]);
  }),
);

if (!HEADERS["Content-Security-Policy"].includes("default-src 'none'")) throw new Error("no strict policy in the README");

export async function serve(folder) {
  const server = createServer(async (request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url, "http://h").pathname));
    const file = join(folder, path.endsWith("/") ? `${path}index.html` : path);
    try {
      const bytes = await readFile(file);
      response.writeHead(200, { ...HEADERS, "content-type": TYPES[extname(file)] ?? "application/octet-stream" });
      response.end(bytes);
    } catch {
      response.writeHead(404, { ...HEADERS, "content-type": TYPES[".html"] });
      response.end(await readFile(join(folder, "404.html")));
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { address: `http://127.0.0.1:${server.address().port}/`, close: () => server.close() };
}
