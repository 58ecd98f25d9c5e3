"""Ruled tables come out as tables; frames and stray boxes do not."""

from __future__ import annotations

from reportlab.pdfgen.canvas import Canvas

from agreement_tool.model import Line
from tests.read.pdf.making import LEFT, TOP, Draw, body, lines, pdf, texts, together

WIDTH, HEIGHT = 80.0, 20.0


def cell(column: int, row: int, text: str, *, columns: int = 1, rows: int = 1) -> Draw:
    def draw(canvas: Canvas) -> None:
        x, y = LEFT + column * WIDTH, TOP - row * HEIGHT
        canvas.rect(x, y - rows * HEIGHT, columns * WIDTH, rows * HEIGHT)
        canvas.drawString(x + 4, y - 15, text)

    return draw


def grid(found: Line) -> list[list[tuple[str, int, int]]]:
    return [[("".join(s.text for s in c.spans), c.colspan, c.rowspan) for c in row] for row in found.rows]


def test_a_table_is_one_line_with_its_rows_and_cells() -> None:
    data = pdf(together(cell(0, 0, "名称"), cell(1, 0, "数量"), cell(0, 1, "花洒"), cell(1, 1, "10")))
    (table,) = lines(data)
    assert grid(table) == [[("名称", 1, 1), ("数量", 1, 1)], [("花洒", 1, 1), ("10", 1, 1)]]
    assert table.text == "名称\t数量\n花洒\t10"
    assert table.starts is True


def test_merged_cells_tell_how_much_they_cover() -> None:
    data = pdf(
        together(cell(0, 0, "合计", columns=2), cell(2, 0, "备注", rows=2), cell(0, 1, "单价"), cell(1, 1, "税额"))
    )
    (table,) = lines(data)
    assert grid(table) == [[("合计", 2, 1), ("备注", 1, 2)], [("单价", 1, 1), ("税额", 1, 1)]]


def test_text_around_a_table_stays_around_it() -> None:
    table = together(cell(0, 1, "名称"), cell(1, 1, "数量"))
    found = lines(pdf(together(body("一、产品如下："), table, body("二、交货日期：", first=TOP - 80))))
    assert texts(found) == ["一、产品如下：", "名称\t数量", "二、交货日期："]


def test_a_cell_wrapped_over_two_rows_is_joined() -> None:
    def wrapped(canvas: Canvas) -> None:
        canvas.drawString(LEFT + 4, TOP - 15, "上海渠易网络")
        canvas.drawString(LEFT + 4, TOP - 35, "科技有限公司")

    (table,) = lines(pdf(together(cell(0, 0, "", rows=2), cell(1, 0, "甲方", rows=2), wrapped)))
    assert grid(table) == [[("上海渠易网络科技有限公司", 1, 1), ("甲方", 1, 1)]]


def test_a_frame_around_a_paragraph_is_not_a_table() -> None:
    def frame(canvas: Canvas) -> None:
        canvas.rect(LEFT - 10, TOP - 100, 400, 130)

    found = lines(pdf(together(frame, body("第一条 定义", "第二条 费用"))))
    assert texts(found) == ["第一条 定义", "第二条 费用"]
    assert all(not line.rows for line in found)


def test_tick_boxes_are_not_tables() -> None:
    def box(x: float) -> Draw:
        return lambda canvas: canvas.rect(x, TOP, 9, 9)

    found = lines(pdf(together(box(LEFT - 12), box(LEFT + 60), body("同意          不同意"))))
    assert all(not line.rows for line in found)


def _sheet(first: int, last: int) -> Draw:
    """Rows `first` to `last` of a two-column table, the first at the top of the page."""
    rows = range(last - first + 1)
    return together(
        *(cell(0, at, f"物品{first + at}") for at in rows), *(cell(1, at, "一件", columns=2) for at in rows)
    )


def test_a_table_that_goes_on_overleaf_is_one() -> None:
    (table,) = lines(pdf(_sheet(1, 35), _sheet(36, 40)))
    assert [row[0][0] for row in grid(table)] == [f"物品{number}" for number in range(1, 41)]
    assert {tuple(span for _, span, _ in row) for row in grid(table)} == {(1, 1)}


def test_a_table_that_ends_in_mid_page_or_under_text_does_not_go_on() -> None:
    assert len(lines(pdf(_sheet(1, 10), _sheet(11, 12)))) == 2
    below = together(body("二、交接如下："), cell(0, 1, "名称"), cell(1, 1, "数量"))
    assert len(lines(pdf(_sheet(1, 35), below))) == 3


def test_a_table_that_goes_on_with_other_columns_has_those_of_both() -> None:
    other = together(cell(0, 0, "编号"), cell(1, 0, "名称"), cell(2, 0, "数量"))
    (table,) = lines(pdf(_sheet(1, 35), other))
    assert [(text, span) for text, span, _ in grid(table)[0]] == [("物品1", 1), ("一件", 2)]
    assert [(text, span) for text, span, _ in grid(table)[-1]] == [("编号", 1), ("名称", 1), ("数量", 1)]
