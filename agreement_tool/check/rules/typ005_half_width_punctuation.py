"""TYP005 半角标点 half-width-punctuation: half-width punctuation between Chinese characters.

问题：中文句子里用了半角标点。
理由：同一份协议应用同一种标点（GB/T 15834）。
What: , ; : ? ! right after a Chinese character, in an agreement whose punctuation is full-width.
Why: one agreement, one kind of punctuation (GB/T 15834).
Bad: 用户个人信息包括:
Good: 用户个人信息包括：
"""

from collections.abc import Iterator

from agreement_tool.check.base import Context, Fault, Rule
from agreement_tool.model import Bilingual, Edit, Fix, Severity
from agreement_tool.text.patterns import compiled

_WIDE = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！"}
_HALF = compiled(
    r"(?<=[\u4e00-\u9fff”）》])[,;:?!](?=\s*(?:[\u4e00-\u9fff“（《]|$))|(?<=[\u4e00-\u9fff）”》])\.(?=\s*$)"
)
_FULL = "，；：？！。"
_HABIT = 0.8
"""The share of full-width punctuation from which the agreement is said to use it."""


def check(context: Context) -> Iterator[Fault]:
    """One fault a clause, at its first such mark."""
    texts = [(clause, field, list(_HALF.finditer(text))) for clause, field, text in context.texts_having(*_WIDE, ".")]
    half = sum(len(found) for _, _, found in texts)
    full = sum(map(context.texts_by_word.joined.count, _FULL)) if half else 0
    if not half or full < _HABIT * (half + full):
        return
    for clause, field, found in texts:
        if found and clause.kind not in ("table", "signature"):
            edits = tuple(Edit(clause.eid, field, m.start(), m.end(), _WIDE.get(m[0], "。")) for m in found)
            many = f"（共 {len(found)} 处）" if len(found) > 1 else ""
            message = Bilingual(
                f"中文句子里的半角标点“{found[0][0]}”{many}", f"half-width '{found[0][0]}' in Chinese text"
            )
            yield Fault(clause, message, field, found[0].start(), found[0].end(), 0.9, Fix(True, edits))


RULE = Rule("TYP005", "half-width-punctuation", "半角标点", Severity.INFO, check)
