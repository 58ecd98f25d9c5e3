"""How a document sets its paragraphs, learnt for each kind of paragraph from the places that leave no doubt.

A gap or an indent says nothing by itself: half a line stands between paragraphs here and inside them there. So each
kind of neighbour lines (a numbered paragraph's first line and what follows, a heading and its text, …) has its own
distributions, one inside paragraphs and one between them, and a line is read by the ratio of the two.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from agreement_tool.frozen import frozen
from agreement_tool.model import Line
from agreement_tool.text.line_wording import CANNOT_BEGIN, has_clauses, is_han, is_sentence_end, is_unfinished

OPENING = frozenset("（(“‘《〈【「『[〔")
"""No line ends with these: they stand on the line of what they open."""
WIDEST_HANG = 12
"""Ems: no hanging indent is wider."""
FEW = 3
"""So many sure cases at least before a habit is believed."""
FITS = 0.2
"""Ems that must be left over before a word is believed to fit on a line."""
WIDEST_WAVE = 4.0
"""Ems: no way of breaking lines by the number of characters wavers more."""
MANY_WAVES = 4
"""So many lines show it."""
FAR = 8.0
"""Ems from the margin: no line that is broken anywhere ends so early."""
HARDLY_BEGUN = 15
"""Ems left on a line that no wrapping leaves, but where lines are broken at blanks only."""
GAP_REACH = 0.07
"""Line heights: gaps that differ by less are the same."""
STEP_REACH = 0.4
"""Ems: indents that differ by less are the same."""
EDGE_REACH = 0.06
"""Ems: right edges that differ by less are the same."""
STRONGEST = 4.0
"""Natural logarithm of the largest ratio that a gap or an indent may speak with."""
BORROWED = 2.0
"""Cases that the distribution of all kinds counts for, beside those of the kind itself."""

Kind = tuple[str, ...]


class Distribution:
    """Values observed inside paragraphs and between them, for kinds of line pairs, the widest kind first."""

    def __init__(self, reach: float, *, ordered: bool = False, share: float = 0.5) -> None:
        self._reach = reach
        self._base = share
        """What part of the cases is expected within reach of any value."""
        self._ordered = ordered
        """The larger, the likelier between paragraphs."""
        self._inside: dict[Kind, list[float]] = {}
        self._between: dict[Kind, list[float]] = {}
        self._said: dict[tuple[Sequence[Kind], Sequence[Kind], float], float] = {}
        """What was asked already: a document has few gaps and steps."""

    def learn(self, together: bool, inside: Sequence[Kind], between: Sequence[Kind], value: float | None) -> None:
        """Count a sure case, of lines in one paragraph or of two. All values sorted by `close`."""
        if value is None:
            return
        values = self._inside if together else self._between
        for kind in inside if together else between:
            values.setdefault(kind, []).append(value)

    def close(self) -> None:
        """All is learnt."""
        for values in (*self._inside.values(), *self._between.values()):
            values.sort()
        self._said.clear()

    def says(self, inside: Sequence[Kind], between: Sequence[Kind], value: float | None) -> float:
        """Natural log of how much likelier the value is between paragraphs than inside, ±STRONGEST; 0: no telling."""
        if value is None:
            return 0.0
        asked = inside, between, value
        found = self._said.get(asked)
        if found is None:
            found = self._said[asked] = self._ratio(inside, between, value)
        return found

    def _ratio(self, inside: Sequence[Kind], between: Sequence[Kind], value: float) -> float:
        if len(self._inside.get((), ())) + len(self._between.get((), ())) < FEW:
            return 0.0
        low, high = value - self._reach, value + self._reach
        separate = self._share(self._between, between, -math.inf if self._ordered else low, high)
        together = self._share(self._inside, inside, low, math.inf if self._ordered else high)
        return max(-STRONGEST, min(STRONGEST, math.log(separate / together)))

    def _share(self, values: dict[Kind, list[float]], kinds: Sequence[Kind], low: float, high: float) -> float:
        """Part of the cases between `low` and `high`, each of `kinds` smoothed by the wider one before it."""
        share = self._base
        for kind in kinds:
            known = values.get(kind, ())
            hits = bisect_right(known, high) - bisect_left(known, low)
            share = (hits + BORROWED * share) / (len(known) + BORROWED)
        return share


class Habits(NamedTuple):
    """Where paragraphs begin in this document, as far as it is known by now."""

    gaps: Distribution
    """`Line.gap` of the line below."""
    steps: Distribution
    """Ems that the line below begins right of the line above."""
    edges: Distribution
    """`Line.right_space` of the line above, where it ends near the margin."""


def no_habits() -> Habits:
    """Nothing is known yet."""
    return Habits(Distribution(GAP_REACH, ordered=True), Distribution(STEP_REACH), Distribution(EDGE_REACH, share=0.2))


@frozen
class DocumentLayout:
    """How the document as a whole is set, whatever its paragraphs are."""

    all_bold: bool = False
    """Bold throughout: then bold says nothing."""
    ragged: bool = False
    """Lines are broken at blanks only, of which Chinese has few: they end anywhere."""
    wavering: float = 0.0
    """Ems that lines broken by hand, or by number of characters, end before the word that would not have fitted."""
    margins: tuple[float, ...] = (0.0,)
    """Right spaces at which lines are customarily broken: 0, and more where hanging paragraphs lost their indent."""


def layout_of(lines: Sequence[Line]) -> DocumentLayout:
    """What all lines have in common."""
    body = [line for line in lines if len(line.text.strip()) > 12 and not line.centred and not line.rows]
    bold = sum(is_bold(line) for line in body)
    margins = customary_margins(body)
    return DocumentLayout(
        all_bold=bold > 0.6 * len(body) > 0,
        ragged=_breaks_at_blanks(lines, margins),
        wavering=_wavering(lines, margins),
        margins=margins,
    )


def space_left(line: Line, margins: Sequence[float]) -> float | None:
    """Ems between the line and the margin that it was broken at."""
    space = line.right_space
    if space is None:
        return None
    return min(space - margin for margin in margins if margin == 0 or space > margin - 1)


def _wavering(lines: Sequence[Line], margins: Sequence[float]) -> float:
    """The most that several lines in mid-sentence leave free although the next word would have fitted."""
    free: list[float] = []
    for above, below in pairwise(lines):
        space, text = space_left(above, margins), above.text.rstrip()
        if space is None or below.rows or below.starts is not None or is_sentence_end(text) or text[-1:] in "：:":
            continue
        left = space - first_word_width(below.text.strip())
        if FITS < left < WIDEST_WAVE and has_clauses(text) and is_han(below.text.strip()):
            free.append(left)
    return sorted(free)[len(free) * 9 // 10] if len(free) >= MANY_WAVES else 0.0


def _breaks_at_blanks(lines: Sequence[Line], margins: Sequence[float]) -> bool:
    """Several lines break off far from the margin where no paragraph ends, before a long stretch without a blank."""
    torn: set[float] = set()
    for above, below in pairwise(lines):
        space, text = space_left(above, margins) or 0.0, above.text.rstrip()
        if space < FAR or below.rows or below.starts is not None or not below.text.strip() or is_sentence_end(text):
            continue
        stretch = below.text.split(None, 1)[0]
        wide = has_clauses(text) and text[-1:] not in "：:" and is_han(stretch) and 0.9 * len(stretch) > space
        if wide or (space >= HARDLY_BEGUN and is_unfinished(text)):
            torn.add(space)
    return len(torn) >= FEW


def is_bold(line: Line) -> bool:
    """Bold throughout."""
    return bool(line.spans) and all("bold" in span.marks for span in line.spans if span.text.strip())


def customary_margins(body: Sequence[Line]) -> tuple[float, ...]:
    """Right spaces (whole ems) where many lines break off in mid-sentence: only a margin makes lines do that."""
    broken: Counter[int] = Counter()
    alike: Counter[int] = Counter()
    for line in {line.text: line for line in body}.values():  # one line printed often shows no margin
        if line.right_space is not None and line.right_space <= WIDEST_HANG:
            alike[round(line.right_space)] += 1
            broken[round(line.right_space)] += not is_sentence_end(line.text)
    often = max(3.0, 0.02 * len(body))
    return (
        0.0,
        *(float(space) for space, count in sorted(alike.items()) if count >= often and broken[space] >= 0.6 * count),
    )


def first_word_width(text: str) -> float:
    """Ems of the first unbreakable piece of `text`: a Chinese character or a Latin word, with its punctuation."""
    width, at = 0.0, 0
    while at < len(text) and text[at] in OPENING:
        width, at = width + _width_of_char(text[at]), at + 1
    if at < len(text) and not text[at].isascii():
        width, at = width + 1.0, at + 1
    else:
        while at < min(len(text), 40) and text[at].isascii() and text[at] != " ":
            width, at = width + 0.5, at + 1
    # Punctuation that may not begin a line may be squeezed, or hang in the margin.
    return max(width, 1.0) + (0.5 if at < len(text) and text[at] in CANNOT_BEGIN else 0.0)


def _width_of_char(char: str) -> float:
    return 0.5 if char.isascii() else 1.0


def width_of(text: str) -> float:
    """Ems that the text takes, Latin letters being half as wide as Chinese characters."""
    return sum(map(_width_of_char, text))
