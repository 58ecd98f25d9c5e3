"""Faults in the run. Each says what went wrong, where, and what to do next; `cli` turns them into one message, exit 2.

Faults in an agreement's *text* are not exceptions: they are `model.Finding` values.
"""

from __future__ import annotations

from collections.abc import Iterable


def halves(text: str) -> tuple[str, str]:
    """The Chinese and the English half of a sentence in both languages; one that is in one language, twice."""
    zh, _, en = text.partition("\x1f")
    return zh, en or zh


class AgreementError(Exception):
    """A run that cannot go on: `what` happened, `where`, and what to do `next_step`. One sentence each.

    A sentence may be in both languages, Chinese first, divided by U+001F; the command line shows the chosen one.
    """

    def __init__(self, what: str, *, where: str = "", next_step: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.where = where
        self.next_step = next_step

    def __reduce__(self) -> tuple[object, ...]:
        # Errors cross process boundaries in `batch`; keyword-only fields need help to be rebuilt.
        return (_rebuild, (type(self), self.what, self.where, self.next_step))

    def __str__(self) -> str:
        parts = [f"{self.where}: {self.what}" if self.where else self.what]
        if self.next_step:
            parts.append(self.next_step)
        return "\n".join(parts).replace("\x1f", " / ")


def _rebuild(kind: type[AgreementError], what: str, where: str, next_step: str) -> AgreementError:
    return kind(what, where=where, next_step=next_step)


class SourceError(AgreementError):
    """The source file cannot be read: missing, encrypted, damaged, unsupported, or without text."""


class StoreError(AgreementError):
    """A clause YAML cannot be loaded or written."""


class ConfigError(AgreementError):
    """agreement.toml, an option or an environment variable is wrong."""


class TargetError(AgreementError):
    """A TARGET names nothing: no such file, id, version or git revision."""


class Collected:
    """Collects problems so that a reader hears of all of them at once (the idea is packaging's _ErrorCollector)."""

    def __init__(self) -> None:
        self.problems: list[str] = []

    def add(self, path: str, problem: str) -> None:
        """Record `problem` at `path`."""
        self.problems.append(f"{path}: {problem}" if path else problem)

    def extend(self, problems: Iterable[str]) -> None:
        """Record several at once."""
        self.problems.extend(problems)

    def raise_if_any(self, kind: type[AgreementError], *, where: str, next_step: str = "") -> None:
        """Raise one `kind` that lists everything recorded, if anything was."""
        if self.problems:
            raise kind("; ".join(self.problems), where=where, next_step=next_step)
