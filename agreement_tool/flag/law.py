"""The provisions behind the flags: `law.yaml` as values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from agreement_tool.model import Bilingual


@dataclass(frozen=True, slots=True)
class Provision:
    """One provision: which law, which article, what it asks in our words, where the text is published, when we compared."""

    key: str
    law: str
    article: str
    asks: Bilingual
    consumers_only: bool
    """Whether it protects consumers and platform users only."""
    source: str
    checked: str

    @property
    def citation(self) -> str:
        """《中华人民共和国民法典》第四百九十六条."""
        return f"《{self.law}》{self.article}"


@cache
def provisions() -> Mapping[str, Provision]:
    """Every provision by its key, in the file's order."""
    import yaml

    entries = yaml.safe_load(resources.files("agreement_tool.flag").joinpath("law.yaml").read_text("utf-8"))
    return {
        key: Provision(
            key,
            row["law"],
            row["article"],
            Bilingual(**row["asks"]),
            row.get("consumers_only", False),
            row["source"],
            str(row["checked"]),
        )
        for key, row in entries.items()
    }
