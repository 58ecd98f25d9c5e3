// The mini-program's component: its logic with a stand-in for Component(), and, where WeChat's own simulator is installed
// (npm install --no-save miniprogram-simulate jsdom@16), rendered by it.
import assert from "node:assert/strict";
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";

const FOLDER = fileURLToPath(new URL("../miniprogram/agreement-view/", import.meta.url));
const require = createRequire(import.meta.url);

let options;
globalThis.Component = (given) => { options = given; };
await import("../miniprogram/agreement-view/index.js");

const clause = (id, text, more = {}) => ({
  id, eid: id, parentId: null, depth: 0, kind: "level", label: null, number: null, title: null, titleMarks: [],
  spans: [{ text, marks: [] }], hash: "", keyCategories: [], keyTier: null, mustRead: false, refs: [], page: null, ...more,
});
const clauses = [
  clause("art_1", "我们提供服务，见第二条。", { label: "第一条", refs: [{ start: 7, end: 10, text: "第二条", targetId: "art_2", targetIds: ["art_2"], external: null }] }),
  clause("art_2", "我们不承担任何赔偿责任。", { label: "第二条", keyTier: "must", mustRead: true, spans: [{ text: "我们不承担任何赔偿责任。", marks: ["bold"] }] }),
  clause("art 3.1", "费用", { label: "第三条", keyTier: "should", mustRead: true, kind: "table", rows: [[{ spans: [{ text: "<b>套餐</b>", marks: [] }], colspan: 1, rowspan: 1 }]] }),
];
const AGREEMENT = {
  agreementId: "a", version: "2", title: "云朵服务协议", effectiveAt: null, contentHash: "sha256:2", clauses, mustRead: ["art_2", "art 3.1"], changes: null,
};

/** The component as the framework would make it. */
function instance(properties) {
  const events = [];
  const made = {
    ...options.methods, properties: { lang: "zh", previous: null, ...properties }, data: { ...options.data }, events,
    setData(values) { Object.assign(this.data, values); },
    triggerEvent(name, detail) { events.push([name, detail]); },
  };
  options.lifetimes.created.call(made);
  made.show();
  return made;
}
const at = (dataset) => ({ currentTarget: { dataset } });

test("clauses are confirmed one by one or by group, and the end and the consent are told once", () => {
  const view = instance({ agreement: AGREEMENT });
  assert.deepEqual(view.data.groups.map((group) => [group.tier, group.cards.length]), [["must", 1], ["should", 1]]);
  view.toggle(at({ id: "art_2" }));
  view.toggle(at({ id: "art_2" }));
  view.confirmAll(at({ group: 0 }));
  view.confirmAll(at({ group: 1 }));
  view.ended();
  view.ended();
  assert.deepEqual(view.events.map(([name, detail]) => [name, detail.id, detail.confirmed, detail.left]), [
    ["clauseconfirm", "art_2", true, 1], ["clauseconfirm", "art_2", false, 2], ["clauseconfirm", "art_2", true, 1], ["clauseconfirm", "art 3.1", true, 0],
    ["readtoend", undefined, undefined, undefined], ["consentready", undefined, undefined, undefined],
  ]);
  const record = view.consent({ user: "u", channel: "mini-program" });
  assert.deepEqual([record.confirmed, record.contentHash, record.readToEnd], [["art_2", "art 3.1"], "sha256:2", true]);
});

test("another agreement begins anew, the same one in another language does not", () => {
  const view = instance({ agreement: AGREEMENT });
  view.confirmAll(at({ group: 0 }));
  view.properties.lang = "en";
  view.show();
  assert.equal(view.data.count, 1);
  view.properties.agreement = { ...AGREEMENT, version: "3", contentHash: "sha256:3" };
  view.properties.previous = AGREEMENT;
  view.show();
  assert.deepEqual([view.data.count, view.data.changes, view.data.from], [0, [], "2"]);
});

test("ids become anchors that a selector can take, each its own", () => {
  const view = instance({ agreement: AGREEMENT });
  const anchors = view.data.clauses.map((one) => one.anchor);
  assert.equal(new Set(anchors).size, anchors.length);
  for (const one of anchors) assert.match(one, /^c-[A-Za-z0-9_-]+$/);
  view.go(at({ id: "art_2" }));
  assert.equal(view.data.into, "c-art_2");
});

test("the template calls only what there is, and sets no markup", () => {
  const template = readFileSync(join(FOLDER, "index.wxml"), "utf8");
  for (const [, handler] of template.matchAll(/bind:\w+="(\w+)"/g)) assert.ok(handler in options.methods, handler);
  const named = new Set([...template.matchAll(/<template name="(\w+)"/g)].map((match) => match[1]));
  for (const [, used] of template.matchAll(/<template is="(\w+)"/g)) assert.ok(named.has(used), used);
  assert.doesNotMatch(template, /rich-text|nodes=/);
});

const missing = ["miniprogram-simulate", "jsdom", "esbuild"].filter((name) => { try { require.resolve(name); return false; } catch { return true; } });
test("WeChat's simulator renders it", { skip: missing.length ? `not installed: ${missing}` : false }, async () => {
  const { JSDOM } = require("jsdom");
  const dom = new JSDOM("<!DOCTYPE html><body></body>", { pretendToBeVisual: true });
  const names = ["document", "Node", "HTMLElement", "Event", "CustomEvent", "MutationObserver", "requestAnimationFrame"];
  for (const name of names) globalThis[name] = dom.window[name];
  globalThis.window = dom.window;
  const folder = mkdtempSync(join(tmpdir(), "agreement-view-"));
  after(() => rmSync(folder, { recursive: true }));
  for (const name of ["index.wxml", "index.wxss", "index.json"]) copyFileSync(FOLDER + name, join(folder, name));
  require("esbuild").buildSync({ entryPoints: [`${FOLDER}index.js`], bundle: true, format: "cjs", target: "es2017", outfile: join(folder, "index.js") });
  const simulate = require("miniprogram-simulate");
  const component = simulate.render(simulate.load(join(folder, "index"), "agreement-view", { less: false }), { agreement: AGREEMENT });
  component.attach(dom.window.document.body.appendChild(dom.window.document.createElement("div")));
  await new Promise((done) => setTimeout(done, 300));
  const told = [];
  component.addEventListener("clauseconfirm", (event) => told.push(event.detail));
  assert.ok(component.dom.textContent.includes("<b>套餐</b>"));
  assert.equal(component.querySelectorAll(".card").length, 2);
  component.querySelectorAll(".confirm")[0].dispatchEvent("tap");
  await new Promise((done) => setTimeout(done, 100));
  assert.deepEqual(told, [{ id: "art_2", confirmed: true, left: 1 }]);
});
