"""Runs the rules over an agreement: stamps, selects, lowers what is unsure, suppresses, sorts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from agreement_tool.check.base import Context, Fault, Rule, Settings
from agreement_tool.check.registry import RULES
from agreement_tool.model import Agreement, Finding, Severity

ERROR_FROM, WARNING_FROM = 0.85, 0.5
"""Severity follows certainty: what is less sure than this is a warning, or a note, whatever its rule says."""


def run(
    agreement: Agreement,
    *,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    settings: Settings | None = None,
    extra: Iterable[Finding] = (),
) -> tuple[Finding, ...]:
    """Every finding in reading order, document-wide ones first.

    `select` and `ignore` are codes, names or families (NUM); an empty `select` means all but the rules on request.
    `extra` are findings made elsewhere (the emphasis audit's); they are selected and sorted alike. Never raises on odd
    text.
    """
    context = Context(agreement, settings or Settings())
    rules = _rules(tuple(select), tuple(ignore), context.is_chinese)
    found = [finding for rule in rules for finding in _apply(rule, context)]
    found += [finding for finding in extra if chosen(finding.code, finding.name, select, ignore)]
    place = context.outline.places
    return tuple(
        sorted(found, key=lambda f: (place.get(f.eid or "", -1), _FIELDS.index(f.field), f.start or 0, f.code))
    )


_FIELDS = ("label", "title", "text")
_OF_ANY_LANGUAGE = ("NUM", "REF", "TYP001", "TYP004", "TYP010", "META006", "META007")
"""Numbers, references and brackets; the other rules know Chinese words and Chinese law."""


@lru_cache(maxsize=16)
def _rules(select: tuple[str, ...], ignore: tuple[str, ...], is_chinese: bool) -> tuple[Rule, ...]:
    """Those that run: the same for every file of a run."""
    wanted = (rule for rule in RULES if chosen(rule.code, rule.name, select, ignore) and _is_on(rule, select))
    return tuple(rule for rule in wanted if is_chinese or rule.code.startswith(_OF_ANY_LANGUAGE))


def chosen(code: str, name: str, select: Sequence[str], ignore: Sequence[str]) -> bool:
    """Whether a rule is wanted: by code, by name or by the head of its code."""

    def named(wanted: Sequence[str]) -> bool:
        return any(name == want or (want and code.startswith(want.upper())) for want in wanted)

    return (not select or named(select)) and not named(ignore)


def _is_on(rule: Rule, select: Sequence[str]) -> bool:
    return not rule.on_request or any(want.upper() == rule.code or want == rule.name for want in select)


def _apply(rule: Rule, context: Context) -> Iterator[Finding]:
    for fault in rule.check(context):
        yield _stamp(rule, fault)


def _severity(rule: Rule, fault: Fault) -> Severity:
    if rule.severity is Severity.INFO or fault.confidence < WARNING_FROM:
        return Severity.INFO
    return Severity.WARNING if fault.confidence < ERROR_FROM else rule.severity


def _stamp(rule: Rule, fault: Fault) -> Finding:
    clause = fault.clause
    return Finding(
        code=rule.code,
        name=rule.name,
        severity=_severity(rule, fault),
        message=fault.message,
        eid=clause.eid if clause else None,
        label=clause.label if clause else None,
        page=clause.page if clause else None,
        field=fault.field,
        start=fault.start,
        end=fault.end,
        confidence=fault.confidence,
        fix=fault.fix,
        refusal=fault.refusal,
    )
