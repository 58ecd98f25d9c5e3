"""Page lists as people write them: 1-3, 5."""

from __future__ import annotations

from collections.abc import Iterable

from agreement_tool.bilingual import Bilingual
from agreement_tool.text.patterns import compiled

_RANGE = compiled(r"([0-9]{1,7})(?:-([0-9]{1,7}))?")
MOST = 100_000
"""Pages that the ranges of one file may stand for; eight bytes must not make us build millions."""


class PagesError(ValueError):
    """A written list of pages that cannot be read; `message` quotes the place."""

    def __init__(self, message: Bilingual) -> None:
        super().__init__(str(message))
        self.message = message


def write_pages(pages: Iterable[int]) -> str:
    """(1, 2, 3, 5) -> '1-3, 5'. Order and repetition are kept: only runs of successors are shortened."""
    runs: list[list[int]] = []
    for page in pages:
        if runs and page == runs[-1][-1] + 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)


def read_pages(written: str, most: int = MOST) -> tuple[int, ...]:
    """The pages that `write_pages` wrote. Raises PagesError for anything else, and for more than `most` pages."""
    pages: list[int] = []
    for piece in filter(None, (part.strip() for part in written.split(","))):
        match = _RANGE.fullmatch(piece)
        if match is None:
            raise PagesError(
                Bilingual(
                    f"{piece!r} 不是页码，也不是 1-3 这样的范围",
                    f"{piece!r} is neither a page nor a range of pages such as 1-3",
                )
            )
        first, last = int(match[1]), int(match[2] or match[1])
        if last < first:
            raise PagesError(Bilingual(f"{piece!r} 不是页码范围", f"{piece!r} is not a range of pages"))
        if last - first + len(pages) >= most:
            raise PagesError(
                Bilingual(f"全文件的页码超过 {MOST:,} 个", f"the pages of the file are more than {MOST:,}")
            )
        pages.extend(range(first, last + 1))
    return tuple(pages)
