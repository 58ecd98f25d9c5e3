"""What kind of term a sentence is: it decides whether a plain clause is complained of, how gravely, and its tier.

A kind is words that one sentence has, in a category that the sentence is already known to be of. The first that fits
counts; those that nobody minds stand first. How often readers agreed with the complaint, kind by kind, is in
`benchmarks/lint_precision/emphasis_kinds.tsv`: an error needs 0.98, a warning 0.9, the rest are listed and not
complained of.
"""

from __future__ import annotations

import re
from functools import lru_cache

from agreement_tool.flag.words import one_of
from agreement_tool.frozen import frozen
from agreement_tool.model import Category, Severity, Tier
from agreement_tool.text.patterns import compiled

CHINESE = compiled("[一-鿿]")
GAP = "[^。；;]"
"""Between two words of one sentence."""


@frozen
class Kind:
    """Sentences alike. `severity`: of the complaint where they are printed plainly, None for no complaint."""

    name: str
    severity: Severity | None
    has: tuple[re.Pattern[str], ...]
    """All are found in the sentence."""
    lacks: tuple[re.Pattern[str], ...] = ()
    """None is found in the sentence."""
    tier: Tier = "must"
    """The gravest tier that such a sentence has, whatever its rules say."""
    raises: bool = False
    """Whether it has that tier even where its rules say less."""

    def fits(self, sentence: str) -> bool:
        """Whether a sentence, without blanks, is of this kind."""
        for words in self.has:  # a loop: most kinds fail at their first words, for every sentence of an agreement
            if not words.search(sentence):
                return False
        return not any(words.search(sentence) for words in self.lacks)


def _any(*lists: str) -> re.Pattern[str]:
    return compiled(one_of(*lists))


def _near(*parts: str, gap: int = 40) -> re.Pattern[str]:
    """The parts in this order, not far from each other."""
    return compiled(f"{GAP}{{0,{gap}}}".join(parts))


ERROR, WARNING = Severity.ERROR, Severity.WARNING

EXCLUDES = one_of(
    "不承担 不负 不予承担 无[需须][^。；，]{0,20}承担 无需负 无须负 不需承担 毋须承担 概不 免责 免除 免于 免予 豁免",
    "不予赔偿 不赔偿 无需赔偿 无须赔偿 不对(?!外)[^。；]{0,60}(?:责|赔偿|保证|担保) 不就[^。；]{0,60}(?:责|保证)",
    "不构成违约 不视为违约 不得要求 没有责任 没有任何责任 无任何责任 不可能承担 [均概]不为[^。；]{0,60}负责",
)
NO_WARRANTY = one_of(
    "不作任何 不做任何 不作出任何 不做出任何 不保证 无法(?:完全)?保证 不能(?:完全)?保证 并不保证 不担保 无法担保",
    "不能担保 不(?:能|会)?[^。；]{0,12}提供任何 不提供担保 按现状 现状提供",
    "无关 不代表 不包括以下 不包括下列 除外 不以任何",
)
CAPS = one_of("仅限于 限于 不超过 不高于 不得超过 为限 上限 最高不 仅承担 仅对 仅就")
OWN_RISK = one_of(
    "自行承担 自负 自担 独立承担 自己承担 单独承担 承担[^。；]{0,6}(?:风险|后果|全部) 完全责任 一切责任 全部责任"
)
HARM = one_of("损失 损害 后果 风险 赔偿 纠纷 法律责任")
CHANGE = one_of("修改 变更 更新 修订 调整 更改 改变")
POWER = one_of(
    "有权 可以 可由 可随时 可自行 可能 可根据 可视 可单方 得以 保留 将 会 随时 自行决定 视情况 理解并同意 应"
)
CUT = one_of(
    "暂停 中止 终止 中断 停止 冻结 封禁 封停 封号 封闭 注销",
    "收回 回收 没收 清除 清理 取消 限制(?!条件) 禁言 关闭 删除 解除",
    "扣除 下架 屏蔽 降低 下线 拒绝 处罚 公示 公布其",
)
DEEMED = one_of("视为 视作 即表示 即代表 代表[^。；]{0,4}同意 表示[^。；]{0,4}(?:同意|接受) 意味着 推定 默认 表明")
UNASKED = one_of("无需 无须 毋须 不需 不必 不经 不再 不另 未经 恕不") + f"{GAP}{{0,8}}" + one_of("通知 告知 同意 签")
AT_ONCE = one_of("立即生效 即时生效 即产生效力 即行生效 即生效 起生效 后生效 自动生效 即刻生效")
POLICY = _any("本政策 隐私政策 本声明 隐私声明 本指引 本隐私 隐私协议 隐私条款 《隐私 隐私保护")
ACCOUNT = _any("账号 帐号 账户 帐户 密码 用户名 口令")
ACCEPTS_THE_TERMS = compiled(
    one_of("同意 接受 遵守") + r"[^。；]{0,12}(?:本|该|以下|全部|所有)[^。；]{0,6}" + one_of("协议 条款 政策 声明 规定")
)

RESERVED = _any("有权 可随时 可以随时 视为 即表示 即代表")
STORE = one_of("Apple 苹果 Google 谷歌 应用商店 AppStore")
"""Whose liability the agreement has no reason to exclude for itself."""
LOST = _any("损失 损害 风险 赔偿")
LOSSES = _any("损失 损害 后果 风险 赔偿")
LENT = _any("借给 出借 转借 转让 出租")
LEAK = _any("损失 损害 泄露 免责 保证 不可抗力")

ANNOUNCES_CLAUSES = compiled(
    r"(?:责任|权利)[^。；，]{0,10}的?(?:相应|相关|有关)?条款[^。；]{0,60}条款[。；]?$"
    + "|条款[^。；]{0,12}"
    + one_of("粗体 加粗 黑体 下划线 醒目 显著")
)
"""What an agreement says about its own clauses (…责任的条款、…管辖的条款) binds nobody."""
BY_NATURE = one_of("自然灾害 战争 地震 台风 洪水 政府行为 暴乱 罢工")
BEYOND_NATURE = _any(
    "黑客 病毒 攻击 系统 网络 电信 通讯 通信 设备 电力 停电 故障 第三方 技术 升级 维护 服务器 无法控制 不能控制 其他",
    "任何 一切 包括但不限于",
)
EFFORT = _any("尽量 尽力 尽最大 努力 竭力")
PARTY = one_of("甲方 乙方 丙方 承租人?方? 出租人?方? 借款人?方? 买方 卖方 您 用户 会员")
OWN_FAULT = compiled(
    f"因{PARTY}[^。；，]{{0,16}}" + one_of("保管不当 使用不当 不合理使用 操作不当 过错 过失 损坏 毁损 故意")
)

LIABILITY: tuple[Kind, ...] = (
    Kind("announces-clauses", None, (_any("条款"), ANNOUNCES_CLAUSES), (RESERVED,), tier="note"),
    Kind("pays-for-own-fault", None, (OWN_FAULT, _any("赔偿 维修 修复 恢复")), (compiled(EXCLUDES),), tier="should"),
    Kind(
        "costs-of-repair",
        None,
        (_any("维修 修复 修理 清洁 清运"), _near("费用", one_of("由 承担"), gap=6)),
        (compiled(EXCLUDES), LOSSES),
        tier="should",
    ),
    Kind(
        "answers-accordingly",
        WARNING,
        (_near("承担", "相应的?", one_of("责任 法律责任 赔偿责任 违约责任"), gap=0),),
        (compiled(EXCLUDES), compiled(CAPS)),
        tier="should",
    ),
    Kind(
        "force-majeure-proper",
        None,
        (_any("不可抗力"), _any(BY_NATURE)),
        (BEYOND_NATURE,),
        tier="should",
    ),
    Kind(
        "promises-effort",
        None,
        (_any("不保证 无法保证 不能保证"), EFFORT),
        (compiled(EXCLUDES), LOSSES),
        tier="should",
    ),
    Kind(
        "acts-demanded-by-law", None, (_near(one_of("配合 协助"), one_of("执法 司法 调查 机关")),), (LEAK,), tier="note"
    ),
    Kind(
        "accepting-and-obeying-the-law",
        None,
        (_any("遵守"), _any("法律 法规"), _any("违反")),
        (compiled(EXCLUDES),),
        tier="note",
    ),
    Kind(
        "third-party-freed",
        None,
        (compiled(STORE + r"[^。；，]{0,12}(?:不承担|不负|免责|无需|不对)"),),
        (_any("我们[^。；，]{0,12}不 本?公司[^。；，]{0,12}不 本?平台[^。；，]{0,12}不"),),
        tier="should",
    ),
    Kind(
        "own-checks",
        None,
        (_near(one_of("不保证 无法保证 不能保证"), one_of("审核 审查"), gap=8),),
        (LOSSES, compiled(EXCLUDES)),
        tier="should",
    ),
    Kind(
        "care-for-the-account",
        None,
        (ACCOUNT, _any("负责 保管 承担 责任")),
        (LOSSES, LENT, compiled(EXCLUDES)),
        tier="note",
    ),
    Kind(
        "answers-for-the-account",
        None,
        (ACCOUNT, _near(one_of("行为 活动 操作"), one_of("负责 承担 责任"), gap=12)),
        (LOST, LENT, compiled(EXCLUDES), _any("视为 无论 冻结")),
        tier="note",
    ),
    Kind(
        "force-majeure-of-both",
        WARNING,
        (_any("不可抗力"), _any("一方 双方 各方 向对方"), _any("通报 通知 证明 协商 协调")),
        tier="should",
    ),
    Kind("delay-before-force-majeure", None, (_any("不可抗力"), _any("不能免除 不得免除 不免除")), tier="should"),
    Kind("sub-agency-by-law", None, (_any("转委托"), _any("仅就"), _any("选任")), tier="should"),
    Kind("foreseeable-loss", None, (_any("预见到 可预见 能预见"), _any("不得?超过")), tier="should"),
    Kind(
        "force-majeure-defined",
        None,
        (_near("不可抗力", one_of("是指 系指 指[^。；]{0,12}不能预见 包括")),),
        (_any("我们 公司 平台 不承担 免责"),),
        tier="should",
    ),
    Kind("loss-by-own-carelessness", None, (_any("保管不善 自身保管"),), (compiled(EXCLUDES),), tier="note"),
    Kind("provider-excludes", ERROR, (compiled(EXCLUDES),)),
    Kind("provider-caps", ERROR, (compiled(CAPS), _any("赔偿 责任 损失"))),
    Kind(
        "no-absolute-security",
        None,
        (_any("绝对安全 完全安全 100%安全 百分之百安全 百分百安全"),),
        (_any("承担 后果 风险自"),),
        tier="note",
    ),
    Kind(
        "no-security-of-data",
        None,
        (_near(one_of("无法保证 不能保证"), one_of("信息 资料 数据"), "安全"),),
        (_any("责任 后果 风险自 不作 损失"),),
        tier="should",
    ),
    Kind("no-warranty", ERROR, (compiled(NO_WARRANTY),)),
    Kind("advice", None, (_any("提醒您 请您? 建议您 注意"),), (compiled(OWN_RISK),), tier="note"),
    Kind("user-bears-losses", WARNING, (compiled(OWN_RISK), compiled(HARM))),
    Kind("user-answers", WARNING, (_near(one_of("承担 负责 负有 负"), "责任"),)),
    Kind("user-bears", WARNING, (_any("承担 负责"), compiled(HARM))),
    Kind("force-majeure", None, (_any("不可抗力"),)),
)
BREACH: tuple[Kind, ...] = (
    Kind(
        "deposit-set-off", WARNING, (_any("押金 保证金"), _any("抵扣 追偿 不足")), (_any("没收 不予退"),), tier="should"
    ),
    Kind("penalty", ERROR, (_any("违约金 滞纳金 没收 罚款 扣除 罚金"),)),
    Kind(
        "both-sides-alike",
        None,
        (_near(one_of("任何一方 任一方 双方", "各方 依法承担 违约方"), one_of("责任 损失")),),
    ),
    Kind(
        "provider-pays",
        None,
        (_any("故障时间 不可用时间 延长时间 使用时长 倍赔偿 [向对](?:您|用户)[^。；]{0,30}赔偿 赔偿(?:您|用户)"),),
    ),
    Kind("full-indemnity", ERROR, (_near(one_of("全部 一切 所有"), one_of("赔偿责任 经济赔偿"), gap=8),)),
    Kind("indemnity", ERROR, (_any("律师费 诉讼费 全额赔偿 全部损失 免受 追偿"),)),
    Kind("user-compensates", WARNING, (_any("赔偿 补偿 损失"),)),
    Kind("legal-liability", WARNING, (_any("法律责任 违约责任"),)),
)
OTHERS_PLACE = "被告 原告 您 用户 消费者 会员 房屋 不动产 物业 工程 标的物 租赁物"
"""Whose place the statute names: the defendant's, the consumer's, the real estate's."""
OUR_PLACE = compiled(
    "".join(f"(?<!{whose})" for whose in OTHERS_PLACE.split())
    + one_of("所在地 住所地 注册地 签订地 签署地 营业地 经营地")
)
DISPUTE: tuple[Kind, ...] = (
    Kind("complaint-to-an-authority", None, (_any("投诉 举报 监管部门 主管部门"),), tier="note"),
    Kind("addresses-of-the-parties", None, (_any("送达地址 联系方式"),), tier="note"),
    Kind("labour-arbitration", None, (_any("劳动争议仲裁 劳动仲裁"),), tier="should"),
    Kind("arbitration", ERROR, (_any("仲裁"),), (_any("仲裁或者?[^。；]{0,8}(?:诉|法院)"),)),
    Kind(
        "forum-of-the-user",
        None,
        (_any("(?:被告|原告|用户|消费者|您)[^。；]{0,4}(?:所在地|住所地)"),),
        (_any("签[订署]地"),),
        tier="should",
    ),
    Kind("forum-chosen", ERROR, (OUR_PLACE, _any("法院 诉讼 管辖"))),
    Kind("court-named", ERROR, (compiled(r"(?:[市县省]|(?<!地)区)[^。；，]{0,6}(?<!有管辖权的)(?:人民)?法院"),)),
    Kind("choice-of-one-side", ERROR, (_any("单方选择 单方面选择 有权选择 不持异议"),)),
    Kind("statutory-forum", None, (_any("法院 诉讼 管辖 仲裁"),), tier="should"),
)
PROTECTS = compiled(
    r"不会[^。；]{0,6}(?:削减|减少|限制)您|(?:未经|除非)[^。；]{0,30}" + one_of("同意 许可 授权") + r"[^。；]{0,30}不会"
)
PROHIBITS = compiled(r"^[（(]?\w{0,2}[）)、.]?(?:用户|您|会员|客户)?(?:不得|禁止|不应|请勿|严禁|不可)")
AGREEMENT_WORDS = one_of("协议 条款 规则 政策 声明 条例 守则")
ANNOUNCED = _any("通过[^。；]{0,30}(?:公告|通知|提示|公示) 以[^。；]{0,20}(?:公告|通知|公示)")
RIGHTS: tuple[Kind, ...] = (
    Kind("announces-clauses", None, (_any("条款"), ANNOUNCES_CLAUSES), (RESERVED,), tier="note"),
    Kind(
        "watch-for-changes",
        None,
        (_near(one_of("关注 留意 查阅 查看"), CHANGE, gap=20),),
        (RESERVED, compiled(DEEMED), compiled(AT_ONCE)),
        tier="note",
    ),
    Kind("change-reserved", WARNING, (_near(one_of("修改权 变更权 修订权 解释权"), one_of("归 属于"), gap=4),)),
    Kind(
        "change-announced",
        None,
        (_near(CHANGE, AGREEMENT_WORDS, gap=6), ANNOUNCED),
        (RESERVED, compiled(DEEMED), compiled(UNASKED), compiled(AT_ONCE)),
        tier="should",
    ),
    Kind(
        "leaves-a-choice",
        None,
        (
            _any("不同意 拒绝 关闭 撤[回销] 取消 停用"),
            _any("不影响 可以?继续使用 仍可以?使用 不会影响 不会出现强制"),
        ),
        (_any("有权 视为 不予 不退 无权"),),
        tier="note",
    ),
    Kind(
        "protects",
        None,
        (PROTECTS,),
        tier="note",
    ),
    Kind("prohibition", None, (PROHIBITS,), (_any("否则 有权 将 视为 退"),), tier="note"),
    Kind(
        "copying-without-leave",
        None,
        (_near("未经", "不得", one_of("转载 复制 翻录 传播 抓取 使用")),),
        (_any("有权"),),
        tier="should",
    ),
    Kind(
        "request-for-own-data-refused", None, (_any("请求"), _any("拒绝 响应")), (_any("终止 暂停 冻结"),), tier="note"
    ),
    Kind("identity-verified", None, (_near(one_of("验证 核实"), "身份"),), (compiled(CUT),), tier="note"),
    Kind("form-of-a-name", None, (_any("字符 汉字 英文字母"),), tier="note"),
    Kind(
        "licence-of-content",
        WARNING,
        (_near(one_of("授予 授权 许可"), one_of("免费 无偿 永久 不可撤[销回] 非独[家占] 再许可 转授权")),),
        (_near(one_of("我们 本公司 许可方 平台"), "授予(?:您|用户|被许可)", gap=10),),
        raises=True,
    ),
    Kind(
        "technical-prohibition",
        None,
        (_any("反向 反编译 反汇编 外挂 插件 挂接 衍生作品 派生作品"),),
        (_any("有权 将会"),),
        tier="note",
    ),
    Kind(
        "lawful-use-of-the-work",
        None,
        (_any("知识产权 著作权 商标"),),
        (_any("授[予权] 许可 视为 放弃 终止 转让"),),
        tier="note",
    ),
    Kind("nothing-granted", None, (_any("未授予 不授予 未明示 未授权 没有授予"),), tier="note"),
    Kind("free-to-leave", None, (_any("不同意 不接受 不认可"), _any("停止 注销 放弃使用")), (RESERVED,), tier="note"),
    Kind(
        "content-assigned",
        WARNING,
        (
            _near(
                one_of("信息 内容 作品 评论 发表 发布"),
                one_of("著作权 财产权 知识产权 版权"),
                one_of("转让 归[^。；]{0,20}所有 独家"),
            ),
        ),
        (_any("不得 未经"),),
        raises=True,
    ),
    Kind("waiver", WARNING, (_any("放弃 不得异议 无异议 不得提出异议 最终解释权 不再享有 丧失"),)),
    Kind(
        "forfeiture",
        WARNING,
        (_any("作废 清零 失效 没收 不予补 概不退 不予退 不退还 不可退 无法退 不退款 不退回 无退款 不接受退款"),),
    ),
    Kind("refund-barred", WARNING, (_near("不得", one_of("退款 退费 折现"), gap=20),), raises=True),
    Kind("refund-refused", WARNING, (_near(one_of("无需 无须 不予 不再 不会 不得要求 无权要求"), "退", gap=12),)),
    Kind(
        "auto-renewal",
        WARNING,
        (_any("自动续 自动扣 自动延 代扣 自动顺延 自动为您续"),),
        (_any("随时取消 随时关闭 随时可以取消"),),
    ),
    Kind("copyright-assigned", WARNING, (_any("著作(?:财产)?权转让 版权转让"),), raises=True),
    Kind(
        "first-acceptance",
        None,
        (compiled(DEEMED + "|表示"), _any("同意 接受"), _any("协议 条款 政策 声明 规则 条例 守则 须知")),
        (compiled(CHANGE),),
        tier="note",
    ),
    Kind(
        "what-holds-till-then", None, (_any("更新前 修改前 变更前 修订前 生效前"),), (compiled(DEEMED),), tier="should"
    ),
    Kind("change-and-deemed-consent", WARNING, (compiled(CHANGE), compiled(DEEMED))),
    Kind("use-goes-on-is-consent", WARNING, (_near(one_of("继续使用 继续访问 继续享用 仍使用"), DEEMED),)),
    Kind("change-without-notice", WARNING, (compiled(CHANGE), compiled(UNASKED))),
    Kind("change-at-once", WARNING, (compiled(CHANGE), compiled(AT_ONCE))),
    Kind("cut-without-notice", WARNING, (compiled(CUT), compiled(UNASKED))),
    Kind("cut", WARNING, (_near(POWER, CUT, gap=60),)),
    Kind("policy-may-change", None, (POLICY, compiled(CHANGE)), tier="note"),
    Kind("change", WARNING, (_near(POWER, CHANGE, gap=30),)),
    Kind("accepting-the-terms", None, (ACCEPTS_THE_TERMS,), tier="note"),
    Kind("deemed", WARNING, (compiled(DEEMED), _any("同意 接受 认可 送达 本人"))),
)
PROMISES_NOT_TO = compiled(
    r"(?:不|不会|绝不|从不|并不|不得)(?:故意)?(?:主动)?"
    + one_of("收集 上传 共享 出售 出租 存储 保存 跟踪 使用任何")
    + r"|(?:我们|应用|平台|公司)[^。；，]{0,4}不会[^。；，]{0,14}"
    + one_of("收集 共享 访问 传输 披露 提供 出售")
)
PRIVACY: tuple[Kind, ...] = (
    Kind(
        "promises-not-to",
        None,
        (PROMISES_NOT_TO,),
        (_any("除非 除[^。；]{0,20}外 以下情[形况] 但是? 例外 无法 否则 可能 拒绝 将"),),
        tier="note",
    ),
    Kind(
        "protects",
        None,
        (_any("不会 不得 不将 不向 未经 保密 匿名 非经 除非 不收集 征得 征求 取得"),),
        (_any("无需 无须 不经"),),
    ),
    Kind("data", WARNING, (CHINESE,)),
)
KINDS: dict[Category, tuple[Kind, ...]] = {
    "liability": LIABILITY,
    "breach": BREACH,
    "dispute": DISPUTE,
    "user_rights": RIGHTS,
    "privacy": PRIVACY,
}


@lru_cache(maxsize=2048)
def kind_of(category: Category, sentence: str) -> Kind | None:
    """The kind of a Chinese sentence of a category; None for one of no known kind, and of another language."""
    if not CHINESE.search(sentence):
        return None
    for kind in KINDS.get(category, ()):
        if kind.fits(sentence):
            return kind
    return None


def strength(category: Category, sentence: str) -> int:
    """How much a sentence says for a complaint, 0 most: the order of the kinds."""
    kinds, kind = KINDS.get(category, ()), kind_of(category, sentence)
    return kinds.index(kind) if kind else len(kinds)
