// The same engine, run natively on this machine.
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));
const tool = ["--quiet", "--locked", "--package", "tests", "--bin", "session-digest"];

/** Compiles what `digests` runs, where the native tests have not done so. */
export function build() {
  execFileSync("cargo", ["build", ...tool], { cwd: root, stdio: "inherit" });
}

/** SHA-256 of the exported session of each link. */
export function digests(links) {
  const printed = execFileSync("cargo", ["run", ...tool], { cwd: root, input: links.join("\n"), encoding: "utf8" });
  return printed.trim().split("\n");
}
