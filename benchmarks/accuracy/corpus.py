"""The whole corpus: what fails, how long it takes, what stays unplaced, whether two formats of one text agree."""

from __future__ import annotations

import csv
import re
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from agreement_tool.bilingual import bilingual
from agreement_tool.errors import AgreementError
from agreement_tool.model import Agreement, SourceDocument
from agreement_tool.read.registry import read_source
from agreement_tool.structure.build import build

FORMATS = ("pdf", "docx", "html", "txt")
_SAME_TEXT = re.compile(r"(?:near-dup (?:1\.0|0\.9\d) of|same text as)\s+([^;]+)")


@dataclass(frozen=True, slots=True)
class Outcome:
    """One corpus file read and built."""

    name: str
    seconds: float
    labels: tuple[str, ...] = ()
    lines: int = 0
    unplaced: int = 0
    """Lines with a character that is in no clause, nor the title, nor the furniture."""
    doubts: int = 0
    refused: str = ""
    """Why the file could not be read, in the tool's own words."""
    crashed: str = ""


def outcomes(shared: Path) -> Iterator[Outcome]:
    """Every file of the corpus, one after another."""
    for folder in FORMATS:
        for path in sorted((shared / "corpus" / folder).iterdir()):
            yield _outcome(path)


def _outcome(path: Path) -> Outcome:
    started = time.perf_counter()
    try:
        document = read_source(path)
        agreement = build(document).agreement
    except AgreementError as error:
        return Outcome(path.name, time.perf_counter() - started, refused=bilingual(error.what).en)
    except Exception as error:  # a benchmark reports crashes, whatever they are, and goes on
        return Outcome(path.name, time.perf_counter() - started, crashed=repr(error))
    labels = tuple(clause.label for clause in agreement.walk() if clause.label)
    lines = [line.text for line in document.lines if line.text.strip()]
    seconds = time.perf_counter() - started
    return Outcome(path.name, seconds, labels, len(lines), _unplaced(document, agreement), len(agreement.doubts))


def _unplaced(document: SourceDocument, agreement: Agreement) -> int:
    placed = Counter(agreement.title)
    for clause in agreement.walk():
        placed.update(clause.heading + clause.text + ("" if clause.generated else clause.label or ""))
    for furniture in agreement.furniture[len(document.furniture) :]:
        placed.update(furniture.text)
    missing = 0
    for line in document.lines:
        wanted = Counter("".join(line.text.split()))
        missing += bool(wanted - placed)
        placed -= wanted
    return missing


def twins(shared: Path) -> Iterator[tuple[str, str]]:
    """Pairs of corpus files that hold the same text in two formats, as the manifest says."""
    with (shared / "corpus/MANIFEST.tsv").open(encoding="utf-8") as manifest:
        rows = list(csv.DictReader(manifest, delimiter="\t", quoting=csv.QUOTE_NONE))
    where = {f"{row['repo'].split(' ')[0].replace('/', '+')}:{row['path_in_repo']}": row["local_file"] for row in rows}
    for row in rows:
        for named in _SAME_TEXT.findall(row["remark"] or ""):
            other = where.get(named.strip())
            if other and Path(other).suffix != Path(row["local_file"]).suffix:
                yield Path(row["local_file"]).name, Path(other).name


def agreement_rate(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    """Share of labels that both have in the same order, 0…1; points and widths do not matter."""
    return SequenceMatcher(
        None, [_bare(label) for label in one], [_bare(label) for label in other], autojunk=False
    ).ratio()


def _bare(label: str) -> str:
    return re.sub(r"[^\w]", "", label)
