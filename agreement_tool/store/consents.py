"""Consent records as apps send them: one JSON object, an array of them, or one a line (.jsonl)."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from agreement_tool.bilingual import Bilingual
from agreement_tool.errors import StoreError, on_line
from agreement_tool.model.consent import Consent
from agreement_tool.store.slugs import is_slug

SCHEMA = "urn:agreement-tool:schema:consent:1.0.0"
SCHEMA_VERSION = "1.0.0"
LARGEST = 64 * 1024 * 1024
"""Bytes of one file: some fifty thousand records."""
LONGEST = 200
"""Characters of a user reference."""
MOST = 5_000
"""Clauses that one record confirms."""

_HASH = re.compile(r"sha256:[0-9a-f]{64}")
_CHANNEL = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_TIME = re.compile(
    r"\d{4}-\d\d-\d\dT(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)", re.ASCII
)
"""RFC 3339 with an offset: a time without one is no evidence of when."""
_REQUIRED = (
    "$schema", "schemaVersion", "agreementId", "version", "contentHash", "confirmed", "agreedAt", "user", "channel",
)  # fmt: skip
_OPTIONAL = ("readToEnd",)


def records(path: Path) -> Iterator[tuple[int, Any]]:
    """(1-based number, JSON value) of every record in a file. StoreError where it cannot be read or is no JSON."""
    text = _text(path)
    if path.suffix.lower() == ".jsonl":
        for number, line in enumerate(text.split("\n"), start=1):
            if line.strip():
                yield number, _json(line, on_line(str(path), number))
        return
    value = _json(text, str(path))
    yield from enumerate(value if isinstance(value, list) else [value], start=1)


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > LARGEST:
            raise StoreError(
                Bilingual(f"超过 {LARGEST // 1024**2} MiB", f"larger than {LARGEST // 1024**2} MiB"),
                where=str(path),
                next_step=Bilingual("请分成多个文件。", "Split it into several files."),
            )
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise StoreError(Bilingual(f"无法读取：{error}", f"cannot be read: {error}"), where=str(path)) from error


def _json(text: str, where: str | Bilingual) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise StoreError(
            Bilingual(f"不是 JSON：{error}", f"no JSON: {error}"),
            where=where,
            next_step=Bilingual(
                "格式见 agreement schema consent；一行一条的文件以 .jsonl 结尾。",
                "See agreement schema consent; a file with one record a line ends in .jsonl.",
            ),
        ) from error


def read(value: Any) -> tuple[Consent | None, tuple[Bilingual, ...]]:
    """A record's consent, or what is wrong with its shape, every fault at once."""
    if not isinstance(value, dict):
        return None, (Bilingual("不是 JSON 对象", "not a JSON object"),)
    faults = tuple(_faults(value))
    return (None, faults) if faults else (_consent(value), ())


def _faults(value: Mapping[str, Any]) -> Iterator[Bilingual]:
    missing = [key for key in _REQUIRED if key not in value]
    if missing:
        yield Bilingual(f"缺 {'、'.join(missing)}", f"lacks {', '.join(missing)}")
    unknown = [key for key in value if key not in (*_REQUIRED, *_OPTIONAL)]
    if unknown:
        yield Bilingual(f"多出 {'、'.join(unknown)}", f"has unknown keys {', '.join(unknown)}")
    for key, holds in _SHAPES.items():
        if key in value and not holds(value[key]):
            yield Bilingual(f"{key} 不合格式：{_quoted(value[key])}", f"{key} is malformed: {_quoted(value[key])}")


def _quoted(value: Any) -> str:
    written = json.dumps(value, ensure_ascii=False)
    return written if len(written) <= 60 else written[:59] + "…"


def _is_time(value: Any) -> bool:
    if not isinstance(value, str) or not _TIME.fullmatch(value):
        return False
    try:
        datetime.datetime.fromisoformat(value)
    except ValueError:  # 2026-02-30
        return False
    return True


def _is_ids(value: Any) -> bool:
    return (
        isinstance(value, list)
        and len(value) <= MOST
        and all(isinstance(each, str) and each for each in value)
        and len(set(value)) == len(value)
    )


_SHAPES: Mapping[str, Callable[[Any], bool]] = {
    "$schema": lambda value: value == SCHEMA,
    "schemaVersion": lambda value: value == SCHEMA_VERSION,
    "agreementId": lambda value: isinstance(value, str) and is_slug(value),
    "version": lambda value: isinstance(value, str) and is_slug(value),
    "contentHash": lambda value: isinstance(value, str) and _HASH.fullmatch(value) is not None,
    "confirmed": _is_ids,
    "agreedAt": _is_time,
    "user": lambda value: isinstance(value, str) and 1 <= len(value) <= LONGEST and value.isprintable(),
    "channel": lambda value: isinstance(value, str) and len(value) <= 40 and _CHANNEL.fullmatch(value) is not None,
    "readToEnd": lambda value: isinstance(value, bool),
}


def _consent(value: Mapping[str, Any]) -> Consent:
    return Consent(
        value["agreementId"],
        value["version"],
        value["contentHash"],
        tuple(value["confirmed"]),
        datetime.datetime.fromisoformat(value["agreedAt"]),
        value["user"],
        value["channel"],
        value.get("readToEnd"),
    )
