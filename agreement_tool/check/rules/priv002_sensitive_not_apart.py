"""PRIV002 敏感信息未单列 sensitive-not-apart: sensitive information is collected and never set apart.

问题：收集身份证号、银行账号、人脸、行踪轨迹等敏感个人信息，却没有单独说明必要性，也没有提到单独同意。
理由：处理敏感个人信息应当取得单独同意，并告知必要性和对个人权益的影响（个人信息保护法第28条、第29条、第30条）；
    申请收集用户身份证号、银行账号、行踪轨迹等个人敏感信息时应同步告知目的（认定方法 二、3）。
What: 身份证号, 银行卡号, 人脸信息, 行踪轨迹 are collected, and nowhere 敏感 or 单独同意.
Why: sensitive information takes separate consent and a statement of why it is needed (Personal Information Protection
    Law arts. 28–30; method, part 2 item 3).
Bad: 实名认证时需提供您的姓名、身份证号（全文没有提到敏感个人信息）
Good: 身份证号属于敏感个人信息，仅用于实名认证，经您单独同意后收集
"""

from __future__ import annotations

from collections.abc import Iterator

from agreement_tool.bilingual import Bilingual
from agreement_tool.check.base import Context, Fault, Rule
from agreement_tool.check.phrases import each_sentence, whole_text
from agreement_tool.check.policy import is_policy
from agreement_tool.model import Severity
from agreement_tool.text.patterns import compiled

_SENSITIVE = compiled(
    r"身份证(?:件)?(?:号码?|照片|信息|正反面)|银行(?:卡|账)号|银行卡信息|人脸(?:信息|图像|特征|识别)?|面部(?:信息|特征|识别)|指纹|声纹|行踪轨迹|精[确准](?:地理)?位置|健康(?:信息|数据|状况)|病历|宗教信仰"
)
_COLLECTS = compiled(r"收集|采集|获取|提供|填写|上传|提交|录入")
_NOT = compiled(
    r"(?:不会?|未|无需|不用|不必|没有)(?:主动|直接|向您|实际|再)?(?:收集|采集|获取|要求|提供|上传)"
    r"|宠物|请勿|不要|是指|包括.{0,30}(?:法律|国家)|第三方|共享|披露|指以电子"
)
_TREATED_SEPARATELY = compiled(r"敏感|单独(?:的)?同意|特别授权|明示同意")


def check(context: Context) -> Iterator[Fault]:
    """One fault a policy, at the first sensitive item."""
    if not is_policy(context.outline) or _TREATED_SEPARATELY.search(whole_text(context)):
        return
    for sentence in each_sentence(context):
        match = _SENSITIVE.search(sentence.text)
        if match and _COLLECTS.search(sentence.text) and not _NOT.search(sentence.text):
            message = Bilingual(
                f"收集“{match[0]}”，没有作为敏感个人信息单独说明",
                f"'{match[0]}' is collected and not set apart as sensitive",
            )
            yield Fault(sentence.clause, message, "text", *sentence.span(match), confidence=0.85)
            return


RULE = Rule("PRIV002", "sensitive-not-apart", "敏感信息未单列", Severity.WARNING, check)
