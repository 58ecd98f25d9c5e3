"""What the reader was not sure of, or had to change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from agreement_tool.bilingual import Bilingual
from agreement_tool.model import Doubt
from agreement_tool.read.pdf.page import Page
from agreement_tool.text.width import repair_radicals

_SAMPLE = 30


def doubts_of(pages: Sequence[Page]) -> Iterator[Doubt]:
    """Doubts about a document's pages."""
    repaired = "".join(_repaired(pages))
    if repaired:
        yield Doubt(
            "radicals-repaired",
            Bilingual(
                f"有 {len(repaired)} 个字符是部首或兼容字形，已按普通汉字保存。",
                f"{len(repaired)} characters were radicals or compatibility forms and are stored as "
                "ordinary characters.",
            ),
            text="".join(dict.fromkeys(repaired))[:_SAMPLE],
        )


def _repaired(pages: Sequence[Page]) -> Iterator[str]:
    for page in pages:
        for run in page.runs:
            plain = repair_radicals(run.text)
            if plain != run.text:
                yield from (old for old, new in zip(run.text, plain, strict=True) if old != new)
