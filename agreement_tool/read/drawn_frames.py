"""Frames that a plain text draws around its words with ┏━┓, ┃ and ┗━┛: the words are text, the frame is none."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from agreement_tool.read.paragraphs import glue, runs_on
from agreement_tool.text.patterns import compiled

_EDGE = compiled(r"\s*[┌┏╔╭├┣╠][─━═┄┅┈┉]{3,}[┐┓╗╮┤┫╣]\s*\Z")
_FOOT = compiled(r"\s*[└┗╚╰][─━═┄┅┈┉]{3,}[┘┛╝╯]\s*\Z")
_SIDES = "│┃║|"
_HAS_CLAUSES = compiled("[，；、,;]")
_FULL = 0.85
"""Share of the room between the sides from which a line in mid-sentence goes on in the next."""


def without_frames(lines: Iterable[str], width: Callable[[str], int]) -> Iterator[str]:
    """The lines without the frames around them, blank ones for their edges; what was wrapped inside is one line again.

    A table (sides inside a line) is left as it is, and so is a frame that never ends. `width`: a text's columns.
    """
    held: list[str] = []
    for line in lines:
        if not held and not _EDGE.match(line):
            yield line
            continue
        held.append(line)
        if _FOOT.match(line):
            yield from _opened(held, width)
            held = []
        elif len(held) > 1 and not _EDGE.match(line) and _inside(line) is None:
            yield from held
            held = []
    yield from held


def _inside(line: str) -> str | None:
    """What stands between the two sides of a frame; None where the line has no two sides, or more."""
    bare = line.strip()
    if bare[:1] not in tuple(_SIDES) or bare[-1] not in _SIDES or any(side in bare[1:-1] for side in _SIDES):
        return None
    return bare[1:-1]


def _opened(frame: list[str], width: Callable[[str], int]) -> Iterator[str]:
    pending, is_full = "", False
    for row in map(_inside, frame):
        text = (row or "").strip()
        if is_full and _HAS_CLAUSES.search(pending) and runs_on(pending, text):
            pending += glue(pending, text) + text
        else:
            if pending:
                yield pending
            pending = text
            if not text:
                yield ""
        is_full = bool(row) and width(text) >= _FULL * width(row or "")
    if pending:
        yield pending
