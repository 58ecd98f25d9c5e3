"""Small agreements for the tests of `flag`."""

from __future__ import annotations

from agreement_tool.model import Agreement, Clause, Mark, Source, Span

CONSUMER = "我们是服务提供者，您是用户。您与我们订立本协议，请您阅读。"
CONTRACT = "甲方为出租人，乙方为承租人。甲方与乙方就甲方的房屋出租给乙方一事约定如下，甲方、乙方均签字。"


def clause(
    eid: str,
    text: str = "",
    *,
    title: str = "",
    label: str | None = None,
    marks: tuple[Mark, ...] = (),
    children: tuple[Clause, ...] = (),
) -> Clause:
    """One clause, all of its text printed alike. Its kind follows from what it has."""
    kind = "paragraph" if label is None and text else "heading" if label is None else "level"
    return Clause(
        eid=eid,
        wid=eid,
        kind=kind,  # type: ignore[arg-type]
        label=label,
        title=(Span(title),) if title else (),
        spans=(Span(text, marks),) if text else (),
        page=1,
        children=children,
    )


def agreement(*clauses: Clause, reader: str = "pdfium", title: str = "试用协议") -> Agreement:
    """An agreement read by `reader`."""
    return Agreement("trial", "1", title, clauses, source=Source("trial.pdf", "0" * 64, 1, reader))


def consumer(*clauses: Clause, reader: str = "pdfium") -> Agreement:
    """A 我们/您 agreement."""
    return agreement(clause("who", CONSUMER), *clauses, reader=reader)


def contract(*clauses: Clause) -> Agreement:
    """A 甲方/乙方 contract."""
    return agreement(clause("who", CONTRACT), *clauses, title="租赁合同")
