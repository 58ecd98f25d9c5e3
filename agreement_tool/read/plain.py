"""Plain text, both as written (one paragraph a line) and as a PDF-to-text tool prints it (hard-wrapped lines)."""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence

from agreement_tool.bilingual import Bilingual
from agreement_tool.errors import SourceError
from agreement_tool.frozen import frozen
from agreement_tool.model import Line, SourceDocument, Span
from agreement_tool.read.base import ReadOptions, digest
from agreement_tool.read.drawn_frames import without_frames
from agreement_tool.read.error_hints import CHECK_FILE
from agreement_tool.read.inventory import INVISIBLE, REVERSED, Inventory
from agreement_tool.text.invisible import without_invisible
from agreement_tool.text.patterns import compiled

MAX_BYTES = 16 * 1024 * 1024
"""A text larger than this is no agreement: 16 MiB is some five million characters, and takes a gigabyte to work on."""
WIDEST_WRAP = 140
"""Columns: no tool wraps wider than this, so longer lines mean one paragraph a line."""
NEAR_MARGIN = 12
"""Columns: a wrapped line ends this near the margin even when its paragraph hangs (an inner left margin)."""
PAGE_BREAK = 2
"""Blank lines beyond the usual spacing that a PDF-to-text tool leaves at the foot of a page."""
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Among the commonest characters of either script; a wrong decoding shows hardly any of them.
_COMMON = frozenset("的一是不在有和用以本或及其务務议議协協条條户您我们們，。、；：（）")
_STRAY_CONTROLS = 2
"""This many control characters are damage, not a sign of another encoding, however short the text."""
_RULES = frozenset("-—–─━═=＝－~*#")
_SHORTEST_RULE = 3
_ATX = compiled(r"^#{1,6} +[^\s#]", re.MULTILINE)
_STRONG = compiled(r"\*\*[^\s*][^*\n]{0,80}\*\*")
_FEWEST_MARKS = 3
_LONGEST_MARKDOWN = 1 << 20
_BREAKS = compiled(r"\r\n|[\n\r\x0b\x85\u2028]")
_ENDS_SENTENCE = compiled(r"[。；：！？.;:!?”」』】）)]\Z")


@frozen
class _Printed:
    """One non-blank line as it stands in the file."""

    text: str
    """Without surrounding blanks."""
    left: int
    """Columns of blanks before it."""
    width: int
    """Columns from the file's left edge to its last character."""
    blank_above: int
    """Blank lines since the line before."""
    page: int
    """1-based; form feeds turn the page."""
    rule_above: bool = False
    """A rule drawn with signs stands between it and the line before."""


def read(data: bytes, *, name: str, options: ReadOptions) -> SourceDocument:
    """Read a text file. SourceError when it is empty, binary or far too large."""
    text, encoding = decode(data, name)
    if len(data) <= _LONGEST_MARKDOWN and is_markdown(text):
        from agreement_tool.read import markdown

        return markdown.read(data, name=name, options=options)
    inventory = Inventory()
    printed = tuple(_printed_lines(text, inventory))
    if not printed:
        raise SourceError(
            Bilingual("文件中没有文字", "the file holds no text"),
            where=name,
            next_step=CHECK_FILE,
        )
    wrapped = is_hard_wrapped(printed)
    pages = printed[-1].page
    return SourceDocument(
        name=name,
        sha256=digest(data),
        reader="plain",
        lines=tuple(_wrapped_lines(printed) if wrapped else _paragraph_lines(printed)),
        pages=pages if pages > 1 else None,
        unread=inventory.entries(),
        properties=(("encoding", encoding), ("layout", "hard-wrapped" if wrapped else "paragraphs")),
    )


def is_markdown(text: str) -> bool:
    """Whether a text file holds Markdown: several lines headed by #, or one and several words between two stars."""
    headings = sum(1 for _ in _ATX.finditer(text))
    return headings >= _FEWEST_MARKS or (headings > 0 and sum(1 for _ in _STRONG.finditer(text)) >= _FEWEST_MARKS)


def decode(data: bytes, name: str) -> tuple[str, str]:
    """The text and the encoding it was in: a BOM decides, then valid UTF-8, then the likeliest Chinese encoding."""
    if len(data) > MAX_BYTES:
        raise SourceError(
            Bilingual(f"文件超过 {MAX_BYTES >> 20} MiB", f"the file is larger than {MAX_BYTES >> 20} MiB"),
            where=name,
            next_step=Bilingual("请先拆分。", "Split it first."),
        )
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data.decode(encoding, errors="replace"), encoding
    candidates = [
        (text, encoding) for encoding in _candidate_encodings(data) if (text := _try(data, encoding)) is not None
    ]
    if not candidates:
        raise SourceError(
            Bilingual(
                "文件不是 UTF-8、GB18030、Big5 或 UTF-16 编码的文本",
                "the file is not text in UTF-8, GB18030, Big5 or UTF-16",
            ),
            where=name,
            next_step=Bilingual(
                "请另存为 UTF-8 文本，或提供原始的 .pdf 或 .docx。",
                "Save it as UTF-8 text, or give the original .pdf or .docx.",
            ),
        )
    return max(candidates, key=lambda candidate: _plausibility(candidate[0]))


def _candidate_encodings(data: bytes) -> tuple[str, ...]:
    utf_8 = ("utf-8",) if _try(data, "utf-8") is not None else ()
    # NULs speak for UTF-16 without a BOM, but a stray one also stands in damaged UTF-8: the likelier text wins.
    return (*utf_8, "utf-16-le", "utf-16-be") if b"\x00" in data else utf_8 or ("gb18030", "big5")


def _try(data: bytes, encoding: str) -> str | None:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    control = sum(char < " " and char not in "\t\n\r\f\x0b" for char in text[:10_000])
    return text if control * 50 <= min(len(text), 10_000) or control <= _STRAY_CONTROLS else None


def _plausibility(text: str) -> float:
    sample = text[:20_000]
    return sum(char in _COMMON or (char.isascii() and char != "\x00") for char in sample) / max(1, len(sample))


def columns(text: str) -> int:
    """Display width: a Chinese character and a full-width mark count two columns."""
    return sum(2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in text)


def is_drawn_rule(text: str) -> bool:
    """A line of dashes, equals signs or the like and nothing else: a rule, as Markdown's --- is. Underscores are a
    blank to be filled in."""
    bare = text.strip()
    marks = bare[::2] if bare[1::2].isspace() else bare  # * * *
    return len(marks) >= _SHORTEST_RULE and set(marks) <= _RULES


def _printed_lines(text: str, inventory: Inventory) -> Iterator[_Printed]:
    blank, ruled = 0, False
    for page, leaf in enumerate(text.split("\f"), start=1):
        for raw in without_frames(_BREAKS.split(leaf.replace("\x00", "").expandtabs(4)), columns):
            raw, gone, reverses = without_invisible(raw)
            bare = raw.strip()
            if gone:  # told of a line that holds nothing else, too
                inventory.note(INVISIBLE, count=gone, place=bare)
            if not bare or is_drawn_rule(bare):
                blank += not bare
                ruled = ruled or bool(bare)
                continue
            if reverses:
                inventory.note(REVERSED, place=bare)
            left = columns(raw[: len(raw) - len(raw.lstrip())])
            yield _Printed(bare, left, left + columns(bare), blank, page, ruled)
            blank, ruled = 0, False


def is_hard_wrapped(printed: Sequence[_Printed]) -> bool:
    """Whether lines were broken at a right margin: many end near it, and most of those in mid-sentence."""
    margin = right_margin(printed)
    if margin > WIDEST_WRAP or margin < 3 * NEAR_MARGIN:
        return False
    near = [line for line in printed if line.width >= margin - NEAR_MARGIN]
    broken = sum(not _ENDS_SENTENCE.search(line.text) for line in near)
    return len(near) >= max(3, 0.2 * len(printed)) and broken > 0.6 * len(near)


def right_margin(printed: Sequence[_Printed]) -> int:
    """Columns: where all but the odd overlong line end."""
    widths = sorted(line.width for line in printed)
    return widths[min(len(widths) - 1, round(0.98 * len(widths)))]


def _wrapped_lines(printed: Sequence[_Printed]) -> Iterator[Line]:
    margin = right_margin(printed)
    left = min(line.left for line in printed)
    usual = Counter(line.blank_above for line in printed[1:]).most_common(1)[0][0] if len(printed) > 1 else 0
    page = 1
    for number, line in enumerate(printed):
        extra = line.blank_above - usual
        turned = number == 0 or line.page != page or extra >= PAGE_BREAK
        page = line.page
        yield Line(
            spans=(Span(line.text),),
            page=line.page if printed[-1].page > 1 else None,
            starts=True if line.rule_above else None,
            indent=(line.left - left) / 2,
            right_space=max(0.0, (margin - line.width) / 2),
            gap=None if turned else float(max(0, extra)),
            rule_above=line.rule_above,
        )


def _paragraph_lines(printed: Sequence[_Printed]) -> Iterator[Line]:
    for line in printed:
        yield Line(
            spans=(Span(line.text),),
            page=line.page if printed[-1].page > 1 else None,
            starts=True,
            indent=line.left / 2,
            gap=float(line.blank_above),
            rule_above=line.rule_above,
        )
