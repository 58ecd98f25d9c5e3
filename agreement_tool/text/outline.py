"""An index over an agreement's tree: who stands above whom, labels taken apart, and the numbered lists in it.

A *list* is a run of clauses under one parent that count in one style: 一、二、三、 or (1)(2)(3). One clause may
introduce several, so a new list begins where an unnumbered paragraph comes between and counting starts again at one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cached_property

from agreement_tool.frozen import frozen
from agreement_tool.model import Agreement, Clause, Label
from agreement_tool.text.labels import CHAPTER_UNITS, parse_label
from agreement_tool.text.patterns import compiled

ATTACHMENT_UNITS = frozenset({"附件", "附录", "附表", "附图"})
_FURTHER_DOCUMENT = compiled(
    r"(?:协议|协议书|合同|合同书|隐私政策|政策|许可协议|许可证|保函|委托书|承诺书|Agreement|Policy|License)(?:[（(][^）)]{1,20}[）)])?\Z",
    re.IGNORECASE,
)
"""Headings of parts that are documents of their own."""


@frozen
class Numbered:
    """A clause and its label taken apart."""

    clause: Clause
    label: Label

    @property
    def ordinal(self) -> int:
        """Its place among its siblings: the last tier."""
        return self.label.number[-1]


@frozen
class NumberedList:
    """A run of siblings in one style. `part` is the eid of the attachment or further document it stands in, ''
    before."""

    parent: Clause | None
    members: tuple[Numbered, ...]
    number_depth: int
    """How many numbered clauses stand above it."""
    part: str = ""

    @property
    def first(self) -> Numbered:
        """Its first member."""
        return self.members[0]

    @property
    def last(self) -> Numbered:
        """Its last member."""
        return self.members[-1]


class Outline:
    """The index. Build one for an agreement and pass it wherever a function takes `Agreement | Outline`."""

    def __init__(self, agreement: Agreement) -> None:
        self.agreement = agreement
        self.clauses: dict[str, Clause] = {}
        """Every clause by eid, in reading order."""
        self.attachments: dict[tuple[str, tuple[int, ...]], list[Clause]] = {}
        """What 附件一 may name, when somebody has looked (`citations`)."""
        self._above: dict[str, tuple[Clause, ...]] = {}
        self._labels: dict[str, Label | None] = {}
        self._parts: dict[str, str] = {}
        for clause, above in agreement.walk_with_parents():
            self.clauses[clause.eid] = clause
            self._above[clause.eid] = above
            self._labels[clause.eid] = parse_label(clause.label, clause.number) if clause.label else None

    def above(self, eid: str) -> tuple[Clause, ...]:
        """The clause's ancestors, outermost first."""
        return self._above[eid]

    def parent(self, eid: str) -> Clause | None:
        """The clause it stands in; None at the root."""
        return self._above[eid][-1] if self._above[eid] else None

    def label(self, eid: str) -> Label | None:
        """Its label taken apart; None when it has none, or one that no grammar reads."""
        return self._labels[eid]

    def siblings(self, eid: str) -> tuple[Clause, ...]:
        """Everything that stands under the same parent, itself included."""
        parent = self.parent(eid)
        return parent.children if parent else self.agreement.clauses

    def place_among(self, eid: str) -> int:
        """Its place among its siblings, from 0: to look for it there would compare it with each of them."""
        return self._among[eid]

    @cached_property
    def _among(self) -> dict[str, int]:
        families = [self.agreement.clauses, *(clause.children for clause in self.clauses.values())]
        return {clause.eid: place for family in families for place, clause in enumerate(family)}

    def paragraph_number(self, eid: str) -> int | None:
        """How many unnumbered paragraphs stand among its siblings up to it; None when it is none itself."""
        return self._paragraph_numbers.get(eid)

    @cached_property
    def _paragraph_numbers(self) -> dict[str, int]:
        families = [self.agreement.clauses, *(clause.children for clause in self.clauses.values())]
        paragraphs = ([c for c in family if c.label is None and c.kind == "paragraph"] for family in families)
        return {clause.eid: number for family in paragraphs for number, clause in enumerate(family, 1)}

    def part(self, eid: str) -> str:
        """The eid of the attachment, or of the further document in one file, that the clause stands in; '' before
        them."""
        if eid not in self._parts:
            above = self._above[eid]
            self._parts[eid] = (above and self.part(above[-1].eid)) or (eid if self._is_part(eid) else "")
        return self._parts[eid]

    def _is_part(self, eid: str) -> bool:
        clause, label = self.clauses[eid], self._labels[eid]
        if (label and label.unit in ATTACHMENT_UNITS) or clause.heading.strip("【】 ")[:2] in ATTACHMENT_UNITS:
            return True
        heading = clause.heading.strip("【】《》 ")
        return clause.kind in ("part", "heading") and label is None and bool(_FURTHER_DOCUMENT.search(heading))

    def number_depth(self, eid: str) -> int:
        """How many numbered clauses stand above it."""
        return sum(1 for clause in self._above[eid] if self._labels[clause.eid] is not None)

    def run_of(self, unit: str, part: str) -> tuple[tuple[Clause, ...], Mapping[str, int]]:
        """The clauses of one counter word (条) in one part, in reading order, and each one's place among them."""
        return self._runs.get((unit, part), ((), {}))

    @cached_property
    def _runs(self) -> dict[tuple[str, str], tuple[tuple[Clause, ...], dict[str, int]]]:
        found: dict[tuple[str, str], list[Clause]] = {}
        for eid, clause in self.clauses.items():
            label = self._labels[eid]
            if label is not None and label.unit:
                found.setdefault((label.unit, self.part(eid)), []).append(clause)
        return {key: (tuple(run), {one.eid: place for place, one in enumerate(run)}) for key, run in found.items()}

    def has_below(self, number: tuple[int, ...]) -> bool:
        """Whether a clause prints this number with further tiers: 8.9.1 for 8.9."""
        return number in self._prefixes

    @cached_property
    def _prefixes(self) -> frozenset[tuple[int, ...]]:
        return frozenset(number[:end] for number in self.numbered for end in range(1, len(number)))

    @cached_property
    def numbered(self) -> Mapping[tuple[int, ...], tuple[Clause, ...]]:
        """The clauses that carry each number, in reading order: a long agreement is cited from all over."""
        found: dict[tuple[int, ...], list[Clause]] = {}
        for eid, clause in self.clauses.items():
            label = self._labels[eid]
            if label is not None:
                found.setdefault(label.number, []).append(clause)
        return {number: tuple(clauses) for number, clauses in found.items()}

    @cached_property
    def units(self) -> frozenset[str]:
        """The counter words its labels print: 条, 章, 附件."""
        return frozenset(label.unit for label in self._labels.values() if label is not None)

    @cached_property
    def places(self) -> dict[str, int]:
        """Each clause's place in reading order."""
        return {eid: place for place, eid in enumerate(self.clauses)}

    def unit_counts_in(self, part: str) -> Counter[str]:
        """How many labels at the top of one part ('' the main text, or an attachment's eid) carry each counter word, ''
        for none."""
        return self._part_counts.get(part, Counter())

    @cached_property
    def _part_counts(self) -> dict[str, Counter[str]]:
        counts: dict[str, Counter[str]] = {}
        for eid, label in self._labels.items():
            if label is not None and label.tiers == 1 and all(map(self.is_container, self._above[eid])):
                part = self.part(eid)
                if part not in counts:
                    counts[part] = Counter()
                counts[part][label.unit] += 1
        return counts

    @cached_property
    def has_hyphened_labels(self) -> bool:
        """Its labels are printed 1-1, 1-2: at least two of them."""
        hyphened = (eid for eid, label in self._labels.items() if label and label.tiers > 1)
        return sum(1 for eid in hyphened if any(sign in (self.clauses[eid].label or "") for sign in "-－–")) > 1

    @cached_property
    def by_path(self) -> Mapping[tuple[int, ...], tuple[Clause, ...]]:
        """Ordinals from the root down, attachments aside -> clauses: (3, 2) is the second under 三、."""
        found: dict[tuple[int, ...], list[Clause]] = {}
        for eid, clause in self.clauses.items():
            if self._labels[eid] is not None:
                found.setdefault(self._path(eid), []).append(clause)
        return {path: tuple(clauses) for path, clauses in found.items()}

    def _path(self, eid: str) -> tuple[int, ...]:
        labels = [self._labels[clause.eid] for clause in (*self._above[eid], self.clauses[eid])]
        return tuple(
            label.number[-1] for label in labels if label and label.number and label.unit not in ATTACHMENT_UNITS
        )

    def is_container(self, clause: Clause) -> bool:
        """A chapter, an attachment, or an unnumbered heading: what 条 and 1. stand in without being counted by it."""
        label = self._labels[clause.eid]
        return label is None or label.unit in CHAPTER_UNITS or label.unit in ATTACHMENT_UNITS

    @cached_property
    def lists(self) -> tuple[NumberedList, ...]:
        """Every numbered list, in reading order of first members."""
        found = [*self._lists_under(None, self.agreement.clauses)]
        for clause in self.clauses.values():
            found.extend(self._lists_under(clause, clause.children))
        return tuple(sorted(found, key=lambda run: self.places[run.first.clause.eid]))

    def _lists_under(self, parent: Clause | None, children: tuple[Clause, ...]) -> Iterator[NumberedList]:
        """Split one parent's children into lists by counting family; an interposed paragraph may open a new one."""
        runs: dict[tuple[str, ...], list[Numbered]] = {}
        interrupted: set[tuple[str, ...]] = set()
        for child in children:
            label = self._labels[child.eid]
            if label is None or not label.number:
                interrupted.update(runs)
                continue
            member, family = Numbered(child, label), counting_family(label)
            restarts = family in interrupted and label.number[-1] == 1
            if restarts:
                yield self._list(parent, runs.pop(family))
            interrupted.discard(family)
            runs.setdefault(family, []).append(member)
        for members in runs.values():
            yield self._list(parent, members)

    def _list(self, parent: Clause | None, members: list[Numbered]) -> NumberedList:
        eid = members[0].clause.eid
        return NumberedList(parent, tuple(members), self.number_depth(eid), self.part(eid))


def counting_family(label: Label) -> tuple[str, ...]:
    """What makes two siblings count together: 1. and 2、 do, 1. and （1） do not, 第一条 and 一、 do not."""
    if label.unit:
        return (label.unit, str(label.tiers))
    numeral = {"ROMAN": "roman", "upper": "lower"}.get(label.numeral, label.numeral)
    return (numeral, enclosure(label), str(label.tiers))


def enclosure(label: Label) -> str:
    """'enclosed' for （1）, 'half' for 1）, '' for 1. and 1、."""
    if label.opening in tuple("（(〔【[［"):
        return "enclosed"
    return "half" if label.closing[:1] in tuple("）)") else ""


def as_outline(tree: Agreement | Outline) -> Outline:
    """`tree` itself when it is an index already."""
    return tree if isinstance(tree, Outline) else Outline(tree)
