"""What was not read, for every report: the same words in text, JSON and HTML."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from agreement_tool.model import Agreement, Unread
from agreement_tool.model.names import UNREAD_NAMES

_PLACES = 5
"""Places that one line names."""


def unread_of(agreement: Agreement) -> tuple[Unread, ...]:
    """What the agreement's file shows and no clause holds."""
    return agreement.source.unread if agreement.source else ()


def unread_lines(agreement: Agreement, lang: str = "zh", *, name: str = "") -> Iterator[str]:
    """One line an entry: what, where, the words. `name`: which of two files, before each line."""
    for entry in unread_of(agreement):
        kind = UNREAD_NAMES[entry.what].in_language(lang)
        head = f"{name} · {kind}" if name else kind
        words = f" “{entry.words}”" if entry.words else ""
        colon = ": " if lang == "en" else "："
        yield f"{head}{_where(entry, lang)}{colon}{entry.sentence.in_language(lang)}{words}"


def _where(entry: Unread, lang: str) -> str:
    if entry.pages:
        pages = ", ".join(map(str, entry.pages))
        return f" (p. {pages})" if lang == "en" else f"（第 {pages} 页）"
    if entry.places:
        places = [f"“{place}”" for place in entry.places[:_PLACES]]
        more = "…" if len(entry.places) > _PLACES else ""
        return f" ({', '.join(places)}{more})" if lang == "en" else f"（{'、'.join(places)}{more}）"
    return ""


def unread_json(agreement: Agreement, lang: str = "zh") -> list[dict[str, Any]]:
    """The entries for a JSON report."""
    return [
        {
            "what": entry.what,
            "count": entry.count,
            "pages": list(entry.pages),
            "places": list(entry.places),
            "clauses": list(entry.clauses),
            "words": entry.words,
            "message": entry.sentence.in_language(lang),
        }
        for entry in unread_of(agreement)
    ]
