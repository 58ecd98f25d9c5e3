"""Comments of a clause file: which clause each belongs to. YAML readers drop them; `# agreement: ignore[…]` must
live."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence

from agreement_tool.store.nodes import Scalar
from agreement_tool.text.patterns import compiled

_COMMENT = compiled(r"(?:^|(?<=[ \t]))#.*")
_BLOCK_HEADER = compiled(r"[^|>]*(?:[|>](?![-+0-9]*+(?:[ \t]|$))[^|>]*)*+[|>][-+0-9]*+")


def comments(text: str, scalars: Sequence[Scalar], starts: Sequence[tuple[int, str]]) -> Mapping[str, tuple[str, ...]]:
    """Comment lines by the eid of their clause ('' for the head), each from its '#' on.

    `starts`: (0-based line, eid) of every clause, ascending. A comment on lines of its own belongs to the clause that
    begins right below it, else, like one behind a value, to the clause it stands in.
    """
    if "#" not in text:
        return {}
    lines = text.split("\n")
    found = _found(lines, scalars)
    below = _content_below(lines, found)
    owners: dict[str, list[str]] = {}
    for number, (comment, alone) in sorted(found.items()):
        owners.setdefault(_owner(number, alone, below, starts), []).append(comment)
    return {eid: tuple(of_clause) for eid, of_clause in owners.items()}


def _found(lines: Sequence[str], scalars: Sequence[Scalar]) -> dict[int, tuple[str, bool]]:
    """0-based line -> (comment, whether it stands alone on its line)."""
    inside, behind = _text_regions(lines, scalars)
    found = {}
    for number, line in enumerate(lines):
        if "#" not in line or number in inside:
            continue
        column = behind.get(number, 0)
        match = _COMMENT.search(line, column)
        if match:
            found[number] = (match[0].rstrip(), not line[: match.start()].strip())
    return found


def _text_regions(lines: Sequence[str], scalars: Sequence[Scalar]) -> tuple[set[int], dict[int, int]]:
    """Lines wholly inside a scalar, and for the others the column behind their last scalar."""
    inside: set[int] = set()
    behind: dict[int, int] = {}
    for scalar in scalars:
        if scalar.style in ("|", ">"):
            header = _BLOCK_HEADER.match(lines[scalar.line], behind.get(scalar.line, 0))
            behind[scalar.line] = header.end() if header else 0
            inside.update(_block_lines(lines, scalar))
        else:
            inside.update(range(scalar.line + 1, scalar.end_line))
            behind[scalar.end_line] = scalar.end_column
    return inside, behind


def _block_lines(lines: Sequence[str], scalar: Scalar) -> range:
    """A block scalar's lines: as many as its text has, for libyaml's end mark runs over the comments behind it."""
    last = min(scalar.end_line + 1, len(lines))
    first = next((number for number in range(scalar.line + 1, last) if lines[number].strip()), last)
    indent = len(lines[first]) - len(lines[first].lstrip(" ")) if first < last else 0
    end = first
    while end < last and (not lines[end].strip() or len(lines[end]) - len(lines[end].lstrip(" ")) >= max(indent, 1)):
        end += 1
    return range(scalar.line + 1, end)


def _content_below(lines: Sequence[str], found: Mapping[int, tuple[str, bool]]) -> Mapping[int, int]:
    """Line of a comment -> the next line that is neither blank nor a comment alone; -1 where there is none."""
    following, below = -1, {}
    for number in range(len(lines) - 1, -1, -1):
        if number in found:
            below[number] = following
        if lines[number].strip() and not found.get(number, ("", False))[1]:
            following = number
    return below


def _owner(number: int, alone: bool, below: Mapping[int, int], starts: Sequence[tuple[int, str]]) -> str:
    place = bisect_right(starts, (number, "\U0010ffff"))
    if alone and place < len(starts) and starts[place][0] == below[number]:
        return starts[place][1]
    return starts[place - 1][1] if place else ""
