"""TYP006 多余空格 stray-blank: a blank inside Chinese running text.

问题：中文字之间或标点旁有空格。
理由：多半是排版或转换留下的；检索“个人信息”会漏掉“个人 信息”。
What: a blank beside Chinese punctuation, or between two Chinese characters of a sentence.
Why: left by conversion; a search for the word misses it.
Bad: 您注册后， 即可查看
Good: 您注册后，即可查看
"""

import re
from collections.abc import Iterator

from agreement_tool.check.base import Context, Fault, Rule
from agreement_tool.check.run_in import is_inside
from agreement_tool.model import Bilingual, Clause, Edit, Fix, Severity
from agreement_tool.text.document_names import document_names
from agreement_tool.text.patterns import compiled

_MARK = "，。；、！？）》”’】"
_OPENING = "（《“‘【"
# 人民币 元, 满 个月, ， 日前: a blank to fill in, as is one before ；or 。 or 、
_FIELD = "(?![个日天月年元倍份号室楼层次%条点前种项章页台套人名])"
_BESIDE_MARK = compiled(rf"(?<=[{_MARK}]) (?=[\u4e00-\u9fff{_OPENING}]){_FIELD}|(?<=[\u4e00-\u9fff]) (?=[{_OPENING}])")
_BETWEEN_WORDS = compiled(r"(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])")
_AMONG_HAN = compiled(rf" (?=[\u4e00-\u9fff{_OPENING}])(?<=[{_MARK}\u4e00-\u9fff] )")
"""Where either of them matches."""
_NUMBERED = compiled(r"(?:^|[\s/])(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})、$")
"""A number that the tree left in the text; the blank after it is the number's."""
_LONGEST_NUMBER = 5
"""Characters that _NUMBERED may match."""
_SENTENCE = compiled(r"[，。；]")
_LAID_OUT = compiled(r"[ \u3000]{2,}|[_＿□]|[：:]\s*[ \u3000]|年\s+月|[\u4e00-\u9fff] [\u4e00-\u9fff] [\u4e00-\u9fff] ")


def check(context: Context) -> Iterator[Fault]:
    """One fault a clause, at its first stray blank; forms and headings are laid out with blanks on purpose.

    Between two words a blank may be a field to fill in, a lost full stop or the end of a heading: there it is stray
    only where the agreement prints the same words together elsewhere, and only a human may take it out.
    """
    for clause, field, _ in context.texts_by_word.matching(_AMONG_HAN):
        if field != "text" or not _is_running_text(clause):
            continue
        beside = _outside_names(clause.text, _BESIDE_MARK)
        between = _outside_names(clause.text, _BETWEEN_WORDS)
        between = [match for match in between if _is_joined(context, clause.text, match.start())]
        for found, safe in ((beside, True), (between, False)):
            if found:
                yield _fault(clause, found, safe=safe)


def _is_joined(context: Context, text: str, blank: int) -> bool:
    """Whether the four characters round a blank stand together elsewhere: two and two, one and three, or three and
    one."""
    pieces = [text[max(0, blank - before) : blank] + text[blank + 1 : blank + 5 - before] for before in (1, 2, 3)]
    return any(len(piece) == 4 and " " not in piece and context.texts_by_word.has(piece) for piece in pieces)


def _fault(clause: Clause, found: list[re.Match[str]], *, safe: bool) -> Fault:
    edits = tuple(Edit(clause.eid, "text", m.start(), m.end(), "") for m in found)
    many = f"（共 {len(found)} 处）" if len(found) > 1 else ""
    message = Bilingual(
        f"中文之间多余的空格{many}", f"stray blank in Chinese text{f' ({len(found)} times)' if many else ''}"
    )
    start = found[0].start()
    return Fault(clause, message, "text", start, start + 1, 0.8, Fix(safe, edits))


def _outside_names(text: str, pattern: re.Pattern[str]) -> list[re.Match[str]]:
    """Blanks in names of documents (《信息安全技术 个人信息安全规范》) are part of the name."""
    names = document_names(text)
    return [m for m in pattern.finditer(text) if not (is_inside(m.start(), names) or _follows_number(text, m.start()))]


def _follows_number(text: str, blank: int) -> bool:
    return bool(_NUMBERED.search(text, max(0, blank - _LONGEST_NUMBER), blank))


def _is_running_text(clause: Clause) -> bool:
    text = clause.text
    prose = clause.kind not in ("table", "signature", "heading", "part") and bool(_SENTENCE.search(text))
    return prose and not _LAID_OUT.search(text)


RULE = Rule("TYP006", "stray-blank", "多余空格", Severity.INFO, check)
