// A static server as plain as any: dist/ below a path of its own, host.html beside it, 404 for all else.
// On its own: node tests/e2e/server.js PORT
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { prefix } from "./paths.js";

const types = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
};

/** The directory that holds the release page. */
export const dist = fileURLToPath(new URL("../../dist/", import.meta.url));
const host = fileURLToPath(new URL("host.html", import.meta.url));

/** Starts a server on this machine; `answer(path, body)` may change the body and add headers. Port 0 is any free port. */
export async function serve(port, answer = (_, body) => ({ body })) {
  const server = createServer(async ({ url }, response) => {
    const { pathname } = new URL(url, "http://localhost");
    const file = locate(decodeURIComponent(pathname));
    try {
      const { body, headers } = answer(pathname, await readFile(file));
      response.writeHead(200, {
        "content-type": types[extname(file)] ?? "application/octet-stream",
        "content-length": body.length,
        "cache-control": "no-store",
        // A sandboxed embed has an opaque origin: what it loads from here is cross-origin to it.
        "access-control-allow-origin": "*",
        ...headers,
      });
      response.end(body);
    } catch {
      response.writeHead(404, { "content-type": "text/plain" });
      response.end("not found");
    }
  });
  await new Promise((listening) => server.listen(port, "127.0.0.1", listening));
  return server;
}

function locate(path) {
  if (path === "/host.html") return host;
  if (!path.startsWith(prefix)) return undefined;
  const file = normalize(join(dist, path.slice(prefix.length) || "index.html"));
  return file.startsWith(dist.endsWith(sep) ? dist : dist + sep) ? file : undefined;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await serve(Number(process.argv[2] ?? 4173));
