"""A clause file after fixing: its text, with its comments, proved by loading it again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import unified_diff

from agreement_tool.bilingual import Bilingual
from agreement_tool.errors import StoreError
from agreement_tool.frozen import frozen
from agreement_tool.model import Finding
from agreement_tool.pipeline.review import Mended, Options, Subject, mend, mend_one
from agreement_tool.store.codec import dump, load


@frozen
class MendedText:
    """The file's new text (the old one when nothing is fixed), how many findings went, which fixes were refused."""

    text: str
    count: int
    refused: tuple[Finding, ...]


def mended_text(subject: Subject, options: Options, *, unsafe: bool = False) -> MendedText:
    """Fix one clause file. Raises StoreError when the result does not read back as what was meant (a bug)."""
    mended = mend(subject, options, unsafe=unsafe)
    if mended.agreement == subject.agreement:
        return MendedText(subject.text, 0, mended.refused)
    return MendedText(_proved(subject, mended), mended.count, mended.refused)


def text_without(subject: Subject, options: Options, finding: Finding) -> str | None:
    """The file's text after one finding's safe fix; None where there is none that survives. Raises as `mended_text`."""
    mended = mend_one(subject, options, finding)
    return _proved(subject, mended) if mended else None


def _proved(subject: Subject, mended: Mended) -> str:
    text = dump(mended.agreement, comments=_moved(subject.comments, mended.eids))
    again = load(text, name=subject.path).agreement
    if [(c.eid, c.label, c.heading, c.text) for c in again.walk()] != [
        (c.eid, c.label, c.heading, c.text) for c in mended.agreement.walk()
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
