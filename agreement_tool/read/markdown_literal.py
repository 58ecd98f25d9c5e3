"""Signs that an author of an agreement types for themselves, and that Markdown takes for emphasis.

`甲方______（盖章）______` would lose its blanks, `2*3*4` its multiplication signs. They are written as character
references, which say the same inside HTML; code spans have no references and stay as they are.
"""

from __future__ import annotations

import re

_BLANK = re.compile(r"_{3,}")
"""A blank to be filled in."""
_ALONE = re.compile(r"\s*_+\s*\Z")
"""A line of its own is a rule in Markdown, and shown as one."""
_STAR = re.compile(r"(?<![*\\\s])\*(?=[^*\s])")
"""A lone asterisk inside a line of text."""


def literal(line: str) -> str:
    """The line with blanks and multiplication signs as they were typed."""
    if "`" in line or not ("___" in line or "*" in line):
        return line
    if not _ALONE.match(line):
        line = _BLANK.sub(lambda blank: "&#95;" * len(blank.group()), line)
    stars = list(_STAR.finditer(line))
    # 每月10元*3个月*2人: a figure behind every one of them, which no emphasis ends with.
    if stars and all(line[star.end()].isdigit() for star in stars):
        line = _STAR.sub("&#42;", line)
    return line
