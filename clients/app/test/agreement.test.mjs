// The part without a screen: `node --test`.
import assert from "node:assert/strict";
import { test } from "node:test";
import { changedSince, cite, consentRecord, introduced, leadIn, mustRead, pieces, renewal, textOf } from "../src/agreement.js";

let made = 0;
const clause = (text, more = {}) => ({
  id: `c${(made += 1)}`, eid: "e", parentId: null, depth: 0, kind: "level", label: null, number: null, title: null, titleMarks: [],
  spans: text ? [{ text, marks: [] }] : [], hash: "", keyCategories: [], keyTier: null, mustRead: false, refs: [], page: null, ...more,
});
const agreement = (clauses, more = {}) => ({
  agreementId: "a", version: "2", title: "协议", contentHash: "sha256:2", clauses, changes: null,
  mustRead: clauses.filter((one) => one.mustRead).map((one) => one.id), ...more,
});

test("must-read clauses come the gravest first, then in reading order, and empty groups are left out", () => {
  const [a, b, c, d] = [
    clause("应看", { mustRead: true, keyTier: "should" }), clause("不看"), clause("加粗", { mustRead: true }), clause("必看", { mustRead: true, keyTier: "must" }),
  ];
  assert.deepEqual(mustRead(agreement([a, b, c, d])).map((group) => [group.tier, group.clauses.map(textOf)]), [["must", ["必看"]], ["should", ["应看"]], ["marked", ["加粗"]]]);
  assert.deepEqual(mustRead(agreement([b])), []);
});

test("pieces spell the text and count code points, not UTF-16 units", () => {
  const one = clause("", {
    spans: [{ text: "𠮷见第", marks: ["bold"] }, { text: "三条。", marks: [] }],
    refs: [{ start: 2, end: 5, text: "第三条", targetId: "art_3", targetIds: ["art_3"], external: null }],
  });
  const cut = pieces(one);
  assert.equal(cut.map((piece) => piece.text).join(""), textOf(one));
  assert.deepEqual(cut.map((piece) => [piece.text, piece.target, piece.marks.length]), [["𠮷见", null, 1], ["第", "art_3", 1], ["三条", "art_3", 0], ["。", null, 0]]);
});

test("an item is cited with the place above it and shown with the sentence that introduces it", () => {
  const above = clause("您不得：", { label: "4.3" });
  const item = clause("转让账号；", { label: "（2）", kind: "item", parentId: above.id });
  const whole = agreement([above, item]);
  assert.equal(cite(whole, item), "4.3 （2）");
  assert.equal(leadIn(whole, item), above);
  assert.equal(leadIn(whole, above), null);
  assert.deepEqual(introduced(whole, above), [item]);
  // An unnumbered paragraph has no children: the items stand beside it.
  const heading = clause("", { label: "二、", title: "责任" });
  const [paragraph, first, second, after, late] = [["paragraph", "您不得："], ["item", "一；"], ["item", "二。"], ["paragraph", "另："], ["item", "三。"]].map(
    ([kind, text]) => clause(text, { kind, parentId: heading.id }),
  );
  const flat = agreement([heading, paragraph, first, second, after, late]);
  assert.deepEqual(introduced(flat, paragraph), [first, second]);
  assert.equal(leadIn(flat, late), after);
});

test("what changed is told by wording: a new number is no change, a lost mark is one", () => {
  const [same, edited, marked, gone] = [clause("甲", { label: "1." }), clause("乙"), clause("丙", { spans: [{ text: "丙", marks: ["bold"] }] }), clause("丁")];
  const added = clause("戊");
  const next = agreement([{ ...same, label: "2." }, { ...edited, spans: [{ text: "乙乙", marks: [] }] }, { ...marked, spans: [{ text: "丙", marks: [] }] }, added]);
  const found = changedSince(next, agreement([same, edited, marked, gone], { version: "1" }));
  assert.deepEqual([...found.kinds], [[edited.id, "changed"], [marked.id, "changed"], [added.id, "added"]]);
  assert.deepEqual([found.removed, found.from], [[gone.id], "1"]);
});

test("without the earlier version the JSON's own changes tell", () => {
  const [a, b, c] = [clause("甲"), clause("乙"), clause("丙")];
  const change = (type, ...clauseIds) => ({ type, clauseIds, material: true, why: "" });
  const summary = [change("added", a.id), change("text", a.id), change("text", b.id), change("renumbered", c.id), change("removed", "x")];
  const found = changedSince(agreement([a, b, c], { changes: { from: "a@1", reconsent: "notice", summary } }), null);
  assert.deepEqual([[...found.kinds], found.removed, found.from], [[[a.id, "added"], [b.id, "changed"]], ["x"], "1"]);
  assert.equal(changedSince(agreement([a]), null), null);
});

test("who must be asked again", () => {
  const manifest = { agreements: { a: { version: "3", contentHash: "sha256:3", publishedAt: null, effectiveAt: null, reconsent: { 1: "required", 2: "none" } } } };
  const agreed = (version, contentHash) => ({ agreementId: "a", version, contentHash });
  assert.equal(renewal(manifest, "a", null), "required");
  assert.equal(renewal(manifest, "a", agreed("1", "sha256:1")), "required");
  assert.equal(renewal(manifest, "a", agreed("2", "sha256:2")), "none");
  assert.equal(renewal(manifest, "a", agreed("3", "sha256:3")), "none");
  assert.equal(renewal(manifest, "a", agreed("3", "sha256:x")), "required", "the wording of that version was replaced");
  assert.equal(renewal(manifest, "a", agreed("0.9", "sha256:0")), "required", "a version nobody knows any more");
  assert.equal(renewal(manifest, "a", agreed("constructor", "sha256:0")), "required");
  assert.equal(renewal(manifest, "b", null), "none", "an agreement that is no longer offered");
  assert.equal(renewal(manifest, "a", { ...agreed("3", "sha256:3"), agreementId: "b" }), "required", "a consent to something else");
});

test("a record holds what was shown and confirmed, in reading order, and nothing that is not in the text", () => {
  const [a, b] = [clause("甲", { mustRead: true }), clause("乙", { mustRead: true })];
  const record = consentRecord(agreement([a, b]), { confirmed: [b.id, a.id, "other"], user: "u", channel: "ios", agreedAt: "2026-11-28T10:00:00Z", readToEnd: true });
  assert.deepEqual(record, {
    $schema: "urn:agreement-tool:schema:consent:1.0.0", schemaVersion: "1.0.0", agreementId: "a", version: "2", contentHash: "sha256:2",
    confirmed: [a.id, b.id], agreedAt: "2026-11-28T10:00:00Z", user: "u", channel: "ios", readToEnd: true,
  });
});
