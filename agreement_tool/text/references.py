"""Cross-references in a sentence: 本协议第三条第（二）项, 第三至五条, 前款, 上述第3.2条, 附件一, 《…法》第十条.

`mentions` only reads the words; what a mention points to is for `citations.resolve`, which knows the tree.
Wording follows 立法技术规范（试行）(一) 9–11: 条 is cited with 第, 项 in the brackets it is printed in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import Literal

from agreement_tool.frozen import frozen
from agreement_tool.text.numerals import read_han
from agreement_tool.text.patterns import compiled
from agreement_tool.text.remembered import TEXTS

Relative = Literal["", "this", "previous", "next"]


@frozen
class Step:
    """One step down the tree: 第三条, 第（二）项, 第三至五条, 前两款."""

    unit: str
    """条 款 项 目 章 节 编 篇 部分 附件 附录 附表; 'level' for a bare 3.2, 'item' for a bare （1）."""
    numbers: tuple[tuple[int, ...], ...] = ()
    """What it names: 第三条 -> ((3,),), 第3.2条 -> ((3, 2),), 第三至五条 -> ((3,), (4,), (5,))."""
    inserted: int = 0
    """第三条之一 -> 1."""
    relative: Relative = ""
    """本条 this, 前款 previous, 次条 next; then `numbers` is empty."""
    count: int = 1
    """前两款 -> 2."""
    form: str = ""
    """How its (first) number is printed: 'han', 'arabic', 'letter'."""


@frozen
class Mention:
    """A cross-reference. Offsets are code points of the text that was read."""

    start: int
    end: int
    text: str
    steps: tuple[Step, ...]
    """From the outermost step in; () for a 《document》 named on its own."""
    document: str = ""
    """The law or other document it belongs to, without 《》; '' when it says this agreement or nothing."""
    law: bool = False
    """`document` is a law, regulation or judicial interpretation."""
    title: str = ""
    """The heading it quotes: 第十条（争议解决） -> 争议解决."""
    title_start: int = -1
    """Where that heading begins; -1 without one."""
    several: bool = False
    """It names a range or a list of clauses."""

    @property
    def relative(self) -> bool:
        """It is counted from where it stands: 本条, 前款."""
        return bool(self.steps) and bool(self.steps[0].relative)


_HAN = "〇零一二两三四五六七八九十百千"
_N = rf"(?:[{_HAN}]{{1,7}}|[0-9０-９]{{1,4}}(?:[.．][0-9０-９]{{1,3}}){{0,5}})"
_BRACKETED = rf"\s*(?:{_N}|[a-zA-Z]|[ivx]{{1,5}})\s*[）)]"
_BN = rf"(?:[（(]{_BRACKETED})"
_ANY = rf"(?:{_BN}|{_N}(?:\s*[）)])?)"
_JOIN = r"\s*(?:至|到|[-–—~～－]|、|和|及|与|或)\s*(?:第\s*)?"
_MOST = 30
"""So many numbers may be joined in one reference: more are nobody's, and each start of the run would be tried to its
end."""
_UNIT = r"部分|条|款|项|目|章|节|编|篇"
_MANY = rf"{_ANY}(?:{_JOIN}{_ANY}){{0,{_MOST}}}"

_STEP = compiled(
    rf"第\s*(?P<numbers>{_MANY})\s*(?P<unit>{_UNIT})(?:\s*之\s*(?P<inserted>[{_HAN}]{{1,2}})(?![{_HAN}]))?"
)
_NESTED = compiled(rf"第\s*(?P<number>{_N})\s*(?P<inner>{_BN})\s*(?P<unit>项|目)")
"""第一条第1（1）项: 1 and, below it, （1）."""
_RELATIVE = compiled(
    rf"(?P<side>本|前|上|下|次)(?P<count>[一两二三四五六]|数)?(?P<unit>{_UNIT})(?!例|约|款|项|目|件|文)"
)
_ATTACHED = compiled(
    rf"(?P<unit>附件|附录|附表)\s*(?P<numbers>[{_HAN}]{{1,3}}+(?!式)|[0-9０-９]{{1,2}}|[A-Z](?![A-Za-z])|[IVX]{{1,4}}(?![A-Za-z]))"
)
"""附件一式两份 counts copies and names no 附件一."""
_BELOW = r"(?:[.．][0-9０-９]{1,3}){1,5}"
_DECIMAL = rf"(?![0０][.．])[0-9０-９]{{1,2}}{_BELOW}"
_LEVEL = compiled(rf"(?<![0-9０-９.．])(?P<numbers>{_DECIMAL})\s*(?P<unit>条款|条|款|项|节)")
_LEVEL_LED = compiled(
    rf"(?:上述|前述|下述|条款|详见|参见|违反|依照|按照|根据|依据|符合|本协议|本合同|见)\s*(?P<numbers>{_DECIMAL})"
    r"(?![0-9０-９%％.．]|\s*(?:元|万|天|年|月|日|倍|个|版|斤|公斤|吨|折|成|亩|米|[A-Za-z%％]))"
)
_DOCUMENT = compiled(r"《(?P<name>[^《》\n]{2,60})》")
_ITEM_STEP = compiled(rf"(?P<numbers>{_BN}(?:{_JOIN}{_BN}){{0,{_MOST}}})\s*(?P<unit>项|目)?")
_HYPHENED = compiled(r"第?\s*(?P<tiers>[0-9０-９]{1,3}(?:[-－–][0-9０-９]{1,3}){1,3})\s*(?:条款|条|款|项)?")
"""第1-1条, where the agreement prints such labels: what is a range elsewhere is one number there."""
_LONE_ITEMS = compiled(rf"(?P<numbers>{_BN}(?:{_JOIN}{_BN}){{0,{_MOST}}})\s*(?P<unit>项|目)(?!目)")
_GLUE = compiled(r"(?:\s*〔[^〔〕]{2,30}〕)?\s*[中里内]?的?\s*")
"""Between two steps: 第12.4.2项〔进度付款〕第（1）目."""
_RANGE = compiled(r"\s*(?:至|到|[-–—~～－])\s*")
_TITLE = compiled(r"\s*(?:[（(“「【〔]|《)(?P<title>[\u4e00-\u9fffA-Za-z、与和及]{2,20})[）)”」】》〕]")
_NOT_TITLE = compiled(r"以下|下称|简称|包括|含|如|即|但|不|见|下同|统称|经|由")

# What may follow a 款, 项, 节 … that is named without its 条 and still be a reference: 第一款游戏 is not one.
_GOES_ON = compiled(
    r"\s*(?:第|$|[，。；、：）\)》”\"]|规定|约定|所|中|之|的|情形|情况|内容|条件|和|及|与|或|至|项下|下|前|[（(])"
)
_LAW_BEFORE = compiled(r"(?P<name>[\u4e00-\u9fff]{1,18}?(?:法典|宪法|法|条例|办法|公约|司法解释|解释|实施细则))\s*$")
_CONTRACT_BEFORE = compiled(
    r"(?P<name>[\u4e00-\u9fff]{2,12}?(?:协议|合同|政策|规则|章程|说明书|须知|声明))(?:的|中的|中)?\s*$"
)
_OWN_BEFORE = compiled(
    r"(?:本|该|此|上述|前述|以下|下述)[\u4e00-\u9fff]{0,8}(?:协议|合同|条款|政策|规则|声明|须知|章程|办法|规定|说明|许可|承诺)?(?:的|中的|中)?\s*$"
)
_OTHER_LAW_BEFORE = compiled(r"(?:该法|同法|上述法律|前述法律|该条例|该办法)(?:的|中)?\s*$")
_SAME_BREATH = compiled(r"\s*(?:、|，|,|□|☐|和|及|与|或|或者|以及|并)?\s*")
_LAW_NAME = compiled(r"(?:法|法典|条例|规定|办法|解释|细则|决定|意见|公约|准则|宪法)(?:[（(][^）)]{0,60}[）)])?$")
_LAW_MARK = compiled(r"中华人民共和国|最高人民法院|国务院")
# Cheap gate: most clauses hold none of these. It begins with one class of characters, for so `re` passes over the
# others at once; what follows looks back at which of them it was.
_HINT = compiled(
    rf"[第《本前上下次附0-9０-９（(](?:(?<=[第《])|(?<=[本前上下次])[一两二三四五六数]?(?:{_UNIT})|(?<=附)[件录表]"
    rf"|(?<=[0-9０-９])(?<![0-9０-９.．].)(?!(?<=[0０])[.．])[0-9０-９]?{_BELOW}"
    rf"|(?<=[（(]){_BRACKETED}\s*(?:[项目]|{_JOIN}{_BN}))"
)


@lru_cache(maxsize=TEXTS)
def mentions(text: str) -> tuple[Mention, ...]:
    """Every cross-reference in `text`, in order, not overlapping.

    A mention that names a law or another document carries its name in `document`; lists after one (《…法》第三条、
    第五条) inherit it. 第三条、第五条 are two mentions; 第三至五条 is one.
    """
    if not _HINT.search(text):
        return ()
    found: list[Mention] = []
    for mention in _scan(text):
        before = found[-1] if found else None
        if before and before.document and before.steps and not mention.document and _follows(text, before, mention):
            mention = replace(mention, document=before.document, law=before.law)
        found.append(mention)
    return tuple(found)


def _scan(text: str) -> Iterator[Mention]:
    place = 0
    while hint := _HINT.search(text, place):
        mention = next((found for read in _READERS if (found := read(text, hint.start()))), None)
        if mention:
            yield mention
        place = max(mention.end if mention else 0, hint.start() + 1)


def _read_document(text: str, offset: int) -> Mention | None:
    match = _DOCUMENT.match(text, offset)
    if match is None:
        return None
    name = match["name"].strip()
    law = bool(_LAW_NAME.search(name) and (_LAW_MARK.search(name) or not _is_contract(name)))
    connector = _GLUE.match(text, match.end())
    after = connector.end() if connector else match.end()
    inner = _read_numbered(text, after, named=True) or _read_attachment(text, after)
    if inner:
        return replace(inner, start=offset, text=text[offset : inner.end], document=name, law=law)
    return Mention(offset, match.end(), match[0], (), name, law)


def _is_contract(name: str) -> bool:
    return bool(re.search(r"协议|合同|政策|声明|须知|用户|平台|服务", name))


def _read_numbered(text: str, offset: int, *, named: bool = False) -> Mention | None:
    match = _STEP.match(text, offset)
    if match is None:
        return None
    step = _step(match)
    standing = step.unit in ("条", "章", "编", "篇") or "（" in match[0] or "(" in match[0] or len(step.numbers[0]) > 1
    if not (standing or named or _GOES_ON.match(text, match.end())):
        return None
    document, law = ("", False) if named else _owner(text, offset)
    return _finish(text, offset, [step], match.end(), document, law)


def _read_relative(text: str, offset: int) -> Mention | None:
    match = _RELATIVE.match(text, offset)
    if match is None or text[offset - 1 : offset] in tuple("以之此日根基样成文版脚"):
        return None
    side, unit = match["side"], match["unit"]
    if side == "下" and unit in ("项", "目", "部分"):
        return None
    if (
        side not in "前上"
        and unit in ("款", "项", "目", "部分", "节", "编", "篇")
        and not _GOES_ON.match(text, match.end())
    ):
        return None
    relative: Relative = {"本": "this", "前": "previous", "上": "previous"}.get(side, "next")  # type: ignore[assignment]
    if match["count"] and relative == "this":
        return None
    count = (read_han(match["count"]) or 2) if match["count"] else 1
    return _finish(text, offset, [Step(unit, relative=relative, count=count)], match.end())


def _read_attachment(text: str, offset: int) -> Mention | None:
    match = _ATTACHED.match(text, offset)
    if match is None:
        return None
    document, law = _owner(text, offset)
    number, form = _read_number(match["numbers"])
    return (
        _finish(text, offset, [Step(match["unit"], (number,), form=form)], match.end(), document, law)
        if number
        else None
    )


def _read_level(text: str, offset: int) -> Mention | None:
    match = _LEVEL.match(text, offset)
    if match:
        document, law = _owner(text, offset)
        unit = match["unit"][:1]
        return _finish(
            text, offset, [Step(unit, (_decimal(match["numbers"]),), form="arabic")], match.end(), document, law
        )
    for back in range(1, 5):
        led = _LEVEL_LED.match(text, offset - back) if offset >= back else None
        if led and led.start("numbers") == offset:
            return _finish(text, offset, [Step("level", (_decimal(led["numbers"]),), form="arabic")], led.end())
    return None


def _read_lone_items(text: str, offset: int) -> Mention | None:
    """（1）、（2）项, named without anything above them."""
    match = _LONE_ITEMS.match(text, offset)
    if match is None:
        return None
    numbers, form = _read_numbers(match["numbers"])
    return _finish(text, offset, [Step(match["unit"], numbers, form=form)], match.end()) if numbers else None


_READERS = (_read_document, _read_numbered, _read_relative, _read_attachment, _read_level, _read_lone_items)


def _finish(text: str, start: int, steps: list[Step], end: int, document: str = "", law: bool = False) -> Mention:
    """Read the steps below the first, a range's far end, and the quoted heading."""
    while True:
        far = _range_end(text, end, steps[-1])
        if far:
            steps[-1], end = far
        below = _step_below(text, end, steps[-1])
        if below is None:
            break
        step, end = below
        steps.append(step)
    title, title_start = _quoted_title(text, end)
    several = any(len(step.numbers) > 1 for step in steps)
    return Mention(start, end, text[start:end], tuple(steps), document, law, title, title_start, several)


def _range_end(text: str, end: int, step: Step) -> tuple[Step, int] | None:
    """第一条至第五条: the far end repeats the unit."""
    dash = _RANGE.match(text, end)
    match = _STEP.match(text, dash.end()) if dash else None
    if match is None or match["unit"] != step.unit or not step.numbers or match["inserted"]:
        return None
    last = _step(match).numbers[-1]
    return replace(step, numbers=(*step.numbers[:-1], *_between(step.numbers[-1], last))), match.end()


def _step_below(text: str, end: int, above: Step) -> tuple[Step, int] | None:
    glue = _GLUE.match(text, end)
    after = glue.end() if glue else end
    match = _STEP.match(text, after)
    if match and _ranks_below(match["unit"], above.unit):
        return _step(match), match.end()
    nested = _NESTED.match(text, after)
    if nested and above.unit == "条":
        number, form = _read_number(nested["number"])
        return (Step("项", (number,), form=form), nested.end("number")) if number else None
    item = _ITEM_STEP.match(text, end) if above.unit not in ("目", "附件", "附录", "附表", "章", "编", "篇") else None
    if item and (item["unit"] or above.unit in ("条", "款", "level")):
        numbers, form = _read_numbers(item["numbers"])
        if numbers:
            return Step(item["unit"] or "item", numbers, form=form), item.end()
    return None


_RANKS = {
    "编": 0,
    "篇": 0,
    "部分": 0,
    "附件": 0,
    "附录": 0,
    "附表": 0,
    "章": 1,
    "节": 2,
    "条": 3,
    "level": 3,
    "款": 4,
    "项": 5,
    "item": 5,
    "目": 6,
}


def _ranks_below(unit: str, above: str) -> bool:
    return _RANKS[unit] > _RANKS[above]


def _quoted_title(text: str, end: int) -> tuple[str, int]:
    match = _TITLE.match(text, end)
    if match is None or _NOT_TITLE.match(match["title"]) or read_han(match["title"]) is not None:
        return "", -1
    return match["title"], match.start("title")


def _step(match: re.Match[str]) -> Step:
    numbers, form = _read_numbers(match["numbers"])
    inserted = (read_han(match["inserted"]) or 0) if match["inserted"] else 0
    return Step(match["unit"], numbers, inserted, form=form)


_PIECE = compiled(rf"(?P<join>至|到|[-–—~～－]|、|和|及|与|或)|(?P<number>{_ANY})")


def _read_numbers(printed: str) -> tuple[tuple[tuple[int, ...], ...], str]:
    """三至五 -> ((3,), (4,), (5,)); （一）、（三） -> ((1,), (3,))."""
    numbers: list[tuple[int, ...]] = []
    form, ranging = "", False
    for piece in _PIECE.finditer(printed):
        if piece["join"]:
            ranging = piece["join"] not in tuple("、和及与或")
            continue
        number, printed_form = _read_number(piece["number"])
        form = form or printed_form
        numbers.extend(_between(numbers.pop(), number) if ranging and numbers else (number,))
        ranging = False
    return tuple(number for number in numbers if number), form


def _between(first: tuple[int, ...], last: tuple[int, ...]) -> tuple[tuple[int, ...], ...]:
    """3.1, 3.4 -> 3.1, 3.2, 3.3, 3.4. Ends that cannot be counted between stay as they are."""
    countable = len(first) == len(last) and first[:-1] == last[:-1] and 0 < last[-1] - first[-1] <= 200
    return tuple((*first[:-1], n) for n in range(first[-1], last[-1] + 1)) if countable else (first, last)


def _read_number(printed: str) -> tuple[tuple[int, ...], str]:
    bare = printed.strip("（）() \t")
    if bare[:1].isdecimal():
        return _decimal(bare), "arabic"
    if len(bare) == 1 and bare.isascii() and bare.isalpha() and bare not in "ivx":
        return (ord(bare.lower()) - ord("a") + 1,), "letter"
    if bare.isascii():
        from agreement_tool.text.numerals import read_roman

        value = read_roman(bare)
        return ((value,) if value else ()), "letter"
    value = read_han(bare)
    return ((value,) if value else ()), "han"


def _decimal(printed: str) -> tuple[int, ...]:
    return tuple(int(piece) for piece in re.split(r"[.．]", printed))


def hyphened(mention: Mention) -> Mention:
    """The mention read anew for an agreement whose labels are 1-1, 1-2: 第1-2条 is one clause, no range."""
    match = _HYPHENED.match(mention.text)
    if match is None or len(mention.steps) != 1:
        return mention
    number = tuple(int(tier) for tier in re.split(r"[-－–]", match["tiers"]))
    return replace(mention, steps=(replace(mention.steps[0], unit="level", numbers=(number,)),), several=False)


def _owner(text: str, offset: int) -> tuple[str, bool]:
    """Whose clause it is, from the words right before: ('民法典', True), ('隐私政策', False), ('', False) for our
    own."""
    before = text[max(0, offset - 24) : offset].rstrip('”"＞>」』□☐ ')
    if _OTHER_LAW_BEFORE.search(before):
        return "该法", True
    if _OWN_BEFORE.search(before):
        return "", False
    law = _LAW_BEFORE.search(before)
    if law and not re.search(
        r"(?:方法|无法|办法|违法|合法|依法|非法|想法|做法|看法|说法|用法|算法|[以下]解释)$", law["name"]
    ):
        return _trimmed(law["name"]), True
    contract = _CONTRACT_BEFORE.search(before)
    if contract and not re.search(r"本(?:协议|合同|政策|规则|声明)", contract["name"]):
        name = _trimmed(contract["name"])
        return (name, False) if len(name) > 2 else ("", False)
    return "", False


_VERBS = compiled(r"^.*(?:根据|依据|按照|依照|按|依|违反|适用|参照|遵守|符合|和|及|与|或|以及|的|在|以|对|于|由|见)")


def _trimmed(name: str) -> str:
    """The words before a name go: 根据刑法 -> 刑法."""
    return _VERBS.sub("", name) or name


def _follows(text: str, before: Mention, mention: Mention) -> bool:
    joint = _SAME_BREATH.match(text, before.end)
    return bool(joint) and joint is not None and joint.end() >= mention.start and not mention.relative
