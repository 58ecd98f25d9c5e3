"""What a rule is, what it is given, and what it reports.

A rule module holds one `RULE` and one function. The function yields `Fault`s: where, what, how sure. The runner stamps
them with the rule's code, name and severity, so a rule never repeats them.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from agreement_tool.model import Agreement, Bilingual, Clause, Doubt, Edit, Field, Fix, Severity
from agreement_tool.text.outline import Outline


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault, before the rule's code is stamped on it. Offsets are code points of the clause's `field`."""

    clause: Clause | None
    message: Bilingual
    field: Field = "text"
    start: int | None = None
    end: int | None = None
    confidence: float = 1.0
    fix: Fix | None = None


@dataclass(frozen=True, slots=True)
class Settings:
    """What a project may decide about its rules (agreement.toml, section `check`)."""

    label_styles: tuple[str, ...] = ()
    """Label styles the house allows, first member printed: ('第一条', '（一）', '1.', '（1）'); () = whatever is consistent."""
    terms: tuple[tuple[str, ...], ...] = ()
    """Further groups of spellings that mean one thing, preferred first: (('客户', '顾客'),)."""
    known_terms: frozenset[str] = frozenset()
    """Terms that may be used without definition."""


@dataclass(frozen=True)
class Context:
    """An agreement under check: its index is built once and shared by all rules."""

    agreement: Agreement
    settings: Settings = field(default_factory=Settings)

    @cached_property
    def outline(self) -> Outline:
        """The tree's index."""
        return Outline(self.agreement)

    @cached_property
    def doubted(self) -> tuple[Doubt, ...]:
        """Doubts about the tree itself: a wrong tree makes wrong numbering findings."""
        return tuple(doubt for doubt in self.agreement.doubts if doubt.text)

    def texts(self) -> Iterator[tuple[Clause, Field, str]]:
        """Every clause's title and own text that is not empty, with the field's name."""
        for clause in self.agreement.walk():
            if clause.heading:
                yield clause, "title", clause.heading
            if clause.text:
                yield clause, "text", clause.text


@dataclass(frozen=True, slots=True)
class Rule:
    """A named check. `zh` is its name in Chinese; its doc is its module's docstring."""

    code: str
    name: str
    zh: str
    severity: Severity
    check: Callable[[Context], Iterable[Fault]]

    @property
    def doc(self) -> Mapping[str, str]:
        """The module docstring's sections: summary, what, why, bad, good, and 问题, 理由 in Chinese."""
        return sections(sys.modules[self.check.__module__].__doc__ or "")


SECTIONS = {"What": "what", "Why": "why", "Bad": "bad", "Good": "good", "问题": "问题", "理由": "理由"}


def sections(docstring: str) -> dict[str, str]:
    """Split `Heading: text` paragraphs of a rule's docstring; indented lines continue their section."""
    lines = docstring.strip().splitlines()
    parts: dict[str, list[str]] = {"summary": [lines[0].split(": ", 1)[-1]]} if lines else {}
    current = "summary"
    for line in lines[1:]:
        head, colon, rest = line.replace("：", ": ", 1).partition(":")
        if colon and head in SECTIONS:
            current = SECTIONS[head]
            parts[current] = [rest.strip()]
        elif line.strip():
            parts[current].append(line.strip())
    return {name: "\n".join(text).strip() for name, text in parts.items()}


def label_fix(replacements: Iterable[tuple[Clause, str]], *, safe: bool) -> Fix:
    """A fix that prints other labels: one whole-label edit a clause."""
    return Fix(safe, tuple(Edit(clause.eid, "label", 0, len(clause.label or ""), new) for clause, new in replacements))


def text_fix(clause: Clause, where: Field, start: int, end: int, new: str, *, safe: bool = True) -> Fix:
    """A fix that replaces one stretch of one clause."""
    return Fix(safe, (Edit(clause.eid, where, start, end, new),))
