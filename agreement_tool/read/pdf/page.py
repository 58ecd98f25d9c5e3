"""What an engine says about one page: runs of text, rules and filled areas. The two engines give the same."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from agreement_tool.frozen import frozen

Bounds = tuple[float, float, float, float]
"""x0, top, x1, bottom: points from the page's top left, y down."""


@dataclass(frozen=True, slots=True, eq=False)
class TextStyle:
    """How a run is set. Runs of a document set alike share one object (see `TextStyles`), so identity is equality."""

    font: str
    """BaseFont without its subset prefix; '' when the font has none (Type 3)."""
    font_key: int
    """Tells fonts apart that have the same name, within one document and engine."""
    size: float
    """Effective size in points, after every matrix, to a tenth."""
    colour: tuple[int, int, int] = (0, 0, 0)
    """Fill colour, 0…255 each."""
    mode: int = 0
    """Text render mode of ISO 32000-1, table 106: 2 = fill and stroke, 3 = invisible."""
    angle: int = 0
    """Direction of the text in whole degrees, anticlockwise; 0 = upright."""
    flags: int = 0
    """FontDescriptor flags of ISO 32000-1, table 123; 0 when unknown."""
    slant: float = 0.0
    """Sideways shear of the text matrix (a fake italic), as a share of the size."""


class TextStyles:
    """A document's styles, each kept once: a hundred thousand characters compare and hash theirs by identity."""

    def __init__(self) -> None:
        self._known: dict[tuple[object, ...], TextStyle] = {}

    def of(self, style: TextStyle) -> TextStyle:
        """The one style that says the same."""
        look = (style.font, style.font_key, style.size, style.colour)
        said = (*look, style.mode, style.angle, style.flags, style.slant)
        return self._known.setdefault(said, style)


class TextRun(NamedTuple):
    """Characters set alike on one baseline, left to right. Coordinates in points from the page's top left, y down."""

    text: str
    lefts: Sequence[float]
    """The left edge of each character of `text`."""
    right: float
    """The right edge of the last one."""
    baseline: float
    style: TextStyle
    overprinted: bool = False
    """The same glyphs stand here twice, a hair apart."""
    ink: tuple[float, ...] = ()
    """Ink of each character in em squares; measured only where the font's name says nothing."""


FAR = 1e8
"""Points: nothing on a page lies so far out. Comparing with it also turns away what is no number."""
BREAK_GAP = 0.15
"""A run ends where the next glyph stands further away than this, in ems."""


def merged(runs: Iterable[TextRun]) -> Iterator[TextRun]:
    """Runs with those that carry on the one before, set alike, joined to it: some producers draw letter by letter."""
    group: list[TextRun] = []
    for run in runs:
        if group and not _carries_on(group[-1], run):
            yield _one(group)
            group = []
        group.append(run)
    if group:
        yield _one(group)


def _carries_on(before: TextRun, run: TextRun) -> bool:
    gap = (run.lefts[0] - before.right) / max(before.style.size, 1.0)
    return (
        before.style is run.style
        and before.overprinted == run.overprinted
        and before.baseline == run.baseline
        and before.lefts[-1] < run.lefts[0]
        and -BREAK_GAP < gap < BREAK_GAP
    )


def _one(group: Sequence[TextRun]) -> TextRun:
    if len(group) == 1:
        return group[0]
    lefts = array("f", (left for run in group for left in run.lefts))
    ink = tuple(part for run in group for part in run.ink)
    return group[-1]._replace(text="".join(run.text for run in group), lefts=lefts, ink=ink)


class DrawnLine(NamedTuple):
    """A straight line, or a path thin enough to be seen as one. Points from the page's top left, y down."""

    x0: float
    top: float
    x1: float
    bottom: float
    colour: tuple[int, int, int] = (0, 0, 0)

    @property
    def horizontal(self) -> bool:
        """Wider than high."""
        return self.x1 - self.x0 >= self.bottom - self.top


class Fill(NamedTuple):
    """A filled area that is no rule: a highlight, the ground of a table's cell. Points, y down."""

    x0: float
    top: float
    x1: float
    bottom: float
    colour: tuple[int, int, int]


NoteKind = Literal[
    "entry",  # a form's text, list or menu field
    "tick",  # a check box or radio button
    "signature",  # a signature field
    "typed",  # words typed over the page (FreeText)
    "stamp",
    "struck",
    "highlighted",
    "underlined",
    "comment",  # a sticky note, a caret
    "file",  # a file attached to a place on the page
    "drawing",  # ink, lines, shapes
    "otherwise",  # a field that shows another text than its value
    "drawn-entry",  # a field without a value whose words are only drawn
    "film",  # films, sounds, models
    "watermark",
    "redaction",  # marked to be blacked out, and not yet blacked out
]


class Note(NamedTuple):
    """An annotation or form field on a page. Points from the page's top left, y down."""

    kind: NoteKind
    box: Bounds
    text: str = ""
    """A field's value, the words of a comment, a file's name."""
    boxes: tuple[Bounds, ...] = ()
    """The stretches of text that a mark lies over."""
    ticked: bool = False
    shown: str = ""
    """What a field shows instead of its value."""
    hidden: bool = False
    """The file says that it is not to be shown."""


@frozen
class Page:
    """One page as an engine sees it, in content order."""

    number: int
    """1-based."""
    width: float
    height: float
    runs: tuple[TextRun, ...]
    rules: tuple[DrawnLine, ...] = ()
    fills: tuple[Fill, ...] = ()
    links: tuple[Bounds, ...] = ()
    """Rectangles of hyperlinks."""
    pictures: tuple[Bounds, ...] = ()
    """Rectangles of images."""
    notes: tuple[Note, ...] = ()
    """Annotations and form fields."""
    unseen: tuple[TextRun, ...] = ()
    """Text that is covered, clipped away or on a layer switched off."""
    pictured: float = 0.0
    """Part of its area that images cover, 0…1 (overlaps counted twice, capped)."""
    belied: tuple[tuple[str, str], ...] = ()
    """Where the text layer says something else than the glyphs show: (shown, said)."""
    glyphs: int = 0
    """Text objects on the page, readable or not."""
    lost: int = 0
    """Text objects that the engine could not read, for want of the font on this system."""
