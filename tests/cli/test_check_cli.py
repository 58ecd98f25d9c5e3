"""`agreement check` and `agreement rules` from the outside: stdout, stderr, exit status."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from agreement_tool.check.edits import with_new_eids
from agreement_tool.cli.root import root
from agreement_tool.store.codec import dump
from tests.check.builder import agreement

CLEAN = "¶ 更新日期：2026年1月1日\n第一条 客服电话：400-000-0000。\n第二条 争议由北京市海淀区人民法院管辖。"
FAULTY = "¶ 更新日期：2026年1月1日\n第一条 客服电话：400-000-0000。。\n第三条 依本协议第九条处理。"


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY", "AGREEMENT_LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    write("clauses/a/1.yaml", FAULTY)
    return tmp_path


def write(path: str, outline: str) -> Path:
    file = Path(path)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(dump(with_new_eids(agreement(outline, effective=None))), "utf-8")
    return file


def run(*arguments: str) -> Result:
    return CliRunner().invoke(root, ["check", *arguments])


def codes(result: Result) -> list[str]:
    return [finding["code"] for finding in json.loads(result.stdout)["findings"]]


def test_the_default_target_is_the_clauses_folder_and_errors_exit_1() -> None:
    result = run("--format", "json", "--ignore", "EMP")
    assert (result.exit_code, codes(result)) == (1, ["TYP009", "NUM002", "REF001"])


def test_a_clean_agreement_exits_0() -> None:
    result = run(str(write("clean.yaml", CLEAN)))
    assert result.exit_code == 0, result.output


@pytest.mark.parametrize(("fail_on", "status"), [("error", 0), ("warning", 1), ("never", 0)])
def test_what_fails_can_be_chosen(fail_on: str, status: int) -> None:
    assert run("--select", "TYP009", "--fail-on", fail_on).exit_code == status


def test_a_missing_target_is_one_clear_message_and_exit_2() -> None:
    result = run("nowhere.pdf")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "nowhere.pdf" in result.stderr


def test_an_unknown_rule_explains_itself() -> None:
    result = CliRunner().invoke(root, ["rules", "NOPE999"])
    assert result.exit_code == 2 and "NOPE999" in result.stderr


def test_fix_writes_safe_fixes_and_a_second_run_changes_nothing(project: Path) -> None:
    run("--fix")
    once = (project / "clauses/a/1.yaml").read_text("utf-8")
    assert "400-000-0000。\n" in once and "第三条" in once
    run("--fix")
    assert (project / "clauses/a/1.yaml").read_text("utf-8") == once


def test_diff_shows_and_writes_nothing(project: Path) -> None:
    before = (project / "clauses/a/1.yaml").read_bytes()
    result = run("--fix", "--diff")
    assert result.exit_code == 1
    assert "-      第一条" not in result.stdout and "+      客服电话：400-000-0000。" in result.stdout
    assert (project / "clauses/a/1.yaml").read_bytes() == before


def test_a_dangling_reference_stops_renumbering_only_if_it_would_come_alive(project: Path) -> None:
    run("--unsafe-fixes", "--select", "NUM")
    assert "第二条" in (project / "clauses/a/1.yaml").read_text("utf-8")


def test_what_the_baseline_knows_does_not_fail(project: Path) -> None:
    assert run("--write-baseline", "known.json", "--ignore", "EMP").exit_code == 0
    assert run("--baseline", "known.json", "--ignore", "EMP").exit_code == 0
    write("clauses/a/1.yaml", FAULTY.replace("依本协议第九条处理", "依本协议第八条处理"))
    result = run("--baseline", "known.json", "--ignore", "EMP", "--format", "json")
    assert result.exit_code == 1
    assert [finding["baseline"] for finding in json.loads(result.stdout)["findings"]].count(False) == 1


def test_github_is_chosen_under_github_actions_with_a_step_summary(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(project / "summary.md"))
    result = run("--ignore", "EMP")
    assert [line.split(" ")[0] for line in result.stdout.splitlines()[:3]] == ["::error", "::error", "::warning"]
    assert "| REF001 |" in (project / "summary.md").read_text("utf-8")


def test_the_configuration_selects_ignores_and_names_a_baseline(project: Path) -> None:
    (project / "agreement.toml").write_text('[check]\nselect = ["NUM", "TYP"]\nignore = ["TYP009"]\n', "utf-8")
    assert codes(run("--format", "json")) == ["NUM002"]
    assert codes(run("--format", "json", "--select", "REF")) == ["REF001"]


def test_pyproject_will_do_and_per_path_ignores_apply(project: Path) -> None:
    (project / "pyproject.toml").write_text(
        '[tool.agreement.check]\nselect = ["NUM", "TYP"]\n[tool.agreement.check.per-path]\n"clauses/a/*" = ["NUM"]\n',
        "utf-8",
    )
    assert codes(run("--format", "json")) == ["TYP009"]


def test_a_wrong_configuration_names_every_bad_key(project: Path) -> None:
    (project / "agreement.toml").write_text('[check]\nselct = ["NUM"]\nignore = "TYP"\nfail-on = "no"\n', "utf-8")
    result = run()
    assert result.exit_code == 2
    assert all(key in result.stderr for key in ("check.selct", "check.ignore", "check.fail-on"))


def test_the_cache_changes_nothing_but_time(project: Path) -> None:
    first = run("--cache", "--format", "json")
    assert (project / ".agreement_cache").is_dir()
    assert run("--cache", "--format", "json").stdout == first.stdout == run("--no-cache", "--format", "json").stdout


def test_few_files_leave_no_cache_behind(project: Path) -> None:
    run("--format", "json")
    assert not (project / ".agreement_cache").exists()


def test_every_format_can_be_written_to_a_file(project: Path) -> None:
    for name in ("full", "concise", "json", "sarif", "junit", "github", "gitlab"):
        result = run("--format", name, "-o", "out.txt")
        assert result.stdout == "" and (project / "out.txt").stat().st_size > 0


def test_rules_lists_all_and_explains_one_in_both_languages() -> None:
    listed = CliRunner().invoke(root, ["rules"])
    assert listed.exit_code == 0 and all(code in listed.stdout for code in ("NUM001", "EMP001", "SUP001"))
    assert "理由" in CliRunner().invoke(root, ["rules", "NUM002"]).stdout
    assert "Why" in CliRunner().invoke(root, ["--lang", "en", "rules", "NUM002"]).stdout
    assert json.loads(CliRunner().invoke(root, ["rules", "--format", "json"]).stdout)[0]["code"] == "NUM001"
