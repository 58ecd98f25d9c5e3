"""`# agreement: ignore[NUM002, TYP006] reason` in a clause file: what it silences, and what it silences in vain."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from agreement_tool.check.base import sections
from agreement_tool.frozen import frozen
from agreement_tool.model import Bilingual, Finding, RuleNote, Severity
from agreement_tool.text.patterns import compiled

_COMMENT = compiled(r"#\s*agreement\s*[:：]\s*ignore\s*\[(?P<codes>[^\[\]]*)\]\s*(?P<reason>.*)", re.IGNORECASE)

UNUSED = RuleNote(
    "SUP001",
    "unused-suppression",
    "忽略无效",
    Severity.WARNING,
    sections("""SUP001 忽略无效 unused-suppression: an ignore comment that silences nothing.

问题：注明忽略的问题已不存在。
理由：留着会掩盖以后真正出现的问题。
What: `# agreement: ignore[CODE]` on a clause without that finding.
Why: left in place it would hide a later, real one.
Bad: # agreement: ignore[NUM002] 旧版缺号（现已补齐）
Good: （删去该注释）
"""),
)
UNREASONED = RuleNote(
    "SUP002",
    "unreasoned-suppression",
    "忽略未说明理由",
    Severity.WARNING,
    sections("""SUP002 忽略未说明理由 unreasoned-suppression: an ignore comment without a reason.

问题：注释没有说明为什么忽略。
理由：后来的人无从判断是否仍然成立。
What: nothing follows the bracket.
Why: nobody can tell later whether it still holds.
Bad: # agreement: ignore[NUM006]
Good: # agreement: ignore[NUM006] 与纸质合同保持一致
"""),
)
NOTICES = (UNUSED, UNREASONED)


@frozen
class Suppression:
    """One comment. `eid` '' means the whole file; `codes` are codes or families."""

    eid: str
    codes: tuple[str, ...]
    reason: str
    comment: str

    def covers(self, finding: Finding) -> bool:
        """Whether it silences that finding. A clause's comment is for that clause alone."""
        return self.eid in ("", finding.eid) and self.covering_code(finding.code) is not None

    def covering_code(self, code: str) -> str | None:
        """Which of its codes names that rule."""
        return next((own for own in self.codes if code.startswith(own)), None)


def suppressions(comments: Mapping[str, Sequence[str]]) -> tuple[Suppression, ...]:
    """The ignore comments among a file's comments (eid -> comment lines)."""
    return tuple(
        Suppression(
            eid,
            tuple(code.strip().upper() for code in match["codes"].split(",") if code.strip()),
            match["reason"].strip(),
            line,
        )
        for eid, lines in comments.items()
        for line in lines
        if (match := _COMMENT.search(line))
    )


@frozen
class Suppressed:
    """What is left, with a finding for each comment or code that silences nothing or gives no reason."""

    findings: tuple[Finding, ...]
    count: int


def apply_suppressions(
    findings: Sequence[Finding], comments: Mapping[str, Sequence[str]], labels: Mapping[str, str | None]
) -> Suppressed:
    """Take out what the comments cover. `labels`: eid -> printed label, for the findings about comments."""
    found = suppressions(comments)
    entries: defaultdict[str, dict[tuple[str, ...], Suppression]] = defaultdict(dict)
    for entry in found:
        entries[entry.eid].setdefault(entry.codes, entry)
    codes: defaultdict[str, set[str]] = defaultdict(set)
    for finding in findings:
        codes[""].add(finding.code)
        codes[finding.eid or ""].add(finding.code)
    left = tuple(finding for finding in findings if not _silences(entries, finding))
    extra = [notice for entry in found for notice in _about(entry, codes[entry.eid], labels)]
    return Suppressed((*left, *extra), len(findings) - len(left))


def _silences(entries: Mapping[str, Mapping[tuple[str, ...], Suppression]], finding: Finding) -> bool:
    """Whether a comment on the file or on the finding's clause covers it; equal comments are asked once."""
    nearby = {place: entries.get(place, {}) for place in ("", finding.eid or "")}
    return any(entry.covers(finding) for of_place in nearby.values() for entry in of_place.values())


def _about(entry: Suppression, found: Iterable[str], labels: Mapping[str, str | None]) -> Iterable[Finding]:
    """`found`: the codes of the findings where the comment stands."""
    for code in entry.codes:
        if not any(each.startswith(code) for each in found):
            message = Bilingual(f"注明忽略 {code}，但没有这个问题", f"{code} is ignored here and not found")
            yield _finding(UNUSED, entry, message, labels)
    if not entry.reason:
        yield _finding(UNREASONED, entry, Bilingual("忽略没有说明理由", "no reason is given for ignoring"), labels)


def _finding(notice: RuleNote, entry: Suppression, message: Bilingual, labels: Mapping[str, str | None]) -> Finding:
    eid = entry.eid or None
    return Finding(notice.code, notice.name, notice.severity, message, eid=eid, label=labels.get(entry.eid))
