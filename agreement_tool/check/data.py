"""The rules' tables: spellings that mean one thing, and words for 本…, kept as data so that lawyers can extend them."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from typing import Any

from agreement_tool.frozen import frozen


@frozen
class Variants:
    """Spellings of one thing, preferred first. `same_word`: a mere spelling (帐/账), so replacing it is safe."""

    names: tuple[str, ...]
    same_word: bool
    wrong: bool
    """The others are wrong whether or not the preferred one occurs."""
    inside: tuple[str, ...]
    """Longer words in which a spelling means something else: 银行账户."""
    why: str
    only_with: tuple[str, ...] = ()
    """The group is looked for only in agreements that hold one of these words."""
    at_least: int = 1
    """How often a name must be used to be told: a single use is a slip that nobody takes for another thing."""
    against: tuple[str, ...] = ()
    """One of these names must be there too; (): any other. 账户 beside 帐户 is a matter of spelling only."""


@lru_cache(maxsize=1)
def _table() -> dict[str, Any]:
    import tomllib

    return tomllib.loads(files("agreement_tool.check").joinpath("terms.toml").read_text("utf-8"))


@lru_cache(maxsize=1)
def variants() -> tuple[Variants, ...]:
    """Every group of the table."""
    return tuple(
        Variants(
            tuple(group["names"]),
            bool(group.get("same_word", False)),
            bool(group.get("wrong", False)),
            tuple(group.get("inside", ())),
            str(group.get("why", "")),
            tuple(group.get("only_with", ())),
            int(group.get("at_least", 1)),
            tuple(group.get("against", ())),
        )
        for group in _table()["variants"]
    )


def self_terms() -> tuple[str, ...]:
    """Terms such as 本服务 that need a definition once they are used."""
    return tuple(_table()["self_terms"])
