"""The promise (特别提示): where an agreement says which of its clauses it makes stand out, and by which marks.

Any heading, any place, any wording: 特别提示, 重要提示, 审慎阅读, a preamble, a closing article. A sentence is a
promise when it calls for attention and names classes of clauses (免除或者限制责任的条款), or names marks
(以加粗、下划线等形式).
"""

from __future__ import annotations

import re
from functools import lru_cache

from agreement_tool.flag.words import one_of
from agreement_tool.frozen import frozen
from agreement_tool.model import CATEGORIES, MARKS, Agreement, Category, Clause, EmphasisNotice, Mark
from agreement_tool.text.patterns import compiled
from agreement_tool.text.sentences import ends_with_colon

SENTENCE = compiled(r"[^。！？\n]+[。！？]?")
"""A promise lists its classes between semicolons: only a full stop ends it."""
CAREFULLY = one_of("仔细 认真 审慎 谨慎 务必 详细 完整 重点 着重 特别 充分")
READ = one_of("阅读 注意 理解 关注 留意 查阅 提示 提醒 提请")
CALL = compiled(
    f"{CAREFULLY}地?[、，并]?(?:完整地?)?{READ}|"
    r"(?:提醒|提请|提示|引起|请)[^。；，]{0,16}?(?:注意|阅读|关注)|请注意|重点阅读"
)
LISTING = compiled(
    one_of(
        "特别 尤其 重点 开通 单独 单项 包括 其中 例如 如下 注意 关注 提醒 以下 免除 限制 免责 涉及",
        "以[^。；，]{0,14}(?:粗|黑体|划线|斜体|颜色|醒目|显著) 加粗 粗体 黑体 下划线",
    )
)
GOES_ON = compiled(r"[，；,;]\s{0,9}(?:并|且)?(?:" + one_of("如 若 一旦 否则 除非 您 你 用户 当您") + ")")
"""Ends a list of classes inside its sentence: …的条款，如果您继续使用，即视为接受."""
NAMES = compiled(r"《[^》]{0,200}》")
"""《隐私政策条款》 is a document's name, not a class of clauses."""
LAW_NAMES = compiled(r"《[^》]{0,80}(?:法|条例|办法|规定|解释|典|标准|通知|决定|意见)》")
CLAUSES = compiled(r"条款|内容|部分|规则|信息|文字|字体|约定")
CLASSES: tuple[tuple[Category, str], ...] = (
    (
        "liability",
        one_of(
            r"(?:免除|减轻|限制|豁免|排除)[^。；，]{0,16}?责任",
            r"责任[^。；，]{0,6}?(?:免除|限制|排除|豁免)",
            "免责 不承担责任 有限责任",
        ),
    ),
    (
        "user_rights",
        one_of(
            r"(?:限制|排除|减损|加重|免除)[^。；，]{0,14}?(?:权利|义务|权益)",
            r"(?:权利|权益)[^。；，]{0,10}?(?:限制|排除|减损|许可)",
            r"(?:您|用户|对方|乙方)[^。；，]{0,4}责任的条款",
        ),
    ),
    ("dispute", r"争议|纠纷|管辖|仲裁|法律适用|适用法律"),
    ("breach", r"违约|违规[^。；，]{0,10}处理|赔偿"),
    ("privacy", r"(?:个人信息|隐私|信息使用|敏感信息|信息收集)[^。；，]{0,14}?(?:条款|部分)"),
    ("separate_terms", r"(?:单独|单项|特殊单项|专项|特定)[^。；，]{0,6}?(?:协议|规则|条款|服务)|某项服务的|业务规则"),
)  # fmt: skip
MARK_WORDS: tuple[tuple[Mark, str], ...] = (
    ("bold", r"加粗|粗体|黑体|加黑|粗黑"),
    ("underline", r"下划线|划线|下横线"),
    ("colour", r"(?:红|蓝|彩|橙|黄|绿|不同颜)色|颜色|标红|着色|红字|蓝字"),
    ("italic", r"斜体"),
    ("size", r"加大|大号|放大|更大字"),
    ("highlight", r"高亮|底色|阴影|底纹|反白"),
)
CONSPICUOUS = r"(?:显著|醒目|突出|明显)(?:的)?(?:方式|形式|标识|标示|标注|标明|字体|标记|显示)"


@frozen
class Passage:
    """One promising sentence: code points [start, end) of the clause's own text, and what it promises."""

    start: int
    end: int
    categories: tuple[Category, ...]
    marks: tuple[Mark, ...]

    @property
    def weight(self) -> tuple[int, int, int]:
        """How much it promises; the weightiest passage speaks for the agreement."""
        return len(self.categories), len(self.marks), self.end - self.start


def find_emphasis_notice(agreement: Agreement) -> EmphasisNotice | None:
    """What `agreement` promises to make stand out; None where it promises nothing."""
    found = [(clause, promised) for clause in agreement.walk() if (promised := _of_clause(clause))]
    if not found:
        return None
    clause, passages = max(found, key=lambda pair: max(passage.weight for passage in pair[1]))
    everything = [passage for _, promised in found for passage in promised]
    return EmphasisNotice(
        text="".join(_full_text(clause)[passage.start : passage.end] for passage in passages),
        eid=clause.eid,
        categories=tuple(kind for kind in CATEGORIES if any(kind in passage.categories for passage in everything)),
        marks=tuple(mark for mark in MARKS if any(mark in passage.marks for passage in everything)),
    )


@lru_cache(maxsize=512)
def passages_in(text: str) -> tuple[Passage, ...]:
    """The promising sentences of a clause's own text."""
    if not CLAUSES.search("".join(text.split())):
        return ()
    read = [(match.span(), _promised(match.group())) for match in SENTENCE.finditer(text)]
    return tuple(Passage(start, end, *promised) for (start, end), promised in read if promised is not None)


def masked(text: str) -> str:
    """`text` with every list of promised classes and every law's name blotted out, same length.

    Naming a class is not being one, and 《中华人民共和国个人信息保护法》 collects nothing.
    """
    text = LAW_NAMES.sub(lambda match: "□" * len(match.group()), text)
    for passage in passages_in(text):
        listing = LISTING.search(text, passage.start, passage.end)
        start = listing.start() if listing else passage.start
        goes_on = GOES_ON.search(text, start, passage.end)
        end = goes_on.start() if goes_on else passage.end - 1
        text = text[:start] + "□" * (end - start) + text[end:]
    return text


def _of_clause(clause: Clause) -> tuple[Passage, ...]:
    return passages_in(_full_text(clause))


def _full_text(clause: Clause) -> str:
    """Own text, with the items of a list that it introduces: 特别是：（1）免除责任的条款；（2）…"""
    if ends_with_colon(clause.text) and CALL.search(clause.text):
        return clause.text + "；".join(child.text.rstrip("。；;") for child in clause.children)
    return clause.text


@lru_cache(maxsize=2048)
def _promised(printed: str) -> tuple[tuple[Category, ...], tuple[Mark, ...]] | None:
    """The categories and marks that a sentence promises; None where it promises nothing."""
    sentence = "".join(printed.split())
    if not CLAUSES.search(sentence) or not (listing := LISTING.search(sentence)):
        return None
    listed = NAMES.sub("", sentence[listing.start() :])
    categories = tuple(kind for kind, pattern in CLASSES if compiled(pattern).search(listed) and _names_clauses(listed))
    marks = tuple(mark for mark, pattern in MARK_WORDS if compiled(pattern).search(sentence))
    shows = bool(marks) or bool(compiled(CONSPICUOUS).search(sentence))
    if (CALL.search(sentence) and (categories or shows)) or (categories and shows):
        return categories, marks
    return None


def _names_clauses(listed: str) -> bool:
    return bool(re.search(r"条款|约定|内容", listed))
