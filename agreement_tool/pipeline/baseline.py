"""The baseline: findings that are known, with the reason why they stay. New ones still fail."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from agreement_tool.bilingual import Bilingual
from agreement_tool.errors import Collected, ConfigError
from agreement_tool.frozen import frozen
from agreement_tool.report.findings import Located
from agreement_tool.text.spelled import json_file

_NEXT = Bilingual("用 --write-baseline 重写，或手工修正。", "Write it anew with --write-baseline, or mend it by hand.")


@frozen
class Known:
    """One entry."""

    fingerprint: str
    reason: str = ""


def read(path: Path) -> tuple[Known, ...]:
    """The entries of a baseline file. Raises ConfigError: missing, not JSON, or with every bad entry."""
    try:
        document = json.loads(path.read_text("utf-8"))
    except OSError as error:
        raise ConfigError(
            Bilingual(f"基线无法读取：{error.strerror}", f"the baseline cannot be read: {error.strerror}"),
            where=str(path),
            next_step=_NEXT,
        ) from error
    except ValueError as error:
        raise ConfigError(
            Bilingual(f"基线不是 JSON：{error}", f"the baseline is not JSON: {error}"), where=str(path), next_step=_NEXT
        ) from error
    entries = document.get("findings") if isinstance(document, dict) else None
    if not isinstance(entries, list):
        raise ConfigError(
            Bilingual("基线没有 findings 列表", "the baseline has no list of findings"),
            where=str(path),
            next_step=_NEXT,
        )
    problems, known = Collected(), []
    for place, entry in enumerate(entries):
        if isinstance(entry, dict) and isinstance(entry.get("fingerprint"), str):
            known.append(Known(entry["fingerprint"], str(entry.get("reason", ""))))
        else:
            problems.add(f"findings[{place}]", Bilingual("没有 fingerprint", "no fingerprint"))
    problems.raise_if_any(ConfigError, where=str(path), next_step=_NEXT)
    return tuple(known)


def mark(found: Sequence[Located], known: Sequence[Known]) -> tuple[Located, ...]:
    """The findings, those in the baseline marked; one entry covers one finding."""
    left = Counter(entry.fingerprint for entry in known)
    marked = []
    for located in found:
        is_known = left[located.fingerprint] > 0
        left[located.fingerprint] -= is_known
        marked.append(replace(located, known=is_known))
    return tuple(marked)


def write(found: Sequence[Located], known: Sequence[Known] = ()) -> str:
    """The baseline of these findings as JSON; reasons given before are kept."""
    reasons = {entry.fingerprint: entry.reason for entry in known}
    entries = [_entry(located, reasons.get(located.fingerprint, "")) for located in found]
    return json_file({"version": 1, "findings": entries})


def _entry(located: Located, reason: str) -> dict[str, Any]:
    return {
        "code": located.finding.code,
        "path": located.path,
        "citation": located.citation,
        "message": located.finding.message.zh,
        "reason": reason,
        "fingerprint": located.fingerprint,
    }
