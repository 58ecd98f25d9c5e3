"""The comparison as rows, in the new version's reading order: what every rendering of a diff is made of.

Unchanged clauses are rows too (a redline shows the whole agreement); a removed clause stands where it stood, and a
moved one leaves a ghost at its old place.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from agreement_tool.frozen import frozen
from agreement_tool.model import Agreement, Change, Clause, Diff, Rebuilt, Segment
from agreement_tool.text.citations import full_citation
from agreement_tool.text.inline import pictured
from agreement_tool.text.outline import Outline
from agreement_tool.text.quantities import quantities
from agreement_tool.text.sentences import split
from agreement_tool.text.wording import wording
from agreement_tool.text.words import boundaries

RowKind = Literal["pair", "added", "removed", "split", "merged", "ghost"]
Tone = Literal["material", "wording", "editorial", "renamed", "number", "same"]
"""How loud a row is: what a partner must read, other wording, typography, a name replaced throughout, numbers only,
nothing."""


QUIET = frozenset({"editorial", "renamed"})
"""Categories of changes that are folded: nobody needs to read them one by one."""


@frozen
class DiffRow:
    """One clause on both sides (several in a split or merge). `ghost`: where a moved clause stood; `new` says where it
    is."""

    kind: RowKind
    old: tuple[Clause, ...]
    new: tuple[Clause, ...]
    depth: int
    title: tuple[Segment, ...]
    text: tuple[Segment, ...]
    changes: tuple[Change, ...] = ()
    old_names: tuple[str, ...] = ()
    """How each old clause is cited: 第三条第（二）项 付款."""
    new_names: tuple[str, ...] = ()
    carried: bool = False
    """It went along with a moved clause above it (pairs and ghosts)."""
    followed: tuple[tuple[str, str], ...] = ()
    """References that went along with their targets, (old, new) as printed."""

    @property
    def tone(self) -> Tone:
        """The loudest of its changes."""
        if any(change.material for change in self.changes):
            return "material"
        quiet = [QUIET.intersection(change.categories) for change in self.changes if change.type != "renumbered"]
        if not all(quiet):
            return "wording"
        if quiet:
            return "editorial" if any("editorial" in each for each in quiet) else "renamed"
        return "number" if self.changes or self.followed else "same"

    @property
    def name(self) -> str:
        """第三条 → 第四条 付款: both citations where they differ."""
        olds, news = "、".join(self.old_names), "、".join(self.new_names)
        heading = next((clause.heading for clause in (*self.new, *self.old) if clause.heading), "")
        cited = olds or news if not (olds and news) or olds == news else f"{olds} → {news}"
        return pictured(" ".join(part for part in (cited, heading) if part))

    def has(self, kind: str) -> bool:
        """Whether one of its changes is of this type."""
        return any(change.type == kind for change in self.changes)

    @property
    def reworded(self) -> bool:
        """Whether its text changed: other words, or a sentence that came or went."""
        return any(change.type == "text" or change.moves_sentence for change in self.changes)

    @property
    def moved(self) -> bool:
        """Whether it is a clause that stands elsewhere now."""
        return any(change.moves_clause for change in self.changes)


@dataclass
class _Sides:
    old: Agreement
    new: Agreement
    diff: Diff
    old_clauses: dict[str, Clause] = field(init=False)
    new_clauses: dict[str, Clause] = field(init=False)
    depths: dict[str, int] = field(init=False)
    """Old eid -> how deep the clause stood."""
    moved: dict[str, Change] = field(init=False)
    """Old eid of each moved clause -> its change."""
    carried: dict[str, str] = field(init=False)
    """Old eid -> new eid of each clause that went along with a moved one above it."""

    def __post_init__(self) -> None:
        self.old_clauses = {clause.eid: clause for clause in self.old.walk()}
        self.new_clauses = {clause.eid: clause for clause in self.new.walk()}
        self.depths = {clause.eid: len(above) for clause, above in self.old.walk_with_parents()}
        self.moved = {change.old[0].eid: change for change in self.diff.changes if change.moves_clause}
        self.carried = dict(self._carried_clauses())

    def _carried_clauses(self) -> Iterator[tuple[str, str]]:
        partner = dict(self.diff.matches)
        for eid, change in self.moved.items():
            there = {clause.eid for clause in self.new_clauses[change.new[0].eid].walk()}
            for clause in self.old_clauses[eid].walk():
                if clause.eid not in self.moved and partner.get(clause.eid) in there:
                    yield clause.eid, partner[clause.eid]


def rows(old: Agreement, new: Agreement, diff: Diff) -> tuple[DiffRow, ...]:
    """Every row, unchanged ones included."""
    sides = _Sides(old, new, diff)
    by_new: dict[str, list[Change]] = defaultdict(list)
    gone: dict[str, Change] = {}
    for change in diff.changes:
        if change.new and change.new[0].eid:
            for ref in change.new if change.moves_sentence else change.new[:1]:
                by_new[ref.eid].append(change)
        elif change.type == "removed":
            gone[change.old[0].eid] = change
    behind = _left_behind(sides, gone)
    made = list(_old_only(sides, behind.get("", ()), gone))
    inside = {ref.eid for change in diff.changes if change.type == "split" for ref in change.new[1:]}
    for step in diff.rebuilt:
        if step.eid not in inside:
            made.append(_row(sides, step, tuple(by_new.get(step.eid, ()))))
        made += _old_only(sides, behind.get(step.eid, ()), gone)
    cite = Outline(old), Outline(new)
    return tuple(_cited(row, *cite) for row in made)


def _cited(row: DiffRow, old: Outline, new: Outline) -> DiffRow:
    return replace(
        row,
        old_names=tuple(full_citation(old, clause.eid) for clause in row.old),
        new_names=tuple(full_citation(new, clause.eid) for clause in row.new),
    )


def changed_rows(old: Agreement, new: Agreement, diff: Diff) -> tuple[DiffRow, ...]:
    """Only the rows with changes, no ghosts."""
    return tuple(row for row in rows(old, new, diff) if row.changes and row.kind != "ghost")


def _left_behind(sides: _Sides, gone: dict[str, Change]) -> dict[str, list[str]]:
    """New eid -> old eids (removed or moved away) that stood behind its counterpart; '' for the very beginning."""
    partner = {**dict(sides.diff.matches), **_gathered(sides.diff)}
    behind: dict[str, list[str]] = defaultdict(list)
    last = ""
    for clause in sides.old.walk():
        if clause.eid in gone or clause.eid in sides.moved or clause.eid in sides.carried:
            behind[last].append(clause.eid)
        elif clause.eid in partner:
            last = partner[clause.eid]
    return behind


def _gathered(diff: Diff) -> dict[str, str]:
    """Old eid -> new eid of the row that shows a split or merge."""
    return {
        ref.eid: change.new[0].eid
        for change in diff.changes
        if change.type in ("split", "merged")
        for ref in change.old
    }


def _old_only(sides: _Sides, eids: Iterable[str], gone: dict[str, Change]) -> Iterator[DiffRow]:
    for eid in eids:
        clause = sides.old_clauses[eid]
        title, text = _all_of("delete", clause.heading), _all_of("delete", clause.text)
        depth = sides.depths[eid]
        if eid in gone:
            yield DiffRow("removed", (clause,), (), depth, title, text, (gone[eid],))
            continue
        change = sides.moved.get(eid)
        new = sides.new_clauses[change.new[0].eid if change else sides.carried[eid]]
        yield DiffRow(
            "ghost", (clause,), (new,), depth, title, text, (change,) if change else (), carried=change is None
        )


def _row(sides: _Sides, step: Rebuilt, changes: tuple[Change, ...]) -> DiffRow:
    new = sides.new_clauses[step.eid]
    for change in changes:
        if change.type in ("split", "merged"):
            olds = tuple(sides.old_clauses[ref.eid] for ref in change.old)
            news = tuple(sides.new_clauses[ref.eid] for ref in change.new)
            kind: RowKind = "split" if change.type == "split" else "merged"
            return DiffRow(kind, olds, news, step.depth, (), change.segments, changes)
    if step.old is None:
        return DiffRow("added", (), (new,), step.depth, step.title, step.text, changes)
    followed = tuple((ref.old, ref.new) for ref in sides.diff.followed if ref.clause.eid == step.eid)
    old = sides.old_clauses[step.old]
    return DiffRow(
        "pair",
        (old,),
        (new,),
        step.depth,
        step.title,
        step.text,
        changes,
        carried=old.eid in sides.carried,
        followed=followed,
    )


def _all_of(op: Literal["delete", "insert"], text: str) -> tuple[Segment, ...]:
    return (Segment(op, text),) if text else ()


def for_reading(segments: Iterable[Segment]) -> tuple[Segment, ...]:
    """For reading: edits of width and spacing alone are shown as the new text, unmarked."""
    quiet: list[Segment] = []
    held: Segment | None = None
    for segment in segments:
        if held is not None:
            if segment.op == "insert" and wording(segment.text) == wording(held.text):
                segment = Segment("equal", segment.text)
            elif wording(held.text):
                quiet.append(held)
            held = None
        if segment.op == "delete":
            held = segment
        elif quiet and quiet[-1].op == segment.op == "equal":
            quiet[-1] = Segment("equal", quiet[-1].text + segment.text)
        elif segment.op == "insert" and not wording(segment.text):
            continue
        else:
            quiet.append(segment)
    return tuple(quiet) + ((held,) if held and wording(held.text) else ())


def side(segments: Iterable[Segment], which: Literal["old", "new"]) -> tuple[Segment, ...]:
    """One side's text: equal and deleted segments of the old one, equal and inserted of the new."""
    left_out = "insert" if which == "old" else "delete"
    return tuple(segment for segment in segments if segment.op != left_out)


def cut_at(segments: Sequence[Segment], lengths: Iterable[int]) -> Iterator[tuple[Segment, ...]]:
    """One side's segments cut into pieces of the given lengths: the parts of a split or merge."""
    queue = list(segments)
    for length in lengths:
        piece = []
        while length and queue:
            segment = queue.pop(0)
            piece.append(Segment(segment.op, segment.text[:length]))
            if len(segment.text) > length:
                queue.insert(0, Segment(segment.op, segment.text[length:]))
            length -= len(piece[-1].text)
        yield tuple(piece)


def excerpt(segments: Sequence[Segment], around: int) -> tuple[Segment, ...]:
    """The edits with about `around` characters of common text on either side, whole words; … where more was left
    out."""
    short = []
    for at, segment in enumerate(segments):
        first, last = at == 0, at == len(segments) - 1
        longest = around * (2 - first - last) + 2
        if segment.op != "equal" or len(segment.text) <= longest or (first and last):
            short.append(segment)
            continue
        head = "" if first else segment.text[: _whole(segment.text, around)]
        tail = "" if last else segment.text[_whole(segment.text, len(segment.text) - around) :]
        short.append(Segment("equal", f"{head}…{tail}"))
    return tuple(short)


REACH = 24
"""Characters on either side of a cut that are looked at to find the words there."""


def _whole(text: str, at: int) -> int:
    """The nearest place not after `at` that is inside no word and no quantity."""
    start = max(0, at - REACH)
    near = text[start : at + REACH]
    inside = {start + place for each in quantities(near) for place in range(each.start + 1, each.end)}
    places = (start + place for place in boundaries(near))
    return max((place for place in places if place <= at and place not in inside), default=at)


def sentences_touched(segments: Iterable[Segment], which: Literal["old", "new"]) -> str:
    """One side's sentences that an edit touches, … between those that do not follow one another."""
    edited = "delete" if which == "old" else "insert"
    pieces = side(segments, which)
    text = "".join(piece.text for piece in pieces)
    marks, at = [], 0
    for piece in pieces:
        if piece.op == edited:
            marks.append((at, at + len(piece.text)))
        at += len(piece.text)
    touched, start, gap = "", 0, False
    for sentence in split(text):
        end = start + len(sentence)
        if any(first < end and last > start for first, last in marks):
            touched += ("…" if gap and touched else "") + sentence
            gap = False
        else:
            gap = True
        start = end
    return touched.strip()
