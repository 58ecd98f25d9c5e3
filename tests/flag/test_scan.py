"""Terms are found whole."""

from __future__ import annotations

from agreement_tool.flag.ruleset import Lexicon
from agreement_tool.flag.scan import scanner_of


def test_a_text_that_ends_in_half_a_term_holds_no_whole_one() -> None:
    known = scanner_of([Lexicon("x", ("term", "termination"))])
    assert known.find("term") == {0: [(0, 4)]}
    assert known.find("不得term") == {0: [(2, 6)]}
    assert known.find("termination") == {0: [(0, 11)]}
