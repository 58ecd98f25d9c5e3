"""The JSON Schemas that the package carries."""

from __future__ import annotations

from importlib.resources import files


def schema_text(name: str) -> str:
    """The JSON Schema (2020-12) of a format: agreement, app, check …"""
    return (files("agreement_tool.export") / "schema" / f"{name}.json").read_text(encoding="utf-8")
