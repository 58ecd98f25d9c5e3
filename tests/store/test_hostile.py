"""Whatever is in a clause file, loading it gives an agreement or one StoreError, quickly."""

from __future__ import annotations

import time

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from agreement_tool.errors import StoreError
from agreement_tool.store.canonical import canonical
from agreement_tool.store.codec import dump, load
from tests.extent import examples
from tests.strategies import agreements, texts

YAMLISH = st.lists(
    st.sampled_from(
        ["schema: agreement/1\n", "id: a\n", 'version: "1"\n', "title: 甲\n", "clauses:\n", "  - ", "label: ", '"1."',
         "\n", " ",
         "    kind: level\n", "    text: |-\n", "      甲。\n", "rows:\n", "- ", "[", "]", "{", "}", ": ", "# 注\n",
         "&a ", "*a",
         "!!str ", "|", ">", "'", '"', "\\", "**", "<u>", "</u>", "\t", "---\n", "...\n", "? ", "signals: [face]\n",
         "~", "\x00",
         "\ufeff", "\u2028", "number: [1]\n", "pages: 1-3\n", "wid: x\n", "eid: x\n", "source:\n", "furniture:\n"]
    )
    | texts,
    max_size=40,
).map("".join)  # fmt: skip


def survives(text: str) -> None:
    try:
        loaded = load(text, name="x.yaml")
    except StoreError as error:
        assert str(error.where).startswith("x.yaml")
        assert error.what
        return
    assert load(dump(loaded.agreement)).agreement == canonical(loaded.agreement)


@settings(max_examples=examples(400), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(YAMLISH)
@example("schema: agreement/1\nid: a\nversion: 1\ntitle: a\nclauses:\n- kind: table\n  rows: [[{text: a}, [b]], 3]\n")
def test_text_that_resembles_a_clause_file_loads_or_is_refused(text: str) -> None:
    survives(text)


@settings(max_examples=examples(60), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(agreements(), st.data())
def test_a_clause_file_with_a_piece_cut_out_or_put_in_loads_or_is_refused(
    agreement: object, data: st.DataObject
) -> None:
    from agreement_tool.model import Agreement

    assert isinstance(agreement, Agreement)
    text = dump(agreement)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 40)))
    survives(text[:start] + data.draw(YAMLISH) + text[end:])


@pytest.mark.parametrize(
    "text",
    [
        "a: " * 200_000,
        "- " * 200_000,
        "{" * 200_000,
        "[" * 150 + "&a [1]" + ", *a" * 100_000 + "]" * 150,
        "schema: agreement/1\nid: a\nversion: '1'\ntitle: '" + "**" * 400_000 + "'\n",
        "schema: agreement/1\nid: a\nversion: '1'\ntitle: '" + "<u>" * 200_000 + "'\n",
        "schema: agreement/1\nid: a\nversion: '1'\ntitle: a\nfurniture:\n- {text: a, pages: '"
        + "1-100000," * 50_000
        + "'}\n",
        "\n".join(f"key{n}: 1" for n in range(20_000)),
    ],
)
def test_bombs_are_met_in_bounded_time(text: str) -> None:
    started = time.process_time()
    survives(text)
    assert time.process_time() - started < 10
