// Opens a page in the Chromium of this machine and says what it found, as JSON on stdout: one entry for each view.
//
//   node look.mjs '{"page": "/tmp/a.html" or "http://127.0.0.1:8000/", "browser": "/usr/bin/chromium", "views": [{"width": 390, "keys": ["j", "Tab"]}]}'
//
// A view: width, height, dark, large (taller than any page), keys, shot (a PNG), print (a PDF), evaluate (an expression).
// playwright-core and axe-core are taken from clients/app/node_modules (`npm ci --prefix clients/app`).
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const require = createRequire(new URL("../../clients/app/package.json", import.meta.url));
const { chromium } = require("playwright-core");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const request = JSON.parse(process.argv[2]);

const browser = await chromium.launch({ executablePath: request.browser, args: ["--no-sandbox", "--disable-gpu"] });
const said = [];
for (const view of request.views) said.push(await look(view));
await browser.close();
process.stdout.write(JSON.stringify(said));

async function look(view) {
  const context = await browser.newContext({
    viewport: { width: view.width ?? 1280, height: view.height ?? 844 },
    colorScheme: view.dark ? "dark" : "light",
    reducedMotion: "reduce",
  });
  const page = await context.newPage();
  const errors = [];
  page.on("pageerror", (error) => errors.push(String(error)));
  page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  const address = request.page.startsWith("http") ? request.page : pathToFileURL(request.page).href;
  await page.goto(address, { waitUntil: "networkidle" }); // what the page itself asks for has come
  const found = { errors };
  if (view.keys) found.focus = await press(page, view.keys);
  if (view.evaluate) found.value = await page.evaluate(view.evaluate);
  if (view.shot) await page.screenshot({ path: view.shot, fullPage: view.full ?? false });
  found.scrollWidth = await page.evaluate(() => document.documentElement.scrollWidth);
  found.violations = await axe(page);
  if (view.print) await page.pdf({ path: view.print, preferCSSPageSize: true, printBackground: true });
  await context.close();
  return found;
}

/** After each key: what has the focus, and whether one sees that it has. */
async function press(page, keys) {
  const trail = [];
  for (const key of keys) {
    await page.keyboard.press(key);
    trail.push(
      await page.evaluate(() => {
        let one = document.activeElement;
        while (one.shadowRoot?.activeElement) one = one.shadowRoot.activeElement;
        const style = getComputedStyle(one);
        const box = one.getBoundingClientRect();
        return {
          tag: one.tagName.toLowerCase(),
          id: one.id,
          text: one.textContent.trim().slice(0, 40),
          visible: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1,
          onScreen: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
        };
      }),
    );
  }
  return trail;
}

/** Rules of WCAG 2.2 A and AA and axe's good practice that the page breaks, with the first elements that do. */
async function axe(page) {
  await page.evaluate(require("axe-core").source);
  const found = await page.evaluate((tags) => axe.run(document, { runOnly: tags }), TAGS);
  return found.violations.map((one) => ({
    id: one.id,
    impact: one.impact,
    count: one.nodes.length,
    first: one.nodes.slice(0, 3).map((node) => `${node.target.join(" ")}: ${node.failureSummary}`),
  }));
}
