"""Kinds of sentences about breach and damages."""

from __future__ import annotations

from agreement_tool.flag.kinds.kind import ANNOUNCES_CLAUSES, ERROR, RESERVED, US, WARNING, Kind, any_of, near
from agreement_tool.flag.words import one_of
from agreement_tool.text.patterns import compiled

ORDER_OF_PAYMENT = compiled("(?:还款|清偿|抵充|扣款|偿还|支付)顺序|顺序(?:为|如下|偿还|清偿)")
SUMS_OWED = compiled(
    "(?:欠款|应付款项|应还款项|债务|担保范围|债权)[^。；，]{0,6}(?:包括|指|为)|(?:包括|包含)[^。；，]{0,8}本金"
)
PROVIDER_PAYS = compiled(
    f"(?<![对给向使令与]){US}(?:将|应当?|会|须|需)[^。；，您用]{{0,24}}"
    + one_of("赔偿 补偿")
    + "|给(?:您|用户|会员|客户|消费者)[^。；，]{0,6}造成[^。；，]{0,8}(?:损失|损害)"
)
"""The side that offers pays: nothing that the other one must be warned of."""
FRAGMENT = compiled("^[^。；，：]{1,7}[；。]?$")
"""An item of a few words says what it means only with the sentence above it."""
BREACH: tuple[Kind, ...] = (
    Kind("announces-clauses", None, (any_of("条款"), ANNOUNCES_CLAUSES), (RESERVED,), tier="note"),
    Kind("order-of-payment", None, (ORDER_OF_PAYMENT,), tier="note"),
    Kind("sums-owed", None, (SUMS_OWED,), (any_of("百分之 % ％ ‰ 万分之 千分之 支付违约金 没收"),), tier="should"),
    Kind("fragment", None, (FRAGMENT,), tier="should"),
    Kind(
        "deposit-set-off",
        WARNING,
        (any_of("押金 保证金"), any_of("抵扣 追偿 不足")),
        (any_of("没收 不予退"),),
        tier="should",
    ),
    Kind("penalty", ERROR, (any_of("违约金 滞纳金 没收 罚款 扣除 罚金"),), (any_of("交通罚款 行政处罚 交通违章"),)),
    Kind(
        "both-sides-alike",
        None,
        (near(one_of("任何一方 任一方 双方", "各方 依法承担 违约方"), one_of("责任 损失")),),
    ),
    Kind(
        "provider-pays",
        None,
        (any_of("故障时间 不可用时间 延长时间 使用时长 倍赔偿 [向对](?:您|用户)[^。；]{0,30}赔偿 赔偿(?:您|用户)"),),
    ),
    Kind(
        "offeror-pays",
        None,
        (PROVIDER_PAYS,),
        (
            any_of(
                "您[^。；，]{0,8}赔偿 用户[^。；，]{0,8}赔偿 会员[^。；，]{0,8}赔偿",
                "索赔 要求 赔偿我们 向我们 遭受 您同意",
            ),
        ),
        tier="should",
    ),
    Kind("full-indemnity", ERROR, (near(one_of("全部 一切 所有"), one_of("赔偿责任 经济赔偿"), gap=8),)),
    Kind("indemnity", ERROR, (any_of("律师费 诉讼费 全额赔偿 全部损失 免受 追偿"),)),
    Kind("user-compensates", WARNING, (any_of("赔偿 补偿 损失"),)),
    Kind("legal-liability", WARNING, (any_of("法律责任 违约责任"),)),
)
