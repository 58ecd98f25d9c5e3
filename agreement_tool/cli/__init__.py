"""The command line: parses options, calls `pipeline`, renders, chooses the exit code. One file a command."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agreement_tool.bounds import Limits


def main() -> None:
    """Console script `agreement`. A bug prints its traceback and exits 2: exit 1 means findings, and CI believes it.

    The work is done in a child process within bounds (`guard`).
    """
    from agreement_tool.cli import streams

    streams.open_streams()
    # --help alone opens nobody's file: there is nothing to read ahead, and no bound to keep.
    if all(argument.startswith("-") for argument in sys.argv[1:]):
        _run(())
        return
    from agreement_tool.cli import guard

    guard.run_in_child(sys.argv[1:], _lost_child_message)
    try:
        _run(sys.argv[1:])
    except SystemExit as ended:
        guard.ends_with(ended.code)
        raise


def _run(to_prefetch: Sequence[str]) -> None:
    try:
        if to_prefetch:
            from agreement_tool.cli.prefetch import prefetch

            prefetch(to_prefetch)

        from agreement_tool.cli.root import root

        root.main()
    except KeyboardInterrupt:
        sys.exit(130)
    except Exception as error:
        from agreement_tool import bounds

        bounds.remove_limits()  # what is to be said needs memory, which may be what was lacking
        if isinstance(error, MemoryError):
            print(_lost_child_message(0, bounds.limits()), file=sys.stderr)
            sys.exit(2)
        import traceback

        traceback.print_exc()
        sys.exit(2)


def _lost_child_message(number: int, limits: Limits) -> str:
    """The message about a child that a signal has ended: its time was over, or native code has crashed. 0: memory ran
    out."""
    import signal

    from agreement_tool import bounds
    from agreement_tool.bilingual import Bilingual
    from agreement_tool.cli.language import asked_for, error_message
    from agreement_tool.errors import placed
    from agreement_tool.text.inline import visible

    lang, place = asked_for(sys.argv[1:]), bounds.current_file()
    if not number:
        return visible(error_message(placed(place, bounds.too_large(limits)), bounds.RAISE_MEMORY, lang))
    if number == getattr(signal, "SIGXCPU", 0):
        return visible(error_message(placed(place, bounds.too_long(limits)), bounds.RAISE_TIME, lang))
    what = Bilingual(
        f"处理它的进程中途终止（signal {number}）：文件已损坏，或含恶意内容",
        f"the process that worked on it was lost (signal {number}): the file is damaged or made to do harm",
    )
    return visible(error_message(placed(place, what), bounds.RAISE_MEMORY, lang))
