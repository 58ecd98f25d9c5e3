"""What is known of a clause beside its words: how it was read, its siblings, and the document it stands in.

A reader who leafs through a tree sees that something is wrong before reading a word: a clause unlike its siblings, a
list of one, text without a number in the middle of numbered text, a document with hardly any number. `FEATURES` names
what is seen so; `certainty` weighs it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from typing import NamedTuple

from agreement_tool.frozen import frozen
from agreement_tool.model import Label
from agreement_tool.structure.candidates import SURE
from agreement_tool.structure.headings import heading_strength, is_bold
from agreement_tool.structure.tree_builder import Node, walk
from agreement_tool.text.form_lines import is_form_field
from agreement_tool.text.line_wording import has_clauses, introduces, is_sentence_end, is_unfinished, looks_like_heading
from agreement_tool.text.patterns import compiled

FAR = 4.0
"""Log-odds or cost from which a rival reading no longer counts."""
_LONGEST_HEADING = 40
_STRONG = 0.7
"""Headings at least so sure by themselves begin parts."""
_LONG = 30
"""Characters: an unnumbered text that long is no heading or form field and ends like a sentence."""
_ALIKE = 0.75
"""Share of the siblings from which on they are alike."""


@frozen
class Siblings:
    """The clauses that stand in one unit, or at the root."""

    styles: Mapping[str, int]
    """Style of number -> how many carry it."""
    length: float
    """Median length of the numbered ones, in characters."""
    looks: Mapping[str, tuple[Counter[object], ...]]
    """Style of number ('' for none) -> for each part of a look, what is printed so and how often."""
    amid: frozenset[int]
    """`id`s of those with a numbered one before them and after them."""
    numbers: Mapping[tuple[str, tuple[int, ...]], int]
    """Style of number and number -> how many carry it."""


@frozen
class ClauseEvidence:
    """One clause and what stands around it."""

    node: Node
    above: Node | None
    """The node it stands in."""
    before: Node | None
    """Its elder sibling."""
    previous: Node | None
    """The node before it in reading order."""
    after: Node | None
    """The next node in reading order."""
    margin: float
    """How much dearer the best other reading of its first line was; FAR or more: there was none."""
    below_numbers: bool
    """No numbered clause follows."""
    siblings: Siblings
    homes: Mapping[str, Counter[str]]
    """Style of number -> style of the number it stands under, and how often, in the document."""

    @property
    def paged(self) -> bool:
        """Whether lines and not paragraphs were read."""
        return self.node.block.first.box is not None

    @property
    def label(self) -> Label | None:
        """The number it carries."""
        return self.node.decision.candidate.label if self.node.decision.candidate else None

    @property
    def is_plain(self) -> bool:
        """An unnumbered paragraph."""
        return self.node.decision.candidate is None and self.node.role == "paragraph"

    @property
    def is_heading(self) -> bool:
        """An unnumbered heading."""
        return self.node.role in ("part", "heading")

    @property
    def text(self) -> str:
        """Its own text, a number aside, without blanks at its ends."""
        return self.node.text.strip()


class Feature(NamedTuple):
    """Something that can be seen of a clause. `name` stands in `certainty.json` and in the English doubt."""

    name: str
    chinese: str
    of: Callable[[ClauseEvidence], bool | float]
    """0 … 1."""


_Walked = tuple[Node, Node | None, Node | None]


def evidence(roots: Sequence[Node], margins: Mapping[int, float]) -> Iterator[ClauseEvidence]:
    """Every node of the tree in reading order. `margins`: by id of a line, how near its next best reading was."""
    order = list(walk(roots))
    homes = _homes(order)
    groups = {id(node): _siblings(node.children) for node, *_ in order if node.children} | {id(None): _siblings(roots)}
    last = max((place for place, (node, *_) in enumerate(order) if node.decision.candidate), default=len(order))
    for place, (node, above, before) in enumerate(order):
        previous = order[place - 1][0] if place else None
        after = order[place + 1][0] if place + 1 < len(order) else None
        margin = min((margins[id(line)] for line in node.block.lines if id(line) in margins), default=FAR)
        around = groups[id(above)]
        yield ClauseEvidence(node, above, before, previous, after, margin, place > last, around, homes)


def values_of(one: ClauseEvidence) -> dict[str, float]:
    """Each feature's value for the clause."""
    return {feature.name: float(feature.of(one)) for feature in FEATURES}


def _homes(order: Sequence[_Walked]) -> Mapping[str, Counter[str]]:
    homes: defaultdict[str, Counter[str]] = defaultdict(Counter)
    style_in: dict[int, str] = {id(None): ""}
    for node, above, _ in order:
        style_in[id(node)] = _style(node) or style_in[id(above)]
        if _style(node):
            homes[_style(node)][style_in[id(above)]] += 1
    return homes


def _median(numbers: Iterable[int]) -> float:
    """0 for none. `statistics` takes longer to import than a page to read."""
    ordered = sorted(numbers) or [0]
    return (ordered[(len(ordered) - 1) // 2] + ordered[len(ordered) // 2]) / 2


def _siblings(nodes: Sequence[Node]) -> Siblings:
    numbered = [len(node.block.text) for node in nodes if _style(node)]
    looks: dict[str, tuple[Counter[object], ...]] = {}
    for node in nodes:
        look = _look(node)
        for seen, printed in zip(looks.setdefault(_style(node), tuple(Counter() for _ in look)), look, strict=True):
            seen[printed] += 1
    reached = accumulate(bool(_style(node)) for node in nodes)
    amid = frozenset(id(node) for node, number in zip(nodes, reached, strict=True) if 0 < number < len(numbered))
    styles = Counter(_style(node) for node in nodes if _style(node))
    numbers = Counter(_number(node) for node in nodes if _style(node))
    return Siblings(styles, _median(numbered), looks, amid, numbers)


def _look(node: Node) -> tuple[object, ...]:
    """What makes siblings alike: each reads as a heading, ends as a sentence, is bold, has an outline level and
    children."""
    text, first = node.text, node.block.first
    indent = None if first.indent is None or first.centred else round(first.indent)
    heads = looks_like_heading(text, _LONGEST_HEADING)
    return heads, is_sentence_end(text), is_bold(node.block), first.outline, indent, bool(node.children)


def _number(node: Node) -> tuple[str, tuple[int, ...]]:
    candidate = node.decision.candidate
    return (candidate.style, candidate.label.number) if candidate else ("", ())


def _style(node: Node) -> str:
    return node.decision.candidate.style if node.decision.candidate else ""


def _near(distance: float) -> float:
    """1 where a line might as well have been read otherwise, 0 from FAR on."""
    return max(0.0, 1 - abs(distance) / FAR)


def _start_is_near(one: ClauseEvidence) -> float:
    return _near(one.node.block.start) if one.paged else 0.0


def _end_is_near(one: ClauseEvidence) -> float:
    return _near(one.after.block.start) if one.paged and one.after is not None else 0.0


def _ends_open(one: ClauseEvidence) -> bool:
    return (
        len(one.node.block.text) >= _LONG
        and one.node.role in ("unit", "paragraph")
        and one.text[-1:] not in tuple("。；;：:.！!？?”」』）)》…_")
    )


def _comes_after_an_open_end(one: ClauseEvidence) -> bool:
    """What stands before it ends where no paragraph can end: after a comma, inside brackets."""
    return one.previous is not None and one.previous.role in ("unit", "paragraph") and is_unfinished(one.previous.text)


def _begins_inside(one: ClauseEvidence) -> bool:
    return one.text[:1] in tuple("，。；：、）》”,;:)")


def _is_among_numbers(one: ClauseEvidence) -> bool:
    return one.is_plain and id(one.node) in one.siblings.amid


def _is_below_the_last_number(one: ClauseEvidence) -> bool:
    """But for the first paragraph below the last heading."""
    headed = one.before is None and one.above is not None and looks_like_heading(one.above.text, _LONGEST_HEADING)
    return one.below_numbers and one.is_plain and not headed


def _unnumbered_in_item(one: ClauseEvidence) -> bool:
    """A paragraph in a numbered unit that has a text of its own: it may as well stand below the list."""
    above = one.above
    if above is None or above.decision.candidate is None or above.block.first.outline is not None:
        return False
    return one.is_plain and len(above.text) >= _LONG


def _heads_by_its_look(one: ClauseEvidence) -> bool:
    return one.is_heading and heading_strength(one.node.block) < _STRONG


def _heading_like_a_sentence(one: ClauseEvidence) -> bool:
    return one.is_heading and (has_clauses(one.text) or len(one.text) > _LONG)


def _heads_nothing(one: ClauseEvidence) -> bool:
    """A heading, numbered or not, with nothing below it."""
    return one.is_heading and not one.node.children


def _introduces_nothing(one: ClauseEvidence) -> bool:
    """A sentence that announces a list, and neither children nor anything beside it that could be the list."""
    alone = one.after is None or one.after.decision.candidate is None
    return introduces(one.text) and not one.node.children and alone


def _out_of_order(one: ClauseEvidence) -> bool:
    """Its number is not the one after its elder sibling's, or no first one."""
    own, elder = one.label, one.before.decision.candidate if one.before else None
    if own is None or own.ordinal is None:
        return False
    if elder is None:
        return own.ordinal != 1
    return elder.label.ordinal is not None and own.ordinal != elder.label.ordinal + 1


def _has_a_twin(one: ClauseEvidence) -> bool:
    """A sibling carries the same number."""
    bullet = one.label is None or one.label.numeral == "bullet"
    return not bullet and one.siblings.numbers[_number(one.node)] > 1


def _is_a_scrap(one: ClauseEvidence) -> bool:
    """A few characters that neither end as a sentence does nor introduce anything nor are a line of a form."""
    text = one.text
    whole = is_sentence_end(text) or introduces(text) or is_form_field(text)
    return one.is_plain and len(text) < _LONG and not whole


def _is_a_list_of_one(one: ClauseEvidence) -> bool:
    return one.label is not None and one.label.opening[:1] != "附" and one.siblings.styles[_style(one.node)] == 1


def _is_away_from_home(one: ClauseEvidence) -> float:
    """The share of the numbers of its style that stand under another style than it does."""
    if one.label is None:
        return 0.0
    above = one.above
    while above is not None and not _style(above):
        above = None
    homes = one.homes[_style(one.node)]
    return 0.0 if above is None else 1 - homes[_style(above)] / max(1, homes.total())


def _is_unlike_its_siblings(one: ClauseEvidence) -> float:
    """In how many respects it is printed otherwise than most siblings of its style, 1 for three or more."""
    parts = one.siblings.looks[_style(one.node)]
    most = (seen.most_common(1)[0] for seen in parts)
    odd = sum(
        often >= max(3, _ALIKE * seen.total()) and printed != own
        for (printed, often), seen, own in zip(most, parts, _look(one.node), strict=True)
    )
    return min(1.0, odd / 3)


def _is_much_longer(one: ClauseEvidence) -> float:
    """How much longer than half its numbered siblings: 0 up to four times, 1 from twenty times on."""
    times = len(one.node.block.text) / max(one.siblings.length, 20)
    return min(1.0, max(0.0, times - 4) / 16) if one.label is not None else 0.0


def _format_contradicts(one: ClauseEvidence) -> bool:
    """The format sets a heading and none was read, or sets it no lower than what it stands in, or nests a list item
    otherwise."""
    first, above = one.node.block.first, one.above.block.first if one.above else None
    if first.outline is not None and (one.is_plain or (above is not None and (above.outline or 0) >= first.outline)):
        return True
    return first.depth is not None and above is not None and above.depth is not None and above.depth >= first.depth


def _has_lines_inside(one: ClauseEvidence) -> bool:
    """Lines of a format that has paragraphs were joined."""
    return not one.paged and len(one.node.block.lines) > 1


_INSIDE = compiled(
    r"[。；;]\s*+(?:\d{1,2}(?:\.\d{1,2})++|\d{1,2}[、.．)）](?!\d)|[（(][\d一二三四五六七八九十]{1,2}[）)]|[①-⑳])"
    r"|(?<!\s)\s{2,}+\d{1,2}[、.．]"
)
"""A number behind a sentence, or behind a wide blank."""
_MARK_INSIDE = compiled(r"[。；;：:，,、]\s*[◦○●•▪■◆◇➢·]|\s{4,}\S")
"""A bullet behind a sentence, or a blank as wide as between two texts."""


FEATURES: tuple[Feature, ...] = (
    Feature("read from pages", "由版面读出", lambda one: one.paged),
    Feature("a table", "表格", lambda one: one.node.role == "table"),
    Feature("a signature block", "签署栏", lambda one: one.node.role == "signature"),
    Feature("the first line might go on the one above", "首行可能属于上一段", _start_is_near),
    Feature("the line after the last might go on it", "下一行可能属于此条", _end_is_near),
    Feature("a line inside might begin a paragraph", "其中一行可能另起一段", lambda one: _near(one.node.block.nearest)),
    Feature("another reading cost nearly the same", "编号有相近的另一种读法", lambda one: _near(one.margin)),
    Feature("a label-like line inside", "其中一行像编号", lambda one: one.node.block.swallowed),
    Feature(
        "a label-like beginning that is none",
        "开头像编号而未读作编号",
        lambda one: one.label is None and any(found.form >= SURE for found in one.node.block.candidates),
    ),
    Feature("a long text that ends in mid-sentence", "结尾不像一句话的结尾", _ends_open),
    Feature("what stands before it ends in mid-sentence", "上文没有说完", _comes_after_an_open_end),
    Feature("a text that begins in mid-sentence", "开头不像一句话的开头", _begins_inside),
    Feature("unnumbered", "没有编号", lambda one: one.is_plain),
    Feature("an unnumbered heading", "没有编号的标题", lambda one: one.is_heading),
    Feature("unnumbered between numbered ones", "有编号各条之间的无编号文字", _is_among_numbers),
    Feature("unnumbered in a numbered one that has words", "所属条款已有正文，此段没有编号", _unnumbered_in_item),
    Feature("unnumbered below the last number", "最后一个编号之后的文字", _is_below_the_last_number),
    Feature("a heading by its look only", "只凭字体样式读作标题", _heads_by_its_look),
    Feature("a heading that reads like a sentence", "读作标题而像一句话", _heading_like_a_sentence),
    Feature("a heading of nothing", "标题之下没有内容", _heads_nothing),
    Feature("introduces a list that is not there", "引出的列表没有找到", _introduces_nothing),
    Feature("its number does not follow the one before", "编号与前一条不衔接", _out_of_order),
    Feature("a sibling has the same number", "同级有相同编号", _has_a_twin),
    Feature("a scrap of text", "零碎文字", _is_a_scrap),
    Feature("a list of one", "同级只有这一个编号", _is_a_list_of_one),
    Feature("its style of number stands elsewhere at another place", "同式编号在别处属于另一级", _is_away_from_home),
    Feature("printed unlike its siblings", "样式与同级各条不同", _is_unlike_its_siblings),
    Feature("much longer than its siblings", "比同级各条长得多", _is_much_longer),
    Feature("the format contradicts", "与文件自带的层级不符", _format_contradicts),
    Feature("lines inside", "其中有换行", _has_lines_inside),
    Feature(
        "a number inside behind a sentence",
        "其中一句之后有编号",
        lambda one: _INSIDE.search(one.node.block.text, 1) is not None,
    ),
    Feature(
        "a bullet or a gap inside",
        "其中有项目符号或很宽的空白",
        lambda one: _MARK_INSIDE.search(one.node.block.text, 1) is not None,
    ),
)
"""What may be wrong with a clause; all but the first three are reasons for doubt."""
