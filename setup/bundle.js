/** Bundle setup/vendor.js into the one minified ES module named on the command line. */
import { build } from "esbuild";

await build({
  entryPoints: ["setup/vendor.js"],
  outfile: process.argv[2],
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  legalComments: "eof",
  conditions: ["production"],
  logLevel: "warning",
});
