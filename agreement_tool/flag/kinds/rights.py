"""Kinds of sentences about powers and limits to rights."""

from __future__ import annotations

from agreement_tool.flag.kinds.kind import ANNOUNCES_CLAUSES, GAP, RESERVED, US, WARNING, Kind, any_of, near
from agreement_tool.flag.words import one_of
from agreement_tool.text.patterns import compiled

POWER = one_of(
    "有权 可以 可由 可随时 可自行 可能 可根据 可视 可单方 得以 保留 将(?!来) 会 随时 自行决定 视情况 理解并同意 应"
)
CUT = one_of(
    "暂停 中止 终止 中断 停止 冻结 封禁 封停 封号 封闭 注销",
    "收回 回收 没收 清除 清理 取消 限制(?!条件) 禁言 关闭 删除 解除",
    "扣除 下架 屏蔽 降低 下线 拒绝 处罚 公示 公布其",
)
UNASKED = one_of("无需 无须 毋须 不需 不必 不经 不再 不另 未经 恕不") + f"{GAP}{{0,8}}" + one_of("通知 告知 同意 签")
AT_ONCE = one_of("立即生效 即时生效 即产生效力 即行生效 即生效 起生效 (?<![日天月])后生效 自动生效 即刻生效")
POLICY = any_of("本政策 隐私政策 本声明 隐私声明 本指引 本隐私 隐私协议 隐私条款 《隐私 隐私保护")
ACCEPTS_THE_TERMS = compiled(
    one_of("同意 接受 遵守") + r"[^。；]{0,12}(?:本|该|以下|全部|所有)[^。；]{0,6}" + one_of("协议 条款 政策 声明 规定")
)
CHANGE = one_of("修改 变更 更新 修订 调整 更改 改变")
DEEMED = one_of("视为 视作 即表示 即代表 代表[^。；]{0,4}同意 表示[^。；]{0,4}(?:同意|接受) 意味着 推定 默认 表明")

PROTECTS = compiled(
    r"不会[^。；]{0,6}(?:削减|减少|限制)您|(?:未经|除非)[^。；]{0,30}" + one_of("同意 许可 授权") + r"[^。；]{0,30}不会"
)
USER_CHANGES = compiled(
    f"(?:您|用户|会员)(?:可以|可|有权)[^。；，]{{0,24}}{CHANGE}|要求(?:您|用户)[^。；，]{{0,4}}{CHANGE}|"
    "^[^。；]{0,24}(?:用户|您|会员)(?:不得|不可|不应)[^。；]{0,40}(?:修改|出租)"
)
"""Changes that the user makes, may make or must not make."""
PROHIBITS = compiled(r"^[（(]?\w{0,2}[）)、.]?(?:用户|您|会员|客户)?(?:不得|禁止|不应|请勿|严禁|不可)")
AGREEMENT_WORDS = one_of("协议 条款 规则 政策 声明 条例 守则")
CHANGE_OF_TERMS = compiled(f"{CHANGE}{GAP}{{0,6}}{AGREEMENT_WORDS}|{AGREEMENT_WORDS}{GAP}{{0,16}}{CHANGE}")
UNILATERAL = any_of("有权 可由 保留 随时 单方")
ANNOUNCED = any_of(
    "(?:通过|以|在)[^。；]{0,30}(?:公告|通知|公示|公布|通告|提示)",
    "(?:向|通知|告知)(?:您|用户|他们)[^。；]{0,10}(?:通知|公告|提示)?",
)
MALWARE = one_of("病毒 木马 蠕虫")
PUBLISH = one_of("上载 上传 发布 传播 张贴")
FORBIDDEN_ACT = any_of(
    "^[（(]?[a-z0-9]{0,2}[）)、.]?(?:试图|尝试)?(?:绕过|规避|避开|破解|干扰|破坏)",
    f"{MALWARE}{GAP}{{0,30}}{PUBLISH}",
    f"{PUBLISH}{GAP}{{0,30}}{MALWARE}",
)
USER_MAY_LEAVE = compiled("(?:您|用户|会员)(?:有权|可以?|可随时)[^。；，]{0,12}(?:注销|解除|终止|取消)")
ENDS_WITH_ITS_TERM = compiled("(?:期满|届满|到期|有效期结束)[^。；]{0,12}(?:终止|失效|停止)")
FEE_COLLECTED = compiled(
    "(?:扣除|扣划|扣收|划扣)[^。；，]{0,12}(?:费用|服务费|手续费)|费用?[^。；，]{0,12}(?:扣除|扣划|扣收)"
)
UNLAWFUL_CONTENT = any_of(
    "(?:违法|侵权|违规|不良|非法)[^。；]{0,16}(?:内容|信息|资料|作品)",
    "(?:内容|信息|作品)[^。；]{0,12}(?:违法|侵权|违规|侵犯)",
)
BEYOND_REMOVAL = any_of("封 账号 帐号 账户 帐户 终止 暂停 中止 扣除 没收 赔偿 不经 无需 无须 独立判断 认为")
OWN_CONTENT = compiled(
    f"{US}[^。；，]{{0,16}}"
    + one_of("提供 拥有 所有 展示 发布")
    + "[^。；，]{0,10}的|(?:本软件|本应用|本产品|本网站|本平台)[^。；]{0,20}(?:商标|标识|界面|设计)"
)
"""Content of the side that offers: it may own what it made."""
RIGHTS: tuple[Kind, ...] = (
    Kind("announces-clauses", None, (any_of("条款"), ANNOUNCES_CLAUSES), (RESERVED,), tier="note"),
    Kind(
        "watch-for-changes",
        None,
        (near(one_of("关注 留意 查阅 查看"), CHANGE, gap=20),),
        (RESERVED, compiled(DEEMED), compiled(AT_ONCE)),
        tier="note",
    ),
    Kind("change-reserved", WARNING, (near(one_of("修改权 变更权 修订权 解释权"), one_of("归 属于"), gap=4),)),
    Kind(
        "change-announced",
        None,
        (CHANGE_OF_TERMS, ANNOUNCED),
        (compiled(DEEMED), compiled(UNASKED), compiled(AT_ONCE), UNILATERAL, any_of("自行决定 无权")),
        tier="should",
    ),
    Kind(
        "power-to-change-announced",
        None,
        (CHANGE_OF_TERMS, ANNOUNCED, UNILATERAL),
        (compiled(DEEMED), compiled(UNASKED), compiled(AT_ONCE), any_of("单方 自行决定 无权")),
    ),
    Kind(
        "leaves-a-choice",
        None,
        (
            any_of("不同意 拒绝 关闭 撤[回销] 取消 停用"),
            any_of("不影响 可以?继续使用 仍可以?使用 不会影响 不会出现强制"),
        ),
        (any_of("有权 视为 不予 不退 无权"),),
        tier="note",
    ),
    Kind(
        "protects",
        None,
        (PROTECTS,),
        tier="note",
    ),
    Kind("forbidden-act", None, (FORBIDDEN_ACT,), (any_of("有权 我们将 平台将"),), tier="note"),
    Kind(
        "may-be-cancelled",
        None,
        (any_of("随时取消 随时可取消 随时退订"),),
        (compiled(f"{US}[^。；，]{{0,8}}随时"),),
        tier="note",
    ),
    Kind(
        "user-may-leave",
        None,
        (USER_MAY_LEAVE,),
        (compiled(f"{US}[^。；，]{{0,10}}有权"), compiled("不退|不予")),
        tier="note",
    ),
    Kind(
        "sends-notices",
        None,
        (near("向(?:您|用户)", one_of("发出 发送 推送"), "通知", gap=12),),
        (compiled(DEEMED), any_of("有权")),
        tier="note",
    ),
    Kind("ends-with-its-term", None, (ENDS_WITH_ITS_TERM,), (any_of("作废 清零 积分 余额 有权"),), tier="should"),
    Kind("fee-collected", None, (FEE_COLLECTED,), (any_of("违反 违约 违规 罚 没收 保证金 积分"),), tier="should"),
    Kind(
        "unlawful-content-removed",
        None,
        (UNLAWFUL_CONTENT, any_of("删除 屏蔽 下架 断开")),
        (BEYOND_REMOVAL,),
        tier="should",
    ),
    Kind(
        "user-changes", None, (USER_CHANGES,), (compiled(f"{US}[^。；，]{{0,10}}有权"), compiled(DEEMED)), tier="note"
    ),
    Kind("prohibition", None, (PROHIBITS,), (any_of("否则 有权 将 视为 退"),), tier="note"),
    Kind(
        "copying-without-leave",
        None,
        (near("未经", "不得", one_of("转载 复制 翻录 传播 抓取 使用")),),
        (any_of("有权"),),
        tier="should",
    ),
    Kind(
        "request-for-own-data-refused",
        None,
        (any_of("请求"), any_of("拒绝 响应")),
        (any_of("终止 暂停 冻结"),),
        tier="note",
    ),
    Kind("identity-verified", None, (near(one_of("验证 核实"), "身份"),), (compiled(CUT),), tier="note"),
    Kind("form-of-a-name", None, (any_of("字符 汉字 英文字母"),), tier="note"),
    Kind(
        "licence-of-content",
        WARNING,
        (near(one_of("授予 授权 许可"), one_of("免费 无偿 永久 不可撤[销回] 非独[家占] 再许可 转授权")),),
        (
            near(one_of("我们 本公司 许可方 平台"), "授予(?:您|用户|被许可)", gap=10),
            any_of("有限 不可转让 个人(?:非商业)?使用 (?<!不)可撤[销回]"),
        ),
        raises=True,
    ),
    Kind(
        "technical-prohibition",
        None,
        (any_of("反向 反编译 反汇编 外挂 插件 挂接 衍生作品 派生作品"),),
        (any_of("有权 将会"),),
        tier="note",
    ),
    Kind(
        "lawful-use-of-the-work",
        None,
        (any_of("知识产权 著作权 商标"),),
        (any_of("授[予权] 许可 视为 放弃 终止 转让"),),
        tier="note",
    ),
    Kind("nothing-granted", None, (any_of("未授予 不授予 未明示 未授权 没有授予"),), tier="note"),
    Kind(
        "free-to-leave", None, (any_of("不同意 不接受 不认可"), any_of("停止 注销 放弃使用")), (RESERVED,), tier="note"
    ),
    Kind(
        "content-assigned",
        WARNING,
        (
            near(
                one_of("信息 内容 作品 评论 发表 发布"),
                one_of("著作权 财产权 知识产权 版权"),
                one_of("转让 归[^。；]{0,20}所有 独家"),
            ),
        ),
        (any_of("不得 未经"), OWN_CONTENT),
        raises=True,
    ),
    Kind(
        "no-waiver",
        None,
        (
            any_of("放弃 弃权"),
            near(one_of("不得 不 并不 不应 不会"), one_of("视为 构成 意味着 影响 被视为 等于"), gap=2),
        ),
        (any_of("您放弃 用户放弃 您同意放弃"),),
        tier="note",
    ),
    Kind(
        "nothing-begun",
        None,
        (any_of("放弃(?:加入|注册|申请|使用|购买|参加|参与|报名|安装|下载|签署|签订)"),),
        (any_of("有权 不退 不予 丧失"),),
        tier="note",
    ),
    Kind(
        "waiver",
        WARNING,
        (
            any_of(
                "(?<!不)(?<!不应)(?<!不得)放弃(?!相应) 不得异议 无异议 不得提出异议",
                "最终解释权 不再享有 丧失(?![^。；，]{0,12}能力)",
            ),
        ),
    ),
    Kind("set-free", None, (near("冻结", "解除", gap=24),), (any_of("有权 拒绝 不予"),), tier="note"),
    Kind(
        "papers-kept",
        None,
        (any_of("(?:资料|材料|证件|简历|文件|稿件)[^。；，]{0,6}(?:不予?退|概不退)"),),
        (any_of("费 款 金"),),
        tier="note",
    ),
    Kind(
        "forfeiture",
        WARNING,
        (any_of("作废 清零 失效 没收 不予补 概不退 不予退 不退还 不可退 无法退 不退款 不退回 无退款 不接受退款"),),
    ),
    Kind(
        "refund-barred", WARNING, (near("不得", one_of("退款 退费 折现"), gap=20),), (any_of("恶意 虚假"),), raises=True
    ),
    Kind("refund-refused", WARNING, (near(one_of("无需 无须 不予 不再 不会 不得要求 无权要求"), "退", gap=12),)),
    Kind(
        "auto-renewal",
        WARNING,
        (any_of("自动续 自动扣(?!除) 自动延 代扣 自动顺延 自动为您续"),),
        (any_of("随时取消 随时关闭 随时可以取消"),),
    ),
    Kind("copyright-assigned", WARNING, (any_of("著作(?:财产)?权转让 版权转让"),), raises=True),
    Kind(
        "first-acceptance",
        None,
        (compiled(DEEMED + "|表示"), any_of("同意 接受"), any_of("协议 条款 政策 声明 规则 条例 守则 须知")),
        (compiled(CHANGE),),
        tier="note",
    ),
    Kind(
        "what-holds-till-then",
        None,
        (any_of("更新前 修改前 变更前 修订前 生效前"),),
        (compiled(DEEMED),),
        tier="should",
    ),
    Kind(
        "use-goes-on-is-consent",
        WARNING,
        (near(one_of("继续使用 继续访问 继续享用 仍使用"), DEEMED), any_of("同意 接受 认可")),
        raises=True,
    ),
    Kind("change-and-deemed-consent", WARNING, (compiled(CHANGE), compiled(DEEMED))),
    Kind("change-without-notice", WARNING, (compiled(CHANGE), compiled(UNASKED))),
    Kind("change-at-once", WARNING, (compiled(CHANGE), compiled(AT_ONCE))),
    Kind("cut-without-notice", WARNING, (compiled(CUT), compiled(UNASKED))),
    Kind("cut", WARNING, (near(POWER, CUT, gap=60),)),
    Kind("policy-may-change", None, (POLICY, compiled(CHANGE)), tier="note"),
    Kind("change", WARNING, (near(POWER, CHANGE, gap=30),)),
    Kind("accepting-the-terms", None, (ACCEPTS_THE_TERMS,), tier="note"),
    Kind("deemed", WARNING, (compiled(DEEMED), any_of("同意 接受 认可 送达 本人"))),
)
