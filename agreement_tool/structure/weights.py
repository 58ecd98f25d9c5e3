"""The weights of the named features, fitted at development time and kept in `weights.json` with their provenance."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TypeVar

FILE = Path(__file__).with_name("weights.json")
F = TypeVar("F")


@cache
def weights_of(decision: str) -> dict[str, float]:
    """Feature name -> weight: natural log-odds for each unit of the feature."""
    known: dict[str, dict[str, float]] = json.loads(FILE.read_text("utf-8"))["weights"]
    return known[decision]


@cache
def weighed(decision: str, features: tuple[tuple[str, F], ...]) -> tuple[tuple[float, F], ...]:
    """Each feature's weight and what it asks."""
    weights = weights_of(decision)
    return tuple((weights[name], holds) for name, holds in features)
