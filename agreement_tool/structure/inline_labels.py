"""Numbers, and what is to be signed, glued to what stands before them on the line: '…签订。十一、补充协议'."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from agreement_tool.model import Line
from agreement_tool.structure.candidates import SURE, Candidate, candidates
from agreement_tool.text import spans as runs
from agreement_tool.text.form_lines import is_signature_field
from agreement_tool.text.line_wording import is_han, looks_like_heading
from agreement_tool.text.patterns import compiled

_AFTER_SENTENCE = compiled(r"(?<=[。；！？])\s*(?=[第一二三四五六七八九十\d])")
_LONGEST_HEADING = 20
_BEFORE_A_NUMBER = compiled(
    r"(?:\A|[：:；;。，])\s*+(?=[（(]?\d{1,2}[、.．)）]|[①-⑳])"
    r"|(?:\A|[。）)]\s{2,}+|(?<!\s)\s{4,}+)(?=[一二三四五六七八九十]{1,3}、)"
)
_JOINS = compiled(r"[和及与或见至到、，《（(“]\s*\Z")
"""Behind these an attachment is spoken of."""
_BLANK = compiled(r"(?<=\S)\s+(?=\d)|(?<=[。；])(?=\d)")
_LED = compiled(r"[【〖][^【】〖〗，。；]{2,20}[】〗]\s*(?=[\d一第（(])")
_SPEAKS_OF_A_NUMBER = compiled(r"[第按照依据和与及或至见、，,（(《“\d]\Z")
"""Behind these a number is a reference."""
_SIGNED_BELOW = compiled(
    r"[。；]\s+(?=[^，。；：:（(]{2,8}[（(](?:签字|签章|盖章|签名|公章)[^，。；）)]{0,8}[）)][：:])"
)
_TIERED = 2
_CLOSED = (")", "）")
_LONGEST_TITLE = 40
FAR_FROM_THE_MARGIN = 2.0
"""Ems: a line that ends so early is not broken there by the margin."""


def split_inline_labels(lines: Sequence[Line]) -> list[tuple[Line, ...]]:
    """Each line cut before numbers that are glued into it; mostly the line itself."""
    listed = _half_listed(lines)
    return [
        (line,) if line.rows or line.auto_label else _cut(line, listed.get(at, ())) for at, line in enumerate(lines)
    ]


def _cut(line: Line, listed: Sequence[int]) -> tuple[Line, ...]:
    text = line.text
    numbers = (
        _nested_number(text),
        _led_by_heading(text),
        _inline_heading(text),
        *_successors(text),
        *_inline_attachments(text),
        *listed,
    )
    cuts = {at for at in (*numbers, *_inline_signatures(text)) if at}
    if not cuts:
        return (line,)
    pieces = [runs.cut(line.spans, start, end) for start, end in pairwise([0, *sorted(cuts), len(text)])]
    first, *later = (spans for spans in pieces if runs.text_of(spans).strip())
    rest = (replace(line, spans=spans, starts=None, gap=None, centred=False, outline=None) for spans in later)
    return (replace(line, spans=first), *rest)


class _Run:
    """Numbers of one style that count up from 1, at the heads of lines and inside them."""

    def __init__(self) -> None:
        self.reached = 0
        self.heads = 0
        """How many of them stand at the head of a paragraph."""
        self.inline: list[tuple[int, int]] = []
        """(line, offset) of those inside lines."""

    @property
    def listed(self) -> bool:
        """Its items are items: one stands at the head of a paragraph."""
        return self.heads > 0


def _half_listed(lines: Sequence[Line]) -> dict[int, list[int]]:
    """Where items stand inside lines although their list goes on at the head of a line: 1、…；2、…。⏎ 3、…."""
    cuts: dict[int, list[int]] = {}
    runs_open: dict[str, _Run] = {}
    for at, line in enumerate(lines):
        for offset, found in _numbers_in(line):
            run = runs_open.get(found.style)
            if found.label.ordinal == 1:
                run = runs_open[found.style] = _Run()
            elif run is None or found.label.ordinal != run.reached + 1:
                runs_open.pop(found.style, None)
                continue
            run.reached += 1
            if offset:
                run.inline.append((at, offset))
            else:
                run.heads += _begins(lines, at)
            if run.listed:
                for place, inside in run.inline:
                    cuts.setdefault(place, []).append(inside)
                run.inline.clear()
    return cuts


def _numbers_in(line: Line) -> Iterator[tuple[int, Candidate]]:
    """Plain numbers at the line's head (offset 0) and behind punctuation inside it."""
    if line.rows or line.auto_label:
        return
    text = line.text
    for match in _BEFORE_A_NUMBER.finditer(text):
        found = next(iter(candidates(text[match.end() :])), None)
        if found is not None and _is_an_item(found):
            yield match.end() if match.start() else 0, found


def _is_an_item(found: Candidate) -> bool:
    """1、发布…; no 2.5 and no 第二条."""
    plain = (found.form == 1 or not found.rest) and found.label.tiers == 1 and not found.label.unit
    closed = found.label.closing[:1] in _CLOSED  # 4）13MW…, while 3、4月 and 2.5 are none; （1）____ is to be filled in
    return plain and (closed or (bool(found.rest) and not found.rest[0].isdigit()))


def _begins(lines: Sequence[Line], at: int) -> bool:
    """The line surely begins a paragraph: the format says so, or the line above ends far from the margin."""
    if lines[at].starts is not None or not at:
        return lines[at].starts is not False
    return (lines[at - 1].right_space or 0.0) >= FAR_FROM_THE_MARGIN


def _led_by_heading(text: str) -> int:
    """Where a first number follows a heading in brackets: 【服务条款】1.关于账户; 0 when none does."""
    led = _LED.match(text)
    found = next(iter(candidates(text[led.end() :])), None) if led else None
    return led.end() if led and found and found.form >= SURE and found.label.ordinal == 1 else 0


def _successors(text: str) -> Iterator[int]:
    """Where the numbers that follow a paragraph's own tiered one stand inside it: 3.2 …自负。 3.3 …."""
    own = next(iter(candidates(text)), None) if text[:1].isdigit() else None
    if own is None or own.label.tiers < _TIERED or own.label.unit:
        return
    *above, last = own.label.number
    for blank in _BLANK.finditer(text):
        found = next(iter(candidates(text[blank.end() :])), None)
        if found is None or found.style != own.style or found.label.number != (*above, last + 1):
            continue
        ends, spoken_of = text[blank.start() - 1] in "。；;！？", _SPEAKS_OF_A_NUMBER.search(text[: blank.start()])
        if found.rest and (ends or (is_han(found.rest) and not spoken_of)):
            yield blank.end()
            last += 1


def _inline_signatures(text: str) -> Iterator[int]:
    """Where a paragraph goes on with what is to be signed: …一式两份。 甲方（盖章）： 日期： 乙方（盖章）：."""
    first = _SIGNED_BELOW.search(text)
    if first is not None and is_signature_field(text[first.end() :]):
        yield first.end()


def _inline_attachments(text: str) -> Iterator[int]:
    """Where titles of further attachments follow one on its line: 附件一 付款约定附件二 设备约定."""
    first = next(iter(candidates(text)), None)
    start = 0
    while first is not None and first.rest and first.label.opening.startswith("附"):
        at = text.find(first.label.unit, len(text) - len(first.rest))
        second = next(iter(candidates(text[at:])), None) if at > 0 else None
        if second is None or not second.rest or second.label.ordinal != (first.label.ordinal or 0) + 1:
            return
        if not looks_like_heading(text[start:at], _LONGEST_TITLE) or _JOINS.search(text[:at]):
            return
        yield at
        first, start = second, at


def _nested_number(text: str) -> int:
    """Where the first item's number follows its article's on the same line; 0 when none does."""
    for outer in candidates(text.strip())[:1]:
        if outer.form < 1 or outer.label.ordinal is None or outer.label.opening in ("（", "("):
            continue
        if any(_opens_a_list(inner, outer) for inner in candidates(outer.rest)[:1]):
            return text.index(outer.rest)
    return 0


def _opens_a_list(inner: Candidate, outer: Candidate) -> bool:
    return inner.form == 1 and inner.label.number == (1,) and inner.rank > outer.rank and bool(inner.rest)


def _inline_heading(text: str) -> int:
    """Where a heading was glued to the sentence before it; 0 when none was."""
    for match in _AFTER_SENTENCE.finditer(text):
        found = candidates(text[match.end() :])[:1]
        if match.end() and any(_heads(candidate) or (match.group() and _is_tiered(candidate)) for candidate in found):
            return match.end()
    return 0


def _is_tiered(candidate: Candidate) -> bool:
    """3.6 behind a sentence and a blank: whether it is the number to come, `depth` finds out."""
    return candidate.label.tiers > 1 and candidate.form >= SURE and bool(candidate.rest)


def _heads(candidate: Candidate) -> bool:
    label = candidate.label
    wide = label.unit in ("章", "节", "条") or (
        label.closing in ("、", ".", "．", "") and not label.opening and candidate.form > 0.7
    )
    return wide and looks_like_heading(candidate.rest, _LONGEST_HEADING)
