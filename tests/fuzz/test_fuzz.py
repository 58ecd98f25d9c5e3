"""Fuzzing: whatever goes in, an answer or an AgreementError comes out.

Quick by default. AGREEMENT_FUZZ multiplies the executions, `python -m tests.fuzz.campaign` counts them;
docs/security.md says how many were run when, and what they found.
"""

from __future__ import annotations

import contextlib
import datetime
import functools
import io
import json
import os
import signal
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from agreement_tool.diff.compare import compare
from agreement_tool.errors import AgreementError
from agreement_tool.model import Agreement, Line, SourceDocument, Span
from agreement_tool.pipeline import baseline, consents
from agreement_tool.pipeline.settings import check_settings
from agreement_tool.read import images
from agreement_tool.read.base import ReadOptions
from agreement_tool.read.ocr import PageImage, Recognised
from agreement_tool.read.registry import kind_of, reader_of
from agreement_tool.store import codec, decisions
from agreement_tool.structure.build import build
from agreement_tool.text import inline
from agreement_tool.text.labels import match_label
from agreement_tool.text.references import mentions
from agreement_tool.text.sentences import split
from tests.extent import EVERYTHING
from tests.hostile import zips
from tests.read.docx.word import docx, level, numbered, numbering, p
from tests.read.typeset import SEED, Piece, as_docx, as_html, as_markdown, as_text, truth

TIMES = float(os.environ.get("AGREEMENT_FUZZ", "1" if EVERYTHING else "0.3"))
HANGS = datetime.timedelta(seconds=60)
"""An execution that takes longer is a failure; a test that takes the processor for a minute, and as long again for each
multiple, is ended."""


@pytest.fixture(autouse=True)
def ends() -> Iterator[None]:
    """No execution hangs for ever."""

    def hung(*_: object) -> None:
        raise TimeoutError("an execution hangs")

    if not hasattr(signal, "setitimer"):
        yield
        return
    before = signal.signal(signal.SIGVTALRM, hung)
    signal.setitimer(signal.ITIMER_VIRTUAL, HANGS.total_seconds() * (1 + TIMES))
    yield
    signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    signal.signal(signal.SIGVTALRM, before)


def fuzzed(examples: int) -> settings:
    """Settings for about this many executions, times AGREEMENT_FUZZ."""
    checks = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example]
    return settings(
        max_examples=max(1, round(examples * TIMES)), deadline=HANGS, suppress_health_check=checks, database=None
    )


PIECES: tuple[Piece, ...] = truth()[:14]
NUMBERED = docx(
    "".join(numbered("第一条的内容。", level=place) for place in (0, 1, 1, 2, 0)) + p("正文", '<w:pStyle w:val="A"/>'),
    numbering=numbering(level(0, "第%1条") + level(1, "%1.%2") + level(2, "（%3）", "chineseCounting")),
)
DICTIONARY = [
    b"<", b">", b"</p>", b"<b>", b"<table><tr><td>", b"<li value=99999999999>", b"style='color:red", b"&#x", b"\x00",
    b"\xff\xfe",
    b"**", b"<u>", b"```", b"| - |", b"\r", b"1. ", "第一条".encode(), "（一）".encode(), "\u202e\u2028".encode(),
    b"]]>", b"{{", b"/*",
    b"endobj", b"stream\n", b"0 R", b"/Kids[", b"\xd0\xcf", b"PK\x03\x04", b"w:val=\"-1\"", b"%1",
    b"999999999999999999999",
]  # fmt: skip

positions = st.floats(0, 1, exclude_max=True)
edits = st.lists(
    st.tuples(positions, st.integers(0, 40), st.one_of(st.binary(max_size=8), st.sampled_from(DICTIONARY))),
    min_size=1,
    max_size=8,
)


def mutated(data: bytes, changes: list[tuple[float, int, bytes]]) -> bytes:
    """`data` with pieces cut out and others put in."""
    for position, length, inserted in changes:
        at = int(position * len(data))
        data = data[:at] + inserted + data[at + length :]
    return data


def read_or_refuse(data: bytes, name: str) -> SourceDocument | None:
    try:
        document = reader_of(kind_of(data, name)).read(data, name=name, options=ReadOptions(ocr="never"))
    except AgreementError as error:
        assert error.what and error.next_step
        return None
    build(document)
    return document


@functools.cache
def pdf_bytes(name: str) -> bytes:
    return Path(SEED, name).read_bytes()


@fuzzed(40)
@given(
    edits,
    st.sampled_from(
        [as_html(PIECES), b"<style>.a b > #c{color:red;font:bold 9px x}</style><p class=a>" + as_html(PIECES)]
    ),
)
def test_html(changes: list[tuple[float, int, bytes]], data: bytes) -> None:
    read_or_refuse(mutated(data, changes) or b" ", "a.html")


@fuzzed(40)
@given(edits)
def test_markdown(changes: list[tuple[float, int, bytes]]) -> None:
    read_or_refuse(mutated(as_markdown(PIECES), changes) or b" ", "a.md")


@fuzzed(40)
@given(edits)
def test_text(changes: list[tuple[float, int, bytes]]) -> None:
    read_or_refuse(mutated(as_text(PIECES), changes) or b" ", "a.txt")


@fuzzed(40)
@given(edits, st.sampled_from([as_docx(PIECES), NUMBERED]))
def test_docx_packages(changes: list[tuple[float, int, bytes]], data: bytes) -> None:
    read_or_refuse(mutated(data, changes) or b" ", "a.docx")


SAVED = (
    b'From: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x; start="<a>"\r\n\r\n'
    b"--x\r\nContent-ID: <a>\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
    + as_html(PIECES)
    + b"\r\n--x\r\nContent-Type: text/css\r\nContent-Location: a.css\r\n\r\np { color: red }\r\n--x--\r\n"
)


@fuzzed(40)
@given(edits)
def test_saved_pages(changes: list[tuple[float, int, bytes]]) -> None:
    read_or_refuse(mutated(SAVED, changes) or b" ", "a.mhtml")


odd_entries = st.fixed_dictionaries(
    {},
    optional={
        "name": st.one_of(st.binary(max_size=9), st.sampled_from([b"word/styles.xml", b"../x", b"", b"OFD.xml"])),
        "data": st.one_of(st.binary(max_size=40), st.just(200_000)),  # a number: so many zeros
        "method": st.sampled_from([0, 8, 12, 14, 99]),
        "flags": st.integers(0, 0xFFFF),
        "size": st.sampled_from([0, 1, 10**6, 0xFFFFFFFE, 0xFFFFFFFF]),
        "crc": st.just(7),
        "local_name": st.binary(max_size=9),
        "extra": st.binary(max_size=30),
        "attributes": st.integers(0, 0xFFFFFFFF),
        "offset": st.sampled_from([0, 1, 10**6, 0xFFFFFFFF]),
        "descriptor": st.binary(max_size=16),
    },
)


@fuzzed(60)
@given(
    st.sampled_from(["docx", "ofd"]),
    st.lists(st.tuples(st.integers(0, 9), odd_entries), min_size=1, max_size=3),
    st.one_of(st.none(), st.integers(0, 0xFFFF)),
    st.binary(max_size=30),
)
def test_zips(kind: str, odd: list[tuple[int, dict[str, Any]]], count: int | None, comment: bytes) -> None:
    entries = zips.word() if kind == "docx" else zips.ofd()
    for place, chosen in odd:
        changes: dict[str, Any] = {key: bytes(value) if key == "data" else value for key, value in chosen.items()}
        old = entries[place % len(entries)]
        if "name" in changes:
            entries.append(replace(old, **changes))
        else:
            entries[place % len(entries)] = replace(old, **changes)
    read_or_refuse(zips.written(entries, comment=comment, count=count), f"a.{kind}")


TAGS = [
    "p",
    "r",
    "t",
    "tbl",
    "tr",
    "tc",
    "ins",
    "del",
    "sdt",
    "sdtContent",
    "hyperlink",
    "fldChar",
    "pPr",
    "rPr",
    "numPr",
    "br",
]
trees: st.SearchStrategy[str] = st.recursive(
    st.sampled_from(
        ["第一条 ", "内容。", "", "<w:br/>", '<w:numId w:val="1"/>', '<w:ilvl w:val="9"/>', "<w:vanish/>", "<w:b/>"]
    ),
    lambda inner: st.builds(
        lambda tag, parts: f"<w:{tag}>{''.join(parts)}</w:{tag}>", st.sampled_from(TAGS), st.lists(inner, max_size=4)
    ),
    max_leaves=20,
)


@fuzzed(60)
@given(trees, trees)
def test_docx_parts(body: str, definition: str) -> None:
    read_or_refuse(docx(body + p("第一条"), numbering=numbering(definition + level(0, "%1."))), "a.docx")


@fuzzed(6)
@given(edits, st.sampled_from(["syn_tr2_line.pdf", "rl_cid_stsong.pdf"]))
def test_pdf(changes: list[tuple[float, int, bytes]], name: str) -> None:
    read_or_refuse(mutated(pdf_bytes(name), changes), "a.pdf")


@functools.cache
def clause_file() -> bytes:
    document = read_or_refuse(as_html(PIECES), "a.html")
    assert document is not None
    return codec.dump(build(document).agreement).encode()


@fuzzed(60)
@given(edits)
def test_clause_files(changes: list[tuple[float, int, bytes]]) -> None:
    try:
        loaded = codec.load(mutated(clause_file(), changes).decode("utf-8", "replace"), name="a.yaml")
    except AgreementError:
        return
    again = codec.dump(loaded.agreement)
    assert codec.dump(codec.load(again).agreement) == again


ALPHABET = "第一二十百条章款项（）()0123456789.、．①⑴ⅣivA a\u3000附件之*<>_\\/u·•-—年月日%％，。；：“”《》甲方"
texts = st.one_of(st.text(ALPHABET, max_size=60), st.text(max_size=40))


@fuzzed(400)
@given(texts)
def test_labels(text: str) -> None:
    for reading in match_label(text):
        assert text.lstrip().startswith(reading.label.text)


@fuzzed(300)
@given(texts)
def test_sentences_and_references(text: str) -> None:
    assert "".join(split(text)) == text
    for mention in mentions(text):
        assert 0 <= mention.start < mention.end <= len(text)


marks = st.sampled_from([(), ("bold",), ("underline",), ("bold", "underline"), ("colour",), ("italic", "size")])
spans = st.lists(st.builds(Span, st.text(ALPHABET + "\n", min_size=1, max_size=12), marks), max_size=6)


@fuzzed(300)
@given(texts)
def test_inline_marks_are_read_from_anything(text: str) -> None:
    try:
        found = inline.decode(text)
    except ValueError:
        return
    assert inline.decode(inline.encode(found)) == found


lines = st.lists(
    st.builds(
        Line,
        st.builds(lambda found: tuple(found) or (Span("x"),), spans),
        page=st.one_of(st.none(), st.integers(1, 3)),
        starts=st.sampled_from([True, False, None]),
        indent=st.one_of(st.none(), st.floats(-3, 9)),
        right_space=st.one_of(st.none(), st.floats(0, 30)),
        gap=st.one_of(st.none(), st.floats(0, 5)),
        size=st.one_of(st.none(), st.floats(1, 40)),
        centred=st.booleans(),
        auto_label=st.one_of(st.none(), st.sampled_from(["1.", "（一）", "•", "第一条", ""])),
        outline=st.one_of(st.none(), st.integers(1, 9)),
        depth=st.one_of(st.none(), st.integers(0, 8)),
    ),
    max_size=12,
)


def agreement_of(found: list[Line]) -> Agreement:
    return build(SourceDocument("a", "0" * 64, "plain", tuple(found))).agreement


@fuzzed(80)
@given(lines)
def test_structure(found: list[Line]) -> None:
    agreement = agreement_of(found)
    eids = [clause.eid for clause in agreement.walk()]
    assert len(eids) == len(set(eids))


@fuzzed(30)
@given(lines, lines)
def test_diff(old: list[Line], new: list[Line]) -> None:
    before, after = agreement_of(old), agreement_of(new)
    assume(before.clauses or after.clauses)
    texts_of = {
        side: {clause.eid: clause.text for clause in tree.walk()} for side, tree in (("old", before), ("new", after))
    }
    for change in compare(before, after).changes:
        if change.type == "text" and len(change.old) == len(change.new) == 1:
            spelt = [(segment.op, segment.text) for segment in change.segments]
            assert "".join(text for op, text in spelt if op != "insert") == texts_of["old"][change.old[0].eid]
            assert "".join(text for op, text in spelt if op != "delete") == texts_of["new"][change.new[0].eid]
    assert compare(before, before).changes == ()


def json_like() -> st.SearchStrategy[object]:
    """What a JSON or TOML file may hold."""
    plain = st.one_of(st.none(), st.booleans(), st.integers(-(10**20), 10**20), st.floats(), st.text(max_size=8))
    return st.recursive(
        plain,
        lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(keys, inner, max_size=4)),
        max_leaves=12,
    )


keys = st.one_of(
    st.sampled_from(
        [
            "findings",
            "fingerprint",
            "reason",
            "version",
            "check",
            "select",
            "ignore",
            "terms",
            "per-path",
            "fail-on",
            "baseline",
            "clauses",
            "label-styles",
            "known-terms",
            "code",
            "path",
        ]
    ),
    st.text(max_size=4),
)


@fuzzed(60)
@given(
    st.one_of(json_like().map(lambda value: json.dumps(value).encode("utf-8", "replace")), st.binary(max_size=40)),
    edits,
)
def test_baselines(data: bytes, changes: list[tuple[float, int, bytes]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for each in (data, mutated(data, changes)):
            path = Path(folder, "baseline.json")
            path.write_bytes(each)
            with contextlib.suppress(AgreementError):
                baseline.read(path)


@fuzzed(60)
@given(
    st.dictionaries(keys, json_like(), max_size=4),
    st.sampled_from(["", "[check]\n", "[tool.agreement.check]\n", "[tool]\n"]),
)
def test_configurations(table: dict[str, object], head: str) -> None:
    # JSON's strings, numbers and lists are TOML's; an inline table needs another sign, which makes some files no TOML.
    text = head + "".join(f"{json.dumps(key)} = {json.dumps(value)}\n" for key, value in table.items())
    with tempfile.TemporaryDirectory() as folder:
        for name in ("agreement.toml", "pyproject.toml"):
            for each in (text, text.replace(": ", " = ")):
                Path(folder, name).write_text(each, "utf-8", "replace")
                with contextlib.suppress(AgreementError), contextlib.chdir(folder):
                    check_settings()
            Path(folder, name).unlink()


class _Sees:
    """Stands in for the recogniser: it sees what it is told to."""

    lines_seen: tuple[Recognised, ...] = ()

    def __init__(self, name: str) -> None:
        self.name = name

    def lines(self, picture: PageImage) -> list[Recognised]:
        return list(self.lines_seen)


@functools.cache
def blank_picture() -> bytes:
    from PIL import Image

    out = io.BytesIO()
    Image.new("RGB", (400, 300), "white").save(out, "PNG")
    return out.getvalue()


places = st.floats(-50, 900, allow_nan=False)
words = st.one_of(texts, st.text(max_size=5)).filter(str.strip)  # what the recogniser never says is blank


def a_line(text: str, xs: tuple[float, float], ys: tuple[float, float], score: float) -> Recognised:
    return Recognised(text, min(xs), min(ys), max(xs), max(ys), score)


recognised = st.builds(a_line, words, st.tuples(places, places), st.tuples(places, places), st.floats(0.5, 1))


@fuzzed(60)
@given(st.lists(recognised, max_size=12), edits)
def test_what_the_recogniser_says(found: list[Recognised], changes: list[tuple[float, int, bytes]]) -> None:
    seer = type("Seer", (_Sees,), {"lines_seen": tuple(found)})
    with mock.patch.object(images, "Recogniser", seer):
        for data in (blank_picture(), mutated(blank_picture(), changes)):
            try:
                document = images.read(data, name="a.png", options=ReadOptions(ocr="always"))
            except AgreementError as error:
                assert error.what and error.next_step
                continue
            build(document)


REVIEW = """schema: review/1
decisions:
  - wid: "art_7__lvl_7-1"
    hash: "3f0c8a52d1b7e964"
    subject: "category:liability"
    verdict: "confirmed"
    reviewer: "甲"
    date: "2026-11-28"
""".encode()


@fuzzed(60)
@given(edits)
def test_review_files(changes: list[tuple[float, int, bytes]]) -> None:
    try:
        found = decisions.read(mutated(REVIEW, changes).decode("utf-8", "replace"), name="review.yaml")
    except AgreementError:
        return
    written = decisions.dump(found)
    assert set(decisions.read(written, name="again")) == set(found)
    assert decisions.merged(found, found) == decisions.merged(found, ())


CONSENT = {
    "agreement": {"id": "a", "version": "1", "contentHash": "sha256:" + "0" * 64},
    "user": "u", "at": "2026-11-28T10:00:00+08:00", "shown": ["art_1"], "ticked": True,
}  # fmt: skip


@fuzzed(60)
@given(st.one_of(json_like(), st.just(CONSENT)).map(json.dumps), edits)
def test_consent_records_and_other_json(text: str, changes: list[tuple[float, int, bytes]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "records.jsonl")
        for data in (text.encode("utf-8", "replace"), mutated(text.encode("utf-8", "replace"), changes)):
            path.write_bytes(data)
            with contextlib.suppress(AgreementError):
                list(consents.checked([path], root=Path(folder)))
            with contextlib.suppress(AgreementError):
                list(consents.checked([path], documents=[path], root=Path(folder)))
