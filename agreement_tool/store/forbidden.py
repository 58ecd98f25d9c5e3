"""`forbidden.yaml` in a folder of standard clauses: wording that no agreement may hold."""

from __future__ import annotations

from pathlib import Path

from agreement_tool.bilingual import Bilingual
from agreement_tool.errors import Collected, StoreError
from agreement_tool.model.standard import ForbiddenWording
from agreement_tool.store.fields import Fields, fields_of
from agreement_tool.store.nodes import Scalar, parse

NAME = "forbidden.yaml"
SCHEMA = "forbidden/1"
_KEYS = ("words", "why", "instead", "unless")


def load(path: Path) -> tuple[ForbiddenWording, ...]:
    """The wordings in a file; none where there is no file. StoreError with every fault and its place."""
    if not path.is_file():
        return ()
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise StoreError(Bilingual(f"无法读取：{error}", f"cannot be read: {error}"), where=str(path)) from error
    return read(text, name=str(path))


def read(text: str, *, name: str) -> tuple[ForbiddenWording, ...]:
    """The wordings in such a file's text. StoreError with every fault and its place."""
    problems = Collected()
    head = fields_of(parse(text, name).root, None, ("schema", "wording"), problems)
    found: list[ForbiddenWording] = []
    if head is not None:
        head.require("schema")
        head.word("schema", (SCHEMA,))
        found = [_wording(fields) for fields in head.each("wording", _KEYS)]
    problems.raise_if_any(
        StoreError,
        where=name,
        next_step=Bilingual("格式说明见 docs/standard.md。", "docs/standard.md describes the format."),
    )
    return tuple(found)


def _wording(fields: Fields) -> ForbiddenWording:
    words = (fields.written("words") or "").strip()
    fields.require("words")
    if "words" in fields.values and not words.replace("…", "").strip():
        fields.add_error("words", Bilingual("不能为空", "must not be empty"))
    unless = tuple(node.value for node in fields.items("unless") if isinstance(node, Scalar) and node.value.strip())
    return ForbiddenWording(words, fields.written("why") or "", fields.written("instead") or "", unless)
