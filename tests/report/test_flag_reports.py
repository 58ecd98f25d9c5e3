"""The audit's reports: text, JSON, HTML page, evidence pack."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import replace
from importlib.resources import files

import jsonschema
import pytest

from agreement_tool.model import TIERS, Box, Clause, Evidence, KeyFlag, Span
from agreement_tool.pipeline.audit import view_of
from agreement_tool.report.columns import columns
from agreement_tool.report.flag_evidence import INDEX, evidence_pack
from agreement_tool.report.flag_html import flag_html
from agreement_tool.report.flag_json import flag_json
from agreement_tool.report.flag_text import flag_text
from agreement_tool.report.flag_view import Crop, FlagView, pieces, quotations, weight
from tests.flag.trees import clause, consumer

NOTICE = "请您特别注意以加粗形式标识的免除或者限制我们责任的条款、争议解决条款。"
HOSTILE = '<script>alert("x")</script>我们不承担任何责任。'
PICTURE = Crop(2, Box(0, 90, 595, 140), (Box(80, 100, 500, 112), Box(80, 116, 300, 128)), b"\x89PNG picture")


@pytest.fixture
def view() -> FlagView:
    partly = Clause(
        "p", "p", "level", "2.", spans=(Span("您可以提问。"), Span("一切风险由您自行承担。", ("bold",), ("face",)))
    )
    agreement = consumer(clause("notice", NOTICE), clause("c", HOSTILE, label="1."), partly)
    return replace(view_of(agreement, "trial.yaml"), crops={"c": (PICTURE,)})


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_json_keeps_its_schema_in_both_languages(view: FlagView, lang: str) -> None:
    schema = json.loads(files("agreement_tool.export").joinpath("schema", "flag.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(json.loads(flag_json(view, lang)), schema)


def test_the_json_is_byte_stable_and_not_escaped(view: FlagView) -> None:
    assert flag_json(view) == flag_json(view)
    assert "不承担任何责任" in flag_json(view)


def test_every_law_that_a_flag_names_is_in_the_json(view: FlagView) -> None:
    document = json.loads(flag_json(view))
    named = {key for each in document["clauses"] for flag in each["categories"] for key in flag["basis"]}
    assert named == set(document["laws"])


@pytest.mark.parametrize("width", [60, 80, 120])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_text_report_keeps_to_the_terminal_and_shows_the_phrase(view: FlagView, width: int, lang: str) -> None:
    report = flag_text(view, lang=lang, width=width)
    assert max(columns(line) for line in report.splitlines()) <= width
    assert "不承担任何责任" in report
    assert "\x1b" not in report


def test_the_text_report_has_colours_only_when_asked(view: FlagView) -> None:
    assert "\x1b[" in flag_text(view, colour=True)


def test_the_page_escapes_what_the_agreement_says(view: FlagView) -> None:
    page = flag_html(view)
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


def test_the_page_fetches_nothing(view: FlagView) -> None:
    page = flag_html(view)
    assert not re.findall(r"""(?:src|href)=["'](?!data:|#)""", page)
    assert "@import" not in page
    assert "default-src 'none'" in page


def test_the_page_shows_the_crop_the_phrase_and_the_law(view: FlagView) -> None:
    page = flag_html(view, "en")
    assert "data:image/png;base64," in page
    assert "<mark>" in page
    assert 'id="law-civil-code-496"' in page


def test_the_page_says_what_to_do_by_the_marks_that_the_agreement_promised(view: FlagView) -> None:
    assert "处理：以加粗标出" in flag_html(view)


def test_the_pieces_of_a_clause_join_to_its_text_and_mark_its_evidence(view: FlagView) -> None:
    key = next(each for each in view.audit.clauses if each.eid == "p")
    cut = pieces(view.clauses["p"].spans, key)
    assert "".join(piece.text for piece in cut) == view.clauses["p"].text
    evidence = [piece for piece in cut if piece.evidence]
    assert evidence
    assert all(piece.marks == ("bold",) for piece in evidence)


def test_evidence_is_quoted_by_whole_sentences_each_once() -> None:
    text = "您可以提问。我们不承担责任，也不作保证！其他事项另行约定。一切风险由您承担。"
    phrases = [(text.index(words), len(words)) for words in ("不承担责任", "不作保证", "风险由您")]
    evidence = tuple(Evidence(at, at + length, text[at : at + length]) for at, length in phrases)
    cut = quotations(text, KeyFlag("liability", evidence))
    assert ["".join(piece.text for piece in sentence) for sentence in cut] == [
        "我们不承担责任，也不作保证！",
        "一切风险由您承担。",
    ]
    found = [piece.text for sentence in cut for piece in sentence if piece.evidence]
    assert found == ["不承担责任", "不作保证", "风险由您"]


def test_clauses_come_the_gravest_first_then_the_unmarked_then_the_surest(view: FlagView) -> None:
    clauses = [
        clause(f"c{n}", text)
        for n, text in enumerate(
            (
                "您不得转让账号。",
                "我们不承担任何责任。",
                "您应当妥善保管密码。",
                "因本协议发生的争议由我们所在地人民法院管辖。",
            )
        )
    ]
    found = view_of(consumer(*clauses), "trial.yaml").by_tier()
    assert len(found) >= 3
    ranks = [(TIERS.index(one.tier), one.emphasis.status != "none", -weight(one)) for one in found]
    assert ranks == sorted(ranks)


def test_the_evidence_pack_ties_every_picture_to_source_page_box_and_signals(view: FlagView) -> None:
    pack = evidence_pack(view)
    index = json.loads(pack.pop(INDEX))
    (described,) = next(each for each in index["clauses"] if each["eid"] == "c")["pictures"]
    assert pack[described["file"]] == PICTURE.png
    assert described["sha256"] == hashlib.sha256(PICTURE.png).hexdigest()
    assert (described["page"], len(described["boxes"])) == (2, 2)
    assert index["source"]["sha256"] == "0" * 64
    assert next(each for each in index["clauses"] if each["eid"] == "p")["emphasis"]["signals"] == ["face"]
