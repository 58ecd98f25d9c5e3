"""A redline inside the original Word file: accepting everything gives the new version, rejecting everything the old
file."""

from __future__ import annotations

import io
import tempfile
import zipfile
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from agreement_tool.diff.compare import compare
from agreement_tool.export.docx import docx as export_docx
from agreement_tool.model import Agreement
from agreement_tool.pipeline.ingest import read_agreement
from agreement_tool.report.redline import redline_in_place
from agreement_tool.report.redline.ooxml import W, WordFile, parse, serialise
from agreement_tool.report.redline.revisions import Decision, has_revisions, resolve_revisions
from tests.cli.running import run
from tests.diff.mutations import Case, cases
from tests.extent import EVERYTHING
from tests.report.redline.schema_order import out_of_order
from tests.report.redline.word import Paragraph, contract, texts

OLD: list[Paragraph] = [
    (0, "租赁物"),
    (1, "甲方将**挖掘机壹台**租给乙方使用，租期十二个月。"),
    (1, "乙方应按说明书使用租赁物。"),
    (0, "租金"),
    (1, "租金每月人民币 8,000 元，每月五日前支付。"),
    (1, "逾期支付的，按日支付万分之五的违约金。"),
    (0, "维修"),
    (1, "租赁物的日常保养由乙方负责，费用由乙方承担。"),
    (1, "因自然磨损需要大修的，由甲方负责并承担全部费用。"),
    (0, "争议解决"),
    (1, "因本合同发生的争议，由甲方所在地人民法院管辖。"),
]
ROWS = [["名称", "数量", "单价"], ["挖掘机", "1", "8000"], ["破碎锤", "2", "600"], ["铲斗", "3", "100"]]


# Many tests look at the same few versions from another side: a file is read once, and a redline made once.
@cache
def _read(data: bytes, name: str) -> Agreement:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.write_bytes(data)
        return read_agreement(path).agreement


def _agreement(data: bytes, tmp_path: Path, name: str) -> Agreement:
    (tmp_path / name).write_bytes(data)
    return _read(data, name)


def _redline(old: bytes, new: bytes, tmp_path: Path, *, comments: bool = True) -> bytes:
    (tmp_path / "old.docx").write_bytes(old)
    (tmp_path / "new.docx").write_bytes(new)
    return _made(old, new, comments=comments)


@cache
def _made(old: bytes, new: bytes, *, comments: bool) -> bytes:
    before, after = _read(old, "old.docx"), _read(new, "new.docx")
    made = redline_in_place(
        old,
        before,
        after,
        compare(before, after),
        author="法务部",
        date="2026-01-02T03:04:05Z",
        comments=comments,
    )
    assert made.unplaced == 0
    return made.data


def _settled(data: bytes, decision: Decision) -> bytes:
    file = WordFile(data)
    root = parse(file.read(file.main))
    resolve_revisions(root, decision)
    assert not has_revisions(root)
    file.replace(file.main, serialise(root))
    return file.save()


def _body(data: bytes) -> Any:
    file = WordFile(data)
    return parse(file.read(file.main))


def _tree(agreement: Agreement) -> list[tuple[str, str, str]]:
    return [
        (clause.label or "", "".join(clause.heading.split()), "".join(clause.text.split()))
        for clause in agreement.walk()
    ]


def _edited(**changes: str | None) -> list[Paragraph]:
    """OLD with paragraph `p3` … replaced, or left out (None)."""
    written = []
    for place, (level, words) in enumerate(OLD):
        new = changes.get(f"p{place}", words)
        if new is not None:
            written.append((level, new))
    return written


def _moved() -> list[Paragraph]:
    """争议解决 (with an edit inside) goes before 租金."""
    edited = OLD[10][1].replace("管辖。", "管辖，但乙方为消费者的除外。")
    return [*OLD[:3], OLD[9], (1, edited), *OLD[3:9]]


VERSIONS = {
    "words": (_edited(p4="租金每月人民币 9,500 元，每月十日前支付。", p2=OLD[2][1].replace("应按", "必须按")), ROWS),
    "added": ([*OLD[:6], (1, "乙方应于签订之日支付押金人民币 16,000 元。"), *OLD[6:]], ROWS),
    "removed": (_edited(p5=None, p8=None), ROWS),
    "article removed": ([*OLD[:6], *OLD[9:]], ROWS),
    "article added": ([*OLD[:9], (0, "保险"), (1, "乙方应为租赁物投保财产一切险。"), *OLD[9:]], ROWS),
    "moved with an edit": (_moved(), ROWS),
    "emphasis": (_edited(p5="逾期支付的，**按日支付万分之五的违约金**。", p1=OLD[1][1].replace("**", "")), ROWS),
    "rows": (OLD, [ROWS[0], ["挖掘机", "1", "9500"], ["装载机", "4", "700"], ROWS[3]]),
    "everything": (
        [
            *_edited(p2=None, p10="因本合同发生的争议，提交被告所在地人民法院管辖。")[:8],
            (1, "乙方不得转租。"),
            *OLD[9:],
        ],
        ROWS[:2],
    ),
}


@pytest.mark.parametrize("name", VERSIONS)
def test_accepting_gives_the_new_tree_and_rejecting_the_old_one_with_numbers_as_computed(
    name: str, tmp_path: Path
) -> None:
    old, new = contract(OLD, ROWS), contract(*VERSIONS[name])
    redline = _redline(old, new, tmp_path)
    accepted = _agreement(_settled(redline, "accept"), tmp_path, "accepted.docx")
    rejected = _agreement(_settled(redline, "reject"), tmp_path, "rejected.docx")
    assert _tree(accepted) == _tree(_agreement(new, tmp_path, "new.docx"))
    assert _tree(rejected) == _tree(_agreement(old, tmp_path, "old.docx"))


@pytest.mark.parametrize("name", VERSIONS)
def test_rejecting_leaves_the_file_as_it_was(name: str, tmp_path: Path) -> None:
    old, new = contract(OLD, ROWS), contract(*VERSIONS[name])
    redline = _redline(old, new, tmp_path)
    assert texts(_body(_settled(redline, "reject"))) == texts(_body(old))
    before, after = (zipfile.ZipFile(io.BytesIO(data)) for data in (old, redline))
    changed = {
        part for part in after.namelist() if part not in before.namelist() or before.read(part) != after.read(part)
    }
    assert changed <= {
        "word/document.xml",
        "word/comments.xml",
        "word/_rels/document.xml.rels",
        "[Content_Types].xml",
    }


@pytest.mark.parametrize("name", VERSIONS)
def test_what_is_written_stands_in_the_order_of_the_schema(name: str, tmp_path: Path) -> None:
    redline = _redline(contract(OLD, ROWS), contract(*VERSIONS[name]), tmp_path)
    assert list(out_of_order(_body(redline))) == []
    with zipfile.ZipFile(io.BytesIO(redline)) as archive:
        if "word/comments.xml" in archive.namelist():
            assert list(out_of_order(parse(archive.read("word/comments.xml")))) == []


LEASE = Path(__file__).parents[4] / "shared" / "cases" / "diff"


@pytest.mark.skipif(not LEASE.is_dir(), reason="needs ../shared/cases/diff")
def test_the_lease_redline_keeps_the_order_of_the_schema(tmp_path: Path) -> None:
    old, new = ((LEASE / f"lease_v{n}.docx").read_bytes() for n in (1, 2))
    known = set(out_of_order(_body(old)))
    assert set(out_of_order(_body(_redline(old, new, tmp_path)))) <= known


def test_equal_versions_leave_the_file_without_tracked_changes(tmp_path: Path) -> None:
    data = contract(OLD, ROWS)
    assert not has_revisions(_body(_redline(data, data, tmp_path)))


def test_a_moved_clause_is_a_move_with_its_edit_inside(tmp_path: Path) -> None:
    root = _body(_redline(contract(OLD), contract(_moved()), tmp_path))
    starts = {end: [one.get(f"{W}name") for one in root.iter(f"{W}{end}RangeStart")] for end in ("moveFrom", "moveTo")}
    assert starts["moveFrom"] and sorted(starts["moveFrom"]) == sorted(starts["moveTo"])
    inserted = ["".join(text.text or "" for text in one.iter(f"{W}t")) for one in root.iter(f"{W}ins")]
    assert [words for words in inserted if words] == ["，但乙方为消费者的除外"]
    (where,) = [one for one in root.iter(f"{W}ins") if one.find(f".//{W}t") is not None]
    assert where.getparent().find(f"{W}moveTo") is not None


def test_a_run_that_is_cut_keeps_its_properties_on_both_sides(tmp_path: Path) -> None:
    new = contract(_edited(p1="甲方将**挖掘机贰台**租给乙方使用，租期十二个月。"))
    root = _body(_redline(contract(OLD), new, tmp_path))
    (gone,) = [one for one in root.iter(f"{W}del") if one.find(f".//{W}delText") is not None]
    (come,) = [one for one in root.iter(f"{W}ins") if one.find(f".//{W}t") is not None]
    assert gone.find(f"{W}r/{W}rPr/{W}b") is not None
    assert come.find(f"{W}r/{W}rPr/{W}b") is not None


def test_rows_that_came_and_went_are_tracked_as_rows(tmp_path: Path) -> None:
    root = _body(_redline(contract(OLD, ROWS), contract(*VERSIONS["rows"]), tmp_path))
    rows = {kind: len(list(root.iterfind(f".//{W}trPr/{W}{kind}"))) for kind in ("ins", "del")}
    assert rows == {"ins": 1, "del": 1}


def test_every_revision_has_a_number_of_its_own_author_and_date(tmp_path: Path) -> None:
    root = _body(_redline(contract(OLD, ROWS), contract(*VERSIONS["everything"]), tmp_path))
    names = ("ins", "del", "moveFrom", "moveTo", "rPrChange")
    revisions = [one for name in names for one in root.iter(f"{W}{name}")]
    assert len({one.get(f"{W}id") for one in revisions}) == len(revisions) > 5
    assert {(one.get(f"{W}author"), one.get(f"{W}date")) for one in revisions} == {("法务部", "2026-01-02T03:04:05Z")}


def test_important_changes_carry_a_comment_that_says_why(tmp_path: Path) -> None:
    old, new = contract(OLD), contract(_edited(p4="租金每月人民币 9,500 元，每月五日前支付。"))
    with zipfile.ZipFile(io.BytesIO(_redline(old, new, tmp_path))) as archive:
        comments, document = parse(archive.read("word/comments.xml")), parse(archive.read("word/document.xml"))
        types = archive.read("[Content_Types].xml").decode()
    (comment,) = comments.iter(f"{W}comment")
    assert "".join(text.text for text in comment.iter(f"{W}t"))
    assert [one.get(f"{W}id") for one in document.iter(f"{W}commentReference")] == [comment.get(f"{W}id")]
    assert "comments+xml" in types
    plain = _redline(old, new, tmp_path, comments=False)
    assert "word/comments.xml" not in zipfile.ZipFile(io.BytesIO(plain)).namelist()


STYLES = ("tiao", "decimal") if EVERYTHING else ("tiao",)
CASES = [case for case in cases(range(1)) if case.name.split("/")[1] in STYLES]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_typed_numbers_are_words_like_others(case: Case) -> None:
    old, new = case.old.agreement, case.new.agreement
    before, after = export_docx(old), export_docx(new)
    made = redline_in_place(
        before, old, new, compare(old, new), author="a", date="2026-01-02T03:04:05Z", comments=False
    )

    def words(data: bytes) -> str:
        return "".join("".join(texts(_body(data))).split())

    assert words(_settled(made.data, "reject")) == words(before)
    assert words(_settled(made.data, "accept")) == words(after)


def test_tracked_changes_that_are_there_are_refused_unless_told_what_to_do(tmp_path: Path) -> None:
    first = _redline(
        contract(OLD), contract(_edited(p4="租金每月人民币 9,500 元，每月五日前支付。")), tmp_path, comments=False
    )
    old, new, out = tmp_path / "tracked.docx", tmp_path / "next.docx", tmp_path / "out.docx"
    old.write_bytes(first)
    new.write_bytes(
        contract(_edited(p5="逾期支付的，按日支付千分之一的违约金。", p4="租金每月人民币 9,500 元，每月五日前支付。"))
    )
    refused = run("diff", str(old), str(new), "-o", str(out))
    assert refused.exit_code == 2 and "--existing" in refused.stderr and not out.exists()
    assert run("diff", str(old), str(new), "-o", str(out), "--existing", "accept").exit_code == 1
    assert any("9,500" in line for line in texts(_body(_settled(out.read_bytes(), "reject"))))
    assert run("diff", str(old), str(new), "-o", str(out), "--existing", "reject").exit_code == 1
    assert any("8,000" in line for line in texts(_body(_settled(out.read_bytes(), "reject"))))


def test_a_suffix_that_cannot_be_written_is_an_error_that_lists_those_that_can(tmp_path: Path) -> None:
    path = tmp_path / "old.docx"
    path.write_bytes(contract(OLD))
    refused = run("diff", str(path), str(path), "-o", str(tmp_path / "x.odt"))
    assert refused.exit_code == 2
    assert ".odt" in refused.stderr and ".docx" in refused.stderr and ".html" in refused.stderr
