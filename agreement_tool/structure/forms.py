"""Lines to be filled in: captions with blanks, and what people sign, seal and date."""

from __future__ import annotations

import re
from functools import lru_cache

from agreement_tool.text.patterns import compiled

_LONGEST = 120
_CJK = "\u4e00-\u9fff"
_SPREAD = compiled(rf"(?<=[{_CJK}（）()：:])[ \u3000\u00a0]+(?=[{_CJK}（）()：:])")
_BLANKS = compiled(r"[_＿]{2,}|\u3000{3,}")
_SIGNED = r"签字|签章|盖章|签名|公章|印章|签署|盖公章|签字盖章|签名盖章|手印|指印"
_SIGNATURE = compiled(
    rf"\A[^：:。，；]{{0,24}}(?:[（(][^）)。，]{{0,10}}(?:{_SIGNED})[^）)。，]{{0,10}}[）)]|(?:{_SIGNED}))[^。，；：:]{{0,6}}(?:[：:_]|\Z)"
    rf"|\A[^：:。，；]{{1,12}}[：:]\s*[\[［（(【]\s*(?:{_SIGNED})\s*[）)］\]】]"
    rf"|\A(?:甲|乙|丙|丁)方[^：:。，；]{{0,12}}[：:](?:[^，。；]{{0,40}}[（(])?[\[［（(【\s]*(?:{_SIGNED})"
    r"|\A[（(\-—－=*]*(?:以下)?无正文|\A[（(]?(?:本页|此页)[^。]{0,12}(?:签署页|签字页|无正文)"
)
_CAPTIONS = (
    "法定代表人", "授权代表", "委托代理人", "代表人", "代表", "负责人", "经办人", "日期", "时间", "签署日期", "签订日期", "签约日期", "签署时间",
    "签订时间", "签署地点", "签订地点", "签约地点", "地址", "住所", "住址", "电话", "联系电话", "手机", "传真", "电子邮箱", "邮箱", "邮编", "邮政编码",
    "开户行", "开户银行", "账号", "帐号", "户名", "税号", "身份证号", "身份证号码", "证件号码", "统一社会信用代码", "所属机构", "单位", "单位名称",
    "公司名称", "名称", "姓名", "年", "联系人", "联系方式", "Date", "Signature", "Name", "Title", "By",
)  # fmt: skip
_FIELD = compiled(rf"\A[（(]?[^：:。，；]{{0,14}}?(?:{'|'.join(_CAPTIONS)})[^：:。，；]{{0,12}}[：:_]", re.IGNORECASE)
_PARTY = compiled(
    r"\A(?:甲|乙|丙|丁|供|需|买|卖|借|贷|出租|承租|委托|受托|发包|承包|许可|被许可|转让|受让)[一-龥]?[方人](?:[（(][^）)]{1,20}[）)])?[^：:。，；]{0,8}[：:]"
)
_DATE = r"[\s_\d〇零一二三四五六七八九十]*年[\s_\d一二三四五六七八九十]*月[\s_\d一二三四五六七八九十]*日?"
_DATES = compiled(rf"\A(?:{_DATE}\s*){{1,3}}\Z|\A\d{{4}}[-/.]\d{{1,2}}[-/.]\d{{1,2}}\Z")
_FORM_FIELD = compiled(
    r"\A[^：:。，；？！_]{1,16}[：:]\s*[^。；，]{0,40}[_\s]*([^。；，：:_]{1,12}[：:][^。；，]{0,40}[_\s]*)*[；。]?\Z"
)

_ATTACHED = re.compile(r"\A附(?:件|录|表)[：:](?=[^，。；]{0,60}\Z)")


@lru_cache(maxsize=4096)
def squeezed(text: str) -> str:
    """Blanks between Chinese characters taken out (签 字 日 期), runs of underscores made one."""
    return _SPREAD.sub("", _BLANKS.sub("_", text).strip())


def is_date(text: str) -> bool:
    """A date, or the blanks for one, and nothing else."""
    return bool(_DATES.match(squeezed(text)))


def is_signature(text: str) -> bool:
    """A line of a signature block that says who signs or seals."""
    bare = squeezed(text)
    return len(bare) <= _LONGEST and "。" not in bare and bool(_SIGNATURE.search(bare))


def names_a_party(text: str) -> bool:
    """甲方：…, 委托人（签章）：…"""
    return bool(_PARTY.match(squeezed(text)))


def names_attachments(text: str) -> bool:
    """附件：设备清单, or a whole list of them: what stands below the body, before or after the signatures."""
    return bool(_ATTACHED.match(squeezed(text)))


def is_signature_field(text: str) -> bool:
    """A line that may stand inside a signature block: 日期：, 法定代表人：, 甲方：."""
    bare = squeezed(text)
    if len(bare) > _LONGEST or "。" in bare:
        return False
    return is_signature(text) or is_date(text) or bool(_FIELD.match(bare) or _PARTY.match(bare))


def is_form_field(text: str) -> bool:
    """A caption and its value or blank: 联系地址：____."""
    return bool(_FORM_FIELD.match(squeezed(text)))
