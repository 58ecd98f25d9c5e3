"""The generator of documents whose tree is known: the same bytes at every run, a quarter held apart, keys that fit."""

from __future__ import annotations

from collections import Counter

import pytest

from benchmarks.typeset import held_apart
from benchmarks.typeset.cases import in_format, in_layout
from benchmarks.typeset.layouts import layouts
from benchmarks.typeset.producers import PRODUCERS
from benchmarks.typeset.score import Tally, wanted
from benchmarks.typeset.specials import SPECIALS, special
from benchmarks.typeset.trees import NAMES, tree


@pytest.fixture(autouse=True)
def _own_folder(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AGREEMENT_TYPESET", str(tmp_path_factory.getbasetemp() / "typeset"))


def test_a_file_is_the_same_at_every_run() -> None:
    layout = layouts()[6]
    assert in_layout(tree("lease-2"), layout).make() == in_layout(tree("lease-2"), layout).make()
    assert in_format(special("deep-1"), "html").make() == in_format(special("deep-1"), "html").make()


def test_about_a_quarter_is_held_apart() -> None:
    for names in ([*NAMES, *SPECIALS], [layout.name for layout in layouts()]):
        assert 0.15 <= sum(map(held_apart, names)) / len(names) <= 0.4


def test_every_agreement_has_clauses_and_no_two_are_the_same() -> None:
    trees = [*map(tree, NAMES), *map(special, SPECIALS)]
    assert all(wanted(one).total() >= 10 for one in trees)
    assert len({frozenset(wanted(one).items()) for one in trees}) == len(trees)


def test_a_clause_with_a_wrong_parent_is_no_right_clause() -> None:
    want = Counter({("1.", "甲", ""): 1, ("（1）", "乙", "1."): 1})
    have = Counter({("1.", "甲", ""): 1, ("（1）", "乙", ""): 1})
    tally = Tally()
    tally.add(want, have)
    assert (tally.right, tally.f1) == (1, 0.5)


@pytest.mark.parametrize("producer", ["html", "html-lists", "markdown", "text-spaced", "docx-typed", "docx-numbered"])
def test_formats_are_read_as_they_were_written(producer: str) -> None:
    tally = Tally()
    for name in ("labour-1", "purchase-2"):
        if PRODUCERS[producer].fits(tree(name)):
            tally.add(*in_format(tree(name), producer).keys())
    assert tally.f1 >= 0.98
