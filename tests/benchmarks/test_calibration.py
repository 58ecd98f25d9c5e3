"""The measures of certainty, on values whose answer is known."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.accuracy import labels
from benchmarks.accuracy.calibration import Stated, discrimination, expected_error, labelled, table

SHARED = Path(__file__).parents[2].parent / "shared"


def _stated(certainty: float, right: bool) -> Stated:
    return Stated("pdf", "a.pdf", False, certainty, right, {})


def test_what_is_right_as_often_as_stated_has_no_error() -> None:
    cases = [_stated(0.75, right) for right in (True, True, True, False)]
    assert expected_error(cases) == pytest.approx(0.0)


def test_overconfidence_is_the_distance() -> None:
    cases = [_stated(0.95, right) for right in (True, False)]
    assert expected_error(cases) == pytest.approx(0.45)


def test_wrong_clauses_stated_less_certain_are_told_apart() -> None:
    assert discrimination([_stated(0.9, True), _stated(0.3, False)]) == 1.0
    assert discrimination([_stated(0.3, True), _stated(0.9, False)]) == 0.0


def test_the_table_counts_every_clause_once() -> None:
    cases = [_stated(value, True) for value in (0.0, 0.6, 0.8, 0.95, 1.0)]
    counted = [int(row.rsplit("of ", 1)[1]) for row in table(cases) if "stated" in row]
    assert sum(counted) == len(cases)


def test_labels_hold_no_words() -> None:
    for path in labels.FOLDER.glob("*.json"):
        kept = json.loads(path.read_text(encoding="utf-8"))
        assert set(kept) == {"file", "sha256", "clauses"}
        for label, parent, hashed, *kind in kept["clauses"]:
            assert len(label) <= 16 and isinstance(parent, int) and len(hashed) == 12
            assert set(kind) <= {"table", "signature"}


def test_as_many_of_one_key_are_right_as_are_wanted() -> None:
    key = ("1.", "0" * 12, "")
    assert labels.right([key], [key, key]) == [True, False]


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_dir(), reason="the corpus is no part of the repository")
def test_most_clauses_of_labelled_documents_are_right_and_their_certainty_fits() -> None:
    cases = [case for case in labelled(SHARED) if case.right is not None]
    assert sum(bool(case.right) for case in cases) / len(cases) >= 0.97
    assert expected_error(cases) <= 0.05
