"""A clause file after fixing: its text, with its comments, proved by loading it again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import unified_diff

from agreement_tool.bilingual import Bilingual
from agreement_tool.errors import StoreError
from agreement_tool.frozen import frozen
from agreement_tool.model import Finding
from agreement_tool.pipeline.review import FixedAgreement, Options, Subject, fix_agreement, fix_finding
from agreement_tool.store.codec import dump, load


@frozen
class FixedText:
    """The file's new text (the old one when nothing is fixed), how many findings went, which fixes were refused."""

    text: str
    count: int
    refused: tuple[Finding, ...]


def fixed_text(subject: Subject, options: Options, *, unsafe: bool = False) -> FixedText:
    """Fix one clause file. Raises StoreError when the result does not read back as what was meant (a bug)."""
    fixed = fix_agreement(subject, options, unsafe=unsafe)
    if fixed.agreement == subject.agreement:
        return FixedText(subject.text, 0, fixed.refused)
    return FixedText(_proved(subject, fixed), fixed.count, fixed.refused)


def text_after_fix(subject: Subject, options: Options, finding: Finding) -> str | None:
    """The file's text after one finding's safe fix; None where there is none that survives. Raises as `fixed_text`."""
    fixed = fix_finding(subject, options, finding)
    return _proved(subject, fixed) if fixed else None


def _proved(subject: Subject, fixed: FixedAgreement) -> str:
    text = dump(fixed.agreement, comments=_moved(subject.comments, fixed.eids))
    again = load(text, name=subject.path).agreement
    if [(c.eid, c.label, c.heading, c.text) for c in again.walk()] != [
        (c.eid, c.label, c.heading, c.text) for c in fixed.agreement.walk()
    ]:
        raise StoreError(
            Bilingual("改正后的文本读回不一致", "the fixed text does not read back as it was meant"),
            where=subject.path,
            next_step=Bilingual("没有写入任何内容，请报告这个问题。", "Nothing was written. Please report this."),
        )
    return text


def _moved(comments: Mapping[str, Sequence[str]], eids: Mapping[str, str]) -> dict[str, Sequence[str]]:
    """Comments follow their clauses to their new addresses."""
    return {eids.get(eid, eid): lines for eid, lines in comments.items()}


def unified(path: str, old: str, new: str) -> str:
    """A unified diff of the file."""
    lines = unified_diff(old.splitlines(keepends=True), new.splitlines(keepends=True), f"a/{path}", f"b/{path}")
    return "".join(lines)
