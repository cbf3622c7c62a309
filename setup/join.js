/**
 * Join the modules of static/js for the browser, so that a page asks for a handful of files however many
 * panels there are: each panel is a file of its own, and what several panels use goes together into one
 * common file. The scripts of every page, of Home, of the list of panels and of the reference (PAGES) stay free
 * of it. vendor.js stays apart.
 * The folder to write to is named on the command line.
 */
import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, posix, relative, resolve, sep } from "node:path";
import { build } from "esbuild";

const PAGES = ["static/js/main.js", "static/js/home.js", "static/js/gallery.js", "static/js/reference.js"];
/** It shows what panels are made of, and has a panel: it takes the common file, and says nothing of what is in it. */
const PATTERNS = ["static/js/patterns/patterns.js"];
const COMMON = "common-to-panels";

/** A panel's script is a file of its name, or the file panel.js in a folder of its name. */
const panels = readdirSync("templates/panels")
  .map((template) => `static/js/panels/${template.replace(/\.html$/, "")}`)
  .flatMap((stem) => [`${stem}.js`, `${stem}/panel.js`])
  .filter((path) => existsSync(path));

const OUT = process.argv[2];
const VENDOR = "vendor-of-nudge";

/** A file of a folder lands with modules of other depths in one: where vendor.js lies is said of each file written. */
const vendorApart = {
  name: VENDOR,
  setup({ onResolve }) {
    onResolve({ filter: /\/vendor\/vendor\.js$/ }, () => ({ path: VENDOR, external: true }));
  },
};

const options = {
  outdir: OUT,
  outbase: "static",
  write: false,
  plugins: [vendorApart],
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
  entryPoints: ["static/js/questions/question.js", ...panels],
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

/** Writes what was built, with the way to vendor.js from each file. */
function write({ outputFiles }) {
  for (const { path, text } of outputFiles) {
    const way = relative(dirname(path), resolve(OUT, "vendor/vendor.js")).split(sep).join(posix.sep);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text.replaceAll(`"${VENDOR}"`, `"${way.startsWith(".") ? way : `./${way}`}"`));
  }
}

const there = (/** @type {string} */ path) => existsSync(path);
write(await build({ ...options, entryPoints: PAGES.filter(there) }));
const modules = await sharedModules();
write(
  await build({
    ...split,
    entryPoints: [...split.entryPoints, ...PATTERNS.filter(there)],
    inject: modules.length ? [COMMON] : [],
    plugins: [vendorApart, together(modules)],
  }),
);
