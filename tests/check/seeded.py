"""Clean agreements in several numbering styles, and faults to seed into them (seeded/<style>.yaml)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from agreement_tool.model import Agreement
from tests.check.builder import agreement

FOLDER = Path(__file__).parent / "seeded"


@dataclass(frozen=True)
class Seeded:
    """One fault in one agreement. `at`: the citation where it must be found."""

    style: str
    code: str
    at: str | None
    """None: wherever it is found."""
    outline: str
    title: str
    before: str
    after: str

    @property
    def agreement(self) -> Agreement:
        return agreement(self.outline, title=self.title, effective=None)


def clean(folder: Path = FOLDER) -> dict[str, Agreement]:
    """style -> the agreement without any fault."""
    return {style: agreement(text, title=title, effective=None) for style, title, text, _ in styles(folder)}


def seeded(folder: Path = FOLDER) -> Iterator[Seeded]:
    """Every fault of every style, one at a time."""
    for style, title, text, mutations in styles(folder):
        for mutation in mutations:
            before, after = mutation["swap" if "swap" in mutation else "replace"]
            outline = _swapped(text, before, after) if "swap" in mutation else text.replace(before, after)
            assert text.count(before) >= 1, (style, before)
            assert outline != text, (style, mutation)
            yield Seeded(style, mutation["code"], mutation["at"], outline, title, before, after)


def styles(folder: Path = FOLDER) -> Iterator[tuple[str, str, str, list[dict[str, Any]]]]:
    """(style, title, clean outline, mutations) of every file."""
    for path in sorted(folder.glob("*.yaml")):
        raw = yaml.safe_load(path.read_text("utf-8"))
        yield path.stem, raw["title"], raw["outline"], raw["mutations"]


def _swapped(text: str, first: str, second: str) -> str:
    """The two clauses that begin so, each with what stands under it, change places."""
    lines = text.splitlines()
    one, two = _block(lines, first), _block(lines, second)
    assert one.stop == two.start
    return "\n".join(
        [*lines[: one.start], *lines[two.start : two.stop], *lines[one.start : one.stop], *lines[two.stop :]]
    )


def _block(lines: list[str], words: str) -> range:
    start = next(place for place, line in enumerate(lines) if line.strip().startswith(words))
    indent = len(lines[start]) - len(lines[start].lstrip())
    stop = start + 1
    while stop < len(lines) and len(lines[stop]) - len(lines[stop].lstrip()) > indent:
        stop += 1
    return range(start, stop)
