"""Lists that stand at the same level of an agreement, and so should be printed alike."""

from __future__ import annotations

from collections import Counter

from agreement_tool.frozen import frozen
from agreement_tool.model import Label
from agreement_tool.text.labels import style
from agreement_tool.text.outline import Numbered, NumberedList, Outline, counting_family


@frozen
class Peers:
    """All lists of one counting family at one depth of one part (main text or attachment)."""

    lists: tuple[NumberedList, ...]
    model: Label
    """A label in the level's prevailing style; a tie goes to the style printed first."""

    @property
    def members(self) -> tuple[Numbered, ...]:
        """Every numbered clause of the level, in reading order."""
        return tuple(member for run in self.lists for member in run.members)


def peers(outline: Outline) -> tuple[Peers, ...]:
    """The agreement's levels, in reading order."""
    levels: dict[tuple[str, ...], list[NumberedList]] = {}
    for run in outline.lists:
        levels.setdefault((run.part, str(run.number_depth), *counting_family(run.first.label)), []).append(run)
    return tuple(Peers(tuple(lists), _model(lists)) for lists in levels.values())


def _model(lists: list[NumberedList]) -> Label:
    labels = [member.label for run in lists for member in run.members]
    prevailing = Counter(style(label) for label in labels).most_common(1)[0][0]
    return next(label for label in labels if style(label) == prevailing)
