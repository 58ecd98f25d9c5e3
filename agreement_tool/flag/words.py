"""Word lists inside patterns, written as words with blanks between them: a pattern of one line is a pattern one can
read."""

from __future__ import annotations


def one_of(words: str) -> str:
    """A pattern for any of the blank-separated `words`; each may be a short pattern itself."""
    return f"(?:{'|'.join(words.split())})"
