"""The seed's tree, as a reader of the diff can check it. `AGREEMENT_GOLDEN=1` writes it anew (make golden)."""

import os
from pathlib import Path

from agreement_tool.read.base import ReadOptions
from agreement_tool.read.plain import read
from agreement_tool.structure.build import build
from tests.structure.lines import sketch

SEED = Path(__file__).parents[1] / "data/seed/panasonic-security-app.txt"
GOLDEN = Path(__file__).parent / "golden/seed.txt"


def test_the_seed_has_its_golden_tree() -> None:
    drawn = sketch(build(read(SEED.read_bytes(), name=SEED.name, options=ReadOptions())).agreement.clauses)
    if os.environ.get("AGREEMENT_GOLDEN"):
        GOLDEN.parent.mkdir(exist_ok=True)
        GOLDEN.write_text(drawn, encoding="utf-8")
    assert drawn == GOLDEN.read_text(encoding="utf-8")


def test_golden_files_are_never_rewritten_in_ci() -> None:
    assert not (os.environ.get("CI") and os.environ.get("AGREEMENT_GOLDEN"))
