"""`agreement find`: clauses across agreements."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import openpyxl
import pytest

from agreement_tool.check.edits import with_new_eids
from agreement_tool.store.codec import dump
from tests.check.builder import agreement
from tests.cli.running import run

OLD = "第一条 争议由上海仲裁委员会仲裁。\n第二条 本公司不承担任何责任。"
NEW = "第一条 其他\n  （一） 通知以书面为准。协商不成的，由北京市海淀区人民法院管辖。\n第二条 本公司不承担任何责任。"
OTHER = "第一条 您同意服务协议自动 续费。\n第二条 因本协议发生争议，提交深圳国际仲裁院仲裁。"


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for agreement_id, version, outline in (("a", "1.0", OLD), ("a", "1.10", NEW), ("b", "2", OTHER)):
        write(f"clauses/{agreement_id}/{version}.yaml", outline, agreement_id, version)
    return tmp_path


def write(path: str, outline: str, agreement_id: str, version: str) -> None:
    file = Path(path)
    file.parent.mkdir(parents=True, exist_ok=True)
    made = replace(with_new_eids(agreement(outline)), id=agreement_id, version=version)
    file.write_text(dump(made), "utf-8")


def found(*arguments: str) -> dict[str, Any]:
    result = run("find", *arguments, "--format", "json")
    assert result.exit_code == 0, result.stderr
    document: dict[str, Any] = json.loads(result.stdout)
    schema = json.loads(files("agreement_tool.export").joinpath("schema", "find.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(document, schema)
    return document


def places(document: dict[str, Any]) -> list[tuple[str, str, str]]:
    return [(each["agreementId"], each["version"], each["citation"]) for each in document["clauses"]]


def test_every_jurisdiction_clause_of_every_current_agreement_is_listed() -> None:
    document = found("--category", "dispute")
    assert places(document) == [("a", "1.10", "第一条第（一）项"), ("b", "2", "第二条")]
    first = document["clauses"][0]
    assert [each["text"] for each in first["sentences"]] == ["协商不成的，由北京市海淀区人民法院管辖。"]
    assert first["heading"] == "其他" and first["tier"] == "must"


def test_words_are_found_whatever_their_spacing_and_in_headings() -> None:
    assert places(found("--text", "自动续费")) == [("b", "2", "第一条")]
    document = found("--text", "其他")
    assert places(document) == [("a", "1.10", "第一条")] and document["clauses"][0]["sentences"] == []


def test_category_and_words_must_both_hold() -> None:
    assert places(found("--category", "dispute", "--text", "深圳")) == [("b", "2", "第二条")]
    assert found("--category", "dispute", "--text", "续费")["summary"] == {"agreements": 2, "holding": 0, "clauses": 0}


def test_targets_are_looked_through_as_they_are_named() -> None:
    document = found("a@1.0", "clauses/a", "clauses/b", "--category", "dispute", "--category", "liability")
    assert [(each["id"], each["version"]) for each in document["agreements"]] == [
        ("a", "1.0"),
        ("a", "1.10"),
        ("b", "2"),
    ]
    assert ("a", "1.0", "第二条") in places(document)


@pytest.mark.parametrize("width", [40, 80, 120])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_table_keeps_to_the_terminals_width(width: int, lang: str) -> None:
    from agreement_tool.report.columns import columns

    result = run("--lang", lang, "find", "--category", "dispute", env={"COLUMNS": str(width)})
    assert result.exit_code == 0 and "北京市海淀区" in result.stdout
    assert max(map(columns, result.stdout.splitlines())) <= width


def test_the_excel_list_links_to_the_clauses_and_marks_the_sentence(project: Path) -> None:
    assert run("find", "--category", "dispute", "-o", "found.xlsx").exit_code == 0
    book = openpyxl.load_workbook(io.BytesIO((project / "found.xlsx").read_bytes()), rich_text=True)
    sheet = book.active
    rows = [[str(cell.value or "") for cell in row] for row in sheet.iter_rows(min_row=2)]
    assert [row[1:4] for row in rows] == [["a", "1.10", "第一条第（一）项"], ["b", "2", "第二条"]]
    assert sheet["D2"].hyperlink is not None
    assert [str(part) for part in sheet["H2"].value if getattr(part, "font", None) and part.font.b] == [
        "协商不成的，由北京市海淀区人民法院管辖。"
    ]


def test_nothing_to_look_for_and_nowhere_to_look_are_one_message(tmp_path: Path) -> None:
    assert (asked := run("find")).exit_code == 2 and "--category" in asked.stderr
    (tmp_path / "empty").mkdir()
    assert (nowhere := run("find", "empty", "--text", "x")).exit_code == 2 and "empty" in nowhere.stderr
