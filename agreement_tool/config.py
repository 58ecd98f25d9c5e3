"""`agreement.toml` or `[tool.agreement]` in pyproject.toml -> one frozen Config.

The nearest of the two, from the working folder upwards, is the project's; agreement.toml goes first in a folder.
Sections belong to their commands, which say what may stand in them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from functools import lru_cache
from pathlib import Path
from typing import Any

from agreement_tool.bilingual import Bilingual
from agreement_tool.errors import ConfigError
from agreement_tool.frozen import frozen

CLAUSES = "clauses"
"""The folder of clause files, where the configuration names no other."""


@frozen
class Config:
    """A project's decisions. Without a file: the working folder and defaults."""

    folder: Path
    """The folder of the file: relative paths in it start here."""
    where: str = ""
    """The file, for messages; '' when there is none."""
    root: Path = Path(CLAUSES)
    """The folder of clause files (key `clauses`)."""
    editor_schema: str = ""
    """URL or path of the clause files' JSON Schema, for the head line that editors read (key `editor-schema`)."""
    check: Mapping[str, Any] = field(default_factory=dict)
    """The section `check`, as written; `pipeline.settings` says what it may hold."""


def load_config(start: Path | None = None) -> Config:
    """The configuration that applies in `start` (default: the working folder).

    Raises ConfigError: not TOML, or a section that is no table.
    """
    begin = start or Path()
    for folder in (begin, *begin.resolve().parents):
        table = _own_file(folder / "agreement.toml") or _pyproject(folder / "pyproject.toml")
        if table is not None:
            return _config(folder, *table)
    return Config(begin)


def _own_file(path: Path) -> tuple[str, Mapping[str, Any]] | None:
    return (str(path), _read(path)) if path.is_file() else None


def _pyproject(path: Path) -> tuple[str, Mapping[str, Any]] | None:
    if not path.is_file():
        return None
    tool = _read(path).get("tool")
    section = tool.get("agreement") if isinstance(tool, dict) else None
    return None if section is None else (f"{path} [tool.agreement]", section)


def _read(path: Path) -> dict[str, Any]:
    try:
        return _parsed(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise ConfigError(
            Bilingual(f"无法读取：{error}", f"cannot be read: {error}"),
            where=str(path),
            next_step=Bilingual("请修正该文件的 TOML。", "Mend the file's TOML."),
        ) from error


@lru_cache(maxsize=4)
def _parsed(text: str) -> dict[str, Any]:
    """Every agreement that is checked asks anew what applies to it; the text is mostly the same. Not to be changed."""
    import tomllib  # most folders have no configuration

    return tomllib.loads(text)


def _config(folder: Path, where: str, table: Mapping[str, Any]) -> Config:
    if not isinstance(table, dict):
        raise ConfigError(Bilingual("应为表", "must be a table"), where=where)
    check, clauses, schema = table.get("check", {}), table.get("clauses", CLAUSES), table.get("editor-schema", "")
    if not isinstance(check, dict) or not isinstance(clauses, str) or not isinstance(schema, str) or "\n" in schema:
        raise ConfigError(
            Bilingual(
                "check 应为表，clauses 应为路径，editor-schema 应为一行地址",
                "`check` must be a table, `clauses` a path, `editor-schema` an address of one line",
            ),
            where=where,
        )
    if "\0" in clauses:
        raise ConfigError(
            Bilingual("clauses 路径中有空字符", "`clauses` holds a null character, which no path may"), where=where
        )
    return Config(folder, where, folder / clauses, schema, check)
