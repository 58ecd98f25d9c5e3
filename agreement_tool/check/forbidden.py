"""Wording that a company forbids, found in an agreement's clauses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from agreement_tool.model import Agreement, Clause, Evidence
from agreement_tool.model.standard import ForbiddenUse, ForbiddenWording
from agreement_tool.text import sentences
from agreement_tool.text.wording import Folded, fold, wording

REACH = 20
"""Characters of the same sentence that … stands for, at most."""


def forbidden_uses(agreement: Agreement, wordings: Sequence[ForbiddenWording]) -> Iterator[ForbiddenUse]:
    """Every use in reading order; width and spacing do not count."""
    looked_for = [(each, _pattern(each.words), tuple(map(wording, each.unless))) for each in wordings]
    for clause in agreement.walk():
        for in_heading, text in ((True, clause.heading), (False, clause.text)):
            yield from _in_text(clause, text, in_heading, looked_for) if text else ()


def _pattern(words: str) -> re.Pattern[str]:
    first, *behind = (re.escape(wording(piece)) for piece in re.split("…+", words) if wording(piece))
    # Atomic: what follows … is taken where it first comes, so that many of them do not try every division.
    return re.compile(first + "".join(f"(?>[^。！？；!?;]{{0,{REACH}}}?{piece})" for piece in behind))


def _in_text(
    clause: Clause,
    text: str,
    in_heading: bool,
    looked_for: Sequence[tuple[ForbiddenWording, re.Pattern[str], tuple[str, ...]]],
) -> Iterator[ForbiddenUse]:
    start = 0
    for sentence in sentences.split(text):
        folded = fold(sentence)
        for each, pattern, unless in looked_for:
            if any(excuse in folded.text for excuse in unless if excuse):
                continue
            for match in pattern.finditer(folded.text):
                evidence = _evidence(folded, match, sentence, start)
                yield ForbiddenUse(each, clause.eid, evidence, sentence.strip(), in_heading)
        start += len(sentence)


def _evidence(folded: Folded, match: re.Match[str], sentence: str, start: int) -> Evidence:
    begin, end = folded.at[match.start()], folded.at[match.end()]
    shown = sentence[begin:end].rstrip()
    return Evidence(start + begin, start + begin + len(shown), shown)
