"""Each kind of fault, seeded into clean agreements of several numbering styles, is found where it is."""

from __future__ import annotations

import pytest

from agreement_tool.check.runner import run
from agreement_tool.model import Agreement
from agreement_tool.text.citations import citation
from tests.check.seeded import Seeded, clean, seeded


@pytest.mark.parametrize(("style", "tree"), clean().items(), ids=lambda value: value if isinstance(value, str) else "")
def test_a_clean_agreement_has_no_finding(style: str, tree: Agreement) -> None:
    assert [(finding.code, finding.label, finding.message.zh) for finding in run(tree)] == []


@pytest.mark.parametrize("fault", list(seeded()), ids=lambda fault: f"{fault.style} {fault.code} {fault.after}")
def test_a_seeded_fault_is_found_at_its_place(fault: Seeded) -> None:
    tree = fault.agreement
    found = [(finding.code, citation(tree, finding.eid) if finding.eid else "") for finding in run(tree)]
    assert (fault.code, fault.at) in found
