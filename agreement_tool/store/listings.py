"""YAML files that hold one list: `schema: …` and a list of mappings under one key."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from agreement_tool.bilingual import Bilingual
from agreement_tool.errors import Collected, StoreError
from agreement_tool.frozen import frozen
from agreement_tool.store.fields import Fields, fields_of
from agreement_tool.store.nodes import parse

Entry = TypeVar("Entry")


@frozen
class Listing:
    """Such a format. `page`: the page of the docs that describes it."""

    schema: str
    key: str
    fields: Sequence[str]
    page: str


def text_of_file(path: Path) -> str | None:
    """A file's text; None where there is no file. StoreError where it cannot be read."""
    if not path.is_file():
        return None
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise StoreError(Bilingual(f"无法读取：{error}", f"cannot be read: {error}"), where=str(path)) from error


def entries(text: str, listing: Listing, entry: Callable[[Fields], Entry], *, name: str) -> tuple[Entry, ...]:
    """What `entry` makes of each mapping of the list. StoreError with every fault and its place."""
    problems = Collected()
    head = fields_of(parse(text, name).root, None, ("schema", listing.key), problems)
    found: list[Entry] = []
    if head is not None:
        head.require("schema")
        head.word("schema", (listing.schema,))
        found = [entry(fields) for fields in head.each(listing.key, listing.fields)]
    problems.raise_if_any(
        StoreError,
        where=name,
        next_step=Bilingual(f"格式说明见 {listing.page}。", f"{listing.page} describes the format."),
    )
    return tuple(found)
