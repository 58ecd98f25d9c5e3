"""Standard clauses of the benchmark are all found before an edit, and its rows can be made."""

from __future__ import annotations

import pytest

from benchmarks.compare_standard.__main__ import ABSENT, APART, HERE, LAYOUTS, PARTS, found, rows


@pytest.mark.parametrize("part", PARTS)
def test_an_agreement_without_an_edit_has_what_it_should(part: str) -> None:
    outline = (HERE / f"agreement_{part}.txt").read_text("utf-8")
    for layout in LAYOUTS:
        assert found(part, layout(outline)) == {(name, "missing"): 1 for name in ABSENT[part]}


def test_there_are_sixty_seeded_deviations_and_more_and_a_third_is_held_apart() -> None:
    seeded = [row for row in rows() if row.kind != "harmless"]
    apart = [row for row in seeded if row.part in APART]
    assert len(seeded) >= 60 and len(apart) >= 0.3 * len(seeded)
    for row in rows():
        outline = (HERE / f"agreement_{row.part}.txt").read_text("utf-8")
        assert row.edited(outline) != outline


def test_rows_held_apart_are_found() -> None:
    for row in [row for row in rows() if row.part in APART][::8]:
        outline = row.edited((HERE / f"agreement_{row.part}.txt").read_text("utf-8"))
        assert found(row.part, outline) == row.expected()
