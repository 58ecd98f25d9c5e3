"""TYP004 括号宽窄不一 crossed-bracket: a full-width bracket is closed by a half-width one.

问题：全角左括号配半角右括号，或相反。
理由：排版不齐；按成对括号检索会漏。
What: （…) or (…）.
Why: it looks careless, and searches for pairs miss it.
Bad: （包括权重、参数、配置文件)
Good: （包括权重、参数、配置文件）
"""

from collections.abc import Iterator

from agreement_tool.check.base import UNSURE, Context, Fault, Rule, text_fix
from agreement_tool.check.pairs import pair
from agreement_tool.model import Bilingual, Severity
from agreement_tool.text.patterns import compiled

_HAN = compiled(r"[\u4e00-\u9fff]")
_OTHER = {"(": "（", ")": "）", "（": "(", "）": ")"}


def check(context: Context) -> Iterator[Fault]:
    """One fault a pair; the half-width one is to be widened where the text inside or around is Chinese."""
    for clause, field, text in context.texts():
        for start, end in pair(text).crossed:
            if len(text[start + 1 : end].strip()) <= 4 and not _HAN.search(text[start + 1 : end]):
                continue  # （1) in running text numbers an enumeration: NUM014's affair
            widen = _HAN.search(text[max(0, start - 2) : end + 2]) is not None
            place = next(at for at in (start, end) if (text[at] in "()") is widen)
            message = Bilingual(
                f"“{text[start]}”与“{text[end]}”宽窄不一", f"'{text[start]}' is closed by '{text[end]}'"
            )
            fix = text_fix(clause, field, place, place + 1, _OTHER[text[place]])
            sure = UNSURE if clause.kind == "table" else 0.95
            yield Fault(clause, message, field, place, place + 1, sure, fix)


RULE = Rule("TYP004", "crossed-bracket", "括号宽窄不一", Severity.WARNING, check)
