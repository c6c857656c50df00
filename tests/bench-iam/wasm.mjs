// Times the engine in WebAssembly: node wasm.mjs MODULE POLICIESxSTATEMENTS…
// A line for each measurement: engine, world, nanoseconds, separated by tabs.
import { readFileSync } from "node:fs";

const [path, ...worlds] = process.argv.slice(2);
const { instance } = await WebAssembly.instantiate(readFileSync(path), {});
const { prepare, decide, trace } = instance.exports;

for (const world of worlds) {
  prepare(...world.split("x").map(Number));
  for (const [engine, ask] of [["iam, wasm", decide], ["iam, wasm, traced", trace]]) {
    console.log(`${engine}\t${world}\t${best(ask).toFixed(0)}`);
  }
}

// Nanoseconds of one call: the best of many batches of about a millisecond, as in the native program.
function best(ask) {
  const batch = (times) => {
    const begin = process.hrtime.bigint();
    const allowed = ask(times);
    const elapsed = Number(process.hrtime.bigint() - begin);
    if (allowed !== times) throw new Error("a decision went wrong");
    return elapsed / times;
  };
  batch(1000); // V8 compiles what is hot a second time
  const times = Math.ceil(1e6 / batch(100));
  let best = Infinity;
  for (const end = performance.now() + 500; performance.now() < end; ) best = Math.min(best, batch(times));
  return best;
}
