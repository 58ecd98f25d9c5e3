"""One name, one thing: a reader who knows a class by its name knows which class is meant."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from tests.sources import trees

#: Every command has formats, limits and actions of its own; they are named alike because their options are.
OF_EACH_COMMAND = {"Format", "FailOn", "Action", "Ocr"}

POETIC = {
    "ahead", "apart", "aside", "asides", "chrome", "complain", "concealed", "forked", "glued", "likeness", "liyou",
    "mending", "parted", "promise", "remedies", "room", "slack", "squeeze", "subjects", "succession", "told", "wenti",
}  # fmt: skip
"""Words that names of the package had and that told a newcomer nothing. Each thing has the plain name of what it is."""
PUBLIC = {"priv002_sensitive_not_apart"}
"""Modules of rules are named as the rule is, and users write a rule's name into their configuration."""


def classes() -> dict[str, list[str]]:
    """Name of every public top-level class -> the files that define one of that name, relative to the package."""
    found: dict[str, list[str]] = defaultdict(list)
    for file, tree in trees():
        for node in tree.body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                found[node.name].append(file)
    return found


def test_no_two_classes_have_one_name() -> None:
    twice = {name: files for name, files in classes().items() if len(files) > 1 and name not in OF_EACH_COMMAND}
    assert twice == {}


def test_only_commands_name_their_options_alike() -> None:
    found = classes()
    for name in OF_EACH_COMMAND:
        assert len(found[name]) > 1, name
        assert {Path(file).parent.as_posix() for file in found[name]} == {"cli"}, name


def words_of(name: str) -> set[str]:
    """The words of an identifier: `without_asides` and `TextsAside` have two."""
    return set(re.split("[._]", re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()))


def identifiers(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Line and name of every function, class, argument, assigned name, attribute and import."""
    for node in ast.walk(tree):
        match node:
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                yield node.lineno, name
            case ast.arg(arg=name) | ast.Name(id=name, ctx=ast.Store()) | ast.Attribute(attr=name):
                yield node.lineno, name
            case ast.keyword(arg=str(name)):
                yield node.value.lineno, name
            case ast.ImportFrom() | ast.Import():
                yield from ((node.lineno, alias.asname or alias.name) for alias in node.names)


def poetic(file: str, tree: ast.Module) -> Iterator[str]:
    """Places of names that hold one of the words, the module's own name among them."""
    for line, name in [(1, Path(file).stem), *identifiers(tree)]:
        if name not in PUBLIC and words_of(name) & POETIC:
            yield f"{file}:{line} {name}"


def test_no_name_is_poetic() -> None:
    assert [place for file, tree in trees() for place in poetic(file, tree)] == []


def test_poetic_names_are_found_wherever_they_stand() -> None:
    source = "class TextsAside:\n    def told_at(self, room):\n        self._slack = promise = f(glued=room)\n"
    found = {place.split()[1] for place in poetic("read/succession.py", ast.parse(source))}
    assert found == {"succession", "TextsAside", "told_at", "room", "_slack", "promise", "glued"}
