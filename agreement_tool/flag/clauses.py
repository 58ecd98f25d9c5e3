"""An agreement's clauses -> their key-clause flags, read with who is who, the headings above and the sentence that
introduces them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from agreement_tool.flag.emphasis_notice import masked
from agreement_tool.flag.matchers import evidence_for, flags_of
from agreement_tool.flag.own_name import own_names, with_itself
from agreement_tool.flag.parties import Parties, parties_of
from agreement_tool.flag.twins import Difference, aligned, twins_of
from agreement_tool.flag.words import one_of
from agreement_tool.frozen import frozen
from agreement_tool.model import Agreement, Clause, KeyFlag
from agreement_tool.text.patterns import compiled
from agreement_tool.text.whitespace import strip_whitespace
from agreement_tool.text.width import repair_radicals

INTRODUCES_ALL = compiled(
    one_of("协议 约定 条款 合同 达成 规定 签订 订立 声明")
    + r"[^，。]{0,4}如下[^，。]{0,8}[：:]$|如下(?:协议|条款|约定|合同|规定)[：:]$"
)
"""A preamble (双方达成如下协议：) introduces the whole agreement, not a list."""
NO_TERMS = compiled(r"使用说明|填写说明|填表说明|签订说明|注意事项|提示$|术语|名词解释")
"""Headings, in a contract, of what its author says about the form; it binds nobody."""

_NO_SENTENCE = compiled(
    r"[^。；，,;]{0,30}?(?:https?://|www\.)[!-~]+" + "|" + r"[^。；，,;\s]{0,12}[:：]?[A-Za-z]+(?:[_.][A-Za-z0-9]+)+"
)
"""A link, an address or an identifier (隐私政策：https://…, android.permission.CAMERA), with its name before it."""


def key_flags(agreement: Agreement) -> dict[str, tuple[KeyFlag, ...]]:
    """Every flagged clause's flags, by eid, in reading order. Signature blocks are never key."""
    return flags_and_differences(agreement, parties_of(agreement))[0]


def says_something(text: str) -> bool:
    """Whether a clause's text is more than a link with its name, or the name of a permission."""
    return not _NO_SENTENCE.fullmatch(text.strip())


@frozen
class FlaggedClause:
    """A clause as its flags are read from it."""

    clause: Clause
    text: str
    """Its own words, same length: what names classes of clauses, laws or the agreement itself is set aside, and
    radicals are the ideographs that they look like."""
    headings: Sequence[str]
    """The agreement's title, the headings above and its own, outermost first."""
    introduction: str
    """The text that introduces the list it is in, "" for none."""


def placed_in(agreement: Agreement) -> Iterator[FlaggedClause]:
    """Every clause that may be key, in reading order."""
    own = own_names(agreement)
    for clause, above, introduction in introduced(agreement.clauses, ()):
        if clause.kind != "signature" and clause.text.strip():
            text = with_itself(masked(repair_radicals(clause.text)), own)
            yield FlaggedClause(clause, text, headings_over(clause, above, agreement.title), introduction)


def flags_and_differences(
    agreement: Agreement, parties: Parties
) -> tuple[dict[str, tuple[KeyFlag, ...]], tuple[Difference, ...]]:
    """`key_flags`, and where the English text of a bilingual agreement says what the Chinese does not."""
    placed = {place.clause.eid: place for place in placed_in(agreement)}
    flags = {eid: found for eid, place in placed.items() if (found := _flags(place, parties))}
    twins = twins_of(agreement)
    if not twins:
        return flags, ()
    english = {
        one: tuple(_translated(flag, placed[one], parties) for flag in flags.get(other, ()))
        for one, other in twins.items()
        if one in placed
    }
    every, differences = aligned(flags, twins, english)
    return {eid: every[eid] for eid in placed if eid in every}, differences


def _translated(flag: KeyFlag, place: FlaggedClause, parties: Parties) -> KeyFlag:
    """The flag of a Chinese clause on its English twin, with the words of the English text."""
    evidence = evidence_for(flag.category, place.text, place.headings, parties, introduction=place.introduction)
    return _quoting(replace(flag, evidence=evidence), place)


def introduced(
    siblings: Sequence[Clause], above: tuple[Clause, ...]
) -> Iterator[tuple[Clause, tuple[Clause, ...], str]]:
    """Every clause in reading order with its ancestors and the text that introduces the list it is in, "" for none."""
    own = above[-1].text if above and _ends(above[-1], "：:") else ""
    introduction, before = own, None
    for clause in siblings:
        if introduction != own and not _continues(clause, before):
            introduction = ""
        of_list = introduction and (clause.label is not None or introduction != own or _ends(clause, "；;"))
        yield clause, above, introduction if of_list else ""
        yield from introduced(clause.children, (*above, clause))
        if clause.label is None and _ends(clause, "：:") and not INTRODUCES_ALL.search(clause.text.rstrip()):
            introduction = clause.text
        before = clause


def _continues(clause: Clause, before: Clause | None) -> bool:
    """Whether `clause`, after its sibling `before`, is one more of a list that an earlier sibling introduces."""
    if before is None:
        return False
    if clause.label is not None:
        return clause.kind == "item"
    return before.label is None and _ends(before, "：:；;") and not _ends(clause, "：:")


def _ends(clause: Clause, marks: str) -> bool:
    return clause.text.rstrip().endswith(tuple(marks))


def _flags(place: FlaggedClause, parties: Parties) -> tuple[KeyFlag, ...]:
    if not says_something(place.clause.text) or (parties.contract and any(map(_is_about_the_form, place.headings))):
        return ()
    found = flags_of(place.text, place.headings, parties, introduction=place.introduction)
    return tuple(_quoting(flag, place) for flag in found)


@lru_cache(maxsize=256)
def _is_about_the_form(heading: str) -> bool:
    return bool(NO_TERMS.search(strip_whitespace(heading)))


def _quoting(flag: KeyFlag, place: FlaggedClause) -> KeyFlag:
    """The flag with its evidence in the words of the clause as printed, nothing set aside."""
    text = place.clause.text
    if text == place.text:
        return flag
    return replace(
        flag,
        evidence=tuple(replace(piece, text=strip_whitespace(text[piece.start : piece.end])) for piece in flag.evidence),
    )


def headings_over(clause: Clause, above: Sequence[Clause], title: str) -> list[str]:
    """The agreement's title, the headings of the clauses above and the clause's own, outermost first."""
    own = [clause.heading] if clause.heading else []
    return [title, *(ancestor.heading for ancestor in above if ancestor.heading), *own]
