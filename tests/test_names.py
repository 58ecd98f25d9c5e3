"""One name, one thing: a reader who knows a class by its name knows which class is meant."""

from __future__ import annotations

import ast
from collections import defaultdict
from pathlib import Path

from tests.sources import trees

#: Every command has formats, limits and actions of its own; they are named alike because their options are.
OF_EACH_COMMAND = {"Format", "FailOn", "Action", "Ocr"}


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
