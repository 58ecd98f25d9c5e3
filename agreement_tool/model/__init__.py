"""Pure data: frozen, slotted dataclasses. No I/O, no file shapes, no behaviour beyond walking.

A module is imported when one of its names is first asked for: no command needs them all, and making a dataclass takes
Python a third of a millisecond.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from agreement_tool.model.agreement import Agreement, Built, Place, Source
    from agreement_tool.model.change import (
        CHANGE_TYPES,
        Change,
        ChangeType,
        ClauseRef,
        Diff,
        FollowedReference,
        Operation,
        Rebuilt,
        Reconsent,
        Replacement,
        RunLength,
        Segment,
    )
    from agreement_tool.model.clause import CLAUSE_KINDS, Clause, ClauseKind
    from agreement_tool.model.finding import Bilingual, Edit, Field, Finding, Fix, Severity
    from agreement_tool.model.key_clause import (
        CATEGORIES,
        TIERS,
        Audit,
        Category,
        Emphasis,
        EmphasisNotice,
        EmphasisStatus,
        Evidence,
        KeyClause,
        KeyFlag,
        Tier,
        gravest,
    )
    from agreement_tool.model.label import Label, Numeral
    from agreement_tool.model.rule import RuleNote
    from agreement_tool.model.source import (
        MARKLESS_READERS,
        MARKS,
        Box,
        Cell,
        Doubt,
        Furniture,
        FurnitureKind,
        Line,
        Mark,
        Signal,
        SourceDocument,
        Span,
    )
    from agreement_tool.model.unread import UNREAD_KINDS, Unread, UnreadKind

_HOMES = {
    "agreement": (
        "Agreement",
        "Built",
        "Place",
        "Source",
    ),
    "change": (
        "CHANGE_TYPES",
        "Change",
        "ChangeType",
        "ClauseRef",
        "Diff",
        "FollowedReference",
        "Operation",
        "Rebuilt",
        "Reconsent",
        "Replacement",
        "RunLength",
        "Segment",
    ),
    "clause": (
        "CLAUSE_KINDS",
        "Clause",
        "ClauseKind",
    ),
    "finding": (
        "Bilingual",
        "Edit",
        "Field",
        "Finding",
        "Fix",
        "Severity",
    ),
    "key_clause": (
        "CATEGORIES",
        "TIERS",
        "Audit",
        "Category",
        "Emphasis",
        "EmphasisStatus",
        "Evidence",
        "KeyClause",
        "KeyFlag",
        "EmphasisNotice",
        "Tier",
        "gravest",
    ),
    "rule": ("RuleNote",),
    "label": (
        "Label",
        "Numeral",
    ),
    "source": (
        "MARKLESS_READERS",
        "MARKS",
        "Box",
        "Cell",
        "Doubt",
        "Furniture",
        "FurnitureKind",
        "Line",
        "Mark",
        "Signal",
        "SourceDocument",
        "Span",
    ),
    "unread": (
        "UNREAD_KINDS",
        "Unread",
        "UnreadKind",
    ),
}
"""Module -> the names that are its."""

_HOME_OF = {name: module for module, names in _HOMES.items() for name in names}

__all__ = [
    "CATEGORIES",
    "CHANGE_TYPES",
    "CLAUSE_KINDS",
    "MARKLESS_READERS",
    "MARKS",
    "TIERS",
    "UNREAD_KINDS",
    "Agreement",
    "Audit",
    "Bilingual",
    "Box",
    "Built",
    "Category",
    "Cell",
    "Change",
    "ChangeType",
    "Clause",
    "ClauseKind",
    "ClauseRef",
    "Diff",
    "Doubt",
    "Edit",
    "Emphasis",
    "EmphasisNotice",
    "EmphasisStatus",
    "Evidence",
    "Field",
    "Finding",
    "Fix",
    "FollowedReference",
    "Furniture",
    "FurnitureKind",
    "KeyClause",
    "KeyFlag",
    "Label",
    "Line",
    "Mark",
    "Numeral",
    "Operation",
    "Place",
    "Rebuilt",
    "Reconsent",
    "Replacement",
    "RuleNote",
    "RunLength",
    "Segment",
    "Severity",
    "Signal",
    "Source",
    "SourceDocument",
    "Span",
    "Tier",
    "Unread",
    "UnreadKind",
    "gravest",
]


def __getattr__(name: str) -> object:
    if name not in _HOME_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{_HOME_OF[name]}"), name)
    globals()[name] = value
    return value
