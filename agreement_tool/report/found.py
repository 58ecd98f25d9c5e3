"""What `find` found: clauses of many agreements, each with the sentences it was found by."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from agreement_tool.bilingual import Bilingual
from agreement_tool.frozen import frozen
from agreement_tool.model import Agreement, Clause, Evidence, KeyFlag, Tier, gravest
from agreement_tool.model.names import CATEGORY_NAMES, TIER_NAMES, listed


@frozen
class Searched:
    """One agreement that was looked through."""

    agreement: Agreement
    path: str
    """As a TARGET that opens it again."""

    @property
    def name(self) -> str:
        """`id@version`."""
        return f"{self.agreement.id}@{self.agreement.version}"


@frozen
class FoundClause:
    """One clause that matches."""

    searched: Searched
    clause: Clause
    citation: str
    """第三条第（二）项; the heading where it has no number."""
    heading: str
    """Its own heading, else the nearest one above it; '' where there is none."""
    flags: tuple[KeyFlag, ...]
    """Every category it falls in, those not asked for included."""
    sentences: tuple[Evidence, ...]
    """The sentences it was found by: code points of its own text; empty where its heading holds the words asked for."""

    @property
    def tier(self) -> Tier | None:
        """The gravest tier of its categories; None where it is no key clause."""
        return gravest(self.flags) if self.flags else None

    def quoted(self) -> str:
        """The sentences in one line; the heading where none of them holds the words."""
        spoken = " … ".join(" ".join(sentence.text.split()) for sentence in self.sentences)
        return spoken or self.clause.heading

    def categories(self, lang: str) -> str:
        """Its categories by name: 争议解决、责任免除与限制."""
        return listed(CATEGORY_NAMES, dict.fromkeys(flag.category for flag in self.flags)).in_language(lang)

    def tier_name(self, lang: str) -> str:
        """必看; '' where it is no key clause."""
        return TIER_NAMES[self.tier].in_language(lang) if self.tier else ""


@frozen
class FoundReport:
    """Everything found, agreements in the order asked for, clauses in reading order."""

    searched: tuple[Searched, ...]
    found: tuple[FoundClause, ...]
    categories: tuple[str, ...] = ()
    """Asked for; empty: any."""
    text: str = ""
    """Asked for; '': any."""

    def by_agreement(self) -> Iterator[tuple[Searched, tuple[FoundClause, ...]]]:
        """Each agreement that holds something, with what it holds."""
        for _, group in groupby(self.found, key=lambda each: id(each.searched)):
            clauses = tuple(group)
            yield clauses[0].searched, clauses

    def summary(self) -> Bilingual:
        """One line."""
        holding, every = sum(1 for _ in self.by_agreement()), len(self.searched)
        return Bilingual(
            f"{every} 份协议中的 {holding} 份，共 {len(self.found)} 条",
            f"{len(self.found)} clauses in {holding} of {every} agreements",
        )
