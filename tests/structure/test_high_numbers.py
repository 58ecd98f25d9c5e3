"""Numbers above 199 and 999 are labels where a list has run so far, and only there."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agreement_tool.model import Agreement
from agreement_tool.read.base import ReadOptions
from agreement_tool.read.registry import kind_of, reader_of
from agreement_tool.store import codec
from agreement_tool.structure.build import build
from tests.extent import examples

STYLES = ["{}. ", "{}、", "（{}）", "第{}条 ", "{}）"]
SENTENCE = "用户应当遵守本平台的规则，不得转让账号。"


def agreement_of(text: str, name: str) -> Agreement:
    data = text.encode()
    return build(reader_of(kind_of(data, name)).read(data, name=name, options=ReadOptions(ocr="never"))).agreement


def labels(agreement: Agreement) -> list[str]:
    return [clause.label for clause in agreement.walk() if clause.label]


def listed(style: str, numbers: list[int]) -> str:
    return "\n".join(["用户协议", *(f"{style.format(number)}{SENTENCE}" for number in numbers)])


@pytest.mark.parametrize("style", STYLES)
def test_a_list_is_read_beyond_its_thousandth_entry(style: str) -> None:
    agreement = agreement_of(listed(style, list(range(195, 1005))), "a.txt")
    assert labels(agreement) == [style.format(number).strip() for number in range(195, 1005)]
    assert {len(clause.number) for clause in agreement.walk()} == {1}


@pytest.mark.parametrize(
    ("name", "text", "first"),
    [
        ("a.html", "<h1>用户协议</h1><ol start=996>" + f"<li>{SENTENCE}</li>" * 8 + "</ol>", 996),
        ("a.md", "# 用户协议\n\n" + "".join(f"{number}. {SENTENCE}\n\n" for number in range(1, 1004)), 1),
    ],
)
def test_a_generated_or_marked_list_is_read_on(name: str, text: str, first: int) -> None:
    agreement = replace(agreement_of(text, name), id="x", version="1")
    assert labels(agreement) == [f"{number}." for number in range(first, 1004)]
    assert codec.load(codec.dump(agreement)).agreement.clauses == agreement.clauses


@given(
    st.sampled_from(STYLES),
    st.integers(150, 199),
    st.integers(60, 90),
    st.integers(1, 50),
)
@settings(max_examples=examples(15), deadline=None)
def test_one_missing_number_does_not_end_the_list(style: str, first: int, count: int, missing: int) -> None:
    numbers = [number for number in range(first, first + count) if number != first + missing]
    assert labels(agreement_of(listed(style, numbers), "a.txt")) == [style.format(number).strip() for number in numbers]


@given(st.integers(2, 30), st.lists(st.integers(1000, 9999), min_size=1, max_size=4))
@settings(max_examples=examples(30), deadline=None)
def test_years_and_amounts_are_no_labels(last: int, found: list[int]) -> None:
    lines = [f"{number}. {SENTENCE}" for number in range(1, last + 1)]
    lines += [f"{number}. 本公司开始提供服务，并公布本协议的首个版本。" for number in found]
    agreement = agreement_of("\n".join(["用户协议", *lines]), "a.txt")
    assert labels(agreement) == [f"{number}." for number in range(1, last + 1)]


def test_a_year_after_a_long_list_is_no_label() -> None:
    text = listed("{}. ", list(range(1, 1201))) + "\n2019. 年起，本公司提供服务。\n1500.5元由用户承担。\n1202.50元起。"
    assert labels(agreement_of(text, "a.txt"))[-2:] == ["1199.", "1200."]


def test_a_second_list_counts_from_its_own_numbers() -> None:
    both = [*range(190, 215), *range(190, 205)]
    assert labels(agreement_of(listed("{}. ", both), "a.txt")) == [f"{number}." for number in both]
