// Serves a folder on the loopback by a real nginx, with the configuration that
// generator/packaging/nginx.conf gives to those who publish.
import { spawn } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

const CONFIGURATION = resolve(new URL("../../generator/packaging/nginx.conf", import.meta.url).pathname);

async function freePort() {
  const server = createServer();
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address();
  await new Promise((done) => server.close(done));
  return port;
}

async function answers(address) {
  for (let attempt = 0; attempt < 100; attempt++) {
    try {
      return await fetch(address);
    } catch {
      await sleep(50);
    }
  }
  throw new Error(`nginx does not answer on ${address}`);
}

export async function serve(folder) {
  const work = mkdtempSync(join(tmpdir(), "served-"));
  const port = await freePort();
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
    .map((name) => `${name}_temp_path ${work}/${name};`).join(" ");

  chmodSync(work, 0o755);
  // The folder of the run is private; nginx reads as another user.
  chmodSync(join(resolve(folder), "..", ".."), 0o755);
  writeFileSync(join(work, "nginx.conf"), `
    daemon off; worker_processes 1; pid ${work}/pid; error_log ${work}/error.log;
    events { worker_connections 256; }
    http {
      access_log off; ${temporary}
      server { listen 127.0.0.1:${port}; root ${resolve(folder)}; include ${CONFIGURATION}; }
    }`);
  const nginx = spawn("nginx", ["-c", join(work, "nginx.conf"), "-e", join(work, "error.log"), "-p", work],
    { stdio: "inherit", env: { ...process.env, PATH: `${process.env.PATH}:/usr/sbin` } });
  const address = `http://127.0.0.1:${port}/`;
  const policy = (await answers(address)).headers.get("content-security-policy");

  if (!policy?.includes("default-src 'none'")) throw new Error("nginx sends no strict policy");
  return {
    address,
    close: () => {
      nginx.once("exit", () => rmSync(work, { recursive: true, force: true }));
      nginx.kill("SIGTERM");
    },
  };
}
