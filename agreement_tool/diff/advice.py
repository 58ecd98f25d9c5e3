"""Must somebody be told of the change, or asked again? By kind of document and kind of change, from `advice.yaml`.

Every sentence rests on provisions of `agreement_tool.law`. The agreement's own rule on announcing changes is quoted,
and the dates it states about itself are checked against the days that the law or that rule asks for.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, Literal

from agreement_tool.diff.notice_clause import NoticeClause, own_notice_clause
from agreement_tool.diff.spots import edited_phrases
from agreement_tool.frozen import frozen
from agreement_tool.law.provisions import cited, provisions
from agreement_tool.model import Agreement, Bilingual, Change, Reconsent
from agreement_tool.text import sentences
from agreement_tool.text.tables import table

_RANK: dict[Reconsent, int] = {"none": 0, "notice": 1, "required": 2}
NAMED_PLACES = 4
"""So many clauses are named behind an advice."""


ENOUGH_TEXT = 50_000
"""Characters in which a document has shown what kind it is."""
NEGOTIATED = frozenset({"contract", "employment"})
"""Families that change by agreement of both sides, not by announcement."""


@frozen
class Family:
    """A kind of document, and how it is told."""

    name: str
    title: str
    words: str
    least: int
    also: str
    """A word that must stand in the text too; '' for none."""
    more_than: str
    """Words that must be rarer than `words`; '' for none."""


@frozen
class Advice:
    """What a change asks for."""

    key: str
    documents: frozenset[str]
    kinds: frozenset[str]
    words: str
    not_for: Literal["", "gone", "less"]
    """gone: not for words that were only taken out; less: nor for a promise of less that was put in (不会收集)."""
    unless: str
    """Pattern: not where it stands in the changed sentences."""
    need: Reconsent
    says: Bilingual
    basis: tuple[str, ...]

    def sentence(self, places: str) -> Bilingual:
        """The advice with its places and its provisions."""
        days = next((provisions()[key].days for key in self.basis if provisions()[key].days), None)
        many = next((provisions()[key].days_many for key in self.basis if provisions()[key].days_many), None)
        said = [self.says.in_language(lang).format(days=days, days_many=many) for lang in ("zh", "en")]
        zh, en = (f"（{places}）", f" ({places})") if places else ("", "")
        return Bilingual(f"{said[0]}{zh}——{cited(self.basis)}", f"{said[1]}{en} — {cited(self.basis, 'en')}")


@cache
def _data() -> dict[str, Any]:
    return table("agreement_tool.diff", "advice")


@cache
def families() -> tuple[Family, ...]:
    """The kinds of documents, in order of trial."""
    return tuple(
        Family(
            row["name"],
            row.get("title", ""),
            row.get("words", ""),
            row.get("least", 1),
            row.get("also", ""),
            row.get("more_than", ""),
        )
        for row in _data()["families"]
    )


@cache
def advices() -> tuple[Advice, ...]:
    """Every row of advice."""
    return tuple(
        Advice(
            row["key"],
            frozenset(row["documents"]),
            frozenset(row["kinds"]),
            row.get("words", ""),
            row.get("not_for", ""),
            row.get("unless", ""),
            row["need"],
            Bilingual(**row["says"]),
            tuple(row["basis"]),
        )
        for row in _data()["advice"]
    )


def kinds_of_document(agreement: Agreement) -> frozenset[str]:
    """Its family (privacy, employment, platform, contract, consumer) and its subjects (loan, lease, sale,
    construction)."""
    text = _beginning(agreement)
    family = next((each.name for each in families() if _is(each, agreement.title, text)), "")
    patterns: Mapping[str, str] = _data()["subjects"]
    found = {name for name, pattern in patterns.items() if re.search(pattern, agreement.title)}
    return frozenset({family, *found} - {""})


def _beginning(agreement: Agreement) -> str:
    """The first clauses, so many that they show what the document is."""
    pieces, length = [], 0
    for clause in agreement.walk():
        pieces.append(clause.heading + clause.text)
        length += len(pieces[-1])
        if length > ENOUGH_TEXT:
            break
    return "\n".join(pieces)


def _is(family: Family, title: str, text: str) -> bool:
    if family.title and re.search(family.title, title):
        return True
    if not family.words or (family.also and family.also not in text + title):
        return False
    found = len(re.findall(family.words, text))
    return found >= family.least and (not family.more_than or found > len(re.findall(family.more_than, text)))


def advice(
    old: Agreement,
    new: Agreement,
    changes: Iterable[Change],
    documents: frozenset[str],
    cite: Callable[[Change], str] = lambda change: "",
) -> tuple[Reconsent, tuple[Bilingual, ...]]:
    """What the changes ask for, and why. The notice clause of the version in force (the old one) binds.

    `cite`: where a change stands, as a lawyer says it.
    """
    material = [change for change in changes if change.material]
    if not material:
        return "none", ()
    places = {row: _places(row, material) for row in advices() if not row.documents or row.documents & documents}
    applying = {row: found for row, found in places.items() if found}
    needs: list[Reconsent] = [row.need for row in applying]
    need: Reconsent = max(needs, key=_RANK.__getitem__, default="none")
    quoted = None if documents & NEGOTIATED else own_notice_clause(old) or own_notice_clause(new)
    whys = (row.sentence(_named(found, len(material), cite)) for row, found in applying.items())
    return need, (*whys, *((quoted.why,) if quoted else ()), *_dates(new, tuple(applying), quoted))


def _places(row: Advice, material: Sequence[Change]) -> list[Change]:
    return [change for change in material if _applies(row, change)]


def _applies(row: Advice, change: Change) -> bool:
    if row.kinds and row.kinds.isdisjoint(change.categories):
        return False
    if (row.not_for == "gone" and _only_gone(change)) or (row.not_for == "less" and _is_less(change)):
        return False
    if not (row.words or row.unless):
        return True
    if row.unless and re.search(row.unless, "".join(_changed_sentences(change))):
        return False
    went, came = _changed_phrases(change)
    where = (came,) if row.not_for and came else (went, came)  # what only the old text said asks for nothing
    return not row.words or any(re.search(row.words, side) for side in where)


def _only_gone(change: Change) -> bool:
    """Whether nothing was put in."""
    return not any(segment.op == "insert" and segment.text.strip() for segment in change.segments)


_PROMISES_LESS = (
    "(?:不|无需|无须|停止|绝不|未经|除非|(?:仅|只|限于)(?!用于|用作))[^。；，]{0,16}"
    "(?:收集|采集|获取|使用|共享|分享|出售|出租|提供|披露|公开|转让|处理|存储|保存|传输|读取|申请|调用|用于|推送)"
)


def _is_less(change: Change) -> bool:
    """Whether processing was taken out and nothing put in, or only a promise not to process put in."""
    came, went = _edited_sentences(change, "insert"), _edited_sentences(change, "delete")
    if _only_gone(change):
        return not all(re.search(_PROMISES_LESS, sentence) for sentence in went)
    return not went and all(re.search(_PROMISES_LESS, sentence) for sentence in came)


def _changed_phrases(change: Change) -> tuple[str, str]:
    """Of both sides the phrases that an edit touches: what a sentence says elsewhere asks for nothing."""
    old, new = ("".join(each.text for each in change.segments if each.op != op) for op in ("insert", "delete"))
    return edited_phrases(old, new) if old and new else (old, new)


def _changed_sentences(change: Change) -> Iterator[str]:
    """The sentences of both sides that an edit touches."""
    for side in ("insert", "delete"):
        yield from _edited_sentences(change, side)


def _edited_sentences(change: Change, side: str) -> tuple[str, ...]:
    """The sentences of the new (insert) or the old text that an edit of that side touches."""
    pieces = [segment for segment in change.segments if segment.op in ("equal", side)]
    text, edited, at = "".join(piece.text for piece in pieces), [], 0
    for piece in pieces:
        if piece.op == side:
            edited.append((at, at + len(piece.text)))
        at += len(piece.text)
    found, start = [], 0
    for sentence in sentences.split(text):
        end = start + len(sentence)
        if any(first < end and last > start for first, last in edited):
            found.append(sentence)
        start = end
    return tuple(found)


def _named(changes: Sequence[Change], of: int, cite: Callable[[Change], str]) -> str:
    """第三条、2.1: where, unless it is everywhere."""
    if len(changes) == of > NAMED_PLACES:
        return ""
    labels = list(dict.fromkeys(place for change in changes if (place := cite(change))))
    return "、".join(labels[:NAMED_PLACES]) + ("…" if len(labels) > NAMED_PLACES else "")


def _dates(new: Agreement, applying: Sequence[Advice], quoted: NoticeClause | None) -> Iterator[Bilingual]:
    """Whether the stated dates leave the days that are asked for."""
    if not (new.published and new.effective):
        return
    left = (datetime.date.fromisoformat(new.effective) - datetime.date.fromisoformat(new.published)).days
    for row in applying:
        days = [(provisions()[key].days or 0, key) for key in row.basis if provisions()[key].days]
        if days and left < max(days)[0]:
            yield Bilingual(
                f"注意：公布日（{new.published}）至生效日（{new.effective}）为 {left} 日，不足 "
                f"{max(days)[0]} 日——{cited([max(days)[1]])}",
                f"warning: {left} days from publication ({new.published}) to effect ({new.effective}), "
                f"fewer than {max(days)[0]} — {cited([max(days)[1]], 'en')}",
            )
    if quoted and quoted.days and left < quoted.days:
        yield Bilingual(
            f"注意：公布日（{new.published}）至生效日（{new.effective}）为 {left} 日，少于本协议自行约定的 "
            f"{quoted.days} 日",
            f"warning: {left} days from publication ({new.published}) to effect ({new.effective}), fewer "
            f"than the agreement's own {quoted.days}",
        )
