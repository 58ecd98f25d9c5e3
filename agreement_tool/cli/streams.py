"""The three standard streams, whatever whoever started the process has made of them."""

from __future__ import annotations

import os
import sys


def open_streams() -> None:
    """Have all three open, writing UTF-8: a closed one must not lend its number to a file that is opened later.

    What is written to a closed stdout fails, and is told; what is written to a closed stderr is lost.
    """
    for number, mode in ((0, os.O_RDONLY), (1, os.O_RDONLY), (2, os.O_WRONLY)):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, mode)  # the lowest free number, which is this one
    for name, number in (("stdout", 1), ("stderr", 2)):
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(number, "w", encoding="utf-8", closefd=False))
        # Agreements are Chinese whatever the locale says; a lone surrogate must not stop an error message.
        getattr(sys, name).reconfigure(encoding="utf-8", errors="backslashreplace")


def flush_stdout() -> None:
    """Write what is still to be written, or else let it go: the interpreter's own attempt would change the exit
    code."""
    try:
        sys.stdout.flush()
    except (OSError, ValueError):
        discard_stdout()


def discard_stdout() -> None:
    """Let what is still to be written to stdout go nowhere: its reader has gone, or its disk is full."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
