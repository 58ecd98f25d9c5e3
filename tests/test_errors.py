"""Whoever uses the tool is told what went wrong in the language of the session: every sentence is in both."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from agreement_tool.bilingual import Bilingual, bilingual
from tests.cli.running import run
from tests.sources import dotted, trees

TOLD = {
    "SourceError": 0,
    "StoreError": 0,
    "ConfigError": 0,
    "TargetError": 0,
    "InlineError": 0,
    "Doubt": 1,
    "add_error": 1,
    "add": 1,
    "raise_if_any": None,
    "Answer": None,
}
"""Functions and methods whose argument at that place (None: only named ones) is a sentence for the user."""
NAMED = {"what", "where", "next_step"}
"""Named arguments that are such sentences too."""
ALIKE = {
    "agreement find",
    "GITHUB_OUTPUT",
    "git merge-file",
    "agreement lsp",
    "YYYY-MM-DD",
    "--password-env",
    "GITHUB_STEP_SUMMARY",
    "--explain",
    "N | all",
}
"""What is the same in both."""


def _calls() -> Iterator[tuple[str, ast.Call, list[ast.expr]]]:
    """Every call that makes an error or a doubt, with the sentences it is given."""
    for file, tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and (name := dotted(node.func).rpartition(".")[2]) in TOLD:
                place = TOLD[name]
                first = node.args[place : place + 1] if place is not None else []
                named = [keyword.value for keyword in node.keywords if keyword.arg in NAMED]
                yield f"{file}:{node.lineno}", node, [*first, *named]


def _literal(sentence: ast.expr) -> str | None:
    """The words of a string or f-string; None for a variable or a call, whose words stand elsewhere."""
    if isinstance(sentence, ast.Constant) and isinstance(sentence.value, str):
        return sentence.value
    if isinstance(sentence, ast.JoinedStr):
        return "".join(str(part.value) for part in sentence.values if isinstance(part, ast.Constant))
    return None


def test_every_sentence_of_an_error_or_a_doubt_is_in_both_languages() -> None:
    found = list(_calls())
    assert len(found) > 100
    missing = [
        f"{place}: {words}"
        for place, _, sentences in found
        for words in map(_literal, sentences)
        if words and words not in ALIKE and any(map(str.isalpha, words))
    ]
    assert missing == []


def test_a_sentence_in_one_language_serves_both() -> None:
    both = Bilingual("请检查路径。", "Check the path.")
    assert bilingual(both) is both
    assert bilingual("YYYY-MM-DD") == Bilingual("YYYY-MM-DD", "YYYY-MM-DD")


@pytest.mark.parametrize(
    ("content", "zh", "en"),
    [
        (b"%PDF-1.4\n", "PDF 没有结尾：文件不完整", "the PDF has no end"),
        (b"\x89PNG....", "文件名像 PDF，内容却不是", "named like a PDF file and not one"),
        (b"", "文件是空的", "the file is empty"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_in_the_language_of_the_session(
    content: bytes, zh: str, en: str, tmp_path: Path
) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(content)
    chinese, english = run("export", str(path)), run("--lang", "en", "export", str(path))
    assert chinese.exit_code == english.exit_code == 2
    assert zh in chinese.stderr and en not in chinese.stderr
    assert en in english.stderr and zh not in english.stderr
