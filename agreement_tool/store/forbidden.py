"""`forbidden.yaml` in a folder of standard clauses: wording that no agreement may hold."""

from __future__ import annotations

from pathlib import Path

from agreement_tool.bilingual import Bilingual
from agreement_tool.model.standard import ForbiddenWording
from agreement_tool.store.fields import Fields
from agreement_tool.store.listings import Listing, entries, text_of_file
from agreement_tool.store.nodes import Scalar

NAME = "forbidden.yaml"
SCHEMA = "forbidden/1"
_KEYS = ("words", "why", "instead", "unless")
_LISTING = Listing(SCHEMA, "wording", _KEYS, "docs/standard.md")


def load(path: Path) -> tuple[ForbiddenWording, ...]:
    """The wordings in a file; none where there is no file. StoreError with every fault and its place."""
    text = text_of_file(path)
    return () if text is None else read(text, name=str(path))


def read(text: str, *, name: str) -> tuple[ForbiddenWording, ...]:
    """The wordings in such a file's text. StoreError with every fault and its place."""
    return entries(text, _LISTING, _wording, name=name)


def _wording(fields: Fields) -> ForbiddenWording:
    words = (fields.written("words") or "").strip()
    fields.require("words")
    if "words" in fields.values and not words.replace("…", "").strip():
        fields.add_error("words", Bilingual("不能为空", "must not be empty"))
    unless = tuple(node.value for node in fields.items("unless") if isinstance(node, Scalar) and node.value.strip())
    return ForbiddenWording(words, fields.written("why") or "", fields.written("instead") or "", unless)
