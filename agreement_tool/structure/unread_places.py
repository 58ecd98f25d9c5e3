"""Which clauses what was not read belongs to: readers quote the beginning of a paragraph, a clause has an address.

Only entries with places are looked up (Word, web pages, Markdown); a PDF's have pages.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from agreement_tool.model import Clause, Unread
from agreement_tool.text.whitespace import strip_whitespace

_KEY = 12
"""Characters, blanks aside, by which a paragraph is looked up; the whole place is compared then."""
_CUT = "…"
"""What a reader puts behind a place that goes on."""


def with_clauses(unread: tuple[Unread, ...], clauses: Iterable[Clause]) -> tuple[Unread, ...]:
    """The entries with the addresses of the clauses that begin as their places do."""
    if not any(entry.places for entry in unread):
        return unread
    begins: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for clause in clauses:
        for one in clause.walk():
            for text in {f"{one.label or ''}{one.heading}{one.text}", f"{one.heading}{one.text}"}:
                plain = strip_whitespace(text)
                for length in range(1, min(_KEY, len(plain)) + 1):
                    begins[plain[:length]].append((plain, one.eid))
    return tuple(replace(entry, clauses=tuple(_found(entry.places, begins))) for entry in unread)


def _found(places: Iterable[str], begins: dict[str, list[tuple[str, str]]]) -> Iterator[str]:
    """Addresses in the order of the places, each once. Two paragraphs that begin alike are both named."""
    seen: set[str] = set()
    for place in places:
        wanted = strip_whitespace(place.removesuffix(_CUT))
        is_whole = not place.endswith(_CUT)
        for text, eid in begins.get(wanted[:_KEY], ()) if wanted else ():
            if (text == wanted if is_whole else text.startswith(wanted)) and eid not in seen:
                seen.add(eid)
                yield eid
