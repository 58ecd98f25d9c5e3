"""Key clauses and emphasis -> findings, both ways: key and plain, emphasised and not key."""

from __future__ import annotations

import re
from collections.abc import Iterator

from agreement_tool.flag import rules
from agreement_tool.flag.emphasis import FULL, emphasis_of, marks_used, plain_pieces, shares
from agreement_tool.flag.emphasis_notice import passages_in
from agreement_tool.flag.parties import parties_of
from agreement_tool.model import Agreement, Bilingual, Category, Clause, EmphasisNotice, Finding, KeyClause, Severity
from agreement_tool.model.names import CATEGORY_NAMES, MARK_NAMES, listed

CORE: frozenset[Category] = frozenset({"liability", "user_rights", "dispute"})
"""The categories that every prominence rule of the law data reaches in standard terms."""
SURE = 0.7
"""From this confidence on a plain key clause is an error; below, a warning."""
TOO_MUCH = 0.5
"""Above this share of marked text nothing stands out."""
LONG_ENOUGH = 200
"""Characters below which a share says nothing."""


def findings_of(
    agreement: Agreement, notice: EmphasisNotice | None, clauses: tuple[KeyClause, ...], *, known: bool
) -> tuple[Finding, ...]:
    """Every finding, the document's first, then in reading order."""
    found = [*_of_document(agreement, notice, clauses, known=known)]
    if known:
        found += _of_clauses(agreement, notice, clauses)
    return tuple(found)


def _of_document(
    agreement: Agreement, notice: EmphasisNotice | None, clauses: tuple[KeyClause, ...], *, known: bool
) -> Iterator[Finding]:
    if not known and clauses:
        yield _finding(rules.UNKNOWN, None, Bilingual(
            "来源不含显著标识信息，只列出重点条款，未判断是否显著。",
            "The source carries no emphasis: key clauses are listed, whether they stand out is unknown."))  # fmt: skip
    if notice is None:
        core = any(flag.category in CORE for clause in clauses for flag in clause.flags)
        if core and not parties_of(agreement).contract:
            yield _finding(rules.NO_PROMPT, None, Bilingual(
                "协议有重点条款，但没有提示条款（特别提示、重要提示等）。", "There are key clauses, and no notice that points to them."))  # fmt: skip
        return
    yield from _broken_notice(agreement, notice, clauses, known=known)


def _broken_notice(
    agreement: Agreement, notice: EmphasisNotice, clauses: tuple[KeyClause, ...], *, known: bool
) -> Iterator[Finding]:
    printed = next(clause for clause in agreement.walk() if clause.eid == notice.eid)
    present = {flag.category for clause in clauses for flag in clause.flags}
    for category in notice.categories:
        if category not in present:
            name = CATEGORY_NAMES[category]
            yield _finding(rules.CLASS_ABSENT, printed, Bilingual(
                f"特别提示列有“{name.zh}”类条款，正文中没有找到。", f"The notice names clauses on {name.en}; none was found."))  # fmt: skip
    if known and notice.marks and not marks_used(agreement) & set(notice.marks):
        marks = listed(MARK_NAMES, notice.marks)
        yield _finding(rules.MARK_ABSENT, printed, Bilingual(
            f"协议承诺以{marks.zh}提示，正文中没有这样的标识。", f"The agreement promises {marks.en}; its body has none."))  # fmt: skip


def _of_clauses(
    agreement: Agreement, notice: EmphasisNotice | None, clauses: tuple[KeyClause, ...]
) -> Iterator[Finding]:
    marked, total = shares(agreement)
    everything = total >= LONG_ENOUGH and marked / total > TOO_MUCH
    if everything:
        share = f"{marked / total:.0%}"
        yield _finding(rules.EVERYTHING, None, Bilingual(
            f"{share} 的文字有显著标识，重点条款无从突出。", f"{share} of the text is emphasised: nothing stands out."))  # fmt: skip
    key = {clause.eid: clause for clause in clauses}
    negotiated = notice is None and parties_of(agreement).contract
    for clause, above in agreement.walk_with_parents():
        if clause.eid in key:
            yield from _plain(clause, key[clause.eid], notice, negotiated)
        elif not everything and not (above and above[-1].eid in key):  # the items of a key sentence belong to it
            yield from _overdone(clause)


def _plain(clause: Clause, key: KeyClause, notice: EmphasisNotice | None, negotiated: bool) -> Iterator[Finding]:
    names = listed(CATEGORY_NAMES, [flag.category for flag in key.flags])
    evidence = key.flags[0].evidence[0]
    place = {"start": evidence.start, "end": evidence.end}
    if key.emphasis.status == "none":
        only = bool(clause.heading) and any(span.marks for span in clause.title)
        zh, en = ("（只有标题突出）", " (only its heading stands out)") if only else ("", "")
        severity = _severity(key, notice, negotiated)
        yield _finding(rules.NOT_EMPHASISED, clause, Bilingual(
            f"属于“{names.zh}”，没有显著标识{zh}：“{evidence.text}”。", f"Key ({names.en}) and not emphasised{en}: “{evidence.text}”."),
            severity=severity, confidence=_confidence(key), **place)  # fmt: skip
    elif key.emphasis.status == "partial":
        outside = [
            (flag, plain)
            for flag in key.flags
            if 2 * len(plain := plain_pieces(clause, flag.evidence)) > len(flag.evidence)
        ]
        if outside:
            flag, plain = outside[0]
            piece = plain[0]
            yield _finding(rules.PHRASE_OUTSIDE, clause, Bilingual(
                f"只有部分文字显著标识，关键语句不在其中：“{piece.text}”。", f"Only part is emphasised, and not the key phrase: “{piece.text}”."),
                confidence=flag.confidence, start=piece.start, end=piece.end)  # fmt: skip


def _overdone(clause: Clause) -> Iterator[Finding]:
    if clause.kind in ("table", "signature") or not _is_readable(clause.text) or passages_in(clause.text):
        return
    emphasis = emphasis_of(clause, known=True)
    if emphasis.ratio >= FULL:
        marks = listed(MARK_NAMES, emphasis.marks)
        yield _finding(rules.NOT_KEY, clause, Bilingual(
            f"整条以{marks.zh}突出，但未发现重点类别的表述。", f"Emphasised throughout ({marks.en}); no key category found."))  # fmt: skip


def _is_readable(text: str) -> bool:
    """Chinese enough for the phrases to have had a chance: the English half of a bilingual text is not judged."""
    return len(re.findall(r"[一-鿿]", text)) >= max(8, len(text.strip()) / 3)


def _severity(key: KeyClause, notice: EmphasisNotice | None, negotiated: bool) -> Severity:
    """An error where the law or the agreement's own promise asks for prominence and we are sure; else a warning.

    A two-party contract without a notice may be negotiated: the prompting duty holds for standard terms only.
    """
    asked = CORE | set(notice.categories if notice else ())
    sure = any(flag.category in asked and flag.confidence >= SURE for flag in key.flags)
    return Severity.ERROR if sure and not negotiated else Severity.WARNING


def _confidence(key: KeyClause) -> float:
    return max(flag.confidence for flag in key.flags)


def _finding(
    rule: rules.EmphasisRule,
    clause: Clause | None,
    message: Bilingual,
    *,
    severity: Severity | None = None,
    confidence: float = 1.0,
    start: int | None = None,
    end: int | None = None,
) -> Finding:
    return Finding(
        code=rule.code,
        name=rule.name,
        severity=severity or rule.severity,
        message=message,
        eid=clause.eid if clause else None,
        label=clause.label if clause else None,
        page=clause.page if clause else None,
        start=start,
        end=end,
        confidence=confidence,
    )
