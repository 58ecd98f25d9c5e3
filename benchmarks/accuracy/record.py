"""The last recorded run: figures only, kept beside the benchmark."""

from __future__ import annotations

import json
from pathlib import Path

LAST = Path(__file__).with_name("last.json")
NOISE = 0.0005
"""A change smaller than this is none."""
BETTER_LOW = frozenset({"crashed", "refused", "unplaced", "doubts", "calibration error"})
"""Figures of which less is a gain."""

Figures = dict[str, dict[str, float]]


def load() -> Figures:
    """Document -> figure -> value of the last recorded run; empty before the first."""
    return json.loads(LAST.read_text(encoding="utf-8")) if LAST.exists() else {}


def save(figures: Figures) -> None:
    """Record this run as the one to compare with."""
    rounded = {name: {key: round(value, 4) for key, value in row.items()} for name, row in sorted(figures.items())}
    LAST.write_text(json.dumps(rounded, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def changes(before: Figures, after: Figures) -> list[str]:
    """Gains and losses, one a line; documents that are new or gone are not compared."""
    found = []
    for name in sorted(before.keys() & after.keys()):
        for key in sorted(before[name].keys() & after[name].keys()):
            change = after[name][key] - before[name][key]
            if abs(change) > NOISE:
                sign = "+" if (change > 0) != (key in BETTER_LOW) else "-"
                found.append(f"{sign} {name} {key} {before[name][key]:.3f} -> {after[name][key]:.3f}")
    return found
