"""Aligned clauses -> changes, each with its reason, in the new version's reading order."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from agreement_tool.diff.absorbed import Absorbed
from agreement_tool.diff.align import Alignment
from agreement_tool.diff.emphasis import by_marks, comparable, emphasis_edits, headings_comparable, same_heading
from agreement_tool.diff.excerpts import telling_phrase
from agreement_tool.diff.inline import compare_texts
from agreement_tool.diff.joined_clauses import anchor, printed, put_in, shared_border, without_splits
from agreement_tool.diff.labels import (
    Renumbering,
    follows_parent,
    heading_in_text,
    number_in_heading,
    number_in_text,
    renumbering,
    unnumbered,
    without,
)
from agreement_tool.diff.layout import ROOT, Layout, PlacedClause
from agreement_tool.diff.moved_sentences import merge_moves
from agreement_tool.diff.moves import moves
from agreement_tool.diff.parts import Parts, merges, splits
from agreement_tool.diff.phrases import PHRASES, emphasis_reason, joined, shortened, wording_note
from agreement_tool.diff.pointers import PointerChanges, Pointers
from agreement_tool.diff.quotes import quoted
from agreement_tool.diff.replacements import AT_THE_BEGINNING, own_name, renamed, replacements, said_in_full, spelled
from agreement_tool.diff.rewritten import RewrittenElsewhere
from agreement_tool.diff.settings import NOWHERE, Setting, setting_of
from agreement_tool.diff.siblings import like_their_sisters
from agreement_tool.diff.signals import matches, signal_book
from agreement_tool.diff.signing import at_signing
from agreement_tool.diff.similarity import ratio
from agreement_tool.diff.travels import Travels
from agreement_tool.diff.weigh import (
    EDITORIAL,
    RELOCATED,
    RENAMED,
    Weight,
    binds_by_silence,
    is_editorial,
    own_words,
    reversed_leave,
    weigh,
    weigh_whole,
)
from agreement_tool.diff.whole_sentences import names_recipient, says_nothing
from agreement_tool.model import Agreement, Bilingual, Change, ChangeType, Clause, ClauseRef, FollowedReference, Segment
from agreement_tool.text.citations import full_citation
from agreement_tool.text.wording import same_wording, wording

SEEN = 4
"""So many Han characters, or blanks between Latin words, that lost or gained emphasis are wording; fewer are a link or
a number."""

A_SENTENCE = 30
"""Characters of emphasised words that were a sentence's, whether or not its clause is a key one."""
A_HEADING = 20
"""Characters of a line that is no more than a heading, where no mark stands in it."""
SAYING_MARKS = frozenset("，。；：,;:")
RULES = frozenset("=-—_*~ \n")
"""What ruled lines are made of."""

KeyCategories = Mapping[str, Sequence[str]]


@dataclass
class Classifier:
    """Everything the changes are told from. `*_key`: eid -> key categories."""

    old: Agreement
    new: Agreement
    alignment: Alignment
    old_key: KeyCategories
    new_key: KeyCategories
    strict: bool = False
    documents: frozenset[str] = frozenset()
    """What kind of document it is, by which some sentences are read."""
    followed: list[FollowedReference] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.back = self.alignment.back
        split = splits(self.alignment)
        merged = without_splits(merges(self.alignment), split)
        self.moves = moves(self.alignment, split, merged)
        gone = self.moves.moved | self.moves.carried
        # A clause that moved and was split is told as moved: one change that a reader can follow.
        self.splits = {parts.parts: parts for parts in split if anchor(parts.whole, self.alignment.pairs) not in gone}
        self.merges = {
            parts.whole: parts for parts in merged if self.back.get(anchor(parts.whole, self.back), -1) not in gone
        }
        self.emphasis = comparable(self.old, self.new)
        self.heading_emphasis = headings_comparable(self.old, self.new)
        self.pointers = Pointers(self.old, self.new, self._stand_ins())
        self.names = replacements(self._rewordings())
        self.folded = (*self.names, *(own_name(*map(_called, (self.old, self.new))) if not self.names else ()))
        if not self.folded:
            self.folded = said_in_full(self._rewordings(), lambda: (_all_words(self.old), _all_words(self.new)))
        self.spelled = spelled(self.folded)
        self._pairs = frozenset((name.old, name.new) for name in self.folded)
        self.travels = Travels(self.alignment)
        self.absorbed = Absorbed(self.alignment)
        self.rewritten = RewrittenElsewhere(self.absorbed)
        self.own = own_words(self.old.title, self.new.title)

    def _rewordings(self) -> Iterator[tuple[str, str, tuple[Segment, ...]]]:
        for i, j in sorted(self.alignment.pairs.items()):
            before, after = self.alignment.old[i], self.alignment.new[j]
            for old, new in ((before.clause.heading, after.clause.heading), (before.clause.text, after.clause.text)):
                if old != new:
                    yield old, new, compare_texts(old, new)

    def _stand_ins(self) -> dict[str, frozenset[str]]:
        old, new = self.alignment.old, self.alignment.new
        may = {old[i].clause.eid: {new[j].clause.eid} for i, j in self.alignment.pairs.items()}
        for parts in self.splits.values():
            may.setdefault(old[parts.whole].clause.eid, set()).update(new[part].clause.eid for part in parts.parts)
        for parts in self.merges.values():
            for part in parts.parts:
                may.setdefault(old[part].clause.eid, set()).add(new[parts.whole].clause.eid)
        return {eid: frozenset(eids) for eid, eids in may.items()}

    def changes(self) -> tuple[Change, ...]:
        """Every change; removed clauses stand behind the clause they followed."""
        placed: list[tuple[tuple[int, int, int], Change]] = []
        split_new = {part: parts for parts in self.splits.values() for part in parts.parts}
        merged_old = {part for parts in self.merges.values() for part in parts.parts}
        split_old = {parts.whole for parts in self.splits.values()}
        for node in self.alignment.new.nodes:
            for rank, change in enumerate(self._of_new(node, split_new)):
                placed.append(((node.index, 0, rank), change))
        behind = -1
        for node in self.alignment.old.nodes:
            if node.index in self.alignment.pairs:
                behind = behind if node.index in self.moves.moved else self.alignment.pairs[node.index]
            elif node.index not in merged_old and node.index not in split_old:
                placed.append(((behind, 1, node.index), self._removed(node)))
        ordered = [change for _, change in sorted(placed, key=lambda item: item[0])]
        ordered = list(like_their_sisters(ordered, self._found))
        return tuple(merge_moves(ordered, self.travels, lambda side, eid: self._place(side, self._clause(side, eid))))

    def _found(self, change: Change) -> tuple[Layout, PlacedClause]:
        """Where the clause stands that a change put in or took out."""
        side, refs = (1, change.new) if change.new else (0, change.old)
        layout = (self.alignment.old, self.alignment.new)[side]
        return layout, layout[layout.by_eid[refs[0].eid]]

    def _clause(self, side: int, eid: str) -> Clause:
        return self.pointers.sides[side].clauses[eid]

    def _of_new(self, node: PlacedClause, split_new: Mapping[int, Parts]) -> Iterator[Change]:
        if node.index in split_new:
            parts = split_new[node.index]
            if parts.parts[0] == node.index:
                yield self._split_or_merged("split", parts, (parts.whole,), parts.parts)
        elif node.index in self.merges:
            parts = self.merges[node.index]
            yield self._split_or_merged("merged", parts, parts.parts, (node.index,))
        elif node.index in self.back:
            yield from self._of_pair(self.alignment.old[self.back[node.index]], node)
        else:
            yield self._added(node)

    def _added(self, node: PlacedClause) -> Change:
        segments = (Segment("insert", node.clause.text),) if node.clause.text else ()
        keys = self.new_key.get(node.clause.eid, ())
        return self._whole("added", (), (node,), segments, keys, self.alignment.new)

    def _removed(self, node: PlacedClause) -> Change:
        segments = (Segment("delete", node.clause.text),) if node.clause.text else ()
        keys = self.old_key.get(node.clause.eid, ())
        return self._whole("removed", (node,), (), segments, keys, self.alignment.old)

    def _whole(
        self,
        kind: ChangeType,
        old: tuple[PlacedClause, ...],
        new: tuple[PlacedClause, ...],
        segments: tuple[Segment, ...],
        keys: Sequence[str],
        layout: Layout,
    ) -> Change:
        """A clause put in or taken out. Sentences that only stand elsewhere now are no loss."""
        (node,) = old or new
        if not any(map(str.isalnum, node.clause.text + node.clause.heading)) and not node.clause.children:  # ----
            return self._change(kind, old, new, segments, (EDITORIAL,), False, PHRASES["rule"])
        if (place := self.absorbed.place(node, removed=kind == "removed")) is not None:
            return self._change(kind, old, new, segments, (RELOCATED,), False, self._taken_up(kind, node, place))
        travelled = self.travels.without(kind, node.clause.text, node)
        text = self.travels.unrepeated(kind, travelled)
        weight = weigh_whole(text, setting_of(layout, node.index, self.own, self.documents))
        weight = at_signing(weight, node.clause, text, "")
        gone = bool(node.clause.text) and not text.strip()
        unsaid = sum("\u4e00" <= each <= "\u9fff" for each in node.clause.text) < SEEN and node.clause.text.isascii()
        empty = gone or (says_nothing(text) and not weight.kinds)
        silent = empty or self.travels.is_heading(node) or (unsaid and not weight.kinds and " " not in node.clause.text)
        unsaid = not weight.kinds and len(text) <= A_HEADING and not SAYING_MARKS.intersection(text)
        kinds = () if silent or unsaid else (*keys, *weight.kinds)
        if kind == "added" and "privacy" in self.documents and names_recipient(node.clause.heading, text):
            kinds = (*kinds, "recipients")
        reasons = () if silent else weight.reasons or telling_phrase(text, kinds) * bool(kinds)
        reasons = (PHRASES["repeated"],) if gone and travelled.strip() else reasons
        why = joined(*self._travelled(kind, node)) if gone and not reasons else joined(self._came(kind, node), *reasons)
        return self._change(kind, old, new, segments, (RELOCATED,) if gone else kinds, bool(kinds), why)

    def _came(self, kind: ChangeType, node: PlacedClause) -> Bilingual:
        """新增条款, or where the words of a clause that came or went stood or stand in nearly the same form."""
        removed = kind == "removed"
        place = self.rewritten.place(node, removed=removed)
        if place is None:
            return PHRASES[kind]
        where = self._place(removed, (self.alignment.old, self.alignment.new)[removed][place].clause)
        if removed:
            return Bilingual(f"改写后并入{where}", f"rewritten into {where}")
        return Bilingual(f"由{where}改写拆出", f"rewritten from {where}")

    def _taken_up(self, kind: ChangeType, node: PlacedClause, place: int) -> Bilingual:
        """“…”并入第三条: where the words of a clause that came or went stand, or stood."""
        removed = kind == "removed"
        where = self._place(removed, (self.alignment.old, self.alignment.new)[removed][place].clause)
        quoted = shortened(" ".join(filter(None, (node.clause.heading, node.clause.text))), 16)
        zh, en = (f"并入{where}", "taken up in") if removed else (f"由{where}拆出", "taken out of")
        return Bilingual(f"“{quoted}”{zh}", f"“{quoted}” {en} {where}")

    def _travelled(self, kind: ChangeType, node: PlacedClause) -> Iterator[Bilingual]:
        side = 0 if kind == "added" else 1
        for sentence, place in self.travels.places(kind, node):
            where = self._place(side, (self.alignment.old, self.alignment.new)[side][place].clause)
            zh, en = ("由", "移来") if kind == "added" else ("移至", ""), ("moved here from", "moved to")[side]
            yield Bilingual(f"“{shortened(sentence.strip(), 16)}”{zh[0]}{where}{zh[1]}", f"{en} {where}")

    def _split_or_merged(self, kind: ChangeType, parts: Parts, olds: Sequence[int], news: Sequence[int]) -> Change:
        old = [self.alignment.old[i] for i in olds]
        new = [self.alignment.new[j] for j in news]
        before, after = ("".join(node.clause.text for node in side) for side in (old, new))
        segments = compare_texts(before, after, strict=self.strict, names=self.spelled)
        # A number that stood in the text of the whole and is now a part's own is no rewording.
        texts = [(printed(old, numbers=n), printed(new, numbers=n)) for n in (False, True)]
        # Nor is a heading put before a part that stayed as it was, nor a line that stood at the end of the clause
        # before, or stands now at the beginning of the one behind.
        sides = (*texts, (before, after), *self._with_neighbours(old, new))
        reworded = not any(is_editorial(renamed(one, self.folded, other), other) for one, other in sides)
        setting = setting_of(self.alignment.new, new[0].index, self.own, self.documents)
        one, other = texts[0]
        weight = weigh(renamed(one, self.folded, other), other, setting) if reworded else Weight()
        why = joined(PHRASES[kind], PHRASES["reworded"], *weight.reasons) if reworded else PHRASES[kind]
        kinds = (*weight.kinds, *self._keys(old, new)) if weight.material else ()
        return self._change(kind, old, new, segments, kinds, weight.material, why)

    def _with_neighbours(self, old: Sequence[PlacedClause], new: Sequence[PlacedClause]) -> Iterator[tuple[str, str]]:
        """Both sides of a split or merge, the parts' numbers printed, with the lines at their ends that only went over
        from or to the clause beside them."""
        before, after = (printed(nodes, numbers=False) for nodes in (old, new))
        parts = new if len(old) == 1 else old
        first, last = old[0].index, new[-1].index + 1
        above = shared_border(self.alignment.old[first - 1].clause.text, after) if first else ""
        below = shared_border(before, self.alignment.new[last].clause.text) if last < len(self.alignment.new) else ""
        for label in ("", parts[0].clause.label or ""):
            labelled = label + printed(parts, numbers=True)
            yield (before, labelled + below) if parts is new else (above + labelled, after)

    def _of_pair(self, old: PlacedClause, new: PlacedClause) -> Iterator[Change]:
        segments = compare_texts(old.clause.text, new.clause.text, strict=self.strict, names=self.spelled)
        before = without(old.clause.text, number_in_text(old, new) or heading_in_text(old, new))
        after = without(new.clause.text, number_in_text(new, old) or heading_in_text(new, old))
        pointers = self.pointers.compare(old.clause.eid, before, new.clause.eid, after)
        self.followed += [
            FollowedReference(reference(new.clause), pair.old.text, pair.new.text) for pair in pointers.followed
        ]
        tie = self._tie(old.index)
        for change in (
            *self._moved(old, new, segments),
            *self._renumbered(old, new, segments),
            *self._heading(old, new),
            *self._text(old, new, segments, pointers),
            *self._emphasis(old, new, segments),
            *self._reference(old, new, segments, pointers),
        ):
            yield _with_reason(change, tie)
            tie = None

    def _moved(self, old: PlacedClause, new: PlacedClause, segments: tuple[Segment, ...]) -> Iterator[Change]:
        if old.index in self.moves.moved:
            ruled = bool(old.key) and not any(map(str.isalnum, old.key))  # ====
            kinds, why = ((EDITORIAL,), PHRASES["ruled"]) if ruled else ((), self._where(old, new))
            if not ruled and not is_editorial(old.clause.text, new.clause.text):
                why = joined(why, PHRASES["apart"])
            yield self._change("moved", (old,), (new,), segments, kinds, False, why)

    def _where(self, old: PlacedClause, new: PlacedClause) -> Bilingual:
        before, after = self._place(0, old.clause), self._place(1, new.clause)
        if before != after:
            return Bilingual(f"由{before}移至{after}", f"moved from {before} to {after}")
        behind = [self._behind(side, node) for side, node in ((0, old), (1, new))]
        if behind[0] == behind[1]:
            return Bilingual(f"{before}的位置调整", f"{before} stands elsewhere now")
        return Bilingual(f"由{behind[0].zh}移至{behind[1].zh}", f"moved from {behind[0].en} to {behind[1].en}")

    def _behind(self, side: int, node: PlacedClause) -> Bilingual:
        """第十条之后: where a clause stands that is cited the same before and after."""
        layout = (self.alignment.old, self.alignment.new)[side]
        siblings = layout.children[node.parent] if node.parent != ROOT else layout.roots
        place = bisect_left(siblings, node.index)
        if place:
            before = self._place(side, layout[siblings[place - 1]].clause)
            return Bilingual(f"{before}之后", f"behind {before}")
        above = self._place(side, layout[node.parent].clause) if node.parent != ROOT else ""
        return Bilingual(f"{above or '全文'}之首", f"the beginning of {above or 'the document'}")

    def _renumbered(self, old: PlacedClause, new: PlacedClause, segments: tuple[Segment, ...]) -> Iterator[Change]:
        how = renumbering(old, new, strict=self.strict)
        went_along = old.index in self.moves.carried and follows_parent(old, new)
        if how and old.index not in self.moves.moved and not went_along:
            why = _number_change(old.clause.label or "", new.clause.label or "", how)
            yield self._change("renumbered", (old,), (new,), segments, (), False, why)

    def _heading(self, old: PlacedClause, new: PlacedClause) -> Iterator[Change]:
        before, after = old.clause.heading, new.clause.heading
        if before == after or (not self.strict and (old.heading == new.heading or old.key == new.key)):
            return
        if heading_in_text(old, new) or heading_in_text(new, old) or number_in_heading(old, new):
            return
        segments = compare_texts(before, after, strict=self.strict, names=self.spelled)
        weight = self._weight(before, after, NOWHERE)
        # A heading binds nobody; where it is all there is, it is the clause.
        alone = not (old.clause.text or new.clause.text or old.clause.children or new.clause.children)
        if reversed_leave(before, after):
            alone, weight = True, Weight(kinds=(*weight.kinds, "prohibition"), reasons=self._edited(before, after))
        kinds = weight.kinds if alone or weight.kinds in ((EDITORIAL,), (RENAMED,)) else ()
        material = alone and weight.material
        reasons = weight.reasons if material or weight.kinds == (EDITORIAL,) else self._edited(before, after)
        why = joined(PHRASES["heading"], *reasons)
        yield self._change("heading", (old,), (new,), segments, kinds, material, why)

    def _text(
        self, old: PlacedClause, new: PlacedClause, segments: tuple[Segment, ...], pointers: PointerChanges
    ) -> Iterator[Change]:
        before, after = pointers.old_text, pointers.new_text
        if not before and not new.clause.heading and not heading_in_text(new, old):  # a heading is a text now
            before = old.clause.heading
        if not after and not old.clause.heading and not heading_in_text(old, new):
            after = new.clause.heading
        if self.strict:
            changed = old.clause.text != new.clause.text and not (pointers.followed and before == after)
        else:
            changed = not same_wording(before, after) and old.key != new.key
        if not changed:
            return
        if before and after and RULES.issuperset(before + after):  # ==== for ===
            yield self._change("text", (old,), (new,), segments, (EDITORIAL,), False, PHRASES["rule"])
            return
        stayed = (
            self.travels.without("removed", unnumbered(old, before), old),
            self.travels.without("added", unnumbered(new, after), new),
        )
        travelled = (*self._travelled("removed", old), *self._travelled("added", new))
        if travelled and same_wording(*stayed):
            yield self._change("text", (old,), (new,), segments, (RELOCATED,), False, joined(*travelled))
            return
        stayed = self._with_taken_up(old, new, *stayed)
        weight = self._weight(*stayed, setting_of(self.alignment.new, new.index, self.own, self.documents))
        weight = at_signing(weight, new.clause, *stayed)
        kinds = (*weight.kinds, *self._keys((old,), (new,))) if weight.material else weight.kinds
        reasons = weight.reasons or (() if travelled else (PHRASES["text"], *self._edited(*stayed)))
        why = joined(*reasons, *travelled)
        yield self._change("text", (old,), (new,), segments, kinds, weight.material, why)

    def _with_taken_up(self, old: PlacedClause, new: PlacedClause, before: str, after: str) -> tuple[str, str]:
        """Both texts with the clauses beside them whose words the edit took up or gave away: told there already."""
        sides: tuple[tuple[Layout, PlacedClause, ChangeType], ...] = (
            (self.alignment.old, old, "removed"),
            (self.alignment.new, new, "added"),
        )
        others = (self.absorbed.taken_up.get(new.index, ()), self.absorbed.given_away.get(old.index, ()))
        if not any(others):
            return before, after
        near = [
            [at for at in found if self._stays_near(layout, node, at, kind)]
            for found, (layout, node, kind) in zip(others, sides, strict=True)
        ]
        whole = put_in(before, old.index, sides[0][0], near[0]), put_in(after, new.index, sides[1][0], near[1])
        return whole if ratio(*map(wording, whole)) > ratio(wording(before), wording(after)) else (before, after)

    def _stays_near(self, layout: Layout, node: PlacedClause, at: int, kind: ChangeType) -> bool:
        """Whether a clause stands under another or beside it, and is not told as gone elsewhere."""
        other = layout[at]
        near = other.parent in (node.index, node.parent)
        return near and self.travels.without(kind, other.clause.text, other) == other.clause.text

    def _edited(self, before: str, after: str) -> tuple[Bilingual, ...]:
        """The edits of a change that weighs nothing, quoted; names replaced throughout set aside."""
        return quoted(before, after, names=self._pairs)

    def _weight(self, before: str, after: str, setting: Setting) -> Weight:
        """The weight, names replaced throughout set aside; what is no more than typography or a name as a category."""
        typographic = is_editorial(before, after)
        named = before if typographic else renamed(before, self.folded, after)
        weight = weigh(named, after, setting, printed=before, names=self._pairs)
        if not weight.editorial:
            return weight
        kind = EDITORIAL if typographic else RENAMED
        reasons = weight.reasons or (PHRASES[kind],)
        return Weight(editorial=True, kinds=(kind,), reasons=reasons)

    def _emphasis(self, old: PlacedClause, new: PlacedClause, segments: tuple[Segment, ...]) -> Iterator[Change]:
        if not self.emphasis:
            return
        edits = emphasis_edits(old.clause.spans, new.clause.spans, segments)
        if self._compares_headings(old, new):
            title = compare_texts(old.clause.heading, new.clause.heading)
            edits = (*emphasis_edits(old.clause.title, new.clause.title, title), *edits)
        if edits:
            keys = self._keys((old,), (new,))
            why = joined(*(emphasis_reason(*marks, texts) for marks, texts in by_marks(edits).items()))
            if not is_editorial(old.clause.text, new.clause.text):
                why = joined(why, PHRASES["apart"])
            words = [edit for edit in edits if _is_wording(edit.text)]
            weighs = any(_binds(edit.text) and (keys or (edit.lost and len(edit.text) > A_SENTENCE)) for edit in words)
            silent = any(binds_by_silence(edit.text) for edit in edits)
            yield self._change("emphasis", (old,), (new,), segments, keys, weighs or silent, why)

    def _compares_headings(self, old: PlacedClause, new: PlacedClause) -> bool:
        return (
            self.heading_emphasis
            and same_wording(old.clause.heading, new.clause.heading)
            and not same_heading(self.old, self.new, old.clause.title, new.clause.title)
        )

    def _reference(
        self, old: PlacedClause, new: PlacedClause, segments: tuple[Segment, ...], pointers: PointerChanges
    ) -> Iterator[Change]:
        if pointers.elsewhere:
            why = joined(
                *(
                    self._elsewhere(pair.old.targets, pair.new.targets, pair.old.text, pair.new.text)
                    for pair in pointers.elsewhere
                )
            )
            yield self._change("reference", (old,), (new,), segments, ("reference",), True, why)

    def _elsewhere(self, before: Iterable[str], after: Iterable[str], printed: str, now: str) -> Bilingual:
        olds, news = self._named(0, before), self._named(1, after)
        if not news:
            return Bilingual(f"“{now}”原指{olds}，现已无对应条款", f"“{now}” meant {olds}; no such clause now")
        same = wording_note(printed, now)
        return Bilingual(
            f"“{printed}”{same.zh}原指{olds}，现指{news}", f"“{printed}”{same.en} meant {olds}, now means {news}"
        )

    def _keys(self, old: Iterable[PlacedClause], new: Iterable[PlacedClause]) -> tuple[str, ...]:
        before = [category for node in old for category in self.old_key.get(node.clause.eid, ())]
        return (*before, *(category for node in new for category in self.new_key.get(node.clause.eid, ())))

    def cited(self, change: Change) -> str:
        """Where a change stands: 第三条第（二）项, in the new version where the clause is there; '' for the title."""
        side, refs = (1, change.new) if change.new else (0, change.old)
        eid = refs[0].eid if refs else ""
        return self._place(side, self._clause(side, eid)) if eid else ""

    def _cited(self, side: int, clause: Clause) -> str:
        """第三条第（二）项“付款”, in the old (0) or new (1) version."""
        words = clause.heading or shortened(clause.text, 16)
        return full_citation(self.pointers.sides[side], clause.eid) + (f"“{words}”" if words else "")

    def _place(self, side: int, clause: Clause) -> str:
        """第三条第（二）项, in the old (0) or new (1) version; the heading or the first words where it has no
        citation."""
        return (
            full_citation(self.pointers.sides[side], clause.eid) or f"“{clause.heading or shortened(clause.text, 16)}”"
        )

    def _named(self, side: int, eids: Iterable[str]) -> str:
        clauses = self.pointers.sides[side].clauses
        return "、".join(self._cited(side, clauses[eid]) for eid in eids)

    def _archived(self, old: Sequence[PlacedClause], new: Sequence[PlacedClause]) -> bool:
        """Whether a change is of the older version that the file keeps behind the one in force."""
        sides = ((self.alignment.old, old), (self.alignment.new, new))
        return all(layout.archived(node.index) for layout, nodes in sides for node in nodes)

    def _tie(self, i: int) -> Bilingual | None:
        others = self.alignment.ties.get(i)
        if not others:
            return None
        names = "、".join(self._cited(1, self.alignment.new[j].clause) for j in others[:3])
        return Bilingual(f"对应关系接近：也可能对应{names}", f"near tie: could also be the counterpart of {names}")

    def _change(
        self,
        kind: ChangeType,
        old: Iterable[PlacedClause],
        new: Iterable[PlacedClause],
        segments: tuple[Segment, ...],
        kinds: Iterable[str],
        material: bool,
        why: Bilingual,
    ) -> Change:
        old, new = tuple(old), tuple(new)
        if self._archived(old, new):
            material, why = False, joined(why, PHRASES["archive"])
        return Change(
            kind,
            tuple(reference(node.clause) for node in old),
            tuple(reference(node.clause) for node in new),
            segments,
            material,
            tuple(dict.fromkeys(kinds)),
            why,
        )


def _all_words(agreement: Agreement) -> str:
    """The folded text of every clause."""
    return "\n".join(wording(clause.text) for clause in agreement.walk())


def _called(agreement: Agreement) -> list[str]:
    """The title, as it would be cited, and the first clauses."""
    return [f"《{agreement.title}》", *(clause.text for clause in islice(agreement.walk(), AT_THE_BEGINNING))]


def reference(clause: Clause) -> ClauseRef:
    """How a change names a clause."""
    return ClauseRef(clause.eid, clause.wid, clause.label, clause.heading)


def _with_reason(change: Change, extra: Bilingual | None) -> Change:
    if extra is None or change.why is None:
        return change
    from dataclasses import replace

    return replace(change, why=joined(change.why, extra))


def _is_wording(text: str) -> bool:
    """Whether emphasis is of words that say something: no link, no number, no line that names what stands below it."""
    han = sum("\u4e00" <= each <= "\u9fff" for each in text)
    return (han >= SEEN or (not han and text.count(" ") >= SEEN)) and not says_nothing(text)


def _binds(text: str) -> bool:
    """Whether emphasis is of words that lay something down, or say that something is not so."""
    return weigh_whole(text).material or matches(signal_book().denies, text)


def _number_change(before: str, after: str, how: Renumbering) -> Bilingual:
    if not before:
        return Bilingual(f"新增编号{after}", f"number {after} put in")
    if not after:
        return Bilingual(f"取消编号{before}", f"number {before} taken out")
    if how == "style":
        return Bilingual(
            f"编号样式由{before}改为{after}，序号不变", f"numbering style changed from {before} to {after}, same number"
        )
    return Bilingual(f"编号由{before}改为{after}", f"number changed from {before} to {after}")
