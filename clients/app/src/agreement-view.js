// @ts-check
/**
 * <agreement-view>: shows an agreement from app JSON (`agreement export ID --format json`). No framework, no dependency.
 *
 *   const view = document.querySelector("agreement-view");
 *   view.previous = agreedJson;            // optional: the version the user agreed to; else the JSON's own `changes`
 *   view.agreement = json;
 *   view.addEventListener("clause-confirm", (event) => event.detail);  // {id, confirmed, left}
 *   view.addEventListener("read-to-end", …); view.addEventListener("consent-ready", …);
 *   view.consent({ user: "u-1", channel: "web" });  // the record to send (`agreement schema consent`)
 *
 * Attributes: lang (zh, en), large (适老化: large print), theme (light, dark; else the system's). #clause-id in the address leads to
 * the clause. All wording is set by textContent.
 */
/**
 * @typedef {import("../types.ts").AppAgreement} AppAgreement
 * @typedef {import("../types.ts").Clause} Clause
 * @typedef {import("../types.ts").Mark} Mark
 * @typedef {import("../types.ts").Consent} Consent
 * @typedef {import("./agreement.js").Changed} Changed
 */
import { WORDS, changedSince, cite, consentRecord, introduced, leadIn, mustRead, pieces, textOf } from "./agreement.js";

export { changedSince, cite, consentRecord, mustRead, pieces, renewal, textOf } from "./agreement.js";

const DARK =
  "--ink: #e8ebee; --soft: #a3adb8; --line: #3a434d; --paper: #14181d; --ground: #1e242b; --key: #ff9aa5; --key-bg: #2d1b1e; --new: #7fdc9a; --accent: #8db8ff; --mark: #55470f; color-scheme: dark;";
const STYLE = `
:host { --ink: #1a1f26; --soft: #56606b; --line: #cfd6dd; --paper: #fff; --ground: #f3f5f7; --key: #8f1222; --key-bg: #fff4f2; --new: #0a5c2b; --accent: #1559b7; --mark: #fff0b0;
  display: block; background: var(--paper); color: var(--ink); font: 1rem/1.75 system-ui, "PingFang SC", "Noto Sans CJK SC", "Microsoft YaHei", sans-serif; overflow-wrap: anywhere; }
:host([hidden]) { display: none; }
:host([large]) { font-size: 1.5rem; line-height: 1.8; }
:host([theme="dark"]) { ${DARK} }
@media (prefers-color-scheme: dark) { :host(:not([theme="light"])) { ${DARK} } }
article { max-width: 46em; margin: 0 auto; padding: 1em; } h1 { font-size: 1.4em; line-height: 1.4; margin: 0; } h2 { font-size: 1.15em; margin: 1.6em 0 .4em; } h3, h4, h5, h6 { font-size: 1em; margin: 1.2em 0 .2em; }
p { margin: .4em 0; white-space: pre-wrap; white-space: break-spaces; } .meta { color: var(--soft); font-size: .875em; } a { color: var(--accent); }
button { font: inherit; min-height: 2.75em; padding: .3em 1em; color: var(--accent); background: var(--paper); border: 1px solid currentColor; border-radius: .5em; cursor: pointer; }
:host([large]) button, :host([large]) label { min-height: 60px; }
button[aria-pressed="true"], button[disabled] { background: var(--accent); color: var(--paper); border-color: var(--accent); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
ol { list-style: none; margin: 0; padding: 0; } .card { background: var(--key-bg); border-left: 4px solid var(--key); border-radius: .3em; margin: .8em 0; padding: .6em .9em; }
.card h3 { margin: 0; } .card.should, .card.marked { border-color: var(--soft); background: var(--ground); }
.tag { font-size: .8em; font-weight: 400; border: 1px solid currentColor; border-radius: .3em; padding: 0 .4em; margin-left: .4em; white-space: nowrap; } .tag.must { color: var(--key); } .tag.added, .tag.changed { color: var(--new); }
label { display: flex; align-items: center; gap: .6em; min-height: 2.75em; cursor: pointer; } input { width: 1.5em; height: 1.5em; flex: none; accent-color: var(--accent); }
.key { border-left: 4px solid var(--key); padding-left: .7em; } .under { padding-left: 1.2em; } .number { font-weight: 600; } mark { background: var(--mark); color: inherit; } .colour { color: var(--key); } .size { font-size: 1.15em; }
.scroll { overflow-x: auto; } table { border-collapse: collapse; min-width: 100%; } td { border: 1px solid var(--line); padding: .3em .5em; vertical-align: top; min-width: 4em; } .end { color: var(--soft); text-align: center; }
@media (prefers-reduced-motion: no-preference) { .target { animation: target 2s; } @keyframes target { from { background: var(--mark); } } }
`;
/** @type {Record<Mark, [string, string]>} */
const TAGS = { bold: ["strong", ""], underline: ["u", ""], italic: ["em", ""], highlight: ["mark", ""], colour: ["span", "colour"], size: ["span", "size"] };

/** @template {keyof HTMLElementTagNameMap} T @param {T} tag @param {string} [className] @param {...(Node | string)} inside @returns {HTMLElementTagNameMap[T]} */
function make(tag, className = "", ...inside) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.append(...inside); // strings become text nodes, never markup
  return made;
}

/** @param {Iterable<{text: string, marks: Mark[], target?: string | null}>} parts @returns {Node[]} */
function runs(parts) {
  return Array.from(parts, (part) => {
    /** @type {Node} */
    let node = document.createTextNode(part.text);
    for (const mark of part.marks) {
      const [tag, className] = TAGS[mark] ?? ["span", ""];
      node = make(/** @type {"span"} */ (tag), className, node);
    }
    if (!part.target) return node;
    const link = make("a", "", node);
    link.href = `#${encodeURIComponent(part.target)}`;
    return link;
  });
}

/** Within any content security policy; older web views take a style element. @param {ShadowRoot} root */
function dress(root) {
  if ("adoptedStyleSheets" in root && "replaceSync" in CSSStyleSheet.prototype) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
    root.adoptedStyleSheets = [sheet];
  } else root.append(make("style", "", STYLE));
}

const Base = /** @type {typeof HTMLElement} */ (globalThis.HTMLElement ?? class {});

export class AgreementView extends Base {
  static observedAttributes = ["lang"];
  /** @type {AppAgreement | null} */ #agreement = null;
  /** @type {AppAgreement | null} */ #previous = null;
  /** @type {Set<string>} */ #confirmed = new Set();
  /** @type {Map<string, HTMLElement>} */ #places = new Map();
  #readToEnd = false;
  /** @type {IntersectionObserver | null} */ #watch = null;
  #follow = () => this.scrollToClause(decodeURIComponent(location.hash.slice(1)));

  get agreement() { return this.#agreement; }
  set agreement(value) {
    this.#agreement = value;
    this.#confirmed.clear();
    this.#readToEnd = false;
    this.#render();
  }
  get previous() { return this.#previous; }
  set previous(value) { this.#previous = value; this.#render(); }
  /** Ids of the clauses confirmed so far. */
  get confirmed() { return [...this.#confirmed]; }
  get readToEnd() { return this.#readToEnd; }
  /** Ids of the must-read clauses that are still to be confirmed. */
  get left() { return (this.#agreement?.mustRead ?? []).filter((id) => !this.#confirmed.has(id)); }

  /** The consent as it stands. @param {{user: string, channel: string}} who @returns {Consent} */
  consent(who) {
    if (!this.#agreement) throw new Error("agreement-view: no agreement is shown");
    return consentRecord(this.#agreement, { ...who, confirmed: this.#confirmed, readToEnd: this.#readToEnd });
  }

  /** Show a clause of the full text. @param {string} id @returns {boolean} */
  scrollToClause(id) {
    const place = this.#places.get(id);
    if (!place) return false;
    place.scrollIntoView({ block: "start" });
    place.focus({ preventScroll: true });
    place.classList.remove("target");
    void place.offsetWidth; // so that the animation starts again
    place.classList.add("target");
    return true;
  }

  connectedCallback() {
    if (!this.shadowRoot) this.attachShadow({ mode: "open" });
    addEventListener("hashchange", this.#follow);
    this.#render();
  }
  disconnectedCallback() {
    removeEventListener("hashchange", this.#follow);
    this.#watch?.disconnect();
  }
  attributeChangedCallback() { this.#render(); }

  /** @returns {Record<string, string>} */
  get #words() { return WORDS[(this.lang || this.closest("[lang]")?.getAttribute("lang") || "zh").startsWith("en") ? "en" : "zh"]; }

  #render() {
    const root = this.shadowRoot;
    const agreement = this.#agreement;
    if (!root || !agreement) return;
    root.textContent = "";
    dress(root);
    this.#places.clear();
    const changed = changedSince(agreement, this.#previous);
    const end = make("p", "end", this.#words.end);
    const body = make("article", "", this.#head(agreement), this.#changes(agreement, changed), this.#first(agreement, changed), this.#full(agreement, changed), end);
    body.lang = agreement.locale;
    root.append(body);
    this.#watch?.disconnect();
    this.#watch = new IntersectionObserver((entries) => { if (entries.some((entry) => entry.isIntersecting)) this.#ended(); });
    this.#watch.observe(end);
    if (location.hash) this.#follow();
  }

  /** @param {AppAgreement} agreement */
  #head(agreement) {
    const words = this.#words;
    const facts = [`${words.version} ${agreement.version}`, agreement.effectiveAt && `${words.effective} ${agreement.effectiveAt}`];
    const large = make("button", "", words.large);
    large.type = "button";
    large.setAttribute("aria-pressed", String(this.hasAttribute("large")));
    large.addEventListener("click", () => large.setAttribute("aria-pressed", String(this.toggleAttribute("large"))));
    return make("header", "", make("h1", "", agreement.title || words.view), make("p", "meta", facts.filter(Boolean).join(" · ")), large);
  }

  /** @param {AppAgreement} agreement @param {Changed | null} changed */
  #changes(agreement, changed) {
    if (!changed || (!changed.kinds.size && !changed.removed.length)) return "";
    const words = this.#words;
    const list = make("ul");
    for (const clause of agreement.clauses) {
      const kind = changed.kinds.get(clause.id);
      if (kind) list.append(make("li", "", ...runs([{ text: cite(agreement, clause) || textOf(clause).slice(0, 20), marks: [], target: clause.id }]), make("span", `tag ${kind}`, words[kind])));
    }
    if (changed.removed.length) list.append(make("li", "", `${words.removed}: ${changed.removed.length}`));
    return make("section", "", make("h2", "", `${words.changes}（${changed.from}）`), list);
  }

  /** @param {AppAgreement} agreement @param {Changed | null} changed */
  #first(agreement, changed) {
    const groups = mustRead(agreement);
    if (!groups.length) return "";
    const words = this.#words;
    const count = make("p", "meta");
    count.setAttribute("role", "status");
    const section = make("section", "", make("h2", "", words.first), count);
    const show = () => { count.textContent = `${words.seen} ${this.#confirmed.size} / ${agreement.mustRead.length}`; };
    for (const group of groups) {
      const list = make("ol");
      /** @type {[string, HTMLInputElement][]} */
      const boxes = group.clauses.map((clause) => {
        const box = make("input");
        box.type = "checkbox";
        box.checked = this.#confirmed.has(clause.id);
        box.addEventListener("change", () => { this.#confirm(clause.id, box.checked); show(); });
        const link = runs([{ text: cite(agreement, clause) || words.go, marks: [], target: clause.id }]);
        const head = make("h3", "", ...link, make("span", `tag ${group.tier}`, words[group.tier]), ...this.#tag(clause, changed));
        box.setAttribute("aria-label", `${words.confirm}: ${head.firstChild?.textContent}`);
        list.append(make("li", `card ${group.tier}`, head, ...this.#lead(agreement, clause), ...this.#text(clause, false), ...this.#items(agreement, clause), make("label", "", box, words.confirm)));
        return [clause.id, box];
      });
      const all = make("button", "", `${words.all}（${boxes.length}）`);
      all.type = "button";
      all.addEventListener("click", () => {
        for (const [id, box] of boxes) if (!box.checked) { box.checked = true; this.#confirm(id, true); }
        show();
      });
      section.append(list, all);
    }
    show();
    return section;
  }

  /** @param {AppAgreement} agreement @param {Clause} clause */
  #lead(agreement, clause) {
    const above = leadIn(agreement, clause);
    return above ? [make("p", "meta", ...runs(pieces(above)))] : [];
  }

  /** @param {AppAgreement} agreement @param {Clause} clause */
  #items(agreement, clause) {
    return introduced(agreement, clause).map((one) => make("div", "under", ...this.#text(one, true)));
  }

  /** @param {AppAgreement} agreement @param {Changed | null} changed */
  #full(agreement, changed) {
    const section = make("section", "", make("h2", "", this.#words.full));
    for (const clause of agreement.clauses) {
      const place = make("section", clause.mustRead ? "key" : "");
      place.id = clause.id;
      place.tabIndex = -1;
      this.#places.set(clause.id, place);
      const tags = [...(clause.mustRead ? [make("span", "tag must", this.#words[clause.keyTier === "must" ? "must" : "should"])] : []), ...this.#tag(clause, changed)];
      if (clause.title) {
        const number = clause.label ? [make("span", "number", clause.label), " "] : [];
        place.append(make(/** @type {"h3"} */ (`h${Math.min(clause.depth + 3, 6)}`), "", ...number, ...runs([{ text: clause.title, marks: clause.titleMarks }]), ...tags.splice(0)));
      }
      place.append(...this.#text(clause, !clause.title, tags));
      (this.#places.get(clause.parentId ?? "") ?? section).append(place);
    }
    for (const place of this.#places.values()) if (place.parentElement?.id) place.classList.add("under");
    return section;
  }

  /** @param {Clause} clause @param {boolean} numbered @param {Node[]} [tags] @returns {HTMLElement[]} */
  #text(clause, numbered, tags = []) {
    if (clause.rows?.length) return [this.#table(clause.rows)];
    const number = numbered && clause.label ? [make("span", "number", clause.label), " "] : [];
    return number.length || clause.spans.length || tags.length ? [make("p", "", ...number, ...runs(pieces(clause)), ...tags)] : [];
  }

  /** @param {import("../types.ts").Cell[][]} rows */
  #table(rows) {
    const table = make("table");
    for (const cells of rows) {
      const row = table.insertRow();
      for (const cell of cells) {
        const made = row.insertCell();
        [made.colSpan, made.rowSpan] = [cell.colspan, cell.rowspan];
        made.append(...runs(cell.spans));
      }
    }
    const scroll = make("div", "scroll", table);
    scroll.tabIndex = 0;
    scroll.setAttribute("role", "group");
    scroll.setAttribute("aria-label", this.#words.table);
    return scroll;
  }

  /** @param {Clause} clause @param {Changed | null} changed */
  #tag(clause, changed) {
    const kind = changed?.kinds.get(clause.id);
    return kind ? [make("span", `tag ${kind}`, this.#words[kind])] : [];
  }

  /** @param {string} id @param {boolean} confirmed */
  #confirm(id, confirmed) {
    if (confirmed) this.#confirmed.add(id);
    else this.#confirmed.delete(id);
    this.#tell("clause-confirm", { id, confirmed, left: this.left.length });
    this.#ready();
  }
  #ended() {
    if (this.#readToEnd) return;
    this.#readToEnd = true;
    this.#watch?.disconnect();
    this.#tell("read-to-end", {});
    this.#ready();
  }
  #ready() { if (this.#readToEnd && !this.left.length) this.#tell("consent-ready", {}); }
  /** @param {string} name @param {object} detail */
  #tell(name, detail) { this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true })); }
}

if (globalThis.customElements && !customElements.get("agreement-view")) customElements.define("agreement-view", AgreementView);
