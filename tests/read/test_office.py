"""Formats that LibreOffice converts: bounded, private, and honest about who computed the numbers."""

from __future__ import annotations

import shutil
import stat
from pathlib import Path

import pytest

from agreement_tool.bilingual import bilingual
from agreement_tool.errors import SourceError
from agreement_tool.model import Line, Span
from agreement_tool.read import office
from agreement_tool.read.base import ReadOptions
from tests.read.reading import read, texts

HAS_OFFICE = shutil.which("soffice") is not None


def rtf(*paragraphs: str) -> bytes:
    """An RTF file of plain paragraphs, Chinese as \\u escapes."""
    written = [
        "".join(character if character.isascii() else f"\\u{ord(character)}?" for character in text) + "\\par"
        for text in paragraphs
    ]
    return ("{\\rtf1\\ansi\\uc1 " + "\n".join(written) + "}").encode("ascii")


def program(folder: Path, script: str) -> str:
    """A program that stands in for LibreOffice."""
    path = folder / "soffice"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


def refused(monkeypatch: pytest.MonkeyPatch, found: str | None) -> SourceError:
    monkeypatch.setattr("shutil.which", lambda name: found)
    monkeypatch.setattr(office, "_PLACES", ())
    with pytest.raises(SourceError) as caught:
        office.read(rtf("正文"), name="a.rtf", options=ReadOptions())
    return caught.value


def test_without_libreoffice_the_message_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    fault = refused(monkeypatch, None)
    assert "LibreOffice" in bilingual(fault.what).zh
    assert "apt install libreoffice-writer" in bilingual(fault.next_step).zh
    assert ".docx" in bilingual(fault.next_step).en


def test_a_conversion_that_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(office, "SECONDS", 0.2)
    assert "LibreOffice" in bilingual(refused(monkeypatch, program(tmp_path, "sleep 60")).what).en


def test_a_file_that_libreoffice_does_not_convert_is_an_error(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert "cannot convert" in bilingual(refused(monkeypatch, program(tmp_path, "exit 1")).what).en


@pytest.mark.skipif(not HAS_OFFICE, reason="needs LibreOffice")
def test_an_rtf_file_is_read_and_a_doubt_says_who_computed_its_numbers() -> None:
    document = read("office", rtf("星河云盘服务协议", "第一条 费用", "服务费每月十元。"))
    assert texts(document) == ["星河云盘服务协议", "第一条 费用", "服务费每月十元。"]
    assert document.reader == "libreoffice"
    assert [doubt.code for doubt in document.doubts] == ["converted"]


def test_articles_that_begin_anew_in_another_chapter_are_doubted() -> None:
    """LibreOffice loses w:lvlRestart, in its conversion and in its print alike."""
    lines = [Line((Span(text),), auto_label=label, depth=depth) for label, depth, text in CHAPTERS]
    assert [doubt.text for doubt in office.restart_doubts(lines)] == ["第一条第三个条文。"]
    assert list(office.restart_doubts(lines[:4])) == []


CHAPTERS = (
    ("第一章", 0, "总则"),
    ("第一条", 1, "第一个条文。"),
    ("第二条", 1, "第二个条文。"),
    ("第二章", 0, "分则"),
    ("第一条", 1, "第三个条文。"),
    ("（一）", 2, "其中一项。"),
)


def numbered(label: str, text: str) -> Line:
    return Line((Span(text),), auto_label=label, starts=True)


@pytest.mark.parametrize(
    ("label", "shown", "doubted"),
    [
        ("第一条", "第一条费用由用户支付", False),
        ("第一条", "1.费用由用户支付", True),
        ("一.1", "一.1费用由用户支付", True),
        ("?一?", "?一?费用由用户支付", True),
        ("•", "费用由用户支付", False),
        ("1.1", "全文没有", True),
    ],
)
def test_a_number_that_the_print_does_not_bear_out_is_doubted(label: str, shown: str, doubted: bool) -> None:
    assert (office.number_doubt(numbered(label, "费用由用户支付"), shown) is not None) == doubted
