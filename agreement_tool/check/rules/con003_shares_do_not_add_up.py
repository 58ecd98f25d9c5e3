"""CON003 比例合计不符 shares-do-not-add-up: instalments or shares in per cent that are not 100 in all.

问题：分期付款的比例（或者双方分配的比例）合计不是100%。
理由：价款的支付方式是合同的主要内容（民法典第470条第1款第5、6项）；合计不足或者超过100%，余款如何支付无从确定。
What: payments of 20 %, 40 %, 80 % and 20 % of one price; shares of 60 % and 50 %.
Why: how the price is paid is a main term (Civil Code art. 470); what is left over, or paid twice, is unclear.
Bad: 签订后支付20%，验收后支付60%，质保期满支付10%
Good: 签订后支付30%，验收后支付60%，质保期满支付10%
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import accumulate

from agreement_tool.bilingual import Bilingual
from agreement_tool.check.base import Context, Fault, Rule
from agreement_tool.check.figures import Figure, percentages
from agreement_tool.frozen import frozen
from agreement_tool.model import Clause, Severity
from agreement_tool.text.patterns import compiled

_PAID = compiled(
    r"支付|付款|付清|付至?|缴纳|交纳|预付款|首付|首期|首款|进度款|尾款|余款|质保金|保证金|验收款|结清|拨付|第[一二三四五1-5][期笔次]"
)
_SHARED = compiled(r"占|享有|持有|持股|分得|分配|出资|认缴|承担|归(?![还档集])")
_OF_SHARES = compiled(r"比例|股权|份额|分成|利润|收益|出资|持股")
_OTHER_RATE = compiled(
    r"违约|利息|利率|滞纳|罚|赔偿|逾期|税率?|折|上浮|下浮|浮动|超过|低于|不足|以上|以下|以内|至少|完成(?!后|之后|时|并|当|之日)|达到|合格率|手续费|年化|每[日年月天]|按日|社保|工资|补偿金|定金|[出返]租率|增长|回购|"
    r"损耗|误差|偏差"
)
_CUMULATIVE = compiled(
    r"累计|付至|支付到|支付至|达到?(?:合同|总)|[至到](?:合同|总|价|款|工程|全部|的){0,6}\s*[0-9]+\s*[%％]"
)
_REST = compiled(r"余款|剩余|尾款|其余|余下|余额|全部|付清|结清|全款")

_LAST = compiled(r"余款|剩余|尾款|其余|余下|余额")
"""尾款10%: what is left is said, and no further rest is meant by 付清."""
_MANY = 4
_WHOLE = 100


_SIGNS = ("%", "％", "分之")
_OF_A_SHARE = frozenset("%％‰分成折")
"""One of them stands in every percentage."""
_SENTENCE = compiled(r"[。；;\n]")
_PARTS = compiled(r"[^，。；,;\n]*+[，。；,;\n]|[^，。；,;\n]+")


@frozen
class _Piece:
    """A part of a sentence, with the percentages in it. `start`: code points of the clause's text."""

    clause: Clause
    text: str
    shares: tuple[Figure, ...]
    start: int


def check(context: Context) -> Iterator[Fault]:
    """One fault a clause (with its items) that divides a price, or a list of shares."""
    reported: set[str] = set()
    shares = {clause.eid for clause, field, _ in context.texts_having(*_SIGNS) if field == "text"}
    for clause in context.outline.clauses.values() if shares else ():
        if clause.eid in reported or clause.kind == "table":
            continue
        below = [child for child in clause.children if not child.children]
        if shares.isdisjoint(one.eid for one in (clause, *below)):
            continue
        pieces = [piece for one in (clause, *below) if one.eid in shares for piece in _pieces(one)]
        if sum(len(piece.shares) for piece in pieces) < 2:
            continue
        for group in (_payments(pieces), _parts(pieces)):
            fault = _fault(group, pieces) if group else None
            if fault:
                reported.update(one.eid for one in (clause, *below))
                yield fault
                break


def _pieces(clause: Clause) -> Iterator[_Piece]:
    place = 0
    for text in _PARTS.findall(clause.text):
        shares = () if _OF_A_SHARE.isdisjoint(text) else percentages(text)
        if shares:
            yield _Piece(clause, text, shares, place)
        place += len(text)


def _payments(pieces: Sequence[_Piece]) -> tuple[_Piece, ...]:
    """Instalments of one price: each in a part of a sentence of its own, none cumulative."""
    paid = [piece for piece in pieces if _PAID.search(piece.text) and not _OTHER_RATE.search(piece.text)]
    paid = [piece for before, piece in zip([None, *paid], paid, strict=False) if not _says_again(before, piece)]
    if len(paid) < 2 or any(len(piece.shares) > 1 or _CUMULATIVE.search(piece.text) for piece in paid):
        return ()
    return tuple(paid)


def _says_again(before: _Piece | None, piece: _Piece) -> bool:
    """支付比例90%，验收后支付总价的90%。: one share said twice in one sentence."""
    if before is None or before.clause is not piece.clause or before.shares[0].value != piece.shares[0].value:
        return False
    between = piece.clause.text[before.start : piece.start]
    return "比例" in before.text and not _SENTENCE.search(between)


def _parts(pieces: Sequence[_Piece]) -> tuple[_Piece, ...]:
    """Shares of two or more in one thing: 甲方占60%，乙方占40%."""
    shared = [piece for piece in pieces if _SHARED.search(piece.text) and not _OTHER_RATE.search(piece.text)]
    whole = "".join(piece.clause.text for piece in shared[:1])
    one_clause = {piece.clause.eid for piece in shared}
    if len(shared) < 2 or len(one_clause) > 1 or not _OF_SHARES.search(whole):
        return ()
    if any(len(piece.shares) > 1 for piece in shared) or any(_PAID.search(piece.text) for piece in shared):
        return ()
    return tuple(shared)


def _fault(group: tuple[_Piece, ...], pieces: Sequence[_Piece]) -> Fault | None:
    total = sum((piece.shares[0].value for piece in group), Fraction(0))
    around = "".join(dict.fromkeys(piece.clause.text for piece in pieces))
    named = any(_LAST.search(piece.text) for piece in group)
    rest = not named and any(_REST.search(part) and not percentages(part) for part in re.split(r"[，。；,;]", around))
    if 100 in tuple(accumulate(piece.shares[0].value for piece in group[:-1]))[_MANY - 1 :]:
        return None  # so many are the whole of one price; what follows is another
    if _are_wholes(group) or (rest and total < 100) or (total < 100 and not _is_whole(group, total)):
        return None
    last = group[-1]
    start, end = last.start + last.shares[0].start, last.start + last.shares[0].end
    shown = " + ".join(f"{float(piece.shares[0].value):g}%" for piece in group)
    message = Bilingual(
        f"各期比例合计 {float(total):g}%，不是100%：{shown}",
        f"the shares add up to {float(total):g} %, not 100: {shown}",
    )
    return Fault(last.clause, message, "text", start, end, 0.9)


def _are_wholes(group: tuple[_Piece, ...]) -> bool:
    """Shares of several things, one behind the other (设计费 30 and 70, 施工费 40 and 60), or two ways to pay one."""
    so_far = Fraction(0)
    for piece in group:
        so_far = piece.shares[0].value + (so_far if so_far < _WHOLE else 0)
        if so_far > _WHOLE:
            return False
    return so_far == _WHOLE


def _is_whole(group: tuple[_Piece, ...], total: Fraction) -> bool:
    """Less than 100 tells only where the last instalment is named as the last, or three or more come near the whole."""
    last = group[-1].text
    return bool(_REST.search(last)) or "质保" in last or (len(group) >= 3 and total >= 70) or bool(_SHARED.search(last))


RULE = Rule("CON003", "shares-do-not-add-up", "比例合计不符", Severity.WARNING, check)
