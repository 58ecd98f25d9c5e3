"""Agreements with a known history: a base text, numbered in a style, and edits whose right diff is known.

A `Unit` is a clause without its number. Numbers and references ({art:id} in a text) are printed when an agreement is
made from units, so an edit of the units renumbers and follows references as a careful lawyer would.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from agreement_tool.model import Agreement, Clause, ClauseKind, Diff, Mark, Span
from agreement_tool.text.numerals import write_han


@dataclass(frozen=True)
class Unit:
    """One clause: its permanent name, heading and text; `bold` when the text is printed bold."""

    name: str
    title: str = ""
    text: str = ""
    children: tuple[Unit, ...] = ()
    bold: bool = False

    def walk(self) -> Iterator[Unit]:
        yield self
        for child in self.children:
            yield from child.walk()


Units = tuple[Unit, ...]
Expected = frozenset[tuple[str, str]]
"""{(change type, unit name)}; a split or merge is named after its whole."""


@dataclass(frozen=True)
class Style:
    """How a level is numbered: (kind, template) from the outermost down. {han} {n} one number, {path} all of them."""

    name: str
    levels: tuple[tuple[ClauseKind, str], ...]
    reference: str
    """How an article is referred to."""


STYLES = (
    Style("tiao", (("article", "第{han}条"), ("item", "（{han}）")), "第{han}条"),
    Style("han-dun", (("level", "{han}、"), ("item", "{n}.")), "第{han}条"),
    Style("decimal", (("level", "{n}."), ("level", "{path}")), "第{n}条"),
    Style("arabic-tiao", (("article", "第{n}条"), ("item", "({n})")), "第{n}条"),
)


def _label(template: str, path: tuple[int, ...]) -> str:
    return template.format(han=write_han(path[-1]), n=path[-1], path=".".join(map(str, path)))


@dataclass
class Printed:
    """An agreement and which unit each clause is."""

    agreement: Agreement
    unit_of: dict[str, str] = field(default_factory=dict)
    label_of: dict[str, str] = field(default_factory=dict)


def print_agreement(units: Units, style: Style, version: str, *, chapters: bool = False) -> Printed:
    """Number the units in a style. With `chapters` the outermost units are 第X章 and articles run on across them."""
    printed = Printed(Agreement("base", version, "服务协议"))
    numbers = _article_numbers(units, chapters)
    levels = (("chapter", "第{han}章"), *style.levels) if chapters else style.levels

    def make(unit: Unit, path: tuple[int, ...], eid: str, depth: int) -> Clause:
        kind, template = levels[min(depth, len(levels) - 1)]
        shown = path[1:] if chapters and depth else path
        if depth == int(chapters):
            shown = (numbers[unit.name],)
        elif depth > int(chapters):
            shown = (numbers_above[depth], path[-1])
        numbers_above[depth + 1] = numbers.get(unit.name, 0)
        label = _label(template, shown)
        printed.unit_of[eid], printed.label_of[unit.name] = unit.name, label
        text = re.sub(r"\{art:(\w+)\}", lambda m: _label(style.reference, (numbers[m[1]],)), unit.text)
        marks: tuple[Mark, ...] = ("bold",) if unit.bold else ()
        return Clause(
            eid=eid,
            wid=eid,
            kind=kind,
            label=label,
            number=shown if "{path}" in template else shown[-1:],
            title=(Span(unit.title),) if unit.title else (),
            spans=(Span(text, marks),) if text else (),
            children=tuple(
                make(child, (*path, at), f"{eid}__{depth}_{at}", depth + 1) for at, child in enumerate(unit.children, 1)
            ),
        )

    numbers_above: dict[int, int] = {}
    clauses = tuple(make(unit, (at,), f"u_{at}", 0) for at, unit in enumerate(units, 1))
    printed.agreement = replace(printed.agreement, clauses=clauses)
    return printed


def _article_numbers(units: Units, chapters: bool) -> dict[str, int]:
    articles = [child for unit in units for child in unit.children] if chapters else list(units)
    return {unit.name: at for at, unit in enumerate(articles, 1)}


SENTENCES = (
    "本协议由您与我们共同缔结，自您点击同意之日起生效。",
    "您应当提供真实、准确、完整的注册资料，并在资料变动后及时更新。",
    "账号的所有权归我们所有，您仅获得使用权，且不得赠与、借用、租用或者出售。",
    "因您保管不善导致账号被盗的损失，由您自行承担。",
    "服务费按月收取，每月人民币30元，您应当在每月5日前支付。",
    "逾期支付的，每逾期一日按应付金额的万分之五支付滞纳金。",
    "摄像头拍摄的画面将加密存储于境内的服务器，保存期限为三十天。",
    "我们收集您的设备标识、网络状态和操作日志，用于保障服务安全稳定运行。",
    "未经您的单独同意，我们不会向任何第三方提供您的敏感个人信息。",
    "您不得利用本服务侵犯他人的肖像权、隐私权或者其他合法权益。",
    "您不得对软件进行反向工程、反编译或者反汇编。",
    "我们享有本软件的全部知识产权，受著作权法和国际条约保护。",
    "因不可抗力、电信线路故障或者黑客攻击造成服务中断的，我们不承担责任。",
    "在任何情况下，我们的赔偿总额不超过您最近十二个月支付的服务费。",
    "我们可以根据业务需要暂停、变更或者终止部分服务，并提前七日公告。",
    "您违反约定的，我们有权冻结账号，直至您改正为止。",
    "任何一方违约，应当向守约方支付合同总额20%的违约金。",
    "因本协议产生的争议，双方应当友好协商；协商不成的，由我们住所地人民法院管辖。",
    "本协议的订立、履行和解释适用中华人民共和国大陆地区法律。",
    "本协议任何条款被认定无效的，不影响其余条款的效力。",
    "我们修改本协议的，将在生效前至少七日在应用内公示修改内容。",
    "您可以随时在设置页面注销账号，注销后我们将删除或者匿名化您的个人信息。",
    "未成年人应当在监护人陪同下阅读本协议，并取得监护人同意。",
    "推送通知、站内信和短信均属于有效的送达方式，自发出之时视为送达。",
    "双方对在合作中知悉的商业秘密负有保密义务，该义务在协议终止后三年内继续有效。",
    "乙方应当在收到货物后十个工作日内完成验收，逾期未提出异议的视为验收合格。",
    "质量保证期为十二个月，自验收合格之日起计算。",
    "发票由甲方在收到款项后五个工作日内开具并寄送。",
    "云存储套餐到期前二十四小时将自动续费，您可以在到期前关闭。",
    "开源组件的使用以其各自的许可证为准。",
    "设备固件升级期间请勿断开电源，否则可能造成设备无法使用。",
    "客服热线的服务时间为工作日九时至十八时。",
    "家庭成员共享设备的，分享人应当告知被分享人本协议的内容。",
    "直播功能须经实名认证后方可开通，开通后请遵守直播管理规范。",
    "报警事件的推送可能因网络延迟而迟到，请勿将其作为唯一的安全手段。",
    "测试版本按现状提供，我们不作任何明示或者默示的保证。",
)
TITLES = (
    "定义", "账号注册", "账号使用", "账号安全", "服务费用", "逾期付款", "画面存储", "信息收集", "信息共享", "用户行为",
    "软件许可", "知识产权", "免责声明", "责任限制", "服务变更", "账号冻结", "违约责任", "争议解决", "适用法律",
    "可分割性",
)  # fmt: skip


def base(seed: int) -> Units:
    """Twelve to sixteen articles, some with a heading, some with items; every sentence occurs once."""
    rng = random.Random(seed)
    sentences = rng.sample(SENTENCES, len(SENTENCES))
    titles = rng.sample(TITLES, len(TITLES))
    articles = []
    for at in range(rng.randint(9, 12)):
        items = rng.choice((0, 0, 2, 3)) if len(sentences) > 8 else 0
        children = tuple(Unit(f"a{at}i{k}", text=sentences.pop()) for k in range(items))
        text = sentences.pop() + (sentences.pop() if len(sentences) > 14 and rng.random() < 0.4 else "")
        articles.append(Unit(f"a{at}", titles[at] if rng.random() < 0.7 else "", text, children))
    referrer = rng.randrange(2, len(articles))
    target = rng.randrange(referrer)
    changed = articles[referrer]
    articles[referrer] = replace(changed, text=f"{changed.text}违反{{art:a{target}}}约定的，依照本条处理。")
    return tuple(articles)


@dataclass(frozen=True)
class Case:
    """Two printed versions and the changes between them, renumbering included."""

    name: str
    old: Printed
    new: Printed
    expected: Expected


@dataclass(frozen=True)
class Edited:
    """The units before and after, and the changes meant (renumbering is worked out from the print)."""

    old: Units
    new: Units
    expected: Expected = frozenset()
    aside: frozenset[str] = frozenset()
    """Units whose number is no news: they moved, or have no counterpart of their own."""


Mutation = Callable[[Units, random.Random], Edited]


def _names(unit: Unit) -> frozenset[str]:
    return frozenset(each.name for each in unit.walk())


def _put(units: Units, at: int, *made: Unit) -> Units:
    return (*units[:at], *made, *units[at + 1 :])


def _referred(units: Units) -> set[str]:
    return {name for unit in units for name in re.findall(r"\{art:(\w+)\}", unit.text)}


def _free(units: Units, rng: random.Random, *, plain: bool = False) -> int:
    """An article that no reference names (and, `plain`, without items and references of its own)."""
    named = _referred(units)
    fits = (at for at, unit in enumerate(units) if unit.name not in named)
    return rng.choice([at for at in fits if not (plain and (units[at].children or "{art" in units[at].text))])


def _fresh(units: Units, rng: random.Random, count: int = 1) -> list[str]:
    used = "".join(unit.text for top in units for unit in top.walk())
    return rng.sample([sentence for sentence in SPARE if sentence not in used], count)


SPARE = (
    "本服务的新功能上线前可能进行小范围测试，测试数据不作为结算依据。",
    "合作伙伴提供的内容由其自行负责，您与其发生纠纷的，应当自行解决。",
    "您授权我们在必要范围内调用摄像头、麦克风和本地相册的权限。",
    "政府主管部门依法要求提供数据的，我们将在核验文书后配合。",
    "企业客户另行签订书面合同的，以书面合同为准。",
    "我们可以向您发送与服务有关的营销信息，您有权随时退订。",
    "境外访问可能受到限制，由此产生的流量资费由您与运营商结算。",
    "设备保修以随附的保修卡为准，人为损坏不在保修范围之内。",
)  # fmt: skip


def insert(units: Units, rng: random.Random) -> Edited:
    at = rng.randint(0, len(units))
    new = Unit("n0", rng.choice(("特别约定", "")), _fresh(units, rng)[0])
    return Edited(units, (*units[:at], new, *units[at:]), frozenset({("added", "n0")}))


def insert_item(units: Units, rng: random.Random) -> Edited:
    at = rng.choice([at for at, unit in enumerate(units) if unit.children] or [0])
    items = units[at].children
    place = rng.randint(0, len(items))
    new = Unit("n0", "", _fresh(units, rng)[0])
    changed = replace(units[at], children=(*items[:place], new, *items[place:]))
    return Edited(units, _put(units, at, changed), frozenset({("added", "n0")}))


def delete(units: Units, rng: random.Random) -> Edited:
    at = _free(units, rng)
    return Edited(units, _put(units, at), frozenset(("removed", name) for name in _names(units[at])))


def move(units: Units, rng: random.Random) -> Edited:
    """Moved past at least three others, so that it is the one that moved."""
    at = rng.randrange(len(units))
    rest = _put(units, at)
    weigh = [sum(len(each.title + each.text) for each in unit.walk()) for unit in rest]
    own = sum(len(each.title + each.text) for each in units[at].walk())
    places = [place for place in range(len(rest) + 1) if sum(weigh[min(at, place) : max(at, place)]) > own * 1.5]
    place = rng.choice(places)
    new = (*rest[:place], units[at], *rest[place:])
    return Edited(units, new, frozenset({("moved", units[at].name)}), _names(units[at]))


def move_item(units: Units, rng: random.Random) -> Edited:
    tops = [at for at, unit in enumerate(units) if unit.children]
    if len(tops) < 2:
        return move(units, rng)
    source, target = rng.sample(tops, 2)
    items = list(units[source].children)
    item = items.pop(rng.randrange(len(items)))
    there = units[target].children
    place = rng.randint(0, len(there))
    new = _put(units, source, replace(units[source], children=tuple(items)))
    new = _put(new, target, replace(units[target], children=(*there[:place], item, *there[place:])))
    return Edited(units, new, frozenset({("moved", item.name)}), frozenset({item.name}))


def split(units: Units, rng: random.Random) -> Edited:
    at = _free(units, rng, plain=True)
    tail = _fresh(units, rng)[0]
    whole = replace(units[at], text=units[at].text + tail)
    parts = (Unit("p0", units[at].title, units[at].text), Unit("p1", "", tail))
    return Edited(
        _put(units, at, whole),
        _put(units, at, *parts),
        frozenset({("split", whole.name)}),
        frozenset({whole.name, "p0", "p1"}),
    )


def split_into_items(units: Units, rng: random.Random) -> Edited:
    at = _free(units, rng, plain=True)
    first, second = _fresh(units, rng, 2)
    whole = replace(units[at], text=f"{units[at].text}{first}{second}")
    items = (Unit("p1", "", first), Unit("p2", "", second))
    return Edited(
        _put(units, at, whole),
        _put(units, at, replace(units[at], children=items)),
        frozenset({("split", whole.name)}),
        frozenset({whole.name, "p1", "p2"}),
    )


def merge(units: Units, rng: random.Random) -> Edited:
    back = split(units, rng)
    return Edited(back.new, back.old, frozenset(("merged", name) for _, name in back.expected), back.aside)


REWORDINGS = (
    ("人民币30元", "人民币50元"), ("三十天", "六十天"), ("应当", "可以"), ("不得", "应当避免"), ("七日", "十五日"),
    ("20%", "30%"), ("我们住所地", "原告住所地"), ("自动续费", "提示续费"), ("十二个月", "六个月"), ("三年", "五年"),
)  # fmt: skip


def reword(units: Units, rng: random.Random) -> Edited:
    made, expected = list(units), set()
    for at in rng.sample(range(len(units)), 3):
        text = next((units[at].text.replace(a, b) for a, b in REWORDINGS if a in units[at].text), "")
        made[at] = replace(units[at], text=text or units[at].text.replace("。", "，双方另有约定的除外。", 1))
        expected.add(("text", units[at].name))
    return Edited(units, tuple(made), frozenset(expected))


def term(units: Units, rng: random.Random) -> Edited:
    """A defined term is renamed throughout."""
    old, new = rng.choice((("我们", "本公司"), ("您", "用户"), ("本服务", "本产品")))
    names = frozenset(each.name for unit in units for each in unit.walk() if old in each.text)

    def renamed(unit: Unit) -> Unit:
        return replace(unit, text=unit.text.replace(old, new), children=tuple(map(renamed, unit.children)))

    return Edited(units, tuple(map(renamed, units)), frozenset(("text", name) for name in names))


def retitle(units: Units, rng: random.Random) -> Edited:
    at = rng.choice([at for at, unit in enumerate(units) if unit.title])
    return Edited(
        units, _put(units, at, replace(units[at], title="其他约定")), frozenset({("heading", units[at].name)})
    )


def emphasise(units: Units, rng: random.Random) -> Edited:
    chosen = rng.sample(range(len(units)), 2)
    new = tuple(replace(unit, bold=at in chosen) for at, unit in enumerate(units))
    sides = (units, new) if rng.random() < 0.5 else (new, units)
    return Edited(*sides, frozenset(("emphasis", units[at].name) for at in chosen))


def stale_reference(units: Units, rng: random.Random) -> Edited:
    """An article is put in front and the reference keeps its old number: it names another article now."""
    new = Unit("n0", "", _fresh(units, rng)[0])
    referrer = next(unit.name for unit in units if "{art" in unit.text)
    stale = tuple(replace(unit, text=re.sub(r"\{art:(\w+)\}", r"{was:\1}", unit.text)) for unit in units)
    return Edited(units, (new, *stale), frozenset({("added", "n0"), ("reference", referrer)}))


def retarget(units: Units, rng: random.Random) -> Edited:
    at = next(at for at, unit in enumerate(units) if "{art" in unit.text)
    others = [unit.name for unit in units if unit.name not in _referred(units) | {units[at].name}]
    text = re.sub(r"\{art:\w+\}", f"{{art:{rng.choice(others)}}}", units[at].text)
    return Edited(units, _put(units, at, replace(units[at], text=text)), frozenset({("reference", units[at].name)}))


def reflow(units: Units, rng: random.Random) -> Edited:
    """Spacing and width only: no change at all."""

    def noisy(unit: Unit) -> Unit:
        text = unit.text.replace("，", rng.choice((",", "， ", "，\n"))).replace("；", ";")
        return replace(unit, text=text, children=tuple(map(noisy, unit.children)))

    return Edited(units, tuple(map(noisy, units)))


def combined(units: Units, rng: random.Random) -> Edited:
    """A real revision: an article in, another out, one reworded, one emphasised."""
    out = _free(units, rng, plain=True)
    rest = [at for at in range(len(units)) if at != out and "{art" not in units[at].text]
    changed, bold = rng.sample(rest, 2)
    new = list(units)
    new[changed] = replace(units[changed], text=units[changed].text.replace("。", "，法律另有规定的除外。", 1))
    new[bold] = replace(units[bold], bold=True)
    place = rng.choice([at for at in range(len(units)) if abs(at - out) > 1])
    made = [unit for at, unit in enumerate(new) if at != out]
    made.insert(place if place < out else place - 1, Unit("n0", "特别约定", _fresh(units, rng)[0]))
    expected = {("added", "n0"), ("removed", units[out].name), ("text", units[changed].name)}
    return Edited(units, tuple(made), frozenset({*expected, ("emphasis", units[bold].name)}))


def heavy_reword(units: Units, rng: random.Random) -> Edited:
    """About half of an article is new; its heading and place stay."""
    at = _free(units, rng, plain=True)
    old = units[at].text
    text = old[: max(8, len(old) // 2)] + _fresh(units, rng)[0]
    return Edited(units, _put(units, at, replace(units[at], text=text)), frozenset({("text", units[at].name)}))


def move_reworded(units: Units, rng: random.Random) -> Edited:
    moved = move(units, rng)
    name = next(iter(moved.expected))[1]
    new = tuple(
        replace(unit, text=unit.text.replace("。", "，双方另有约定的除外。", 1)) if unit.name == name else unit
        for unit in moved.new
    )
    return Edited(units, new, moved.expected | {("text", name)}, moved.aside)


def split_in_three(units: Units, rng: random.Random) -> Edited:
    at = _free(units, rng, plain=True)
    second, third = _fresh(units, rng, 2)
    whole = replace(units[at], text=units[at].text + second + third)
    parts = (Unit("p0", units[at].title, units[at].text), Unit("p1", "", second), Unit("p2", "", third))
    return Edited(
        _put(units, at, whole),
        _put(units, at, *parts),
        frozenset({("split", whole.name)}),
        frozenset({whole.name, "p0", "p1", "p2"}),
    )


def merge_items(units: Units, rng: random.Random) -> Edited:
    back = split_into_items(units, rng)
    return Edited(back.new, back.old, frozenset(("merged", name) for _, name in back.expected), back.aside)


def many_inserts(units: Units, rng: random.Random) -> Edited:
    new = list(units)
    for number, text in enumerate(_fresh(units, rng, 4)):
        new.insert(rng.randint(0, len(new)), Unit(f"n{number}", "", text))
    return Edited(units, tuple(new), frozenset(("added", f"n{number}") for number in range(4)))


def _instalments(units: Units) -> Units:
    """Eight items that differ in a few characters only."""
    items = tuple(
        Unit(f"s{n}", text=f"第{write_han(n)}期服务费人民币{n * 7 % 9 + 1}00元，于{n + 2}月{n * 5 % 28 + 1}日前支付。")
        for n in range(1, 9)
    )
    return (*units, Unit("pay", "分期付款", "服务费按下列日期分期支付：", items))


def twin_deleted(units: Units, rng: random.Random) -> Edited:
    old = _instalments(units)
    items = old[-1].children
    at = rng.randrange(len(items))
    new = replace(old[-1], children=(*items[:at], *items[at + 1 :]))
    return Edited(old, (*old[:-1], new), frozenset({("removed", items[at].name)}))


def twin_reworded(units: Units, rng: random.Random) -> Edited:
    old = _instalments(units)
    items = list(old[-1].children)
    at = rng.randrange(len(items))
    items[at] = replace(items[at], text=items[at].text.replace("00元", "50元"))
    new = replace(old[-1], children=tuple(items))
    return Edited(old, (*old[:-1], new), frozenset({("text", items[at].name)}))


def demote(units: Units, rng: random.Random) -> Edited:
    """An article becomes an item at the end of the one before it: its place in the reading order stays."""
    named = _referred(units)
    fits = [at for at in range(1, len(units)) if not units[at].children and units[at].name not in named]
    at = rng.choice([at for at in fits if "{art" not in units[at].text])
    host = replace(units[at - 1], children=(*units[at - 1].children, units[at]))
    return Edited(units, (*units[: at - 1], host, *units[at + 1 :]))


MUTATIONS: dict[str, Mutation] = {
    "insert": insert,
    "insert item": insert_item,
    "delete": delete,
    "move": move,
    "move item": move_item,
    "split": split,
    "split into items": split_into_items,
    "merge": merge,
    "reword": reword,
    "term": term,
    "retitle": retitle,
    "emphasis": emphasise,
    "stale reference": stale_reference,
    "retarget": retarget,
    "reflow": reflow,
    "combined": combined,
    "heavy reword": heavy_reword,
    "move reworded": move_reworded,
    "split in three": split_in_three,
    "merge items": merge_items,
    "many inserts": many_inserts,
    "twin deleted": twin_deleted,
    "twin reworded": twin_reworded,
    "demote": demote,
}


def _stale(old: Units, new: Units, style: Style) -> Units:
    """Print {was:name} as the number that `name` had in the old version."""
    numbers = _article_numbers(old, chapters=False)

    def printed(match: re.Match[str]) -> str:
        return _label(style.reference, (numbers[match[1]],))

    return tuple(replace(unit, text=re.sub(r"\{was:(\w+)\}", printed, unit.text)) for unit in new)


def _case(name: str, edited: Edited, style: Style, new_style: Style, *, chapters: bool = False) -> Case:
    old = print_agreement(edited.old, style, "1", chapters=chapters)
    new = print_agreement(_stale(edited.old, edited.new, style), new_style, "2", chapters=chapters)
    renumbered = {
        ("renumbered", unit)
        for unit, label in new.label_of.items()
        if old.label_of.get(unit, label) != label and unit not in edited.aside
    }
    return Case(name, old, new, edited.expected | renumbered)


def _into_chapters(units: Units) -> Units:
    """Every four articles a chapter."""
    return tuple(Unit(f"c{at}", f"{TITLES[at // 4]}编", "", units[at : at + 4]) for at in range(0, len(units), 4))


def _chapter_insert(units: Units, rng: random.Random) -> Edited:
    chapters = _into_chapters(units)
    at = rng.randint(0, len(chapters))
    first, second = _fresh(units, rng, 2)
    new = Unit("n0", "新增事项", "", (Unit("n1", "", first), Unit("n2", "补充", second)))
    return Edited(chapters, (*chapters[:at], new, *chapters[at:]), frozenset(("added", name) for name in _names(new)))


def cases(seeds: range) -> Iterator[Case]:
    """Every mutation in every style, for every seed."""
    for seed in seeds:
        units = base(seed)
        for style, following in zip(STYLES, (*STYLES[1:], STYLES[0]), strict=True):
            for name, mutation in MUTATIONS.items():
                edited = mutation(units, random.Random(f"{seed}{name}{style.name}"))
                yield _case(f"{name}/{style.name}/{seed}", edited, style, style)
            yield _case(f"style/{style.name}/{seed}", Edited(units, units), style, following)
            chapter = _chapter_insert(units, random.Random(f"{seed}chapter{style.name}"))
            yield _case(f"chapter insert/{style.name}/{seed}", chapter, style, style, chapters=True)


def told(case: Case, diff: Diff) -> Expected:
    """{(type, unit)} as the diff tells it; a split is named after its old whole, everything else by the new clause."""
    said = set()
    for change in diff.changes:
        side, units = (case.old, change.old) if change.type in ("split", "removed") else (case.new, change.new)
        said.add((change.type, side.unit_of[units[0].eid]))
    return frozenset(said)
