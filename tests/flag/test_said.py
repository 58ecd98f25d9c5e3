"""A sentence is read once in a run, and where it stands makes no difference to what it says."""

from agreement_tool.flag.parties import parties_of
from agreement_tool.flag.reading import read_clause
from agreement_tool.flag.said import said_in
from tests.flag.trees import consumer, contract

PARTIES = parties_of(consumer())
SENTENCE = "我们对此不承担任何责任。"


def test_the_same_sentence_in_two_clauses_is_read_once() -> None:
    said_in.cache_clear()
    first = read_clause(SENTENCE, ("免责",), "", PARTIES).sentences[-1]
    second = read_clause("您应当妥善保管密码。" + SENTENCE, (), "", PARTIES).sentences[-1]
    assert second.said is first.said
    assert first.start < second.start


def test_what_introduces_a_list_belongs_to_what_its_items_say() -> None:
    alone = read_clause("发布违法信息；", (), "", PARTIES).sentences[0].said
    listed = read_clause("发布违法信息；", (), "您不得：", PARTIES).sentences[0].said
    assert {hit.rule.id for hit in alone.hits} <= {hit.rule.id for hit in listed.hits}
    assert listed is not alone


def test_evidence_stands_where_the_words_are_printed() -> None:
    text = "您应当 妥善保管密码。我们对此不 承担任何责任。"
    read = read_clause(text, (), "", PARTIES)
    (hit, *_) = read.sentences[-1].said.hits
    start, end = read.sentences[-1].start + hit.start, read.sentences[-1].start + hit.end
    assert (
        "".join(text[read.stripped.origin[start] : read.stripped.origin[end - 1] + 1].split())
        == (read.sentences[-1].words[hit.start : hit.end])
    )


def test_a_rule_speaks_otherwise_in_a_contract_than_in_terms() -> None:
    text = "乙方不得转租房屋。"
    said = read_clause(text, (), "", parties_of(contract()))
    rules = {hit.rule.id for read in said.sentences for hit in read.said.hits}
    assert "must-not" in rules
    assert {f"contract:{rule}" for rule in rules} | {"contract"} <= said.context
    assert not any(fact.startswith("contract") for fact in read_clause(text, (), "", PARTIES).context)
