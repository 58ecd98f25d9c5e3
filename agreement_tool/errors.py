"""Faults in the run. Each says what went wrong, where, and what to do next; `cli` turns them into one message, exit 2.

Faults in an agreement's *text* are not exceptions: they are `model.Finding` values.
"""

from __future__ import annotations


def halves(text: str) -> tuple[str, str]:
    """The Chinese and the English half of a sentence in both languages; one that is in one language, twice."""
    zh, _, en = text.partition("\x1f")
    return zh, en or zh


def placed(where: str, what: str) -> str:
    """`where: what`, in both languages as soon as one of the two is."""
    if not where:
        return what
    (where_zh, where_en), (zh, en) = halves(where), halves(what)
    return f"{where_zh}：{zh}\x1f{where_en}: {en}"


def on_page(file: str, number: int) -> str:
    """The place of a page (1-based) of a file, in both languages."""
    return f"{file} 第 {number} 页\x1f{file}, page {number}"


def on_line(file: str, number: int, column: int | None = None) -> str:
    """The place of a line, and perhaps a column (1-based), of a file, in both languages."""
    zh, en = (f" 第 {column} 列", f", column {column}") if column is not None else ("", "")
    return f"{file} 第 {number} 行{zh}\x1f{file}, line {number}{en}"


class AgreementError(Exception):
    """A run that cannot go on: `what` happened, `where`, and what to do `next_step`. One sentence each.

    Each may be in both languages, Chinese first, divided by U+001F; the command line shows the chosen one.
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
        parts = [placed(self.where, self.what)]
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
        self._problems: list[tuple[str, str]] = []

    def add(self, path: str, problem: str) -> None:
        """Record `problem` at `path`; each may be in both languages."""
        self._problems.append(halves(placed(path, problem)))

    def raise_if_any(self, kind: type[AgreementError], *, where: str, next_step: str = "") -> None:
        """Raise one `kind` that lists everything recorded, if anything was."""
        if self._problems:
            chinese, english = zip(*self._problems, strict=True)
            raise kind("；".join(chinese) + "\x1f" + "; ".join(english), where=where, next_step=next_step)
