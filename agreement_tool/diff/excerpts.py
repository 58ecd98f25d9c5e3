"""A long text in the phrases that weigh: what a reason quotes of it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from agreement_tool.diff.operative import operative
from agreement_tool.diff.phrases import shortened
from agreement_tool.diff.signals import Signal, matches, signal_book, signal_of, words_of
from agreement_tool.model import Bilingual
from agreement_tool.text.patterns import compiled
from agreement_tool.text.quantities import quantities
from agreement_tool.text.traditional import simplified
from agreement_tool.text.wording import is_latin, wording
from agreement_tool.text.words import boundaries

GLANCE = 72
"""Han characters of a clause that is read at one glance, and of what is quoted of a longer one."""
FEW = 3
"""First cells of a table's rows that tell what it is of."""
IN_PASSING = frozenset(("scope", "time", "parties"))
"""Kinds whose words say little of what a phrase lays down."""
_PHRASES = compiled("[^，。；！？\\n]+[，。；！？\\n]*|[，。；！？\\n]+")
_LATIN_END = compiled("[,.;:!?]\\s+")
_AT_ENDS = " 　\n\t，,、；;。:："


def telling_phrase(text: str, kinds: Collection[str]) -> tuple[Bilingual, ...]:
    """The phrases of a long clause that speak for the kinds it is of; () for a clause that is read at one glance."""
    if "\t" in text:
        heads = [line.split("\t")[0].strip() for line in text.splitlines() if line.strip()]
        named = "、".join(each for each in heads if any(map(str.isalpha, each)))
        heading = shortened(named, GLANCE) if len(heads) >= 2 else ""
        return (Bilingual(f"表格“{heading}”", f"the table “{heading}”"),) if heading else ()
    if len(text) <= GLANCE * (1 + is_latin(text)):
        return ()
    best = excerpt(text, GLANCE, kinds)
    return (Bilingual(f"其中“{best}”", f"it says “{best}”"),) if best else ()


def excerpt(text: str, limit: int, kinds: Collection[str] = ()) -> str:
    """At most so many Han characters of a text (twice as many Latin ones): the phrases in a row that weigh most; …
    where some were left out."""
    text = " ".join(text.split(" ")).strip()
    most = limit * (1 + is_latin(text))
    if len(text) <= most:
        return text
    pieces = _latin_phrases(text) if is_latin(text) else _PHRASES.findall(text)
    signals = [signal for kind in kinds if (signal := signal_of(kind))]
    weights = [_says(piece, signals) for piece in _unconditional(pieces, text)]
    first, last = max(_windows(pieces, most), key=lambda window: sum(weights[slice(*window)]))
    if last == first + 1 and len(pieces[first]) > most:
        return _without_middle(pieces[first].strip(_AT_ENDS), most)
    said = "".join(pieces[first:last]).strip(_AT_ENDS)
    return "…" * (first > 0) + said + "…" * (last < len(pieces))


def _windows(pieces: Sequence[str], most: int) -> Iterator[tuple[int, int]]:
    """Every longest run of phrases that fits into `most` characters, from and up to; a phrase too long by itself."""
    for first in range(len(pieces)):
        last, length = first + 1, len(pieces[first])
        while last < len(pieces) and length + len(pieces[last]) <= most:
            length += len(pieces[last])
            last += 1
        yield first, last


def _latin_phrases(text: str) -> list[str]:
    """The phrases of a text in letters; no mark inside Alibaba.com ends one."""
    ends = [0, *(match.end() for match in _LATIN_END.finditer(text)), len(text)]
    return [text[start:end] for start, end in pairwise(ends) if end > start]


def _without_middle(phrase: str, most: int) -> str:
    """Both ends of a phrase, who does it and what, … between them; no word is cut."""
    if len(phrase) <= most:
        return phrase
    edges = boundaries(phrase)
    head = max(edge for edge in edges if edge <= most // 2)
    tail = min(edge for edge in edges if edge >= len(phrase) - most // 2)
    return f"{phrase[:head].rstrip(_AT_ENDS)}…{phrase[tail:].lstrip(_AT_ENDS)}"


def _unconditional(pieces: Sequence[str], text: str) -> list[str]:
    """The phrases, conditions and brackets masked."""
    masked, at, kept = operative(text), 0, []
    for piece in pieces:
        kept.append(masked[at : at + len(piece)])
        at += len(piece)
    return kept


def _says(phrase: str, signals: Sequence[Signal]) -> int:
    folded, book = simplified(wording(phrase)), signal_book()
    words = sum(group[0] not in IN_PASSING for _, group in words_of(folded))
    proofs = sum(2 * matches(signal.proof, folded) for signal in signals)
    return words + proofs + matches(book.denies, folded) + matches(book.binding, folded) + 2 * len(quantities(folded))
