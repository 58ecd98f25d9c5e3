"""The reference engine: pdfplumber, slow and independent of pdfium.

It holds the fast engine to account in tests, and reads the rare file whose glyphs pdfium cannot turn into characters.
It does not see ink, and it reads no characters from fonts with an embedded CMap (pdfminer.six #1072).
"""

from __future__ import annotations

import io
import logging
import math
from array import array
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from agreement_tool import bounds
from agreement_tool.bilingual import Bilingual
from agreement_tool.errors import SourceError, on_page
from agreement_tool.read.base import Data
from agreement_tool.read.error_hints import FETCH_AGAIN, GIVE_PASSWORD
from agreement_tool.read.pdf.page import Page, TextRun, TextStyle, TextStyles, merged
from agreement_tool.read.pdf.pdfium_style import LARGEST, LEAST, plain_font_name
from agreement_tool.read.pdf.shapes import Shapes

_EXTRA = ("render", "font_size", "font_flags")
"""What pdfminer knows of a character and pdfplumber drops: text render mode, nominal size, descriptor flags."""
_DEVICE = "PDFPageAggregatorWithMarkedContent"
_NO_TEXT = "(cid:"
_SLOWER = 10
"""So many times as long as the default engine it may take a page."""


class ReferenceEngine:
    """An opened PDF."""

    name = "pdfplumber"

    def __init__(self, document: Any, file: str) -> None:
        self._document = document
        self._file = file
        self._keys: dict[tuple[str, int], int] = {}
        self._styles = TextStyles()
        self.page_count = len(document.pages)

    def pages(self) -> Iterator[Page]:
        """Every page, in order; each is closed before the next, else pdfplumber keeps 2.7 MB of it."""
        for page in self._document.pages:
            try:
                found = self._page(page)
            except Exception as error:
                # pdfminer meets damage with whatever exception comes: KeyError, TypeError, its own, pdfplumber's.
                raise SourceError(
                    Bilingual(
                        f"pdfplumber 无法读取此页（{type(error).__name__}）",
                        f"pdfplumber cannot read this page ({type(error).__name__})",
                    ),
                    where=on_page(self._file, page.page_number),
                    next_step=Bilingual("引擎请用 --reader auto。", "Leave the engine to --reader auto."),
                ) from error
            bounds.add_time(_SLOWER * bounds.PAGE_SECONDS)
            yield found
            page.close()

    def _page(self, page: Any) -> Page:
        chars = page.chars
        shapes = _shapes(page)
        return Page(
            number=page.page_number,
            width=float(page.width),
            height=float(page.height),
            runs=tuple(merged(self._glyphs(chars))),
            rules=tuple(shapes.rules),
            fills=tuple(shapes.fills),
            links=tuple((link["x0"], link["top"], link["x1"], link["bottom"]) for link in page.hyperlinks),
            pictures=tuple(shapes.pictures),
            pictured=shapes.pictured(float(page.width), float(page.height)),
            glyphs=len(chars),
        )

    def _glyphs(self, chars: Sequence[dict[str, Any]]) -> Iterator[TextRun]:
        for char in chars:
            if not char["text"].startswith(_NO_TEXT):
                yield self._piece(char)

    def _piece(self, char: dict[str, Any]) -> TextRun:
        """One glyph as a run; a ligature's letters share its width."""
        text, left, right = char["text"], char["x0"], char["x1"]
        step = (right - left) / len(text)
        # The matrix holds the glyph's origin from pdfminer's bottom, y0 the box's: their difference is the descent.
        baseline = char["bottom"] - (char["matrix"][5] - char["y0"])
        lefts = array("f", (left + step * index for index in range(len(text))))
        return TextRun(text, lefts, right, baseline, self._style(char))

    def _style(self, char: dict[str, Any]) -> TextStyle:
        a, b, c, d, _, _ = char["matrix"]
        name = _name(char["fontname"])
        flags = char.get("font_flags") or 0
        across, up = math.hypot(a, b), math.hypot(c, d)
        style = TextStyle(
            font=name,
            font_key=self._keys.setdefault((name, flags), len(self._keys) + 1),
            size=min(max(LEAST, round(abs(char.get("font_size") or 0.0) * (up or across), 1)), LARGEST),
            colour=_colour(char["non_stroking_color"]),
            mode=char.get("render") or 0,
            angle=round(math.degrees(math.atan2(b, a))),
            flags=flags,
            slant=round((a * c + b * d) / (across * up), 2) if across and up else 0.0,
        )
        return self._styles.of(style)


def _name(name: str | bytes) -> str:
    return plain_font_name(name if isinstance(name, bytes) else name.encode("utf-8", errors="replace"))


def _colour(value: Any) -> tuple[int, int, int]:
    """Grey, RGB or CMYK components as RGB; anything else (a pattern) is taken for black."""
    parts = value if isinstance(value, (tuple, list)) else (value,)
    numbers = [part for part in parts if isinstance(part, (int, float))]
    if len(numbers) == 1:
        grey = round(255 * numbers[0])
        return grey, grey, grey
    if len(numbers) == 3:
        red, green, blue = (round(255 * part) for part in numbers)
        return red, green, blue
    if len(numbers) == 4:
        cyan, magenta, yellow, black = numbers
        red, green, blue = (round(255 * (1 - part) * (1 - black)) for part in (cyan, magenta, yellow))
        return red, green, blue
    return 0, 0, 0


def _shapes(page: Any) -> Shapes:
    shapes = Shapes()
    for path in (*page.lines, *page.rects, *page.curves):
        filled, stroked = bool(path.get("fill")), bool(path.get("stroke"))
        if filled or stroked:
            box = (path["x0"], path["top"], path["x1"], path["bottom"])
            colour = _colour(path["non_stroking_color"] if filled else path["stroking_color"])
            width = float(path.get("linewidth") or 0.0) if stroked else 0.0
            shapes.add(box, colour, width=width, filled=filled, corners=len(path.get("pts") or ()))
    for image in page.images:
        shapes.add_picture((image["x0"], image["top"], image["x1"], image["bottom"]))
    return shapes


@contextmanager
def open_reference(data: Data, name: str, password: str | None) -> Iterator[ReferenceEngine]:
    """Open a PDF. Raises SourceError when it is damaged, encrypted or has no page."""
    import pdfplumber

    with _telling_pdfplumber():
        try:
            document = pdfplumber.open(io.BytesIO(data), password=password)
            count = len(document.pages)
        except Exception as error:
            raise _refusal(error, name) from error
        with document:
            if not count:
                raise SourceError(
                    Bilingual("PDF 没有页面", "the PDF has no pages"),
                    where=name,
                    next_step=FETCH_AGAIN,
                )
            yield ReferenceEngine(document, name)


def _refusal(error: Exception, name: str) -> SourceError:
    from pdfminer.pdfdocument import PDFPasswordIncorrect

    if any(isinstance(cause, PDFPasswordIncorrect) for cause in error.args):
        return SourceError(
            Bilingual(
                "PDF 已加密，未给出密码或密码不对", "the PDF is encrypted and its password is missing or another"
            ),
            where=name,
            next_step=GIVE_PASSWORD,
        )
    return SourceError(
        Bilingual("pdfplumber 无法读取此 PDF", "not a PDF that pdfplumber can read"),
        where=name,
        next_step=Bilingual("引擎请用 --reader auto。", "Leave the engine to --reader auto."),
    )


@contextmanager
def _telling_pdfplumber() -> Iterator[None]:
    """pdfplumber whose characters tell their render mode, size and font flags, put back as it was afterwards."""
    from pdfplumber import page as plumber

    usual = getattr(plumber, _DEVICE)

    class Telling(usual):  # type: ignore[misc, valid-type]
        """pdfminer hands text state to the device; pdfplumber's device forgets it."""

        render = 0

        def render_string(self, textstate: Any, *args: Any) -> None:
            self.render = textstate.render
            super().render_string(textstate, *args)

        def render_char(self, matrix: Any, font: Any, fontsize: float, *args: Any) -> float:
            advance: float = super().render_char(matrix, font, fontsize, *args)
            char = self.cur_item._objs[-1]
            char.render, char.font_size = self.render, fontsize
            char.font_flags = getattr(font, "flags", 0)
            return advance

    log = logging.getLogger("pdfminer")
    level = log.level
    log.setLevel(logging.ERROR)  # it warns of every font without a FontBBox
    setattr(plumber, _DEVICE, Telling)
    plumber.ALL_ATTRS.update(_EXTRA)
    try:
        yield
    finally:
        setattr(plumber, _DEVICE, usual)
        plumber.ALL_ATTRS.difference_update(_EXTRA)
        log.setLevel(level)
