/**
 * Join the modules of static/js for the browser, so that a page asks for a handful of files: each page
 * script and each panel is an entry, and what they share goes into common files. vendor.js stays apart.
 * The folder to write to is named on the command line.
 */
import { existsSync, readdirSync } from "node:fs";
import { build } from "esbuild";

const isPanel = (name) => existsSync(`templates/panels/${name.replace(/\.js$/, ".html")}`);
const panels = readdirSync("static/js/panels").filter(isPanel);

await build({
  entryPoints: [
    "static/js/main.js",
    "static/js/reference.js",
    "static/js/patterns.js",
    "static/js/controls/slider.js",
    "static/js/controls/question.js",
    ...panels.map((name) => `static/js/panels/${name}`),
  ].filter((path) => existsSync(path)),
  outdir: process.argv[2],
  outbase: "static",
  chunkNames: "js/shared/[name]-[hash]",
  external: ["*/vendor/vendor.js"],
  bundle: true,
  splitting: true,
  minifySyntax: true,
  minifyIdentifiers: true,
  format: "esm",
  target: "es2022",
  sourcemap: "linked",
  logLevel: "warning",
});
