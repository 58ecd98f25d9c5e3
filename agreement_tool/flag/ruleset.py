"""The rules of key clauses as values: `data/rules/*.yaml`, read by a lawyer, compiled to `data/compiled.json`.

The YAML is the source; `flag/build.py` checks it and writes the compiled form, which loads in milliseconds.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import Any, Literal

from agreement_tool.frozen import frozen
from agreement_tool.model import Category, Tier
from agreement_tool.text.packaged import packaged

Actor = Literal["any", "provider", "provider-alone", "user", "user-alone"]
"""Who must be doing it: the side that offers the agreement (with or without "either party"), the side that accepts it.

`provider`, `user`: in a contract either side. `-alone`: never the other side where it is plain whose form the contract
is."""
Distance = Literal["phrase", "clause", "sentence", "list"]
"""How far the next slot may stand: a few characters on, before the next comma, in the sentence; or, for `list`, in an
item of the list that the sentence with the first slot introduces."""
Place = Literal["sentence", "clause", "before"]
"""Where an exception must stand: anywhere in the sentence, in the comma segments that the rule's words touch, ahead of
them."""

PARTY_SLOTS = ("@provider", "@user", "@restricted")
"""Slots that a party fills: who offers, who accepts (in a contract either side), who accepts and no other."""


@frozen
class Pattern:
    """Slots in the order they must come, and how far each may stand from the one before."""

    slots: tuple[int, ...]
    """Indices into `Ruleset.lexicons`."""
    within: tuple[Distance, ...]
    """One fewer than the slots."""
    any_order: bool = False
    mask: int = 0
    """The bits of the slots: a sentence without one of them need not be looked at."""


@frozen
class KeyRule:
    """One way of wording a category."""

    id: str
    category: Category
    means: str
    pattern: Pattern
    actor: Actor
    tier: Tier
    exceptions: tuple[int, ...] = ()
    """Indices into `Ruleset.exceptions`."""
    basis: tuple[str, ...] = ()
    """Provisions beyond the category's own."""


@frozen
class RuleException:
    """What takes a rule back."""

    id: str
    pattern: Pattern
    where: Place


@frozen
class Lexicon:
    """A named list of words. In the longer words `but` its terms mean something else."""

    name: str
    terms: tuple[str, ...]
    but: tuple[str, ...] = ()


@frozen
class Ruleset:
    """Everything that the YAML says."""

    lexicons: tuple[Lexicon, ...]
    exceptions: tuple[RuleException, ...]
    rules: tuple[KeyRule, ...]
    basis: Mapping[Category, tuple[str, ...]]
    headings: Mapping[Category, tuple[str, ...]]
    """Words of headings that announce a category."""


@cache
def ruleset() -> Ruleset:
    """The rules that ship with the package."""
    return from_json(json.loads(packaged("agreement_tool.flag", "data/compiled.json")))


def from_json(data: Mapping[str, Any]) -> Ruleset:
    """The ruleset that `build.compiled` wrote."""
    lexicons = tuple(Lexicon(row["name"], tuple(row["terms"]), tuple(row.get("but", ()))) for row in data["lexicons"])
    index = {lexicon.name: number for number, lexicon in enumerate(lexicons)}
    exceptions = tuple(
        RuleException(row["id"], _pattern(row, index), row.get("where", "sentence")) for row in data["exceptions"]
    )
    named = {exception.id: number for number, exception in enumerate(exceptions)}
    rules = tuple(
        KeyRule(
            row["id"],
            row["category"],
            row["means"],
            _pattern(row, index),
            row.get("actor", "any"),
            row["tier"],
            tuple(named[name] for name in row.get("except", ())),
            tuple(row.get("basis", ())),
        )
        for row in data["rules"]
    )
    basis, headings = ({name: tuple(written) for name, written in data[key].items()} for key in ("basis", "headings"))
    return Ruleset(lexicons, exceptions, rules, basis, headings)


def _pattern(row: Mapping[str, Any], index: Mapping[str, int]) -> Pattern:
    slots = tuple(index[name] for name in row["slots"])
    within: Distance | list[Distance] = row.get("within", "clause")
    gaps = tuple(within) if isinstance(within, list) else (within,) * (len(slots) - 1)
    listed = gaps[:1] == ("list",)
    mask = 0
    for slot in slots[1:] if listed else slots:
        mask |= 1 << slot
    return Pattern(slots, gaps, row.get("order") == "any", mask)
