"""What every report on standard clauses shows: order, citations, words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from agreement_tool.bilingual import Bilingual
from agreement_tool.model import Segment
from agreement_tool.model.standard import Comparison, ForbiddenUse, StandardReport, StandardStatus
from agreement_tool.report.diff_view import for_reading
from agreement_tool.report.diff_words import category
from agreement_tool.text.citations import citation
from agreement_tool.text.outline import Outline

STATUS_NAMES: dict[StandardStatus, Bilingual] = {
    "verbatim": Bilingual("一致", "word for word"),
    "deviates": Bilingual("有出入", "deviates"),
    "missing": Bilingual("缺少", "missing"),
}
FORBIDDEN = Bilingual("禁用措辞", "forbidden wording")
ORDER: tuple[StandardStatus, ...] = ("missing", "deviates", "verbatim")
"""What a reader looks at first."""
CITED = 4
"""Clauses that one line cites."""


class StandardView:
    """The report with its citations."""

    def __init__(self, report: StandardReport) -> None:
        self.report = report
        self.outline = Outline(report.agreement)

    @property
    def name(self) -> str:
        """The agreement: its title, else its address."""
        return self.report.agreement.title or self.report.path

    def cited(self, comparison: Comparison, lang: str) -> str:
        """第四条、第四条第二款: the outermost clauses that stand for the standard one."""
        inside = set(comparison.target)
        heads = [eid for eid in comparison.target if not any(above.eid in inside for above in self.outline.above(eid))]
        more = "…" if len(heads) > CITED else ""
        names = [citation(self.outline, eid) for eid in heads[:CITED]]
        return (", " if lang == "en" else "、").join(names) + more

    def beside(self, comparison: Comparison, lang: str) -> str:
        """What else stands under the heading of the standard clause; '' where there is nothing."""
        if not comparison.beside:
            return ""
        names = [citation(self.outline, eid) for eid in comparison.beside[:CITED]]
        more = "…" if len(comparison.beside) > CITED else ""
        listed = (", " if lang == "en" else "、").join(names) + more
        if comparison.status == "missing":
            return f"a clause of its own on this: {listed}" if lang == "en" else f"协议另有同题条款：{listed}"
        return f"also under this heading: {listed}" if lang == "en" else f"同一标题下另有：{listed}"

    def use_cited(self, use: ForbiddenUse) -> str:
        """The clause that holds forbidden wording."""
        return citation(self.outline, use.eid)

    def grouped(self) -> Iterator[tuple[StandardStatus, tuple[Comparison, ...]]]:
        """The comparisons of each status, in the order of `ORDER`, those that matter first."""
        for status in ORDER:
            found = [each for each in self.report.comparisons if each.status == status]
            yield status, tuple(sorted(found, key=lambda each: not each.material))

    def notes(self, comparison: Comparison, lang: str) -> Iterator[str]:
        """Why it matters, what was filled in, and what stands beside it."""
        yield from (reason.in_language(lang) for reason in comparison.reasons)
        if "editorial" in comparison.categories:
            yield category("editorial", lang)
        if comparison.filled:
            filled = "; ".join(f"{blank} → {words}" for blank, words in comparison.filled)
            yield f"filled in: {filled}" if lang == "en" else f"已填：{filled}"
        if beside := self.beside(comparison, lang):
            yield beside

    def summary(self) -> Bilingual:
        """One line."""
        counts, forbidden = self.report.counts(), len(self.report.forbidden)
        every = len(self.report.comparisons)
        return Bilingual(
            f"{every} 条标准条款：一致 {counts['verbatim']}，有出入 {counts['deviates']}，缺少 {counts['missing']}；"
            f"禁用措辞 {forbidden} 处",
            f"{every} standard clauses: {counts['verbatim']} word for word, {counts['deviates']} deviate, "
            f"{counts['missing']} missing; forbidden wording in {forbidden} places",
        )


def shown(comparison: Comparison) -> tuple[Segment, ...]:
    """The deviation for a reader: what only fills a blank, and width and spacing, are no edits."""
    left = list(comparison.filled)
    kept: list[Segment] = []
    for segment in comparison.segments:
        if segment.op == "insert" and kept and left and left[0] == (kept[-1].text, segment.text):
            left.pop(0)
            kept[-1] = Segment("equal", segment.text)
        else:
            kept.append(segment)
    return for_reading(kept)


def split_use(use: ForbiddenUse) -> tuple[str, str, str]:
    """The sentence before, in and behind the forbidden wording; all of it is before, where that is not found."""
    return use.sentence.partition(use.evidence.text)


def use_notes(use: ForbiddenUse, lang: str) -> Sequence[str]:
    """Why the wording is forbidden, and what to write instead."""
    instead = f"instead: {use.wording.instead}" if lang == "en" else f"改为：{use.wording.instead}"
    return [each for each in (use.wording.why, instead if use.wording.instead else "") if each]
