"""Faults seeded into clean contracts of seventeen types (contracts/<type>.yaml): each is found, and the clean ones are
clean."""

from __future__ import annotations

from pathlib import Path

import pytest

from agreement_tool.check.runner import run
from agreement_tool.text.citations import citation
from tests.check.seeded import Seeded, clean, seeded

FOLDER = Path(__file__).parent / "contracts"
FAULTS = tuple(seeded(FOLDER))


@pytest.mark.parametrize("style", sorted(clean(FOLDER)))
def test_a_clean_contract_has_no_finding(style: str) -> None:
    assert run(clean(FOLDER)[style]) == run(clean(FOLDER)[style], select=("CON008",)) == ()


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: f"{fault.style} {fault.code} {fault.after}")
def test_a_seeded_fault_is_found_where_it_is(fault: Seeded) -> None:
    tree = fault.agreement
    places = [citation(tree, found.eid) if found.eid else "" for found in run(tree, select=(fault.code,))]
    assert places if fault.at is None else fault.at in places


def test_there_are_faults_of_every_kind_in_at_least_six_types_of_contract() -> None:
    assert len(FAULTS) >= 150
    assert len({fault.style for fault in FAULTS}) >= 6
    assert {fault.code for fault in FAULTS} >= {f"CON{number:03d}" for number in range(1, 24) if number != 2} | {
        "CON002"
    }
