from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreement_tool.read.pdf.symbols import plain_symbols


@pytest.mark.parametrize(
    ("text", "font", "shown"),
    [
        ("\uf0b7", "SymbolMT", "•"),
        ("\uf0b7", "", "•"),
        ("\uf06c", "Wingdings-Regular", "●"),
        ("\uf06c", "OpenSymbol", "●"),
        ("l", "Wingdings-Regular", "●"),
        ("£ R", "Wingdings2", "□ ☑"),
        ("\uf052", "Wingdings2", "☑"),
    ],
)
def test_a_symbol_fonts_codes_become_what_they_show(text: str, font: str, shown: str) -> None:
    assert plain_symbols(text, font) == shown


def test_the_same_codes_in_other_fonts_stay() -> None:
    assert plain_symbols("£100 long", "SimSun") == "£100 long"


def test_symbol_fonts_are_left_alone_where_they_hold_letters() -> None:
    assert plain_symbols("abc", "SymbolMT") == "abc"


@given(st.text(), st.sampled_from(["", "SimSun", "SymbolMT", "Wingdings", "Wingdings2"]))
def test_one_character_for_one(text: str, font: str) -> None:
    assert len(plain_symbols(text, font)) == len(text)
