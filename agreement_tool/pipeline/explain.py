"""`extract --explain`: why each line of a source file was read as it was."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from agreement_tool.bilingual import Bilingual
from agreement_tool.errors import SourceError
from agreement_tool.pipeline.explanations import BlockReading, ExplainedLine, Explanation, explain_document
from agreement_tool.read.base import Engine, OcrPolicy
from agreement_tool.read.registry import read_source

_QUOTED = 48
"""Characters of a line that are quoted."""


def explained(
    source: Path, number: int | None, *, reader: Engine, ocr: OcrPolicy, password: str | None
) -> Iterator[str]:
    """What is printed of line `number` (None: of every line). Raises AgreementError: no such file or line."""
    lines = list(explain_document(read_source(source, reader=reader, ocr=ocr, password=password)))
    if number is not None and not 1 <= number <= len(lines):
        raise SourceError(
            Bilingual(f"没有第 {number} 行", f"there is no line {number}"),
            where=str(source),
            next_step=Bilingual(f"行号为 1 到 {len(lines)}。", f"Lines are numbered 1 to {len(lines)}."),
        )
    for at, line in enumerate(lines, start=1):
        if number in (None, at):
            yield from _line_report(at, line)


def _line_report(at: int, explained: ExplainedLine) -> Iterator[str]:
    start, page = explained.start, explained.line.page
    text = explained.line.text.strip()
    yield f"{at}{f' (p. {page})' if page else ''} {text[:_QUOTED]}{'…' if len(text) > _QUOTED else ''}"
    says = "begins a paragraph" if start.score > 0 else "continues the line above"
    yield f"    {says} {start.score:+.2f}{_parts(start.parts()) or ' (the format says so)'}"
    for block in explained.blocks:
        yield from _decided(block)


def _decided(block: Explanation) -> Iterator[str]:
    yield f"    read as {_reading(block.chosen)}"
    for rival in block.rivals:
        yield f"       not {_reading(rival)}"
    if block.heading is not None:
        yield f"    its heading: {block.heading}" if block.heading else "    all of it is text, none is heading"


def _reading(reading: BlockReading) -> str:
    decision = reading.decision
    if decision.candidate is not None:
        name = f"number {decision.candidate.label.text} at level {decision.depth + 1}"
    elif decision.role in ("paragraph", "table"):
        name = f"{decision.role} at level {decision.depth}"
    else:
        name = decision.role
    return f"{name}, cost {reading.cost:.2f}{_parts(reading.parts)}"


def _parts(parts: Iterator[tuple[str, float]] | tuple[tuple[str, float], ...]) -> str:
    shown = [f"{name} {value:+.2f}" for name, value in parts]
    return f": {'; '.join(shown)}" if shown else ""
