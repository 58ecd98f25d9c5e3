"""Text as rich prints it for a terminal of some width, as a string."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import TYPE_CHECKING

from agreement_tool.text.inline import pictured

if TYPE_CHECKING:
    from rich.console import Console


def printed(show: Callable[[Console], None], *, width: int, colour: bool) -> str:
    """What `show` prints, no blanks at the ends of lines; without `colour`, control characters are shown as
    pictures."""
    from rich.console import Console

    stream = io.StringIO()
    console = Console(
        file=stream,
        width=width,
        force_terminal=colour,
        no_color=not colour,
        color_system="standard" if colour else None,
        highlight=False,
        emoji=False,
        legacy_windows=False,
    )
    show(console)
    text = "\n".join(line.rstrip() for line in stream.getvalue().splitlines()) + "\n"
    return text if colour else pictured(text)
