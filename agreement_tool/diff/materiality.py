"""What makes a change material, as data with reasons: units of value, words of obligation, parties, forum.

Editorial: punctuation, width, spacing, how a number is written, and spellings of one word (帐号/账号). Between the two lie
changes of wording that touch nothing listed here: shown like any other, marked neither material nor editorial.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from agreement_tool.diff.units import UnitKind, units
from agreement_tool.model import Bilingual
from agreement_tool.text.numerals import read_han
from agreement_tool.text.wording import wording

EDITORIAL = "editorial"


@dataclass(frozen=True, slots=True)
class Signal:
    """A kind of thing that makes a change material when it is not the same before and after."""

    kind: str
    words: tuple[str, ...]
    """Words that are counted on both sides; longer ones win. Empty for kinds told by units."""
    name: Bilingual


VALUES: dict[UnitKind, Bilingual] = {
    "money": Bilingual("金额", "amounts"),
    "percentage": Bilingual("比例", "percentages"),
    "period": Bilingual("期限", "periods"),
    "date": Bilingual("日期", "dates"),
    "clock": Bilingual("时刻", "times of day"),
    "count": Bilingual("数量", "quantities"),
}
"""Units of value; numbers, clause numbers, addresses and Latin words are none."""

SIGNALS: tuple[Signal, ...] = (
    Signal(
        "obligation",
        ("应当", "应该", "必须", "务必", "须", "应", "有义务", "负责", "承担", "不承担", "不负责", "保证", "不保证"),
        Bilingual("义务性用语", "words of obligation"),
    ),
    Signal(
        "permission",
        ("可以", "有权", "无权", "可", "单方", "自行决定", "自行", "随时", "无需通知", "不经通知", "无须", "无需"),
        Bilingual("权利性用语", "words of permission"),
    ),
    Signal(
        "prohibition",
        ("不得", "不应", "不可", "不能", "不予", "禁止", "严禁", "拒绝"),
        Bilingual("禁止性用语", "words of prohibition"),
    ),
    Signal(
        "deeming",
        ("视为", "视同", "推定", "默认", "即表示", "即代表"),
        Bilingual("推定性用语", "deeming words"),
    ),
    Signal(
        "condition",
        ("除非", "除外", "但", "仅", "仅限", "至少", "最多", "不超过", "不低于", "以上", "以下", "或者", "或", "且", "并且"),
        Bilingual("条件或范围用语", "words of condition or scope"),
    ),
    Signal(
        "parties",
        ("甲方", "乙方", "丙方", "丁方", "双方", "各方", "我们", "您", "用户", "贵方", "我方", "第三方", "关联公司", "关联方", "合作方"),
        Bilingual("主体", "who is bound or entitled"),
    ),
    Signal(
        "jurisdiction",
        ("管辖", "仲裁", "法院", "诉讼", "起诉", "适用法律", "准据法", "住所地", "所在地", "签订地", "签署地", "履行地"),
        Bilingual("争议解决与管辖", "dispute settlement and jurisdiction"),
    ),
    Signal(
        "termination",
        ("终止", "解除", "中止", "暂停", "冻结", "封禁", "注销", "自动续费", "自动续期", "退款", "不予退款"),
        Bilingual("终止、暂停与退费", "termination, suspension and refunds"),
    ),
    Signal(
        "liability",
        ("违约金", "滞纳金", "赔偿", "免责", "责任", "间接损失", "直接损失", "损失"),
        Bilingual("责任与赔偿", "liability and damages"),
    ),
    Signal(
        "privacy",
        ("个人信息", "敏感", "收集", "共享", "转让", "公开披露", "跨境", "出境", "第三方SDK", "委托处理"),
        Bilingual("个人信息处理", "handling of personal information"),
    ),
)  # fmt: skip

_COMPANY = re.compile(r"[\u4e00-\u9fff（）()·A-Za-z]{2,24}?(?:有限责任公司|股份有限公司|有限公司|集团|仲裁委员会)")

NAMES: dict[str, Bilingual] = {
    **{str(kind): name for kind, name in VALUES.items()},
    **{signal.kind: signal.name for signal in SIGNALS},
    "user_rights": Bilingual("限制用户权利", "restrictions of user rights"),
    "dispute": Bilingual("争议解决条款", "dispute settlement"),
    "breach": Bilingual("违约责任条款", "breach"),
    "separate_terms": Bilingual("单独协议或规则", "separate terms"),
    "reference": Bilingual("引用指向", "references"),
    EDITORIAL: Bilingual("标点、书写或排印", "punctuation, spelling or typography"),
}
"""Every category a change may carry, as a reader calls it."""

SPELLINGS = (("帐", "账"), ("登陆", "登录"), ("其它", "其他"), ("做出", "作出"), ("身分", "身份"), ("惟一", "唯一"))
"""(variant, standard) spellings of one word. Never two words of different meaning (及时/即时, 订金/定金)."""


NEUTRAL = (
    "可能", "许可", "认可", "可用", "可见", "可信", "可靠", "应用", "相应", "响应", "供应", "适应", "对应", "反应", "应急", "应收",
    "应付", "负责人", "保证金", "须知", "不但", "但是", "或许", "责任公司", "责任人", "诉讼时效", "承担人", "上述用户", "用户名",
)  # fmt: skip
"""Words that hold a signal and are none: swallowed before the signals are counted."""
EVERYWHERE = frozenset({"parties", "condition"})
"""Kinds found in nearly every clause: they make a rewording material, but not a whole clause put in or taken out."""


def _word_table() -> tuple[re.Pattern[str], dict[str, str]]:
    kinds = {word: signal.kind for signal in SIGNALS for word in signal.words}
    longest_first = sorted((*kinds, *NEUTRAL), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first))), kinds


_WORD, _KIND = _word_table()


def touched(old: str, new: str) -> tuple[str, ...]:
    """Kinds of material things that are not the same in two texts (own text with its references masked)."""
    return tuple(dict.fromkeys((*_values_touched(old, new), *_words_touched(old, new), *_companies_touched(old, new))))


def held(text: str) -> tuple[str, ...]:
    """Kinds of material things in a whole clause that was put in or taken out."""
    return tuple(kind for kind in touched("", text) if kind not in EVERYWHERE)


def _values_touched(old: str, new: str) -> Iterator[str]:
    before, after = Counter(_values(old)), Counter(_values(new))
    changed = {kind for kind, _ in (before - after) + (after - before)}
    return (kind for kind in VALUES if kind in changed)


def _values(text: str) -> Iterator[tuple[UnitKind, str]]:
    for unit in units(text):
        if unit.kind in VALUES:
            yield unit.kind, plain_number(unit.text)


_HAN_NUMBER = re.compile("[〇零一二两三四五六七八九十百千]+")


def plain_number(text: str) -> str:
    """One way to write a value: no width, no thousands separators, Arabic figures. 人民币５，０００元 -> 人民币5000元."""
    narrow = re.sub(r"(?<=\d)[,，](?=\d{3})", "", wording(text))
    return _HAN_NUMBER.sub(_in_figures, narrow)


def _in_figures(number: re.Match[str]) -> str:
    value = read_han(number.group())
    return number.group() if value is None else str(value)


def _words_touched(old: str, new: str) -> Iterator[str]:
    before, after = Counter(_WORD.findall(wording(old))), Counter(_WORD.findall(wording(new)))
    changed = {_KIND.get(word) for word in (before - after) + (after - before)}
    return (signal.kind for signal in SIGNALS if signal.kind in changed)


def _companies_touched(old: str, new: str) -> Iterator[str]:
    if Counter(_COMPANY.findall(wording(old))) != Counter(_COMPANY.findall(wording(new))):
        yield "parties"


def is_editorial(old: str, new: str) -> bool:
    """Whether two texts say the same in the same words: only punctuation, spelling or number writing differs."""
    return _standard(old) == _standard(new)


def _standard(text: str) -> str:
    plain = plain_number("".join(character for character in text if not _is_punctuation(character)))
    for variant, standard in SPELLINGS:
        plain = plain.replace(variant, standard)
    return plain.lower()


def _is_punctuation(character: str) -> bool:
    """Punctuation and blanks, but no sign that carries a value: % ‰ ¥ $ + < > ~."""
    return character not in "%％‰#&@" and unicodedata.category(character)[0] in "PZC"


def reasons(kinds: Iterable[str]) -> Bilingual:
    """What a change touches, in words; empty for none."""
    known = [NAMES[kind] for kind in kinds if kind in NAMES]
    if not known:
        return Bilingual("", "")
    return Bilingual("涉及" + "、".join(name.zh for name in known), "touches " + ", ".join(name.en for name in known))
