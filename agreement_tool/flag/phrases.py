"""A phrase: how a key clause is worded, as data that a lawyer can read, compiled to one regular expression.

The little language of `Phrase.pattern` (and `unless`), over text without blanks:

    <责任>   a word list of vocabulary.py           <我方> <对方>   the parties' words in this document
    …        up to 18 characters inside one comma    ……            up to 90 characters inside one sentence
    a|b (?:) [] ?    as in every regular expression
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from agreement_tool.flag.parties import Parties
from agreement_tool.flag.vocabulary import VOCABULARY
from agreement_tool.model import Category

Actor = Literal["any", "provider", "provider-alone", "user"]
"""Who must be doing it: the side that offers the agreement (with or without "either party"), the side that accepts it."""
Scope = Literal["any", "consumer", "contract"]
"""Which agreements the phrase speaks in: 我们/您 agreements, 甲方/乙方 contracts, or both."""

SHORT_GAP = "[^，。！？；]{0,18}?"
LONG_GAP = "[^。！？；]{0,90}?"


@dataclass(frozen=True, slots=True)
class Phrase:
    """One way of wording a category."""

    name: str
    """What the phrase does, stable: 'disclaims-liability'."""
    pattern: str
    confidence: float
    """0…1, alone. Under a heading of the same category it counts HEADING_LIFT more."""
    actor: Actor = "any"
    unless: str = ""
    """Found in the same sentence, this takes the phrase back."""
    unless_here: str = ""
    """Found within the matched words themselves, this takes the phrase back."""
    scope: Scope = "any"
    basis: tuple[str, ...] = ()
    """Keys into law.yaml, beyond the category's own."""


@dataclass(frozen=True, slots=True)
class CategoryPhrases:
    """A category of key clauses: its phrases, the headings that announce it, and the law that asks for prominence."""

    category: Category
    phrases: tuple[Phrase, ...]
    headings: str
    """Pattern of headings under which weaker phrases suffice."""
    basis: tuple[str, ...]
    """Keys into law.yaml."""


@lru_cache(maxsize=4096)
def compile_pattern(pattern: str, parties: Parties) -> re.Pattern[str]:
    """`pattern` as a regular expression, with this document's parties put in."""
    words = {
        **VOCABULARY,
        "我方": parties.provider_pattern,
        "对方": parties.user_pattern,
        "任一方": parties.any_pattern,
    }

    def word_list(match: re.Match[str]) -> str:
        return f"(?:{words[match.group(1)]})"

    expanded = re.sub(r"<([一-鿿]+)>", word_list, pattern)
    return re.compile(expanded.replace("……", LONG_GAP).replace("…", SHORT_GAP))
