"""Decisions are kept: they follow their clause through versions, and ask again when its words change."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreement_tool.errors import StoreError
from agreement_tool.model.decision import VERDICTS, Decision, words_hash
from agreement_tool.pipeline.decide import Decisions
from agreement_tool.store.decisions import dump, merged, read
from tests.cli.running import run
from tests.flag.trees import clause

FIRST = """# 云朵笔记服务协议

## 一、服务内容

我们为您提供笔记服务。

## 二、责任限制

因系统故障造成的损失，我们不承担任何赔偿责任。

## 三、争议解决

因本协议发生的争议，由我们所在地人民法院管辖。
"""
SECOND = FIRST.replace("## 二、责任限制", "## 二、费用\n\n基础服务不收取费用。\n\n## 三、责任限制").replace(
    "## 三、争议", "## 四、争议"
)
"""Renumbered: the clauses' words are the same."""
THIRD = SECOND.replace("不承担任何赔偿责任", "仅在您已支付的服务费范围内承担赔偿责任，不承担间接损失")
"""The words of one clause changed."""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for version, text in (("1", FIRST), ("2", SECOND), ("3", THIRD)):
        (tmp_path / f"{version}.md").write_text(text, encoding="utf-8")
        assert run("extract", f"{version}.md", "--id", "notes", "--version", version).exit_code == 0
    return tmp_path


def entries(target: str) -> dict[tuple[str, str], str]:
    """(words' beginning, subject) -> state and verdict."""
    listed = json.loads(run("review", "list", target, "--format", "json").stdout)
    return {(one["id"], one["subject"]): f"{one['state']} {one['verdict']}" for one in listed}


def eid_of(target: str, subject: str) -> str:
    listed = json.loads(run("review", "list", target, "--format", "json").stdout)
    return next(str(one["eid"]) for one in listed if one["subject"] == subject)


def decide(target: str, subject: str, verdict: str, *more: str) -> None:
    done = run("review", "set", target, eid_of(target, subject), "--subject", subject, "--verdict", verdict, *more)
    assert done.exit_code == 0, done.stderr


def categories(target: str) -> set[str]:
    flagged = json.loads(run("flag", target, "--format", "json", "--fail-on", "never").stdout)
    return {one["category"] for found in flagged["clauses"] for one in found["categories"]}


def test_a_rejected_flag_stays_silent_through_renumbering_and_asks_again_when_the_words_change(folder: Path) -> None:
    assert {"liability", "dispute"} <= categories("notes@1")
    decide("notes@1", "category:liability", "rejected", "--note", "业务已确认", "--reviewer", "张律师")
    assert "liability" not in categories("notes@1")
    assert "liability" not in categories("notes@2")
    assert "liability" in categories("notes@3")
    states = {state for (_, subject), state in entries("notes@3").items() if subject == "category:liability"}
    assert states == {"re-check None"}


def test_decisions_follow_a_clause_that_moves_and_is_renumbered_and_only_changed_words_ask_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Three versions: 2 moves the dispute clause to the front and renumbers; 3 moves it on and edits the other."""
    monkeypatch.chdir(tmp_path)
    service = "## 一、服务内容\n\n我们为您提供笔记服务。\n\n"
    liability = "## 二、责任限制\n\n因系统故障造成的损失，我们不承担任何赔偿责任。\n\n"
    dispute = "## 三、争议解决\n\n因本协议发生的争议，由我们所在地人民法院管辖。\n\n"
    head = "# 云朵笔记服务协议\n\n"

    def numbered(*sections: str) -> str:
        return head + "".join(
            f"## {n}、{text.partition('、')[2]}" for n, text in zip("一二三四", sections, strict=False)
        )

    fees = "## 一、费用\n\n基础服务不收取费用。\n\n"
    edited = liability.replace("系统故障", "系统故障或者维护")
    versions = (
        numbered(service, liability, dispute),
        numbered(dispute, fees, service, liability),
        numbered(fees, edited, service, dispute),
    )
    for number, text in enumerate(versions, start=1):
        Path(f"{number}.md").write_text(text, encoding="utf-8")
        assert run("extract", f"{number}.md", "--id", "notes", "--version", str(number)).exit_code == 0
    decide("notes@1", "category:liability", "confirmed", "--reviewer", "甲")
    decide("notes@1", "category:dispute", "rejected", "--reviewer", "甲")

    def states(target: str) -> dict[str, str]:
        return {subject: state for (_, subject), state in entries(target).items() if subject.startswith("category:")}

    for target, liable in (
        ("notes@1", "decided confirmed"),
        ("notes@2", "decided confirmed"),
        ("notes@3", "re-check None"),
    ):
        assert states(target)["category:liability"] == liable
        assert "dispute" not in categories(target)


def test_ci_can_demand_that_every_key_clause_is_decided(folder: Path) -> None:
    check = ("check", "clauses/notes/1.yaml", "--select", "NUM", "--fail-on", "undecided")
    assert run(*check).exit_code == 1
    for wid_subject in entries("notes@1"):
        decide("notes@1", wid_subject[1], "confirmed")
    assert run(*check).exit_code == 0
    assert run("check", "clauses/notes/3.yaml", "--select", "NUM", "--fail-on", "undecided").exit_code == 1


def test_must_read_follows_the_decisions(folder: Path) -> None:
    before = json.loads(run("export", "notes@1").stdout)
    decide("notes@1", "category:dispute", "rejected")
    after = json.loads(run("export", "notes@1").stdout)
    key = [sum(bool(one["keyCategories"]) for one in document["clauses"]) for document in (before, after)]
    assert key[1] == key[0] - 1


def test_two_reviewers_who_disagree_decide_nothing_and_are_told(folder: Path) -> None:
    decide("notes@1", "category:dispute", "rejected", "--reviewer", "甲")
    decide("notes@1", "category:dispute", "confirmed", "--reviewer", "乙")
    states = [state for (_, subject), state in entries("notes@1").items() if subject == "category:dispute"]
    assert states == ["conflict None"]
    decide("notes@1", "category:dispute", "confirmed", "--reviewer", "甲")
    states = [state for (_, subject), state in entries("notes@1").items() if subject == "category:dispute"]
    assert states == ["decided confirmed"]


def test_an_accepted_change_is_left_out_of_the_diff(folder: Path) -> None:
    assert run("diff", "notes@2", "notes@3", "--review").exit_code == 1
    changed = json.loads(run("diff", "notes@2", "notes@3", "--format", "json").stdout)["changes"]
    for change in changed:
        side = change["new"] or change["old"]
        eid = side["eid"] if isinstance(side, dict) else side[0]["eid"]
        words = ("review", "set", "notes@3", eid, "--subject", f"change:{change['type']}", "--verdict", "accepted")
        done = run(*words, "--since", "notes@2")
        assert done.exit_code == 0, done.stderr
    assert run("diff", "notes@2", "notes@3", "--review").exit_code == 0


def test_anothers_file_is_merged(folder: Path) -> None:
    decide("notes@1", "category:dispute", "confirmed", "--reviewer", "甲")
    other = folder / "download.yaml"
    other.write_text((folder / "clauses/notes/review.yaml").read_text("utf-8").replace("甲", "乙"), "utf-8")
    assert run("review", "merge", "notes@1", str(other)).exit_code == 0
    kept = read((folder / "clauses/notes/review.yaml").read_text("utf-8"), name="review.yaml")
    assert {decision.reviewer for decision in kept} == {"甲", "乙"}


def test_the_review_file_is_no_version_and_no_clause_file(folder: Path) -> None:
    decide("notes@1", "category:dispute", "confirmed")
    assert run("check", "clauses", "--select", "NUM").exit_code == 0
    assert run("review", "list", "notes").exit_code == 0


def test_the_page_holds_what_is_to_be_decided_and_only_its_own_script(folder: Path) -> None:
    out = folder / "review.html"
    assert run("review", "export", "notes@1", "-o", str(out)).exit_code == 0
    page = out.read_text("utf-8")
    assert page.count("<article") == len(entries("notes@1"))
    assert page.count("<script") == 1 and "script-src 'sha256-" in page


texts = st.text(st.characters(codec="utf-8"), max_size=12)
decisions = st.lists(
    st.builds(Decision, texts, texts, texts, st.sampled_from(VERDICTS), texts, texts, texts), max_size=6
).map(tuple)


@given(decisions)
def test_what_is_written_reads_back(found: tuple[Decision, ...]) -> None:
    assert set(read(dump(found), name="review.yaml")) == set(found)
    assert dump(read(dump(found), name="review.yaml")) == dump(found)


@given(decisions, decisions)
def test_merging_keeps_each_reviewers_latest_word_and_is_idempotent(
    mine: tuple[Decision, ...], theirs: tuple[Decision, ...]
) -> None:
    both = merged(mine, theirs)
    assert merged(both, both) == both
    assert {(d.wid, d.subject, d.reviewer) for d in both} == {(d.wid, d.subject, d.reviewer) for d in (*mine, *theirs)}


def test_a_file_that_is_none_is_refused_with_every_fault() -> None:
    with pytest.raises(StoreError) as refused:
        read("schema: review/1\ndecisions:\n  - wid: a\n    verdict: maybe\n", name="review.yaml")
    assert "verdict" in str(refused.value.what) and "hash" in str(refused.value.what)


def test_the_hash_is_of_the_words_and_not_of_their_dress() -> None:
    assert words_hash(clause("一", "甲方 应当付款。")) == words_hash(clause("二", "甲方应当付款。", marks=("bold",)))
    assert words_hash(clause("一", "甲方应当付款。")) != words_hash(clause("一", "甲方不付款。"))
    assert Decisions(()).on(clause("一", "甲"), "emphasis").state == "undecided"
