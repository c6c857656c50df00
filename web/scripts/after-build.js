// Trunk's post_build hook: turns what Trunk has staged into what is published.
//
// Every build: embed.html, the same page marked `<html data-embed>`.
// A release also: wasm-opt, one minified script without further imports, names that carry the hash of the content,
// and a Content-Security-Policy in the pages themselves, so that it holds on any static host.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const staging = process.env.TRUNK_STAGING_DIR;
if (!staging) throw new Error("after-build.js is a hook of Trunk: run `trunk build`");

let html = readFileSync(join(staging, "index.html"), "utf8");
if (process.env.TRUNK_PROFILE === "release") html = withPolicy(await shrink(html));
writeFileSync(join(staging, "index.html"), html);
writeFileSync(join(staging, "embed.html"), replaceOnce(html, "<html ", "<html data-embed "));

async function shrink(html) {
  const script = only(/^web-[0-9a-f]+\.js$/);
  const wasm = only(/^web-[0-9a-f]+_bg\.wasm$/);

  optimise(join(staging, wasm));
  html = html.replaceAll(wasm, hashed(wasm, "web", "wasm"));

  const text = await bundle(script);
  writeFileSync(join(staging, script), text.replaceAll('"editor.js"', `"${hashed("editor.js", "editor", "js")}"`));
  html = html.replaceAll(script, hashed(script, "web", "js"));

  // The snippets of wasm-bindgen are in the script now.
  rmSync(join(staging, "snippets"), { recursive: true, force: true });
  html = html.replace(/<link rel="modulepreload" href="[^"]*snippets\/[^>]*>/g, "");
  // The dev server's reload script: its text changes as it is served, so no policy could name it.
  return html.replace(/<script[^>]*>(?:(?!<\/script>)[\s\S])*__TRUNK_ADDRESS__[\s\S]*?<\/script>/g, "");
}

function withPolicy(html) {
  const inline = [...html.matchAll(/<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g)];
  if (inline.length !== 1) throw new Error(`expected one inline script, the one that starts the page; found ${inline.length}`);
  const hash = createHash("sha256").update(inline[0][1], "utf8").digest("base64");
  const policy = [
    "default-src 'none'",
    `script-src 'self' 'wasm-unsafe-eval' 'sha256-${hash}'`,
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  const charset = html.match(/<meta charset="utf-8"\s*\/?>/i)?.[0];
  if (!charset) throw new Error("index.html has no <meta charset> for the policy to follow");
  return replaceOnce(html, charset, `${charset}\n    <meta http-equiv="Content-Security-Policy" content="${policy}">`);
}

function optimise(file) {
  // Instances of one generic compress each other: side by side, and with little inlined that makes them differ.
  const passes = ["-Os", "--one-caller-inline-max-function-size=60", "--reorder-functions-by-name"];
  const wasmOpt = fileURLToPath(new URL("../node_modules/binaryen/bin/wasm-opt", import.meta.url));
  const { status } = spawnSync(process.execPath, [wasmOpt, ...passes, file, "-o", file], { stdio: "inherit" });
  if (status !== 0) throw new Error("wasm-opt failed");
}

async function bundle(script) {
  const esbuild = await import("esbuild");
  const { outputFiles } = await esbuild.build({
    absWorkingDir: staging,
    entryPoints: [script],
    bundle: true,
    write: false,
    format: "esm",
    minify: true,
    target: "es2022",
    logLevel: "warning",
  });
  return outputFiles[0].text;
}

/** Renames a staged file to `stem-HASH.extension` and returns that name. */
function hashed(name, stem, extension) {
  const content = readFileSync(join(staging, name));
  const to = `${stem}-${createHash("sha256").update(content).digest("hex").slice(0, 16)}.${extension}`;
  renameSync(join(staging, name), join(staging, to));
  return to;
}

function only(pattern) {
  const found = readdirSync(staging).filter((name) => pattern.test(name));
  if (found.length !== 1) throw new Error(`expected one ${pattern} in Trunk's output, found ${found.length}`);
  return found[0];
}

function replaceOnce(text, what, by) {
  if (text.split(what).length !== 2) throw new Error(`expected ${what} once in Trunk's output`);
  return text.replace(what, () => by);
}
