"""The app's JSON: valid by its schema, byte-stable, and true to the agreement."""

from __future__ import annotations

import json
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given, settings

from agreement_tool.export.app_json import AppFacts, app_json, app_pieces, content_hash, to_text
from agreement_tool.model import Agreement, Cell, Clause, Source, Span
from agreement_tool.pipeline.ingest import open_target
from agreement_tool.pipeline.publish import app_document, publish
from tests.extent import examples
from tests.golden import check_golden
from tests.strategies import agreements

DATA = Path(__file__).parents[1] / "data"
SEED = DATA / "seed" / "lo_docx_song.pdf"
GOLDEN = Path(__file__).parent / "golden" / "seed.json"
SCHEMA = json.loads((files("agreement_tool.export") / "schema" / "app.json").read_text(encoding="utf-8"))
CLAUSE = Clause(
    "art_1", "art_1", "article", "第一条", (1,), (), (Span("我们"), Span("不承担责任。", ("bold",), ("face",)))
)
AGREEMENT = Agreement("demo", "1", "协议", (CLAUSE,))


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@given(agreements())
@settings(max_examples=examples(80), deadline=None)
def test_any_agreement_gives_a_valid_document_whose_spans_spell_its_text(agreement: Agreement) -> None:
    document = app_json(agreement)
    jsonschema.validate(document, SCHEMA, cls=jsonschema.Draft202012Validator)
    spelled = ["".join(span["text"] for span in clause["spans"]) for clause in document["clauses"]]
    assert spelled == [clause.text for clause in agreement.walk()]


def test_the_seed_gives_its_golden_document() -> None:
    document = publish(open_target(str(SEED)).agreement, "json")
    assert isinstance(document, str)
    jsonschema.validate(json.loads(document), SCHEMA, cls=jsonschema.Draft202012Validator)
    check_golden(GOLDEN, document)


def test_key_categories_and_definitions_of_the_seed_reach_the_app() -> None:
    document = app_document(open_target(str(SEED)).agreement)
    by_label = {clause["label"]: clause for clause in document["clauses"]}
    assert "dispute" in by_label["10.3"]["keyCategories"]
    assert by_label["10.3"]["id"] in document["mustRead"]
    assert "您" in {definition["term"] for definition in document["definitions"]}


def test_the_content_hash_knows_wording_and_emphasis_and_nothing_else() -> None:
    same = replace(AGREEMENT, id="other", version="2", source=Source("x.pdf", "0", 3))
    assert content_hash(same) == content_hash(AGREEMENT)
    unsigned = replace(CLAUSE, spans=(Span("我"), Span("们"), Span("不承担责任。", ("bold",))), page=7, wid="w")
    assert content_hash(replace(AGREEMENT, clauses=(unsigned,))) == content_hash(AGREEMENT)
    plain = replace(CLAUSE, spans=(Span("我们不承担责任。"),))
    assert content_hash(replace(AGREEMENT, clauses=(plain,))) != content_hash(AGREEMENT)


def test_the_text_is_readable_and_stable() -> None:
    first = to_text(app_json(AGREEMENT))
    assert "不承担责任" in first
    assert first == to_text(app_json(AGREEMENT))


@pytest.mark.parametrize("title", ["用户协议", 'a "clauses": [] b', "\ud800"])
@pytest.mark.parametrize("clauses", [(), (CLAUSE,), (CLAUSE, replace(CLAUSE, eid="art_2", wid="art_2"))])
def test_the_text_is_what_json_writes(title: str, clauses: tuple[Clause, ...]) -> None:
    agreement = replace(AGREEMENT, title=title, clauses=clauses)
    document = app_json(agreement)
    text = json.dumps(document, ensure_ascii=False, indent=2).replace("\ud800", "\\ud800") + "\n"
    assert to_text(document) == text
    written = b"".join(app_pieces(agreement, AppFacts()))
    assert written == text.encode("utf-8", "backslashreplace")
    assert json.loads(written) == document


def test_a_clause_printed_with_marks_is_must_read_whatever_it_says() -> None:
    assert app_json(AGREEMENT)["mustRead"] == ["art_1"]
    plain = replace(AGREEMENT, clauses=(replace(CLAUSE, spans=(Span("天气很好。"),)),))
    assert app_json(plain)["mustRead"] == []
    assert app_json(plain, AppFacts(key={"art_1": ("liability",)}))["mustRead"] == ["art_1"]


def test_a_table_keeps_its_cells() -> None:
    row = (Cell((Span("套餐", ("bold",)),)), Cell((Span("每月 10 元"),), colspan=2))
    table = Clause("tbl_1", "tbl_1", "table", spans=(Span("套餐\t每月 10 元"),), rows=(row,))
    document = app_json(replace(AGREEMENT, clauses=(CLAUSE, table)))
    jsonschema.validate(document, SCHEMA, cls=jsonschema.Draft202012Validator)
    assert "rows" not in document["clauses"][0]
    (cells,) = document["clauses"][1]["rows"]
    assert [(cell["spans"][0]["text"], cell["colspan"]) for cell in cells] == [("套餐", 1), ("每月 10 元", 2)]
