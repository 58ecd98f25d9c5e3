"""What two sides made of one base: who changed what, and where a person must decide."""

from __future__ import annotations

import json
from importlib import resources
from pathlib import Path

import jsonschema
import pytest

from agreement_tool.model.three_way import ThreeWay
from agreement_tool.pipeline.compare import compare_three
from agreement_tool.report.three_way import three_way_html, three_way_json, three_way_text
from tests.cli.running import run

BASE = [
    "1.1 乙方应于收到通知后 7 日内交货。",
    "1.2 货物验收期为 10 日。",
    "1.3 逾期的，每日按合同价款的 1% 支付违约金，并赔偿损失。",
    "1.4 争议由甲方所在地人民法院管辖。",
    "1.5 双方应对商业秘密保密。",
    "1.6 本合同一式两份。",
]


def write(path: Path, lines: list[str]) -> str:
    path.write_text("# 供货合同\n\n" + "\n\n".join(lines) + "\n", "utf-8")
    return str(path)


@pytest.fixture
def compared(tmp_path: Path) -> ThreeWay:
    ours, theirs = list(BASE), list(BASE)
    ours[0] = BASE[0].replace("7 日", "15 日")
    theirs[1] = BASE[1].replace("10 日", "5 日")
    ours[2] = BASE[2].replace("1%", "2%")
    theirs[2] = BASE[2].replace("1%", "0.5%")
    ours[3] = theirs[3] = BASE[3].replace("甲方", "被告")
    ours[4] = BASE[4].replace("双方应", "双方及其员工应")
    theirs[4] = BASE[4].replace("保密。", "保密，保密期为三年。")
    theirs.append("1.7 乙方应投保运输险。")
    paths = [write(tmp_path / f"{name}.md", lines) for name, lines in (("b", BASE), ("o", ours), ("t", theirs))]
    return compare_three(*paths)


def test_each_place_is_told_once_with_who_changed_it(compared: ThreeWay) -> None:
    assert [(spot.place, spot.relation, spot.overlap) for spot in compared.spots] == [
        ("1.1", "ours", False),
        ("1.2", "theirs", False),
        ("1.3", "both", True),
        ("1.4", "same", False),
        ("1.5", "both", False),
        ("1.7", "theirs", False),
    ]
    assert compared.conflicts == 1


def test_the_text_marks_the_conflict_and_both_edits(compared: ThreeWay) -> None:
    told = three_way_text(compared)
    assert "‼ 1.3 ── 两稿改动不同（冲突，须人工取舍）" in told
    assert "由 1% 改为 2%" in told and "由 1% 改为 0.5%" in told
    assert "仅甲稿改动 1 · 仅乙稿改动 2 · 两稿改动相同 1 · 两稿改动不同 2；冲突 1 处" in told
    assert "conflict: a person must decide" in three_way_text(compared, "en")


def test_the_json_keeps_its_schema(compared: ThreeWay) -> None:
    schema = json.loads(resources.files("agreement_tool.export").joinpath("schema/diff3.json").read_text("utf-8"))
    document = json.loads(three_way_json(compared))
    jsonschema.validate(document, schema, cls=jsonschema.Draft202012Validator)
    assert document["summary"] == {
        "counts": {"ours": 1, "theirs": 2, "same": 1, "both": 2},
        "conflicts": 1,
        "material": 6,
    }


def test_the_page_escapes_what_it_prints_and_runs_no_script(tmp_path: Path) -> None:
    hostile = [*BASE[:5], "1.6 本合同一式<script>alert(1)</script>四份。"]
    sides = [write(tmp_path / f"{name}.txt", lines) for name, lines in (("b", BASE), ("o", hostile), ("t", BASE))]
    page = three_way_html(compare_three(*sides))
    assert "<script" not in page and "default-src 'none'" in page


def test_both_may_put_in_the_same_clause_and_one_may_take_out_what_the_other_edits(tmp_path: Path) -> None:
    ours = [*BASE[:2], *BASE[3:], "1.7 乙方应投保运输险。"]
    theirs = [*BASE[:2], BASE[2].replace("1%", "3%"), *BASE[3:], "1.7 乙方应投保运输险。"]
    sides = [write(tmp_path / f"{name}.md", lines) for name, lines in (("b", BASE), ("o", ours), ("t", theirs))]
    told = {spot.place: (spot.relation, spot.overlap) for spot in compare_three(*sides).spots}
    assert told["1.3"] == ("both", True)
    assert told["1.7"] == ("same", False)


def test_the_command_takes_a_third_side_and_says_which_formats_it_writes(tmp_path: Path) -> None:
    paths = [write(tmp_path / f"{name}.md", lines) for name, lines in (("b", BASE), ("o", BASE[:5]), ("t", BASE))]
    told = run("diff", *paths)
    assert told.exit_code == 1 and "仅甲稿改动 1" in told.stdout
    assert run("diff", paths[0], paths[2], paths[2]).exit_code == 0
    refused = run("diff", *paths, "-o", str(tmp_path / "x.docx"))
    assert refused.exit_code == 2 and ".html" in refused.output


def test_a_sentence_moved_by_one_side_meets_what_the_other_side_does_to_either_clause(tmp_path: Path) -> None:
    moved = "乙方应提供装箱单。"
    base = [BASE[0] + moved, BASE[1], BASE[2]]
    ours = [BASE[0], BASE[1], moved + BASE[2]]
    theirs = [base[0].replace("装箱单", "提单"), BASE[1], BASE[2]]
    paths = [write(tmp_path / f"{name}.md", lines) for name, lines in (("b", base), ("o", ours), ("t", theirs))]
    spots = compare_three(*paths).spots
    assert [(spot.place, spot.relation, spot.overlap) for spot in spots] == [
        ("1.1", "both", True),
        ("1.3", "ours", False),
    ]
