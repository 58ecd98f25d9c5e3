import io
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn

from agreement_tool.diff.compare import compare
from agreement_tool.model import Agreement, Cell, Clause, Span
from agreement_tool.report.diff_docx import diff_docx
from agreement_tool.report.diff_stream import paragraphs
from agreement_tool.report.diff_table_docx import table_docx
from tests.diff.mutations import Case, cases
from tests.report.redline.schema_order import out_of_order

CASES = [case for case in cases(range(1)) if case.name.split("/")[1] in ("tiao", "decimal")]
GONE_WHEN_ACCEPTED, GONE_WHEN_REJECTED = ("w:del", "w:moveFrom"), ("w:ins", "w:moveTo")


def settled(docx: bytes, gone: tuple[str, ...]) -> list[str]:
    """The paragraphs after accepting (or rejecting) every change, by ECMA-376: a paragraph whose mark goes joins the
    next."""
    lines, held = [], ""
    for paragraph in Document(io.BytesIO(docx)).element.body.iter(qn("w:p")):
        held += "".join(_text(paragraph, gone))
        mark = paragraph.find(f"{qn('w:pPr')}/{qn('w:rPr')}")
        if mark is not None and any(mark.find(qn(tag)) is not None for tag in gone):
            continue
        lines.append(held)
        held = ""
    return lines


def _text(paragraph: Any, gone: tuple[str, ...]) -> list[str]:
    shown = {qn("w:t"), qn("w:delText")}
    texts = []
    for node in paragraph.iter(*shown, qn("w:br"), qn("w:tab")):
        if any(above.tag in {qn(tag) for tag in gone} for above in node.iterancestors()):
            continue
        texts.append(node.text if node.tag in shown else "\n" if node.tag == qn("w:br") else "\t")
    return texts


def redline(case: Case) -> bytes:
    old, new = case.old.agreement, case.new.agreement
    return diff_docx(old, new, compare(old, new), author="法务部", date="2026-01-02T03:04:05Z")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_accepting_everything_gives_the_new_version_and_rejecting_the_old(case: Case) -> None:
    docx = redline(case)
    assert settled(docx, GONE_WHEN_ACCEPTED) == paragraphs(case.new.agreement)
    assert settled(docx, GONE_WHEN_REJECTED) == paragraphs(case.old.agreement)


def xml(case: Case) -> str:
    with zipfile.ZipFile(io.BytesIO(redline(case))) as archive:
        return archive.read("word/document.xml").decode()


def named(name: str) -> Case:
    return next(case for case in CASES if case.name.startswith(f"{name}/"))


def test_a_moved_clause_is_tracked_as_a_move_with_both_places_named() -> None:
    written = xml(named("move"))
    assert "<w:moveFrom " in written and "<w:moveTo " in written
    assert written.count("w:moveFromRangeStart") == written.count("w:moveToRangeStart") > 0


def test_lost_and_gained_bold_is_a_tracked_change_of_format() -> None:
    assert "<w:rPrChange " in xml(named("emphasis"))


def test_changes_carry_author_and_date() -> None:
    written = xml(named("reword"))
    assert 'w:author="法务部"' in written and 'w:date="2026-01-02T03:04:05Z"' in written


def test_every_revision_has_its_own_number() -> None:
    ids = [part.split('"')[0] for part in xml(named("combined")).split(' w:id="')[1:]]
    assert len(ids) == len(set(ids)) > 0


def test_equal_versions_give_a_document_without_tracked_changes() -> None:
    old = named("move").old.agreement
    written = diff_docx(old, old, compare(old, old))
    assert settled(written, GONE_WHEN_ACCEPTED) == settled(written, GONE_WHEN_REJECTED) == paragraphs(old)


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_reads_the_tracked_changes_as_they_are_meant(tmp_path: Path) -> None:
    chosen = [named(name) for name in ("move", "split", "merge", "combined")]
    for number, case in enumerate(chosen):
        (tmp_path / f"{number}.docx").write_bytes(redline(case))
    written = tmp_path / "written"
    command = [
        "soffice",
        f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
        "--headless",
        "--convert-to",
        "docx",
    ]
    sources = map(str, tmp_path.glob("*.docx"))
    subprocess.run([*command, "--outdir", str(written), *sources], check=True, capture_output=True, timeout=120)
    for number, case in enumerate(chosen):
        again = (written / f"{number}.docx").read_bytes()
        assert [line for line in settled(again, GONE_WHEN_ACCEPTED) if line] == paragraphs(case.new.agreement)
        assert [line for line in settled(again, GONE_WHEN_REJECTED) if line] == paragraphs(case.old.agreement)


def _goods(days: str, *cells: str) -> Agreement:
    rows = (tuple(Cell((Span(cell),)) for cell in cells),)
    words = (
        Span("乙方应于", ("bold",)),
        Span(days, ("bold",)),
        Span("内交货", ("bold",)),
        Span("，送至"),
        Span("　　　　", ("underline",)),
        Span("。"),
    )
    table = Clause("t", "t", "table", spans=(Span("\t".join(cells)),), rows=rows)
    return Agreement("goods", "1", "采购合同", (Clause("a", "a", "article", "第一条", spans=words, children=(table,)),))


def test_the_table_of_amendments_keeps_emphasis_and_underlined_blanks() -> None:
    old, new = _goods("7 日", "水泵", "2"), _goods("15 日", "水泵", "2")
    (outer,) = Document(io.BytesIO(table_docx(old, new, compare(old, new)))).element.body.findall(qn("w:tbl"))
    assert outer.find(f"{qn('w:tr')}/{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
    runs = {"".join(t.text for t in run.iter(qn("w:t"))): run.find(qn("w:rPr")) for run in outer.iter(qn("w:r"))}
    assert runs["　　　　"].find(qn("w:u")) is not None
    assert runs["内交货"].find(qn("w:b")) is not None and runs["。"].find(qn("w:b")) is None
    assert runs["7 日"].find(qn("w:strike")) is not None


def test_a_table_stands_in_the_table_of_amendments_as_a_table() -> None:
    old, new = _goods("7 日", "水泵", "2 台"), _goods("7 日", "水泵", "3 台")
    body = Document(io.BytesIO(table_docx(old, new, compare(old, new)))).element.body
    inner = [table for table in body.iter(qn("w:tbl")) if table.getparent().tag == qn("w:tc")]
    assert [[len(row.findall(qn("w:tc"))) for row in table.findall(qn("w:tr"))] for table in inner] == [[2], [2]]
    assert all(table.getnext().tag == qn("w:p") for table in inner)
    assert list(out_of_order(body)) == []
