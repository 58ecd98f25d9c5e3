"""Excel lists: opened again, with what a person works with in them."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from agreement_tool.bilingual import Bilingual
from agreement_tool.diff.compare import compare
from agreement_tool.report.diff_xlsx import diff_xlsx
from agreement_tool.report.xlsx import LONGEST, Column, Link, Rich, Sheet, workbook
from tests.cli.running import run
from tests.diff.mutations import cases
from tests.flag.trees import agreement, clause


def opened(data: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(data), rich_text=True)


def made(*rows: tuple[Any, ...], columns: int = 1) -> Any:
    heads = tuple(Column(Bilingual(f"列{n}", f"Column {n}"), 20) for n in range(columns))
    sheet = Sheet(Bilingual("清单", "List"), heads, rows, (Bilingual("接受", "accepted"), Bilingual("待定", "open")))
    return opened(workbook(sheet, (agreement(clause("一", "甲方应当付款。")),), "zh"))


@pytest.mark.parametrize(
    "text", ["=1+1", "+86 10", "-5", "@SUM(A1)", "=HYPERLINK(1)", "12345678901234567890", "http://127.0.0.1/"]
)
def test_text_stays_text_whatever_it_begins_with(text: str) -> None:
    cell = made((text,))["清单"]["A2"]
    assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None)


def test_filters_a_fixed_head_wrapped_text_and_columns_for_a_decision_and_a_note() -> None:
    sheet = made(("甲",), ("乙",))["清单"]
    assert [cell.value for cell in sheet[1]] == ["列0", "决定", "备注"]
    assert sheet.auto_filter.ref == "A1:C3"
    assert sheet.freeze_panes == "A2"
    assert sheet["A2"].alignment.wrap_text
    (validation,) = sheet.data_validations.dataValidation
    assert (str(validation.sqref), validation.formula1) == ("B2:B3", '"接受,待定"')
    assert sheet.print_title_rows == "$1:$1"


def test_a_link_leads_to_the_clause() -> None:
    book = made((Link("一", "第一条"),))
    cell = book["清单"]["A2"]
    assert cell.value == "第一条"
    sheet, _, where = cell.hyperlink.location.rpartition("!")
    row = int(where.removeprefix("A"))
    assert book[sheet.strip("'")].cell(row, 4).value == "甲方应当付款。"


def test_what_no_cell_can_hold_is_shown_or_cut() -> None:
    sheet = made(("甲\x1b[31m\x00乙",), ("长" * (LONGEST + 5),))["清单"]
    assert "\x1b" not in sheet["A2"].value and "\x00" not in sheet["A2"].value
    assert len(sheet["A3"].value) == LONGEST and sheet["A3"].value.endswith("…")


def test_pieces_keep_their_words_in_order() -> None:
    cell = made((Rich((("期限为", ""), ("7 日", "delete"), ("15 日", "insert"))),))["清单"]["A2"]
    assert str(cell.value) == "期限为7 日15 日"
    assert cell.value[1].font.strike


@pytest.mark.parametrize(
    "case", [case for case in cases(range(1)) if case.name.startswith("combined")], ids=lambda case: case.name
)
def test_every_change_is_a_row_with_both_texts(case: Any) -> None:
    old, new = case.old.agreement, case.new.agreement
    diff = compare(old, new)
    sheet = opened(diff_xlsx(old, new, diff))["变更清单"]
    rows = list(sheet.iter_rows(min_row=2, values_only=True))
    assert len(rows) == len(diff.changes)
    assert [row[1] for row in rows].count("★") == sum(change.material for change in diff.changes)


def test_the_same_comparison_gives_the_same_bytes() -> None:
    case = next(iter(cases(range(1))))
    sides = (case.old.agreement, case.new.agreement)
    assert diff_xlsx(*sides, compare(*sides)) == diff_xlsx(*sides, compare(*sides))


def test_check_and_diff_write_lists_by_suffix(tmp_path: Path) -> None:
    old, new = tmp_path / "old.md", tmp_path / "new.md"
    old.write_text("# 服务协议\n\n一、甲方应当在 7 日内付款。\n\n三、乙方应当交货。\n", encoding="utf-8")
    new.write_text("# 服务协议\n\n一、甲方应当在 15 日内付款。\n\n三、乙方应当交货。\n", encoding="utf-8")
    changes, findings = tmp_path / "变更清单.xlsx", tmp_path / "问题清单.xlsx"
    assert run("diff", str(old), str(new), "-o", str(changes)).exit_code == 1
    assert run("check", str(old), "--select", "NUM", "-o", str(findings)).exit_code == 1
    assert opened(changes.read_bytes())["变更清单"]["F2"].value
    assert opened(findings.read_bytes())["问题清单"]["C2"].value == "NUM002"


def test_the_list_of_key_clauses_has_their_tiers_and_their_order(tmp_path: Path) -> None:
    source, target = tmp_path / "协议.md", tmp_path / "条款清单.xlsx"
    source.write_text(
        "# 云朵服务协议\n\n一、您应当妥善保管密码。\n\n二、因系统故障造成的损失，我们不承担任何赔偿责任。\n\n"
        "三、您不得将账号转让给他人。\n\n四、因本协议发生的争议，由我们所在地人民法院管辖。\n",
        encoding="utf-8",
    )
    assert run("flag", str(source), "-o", str(target)).exit_code in (0, 1)
    rows = list(opened(target.read_bytes())["条款清单"].iter_rows(values_only=True))
    place = rows[0].index("级别")
    tiers = [["必看", "应看", "留意"].index(str(row[place])) for row in rows[1:]]
    assert len(set(tiers)) > 1 and tiers == sorted(tiers)
    assert [row[0] for row in rows[1:]] == list(range(1, len(rows)))
