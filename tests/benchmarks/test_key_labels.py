"""The labels of key clauses and emphasis findings keep no words, and what measures keeps apart from what is fitted
on."""

import re

import pytest

from agreement_tool.model import CATEGORIES
from benchmarks.lint_precision import emphasis

pytest.importorskip("sklearn")
fitting = pytest.importorskip("benchmarks.accuracy.fit_key_clauses")

ROWS = [line.split("\t") for line in fitting.LABELS.read_text("utf-8").splitlines()]


def test_a_label_is_a_hash_and_codes() -> None:
    assert {len(row) for row in ROWS} == {5}
    assert {row[0] for row in ROWS} == {*fitting.FITTED_ON, "second", "first_sight"}
    assert all(re.fullmatch("[0-9a-f]{12}", clause) for _, _, _, clause, _ in ROWS)
    assert all(re.fullmatch("[LUDBPSFludbpsf]*", codes) for *_, codes in ROWS)
    assert all(len({code.upper() for code in codes}) == len(codes) for *_, codes in ROWS)


def test_what_is_measured_at_first_sight_is_not_fitted_on() -> None:
    fitted_on = {file for part in fitting.FITTED_ON for file in fitting.written(part)}
    assert not set(fitting.written("first_sight")) & fitted_on
    assert len(fitting.written("first_sight")) >= 10


def test_two_passes_over_the_same_clauses_agree() -> None:
    first, second = fitting.written("train"), fitting.written("second")
    assert len(second) >= 20
    both = single = 0
    for file, clauses in second.items():
        for one, other in zip(first[file], clauses, strict=True):
            assert one["clause"] == other["clause"]
            for category in set(CATEGORIES) - {*one["arguable"], *other["arguable"]}:
                both += category in one["key"] and category in other["key"]
                single += (category in one["key"]) != (category in other["key"])
    assert 2 * both / (2 * both + single) > 0.97


def test_a_threshold_is_the_one_with_fewest_mistakes() -> None:
    numpy = fitting.numpy
    sums, wanted = numpy.array([-2.0, -0.9, -0.2, 1.0]), numpy.array([False, False, True, True])
    assert -0.9 < fitting.threshold_of("liability", sums, wanted) <= -0.2


def test_every_judged_finding_has_one_verdict() -> None:
    known = emphasis.labels()
    assert len(known) >= 200
    assert set(known.values()) == {"T", "P", "F"}
