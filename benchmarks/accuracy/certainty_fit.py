"""The weights of `agreement_tool/structure/certainty.json`, fitted: two logistic regressions, one on the other.

No reason for doubt may raise a certainty: its weight is bounded by 0. What a clause is worth in the fit depends on
where it comes from (`WORTH`). The strength of the L2 penalty is the one that does best on documents left out. scipy is
needed here and nowhere else.
"""

from __future__ import annotations

import math
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from agreement_tool.structure.certainty import CertaintyWeights, Suspicion, suspicion, suspicions
from agreement_tool.structure.clause_evidence import FEATURES

FIRST_SIGHT, RULE_LESS = "first sight", "rule less"
"""Groups of clauses: read on documents that nobody had tuned for; wrong in a labelled document as soon as some rule of
the builder is taken away, as clauses are where a rule has not been thought of yet."""
WORTH: Mapping[str, float] = {"typeset": 0.1, RULE_LESS: 0.5, FIRST_SIGHT: 1.0}
"""Weight of a clause by its group, 1 for others. Typeset layouts are odder than real ones on purpose. A greater weight
for what was read at first sight was tried: with two dozen documents it made documents left out worse."""
AS_MET = frozenset({FIRST_SIGHT, RULE_LESS})
"""Groups that are as wrong as what users bring."""
MOST_WRONG = 20
"""A document with more wrong clauses counts as if it had so many."""
PENALTIES = (1.0, 3.0, 10.0)
"""Strengths of the L2 penalty that are tried."""
PARTS = 5
"""Parts of the documents, each left out in turn."""
_LEAST = 0.05
"""A weight nearer to 0 is left out."""
EITHER_WAY = frozenset(feature.name for feature in FEATURES[:3])
"""Features that are no reason for doubt: the weight may have either sign."""


@dataclass(frozen=True, slots=True)
class Row:
    """One clause: its features, and whether it is right (None: not judged, it only stands between others)."""

    group: str
    document: str
    values: Mapping[str, float]
    right: bool | None
    share: float = 1.0
    """What it counts for beside the clauses of other documents."""


def fit(rows: Sequence[Row]) -> tuple[CertaintyWeights, float]:
    """The weights of both steps and the penalty chosen. `rows`: documents one after the other, clauses in reading
    order."""
    documents = [shared(list(held)) for _, held in groupby(rows, key=lambda row: (row.group, row.document))]
    tried = {penalty: _left_out(documents, penalty) for penalty in PENALTIES}
    penalty = min(PENALTIES, key=lambda one: _loss(documents, tried[one]))
    bias, company = _second(documents, tried[penalty])
    reasons = _first(documents, penalty)
    kept = {name: round(weight, 3) for name, weight in reasons.items() if abs(weight) >= _LEAST}
    return CertaintyWeights(round(bias, 3), kept, Suspicion(*(round(value, 3) for value in company))), penalty


def suspicion_of(document: Sequence[Row], reasons: Mapping[str, float]) -> list[Suspicion]:
    """What speaks against each clause of a document."""
    return suspicions([suspicion(row.values, reasons) for row in document])


def _left_out(documents: Sequence[list[Row]], penalty: float) -> list[list[Suspicion]]:
    """The suspicions of each document by weights that were fitted without it."""
    found: list[list[Suspicion]] = [[] for _ in documents]
    parts = [_part(document) for document in documents]
    for part in range(PARTS):
        reasons = _first([one for one, at in zip(documents, parts, strict=True) if at != part], penalty)
        for place, document in enumerate(documents):
            if parts[place] == part:
                found[place] = suspicion_of(document, reasons)
    return found


def _part(document: Sequence[Row]) -> int:
    """The same for every building of a document."""
    return zlib.crc32(document[0].document.split()[0].encode()) % PARTS


def _first(documents: Sequence[list[Row]], penalty: float) -> dict[str, float]:
    judged = [row for document in documents for row in document if row.right is not None]
    names = [feature.name for feature in FEATURES]
    values = [[row.values.get(name, 0.0) for name in names] for row in judged]
    bounds = [(None, None) if name in EITHER_WAY else (None, 0.0) for name in names]
    _, weights = _logistic(values, judged, bounds, penalty)
    return dict(zip(names, weights, strict=True))


def _second(documents: Sequence[list[Row]], found: Sequence[list[Suspicion]]) -> tuple[float, list[float]]:
    """Fitted on documents that are as wrong as those that nobody tuned for (AS_MET)."""
    met = [
        (row, one)
        for document, suspected in zip(documents, found, strict=True)
        for row, one in zip(document, suspected, strict=True)
        if row.right is not None and row.group in AS_MET
    ]
    values = [[-value for value in one] for _, one in met]
    return _logistic(values, [row for row, _ in met], [(0.0, None)] * len(Suspicion._fields), 1.0)


def _loss(documents: Sequence[list[Row]], found: Sequence[list[Suspicion]]) -> float:
    """Log loss of the second step on the documents that it is fitted on, each part by a fit on the others."""
    total = 0.0
    parts = [_part(document) for document in documents]
    for part in range(PARTS):
        rest = [place for place, at in enumerate(parts) if at != part]
        bias, company = _second([documents[place] for place in rest], [found[place] for place in rest])
        for document, suspected, at in zip(documents, found, parts, strict=True):
            if at != part or document[0].group not in AS_MET:
                continue
            for row, one in zip(document, suspected, strict=True):
                worth = _worth(row)
                odds = bias - sum(weight * value for weight, value in zip(company, one, strict=True))
                if row.right is not None:
                    total += worth * math.log1p(math.exp(-odds if row.right else odds))
    return total


def _worth(row: Row) -> float:
    return WORTH.get(row.group, 1.0) * row.share


def shared(document: Sequence[Row]) -> list[Row]:
    """The clauses of a document, each counting less where very many are wrong: those are wrong for one cause."""
    wrong = sum(row.right is False for row in document)
    return [replace(row, share=min(1.0, MOST_WRONG / max(1, wrong))) for row in document]


def _logistic(
    values: Sequence[Sequence[float]],
    rows: Sequence[Row],
    bounds: Sequence[tuple[float | None, float | None]],
    penalty: float,
) -> tuple[float, list[float]]:
    """Bias and weights of a penalised logistic regression with bounds."""
    import numpy as np  # in the extra `fit`; what only prints tables does without
    from scipy.optimize import minimize

    x = np.array(values)
    signs = np.array([1.0 if row.right else -1.0 for row in rows])
    worth = np.array([_worth(row) for row in rows])

    def loss(point: np.ndarray) -> tuple[float, np.ndarray]:
        margins = signs * (point[0] + x @ point[1:])
        slopes = -signs * worth / (1 + np.exp(np.clip(margins, -30, 30)))
        total = worth @ np.logaddexp(0, -margins) + penalty / 2 * point[1:] @ point[1:]
        return total, np.concatenate(([slopes.sum()], x.T @ slopes + penalty * point[1:]))

    start = np.array([3.0, *(0.0 for _ in bounds)])
    found = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=[(None, None), *bounds]).x
    return float(found[0]), [float(value) for value in found[1:]]
