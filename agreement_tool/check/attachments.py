"""Attachments as listed, cited and attached: the three views that the CON rules compare."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from agreement_tool.frozen import frozen
from agreement_tool.model import Clause
from agreement_tool.text.numerals import read_han
from agreement_tool.text.outline import ATTACHMENT_UNITS, Outline
from agreement_tool.text.patterns import compiled

_HEAD = compiled(
    r"^[【\[]?\s*(?P<unit>附件|附录|附表)\s*(?P<number>[一二三四五六七八九十]{1,3}|[0-9]{1,2}|[A-Z])?[：:、.．\s]*+(?P<name>[^\n]{0,40}?)[】\]]?\s*$"
)
_CITED = compiled(
    r"(?P<unit>附件|附录|附表)\s*(?P<number>[一二三四五六七八九十]{1,3}+(?!式)|[0-9]{1,2}|[A-Z](?![A-Za-z]))"
    r"(?:\s*[：:]?\s*[《（(“](?P<name>[^《》（）()“”\n]{2,30})[》）)”])?"
)
_LIST = compiled(
    r"附件(?:包括|有|为|如下|清单|目录|包含)(?:以下|下列)?(?:文件|内容)?[：:]?\s*(?P<names>(?:[0-9一二三四五六七八九十]{0,2}[、.．]?\s*《[^《》\n]{2,40}》\s*[、，,；;和及与]?\s*(?:以及)?)+)"
)
_NAME = compiled(r"《([^《》\n]{2,40})》")


@frozen
class Attached:
    """An attachment that is there: 附件一 价目表. `number` 0 where it is not numbered."""

    clause: Clause
    unit: str
    number: int
    name: str


@frozen
class CitedAttachment:
    """附件一《价目表》 in the text of a clause. `name` is '' where only the number is given."""

    clause: Clause
    start: int
    end: int
    unit: str
    number: int
    name: str


@frozen
class Listed:
    """附件包括《甲》《乙》: every document that is said to be attached, in one sentence."""

    clause: Clause
    start: int
    end: int
    names: tuple[str, ...]


def ordinal_of(printed: str | None) -> int:
    """一 -> 1, 2 -> 2, A -> 1; 0 for none."""
    if not printed:
        return 0
    if printed.isascii():
        return int(printed) if printed.isdecimal() else ord(printed.upper()) - ord("A") + 1
    return read_han(printed) or 0


_ANNOUNCED = compiled(r"附[件录表][^。；]{0,12}(?:包括|有|为|如下|清单|目录|包含|分别)?\s*[：:]\s*$")


@lru_cache(maxsize=1)  # several rules ask about the same outline
def only_listed(outline: Outline) -> frozenset[str]:
    """Lines that look like attachments (附件一《甲》) and only list them: they follow '附件包括：' and nothing stands
    under them.

    Eids. Without anything attached such a list names what is missing.
    """
    found: set[str] = set()
    announced = False
    for clause in outline.clauses.values():
        label = outline.label(clause.eid)
        words = (clause.heading or clause.text).strip()
        names = bool(label and label.unit in ATTACHMENT_UNITS) or bool(_HEAD.match(words) and words.startswith("附"))
        if announced and names and not clause.children and len(words) <= _NAME_LENGTH:
            found.add(clause.eid)
            continue
        announced = bool(_ANNOUNCED.search(clause.text)) or (announced and not words)
    return frozenset(found)


_NAME_LENGTH = 44
"""Code points: longer lines are text of the attachment itself."""


@lru_cache(maxsize=1)
def attached(outline: Outline) -> tuple[Attached, ...]:
    """What is attached: clauses labelled 附件一, and headings or lines of their own that begin so."""
    return tuple(_attached(outline))


def _attached(outline: Outline) -> Iterator[Attached]:
    listed_here = only_listed(outline)
    for clause in outline.clauses.values():
        label = outline.label(clause.eid)
        if clause.eid in listed_here:
            continue
        if label and label.unit in ATTACHMENT_UNITS and label.number:
            words = clause.heading or clause.text.split("\n")[0]
            yield Attached(clause, label.unit, label.number[-1], bare(words) if len(words) <= 40 else "")
        elif label is None and clause.kind not in ("table", "signature"):
            words = (clause.heading or clause.text).strip()
            match = _HEAD.match(words) if len(words) <= 44 and words.startswith(("附", "【附", "[附")) else None
            if match and not re.search("[。；，]", words):
                yield Attached(clause, match["unit"], ordinal_of(match["number"]), bare(match["name"]))


def cited(outline: Outline, heads: frozenset[str]) -> tuple[CitedAttachment, ...]:
    """Every numbered attachment that the text names; `heads`: clauses (eids) that are attachments themselves."""
    return tuple(
        CitedAttachment(
            clause,
            match.start(),
            match.end(),
            match["unit"],
            ordinal_of(match["number"]),
            bare(match["name"] or ""),
        )
        for clause in outline.clauses.values()
        if "附" in clause.text
        for match in _CITED.finditer(clause.text)
        if match.start() or clause.eid not in heads
    )


def listed(outline: Outline) -> tuple[Listed, ...]:
    """Every sentence that lists documents as attachments."""
    return tuple(
        Listed(
            clause,
            match.start("names"),
            match.start("names") + match["names"].rindex("》") + 1,
            tuple(_NAME.findall(match["names"])),
        )
        for clause in outline.clauses.values()
        if "附件" in clause.text
        for match in _LIST.finditer(clause.text)
    )


def bare(name: str) -> str:
    """A document's name without brackets and blanks."""
    return re.sub(r"[\s《》【】“”（）()：:]", "", name)


_GENERIC = compiled(r"(?<=[^\W\d_]{2})(?:清单|明细表?|一览表|标准|说明书?|方案|计划|协议书?|合同|表|书|单)$")


def alike(one: str, other: str, *, generic: bool = False) -> bool:
    """Whether two names of a document may mean the same: one holds the other, or they share most characters.

    `generic`: without the word for the kind of document, which 工程量清单 and 材料清单 share.
    """
    if not one or not other or one in other or other in one:
        return True
    if generic:
        one, other = _GENERIC.sub("", one), _GENERIC.sub("", other)
    shared = len(set(one) & set(other))
    return shared * 2 >= min(len(set(one)), len(set(other)))
