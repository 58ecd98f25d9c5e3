"""Bilingual agreements: which English clause says what which Chinese clause says, and where the two differ."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import SequenceMatcher

from agreement_tool.flag.kinds import CHINESE
from agreement_tool.frozen import frozen
from agreement_tool.model import Agreement, Category, Clause, KeyFlag
from agreement_tool.text.patterns import compiled
from agreement_tool.text.whitespace import strip_whitespace

ENOUGH = 4
"""English clauses below which an agreement is not called bilingual."""
COVERED = 0.6
"""Share of the English clauses that must find a twin; otherwise the two texts are not one agreement twice."""
LATIN = compiled(r"[A-Za-z]")
SURE_ALONE = 0.9
"""Confidence from which a category of the English text alone is told."""


@frozen
class Difference:
    """A category that only the English text of a pair clearly has."""

    english: str
    """eid"""
    category: Category
    confidence: float


def twins_of(agreement: Agreement) -> dict[str, str]:
    """English clause -> its Chinese twin, by eid: the same printed number in the same order. Empty where there are
    none."""
    clauses = [clause for clause in agreement.walk() if clause.text.strip()]
    english = [clause for clause in clauses if _is_english(clause.text)]
    if len(english) < ENOUGH:
        return {}
    chinese = [clause for clause in clauses if CHINESE.search(clause.text) and not _is_english(clause.text)]
    if len(chinese) < ENOUGH:
        return {}
    matcher = SequenceMatcher(None, [_sign(clause) for clause in english], [_sign(clause) for clause in chinese], False)
    if len(english) == len(chinese):
        pairs = list(zip(english, chinese, strict=True))
    else:
        pairs = [
            (english[first + step], chinese[second + step])
            for first, second, size in matcher.get_matching_blocks()
            for step in range(size)
        ]
    alike = [(one, other) for one, other in pairs if _sign(one) == _sign(other)]
    return {one.eid: other.eid for one, other in alike} if len(alike) >= COVERED * len(english) else {}


def aligned(
    flags: Mapping[str, tuple[KeyFlag, ...]], twins: Mapping[str, str], english: Mapping[str, tuple[KeyFlag, ...]]
) -> tuple[dict[str, tuple[KeyFlag, ...]], tuple[Difference, ...]]:
    """The flags with every English twin in its Chinese clause's categories, and what the two texts differ in.

    The Chinese text decides: it usually prevails, and its rules are many and well tried. `english`: flag of each
    English clause for each of its twin's categories, with English evidence.
    """
    found = dict(flags)
    differences = []
    for one, other in twins.items():
        wanted = {flag.category for flag in flags.get(other, ())}
        differences += [
            Difference(one, flag.category, flag.confidence)
            for flag in flags.get(one, ())
            if flag.category not in wanted and flag.confidence >= SURE_ALONE
        ]
        found.pop(one, None)
        if wanted:
            found[one] = english[one]
    return found, tuple(differences)


def _is_english(text: str) -> bool:
    if not LATIN.search(text):
        return False
    words = strip_whitespace(text)
    return len(LATIN.findall(words)) > 0.6 * len(words) and len(words) > 12


def _sign(clause: Clause) -> tuple[object, bool]:
    return (clause.number or clause.label, clause.label is None)
