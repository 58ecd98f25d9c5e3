"""TYP009 标点重复 doubled-punctuation: the same mark twice, or two marks that exclude each other.

问题：“。。”“，，”“、，”之类。
理由：删改后留下的痕迹；有时意味着中间的文字被删。
What: a mark doubled, or 、， and ，。 side by side.
Why: left by an edit; sometimes words between them were lost.
Bad: 自行承担。。
Good: 自行承担。
"""

from collections.abc import Iterator

from agreement_tool.check.base import UNSURE, Context, Fault, Rule, text_fix
from agreement_tool.model import Bilingual, Severity
from agreement_tool.text.patterns import compiled

_BESIDE = compiled("[，、；：。！？]{2}")
_SAME = compiled(r"([，、；：。！？])\1+")
_CLASH = compiled(r"、，|，、|，。|、。|；。|。；|。，|，；|；，")


_UNIT = compiled(r"\s*(?:万?元|[年月日份个人天]|%|％)")


def check(context: Context) -> Iterator[Fault]:
    """One fault a place; only a doubled mark is fixed, since of two different ones either may be right."""
    for clause, field, text in context.texts_by_word.matching(_BESIDE):
        for match in (*_SAME.finditer(text), *_CLASH.finditer(text)):
            if match[0].startswith("。。。"):
                continue  # typed for an ellipsis
            if match[0].startswith("？") and _UNIT.match(text, match.end()):
                continue  # 人民币？？元: a blank
            fix = text_fix(clause, field, match.start(), match.end(), match[0][0]) if len(set(match[0])) == 1 else None
            message = Bilingual(f"标点重复“{match[0]}”", f"doubled punctuation '{match[0]}'")
            sure = UNSURE if match[0][0] in "！？" else 0.9  # ！！！ is meant
            yield Fault(clause, message, field, match.start(), match.end(), sure, fix)


RULE = Rule("TYP009", "doubled-punctuation", "标点重复", Severity.WARNING, check)
