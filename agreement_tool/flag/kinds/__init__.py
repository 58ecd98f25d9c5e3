"""What kind of term a sentence is: it decides whether a plain clause is complained of, how gravely, and its tier.

A kind is words that one sentence has, in a category that the sentence is already known to be of. The first that fits
counts; those that nobody minds stand first. How often readers agreed with the complaint, kind by kind, is in
`benchmarks/lint_precision/emphasis_kinds.tsv`: an error needs 0.98, a warning 0.9, the rest are listed and not
complained of.
"""

from __future__ import annotations

from functools import lru_cache

from agreement_tool.flag.kinds.breach import BREACH
from agreement_tool.flag.kinds.dispute import DISPUTE
from agreement_tool.flag.kinds.kind import CHINESE, Kind
from agreement_tool.flag.kinds.liability import LIABILITY
from agreement_tool.flag.kinds.privacy import PRIVACY
from agreement_tool.flag.kinds.rights import RIGHTS
from agreement_tool.model import Category

__all__ = ["CHINESE", "KINDS", "Kind", "kind_of", "strength"]

KINDS: dict[Category, tuple[Kind, ...]] = {
    "liability": LIABILITY,
    "breach": BREACH,
    "dispute": DISPUTE,
    "user_rights": RIGHTS,
    "privacy": PRIVACY,
}


@lru_cache(maxsize=2048)
def kind_of(category: Category, sentence: str) -> Kind | None:
    """The kind of a Chinese sentence of a category; None for one of no known kind, and of another language."""
    if not CHINESE.search(sentence):
        return None
    for kind in KINDS.get(category, ()):
        if kind.fits(sentence):
            return kind
    return None


def strength(category: Category, sentence: str) -> int:
    """How much a sentence says for a complaint, 0 most: the order of the kinds."""
    kinds, kind = KINDS.get(category, ()), kind_of(category, sentence)
    return kinds.index(kind) if kind else len(kinds)
