"""Lines to be filled in: captions with blanks, and what people sign, seal and date."""

from __future__ import annotations

import re
from functools import lru_cache

from agreement_tool.text.patterns import compiled
from agreement_tool.text.remembered import TEXTS

_LONGEST = 120
_CJK = "\u4e00-\u9fff"
_SPREAD = compiled(rf"(?<=[{_CJK}（）()：:])[ \u3000\u00a0]+(?=[{_CJK}（）()：:])")
_BLANKS = compiled(r"[_＿]{2,}|\u3000{3,}")
_GLOSS = compiled(
    rf"\A((?:[（(]?[{_CJK}][{_CJK}、/ ]{{0,15}}[）)]?){{1,3}}) ?[A-Za-z][A-Za-z /.,&'’()（）-]{{0,60}}(?=[：:_])"
    rf"|\A[A-Za-z][A-Za-z /.&'’-]{{0,40}}(?=[{_CJK}][^：:。，；A-Za-z]{{0,20}}[：:_])"
)
"""The English beside a Chinese caption: 法定代表人（签字）Legal Representative：, Seller 卖方："""
_SIGNED = r"签字|签章|盖章|签名|公章|印章|签署|盖公章|签字盖章|签名盖章|手印|指印"
_SIGNATURE = compiled(
    rf"\A[^：:。，；]{{0,24}}(?:[（(][^）)。，]{{0,10}}(?:{_SIGNED})[^）)。，]{{0,10}}[）)]|(?:{_SIGNED}))[^。，；：:]{{0,6}}(?:[：:_]|\Z)"
    rf"|\A[^：:。，；]{{1,12}}[：:]\s*[\[［（(【]\s*(?:{_SIGNED})\s*[）)］\]】]"
    rf"|\A(?:甲|乙|丙|丁)方[^：:。，；]{{0,12}}[：:](?:[^，。；]{{0,40}}[（(])?[\[［（(【\s]*(?:{_SIGNED})"
    r"|\A[（(\-—－=*]*(?:以下)?无正文|\A[（(]?(?:本页|此页)[^。]{0,12}(?:签署页|签字页|无正文)"
)
_CAPTIONS = (
    "法定代表人", "授权代表", "委托代理人", "代表人", "代表", "负责人", "经办人", "日期", "时间", "签署日期",
    "签订日期", "签约日期", "签署时间",
    "签订时间", "签署地点", "签订地点", "签约地点", "地址", "住所", "住址", "电话", "联系电话", "手机", "传真",
    "电子邮箱", "邮箱", "邮编", "邮政编码",
    "开户行", "开户银行", "账号", "帐号", "户名", "税号", "身份证号", "身份证号码", "证件号码", "统一社会信用代码",
    "所属机构", "单位", "单位名称",
    "公司名称", "名称", "姓名", "年", "联系人", "联系方式", "Date", "Signature", "Name", "Title", "By",
)  # fmt: skip
_FIELD = compiled(rf"\A[（(]?[^：:。，；]{{0,14}}?(?:{'|'.join(_CAPTIONS)})[^：:。，；]{{0,12}}[：:_]", re.IGNORECASE)
_PARTY = compiled(
    r"\A(?:甲|乙|丙|丁|供|需|买|卖|借|贷|出租|承租|委托|受托|发包|承包|许可|被许可|转让|受让)[一-龥]?[方人](?:[（(][^）)]{1,20}[）)])?[^：:。，；]{0,8}[：:]"
)
_DATE = r"[\s_\d〇零一二三四五六七八九十]*+年[\s_\d一二三四五六七八九十]*+月[\s_\d一二三四五六七八九十]*+日?"
_DATES = compiled(rf"\A(?:{_DATE}){{1,3}}\s*(?:[（(][^（）()]{{1,10}}[）)])?\Z|\A\d{{4}}[-/.]\d{{1,2}}[-/.]\d{{1,2}}\Z")
_DATE_CAPTION = compiled(r"\A[^：:。，；]{0,6}(?:日期|时间)[：:]")
_IN_BRACKETS = compiled(r"\A[\[【［（(]\s*([^\[\]【】［］（）()]*)\s*[\]】］）)]\Z")
_OF_EDITIONS = "更新|修订|修改|发布|公布|颁布|生效|实施|施行|版本|version"
_EDITION_WORDS = compiled(
    rf"本[^，。：:]{{0,6}}(?:协议|政策|声明|条款)(?=的?版本|自)|{_OF_EDITIONS}|版|最近|最后|最新|上次|本次|日期|时间|及|于|自|起|号|为|是|v(?=\d)",
    re.IGNORECASE,
)
_SAYS_WHEN = compiled(_OF_EDITIONS, re.IGNORECASE)
_OF_DATES = compiled(r"[年月日\W\d_]")
_FILLED = compiled(r"[\d_@]")
_LEFT_OF_EDITION = 2
"""So many letters may be left of an edition note when its words, numbers and dates are taken out."""
_FIRST_CAPTION = compiled(r"[^：:。，；？！_]{1,16}[：:]\s*")
_NO_FIELD = compiled(r"[。；，]")
_BLANK = compiled(r"[_\s]*")
_CAPTION_END = compiled(r"[：:_]")
_VALUE, _NEXT_CAPTION = 40, 12
"""Characters of a value beside its blank, and of a caption behind another field."""

_ISSUER = compiled(r"\A[^，。；：:]{4,40}(?:制定|编制|印制|监制|发布|颁布|制订)\Z")
_VARIANT = compiled(
    r"\A[（(][^，。；：:（）()]{0,6}(?:示范文本|示例文本|标准文本|参考文本|通用|范本|样本|试行|试用|模板|[^，。；：:（）()]版)[）)]\Z"
)
_SIGNATORY = compiled(
    r"[\[【]?[^，。；：:！？\[\]【】]{2,30}(?:公司|集团|中心|委员会|事务所|研究院|工作室|团队|运营方|平台方|合伙企业|（有限合伙）)(?:\s*[^，。；：:\s]{2,8}[部处室])?[\]】]?[®™]?\Z"
)
_BUTTON = compiled(
    r"[←‹«<\s]*(?:返回\s*(?:首页|主页|顶部|上一页|上页)?|回到\s*(?:首页|顶部)|首页|上一页|下一页)[→›»>↑\s]*\Z"
)
_TAB = compiled(r"[^，。；：:、\s]{0,8}(?:协议|政策|条款|公约|声明|规则|规范)\Z")
_FEWEST_TABS = 2
_LANGUAGE = compiled(
    r"(?:[简繁]体中文|[简繁]體中文|中文(?:版|（[简繁][体體]）)?|English|日本語|한국어|Français|Deutsch|Español|Русский)\Z"
)
"""A page in other languages."""
_BETWEEN_LANGUAGES = compiled(r"[\s|·/]+")
_ATTACHMENTS = ("附件", "附录", "附表")
_ATTACHED = compiled(r"\A附(?:件|录|表)[：:](?=[^，。；]{0,60}\Z)")


@lru_cache(maxsize=TEXTS)
def squeezed(text: str) -> str:
    """Blanks between Chinese characters taken out (签 字 日 期), runs of underscores made one."""
    return _SPREAD.sub("", _BLANKS.sub("_", text).strip())


@lru_cache(maxsize=TEXTS)
def _chinese_caption(text: str) -> str:
    """`squeezed`, without the English gloss of a caption: 卖方Seller: → 卖方:."""
    bare = squeezed(text)
    return _GLOSS.sub(r"\1", bare, count=1) if len(bare) <= _LONGEST else bare


def is_navigation(text: str) -> bool:
    """What a page shows to get elsewhere, on a line of its own: ← 返回首页, 用户协议 | 隐私政策 | 用户公约."""
    bare = text.strip()
    tabs = [tab for tab in bare.replace("|", " ").split() if tab]
    if _BUTTON.match(bare) or (len(tabs) > _FEWEST_TABS and all(map(_TAB.match, tabs))):
        return True
    languages = _BETWEEN_LANGUAGES.split(bare) if len(tabs) > 1 else ()
    return len(languages) > 1 and all(map(_LANGUAGE.match, languages))


def is_date(text: str) -> bool:
    """A date, or the blanks for one, and nothing else but brackets around it."""
    return bool(_DATES.match(_IN_BRACKETS.sub(r"\1", squeezed(text))))


def is_date_field(text: str) -> bool:
    """日期：____年__月__日, 签订时间：."""
    return bool(_DATE_CAPTION.match(_chinese_caption(text)))


def is_edition_note(text: str) -> bool:
    """What a document says of its own edition: 最近更新于：2024年3月1日, 版本：v1.2 | 生效日期：2024年."""
    if not _SAYS_WHEN.search(text) or not any(map(str.isdigit, text)):
        return False
    left = _OF_DATES.sub("", _EDITION_WORDS.sub("", text))
    return len(left) <= _LEFT_OF_EDITION


def is_bare_attachment(text: str) -> bool:
    """附件 and nothing else: what is attached stands below."""
    return squeezed(text).rstrip("：:") in _ATTACHMENTS


def is_attachment_caption(text: str) -> bool:
    """What a list of attachments is headed by: 附件：, 协议书附件：."""
    bare = squeezed(text)
    return len(bare) <= 12 and bare.rstrip("：:").endswith(_ATTACHMENTS)


def speaks_of_attachments(text: str) -> bool:
    """本合同附件包括："""
    return any(word in text for word in _ATTACHMENTS)


def is_issuer(text: str) -> bool:
    """Who made a form: 国家市场监督管理总局 制定."""
    return bool(_ISSUER.match(squeezed(text)))


def is_variant(text: str) -> bool:
    """What variant of a form it is, in brackets: （示范文本）, （通用）."""
    return bool(_VARIANT.match(squeezed(text)))


def is_edition_caption(text: str) -> bool:
    """更新日期：____: room for the date of an edition."""
    return is_form_field(text) and len(text) <= 40 and bool(_SAYS_WHEN.search(text.partition("：")[0]))


def is_filled_caption(text: str) -> bool:
    """A caption with its value or blank on the line: 客服电话：010-12345678; no heading, however it is set."""
    _, colon, value = text.strip().strip("【】[]").replace(":", "：").partition("：")
    return bool(colon) and bool(value.strip()) and bool(_FILLED.search(value)) and is_form_field(text)


def is_signature(text: str) -> bool:
    """A line of a signature block that says who signs or seals."""
    bare = _chinese_caption(text)
    return len(bare) <= _LONGEST and "。" not in bare and bool(_SIGNATURE.search(bare))


def names_a_party(text: str) -> bool:
    """甲方：…, 委托人（签章）：…"""
    return bool(_PARTY.match(_chinese_caption(text)))


def names_a_signatory(text: str) -> bool:
    """The name of an organisation alone on its line, as below a text it has issued."""
    return bool(_SIGNATORY.match(squeezed(text)))


def names_attachments(text: str) -> bool:
    """附件：设备清单, or a whole list of them: what stands below the body, before or after the signatures."""
    return bool(_ATTACHED.match(squeezed(text)))


def is_signature_field(text: str) -> bool:
    """A line that may stand inside a signature block: 日期：, 法定代表人：, 甲方：."""
    bare = _chinese_caption(text)
    if len(bare) > _LONGEST or "。" in bare:
        return False
    return is_signature(text) or is_date(text) or bool(_FIELD.match(bare) or _PARTY.match(bare))


def is_form_field(text: str) -> bool:
    """A caption and its value or blank, perhaps several: 联系地址：____ 电话：____."""
    bare = squeezed(text)
    caption = _FIRST_CAPTION.match(bare)
    if caption is None:
        return False
    bare = bare.removesuffix("。") if bare.endswith("。") else bare.removesuffix("；")
    return not _NO_FIELD.search(bare) and _is_run_of_fields(bare, caption.end())


def is_open_field(text: str) -> bool:
    """A caption that waits for its value: 法定代表人：, 住址：____."""
    return text.rstrip().endswith(("：", ":", "_", "＿")) and bool(_FIELD.match(_chinese_caption(text)))


def _is_run_of_fields(text: str, start: int) -> bool:
    """Whether values and captions in turn fill `text` from `start`, where a value begins, to its end.

    The place where a value begins is taken as far right as one can reach: from there all is in reach that is from
    elsewhere.
    """
    while True:
        reach = _end_of_blank(text, start + _VALUE)
        if reach >= len(text):
            return True
        following = _next_value(text, start, reach)
        if following <= start:
            return False
        start = following


def _end_of_blank(text: str, start: int) -> int:
    blank = _BLANK.match(text, start)
    return blank.end() if blank else start


def _next_value(text: str, start: int, reach: int) -> int:
    """Behind the last colon whose caption may begin by `reach`; `start` where there is none."""
    caption_end = _CAPTION_END.search(text, reach, reach + _NEXT_CAPTION + 1)
    if caption_end and caption_end[0] != "_" and not _CAPTION_END.match(text, caption_end.start() - 1):
        return caption_end.end()
    for place in range(reach - 1, start, -1):
        if text[place] in "：:" and text[place - 1] not in "：:_":
            return place + 1
    return start
