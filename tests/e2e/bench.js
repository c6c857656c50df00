// What a visitor waits for: the download and the start of the release page, against their budgets.
// `cargo xtask bench web` builds the page, sets CHROMIUM and runs this.
import { chromium } from "@playwright/test";
import { readFileSync, readdirSync } from "node:fs";
import { extname, join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { prefix } from "./paths.js";
import { dist, serve } from "./server.js";

const RUNS = 5;
const budget = { brotli: 300_000, goal: 250_000, requests: 6 };
const networks = [
  { name: "12 Mbps, 70 ms", bits: 12e6, latency: 70, cpu: 1, seconds: 0.7 },
  { name: "1.6 Mbps, 150 ms, CPU ÷ 4", bits: 1.6e6, latency: 150, cpu: 4, seconds: 2.5 },
];

const sizes = new Map(readdirSync(dist).map((name) => [name, compress(readFileSync(join(dist, name)))]));
const server = await serve(0, (path, body) => {
  const packed = sizes.get(path.slice(prefix.length) || "index.html");
  return packed ? { body: packed.brotli, headers: { "content-encoding": "br" } } : { body };
});
const url = `http://127.0.0.1:${server.address().port}${prefix}`;
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM,
  args: ["--disable-background-networking", "--disable-component-update", "--disable-gpu", "--disable-quic", "--disable-sync", "--no-first-run"],
});
let over = false;
try {
  await download();
  for (const network of networks) await start(network);
  if (over) throw new Error("over budget");
} catch (error) {
  console.log(`\n${error.message}`);
  process.exitCode = 1;
} finally {
  await browser.close();
  server.close();
}

/** What is asked for up to the moment the page is interactive. */
async function download() {
  const names = await visit({}, async (page) => {
    const asked = [];
    page.on("request", (request) => asked.push(request.url()));
    await open(page);
    return asked.filter((address) => address.startsWith(url)).map((address) => address.slice(url.length) || "index.html");
  });
  let sum = { plain: 0, gzip: 0, brotli: 0 };
  row("initial request", "bytes", "gzip", "brotli");
  for (const name of names) {
    const { plain, gzip, brotli } = sizes.get(name);
    sum = { plain: sum.plain + plain, gzip: sum.gzip + gzip.length, brotli: sum.brotli + brotli.length };
    row(name, plain, gzip.length, brotli.length);
  }
  row(`${names.length} requests`, sum.plain, sum.gzip, sum.brotli);
  verdict(`download ${kb(sum.brotli)} brotli`, `<= ${kb(budget.brotli)}, goal ${kb(budget.goal)}`, sum.brotli <= budget.brotli);
  verdict(`${names.length} requests`, `<= ${budget.requests}`, names.length <= budget.requests);
  const later = [...sizes].filter(([name]) => !names.includes(name) && extname(name) !== ".html");
  for (const [name, { brotli }] of later) console.log(`  fetched later: ${name}, ${kb(brotli.length)} brotli`);
}

/** The median of some first visits on a network. */
async function start({ name, bits, latency, cpu, seconds }) {
  const runs = [];
  for (let run = 0; run < RUNS; run += 1) {
    runs.push(
      await visit({ bits, latency, cpu }, async (page) => {
        await open(page);
        return page.evaluate(() => ({
          painted: performance.getEntriesByName("first-contentful-paint")[0].startTime,
          interactive: performance.getEntriesByName("interactive")[0].startTime,
        }));
      }),
    );
  }
  const of = (what) => runs.map((run) => run[what] / 1000).sort((a, b) => a - b);
  const [interactive, painted] = [of("interactive"), of("painted")];
  const middle = Math.floor(RUNS / 2);
  const spread = `${interactive[0].toFixed(2)}–${interactive[RUNS - 1].toFixed(2)}`;
  console.log(`\n${name}: first paint ${painted[middle].toFixed(2)} s`);
  verdict(`interactive after ${interactive[middle].toFixed(2)} s (median of ${RUNS}, ${spread})`, `<= ${seconds} s`, interactive[middle] <= seconds);
}

/** A first visit: a profile of its own, no cache, DevTools throttling where asked for. */
async function visit({ bits, latency, cpu }, body) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send("Network.enable");
  await devtools.send("Network.setCacheDisabled", { cacheDisabled: true });
  if (bits) {
    const throughput = bits / 8;
    await devtools.send("Network.emulateNetworkConditions", { offline: false, latency, downloadThroughput: throughput, uploadThroughput: throughput });
    await devtools.send("Emulation.setCPUThrottlingRate", { rate: cpu });
  }
  try {
    return await body(page);
  } finally {
    await context.close();
  }
}

/** Opens the page and waits for `performance.mark("interactive")`, which it sets once the Request form answers. */
async function open(page) {
  await page.goto(url, { waitUntil: "commit" });
  try {
    await page.waitForFunction(() => performance.getEntriesByName("interactive").length > 0, undefined, { timeout: 20_000 });
    await page.waitForFunction(() => performance.getEntriesByName("first-contentful-paint").length > 0, undefined, { timeout: 20_000 });
  } catch {
    throw new Error('the page did not set performance.mark("interactive") within 20 s: nothing to measure');
  }
}

function compress(body) {
  const brotli = brotliCompressSync(body, {
    params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY, [constants.BROTLI_PARAM_SIZE_HINT]: body.length },
  });
  return { plain: body.length, gzip: gzipSync(body, { level: 9 }), brotli };
}

function kb(bytes) {
  return `${(bytes / 1000).toFixed(1)} KB`;
}

function row(name, ...columns) {
  console.log(name.padEnd(32) + columns.map((column) => String(column).padStart(10)).join(""));
}

function verdict(what, limit, holds) {
  over ||= !holds;
  console.log(`  ${holds ? "ok  " : "OVER"}  ${what}   (budget ${limit})`);
}
