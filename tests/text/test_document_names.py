"""Names in 《》 are found in one go, closed or not."""

from __future__ import annotations

import pytest

from agreement_tool.text.document_names import document_names, without_document_names


@pytest.mark.parametrize(
    ("text", "names", "without"),
    [
        ("依照《民法典》和《电子商务法》。", ["《民法典》", "《电子商务法》"], "依照《》和《》。"),
        ("《甲《乙》丙》", ["《甲《乙》"], "《》丙》"),
        ("》《未完", [], "》《未完"),
        ("《a》《《《", ["《a》"], "《》《《《"),
        ("没有", [], "没有"),
    ],
)
def test_names_end_with_the_next_closing_sign(text: str, names: list[str], without: str) -> None:
    assert [text[start:end] for start, end in document_names(text)] == names
    assert without_document_names(text) == without
