"""How probably each clause is right, label, whole text and parent: a calibrated figure, 0…1.

Two steps. The reasons for doubt of a clause (`clause_evidence.FEATURES`) are weighed and added up: its suspicion, in
log-odds. Errors come in company, so what the probability is made of is the clause's own suspicion, the mean of its
neighbours' and the mean of the whole document. Both steps are logistic regressions, fitted on documents read by people
(`python -m benchmarks.accuracy.calibration --fit`) and kept in `certainty.json` with their provenance.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

from agreement_tool.structure.clause_evidence import FEATURES, ClauseEvidence, Feature

FILE = Path(__file__).with_name("certainty.json")
NEAR = 3
"""So many clauses before and after one are its neighbours."""
_MOST = 20.0
"""Log-odds beyond which nothing changes."""


class Suspicion(NamedTuple):
    """What speaks against a clause, in log-odds."""

    own: float
    near: float
    """Mean of its neighbours, NEAR on each side."""
    document: float
    """Mean of all clauses of its document."""


class CertaintyWeights(NamedTuple):
    """Of both steps."""

    bias: float
    reasons: Mapping[str, float]
    """By name of a feature; below 0 it speaks against the clause."""
    company: Suspicion
    """What a unit of each suspicion takes off."""


def certainties(clauses: Sequence[ClauseEvidence]) -> list[float]:
    """The probability that each clause is right, 0…1, in the order given, which is reading order."""
    asked = [feature for feature in FEATURES if weights().reasons.get(feature.name)]
    # One after another: the features of a thousand pages take seven megabytes.
    return probabilities({feature.name: feature.of(one) for feature in asked} for one in clauses)


def probabilities(values: Iterable[Mapping[str, float]]) -> list[float]:
    """What the weights make of the features of a document's clauses, in reading order; a feature left out is 0."""
    known = weights()
    found = suspicions([suspicion(one, known.reasons) for one in values])
    return [probability(one, known) for one in found]


def suspicion(values: Mapping[str, float], reasons: Mapping[str, float]) -> float:
    """What a clause's own features say against it."""
    return -sum(reasons.get(name, 0.0) * value for name, value in values.items())


def main_reason(one: ClauseEvidence) -> Feature | None:
    """What speaks most against the clause itself; None where nothing does."""
    reasons = weights().reasons
    parts = [(-reasons.get(feature.name, 0.0) * feature.of(one), feature) for feature in FEATURES]
    most, feature = max(parts, key=lambda part: part[0])
    return feature if most > 0 else None


def suspicions(own: Sequence[float]) -> list[Suspicion]:
    """Each clause's suspicion beside that of its neighbours and its document; `own` in reading order."""
    sums = [0.0, *accumulate(own)]
    everything = sums[-1] / max(1, len(own))
    found = []
    for place, value in enumerate(own):
        first, end = max(0, place - NEAR), min(len(own), place + NEAR + 1)
        others = end - first - 1
        found.append(Suspicion(value, (sums[end] - sums[first] - value) / max(1, others), everything))
    return found


def probability(suspicion: Suspicion, known: CertaintyWeights) -> float:
    """What the second step makes of a suspicion."""
    against = sum(weight * value for weight, value in zip(known.company, suspicion, strict=True))
    return 1 / (1 + math.exp(-max(-_MOST, min(_MOST, known.bias - against))))


@cache
def weights() -> CertaintyWeights:
    """Those that are in use."""
    kept = json.loads(FILE.read_text("utf-8"))
    return CertaintyWeights(kept["bias"], kept["weights"], Suspicion(**kept["company"]))
