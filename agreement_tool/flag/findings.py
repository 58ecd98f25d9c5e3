"""Key clauses and emphasis -> findings, both ways: key and plain, emphasised and not key."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from agreement_tool.flag import rules
from agreement_tool.flag.complaints import Complaint, complained_of
from agreement_tool.flag.emphasis import FULL, emphasis_of, marks_used, plain_pieces, shares
from agreement_tool.flag.emphasis_notice import MARK_WORDS, passages_in
from agreement_tool.flag.kinds import CHINESE
from agreement_tool.flag.twins import Difference
from agreement_tool.model import (
    Agreement,
    Bilingual,
    Category,
    Clause,
    EmphasisNotice,
    Finding,
    KeyClause,
    KeyFlag,
    RuleNote,
    Severity,
)
from agreement_tool.model.names import CATEGORY_NAMES, MARK_NAMES, listed
from agreement_tool.text.patterns import compiled

CORE: frozenset[Category] = frozenset({"liability", "user_rights", "dispute"})
"""The categories that every prominence rule of the law data reaches in standard terms."""
LIKELY = 0.6
"""A notice is missed where a clause that would need one is clearly rather key than not."""
PROMPTED: frozenset[Category] = CORE | {"breach"}
"""The categories whose plain clauses are complained of, whatever the notice lists (Civil Code 496)."""
TOGETHER = compiled(r"^(?!.*或).*(?:并|且|同时|以及|[和及与])")
"""Between two marks of a notice: both are promised (加粗并加下划线). Otherwise one of them will do
(加粗、下划线等方式)."""
BETWEEN = 6
"""Characters between two marks that are promised together."""
PROMPT_HEADING = compiled(r"(?:特别|重要|郑重|温馨|风险|阅读)(?:提示|提醒|说明|声明)")
POLICY_TITLE = compiled(r"隐私|个人信息|Privacy")
"""Titles of privacy policies."""
OTHERS = compiled(r"第三方|第三人|他人|其他方|合作伙伴")
ANSWERS = compiled(r"常见问题|常见疑问|问答|FAQ")
"""Headings over answers: they say again what the terms say."""
PUNCTUATION = compiled(r"[，,。；;：:！!？?、.]")
PROSE = 16
"""Characters from which on emphasised words may be a sentence: shorter ones are headings and labels, whatever the tree
says."""
TOO_MUCH = 0.5
"""Above this share of marked text nothing stands out."""
LONG_ENOUGH = 200
"""Characters below which a share says nothing."""


def findings_of(
    agreement: Agreement,
    notice: EmphasisNotice | None,
    clauses: tuple[KeyClause, ...],
    *,
    known: bool,
    contract: bool,
) -> tuple[Finding, ...]:
    """Every finding, the document's first, then in reading order. `contract`: it is one between two parties.

    A contract between two parties without a notice may be negotiated, and the duty to prompt holds for standard terms
    only: it gets one remark at most.
    """
    negotiated = notice is None and contract
    found = [*_of_document(agreement, notice, clauses, known=known, negotiated=negotiated)]
    if known and not negotiated:
        found += _of_clauses(agreement, notice, clauses)
    return tuple(found)


def bilingual_findings(agreement: Agreement, differences: Iterable[Difference]) -> tuple[Finding, ...]:
    """What the English text of a bilingual agreement says and the Chinese does not."""
    clauses = {clause.eid: clause for clause in agreement.walk()}
    return tuple(
        _finding(rules.TWINS_DIFFER, clauses[each.english], Bilingual(
            f"英文条款属于“{CATEGORY_NAMES[each.category].zh}”，对应的中文条款不是。",
            f"The English clause is key ({CATEGORY_NAMES[each.category].en}), its Chinese twin is not."),
            confidence=each.confidence)
        for each in differences
    )  # fmt: skip


def _of_document(
    agreement: Agreement,
    notice: EmphasisNotice | None,
    clauses: tuple[KeyClause, ...],
    *,
    known: bool,
    negotiated: bool,
) -> Iterator[Finding]:
    core = [clause for clause in clauses if any(flag.category in CORE for flag in clause.flags)]
    if negotiated:
        yield from _negotiated(core, known=known)
        return
    if not known and clauses:
        yield _finding(rules.UNKNOWN, None, Bilingual(
            "来源不含显著标识信息，只列出重点条款，未判断是否显著。",
            "The source carries no emphasis: key clauses are listed, whether they stand out is unknown."))  # fmt: skip
    if notice is not None:
        yield from _broken_promises(agreement, notice, clauses, known=known)
    elif _likely(core) and not _prompts(agreement):
        yield _finding(rules.NO_PROMPT, None, Bilingual(
            "协议有重点条款，但没有提示条款（特别提示、重要提示等）。",
            "There are key clauses, and no notice that points to them."))  # fmt: skip


_SEVERAL = 2
"""A negotiated contract has a clause on breach or disputes; one alone says nothing about standard terms."""


def _prompts(agreement: Agreement) -> bool:
    """Whether a heading announces a notice, of whatever words."""
    return any(PROMPT_HEADING.search(clause.heading) for clause in agreement.walk())


def _likely(clauses: Sequence[KeyClause]) -> bool:
    """Whether one of them is clearly rather key than not, in a category that wants a notice."""
    return any(flag.category in CORE and flag.confidence >= LIKELY for clause in clauses for flag in clause.flags)


def _negotiated(core: list[KeyClause], *, known: bool) -> Iterator[Finding]:
    plain = sum(clause.emphasis.status == "none" for clause in core)
    if known and plain >= _SEVERAL:
        yield _finding(rules.NEGOTIATED, None, Bilingual(
            f"双方订立的合同，{plain} 条责任、权利、争议条款没有显著标识；如属格式条款，应当提示。",
            f"A contract between two parties: {plain} clauses on liability, rights or disputes are plain; "
            "standard terms would have to prompt."))  # fmt: skip


def _broken_promises(
    agreement: Agreement, notice: EmphasisNotice, clauses: tuple[KeyClause, ...], *, known: bool
) -> Iterator[Finding]:
    printed = next(clause for clause in agreement.walk() if clause.eid == notice.eid)
    present = {flag.category for clause in clauses for flag in clause.flags}
    for category in notice.categories:
        if category not in present:
            name = CATEGORY_NAMES[category]
            yield _finding(rules.CLASS_ABSENT, printed, Bilingual(
                f"特别提示列有“{name.zh}”类条款，正文中没有找到。",
                f"The notice names clauses on {name.en}; none was found."))  # fmt: skip
    if known and notice.marks:
        yield from _marks(agreement, notice, clauses, printed)


def _marks(
    agreement: Agreement, notice: EmphasisNotice, clauses: tuple[KeyClause, ...], printed: Clause
) -> Iterator[Finding]:
    """The marks that the notice names, one by one, against those that are printed."""
    used = marks_used(agreement)
    absent = [mark for mark in notice.marks if mark not in used]
    if len(absent) == len(notice.marks) or (absent and promises_together(notice.text)):
        marks = listed(MARK_NAMES, absent)
        yield _finding(rules.MARK_ABSENT, printed, Bilingual(
            f"协议承诺以{marks.zh}提示，正文中没有这样的标识。",
            f"The agreement promises {marks.en}; its body has none."))  # fmt: skip
    other = [
        clause
        for clause in clauses
        if clause.emphasis.status == "full"
        and not set(clause.emphasis.marks) & set(notice.marks)
        and any(flag.category in PROMPTED and flag.tier != "note" for flag in clause.flags)
    ]
    if other and len(absent) < len(notice.marks):
        marks = listed(MARK_NAMES, notice.marks)
        yield _finding(rules.OTHER_MARK, printed, Bilingual(
            f"协议承诺以{marks.zh}提示，有 {len(other)} 条重点条款用的是别的标识。",
            f"The agreement promises {marks.en}; {len(other)} key clauses carry other marks."))  # fmt: skip


def promises_together(text: str) -> bool:
    """Whether a notice promises all its marks (加粗并加下划线) and not one of several (加粗、下划线等)."""
    places = sorted(match.span() for _, words in MARK_WORDS for match in re.finditer(words, text))
    between = [text[end:start] for (_, end), (start, _) in pairwise(places) if start >= end]
    return bool(between) and all(len(words) <= BETWEEN and TOGETHER.search(words) for words in between)


def _of_clauses(
    agreement: Agreement, notice: EmphasisNotice | None, clauses: tuple[KeyClause, ...]
) -> Iterator[Finding]:
    marked, total = shares(agreement)
    everything = total >= LONG_ENOUGH and marked / total > TOO_MUCH
    if everything:
        share = f"{marked / total:.0%}"
        yield _finding(rules.EVERYTHING, None, Bilingual(
            f"{share} 的文字有显著标识，重点条款无从突出。",
            f"{share} of the text is emphasised: nothing stands out."))  # fmt: skip
    if notice is not None and "highlight" in notice.marks and "highlight" not in marks_used(agreement):
        return  # shading is what readers of PDFs miss: nothing is known of clauses that may be shaded
    key = {clause.eid: clause for clause in clauses}
    asked, policy = PROMPTED | set(notice.categories if notice else ()), bool(POLICY_TITLE.search(agreement.title))
    complained: set[str] = set()
    for clause, above in agreement.walk_with_parents():
        parent = above[-1].eid if above else ""
        if clause.eid in key:
            said = _is_term(clause, above) and not (notice is not None and clause.eid == notice.eid)
            found = [*_plain(clause, _worth_telling(key[clause.eid], policy), asked)] if said else []
            complained |= {clause.eid} if found else set()
            # The items of a list that is complained of are not complained of one by one.
            yield from () if clause.kind in ("item", "point") and parent in complained else found
        elif not everything and parent not in key:  # the items of a key sentence belong to it
            yield from _overdone(clause)


def _worth_telling(key: KeyClause, policy: bool) -> KeyClause:
    """A key clause as it is complained of. In a privacy policy every clause is about personal data, so that only those
    are worth a word that are musts; what others do with the data is its scope, and its disclaimers are no errors."""
    if not policy:
        return key
    kept = []
    for flag in key.flags:
        if flag.category == "liability":
            own = tuple(piece for piece in flag.evidence if not OTHERS.search(piece.text))
            kept.append(replace(flag, evidence=own, tier="note" if flag.tier == "note" else "should"))
        elif flag.category != "privacy" or flag.tier == "must":
            kept.append(flag)
    return replace(key, flags=tuple(kept))


def _is_term(clause: Clause, above: Sequence[Clause]) -> bool:
    """Whether a clause is a term of its own: no answer to a question, no field of a form that is filled in."""
    field = clause.label is None and not PUNCTUATION.search(clause.text)
    return not field and not any(ANSWERS.search(each.heading) for each in (*above, clause))


def _plain(clause: Clause, key: KeyClause, asked: frozenset[Category]) -> Iterator[Finding]:
    sure = [(flag, found) for flag in key.flags if flag.category in asked and (found := complained_of(flag))]
    if not sure:
        return
    if key.emphasis.status == "none":
        yield _not_emphasised(clause, sure)
    elif key.emphasis.status == "partial":
        for flag, found in sure:
            pieces = [each.piece for each in found]
            if flag.tier == "must" and len(plain_pieces(clause, pieces)) == len(pieces):
                piece = pieces[0]
                yield _finding(rules.PHRASE_OUTSIDE, clause, Bilingual(
                    f"只有部分文字显著标识，关键语句不在其中：“{piece.text}”。",
                    f"Only part is emphasised, and not the key phrase: “{piece.text}”."),
                    confidence=flag.confidence, start=piece.start, end=piece.end)  # fmt: skip
                return


def _not_emphasised(clause: Clause, sure: Sequence[tuple[KeyFlag, tuple[Complaint, ...]]]) -> Finding:
    flags = [flag for flag, _ in sure]
    names = listed(CATEGORY_NAMES, [flag.category for flag in flags])
    quoted, severity = min((found[0] for _, found in sure), key=lambda gravest: gravest.severity.rank)
    only = bool(clause.heading) and any(span.marks for span in clause.title)
    zh, en = ("（只有标题突出）", " (only its heading stands out)") if only else ("", "")
    return _finding(rules.NOT_EMPHASISED, clause, Bilingual(
        f"属于“{names.zh}”，没有显著标识{zh}：“{quoted.text}”。",
        f"Key ({names.en}) and not emphasised{en}: “{quoted.text}”."),
        severity=severity, confidence=max(flag.confidence for flag in flags), start=quoted.start,
        end=quoted.end)  # fmt: skip


def _overdone(clause: Clause) -> Iterator[Finding]:
    if not _is_prose(clause) or not _is_readable(clause.text) or passages_in(clause.text):
        return
    emphasis = emphasis_of(clause, known=True)
    if emphasis.ratio >= FULL:
        marks = listed(MARK_NAMES, emphasis.marks)
        yield _finding(rules.NOT_KEY, clause, Bilingual(
            f"整条以{marks.zh}突出，但未发现重点类别的表述。",
            f"Emphasised throughout ({marks.en}); no key category found."))  # fmt: skip


def _is_prose(clause: Clause) -> bool:
    """Sentences that stand for themselves: no heading, no label, no item of a list that stands out as a whole."""
    text = clause.text.strip()
    return clause.kind not in ("table", "signature", "item", "point") and len(text) >= PROSE and text.endswith("。")


def _is_readable(text: str) -> bool:
    """Chinese enough for the phrases to have had a chance: the English half of a bilingual text is not judged."""
    return len(CHINESE.findall(text)) >= max(8, len(text.strip()) / 3)


def _finding(
    rule: RuleNote,
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
