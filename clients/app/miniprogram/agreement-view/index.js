// The agreement in a WeChat mini-program or a uni-app (as a native component): the same as <agreement-view> on the web.
//
//   <agreement-view agreement="{{json}}" previous="{{agreedJson}}" large="{{false}}" lang="zh" target="art_3"
//     bind:clauseconfirm="…" bind:readtoend="…" bind:consentready="…" id="agreement" />
//   this.selectComponent("#agreement").consent({ user: "u-1", channel: "mini-program" })
//
// Everything is shown as text nodes: no rich-text, no markup from the agreement.
import { WORDS, changedSince, cite, consentRecord, introduced, leadIn, mustRead, pieces } from "./agreement.js";

/** What the template shows of a clause: no function is called there. */
function shown(agreement, clause, changed, words) {
  const kind = changed && changed.kinds.get(clause.id);
  return {
    id: clause.id,
    anchor: anchor(clause.id),
    label: clause.label || "",
    title: clause.title || "",
    titleMarks: clause.titleMarks.join(" "),
    runs: clause.rows && clause.rows.length ? [] : runs(pieces(clause)),
    rows: (clause.rows || []).map((cells) => cells.map((cell) => ({ span: cell.colspan, runs: runs(cell.spans) }))),
    under: clause.depth > 0,
    mustRead: clause.mustRead,
    tier: clause.keyTier === "must" ? words.must : words.should,
    change: kind ? words[kind] : "",
  };
}

const runs = (parts) => parts.map((part) => ({ text: part.text, marks: part.marks.join(" "), target: part.target || "" }));

/** An id that a scroll-view takes: letters first, nothing that a selector would read. */
const anchor = (id) => "c-" + id.replace(/[^A-Za-z0-9_-]/g, (character) => "_" + character.codePointAt(0).toString(16) + "_");

Component({
  properties: {
    agreement: { type: Object, value: null },
    previous: { type: Object, value: null },
    large: { type: Boolean, value: false },
    lang: { type: String, value: "zh" },
    target: { type: String, value: "" },
  },
  data: { words: WORDS.zh, facts: "", changes: [], removed: 0, from: "", groups: [], clauses: [], confirmed: {}, count: 0, total: 0, into: "", big: false },
  observers: {
    "agreement, previous, lang": function () { this.show(); },
    target(id) { if (id) this.setData({ into: anchor(id) }); },
    large(value) { this.setData({ big: value }); },
  },
  lifetimes: {
    created() { this.readToEnd = false; },
  },
  methods: {
    show() {
      const { agreement, previous, lang } = this.properties;
      if (!agreement) return;
      const words = WORDS[lang === "en" ? "en" : "zh"];
      const changed = changedSince(agreement, previous);
      const same = this.contentHash === agreement.contentHash;
      this.contentHash = agreement.contentHash;
      if (!same) this.readToEnd = false;
      const confirmed = same ? this.data.confirmed : {};
      const one = (clause) => shown(agreement, clause, changed, words);
      const card = (clause) => {
        const lead = leadIn(agreement, clause);
        return { ...one(clause), cite: cite(agreement, clause) || words.go, lead: lead ? runs(pieces(lead)) : [], items: introduced(agreement, clause).map(one) };
      };
      this.setData({
        words,
        facts: [`${words.version} ${agreement.version}`, agreement.effectiveAt && `${words.effective} ${agreement.effectiveAt}`].filter(Boolean).join(" · "),
        changes: changed ? agreement.clauses.filter((clause) => changed.kinds.has(clause.id)).map((clause) => ({ ...one(clause), cite: cite(agreement, clause) })) : [],
        removed: changed ? changed.removed.length : 0,
        from: changed ? changed.from : "",
        groups: mustRead(agreement).map((group) => ({ tier: group.tier, name: words[group.tier], cards: group.clauses.map(card) })),
        clauses: agreement.clauses.map(one),
        confirmed,
        count: Object.keys(confirmed).length,
        total: agreement.mustRead.length,
      });
    },
    /** A box, or a whole group at its end. */
    toggle(event) { this.confirm([event.currentTarget.dataset.id], !this.data.confirmed[event.currentTarget.dataset.id]); },
    confirmAll(event) { this.confirm(this.data.groups[event.currentTarget.dataset.group].cards.map((card) => card.id), true); },
    confirm(ids, value) {
      const confirmed = { ...this.data.confirmed };
      for (const id of ids) {
        if (Boolean(confirmed[id]) === value) continue;
        if (value) confirmed[id] = true;
        else delete confirmed[id];
        this.triggerEvent("clauseconfirm", { id, confirmed: value, left: this.data.total - Object.keys(confirmed).length });
      }
      this.setData({ confirmed, count: Object.keys(confirmed).length });
      this.ready();
    },
    go(event) { if (event.currentTarget.dataset.id) this.setData({ into: anchor(event.currentTarget.dataset.id) }); },
    enlarge() { this.setData({ big: !this.data.big }); },
    ended() {
      if (this.readToEnd) return;
      this.readToEnd = true;
      this.triggerEvent("readtoend", {});
      this.ready();
    },
    ready() { if (this.readToEnd && this.data.count === this.data.total) this.triggerEvent("consentready", {}); },
    /** The record to send. */
    consent(who) {
      return consentRecord(this.properties.agreement, { ...who, confirmed: Object.keys(this.data.confirmed), readToEnd: this.readToEnd });
    },
  },
});
