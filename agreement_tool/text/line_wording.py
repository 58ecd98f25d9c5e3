"""What a line's words alone say: headings, introductions, cross-references, rates and dates."""

from __future__ import annotations

import re
from functools import lru_cache

from agreement_tool.model import Label
from agreement_tool.text.patterns import compiled
from agreement_tool.text.whitespace import strip_whitespace
from agreement_tool.text.words import boundaries

SENTENCE_END = compiled(r"[。；！？;!?…]['\"”’」』）)】]*\Z|[.]['\"”’]?\Z")
_TERMINAL = compiled(r"[。；！？：，、;!?:,.…]['\"”’」』]*\Z")
_INTRODUCES = compiled(r"([：:]|如下|下列|以下[^，。；]{0,8})\s*[-—－]*\Z")
_HALF = compiled(
    r"(?:甲乙双方|双方|各方|[甲乙丙]方|您|用户|我们)[^：:]{0,8}(?:确认|确定|商定|同意|承诺|约定|保证|声明|知悉|理解|授权)(?:[^，。；：:]{0,12}为)?[：:]\s*\Z|"
    r"(?:包括(?:但不限于)?|包含|不限于|如下|(?:以下|下列)[^，。；：:]{0,6}|(?<![行作])为)[：:]\s*\Z"
)
_CODE = compiled(r"[A-Za-z0-9\-—－_/]+\Z")
_LISTS = compiled(
    r"(?:如下|下列|以下|上述|包括|包含|不限于|除外|除非|情形|情况|行为|之一|同意|承诺|保证|约定|规定|要求|条件|原则|目的|权利|义务|责任|内容|信息|方式|事项"
    r"|用途|措施|服务|不得|必须|应当|例如|分别)[^，。；：:]{0,6}[：:]\Z"
)
_CLAUSES = compiled(r"[，。；]")
_LEANING = compiled(r"或|以及|及(?!时)|和(?!解|平|谐)|与(?!此|会)|的(?!确|士)|等(?!级|待|于)")
_WORDS_NEARBY = 8
"""Characters on either side of a pair that decide how it is cut into words."""
_COMMA = compiled(r"[，。；！？]")
_UNFINISHED = compiled(r"[，、（(“‘《〈【\[—]\Z")
_BRACKETS = (("（", "）)"), ("《", "》"), ("【", "】"))
_LONGEST_BRACKET = 30
"""Characters: where more stand behind an opening bracket, the closing one was forgotten."""
_HANGING_WORD = compiled(r"(?<!目)的\Z|[和或及与等在为由对将]\Z")
CANNOT_BEGIN = frozenset("，。；：、）)”’》〉】］」』！？,;!?%％‰")
"""No paragraph begins with these: the line continues the one before."""

# A number followed by these belongs to a sentence: 第十三条的约定, 1.3款约定, 第三条、第五条, 第二条至第四条.
_REFERENCE_TAIL = compiled(
    r"(?:的(?!、)|所述|所列|所约|所称|所规定|约定(?!事项|条款|内容)|规定(?!事项|内容)|之规定|之约定|项下|中[的所规约，]|至第|、第|和第|及第|与第|或第|或者第"
    r"|第[〇零一二三四五六七八九十百\d]+[款项条]|以及|[》”’）)」，,；。]|执行(?=[的第。，本])|处理的|承担)"
)
_UNIT_TAIL = compiled(
    r"(?:[条章节点]|款(?!项)|项(?!目)|目(?![的录标]))(?:的|所|之|约定|规定|中|项下|第|执行|至|、|和|及|与|或|内容|承担|进行|，|,|；|。|）)"
)
# … and by these it counts something: 0.05%, 2.24小时, 1.5倍, 3.00元, 10.1起.
_MEASURE = compiled(
    r"[%％‰°]|[万亿]?元(?!宇|素|数)|[万亿](?=[^一])|倍|美元|人民币|港币|小时|分钟|秒(?!杀)|毫秒|米(?=[^一-龥]|以|的|内|高|长|宽)|公里|千米|平方|公斤|克(?=[^一-龥]|以|的)"
    r"|个(?=月|工作日|自然日|交易日|小时|百分点|星期|周|季度|年度|或|以)|[年月日周天岁](?=[内起前后止以至中\d，。；、）)]|的|为|\Z)"
    r"|[KMGTkmg][Bb]|[mck]m\b|版本?(?=[^权本更]|\Z)|以上|以下(?!.{0,20}[：:])|以内|左右|折(?=[^扣旧])|分之"
)
_HEADING_WORDS = (
    "特别提示", "重要提示", "温馨提示", "风险提示", "郑重提示", "提示条款", "特别提醒", "重要须知", "特别说明",
    "特别声明", "特别约定", "重要声明",
    "协议正文", "正文", "前言", "引言", "导言", "序言", "首部", "首部及导言", "导语", "总则", "附则", "使用说明",
    "填写说明", "说明", "目录",
    "鉴于", "签署页", "附件", "附录", "附件清单", "定义", "概述", "用户承诺", "承诺书", "声明", "释义", "名词解释",
    "摘要", "提示", "更新日志",
    "协议条款", "合同条款", "通用条款", "专用条款", "协议书", "合同协议书", "隐私政策", "隐私协议", "用户协议",
    "服务条款", "引 言", "前 言", "导 言",
)  # fmt: skip
_HEADINGS = frozenset(strip_whitespace(word) for word in _HEADING_WORDS)
_FRAMED = compiled(r"[【〖\[［《〈「『<＜*＊■●◆★-]*\s*(?P<inner>.{1,99}?)\s*[】〗\]］》〉」』>＞*＊-]*[：:，]?\Z")
_LONGEST_KNOWN = 2 * max(map(len, _HEADING_WORDS)) + 8
"""Characters of a known heading, spread and framed."""
_BRACKETED = compiled(r"[【〖［\[][^【】〖〗［］\[\]]{1,30}[】〗］\]][：:]?\Z")
_LED = compiled(r"[【〖][^【】〖〗，。；]{2,12}[】〗]")
_TITLE_NOUN = compiled(
    r"(协议|协议书|合同|合同书|政策|条款|声明|须知|规则|规定|公约|承诺书|许可|许可证|许可协议|告知书|授权书|通知|指引|说明|制度|办法|守则|章程|细则|规程|条例|手册|协定"
    r"|备忘录|意向书|License|Agreement|Policy|Terms)(范本|文本|模板|示范文本|（[^（）]{1,60}）|\([^()]{1,60}\)|【[^【】]{1,20}】|\s*[vV]?[\d.]++|内容|正文)*+\Z",
    re.IGNORECASE,
)
_PREAMBLE = compiled(
    r"(?:依据|根据|依照|按照|遵照|为了?|鉴于)[^。]{8,160}(?:签订|订立|达成|签署)(?:本|如下|以下)[^。，；]{0,12}(?:[。：:]|\Z)"
)
_SUMS_UP = compiled(r"(?:您[^，。；]{0,8}，)?(?:(?:上述|以上|前述|综上)(?!海)|本[章节条款](?:所[述称指]|中的))")
_FAREWELL = compiled(
    r"[（(](?:完|全文完|正文完)[）)]|(?:再次|最后|谨此|衷心)?感谢[您你]|[^。]{0,60}。?感谢[您你][^。]{0,20}[。！!]\Z"
    r"|[^。]{0,60}保留(?:一切|所有)权利[。！]?\Z"
    r"|版权所有|©|copyright|all rights reserved",
    re.IGNORECASE,
)
_NOTICE = compiled(r"提示|注意|须知|引言|前言|导言|序言|导语|说明|摘要|鉴于|首部|提醒|更新|变更|修订|概述")
_DEFINITION = compiled(r"[“\"「『][^”\"」』]{1,24}[”\"」』](?:（[^）]{1,40}）)?[，,]?\s*(?:是?指|系指|意指|即|：|包括)")


_CLOSES_IN: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = (
    (
        compiled(
            r"请?[您你]在?发现任何违反本|[您你]?可以?通过(?:以下|如下|下列)[^，。；]{0,10}方式[^，。；]{0,16}联[系络]"
            r"|如果?[您你]?(?:对[^，。；]{0,30}有|有)[^，。；]{0,30}(?:问题|疑问|疑义|意见|建议)[^。；]{0,60}(?:联系|联络)"
        ),
        compiled(r"联系"),
    ),
    (compiled(r"[本此该](?:协议|合同)[^。；]{0,12}一式"), compiled(r"其他|其它|附则|生效|份|文本|效力|补充|杂")),
)
"""Sentences on the whole document, each with the words of a chapter that may hold it."""
_OF_THAT = compiled(r"的(?!确|士)|[、和及与或至]\s*\d")


def _width(text: str) -> int:
    return 2 * len(text) - len(text.encode("ascii", "ignore"))


@lru_cache(maxsize=1024)
def is_sentence_end(text: str) -> bool:
    """Ends as a sentence or a list item does. Asked of a line by many features, as is `introduces`."""
    return bool(SENTENCE_END.search(text.rstrip()))


def is_unfinished(text: str) -> bool:
    """Ends where no paragraph can end: after a comma, or inside brackets."""
    bare = text.rstrip()
    if _UNFINISHED.search(bare):
        return True
    # Behind a full stop the closing bracket was forgotten.
    return not SENTENCE_END.search(bare) and any(_stands_open(bare, *pair) for pair in _BRACKETS)


def _stands_open(text: str, opening: str, closing: str) -> bool:
    start = text.rfind(opening)
    return start > max(map(text.rfind, closing)) and len(text) - start <= _LONGEST_BRACKET


def hangs_on_a_word(text: str) -> bool:
    """Ends in a word that wants more (的, 和, 对), as a broken line may and a heading may not."""
    return bool(_HANGING_WORD.search(text.rstrip()))


@lru_cache(maxsize=1024)
def introduces(text: str) -> bool:
    """Ends as a sentence that introduces a list: 包括但不限于：."""
    return bool(_INTRODUCES.search(text.rstrip()))


def is_han(text: str) -> bool:
    """Begins with a Chinese character."""
    return "\u4e00" <= text[:1] <= "\u9fff"


def has_clauses(text: str) -> bool:
    """Punctuated inside, as a sentence is and a heading is not."""
    return bool(_CLAUSES.search(text))


def leans_on_what_stands_before(text: str) -> bool:
    """Begins with a word that joins it to something: 或双方约定的."""
    return bool(_LEANING.match(text))


def crosses_a_word(above: str, below: str) -> bool:
    """The pair between the two cuts a word: 承包 | 人."""
    head = above[-_WORDS_NEARBY:]
    return len(head) not in boundaries(head + below[:_WORDS_NEARBY])


def is_half_a_sentence(text: str) -> bool:
    """Ends with a colon behind words to which the rest, or a list, belongs: 包括但不限于：, 双方确认：, 宗旨为：."""
    return bool(_HALF.search(text))


def introduces_a_list(text: str) -> bool:
    """Ends with a colon after words that announce several things: 下列情形之一：, 包括但不限于：."""
    return bool(_LISTS.search(text.rstrip()))


@lru_cache(maxsize=256)
def looks_like_heading(text: str, longest: int = 30) -> bool:
    """Short and not punctuated as a sentence: may be a unit's heading. `longest` in Chinese characters."""
    bare = text.strip()
    if not bare or len(bare) > 2 * longest or _width(bare) > 2 * longest or _TERMINAL.search(bare.rstrip("：:")):
        return False
    return not _COMMA.search(bare.rstrip("：:")) and any(char.isalpha() for char in bare)


def is_code(text: str) -> bool:
    """A number that something is registered or published under: GF—2017—0201, 91330106MA7."""
    bare = strip_whitespace(text)
    return bool(_CODE.match(bare)) and sum(map(str.isdigit, bare)) >= 4


def is_known_heading(text: str) -> bool:
    """One of the headings agreements use without a number: 特别提示, 【协议正文】, 附则."""
    bare = text.strip()
    match = _FRAMED.match(bare) if len(bare) <= _LONGEST_KNOWN else None
    inner = "".join(match.group("inner").split()) if match else ""
    return inner in _HEADINGS


def is_bracketed_heading(text: str) -> bool:
    """A whole line in lenticular or square brackets: 【特别提示】."""
    return bool(_BRACKETED.match(text.strip()))


def is_farewell(text: str) -> bool:
    """Thanks, or whose the document is, as its last words: 感谢您的使用！, 版权所有."""
    return bool(_FAREWELL.match(text.strip()))


def chapter_of_closing(text: str) -> re.Pattern[str] | None:
    """The words of the chapter in which 如您对本协议有任何疑问，请与我们联系。 or 本合同一式两份。 may stand; None: the
    sentence does not speak of the whole document."""
    return next((chapter for sentence, chapter in _CLOSES_IN if sentence.match(text.strip())), None)


def sums_up(text: str) -> bool:
    """Speaks of what was listed above it: 以上服务…, 您理解并同意，上述信息…."""
    return bool(_SUMS_UP.match(text.strip()))


def is_preamble(text: str) -> bool:
    """What an agreement says above its first clause: 根据《民法典》，双方经协商一致，订立本合同。"""
    return bool(_PREAMBLE.match(text.strip()))


def is_led_by_brackets(text: str) -> bool:
    """Begins with words in lenticular brackets: 【特别提示】请您…."""
    return bool(_LED.match(text))


def is_notice(text: str) -> bool:
    """The heading of what stands before the body: 特别提示, 引言, 使用说明."""
    return bool(_NOTICE.search(text))


def names_a_document(text: str) -> bool:
    """Ends as titles of agreements do: …服务协议, …隐私政策, …合同（示范文本）."""
    bare = text.strip().strip("《》【】“”<>#* ")
    return 2 <= len(bare) <= 60 and not _COMMA.search(bare) and bool(_TITLE_NOUN.search(bare))


def is_reference_to(label: Label, rest: str) -> bool:
    """11.5.14.2的试验适用于…, 3.1、3.2: tiered numbers that the sentence speaks of. `rest` follows without a blank."""
    return label.tiers > 1 and not label.closing and bool(_OF_THAT.match(rest))


def is_reference_or_measure(label: Label, rest: str, unspaced: bool, most: int = 199) -> bool:
    """Whether a number at a line's head belongs to a sentence. `unspaced`: no blank between number and `rest`; `most`:
    the highest number that may be a label with a point or nothing behind it."""
    if label.numeral == "stem":
        return bool(compiled(r"[甲乙丙丁]、|[乙丙丁]").match(rest))
    if label.unit and not label.opening.startswith("附"):
        # 第二条，租赁期限: a comma for a point, before a heading only
        spoken = label.closing.endswith(("，", ",")) and not looks_like_heading(rest, 12)
        return unspaced and (spoken or bool(_REFERENCE_TAIL.match(rest)))
    if label.unit:
        return bool(compiled(r"(?:的|所|中|》|[为是和及将与或][^：:]{4}|、|，)").match(rest))
    if label.numeral in ("arabic", "han") and not label.opening and label.closing in ("", "."):
        padded = any(piece.startswith("0") for piece in compiled(r"[.．\-]").split(label.text.rstrip(".．")))
        if padded or 0 in label.number or max(label.number) > most:
            return True
        measured = label.tiers > 1 or not label.closing
        return bool(unspaced and _UNIT_TAIL.match(rest)) or (measured and _counts(label, rest, unspaced))
    return label.numeral == "upper" and label.text.strip("（()）") == "C" and rest[:2] in ("20", "19")


def _counts(label: Label, rest: str, unspaced: bool) -> bool:
    """Whether the number measures something: 0.05%, 2.24小时内. A blank keeps a tiered number and its words apart."""
    return (unspaced or label.tiers == 1) and bool(_MEASURE.match(rest))


def is_definition(text: str) -> bool:
    """“许可方”是指…: a term in quotes and what it means."""
    return bool(_DEFINITION.match(text))
