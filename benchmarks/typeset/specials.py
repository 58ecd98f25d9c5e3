"""Invented agreements with what plain clauses lack: recitals, blanks, signatures, attachments, two languages, deep
tiers."""

from __future__ import annotations

from collections.abc import Callable

from benchmarks.typeset.trees import HEADINGS, INTRODUCTIONS, KINDS, STYLES, Author, Node, Tree, han

_ENGLISH = (
    "The parties shall keep the records for three years and hand them over upon request.",
    "Neither party may assign this agreement without the written consent of the other party.",
    "The fee is due within ten days after receipt of the invoice.",
    "Any notice shall be sent by e-mail and takes effect when it is received, unless the law provides otherwise.",
)
_TERMS = ("服务期限", "基准日", "工作日", "关联公司", "交付物", "试用账户", "结算周期", "通知地址")
_ENTRIES = ("名称：", "联系人：", "电子邮箱：", "开户银行：")


def _signed() -> list[Node]:
    lines = (
        "甲方（盖章）：",
        "法定代表人（签字）：",
        "乙方（盖章）：",
        "法定代表人（签字）：",
        "签订日期：    年  月  日",
    )
    return [Node(None, line, signature=True) for line in lines]


def _headings(author: Author, count: int) -> list[str]:
    return author.rng.sample(HEADINGS, count)


def _articles(author: Author, count: int, style: str = "条") -> list[Node]:
    """Articles with a heading and one or two paragraphs."""
    made = []
    for number, heading in enumerate(_headings(author, count), start=1):
        body = [Node(None, author.paragraph()) for _ in range(author.rng.choice((1, 1, 2)))]
        made.append(Node(STYLES[style](number, ""), "", heading, body))
    return made


def _list(author: Author, style: str, above: str = "", count: int = 3) -> list[Node]:
    return [Node(STYLES[style](number, above), author.sentence()) for number in range(1, count + 1)]


def _recitals(author: Author) -> list[Node]:
    why = [Node(STYLES["（一）"](n, ""), author.sentence("；" if n < 3 else "。")) for n in range(1, 4)]
    return [
        Node(None, "甲方：示例晨星商贸有限公司"),
        Node(None, "乙方：示例远山信息服务有限公司"),
        Node(None, "", "鉴于：", why),
        *_articles(author, 5),
        *_signed(),
    ]


def _definitions(author: Author) -> list[Node]:
    terms = [Node(None, f"“{term}”：指{author.sentence()}") for term in author.rng.sample(_TERMS, 5)]
    return [Node("第一条", "", "定义", terms), *_renumbered(_articles(author, 4), 2), *_signed()]


def _renumbered(nodes: list[Node], first: int) -> list[Node]:
    for number, node in enumerate(nodes, start=first):
        node.label = f"第{han(number)}条"
    return nodes


def _attachments(author: Author) -> list[Node]:
    return [
        *_articles(author, 4),
        *_signed(),
        Node("附件一", "", "服务标准", _articles(author, 3)),
        Node("附件二", "", "费用明细", _list(author, "一、")),
    ]


def _blanks(author: Author) -> list[Node]:
    rng = author.rng
    made = []
    for number, heading in enumerate(_headings(author, 5), start=1):
        sentences = (
            f"租金为每月______元（大写：__________元整），于每月____日前支付。{author.sentence()}",
            f"付款方式为：□一次性支付　□分期支付，共____期。{author.sentence()}",
            f"本合同自____年__月__日起至____年__月__日止，{author.sentence()}",
        )
        items = [Node(f"{number}.{n}", text) for n, text in enumerate(rng.sample(sentences, 2), start=1)]
        made.append(Node(f"{number}.", "", heading, items))
    return [*made, *_signed()]


def _bilingual(author: Author) -> list[Node]:
    made = []
    for number, heading in enumerate(_headings(author, 4), start=1):
        pairs = []
        for tier in range(1, author.rng.randint(2, 3) + 1):
            english = " ".join(author.rng.sample(_ENGLISH, author.rng.choice((1, 2))))
            pairs += [Node(f"{number}.{tier}", author.paragraph()), Node(f"{number}.{tier}", english)]
        made.append(Node(f"{number}.", "", heading, pairs))
    return made


def _references(author: Author) -> list[Node]:
    made = _articles(author, 5)
    for node in made:
        node.children.append(Node(None, f"第{han(author.rng.randint(1, 5))}条的约定不因此受影响，{author.sentence()}"))
        node.children.append(Node(None, f"{author.clause()}，具体以第{han(2)}条、第{han(4)}条及附件的约定为准。"))
    return made


def _deep(author: Author) -> list[Node]:
    top = []
    for number in range(1, 4):
        tiers = []
        for second in range(1, 3):
            above = f"{number}.{second}"
            third = [
                Node(f"{above}.{n}", author.clause() + "：", "", _list(author, "1.1", f"{above}.{n}")) for n in (1, 2)
            ]
            tiers.append(Node(above, "", author.rng.choice(HEADINGS), third))
        top.append(Node(f"{number}", "", author.rng.choice(HEADINGS), tiers))
    return top


def _five_levels(author: Author) -> list[Node]:
    styles = ("一、", "（一）", "1.", "（1）", "①")

    def level(depth: int) -> list[Node]:
        made = []
        for number in range(1, author.rng.randint(2, 3) + 1):
            label = STYLES[styles[depth]](number, "")
            if depth < 2:
                made.append(Node(label, "", author.rng.choice(HEADINGS), level(depth + 1)))
            elif depth < 4 and number == 1:
                text = f"{author.clause()}，{author.rng.choice(INTRODUCTIONS)}"
                made.append(Node(label, text, "", level(depth + 1)))
            else:
                made.append(Node(label, author.sentence()))
        return made

    return level(0)


def _two_lists(author: Author) -> list[Node]:
    made = _articles(author, 4, "一、")
    for node in made:
        for _ in range(2):
            node.children.append(Node(None, f"{author.clause()}，{author.rng.choice(INTRODUCTIONS)}"))
            node.children += _list(author, "（1）")
        node.children.append(Node(None, author.sentence()))
    return made


def _letters(author: Author) -> list[Node]:
    made = []
    for number, heading in enumerate(_headings(author, 4), start=1):
        inner = [Node(f"({roman})", author.sentence()) for roman in ("i", "ii", "iii")]
        items = [Node("(a)", author.clause() + "：", "", inner), Node("(b)", author.sentence())]
        made.append(Node(f"{number}.", "", heading, items))
    return made


def _inserted(author: Author) -> list[Node]:
    made = _articles(author, 6)
    for node, label in zip(made, ("第一条", "第二条", "第二条之一", "第二条之二", "第三条", "第四条"), strict=True):
        node.label = label
    return made


def _hyphens(author: Author) -> list[Node]:
    return [
        Node(f"{number}、", "", heading, [Node(f"{number}-{n}", author.paragraph()) for n in range(1, 4)])
        for number, heading in enumerate(_headings(author, 4), start=1)
    ]


def _form(author: Author) -> list[Node]:
    fields = [Node(None, f"{entry}______________") for entry in _ENTRIES]
    rows = (("项目", "单价", "数量"), ("示例机柜", "1,200.00", "3"), ("示例线缆", "18.50", "40"))
    made = _articles(author, 4, "一、")
    made[0].children.append(Node(None, table=rows))
    return [*fields, *made, *_signed()]


_MAKERS: dict[str, tuple[str, Callable[[Author], list[Node]]]] = {
    "recitals": ("purchase", _recitals),
    "definitions": ("charter", _definitions),
    "attachments": ("service", _attachments),
    "blanks": ("lease", _blanks),
    "bilingual": ("licence", _bilingual),
    "references": ("loan", _references),
    "deep": ("privacy", _deep),
    "five-levels": ("rules", _five_levels),
    "two-lists": ("labour", _two_lists),
    "letters": ("nda", _letters),
    "inserted": ("insurance", _inserted),
    "hyphens": ("service", _hyphens),
    "form": ("purchase", _form),
}
SPECIALS: tuple[str, ...] = tuple(f"{name}-{number}" for name in _MAKERS for number in (1, 2))


def special(name: str) -> Tree:
    """The agreement of that name, the same at every call."""
    kind, make = _MAKERS[name.rpartition("-")[0]]
    return Tree(name, KINDS[kind][0], tuple(make(Author(name, kind, ("条", "（一）", "1.")))))
