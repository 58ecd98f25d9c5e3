"""Invented agreements as trees: four of each of eleven kinds, over every numbering of the design's list.

The wording is put together from sentences that say nothing about anybody; lengths vary, so that lines wrap everywhere.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

HAN = "零一二三四五六七八九十"
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
PARENTHESISED = "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂"


def han(number: int) -> str:
    """1 … 99 in Chinese."""
    tens, ones = divmod(number, 10)
    if tens == 0:
        return HAN[ones]
    return ("" if tens == 1 else HAN[tens]) + "十" + (HAN[ones] if ones else "")


Style = Callable[[int, str], str]
STYLES: dict[str, Style] = {
    "章": lambda n, _: f"第{han(n)}章",
    "部分": lambda n, _: f"第{han(n)}部分",
    "条": lambda n, _: f"第{han(n)}条",
    "第 1 条": lambda n, _: f"第{n}条",
    "一、": lambda n, _: f"{han(n)}、",
    "（一）": lambda n, _: f"（{han(n)}）",
    "1.": lambda n, _: f"{n}.",
    "1、": lambda n, _: f"{n}、",
    "（1）": lambda n, _: f"（{n}）",
    "(1)": lambda n, _: f"({n})",
    "1）": lambda n, _: f"{n}）",
    "①": lambda n, _: CIRCLED[n - 1],
    "⑴": lambda n, _: PARENTHESISED[n - 1],
    "a.": lambda n, _: f"{chr(96 + n)}.",
    "a)": lambda n, _: f"{chr(96 + n)})",
    "A．": lambda n, _: f"{chr(64 + n)}．",
    "1.1": lambda n, above: f"{above}.{n}",
    "1.1.": lambda n, above: f"{above}.{n}.",
    "•": lambda n, _: "•",
}
TIERED = frozenset({"1.1", "1.1."})


@dataclass(slots=True)
class Node:
    """A clause: `label` None is an unnumbered heading (with `heading`) or paragraph. `table`: rows of cells instead."""

    label: str | None
    text: str = ""
    heading: str = ""
    children: list[Node] = field(default_factory=list)
    table: tuple[tuple[str, ...], ...] = ()
    signature: bool = False
    """A line of the signature block, which is not scored."""

    def walk(self) -> Iterator[tuple[Node, int]]:
        """Every node below and itself with its depth, in reading order."""
        yield self, 0
        for child in self.children:
            yield from ((node, depth + 1) for node, depth in child.walk())


@dataclass(frozen=True, slots=True)
class Tree:
    """An agreement: its name here, its title, its clauses."""

    name: str
    title: str
    nodes: tuple[Node, ...]
    scheme: tuple[str, ...] = ()
    """Label styles by level, where the whole agreement follows one scheme."""


KINDS: dict[str, tuple[str, str, str]] = {
    "service": ("云朵笔记服务协议", "我们 您 用户 平台 其他用户", "账号 内容 服务 功能 数据"),
    "privacy": ("云朵笔记隐私政策", "我们 您 第三方 未成年人的监护人", "设备信息 位置信息 日志 个人信息 权限"),
    "purchase": ("办公家具采购合同", "甲方 乙方 双方 供货方", "货物 价款 样品 包装 验收单"),
    "lease": ("仓库租赁合同", "出租方 承租方 双方", "仓库 租金 押金 消防设施 钥匙"),
    "loan": ("周转资金借款合同", "出借人 借款人 保证人 双方", "借款 利息 抵押物 还款计划 凭证"),
    "nda": ("项目保密协议", "披露方 接收方 双方 关联方", "保密信息 资料 样机 源代码 报告"),
    "labour": ("劳动合同书", "用人单位 劳动者 双方", "工资 工时 岗位 社会保险 年休假"),
    "charter": ("同业互助会章程", "理事会 会员 秘书处 会员大会", "会费 决议 档案 财产 名称"),
    "insurance": ("出行意外伤害保险条款", "保险人 投保人 被保险人 受益人", "保险金 保险费 保险单 鉴定书 事故"),
    "licence": ("图像识别软件许可协议", "许可人 被许可人 双方 最终用户", "许可软件 补丁 文档 密钥 副本"),
    "rules": ("商户入驻平台规则", "平台 商户 消费者 配送方", "店铺 商品 保证金 评价 订单"),
}
SCHEMES: dict[str, tuple[tuple[str, ...], ...]] = {
    "service": (("一、", "（一）", "1、"), ("1.", "1.1", "1.1"), ("条", "（一）", "1."), ("一、", "1.", "（1）")),
    "privacy": (("一、", "1、", "（1）"), ("1.", "1.1", "（1）"), ("一、", "（一）", "•"), ("1.", "1.1.", "a.")),
    "purchase": (("条", "1.1", "（1）"), ("一、", "1、", "①"), ("第 1 条", "1.1", "a)"), ("条", "1、", "（1）")),
    "lease": (("条", "（一）", "1）"), ("一、", "（一）", "（1）"), ("条", "1.", "①"), ("1、", "（1）", "①")),
    "loan": (("条", "1.1", "1.1"), ("一、", "1.", "(1)"), ("条", "（一）", "1."), ("1.", "1.1", "(1)")),
    "nda": (("1.", "1.1", "a."), ("条", "1、", "1）"), ("一、", "1、", "A．"), ("1.", "（1）", "①")),
    "labour": (("一、", "（一）", "1."), ("条", "（一）", "⑴"), ("章", "条", "（一）"), ("1.", "1.1", "（1）")),
    "charter": (("章", "条", "（一）"), ("章", "条", "（1）"), ("条", "（一）", "1."), ("部分", "条", "1、")),
    "insurance": (("部分", "条", "（一）"), ("条", "（一）", "1."), ("1.", "1.1", "（1）"), ("章", "条", "1.")),
    "licence": (("1.", "1.1.", "1.1."), ("条", "1.1", "（1）"), ("1.", "1.1", "a)"), ("一、", "1.", "①")),
    "rules": (("章", "条", "（一）"), ("一、", "（一）", "1、"), ("1.", "1.1", "1.1"), ("第 1 条", "（一）", "1）")),
}
HEADINGS = [
    "定义",
    "服务内容",
    "双方的权利与义务",
    "费用与支付",
    "违约责任",
    "保密",
    "知识产权",
    "争议解决",
    "不可抗力",
    "通知与送达",
    "其他约定",
    "变更与终止",
    "信息的收集与使用",
    "账户管理",
    "信息安全",
    "责任限制",
    "适用法律",
    "交付与验收",
    "质量保证",
    "未成年人保护",
    "附则",
    "中断与恢复",
    "授权范围",
    "投诉处理",
    "会议与表决",
    "财务与审计",
    "期限与续期",
]
MODALS = ["应当", "可以", "不得", "有权", "须", "承诺", "应", "同意"]
PREDICATES = [
    "在收到书面通知后的十五日内作出答复",
    "按照附件所列的标准逐项核对",
    "妥善保管并定期检查",
    "自行承担由此发生的费用",
    "于每月5日前完成结算",
    "配合对方进行现场查验",
    "将有关情况如实告知对方",
    "依照《示例管理办法》的规定办理登记",
    "停止使用并予以删除",
    "向对方出具加盖公章的证明",
    "提前30日以电子邮件（help@example.org）告知",
    "根据第2.3条的约定调整",
    "对其真实性负责",
    "在3个工作日内退还剩余款项",
    "委托具备相应资质的机构进行评估",
    "采取加密、去标识化等措施",
    "以人民币计价并开具发票",
    "未经书面许可而转让",
    "保存不少于三年的记录",
    "指定专人负责对接",
    "承担相当于合同总价10%的违约金",
]
OPENINGS = [
    "在本约定有效期内，",
    "除法律另有规定外，",
    "发生紧急情况时，",
    "自签署之日起，",
    "为保障各方利益，",
    "经协商一致的，",
    "因系统维护需要，",
    "逾期未办理的，",
    "如有异议，",
    "基于诚信原则，",
]
INTRODUCTIONS = [
    "有下列情形之一的，可以提前解除：",
    "包括以下内容：",
    "应当提交下列材料：",
    "不得实施下列行为：",
    "具体安排如下：",
    "按照以下顺序处理：",
]
CLOSINGS = (
    "上述情形消除后，应当及时恢复。",
    "前款所列事项发生变化的，以最新通知为准。",
    "以上各项均应以书面形式留存。",
)


class Author:
    """Makes sentences, and clauses by a scheme; `rng` is seeded by the agreement's name."""

    def __init__(self, name: str, kind: str, scheme: tuple[str, ...]) -> None:
        self.rng = random.Random(f"typeset {name}")
        _, people, things = KINDS[kind]
        self._people, self._things = people.split(), things.split()
        self._scheme = scheme
        self._headed = [True, self.rng.random() < 0.3 and scheme[1] in TIERED | {"条", "（一）"}, False]
        self._article = 0

    def clause(self) -> str:
        """A subject with a predicate, now and then led in."""
        rng = self.rng
        opening = rng.choice(OPENINGS) if rng.random() < 0.4 else ""
        thing = f"就{rng.choice(self._things)}" if rng.random() < 0.5 else ""
        return f"{opening}{rng.choice(self._people)}{thing}{rng.choice(MODALS)}{rng.choice(PREDICATES)}"

    def sentence(self, end: str = "。") -> str:
        """One to four clauses."""
        return "，".join(self.clause() for _ in range(self.rng.choice((1, 1, 2, 2, 3, 4)))) + end

    def paragraph(self) -> str:
        """One to three sentences."""
        return "".join(self.sentence() for _ in range(self.rng.choice((1, 1, 2, 3))))

    def nodes(self) -> tuple[Node, ...]:
        """The clauses of the whole document."""
        rng = self.rng
        made = [Node(None, self.paragraph()) for _ in range(rng.choice((0, 0, 1, 2)))]
        if rng.random() < 0.35:
            made.append(self._notice())
        made += self._level(0, "", rng.randint(4, 7))
        if rng.random() < 0.3:
            made.append(self._attachment())
        return tuple(made)

    def _notice(self) -> Node:
        return Node(None, "", "【特别提示】", [Node(None, self.paragraph()) for _ in range(self.rng.choice((1, 2)))])

    def _attachment(self) -> Node:
        items = [Node(STYLES["1."](n, ""), self.sentence()) for n in range(1, self.rng.randint(3, 5))]
        return Node("附件一", "", "操作流程", items)

    def _level(self, level: int, above: str, count: int) -> list[Node]:
        made = [self._node(level, above, number) for number in range(1, count + 1)]
        last = made[-1]
        if last.text and last.children and last.children[-1].label is None:
            last.children.pop()  # nobody could tell whether it stands in the last clause or below all of them
        return made

    def _node(self, level: int, above: str, number: int) -> Node:
        rng, style = self.rng, self._scheme[level]
        if style == "条" and level:  # articles run on across chapters
            self._article += 1
            number = self._article
        label = STYLES[style](number, above)
        own = label.rstrip(".") if style in TIERED else str(number)
        node = Node(label)
        deepest = level + 1 >= len(self._scheme)
        if self._headed[level]:
            node.heading = rng.choice(HEADINGS)
            if (
                deepest
                or (level and rng.random() < 0.4)
                or (self._scheme[level] not in ("章", "部分") and rng.random() < 0.35)
            ):
                node.children += self._plain(level, own)
            else:
                node.children += self._level(level + 1, own, rng.randint(2, 5))
        elif not deepest and rng.random() < 0.35:
            node.text = self.clause() + "，" + rng.choice(INTRODUCTIONS)
            node.children += self._list(level + 1, own)
        else:
            node.text = self.paragraph()
            if rng.random() < 0.12 and style != "•":
                node.children.append(Node(None, self.paragraph()))
        return node

    def _plain(self, level: int, own: str) -> list[Node]:
        made = [Node(None, self.paragraph()) for _ in range(self.rng.choice((1, 1, 2)))]
        if level + 1 < len(self._scheme) and self.rng.random() < 0.4 and self._scheme[level + 1] != "条":
            introduction = Node(None, self.clause() + "，" + self.rng.choice(INTRODUCTIONS))
            made.append(introduction)
            made += self._list(level + 1, own)
            if self.rng.random() < 0.3:
                made.append(Node(None, self.rng.choice(CLOSINGS)))
        if self.rng.random() < 0.08:
            made.append(Node(None, table=(("项目", "数量", "备注"), *(self._row() for _ in range(3)))))
        return made

    def _row(self) -> tuple[str, str, str]:
        return self.rng.choice(self._things), str(self.rng.randint(1, 90)), "按实际结算"

    def _list(self, level: int, own: str) -> list[Node]:
        count = self.rng.randint(2, 5)
        style = STYLES[self._scheme[level]]
        whole = self.rng.random() < 0.5
        made = []
        for number in range(1, count + 1):
            end = "。" if number == count or whole else "；"
            text = self.sentence(end) if whole else self.rng.choice(PREDICATES) + end
            made.append(Node(style(number, own), text))
        return made


NAMES: tuple[str, ...] = tuple(f"{kind}-{number}" for kind in KINDS for number in range(1, 5))


def tree(name: str) -> Tree:
    """The agreement of that name, the same at every call."""
    kind, _, number = name.rpartition("-")
    scheme = SCHEMES[kind][int(number) - 1]
    return Tree(name, KINDS[kind][0], Author(name, kind, scheme).nodes(), scheme)
