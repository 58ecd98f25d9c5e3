"""Agreement <-> the clause YAML (docs/clause-files.md).

`load(dump(a)).agreement == canonical(a)`; `dump(load(x)) == x` for canonical x.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import field

from agreement_tool.frozen import frozen
from agreement_tool.model import Agreement
from agreement_tool.store.canonical import canonical
from agreement_tool.store.comments import comments as comments_of
from agreement_tool.store.evidence import Usual
from agreement_tool.store.reading import YamlReading
from agreement_tool.store.writing import written

NO_COMMENTS: Mapping[str, Sequence[str]] = {}


@frozen
class Loaded:
    """A clause file: the agreement, and where and with what comments each clause stands in the file."""

    agreement: Agreement
    lines: Mapping[str, int] = field(default_factory=dict)
    """eid -> 1-based line on which the clause begins."""
    comments: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """eid ('' for the head) -> its comments, each from '#' on, in order."""


def dump(
    agreement: Agreement,
    *,
    comments: Mapping[str, Sequence[str]] = NO_COMMENTS,
    usual: Usual | None = None,
    spelled: frozenset[str] = frozenset(),
) -> str:
    """The agreement as canonical YAML, a comment on lines of its own above the clause it belongs to.

    Two files that are to differ where their clauses do and nowhere else are written with the same `usual` signals (its
    own by default) and the same `spelled` ids (wids that are written even where they can be derived).
    """
    return "\n".join(written(canonical(agreement), comments, usual, spelled)) + "\n"


def load(text: str, *, name: str = "") -> Loaded:
    """The agreement in a clause file. `name` is what errors call it.

    Raises StoreError: not YAML, or with every bad key and its path. No tag is executed, no alias expanded; size and
    depth are bounded.
    """
    with _without_garbage_collection():
        reading = YamlReading(text, name)
        agreement = reading.agreement()
        lines = {eid: line + 1 for line, eid in reading.starts}
        return Loaded(agreement, lines, comments_of(text, reading.scalars, reading.starts))


@contextmanager
def _without_garbage_collection() -> Iterator[None]:
    """Python's collector of garbage off: loading makes objects by the hundred thousand, all of which are kept, and the
    collector would look through them again and again (at 4 MB, half the time)."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
