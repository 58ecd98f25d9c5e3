"""`agreement compare-standard`."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

from agreement_tool.check.edits import with_new_eids
from agreement_tool.store.codec import dump
from tests.check.builder import agreement
from tests.cli.running import run
from tests.pipeline.test_standard import STANDARD, TARGET


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("standard/通用").mkdir(parents=True)
    Path("standard/通用/a.yaml").write_text(dump(with_new_eids(agreement(STANDARD))), "utf-8")
    Path("t.yaml").write_text(dump(with_new_eids(agreement(TARGET))), "utf-8")
    changed = (
        TARGET.replace("三年", "五年")
        .replace("  4.1 不可抗力\n", "  4.1 最终解释权归甲方。\n")
        .replace("因不可", "因x")
    )
    Path("changed.yaml").write_text(dump(with_new_eids(agreement(changed))), "utf-8")
    Path("standard/forbidden.yaml").write_text(
        "schema: forbidden/1\nwording:\n  - words: 最终解释权\n    why: 消费者权益保护法第二十六条\n", "utf-8"
    )
    return tmp_path


def test_all_word_for_word_exits_0_and_anything_else_1() -> None:
    fine = run("compare-standard", "t.yaml", "--standard", "standard")
    assert fine.exit_code == 0 and "一致（5）" in fine.stdout
    done = run("compare-standard", "changed.yaml", "--standard", "standard", env={"COLUMNS": "120"})
    assert done.exit_code == 1
    assert "禁用措辞（1）" in done.stdout and "<<最终解释权>>" in done.stdout and "[-三年-]{+五年+}" in done.stdout


def test_the_format_follows_the_suffix() -> None:
    for name in ("r.json", "r.xlsx", "r.html", "r.txt"):
        assert run("compare-standard", "changed.yaml", "--standard", "standard", "-o", name).exit_code == 1
    assert json.loads(Path("r.json").read_text("utf-8"))["clauses"][0]["standard"]["file"] == "通用/a.yaml"
    sheet = openpyxl.load_workbook("r.xlsx").active
    assert [sheet.cell(row, 2).value for row in range(2, 5)] == ["禁用措辞", "有出入", "有出入"]
    assert "<ins>五年</ins>" in Path("r.html").read_text("utf-8")


def test_what_cannot_be_compared_with_is_one_message() -> None:
    Path("empty").mkdir()
    Path("bad").mkdir()
    Path("bad/forbidden.yaml").write_text("schema: forbidden/1\nwording: [1]\n", "utf-8")
    for folder in ("nowhere", "empty", "bad"):
        done = run("--lang", "en", "compare-standard", "t.yaml", "--standard", folder)
        assert done.exit_code == 2 and folder in done.stderr and "Traceback" not in done.stderr


def test_forbidden_wording_alone_is_enough() -> None:
    Path("only").mkdir()
    Path("standard/forbidden.yaml").rename("only/forbidden.yaml")
    assert run("compare-standard", "t.yaml", "--standard", "only").exit_code == 0
    assert run("compare-standard", "changed.yaml", "--standard", "only").exit_code == 1
