from pathlib import Path

import pytest

from agreement_tool.pipeline.compare import compare_targets

SEED = Path(__file__).parents[1] / "data" / "seed"


@pytest.mark.parametrize("other", ["fpdf2_noto.pdf", "rl_cid_stsong.pdf", "panasonic-security-app.txt"])
def test_the_same_agreement_from_another_producer_does_not_differ(other: str) -> None:
    compared = compare_targets(str(SEED / "lo_docx_noto.pdf"), str(SEED / other))
    assert compared.diff.changes == ()
    assert len(compared.diff.matches) == sum(1 for _ in compared.old.walk())


def test_a_source_file_is_named_by_its_name() -> None:
    text = str(SEED / "panasonic-security-app.txt")
    assert compare_targets(text, text).diff.old == "panasonic-security-app.txt"
