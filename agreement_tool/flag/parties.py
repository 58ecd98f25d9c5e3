"""Who is who: the side that offers the agreement (provider) and the side that accepts it (user), per document.

我们/您 agreements have a provider and a user. In a 甲方/乙方 contract either side may be the one who excludes its
liability or is restricted, so both words stand on both sides and only "both", "either" and "no one" are set apart.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Literal

from agreement_tool.flag.words import one_of
from agreement_tool.frozen import frozen
from agreement_tool.model import Agreement
from agreement_tool.text.patterns import compiled
from agreement_tool.text.whitespace import strip_whitespace
from agreement_tool.text.width import repair_radicals

Role = Literal["provider", "user", "party", "offeror", "offeree", "mutual", "third"]
"""`party`: one side of a two-party contract; `offeror`, `offeree`: such a side where it is plain whose form it is.
`mutual`: both sides alike. `third`: somebody else."""

PROVIDER_WORDS = (
    "我们", "我司", "我方", "我公司", "本公司", "本平台", "本网站", "本网", "本站", "本软件", "本应用", "本APP",
    "本App", "本小程序", "本游戏",
    "公司", "平台方", "平台", "网站", "论坛", "许可方", "许可人", "授权方", "授权人", "服务提供方", "服务提供者",
    "服务商", "运营方", "运营者", "运营商", "经营者",
    "软件提供商", "提供方", "提供者", "提供商", "开发者", "开发商", "开发方", "作者", "版权人", "著作权人", "权利人",
    "发行方", "商城", "客服", "管理员", "工作室", "系统", "保险人",
)  # fmt: skip
USER_WORDS = (
    "您", "你", "用户", "使用者", "使用人", "使用方", "会员", "被许可人", "被许可方", "被授权人", "被授权方", "客户",
    "消费者", "买家", "注册人", "监护人",
    "申请人", "学员", "游客", "玩家", "商户", "商家", "卖家", "接收方", "研究人员", "投资人", "主播", "读者", "访问者",
    "本人", "订户", "贡献者", "司机", "参与者", "投保人", "被保险人", "受益人",
)  # fmt: skip
THIRD_WORDS = (
    "第三方",
    "第三人",
    "他人",
    "合作伙伴",
    "合作方",
    "受托方",
    "关联公司",
    "法律法规",
    "法律",
    "法院",
    "政府",
    "主管部门",
    "司法机关",
    "监管",
)
PAIRS = (
    ("甲方", "乙方", "丙方", "丁方"),
    ("出租人", "承租人"), ("出租方", "承租方"), ("买方", "卖方"), ("供方", "需方"),
    ("发包人", "承包人", "监理人", "分包人"), ("发包方", "承包方"),
    ("委托人", "受托人"), ("委托方", "受托方"), ("用人单位", "劳动者"), ("披露方", "接收方"), ("转让方", "受让方"),
    ("转让人", "受让人"),
    ("借款人", "贷款人", "出借人"), ("定作人", "承揽人"), ("托运人", "承运人"), ("保管人", "寄存人"),
    ("采购人", "供应商"), ("赠与人", "受赠人"), ("抵押人", "抵押权人"),
    ("保证人", "债权人", "债务人"), ("特许人", "被特许人"), ("房东", "租客"),
    ("托运方", "承运方", "收货方", "收货人"), ("定作方", "承揽方"), ("寄存方", "保管方"), ("供货方", "购货方"),
    ("出借方", "借款方", "贷款方"), ("供电方", "用电方"), ("供水方", "用水方"),
    ("承修方", "托修方"), ("合伙人", "全体合伙人"), ("联营方", "联营各方"),
)  # fmt: skip
OFFERORS = ("用人单位", "出租人", "出租方", "房东", "贷款人", "特许人")
"""The sides whose form such a contract usually is: the others are the ones whom it restricts."""
COUPLES = one_of("甲、?乙 [甲乙丙]、[乙丙]、?丙? 合同 当事 协议 缔约 买卖 供需 租赁")
MUTUAL = f"{COUPLES}?{one_of('双方 三方 各方 任何一方 任一方 一方 合同当事人 当事人')}"
BELONGINGS = one_of(
    "名 费 卡 日 价 等级 积分 帐 账 端 群 权 们?的 上 内部 内 中(?!止|断) 页面 以外 之外 外 间",
    "协议 服务协议 注册协议 规则 规定 制定 公布 发布 方?发布的",
    "资格 身份 信息 数据 资料 体验 隐私 商业秘密 秘密 名义 名誉 声誉 形象 利益 权益 财产",
)
"""What follows a party's word that is part of another word (用户名), names a paper of its own (平台规则) or a belonging
(您的财产)."""
COMPOUND = f"(?!{BELONGINGS})"
"""What makes a party's word part of another word or of somebody's belongings: 用户名, 平台规则, 您的."""
NAMED = compiled(
    r"(?:以?下(?:统|合|简)?称|简称|统称|又称)(?:为|作)?[：:]?[“\"「『‘'【]([^”\"」』’'】]{1,14})[”\"」』’'】]"
)
NAMED_AGAIN = compiled(r"^(?:或|、|和|及)[“\"「『‘'【]([^”\"」』’'】]{1,14})[”\"」』’'】]")
THING = compiled(
    one_of(
        "协议 合同 条款 政策 服务 产品 软件 网站 信息 数据 规则 许可 模型 内容 账号 帐号 损失 标识",
        "APP App 受限 国家 声明 程序 作品 第三方 用途",
    )
)
BODY = one_of(
    "公司 团队 运营方? 运营者 平台 网站 科技 中心 工作室 集团 事务所 研究院 大学 学院 协会 基金会 银行 者 "
    "商 方 店 局 厂"
)
SOMEBODY = compiled(BODY + r"(?:（[^）]{0,40}）)?[（(，,：:“”]{0,2}$")
"""What stands before a name of the provider's: 松下电气机器（北京）有限公司（以下简称."""
_BRAND_NAME = r"(《[^》，。]{2,16}》|[一-鿿A-Za-z0-9]{2,14}?)"
_OPENING = r"[\n，。；：、]" + one_of("但 则 且 并且 对此 因此 如 若 而") + "?"
_CLAIMS = one_of("均 亦 也 将") + "?" + one_of("有权 不承担 概不 保留 不保证 不对")
_ASKED = one_of("未经 事先征得 违反与 授权 授予 同意")
_AGREED = "的?" + one_of("事先 书面 明确 明示 之间 有权 可以 可能 将 不承担")
BRANDS = (
    compiled(_OPENING + _BRAND_NAME + _CLAIMS),
    compiled(_ASKED + _BRAND_NAME + _AGREED),
    compiled(f"(?:您|用户)(?:与|向|对){_BRAND_NAME}(?:之间|支付|承担)"),
)
"""Where the name of the one who offers stands: 青禾有权…, 未经青禾书面同意, 您同意青禾可以…"""
BRAND_COUNT = 3
USER_SIDE = compiled(r"(?:用户|您|客户|会员|使用者)[^。；]{0,12}?[（(“\"]*(?:以下)?(?:简称|称)?[“\"]?([甲乙]方)")
_OPENS_NO_NAME = one_of("但 而 双 贵 不 无 未 有 与 和 及 所 需 请 上述 下述 相关 有关 事先 书面 使用 提供")
_IN_NO_NAME = one_of("用户 会员 双方 一方 客户 甲 乙 平台 公司 网站 第三 法律 商家 卖家 买家 同意 承担")
NO_NAME = compiled(
    r"[您你我本其该各任此的或并且均也将对由因如若则即亦仍应须可时后前]|在(?!线)|"
    + f"^{_OPENS_NO_NAME}|{_IN_NO_NAME}|(?:[方人者商]|机构|部门|银行)$"
)
_ELSEWHERE = one_of("的 网站 平台 公司 系统 网络 运营")
_CLICKS = one_of("点击 登录 登陆 勾选 用户名 注册(?!地|资本|号|商标|会计)")
CLICKING = compiled(f"([甲乙丙丁]方)(?!{_ELSEWHERE})[^。；，]{{0,16}}?{_CLICKS}")
"""What the one does who agrees on somebody's site."""
CLICKS = 3
"""So often at least: a contract may mention that somebody logs in."""
CONTRACT_SHARE = 2.0
"""A contract names its two sides by a pair's words at least this many times as often as it says 我们, 您 or 用户."""


PROVIDER_NAME, USER_NAME, SIDE_NAME, REST = "\ufdd0", "\ufdd1", "\ufdd2", "\ufdd3"
"""What stands for a document's own words in `Parties.mask_parties` text: Unicode noncharacters, kept for a program's
own use. Thereby every pattern is the same for every document, and compiled once (`text.patterns`)."""


@frozen
class Sides:
    """The words for each side, as alternations for a regular expression over masked text."""

    provider: str
    user: str
    anyone: str
    restricted: str
    """The side that accepts the agreement and no other: in a contract only where it is plain which."""


@frozen
class Parties:
    """Who is who in one document."""

    contract: bool
    own_words: tuple[tuple[str, str], ...] = ()
    """The document's own words for somebody, and the mark of the side that each stands for."""

    def mask_parties(self, text: str) -> str:
        """`text` with the document's own words for its parties as marks, same length: 青禾 -> PROVIDER_NAME REST."""
        if not self.own_words:
            return text
        marks = dict(self.own_words)
        return _finder(self.own_words).sub(lambda match: marks[match.group()] + REST * (len(match.group()) - 1), text)

    @property
    def anyone(self) -> re.Pattern[str]:
        """Any party's word in masked text."""
        return CONTRACT_ANYONE if self.contract else CONSUMER_ANYONE

    def mentions(self, text: str) -> list[tuple[int, int, Role]]:
        """(start, end, role) of every party's word in masked text, in order."""
        return [(match.start(), match.end(), self.masked_role(match.group())) for match in self.anyone.finditer(text)]

    def role(self, word: str) -> Role:
        """The side that `word` stands for: masked text matched by `Sides.anyone`, or the document's own word."""
        return self.masked_role(self.mask_parties(word))

    def masked_role(self, word: str) -> Role:
        """The side of a word of masked text."""
        return _role(word, self.contract)


@lru_cache(maxsize=1024)
def _role(word: str, contract: bool) -> Role:
    if _IS_MUTUAL.fullmatch(word):
        return "mutual"
    if contract:
        marked: dict[str, Role] = {PROVIDER_NAME: "offeror", USER_NAME: "offeree"}
        return marked.get(word[:1], "third" if word in THIRD_WORDS else "party")
    if word in THIRD_WORDS:
        return "third"
    return "provider" if _IS_PROVIDER.fullmatch(word) else "user"


@lru_cache(maxsize=64)
def _finder(own_words: tuple[tuple[str, str], ...]) -> re.Pattern[str]:
    return re.compile(_alternation(word for word, _ in own_words))


def parties_of(agreement: Agreement) -> Parties:
    """Who is who in `agreement`: the usual words and the names that it gives itself (以下简称“松下”)."""
    return _shared(_parties_in(agreement_text(agreement)))


@lru_cache(maxsize=64)
def _shared(parties: Parties) -> Parties:
    """The first that is equal: whatever is remembered by the parties is found sooner where they are the same value."""
    return parties


def _parties_in(text: str) -> Parties:
    counts = _counted(text)
    declared = [pair for pair in PAIRS if sum(counts[word] > 0 and _is_declared(text, word) for word in pair) >= 2]
    pairs = [pair for pair in PAIRS if pair in declared or sum(counts[word] > 1 for word in pair) >= 2]
    if (online := _online_sides(text)) is not None:
        return Parties(False, online)
    if _is_contract(text, sum(counts[word] for pair in pairs for word in pair), declared=bool(declared)):
        words = sorted({word for pair in pairs for word in pair})
        offering = _offering(text, pairs)
        return Parties(True, tuple((word, _mark(word, offering)) for word in words))
    names = sorted({*_names(text), *_brands(text)} - {*PROVIDER_WORDS, *USER_WORDS})
    users = ((word, USER_NAME) for word in _user_side_of(text))
    return Parties(False, (*((name, PROVIDER_NAME) for name in names), *users))


def _counted(text: str) -> Counter[str]:
    """How often each word of PAIRS stands in a text, also inside a longer one of them: one walk and not seventy."""
    counts = Counter(_SIDE_WORD.findall(text))
    for word, longer in _INSIDE:
        counts[word] += counts[longer]
    return counts


def _online_sides(text: str) -> tuple[tuple[str, str], ...] | None:
    """Who is who among 甲方, 乙方 … where all but one of them click and log in: that one's form is agreed to on its
    site.

    None where nobody does, or not clearly.
    """
    sides = [side for side in PAIRS[0] if text.count(side) > 1]
    users = {side for side, count in Counter(CLICKING.findall(text)).items() if count >= CLICKS}
    if not users or len(sides) - len(users) != 1 or any(side not in users for side in CLICKING.findall(text)):
        return None
    return tuple((side, USER_NAME if side in users else PROVIDER_NAME) for side in sides)


def _offering(text: str, pairs: Sequence[tuple[str, ...]]) -> frozenset[str]:
    """The words for the side that offers a contract; empty where that is not plain."""
    words = {word for pair in pairs for word in pair}
    named = words.intersection(OFFERORS)
    equated = {
        side
        for word in OFFERORS
        if word in text
        for match in compiled(
            rf"([甲乙]方)(?:[：:（(]{{1,2}}|为|是|系|即){word}|"
            rf"{word}[^。；，]{{0,24}}?(?:简称|称|即|[（(])[^。；，]{{0,4}}?([甲乙]方)"
        ).finditer(text)
        for side in match.groups()
        if side in words
    }
    return frozenset(named | equated) if len(equated) == 1 or (named and "甲方" not in words) else frozenset()


def _mark(word: str, offering: frozenset[str]) -> str:
    return SIDE_NAME if not offering else PROVIDER_NAME if word in offering else USER_NAME


def agreement_text(agreement: Agreement) -> str:
    """All of an agreement's words, a line a piece, blanks taken out."""
    pieces = (piece for clause in agreement.walk() for piece in (clause.heading, clause.text))
    return repair_radicals("\n".join([strip_whitespace(piece) for piece in (agreement.title, *pieces)]))


def _is_declared(text: str, word: str) -> bool:
    """A line of its own says who that side is: 出租人：李青山, 甲方（委托方）：青山大学."""
    if f"\n{word}" not in text and not text.startswith(word):
        return False
    return bool(compiled(rf"(?m)^{word}(?:[（(][^）)\n]{{1,20}}[）)])?[：:]").search(text))


def _is_contract(text: str, paired: int, *, declared: bool) -> bool:
    """Its sides are declared, or their words are used often; and 我们 and 您 do not outweigh them. `paired`: how often
    these words stand in it."""
    if not declared and paired < 6:
        return False
    return paired >= CONTRACT_SHARE * sum(text.count(word) for word in ("我们", "您", "用户", "被许可"))


def _names(text: str) -> Iterable[str]:
    """Names that the text gives to somebody with 以下简称, other than the user and things such as 本协议."""
    for match in NAMED.finditer(text):
        if not SOMEBODY.search(text[max(0, match.start() - 20) : match.start()]):
            continue
        names = [match.group(1)]
        if again := NAMED_AGAIN.match(text[match.end() : match.end() + 24]):
            names.append(again.group(1))
        if not any(name in USER_WORDS or "用户" in name for name in names):
            yield from (name for name in names if len(name) > 1 and not THING.search(name))


def _brands(text: str) -> Iterable[str]:
    """Names that claim rights or refuse liability again and again without being introduced: 某某科技有权…"""
    counted = Counter(match.group(1) for pattern in BRANDS for match in pattern.finditer(f"\n{text}"))
    yield from (
        name
        for name, count in counted.items()
        if count >= BRAND_COUNT and not NO_NAME.search(name) and (name.startswith("《") or not THING.search(name))
    )


def _user_side_of(text: str) -> tuple[str, ...]:
    """甲方 or 乙方, when a 我们/您 agreement uses them and equates one of them with the user."""
    return tuple(sorted(set(USER_SIDE.findall(text)))) if "甲方" in text or "乙方" in text else ()


def _alternation(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(set(words), key=lambda word: (-len(word), word)))


def _guarded(alternation: str) -> str:
    return f"(?:{alternation}){COMPOUND}"


def _sides(provider: str, user: str) -> Sides:
    return Sides(provider, user, f"{MUTUAL}|{_guarded(provider)}|{_guarded(user)}|{_alternation(THIRD_WORDS)}", user)


_ANY_SIDE = _alternation((*PROVIDER_WORDS, *USER_WORDS))
_CONTRACTING = f"[{PROVIDER_NAME}{USER_NAME}{SIDE_NAME}]{REST}*|{_ANY_SIDE}"
CONSUMER_SIDES = _sides(
    f"{PROVIDER_NAME}{REST}*|{_alternation(PROVIDER_WORDS)}", f"{USER_NAME}{REST}*|{_alternation(USER_WORDS)}"
)
CONTRACT_SIDES = Sides(
    _CONTRACTING,
    _CONTRACTING,
    f"{MUTUAL}|{_guarded(_CONTRACTING)}|{_alternation(THIRD_WORDS)}",
    f"{USER_NAME}{REST}*",
)
CONSUMER_ANYONE = compiled(CONSUMER_SIDES.anyone)
CONTRACT_ANYONE = compiled(CONTRACT_SIDES.anyone)
_SIDE_WORDS = frozenset(word for pair in PAIRS for word in pair)
_SIDE_WORD = compiled(_alternation(_SIDE_WORDS))
_INSIDE = [(word, longer) for longer in _SIDE_WORDS for word in _SIDE_WORDS if word in longer and word != longer]
_IS_MUTUAL = compiled(MUTUAL)
_IS_PROVIDER = compiled(CONSUMER_SIDES.provider)
