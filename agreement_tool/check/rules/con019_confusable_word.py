"""CON019 形近误字 confusable-word: a word that is mistaken for another one in this place.

问题：形近、音近的字用错，如“己收到”“人生伤害”“不在承担”。
理由：一字之差改变含义（不再／不在，权利／权力）；误字出现在义务、责任条款中会成为争议的由头。依据《现代汉语词典》的词形与立法用语（check/confusables.toml）。
What: 己 for 已, 人生损害 for 人身损害, 权力 for 权利, 不在 for 不再, where the words around leave no doubt.
Why: one character changes the meaning; in a clause on duties or liability it invites a dispute. Words as in the
    现代汉语词典 and in statutes.
Bad: 乙方己收到全部资料
Good: 乙方已收到全部资料
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files

from agreement_tool.bilingual import Bilingual
from agreement_tool.check.base import Context, Fault, Rule, text_fix
from agreement_tool.model import Severity


@lru_cache(maxsize=1)
def confusables() -> tuple[re.Pattern[str], tuple[tuple[str, str], ...]]:
    """One pattern with a group a row, and for each row (wrong, right)."""
    import tomllib

    rows = tomllib.loads(files("agreement_tool.check").joinpath("confusables.toml").read_text("utf-8"))["word"]
    pattern = "|".join(
        f"(?P<w{n}>{row.get('after', '')}{re.escape(row['wrong'])}{row.get('before', '')})"
        for n, row in enumerate(rows)
    )
    return re.compile(pattern), tuple((row["wrong"], row["right"]) for row in rows)


def check(context: Context) -> Iterator[Fault]:
    """One fault a place. The fix changes a word, so it is not a safe one."""
    pattern, words = confusables()
    present = [wrong for wrong, _ in words if wrong in context.whole]
    for clause, field, text in context.texts() if present else ():
        if not any(wrong in text for wrong in present):
            continue
        for match in pattern.finditer(text):
            wrong, right = words[int((match.lastgroup or "w0")[1:])]
            start = match.start()
            message = Bilingual(f"“{wrong}”应为“{right}”", f"'{wrong}' should be '{right}'")
            fix = text_fix(clause, field, start, start + len(wrong), right, safe=False)
            yield Fault(clause, message, field, start, start + len(wrong), 0.95, fix)


RULE = Rule("CON019", "confusable-word", "形近误字", Severity.WARNING, check)
