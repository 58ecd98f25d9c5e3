"""Emphasis lost and gained on wording that did not change."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from agreement_tool.frozen import frozen
from agreement_tool.model import MARKLESS_READERS, MARKS, Agreement, Mark, Segment, Span


@frozen
class EmphasisEdit:
    """A stretch of unchanged text that lost or gained marks."""

    text: str
    lost: tuple[Mark, ...]
    gained: tuple[Mark, ...]


def comparable(old: Agreement, new: Agreement) -> bool:
    """Whether both sides were read by something that sees emphasis."""
    return not any(side.source is not None and side.source.reader in MARKLESS_READERS for side in (old, new))


def headings_comparable(old: Agreement, new: Agreement) -> bool:
    """Whether headings are printed by the same custom: a PDF shows them bold, Markdown only says that they are
    headings."""
    families = {
        "pdf" if side.source.reader in ("pdfium", "pdfplumber") else side.source.reader
        for side in (old, new)
        if side.source is not None and side.source.reader
    }
    return len(families) < 2


HEADINGS_BY_STYLE = frozenset({"markdown", "html", "docx"})
"""Readers of formats in which a heading may be a style or a bold line: `### 标题` and `**标题**` print the same."""


def same_heading(old: Agreement, new: Agreement, before: Sequence[Span], after: Sequence[Span]) -> bool:
    """Whether two headings differ in no more than that one is a heading by its style and the other by its print."""
    readers = {side.source.reader for side in (old, new) if side.source is not None}
    if not readers or not readers <= HEADINGS_BY_STYLE:
        return False
    marks = [{frozenset(span.marks) for span in spans if not _silent_text(span.text)} for spans in (before, after)]
    whole = [next(iter(side)) if len(side) == 1 else None for side in marks]
    return None not in whole and {whole[0], whole[1]} <= {frozenset(), *_PRINTS}


_PRINTS: frozenset[frozenset[Mark]] = frozenset(
    (frozenset(("bold",)), frozenset(("size",)), frozenset(("bold", "size")))
)


def _silent_text(text: str) -> bool:
    return all(_silent(character) for character in text)


def emphasis_edits(old: Sequence[Span], new: Sequence[Span], segments: Iterable[Segment]) -> tuple[EmphasisEdit, ...]:
    """Stretches of `equal` text whose marks differ, longest first kept in reading order; blanks and punctuation
    apart."""
    if old == new or {span.marks for span in old} == {span.marks for span in new} == {()}:
        return ()
    stretches: list[tuple[str, frozenset[Mark], frozenset[Mark]]] = []
    put_in = ""
    for text, before, after in _common(old, new, segments):
        if before is None:
            put_in += text
            continue
        if put_in and stretches and stretches[-1][1:] == (before, after):  # one stretch, other words inside it
            stretches[-1] = (stretches[-1][0] + put_in, before, after)
        put_in = ""
        if stretches and _silent(text):
            stretches[-1] = (stretches[-1][0] + text, *stretches[-1][1:])
        elif stretches and stretches[-1][1:] == (before, after):
            stretches[-1] = (stretches[-1][0] + text, before, after)
        else:
            stretches.append((text, before, after))
    return tuple(
        EmphasisEdit(text.strip(), _in_order(before - after), _in_order(after - before))
        for text, before, after in stretches
        if before != after and _worth_telling(text, stretches)
    )


def _worth_telling(text: str, stretches: Sequence[object]) -> bool:
    """Not for a lone character inside other text: nobody prints one so, but readers of scans and odd fonts see it
    so."""
    characters = sum(not _silent(character) for character in text)
    return characters > 1 or (characters == 1 and len(stretches) == 1)


def _common(
    old: Sequence[Span], new: Sequence[Span], segments: Iterable[Segment]
) -> Iterator[tuple[str, frozenset[Mark] | None, frozenset[Mark]]]:
    """Every character of the new text, with its marks before (None where it is new) and after."""
    before, after = list(_marks(old)), list(_marks(new))
    i = j = 0
    for segment in segments:
        if segment.op == "equal":
            for offset, character in enumerate(segment.text):
                yield character, before[i + offset], after[j + offset]
        elif segment.op == "insert":
            yield segment.text, None, frozenset()
        i += len(segment.text) * (segment.op != "insert")
        j += len(segment.text) * (segment.op != "delete")


def _marks(spans: Iterable[Span]) -> Iterator[frozenset[Mark]]:
    for span in spans:
        marks = frozenset(span.marks)
        for _ in span.text:
            yield marks


def _silent(character: str) -> bool:
    """Blanks and punctuation: nobody sees whether a full stop is bold."""
    return unicodedata.category(character)[0] in "ZPC"


def _in_order(marks: frozenset[Mark]) -> tuple[Mark, ...]:
    return tuple(mark for mark in MARKS if mark in marks)


def by_marks(edits: Iterable[EmphasisEdit]) -> dict[tuple[tuple[Mark, ...], tuple[Mark, ...]], tuple[str, ...]]:
    """(lost, gained) -> the stretches it happened to."""
    grouped: dict[tuple[tuple[Mark, ...], tuple[Mark, ...]], list[str]] = defaultdict(list)
    for edit in edits:
        grouped[edit.lost, edit.gained].append(edit.text)
    return {marks: tuple(texts) for marks, texts in grouped.items()}
