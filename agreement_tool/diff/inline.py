"""Word-level comparison of two texts: exact, readable, no confetti.

Edits are found character by character (minimal), slid to the nearest natural boundary, widened to whole words and units
(numbers, amounts, dates, addresses), and freed of coincidental scraps between two edits. Width and spacing are folded
away while comparing, and put back exactly: equal+delete always spells the old text, equal+insert the new.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise, takewhile

from agreement_tool.diff.signals import terms_in
from agreement_tool.diff.units import units
from agreement_tool.model import Operation, Segment
from agreement_tool.text import sentences
from agreement_tool.text.remembered import TEXTS
from agreement_tool.text.wording import Folded, fold, wording
from agreement_tool.text.words import boundaries

Block = tuple[int, int, int]
"""(offset in old, offset in new, length) of a piece both texts share."""

CHARACTERWISE_LIMIT = 20_000_000
"""Above this product of lengths (20 MB of bit vectors) a comparison goes sentence by sentence first."""
REWRITTEN = 0.2
"""Below this share of common text a clause was rewritten: one deletion and one insertion read better than islands."""


def compare_texts(old: str, new: str, *, strict: bool = False, names: tuple[str, ...] = ()) -> tuple[Segment, ...]:
    """Segments that turn `old` into `new`; () for two empty texts. `strict` also shows width and spacing as edits.

    `names`: the document's own words (parties, products), which no edit cuts and which end where they end (服务方|向).
    """
    if old == new:
        return (Segment("equal", old),) if old else ()
    return _compared(old, new, strict, names)


@lru_cache(maxsize=TEXTS)
def _compared(old: str, new: str, strict: bool, names: tuple[str, ...]) -> tuple[Segment, ...]:
    """One comparison is asked for by several: to find names, to judge, to show."""
    a, b = fold(old, strict=strict), fold(new, strict=strict)
    here = tuple(name for name in map(wording, names) if name in a.text or name in b.text)
    blocks = common_blocks(a.text, b.text, here, (_word_breaks(a), _word_breaks(b)))
    return tuple(_joined(_pieces(old, new, a, b, blocks)))


def _word_breaks(folded: Folded) -> frozenset[int]:
    """Where a blank stood between Latin words before folding took it: 'solely responsible' is two words."""
    text = folded.text
    if text.isascii() is False and not any("a" <= each <= "z" for each in text.lower()):
        return frozenset()
    gaps = (k for k in range(1, len(text)) if folded.at[k] - folded.at[k - 1] > 1)
    return frozenset(k for k in gaps if text[k - 1 : k + 1].isascii() and text[k - 1 : k + 1].upper().isupper())


def edits(segments: Iterable[Segment], *, strict: bool = False) -> Iterator[tuple[str, str]]:
    """(deleted, inserted) of every edit; those of width and spacing alone are left out unless `strict`."""
    deleted = ""
    for segment in (*segments, Segment("equal", "")):
        if segment.op == "delete":
            deleted += segment.text
            continue
        inserted = segment.text if segment.op == "insert" else ""
        if (deleted or inserted) and (strict or wording(deleted) != wording(inserted)):
            yield deleted, inserted
        deleted = ""


@lru_cache(maxsize=512)
def common_blocks(
    old: str,
    new: str,
    names: tuple[str, ...] = (),
    breaks: tuple[frozenset[int], frozenset[int]] = (frozenset(), frozenset()),
) -> tuple[Block, ...]:
    """What two (folded) texts share, as a reader would say it, in order; empty blocks never.

    `breaks`: where words of either end although nothing in the folded text shows it.
    """
    blocks = _characterwise(old, new)
    blocks = _slid(old, new, blocks)
    blocks = _snapped(_Edges(old, names, breaks[0]), _Edges(new, names, breaks[1]), blocks)
    blocks = _cleaned(blocks, len(old), len(new))
    shared = sum(length for _, _, length in blocks)
    return tuple(blocks) if shared >= REWRITTEN * min(len(old), len(new)) else ()


def _characterwise(old: str, new: str) -> list[Block]:
    if len(old) * len(new) <= CHARACTERWISE_LIMIT:
        return _opcodes(old, new)
    blocks = []
    for i, i_end, j, j_end in _sentence_gaps(old, new):
        if old[i:i_end] == new[j:j_end]:
            blocks.append((i, j, i_end - i))
        elif (i_end - i) * (j_end - j) <= CHARACTERWISE_LIMIT:
            blocks += [(i + a, j + b, length) for a, b, length in _opcodes(old[i:i_end], new[j:j_end])]
    return _merged(block for block in blocks if block[2])


def _opcodes(old: str | Sequence[int], new: str | Sequence[int]) -> list[Block]:
    from rapidfuzz.distance import Indel

    return [
        (code.src_start, code.dest_start, code.src_end - code.src_start)
        for code in Indel.opcodes(old, new)
        if code.tag == "equal"
    ]


def _sentence_gaps(old: str, new: str) -> Iterator[tuple[int, int, int, int]]:
    """Spans (old start, old end, new start, new end): runs of common sentences, and what lies between them."""
    a, b = sentences.split(old), sentences.split(new)
    a_at, b_at = _offsets(a), _offsets(b)
    numbers: dict[str, int] = {}
    ids = [[numbers.setdefault(sentence, len(numbers)) for sentence in side] for side in (a, b)]
    i = j = 0
    for block_i, block_j, length in [*_opcodes(ids[0], ids[1]), (len(a), len(b), 0)]:
        yield a_at[i], a_at[block_i], b_at[j], b_at[block_j]
        i, j = block_i + length, block_j + length
        yield a_at[block_i], a_at[i], b_at[block_j], b_at[j]


def _offsets(pieces: Iterable[str]) -> list[int]:
    at = [0]
    for piece in pieces:
        at.append(at[-1] + len(piece))
    return at


def _merged(blocks: Iterable[Block]) -> list[Block]:
    merged: list[Block] = []
    for i, j, length in blocks:
        if merged and (merged[-1][0] + merged[-1][2], merged[-1][1] + merged[-1][2]) == (i, j):
            merged[-1] = (merged[-1][0], merged[-1][1], merged[-1][2] + length)
        else:
            merged.append((i, j, length))
    return merged


def _slid(old: str, new: str, blocks: list[Block]) -> list[Block]:
    """Slide every pure insertion or deletion to the best boundary it can reach: 。C。 inserted as C。, not as 。C."""
    slid = list(blocks)
    for k, ((i, j, n), (i2, j2, n2)) in enumerate(pairwise(blocks)):
        i, j, n = slid[k]
        if i + n == i2:
            shift = _best_shift(new, j + n, j2, n, n2)
        elif j + n == j2:
            shift = _best_shift(old, i + n, i2, n, n2)
        else:
            continue
        slid[k], slid[k + 1] = (i, j, n + shift), (i2 + shift, j2 + shift, n2 - shift)
    return [block for block in slid if block[2] > 0]


def _best_shift(text: str, start: int, end: int, left: int, right: int) -> int:
    """How far to slide the edit text[start:end], given `left`/`right` characters of common text beside it."""
    low = 0
    while low > -left and text[start + low - 1] == text[end + low - 1]:
        low -= 1
    high = 0
    while high < right and text[start + high] == text[end + high]:
        high += 1
    if low == high:
        return 0
    words = boundaries(text[max(0, start + low - 40) : end + high + 40])
    base = max(0, start + low - 40)
    return max(range(low, high + 1), key=lambda by: (_edge(text, start + by, words, base), -abs(by)))


def _edge(text: str, at: int, words: frozenset[int], base: int) -> int:
    """How natural it is to begin an edit at `at`: after a sentence, after a clause mark, between words, inside a
    word."""
    before = text[at - 1] if at else "\n"
    if before in "。！？；;!?\n":
        return 3
    if before in "，、：,:（(）)“”":
        return 2
    return 1 if at - base in words else 0


def _snapped(old_edges: _Edges, new_edges: _Edges, blocks: list[Block]) -> list[Block]:
    """Shrink common blocks until no edit cuts a word or unit on either side."""
    snapped = []
    for i, j, n in blocks:
        start, end = 0, n
        while start < end and not (i + start in old_edges and j + start in new_edges):
            start += 1
        while end > start and not (i + end in old_edges and j + end in new_edges):
            end -= 1
        if end > start:
            snapped.append((i + start, j + start, end - start))
    return snapped


class _Edges:
    """Where words and units of a text begin and end; only the neighbourhood of a question is ever segmented."""

    def __init__(self, text: str, names: Iterable[str] = (), breaks: frozenset[int] = frozenset()) -> None:
        self._text = text
        self._breaks = breaks
        self._stops = [0, *(at + 1 for at, character in enumerate(text) if character in "。；\n"), len(text)]
        self._known: dict[int, frozenset[int]] = {}
        spans = [(start, start + len(name)) for name in names for start in _occurrences(text, name)]
        self._borders = {at for span in spans for at in span}
        self._inside_names = {at for start, end in spans for at in range(start + 1, end)}

    def __contains__(self, at: int) -> bool:
        if at in self._borders or at in self._breaks:
            return True
        stop = max(1, bisect_left(self._stops, at))
        if at == 0 or (stop < len(self._stops) and self._stops[stop] == at):
            return True
        begin = self._stops[stop - 1]
        if begin not in self._known:
            self._known[begin] = _edges_of(self._text[begin : self._stops[stop]])
        return at not in self._inside_names and at - begin in self._known[begin]


def _edges_of(sentence: str) -> frozenset[int]:
    """Where words begin or end in a sentence, but not inside a unit or a term."""
    whole = (*((unit.start, unit.end) for unit in units(sentence)), *terms_in(sentence))
    return boundaries(sentence) - {at for start, end in whole for at in range(start + 1, end)}


def _occurrences(text: str, name: str) -> Iterator[int]:
    at = text.find(name)
    while at >= 0:
        yield at
        at = text.find(name, at + len(name))


def _cleaned(blocks: list[Block], old_length: int, new_length: int) -> list[Block]:
    """Drop common scraps that are short against the edits on both sides of them (semantic clean-up)."""
    kept = list(blocks)
    while True:
        fences = [(0, 0, 0), *kept, (old_length, new_length, 0)]
        gaps = [max(right[0] - left[0] - left[2], right[1] - left[1] - left[2]) for left, right in pairwise(fences)]
        good = [block for k, block in enumerate(kept) if 2 * block[2] >= min(gaps[k], gaps[k + 1])]
        if len(good) == len(kept):
            return _merged(kept)
        kept = good


def _pieces(old: str, new: str, a: Folded, b: Folded, blocks: Iterable[Block]) -> Iterator[tuple[Operation, str]]:
    i = j = 0
    for block_i, block_j, n in (*blocks, (len(a.text), len(b.text), 0)):
        yield "delete", old[a.at[i] : a.at[block_i]] if block_i > i else ""
        yield "insert", new[b.at[j] : b.at[block_j]] if block_j > j else ""
        if old[a.at[block_i] : a.at[block_i + n]] == new[b.at[block_j] : b.at[block_j + n]]:
            yield "equal", old[a.at[block_i] : a.at[block_i + n]]
        else:
            yield from _same_wording(old, new, a.at[block_i : block_i + n + 1], b.at[block_j : block_j + n + 1])
        i, j = block_i + n, block_j + n
    if not a.text:  # nothing but blanks: no folded character carries them
        yield "delete", old
    if not b.text:
        yield "insert", new


def _same_wording(old: str, new: str, a: Sequence[int], b: Sequence[int]) -> Iterator[tuple[Operation, str]]:
    """Equal where the characters are the same; where only width or spacing differs, what was and what is."""
    for (i, i_end), (j, j_end) in zip(pairwise(a), pairwise(b), strict=True):
        before, after = old[i:i_end], new[j:j_end]
        head = _shared(before, after)
        tail = _shared(before[head:][::-1], after[head:][::-1])
        yield "equal", before[:head]
        yield "delete", before[head : len(before) - tail]
        yield "insert", after[head : len(after) - tail]
        yield "equal", before[len(before) - tail :]


def _shared(one: str, other: str) -> int:
    """How many characters two texts begin with alike."""
    return sum(1 for _ in takewhile(bool, (x == y for x, y in zip(one, other, strict=False))))


def _joined(pieces: Iterable[tuple[Operation, str]]) -> Iterator[Segment]:
    """One segment per run; in an edit what was deleted comes before what was inserted."""
    deleted = inserted = equal = ""
    for op, text in pieces:
        if op == "equal":
            if text and (deleted or inserted):
                yield from _edit(deleted, inserted)
                deleted = inserted = ""
            equal += text
            continue
        if text and equal:
            yield Segment("equal", equal)
            equal = ""
        deleted, inserted = (deleted + text, inserted) if op == "delete" else (deleted, inserted + text)
    yield from _edit(deleted, inserted)
    if equal:
        yield Segment("equal", equal)


def _edit(deleted: str, inserted: str) -> Iterator[Segment]:
    if deleted:
        yield Segment("delete", deleted)
    if inserted:
        yield Segment("insert", inserted)
