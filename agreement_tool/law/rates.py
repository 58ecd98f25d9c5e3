"""Published rates as values: `rates.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import cache

from agreement_tool.frozen import frozen
from agreement_tool.law.provisions import Verified
from agreement_tool.model import Bilingual
from agreement_tool.text.tables import table


@frozen
class Rate:
    """One published rate."""

    name: Bilingual
    value: Fraction
    """Per cent a year."""
    published: str
    """ISO date."""
    says: Bilingual
    verified: Verified
    read_at: str
    read_where: str


@cache
def rates() -> Mapping[str, Rate]:
    """Every rate by its key."""
    return {
        key: Rate(
            Bilingual(**row["name"]),
            Fraction(row["value"]),
            row["published"],
            Bilingual(**row["says"]),
            row["verified"],
            str(row["read_at"]),
            row["read_where"],
        )
        for key, row in table("agreement_tool.law", "rates").items()
    }
