// Generated from the schemas by generate_types.py; do not edit. `agreement schema app` prints them.

/** An agreement ready for an app. */
export interface AppAgreement {
  "$schema": "urn:agreement-tool:schema:app:1.0.0";
  schemaVersion: "1.0.0";
  /** ASCII slug; '' while not decided */
  agreementId: string;
  /** ASCII slug; '' while not decided */
  version: string;
  title: string;
  locale: string;
  status: string;
  /** ISO 8601 date */
  publishedAt: string | null;
  /** ISO 8601 date */
  effectiveAt: string | null;
  /** the version this one replaces */
  supersedes: string | null;
  /** wording and emphasis of title and clauses */
  contentHash: string;
  source: SourceFile | null;
  generator: Generator;
  /** flat, reading order */
  clauses: Clause[];
  mustRead: string[];
  definitions: Definition[];
  changes: Changes | null;
}

export interface SourceFile {
  name: string;
  sha256: string;
  pages: number | null;
  /** what the file shows and no clause holds; empty where all was read */
  unread: Unread[];
}

export interface Unread {
  what: UnreadKind;
  count: number;
  pages: number[];
}

export type UnreadKind = "picture" | "drawing" | "form-field" | "annotation" | "attachment" | "embedded-file" | "frame" | "script" | "counter" | "hidden-text" | "footnote" | "nested-table" | "vertical-text" | "tracked-change" | "field-without-result" | "comment" | "other";

export interface Generator {
  name: string;
  version: string;
}

export interface Definition {
  term: string;
  aliases: string[];
  clauseId: string;
}

export interface Clause {
  /** permanent across versions (wid) */
  id: string;
  /** address in this version */
  eid: string;
  parentId: string | null;
  depth: number;
  kind: ClauseKind;
  /** number exactly as printed */
  label: string | null;
  number: number[] | null;
  /** heading */
  title: string | null;
  titleMarks: Mark[];
  /** concatenated: the clause's own text, exactly */
  spans: Span[];
  hash: string;
  keyCategories: KeyCategory[];
  /** null where the clause is not key */
  keyTier: KeyTier | null;
  mustRead: boolean;
  refs: Reference[];
  page: number | null;
  /** a table's cells, row by row; absent where the clause is no table */
  rows?: Cell[][];
}

export interface Reference {
  /** code points of the own text */
  start: number;
  end: number;
  text: string;
  targetId: string | null;
  /** all targets of a range or list */
  targetIds: string[];
  /** the law or document it belongs to */
  external: string | null;
}

export interface Changes {
  from: string;
  reconsent: Reconsent;
  summary: ClauseChange[];
}

export interface ClauseChange {
  type: ChangeType;
  clauseIds: string[];
  material: boolean;
  why: string;
}

export type ChangeType = "added" | "removed" | "moved" | "renumbered" | "split" | "merged" | "text" | "heading" | "emphasis" | "reference";

export type ClauseKind = "part" | "heading" | "chapter" | "section" | "article" | "level" | "paragraph" | "item" | "point" | "table" | "signature";

export type Mark = "bold" | "underline" | "colour" | "italic" | "size" | "highlight";

export interface Span {
  text: string;
  marks: Mark[];
}

export interface Cell {
  spans: Span[];
  colspan: number;
  rowspan: number;
}

export type KeyCategory = "liability" | "user_rights" | "dispute" | "breach" | "privacy" | "separate_terms" | "price";

/** where a reader begins: what excludes, forfeits or binds; other restrictions; ordinary duties */
export type KeyTier = "must" | "should" | "note";

/** what whoever agreed to the earlier version must be asked: nothing, tell them, ask again */
export type Reconsent = "none" | "notice" | "required";

/** The latest version of every agreement, small enough to poll: what is in force, and who must be asked again. */
export interface Manifest {
  "$schema": "urn:agreement-tool:schema:manifest:1.0.0";
  schemaVersion: "1.0.0";
  /** agreement id -> its latest version */
  agreements: Record<string, ManifestEntry>;
}

export interface ManifestEntry {
  version: string;
  /** as in the app JSON */
  contentHash: string;
  /** ISO 8601 date */
  publishedAt: string | null;
  /** ISO 8601 date */
  effectiveAt: string | null;
  /** each earlier version -> what whoever agreed to it must be asked */
  reconsent: Record<string, Reconsent>;
}

/** A consent record: who agreed to which wording, when and where, and which must-read clauses were confirmed. */
export interface Consent {
  "$schema": "urn:agreement-tool:schema:consent:1.0.0";
  schemaVersion: "1.0.0";
  agreementId: string;
  version: string;
  /** contentHash of the app JSON that was shown */
  contentHash: string;
  /** ids of the must-read clauses that were confirmed one by one */
  confirmed: string[];
  /** RFC 3339 with its offset from UTC, by the server's clock */
  agreedAt: string;
  /** a reference that the back end resolves; no name, no telephone number */
  user: string;
  /** ios, android, harmony, web, mini-program, counter … */
  channel: string;
  /** whether the end of the text was reached; absent where not observed */
  readToEnd?: boolean;
}
