"""CON002 单价数量不符 wrong-product: unit price times quantity is not the total.

问题：单价乘以数量不等于总价，或者各行之和不等于合计。
理由：数量与价款都是合同的主要内容（民法典第470条、第596条）；算不拢就无法确定应付多少。
What: a unit price, a quantity and a total in one clause or one row of a table that do not multiply; a sum row that does
    not add up.
Why: quantity and price are main terms (Civil Code arts. 470, 596); where they do not fit, what is owed is unclear.
Bad: 单价200元，数量30台，总价6500元
Good: 单价200元，数量30台，总价6000元
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from agreement_tool.bilingual import Bilingual
from agreement_tool.check.base import Context, Fault, Rule
from agreement_tool.check.figures import Figure, amounts
from agreement_tool.model import Clause, Severity
from agreement_tool.text.patterns import compiled

_PRICE = compiled(r"单价[^0-9，。；]{0,10}$")
_TOTAL = compiled(r"(?:总价款?|总额|总金额|合计|总计|共计|货款|价款)[^0-9，。；]{0,10}$")
_QUANTITY = compiled(
    r"(?:数量|采购量|订购|购买)[^0-9，。；单总]{0,8}(?P<count>[0-9][0-9,]*(?:\.[0-9]+)?)\s*+(?P<scale>万)?\s*+(?!元)[\u4e00-\u9fffA-Za-z]"
)
_CHANGED = compiled(r"折|优惠|运费(?!总[额价]|合计|单价)|税|减|另加|不含|定金|预付")
_INCLUDED = compiled(r"(?<!不)(?:包?含|包括)[^，。；）)]{0,24}")
"""含13%增值税和运费: what the price holds changes nothing."""
_NUMBER = compiled(r"^[¥￥]?\s*(?P<number>[0-9][0-9,]*(?:\.[0-9]+)?)\s*(?P<scale>万)?\s*元?")
_COLUMNS = (compiled("单价"), compiled("数量"), compiled("金额|小计|合计|总价|总额"))
_FURTHER = compiled(r"折|优惠|税率|月数|期数|次数|天数|年限|年数|系数|运费|安装费|减免")
"""A column that a price is multiplied by, or made less or more by, besides the quantity."""
_SCALE = compiled(r"[（(/]\s*(?:人民币)?万元?")
_UNTAXED = compiled(r"不含税|除税|未税")
_SUM_ROW = compiled(r"^\s*(?:合\s*计|总\s*计|共\s*计)")


def check(context: Context) -> Iterator[Fault]:
    """One fault a clause, row or sum."""
    for clause in context.outline.clauses.values():
        if clause.kind == "table":
            yield from _in_table(clause)
        elif "单价" in clause.text and (fault := _in_text(clause)):
            yield fault


def _in_text(clause: Clause) -> Fault | None:
    text = clause.text
    found = amounts(text)
    prices = [one for one in found if _PRICE.search(text[: one.start])]
    totals = [one for one in found if _TOTAL.search(text[: one.start])]
    counts = list(_QUANTITY.finditer(text))
    if not (len(prices) == len(counts) == 1 and totals) or _CHANGED.search(_INCLUDED.sub("", text)):
        return None
    count = _decimal(counts[0]["count"]) * (10_000 if counts[0]["scale"] else 1)
    wrong = next((one for one in totals[:1] if one.value != prices[0].value * count), None)
    return None if wrong is None else _fault(clause, wrong, prices[0].value * count)


def _fault(clause: Clause, wrong: Figure, right: Fraction) -> Fault:
    printed = clause.text[wrong.start : wrong.end]
    message = Bilingual(
        f"单价乘以数量为 {_shown(right)} 元，而总价写“{printed}”",
        f"unit price times quantity is {_shown(right)}; the total says '{printed}'",
    )
    return Fault(clause, message, "text", wrong.start, wrong.end, 0.95)


def _shown(value: Fraction) -> str:
    return f"{float(value):,.2f}".rstrip("0").rstrip(".")


def _decimal(printed: str) -> Fraction:
    return Fraction(printed.replace(",", ""))


def _in_table(clause: Clause) -> Iterator[Fault]:
    """Columns 单价, 数量 and 金额, each named once in the first row."""
    rows = clause.text.split("\n")
    head = rows[0].split("\t")
    columns = _columns(head) if len(rows) > 1 else None
    if columns is None:
        return
    multiplies = _multiplies(head, columns)
    place, total = len(rows[0]) + 1, Fraction(0)
    for row in rows[1:]:
        cells = row.split("\t")
        values = [_cell(cells, column) for column in columns]
        start = place + sum(len(cell) + 1 for cell in cells[: columns[2]])
        place += len(row) + 1
        price, count, amount = values
        if amount is None:
            continue
        if _SUM_ROW.match(row):
            if total and amount != total:
                yield _sum_fault(clause, start, cells[columns[2]], total)
            total = Fraction(0)
            continue
        total += amount
        if (
            multiplies
            and price is not None
            and count is not None
            and abs(price * count - amount) > max(count, Fraction(1)) / 100
        ):
            yield _fault(clause, Figure(start, start + len(cells[columns[2]]), amount), price * count)


def _columns(head: Sequence[str]) -> tuple[int, int, int] | None:
    found = [[place for place, cell in enumerate(head) if column.search(cell)] for column in _COLUMNS]
    if any(len(places) != 1 for places in found) or len({places[0] for places in found}) < 3:
        return None
    return found[0][0], found[1][0], found[2][0]


def _multiplies(head: Sequence[str], columns: tuple[int, int, int]) -> bool:
    """Whether price and quantity alone make the amount: both in one unit, both with tax or without, no other factor."""
    price, _, amount = (head[column] for column in columns)
    same = all(bool(one.search(price)) is bool(one.search(amount)) for one in (_SCALE, _UNTAXED))
    return same and not any(_FURTHER.search(cell) for cell in head) and not re.search(r"/\s*[日月年季天]", price)


def _cell(cells: Sequence[str], column: int) -> Fraction | None:
    match = _NUMBER.match(re.sub(r"\s+", "", cells[column])) if column < len(cells) else None
    return _decimal(match["number"]) * (10_000 if match["scale"] else 1) if match else None


def _sum_fault(clause: Clause, start: int, printed: str, total: Fraction) -> Fault:
    message = Bilingual(
        f"各行之和为 {_shown(total)}，而合计写“{printed.strip()}”",
        f"the rows add up to {_shown(total)}; the sum says '{printed.strip()}'",
    )
    return Fault(clause, message, "text", start, start + len(printed), 0.95)


RULE = Rule("CON002", "wrong-product", "单价数量不符", Severity.WARNING, check)
