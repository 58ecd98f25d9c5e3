"""Small agreements for tests, written as nested tuples: (label, title, text, children…)."""

from __future__ import annotations

import re
from typing import Any

from agreement_tool.model import Agreement, Clause, Span
from agreement_tool.text.inline import decode
from agreement_tool.text.labels import parse_label

Written = tuple[Any, ...]


def agreement(*clauses: Written, version: str = "1", title: str = "协议") -> Agreement:
    """An agreement; texts may carry marks (**粗体**)."""
    made = tuple(_clause(written, f"c{at}") for at, written in enumerate(clauses, 1))
    return Agreement("x", version, title, made)


def _clause(written: Written, eid: str) -> Clause:
    label, title, text, *below = written
    parsed = parse_label(label) if label else None
    return Clause(
        eid=eid,
        wid=eid,
        kind="article" if label else "paragraph",
        label=label or None,
        number=parsed.number if parsed else (),
        title=(Span(title),) if title else (),
        spans=decode(text) if re.search(r"[*<]", text) else ((Span(text),) if text else ()),
        children=tuple(_clause(child, f"{eid}_{at}") for at, child in enumerate(below, 1)),
    )
