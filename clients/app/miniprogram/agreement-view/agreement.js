// agreement-view: made from src/agreement.js by build.mjs; do not edit.
// src/agreement.js
function mustRead(agreement) {
  const groups = [{ tier: "must", clauses: [] }, { tier: "should", clauses: [] }, { tier: "marked", clauses: [] }];
  for (const clause of agreement.clauses) {
    if (clause.mustRead) groups[clause.keyTier === "must" ? 0 : clause.keyTier === "should" ? 1 : 2].clauses.push(clause);
  }
  return groups.filter((group) => group.clauses.length > 0);
}
function pieces(clause) {
  var _a, _b;
  const found = [];
  let at = 0;
  for (const span of clause.spans) {
    for (const character of span.text) {
      const target = (_b = (_a = clause.refs.find((ref) => ref.start <= at && at < ref.end)) == null ? void 0 : _a.targetId) != null ? _b : null;
      const last = found[found.length - 1];
      if (last && last.marks === span.marks && last.target === target) last.text += character;
      else found.push({ text: character, marks: span.marks, target });
      at += 1;
    }
  }
  return found;
}
var ENDS_OPEN = /[：:]\s*$/;
var textOf = (clause) => clause.spans.map((span) => span.text).join("");
function cite(agreement, clause) {
  const own2 = [clause.label, clause.title].filter(Boolean).join(" ");
  if (own2 && clause.kind !== "item" && clause.kind !== "point") return own2;
  const above = agreement.clauses.find((one) => one.id === clause.parentId);
  return [above ? cite(agreement, above) : "", own2].filter(Boolean).join(" ");
}
function changedSince(agreement, previous) {
  const kinds = /* @__PURE__ */ new Map();
  if (previous) {
    const wording = (clause) => JSON.stringify([clause.title, clause.titleMarks, clause.spans]);
    const before = new Map(previous.clauses.map((clause) => [clause.id, wording(clause)]));
    for (const clause of agreement.clauses) {
      const old = before.get(clause.id);
      if (old !== wording(clause)) kinds.set(clause.id, old === void 0 ? "added" : "changed");
      before.delete(clause.id);
    }
    return { kinds, removed: [...before.keys()], from: previous.version };
  }
  if (!agreement.changes) return null;
  const removed = [];
  for (const change of agreement.changes.summary) {
    if (change.type === "removed") removed.push(...change.clauseIds);
    else if (change.type !== "renumbered") {
      for (const id of change.clauseIds) if (kinds.get(id) !== "added") kinds.set(id, change.type === "added" ? "added" : "changed");
    }
  }
  return { kinds, removed, from: agreement.changes.from.replace(/^.*@/, "") };
}
function renewal(manifest, agreementId, consent) {
  var _a;
  const latest = own(manifest.agreements, agreementId);
  if (!latest) return "none";
  if (!consent || consent.agreementId !== agreementId) return "required";
  if (consent.version === latest.version) return consent.contentHash === latest.contentHash ? "none" : "required";
  return (_a = own(latest.reconsent, consent.version)) != null ? _a : "required";
}
function consentRecord(agreement, said) {
  var _a;
  const confirmed = new Set(said.confirmed);
  return {
    $schema: "urn:agreement-tool:schema:consent:1.0.0",
    schemaVersion: "1.0.0",
    agreementId: agreement.agreementId,
    version: agreement.version,
    contentHash: agreement.contentHash,
    confirmed: agreement.clauses.filter((clause) => confirmed.has(clause.id)).map((clause) => clause.id),
    agreedAt: (_a = said.agreedAt) != null ? _a : (/* @__PURE__ */ new Date()).toISOString(),
    user: said.user,
    channel: said.channel,
    ...said.readToEnd === void 0 ? {} : { readToEnd: said.readToEnd }
  };
}
function own(record, key) {
  return Object.prototype.hasOwnProperty.call(record, key) ? record[key] : null;
}
var listed = (clause) => clause.kind === "item" || clause.kind === "point";
function leadIn(agreement, clause) {
  const above = agreement.clauses.find((one) => one.id === clause.parentId);
  if (above && ENDS_OPEN.test(textOf(above))) return above;
  if (!listed(clause)) return null;
  const beside = agreement.clauses.filter((one) => one.parentId === clause.parentId);
  const before = beside.slice(0, beside.indexOf(clause)).reverse().find((one) => !listed(one));
  return before && ENDS_OPEN.test(textOf(before)) ? before : null;
}
function introduced(agreement, clause) {
  return ENDS_OPEN.test(textOf(clause)) ? agreement.clauses.filter((one) => leadIn(agreement, one) === clause) : [];
}
var WORDS = {
  zh: {
    must: "必看",
    should: "应看",
    marked: "重点标识",
    first: "请先阅读重点条款",
    full: "协议全文",
    changes: "自您同意的版本以来的变化",
    added: "新增",
    changed: "有修改",
    removed: "删去的条款",
    confirm: "我已阅读并理解",
    all: "以上各条均已阅读并理解",
    seen: "已确认",
    large: "大字版",
    table: "表格",
    go: "在全文中查看",
    version: "版本",
    effective: "生效",
    end: "全文完",
    view: "协议"
  },
  en: {
    must: "must read",
    should: "should read",
    marked: "printed in bold",
    first: "Read these clauses first",
    full: "Full text",
    changes: "Changed since the version you agreed to",
    added: "new",
    changed: "changed",
    removed: "Clauses removed",
    confirm: "I have read and understood this",
    all: "I have read and understood all of the above",
    seen: "confirmed",
    large: "Large print",
    table: "Table",
    go: "See it in the full text",
    version: "Version",
    effective: "in effect from",
    end: "End of the text",
    view: "Agreement"
  }
};
export {
  WORDS,
  changedSince,
  cite,
  consentRecord,
  introduced,
  leadIn,
  mustRead,
  pieces,
  renewal,
  textOf
};
