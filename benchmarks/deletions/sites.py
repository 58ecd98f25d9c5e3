"""Where a module decides something: its sites, and its syntax tree with one of them switched off or all probed."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

PROBE = "_probe_"
"""Name of the function that probed code calls with a site's number, what is expected and the value."""
TABLES = frozenset({"PREFERENCES", "CONSTRAINTS", "FEATURES", "HABIT_FEATURES", "STAYING", "LEAVING", "AT_THE_END"})
Kind = Literal["if", "else", "operand", "filter", "entry", "never", "always", "nothing", "term", "pass"]


@dataclass(frozen=True, slots=True)
class Site:
    """One thing that may be switched off."""

    module: str
    number: int
    """Its place among the module's."""
    kind: Kind
    line: int
    function: str
    source: str

    @property
    def name(self) -> str:
        """What `--show` takes."""
        return f"{self.module}:{self.number}"

    def __str__(self) -> str:
        return f"{self.name} line {self.line} {self.function} [{self.kind}] {self.source}"


@dataclass(slots=True)
class _Spot:
    """A site in the tree: `node`'s field (and place in it) that is replaced, and the value that is as good as none."""

    kind: Kind
    node: ast.AST
    function: str
    field: str = ""
    place: int | None = None
    neutral: bool | None = None
    """The value of the expression at which switching off changes nothing; None: not known."""


def sites(module: str, source: str) -> list[Site]:
    """All of a module."""
    return [
        Site(module, number, spot.kind, getattr(spot.node, "lineno", 0), spot.function, _told(spot))
        for number, spot in enumerate(_spots(ast.parse(source)))
    ]


def without(source: str, number: int) -> ast.Module:
    """The module's tree with one site switched off."""
    tree = ast.parse(source)
    _switch_off(list(_spots(tree))[number])
    return ast.fix_missing_locations(tree)


def probed(source: str) -> ast.Module:
    """The module's tree in which every site that can be probed reports what it said."""
    tree = ast.parse(source)
    for number, spot in enumerate(list(_spots(tree))):
        if spot.neutral is None:
            continue
        if spot.kind in ("never", "always", "nothing"):
            for one in _returns(spot.node):
                one.value = _probe(number, spot.neutral, one.value or ast.Constant(None))
        else:
            _put(spot, _probe(number, spot.neutral, _get(spot)))
    return ast.fix_missing_locations(tree)


def can_be_probed(source: str) -> list[bool]:
    """For each site whether `probed` reports it."""
    return [spot.neutral is not None for spot in _spots(ast.parse(source))]


def _spots(tree: ast.Module) -> Iterator[_Spot]:
    yield from _walk(tree, "")


def _walk(node: ast.AST, function: str) -> Iterator[_Spot]:
    if isinstance(node, ast.FunctionDef):
        function = node.name
        yield from _of_function(node)
    yield from _own(node, function)
    for child in ast.iter_child_nodes(node):
        yield from _walk(child, function)


def _of_function(node: ast.FunctionDef) -> Iterator[_Spot]:
    returned = ast.unparse(node.returns) if node.returns else ""
    if returned == "bool":
        yield _Spot("never", node, node.name, neutral=False)
        yield _Spot("always", node, node.name, neutral=True)
    elif returned in ("int", "float"):
        yield _Spot("nothing", node, node.name, neutral=False)


def _own(node: ast.AST, function: str) -> Iterator[_Spot]:
    match node:
        case ast.If():
            yield _Spot("if", node, function, "test", neutral=False)
        case ast.IfExp():
            yield _Spot("if", node, function, "test", neutral=False)
            yield _Spot("else", node, function, "test", neutral=True)
        case ast.BoolOp():
            neutral = isinstance(node.op, ast.And)
            yield from (_Spot("operand", node, function, "values", at, neutral) for at in range(len(node.values)))
        case ast.comprehension():
            yield from (_Spot("filter", node, function, "ifs", at, True) for at in range(len(node.ifs)))
        case ast.BinOp(op=ast.Add() | ast.Sub()) if _is_a_sum(node):
            yield _Spot("term", node, function, "right", neutral=False)
            if isinstance(node.op, ast.Add):
                yield _Spot("term", node, function, "left", neutral=False)
        case ast.Call(func=ast.Name(id=name)) if name.startswith("with_") and node.args:
            yield _Spot("pass", node, function)
        case ast.Assign() | ast.AnnAssign() if isinstance(node.value, ast.Tuple):
            target = node.targets[0] if isinstance(node, ast.Assign) else node.target
            if isinstance(target, ast.Name) and target.id in TABLES:
                yield from (_Spot("entry", node.value, target.id, "elts", at) for at in range(len(node.value.elts)))
        case _:
            pass


def _is_a_sum(node: ast.BinOp) -> bool:
    """A sum of evidence has a decimal fraction somewhere; offsets of text have none."""
    return any(isinstance(one, ast.Constant) and isinstance(one.value, float) for one in ast.walk(node))


def _returns(node: ast.AST) -> Iterator[ast.Return]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Return):
            yield child
        elif not isinstance(child, (ast.FunctionDef, ast.Lambda)):
            yield from _returns(child)


def _get(spot: _Spot) -> ast.expr:
    found = getattr(spot.node, spot.field)
    value: ast.expr = found if spot.place is None else found[spot.place]
    return value


def _put(spot: _Spot, value: ast.expr) -> None:
    if spot.place is None:
        setattr(spot.node, spot.field, value)
    else:
        getattr(spot.node, spot.field)[spot.place] = value


def _switch_off(spot: _Spot) -> None:
    match spot.kind:
        case "if" | "else" | "operand" | "filter":
            _put(spot, ast.Constant(spot.neutral))
        case "term":
            _put(spot, ast.Constant(0.0))
        case "entry":
            del getattr(spot.node, spot.field)[spot.place]
        case "never" | "always" | "nothing":
            assert isinstance(spot.node, ast.FunctionDef)
            spot.node.body = [ast.Return(ast.Constant(0.0 if spot.kind == "nothing" else spot.kind == "always"))]
        case "pass":
            assert isinstance(spot.node, ast.Call)
            spot.node.func = ast.Lambda(
                ast.arguments([], [ast.arg("first")], ast.arg("rest"), [], [], None, []), ast.Name("first", ast.Load())
            )


def _probe(number: int, neutral: bool, value: ast.expr) -> ast.expr:
    return ast.Call(ast.Name(PROBE, ast.Load()), [ast.Constant(number), ast.Constant(neutral), value], [])


def _told(spot: _Spot) -> str:
    if spot.kind in ("never", "always", "nothing"):
        return ""
    if spot.kind == "pass":
        return ast.unparse(spot.node)[:90]
    return ast.unparse(_get(spot)).replace("\n", " ")[:120]
