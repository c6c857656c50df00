// Installs the npm packages of a directory from its lock file; does nothing where they are there already.
// On its own: node web/scripts/packages.js DIRECTORY
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export function install(directory) {
  const lock = readFileSync(join(directory, "package-lock.json"), "utf8");
  const stamp = join(directory, "node_modules", ".installed");
  if (read(stamp) === lock) return;
  console.log(`Installing the npm packages of ${directory} …`);
  // No package here needs its install script; none gets to run one.
  const npm = spawnSync("npm", ["ci", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"], {
    cwd: directory,
    stdio: "inherit",
    shell: process.platform === "win32", // npm is npm.cmd there
  });
  if (npm.error) throw npm.error;
  if (npm.status !== 0) throw new Error(`npm ci failed in ${directory}`);
  writeFileSync(stamp, lock);
}

function read(file) {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) install(process.argv[2]);
