"""One contract for every reader: the same agreement gives the same tree, whatever the file it comes in."""

from __future__ import annotations

import functools
import re

import pytest

from agreement_tool.model import MARKS, Agreement, SourceDocument
from agreement_tool.read.registry import read_source
from agreement_tool.structure.build import build
from tests.read.typeset import FORMATS, PDFS, SEED, Format, truth

NAMES = [form.name for form in FORMATS]


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> dict[str, SourceDocument]:
    folder = tmp_path_factory.mktemp("formats")
    found = {}
    for form in FORMATS:
        path = folder / form.name
        path.write_bytes(form.write(truth()))
        found[form.name] = read_source(path)
    return found


@functools.cache
def pdf(name: str) -> SourceDocument:
    return read_source(SEED / name)


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def tree(agreement: Agreement) -> list[tuple[int, str | None, str, str]]:
    """(depth, label, heading, text) of every clause, white space aside."""
    return [
        (len(above), clause.label, squeezed(clause.heading), squeezed(clause.text))
        for clause, above in agreement.walk_with_parents()
    ]


@pytest.mark.parametrize("name", NAMES)
def test_every_line_is_one_paragraph_of_the_agreement(name: str, documents: dict[str, SourceDocument]) -> None:
    lines = [squeezed(line.text) for line in documents[name].lines]
    assert lines == [squeezed(piece.text) for piece in truth()]
    assert all(line.starts for line in documents[name].lines)
    assert documents[name].furniture == ()


@pytest.mark.parametrize("name", NAMES)
def test_the_same_text_gives_the_same_tree(name: str, documents: dict[str, SourceDocument]) -> None:
    assert tree(build(documents[name]).agreement) == tree(build(documents["seed.docx"]).agreement)


@pytest.mark.parametrize("name", PDFS)
def test_a_pdf_gives_the_tree_of_its_word_file(name: str, documents: dict[str, SourceDocument]) -> None:
    assert tree(build(pdf(name)).agreement) == tree(build(documents["seed.docx"]).agreement)


@pytest.mark.parametrize("name", NAMES)
def test_the_title_is_found_in_every_format(name: str, documents: dict[str, SourceDocument]) -> None:
    assert squeezed(build(documents[name]).agreement.title) == squeezed(truth()[0].text)


@pytest.mark.parametrize("form", [form for form in FORMATS if form.marks], ids=lambda form: form.name)
@pytest.mark.parametrize(("mark", "flags"), [("bold", "bs"), ("underline", "u"), ("colour", "rB")])
def test_emphasis_is_the_same_in_every_format_that_has_it(
    form: Format, mark: str, flags: str, documents: dict[str, SourceDocument]
) -> None:
    for line, piece in zip(documents[form.name].lines, truth(), strict=True):
        if piece.kind not in ("title", "h1", "h2"):
            expected = "".join(text for text, given in piece.runs if set(given) & set(flags))
            assert squeezed("".join(span.text for span in line.spans if mark in span.marks)) == squeezed(expected)


@pytest.mark.parametrize("name", [*NAMES, *PDFS])
def test_what_a_reader_gives_is_well_formed(name: str, documents: dict[str, SourceDocument]) -> None:
    document = documents[name] if name in documents else pdf(name)
    assert document.name == name
    assert len(document.sha256) == 64
    for line in document.lines:
        assert line.text == "".join(span.text for span in line.spans)
        assert line.text == line.text.strip() and "\n" not in line.text
        for span in line.spans:
            assert span.text
            assert list(span.marks) == [mark for mark in MARKS if mark in span.marks]
            assert list(span.signals) == sorted(set(span.signals))
            assert bool(span.marks) == bool(span.signals)
