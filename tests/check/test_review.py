"""From a clause file to located findings, and back: comments, baseline, cache, fixes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from agreement_tool.check.edits import with_new_eids
from agreement_tool.check.suppress import apply_suppressions, suppressions
from agreement_tool.errors import ConfigError
from agreement_tool.model import Agreement, Clause, Finding
from agreement_tool.pipeline import baseline
from agreement_tool.pipeline.apply_fixes import fixed_text, unified
from agreement_tool.pipeline.check_cache import FILE, CheckCache
from agreement_tool.pipeline.lint_targets import paths_of, review_all, subject_of
from agreement_tool.pipeline.review import Options, Reviewed, Subject, review
from agreement_tool.store.codec import dump, load
from tests.check.builder import agreement

OUTLINE = """
第一条 甲
  （1)您登录后，**不得**出租账号， 也不得出借；
  （2)依第九条处理；
第三条 帐号
  ¶ 您的帐号由您保管。
"""
QUIET = ("META", "EMP")


def first_version(outline: str) -> Agreement:
    """Addresses from the labels, and identities equal to them, as in a first version."""

    def identified(clause: Clause) -> Clause:
        return replace(clause, wid=clause.eid, children=tuple(identified(child) for child in clause.children))

    tree = with_new_eids(agreement(outline))
    return replace(tree, clauses=tuple(identified(clause) for clause in tree.clauses))


def clause_file(folder: Path, outline: str = OUTLINE, comments: Mapping[str, tuple[str, ...]] | None = None) -> Path:
    tree = first_version(outline)
    path = folder / "1.0.yaml"
    path.write_text(dump(tree, comments=comments or {}), "utf-8")
    return path


def codes(reviewed: Reviewed) -> list[str]:
    return [located.finding.code for located in reviewed.found]


def test_a_finding_stands_where_its_words_stand_in_the_file(tmp_path: Path) -> None:
    subject = subject_of(str(clause_file(tmp_path)))
    lines = subject.text.split("\n")
    reviewed = review(subject, Options(ignore=QUIET))
    for located in reviewed.found:
        assert located.line is not None and located.column is not None and located.end_column is not None
        line = lines[located.line - 1]
        words = located.excerpt[slice(*located.caret)]
        written = line[located.column - 1 : located.end_column - 1]
        assert written.replace("\\s", " ").replace("\\*", "*").startswith(words.rstrip("\n")) or words == ""
    assert codes(reviewed) == ["NUM007", "TYP006", "REF001", "TYP007", "NUM002", "DEF004"]


def test_a_blank_that_the_file_spells_as_an_escape_is_still_found_in_place() -> None:
    tree = with_new_eids(agreement("第一条 您注册后； 即可查看，以及其他。"))
    text = dump(tree)
    loaded = load(text)
    (located,) = review(Subject(loaded.agreement, "x.yaml", text, loaded.lines), Options(select=("TYP006",))).found
    assert located.line is not None and located.column is not None and located.end_column is not None
    assert text.split("\n")[located.line - 1][located.column - 1 : located.end_column - 1] == "\\s"


def test_a_fingerprint_survives_changes_elsewhere(tmp_path: Path) -> None:
    before = review(subject_of(str(clause_file(tmp_path))), Options(select=("TYP006",)))
    longer = OUTLINE.replace("第一条 甲", "¶ 前言若干。\n第一条 甲")
    after = review(subject_of(str(clause_file(tmp_path, longer))), Options(select=("TYP006",)))
    assert before.found[0].line != after.found[0].line
    assert before.found[0].fingerprint == after.found[0].fingerprint


def test_the_same_words_twice_in_a_clause_have_different_fingerprints() -> None:
    tree = with_new_eids(agreement("第一条 甲。。乙。。"))
    found = review(Subject(tree, "x"), Options(select=("TYP009",))).found
    assert len({located.fingerprint for located in found}) == 2


def test_a_source_without_lines_gives_the_column_in_the_clause() -> None:
    tree = with_new_eids(agreement("第一条 由您承担。。"))
    (located,) = review(Subject(tree, "a.pdf"), Options(select=("TYP009",))).found
    assert (located.line, located.column, located.end_column) == (None, 5, 7)


def test_a_reasoned_comment_silences_its_clause_and_no_other(tmp_path: Path) -> None:
    path = clause_file(tmp_path, comments={"art_1__item_1": ("# agreement: ignore[TYP006] 排版如此",)})
    reviewed = review(subject_of(str(path)), Options(ignore=QUIET))
    assert codes(reviewed) == ["NUM007", "REF001", "TYP007", "NUM002", "DEF004"]
    assert reviewed.suppressed == 1


def test_a_comment_at_the_head_silences_the_whole_file(tmp_path: Path) -> None:
    path = clause_file(tmp_path, comments={"": ("# agreement: ignore[NUM, TYP, REF, DEF] 旧版存档",)})
    assert codes(review(subject_of(str(path)), Options(ignore=QUIET))) == []


def test_a_comment_that_silences_nothing_or_gives_no_reason_is_reported(tmp_path: Path) -> None:
    path = clause_file(tmp_path, comments={"art_3": ("# agreement: ignore[TYP001, NUM002]",)})
    reviewed = review(subject_of(str(path)), Options(select=("SUP", "NUM002", "TYP001")))
    assert codes(reviewed) == ["SUP001", "SUP002"]


def test_ordinary_comments_are_no_suppressions() -> None:
    assert suppressions({"": ("# 请注意", "# noqa", "# ignore[NUM001]")}) == ()
    assert apply_suppressions((), {"": ("# 请注意",)}, {}).findings == ()


def test_codes_are_ignored_by_path() -> None:
    options = Options(per_path=(("drafts/**", ("TYP",)),))
    tree = with_new_eids(agreement("第一条 由您承担。。"))
    assert "TYP009" in codes(review(Subject(tree, "final/a.yaml"), options))
    assert "TYP009" not in codes(review(Subject(tree, "drafts/a.yaml"), options))


def test_fixing_a_file_keeps_its_comments_and_reads_back(tmp_path: Path) -> None:
    comments = {"art_3": ("# 与纸质合同一致",), "art_1__item_2": ("# agreement: ignore[REF001] 待定",)}
    subject = subject_of(str(clause_file(tmp_path, comments=comments)))
    mended = fixed_text(subject, Options(ignore=QUIET), unsafe=True)
    assert mended.count == 5
    again = load(mended.text)
    assert {line for lines in again.comments.values() for line in lines} == {
        line for lines in comments.values() for line in lines
    }
    assert [clause.label for clause in again.agreement.walk()] == ["第一条", "（1）", "（2）", "第二条", None]
    assert "+" in unified("a", subject.text, mended.text)


def test_a_renumbered_clause_keeps_its_comment(tmp_path: Path) -> None:
    outline = "第一条 甲。\n第三条 乙。"
    path = clause_file(tmp_path, outline, comments={"art_3": ("# 乙的注释",)})
    mended = fixed_text(subject_of(str(path)), Options(select=("NUM",)), unsafe=True)
    loaded = load(mended.text)
    assert loaded.comments == {"art_2": ("# 乙的注释",)}
    assert [clause.label for clause in loaded.agreement.walk()] == ["第一条", "第二条"]


def test_safe_fixes_do_not_renumber(tmp_path: Path) -> None:
    mended = fixed_text(subject_of(str(clause_file(tmp_path, "第一条 甲。\n第三条 乙。"))), Options(select=("NUM",)))
    assert mended.count == 0


def test_the_baseline_marks_what_it_lists_keeps_reasons_and_counts(tmp_path: Path) -> None:
    reviewed = review(subject_of(str(clause_file(tmp_path))), Options(ignore=QUIET))
    file = tmp_path / "baseline.json"
    file.write_text(baseline.write(reviewed.found[:2]).replace('"reason": ""', '"reason": "旧版如此"', 1), "utf-8")
    known = baseline.read(file)
    assert [located.known for located in baseline.mark(reviewed.found, known)] == [True, True] + [False] * 4
    assert "旧版如此" in baseline.write(reviewed.found, known)
    assert known[0].reason == "旧版如此"


def test_one_baseline_entry_covers_one_finding_only(tmp_path: Path) -> None:
    located = review(subject_of(str(clause_file(tmp_path))), Options(select=("TYP006",))).found
    known = (baseline.Known(located[0].fingerprint),)
    assert [one.known for one in baseline.mark((*located, *located), known)] == [True, False]


@pytest.mark.parametrize("content", ["{", "[]", '{"findings": [1, {}]}'])
def test_a_broken_baseline_is_one_clear_error(tmp_path: Path, content: str) -> None:
    file = tmp_path / "baseline.json"
    file.write_text(content, "utf-8")
    with pytest.raises(ConfigError):
        baseline.read(file)


def test_the_cache_gives_the_same_report_and_forgets_changed_files(tmp_path: Path) -> None:
    path = clause_file(tmp_path)
    options = Options(ignore=QUIET)
    cache = CheckCache(tmp_path / "cache", options)
    (fresh,) = review_all([str(path)], options, cache=cache)
    (again,) = review_all([str(path)], options, cache=cache)
    assert codes(again) == codes(fresh)
    assert [(f.line, f.column, f.fingerprint, f.citation, f.caret) for f in again.found] == [
        (f.line, f.column, f.fingerprint, f.citation, f.caret) for f in fresh.found
    ]
    clause_file(tmp_path, "第一条 甲。")
    (changed,) = review_all([str(path)], options, cache=cache)
    assert codes(changed) == []


@pytest.mark.parametrize("content", ['{"found": 3', "[]", '{"%s": 3}', "[" * 100_000])
def test_a_damaged_cache_is_as_good_as_none(tmp_path: Path, content: str) -> None:
    path = clause_file(tmp_path)
    (fresh,) = review_all([str(path)], Options(), cache=CheckCache(tmp_path / "cache", Options()))
    (tmp_path / "cache" / FILE).write_text(content.replace("%s", str(path)), "utf-8")
    (again,) = review_all([str(path)], Options(), cache=CheckCache(tmp_path / "cache", Options()))
    assert codes(again) == codes(fresh)


def test_the_cache_forgets_when_people_decide(tmp_path: Path) -> None:
    path = clause_file(tmp_path)
    options = Options(root=tmp_path)
    (fresh,) = review_all([str(path)], options, cache=CheckCache(tmp_path / "cache", options))
    assert CheckCache(tmp_path / "cache", options).get(str(path)) == remembered(fresh)
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "review.yaml").write_text("decisions: []\n", "utf-8")
    assert CheckCache(tmp_path / "cache", options).get(str(path)) is None


def test_the_cache_leaves_a_linked_folder_alone(tmp_path: Path) -> None:
    path = clause_file(tmp_path)
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "cache").symlink_to(tmp_path / "elsewhere")
    list(review_all([str(path)], Options(), cache=CheckCache(tmp_path / "cache", Options())))
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_workers_fill_the_cache_too(tmp_path: Path) -> None:
    paths = []
    for number in range(30):
        (tmp_path / str(number)).mkdir()
        paths.append(str(clause_file(tmp_path / str(number))))
    fresh = list(review_all(paths, Options(), cache=CheckCache(tmp_path / "cache", Options()), jobs=2))
    cache = CheckCache(tmp_path / "cache", Options())
    assert [cache.get(path) for path in paths] == [remembered(one) for one in fresh]
    assert not list((tmp_path / "cache").glob("*.tmp*")) and (tmp_path / "cache" / ".gitignore").read_text() == "*\n"


def remembered(reviewed: Reviewed) -> Reviewed:
    """As the cache gives it: whether a fix is safe is kept, its edits are not."""
    return replace(reviewed, found=tuple(replace(one, finding=without_edits(one.finding)) for one in reviewed.found))


def without_edits(finding: Finding) -> Finding:
    return finding if finding.fix is None else replace(finding, fix=replace(finding.fix, edits=()))


def test_a_folder_stands_for_its_clause_files_hidden_ones_left_out(tmp_path: Path) -> None:
    for name in ("b/2.yaml", "a/1.yml", ".cache/x.yaml", "a/notes.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("", "utf-8")
    assert [Path(path).name for path in paths_of([str(tmp_path)], Path("clauses"))] == ["1.yml", "2.yaml"]
