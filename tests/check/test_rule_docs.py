"""docs/rules/ is generated from the rules' docstrings: `python -m tests.check.test_rule_docs` writes it anew."""

from __future__ import annotations

from pathlib import Path

import pytest

from agreement_tool.pipeline.review import rule_notes
from agreement_tool.report.rule_docs import FAMILIES, family, index, page

DOCS = Path(__file__).parents[2] / "docs" / "rules"


def pages() -> dict[str, str]:
    """File name -> content."""
    notes = rule_notes()
    written = {f"{name}.md": page([note for note in notes if family(note) == name], name) for name in FAMILIES}
    return {"README.md": index(notes), **written}


@pytest.mark.parametrize("name", list(pages()))
def test_a_page_of_the_rule_docs_is_fresh(name: str) -> None:
    assert (DOCS / name).read_text("utf-8") == pages()[name], "run: python -m tests.check.test_rule_docs"


def test_no_page_is_left_over() -> None:
    assert {path.name for path in DOCS.iterdir()} == set(pages())


def test_every_family_has_a_page() -> None:
    assert {family(note) for note in rule_notes()} == set(FAMILIES)


if __name__ == "__main__":
    DOCS.mkdir(parents=True, exist_ok=True)
    for file_name, content in pages().items():
        (DOCS / file_name).write_text(content, "utf-8")
