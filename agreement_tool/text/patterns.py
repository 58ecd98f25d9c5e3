"""Regular expressions, compiled once and kept beside the compiled modules.

The tool speaks in some six hundred patterns; `re` needs about 0.1 s to compile those that one command uses, each time
it starts. What `re` makes of them, a list of numbers, is therefore kept in `__pycache__` by the rules of .pyc files: a
file per Python version, not written where PYTHONDONTWRITEBYTECODE says so or the folder is read-only, and anything
unexpected in it only means that patterns are compiled as ever. See docs/decisions/0032-patterns-compiled-once.md.
"""

from __future__ import annotations

import atexit
import contextlib
import importlib
import json
import os
import re
import sys
import zlib
from array import array
from functools import cache
from pathlib import Path
from typing import Any

from agreement_tool.version import __version__

try:
    _sre: Any = importlib.import_module("_sre")
    _compiler: Any = importlib.import_module("re._compiler")
    _parser: Any = importlib.import_module("re._parser")
except ImportError:  # another implementation of Python, or one that has moved them
    _sre = None

_Key = tuple[str | bytes, int]
_Program = tuple[int, int, dict[str, int], bytes]
"""Flags, groups, numbers of the named groups, code (32-bit numbers)."""


def compiled(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """`re.compile(pattern, flags)`, from the store where it is known there. For patterns the package itself writes."""
    found: re.Pattern[str] = _compiled(pattern, int(flags))
    return found


def compiled_bytes(pattern: bytes, flags: int = 0) -> re.Pattern[bytes]:
    """`compiled` for patterns over bytes."""
    found: re.Pattern[bytes] = _compiled(pattern, int(flags))
    return found


@cache
def _compiled(pattern: str | bytes, flags: int) -> Any:
    program = _STORE.get(pattern, flags)
    if program is None:
        return re.compile(pattern, flags)
    effective, groups, numbers, code = program
    names: list[str | None] = [None] * (groups + 1)
    for name, number in numbers.items():
        names[number] = name
    return _sre.compile(pattern, effective, array("I", code).tolist(), groups, numbers, tuple(names))


class Store:
    """The programs kept in one file; new ones are added to it when the process ends."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._kept: dict[_Key, _Program] = _read(path) if path else {}
        self._new: dict[_Key, _Program] = {}

    def get(self, pattern: str | bytes, flags: int) -> _Program | None:
        """The program of a pattern, made now if need be; None where this Python does not show its programs."""
        key = pattern, flags
        program = self._kept.get(key) or self._new.get(key)
        if program is None and self._path is not None:
            program = _program(pattern, flags)
            if program is not None:
                if not self._new:
                    atexit.register(self.write)
                self._new[key] = program
        return program

    def write(self) -> None:
        """Put the new programs into the file, with those another process has put there meanwhile."""
        if self._path is None or not self._new or sys.dont_write_bytecode:
            return
        import tempfile

        payload = _payload({**_read(self._path), **self._new})
        with contextlib.suppress(OSError):
            self._path.parent.mkdir(exist_ok=True)
            handle, name = tempfile.mkstemp(prefix=self._path.name, dir=self._path.parent)
            with os.fdopen(handle, "wb") as file:
                file.write(_header(payload) + payload)
            Path(name).chmod(0o644)  # like a .pyc: whoever runs the package may read it
            Path(name).replace(self._path)
        self._new.clear()


def _program(pattern: str | bytes, flags: int) -> _Program | None:
    """What `re.compile` hands to `_sre.compile` (CPython's re/_compiler.py, `compile`)."""
    try:
        parsed = _parser.parse(pattern, flags)
        code = _compiler._code(parsed, flags)
    except AttributeError:
        return None
    state = parsed.state
    return int(flags | state.flags), state.groups - 1, dict(state.groupdict), array("I", code).tobytes()


def _payload(programs: dict[_Key, _Program]) -> bytes:
    """A line of JSON that lists the programs, then their code, one behind the other."""
    rows = [
        [
            pattern if isinstance(pattern, str) else pattern.decode("latin-1"),
            isinstance(pattern, str),
            flags,
            *rest,
            len(code),
        ]
        for (pattern, flags), (*rest, code) in programs.items()
    ]
    return json.dumps(rows).encode() + b"\n" + b"".join(code for *_, code in programs.values())


def _header(payload: bytes) -> bytes:
    """Says which Python, which release and which bytes: any other is not read."""
    build = f"3 {sys.implementation.cache_tag} {_sre.MAGIC} {sys.byteorder} {__version__}\n"
    return build.encode() + b"%08x\n" % zlib.crc32(payload)


def _read(path: Path) -> dict[_Key, _Program]:
    with contextlib.suppress(OSError, ValueError):
        data = path.read_bytes()
        start = data.index(b"\n", data.index(b"\n") + 1) + 1
        if data[:start] == _header(data[start:]):
            return _programs(data, start)
    return {}


def _programs(data: bytes, start: int) -> dict[_Key, _Program]:
    at = data.index(b"\n", start) + 1
    programs: dict[_Key, _Program] = {}
    for pattern, is_text, flags, effective, groups, numbers, length in json.loads(data[start:at]):
        key = pattern if is_text else pattern.encode("latin-1")
        programs[key, flags] = effective, groups, numbers, data[at : at + length]
        at += length
    return programs


def _beside_compiled_modules() -> Path | None:
    """This module's .pyc with another suffix, wherever this Python keeps those."""
    cached = __spec__.cached if __spec__ else None
    ready = _sre is not None and array("I").itemsize == 4 == _sre.CODESIZE
    return Path(cached).with_suffix(".regex") if cached and ready else None


_STORE = Store(_beside_compiled_modules())
