"""What a batch and its children say to each other: frames of eight bytes of length, then a pickle.

Pickles travel only between processes of one run, over pipes that nobody else holds.
"""

from __future__ import annotations

import pickle
import struct
from typing import IO, Any

from agreement_tool.bilingual import Bilingual, Sentence
from agreement_tool.frozen import frozen

_LENGTH = struct.Struct(">Q")


@frozen
class Task:
    """What a child is asked to do."""

    command: str
    name: str
    data: bytes
    options: tuple[tuple[str, str], ...] = ()


@frozen
class Answer:
    """What came of it: `content`, or the failure's kind and words."""

    content: bytes = b""
    findings: int = 0
    kind: str = ""
    """'' when it went well; else as `ledger.Failed.kind`."""
    what: Sentence = ""
    next_step: Sentence = ""
    """As in `AgreementError`; the batch chooses the language."""
    seconds: float = 0.0
    spent: bool = False
    """The child ends after this answer: its memory or a library in it is no longer sound."""


def crashed(error: Exception) -> Answer:
    """The answer for a bug: recorded as what it is."""
    described = f"{type(error).__name__}: {error}"
    return Answer(kind="crash", what=described, next_step=Bilingual("请报告这个文件。", "Please report this file."))


def send(stream: IO[bytes], value: Any) -> None:
    """Write a frame."""
    data = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
    stream.write(_LENGTH.pack(len(data)))
    stream.write(data)
    stream.flush()


def receive(stream: IO[bytes]) -> Any:
    """Read a frame. Raises EOFError when the other side has gone."""
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        raise EOFError
    (length,) = _LENGTH.unpack(head)
    data = stream.read(length)
    if len(data) < length:
        raise EOFError
    return pickle.loads(data)
