// @ts-check
/**
 * What can be said of an agreement's app JSON without a screen: shared by the web page and the mini-program.
 */
/**
 * @typedef {import("../types.ts").AppAgreement} AppAgreement
 * @typedef {import("../types.ts").Clause} Clause
 * @typedef {import("../types.ts").Mark} Mark
 * @typedef {import("../types.ts").Manifest} Manifest
 * @typedef {import("../types.ts").Consent} Consent
 * @typedef {import("../types.ts").Reconsent} Reconsent
 * @typedef {{text: string, marks: Mark[], target: string | null}} Piece
 * @typedef {{tier: "must" | "should" | "marked", clauses: Clause[]}} Group
 * @typedef {{kinds: Map<string, "added" | "changed">, removed: string[], from: string}} Changed
 */

/** The must-read clauses, the gravest first: must, should, then those that are only printed in bold; empty groups left out.
 * @param {AppAgreement} agreement @returns {Group[]} */
export function mustRead(agreement) {
  /** @type {Group[]} */
  const groups = [{ tier: "must", clauses: [] }, { tier: "should", clauses: [] }, { tier: "marked", clauses: [] }];
  for (const clause of agreement.clauses) {
    if (clause.mustRead) groups[clause.keyTier === "must" ? 0 : clause.keyTier === "should" ? 1 : 2].clauses.push(clause);
  }
  return groups.filter((group) => group.clauses.length > 0);
}

/** A clause's text cut where marks change and where references begin and end. Offsets count code points, as in the JSON.
 * @param {Clause} clause @returns {Piece[]} */
export function pieces(clause) {
  /** @type {Piece[]} */
  const found = [];
  let at = 0;
  for (const span of clause.spans) {
    for (const character of span.text) {
      const target = clause.refs.find((ref) => ref.start <= at && at < ref.end)?.targetId ?? null;
      const last = found[found.length - 1];
      if (last && last.marks === span.marks && last.target === target) last.text += character;
      else found.push({ text: character, marks: span.marks, target });
      at += 1;
    }
  }
  return found;
}

const ENDS_OPEN = /[：:]\s*$/;

/** @param {Clause} clause */
export const textOf = (clause) => clause.spans.map((span) => span.text).join("");

/** How a reader finds the clause: its number and heading; an item, and what has neither, by the place above it: 4.3 (2).
 * @param {AppAgreement} agreement @param {Clause} clause @returns {string} */
export function cite(agreement, clause) {
  const own = [clause.label, clause.title].filter(Boolean).join(" ");
  if (own && clause.kind !== "item" && clause.kind !== "point") return own;
  const above = agreement.clauses.find((one) => one.id === clause.parentId);
  return [above ? cite(agreement, above) : "", own].filter(Boolean).join(" ");
}

/** What changed since the version the user agreed to: by comparing with it, else by the JSON's own `changes`; null where neither is there.
 * A number that moved is no change.
 * @param {AppAgreement} agreement @param {AppAgreement | null} previous @returns {Changed | null} */
export function changedSince(agreement, previous) {
  /** @type {Map<string, "added" | "changed">} */
  const kinds = new Map();
  if (previous) {
    /** @param {Clause} clause */
    const wording = (clause) => JSON.stringify([clause.title, clause.titleMarks, clause.spans]);
    const before = new Map(previous.clauses.map((clause) => [clause.id, wording(clause)]));
    for (const clause of agreement.clauses) {
      const old = before.get(clause.id);
      if (old !== wording(clause)) kinds.set(clause.id, old === undefined ? "added" : "changed");
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

/** What the user must be asked now, by the manifest that is polled and the record of what was agreed to.
 * @param {Manifest} manifest @param {string} agreementId @param {Consent | null} consent @returns {Reconsent} */
export function renewal(manifest, agreementId, consent) {
  const latest = own(manifest.agreements, agreementId);
  if (!latest) return "none";
  if (!consent || consent.agreementId !== agreementId) return "required";
  if (consent.version === latest.version) return consent.contentHash === latest.contentHash ? "none" : "required";
  return own(latest.reconsent, consent.version) ?? "required";
}

/** The record to send to the back end, which puts its own clock's time into agreedAt.
 * @param {AppAgreement} agreement
 * @param {{confirmed: Iterable<string>, user: string, channel: string, readToEnd?: boolean, agreedAt?: string}} said
 * @returns {Consent} */
export function consentRecord(agreement, said) {
  const confirmed = new Set(said.confirmed);
  return {
    $schema: "urn:agreement-tool:schema:consent:1.0.0",
    schemaVersion: "1.0.0",
    agreementId: agreement.agreementId,
    version: agreement.version,
    contentHash: agreement.contentHash,
    confirmed: agreement.clauses.filter((clause) => confirmed.has(clause.id)).map((clause) => clause.id),
    agreedAt: said.agreedAt ?? new Date().toISOString(),
    user: said.user,
    channel: said.channel,
    ...(said.readToEnd === undefined ? {} : { readToEnd: said.readToEnd }),
  };
}

/** @template T @param {Record<string, T>} record @param {string} key @returns {T | null} */
function own(record, key) {
  return Object.prototype.hasOwnProperty.call(record, key) ? record[key] : null;
}

/** @param {Clause} clause */
const listed = (clause) => clause.kind === "item" || clause.kind === "point";

/** The sentence that introduces a clause, where it ends in a colon: the one above, or the paragraph before the list; an item says
 * little without it.
 * @param {AppAgreement} agreement @param {Clause} clause @returns {Clause | null} */
export function leadIn(agreement, clause) {
  const above = agreement.clauses.find((one) => one.id === clause.parentId);
  if (above && ENDS_OPEN.test(textOf(above))) return above;
  if (!listed(clause)) return null;
  const beside = agreement.clauses.filter((one) => one.parentId === clause.parentId);
  const before = beside.slice(0, beside.indexOf(clause)).reverse().find((one) => !listed(one));
  return before && ENDS_OPEN.test(textOf(before)) ? before : null;
}

/** What a sentence that ends in a colon introduces.
 * @param {AppAgreement} agreement @param {Clause} clause @returns {Clause[]} */
export function introduced(agreement, clause) {
  return ENDS_OPEN.test(textOf(clause)) ? agreement.clauses.filter((one) => leadIn(agreement, one) === clause) : [];
}

/** @type {Record<"zh" | "en", Record<string, string>>} */
export const WORDS = {
  zh: {
    must: "必看", should: "应看", marked: "重点标识", first: "请先阅读重点条款", full: "协议全文", changes: "自您同意的版本以来的变化", added: "新增",
    changed: "有修改", removed: "删去的条款", confirm: "我已阅读并理解", all: "以上各条均已阅读并理解", seen: "已确认", large: "大字版", table: "表格", go: "在全文中查看",
    version: "版本", effective: "生效", end: "全文完", view: "协议",
  },
  en: {
    must: "must read", should: "should read", marked: "printed in bold", first: "Read these clauses first", full: "Full text", changes: "Changed since the version you agreed to",
    added: "new", changed: "changed", removed: "Clauses removed", confirm: "I have read and understood this", all: "I have read and understood all of the above", seen: "confirmed",
    large: "Large print", table: "Table", go: "See it in the full text", version: "Version", effective: "in effect from", end: "End of the text", view: "Agreement",
  },
};
