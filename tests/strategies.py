"""Hypothesis strategies for arbitrary agreements, shared by every area's properties."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

from hypothesis import strategies as st

from agreement_tool.bilingual import Bilingual
from agreement_tool.model import (
    CLAUSE_KINDS,
    MARKS,
    UNREAD_KINDS,
    Agreement,
    Cell,
    Clause,
    Doubt,
    Furniture,
    FurnitureKind,
    Signal,
    Source,
    Span,
    Unread,
)

AWKWARD = "\\*<>#:&!|-'\"{}[],%@`usi/ \n\t\r。！？；”（）\ud800\x00\u0085\u2028\u200b\ufeff　你甲乙丙一二三0123.～"
"""Characters that some layer of some file format treats in a way of its own."""

texts = st.text(st.sampled_from(AWKWARD) | st.characters(), max_size=24)
marks = st.sets(st.sampled_from(MARKS)).map(lambda chosen: tuple(mark for mark in MARKS if mark in chosen))
signals = st.sets(st.sampled_from(get_args(Signal)), max_size=3).map(lambda chosen: tuple(sorted(chosen)))
spans = st.lists(st.builds(Span, texts, marks, signals), max_size=4).map(tuple)
labels = (
    st.none()
    | st.sampled_from(["1.", "3.1.", "（一）", "第三条", "第三条之一", "①", "i.", "c)", "附件一", "•"])
    | texts
)
numbers = st.sampled_from([(), (1,), (3,), (9,), (100,)]) | st.lists(st.integers(0, 99), max_size=3).map(tuple)
optional_pages = st.none() | st.integers(1, 999)
cells = st.builds(Cell, spans, st.integers(1, 3), st.integers(1, 3))
rows = st.lists(st.lists(cells, max_size=3).map(tuple), max_size=2).map(tuple)


def _clauses(children: st.SearchStrategy[tuple[Clause, ...]]) -> st.SearchStrategy[tuple[Clause, ...]]:
    clause = st.builds(
        Clause,
        eid=st.just(""),
        wid=st.just(""),
        kind=st.sampled_from(CLAUSE_KINDS),
        label=labels,
        number=numbers,
        title=spans,
        spans=spans,
        page=optional_pages,
        generated=st.booleans(),
        rows=rows,
        children=children,
    )
    return st.lists(clause, max_size=3).map(tuple)


clause_trees = st.recursive(st.just(()), _clauses, max_leaves=6)
unread = st.builds(
    Unread,
    what=st.sampled_from(UNREAD_KINDS),
    count=st.integers(1, 999),
    sentence=st.builds(Bilingual, texts, texts),
    pages=st.lists(st.integers(1, 99), max_size=5).map(tuple),
    places=st.lists(texts, max_size=2).map(tuple),
    words=texts,
)
sources = st.builds(
    Source,
    name=texts,
    sha256=texts,
    pages=optional_pages,
    reader=texts,
    properties=st.lists(st.tuples(texts, texts), max_size=2).map(tuple),
    unread=st.lists(unread, max_size=2).map(tuple),
)
furniture = st.builds(
    Furniture, texts, st.sampled_from(get_args(FurnitureKind)), st.lists(st.integers(1, 99), max_size=5).map(tuple)
)
doubts = st.builds(Doubt, texts, st.builds(Bilingual, texts, texts), optional_pages, texts)


@st.composite
def agreements(draw: st.DrawFn) -> Agreement:
    """Any agreement at all, with unique eids and wids; nothing in it needs to make sense."""
    agreement = draw(
        st.builds(
            Agreement,
            id=texts,
            version=texts,
            title=texts,
            clauses=clause_trees,
            title_spans=st.just(()) | spans,
            source=st.none() | sources,
            published=st.none() | texts,
            effective=st.none() | texts,
            supersedes=st.none() | texts,
            locale=texts.filter(bool),
            status=texts.filter(bool),
            furniture=st.lists(furniture, max_size=2).map(tuple),
            doubts=st.lists(doubts, max_size=2).map(tuple),
        )
    )
    names = draw(st.lists(texts.filter(bool), unique=True, min_size=60, max_size=60))
    counter = iter(range(60))

    def named(clause: Clause) -> Clause:
        eid = names[next(counter) % 60]
        wid = draw(st.sampled_from([eid, eid + "\x01"]))
        return replace(clause, eid=eid, wid=wid, children=tuple(named(child) for child in clause.children))

    return replace(agreement, clauses=tuple(named(clause) for clause in agreement.clauses))
