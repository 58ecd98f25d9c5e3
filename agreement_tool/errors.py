"""Faults in the run. Each says what went wrong, where, and what to do next; `cli` turns them into one message, exit 2.

Faults in an agreement's *text* are not exceptions: they are `model.Finding` values.
"""

from __future__ import annotations

from agreement_tool.bilingual import Bilingual, Sentence, bilingual, joined

_LONGEST_LINE = 600
"""Characters of a line of a message: it may quote a stranger's target, key or value, as long as he likes."""


def placed(where: Sentence, what: Sentence) -> Bilingual:
    """`where: what`, in both languages; the middle of very long lines is left out."""
    place, said = (bilingual(each) for each in (where, what))
    if not where:
        return Bilingual(_shortened(said.zh), _shortened(said.en))
    return Bilingual(f"{_shortened(place.zh)}：{_shortened(said.zh)}", f"{_shortened(place.en)}: {_shortened(said.en)}")


def _shortened(text: str) -> str:
    half = _LONGEST_LINE // 2
    lines = (line if len(line) <= _LONGEST_LINE else f"{line[:half]}…{line[-half:]}" for line in text.split("\n"))
    return "\n".join(lines)


def on_page(file: str, number: int) -> Bilingual:
    """The place of a page (1-based) of a file."""
    return Bilingual(f"{file} 第 {number} 页", f"{file}, page {number}")


def on_line(file: str, number: int, column: int | None = None) -> Bilingual:
    """The place of a line, and perhaps a column (1-based), of a file."""
    zh, en = (f" 第 {column} 列", f", column {column}") if column is not None else ("", "")
    return Bilingual(f"{file} 第 {number} 行{zh}", f"{file}, line {number}{en}")


class AgreementError(Exception):
    """A run that cannot go on: `what` happened, `where`, and what to do `next_step`. One sentence each.

    Each is in both languages, or a plain string that serves both; the command line shows the chosen one.
    """

    def __init__(self, what: Sentence, *, where: Sentence = "", next_step: Sentence = "") -> None:
        super().__init__(what)
        self.what = what
        self.where = where
        self.next_step = next_step
        self.problems: tuple[Bilingual, ...] = ()
        """Each fault by itself, where `what` lists several; lost between processes."""

    def __reduce__(self) -> tuple[object, ...]:
        # Errors cross process boundaries in `batch`; keyword-only fields need help to be rebuilt.
        return (_rebuild, (type(self), self.what, self.where, self.next_step))

    def __str__(self) -> str:
        parts = [str(placed(self.where, self.what))]
        if self.next_step:
            parts.append(str(self.next_step))
        return "\n".join(parts)


def _rebuild(kind: type[AgreementError], what: Sentence, where: Sentence, next_step: Sentence) -> AgreementError:
    return kind(what, where=where, next_step=next_step)


class SourceError(AgreementError):
    """The source file cannot be read: missing, encrypted, damaged, unsupported, or without text."""


class StoreError(AgreementError):
    """A clause YAML cannot be loaded or written."""


class ConfigError(AgreementError):
    """agreement.toml, an option or an environment variable is wrong."""


class TargetError(AgreementError):
    """A TARGET names nothing: no such file, id, version or git revision."""


_MOST_LISTED = 100
"""Problems that one message lists."""


class Collected:
    """Collects problems so that a reader hears of all of them at once (the idea is packaging's _ErrorCollector)."""

    def __init__(self) -> None:
        self._problems: list[Bilingual] = []

    def add(self, path: Sentence, problem: Sentence) -> None:
        """Record `problem` at `path`."""
        self._problems.append(placed(path, problem))

    def raise_if_any(self, kind: type[AgreementError], *, where: Sentence, next_step: Sentence = "") -> None:
        """Raise one `kind` that lists everything recorded, if anything was."""
        if self._problems:
            rest = len(self._problems) - _MOST_LISTED
            more = [Bilingual(f"另有 {rest} 处", f"and {rest} more")] if rest > 0 else []
            listed = self._problems[:_MOST_LISTED]
            error = kind(joined([*listed, *more], "；", "; "), where=where, next_step=next_step)
            error.problems = tuple(listed)
            raise error
