// Makes what an app takes from src/: `node build.mjs` writes the files, `node build.mjs --check` says which are stale (exit 1).
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { join } from "node:path";
import { buildSync } from "esbuild";

const here = fileURLToPath(new URL(".", import.meta.url));
const made = { ...bundles(), ...declarations() };
const stale = Object.keys(made).filter((name) => !existsSync(here + name) || readFileSync(here + name, "utf8") !== made[name]);
if (process.argv.includes("--check")) {
  for (const name of stale) console.error(`stale: ${name} (npm run build)`);
  process.exit(stale.length ? 1 : 0);
}
for (const name of stale) writeFileSync(here + name, made[name]);

/** One ES module for web views from about 2019 on, and the part without a screen for mini-programs. */
function bundles() {
  const common = { absWorkingDir: here, bundle: true, format: "esm", target: "es2019", charset: "utf8", write: false, legalComments: "none" };
  const text = (/** @type {import("esbuild").BuildOptions} */ options) => buildSync({ ...common, ...options }).outputFiles[0].text;
  const from = (/** @type {string} */ name) => `// agreement-view: made from ${name} by build.mjs; do not edit.\n`;
  return {
    "agreement-view.js": from("src/agreement-view.js") + text({ entryPoints: ["src/agreement-view.js"], minify: true }),
    "miniprogram/agreement-view/agreement.js": from("src/agreement.js") + text({ entryPoints: ["src/agreement.js"] }),
  };
}

/** What the modules export, for TypeScript. */
function declarations() {
  const folder = mkdtempSync(join(here, ".types-"));
  try {
    const options = ["--strict", "--allowJs", "--declaration", "--emitDeclarationOnly", "--skipLibCheck", "--target", "ES2022", "--module", "ES2022"];
    const resolution = ["--moduleResolution", "bundler", "--allowImportingTsExtensions", "--rootDir", ".", "--outDir", folder];
    execFileSync(process.execPath, ["node_modules/typescript/bin/tsc", ...options, ...resolution, "src/agreement-view.js"], { cwd: here });
    const read = (/** @type {string} */ name) => readFileSync(join(folder, "src", name), "utf8").replaceAll("../types.ts", "./types.js");
    return { "agreement.d.ts": read("agreement.d.ts"), "agreement-view.d.ts": read("agreement-view.d.ts") };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
