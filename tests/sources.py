"""The package's own source, parsed once for all tests that look into it."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import agreement_tool

PACKAGE = Path(agreement_tool.__file__).parent


@cache
def trees() -> tuple[tuple[str, ast.Module], ...]:
    """(file relative to the package, its tree) of every module."""
    return tuple(
        (path.relative_to(PACKAGE).as_posix(), ast.parse(path.read_text(encoding="utf-8")))
        for path in sorted(PACKAGE.rglob("*.py"))
    )


def dotted(expression: ast.expr) -> str:
    """`os.system` of a name or of an attribute of one; of anything else '…' stands for what is no name."""
    if isinstance(expression, ast.Name):
        return expression.id
    if isinstance(expression, ast.Attribute):
        return f"{dotted(expression.value)}.{expression.attr}"
    return "…"
