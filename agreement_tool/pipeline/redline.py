"""A redline of two versions: inside the old version's own Word file where it is one, else in a document of its own."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from agreement_tool.bilingual import Bilingual
from agreement_tool.errors import SourceError
from agreement_tool.frozen import frozen
from agreement_tool.model import Doubt
from agreement_tool.pipeline.compare import Compared
from agreement_tool.report.redline import Existing, redline_in_place
from agreement_tool.report.redline.write import holds_revisions


@frozen
class Signature:
    """Whose the tracked changes are, and when they were made (ISO 8601, UTC; '' is now)."""

    author: str
    date: str = ""

    @property
    def date_or_now(self) -> str:
        """The date, now where none is given."""
        return self.date or datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def refuse_existing(target: str, existing: Existing) -> None:
    """SourceError where OLD is a Word file that holds tracked changes and nobody said what becomes of them."""
    path = Path(target)
    if existing == "refuse" and is_word(path) and holds_revisions(path.read_bytes()):
        raise SourceError(
            Bilingual("旧版文件中已有修订痕迹", "the old version's file holds tracked changes already"),
            where=path.name,
            next_step=Bilingual(
                "请用 --existing accept（先接受）或 --existing reject（先拒绝）指明如何处理。",
                "Say what becomes of them: --existing accept or --existing reject.",
            ),
        )


def is_word(path: Path) -> bool:
    """Whether a TARGET is a Word file on disk, whatever its content."""
    return path.suffix.lower() in (".docx", ".docm") and path.is_file()


def redline(
    compared: Compared, old: str, signature: Signature, *, existing: Existing, comments: bool, lang: str
) -> tuple[bytes, tuple[Doubt, ...]]:
    """The redline as DOCX, and what could not be written into it. `old`: the old side's TARGET."""
    path = Path(old)
    sides = (compared.old, compared.new, compared.diff)
    if not is_word(path):
        from agreement_tool.report.diff_docx import diff_docx

        return diff_docx(*sides, author=signature.author, date=signature.date_or_now, lang=lang), ()
    made = redline_in_place(
        path.read_bytes(),
        *sides,
        author=signature.author,
        date=signature.date_or_now,
        existing="reject" if existing == "reject" else "accept",
        comments=comments,
        lang=lang,
    )
    return made.data, (_unplaced(made.unplaced, path),) if made.unplaced else ()


def _unplaced(count: int, path: Path) -> Doubt:
    what = Bilingual(
        f"{path.name} 中有 {count} 处改动不在正文文字里（域、图形或结构已变的表格），未写入修订；"
        "请对照 diff 的文字报告补改。",
        f"{count} changes lie outside the running text of {path.name} (fields, drawings, tables of another shape) "
        "and are not tracked in it; see the text report of `diff`.",
    )
    return Doubt("redline-incomplete", what)
