"""Kinds of sentences about disputes."""

from __future__ import annotations

from agreement_tool.flag.kinds.kind import ERROR, WARNING, Kind, any_of, near
from agreement_tool.flag.words import one_of
from agreement_tool.text.patterns import compiled

OTHERS_PLACE = "被告 原告 您 用户 消费者 会员 房屋 不动产 物业 工程 标的物 租赁物"
"""Whose place the statute names: the defendant's, the consumer's, the real estate's."""
OUR_PLACE = compiled(
    "(?<![向由到在])"
    + "".join(f"(?<!{whose})" for whose in OTHERS_PLACE.split())
    + one_of("所在地 住所地 注册地 签订地 签署地 营业地 经营地")
)
ABROAD = one_of(
    "美国 特拉华 加利福尼亚 加州 纽约 英国 英格兰 伦敦 新加坡 香港 澳门 台湾 台北 日本 东京 韩国 首尔 德国 法国 加拿大",
    "安大略 澳大利亚 瑞士 荷兰 爱尔兰 卢森堡 以色列 马来西亚 印度 俄罗斯 开曼 维尔京 塞舌尔 爱沙尼亚",
    "瑞典 斯德哥尔摩 境外 外国",
)
"""Where a Chinese user can hardly sue. The places are names, no list is whole."""
DISPUTE: tuple[Kind, ...] = (
    Kind(
        "forum-abroad",
        ERROR,
        (near(ABROAD, one_of("法院 仲裁 法庭"), gap=24),),
        (any_of("中国法院 境外送达 除外 不包括 不含"),),
        raises=True,
    ),
    Kind(
        "law-abroad",
        WARNING,
        (near(ABROAD, one_of("法律 法例 法"), gap=8), any_of("适用 管辖 解释 依据 受")),
        raises=True,
    ),
    Kind("complaint-to-an-authority", None, (any_of("投诉 举报 监管部门 主管部门"),), tier="note"),
    Kind("addresses-of-the-parties", None, (any_of("送达地址 联系方式"),), tier="note"),
    Kind("labour-arbitration", None, (any_of("劳动争议仲裁 劳动仲裁"),), tier="should"),
    Kind(
        "arbitration",
        ERROR,
        (any_of("仲裁"),),
        (
            any_of(
                "仲裁[^。；]{0,12}(?:或|可|也|＿)[^。；]{0,8}(?:诉|法院)",
                "(?:如果?|若|经|可由?)双方[^。；]{0,6}(?:同意|协商一致|书面)",
            ),
        ),
    ),
    Kind(
        "forum-of-the-user",
        None,
        (any_of("(?:被告|原告|用户|消费者|您)[^。；]{0,4}(?:所在地|住所地)"),),
        (any_of("签[订署]地"),),
        tier="should",
    ),
    Kind("forum-chosen", ERROR, (OUR_PLACE, any_of("法院 诉讼 管辖"))),
    Kind("court-named", ERROR, (compiled(r"(?:[市县省]|(?<!地)区)[^。；，]{0,6}(?<!有管辖权的)(?:人民)?法院"),)),
    Kind("choice-of-one-side", ERROR, (any_of("单方选择 单方面选择 有权选择 不持异议"),)),
    Kind("statutory-forum", None, (any_of("法院 诉讼 管辖 仲裁"),), tier="should"),
)
