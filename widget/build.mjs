// Bundle the element into assistant/static/widget/, under a name that carries its content's hash, with a manifest.

import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

const OUT = process.env.WIDGET_OUT ?? join(import.meta.dirname, "..", "assistant", "static", "widget");
const LIMIT = 30 * 1024;
const { version } = JSON.parse(readFileSync(join(import.meta.dirname, "package.json"), "utf8"));

const { outputFiles } = await build({
  entryPoints: [join(import.meta.dirname, "src", "main.ts")],
  bundle: true,
  minify: true,
  format: "iife",
  target: "es2022",
  charset: "utf8",
  loader: { ".css": "text" },
  legalComments: "none",
  banner: { js: `/* directive-assistant ${version}, Apache-2.0; contains marked (MIT, (c) MarkedJS, Christopher Jeffrey) */` },
  plugins: [minifiedStyles()],
  write: false,
});
const [bundle] = outputFiles;
const size = gzipSync(bundle.contents, { level: 9 }).length;
if (size > LIMIT) throw new Error(`The bundle has ${size} bytes gzipped; the limit is ${LIMIT}.`);

const file = `directive-assistant-${version}-${createHash("sha256").update(bundle.contents).digest("hex").slice(0, 12)}.js`;
const integrity = `sha384-${createHash("sha384").update(bundle.contents).digest("base64")}`;
mkdirSync(OUT, { recursive: true });
for (const old of readdirSync(OUT)) if (old.startsWith("directive-assistant-")) rmSync(join(OUT, old));
writeFileSync(join(OUT, file), bundle.contents);
writeFileSync(join(OUT, "manifest.json"), JSON.stringify({ version, file, integrity }, null, 2) + "\n");
console.log(`${file}: ${bundle.contents.length} bytes, ${size} gzipped`);

/** Style sheets come in as text, made small first. */
function minifiedStyles() {
  return {
    name: "minified-styles",
    setup(plugin) {
      plugin.onLoad({ filter: /\.css$/ }, async ({ path }) => {
        const { outputFiles: [made] } = await build({ entryPoints: [path], minify: true, write: false, target: "es2022" });
        return { contents: made.text, loader: "text" };
      });
    },
  };
}
