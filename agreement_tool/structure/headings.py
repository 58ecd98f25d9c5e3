"""Unnumbered headings and the document's own title."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace

from agreement_tool.model import Line, Mark
from agreement_tool.structure.blocks import Fixed, TextBlock
from agreement_tool.text.form_lines import (
    is_bare_attachment,
    is_date,
    is_edition_note,
    is_filled_caption,
    is_form_field,
    is_issuer,
    is_signature,
    is_signature_field,
    is_variant,
    squeezed,
)
from agreement_tool.text.line_wording import (
    introduces,
    is_bracketed_heading,
    is_code,
    is_half_a_sentence,
    is_known_heading,
    is_notice,
    looks_like_heading,
    names_a_document,
)
from agreement_tool.text.patterns import compiled
from agreement_tool.text.sentences import ends_with_colon
from agreement_tool.text.whitespace import strip_whitespace

_LONGEST_CAPTION = 12
_SENTENCE = compiled(
    r"[请您你我若如在为本当则但并且及或以由因对根]|欢迎|尊敬|亲爱|双方|甲方|乙方|丙方|鉴于|兹|特此|附[：:]|[^：:]*(?:可|会|应|须|将|不|有权|下列|以下)"
)
_GREETING = compiled(r"欢迎|尊敬|亲爱|您好|致")
_ISSUED = compiled(
    r"[（(][^（()）]*(?:\d{1,2}日|第\d+号)[^（()）]*[）)]\Z|[^，。；：:]{2,40}(?:大学|学院|公司|局|部|会|中心|厅|院|处)(?:编|监|印)?制\Z"
)
_GLOSSARY = compiled(r"\s*附(?:录|件)?[：:]\s*[^，。；：:]{0,8}(?:解释|释义|定义|术语)\s*\Z")
_OF_A_TABLE = compiled(r"\s*[表图] ?\d{1,2}(?:[-—.]\d{1,2})?[ \u3000：:]")
"""表2-1 赛程安排 stands above a table and heads nothing else."""
LONGEST_STATED = 40
"""Characters of a heading that the format states."""
_ENDED = compiled(r"[。；！!]|[;，,、.…]\Z")
"""What no heading is: a sentence that ends, or one that goes on."""
_KIND = compiled(r"合同|协议|政策|条款|声明|章程|规定|办法|制度|规则")
_MOST_SUBTITLES = 2
_GOES_ON = compiled(r"[^，。；：:]{2,40}[的及和与之]\s*\Z")
"""A line of a title that cannot be its last."""
FIRST_BLOCKS = 20
"""The title stands among this many blocks at the head of the document, before the first number."""


def is_bold(block: TextBlock) -> bool:
    """Bold throughout, but for a mark or two."""
    return _marked(block, "bold")


def is_larger(block: TextBlock) -> bool:
    """Set larger than the body throughout."""
    return _marked(block, "size")


def _marked(block: TextBlock, mark: Mark) -> bool:
    if not any(mark in span.marks for span in block.spans):
        return False  # most blocks, and their letters need not be counted
    letters = sum(char.isalnum() for span in block.spans for char in span.text)
    marked = sum(char.isalnum() for span in block.spans if mark in span.marks for char in span.text)
    return marked > 0.9 * letters > 0


def heading_strength(block: TextBlock) -> float:
    """0…1: how surely an unnumbered block is a heading rather than a paragraph."""
    text = block.text
    if is_date(text) or is_edition_note(text) or is_code(text) or is_issued(text) or _is_filled(block):
        return 0.0
    if _OF_A_TABLE.match(text) or "://" in text:
        return 0.0
    if (
        is_bare_attachment(text)
        or _GLOSSARY.match(text)
        or is_bracketed_heading(text)
        or (is_known_heading(text) and len(text) < 16)
    ):
        return 1.0
    outline = block.first.outline
    if is_signature_field(text) and (outline is None or not text.isalpha()):
        return 0.0
    if outline is not None:
        stated = 1.0 if outline <= 3 else 0.8
        return stated if reads_as_stated(text) else 0.0
    asks = text.rstrip().endswith(("？", "?")) and (is_bold(block) or is_larger(block)) and reads_as_stated(text)
    if not (asks or looks_like_heading(text, 40)) or (
        introduces(text) and not (is_bold(block) and _is_bold_caption(text))
    ):
        return 0.0
    evidence = 0.35 * is_bold(block) + 0.35 * is_larger(block) + 0.35 * block.first.centred
    if names_a_document(text) and evidence:
        evidence += 0.3
    filled = is_form_field(text) and not (is_bold(block) and (ends_with_colon(text) or text.startswith("附")))
    return 0.0 if evidence < 0.3 or filled else min(1.0, evidence)


def is_issued(text: str) -> bool:
    """When or by whom a document was issued, below its title or on its cover: （某部令第41号）, 某大学制."""
    return bool(_ISSUED.match(strip_whitespace(text)))


def _is_filled(block: TextBlock) -> bool:
    """客服电话：010-12345678; not 阶段一：启动（收入 0-10 万） where the format says that it is a heading."""
    text = block.text
    stated = block.first.outline is not None and not is_signature_field(text) and "_" not in text
    return is_filled_caption(text) and not stated


def reads_as_stated(text: str) -> bool:
    """Whether words that the format sets as a heading may be one: of some length, no sentence that ends, no greeting.
    A comma, a question mark or a colon is no hindrance: 不提供担保，也无接受义务; 用户的义务：."""
    bare = text.strip()
    if looks_like_heading(bare, LONGEST_STATED) and not ends_with_colon(bare):
        return True
    short = len(bare) <= LONGEST_STATED and any(char.isalpha() for char in bare)
    return short and not _ENDED.search(bare) and not (ends_with_colon(bare) and _GREETING.match(bare))


def _is_bold_caption(text: str) -> bool:
    """用户的权利：, in bold; not the beginning of a sentence."""
    bare = text.strip()
    return len(bare) <= _LONGEST_CAPTION and not is_half_a_sentence(bare) and not _SENTENCE.match(bare)


def title_blocks(blocks: Sequence[TextBlock], declared: str | None) -> tuple[int, ...]:
    """Which blocks are the document's title: neighbours at the head, in order; () when it has none."""
    head = _head(blocks)
    found = _title_in(head, declared)
    below = _below_popup(blocks, len(head))
    if found or below is None:
        return found
    return tuple(below + index for index in _title_in(_head(blocks[below:]), declared))


def _title_in(head: Sequence[TextBlock], declared: str | None) -> tuple[int, ...]:
    if stacked := _stacked(head):
        return stacked
    scored = [(title_likelihood(block, index, declared), -index) for index, block in enumerate(head)]
    likelihood, negative = max(scored, default=(0.0, 0))
    if likelihood < 1.0:
        return ()
    first = -negative
    if names_a_document(head[first].text):
        return _with_neighbours(head, first)
    named = [row for row in scored if row[0] >= 1.0 and names_a_document(head[-row[1]].text)]
    if any(-row[1] == first + 1 for row in named):
        return first, first + 1  # the name of a product, and what is agreed on it
    outstanding = [row for row in named if _stands_out(head[-row[1]])]
    return _with_neighbours(head, -max(outstanding)[1] if outstanding else first)


def _stands_out(block: TextBlock) -> bool:
    return block.first.outline is not None or block.first.centred or is_larger(block) or is_bold(block)


def _stacked(head: Sequence[TextBlock]) -> tuple[int, ...]:
    """A title that is set one character below the other: 合, 作, 协, 议."""
    single = [index for index, block in enumerate(head) if len(block.text.strip()) == 1]
    run = tuple(index for index in single if index - single[0] == single.index(index))
    return run if len(run) > 1 and names_a_document("".join(head[index].text.strip() for index in run)) else ()


def _below_popup(blocks: Sequence[TextBlock], head: int) -> int | None:
    """Where the document proper begins, below a notice with a numbering of its own that an app shows before; None: no
    notice."""
    if not blocks or not is_notice(squeezed(blocks[0].text)) or not looks_like_heading(blocks[0].text):
        return None
    numbered = [at for at, block in enumerate(blocks[:FIRST_BLOCKS]) if block.candidates]
    if not numbered or numbered[0] != head:
        return None
    last = numbered[0]
    while last + 1 in numbered:
        last += 1
    return last + 1


def _head(blocks: Sequence[TextBlock]) -> list[TextBlock]:
    head: list[TextBlock] = []
    for block in blocks[:FIRST_BLOCKS]:
        if (block.is_table and head) or any(candidate.form >= 0.5 for candidate in block.candidates):
            break
        head.append(block)
    return head


def title_likelihood(block: TextBlock, index: int, declared: str | None) -> float:
    """1 and more: may be the title."""
    text = block.text.strip()
    if (
        block.is_table
        or is_date(text)
        or is_signature(text)
        or is_edition_note(text)
        or is_bracketed_heading(text)
        or not looks_like_heading(text, 80)
    ):
        return 0.0
    if declared and strip_whitespace(declared) == strip_whitespace(text):
        return 5.0
    points = 1.2 * names_a_document(text) + 0.5 * block.first.centred + 0.6 * is_larger(block) + 0.2 * is_bold(block)
    points += 0.8 if block.first.outline == 1 else 0.0
    if is_known_heading(text) and (is_notice(text) or not names_a_document(text)):
        points -= 1.5
    return points + (0.4 if index == 0 else 0.0) - 0.02 * index


def _with_neighbours(head: Sequence[TextBlock], index: int) -> tuple[int, ...]:
    """A title set on two lines is taken whole: same size, both centred; or （示范文本） below it; or it goes on from
    the line above: 关于使用某工具的⏎免责声明."""
    chosen = [index]
    if index + 1 < len(head) and is_variant(head[index + 1].text):
        return (index, index + 1)
    for step in (-1, 1):
        at = index + step
        while 0 <= at < len(head) and _same_setting(head[at].first, head[index].first) and _short(head[at]):
            chosen.append(at)
            at += step
    chosen += _subtitles(head, max(chosen))
    first = min(chosen) - 1
    if first >= 0 and _GOES_ON.search(head[first].text) and head[first].first.size == head[index].first.size:
        chosen.append(first)
    return tuple(sorted(chosen))


def _subtitles(head: Sequence[TextBlock], last: int) -> tuple[int, ...]:
    """The lines right below the title of which the last names it once more: 项目合同⏎某系统开发项目⏎合同书."""
    below = tuple(itertools.takewhile(lambda at: _short(head[at]), range(last + 1, len(head))))[:_MOST_SUBTITLES]
    title = strip_whitespace(head[last].text)
    again = [
        at
        for at in below
        if _stands_out(head[at]) and _kind(head[at]) == _kind(head[last]) != "" and title not in head[at].text
    ]
    return below[: again[-1] - last] if again else ()


def _kind(block: TextBlock) -> str:
    """What its name says that it is: 合同; "" when it names no document."""
    return (_KIND.findall(squeezed(block.text)) or [""])[-1] if names_a_document(block.text) else ""


def _short(block: TextBlock) -> bool:
    return looks_like_heading(block.text) and not is_bracketed_heading(block.text) and not is_form_field(block.text)


def _same_setting(one: Line, other: Line) -> bool:
    if one.size is None or other.size is None or not (one.centred and other.centred):
        return False
    return abs(one.size - other.size) < 0.03 * one.size


def with_cover(blocks: Sequence[TextBlock]) -> tuple[TextBlock, ...]:
    """The lines of a cover (issuer, edition, parties, date) marked: however they are set, they head nothing."""
    cover = list(itertools.takewhile(_may_stand_on_a_cover, blocks[:FIRST_BLOCKS]))
    below = blocks[len(cover)] if len(cover) < len(blocks) else None
    if len(cover) < 2 or below is None:
        return tuple(blocks)
    turned = below.first.page != cover[0].first.page
    if not (turned or any(_is_of_an_edition(block.text) for block in cover)):
        return tuple(blocks)
    last = len(cover) - 1  # what stands last may head what follows
    marked = [
        replace(block, fixed=block.fixed or "paragraph") if at < last and not is_notice(squeezed(block.text)) else block
        for at, block in enumerate(cover)
    ]
    return (*marked, *blocks[len(cover) :])


def _may_stand_on_a_cover(block: TextBlock) -> bool:
    if block.fixed == "repeated":
        return True
    if block.fixed or block.first.outline is not None or block.candidates:
        return False
    return looks_like_heading(block.text, 40) or _is_of_an_edition(block.text)


def _is_of_an_edition(text: str) -> bool:
    """What a cover says of this copy: its code, issuer, version, date, parties."""
    filled = is_filled_caption(text) or (is_form_field(text) and is_signature_field(text))
    return is_date(text) or is_edition_note(text) or is_code(text) or is_issuer(text) or filled


def with_repeated_title(blocks: Sequence[TextBlock], title: str) -> tuple[TextBlock, ...]:
    """Blocks that print the title once more, marked: the heading of a further copy, or just the title after a cover."""
    marked = list(blocks)
    wanted = strip_whitespace(title)
    since = 0
    for index, block in enumerate(blocks):
        if not wanted or block.candidates:
            continue
        printed = strip_whitespace(block.text)
        if printed == wanted or (printed.startswith(wanted) and is_variant(printed[len(wanted) :])):
            marked[index] = replace(block, fixed=_repetition(blocks, since, index))
            since = index
        elif index and strip_whitespace(blocks[index - 1].text) + printed == wanted:
            marked[index - 1 : index + 1] = [replace(each, fixed="repeated") for each in blocks[index - 1 : index + 1]]
    return tuple(marked)


def _repetition(blocks: Sequence[TextBlock], since: int, index: int) -> Fixed:
    """'part' where the numbering that has run since the title begins again after it."""
    ran = {candidate.style for block in blocks[since:index] for candidate in block.candidates if candidate.form > 0.5}
    begins = next((block.candidates[0] for block in blocks[index + 1 :] if block.candidates), None)
    restarts = begins is not None and begins.label.ordinal == 1 and begins.style in ran
    return "part" if restarts else "repeated"


def ends_the_part_before(block: TextBlock) -> bool:
    """A heading or attachment that begins a new part."""
    labels = [candidate.label for candidate in block.candidates]
    parts = any(label.opening.startswith("附") or label.unit in ("部分", "编") for label in labels)
    return parts or is_bare_attachment(block.text) or heading_strength(block) >= 0.7
