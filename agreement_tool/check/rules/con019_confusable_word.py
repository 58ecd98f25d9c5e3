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
from agreement_tool.check.base import Context, Fault, Rule
from agreement_tool.model import Edit, Fix, Severity
from agreement_tool.text.patterns import compiled


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
    """One fault a word, at its first place. The fix changes words, so it is not a safe one."""
    found: dict[tuple[str, str], list[Edit]] = {}
    for edit, wrong in _places(context):
        found.setdefault((wrong, edit.replacement), []).append(edit)
    for (wrong, right), edits in found.items():
        first, many = edits[0], len(edits) > 1
        zh, en = (f"（共 {len(edits)} 处）", f" ({len(edits)} times)") if many else ("", "")
        message = Bilingual(f"“{wrong}”应为“{right}”{zh}", f"'{wrong}' should be '{right}'{en}")
        clause = context.outline.clauses[first.eid]
        yield Fault(clause, message, first.field, first.start, first.end, 0.95, Fix(safe=False, edits=tuple(edits)))


_OFFICE = compiled(r"管理|GM|OP|服主|版主|群主|机关|机构|委员|会长|董事|监事|职务")
"""Who holds an office has power (权力), not only rights."""
_NEAR = 20


def _places(context: Context) -> Iterator[tuple[Edit, str]]:
    pattern, words = confusables()
    for clause, field, text in context.texts_having(*{wrong for wrong, _ in words}):
        for match in pattern.finditer(text):
            wrong, right = words[int((match.lastgroup or "w0")[1:])]
            if wrong == "权力" and _OFFICE.search(text[max(0, match.start() - _NEAR) : match.start()]):
                continue
            yield Edit(clause.eid, field, match.start(), match.start() + len(wrong), right), wrong


RULE = Rule("CON019", "confusable-word", "形近误字", Severity.WARNING, check)
