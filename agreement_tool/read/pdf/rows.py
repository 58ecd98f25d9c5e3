"""Runs -> printed rows: what stands on one baseline, left to right, with the blanks that were typed."""

from __future__ import annotations

import functools
import itertools
import math
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from operator import sub
from typing import NamedTuple

from agreement_tool.frozen import frozen
from agreement_tool.read.pdf.layers import OVERLAP, OVERPRINT, layers_of
from agreement_tool.read.pdf.page import Page, TextRun, TextStyle
from agreement_tool.read.pdf.symbols import plain_symbols
from agreement_tool.text.width import repair_radicals

_SAME_ROW = 0.45
"""Runs whose baselines differ by less than this, in ems of the larger one, stand on one row."""
_OVER = 0.2
"""Runs over each other whose baselines differ by more than this, in ems, are two rows (OCR is that inexact)."""
_WORD_GAP = 0.16
"""Latin letters further apart than this, in ems, are two words."""
_OVERHANGING, _GAP_BEHIND = "fF", 0.1
"""Letters whose ink hangs over, by which they are taken for wider than they are: what is enough behind them."""
_HAN_GAP = 0.75
"""Han characters further apart than this, in ems, had a blank between them; justification stays below."""
_PEN_GAP = 0.4
"""The same beyond the row's usual gap: the pen moved on by half an em, which no justification does in one place."""
_RARELY = 0.001
"""Blanks a character; where they are written there are ten times as many, if only at the ends of paragraphs."""
_FEW_GAPS = 6
"""Gaps between Han characters in a row, at least, for one to be usual …"""
_FEWEST_GAPS, _ALIKE = 3, 0.15
"""… or so many that differ by no more than this, in ems: a heading set apart letter by letter."""
_OPENING = "（《〈【「『〔［"
"""Marks whose ink is in the right half of their em: set tight, they begin left of the letter before them."""
_MIXED_GAP = 0.18
"""Between Han and Latin, in documents that draw no blanks; where blanks are drawn only `_HAN_GAP` counts."""
_SHARED, _GRID = "“”‘’…—·", 0.7
"""Marks that Han and Latin faces share; narrower than this, in ems, they are a Latin face's."""
_RAISED_SIZE, _RAISED_LEAST, _RAISED_MOST = 0.8, 0.15, 0.75
"""A superscript's size in those of its row, at most; how far above the row's baseline it stands, in ems."""
_LONGEST_RAISED = 3
_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_NONE: frozenset[int] = frozenset()


class Char(NamedTuple):
    """One character of a row. Edges in points from the page's left; `x1` is where the next glyph would stand."""

    text: str
    x0: float
    x1: float
    style: TextStyle
    overprinted: bool = False
    blank: bool = False
    """Room to write in: a space over a drawn stroke."""


@frozen
class Row:
    """One printed row, left to right, no blank at either end. Kept compact: a long agreement has fifty thousand."""

    page: int
    baseline: float
    text: str
    x0: array[float]
    """Left edge of each character."""
    x1: array[float]
    """Where the glyph behind each would stand."""
    styles: tuple[TextStyle, ...]
    overprinted: frozenset[int]
    """Which characters are drawn twice."""
    blanks: frozenset[int]
    """Which are room to write in."""
    size: float
    """The size most of its characters have."""
    column: int = 0
    """0: across the page; 1, 2: in the left or right one of two columns."""
    baselines: tuple[tuple[float, float], ...] = ()
    """(left edge, baseline) of its runs where they differ: lines of two columns that stand nearly level are one row."""

    @property
    def left(self) -> float:
        """Left edge of its first character."""
        return self.x0[0]

    @property
    def right(self) -> float:
        """Right edge of its last character."""
        return self.x1[-1]

    @property
    def top(self) -> float:
        """Where its characters begin: an em above the baseline less a descender, the way CJK faces sit."""
        return self.baseline - 0.88 * self.size

    @property
    def bottom(self) -> float:
        """Where its characters end."""
        return self.baseline + 0.12 * self.size

    @property
    def chars(self) -> tuple[Char, ...]:
        """Its characters, made anew."""
        return tuple(
            Char(text, x0, x1, style, index in self.overprinted, index in self.blanks)
            for index, (text, x0, x1, style) in enumerate(zip(self.text, self.x0, self.x1, self.styles, strict=True))
        )


def row_of(page: int, baseline: float, chars: Sequence[Char]) -> Row:
    """A row of at least one character."""
    styles = [char.style for char in chars]
    return Row(
        page=page,
        baseline=baseline,
        text="".join(char.text for char in chars),
        x0=array("f", (char.x0 for char in chars)),
        x1=array("f", (char.x1 for char in chars)),
        styles=_styles(styles),
        overprinted=frozenset(index for index, char in enumerate(chars) if char.overprinted),
        blanks=frozenset(index for index, char in enumerate(chars) if char.blank),
        size=_usual_size(styles),
    )


def is_one_style(row: Row) -> bool:
    """Whether a row is set in one style throughout, as most are."""
    return row.styles.count(row.styles[0]) == len(row.styles)


def sizes_of(rows: Iterable[Row]) -> Counter[float]:
    """How many characters of the rows have each size."""
    sizes: Counter[float] = Counter()
    for row in rows:
        if is_one_style(row):
            sizes[row.styles[0].size] += len(row.styles)
        else:
            for style, count in Counter(row.styles).items():
                sizes[style.size] += count
    return sizes


def _usual_size(styles: list[TextStyle]) -> float:
    if styles.count(styles[0]) == len(styles):
        return styles[0].size
    sizes = [style.size for style in styles]
    return sizes[0] if sizes.count(sizes[0]) == len(sizes) else Counter(sizes).most_common(1)[0][0]


def _styles(styles: list[TextStyle]) -> tuple[TextStyle, ...]:
    return _shared(tuple(styles)) if styles.count(styles[0]) == len(styles) else tuple(styles)


@functools.lru_cache(maxsize=512)
def _shared(styles: tuple[TextStyle, ...]) -> tuple[TextStyle, ...]:
    """Rows set in one style throughout, which most are, share the list of it."""
    return styles


def rows_of(page: Page, *, blanks_drawn: bool) -> list[Row]:
    """The page's rows from top to bottom."""
    groups = (layer for group in _with_raised(_by_baseline(page.runs)) for layer in layers_of(group))
    rows = (_row(page.number, _superscripts(runs), blanks_drawn) for runs in groups)
    return [row for row in rows if row is not None]


def draws_blanks(pages: Iterable[Page]) -> bool:
    """Whether the document's producer writes blanks as characters (most do; TeX and Chromium move the pen instead).

    A few may be drawn for another reason: an empty paragraph, a field.
    """
    drawn = characters = 0
    for page in pages:
        for run in page.runs:
            characters += len(run.text)
            drawn += " " in run.text.strip() or run.text.isspace()
    return drawn > _RARELY * characters


def _by_baseline(runs: Sequence[TextRun]) -> Iterator[list[TextRun]]:
    row: list[TextRun] = []
    line = size = 0.0
    for run in sorted(runs, key=lambda run: (run.baseline, run.lefts[0])):
        below = run.baseline - line
        if row and (below > _SAME_ROW * max(size, run.style.size) or (below > _OVER * size and _covers(row, run))):
            yield row
            row, size = [], 0.0
        row.append(run)
        if run.style.size > size:
            line, size = run.baseline, run.style.size
    if row:
        yield row


def _with_raised(rows: Iterable[list[TextRun]]) -> Iterator[list[TextRun]]:
    """Rows, a row that is only a small raised number joined to the row that it stands on."""
    raised: list[TextRun] = []
    for row in rows:
        if not raised and len(row[0].text.strip()) > _LONGEST_RAISED:
            yield row
            continue
        text = "".join(run.text for run in row).strip()
        if raised and not _stands_on(raised, row):
            yield raised
            raised = []
        row, raised = [*raised, *row], []
        if 0 < len(text) <= _LONGEST_RAISED and text.isdigit():
            raised = row
        else:
            yield row
    if raised:
        yield raised


def _stands_on(raised: Sequence[TextRun], row: Sequence[TextRun]) -> bool:
    size = max(run.style.size for run in row)
    small = all(run.style.size <= _RAISED_SIZE * size for run in raised)
    return small and row[0].baseline - raised[0].baseline <= _RAISED_MOST * size and not _covers(row, raised[0])


def overlapping(rows: Sequence[Row]) -> Iterator[str]:
    """The words of neighbouring rows that are printed over each other."""
    for one, other in itertools.pairwise(rows):
        across = min(one.right, other.right) - max(one.left, other.left)
        same_line = abs(one.baseline - other.baseline) <= _OVER * max(one.size, other.size)
        if same_line and across > OVERLAP * one.size and one.page == other.page:
            yield f"{one.text} / {other.text}"


def _superscripts(runs: list[TextRun]) -> list[TextRun]:
    """The row's runs, small raised digits as superscript digits: 退款¹，, not 退款1，; 10⁶, not 106."""
    if len(runs) < 2:
        return runs
    main = max(runs, key=lambda run: (run.style.size, len(run.text)))
    size = main.style.size
    return [
        run._replace(text=run.text.translate(_SUPERSCRIPT))
        if run.style.size <= _RAISED_SIZE * size
        and _RAISED_LEAST * size <= main.baseline - run.baseline <= _RAISED_MOST * size
        and run.text.strip().isdecimal()
        else run
        for run in runs
    ]


def _covers(row: Sequence[TextRun], run: TextRun) -> bool:
    """Whether half of the run, or half of one in the row, lies over the other: they are two rows, set or seen
    closely."""
    return any(
        min(run.right, other.right) - max(run.lefts[0], other.lefts[0])
        > 0.5 * min(run.right - run.lefts[0], other.right - other.lefts[0])
        for other in row
    )


def _row(page: int, runs: list[TextRun], blanks_drawn: bool) -> Row | None:
    runs.sort(key=lambda run: run.lefts[0])
    if (plain := _plain_row(page, runs, blanks_drawn)) is not None:
        return plain
    chars = _spaced(_deduplicated(runs), blanks_drawn)
    start, end = 0, len(chars)
    while start < end and chars[start].text.isspace():
        start += 1
    while end > start and chars[end - 1].text.isspace():
        end -= 1
    if start == end:
        return None
    return replace(row_of(page, _usual_baseline(runs), chars[start:end]), baselines=_baselines(runs))


def _baselines(runs: Sequence[TextRun]) -> tuple[tuple[float, float], ...]:
    if len(runs) < 2 or len({round(run.baseline, 1) for run in runs}) < 2:
        return ()
    return tuple((run.lefts[0], round(run.baseline, 1)) for run in runs for _ in run.text)


def _usual_baseline(runs: Sequence[TextRun]) -> float:
    first = runs[0].baseline
    if all(run.baseline == first for run in runs):
        return round(first, 1)
    baselines: Counter[float] = Counter()
    for run in runs:
        baselines[round(run.baseline, 1)] += len(run.text)
    return baselines.most_common(1)[0][0]


def _plain_row(page: int, runs: Sequence[TextRun], blanks_drawn: bool) -> Row | None:
    """The row of runs in which nothing is drawn twice and no blank is missing or doubled, as most are; else None."""
    text = "".join(map(text_of, runs))
    lefts, rights, seams = _edges(runs)
    styles = [style for run in runs for style in itertools.repeat(run.style, len(run.text))]
    sizes = [run.style.size for run in runs]
    if min(map(sub, lefts[1:], lefts), default=math.inf) <= OVERPRINT * max(sizes):
        return None
    if "  " in text or any(run.overprinted for run in runs):
        return None
    wide = [at for at in seams if lefts[at + 1] - rights[at] >= _GAP_BEHIND * min(sizes)]
    if wide:
        chars = list(map(Char, text, lefts, rights, styles))
        usual = _usual_gap(chars)
        if any(_blank_between(chars[at], chars[at + 1], blanks_drawn, usual) for at in wide):
            return None
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    if start >= end:
        return None
    styles = styles[start:end]
    return Row(
        page=page,
        baseline=_usual_baseline(runs),
        text=text[start:end],
        x0=lefts[start:end],
        x1=rights[start:end],
        styles=_styles(styles),
        overprinted=_NONE,
        blanks=_NONE,
        size=_usual_size(styles),
        baselines=_baselines(runs),
    )


def _edges(runs: Sequence[TextRun]) -> tuple[array[float], array[float], list[int]]:
    """The left and right edges of the runs' characters, and which are the last of a run with another behind it: in a
    run each ends where the next begins."""
    lefts = array("f")
    ends = []
    for run in runs:
        lefts.extend(run.lefts)
        ends.append(len(lefts) - 1)
    rights = lefts[1:]
    rights.append(0.0)
    for end, run in zip(ends, runs, strict=True):
        rights[end] = run.right
    return lefts, rights, ends[:-1]


def _chars(run: TextRun) -> Iterator[Char]:
    edges = (*run.lefts[1:], run.right)
    for text, x0, x1 in zip(text_of(run), run.lefts, edges, strict=True):
        yield Char(text, x0, x1, run.style, run.overprinted)


def text_of(run: TextRun) -> str:
    """The run's text as it is kept: radicals and symbol fonts' codes made the characters that they show."""
    return plain_text(run.text, run.style.font)


def plain_text(text: str, font: str) -> str:
    """Text set in `font`, as it is kept."""
    return plain_symbols(repair_radicals(text), font)


def _deduplicated(runs: Sequence[TextRun]) -> list[Char]:
    """The row's characters by position; one drawn twice on the spot is kept once, marked as overprinted."""
    kept: list[Char] = []
    for char in sorted((char for run in runs for char in _chars(run)), key=_place):
        twin = _twin(kept, char)
        if twin is None:
            kept.append(char)
        elif kept[twin].x0 != char.x0:
            kept[twin] = kept[twin]._replace(overprinted=True)
    return kept


def _place(char: Char) -> float:
    return char.x0 + 0.45 * char.style.size if char.text in _OPENING else char.x0


def _twin(kept: Sequence[Char], char: Char) -> int | None:
    # Half its own width at most: two narrow letters side by side, "ll", are not one drawn twice.
    reach = min(OVERPRINT * char.style.size, 0.5 * (char.x1 - char.x0) or 0.5)
    for index in range(len(kept) - 1, max(-1, len(kept) - 4), -1):
        other = kept[index]
        if char.x0 - other.x0 > reach:
            return None
        if other.text == char.text and abs(other.style.size - char.style.size) < 0.5 and not char.text.isspace():
            return index
    return None


def _spaced(chars: Sequence[Char], blanks_drawn: bool) -> list[Char]:
    """Blanks put where the pen moved on; two blanks in a row made one."""
    spaced: list[Char] = []
    usual = _usual_gap(chars)
    for char in chars:
        before = spaced[-1] if spaced else None
        if before is not None and _blank_between(before, char, blanks_drawn, usual):
            spaced.append(Char(" ", before.x1, char.x0, before.style))
        elif before is not None and before.text == " " and char.text == " ":
            spaced[-1] = before._replace(x1=char.x1)
            continue
        spaced.append(char)
    return spaced


def _usual_gap(chars: Sequence[Char]) -> float:
    """The usual gap between two Han characters of a row, in ems; infinite where there are too few."""
    gaps = [
        _gap(before, after)
        for before, after in itertools.pairwise(chars)
        if _is_han(before.text) and _is_han(after.text)
    ]
    few = len(gaps) >= _FEWEST_GAPS and max(gaps) - min(gaps) <= _ALIKE
    return sorted(gaps)[len(gaps) // 2] if few or len(gaps) >= _FEW_GAPS else math.inf


def _gap(before: Char, after: Char) -> float:
    return (after.x0 - before.x1) / max(before.style.size, 1.0)


def _blank_between(before: Char, after: Char, blanks_drawn: bool, usual: float) -> bool:
    """Whether a blank was typed; `usual`: the row's usual gap, infinite where nothing is to be read from it."""
    gap = _gap(before, after)
    if gap < (_GAP_BEHIND if before.text in _OVERHANGING else _WORD_GAP):
        return False
    if before.text.isspace() or after.text.isspace():
        return False
    if gap >= _HAN_GAP:
        # Unless every character of the row is set apart as far.
        return not usual - _PEN_GAP < gap < usual + _PEN_GAP
    wide_before, wide_after = _is_set_wide(before), _is_set_wide(after)
    if wide_before and wide_after:
        return gap >= usual + _PEN_GAP and not _is_fullwidth_mark(before) and not _is_fullwidth_mark(after)
    if wide_before or wide_after:
        if _is_fullwidth_mark(before) or _is_fullwidth_mark(after):
            return not blanks_drawn and gap >= usual + _PEN_GAP
        return not blanks_drawn and gap >= _MIXED_GAP
    return True


def _is_han(char: str) -> bool:
    return "\u3400" <= char <= "\u9fff"


def _is_set_wide(char: Char) -> bool:
    """Whether it stands in the Han grid; quotation marks may be a Latin face's."""
    return is_on_grid(char.text) and not (char.text in _SHARED and char.x1 - char.x0 < _GRID * char.style.size)


def _is_fullwidth_mark(char: Char) -> bool:
    # A full-width mark brings its own room: the gap beside it is no typed blank, unless it is much wider than others.
    return char.text in "，。；：、？！（）《》“”‘’【】〈〉"


def is_on_grid(char: str) -> bool:
    """Whether a character is set in the Han grid: Han, kana, full-width forms, CJK punctuation."""
    return char > "\u2e7f" or char in _SHARED
