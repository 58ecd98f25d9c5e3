"""Blanks in a row: as many as any line has, and not as many as somebody likes to send."""

from __future__ import annotations

from agreement_tool.model import Line, Mark, SourceDocument, Span
from agreement_tool.store import codec
from agreement_tool.structure.build import build
from agreement_tool.text.whitespace import MOST_IN_A_ROW, bounded_spans


def spelled(*spans: tuple[str, tuple[Mark, ...]]) -> tuple[Span, ...]:
    return tuple(Span(text, marks) for text, marks in spans)


def test_what_is_usual_is_the_same_object() -> None:
    spans = spelled(("甲" + " " * MOST_IN_A_ROW + "乙", ()), ("丙", ("bold",)))
    assert bounded_spans(spans) is spans


def test_a_run_is_cut_wherever_it_lies() -> None:
    wide = MOST_IN_A_ROW + 7
    assert bounded_spans(spelled(("甲" + "\u3000" * wide + "乙" + "\t" * wide, ()))) == spelled(
        ("甲" + "\u3000" * MOST_IN_A_ROW + "乙" + "\t" * MOST_IN_A_ROW, ())
    )
    over_two = spelled(("甲" + " " * 150, ("underline",)), (" " * 150 + "乙", ()), (" " * wide, ("bold",)))
    cut = bounded_spans(over_two)
    assert "".join(span.text for span in cut) == "甲" + " " * MOST_IN_A_ROW + "乙" + " " * MOST_IN_A_ROW
    assert [span.marks for span in cut] == [("underline",), (), ("bold",)]


def test_trees_and_clause_files_hold_the_same() -> None:
    blanks = " " * 1_000
    lines = [f"第一条 甲{blanks}乙", f"第二条{blanks}丙"]
    document = SourceDocument("a.txt", "0" * 64, "plain", tuple(Line((Span(line),), starts=True) for line in lines))
    agreement = build(document).agreement
    texts = [clause.heading + clause.text for clause in agreement.walk()]
    assert max(map(len, texts)) <= MOST_IN_A_ROW + 9 and any("甲" in text and "乙" in text for text in texts)
    assert codec.load(codec.dump(agreement)).agreement == agreement
    written = codec.dump(agreement).replace(" " * 100, " " * 9_000)
    assert max(len(clause.text) for clause in codec.load(written).agreement.walk()) <= MOST_IN_A_ROW + 9
