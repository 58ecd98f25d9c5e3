"""What every command shares: the language, how much to say, and where talk and data go.

Data goes to stdout or to `-o FILE` (`write`), talk to stderr (`say`). Nothing else writes.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click

from agreement_tool.bilingual import Bilingual
from agreement_tool.cli.language import Language
from agreement_tool.errors import ConfigError


@dataclass(slots=True)
class Session:
    """One run of the tool."""

    lang: Language = "zh"
    quiet: bool = False

    def say(self, zh: str, en: str) -> None:
        """Tell the person at the terminal; silent under --quiet."""
        if not self.quiet:
            print_error(self.pick(zh, en))

    def pick(self, zh: str, en: str) -> str:
        """The text in the session's language."""
        return en if self.lang == "en" else zh


def in_workflow() -> bool:
    """Whether a GitHub runner reads what is printed, and obeys some of it."""
    return os.environ.get("GITHUB_ACTIONS") == "true"


def print_error(text: str) -> None:
    """A line on stderr. Names and texts come from strangers' files: none of them may move the cursor."""
    from agreement_tool.text.inline import visible
    from agreement_tool.text.spelled import for_workflow

    text = for_workflow(text) if in_workflow() else text
    # Where stderr is full or its reader has gone, nothing can be said.
    with contextlib.suppress(OSError):
        click.echo(visible(text), err=True)


def session() -> Session:
    """The running command's session."""
    return click.get_current_context().ensure_object(Session)


def write(
    data: str | bytes | Iterator[bytes], output: Path | None, *, commands: bool = False, in_place: bool = False
) -> None:
    """Data to stdout, or atomically to `output`. `-` is stdout. `commands`: a GitHub runner is to obey its lines.
    `in_place`: the file is an input that is to be changed, text as it is. Pieces are written as they come.

    Raises StoreError where the file or stdout cannot be written, BrokenPipeError where nobody reads stdout any more.
    """
    if output is None or str(output) == "-":
        try:
            _to_stdout(data, commands=commands)
        except BrokenPipeError:
            raise
        except (OSError, ValueError) as error:
            raise _unwritable(error) from error
        return
    from agreement_tool.store.files import write_atomic
    from agreement_tool.text.spelled import for_terminal

    if not in_place:
        refuse_input(output)
        data = for_terminal(data, coloured=False) if isinstance(data, str) else data
    write_atomic(output, data)


def refuse_input(output: Path) -> None:
    """Raise ConfigError when `output` is a file that the command line names as an input, or any clause file."""
    context = click.get_current_context(silent=True)
    named = _named_files(context) if context else ()
    if output.exists() and (output.suffix in (".yaml", ".yml") or any(map(output.samefile, named))):
        raise ConfigError(
            Bilingual("输出会覆盖输入", "the output would replace an input"),
            where=str(output),
            next_step=Bilingual("用 -o 另选位置。", "Choose another place with -o."),
        )


def _named_files(context: click.Context) -> Iterator[Path]:
    """The files among the values of the command's parameters, but for those it writes to."""
    for name, value in context.params.items():
        if name not in _WRITTEN:
            for each in value if isinstance(value, (list, tuple)) else (value,):
                if isinstance(each, (str, Path)) and each and _is_file(Path(each)):
                    yield Path(each)


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


_WRITTEN = frozenset({"output", "write_baseline", "baseline", "evidence", "out"})
"""Parameters that name what is written; a baseline is read and written anew."""


def _unwritable(error: OSError | ValueError) -> Exception:
    from agreement_tool.cli.streams import discard_stdout
    from agreement_tool.errors import StoreError

    discard_stdout()
    reason = getattr(error, "strerror", None) or str(error)
    return StoreError(
        Bilingual(f"无法写入标准输出：{reason}", f"stdout cannot be written: {reason}"),
        next_step=Bilingual("用 -o 写入文件。", "Write to a file with -o."),
    )


def _to_stdout(data: str | bytes | Iterator[bytes], *, commands: bool) -> None:
    # A lone surrogate becomes \udXXX, which is also what JSON wants.
    raw = _printable(data, commands=commands) if isinstance(data, str) else data
    sys.stdout.flush()
    stream, last = sys.stdout.buffer, b""
    for piece in (raw,) if isinstance(raw, bytes) else raw:
        stream.write(piece)
        last = piece or last
    if last and not last.endswith(b"\n") and sys.stdout.isatty():
        stream.write(b"\n")
    stream.flush()


def _printable(text: str, *, commands: bool) -> bytes:
    from agreement_tool.text.spelled import for_terminal, for_workflow

    shown = for_terminal(text, coloured=colours(sys.stdout.isatty()))
    if in_workflow() and not commands:
        shown = for_workflow(shown)
    return shown.encode("utf-8", "backslashreplace")


def colours(stream_is_terminal: bool) -> bool:
    """Whether to colour: a terminal, and NO_COLOR (no-color.org) not set."""
    return stream_is_terminal and not os.environ.get("NO_COLOR")
