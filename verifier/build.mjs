// Writes ../src/briefgen/proof/verifier.html: one file with everything in it.
//
//   node build.mjs           writes it
//   node build.mjs --check   exit code 1 where it is not what would be written
//
// The bytes depend on the sources and on package-lock.json and on nothing else. The first line of
// the file has the SHA-256 of these, so that a test without Node.js sees whether it is stale.

import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = fileURLToPath(new URL(".", import.meta.url));
const page = join(here, "../src/briefgen/proof/verifier.html");
const BUNDLED = ["fflate", "yaml"];

const sources = [
  "build.mjs",
  "package-lock.json",
  "package.json",
  ...readdirSync(join(here, "src"), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(here, join(entry.parentPath, entry.name)).replaceAll("\\", "/")),
].sort();
const hash = createHash("sha256");
for (const name of sources) {
  const content = readFileSync(join(here, name));
  hash.update(`${name}\0${content.length}\0`).update(content);
}

const bundle = await build({
  absWorkingDir: here,
  bundle: true,
  charset: "utf8",
  entryPoints: ["src/main.ts"],
  format: "iife",
  legalComments: "none",
  logLevel: "warning",
  minify: true,
  target: ["chrome109", "firefox115", "safari16.4"],
  write: false,
});
// “</script” in a string would end the element.
const script = bundle.outputFiles[0].text.trim().replaceAll("</script", "<\\/script");
const style = readFileSync(join(here, "src/page.css"), "utf8").trim();
const licences = BUNDLED.map((name) => {
  const { version, license } = JSON.parse(readFileSync(join(here, `node_modules/${name}/package.json`), "utf8"));
  const text = readFileSync(join(here, `node_modules/${name}/LICENSE`), "utf8").trim();
  return `${name} ${version} (${license})\n\n${text}`;
}).join("\n\n\n");

const policy = [
  "default-src 'none'",
  `script-src '${sri(script)}'`,
  `style-src '${sri(style)}'`,
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");
const html = readFileSync(join(here, "src/page.html"), "utf8")
  .replace("{{digest}}", () => hash.digest("hex"))
  .replace("{{policy}}", () => policy)
  .replace("{{style}}", () => style)
  .replace("{{script}}", () => script)
  .replace("{{licences}}", () => licences.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`));

function sri(text) {
  return `sha256-${createHash("sha256").update(text).digest("base64")}`;
}

if (process.argv[2] === "--check") {
  if (readFileSync(page, "utf8") !== html) {
    console.error("src/briefgen/proof/verifier.html is not what `npm run build` makes");
    process.exit(1);
  }
} else {
  writeFileSync(page, html);
  console.log(`${page}: ${html.length} characters`);
}
