"""No six lines stand twice in the package: what is said twice is changed once."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator

from tests.sources import PACKAGE, trees

MANY = 6
"""Lines in a row that are no accident. Imports and the heads of functions do not count: they say what others define."""


def heads(tree: ast.Module) -> Iterator[range]:
    """The lines of imports and of functions' heads."""
    for node in ast.walk(tree):
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            yield range(node.lineno, (node.end_lineno or node.lineno) + 1)
        elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            yield range(node.lineno, node.body[0].lineno)


def lines_of(file: str, tree: ast.Module) -> list[tuple[int, str]]:
    """Number and text, without indentation, of each line that says something."""
    left_out = {number for lines in heads(tree) for number in lines}
    numbered = enumerate((PACKAGE / file).read_text("utf-8").splitlines(), 1)
    return [
        (number, text)
        for number, line in numbered
        if number not in left_out and (text := line.strip()) and not text.startswith("#")
    ]


def repeated(documents: dict[str, list[tuple[int, str]]]) -> dict[str, str]:
    """Place -> an earlier place where the same MANY lines stand."""
    first: dict[tuple[str, ...], str] = {}
    found: dict[str, str] = defaultdict(str)
    for file, lines in documents.items():
        for at in range(len(lines) - MANY + 1):
            words = tuple(text for _, text in lines[at : at + MANY])
            place = f"{file}:{lines[at][0]}"
            if words in first:
                found[place] = first[words]
            first.setdefault(words, place)
    return found


def test_no_six_lines_stand_twice() -> None:
    assert repeated({file: lines_of(file, tree) for file, tree in trees()}) == {}


def test_six_lines_that_stand_twice_are_found() -> None:
    lines = [(number, f"line {number}") for number in range(1, 9)]
    assert repeated({"a.py": lines, "b.py": lines[1:7], "c.py": lines[:5]}) == {"b.py:2": "a.py:2"}
