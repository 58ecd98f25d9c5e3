from __future__ import annotations

from pathlib import Path

import pytest

from agreement_tool.bilingual import Bilingual
from agreement_tool.model import Agreement, Clause, Doubt, Furniture, Span
from agreement_tool.pipeline.extract import Request, confidence, extract, facts, save
from agreement_tool.store.codec import dump
from tests.cli.running import run
from tests.golden import check_golden

DATA = Path(__file__).parents[1] / "data"
CLAUSES = Path(__file__).parents[2] / "clauses"


def test_the_golden_clause_file_is_what_the_readmes_command_writes() -> None:
    source = DATA / "seed" / "lo_docx_song.pdf"
    agreement, _ = extract(Request(source, id="panasonic-security-app", version="1.0.0"), root=CLAUSES)
    check_golden(CLAUSES / "panasonic-security-app" / "1.0.0.yaml", dump(agreement))


def test_what_is_left_out_is_counted_by_kind_and_listed_in_full_when_asked() -> None:
    furniture = (Furniture("第 1 页", "page-number", (1,)), Furniture("第 2 页", "page-number", (2,)))
    agreement = Agreement("a", "1", "协议", furniture=furniture)
    assert "不属于正文：页码 2 处，如“第 1 页”" in [zh for zh, _ in facts(agreement)]
    assert "left out: page number (p. 2): 第 2 页" in [en for _, en in facts(agreement, full=True)]


def test_doubts_lower_the_confidence_and_are_said() -> None:
    clauses = tuple(Clause(f"art_{n}", f"art_{n}", "article", f"第{n}条", (n,)) for n in range(1, 5))
    agreement = Agreement(
        "a", "1", "协议", clauses, doubts=(Doubt("near-tie", Bilingual("可读作两种结构", "two readings"), 3, "1.3款"),)
    )
    assert confidence(agreement) == 0.75
    assert "疑点 第 3 页“1.3款”：可读作两种结构" in [zh for zh, _ in facts(agreement)]


def test_what_has_no_title_and_no_place_is_told_without_them() -> None:
    doubts = (Doubt("title-missing", Bilingual("没有标题", "no title")),)
    agreement = Agreement("x", "1", "", (), furniture=(Furniture("一、总则\n二、附则", "contents"),), doubts=doubts)
    told = list(facts(agreement))
    assert told[0][0].startswith("无标题：") and told[0][1].startswith("untitled: ")
    assert told[1][0] == "不属于正文：目录 1 处，如“一、总则 二、附则”"
    assert told[-1] == ("疑点：没有标题", "doubt (title-missing): no title")
    assert confidence(Agreement("a", "1", "")) == 0.0


def test_the_head_line_for_editors_is_written_once_where_the_project_asks_for_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("agreement.toml").write_text('editor-schema = "../schema.json"\n', "utf-8")
    tree = Agreement("a", "1", "协议", (Clause("art_1", "art_1", "article", "第一条", (1,), spans=(Span("甲。"),)),))
    for _ in range(2):
        save(tree, Path("a.yaml"), force=True)
        lines = Path("a.yaml").read_text("utf-8").splitlines()
        assert lines[0] == "# yaml-language-server: $schema=../schema.json"
        assert sum(line.startswith("# yaml-language-server") for line in lines) == 1
    Path("agreement.toml").unlink()
    save(tree, Path("b.yaml"))
    assert Path("b.yaml").read_text("utf-8").startswith("schema:")


def test_the_schema_is_published_beside_the_clause_files_and_named_in_their_head(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text("用户协议\n第一条 有效。\n", "utf-8")
    assert run("extract", "a.txt", "--id", "a", "--version", "1", "--schema-line").exit_code == 0
    head = Path("clauses/a/1.yaml").read_text("utf-8").splitlines()[0]
    assert head == "# yaml-language-server: $schema=../agreement.schema.json"
    assert '"urn:agreement-tool:schema:agreement:' in Path("clauses/agreement.schema.json").read_text("utf-8")
    assert run("check", "--fail-on", "never").exit_code == 0
    Path("clauses/agreement.schema.json").write_text("{}", "utf-8")
    refused = run("extract", "a.txt", "--id", "a", "--version", "2", "--schema-line")
    assert refused.exit_code == 2 and "agreement.schema.json" in refused.stderr
    Path("agreement.toml").write_text('editor-schema = "https://example.com/a.json"\n', "utf-8")
    assert run("extract", "a.txt", "--id", "a", "--version", "2", "--schema-line").exit_code == 0
    assert "$schema=https://example.com/a.json" in Path("clauses/a/2.yaml").read_text("utf-8")
