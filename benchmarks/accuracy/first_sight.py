"""Clauses of documents that nobody had tuned for, as rows of features: first_sight.json.

    python -m benchmarks.accuracy.first_sight add --sample A DOCUMENT VERDICTS [DOCUMENT VERDICTS …]

A reader compares the tree that `agreement extract` made of DOCUMENT with the document, and writes down which clauses
are wrong: VERDICTS is JSON, {"wrong": [{"n": 12, "what": "…"}], …}, n being the clause's place in reading order, from
1. What is said of several in the same words is one cause. Kept is, for each clause, whether it is right and what its
features were; of the document its format and the first digits of its hash. No text is kept.

The tree must be the one that was read, so this is run with the code that made it. Features that are added later are 0
in rows made before.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from agreement_tool.read.registry import read_source
from agreement_tool.structure.build import build_with_evidence
from agreement_tool.structure.clause_evidence import values_of

FILE = Path(__file__).with_name("first_sight.json")
APART = frozenset({"B", "D"})
"""Samples that are not fitted on."""
_DIGITS = 12


@dataclass(frozen=True, slots=True)
class SeenClause:
    """One clause: whether it is right, and its features that are not 0."""

    right: bool | None
    values: Mapping[str, float]
    follows: bool = False
    """It is wrong for the same cause as one before it."""


@dataclass(frozen=True, slots=True)
class SeenDocument:
    """One document as it was read."""

    sample: str
    document: str
    """The first hexadecimal digits of its SHA-256."""
    format: str
    rows: tuple[SeenClause, ...]

    @property
    def is_apart(self) -> bool:
        """Whether it serves for testing only."""
        return self.sample in APART


_SAID = {"+": (True, False), "-": (False, False), "~": (False, True), "?": (None, False)}


def kept(file: Path = FILE) -> Iterator[SeenDocument]:
    """The documents of a file of rows."""
    if not file.is_file():
        return
    told = json.loads(file.read_text("utf-8"))
    for one in told["documents"]:
        rows = (_row(row, told["features"]) for row in one["rows"].split())
        yield SeenDocument(one["sample"], one["document"], one["format"], tuple(rows))


def _row(text: str, names: Sequence[str]) -> SeenClause:
    """From `+3,12=.25`: right, the feature 3 is 1, the feature 12 a quarter, the others 0; `-` wrong, `~` wrong for the
    cause of one before, `?` not judged."""
    pairs = (found.partition("=") for found in text[1:].split(",") if found)
    right, follows = _SAID[text[0]]
    return SeenClause(right, {names[int(place)]: float(value or 1) for place, _, value in pairs}, follows)


def _written(row: SeenClause, names: Sequence[str]) -> str:
    mark = next(mark for mark, said in _SAID.items() if said == (row.right, row.follows))
    values = ((names.index(name), value) for name, value in row.values.items())
    return mark + ",".join(f"{at}" if value == 1 else f"{at}={value:.2f}".replace("0.", ".") for at, value in values)


def save(documents: Sequence[SeenDocument], file: Path = FILE) -> None:
    """Write them, a document a line."""
    names = sorted({name for document in documents for row in document.rows for name in row.values})
    lines = [
        json.dumps(
            {
                "sample": one.sample,
                "document": one.document,
                "format": one.format,
                "rows": " ".join(_written(row, names) for row in one.rows),
            }
        )
        for one in documents
    ]
    head = json.dumps(names, ensure_ascii=False, indent=0)
    file.write_text(f'{{"features": {head},\n"documents": [\n' + ",\n".join(lines) + "\n]}\n", "utf-8")


def seen(source: Path, verdicts: Path, sample: str) -> SeenDocument:
    """The rows of a document by what its reader said. Raises ValueError where the tree is another than the one read."""
    told = json.loads(verdicts.read_text("utf-8"))
    _, evidence = build_with_evidence(read_source(source))
    if told.get("clauses") not in (None, len(evidence)):
        raise ValueError(f"{source.name}: {len(evidence)} clauses, {told['clauses']} were read")
    wrong: dict[int, bool] = {}
    causes = set()
    for fault in sorted(told["wrong"], key=lambda fault: int(fault["n"])):
        wrong[fault["n"]] = fault["what"] in causes
        causes.add(fault["what"])
    rows = tuple(
        SeenClause(place not in wrong, {name: x for name, x in values_of(one).items() if x}, wrong.get(place, False))
        for place, one in enumerate(evidence, start=1)
    )
    digest = hashlib.sha256(source.read_bytes()).hexdigest()[:_DIGITS]
    return SeenDocument(sample, digest, source.suffix.lstrip(".").lower(), rows)


def main() -> None:
    """Add documents to those that are kept; one that is there already is replaced."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.accuracy.first_sight", description=__doc__)
    parser.add_argument("command", choices=["add"])
    parser.add_argument("--sample", required=True, help="a name for what was drawn together")
    parser.add_argument("files", nargs="+", type=Path, help="a document and its verdicts, in turn")
    options = parser.parse_args()
    pairs = zip(options.files[::2], options.files[1::2], strict=True)
    added = [seen(source, verdicts, options.sample) for source, verdicts in pairs]
    names = {one.document for one in added}
    save([*(one for one in kept() if one.document not in names), *added])


if __name__ == "__main__":
    main()
