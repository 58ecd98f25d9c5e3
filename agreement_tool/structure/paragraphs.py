"""Does a printed line begin a paragraph? Evidence from the pair between two lines.

The evidence is a table of (what it says, weight, when it holds); the sum says begins (> 0) or continues (< 0).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from agreement_tool.model import Line
from agreement_tool.structure import spans as runs
from agreement_tool.structure.candidates import candidates
from agreement_tool.structure.forms import is_form_field, is_signature_field
from agreement_tool.structure.layout import HARDLY_BEGUN, Layout, is_bold
from agreement_tool.structure.wording import (
    CANNOT_BEGIN,
    crosses_a_word,
    hangs_on_a_word,
    has_clauses,
    introduces_a_list,
    is_definition,
    is_han,
    is_led_by_brackets,
    is_sentence_end,
    is_unfinished,
    leans_on_what_stands_before,
    looks_like_heading,
)
from agreement_tool.text.patterns import compiled
from agreement_tool.text.sentences import ends_with_colon

CERTAIN = 9.0
"""A format that says where paragraphs begin is believed."""
SHORTEST_CUT = 15
"""Characters: a paragraph or line that was cut in mid-sentence has at least so many."""
TORN = 2
"""Characters on a line of its own that a producer tore off the line above."""
NO_INDENT = 1.0
"""Ems: the first line of an indented paragraph begins further in."""
_MARKS = compiled(r"[，。；：、]")
"""A paragraph that is cut has some of these; a heading has none."""
SURE_BULLETS = frozenset("•●○◆◇■▪►▶▸➢➤✓★※‣❖")
"""Marks that stand at the head of a paragraph only; dashes, stars and middle dots may stand inside one."""


@dataclass(frozen=True)
class LinePair:
    """Two neighbouring lines. What several pieces of evidence ask is worked out once."""

    above: Line
    below: Line
    above_text: str
    below_text: str
    layout: Layout
    before: str = ""
    """What the line above goes on, in formats that say where paragraphs begin: the rest of its paragraph."""
    head: Line | None = None
    """The line that paragraph begins with; None: the line above."""
    goes_on: bool = False
    """The line above goes on another."""

    @cached_property
    def numbered(self) -> bool:
        """The line above may begin with a clause number."""
        return bool(candidates(self.above_text))

    @cached_property
    def ends(self) -> bool:
        """The line above ends a sentence."""
        # www.example. / com: a point before a small letter ends nothing.
        broken = self.above_text[-1:] == "." and self.below_text[:1].islower()
        return is_sentence_end(self.above_text) and not broken

    @cached_property
    def introduces(self) -> bool:
        """The line above ends with a colon."""
        return ends_with_colon(self.above_text)

    @cached_property
    def lists(self) -> bool:
        """The line above ends with a colon and the words that introduce a list: 下列行为：."""
        return self.introduces and introduces_a_list(self.above_text)

    @cached_property
    def hangs(self) -> float | None:
        """How far the line below is from where a second line would stand, in ems; None: no telling."""
        if self.layout.hang is None or not self.numbered or self.above.indent is None or self.below.indent is None:
            return None
        if self.layout.second_lines is not None:
            return self.below.indent - self.layout.second_lines
        return self.step - self.layout.hang

    @cached_property
    def first_line(self) -> float | None:
        """Ems the line below stands right of where paragraphs go on; None where first lines are not indented."""
        if self.layout.flush is None or self.below.indent is None or self.below.centred:
            return None
        return self.below.indent - self.layout.flush

    @cached_property
    def room(self) -> float | None:
        """Ems left on the line above after the first word of the line below, had it stood there."""
        if self.above.right_space is None:
            return None
        right_space = self.above.right_space
        return min(
            right_space - margin for margin in self.layout.margins if margin == 0 or right_space > margin - 1
        ) - first_word_width(self.below_text)

    @cached_property
    def full(self) -> bool:
        """The line above reaches a margin: what follows could not have stood on it."""
        # A blank to be filled in may be drawn as long as the line: that it reaches the margin says nothing.
        return self.room is not None and self.room < 1.2 and not self.blank_above

    @cached_property
    def blank_above(self) -> bool:
        """The line above ends with a blank to be filled in."""
        spans = runs.without_tail(self.above.spans, "）)")
        last = spans[-1] if spans else None
        return last is not None and (
            last.text.rstrip().endswith("_") or ("underline" in last.marks and last.text[-1:].isspace())
        )

    @cached_property
    def short(self) -> bool:
        """The line above ends well before the margin."""
        return self.room is not None and self.room >= 6

    @cached_property
    def in_block(self) -> bool:
        """The line above goes on another and stands where the line below does: the whole paragraph is indented."""
        return self.goes_on and abs(self.step) < 0.5 and self.above.indent is not None and self.below.indent is not None

    @cached_property
    def step(self) -> float:
        """How far the line below begins right of the line above, in ems."""
        if self.above.indent is None or self.below.indent is None:
            return 0.0
        return self.below.indent - self.above.indent


def first_word_width(text: str) -> float:
    """Ems that the first unbreakable piece of `text` takes: one Chinese character, or a Latin word."""
    width = 0.0
    for char in text[:40]:
        if not char.isascii() or char == " ":
            break
        width += 0.5
    return max(width, 1.0)


def _size_changes(pair: LinePair) -> bool:
    above, below = pair.above.size, pair.below.size
    return above is not None and below is not None and abs(above - below) > 0.08 * max(above, below)


def _weight_changes(pair: LinePair) -> bool:
    return not pair.layout.all_bold and is_bold(pair.above) != is_bold(pair.below)


def _hangs_as_usual(pair: LinePair) -> bool:
    # Where second lines stand flush with first ones, standing there says nothing.
    return pair.hangs is not None and abs(pair.hangs) < 0.5 and abs(pair.layout.hang or 0.0) >= 0.5


def _heading_below(pair: LinePair) -> bool:
    apart = _weight_changes(pair) and is_bold(pair.below) and not is_unfinished(pair.above_text)
    return apart and (pair.below.right_space or 0.0) > 6 and looks_like_heading(pair.below_text)


def _gap(pair: LinePair) -> float:
    """How the room above reads: > 0 between paragraphs, < 0 inside one."""
    gap = pair.below.gap
    if gap is None:
        return 0.0
    if pair.layout.gaps is None:
        return min(max(gap - 0.25, 0.0), 2.0)
    return pair.layout.gaps.reads(gap)


def _ends_short_of_wrap(pair: LinePair) -> float:
    """1 where the line above stops well short of the margin, more where it hardly begins."""
    if not pair.short or is_unfinished(pair.above_text):
        return 0.0
    return 1.5 if (pair.room or 0.0) >= HARDLY_BEGUN and not pair.layout.ragged else 1.0


def _goes_on_after_a_blank(pair: LinePair) -> bool:
    """The blank at the margin stands in a sentence, not in a form."""
    if not pair.blank_above or pair.ends or pair.room is None or pair.room >= 1.2:
        return False
    return has_clauses(pair.above_text) and not is_form_field(pair.above_text) and not is_form_field(pair.below_text)


def _cut_apart(pair: LinePair) -> bool:
    """A format's two paragraphs that are one sentence: a page of a PDF ended there before it was turned into the file."""
    above, below = pair.before + pair.above_text, pair.below_text
    if len(above) < SHORTEST_CUT or not _MARKS.search(above):
        return False
    alike = not (pair.below.auto_label or pair.above.rows or pair.below.rows or pair.below.centred)
    plain = alike and pair.above.outline is None and pair.below.outline is None and not candidates(below)
    if not plain or _weight_changes(pair) or is_form_field(below) or is_signature_field(below):
        return False
    if _returns_to_the_margin(pair):
        return True
    return is_han(above[-1]) and is_han(below[:1]) and _one_sentence(above, below)


def _returns_to_the_margin(pair: LinePair) -> bool:
    """In mid-sentence, from a first line indented as such to one that is not."""
    first, below = (pair.head or pair.above).indent, pair.below.indent
    if first is None or below is None or is_sentence_end(pair.above_text) or pair.above_text[-1] in "：:，,）)]】":
        return False
    if is_form_field(pair.before + pair.above_text):
        return False
    return below < NO_INDENT and 1.2 < first - below < 6


def _one_sentence(above: str, below: str) -> bool:
    return hangs_on_a_word(above) or leans_on_what_stands_before(below) or crosses_a_word(above, below)


def _word_goes_on(pair: LinePair) -> bool:
    """A line broken by hand, in mid-sentence and short of the margin."""
    above, below = pair.above_text, pair.below_text
    if not (pair.short and len(above) >= SHORTEST_CUT and has_clauses(above) and not is_form_field(below)):
        return False
    return is_han(above[-1:]) and is_han(below) and _one_sentence(above, below)


EVIDENCE: tuple[tuple[str, float, Callable[[LinePair], bool | float]], ...] = (
    ("the line above reaches the margin in mid-sentence", -3.0, lambda s: s.full and not s.ends and not s.lists),
    ("the line above reaches the margin", -2.0, lambda s: s.full),
    ("the line above ends a sentence", 1.5, lambda s: s.ends),
    ("the line above ends a clause of a sentence only", -0.7, lambda s: s.above_text.endswith(("；", ";"))),
    ("the line above ends a sentence short of the margin", 2.5, lambda s: not s.full and s.above.right_space is not None and s.ends),
    ("the line above is in mid-sentence", -1.5, lambda s: not s.ends and not s.lists and not s.short and not s.blank_above),
    ("the line above introduces a list", 1.5, lambda s: s.lists and s.full),
    ("the line above stops well short of the margin", 3.0, _ends_short_of_wrap),
    ("the line above cannot end a paragraph", -3.0, lambda s: is_unfinished(s.above_text)),
    ("the line above wants another word", -2.0, lambda s: not s.short and hangs_on_a_word(s.above_text)),
    ("the line above introduces something", 1.0, lambda s: s.introduces),
    ("a word goes on below", -7.0, _word_goes_on),
    ("a torn-off character above", -9.0, lambda s: s.goes_on and len(s.above_text) <= TORN and is_han(s.above_text[-1:]) and is_han(s.below_text)),
    ("no paragraph begins so", -6.0, lambda s: s.below_text[:1] in CANNOT_BEGIN),
    ("another character would have stood on the line above", 1.5, lambda s: s.full and s.ends and (s.room or 0.0) >= 0.5),
    ("paragraphs have one line as a rule", 1.0, lambda s: s.layout.brief and s.full and s.ends),
    ("a date or a line to sign on above", 2.0, lambda s: not s.full and is_signature_field(s.above_text)),
    ("the room above", 3.5, _gap),
    ("the room above, after an introduction", 2.5, lambda s: s.layout.gaps is not None and s.introduces and _gap(s) > 0.9),
    ("the size changes", 3.0, _size_changes),
    ("a bold line meets one that is not", 1.5, _weight_changes),
    ("a bold heading below a sentence", 1.5, lambda s: s.ends and _heading_below(s)),
    ("a bold heading below a full line", 5.0, lambda s: s.full and not s.ends and _heading_below(s)),
    ("one of them is centred", 2.5, lambda s: s.above.centred != s.below.centred),
    ("first-line indent", 3.0, lambda s: s.hangs is None and 1.2 < (s.first_line or 0.0) < 6 and not s.in_block),
    ("where a second line of a numbered paragraph stands", -1.5, _hangs_as_usual),
    ("not where a second line would stand", 2.0, lambda s: s.hangs is not None and abs(s.hangs) > 1.0),
    ("no first-line indent where they are the habit", -2.0, lambda s: s.layout.all_indented and s.first_line is not None and abs(s.first_line) < 0.6 and s.step < 1.2),
    ("a bullet", 7.0, lambda s: s.below_text[:1] in SURE_BULLETS),
    ("words in brackets at the head of a line", 4.0, lambda s: s.ends and is_led_by_brackets(s.below_text)),
    ("a term defined", 1.5, lambda s: s.ends and is_definition(s.below_text)),
    ("one line of a form after another", 5.0, lambda s: not s.numbered and is_form_field(s.above_text) and is_form_field(s.below_text)),
    ("the line above ends with a blank to fill in", 2.0, lambda s: s.blank_above and is_form_field(s.above_text)),
    ("a sentence goes on after its blank", -3.0, _goes_on_after_a_blank),
    ("a caption and its blank", 2.0, lambda s: not s.full and is_form_field(s.below_text)),
    ("a line to sign on", 2.5, lambda s: not s.full and is_signature_field(s.below_text)),
    ("a heading above", 1.5, lambda s: not s.full and looks_like_heading(s.above_text) and not is_unfinished(s.above_text)),
)  # fmt: skip


def start_evidence(pair: LinePair) -> float:
    """> 0: the line below begins a paragraph; < 0: it continues the line above."""
    if pair.below.starts is not None:
        return CERTAIN if pair.below.starts and not _cut_apart(pair) else -CERTAIN
    if pair.above.rows or pair.below.rows or pair.below.auto_label or pair.above.outline != pair.below.outline:
        return CERTAIN
    total = sum(weight * float(holds(pair)) for _, weight, holds in EVIDENCE)
    return max(-CERTAIN, min(CERTAIN, total or 0.1))
