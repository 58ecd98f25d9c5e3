"""What a batch has to do: sources found, and a place in the output folder for each."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Literal, get_args

from agreement_tool.bilingual import Bilingual
from agreement_tool.errors import TargetError
from agreement_tool.frozen import frozen
from agreement_tool.read.formats import IN_FOLDERS

Command = Literal["extract", "check", "flag", "export"]
COMMANDS: tuple[Command, ...] = get_args(Command)
YAML_SUFFIXES = frozenset({".yaml", ".yml"})
OUTPUTS: dict[Command, str] = {"extract": ".yaml", "check": ".check.json", "flag": ".flag.json", "export": ".json"}
"""What is added to a source's name to name its output: `用户协议.pdf` -> `用户协议.pdf.yaml`."""
SUFFIXES = IN_FOLDERS | YAML_SUFFIXES
"""What is taken from a folder: every format that can be read, and clause files.

A file that is named is taken whatever its suffix.
"""


@frozen
class Job:
    """One source and where its output goes."""

    source: Path
    output: str
    """Path inside the output folder, with forward slashes."""


def jobs(sources: Sequence[Path], command: Command) -> tuple[Job, ...]:
    """A job for every file named and every readable file in a folder named, each once, in a fixed order.

    Outputs keep the folders below the sources' common parent, so that equal names do not collide and no output
    can leave the output folder. Raises TargetError when a source is missing or there is nothing to do.
    """
    files = sorted({_absolute(file) for source in sources for file in _files(source)})
    if not files:
        raise TargetError(
            Bilingual("没有可处理的文件", "no file to work on"),
            where=", ".join(map(str, sources)),
            next_step=Bilingual("请给出文件，或含有文件的文件夹。", "Name files, or folders that hold some."),
        )
    parent = _common_parent(files)
    return tuple(Job(file, _output(file.relative_to(parent), command)) for file in files)


def _absolute(file: Path) -> Path:
    # Not resolve(): two links to one file are two sources, and a link's own name names the output.
    return Path(os.path.abspath(file))  # noqa: PTH100 - Path.resolve follows links


def _files(source: Path) -> Iterator[Path]:
    if source.is_dir():
        yield from _inside(source)
    elif source.exists():
        yield source
    else:
        raise TargetError(
            Bilingual("没有这个文件或文件夹", "no such file or folder"),
            where=str(source),
            next_step=Bilingual("请检查路径。", "Check the path."),
        )


def _inside(folder: Path) -> Iterator[Path]:
    """Readable files under a folder; hidden ones and linked folders (which may be cycles) are passed over."""
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(parent, name)
            if not name.startswith((".", "~$")) and path.suffix.lower() in SUFFIXES and path.is_file():
                yield path


def _common_parent(files: Iterable[Path]) -> Path:
    return Path(os.path.commonpath([file.parent for file in files]))


def _output(relative: Path, command: Command) -> str:
    return f"{relative.as_posix()}{OUTPUTS[command]}"
