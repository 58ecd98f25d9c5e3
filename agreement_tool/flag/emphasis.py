"""How a clause's own text is printed: the share of it that stands out, by which marks, on which evidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from agreement_tool.model import MARKLESS_READERS, MARKS, Agreement, Clause, Emphasis, EmphasisStatus, Evidence, Span

FULL = 0.95
"""From this share of marked characters on, a clause stands out as a whole; a closing mark may be plain."""
NONE = 0.02


def is_known(agreement: Agreement) -> bool:
    """Whether the source can show emphasis at all. Plain text and scans cannot, and a hand-made tree may not say."""
    if any(span.marks for clause in agreement.walk() for span in (*clause.title, *clause.spans)):
        return True
    return agreement.source is not None and agreement.source.reader not in ("", *MARKLESS_READERS)


def emphasis_of(clause: Clause, *, known: bool) -> Emphasis:
    """The emphasis of `clause`'s own text."""
    marked, total = _weigh(clause.spans)
    ratio = marked / total if total else 0.0
    return Emphasis(_status(ratio, known), round(ratio, 4), clause.marks, clause.signals)


def plain_pieces(clause: Clause, evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """The pieces of `evidence` none of whose decisive words is marked for half its length or more."""
    marked = list(_marked(clause.spans))
    return tuple(piece for piece in evidence if all(_share(marked[start:end]) < 0.5 for start, end in piece.decisive))


def shares(agreement: Agreement) -> tuple[int, int]:
    """(marked, all) non-blank characters of every clause's own text."""
    pairs = [_weigh(clause.spans) for clause in agreement.walk()]
    return sum(marked for marked, _ in pairs), sum(total for _, total in pairs)


def marks_used(agreement: Agreement) -> frozenset[str]:
    """Every mark that any clause's own text carries."""
    return frozenset(
        mark for clause in agreement.walk() for span in clause.spans for mark in span.marks if mark in MARKS
    )


def _status(ratio: float, known: bool) -> EmphasisStatus:
    if not known:
        return "unknown"
    return "full" if ratio >= FULL else "none" if ratio <= NONE else "partial"


def _weigh(spans: Iterable[Span]) -> tuple[int, int]:
    marked = total = 0
    for span in spans:
        visible = len("".join(span.text.split()))
        total += visible
        marked += visible if span.marks else 0
    return marked, total


def _share(marked: Sequence[bool]) -> float:
    return sum(marked) / len(marked) if marked else 0.0


def _marked(spans: Iterable[Span]) -> Iterator[bool]:
    for span in spans:
        yield from (bool(span.marks) for _ in span.text)
