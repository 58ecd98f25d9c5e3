"""What was not read is listed once a reason, travels through every format and lowers the confidence."""

from __future__ import annotations

import json
from dataclasses import replace
from importlib.resources import files

import jsonschema
import pytest

from agreement_tool.bilingual import Bilingual
from agreement_tool.export.app_json import app_json, content_hash
from agreement_tool.model import UNREAD_KINDS, Agreement, Source, Unread
from agreement_tool.model.names import UNREAD_NAMES
from agreement_tool.pipeline.compare import compare_agreements
from agreement_tool.pipeline.extract import confidence, facts
from agreement_tool.read.inventory import MOST_PLACES, MOST_WORDS, PICTURE, STRUCK, Inventory
from agreement_tool.report.diff_html import diff_html
from agreement_tool.report.diff_json import diff_json
from agreement_tool.report.diff_text import diff_text
from agreement_tool.store.codec import dump, load
from tests.check.builder import agreement

ENTRIES = (
    Unread("picture", 2, Bilingual("有 2 幅图片。", "2 pictures."), pages=(1, 2, 5)),
    Unread(
        "other", 1, Bilingual("划去。", "Struck."), places=("第一条 费用",), clauses=("art_1",), words="千分之五: “5”"
    ),
)


def with_unread(*entries: Unread) -> Agreement:
    tree = agreement("第一条 服务费每月十元。\n第二条 用户可以解除。\n第三条 本协议自签署之日起生效。")
    return replace(tree, source=Source("a.docx", "0" * 64, reader="docx", unread=entries))


def test_every_kind_has_a_name_in_both_languages() -> None:
    assert set(UNREAD_NAMES) == set(UNREAD_KINDS)
    assert all(name.zh and name.en for name in UNREAD_NAMES.values())


def test_an_inventory_gives_one_entry_a_reason_with_places_pages_and_words() -> None:
    inventory = Inventory()
    inventory.note(STRUCK, place="第一条\n违约金", words="千分之五")
    inventory.note(PICTURE, page=3)
    inventory.note(PICTURE, page=1, count=2)
    inventory.note(STRUCK, place="第一条\n违约金", words="第二条 甲方")
    struck, picture = inventory.entries()
    assert (struck.what, struck.count, struck.places, struck.words) == (
        "other", 2, ("第一条 违约金",), "千分之五 | 第二条 甲方",
    )  # fmt: skip
    assert (picture.what, picture.count, picture.pages) == ("picture", 3, (1, 3))
    assert "3 幅" in picture.sentence.zh
    assert "3 pictures" in picture.sentence.en


def test_an_inventory_is_bounded() -> None:
    inventory = Inventory()
    for number in range(MOST_PLACES + 50):
        inventory.note(STRUCK, place=f"第{number}条", words="字" * 50)
    (entry,) = inventory.entries()
    assert entry.count == MOST_PLACES + 50
    assert len(entry.places) == MOST_PLACES
    assert len(entry.words) == MOST_WORDS + 1


def test_it_survives_the_clause_file() -> None:
    loaded = load(dump(with_unread(*ENTRIES))).agreement
    assert loaded.source is not None
    assert loaded.source.unread == ENTRIES


@pytest.mark.parametrize("entries", [(), ENTRIES])
def test_the_app_gets_kind_count_and_pages(entries: tuple[Unread, ...]) -> None:
    document = app_json(with_unread(*entries))
    schema = json.loads(files("agreement_tool.export").joinpath("schema/app.json").read_text("utf-8"))
    jsonschema.validate(document, schema)
    assert document["source"]["unread"] == [
        {"what": entry.what, "count": entry.count, "pages": list(entry.pages)} for entry in entries
    ]


def test_it_changes_no_content_hash_and_lowers_the_confidence() -> None:
    assert content_hash(with_unread(*ENTRIES)) == content_hash(with_unread())
    assert confidence(with_unread()) == 1
    assert confidence(with_unread(*ENTRIES)) == 0.5


def test_extract_says_what_was_not_read_where_and_with_which_words() -> None:
    said = [line for line, _ in facts(with_unread(*ENTRIES)) if line.startswith("未读取")]
    assert said == [
        "未读取 图片（第 1-2, 5 页）：有 2 幅图片。",
        "未读取 其他（在：第一条 费用）：划去。 引语：“千分之五: “5””",
    ]


def test_every_diff_report_tells_what_was_not_compared() -> None:
    old, new = with_unread(), with_unread(*ENTRIES)
    diff = compare_agreements(old, new).diff
    document = json.loads(diff_json(diff, old=old, new=new))
    jsonschema.validate(
        document, json.loads(files("agreement_tool.export").joinpath("schema/diff.json").read_text("utf-8"))
    )
    assert [entry["what"] for entry in document["unread"]["new"]] == ["picture", "other"]
    assert document["unread"]["old"] == []
    for report in (diff_text(old, new, diff), diff_html(old, new, diff)):
        assert "未读取的内容" in report
        assert "千分之五" in report
