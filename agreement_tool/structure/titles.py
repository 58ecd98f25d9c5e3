"""Which units carry a heading, and where the heading ends and the unit's own text begins."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from agreement_tool.model import Span
from agreement_tool.structure.headings import is_bold, is_larger, reads_as_stated
from agreement_tool.structure.tree_builder import Node, walk
from agreement_tool.text import spans as runs
from agreement_tool.text.form_lines import is_form_field
from agreement_tool.text.labels import CHAPTER_UNITS
from agreement_tool.text.line_wording import introduces, is_half_a_sentence, looks_like_heading
from agreement_tool.text.patterns import compiled
from agreement_tool.text.sentences import ends_with_colon

_LONGEST = 24
_LONGEST_OF_NOTHING = 12
"""Characters: what is longer and has alone nothing below it is a sentence without its full stop."""
_COLON_LEAD = compiled(rf"[^，。；：:！？、,;!?]{{1,{_LONGEST}}}?(?:(?<!\d)[：:]|[：:](?!\d))(?=\s*\S)")
"""15:00 is no lead."""
_LEAD_AND_HAN = compiled(
    r"(?!本|甲方|乙方|双方|您|我们|用户)(?![^，。；：:！？、,;!?\s]{0,11}(?:应|须|可以|不得"
    r"|有权))[\u4e00-\u9fff]{3,12} (?=[\u4e00-\u9fff“][^，]{7,})"
)
"""十、签订地点 本合同在杭州签订。: one blank between a few words and a sentence, both Chinese."""
_SAYS = compiled(r"[甲乙丙双][方]|您|你|我们|本|任何|如|若|当|在")
"""What a whole sentence in bold begins with."""
_UNCLOSED = compiled(r"[（(][^）)]*\Z")
_SPACED_LEAD = compiled(r"(?!本合同|本协议|甲方|乙方|双方|本条)[^，。；：:！？、,;!?\s]{2,12}[ \u3000\t]+(?=\S{8,})")

_SENTENCE = compiled(r"[。；：:！？;!?、]$|[。；！？]|^(?:您|你|我们|本|双方|任何|如|若|当|在)")
"""What no heading is: ended as a sentence or an item is, or begun as a sentence is."""

LIST_MARKS = "-–—－•·*"
"""One of these before a typed number (• 1.1) is the mark of the list and no text of the unit."""

StyleOf = tuple[str, int]
HeadingStyles = Mapping[StyleOf, int]


def _style(node: Node) -> StyleOf:
    candidate = node.decision.candidate
    return (candidate.style if candidate else "", node.decision.depth)


def own_spans(node: Node) -> tuple[Span, ...]:
    """The spans after the printed number. A check box before the number stays at their head."""
    candidate = node.decision.candidate
    if candidate is None or candidate.generated:
        return node.block.spans
    text = node.block.text
    at = text.find(candidate.label.text)
    before, after = (
        runs.cut(node.block.spans, 0, max(at, 0)),
        runs.cut(node.block.spans, max(at, 0) + len(candidate.label.text)),
    )
    if not runs.text_of(before).strip(f"{LIST_MARKS} \u3000"):
        before = ()
    return runs.merge((*runs.strip(before), *runs.strip(after)))


def heading_styles(roots: Sequence[Node]) -> HeadingStyles:
    """Styles whose units are headings as a rule: most read as one and most of those have something under them; with
    how many read as one and have nothing."""
    alike: Counter[StyleOf] = Counter()
    headed: Counter[StyleOf] = Counter()
    bare: Counter[StyleOf] = Counter()
    for node, *_ in walk(roots):
        if node.role == "unit":
            alike[_style(node)] += 1
            headed[_style(node)] += looks_like_heading(node.text) and bool(node.children)
            bare[_style(node)] += looks_like_heading(node.text) and not node.children
    return {style: bare[style] for style, count in alike.items() if headed[style] >= 0.5 * count}


def split_title(node: Node, headed: HeadingStyles) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """A unit's own spans as (title, text); either may be empty."""
    spans = own_spans(node)
    if node.role in ("part", "heading"):
        return spans, ()
    if node.role != "unit":
        return (), spans
    text = runs.text_of(spans)
    if _may_head(node, text, headed) and _is_title(node, headed):
        return spans, ()
    at = _lead_end(node, spans, text, headed)
    return runs.strip(runs.cut(spans, 0, at)), runs.strip(runs.cut(spans, at))


def _may_head(node: Node, text: str, headed: HeadingStyles) -> bool:
    """Whether the words may be a heading."""
    if node.block.first.outline is not None:  # the format says so: 附则：服务手册, 结算价格：
        return reads_as_stated(text) and not is_half_a_sentence(text)
    if not looks_like_heading(text, 40):
        # Among headings: 三、软件的获取，安装，卸载与更新
        return len(text) <= _LONGEST and _style(node) in headed and bool(node.children) and not _SENTENCE.search(text)
    filled = is_form_field(text) and not ends_with_colon(text)
    return not introduces(text) and not filled


def _is_title(node: Node, headed: HeadingStyles) -> bool:
    candidate = node.decision.candidate
    if node.children or node.block.first.outline is not None:
        return True
    if (is_bold(node.block) or is_larger(node.block)) and not node.decision.listed:
        return True
    if candidate is None or candidate.label.opening.startswith("附") or candidate.label.unit in CHAPTER_UNITS:
        return candidate is not None
    lone = len(node.text.strip()) > _LONGEST_OF_NOTHING and headed.get(_style(node), 1) == 1
    return not lone and (candidate.label.unit == "条" or _style(node) in headed)


def _lead_end(node: Node, spans: Sequence[Span], text: str, headed: HeadingStyles) -> int:
    """Where a heading on the same line as the text ends: 第一条 服务内容：甲方…, or a bold lead. 0: no heading."""
    candidate = node.decision.candidate
    if candidate is not None and candidate.label.unit == "条":
        match = _COLON_LEAD.match(text) or (_SPACED_LEAD.match(text) if _style(node) in headed else None)
        if match and not is_half_a_sentence(match.group()) and not _UNCLOSED.search(match.group()):
            return match.end()
    elif candidate is not None and _style(node) in headed and (match := _LEAD_AND_HAN.match(text)):
        return match.end()
    first = spans[0] if spans else None
    if first is None or len(spans) < 2 or "bold" not in first.marks or "bold" in spans[1].marks:
        return 0
    lead = first.text.strip().rstrip("：:。. ")
    if first.text.rstrip().endswith("。") and _SAYS.match(lead):
        return 0
    ends = (
        first.text.rstrip().endswith(("：", ":", "。")) or spans[1].text[:1] in ("：", ":") or first.text[-1:].isspace()
    )
    if not (2 <= len(lead) <= _LONGEST and looks_like_heading(lead) and ends):
        return 0
    return len(first.text) + (spans[1].text[:1] in ("：", ":"))
