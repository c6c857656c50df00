// Trunk's pre_build hook: what index.html links must exist before it is read.
//   web/editor/editor.js -> target/gen/editor.js   (fetched by the page when it is wanted)
//   web/styles/main.css  -> target/gen/main.css    (its @imports in one file)
import { fileURLToPath } from "node:url";
import { install } from "./packages.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const release = process.env.TRUNK_PROFILE === "release";

install(fileURLToPath(new URL("..", import.meta.url)));
const esbuild = await import("esbuild"); // not before it is installed

await esbuild.build({
  absWorkingDir: root,
  entryPoints: ["web/editor/editor.js", "web/styles/main.css"],
  entryNames: "[name]",
  outdir: "target/gen",
  bundle: true,
  format: "esm",
  minify: release,
  target: "es2022",
  legalComments: "none",
  logLevel: "warning",
});
