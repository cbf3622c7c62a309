/**
 * Join the modules of static/js for the browser, so that a page asks for a handful of files however many
 * panels there are: each panel is a file of its own, and what several panels use goes together into one
 * common file. The scripts of single pages and of every page (PAGES) stay free of it. vendor.js stays apart.
 * The folder to write to is named on the command line.
 */
import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, relative, resolve } from "node:path";
import { build } from "esbuild";

const PAGES = ["static/js/main.js", "static/js/reference.js", "static/js/patterns/patterns.js"];
const COMMON = "common-to-panels";
const VENDOR = "static/vendor/vendor.js";
/** How esbuild imports it, as if every file lay at the top. */
const FROM_THE_TOP = '"./vendor/vendor.js"';

/** A panel's script is a file of its name, or the file panel.js in a folder of its name. */
const panels = readdirSync("templates/panels")
  .map((template) => `static/js/panels/${template.replace(/\.html$/, "")}`)
  .flatMap((stem) => [`${stem}.js`, `${stem}/panel.js`])
  .filter((path) => existsSync(path));

const options = {
  outdir: "static",
  outbase: "static",
  external: [`./${VENDOR}`],
  allowOverwrite: true,
  write: false,
  bundle: true,
  minifySyntax: true,
  minifyIdentifiers: true,
  format: "esm",
  target: "es2022",
  sourcemap: "linked",
  logLevel: "warning",
};
const split = {
  ...options,
  entryPoints: ["static/js/controls/question.js", ...panels],
  splitting: true,
  chunkNames: "js/shared/[name]-[hash]",
};

/** The modules that esbuild would put into files shared by some of the panels. */
async function sharedModules() {
  const { metafile } = await build({ ...split, metafile: true });
  const shared = Object.values(metafile.outputs).filter((output) => !output.entryPoint);
  return [...new Set(shared.flatMap((output) => Object.keys(output.inputs ?? {})))].sort();
}

/** One module that imports the named ones. Injected everywhere, it makes one file of all of them. */
function together(modules) {
  const contents = modules.map((path) => `import "./${path}";`).join("\n");
  return {
    name: COMMON,
    setup({ onResolve, onLoad }) {
      onResolve({ filter: new RegExp(`^${COMMON}$`) }, () => ({ path: COMMON, namespace: COMMON }));
      onLoad({ filter: /./, namespace: COMMON }, () => ({ contents, resolveDir: process.cwd() }));
    },
  };
}

/** Writes what esbuild has made into the folder; each file finds vendor.js, however deep it lies itself. */
function write({ outputFiles }) {
  for (const { path, text } of outputFiles) {
    const target = resolve(process.argv[2], relative("static", path));
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, text.replaceAll(FROM_THE_TOP, `"${relative(dirname(path), resolve(VENDOR))}"`));
  }
}

write(await build({ ...options, entryPoints: PAGES.filter((path) => existsSync(path)) }));
const modules = await sharedModules();
write(await build({ ...split, inject: modules.length ? [COMMON] : [], plugins: [together(modules)] }));
