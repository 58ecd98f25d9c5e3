"""Attack strings for a regular expression, and how long it takes over them.

For every repetition in a pattern (from CPython's own parse of it) strings are made that lead there, repeat what it
repeats many times, and then fail: what a backtracking matcher does with them shows whether it tries every way to split
the run (exponential), or every start and end of it (polynomial).
"""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import re
import signal
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from types import ModuleType
from typing import Any

from agreement_tool.text.whitespace import MOST_IN_A_ROW

_parser: Any = importlib.import_module("re._parser")
SAMPLES = "a1A 第一条款甲，。：（）《》“”_-.、*<\t\n\u3000不的x\\|/:;,%&=年月日"
"""Characters tried where a class or a dot may be anything."""
SUFFIXES = ("\x00", "", "。x", "\n")
_SHORT, _LONG, _STARTS = 26, 6_400, 2_000
"""Repetitions, enough for what doubles with each; and characters, enough for what grows with the square, of so many
repetitions at least: a pattern that begins with many characters finds few starts in a short text."""
_MOST_STRINGS = 400


@dataclass(frozen=True, slots=True)
class Attack:
    """`prefix`, `pump` so many times, `suffix`."""

    prefix: str
    pump: str
    suffix: str

    def text(self, times: int, *, longest: int = 0) -> str:
        """The string. `longest`: so much white space stands in a row at most, and what attacks with it does so
        often."""
        if not longest or not self.pump.isspace() or len(self.pump) * times <= longest:
            return self.prefix + self.pump * times + self.suffix
        run = longest // len(self.pump)
        suffix = self.suffix if self.suffix.strip() else "x"
        return (self.prefix + self.pump * run + suffix) * (times // run)


def attacks(pattern: str, flags: int = 0) -> Iterator[Attack]:
    """Attacks on every repetition of a pattern, without repetition."""
    found: dict[Attack, None] = {}
    for prefix, pumps in _repetitions(_parser.parse(pattern, flags), ""):
        for pump in pumps:
            for before in {prefix, ""}:
                for suffix in SUFFIXES:
                    found[Attack(before, pump, suffix)] = None
    yield from islice(found, _MOST_STRINGS)


def _repetitions(sequence: Any, prefix: str) -> Iterator[tuple[str, list[str]]]:
    """(what leads to it, what it may repeat) for every repetition in a parsed sequence."""
    items = list(sequence)
    for place, (operator, argument) in enumerate(items):
        name = str(operator)
        if name.endswith("_REPEAT") and argument[1] > 2:
            after = _example(items[place + 1 :])
            pumps = [*_examples(argument[2]), *(one + after for one in _examples(argument[2])[:3] if after)]
            yield prefix, list(dict.fromkeys(pump for pump in pumps if pump))
            yield "", [prefix + pumps[0]] if prefix and pumps else []  # what opens again and again, and is never closed
        for inner in _inner(name, argument):
            yield from _repetitions(inner, prefix)
        prefix += _example([(operator, argument)])


def _inner(name: str, argument: Any) -> list[Any]:
    if name.endswith("_REPEAT"):
        return [argument[2]]
    if name in ("SUBPATTERN", "ASSERT"):
        return [argument[-1]]
    if name == "ATOMIC_GROUP":
        return [argument]
    if name == "BRANCH":
        return list(argument[1])
    return []


def _example(sequence: Any) -> str:
    """A short text that a sequence matches; '' where it may match nothing."""
    return "".join(_one(str(operator), argument) for operator, argument in sequence)


def _examples(sequence: Any) -> list[str]:
    """Several short texts that a repeated sequence matches at least once: every branch, several characters of a
    class."""
    items = list(sequence)
    if len(items) == 1:
        name, argument = str(items[0][0]), items[0][1]
        if name in ("IN", "ANY", "NOT_LITERAL", "CATEGORY"):
            return _characters(name, argument)[:8]
        if name == "SUBPATTERN":
            return _examples(argument[-1])
        if name == "BRANCH":
            return [text for branch in argument[1] for text in _examples(branch)[:3]]
        if name.endswith("_REPEAT"):
            return _examples(argument[2])
    return [_filled(items), _filled(items, optional=True)]


def _filled(items: list[Any], *, optional: bool = False) -> str:
    """A text of a sequence; `optional`: with what may be left out."""
    parts = []
    for operator, argument in items:
        name = str(operator)
        if name.endswith("_REPEAT") and optional and argument[0] == 0:
            parts.append(next(iter(_examples(argument[2])), ""))
        else:
            parts.append(_one(name, argument))
    return "".join(parts)


def _one(name: str, argument: Any) -> str:
    if name == "LITERAL":
        return chr(argument)
    if name in ("IN", "ANY", "NOT_LITERAL", "CATEGORY"):
        return next(iter(_characters(name, argument)), "")
    if name == "SUBPATTERN":
        return _example(argument[-1])
    if name == "ATOMIC_GROUP":
        return _example(argument)
    if name == "BRANCH":
        return min((_example(branch) for branch in argument[1]), key=len)
    if name.endswith("_REPEAT"):
        return (_example(argument[2]) * min(argument[0], 20)) if argument[0] else ""
    return ""


def _characters(name: str, argument: Any) -> list[str]:
    if name == "ANY":
        return [char for char in SAMPLES if char != "\n"]
    if name == "NOT_LITERAL":
        return [char for char in SAMPLES if ord(char) != argument]
    entries = argument if name == "IN" else [("CATEGORY", argument)]
    negated = bool(entries) and str(entries[0][0]) == "NEGATE"
    found = [char for char in SAMPLES if _holds(entries, char) != negated]
    named = [
        chr(value) if str(kind) == "LITERAL" else chr(value[0])
        for kind, value in entries
        if str(kind) in ("LITERAL", "RANGE")
    ]
    return found if negated or found else named


def _holds(entries: Any, char: str) -> bool:
    for operator, argument in entries:
        name = str(operator)
        if name == "LITERAL" and ord(char) == argument:
            return True
        if name == "RANGE" and argument[0] <= ord(char) <= argument[1]:
            return True
        if name == "CATEGORY" and re.match(_CATEGORIES[str(argument)], char):
            return True
    return False


_CATEGORIES = {
    "CATEGORY_DIGIT": r"\d",
    "CATEGORY_NOT_DIGIT": r"\D",
    "CATEGORY_SPACE": r"\s",
    "CATEGORY_NOT_SPACE": r"\S",
    "CATEGORY_WORD": r"\w",
    "CATEGORY_NOT_WORD": r"\W",
}


class _TooLongError(Exception):
    """The matcher has not come back in time."""


def seconds(search: Callable[[str], object], text: str, limit: float) -> float:
    """Processor seconds that a search takes, at most about `limit`: the matcher looks for signals now and then."""

    def stop(*_: object) -> None:
        raise _TooLongError

    before = signal.signal(signal.SIGVTALRM, stop)
    began = time.process_time()
    signal.setitimer(signal.ITIMER_VIRTUAL, limit)
    try:
        search(text)
    except _TooLongError:
        return limit
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
    return time.process_time() - began


@dataclass(frozen=True, slots=True)
class Verdict:
    """The worst that was found about a pattern."""

    kind: str
    """'' · exponential · polynomial"""
    attack: Attack | None = None
    seconds: float = 0.0
    """Over some thousand repetitions; for exponential ones, over a few dozen."""


@dataclass(frozen=True, slots=True)
class Use:
    """How the package uses a pattern."""

    place: str = ""
    """module:line"""
    anchored: bool = False
    """Only where it is known to begin (match, fullmatch): nobody tries each start."""
    longest_blank: int = 0
    """So much white space in a row is all that it meets; 0: no bound. Clauses are bounded (text.whitespace); what
    readers see is not."""


def verdict(pattern: str, flags: int = 0, use: Use = Use(), *, limit: float = 0.5, long: bool = False) -> Verdict:
    """What the attacks on a pattern find out; `long`: also what grows with a power of the length."""
    compiled = re.compile(pattern, flags)
    search = compiled.match if use.anchored else compiled.search
    worst = Verdict("")
    tried = tuple(attacks(pattern, flags))
    for attack in tried:
        if seconds(search, attack.text(_SHORT), limit) > limit / 4:
            return Verdict("exponential", attack, limit)
    for attack in tried if long else ():
        times = max(_STARTS, _LONG // len(attack.pump))
        taken = seconds(search, attack.text(times, longest=use.longest_blank), limit)
        if taken > max(worst.seconds, limit / 20):
            half = seconds(search, attack.text(times // 2, longest=use.longest_blank), limit)
            again = seconds(search, attack.text(times, longest=use.longest_blank), limit)
            if taken >= limit or min(taken, again) > 2.8 * half:
                worst = Verdict("polynomial", attack, taken)
            if worst.seconds >= limit:
                break  # no other attack takes longer
    return worst


def patterns_of_the_package() -> dict[tuple[str, int], Use]:
    """(pattern, flags) -> how it is used, for every module of the package. For a process that has imported none."""
    import agreement_tool
    from agreement_tool.text import patterns

    found: dict[tuple[str, int], tuple[str, int]] = {}
    compile_before, compiled_before = re.compile, patterns._compiled

    def note(pattern: Any, flags: Any, frame: Any) -> None:
        module = frame.f_globals.get("__name__", "")
        if isinstance(pattern, str) and module.startswith("agreement_tool"):
            found.setdefault((pattern, int(flags)), (module, frame.f_lineno))

    def compile_noted(pattern: Any, flags: Any = 0) -> Any:
        note(pattern, flags, sys._getframe(1))
        return compile_before(pattern, flags)

    def compiled_noted(pattern: Any, flags: int) -> Any:
        note(pattern, flags, sys._getframe(2))
        return compiled_before(pattern, flags)

    vars(re)["compile"], vars(patterns)["_compiled"] = compile_noted, compiled_noted
    modules: dict[str, ModuleType] = {}
    try:
        for module in pkgutil.walk_packages(agreement_tool.__path__, "agreement_tool."):
            if not module.name.endswith(("__main__", "batch.child")):
                modules[module.name] = importlib.import_module(module.name)
    finally:
        vars(re)["compile"], vars(patterns)["_compiled"] = compile_before, compiled_before
    anchored = {name: frozenset(_anchored_lines(inspect.getsource(module))) for name, module in modules.items()}
    return {
        key: Use(f"{module}:{line}", line in anchored.get(module, ()), 0 if _is_raw(module) else MOST_IN_A_ROW)
        for key, (module, line) in found.items()
    }


_RAW = ("agreement_tool.read", "agreement_tool.store", "agreement_tool.config", "agreement_tool.text.inline")
"""Modules whose patterns meet files as they are sent."""


def _is_raw(module: str) -> bool:
    return module.startswith(_RAW)


def _anchored_lines(source: str) -> Iterator[int]:
    """The lines of patterns that have a name in their module and are only matched there, never searched for."""
    tree = ast.parse(source)
    used: dict[str, set[str]] = {}
    loaded: dict[str, int] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            used.setdefault(node.value.id, set()).add(node.attr)
            loaded[node.value.id] = loaded.get(node.value.id, 0) - 1
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            loaded[node.id] = loaded.get(node.id, 0) + 1
    for node in tree.body:
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call) and isinstance(node.targets[0], ast.Name):
            name = node.targets[0].id
            matched = used.get(name, set())
            if name.startswith("_") and matched and matched <= {"match", "fullmatch"} and not loaded[name]:
                yield from range(node.lineno, (node.end_lineno or node.lineno) + 1)


def main(arguments: list[str]) -> None:
    """Print a line for every pattern that is not linear: exponential ones, and with --long polynomial ones."""
    found = patterns_of_the_package()
    for (pattern, flags), use in found.items():
        one = verdict(pattern, flags, use, long="--long" in arguments)
        if one.kind:
            print(f"{one.kind} {one.seconds:.2f} {use.place} {one.attack!a} {pattern[:80]!a}", flush=True)
    print(f"{len(found)} patterns", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
