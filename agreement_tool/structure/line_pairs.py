"""Two neighbouring printed lines: what their words and their places on the page say about the break between them."""

from __future__ import annotations

from agreement_tool.frozen import frozen
from agreement_tool.model import Line
from agreement_tool.structure.candidates import Candidate, candidates
from agreement_tool.structure.document_layout import (
    FITS,
    STEP_REACH,
    DocumentLayout,
    first_word_width,
    is_bold,
    space_left,
    width_of,
)
from agreement_tool.text import spans as runs
from agreement_tool.text.line_wording import (
    CANNOT_BEGIN,
    introduces_a_list,
    is_sentence_end,
    is_unfinished,
    looks_like_heading,
)
from agreement_tool.text.sentences import ends_with_colon

SET_RIGHT = 8.0
"""Ems from the left margin at which no paragraph stands."""
SHORT = 5.0
"""Ems left over that make a line a short one."""
NEAR = 2.0
"""Ems from the margin: only lines that end as near are compared by their right edges."""


@frozen
class PrintedLine:
    """A line and what its words alone say, worked out once for the pairs above and below it."""

    line: Line
    text: str
    """Without surrounding blanks."""
    number: Candidate | None
    """The clause number that it may begin with."""
    style: str
    """Its kind of paragraph: the number's style or 'plain', and whether the words read as a heading."""
    bold: bool
    ends: bool
    """It ends a sentence."""
    unfinished: bool
    """It ends where no paragraph can end."""
    heading: bool
    """What follows the number reads as a heading."""
    blank: bool
    """It ends with a blank to be filled in."""
    cut: bool
    """It is what was left at the end of a line when numbers were cut apart: …处理。| 4、申诉."""


def printed_line(line: Line, text: str, *, cut: bool = False) -> PrintedLine:
    """`line` with its words looked at; `text`: its text, or a piece of it where numbers are glued into it."""
    number = next(iter(candidates(text)), None)
    heading = looks_like_heading(number.rest if number is not None else text)
    style = number.style if number is not None and number.form >= 0.5 else "plain"
    return PrintedLine(
        line=line,
        text=text,
        number=number,
        style=f"{style} heading" if heading else style,
        bold=is_bold(line),
        ends=is_sentence_end(text),
        unfinished=is_unfinished(text),
        heading=heading,
        blank=_ends_with_blank(line),
        cut=cut,
    )


def _ends_with_blank(line: Line) -> bool:
    spans = runs.without_tail(line.spans, "）)。")
    last = spans[-1] if spans else None
    return last is not None and (
        last.text.rstrip().endswith("_") or ("underline" in last.marks and last.text[-1:].isspace())
    )


@frozen
class LinePair:
    """Two neighbouring lines, compared."""

    above: PrintedLine
    below: PrintedLine
    layout: DocumentLayout
    ends: bool
    """The line above ends a sentence."""
    introduces: bool
    """The line above ends with a colon."""
    lists: bool
    """The line above ends with a colon and the words that introduce a list: 下列行为：."""
    right_space: float | None
    """Ems left on the line above after the first word of the line below, had it stood there."""
    clear_space: float | None
    """The same where lines are broken at blanks only: after all that stands before the first blank."""
    full: bool
    """The line above reaches a margin: what follows could not have stood on it."""
    short: bool
    """The line above ends well before the margin."""
    step: float | None
    """How far the line below begins right of the line above, in ems; None where one of them is centred."""
    weight_changes: bool
    """One is bold throughout, and the other is not."""

    @property
    def edge(self) -> float | None:
        """`Line.right_space` of the line above, where it is about full."""
        space = self.above.line.right_space
        return space if self.full and space is not None and -NEAR < space < NEAR else None

    @property
    def stop(self) -> str:
        """The punctuation that the line above ends with, if any."""
        return self.above.text[-1:] if self.above.text[-1:] in CANNOT_BEGIN else ""


def line_pair(above: PrintedLine, below: PrintedLine, layout: DocumentLayout) -> LinePair:
    """The two lines compared."""
    # www.example. / com: a point before a small letter ends nothing.
    broken = above.text[-1:] == "." and below.text[:1].islower()
    introduces = ends_with_colon(above.text)
    step = _step(above.line, below.line)
    space = _right_space(above.line, below.text, layout, step)
    clear = None if space is None else space - layout.wavering
    if space is not None and layout.ragged and below.text:
        clear = space + 1.0 - width_of(below.text.split(None, 1)[0])
    return LinePair(
        above=above,
        below=below,
        layout=layout,
        ends=above.ends and not broken,
        introduces=introduces,
        lists=introduces and introduces_a_list(above.text),
        right_space=space,
        clear_space=clear,
        # A blank to be filled in may be drawn as long as the line: that it reaches the margin says nothing.
        full=space is not None and space < FITS and not (above.blank or (above.cut and above.heading)),
        short=clear is not None and clear >= SHORT,
        step=step,
        weight_changes=not layout.all_bold and above.bold != below.bold,
    )


def _right_space(above: Line, below: str, layout: DocumentLayout, step: float | None) -> float | None:
    space = above.indent if _is_set_right(above, step) else space_left(above, layout.margins)
    return None if space is None else space - first_word_width(below)


def _is_set_right(line: Line, step: float | None) -> bool:
    """Who signs, and when, set at the right: what stands below begins elsewhere, and the room is on the left."""
    far = line.indent is not None and line.indent >= SET_RIGHT and not line.centred
    return far and step is not None and abs(step) >= STEP_REACH


def _step(above: Line, below: Line) -> float | None:
    if above.indent is None or below.indent is None or above.centred or below.centred:
        return None
    return below.indent - above.indent
