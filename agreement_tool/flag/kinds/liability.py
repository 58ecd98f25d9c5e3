"""Kinds of sentences about liability."""

from __future__ import annotations

from agreement_tool.flag.kinds.kind import (
    ANNOUNCES_CLAUSES,
    CAPS,
    ERROR,
    EXCLUDES,
    LOSSES,
    RESERVED,
    WARNING,
    Kind,
    any_of,
    near,
)
from agreement_tool.flag.words import one_of
from agreement_tool.text.patterns import compiled

NO_WARRANTY = one_of(
    "不作任何 不做任何 不作出任何 不做出任何 不保证 无法(?:完全)?保证 不能(?:完全)?保证 并不保证 不担保 无法担保",
    "不能担保 不(?:能|会)?[^。；]{0,12}提供任何 不提供担保 按现状 现状提供",
    "无关(?!的|紧要|信息|内容|服务|活动|业务|事项) 不代表 不包括以下 不包括下列 除外 不以任何",
)
BY_ITS_WORDS = any_of(
    "责任 损失 损害 后果 赔偿 风险 担保 明示 默示 暗示 现状 任何形式 不作任何 不做任何",
    "准确 真实 正确 中断 无关 可靠 适用性 完整性",
)
"""Words by which a sentence that promises nothing limits or excludes something."""
OWN_RISK = one_of(
    "自行承担 自负 自担 独立承担 自己承担 单独承担 承担[^。；]{0,6}(?:风险|后果|全部) 完全责任 一切责任 全部责任"
)
HARM = one_of("损失 损害 后果 风险 赔偿")
ACCOUNT = any_of("账号 帐号 账户 帐户 密码 用户名 口令")
STORE = one_of("Apple 苹果 Google 谷歌 应用商店 AppStore")
"""Whose liability the agreement has no reason to exclude for itself."""
LOST = any_of("损失 损害 风险 赔偿")
LENT = any_of("借给 出借 转借 转让 出租")
LEAK = any_of("损失 损害 泄露 免责 保证 不可抗力")
BY_NATURE = one_of("自然灾害 战争 地震 台风 洪水 政府行为 暴乱 罢工")
BEYOND_NATURE = any_of(
    "黑客 病毒 攻击 系统 网络 电信 通讯 通信 设备 电力 停电 故障 第三方 技术 升级 维护 服务器 无法控制 不能控制 其他",
    "任何(?!责任|法律责任|违约|赔偿) 一切 包括但不限于",
)
EFFORT = any_of("尽量 尽力 尽最大 努力 竭力")
PARTY = one_of("甲方 乙方 丙方 承租人?方? 出租人?方? 借款人?方? 买方 卖方 您 用户 会员")
OWN_FAULT = compiled(
    f"因{PARTY}[^。；，]{{0,16}}" + one_of("保管不当 使用不当 不合理使用 操作不当 过错 过失 损坏 毁损 故意")
)

LIABILITY: tuple[Kind, ...] = (
    Kind("announces-clauses", None, (any_of("条款"), ANNOUNCES_CLAUSES), (RESERVED,), tier="note"),
    Kind("pays-for-own-fault", None, (OWN_FAULT, any_of("赔偿 维修 修复 恢复")), (compiled(EXCLUDES),), tier="should"),
    Kind(
        "costs-of-repair",
        None,
        (any_of("维修 修复 修理 清洁 清运"), near("费用", one_of("由 承担"), gap=6)),
        (compiled(EXCLUDES), LOSSES),
        tier="should",
    ),
    Kind(
        "answers-accordingly",
        None,
        (near("承担", "相应的?", one_of("责任 法律责任 赔偿责任 违约责任"), gap=0),),
        (compiled(EXCLUDES), compiled(CAPS)),
        tier="should",
    ),
    Kind(
        "force-majeure-proper",
        None,
        (any_of("不可抗力"), any_of(BY_NATURE)),
        (BEYOND_NATURE,),
        tier="should",
    ),
    Kind(
        "promises-effort",
        None,
        (any_of("不保证 无法保证 不能保证"), EFFORT),
        (compiled(EXCLUDES), LOSSES),
        tier="should",
    ),
    Kind(
        "acts-demanded-by-law", None, (near(one_of("配合 协助"), one_of("执法 司法 调查 机关")),), (LEAK,), tier="note"
    ),
    Kind(
        "accepting-and-obeying-the-law",
        None,
        (any_of("遵守"), any_of("法律 法规"), any_of("违反")),
        (compiled(EXCLUDES),),
        tier="note",
    ),
    Kind(
        "third-party-freed",
        None,
        (compiled(STORE + r"[^。；，]{0,12}(?:不承担|不负|免责|无需|不对)"),),
        (any_of("我们[^。；，]{0,12}不 本?公司[^。；，]{0,12}不 本?平台[^。；，]{0,12}不"),),
        tier="should",
    ),
    Kind(
        "own-checks",
        None,
        (near(one_of("不保证 无法保证 不能保证"), one_of("审核 审查 发现违法 发现违规 识别"), gap=8),),
        (LOSSES, compiled(EXCLUDES)),
        tier="should",
    ),
    Kind(
        "care-for-the-account",
        None,
        (ACCOUNT, any_of("负责 保管 承担 责任")),
        (LOSSES, LENT, compiled(EXCLUDES)),
        tier="note",
    ),
    Kind(
        "answers-for-the-account",
        None,
        (ACCOUNT, near(one_of("行为 活动 操作"), one_of("负责 承担 责任"), gap=12)),
        (LOST, LENT, compiled(EXCLUDES), any_of("视为 无论 冻结")),
        tier="note",
    ),
    Kind(
        "force-majeure-of-both",
        None,
        (any_of("不可抗力"), any_of("任何一方 任一方 一方 双方 各方 向对方")),
        (any_of("我们 我司 本公司 平台 网站 商家"),),
        tier="should",
    ),
    Kind(
        "answers-for-unlawful-acts",
        None,
        (any_of("违法 犯罪 侵权 违反[^。；，]{0,12}(?:法律|法规)"), any_of("法律责任")),
        (any_of("损失 损害 赔偿 风险 我们 本公司 平台 本站 一切后果"), compiled(EXCLUDES)),
        tier="should",
    ),
    Kind("able-to-answer", None, (any_of("能够独立承担 能独立承担 有能力承担"),), (compiled(EXCLUDES),), tier="note"),
    Kind(
        "own-costs",
        None,
        (near("费", "承担", gap=16),),
        (any_of("损失 损害 后果 风险 赔偿 责任"), compiled(EXCLUDES)),
        tier="should",
    ),
    Kind("delay-before-force-majeure", None, (any_of("不可抗力"), any_of("不能免除 不得免除 不免除")), tier="should"),
    Kind("sub-agency-by-law", None, (any_of("转委托"), any_of("仅就"), any_of("选任")), tier="should"),
    Kind(
        "foreseeable-loss", None, (any_of("预见到 可预见 能预见 可以预见 应当预见"), any_of("不得?超过")), tier="should"
    ),
    Kind(
        "force-majeure-defined",
        None,
        (near("不可抗力", one_of("是指 系指 指[^。；]{0,12}不能预见 包括")),),
        (any_of("我们 公司 平台 不承担 免责"),),
        tier="should",
    ),
    Kind("loss-by-own-carelessness", None, (any_of("保管不善 自身保管"),), (compiled(EXCLUDES),), tier="note"),
    Kind("provider-excludes", ERROR, (compiled(EXCLUDES),)),
    Kind("provider-caps", ERROR, (compiled(CAPS), any_of("赔偿 责任 损失 违约金"))),
    Kind(
        "no-absolute-security",
        None,
        (any_of("绝对安全 完全安全 100%安全 百分之百安全 百分百安全"),),
        (any_of("承担 后果 风险自"),),
        tier="note",
    ),
    Kind(
        "no-security-of-data",
        None,
        (near(one_of("无法保证 不能保证"), one_of("信息 资料 数据"), "安全"),),
        (any_of("责任 后果 风险自 不作 损失"),),
        tier="should",
    ),
    Kind("no-warranty", ERROR, (compiled(NO_WARRANTY), BY_ITS_WORDS)),
    Kind("not-promised", WARNING, (compiled(NO_WARRANTY),)),
    Kind("advice", None, (any_of("提醒您 请您? 建议您 注意"),), (compiled(OWN_RISK),), tier="note"),
    Kind("user-bears-losses", WARNING, (compiled(OWN_RISK), compiled(HARM))),
    Kind("user-answers", None, (near(one_of("承担 负责 负有 负"), "责任"),), tier="should"),
    Kind("user-bears", WARNING, (any_of("承担 负责"), compiled(HARM)), tier="should"),
    Kind("force-majeure", None, (any_of("不可抗力"),)),
)
