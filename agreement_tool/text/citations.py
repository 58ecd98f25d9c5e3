"""How a clause is cited (第三条第（二）项; 3.2（1）) and what a mention points to, given the tree."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from agreement_tool.frozen import frozen
from agreement_tool.model import Agreement, Clause
from agreement_tool.text.numerals import write_han
from agreement_tool.text.outline import ATTACHMENT_UNITS, Outline, as_outline, counting_family, enclosure
from agreement_tool.text.patterns import compiled
from agreement_tool.text.references import Mention, Step, hyphened, mentions
from agreement_tool.text.whitespace import strip_whitespace


@frozen
class External:
    """A mention of another document: a law, or a contract or policy of its own."""

    name: str
    law: bool


@frozen
class Target:
    """One clause that a mention names: the number as read, and the clause, None when there is no such clause."""

    number: tuple[int, ...]
    eid: str | None


def citation(tree: Agreement | Outline, eid: str) -> str:
    """How a lawyer cites the clause: 第三条第（二）项, 第三条第二款, 3.2（1）, 三、2, 附件一第二条, 【特别提示】第2段.

    KeyError when the agreement has no such clause. Pass an `Outline` when citing many.
    """
    outline = as_outline(tree)
    chain = (*outline.above(eid), outline.clauses[eid])
    cited = ""
    for place, clause in enumerate(chain):
        cited = _cite_step(outline, clause, chain[place - 1] if place else None, cited)
    return cited


def full_citation(tree: Agreement | Outline, eid: str) -> str:
    """The citation as it stands by itself in a report: a bare Chinese number keeps its 、 (三、第二款, 三、（四）,
    十一、)."""
    cited = citation(tree, eid)
    return _BARE_NUMBER.sub(r"\1、", cited)


_BARE_NUMBER = compiled(r"^([一二三四五六七八九十百]+)(?=第|（|[0-9]|$)")


def _cite_step(outline: Outline, clause: Clause, above: Clause | None, cited: str) -> str:
    label = outline.label(clause.eid)
    if label is None:
        return _cite_unnumbered(outline, clause, above, cited)
    printed = (clause.label or "").translate(_TO_FULL_BRACKETS).rstrip(".．、，：: ")
    if cited.startswith("【") and not enclosure(label) and _is_unique(outline, clause):
        cited = ""
    if label.unit == "条" or (label.unit in ATTACHMENT_UNITS and not cited):
        return _attachment_of(cited) + printed
    if label.tiers > 1 and not label.opening:
        return _attachment_of(cited) + printed
    if "条" in cited and enclosure(label) == "enclosed":
        return f"{cited}第{printed}{'目' if '项' in cited else '项'}"
    if cited[-1:].isdigit() and printed[:1].isdigit():
        return f"{cited}第{printed.rstrip('）')}项"
    return cited + ("、" if cited and cited[-1] in _HAN_DIGITS and printed[0] not in "（(第" else "") + printed


def _is_unique(outline: Outline, clause: Clause) -> bool:
    """No other clause under another unnumbered heading carries the number: the heading need not be said."""
    label, number_depth = outline.label(clause.eid), outline.number_depth(clause.eid)
    if label is None:
        return False
    twins = outline.numbered.get(label.number, ())
    return not any(
        twin.eid != clause.eid
        and (found := outline.label(twin.eid))
        and counting_family(found) == counting_family(label)
        and outline.number_depth(twin.eid) == number_depth
        for twin in twins
    )


_HAN_DIGITS = "一二三四五六七八九十"
_TO_FULL_BRACKETS = str.maketrans("()", "（）")


def _attachment_of(cited: str) -> str:
    """条 and 3.2 are cited on their own, not under their 章; but an attachment's stay the attachment's."""
    for unit in ATTACHMENT_UNITS:
        if cited.startswith(unit):
            return cited[
                : len(unit) + sum(1 for char in cited[len(unit) : len(unit) + 3] if char in _HAN_DIGITS + "0123456789")
            ]
    return ""


def _cite_unnumbered(outline: Outline, clause: Clause, above: Clause | None, cited: str) -> str:
    if clause.label:
        return cited + clause.label
    if clause.kind in ("heading", "part"):
        return f"{cited}【{clause.heading.strip('【】') or clause.text[:12]}】"
    place = outline.paragraph_number(clause.eid)
    if place is None:
        return f"{cited}{_KIND_NAMES.get(clause.kind, '')}" or clause.kind
    numbered = above is not None and outline.label(above.eid) is not None
    own = 1 if numbered and above is not None and above.text else 0
    return f"{cited}第{write_han(place + own)}款" if numbered else f"{cited}第{place}段"


_KIND_NAMES = {"table": "表格", "signature": "签署页"}


def targets(tree: Agreement | Outline, eid: str, mention: Mention) -> tuple[Target, ...] | External:
    """Every clause that a mention in clause `eid` names, each found or missing, in the order named."""
    outline = as_outline(tree)
    if mention.document and not _is_own_name(outline.agreement, mention.document):
        return External(mention.document, mention.law)
    if not mention.steps:
        return External(mention.document, mention.law) if mention.document else ()
    if mention.relative:
        return _below_relative(outline, eid, mention.steps)
    if outline.has_hyphened_labels:
        mention = hyphened(mention)
    first = mention.steps[0]
    found = [(number, _first(outline, eid, first, number)) for number in first.numbers]
    if len(mention.steps) == 1:
        return tuple(Target(number, clause.eid if clause else None) for number, clause in found)
    return tuple(_below(outline, [clause for _, clause in found], mention.steps[1:]))


def _below_relative(outline: Outline, eid: str, steps: tuple[Step, ...]) -> tuple[Target, ...]:
    """本项第（2）目: in what 本项 is here; where nothing is numbered so there, in what stands around it."""
    here = _relative(outline, eid, steps[0])
    found = tuple(_below(outline, here, steps[1:]))
    if len(steps) == 1 or steps[0].relative != "this" or here == [None]:
        return found
    around = [clause for clause in reversed(outline.above(eid)) if outline.label(clause.eid)]
    for clause in around if any(target.eid is None for target in found) else ():
        wider = tuple(_below(outline, [clause], steps[1:]))
        if all(target.eid is not None for target in wider):
            return wider
    return found


def resolve(tree: Agreement | Outline, eid: str, mention: Mention) -> tuple[str, ...] | External | None:
    """The clauses (eids) that a mention in clause `eid` points to; External for laws and other documents.

    None when any clause it names does not exist. 第三至五条 gives three eids. Pass an `Outline` when resolving many.
    """
    found = targets(tree, eid, mention)
    if isinstance(found, External):
        return found
    eids = tuple(target.eid for target in found if target.eid is not None)
    return eids if eids and len(eids) == len(found) else None


def references(tree: Agreement | Outline) -> Iterator[tuple[str, Mention, tuple[str, ...] | External | None]]:
    """Every mention in every clause's own text with what it points to: (eid, mention, resolved), in reading order."""
    outline = as_outline(tree)
    for clause in outline.clauses.values():
        for mention in mentions(clause.text):
            yield clause.eid, mention, resolve(outline, clause.eid, mention)


def _is_own_name(agreement: Agreement, name: str) -> bool:
    """《松下安防监控 APP 服务协议》, or plain 服务协议, inside that agreement is the agreement itself."""
    own, named = strip_whitespace(agreement.title), strip_whitespace(name)
    return bool(own) and (own == named or (len(named) >= 4 and own.endswith(named)))


def _first(outline: Outline, eid: str, step: Step, number: tuple[int, ...]) -> Clause | None:
    if step.unit in ("项", "目", "item") or (step.unit == "款" and len(number) == 1):
        return _in_context(outline, eid, step, number)
    part = outline.part(eid)
    with_unit = _with_unit(outline, step, number)
    candidates = (
        [clause for clause in with_unit if outline.part(clause.eid) == part]
        or [clause for clause in _without_unit(outline, step, number, part) if outline.part(clause.eid) == part]
        or with_unit
        or _without_unit(outline, step, number, part)
    )
    return _nearest(outline, eid, candidates)


def _with_unit(outline: Outline, step: Step, number: tuple[int, ...]) -> list[Clause]:
    """第三条 -> the clauses that are printed 第三条."""
    return [
        clause
        for clause in outline.numbered.get(number, ())
        if (label := outline.label(clause.eid)) and label.unit == step.unit and label.inserted == step.inserted
    ]


def _without_unit(outline: Outline, step: Step, number: tuple[int, ...], part: str) -> Sequence[Clause]:
    """第3条, 第3.2条 or 第三章 where the agreement prints no such unit: 3. or 三、, 3.2."""
    if step.unit in ATTACHMENT_UNITS:
        return _attachments(outline, step, number)
    if len(number) > 1:
        return _tiered(outline, number)
    return () if step.inserted or _prints(outline, step.unit, part) else _roots(outline, number)


def _prints(outline: Outline, unit: str, part: str) -> bool:
    """Whether that part counts in that unit: two stray 第八条 after eight 一、 do not make it so.

    An attachment that prints 第X条 does not change what 第3条 means in a main text that counts 一、二、三、.
    """
    counted = outline.unit_counts_in(part)
    return counted[unit] > 0 and counted[unit] >= counted[""] / 3


def _has_unit(outline: Outline, clause: Clause, unit: str) -> bool:
    label = outline.label(clause.eid)
    return label is not None and label.unit == unit


def _attachments(outline: Outline, step: Step, number: tuple[int, ...]) -> list[Clause]:
    """附件一 may be a label, or the first words of an unnumbered heading."""
    if not outline.attachments:
        outline.attachments.update(_attached(outline))
    return outline.attachments.get((step.unit, number), [])


def _attached(outline: Outline) -> dict[tuple[str, tuple[int, ...]], list[Clause]]:
    """(附件, its number) -> the clauses that it may be, in reading order; also what is no attachment, by its counter
    word."""
    found: dict[tuple[str, tuple[int, ...]], list[Clause]] = {("", ()): []}
    for clause in outline.clauses.values():
        label = outline.label(clause.eid)
        if label:
            found.setdefault((label.unit, label.number), []).append(clause)
            continue
        words = (clause.heading or clause.text).strip("【】 ")
        named = mentions(words)[:1] if len(words) <= 40 else ()
        steps = [m.steps[0] for m in named if m.start == 0 and m.steps]
        for key in {(step.unit, number) for step in steps for number in step.numbers}:
            found.setdefault(key, []).append(clause)
    return found


def _tiered(outline: Outline, number: tuple[int, ...]) -> Sequence[Clause]:
    """3.2: a clause labelled 3.2, or numbered 2 under one numbered 3."""
    exact = [
        clause
        for clause in outline.numbered.get(number, ())
        if (label := outline.label(clause.eid)) and label.numeral == "arabic"
    ]
    return exact or outline.by_path.get(number, ())


def _roots(outline: Outline, number: tuple[int, ...]) -> list[Clause]:
    return [
        clause
        for clause in outline.numbered.get(number, ())
        if (label := outline.label(clause.eid))
        and not label.unit
        and all(outline.is_container(above) for above in outline.above(clause.eid))
    ]


def _nearest(outline: Outline, eid: str, candidates: Sequence[Clause]) -> Clause | None:
    """Several copies or attachments restart their numbers: the one that shares most ancestors is meant."""
    here = [above.eid for above in outline.above(eid)]
    part = outline.part(eid)

    def closeness(clause: Clause) -> tuple[bool, int]:
        shared = sum(1 for above in outline.above(clause.eid) if above.eid in here)
        return outline.part(clause.eid) == part, shared

    return max(_around(outline, eid, candidates), key=closeness, default=None)


_MOST_CANDIDATES = 64


def _around(outline: Outline, eid: str, candidates: Sequence[Clause]) -> Sequence[Clause]:
    """Of very many clauses with one number, the first and those around `eid`: they share most ancestors with it."""
    if len(candidates) <= _MOST_CANDIDATES:
        return candidates
    here = bisect_left(candidates, outline.places[eid], key=lambda clause: outline.places[clause.eid])
    half = _MOST_CANDIDATES // 2
    return [*candidates[:half], *candidates[max(half, here - half) : here + half]]


def _in_context(outline: Outline, eid: str, step: Step, number: tuple[int, ...]) -> Clause | None:
    """第（二）项 or 第二款 on its own: in the clause it stands in, else in one above it."""
    for clause in (outline.clauses[eid], *reversed(outline.above(eid))):
        found = _child(outline, clause, step, number)
        if found is not None:
            return found
    return _root_item(outline, step, number)


def _root_item(outline: Outline, step: Step, number: tuple[int, ...]) -> Clause | None:
    roots = [c for c in outline.agreement.clauses if (label := outline.label(c.eid)) and label.number[-1:] == number]
    return next(iter(roots), None) if step.unit != "款" else None


def _below(outline: Outline, found: list[Clause | None], steps: tuple[Step, ...]) -> Iterator[Target]:
    for clause in found:
        if clause is None:
            yield Target((), None)
        elif not steps:
            yield Target((), clause.eid)
        else:
            children = [(number, _child(outline, clause, steps[0], number)) for number in steps[0].numbers]
            if len(steps) == 1:
                yield from (Target(number, child.eid if child else None) for number, child in children)
            else:
                yield from _below(outline, [child for _, child in children], steps[1:])


def _child(outline: Outline, clause: Clause, step: Step, number: tuple[int, ...]) -> Clause | None:
    if step.unit == "款" and len(number) == 1:
        return _kuan(outline, clause, number[0])
    return next((child for child in _items(outline, clause) if _numbered(outline, child, number)), None)


def _numbered(outline: Outline, clause: Clause, number: tuple[int, ...]) -> bool:
    label = outline.label(clause.eid)
    return label is not None and (label.number == number or label.number[-1:] == number)


def _items(outline: Outline, clause: Clause) -> Iterator[Clause]:
    """Numbered clauses under a clause, nearest first; after a paragraph (款), those that follow it up to the next."""
    queue = list(clause.children)
    while queue:
        yield from (child for child in queue if outline.label(child.eid))
        queue = [grandchild for child in queue for grandchild in child.children]
    if clause.kind == "paragraph":
        following = list(outline.siblings(clause.eid))
        for sibling in following[outline.place_among(clause.eid) + 1 :]:
            if outline.label(sibling.eid) is None:
                return
            yield sibling


def _kuan(outline: Outline, clause: Clause, ordinal: int) -> Clause | None:
    """第N款: a numbered child that is no item, else the N-th unnumbered paragraph (the clause's own text is the
    first)."""
    levels = [child for child in clause.children if child.kind != "item" and _numbered(outline, child, (ordinal,))]
    if levels:
        return levels[0]
    paragraphs = [clause] if clause.text else []
    paragraphs += [child for child in clause.children if child.label is None and child.kind == "paragraph"]
    if ordinal <= len(paragraphs):
        return paragraphs[ordinal - 1]
    return next((child for child in clause.children if _numbered(outline, child, (ordinal,))), None)


def _relative(outline: Outline, eid: str, step: Step) -> list[Clause | None]:
    here = _enclosing(outline, eid, step.unit)
    if step.relative == "this":
        return [here]
    if step.unit == "款":
        return _kuan_before(outline, eid, step.count) if step.relative == "previous" else [_neighbour(outline, here, 1)]
    offsets = range(-step.count, 0) if step.relative == "previous" else range(1, 2)
    return [_neighbour(outline, here, offset) for offset in offsets]


def _enclosing(outline: Outline, eid: str, unit: str) -> Clause | None:
    """What 本条, 本款, 本项, 本章 is here. Without 第X条, 本条 is the outermost numbered unit."""
    chain = (*outline.above(eid), outline.clauses[eid])
    with_unit = [clause for clause in chain if _has_unit(outline, clause, unit)]
    if with_unit:
        return with_unit[-1]
    numbered = [clause for clause in chain if outline.label(clause.eid) and not outline.is_container(clause)]
    if unit in ("条", "章", "节", "部分", "编", "篇"):
        return next(iter(numbered), None) or chain[0]
    if unit == "款":
        below_items = [clause for clause in chain if clause.kind != "item"]
        return below_items[-1] if below_items else chain[-1]
    return numbered[-1] if numbered else chain[-1]


def _neighbour(outline: Outline, clause: Clause | None, offset: int) -> Clause | None:
    """The clause `offset` places on in its kind: articles run on across chapters."""
    label = outline.label(clause.eid) if clause else None
    if clause is None or label is None:
        return None
    if label.unit:
        run, places = outline.run_of(label.unit, outline.part(clause.eid))
        place = places[clause.eid] + offset
    else:
        run = tuple(child for child in outline.siblings(clause.eid) if outline.label(child.eid))
        place = [child.eid for child in run].index(clause.eid) + offset
    return run[place] if 0 <= place < len(run) else None


def _kuan_before(outline: Outline, eid: str, count: int) -> list[Clause | None]:
    """前款: the paragraph or numbered clause before; the article's own text when it stands first under it."""
    clause: Clause | None = outline.clauses[eid]
    while clause is not None:
        before = _paragraphs_before(outline, clause)
        if before:
            return [*([None] * (count - len(before))), *before[-count:]]
        clause = None if _has_unit(outline, clause, "条") else outline.parent(clause.eid)
    return [None]


def _paragraphs_before(outline: Outline, clause: Clause) -> list[Clause]:
    parent = outline.parent(clause.eid)
    elder = outline.siblings(clause.eid)[: outline.place_among(clause.eid)]
    before: list[Clause] = [sibling for sibling in elder if sibling.kind != "table"]
    if clause.kind == "paragraph":
        before = [sibling for sibling in before if sibling.kind == "paragraph" or sibling.kind != "item"]
    elif clause.kind == "item" and parent is not None:
        before = []
    return ([parent] if parent is not None and parent.text else []) + before
