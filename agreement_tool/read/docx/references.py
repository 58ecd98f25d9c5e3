"""References by field (REF, NOTEREF): does what they show agree with what they point to?

Word stores what a field showed when it was last updated; the numbers that it points to may have moved on since. The
bookmark is in the file, so this can be proved. Source: ECMA-376 part 1, §17.16.5.51 (REF).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from agreement_tool.bilingual import Bilingual
from agreement_tool.model import Doubt
from agreement_tool.read.docx.runs import Citation
from agreement_tool.read.inventory import quoted

STALE = "stale-reference"
BROKEN = "broken-reference"
VOLATILE = "volatile-field"
_PLACE = 40
_BROKEN = re.compile(
    r"错误[！!]\s*(?:未找到|未定义|文档中没有|不是有效)|Error!\s*(?:Reference|Bookmark|No text)", re.IGNORECASE
)
_TRAILING = " .．、\u3000"


def reference_doubts(
    citations: list[tuple[Citation, str]],
    numbers: Mapping[str, str],
    marked: Mapping[str, str],
    bookmarks: frozenset[str],
) -> Iterator[Doubt]:
    """A doubt for every reference that shows something other than what stands at its bookmark.

    `numbers`: bookmark -> automatic number of its paragraph; `marked`: bookmark -> the text inside it;
    `bookmarks`: all of the file.
    """
    for citation, place in citations:
        shown = " ".join(citation.shown.split())
        known = citation.bookmark in bookmarks or citation.bookmark in marked
        if _BROKEN.search(shown) or (shown and not known):
            yield _doubt(BROKEN, _broken(citation), place)
        elif shown and (now := _now(citation, numbers, marked)) and not _agrees(citation, shown, now):
            yield _doubt(STALE, _stale(shown, now), place)


def _now(citation: Citation, numbers: Mapping[str, str], marked: Mapping[str, str]) -> str:
    """What the field would show if it were updated; '' where that cannot be told."""
    if citation.instruction.upper().startswith("NOTEREF"):
        return ""
    text = numbers.get(citation.bookmark, "") if citation.by_number else marked.get(citation.bookmark, "")
    return " ".join(text.split())


def _agrees(citation: Citation, shown: str, now: str) -> bool:
    if not citation.by_number:
        return shown == now
    # In context (\r, \w) the numbers of the levels above stand before it: 第一条（二）.
    own = now.strip(_TRAILING)
    if r"\t" in citation.instruction:
        return "".join(re.findall(r"\w", shown)).endswith("".join(re.findall(r"\w", own.strip("第条章款项节"))))
    return shown.strip(_TRAILING).endswith(own)


def volatile_doubts(found: list[tuple[str, str]]) -> Iterator[Doubt]:
    """A doubt for every date field: it shows the day on which the file is opened."""
    for text, place in found:
        message = Bilingual(
            f"日期域：打开文件时显示当天日期，文件中存的是“{text}”。请改为固定日期。",
            f"A date field: it shows the day on which the file is opened; the file holds “{text}”. Make it "
            "a fixed date.",
        )
        yield _doubt(VOLATILE, message, place)


def _broken(citation: Citation) -> Bilingual:
    return Bilingual(
        f"交叉引用域指向的书签（{citation.bookmark}）已不在文件中，显示的是“{citation.shown}”。",
        f"A reference points to a bookmark ({citation.bookmark}) that is not in the file any more; it shows "
        f"“{citation.shown}”.",
    )


def _stale(shown: str, now: str) -> Bilingual:
    shown, now = quoted(shown, _PLACE), quoted(now, _PLACE)
    return Bilingual(
        f"交叉引用域未更新：显示“{shown}”，所指之处现为“{now}”。请在 Word 中更新域（Ctrl+A、F9）。",
        f"A reference was not updated: it shows “{shown}”, what it points to is now “{now}”. Update the "
        "fields in Word (Ctrl+A, F9).",
    )


def _doubt(code: str, message: Bilingual, place: str) -> Doubt:
    return Doubt(code, message, text=quoted(place, _PLACE).rstrip("…"))
