/* Copies the browser libraries from node_modules to static/vendor, so that the server needs no build and no CDN.
   Types are not copied: beside each entry lies a one-line .d.ts that names the installed package. */

import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const installed = join(root, "node_modules");
const vendor = join(root, "static", "vendor");

/** @typedef {{package: string, folder: string, files: string[], entries: Record<string, string>}} Library */

/** files: what is copied; entries: the modules our code imports, and the package path that types them.
 * @type {Library[]} */
const LIBRARIES = [
  {
    package: "socket.io-client",
    folder: "dist",
    files: ["socket.io.esm.min.js"],
    entries: { "socket.io.esm.min": "socket.io-client" },
  },
  {
    package: "lit-html",
    folder: ".",
    files: [
      "lit-html.js",
      "directive.js",
      "directive-helpers.js",
      "directives/keyed.js",
      "directives/live.js",
      "directives/repeat.js",
      "directives/unsafe-html.js",
    ],
    entries: {
      "lit-html": "lit-html",
      "directive": "lit-html/directive.js",
      "directives/keyed": "lit-html/directives/keyed.js",
      "directives/live": "lit-html/directives/live.js",
      "directives/repeat": "lit-html/directives/repeat.js",
      "directives/unsafe-html": "lit-html/directives/unsafe-html.js",
    },
  },
  {
    package: "@fluent/bundle",
    folder: "esm",
    files: ["ast", "builtins", "bundle", "index", "memoizer", "resolver", "resource", "scope", "types"].map(
      (name) => `${name}.js`,
    ),
    entries: { index: "@fluent/bundle" },
  },
];

/** Copies one library, its licence and its type shims. @param {Library} library */
async function copyLibrary(library) {
  const from = join(installed, library.package);
  const to = join(vendor, library.package.replace("@", "").replace("/", "-"));
  for (const file of library.files) {
    await mkdir(dirname(join(to, file)), { recursive: true });
    const text = await readFile(join(from, library.folder, file), "utf8");
    // The maps are not shipped; without this line developer tools would ask the server for them.
    await writeFile(join(to, file), text.replace(/\n?\/\/# sourceMappingURL=.*\s*$/, "\n"));
  }
  await cp(join(from, "LICENSE"), join(to, "LICENSE")).catch(() => undefined);
  for (const [entry, types] of Object.entries(library.entries)) {
    await writeFile(join(to, `${entry}.d.ts`), `export * from "${types}";\n`);
  }
  const { version } = JSON.parse(await readFile(join(from, "package.json"), "utf8"));
  return `${library.package} ${version}`;
}

await readFile(join(installed, "lit-html", "package.json")).catch(() => {
  console.error("static/vendor was not written: node_modules is missing. Run `npm ci` in the project folder first.");
  process.exit(1);
});
await rm(vendor, { recursive: true, force: true });
const copied = await Promise.all(LIBRARIES.map(copyLibrary));
console.log(`static/vendor: ${copied.join(", ")}`);
