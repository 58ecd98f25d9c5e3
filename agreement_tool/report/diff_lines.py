"""Line breaking for Chinese in a terminal: between any two characters, but no line begins with 。，） or ends with
（“."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from agreement_tool.model import Segment
from agreement_tool.text.inline import pictured

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

STYLES = {"equal": "", "delete": "red strike", "insert": "green underline"}
BRACKETS = {"equal": ("", ""), "delete": ("[-", "-]"), "insert": ("{+", "+}")}

NEVER_FIRST = frozenset("，。、；：！？）】》」』”’…%％—,.;:!?)]}>-+")
"""What GB/T 15834 keeps off the start of a line; edit brackets close with - and +."""
NEVER_LAST = frozenset("（【《「『“‘([{<★▶")


def wrapped(text: Text, width: int) -> Text:
    """The text with line breaks so that no line is wider than `width` columns (wide characters count two)."""
    return _joined(text, list(breaks(text.plain, max(width, 8))))


def print_indented(console: Console, text: Text, indent: int = 0) -> None:
    """Print the text broken into lines, each of them `indent` columns from the left."""
    from rich.padding import Padding

    console.print(Padding(wrapped(text, console.width - indent), (0, 0, 0, indent)))


def edits_text(segments: Iterable[Segment], *, colour: bool) -> Text:
    """Segments with their edits in colours, or in brackets: [-so-] {+so+}."""
    from rich.text import Text

    text = Text()
    for segment in segments:
        before, after = ("", "") if colour else BRACKETS[segment.op]
        text.append(f"{before}{pictured(segment.text)}{after}", style=STYLES[segment.op])
    return text


def _joined(text: Text, at: list[int]) -> Text:
    from rich.text import Text

    pieces = text.divide(at) if at else [text]
    for piece in pieces:
        if piece.plain.endswith("\n"):
            piece.right_crop(1)
    return Text("\n").join(pieces)


def breaks(text: str, width: int) -> Iterator[int]:
    """Offsets at which a new line begins."""
    from rich.cells import cell_len

    start = used = 0
    for at, character in enumerate(text):
        if character == "\n":
            yield at + 1
            start, used = at + 1, 0
            continue
        character_width = cell_len(character)
        if used + character_width > width:
            begin = _good_break(text, start, at)
            yield begin
            start, used = begin, cell_len(text[begin:at])
        used += character_width


def _good_break(text: str, start: int, at: int) -> int:
    """The last place not after `at` where a line may begin; `at` itself when there is none nearby."""
    for place in range(at, max(start, at - 12), -1):
        first, last = text[place], text[place - 1]
        word = first.isascii() and first.isalnum() and last.isascii() and (last.isalnum() or last == ".")
        if first not in NEVER_FIRST and last not in NEVER_LAST and not word:
            return place
    return at
