"""Line breaks inside a block: which of them end a paragraph, and how the pieces on both sides are joined."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from agreement_tool.read.flow import Block, Run
from agreement_tool.text.patterns import compiled

BREAK = "\x0b"
"""A break that is printed: <br>, w:br, a newline in preformatted text."""
SOFT_BREAK = "\n"
"""A break in the source only: HTML and Markdown print it as white space, but authors sometimes mean it."""

_NUMBERED = compiled(
    r"""\s*(?:第\s?[\d〇零一二三四五六七八九十百]+\s?[章节条款部]|[【（(\[]?\s?(?:\d{1,3}(?:[.．-]\d{1,3})*|[一二三四五六七八九十]{1,3}|[a-zA-Z]|[ivxIVX]{1,4})
    \s?(?:[)）】\]、.．]|(?<=\d\.\d)\s|(?<=\d\.\d\d)\s)|[①-⑳⑴-⒇⒈-⒛㈠-㈩]|附件|附录|[•●○■◆▪·►➢※★*-]\s?)""",
    re.VERBOSE,
)
_ADDRESS = compiled(r"\S*(?:@|://|www\.)|[\d\s()+-]{7,}\Z")
_CAPTION = compiled(r"[^，。；：:、]{2,10}[：:]")
_ENDS = "。！？；：∶.!?;:…”’」』】》)）"
_JOINS = "，、,（(“《"
_BEFORE_A_NUMBER = _JOINS + "第按照依据和与及或至"
"""Behind these a number is spoken of."""


def is_numbered(text: str) -> bool:
    """Whether a piece of text begins like a numbered or bulleted unit: enough to split lines, not to build a tree."""
    return bool(_NUMBERED.match(text))


def is_wide(character: str) -> bool:
    """Whether a character is printed a full em wide: Han, full-width punctuation, Chinese quotes."""
    return unicodedata.east_asian_width(character) in "WF" or character in "“”‘’…—·"


def continues(before: str, after: str) -> bool:
    """Whether a break between two pieces cuts a sentence: the text before it cannot end there."""
    before, after = before.rstrip(), after.lstrip()
    if not before or not after or before[-1] in _ENDS or is_numbered(after) or after[0] in "【《":
        return False
    if before[-1] in _JOINS:
        return len(before) >= 10
    if _CAPTION.match(before) and _CAPTION.match(after):
        return False  # 公司的利润：… below 公司的所有权：…
    # The point of a printed number (五、) says nothing: a heading has one as well.
    number = _NUMBERED.match(before)
    words = before[number.end() :] if number else before
    is_sentence = len(before) >= 20 and any(mark in words for mark in "，。；、,;")
    # 100%的安全, SSL 加密: whatever is no label goes on; an address on a line of its own is no part of the sentence.
    goes_on = after[0].isalnum() and is_wide(before[-1]) and not _ADDRESS.match(after)
    return is_sentence and (is_wide(after[0]) or goes_on)


def glue(before: str, after: str) -> str:
    """What stands for a line break inside a sentence: nothing beside a wide character on both sides, else a space.

    Source: CSS Text 3 §4.1.2, segment break transformation.
    """
    if not before or not after or before[-1].isspace() or after[0].isspace():
        return ""
    return "" if is_wide(before[-1]) and is_wide(after[0]) else " "


def split_runs(runs: Sequence[Run], breaks: str) -> list[list[Run]]:
    """Runs cut at every character of `breaks`."""
    pieces: list[list[Run]] = [[]]
    for run in runs:
        parts = re.split(f"[{breaks}]", run.text)
        for number, part in enumerate(parts):
            if number:
                pieces.append([])
            if part:
                pieces[-1].append(replace(run, text=part))
    return pieces


def text_of(runs: Sequence[Run]) -> str:
    """The runs' text, concatenated."""
    return "".join(run.text for run in runs)


def _soft_breaks_mean_paragraphs(runs: Sequence[Run]) -> bool:
    """A block whose source lines begin with numbers more than once, with no printed break before them, is a list that
    lost its markup."""
    pieces = (printed.split(SOFT_BREAK) for printed in text_of(runs).split(BREAK))
    lines = ([line for line in piece if line.strip()] for piece in pieces)
    return sum(_begins_an_item(*pair) for piece in lines for pair in pairwise(piece)) >= 2


def _begins_an_item(before: str, line: str) -> bool:
    """Whether a source line begins with a number, and not with the one that the line before speaks of: 违反第 | 3.1."""
    number = _NUMBERED.match(line)
    return number is not None and bool(line[number.end() :].strip()) and before.rstrip()[-1] not in _BEFORE_A_NUMBER


def _without_soft_breaks(runs: Sequence[Run]) -> tuple[Run, ...]:
    text = text_of(runs)
    result: list[Run] = []
    at = 0
    for run in runs:
        characters = []
        for offset, character in enumerate(run.text, start=at):
            if character == SOFT_BREAK:
                characters.append(glue(text[:offset][-1:], text[offset + 1 :][:1]))
            else:
                characters.append(character)
        at += len(run.text)
        result.append(replace(run, text="".join(characters)))
    return tuple(result)


_INDENTS = {"\u3000": 1.0, "\u2003": 1.0, "\u2002": 0.5, "\u00a0": 0.5, "\t": 2.0, " ": 0.5}


def indent_of(text: str) -> float:
    """Ems of white space that a text begins with, for white space that is printed."""
    blank = text[: len(text) - len(text.lstrip())]
    return sum(_INDENTS.get(character, 0.0) for character in blank)


# Icon and symbol fonts use private code points: at the start of a paragraph, for its bullet.
_ICON_BULLET = compiled(r"\s*[\ue000-\uf8ff]\s*(?=\S)")
_BLANK = compiled(r"[\s\ue000-\uf8ff]*\Z")


def _tidied(runs: Sequence[Run]) -> tuple[Run, ...]:
    """No-break spaces are spaces; a bullet from a symbol font is a bullet."""
    cleaned = [replace(run, text=run.text.replace("\u00a0", " ")) for run in runs]
    found = _ICON_BULLET.match(text_of(cleaned))
    if found and cleaned and len(cleaned[0].text) >= found.end():
        cleaned[0] = replace(cleaned[0], text=f"• {cleaned[0].text[found.end() :]}")
    return tuple(run for run in cleaned if run.text)


def paragraphs(runs: Sequence[Run]) -> list[tuple[tuple[Run, ...], float]]:
    """The paragraphs in a block's runs, with the ems each is indented by typed white space."""
    breaks = BREAK + SOFT_BREAK if _soft_breaks_mean_paragraphs(runs) else BREAK
    pieces = [_without_soft_breaks(piece) for piece in split_runs(runs, breaks)]
    found: list[tuple[list[tuple[Run, ...]], float]] = []
    before = ""
    for piece in pieces:
        text = text_of(piece)
        if _BLANK.match(text):
            before = ""
            continue
        if before and continues(before, text):
            found[-1][0].append(_tidied(piece))
        else:
            found.append(([_tidied(piece)], indent_of(text.lstrip(" \n"))))
        before = text
    return [(_joined(whole), indent) for whole, indent in found]


def whole(runs: Sequence[Run]) -> list[tuple[tuple[Run, ...], float]]:
    """A block's runs as one paragraph that keeps its line breaks, in the form of `paragraphs`."""
    lines = [[replace(run, text=run.text.rstrip()) for run in piece] for piece in split_runs(runs, BREAK)]
    kept = [piece for piece in lines if text_of(piece).strip()]
    return [(tuple(run for piece in kept for run in (Run("\n"), *piece))[1:], 0.0)]


def _joined(pieces: Sequence[tuple[Run, ...]]) -> tuple[Run, ...]:
    """The pieces of one paragraph, with what stands for the breaks between them."""
    runs: list[Run] = list(pieces[0])
    for piece in pieces[1:]:
        after = _tidied(piece)
        if not after:
            continue
        between = glue(runs[-1].text.rstrip(), after[0].text.lstrip()) if runs else ""
        if runs:
            runs[-1] = replace(runs[-1], text=runs[-1].text.rstrip() + between)
        runs += [replace(after[0], text=after[0].text.lstrip()), *after[1:]]
    return tuple(runs)


_FEWEST_CUTS = 4
_SHARE_OF_CUTS = 0.12
_FULL = 0.8
_NARROWEST = 12
"""Characters: nothing is printed in narrower lines than these."""


def rejoined(blocks: Sequence[Block]) -> list[Block]:
    """Blocks of a page that was made line by line (a PDF turned to HTML), with cut sentences joined again.

    Only where many blocks are full lines whose sentence runs on into the next block.
    """
    widths = sorted(len(block.text) for block in blocks)
    full = _FULL * max(_NARROWEST, widths[min(len(widths) - 1, round(0.95 * len(widths)))] if widths else 0)

    def cut(before: Block, after: Block) -> bool:
        plain = not (before.rows or after.rows or after.auto_label or after.outline or before.outline)
        return plain and len(before.text) >= full and runs_on(before.text, after.text)

    cuts = {number for number, pair in enumerate(pairwise(blocks), start=1) if cut(*pair)}
    if len(cuts) < max(_FEWEST_CUTS, _SHARE_OF_CUTS * len(blocks)):
        return list(blocks)
    whole: list[list[Block]] = []
    for number, block in enumerate(blocks):
        if number in cuts:
            whole[-1].append(block)
        else:
            whole.append([block])
    return [replace(pieces[0], runs=_joined([piece.runs for piece in pieces])) for pieces in whole]


def runs_on(before: str, after: str) -> bool:
    """A full line ends in mid-sentence: unlike `continues`, its length speaks for that, not its punctuation."""
    before, after = before.rstrip(), after.lstrip()
    return bool(before and after) and before[-1] not in _ENDS and not is_numbered(after) and after[0] not in "【《"
