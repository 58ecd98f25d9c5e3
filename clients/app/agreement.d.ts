/**
 * What can be said of an agreement's app JSON without a screen: shared by the web page and the mini-program.
 */
/**
 * @typedef {import("./types.js").AppAgreement} AppAgreement
 * @typedef {import("./types.js").Clause} Clause
 * @typedef {import("./types.js").Mark} Mark
 * @typedef {import("./types.js").Manifest} Manifest
 * @typedef {import("./types.js").Consent} Consent
 * @typedef {import("./types.js").Reconsent} Reconsent
 * @typedef {{text: string, marks: Mark[], target: string | null}} Piece
 * @typedef {{tier: "must" | "should" | "marked", clauses: Clause[]}} Group
 * @typedef {{kinds: Map<string, "added" | "changed">, removed: string[], from: string}} Changed
 */
/** The must-read clauses, the gravest first: must, should, then those that are only printed in bold; empty groups left out.
 * @param {AppAgreement} agreement @returns {Group[]} */
export function mustRead(agreement: AppAgreement): Group[];
/** A clause's text cut where marks change and where references begin and end. Offsets count code points, as in the JSON.
 * @param {Clause} clause @returns {Piece[]} */
export function pieces(clause: Clause): Piece[];
/** How a reader finds the clause: its number and heading; an item, and what has neither, by the place above it: 4.3 (2).
 * @param {AppAgreement} agreement @param {Clause} clause @returns {string} */
export function cite(agreement: AppAgreement, clause: Clause): string;
/** What changed since the version the user agreed to: by comparing with it, else by the JSON's own `changes`; null where neither is there.
 * A number that moved is no change.
 * @param {AppAgreement} agreement @param {AppAgreement | null} previous @returns {Changed | null} */
export function changedSince(agreement: AppAgreement, previous: AppAgreement | null): Changed | null;
/** What the user must be asked now, by the manifest that is polled and the record of what was agreed to.
 * @param {Manifest} manifest @param {string} agreementId @param {Consent | null} consent @returns {Reconsent} */
export function renewal(manifest: Manifest, agreementId: string, consent: Consent | null): Reconsent;
/** The record to send to the back end, which puts its own clock's time into agreedAt.
 * @param {AppAgreement} agreement
 * @param {{confirmed: Iterable<string>, user: string, channel: string, readToEnd?: boolean, agreedAt?: string}} said
 * @returns {Consent} */
export function consentRecord(agreement: AppAgreement, said: {
    confirmed: Iterable<string>;
    user: string;
    channel: string;
    readToEnd?: boolean;
    agreedAt?: string;
}): Consent;
/** The sentence that introduces a clause, where it ends in a colon: the one above, or the paragraph before the list; an item says
 * little without it.
 * @param {AppAgreement} agreement @param {Clause} clause @returns {Clause | null} */
export function leadIn(agreement: AppAgreement, clause: Clause): Clause | null;
/** What a sentence that ends in a colon introduces.
 * @param {AppAgreement} agreement @param {Clause} clause @returns {Clause[]} */
export function introduced(agreement: AppAgreement, clause: Clause): Clause[];
export function textOf(clause: Clause): string;
/** @type {Record<"zh" | "en", Record<string, string>>} */
export const WORDS: Record<"zh" | "en", Record<string, string>>;
export type AppAgreement = import("./types.js").AppAgreement;
export type Clause = import("./types.js").Clause;
export type Mark = import("./types.js").Mark;
export type Manifest = import("./types.js").Manifest;
export type Consent = import("./types.js").Consent;
export type Reconsent = import("./types.js").Reconsent;
export type Piece = {
    text: string;
    marks: Mark[];
    target: string | null;
};
export type Group = {
    tier: "must" | "should" | "marked";
    clauses: Clause[];
};
export type Changed = {
    kinds: Map<string, "added" | "changed">;
    removed: string[];
    from: string;
};
