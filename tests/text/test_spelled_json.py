"""JSON that the tool writes by itself is what the standard library writes."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from agreement_tool.text.spelled import json_escaped, json_text

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text() | st.integers(), inner, max_size=4),
    max_leaves=12,
)


@given(values)
def test_indented_json_is_that_of_the_standard_library(value: object) -> None:
    assert json_text(value) == json_escaped(json.dumps(value, ensure_ascii=False, indent=2))


def test_tuples_are_lists_and_empty_ones_stay_on_their_line() -> None:
    assert json_text({"a": (1, 2), "b": (), "c": {}}) == '{\n  "a": [\n    1,\n    2\n  ],\n  "b": [],\n  "c": {}\n}'
