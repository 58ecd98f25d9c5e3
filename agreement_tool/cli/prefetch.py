"""The source file of a command line is being read before the command line is: importing Typer takes as long."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from agreement_tool.cli.language import LANGUAGES
from agreement_tool.read.formats import BY_SUFFIX
from agreement_tool.read.subprocess_reader import prefetch as begin_reading
from agreement_tool.read.subprocess_reader import use_children

READING = frozenset({"extract", "show", "check", "flag", "export"})
"""Commands whose TARGET is read as it is; `diff` begins with two at once by itself."""
CHANGING = ("--reader", "--ocr", "--password-env", "--help", "-h")
"""With these it is read otherwise, or not at all."""


def _is_prefetched(path: Path) -> bool:
    form = BY_SUFFIX.get(path.suffix.lower())
    return form is not None and form.prefetched


def prefetch(arguments: Sequence[str]) -> None:
    """Let child processes read from now on; begin with the file that `arguments` name, where they name just one."""
    use_children()
    words = [word for word in arguments if not word.startswith("-") and word not in LANGUAGES]
    if not words or words[0] not in READING or any(word.startswith(CHANGING) for word in arguments):
        return
    sources = [path for path in map(Path, words) if _is_prefetched(path) and path.is_file()]
    if len(sources) == 1:
        begin_reading(sources[0])
