"""Data that people keep as YAML, read through a twin in JSON: parsing YAML takes thirty times as long.

`python -m agreement_tool.text.tables` writes the twins after every change of the YAML; a test fails while one is stale.
A stale twin is not believed: it names the bytes that it was made from.
"""

from __future__ import annotations

import datetime
import json
import zlib
from pathlib import Path
from typing import Any

from agreement_tool.text.packaged import packaged

TABLES = (
    ("agreement_tool.law", "laws"),
    ("agreement_tool.law", "provisions"),
    ("agreement_tool.law", "rates"),
    ("agreement_tool.diff", "advice"),
    ("agreement_tool.diff", "signals"),
)
"""Package and name of every table."""


def table(package: str, name: str) -> dict[str, Any]:
    """What `name`.yaml of `package` says; dates are ISO strings."""
    written = _bytes(package, f"{name}.yaml")
    try:
        twin = json.loads(_bytes(package, f"{name}.json"))
    except (OSError, ValueError):
        twin = {}
    found: dict[str, Any] = twin["data"] if twin.get("made_from") == zlib.crc32(written) else parsed(written)
    return found


def parsed(written: bytes) -> dict[str, Any]:
    """YAML as plain values."""
    import yaml

    read: dict[str, Any] = _plain(yaml.load(written, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)))
    return read


def twin_of(package: str, name: str) -> bytes:
    """What `name`.json must hold: one entry a line."""
    written = _bytes(package, f"{name}.yaml")
    rows = ",\n".join(f"{_line(key)}: {_line(value)}" for key, value in parsed(written).items())
    return f'{{"made_from": {zlib.crc32(written)}, "data": {{\n{rows}\n}}}}\n'.encode()


def _bytes(package: str, name: str) -> bytes:
    return packaged(package, name)


def _line(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_plain(each) for each in value]
    return value.isoformat() if isinstance(value, datetime.date) else value


def main() -> None:
    """Write every twin beside its YAML."""
    from importlib import resources

    for package, name in TABLES:
        data = twin_of(package, name)
        Path(str(resources.files(package).joinpath(f"{name}.json"))).write_bytes(data)
        print(f"{package} {name}: {len(data)} bytes")


if __name__ == "__main__":
    main()
