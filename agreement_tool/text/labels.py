"""The grammar of printed clause numbers: what may stand at the head of a line and be a label.

A label is only evidence. `match_label` gives every reading of a line's head ("i." is the letter i or the Roman one;
"2.24小时" is 2.24 or 2. and 24小时); which of them, if any, is a clause number is for `structure` to infer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from typing import NamedTuple

from agreement_tool.frozen import frozen
from agreement_tool.model import Label, Numeral
from agreement_tool.text.numerals import (
    BRACKETED,
    CIRCLED,
    CIRCLED_VARIANTS,
    DOTTED,
    IDEOGRAPHIC,
    ROMAN_LOWER,
    ROMAN_UPPER,
    STEMS,
    read_numeral,
    write_numeral,
)
from agreement_tool.text.patterns import compiled
from agreement_tool.text.remembered import TEXTS
from agreement_tool.text.whitespace import strip_whitespace


class LabelReading(NamedTuple):
    """One way to read the head of a line: the label, and what follows it without leading blanks."""

    label: Label
    rest: str


# Full-width and half-width forms that mean the same in a label.
FOLDED_PUNCTUATION = str.maketrans("（）．，：［］〔〕【】－﹣‐–", "().,:[][][]----")
PART_UNITS = ("部分", "编", "篇")
CHAPTER_UNITS = (*PART_UNITS, "章", "节")
"""Wider than articles: as a rule they head what stands in them."""
UNITS = (*CHAPTER_UNITS, "条", "款", "项", "目")
ATTACHMENT_UNITS = ("附件", "附录", "附表", "附图", "附则")
BULLETS = "•·・●○◦◆◇■▪▫►▶▸▹➢➤➣✓✔★☆※‣⁃❖♦\uf06c\uf06e\uf0a7\uf0b7\uf0d8\uf0fc\uf075\uf076"
_SPACED_BULLETS = "-–—*+"

_BLANK = r"[ \t\u3000\u00a0]*"
_ARABIC = r"[0-9０-９]{1,3}"
_HIGH = r"[0-9０-９]{1,6}"
"""Where it is known that a number stands, or that a list has run so far: 2019. is else a year."""
_HAN = r"[〇零一二三四五六七八九十百千⼀⼆⼋⼗]{1,7}"
_FORMAL = r"[壹贰貳叁叄肆伍陆陸柒捌玖拾佰仟]{1,7}"
_CODE_POINTS: dict[Numeral, str] = {
    "circled": CIRCLED + "".join(CIRCLED_VARIANTS),
    "bracketed": BRACKETED,
    "dotted": DOTTED,
    "ideographic": IDEOGRAPHIC,
    "roman": ROMAN_LOWER,
    "ROMAN": ROMAN_UPPER,
}
_NUMERALS: dict[Numeral, str] = {
    "han": _HAN,
    "han-formal": _FORMAL,
    "stem": f"[{STEMS}]",
    "roman": f"[ivxl]{{1,7}}|[{ROMAN_LOWER}]",
    "ROMAN": f"[IVXL]{{1,7}}|[{ROMAN_UPPER}]",
    "lower": "[a-zａ-ｚ]",
    "upper": "[A-ZＡ-Ｚ]",
}
_HAN_ARABIC: tuple[Numeral, ...] = ("han", "arabic")
_HAN_BOTH: tuple[Numeral, ...] = ("han", "han-formal")
_LETTERS: tuple[Numeral, ...] = ("roman", "ROMAN", "lower", "upper")
_STEM: tuple[Numeral, ...] = ("stem",)
_ATTACHED: tuple[Numeral, ...] = ("han", "arabic", "ROMAN", "upper")
_OPENING = r"[（(〔【\[［]"
_CLOSING = r"[）)〕】\]］]"


@frozen
class _Form:
    """One style of label: a pattern with the groups opening, number, closing and, where it has them, unit, inserted."""

    numeral: Numeral
    pattern: re.Pattern[str]
    unit: str = ""


def _tiered(arabic: str) -> str:
    return rf"{arabic}(?:{_BLANK}(?P<joint>[.．\-－–]){_BLANK}{arabic})(?:{_BLANK}(?P=joint){_BLANK}{arabic}){{0,5}}"


def _bracketed(numeral: Numeral, number: str) -> _Form:
    after = r"(?:[.．、：:](?![0-9０-９]))?"
    pattern = rf"(?P<opening>{_OPENING}){_BLANK}(?P<number>{number}){_BLANK}(?P<closing>{_CLOSING}{after})"
    return _Form(numeral, compiled(pattern))


def _half_bracketed(numeral: Numeral, number: str) -> _Form:
    return _Form(numeral, compiled(rf"(?P<number>{number}){_BLANK}(?P<closing>[）)](?:[.．、])?)"))


def _pointed(numeral: Numeral, number: str, points: str) -> _Form:
    # A point typed twice (十五．.) is a slip, three are an ellipsis.
    closing = rf"(?P<closing>[{points}](?:[.．、](?![.．、。0-9]))?)(?![.．、。]|(?<=[:：，,])[0-9])"
    return _Form(numeral, compiled(rf"(?P<number>{number}){_BLANK}{closing}"))


def _counted(arabic: str) -> Iterator[_Form]:
    """第三条, 第 3 条, 第三条之一, 第一部分, and 第1.2条."""
    units = "|".join(UNITS)
    for numeral in _HAN_ARABIC:
        one = _NUMERALS.get(numeral, arabic)
        number = rf"{_tiered(arabic)}|{one}" if numeral == "arabic" else one
        inserted = rf"(?:{_BLANK}之{_BLANK}(?P<inserted>{one}))?"
        pattern = (
            rf"(?P<opening>第){_BLANK}(?P<number>{number}){_BLANK}"
            rf"(?P<closing>(?P<unit>{units}){inserted}(?:{_BLANK}[、：:．.，,](?![0-9]))?)"
        )
        yield _Form(numeral, compiled(pattern))


def _attachments(arabic: str) -> Iterator[_Form]:
    """附件一, 附件1：, 附录A."""
    units = "|".join(ATTACHMENT_UNITS)
    for numeral in _ATTACHED:
        number = _NUMERALS.get(numeral, arabic)
        tail = r"(?![A-Za-z])" if numeral in ("ROMAN", "upper") else ""
        pattern = (
            rf"(?P<opening>(?P<unit>{units})){_BLANK}(?P<number>{number}){tail}(?P<closing>(?:{_BLANK}[、：:．.])?)"
        )
        yield _Form(numeral, compiled(pattern))


def _forms(arabic: str) -> Iterator[_Form]:
    """Every style, the likelier reading of the same characters first. `arabic`: the pattern of a number in digits."""
    tiered = _tiered(arabic)
    yield from _counted(arabic)
    yield from _attachments(arabic)
    yield _Form("arabic", compiled(rf"(?P<number>{tiered})(?P<closing>{_BLANK}[.．、：:](?![0-9０-９]))"))
    yield _bracketed("arabic", rf"{tiered}|{arabic}")
    for numeral in (*_HAN_BOTH, *_LETTERS, *_STEM):
        yield _bracketed(numeral, _NUMERALS[numeral])
    for numeral in (*_HAN_ARABIC, *_LETTERS):
        yield _half_bracketed(numeral, _NUMERALS.get(numeral, arabic))
    yield _Form("arabic", compiled(rf"(?P<number>{tiered})(?P<closing>)(?![0-9０-９])"))
    # What Word makes of %1.%2 where the first level counts 一, 二, 三.
    mixed = rf"{_HAN}[.．]{arabic}(?:[.．]{arabic}){{0,4}}"
    yield _Form("arabic", compiled(rf"(?P<number>{mixed})(?P<closing>)(?![0-9０-９])"))
    yield _pointed("arabic", arabic, "、.．，,：:")
    for numeral in _HAN_BOTH:
        yield _pointed(numeral, _NUMERALS[numeral], "、.．，：:")
    for numeral in (*_LETTERS, *_STEM):
        yield _pointed(numeral, _NUMERALS[numeral], "、.．")
    for numeral, characters in _CODE_POINTS.items():
        yield _Form(numeral, compiled(rf"(?P<number>[{characters}])(?P<closing>[.．、)）]?)"))
    yield _Form("arabic", compiled(rf"(?P<number>{arabic})(?P<closing>)(?=[ \t\u3000\u00a0]+\S|\Z)"))
    yield _Form("han", compiled(rf"(?P<number>{_HAN})(?P<closing>)(?=[ \t\u3000\u00a0]+\S|\Z)"))
    yield _Form("bullet", compiled(rf"(?P<number>[{BULLETS}])(?P<closing>)"))
    yield _Form("bullet", compiled(rf"(?P<number>[{re.escape(_SPACED_BULLETS)}])(?P<closing>)(?=[ \t\u3000\u00a0]|\Z)"))
    # Word's second-level bullet is the letter o in Courier New.
    yield _Form("bullet", compiled(r"(?P<number>o)(?P<closing>)(?=[ \t\u3000\u00a0]{2}|[ ]?[\u4e00-\u9fff])"))


_FORMS = tuple(_forms(_ARABIC))


@cache
def _high_forms() -> tuple[_Form, ...]:
    return tuple(_forms(_HIGH))


# The first characters that any style can begin with; most lines of an agreement are dismissed by this alone.
_FIRST = compiled(
    rf"[0-9０-９{_HAN[1:-6]}{_FORMAL[1:-6]}{STEMS}a-zA-Zａ-ｚＡ-Ｚ第附（(〔【\[［{''.join(_CODE_POINTS.values())}{BULLETS}"
    rf"{re.escape(_SPACED_BULLETS)}]"
)
_JOINT = compiled(r"[.．\-－–]")
_FOUR_DIGITS = compiled(r"[0-9０-９]{4}")


def _numbers(printed: str, numeral: Numeral) -> tuple[int, ...] | None:
    if numeral == "bullet":
        return ()
    pieces = _JOINT.split(printed) if numeral == "arabic" else [printed]
    values = [read_numeral(bare, _numeral_of(bare, numeral)) for bare in map(strip_whitespace, pieces)]
    found = tuple(value for value in values if value is not None)
    return found if len(found) == len(values) else None


def _numeral_of(piece: str, numeral: Numeral) -> Numeral:
    """二 of 二.1 is Han, though the label counts as an Arabic one."""
    return "han" if numeral == "arabic" and "\u4e00" <= piece[:1] <= "\u9fff" else numeral


def _label(form: _Form, match: re.Match[str]) -> Label | None:
    groups = match.groupdict()
    number = _numbers(groups["number"], form.numeral)
    if number is None:
        return None
    inserted = groups.get("inserted")
    return Label(
        text=match.group().rstrip(),
        numeral=form.numeral,
        number=number,
        unit=groups.get("unit") or "",
        opening=groups.get("opening") or "",
        closing=(groups["closing"] or "").strip(),
        inserted=(read_numeral(inserted, form.numeral) or 0) if inserted else 0,
    )


def _is_latin_word(label: Label, rest: str) -> bool:
    """'e.g.', 'A.B', 'i.e.': a letter and a point that go on in Latin letters without a blank."""
    return label.numeral in _LETTERS and label.closing[:1] in ("", ".") and bool(re.match("[A-Za-z]", rest))


def _is_decimal(label: Label, rest: str) -> bool:
    """０．９以上: the head of a figure below one; 2.0: of an edition's number."""
    zero = label.number == (0,) or (label.numeral == "arabic" and rest[:1] in ("0", "０"))
    return zero and label.closing[:1] in ("．", ".") and rest[:1].isdecimal()


@lru_cache(maxsize=TEXTS)
def match_label(text: str) -> tuple[LabelReading, ...]:
    """Every reading of the head of `text` as a clause number, likeliest first; () when there is none.

    Leading blanks are skipped; `len(text) - len(rest)` is where the unit's own text begins.
    """
    return _readings(text.lstrip(), _FORMS)


@lru_cache(maxsize=TEXTS)
def match_high_label(text: str) -> tuple[LabelReading, ...]:
    """As `match_label`, with numbers in digits up to 999,999."""
    return _readings(text.lstrip(), _high_forms())


def _readings(stripped: str, forms: Sequence[_Form]) -> tuple[LabelReading, ...]:
    if not _FIRST.match(stripped):
        return ()
    readings: list[LabelReading] = []
    seen: set[tuple[str, Numeral]] = set()
    for form in forms:
        match = form.pattern.match(stripped)
        label = _label(form, match) if match else None
        if match is None or label is None or (label.text, label.numeral) in seen:
            continue
        if not (_is_latin_word(label, stripped[match.end() :]) or _is_decimal(label, stripped[match.end() :])):
            seen.add((label.text, label.numeral))
            readings.append(LabelReading(label, stripped[match.end() :].lstrip()))
    return tuple(readings)


def whole_labels(text: str) -> list[Label]:
    """Every reading of a text that is known to be a label and nothing else; its numbers may be as high as 999,999."""
    match = match_high_label if _FOUR_DIGITS.search(text) else match_label
    return [label for label, rest in match(text) if not rest]


@lru_cache(maxsize=8192)
def parse_label(label_text: str, number: tuple[int, ...] | None = None) -> Label | None:
    """A whole label taken apart ('3.1.' -> tiers (3, 1)), up to 999,999; None when the text is not a label and nothing
    else.

    Where it has two readings ('i.'), the one whose tiers equal `number` wins, else the likeliest.
    """
    whole = whole_labels(label_text)
    agreeing = [label for label in whole if number is not None and label.number == number]
    return next(iter(agreeing or whole), None) or _unclosed(label_text)


def _unclosed(label_text: str) -> Label | None:
    """（三, whose closing bracket was left out: told by `structure` from the numbers around it."""
    closed = {"（": "）", "(": ")"}.get(label_text[:1])
    whole = whole_labels(label_text + closed) if closed else []
    return next((replace(label, text=label_text, closing="") for label in whole), None)


@lru_cache(maxsize=8192)
def style(label: Label) -> str:
    """The label's style, either width folded together, as its first member is printed: '(1)', '1.1', '第一条',
    '一、'."""
    return printed_style(label).translate(FOLDED_PUNCTUATION)


def printed_style(label: Label) -> str:
    """The label's style as printed, widths kept: '（1)', '1.1.', '第一条', '•'."""
    if label.numeral == "bullet":
        return label.text
    one = write_numeral(1, label.numeral)
    joint = next(iter(_JOINT.findall(label.text)), ".")
    number = joint.join([one] * max(1, label.tiers))
    closing = label.closing.split("之")[0] if label.inserted else label.closing
    return label.opening + number + closing


@lru_cache(maxsize=8192)
def widths(label: Label) -> frozenset[str]:
    """Which widths its punctuation is printed in: {'full'}, {'half'}, both (mixed) or neither."""
    punctuation = label.opening + "".join(_JOINT.findall(label.text)) + label.closing
    half = any(char in "().,:[]-" for char in punctuation)
    full = punctuation != punctuation.translate(FOLDED_PUNCTUATION)
    return frozenset(name for name, present in (("half", half), ("full", full)) if present)
