"""What a reader saw in a file and could not read, or left out on purpose, gathered while it reads.

A reader notes every piece with a `Reason`; `entries` gives one `Unread` a reason, in the order in which they came up.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from agreement_tool.bilingual import Bilingual
from agreement_tool.frozen import frozen
from agreement_tool.model import Unread, UnreadKind

MOST_WORDS = 400
"""Characters of left-out wording that one entry quotes; all of it stands in the document's furniture."""
MOST_PLACES = 40
_PLACE = 24
"""Characters of a paragraph that a place quotes."""
_MARK = "…"


@frozen
class Reason:
    """Why something was not read: its kind, and a sentence in both languages with {n} for how many."""

    what: UnreadKind
    zh: str
    en: str


PICTURE = Reason(
    "picture",
    "有 {n} 幅图片未读取，图中文字不在条款里：请对照原件。",
    "{n} pictures were not read; wording in them is in no clause: compare with the original.",
)
DRAWING = Reason(
    "drawing",
    "有 {n} 处图形（图表、SmartArt、艺术字等）未作为条款读取：请对照原件。",
    "{n} drawings (charts, SmartArt, WordArt …) were not read as clauses: compare with the original.",
)
EMBEDDED = Reason(
    "embedded-file",
    "有 {n} 个嵌入的文件或对象未读取：请打开它们另行阅读。",
    "{n} embedded files or objects were not read: open them and read them by themselves.",
)
COMMENT = Reason(
    "comment",
    "略去 {n} 条批注：批注不是协议正文。",
    "{n} comments were left out: a comment is no part of the agreement.",
)
FOOTNOTE = Reason(
    "footnote",
    "有 {n} 条脚注或尾注未并入条款：其文字见引语，所属条款见位置。",
    "{n} footnotes or endnotes stand outside the clauses: the words quote them, the places name the "
    "clauses that cite them.",
)
HIDDEN = Reason(
    "hidden-text",
    "有 {n} 处隐藏文字未作为条款读取。",
    "{n} pieces of hidden text were not read as clauses.",
)
STRUCK = Reason(
    "other",
    "有 {n} 处文字被划去（删除线），未作为条款读取：请确认其是否仍然有效。",
    "{n} pieces of struck-out text were not read as clauses: make sure that they are no longer in force.",
)
INVISIBLE = Reason(
    "other",
    "文字中夹有 {n} 个不显示的字符（零宽字符、软连字符等），已去掉。",
    "{n} characters that do not print (zero-width, soft hyphens …) stood in the text and were taken out.",
)
REVERSED = Reason(
    "other",
    "有 {n} 处文字带有改变显示方向的控制符，显示的顺序可能与读取的不同：请对照原件。",
    "{n} pieces of text carry controls that change the direction of display; they may be shown in another "
    "order than read.",
)
STRANGE = Reason(
    "other",
    "有 {n} 个没有通用含义的字符：请核对原页。",
    "{n} characters have no common meaning: check the page.",
)
NESTED_TABLE = Reason(
    "nested-table",
    "有 {n} 个表格嵌在另一表格的单元格中，只保留了文字，未保留行列。",
    "{n} tables stand inside a cell of another table; their words are kept, their rows and columns are not.",
)


@dataclass(slots=True)
class _Noted:
    """What came up for one reason."""

    count: int = 0
    pages: list[int] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)


class Inventory:
    """Collects what was not read."""

    def __init__(self) -> None:
        self._noted: dict[Reason, _Noted] = {}

    def note(
        self, reason: Reason, *, count: int = 1, page: int | None = None, place: str = "", words: str = ""
    ) -> None:
        """Note `count` pieces. `page`: 1-based; `place`: the paragraph's text, where there are no pages; `words`: left
        out."""
        noted = self._noted.setdefault(reason, _Noted())
        noted.count += count
        if page is not None and page not in noted.pages:
            noted.pages.append(page)
        place = quoted(place, _PLACE)
        if place and place not in noted.places and len(noted.places) < MOST_PLACES:
            noted.places.append(place)
        if words := " ".join(words.split()):
            noted.words.append(words)

    def include(self, other: Inventory) -> None:
        """Take what another inventory holds."""
        for reason, noted in other._noted.items():
            mine = self._noted.setdefault(reason, _Noted())
            mine.count += noted.count
            mine.pages += noted.pages
            mine.places += noted.places
            mine.words += noted.words

    def entries(self) -> tuple[Unread, ...]:
        """One entry a reason; empty where all was read."""
        return tuple(
            Unread(
                what=reason.what,
                count=noted.count,
                sentence=Bilingual(reason.zh.format(n=noted.count), reason.en.format(n=noted.count)),
                pages=tuple(sorted(noted.pages)),
                places=tuple(noted.places),
                words=quoted(" | ".join(noted.words), MOST_WORDS),
            )
            for reason, noted in self._noted.items()
        )


def quoted(text: str, most: int) -> str:
    """The beginning of a text, white space folded, at most `most` characters and a mark where more follows."""
    text = " ".join(text.split())
    return text if len(text) <= most else text[:most] + _MARK
