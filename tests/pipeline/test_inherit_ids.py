"""Permanent ids: kept by what stays, never used again, and never taken for a history where there is none."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agreement_tool.diff.compare import compare
from agreement_tool.model import Agreement
from agreement_tool.pipeline.ingest import open_target
from agreement_tool.pipeline.inherit_ids import inherit_ids
from agreement_tool.store.repository import Repository, read
from tests.diff.build import agreement
from tests.extent import examples

HISTORIES = Path(__file__).parents[3] / "shared" / "corpus" / "pairs"
LIABILITY = "因乙公司及其关联公司原因造成的损失，甲公司及其关联公司不承担任何责任。"
INDIRECT = "甲公司及其关联公司对间接损失不承担任何责任，但故意或者重大过失造成的除外。"
OPEN = "本软件按许可证开放源代码。"
PLACE = "签订地为福州市。"


def stored(repository: Repository, made: Agreement, version: str) -> Agreement:
    named = inherit_ids(replace(made, id="t", version=version), repository)
    repository.save(named)
    return read(repository.path("t", version)).agreement


def ids(made: Agreement) -> dict[str, str]:
    return {clause.text: clause.wid for clause in made.walk()}


def unnumbered(*texts: str) -> Agreement:
    return agreement(*(("", "", text) for text in texts))


def test_equal_versions_stored_one_after_the_other_do_not_differ(tmp_path: Path) -> None:
    repository = Repository(tmp_path)
    stored(repository, unnumbered(LIABILITY, INDIRECT, PLACE), "1")
    second = stored(repository, unnumbered(OPEN, LIABILITY, INDIRECT, PLACE), "2")
    third = stored(repository, unnumbered(OPEN, LIABILITY, INDIRECT, PLACE), "3")
    assert compare(second, third).changes == ()
    assert ids(second) == ids(third)


def test_a_fresh_file_is_not_matched_by_the_addresses_it_happens_to_have(tmp_path: Path) -> None:
    repository = Repository(tmp_path)
    stored(repository, unnumbered(LIABILITY, INDIRECT, PLACE), "1")
    second = stored(repository, unnumbered(OPEN, LIABILITY, INDIRECT, PLACE), "2")
    fresh = replace(unnumbered(OPEN, LIABILITY, INDIRECT, PLACE), id="t", version="3")
    assert compare(second, fresh).changes == () == compare(fresh, second).changes


def test_ids_given_by_mistake_do_not_outweigh_equal_wording() -> None:
    """What version 3 of some repositories holds: two clauses under each other's id."""
    old = replace(unnumbered(LIABILITY, INDIRECT), id="t", version="2", supersedes="1")
    first, second = old.clauses
    swapped = replace(old, version="3", clauses=(replace(first, wid=second.wid), replace(second, wid=first.wid)))
    assert compare(old, swapped).changes == ()


def test_an_id_is_never_used_again(tmp_path: Path) -> None:
    repository = Repository(tmp_path)
    first = stored(repository, unnumbered(LIABILITY, INDIRECT, PLACE), "1")
    stored(repository, unnumbered(LIABILITY), "2")
    third = stored(repository, unnumbered(LIABILITY, OPEN, "双方各执一份。"), "3")
    new = {wid for text, wid in ids(third).items() if text != LIABILITY}
    assert new.isdisjoint(ids(first).values())
    fourth = stored(repository, unnumbered(LIABILITY, "争议由福州市人民法院管辖。"), "4")
    assert len({*ids(first).values(), *ids(third).values(), *ids(fourth).values()}) == 6


def test_a_version_put_between_two_others_takes_no_id_of_the_later_one(tmp_path: Path) -> None:
    repository = Repository(tmp_path)
    stored(repository, unnumbered(LIABILITY), "1")
    later = stored(repository, unnumbered(LIABILITY, OPEN), "3")
    between = stored(repository, unnumbered(LIABILITY, "价款为人民币伍万元整，分期支付。"), "2")
    assert set(ids(between).values()) & set(ids(later).values()) == {ids(later)[LIABILITY]}


texts = st.lists(
    st.sampled_from([LIABILITY, INDIRECT, OPEN, PLACE, "甲方付款。", "乙方交货。", ""]), min_size=1, max_size=6
)


@settings(deadline=None, max_examples=examples(25))
@given(st.lists(texts, min_size=1, max_size=4))
def test_no_history_uses_an_id_for_two_clauses_and_equal_input_never_differs(
    tmp_path_factory: pytest.TempPathFactory, versions: list[list[str]]
) -> None:
    repository = Repository(tmp_path_factory.mktemp("clauses"))
    gone: set[str] = set()
    before: set[str] = set()
    for number, written in enumerate(versions, 1):
        made = unnumbered(*written)
        now = stored(repository, made, str(number))
        wids = [clause.wid for clause in now.walk()]
        assert len(wids) == len(set(wids))
        assert gone.isdisjoint(wids)
        gone |= before - set(wids)
        before = set(wids)
        assert compare(now, inherit_ids(replace(made, id="t", version=f"{number}.5"), repository)).changes == ()


@pytest.mark.shared
@pytest.mark.slow
@pytest.mark.skipif(not HISTORIES.is_dir(), reason="needs ../shared/corpus/pairs")
def test_no_version_of_the_histories_differs_from_itself_raw_or_stored(tmp_path: Path) -> None:
    for history in sorted(HISTORIES.iterdir())[::7]:
        repository = Repository(tmp_path / history.name)
        for number, path in enumerate(sorted(history.iterdir())[:3], 1):
            made = open_target(str(path)).agreement
            assert compare(made, made).changes == ()
            kept = stored(repository, made, str(number))
            assert compare(kept, inherit_ids(replace(made, id="t", version=f"{number}.5"), repository)).changes == ()
