"""Marks of lists that a browser draws and does not write."""

import pytest

from agreement_tool.read.pdf.bullets import BULLET, dots_of, drawn_bullet
from agreement_tool.read.pdf.page import Fill, TextStyle
from agreement_tool.read.pdf.rows import Char, row_of

BLACK, WHITE = (0, 0, 0), (255, 255, 255)
STYLE = TextStyle("NotoSerifCJK", 1, 11.0)
ROW = row_of(1, 200.0, [Char("服", 100.0, 111.0, STYLE), Char("务", 111.0, 122.0, STYLE)])


@pytest.mark.parametrize(
    ("fill", "mark"),
    [
        (Fill(87.0, 193.7, 91.5, 198.2, BLACK), BULLET),
        (Fill(87.0, 193.7, 91.5, 198.2, WHITE), None),
        (Fill(87.0, 177.7, 91.5, 182.2, BLACK), None),  # of the line above
        (Fill(40.0, 193.7, 44.5, 198.2, BLACK), None),  # too far
        (Fill(60.0, 193.7, 91.5, 198.2, BLACK), None),  # a stroke
        (Fill(80.0, 180.0, 98.0, 198.0, BLACK), None),  # a picture's ground
    ],
)
def test_a_disc_before_a_line_is_the_mark_of_a_list(fill: Fill, mark: str | None) -> None:
    assert drawn_bullet(ROW, dots_of([fill])) == mark
