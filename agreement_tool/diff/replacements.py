"""Words replaced throughout: told once, so that a reader can pass over them in every clause."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from agreement_tool.diff.inline import edits
from agreement_tool.model import Change, Replacement

THROUGHOUT = 3
"""In so many clauses the same replacement is a decision, not an edit."""
LONGEST = 24
"""Characters of what can be called a name or a term."""


def replacements(changes: Iterable[Change]) -> tuple[Replacement, ...]:
    """The replacements found in at least THROUGHOUT clauses, most frequent first."""
    found: Counter[tuple[str, str]] = Counter()
    for change in changes:
        if change.type in ("text", "heading") and "editorial" not in change.categories:
            found.update({(old.strip(), new.strip()) for old, new in edits(change.segments)})
    return tuple(
        Replacement(old, new, count)
        for (old, new), count in sorted(found.items(), key=lambda item: (-item[1], item[0]))
        if count >= THROUGHOUT and old and new and max(len(old), len(new)) <= LONGEST and not _is_value(old)
    )


def _is_value(text: str) -> bool:
    """Numbers and punctuation are not names."""
    return not any(character.isalpha() for character in text)
