"""CON023 试用期超限 probation-too-long: a probation that is longer than the term of the contract allows.

问题：试用期超过劳动合同期限所允许的长度。
理由：期限三个月以上不满一年的，试用期不得超过一个月；一年以上不满三年的，不得超过二个月；三年以上和无固定期限的，不得超过六个月（劳动合同法第19条）。
What: six months of probation in a contract of two years.
Why: probation is one month at most for a term under a year, two under three years, six from three years on (Labour
    Contract Law art. 19).
Bad: 合同期限二年，试用期六个月
Good: 合同期限二年，试用期二个月
"""

from __future__ import annotations

from collections.abc import Iterator

from agreement_tool.bilingual import Bilingual
from agreement_tool.check.base import Context, Fault, Rule
from agreement_tool.check.figures import Length, lengths
from agreement_tool.check.terms_of_time import spans
from agreement_tool.model import Clause, Severity
from agreement_tool.text.patterns import compiled

_PROBATION = compiled(r"试用期[^，。；0-9]{0,10}$")
_TERM = compiled(r"(?:合同期限?|合同的期限|聘用期限?|劳动合同期限?)[^，。；]{0,12}$")
_EMPLOYMENT = compiled(r"劳动合同|聘用合同|用人单位")


def check(context: Context) -> Iterator[Fault]:
    """At most one fault an agreement."""
    if not (_EMPLOYMENT.search(context.agreement.title) or "用人单位" in context.contract.roles):
        return
    stated = next(_stated(context), None)
    term = _term(context)
    if stated is None or term is None:
        return
    clause, probation = stated
    allowed = _allowed(term)
    if probation.months > allowed + 0.1:
        printed = clause.text[probation.start : probation.end]
        message = Bilingual(
            f"合同期限 {term:g} 个月，试用期“{printed}”，至多 {allowed} 个月",
            f"a term of {term:g} months allows {allowed} of probation; it says '{printed}'",
        )
        yield Fault(clause, message, "text", probation.start, probation.end, 0.95)


def _allowed(term: float) -> int:
    """Months of probation that a term (in months) allows, Labour Contract Law art. 19."""
    return 0 if term < 3 else 1 if term < 12 else 2 if term < 36 else 6


def _stated(context: Context) -> Iterator[tuple[Clause, Length]]:
    for clause in context.outline.clauses.values():
        if "试用期" in clause.text:
            yield from ((clause, one) for one in lengths(clause.text) if _PROBATION.search(clause.text[: one.start]))


def _term(context: Context) -> float | None:
    """The contract's term in months, from its stated length or from its two dates."""
    for clause, _, text in context.texts():
        if "期" not in text:
            continue
        whole = f"{clause.heading}{text}" if text is clause.text else text
        for one in lengths(text):
            if _TERM.search(text[: one.start]) and "试用" not in text[max(0, one.start - 12) : one.start]:
                return float(one.months)
        if "期限" in whole:
            for first, last in spans(text):
                if "试用" not in text[max(0, first.start - 14) : first.start]:
                    return round(((last.value - first.value).days + 1) / 30.4375, 1)
    return None


RULE = Rule("CON023", "probation-too-long", "试用期超限", Severity.WARNING, check)
