"""The `check` section of the project's configuration, turned into what `review` needs.

```toml
[check]
select = ["NUM", "REF"]
ignore = ["TYP006"]
fail-on = "error"
baseline = "clauses/baseline.json"
label-styles = ["第一条", "(一)", "1.", "(1)"]
known-terms = ["本服务"]
terms = [["客户", "顾客"]]

[check.per-path]
"clauses/drafts/**" = ["META", "TYP010"]
```
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from agreement_tool.bilingual import Bilingual
from agreement_tool.check.base import Settings
from agreement_tool.errors import Collected, ConfigError
from agreement_tool.frozen import frozen
from agreement_tool.pipeline.review import Options
from agreement_tool.text.labels import FOLDED_PUNCTUATION

_LISTS = ("select", "ignore", "label-styles", "known-terms")
_KEYS = (*_LISTS, "terms", "per-path", "fail-on", "baseline")
_LEVELS = ("error", "warning", "never")


@frozen
class CheckSettings:
    """What the project decided, overridden by the command line."""

    options: Options
    root: Path
    """The folder of clause files."""
    baseline: Path | None = None
    fail_on: str = "error"


def check_settings(*, select: tuple[str, ...] | None = None, ignore: tuple[str, ...] | None = None) -> CheckSettings:
    """The configuration of the current folder, with the command line's `select` and `ignore` in place of its own.

    Raises ConfigError with every bad key.
    """
    from agreement_tool.config import load_config

    config = load_config()
    section = config.check
    _verify(section, config.where)
    options = Options(
        select=select if select is not None else _strings(section, "select"),
        ignore=(*_strings(section, "ignore"), *(ignore or ())),
        per_path=tuple((pattern, tuple(codes)) for pattern, codes in section.get("per-path", {}).items()),
        settings=Settings(
            label_styles=tuple(style.translate(FOLDED_PUNCTUATION) for style in _strings(section, "label-styles")),
            terms=tuple(tuple(group) for group in section.get("terms", ())),
            known_terms=frozenset(_strings(section, "known-terms")),
        ),
        root=config.root,
    )
    named = section.get("baseline")
    baseline = _baseline(config.folder / named if named else None)
    return CheckSettings(options, config.root, baseline, section.get("fail-on", "error"))


def _baseline(path: Path | None) -> Path | None:
    """The file that a configuration names. One of a stranger may name a pipe, which would be waited for for ever."""
    if path is not None and path.exists() and not (path.is_file() or path.is_dir()):
        raise ConfigError(Bilingual("基线不是文件", "the baseline is no file"), where=str(path))
    return path


def _strings(section: Mapping[str, Any], key: str) -> tuple[str, ...]:
    return tuple(section.get(key, ()))


def _verify(section: Mapping[str, Any], where: str) -> None:
    problems = Collected()
    for key in section:
        if key not in _KEYS:
            problems.add(
                f"check.{key}",
                Bilingual(f"没有这个键；可用的有 {'、'.join(_KEYS)}", f"unknown key; one of {', '.join(_KEYS)}"),
            )
    for key in _LISTS:
        if not _is_strings(section.get(key, [])):
            problems.add(f"check.{key}", Bilingual("须为字符串列表", "must be a list of strings"))
    terms = section.get("terms", [])
    if not isinstance(terms, list) or not all(_is_strings(group) and len(group) > 1 for group in terms):
        problems.add(
            "check.terms",
            Bilingual("须为列表的列表，每组两个以上字符串", "must be a list of lists of two or more strings"),
        )
    per_path = section.get("per-path", {})
    if not isinstance(per_path, dict) or not all(_is_strings(codes) for codes in per_path.values()):
        problems.add(
            "check.per-path", Bilingual("须为路径通配符到规则代码列表的映射", "must map globs to lists of codes")
        )
    if section.get("fail-on", "error") not in _LEVELS:
        problems.add(
            "check.fail-on", Bilingual(f"须为 {'、'.join(_LEVELS)} 之一", f"must be one of {', '.join(_LEVELS)}")
        )
    baseline = section.get("baseline", "")
    if not isinstance(baseline, str) or "\0" in baseline:
        problems.add("check.baseline", Bilingual("须为路径", "must be a path"))
    problems.raise_if_any(
        ConfigError,
        where=where,
        next_step=Bilingual(
            "见 agreement check --help 与 docs/rules/。", "See `agreement check --help` and docs/rules/."
        ),
    )


def _is_strings(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)
