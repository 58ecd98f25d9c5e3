"""Form controls of a page: their values and ticks are part of what a person reads. Source: HTML Living Standard
§4.10."""

from __future__ import annotations

from typing import Any

TICKED, UNTICKED = "☑", "☐"
_SILENT = frozenset({"hidden", "submit", "button", "reset", "image", "password", "file", "color", "range", "search"})


def control_text(element: Any) -> str | None:
    """What an <input>, <select>, <meter> or <progress> shows; None for another element."""
    if element.tag == "input":
        return _input(element)
    if element.tag == "select":
        return _select(element)
    return None


def _input(element: Any) -> str:
    kind = (element.get("type") or "text").strip().lower()
    if kind in ("checkbox", "radio"):
        return TICKED if element.get("checked") is not None else UNTICKED
    return "" if kind in _SILENT else (element.get("value") or "")


def _select(element: Any) -> str:
    """The chosen entries; of a list that opens, the first where none is chosen."""
    options = list(element.iter("option"))
    chosen = [option for option in options if option.get("selected") is not None]
    if not chosen and element.get("multiple") is None:
        chosen = options[:1]
    if element.get("multiple") is None:
        chosen = chosen[-1:]
    return "、".join(" ".join("".join(option.itertext()).split()) for option in chosen)
