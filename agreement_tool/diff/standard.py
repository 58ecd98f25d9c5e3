"""Standard clauses looked for in an agreement: where each stands, word for word or how it deviates.

Where a clause stands says nothing here: a library of clauses has no order, and its numbers are none of the agreement's.
Counterparts are found by wording alone, all at once. Then each standard clause, with everything under it, is compared
with everything that stands for it, so that numbering, splitting and joining of paragraphs are no deviations. What is
put in place of a blank (____, 【仲裁机构】) is none either.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from agreement_tool.diff.align import Alignment
from agreement_tool.diff.assign import assign
from agreement_tool.diff.candidates import candidates
from agreement_tool.diff.inline import compare_texts
from agreement_tool.diff.layout import ROOT, Layout, PlacedClause, lay_out
from agreement_tool.diff.parts import splits
from agreement_tool.diff.settings import Setting
from agreement_tool.diff.similarity import ratio, similarity
from agreement_tool.diff.weigh import EDITORIAL, weigh, weigh_whole
from agreement_tool.frozen import frozen
from agreement_tool.model import Agreement, Clause, Segment
from agreement_tool.model.standard import Comparison, StandardClause
from agreement_tool.text import sentences
from agreement_tool.text.patterns import compiled
from agreement_tool.text.wording import fold, same_wording, wording

ALIKE = 0.42
"""From this likeness on a clause may stand for a standard one. Strangers reach 0.2, rarely 0.35."""
SHORT = 8
"""Wording of fewer characters must be nearly the same: any text holds something like it."""
SHORT_ALIKE = 0.8
SAME_PARENT = 0.1
CHILDREN = 0.7
"""Weight of matched children in the likeness of their parents."""
ROUNDS = 3
HALF = 0.5
"""A standard clause that is less than so much of the clause it stands in is contained in it; else that one adds to
it."""
PLACEHOLDER = compiled(
    r"[_＿]{2,}|…{2,}|[×＊*]{2,}|[XＸ]{2,}|【[^】]{0,20}】|［[^］]{0,20}］|\[[^\]]{0,20}\]|\{\{[^}]{1,30}\}\}|[●○■□]+"
)
"""Room to write in, as standard clauses print it."""
LONGEST_FILL = 60
"""Characters that may stand in place of one."""
SCRAPS = 0.25
"""A list of which no more is found than items of so much of its wording is not there: lists share items by chance."""
SAME_TOPIC = 0.6
"""Likeness of two headings of one matter: 争议解决 and 争议的解决."""
MOST_BLANKS = 4
"""Blanks in one edit: more say nothing about what was filled in where."""
_REFERS = compiled(r"本条|本款|本项|前款|前项|前条|上款|上述|前述|以上|该等|除外|不适用")
"""Words by which a clause speaks of those before it."""
_SPOKEN = compiled(r"[，,。；;：:！？]")
TITLE = 24
"""Characters of a heading, at most."""
_CONTAINERS = frozenset({"part", "chapter", "section"})


@frozen
class Standard:
    """One file of standard clauses."""

    source: str
    agreement: Agreement


def units(agreement: Agreement) -> Iterator[Clause]:
    """The standard clauses of a file: its clauses, parts and chapters opened up, signatures left out."""
    yield from _units(agreement.clauses)


def _units(clauses: Sequence[Clause]) -> Iterator[Clause]:
    for clause in clauses:
        if clause.kind == "signature" or not any(each.text or each.heading for each in clause.walk()):
            continue
        if _is_container(clause):
            yield from _units(clause.children)
        else:
            yield clause


def _is_container(clause: Clause) -> bool:
    if not clause.children or clause.text:
        return False
    below = any(child.label is not None and (child.children or child.heading) for child in clause.children)
    return clause.kind in _CONTAINERS or (clause.kind == "heading" and below)


def compare_standard(standards: Sequence[Standard], target: Agreement) -> tuple[Comparison, ...]:
    """What became of every standard clause, in the order of the files."""
    found = [(each.source, unit) for each in standards for unit in units(each.agreement)]
    old = lay_out(Agreement("", "", "", tuple(unit for _, unit in found)))
    new = lay_out(target)
    pairs = counterparts(old, new)
    parts = {each.whole: each.parts for each in splits(Alignment(old, new, pairs, {}))}
    owners = _owners(old, pairs, parts)
    finder = _Finder(old, new, pairs, parts, owners)
    return tuple(finder.compared(root, source) for root, (source, _) in zip(old.roots, found, strict=True))


def counterparts(old: Layout, new: Layout) -> dict[int, int]:
    """Standard clause -> the agreement's clause that stands for it, by index: the greatest likeness of all together."""
    options = candidates(old, new, {}, set())
    alike = {(i, j): similarity(old[i], new[j]) for i in options for j in options[i]}
    rows, pairs = sorted(options), dict[int, int]()
    for _ in range(ROUNDS):
        gains = [
            {j: gain for j in sorted(options[i]) if (gain := _gain(old, new, i, j, alike[i, j], pairs)) > 0}
            for i in rows
        ]
        following = {rows[row]: j for row, j in assign(gains).items()}
        if following == pairs:
            break
        pairs = following
    return pairs


def _gain(old: Layout, new: Layout, i: int, j: int, alike: float, pairs: Mapping[int, int]) -> float:
    parent_i, parent_j = old[i].parent, new[j].parent
    together = parent_i != ROOT and pairs.get(parent_i) == parent_j
    share = _children_agree(old, new, i, j, pairs)
    score = max(alike, (1 - CHILDREN) * alike + CHILDREN * share) + SAME_PARENT * together
    short = min(len(old[i].key), len(new[j].key)) < SHORT and not together and not share
    return score - (SHORT_ALIKE if short else ALIKE)


def _children_agree(old: Layout, new: Layout, i: int, j: int, pairs: Mapping[int, int]) -> float:
    """Share of the standard wording below a clause that stands below the other, 0…1."""
    below = old.children[i]
    if not below:
        return 0.0
    inside = range(j + 1, j + new[j].size)
    return sum(old.weight[c] for c in below if pairs.get(c) in inside) / sum(old.weight[c] for c in below)


def _owners(old: Layout, pairs: Mapping[int, int], parts: Mapping[int, tuple[int, ...]]) -> dict[int, int]:
    """The agreement's clause -> the standard clause (its root) that it stands for."""
    found: dict[int, int] = {}
    for i in range(len(old)):
        root = (old.ancestors(i) or [i])[-1]
        for j in (*([pairs[i]] if i in pairs else ()), *parts.get(i, ())):
            found.setdefault(j, root)
    return found


@dataclass
class _Finder:
    """What stands for each standard clause, and how it compares."""

    old: Layout
    new: Layout
    pairs: Mapping[int, int]
    parts: Mapping[int, tuple[int, ...]]
    owners: Mapping[int, int]

    def compared(self, root: int, source: str) -> Comparison:
        """One standard clause."""
        clause = self.old[root].clause
        unit = range(root, root + self.old[root].size)
        text = "\n".join(self._pieces(self.old, unit, root))
        standard = StandardClause(source, clause.eid, clause.label, clause.heading, text)
        inside = self._containing(text)
        if inside is not None:
            return _compared(standard, *inside)
        region = self._region(root)
        found = self._text(region, standard)
        if not found.strip():
            return replace(_missing(standard), beside=self.titled_alike(root))
        pieces = {i for i in unit if i in self.pairs or i in self.parts}
        held = sum(len(self.old[i].text) for i in pieces) / max(sum(len(self.old[i].text) for i in unit), 1)
        if root not in self.pairs and held < SCRAPS:
            return replace(_missing(standard), beside=self.titled_alike(root))
        target = tuple(self.new[j].clause.eid for j in region)
        return replace(_compared(standard, found, target), beside=self.beside(root, region))

    def _region(self, root: int) -> list[int]:
        """The agreement's clauses that stand for a standard one, in reading order."""
        own = {j for j, owner in self.owners.items() if owner == root}
        pieces = sorted(own - {self.pairs.get(root)})
        return sorted(own | self._between(pieces) | self._behind(pieces or sorted(own)))

    def _behind(self, own: Sequence[int]) -> set[int]:
        """Clauses of the agreement's own, right behind, that speak of the standard ones: 本条对关联公司不适用."""
        found: set[int] = set()
        at = own[-1] + self.new[own[-1]].size if own else len(self.new)
        while at < len(self.new) and self.new[at].parent == self.new[own[-1]].parent and at not in self.owners:
            if not _REFERS.search(self.new[at].text):
                break
            found.add(at)
            at += self.new[at].size
        return found

    def beside(self, root: int, region: Sequence[int]) -> tuple[str, ...]:
        """What else stands under the heading of the standard clause: the agreement's own, and no deviation."""
        head = self.pairs.get(root)
        if head is None or not self.old[root].heading or not _one_topic(self.old[root], self.new[head]):
            return ()
        below = range(head + 1, head + self.new[head].size)
        return tuple(self.new[j].clause.eid for j in below if j not in self.owners and j not in region)

    def titled_alike(self, root: int) -> tuple[str, ...]:
        """Clauses of the agreement's own on the matter of a standard clause that is missing, by their headings."""
        standard = self.old[root]
        alike = (node for node in self.new.nodes if node.heading and _one_topic(standard, node))
        return tuple(node.clause.eid for node in alike if self.owners.get(node.index, root) == root)

    def _between(self, own: Sequence[int]) -> set[int]:
        """Clauses that nothing stands for, put in between two that stand together."""
        found: set[int] = set()
        for before, after in pairwise(own):
            between = range(before + 1, after)
            siblings = all(self.new[j].parent == self.new[after].parent for j in between)
            if len(between) <= 2 and siblings and not any(j in self.owners for j in between):
                found |= set(between)
        return found

    def _text(self, region: Sequence[int], standard: StandardClause) -> str:
        """The wording of what stands for a standard clause, without its heading where that is part of a text."""
        head = next((j for j in region if wording(self.new[j].clause.heading) == wording(standard.heading)), -1)
        text = "\n".join(self._pieces(self.new, region, head))
        folded, own = fold(text), wording(standard.heading)
        if not own or not folded.text.startswith(own) or wording(standard.text).startswith(own):
            return text
        behind = len(own) + (folded.text[len(own) : len(own) + 1] in ("：", ":", "。", "、"))
        return text[folded.at[behind] :]

    def _pieces(self, layout: Layout, indices: Sequence[int], head: int) -> Iterator[str]:
        """The wording of clauses, a piece each; of headings over others nothing: they name, they do not bind."""
        for index in indices:
            clause = layout[index].clause
            written = clause.text if index == head else "".join((clause.heading, clause.text))
            if written.strip() and not _only_names(clause):
                yield written

    def _containing(self, text: str) -> tuple[str, tuple[str, ...]] | None:
        """(words, clause) where one clause holds the whole standard wording as sentences, and mostly something else."""
        key = wording(text)
        if len(key) < SHORT:
            return None
        pattern = re.compile(_with_blanks(key))
        for node in self.new.nodes:
            found = pattern.search(node.text) if len(key) < HALF * len(node.text) else None
            if found and _at_sentences(node, *found.span()):
                folded = fold(node.clause.text)
                words = node.clause.text[folded.at[found.start()] : folded.at[found.end()]]
                return words, (node.clause.eid,)
        return None


def _only_names(clause: Clause) -> bool:
    """Whether it is a heading over others, be it read as one or as a text: 租金、押金和其他费用."""
    title = not clause.text or (not clause.heading and len(clause.text) <= TITLE and not _SPOKEN.search(clause.text))
    return bool(clause.children) and title


def _one_topic(standard: PlacedClause, found: PlacedClause) -> bool:
    """Whether two headings name one matter: 保密 and 保密条款, but not 服务中止 and 中止与终止."""
    one, other = standard.heading, found.heading
    return one == other or (bool(one and other) and (one in other or other in one or ratio(one, other) >= SAME_TOPIC))


def _at_sentences(node: PlacedClause, start: int, end: int) -> bool:
    """Whether a stretch begins and ends with sentences of the clause: nothing in its sentence qualifies it."""
    edges, at = {0}, 0
    for sentence in sentences.split(node.clause.text):
        at += len(wording(sentence))
        edges.add(at)
    return start in edges and end in edges


def _with_blanks(key: str) -> str:
    """A pattern for standard wording whose blanks may be filled in.

    What follows a blank is taken where it first comes (an atomic group): many blanks must not try every division.
    """
    first, *behind = map(re.escape, PLACEHOLDER.split(key))
    filled = f"[^。；]{{0,{LONGEST_FILL}}}"
    return first + "".join(f"(?>{filled}?{literal})" if literal else filled for literal in behind)


def _missing(standard: StandardClause) -> Comparison:
    weight = weigh_whole(standard.text, Setting(headings=wording(standard.heading)))
    return Comparison(
        standard, "missing", coverage=0.0, material=weight.material, categories=weight.kinds, reasons=weight.reasons
    )


def _compared(standard: StandardClause, found: str, target: tuple[str, ...]) -> Comparison:
    segments = compare_texts(standard.text, found)
    fills = tuple(_fills(segments))
    filled = _with_fills(segments, fills)
    if same_wording(filled, found):
        return Comparison(standard, "verbatim", target, segments, fills)
    weight = weigh(filled, found, Setting(headings=wording(standard.heading)))
    kinds = (EDITORIAL,) if weight.editorial else weight.kinds
    shared = sum(len(wording(each.text)) for each in segments if each.op == "equal")
    coverage = round(min(shared / max(len(wording(standard.text)), 1), 1.0), 3)
    return Comparison(standard, "deviates", target, segments, fills, coverage, weight.material, kinds, weight.reasons)


def _fills(segments: Sequence[Segment]) -> Iterator[tuple[str, str]]:
    """(room to write in, what is written there) of every edit that does nothing but fill."""
    for deleted, inserted in zip(segments, [*segments[1:], Segment("equal", "")], strict=True):
        if deleted.op == "delete" and inserted.op == "insert" and _fits(deleted.text, inserted.text):
            yield deleted.text, inserted.text


def _fits(printed: str, written: str) -> bool:
    """Whether `written` is `printed` with every blank filled in."""
    if not PLACEHOLDER.search(printed):
        return False
    key = wording(printed)
    return len(PLACEHOLDER.findall(key)) < MOST_BLANKS and bool(re.fullmatch(_with_blanks(key), wording(written)))


def _with_fills(segments: Sequence[Segment], fills: Sequence[tuple[str, str]]) -> str:
    """The standard text with its blanks filled in as the agreement does."""
    left, pieces = list(fills), []
    for segment in segments:
        if segment.op == "delete" and left and left[0][0] == segment.text:
            pieces.append(left.pop(0)[1])
        elif segment.op != "insert":
            pieces.append(segment.text)
    return "".join(pieces)
