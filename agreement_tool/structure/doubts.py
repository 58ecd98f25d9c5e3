"""What the builder was not sure of, told to the person who runs it: ties, a missing title, improbable clauses."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby

from agreement_tool.bilingual import Bilingual
from agreement_tool.frozen import frozen
from agreement_tool.model import Clause, Doubt
from agreement_tool.structure.blocks import TextBlock
from agreement_tool.structure.certainty import main_reason
from agreement_tool.structure.clause_evidence import ClauseEvidence, Feature
from agreement_tool.structure.search import NEAR_TIE, BlockDecision, Role, SearchResult, Tie

DOUBTFUL = 0.85
"""A clause less probable than this is a doubt."""
MOST = 5
"""Of one kind of doubt so many are told one by one; of more, how many there are."""
_QUOTED = 40


@frozen
class _Run:
    """Improbable clauses one after the other for the same reason: one doubt."""

    reason: Feature | None
    clauses: tuple[Clause, ...]

    @property
    def least(self) -> float:
        """How probable the worst is."""
        return min(clause.certainty for clause in self.clauses)


def doubts_of(
    title: str,
    blocks: Sequence[TextBlock],
    numbering: SearchResult,
    clauses: Sequence[Clause],
    known: Sequence[ClauseEvidence],
) -> Iterator[Doubt]:
    """Every doubt of a tree, in the order title, ties, improbable clauses. `known`: of each clause in reading order."""
    if not title.strip():
        yield Doubt("title-missing", _UNTITLED)
    ties = [tie for tie in numbering.ties if tie.margin <= NEAR_TIE]
    for tie in ties:
        block = blocks[tie.block]
        yield Doubt("near-tie", _tie_message(tie), block.first.page, block.text[:_QUOTED])
    reported = {blocks[tie.block].text[:_QUOTED] for tie in ties}
    order = [clause for top in clauses for clause in top.walk()]
    yield from _improbable(list(_runs(order, known, reported)))


def _runs(clauses: Sequence[Clause], known: Sequence[ClauseEvidence], reported: set[str]) -> Iterator[_Run]:
    """Those of which no near tie tells already."""

    def cause(pair: tuple[Clause, ClauseEvidence]) -> tuple[bool, Feature | None]:
        clause, one = pair
        begins = _begins(clause)[:12]
        doubted = clause.certainty < DOUBTFUL and not any(begins in other for other in reported)
        return doubted, main_reason(one) if doubted else None

    for (doubted, reason), held in groupby(zip(clauses, known, strict=True), key=cause):
        if doubted:
            yield _Run(reason, tuple(clause for clause, _ in held))


def _improbable(runs: Sequence[_Run]) -> Iterator[Doubt]:
    """The least probable of each kind in reading order, and how many more there are."""
    kinds: defaultdict[Feature | None, list[_Run]] = defaultdict(list)
    for run in runs:
        kinds[run.reason].append(run)
    shown = {id(run) for kind in kinds.values() for run in sorted(kind, key=lambda run: run.least)[:MOST]}
    for run in runs:
        if id(run) in shown:
            first = run.clauses[0]
            yield Doubt("improbable", _run_message(run), first.page, _begins(first))
    for reason, kind in kinds.items():
        if len(kind) > MOST:
            yield Doubt(
                "improbable", _rest_message(reason, sum(len(run.clauses) for run in kind if id(run) not in shown))
            )


def _begins(clause: Clause) -> str:
    return f"{clause.label or ''}{clause.heading}{clause.text}"[:_QUOTED]


def _run_message(run: _Run) -> Bilingual:
    zh, en = _named(run.reason)
    more = len(run.clauses) - 1
    also_zh, also_en = (f"此条及其后 {more} 处", f"It and the {more} after it") if more else ("此条", "It")
    return Bilingual(
        f"{also_zh}的编号、起止或所属上级可能读错（{zh}）：请对照原文。",
        f"{also_en} may be read wrongly, number, beginning, end or what it stands in ({en}): compare with the source.",
    )


def _rest_message(reason: Feature | None, count: int) -> Bilingual:
    zh, en = _named(reason)
    return Bilingual(f"另有 {count} 处可能读错（{zh}）。", f"{count} more may be read wrongly ({en}).")


def _named(reason: Feature | None) -> tuple[str, str]:
    return (reason.chinese, reason.name) if reason else ("上下文不易读准", "what stands around it is hard to read")


_UNTITLED = Bilingual(
    "没有找到标题：请在条款文件的 title 中补写。", "No title was found: write it into the clause file's `title`."
)


def _tie_message(tie: Tie) -> Bilingual:
    (chosen_zh, chosen), (other_zh, other) = _reading(tie.chosen), _reading(tie.other)
    return Bilingual(
        f"此行读作{chosen_zh}；读作{other_zh}的可能性相近。",
        f"The line was read as {chosen}; {other} is nearly as likely.",
    )


_ROLE_NAMES: dict[Role, tuple[str, str]] = {
    "paragraph": ("无编号段落", "an unnumbered paragraph"),
    "continuation": ("上一段的延续", "more of the paragraph above"),
    "part": ("部分的标题", "the heading of a part"),
    "heading": ("条款内的标题", "a heading inside its unit"),
}


def _reading(decision: BlockDecision) -> tuple[str, str]:
    """In Chinese and English."""
    if decision.candidate is not None:
        number, level = decision.candidate.label.text, decision.depth + 1
        return f"第 {level} 级编号“{number}”", f"number {number} at level {level}"
    if decision.role == "paragraph" and decision.depth:
        return f"第 {decision.depth} 级之下的无编号段落", f"an unnumbered paragraph under level {decision.depth}"
    return _ROLE_NAMES.get(decision.role, (decision.role, decision.role))
