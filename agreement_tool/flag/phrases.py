"""A phrase: how a key clause is worded, as data that a lawyer can read, compiled to one regular expression.

The little language of `Phrase.pattern` (and `unless`), over text without blanks:

    <责任>   a word list of vocabulary.py           <我方> <对方>   the parties' words in this document, <受限方> the
             accepting side's alone (in a contract <我方> and <对方> are both sides)
    …        up to 18 characters inside one comma    ……            up to 90 characters inside one sentence
    a|b (?:) [] ?    as in every regular expression
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from agreement_tool.flag.parties import CONSUMER_SIDES, CONTRACT_SIDES
from agreement_tool.flag.vocabulary import VOCABULARY
from agreement_tool.model import Category
from agreement_tool.text.patterns import compiled

Actor = Literal["any", "provider", "provider-alone", "user", "user-alone"]
"""Who must be doing it: the side that offers the agreement (with or without "either party"), the side that accepts it.

`provider`, `user`: in a contract either side. `-alone`: never the other side where it is plain whose form the contract is."""
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
    unless_near: str = ""
    """Found in the same sentence, in a contract (whose sentences often speak of both sides) in the comma segments that the
    matched words touch, this takes the phrase back."""
    unless_before: str = ""
    """Found in the same sentence before the matched words' end, or just after it, this takes the phrase back."""
    scope: Scope = "any"
    basis: tuple[str, ...] = ()
    """Keys of law.provisions, beyond the category's own."""


@dataclass(frozen=True, slots=True)
class CategoryPhrases:
    """A category of key clauses: its phrases, the headings that announce it, and the law that asks for prominence."""

    category: Category
    phrases: tuple[Phrase, ...]
    headings: str
    """Pattern of headings under which weaker phrases suffice."""
    basis: tuple[str, ...]
    """Keys of law.provisions."""
    in_lists: frozenset[str] | None = None
    """Names of the phrases that count in an item which only ends the sentence introducing it (您不得：（1）…). None: all."""


@cache
def compile_pattern(pattern: str, contract: bool) -> re.Pattern[str]:
    """`pattern` as a regular expression over masked text, with the parties of such an agreement put in."""
    return compiled(expanded(pattern, contract))


@cache
def expanded(pattern: str, contract: bool) -> str:
    """`pattern` in the language of regular expressions."""
    sides = CONTRACT_SIDES if contract else CONSUMER_SIDES
    words = {
        **VOCABULARY,
        "我方": sides.provider,
        "对方": sides.user,
        "受限方": sides.restricted,
        "任一方": sides.anyone,
    }
    spelt = _WORD_LIST.sub(lambda match: f"(?:{words[match.group(1)]})", pattern)
    return spelt.replace("……", LONG_GAP).replace("…", SHORT_GAP)


_WORD_LIST = compiled(r"<([一-鿿]+)>")
