"""One-line YAML scalars, written so that YAML 1.1 and YAML 1.2 readers agree on what they are: strings."""

from __future__ import annotations

import re

from agreement_tool.text.patterns import compiled

_PLAIN = compiled(r"[\w《（【](?:[\w ./+、，。；（）《》【】“”‘’！？：·—…-]*[\w）》】”’。！？])?")
"""Letters, digits and CJK punctuation: nothing here has a meaning in YAML, at the start or inside."""

_NUMBER_LIKE = compiled(r"[-+.]?[0-9][0-9_,.:eExXoObB+-]*[A-Fa-f0-9]*|[0-9]{1,4}-[0-9].*|\.(?:inf|nan)", re.IGNORECASE)
_WORDS = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf"})
"""What one YAML version or the other reads as a boolean, null or number."""


def scalar(text: str) -> str:
    """`text` (one line, nothing invisible in it) plain where every reader takes it for that string, else quoted."""
    safe = _PLAIN.fullmatch(text) and not _NUMBER_LIKE.fullmatch(text) and text.lower() not in _WORDS
    return text if safe else quoted(text)


def quoted(text: str) -> str:
    """`text` in double quotes; in single ones where it holds what double quotes would make us escape."""
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'
