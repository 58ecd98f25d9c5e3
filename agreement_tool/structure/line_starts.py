"""Does a printed line begin a paragraph? Named features of it and the line above, weighted.

The sum is a log-odds: > 0 begins, < 0 continues. Its weights are fitted (`weights.json`); formats that say where their
paragraphs begin are believed, and `_must_begin` masks what no weights may decide.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from agreement_tool.frozen import frozen
from agreement_tool.model import Line
from agreement_tool.structure.candidates import candidates
from agreement_tool.structure.document_layout import (
    HARDLY_BEGUN,
    Habits,
    Kind,
    is_bold,
    layout_of,
    no_habits,
)
from agreement_tool.structure.line_pairs import LinePair, PrintedLine, line_pair, printed_line
from agreement_tool.structure.weights import weighed, weights_of
from agreement_tool.text.form_lines import is_form_field, is_signature_field
from agreement_tool.text.line_wording import (
    CANNOT_BEGIN,
    crosses_a_word,
    hangs_on_a_word,
    has_clauses,
    is_definition,
    is_han,
    is_led_by_brackets,
    is_sentence_end,
    leans_on_what_stands_before,
    looks_like_heading,
    sums_up,
)
from agreement_tool.text.patterns import compiled
from agreement_tool.text.sentences import ends_with_colon

WEIGHTS = "line starts"
"""Where the features' weights stand in `weights.json`."""
CERTAIN = 9.0
"""A format that says where paragraphs begin is believed."""
MASKED = 2.0
"""Log-odds, at least, of a line that must begin a paragraph."""
CLEAR = 3.5
"""Log-odds from which a pair of lines is a sample of the document's habits."""
SHORTEST_CUT = 15
"""Characters: a paragraph or line that was cut in mid-sentence has at least so many."""
TORN = 2
"""Characters on a line of its own that a producer tore off the line above."""
TORN_IN_A_SENTENCE = 5
"""The same, where the paragraph has clauses and so ends with a mark."""
LOOKED_AT = 200
"""Characters of the paragraph so far that are looked at."""
NO_INDENT = 1.0
"""Ems: the first line of an indented paragraph begins further in."""
_ROUNDS = 2
"""So often a document is read: with no habits known, and with those that the sure pairs have shown."""
_MARKS = compiled(r"[，。；：、]")
"""A paragraph that is cut has some of these; a heading has none."""
_CAPTIONED = compiled(r"[^，。；：:]{1,16}[：:]")
"""开户行：某银行: a line with a caption of its own goes on nothing."""
_AT_A_COMMA = compiled(r"[，、]\Z|[\u4e00-\u9fff],\Z")
_COUNTED = compiled(r"[年月日元%％]|万元|个月|小时|天|份")
SURE_BULLETS = frozenset("•●○◆◇■▪►▶▸➢➤✓★※‣❖")
"""Marks that stand at the head of a paragraph only; dashes, stars and middle dots may stand inside one."""

Feature = Callable[[LinePair], bool | float]
HabitFeature = Callable[[LinePair, Habits, str], bool | float]
"""Asks what is usual in the document as well, and what stands above in the paragraph that the line above goes on."""


@frozen
class LineStart:
    """How surely a line begins a paragraph (`score` > 0) or continues the line above (< 0), and why."""

    score: float
    pair: LinePair | None = None
    """None: the format says it."""
    habits: Habits | None = None
    begun: str = ""
    """What stands above the line above in its paragraph; empty: that begins with the line above."""

    def parts(self) -> Iterator[tuple[str, float]]:
        """Each feature that holds with what it adds to the score, capped at ±CERTAIN, and what a line that must begin a
        paragraph is raised by."""
        if self.pair is None or self.habits is None:
            return
        weights = weights_of(WEIGHTS)
        yield "bias", weights["bias"]
        values = [(name, float(holds(self.pair))) for name, holds in FEATURES]
        values += [(name, float(holds(self.pair, self.habits, self.begun))) for name, holds in HABIT_FEATURES]
        weighed_values = [(name, weights[name] * value) for name, value in values if value]
        yield from weighed_values
        raised = self.score - _capped(weights["bias"] + sum(value for _, value in weighed_values))
        if raised > 0.01:
            yield "the line above had room for more and ends there: it must begin", raised


def line_starts(lines: Sequence[Line], pieces: Sequence[Sequence[str]]) -> list[LineStart]:
    """Each line's. `pieces`: the lines' texts without surrounding blanks, cut where numbers are glued into them."""
    scores = list(_format_scores(lines, pieces))
    pairs = dict(_pairs(lines, pieces, scores))
    bias, features = weights_of(WEIGHTS)["bias"], weighed(WEIGHTS, FEATURES)
    fixed = {at: bias + sum([weight * holds(pair) for weight, holds in features]) for at, pair in pairs.items()}
    found: list[LineStart] = []
    habits = no_habits()
    for _ in range(_ROUNDS if pairs else 1):
        found = []
        begun = ""
        for at, score in enumerate(scores):
            found.append(
                LineStart(score, begun=begun) if score is not None else _start(pairs[at], fixed[at], habits, begun)
            )
            begun = (begun + pieces[at - 1][-1])[-LOOKED_AT:] if at and found[-1].score < 0 else ""
        habits = _habits_of(found)
    return found


def _start(pair: LinePair, fixed: float, habits: Habits, begun: str) -> LineStart:
    total = fixed + sum([weight * holds(pair, habits, begun) for weight, holds in weighed(WEIGHTS, HABIT_FEATURES)])
    total = _capped(total)
    return LineStart(max(total, MASKED) if _must_begin(pair, begun) else total, pair, habits, begun)


def _capped(total: float) -> float:
    return max(-CERTAIN, min(CERTAIN, total or 0.1))


def _must_begin(pair: LinePair, begun: str) -> bool:
    """The line above could have held the next word, and its words end there."""
    if pair.above.cut and pair.above.heading:
        return True
    if pair.clear_space is None or pair.clear_space < 1.0 or pair.above.blank:
        return False
    if _cannot_begin(pair) or _word_goes_on(pair) or _torn_off(pair, begun):
        return False
    return pair.ends or (pair.above.heading and not pair.above.unfinished)


def _format_scores(lines: Sequence[Line], pieces: Sequence[Sequence[str]]) -> Iterator[float | None]:
    """What the formats say of each line; None where they say nothing."""
    begun, head = "", None
    """The paragraph so far and the line it begins with, where the format's own were cut apart."""
    for at, line in enumerate(lines):
        above = lines[at - 1] if at else None
        if above is None:
            yield CERTAIN
            continue
        whole = ((begun if len(pieces[at - 1]) == 1 else "") + pieces[at - 1][-1]).rstrip()
        score = _format_says(above, line, pieces[at][0], whole, head or above)
        goes_on = bool(line.starts) and score is not None and score < 0
        begun, head = (whole, head or above) if goes_on else ("", None)
        yield score


def _format_says(above: Line, below: Line, text: str, whole: str, head: Line) -> float | None:
    if below.starts is not None:
        return CERTAIN if below.starts and not _is_cut_paragraph(above, below, text, whole, head) else -CERTAIN
    if above.rows or below.rows or below.auto_label or above.outline != below.outline:
        return CERTAIN
    return None


def _pairs(
    lines: Sequence[Line], pieces: Sequence[Sequence[str]], scores: Sequence[float | None]
) -> Iterator[tuple[int, LinePair]]:
    """The pairs of lines of which no format says anything, by the place of the lower."""
    if all(score is not None for score in scores):
        return
    layout = layout_of(lines)
    above = _last_piece(lines[0], pieces[0])
    for at in range(1, len(lines)):
        last = _last_piece(lines[at], pieces[at])
        if scores[at] is None:
            first = last if len(pieces[at]) == 1 else printed_line(lines[at], pieces[at][0])
            yield at, line_pair(above, first, layout)
        above = last


def _last_piece(line: Line, pieces: Sequence[str]) -> PrintedLine:
    return printed_line(line, pieces[-1], cut=len(pieces) > 1)


def _habits_of(starts: Sequence[LineStart]) -> Habits:
    """What is usual in the document, from the pairs of neighbours that leave no doubt."""
    habits = no_habits()
    for start in starts:
        if start.pair is not None and abs(start.score) >= CLEAR:
            for distribution, asked in zip(habits, _ASKED, strict=True):
                distribution.learn(start.score < 0, *asked(start.pair, start.begun))
    for distribution in habits:
        distribution.close()
    return habits


Asked = tuple[Sequence[Kind], Sequence[Kind], float | None]
"""Kinds of a pair inside a paragraph and between two, the widest first, and the value."""


def _gap(pair: LinePair, begun: str) -> Asked:
    lower = pair.below.style
    return ((),), ((), (lower,), (*_upper(pair, begun), lower)), pair.below.line.gap


def _step(pair: LinePair, begun: str) -> Asked:
    upper, lower = _upper(pair, begun), pair.below.style
    return ((), upper[-1:], upper), ((), (upper[-1], lower), (*upper, lower)), pair.step


def _edge(pair: LinePair, _: str) -> Asked:
    kinds = ((), ("stop" if pair.stop else "",))
    return kinds, kinds, pair.edge


def _upper(pair: LinePair, begun: str) -> Kind:
    return pair.above.style, "later" if begun else "first"


_ASKED = (_gap, _step, _edge)
"""In the order of `Habits`."""


def _is_cut_paragraph(above: Line, below: Line, text: str, whole: str, head: Line) -> bool:
    """A format's two paragraphs that are one sentence: a page of a PDF ended there before it was turned into the file.
    `whole`: the paragraph that ends with the line above, which begins with `head`."""
    if len(whole) < SHORTEST_CUT or not _MARKS.search(whole):
        return False
    alike = not (below.auto_label or above.rows or below.rows or below.centred)
    plain = alike and above.outline is None and below.outline is None and not candidates(text)
    if plain and _is_left_over(whole, text):
        return True
    if not plain or is_bold(above) != is_bold(below) or is_form_field(text) or is_signature_field(text):
        return False
    if _returns_to_the_margin(whole, head, below) or _waits_for_its_end(whole, text, below):
        return True
    return is_han(whole[-1]) and is_han(text[:1]) and _one_sentence(whole, text)


def _waits_for_its_end(above: str, text: str, below: Line) -> bool:
    """A sentence that stops at a comma, or, in a Word file, without a mark: writers of web pages leave marks out."""
    if _CAPTIONED.match(text):
        return False
    if _AT_A_COMMA.search(above):
        return bool(_MARKS.search(above[:-1]))
    of_word = below.items is None and below.size is not None
    open_ended = is_han(above[-1]) and has_clauses(above) and not is_form_field(above)
    return of_word and open_ended and has_clauses(text) and not sums_up(text)


def _is_left_over(above: str, text: str) -> bool:
    """The full stop of the sentence above, with a character or two before it at most: 才能生|效。"""
    bare = text.strip("_ \u3000")
    goes_on = not is_sentence_end(above) and above[-1] not in "：:"
    return goes_on and len(bare) <= TORN + 1 and bare.endswith(("。", "；"))


def _returns_to_the_margin(whole: str, head: Line, below: Line) -> bool:
    """In mid-sentence, from a first line indented as such to one that is not."""
    first, second = head.indent, below.indent
    if first is None or second is None or is_sentence_end(whole) or whole[-1] in "：:，,）)]】":
        return False
    return not is_form_field(whole) and second < NO_INDENT and 1.2 < first - second < 6


def _one_sentence(above: str, below: str) -> bool:
    return hangs_on_a_word(above) or leans_on_what_stands_before(below) or crosses_a_word(above, below)


def _cannot_begin(pair: LinePair) -> bool:
    """Punctuation, after a blank to fill in or not; or 年 and the like, which the blank above it counts."""
    text = pair.below.text
    if pair.above.blank and _COUNTED.match(text):
        return True
    return text.lstrip("_ \u3000")[:1] in CANNOT_BEGIN if text.strip("_ \u3000") else False


def _heading_below(pair: LinePair) -> bool:
    bold_line = pair.weight_changes and pair.below.bold and not pair.above.unfinished
    return bold_line and (pair.below.line.right_space or 0.0) > 6 and looks_like_heading(pair.below.text)


def _ends_short_of_wrap(pair: LinePair) -> float:
    """1 where the line above stops well short of the margin, more where it hardly begins."""
    if not pair.short or pair.above.unfinished:
        return 0.0
    return 1.5 if (pair.right_space or 0.0) >= HARDLY_BEGUN and not pair.layout.ragged else 1.0


def _word_goes_on(pair: LinePair) -> bool:
    """A line broken by hand, in mid-sentence and short of the margin."""
    above, below = pair.above.text, pair.below.text
    if pair.full or len(above) < SHORTEST_CUT or not has_clauses(above) or is_form_field(below):
        return False
    return is_han(above[-1:]) and is_han(below) and _one_sentence(above, below)


def _torn_off(pair: LinePair, begun: str) -> bool:
    """A character or two, or the few that a sentence in progress has on its last line: …授|权的服|务商，…."""
    above = pair.above.text
    if not (begun and is_han(above[-1:]) and is_han(pair.below.text)):
        return False
    if pair.above.number is not None and pair.above.heading:
        return False  # "2. 总则" is as short as what is torn off, and numbers are not torn off with it
    if len(above) > 1 and is_form_field(pair.below.text):
        return False  # …松江新城|支行|银行账号：
    return len(above) <= TORN or (len(above) <= TORN_IN_A_SENTENCE and has_clauses(begun))


FEATURES: tuple[tuple[str, Feature], ...] = (
    ("the line above reaches the margin in mid-sentence", lambda p: p.full and not p.ends and not p.introduces),
    ("the line above reaches the margin", lambda p: p.full),
    ("the line above ends a sentence", lambda p: p.ends),
    ("the line above ends a clause of a sentence only", lambda p: p.above.text.endswith(("；", ";"))),
    ("the line above ends a sentence short of the margin",
     lambda p: not p.full and p.above.line.right_space is not None and p.ends),
    ("the line above is in mid-sentence", lambda p: not (p.ends or p.introduces or p.short or p.above.blank)),
    ("the line above introduces a list at the margin", lambda p: p.lists and p.full),
    ("the line above stops well short of the margin", _ends_short_of_wrap),
    ("the line above cannot end a paragraph", lambda p: p.above.unfinished),
    ("the line above introduces something", lambda p: p.introduces),
    ("a word goes on below", _word_goes_on),
    ("no paragraph begins so", lambda p: _cannot_begin(p)),
    ("a sentence ends a little short of the margin", lambda p: p.full and p.ends and (p.right_space or 0.0) >= -0.7),
    ("a bold line meets one that is not", lambda p: p.weight_changes),
    ("a bold heading below a full line", lambda p: p.full and not p.ends and _heading_below(p)),
    ("one of them is centred", lambda p: p.above.line.centred != p.below.line.centred),
    ("a bullet", lambda p: p.below.text[:1] in SURE_BULLETS),
    ("words in brackets at the head of a line", lambda p: p.ends and is_led_by_brackets(p.below.text)),
    ("a term defined", lambda p: p.ends and is_definition(p.below.text)),
    ("one line of a form after another",
     lambda p: (p.above.number is None and is_form_field(p.above.text) and is_form_field(p.below.text))
     * (1 + ends_with_colon(p.below.text))),
)  # fmt: skip

HABIT_FEATURES: tuple[tuple[str, HabitFeature], ...] = (
    ("a torn-off character above", lambda p, h, begun: _torn_off(p, begun)),
    ("the gap above", lambda p, h, begun: h.gaps.says(*_gap(p, begun))),
    ("the right edge of the line above", lambda p, h, begun: h.edges.says(*_edge(p, begun))),
    ("the step to the right", lambda p, h, begun: h.steps.says(*_step(p, begun))),
)  # fmt: skip
