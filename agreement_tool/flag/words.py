"""Word lists inside patterns, written as words with blanks between them: a pattern of one line is a pattern one can
read."""

from __future__ import annotations


def one_of(*lists: str) -> str:
    """A pattern for any of the blank-separated words of `lists`; each word may be a short pattern itself."""
    return f"(?:{'|'.join(word for words in lists for word in words.split())})"
