"""Words printed over other words are rows of their own, however many."""

from __future__ import annotations

import cProfile

from agreement_tool.read.pdf.layers import layers_of
from agreement_tool.read.pdf.page import TextRun, TextStyle

STYLE = TextStyle("宋体", 1, 10.0)


def run(text: str, left: float) -> TextRun:
    return TextRun(text, [left + 10 * place for place in range(len(text))], left + 10 * len(text), 100.0, STYLE)


def words(runs: list[TextRun]) -> list[str]:
    return [layer_run.text for layer_run in runs]


def test_runs_behind_each_other_are_one_row() -> None:
    assert [words(layer) for layer in layers_of([run("协议", 30), run("服务", 10)])] == [["服务", "协议"]]


def test_a_stamp_over_a_row_is_a_row_of_its_own() -> None:
    found = layers_of([run("用户应当遵守", 10), run("样本", 22), run("规定", 70)])
    assert [words(layer) for layer in found] == [["用户应当遵守", "规定"], ["样本"]]


def test_the_same_words_drawn_again_are_one_row() -> None:
    assert [words(layer) for layer in layers_of([run("责任", 10), run("责任", 10.3)])] == [["责任", "责任"]]


def test_a_blank_hides_nothing() -> None:
    wide = run("甲\u3000\u3000\u3000乙", 10)
    assert [words(layer) for layer in layers_of([wide, run("丙丁", 24)])] == [["甲\u3000\u3000\u3000乙", "丙丁"]]


def other_words(count: int) -> list[TextRun]:
    """So many words in one place that share no character."""
    return [run(chr(0x4E00 + 2 * place) + chr(0x4E01 + 2 * place), 10) for place in range(count)]


def calls(runs: list[TextRun]) -> int:
    profile = cProfile.Profile()
    profile.runcall(layers_of, runs)
    return sum(entry.callcount for entry in profile.getstats())


def test_thousands_of_words_in_one_place_are_all_kept_and_cost_their_number() -> None:
    found = layers_of(other_words(2_000))
    assert len(found) == 64 and sum(map(len, found)) == 2_000
    assert calls(other_words(2_000)) < 2.3 * calls(other_words(1_000))
