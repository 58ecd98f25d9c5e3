"""Three versions of one clause file -> one, clause by clause: what git's merge driver for clause files does.

Nothing is renumbered and no choice is made: where both sides changed the same sentence, number, heading or row, both
stand there between conflict markers, in that clause and nowhere else. A clause keeps its permanent id.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import pairwise

from agreement_tool.bilingual import Bilingual, bilingual
from agreement_tool.check.edits import with_new_eids
from agreement_tool.diff.three_way import opcodes
from agreement_tool.errors import AgreementError
from agreement_tool.frozen import frozen
from agreement_tool.model import Agreement, Clause
from agreement_tool.model.decision import Decision
from agreement_tool.pipeline.inherit_ids import unused_id
from agreement_tool.pipeline.merge_fields import Both, merged_clause, merged_comments, merged_head
from agreement_tool.pipeline.merge_tree import ROOT, VARIANTS, Shape, Trees, Variant
from agreement_tool.store import decisions
from agreement_tool.store.canonical import canonical
from agreement_tool.store.codec import Loaded, dump, load
from agreement_tool.store.evidence import usual_signals
from agreement_tool.store.history import merge_lines
from agreement_tool.store.repository import proved
from agreement_tool.text.citations import citation
from agreement_tool.text.outline import Outline

MARKER_SIZE = 7
"""What git uses where an attribute names no other."""


@frozen
class Merged:
    """The merged file, and where somebody has to choose; empty where it is clean."""

    text: str
    conflicts: tuple[Bilingual, ...] = ()
    remark: Bilingual | None = None
    """Why it was merged line by line, where it was."""


def merge_files(base: bytes, ours: bytes, theirs: bytes, *, name: str = "", marker_size: int = MARKER_SIZE) -> Merged:
    """Merge three versions of a clause file or of a review file.

    What is neither, or was left half-merged, is merged line by line as git does it; `conflicts` then says why. Raises
    TargetError where git is not there to do it.
    """
    try:
        texts = [data.decode("utf-8-sig") for data in (base, ours, theirs)]
        merge = merge_reviews if any(f"schema: {decisions.SCHEMA}" in text[:200] for text in texts) else merge_clauses
        return merge(*texts, name=name, marker_size=marker_size)
    except (UnicodeDecodeError, AgreementError) as error:
        merged, conflicts = merge_lines(base, ours, theirs, marker_size)
        why = bilingual(error.what) if isinstance(error, AgreementError) else Bilingual("不是 UTF-8 编码", "not UTF-8")
        said = Bilingual(f"改为逐行合并：{why.zh}", f"merged line by line: {why.en}")
        return Merged(merged, (said,) if conflicts else (), said)


def merge_clauses(base: str, ours: str, theirs: str, *, name: str = "", marker_size: int = MARKER_SIZE) -> Merged:
    """Merge three clause files. An empty `base` is none: both sides added the file.

    Raises StoreError where one cannot be read, CircularMoveError where both moved clauses into each other.
    """
    one, other = load(ours, name=name), load(theirs, name=name)
    ancestor = load(base, name=name) if base.strip() else Loaded(replace(one.agreement, clauses=()))
    return _Merger(ancestor, one, other, name).merged(marker_size)


@dataclass
class _VariantContent:
    """One variant as a file's content."""

    agreement: Agreement
    comments: Mapping[str, Sequence[str]]
    keys: Mapping[str, str] = field(default_factory=dict)
    """eid -> key."""


def merge_reviews(base: str, ours: str, theirs: str, *, name: str = "", marker_size: int = MARKER_SIZE) -> Merged:
    """Merge three review files, decision by decision: who changed one has it, of two changes the later.

    Two changes of one day are a conflict. Raises StoreError where a file cannot be read.
    """
    three = [{_subject(each): each for each in _decisions(text, name)} for text in (base, ours, theirs)]
    sides: tuple[list[Decision], list[Decision]] = ([], [])
    conflicts = []
    for key in dict.fromkeys((*three[1], *three[2])):
        pair = _decided(*(side.get(key) for side in three))
        if pair[0] != pair[1]:
            conflicts.append(Bilingual("：".join(filter(None, key)), ": ".join(filter(None, key))))
        for side, decision in zip(sides, pair, strict=True):
            side += [decision] if decision is not None else []
    texts = [decisions.dump(side).rstrip("\n").split("\n") for side in sides]
    return Merged("\n".join((*_with_markers(_line_hunks(*texts), marker_size), "")), tuple(conflicts))


def _decisions(text: str, name: str) -> tuple[Decision, ...]:
    return decisions.read(text, name=name) if text.strip() else ()


def _subject(decision: Decision) -> tuple[str, str, str]:
    return (decision.wid, decision.subject, decision.reviewer)


def _decided(
    base: Decision | None, ours: Decision | None, theirs: Decision | None
) -> tuple[Decision | None, Decision | None]:
    if ours == base:
        return theirs, theirs
    if theirs == base:
        return ours, ours
    if ours is None or theirs is None or ours.date == theirs.date:
        return ours, theirs
    later = ours if ours.date > theirs.date else theirs
    return later, later


class _Merger:
    def __init__(self, base: Loaded, ours: Loaded, theirs: Loaded, name: str) -> None:
        self._base, self._ours, self._theirs, self._name = base, ours, theirs, name
        self._trees = Trees(base.agreement, ours.agreement, theirs.agreement)
        self._fields = {key: self._both(key) for key in self._trees.keys if self._trees.presence[key]}
        self._wids = self._identities()

    def merged(self, marker_size: int) -> Merged:
        """The result."""
        *heads, keys_of_head = merged_head(self._base.agreement, self._ours.agreement, self._theirs.agreement)
        shapes = {variant: Shape(self._trees, variant) for variant in VARIANTS}
        made = [self._made(head, shapes[variant], variant) for head, variant in zip(heads, VARIANTS, strict=True)]
        if made[0].agreement == made[1].agreement:
            return Merged(proved(made[0].agreement, made[0].comments, name=self._name))
        conflicts = (*self._head_conflicts(keys_of_head), *self._clause_conflicts(shapes))
        return Merged(self._marked(made, marker_size), conflicts)

    def _both(self, key: str) -> Both:
        trees = self._trees
        three = (tree.clauses.get(key) for tree in (trees.base, trees.ours, trees.theirs))
        return merged_clause(*three)

    def _identities(self) -> dict[str, str]:
        """Every clause's permanent id: the ancestor's, else one that a side wrote, else one that nobody has."""
        trees = self._trees
        found: dict[str, str] = {}
        taken = {clause.wid for clause in trees.base.clauses.values()}
        ordered = sorted(self._fields, key=lambda key: key not in trees.base.clauses)  # ancestors choose first
        for key in ordered:
            sides = [tree.clauses[key] for tree in (trees.ours, trees.theirs) if key in tree.clauses]
            written = [side.wid for side in sides if side.wid != side.eid and side.wid not in taken]
            if key in trees.base.clauses:
                found[key] = next(iter(written), trees.base.clauses[key].wid)
            else:
                found[key] = unused_id(next(iter(written), sides[0].eid), self._ours.agreement.version, taken)
            taken.add(found[key])
        return found

    def _made(self, head: Agreement, shape: Shape, variant: Variant) -> _VariantContent:
        def built(key: str) -> Clause:
            both = self._fields[key]
            own = both.ours if variant == "ours" else both.theirs
            below = tuple(map(built, shape.children.get(key, ())))
            return replace(own, wid=self._wids[key], children=below)

        clauses = tuple(map(built, shape.children.get(ROOT, ())))
        agreement = canonical(with_new_eids(replace(head, clauses=clauses)))
        keys = {clause.eid: key for clause, key in zip(agreement.walk(), shape.walk(), strict=True)}
        comments = {eid: lines for eid, key in keys.items() if (lines := self._comments(key))}
        head_lines = merged_comments(*(side.comments.get("", ()) for side in (self._base, self._ours, self._theirs)))
        return _VariantContent(agreement, {"": head_lines, **comments} if head_lines else comments, keys)

    def _comments(self, key: str) -> tuple[str, ...]:
        sides = (
            (self._trees.base, self._base), (self._trees.ours, self._ours), (self._trees.theirs, self._theirs),
        )  # fmt: skip
        return merged_comments(
            *(loaded.comments.get(tree.clauses[key].eid, ()) if key in tree.clauses else () for tree, loaded in sides)
        )

    def _head_conflicts(self, names: Sequence[str]) -> Iterator[Bilingual]:
        for name in names:
            yield Bilingual(f"文件头 {name}", f"head: {name}")

    def _clause_conflicts(self, shapes: Mapping[Variant, Shape]) -> Iterator[Bilingual]:
        for key, both in self._fields.items():
            if len(self._trees.presence[key]) == 1:
                where = self._cited(key)
                yield Bilingual(f"{where}：一方删除，另一方修改", f"{where}: deleted on one side, changed on the other")
            elif both.conflicts:
                where = self._cited(key)
                zh = "、".join(name.zh for name in both.conflicts)
                en = ", ".join(name.en for name in both.conflicts)
                yield Bilingual(f"{where}：{zh}", f"{where}: {en}")
        orders = [[key for key in shape.walk() if len(self._trees.presence[key]) == 2] for shape in shapes.values()]
        if orders[0] != orders[1]:
            yield Bilingual("双方对条款作了不同的移动", "both sides moved clauses, and differently")

    def _cited(self, key: str) -> str:
        variant: Variant = "ours" if key in self._trees.ours.clauses else "theirs"
        clause = self._trees.side(variant).clauses[key]
        return citation(self._outlines[variant], clause.eid) or clause.heading or clause.eid

    @cached_property
    def _outlines(self) -> dict[Variant, Outline]:
        return {variant: Outline(self._trees.side(variant).agreement) for variant in VARIANTS}

    def _marked(self, made: Sequence[_VariantContent], size: int) -> str:
        usual = usual_signals(made[0].agreement)
        differing = {clause.wid for one in made for clause in one.agreement.walk() if clause.wid != clause.eid}
        sides = [
            _blocks(one, dump(one.agreement, comments=one.comments, usual=usual, spelled=frozenset(differing)))
            for one in made
        ]
        return "\n".join((*_with_markers(_hunks(*sides), size), ""))


Block = tuple[str, tuple[str, ...]]
"""A clause's key ('' for the head) and its own lines, comments above it first."""
Hunk = tuple[tuple[str, ...], tuple[str, ...]]
"""Lines as either side has them."""


def _blocks(made: _VariantContent, text: str) -> list[Block]:
    lines = text.rstrip("\n").split("\n")
    loaded = load(text)
    begins = sorted((line - 1 - len(made.comments.get(eid, ())), made.keys[eid]) for eid, line in loaded.lines.items())
    edges = [(0, ""), *begins, (len(lines), "")]
    return [(key, tuple(lines[start:end])) for (start, key), (end, _) in pairwise(edges) if end > start]


def _hunks(ours: Sequence[Block], theirs: Sequence[Block]) -> Iterator[Hunk]:
    for code in opcodes([key for key, _ in ours], [key for key, _ in theirs]):
        one, other = ours[code.src_start : code.src_end], theirs[code.dest_start : code.dest_end]
        if code.tag == "equal":
            for (_, before), (_, after) in zip(one, other, strict=True):
                yield from _line_hunks(before, after)
        else:
            yield tuple(line for _, lines in one for line in lines), tuple(line for _, lines in other for line in lines)


def _line_hunks(ours: Sequence[str], theirs: Sequence[str]) -> Iterator[Hunk]:
    for code in opcodes(ours, theirs):
        yield tuple(ours[code.src_start : code.src_end]), tuple(theirs[code.dest_start : code.dest_end])


def _with_markers(hunks: Iterator[Hunk], size: int) -> Iterator[str]:
    """The lines; neighbouring conflicts are one."""
    ours: list[str] = []
    theirs: list[str] = []
    for one, other in (*hunks, (("",), ("",))):
        if one != other:
            ours += one
            theirs += other
            continue
        if ours or theirs:
            yield from (f"{'<' * size} ours", *ours, "=" * size, *theirs, f"{'>' * size} theirs")
            ours, theirs = [], []
        if one != ("",):
            yield from one
