"""TYP002 引号有误 wrong-way-quote: a quotation mark points the wrong way or stands alone.

问题：引号方向错（“协议“）或只有一半。
理由：被定义的词到哪里为止不清楚。
What: “ where ” is due, or the other way round, or an odd one out.
Why: where the quoted term ends is unclear.
Bad: （以下称“协议“）
Good: （以下称“协议”）
"""

from collections.abc import Iterator
from itertools import pairwise

from agreement_tool.check.base import Context, Fault, Rule, text_fix
from agreement_tool.model import Bilingual, Clause, Field, Severity

_PAIRS = (("“", "”"), ("‘", "’"))


def check(context: Context) -> Iterator[Fault]:
    """One fault a wrong mark; only where the marks come in pairs is it certain which way each must point."""
    found = list(_each(context))
    places = context.outline.places
    alone = {(places[clause.eid], char) for clause, char, _ in found if char}
    for clause, char, fault in found:
        if not (char and _continued(places[clause.eid], char, alone)):
            yield fault


def _continued(place: int, char: str, alone: set[tuple[int, str]]) -> bool:
    """A quotation that opens in one paragraph and closes in the next, or in the one after it."""
    closing = dict(_PAIRS)
    wanted, step = (closing[char], 1) if char in closing else (next(one for one, end in _PAIRS if end == char), -1)
    return any((place + step * away, wanted) in alone for away in range(1, _PARAGRAPHS + 1))


_PARAGRAPHS = 2


def _each(context: Context) -> Iterator[tuple[Clause, str, Fault]]:
    """Every fault with its clause, and its mark where that is alone ('' otherwise)."""
    for clause, field, text in context.texts_having(*(mark for pair in _PAIRS for mark in pair)):
        for opening, closing in _PAIRS:
            if opening not in text and closing not in text:
                continue
            places = [
                place for place, char in enumerate(text) if char in (opening, closing) and not _apostrophe(text, place)
            ]
            for fault in _faults(clause, field, text, places, opening, closing):
                lone = fault.fix is None and field == "text" and fault.start is not None
                yield clause, text[fault.start] if lone and fault.start is not None else "", fault


def _apostrophe(text: str, place: int) -> bool:
    before = text[max(0, place - 1) : place]
    return text[place] == "’" and before.isalpha() and (before.isascii() or "Ａ" <= before <= "ｚ")


def _faults(clause: Clause, field: Field, text: str, places: list[int], opening: str, closing: str) -> Iterator[Fault]:
    wrong = [place for nth, place in enumerate(places) if text[place] != (closing if nth % 2 else opening)]
    if not wrong or _is_nested(text, places, opening):
        if len(places) % 2:
            yield _lone(clause, field, text, places[-1])
        return
    if len(places) % 2 or _has_doubled(places) or not _encloses_terms(text, places):
        yield _lone(clause, field, text, _first_break(text, places, opening))
        return
    for place in wrong:
        right = closing if text[place] == opening else opening
        message = Bilingual(f"引号方向有误，应为 {right} ", f"wrong-way quotation mark; expected {right}")
        yield Fault(clause, message, field, place, place + 1, 0.95, text_fix(clause, field, place, place + 1, right))


def _is_nested(text: str, places: list[int], opening: str) -> bool:
    """“甲称“乙”” : marks of one kind inside one another, but every one closed."""
    depth = 0
    for place in places:
        depth += 1 if text[place] == opening else -1
        if depth < 0:
            return False
    return depth == 0


def _has_doubled(places: list[int]) -> bool:
    """Two marks side by side: which of them is one too many cannot be told."""
    return any(after == before + 1 for before, after in pairwise(places))


_TERM = 40
"""Code points: what is quoted longer is speech, and the marks may belong otherwise."""


def _encloses_terms(text: str, places: list[int]) -> bool:
    """Read in pairs, every pair encloses a term: no sentence ends in it."""
    pairs = zip(places[::2], places[1::2], strict=True)
    return all(end - start <= _TERM and not any(mark in text[start:end] for mark in "。；\n") for start, end in pairs)


def _first_break(text: str, places: list[int], opening: str) -> int:
    """The first mark that repeats the direction of the one before it, or that closes nothing."""
    expected_open = True
    for place in places:
        if (text[place] == opening) is not expected_open:
            return place
        expected_open = not expected_open
    return places[-1]


def _lone(clause: Clause, field: Field, text: str, place: int) -> Fault:
    return Fault(clause, Bilingual("引号没有配对", "a quotation mark has no counterpart"), field, place, place + 1, 0.8)


RULE = Rule("TYP002", "wrong-way-quote", "引号有误", Severity.WARNING, check)
