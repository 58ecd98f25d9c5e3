"""Clauses across agreements: every clause of a category, or with certain words, in every agreement asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from agreement_tool import bounds
from agreement_tool.bilingual import Bilingual
from agreement_tool.config import load_config
from agreement_tool.errors import TargetError
from agreement_tool.model import Clause, Evidence, KeyFlag
from agreement_tool.pipeline.decide import decisions_on, reviewed_flags
from agreement_tool.pipeline.ingest import open_target
from agreement_tool.pipeline.lint_targets import paths_of
from agreement_tool.report.found import FoundClause, FoundReport, Searched
from agreement_tool.store.repository import Repository
from agreement_tool.text import sentences
from agreement_tool.text.citations import citation
from agreement_tool.text.outline import Outline
from agreement_tool.text.wording import fold, wording


def find(
    targets: Sequence[str], *, categories: Sequence[str] = (), text: str = "", root: Path | None = None
) -> FoundReport:
    """Every clause that falls in one of `categories` and holds `text`; what is not given asks for nothing.

    `text` is looked for without regard to width and spacing, in headings too. No targets: the current version of every
    agreement under `root` (default: the configuration's). A folder stands for the current version of every agreement in
    it (or of the one that it is of), else for its clause files. Raises AgreementError at the first that cannot be
    opened.
    """
    searched = tuple(map(_opened, current(targets, root or load_config().root)))
    found = [each for one in searched for each in _found(one, frozenset(categories), wording(text))]
    return FoundReport(searched, tuple(found), tuple(categories), text)


def current(targets: Sequence[str], root: Path) -> Iterator[str]:
    """TARGETs, folders opened up to the current version of every agreement in them. TargetError where there is none."""
    for target in targets or (str(root),):
        folder = Path(target)
        if not folder.is_dir():
            if targets:
                yield target
                continue
            raise _empty(target)
        held = tuple(_latest(folder))
        if held:
            yield from held
        elif targets:
            yield from paths_of((target,), root)
        else:
            raise _empty(target)


def _latest(folder: Path) -> Iterator[str]:
    """The current version of every agreement in a folder of agreements, or in the folder of one."""
    repository = Repository(folder)
    ids = repository.ids()
    if not ids and (version := Repository(folder.parent).latest(folder.name)):
        yield Repository(folder.parent).path(folder.name, version).as_posix()
    yield from (repository.find(agreement_id).as_posix() for agreement_id in ids)


def _empty(folder: str) -> TargetError:
    return TargetError(
        Bilingual("这里没有协议", "no agreements here"),
        where=folder,
        next_step=Bilingual(
            "先提取：agreement extract 文件；或写出 TARGET。",
            "Extract one first (agreement extract FILE), or name a TARGET.",
        ),
    )


def _opened(target: str) -> Searched:
    bounds.next_file(target)
    return Searched(open_target(target).agreement, target)


def _found(searched: Searched, categories: frozenset[str], text: str) -> Iterator[FoundClause]:
    bounds.next_file(searched.path)
    agreement = searched.agreement
    flags = reviewed_flags(agreement, decisions_on(agreement)) if categories else {}
    outline = Outline(agreement)
    for clause in agreement.walk():
        matching = tuple(_matching(clause, flags, categories, text))
        if matching or (text in wording(clause.heading) and text and not categories):
            every = flags.get(clause.eid, ())
            cited = citation(outline, clause.eid)
            yield FoundClause(searched, clause, cited, _heading(outline, clause), every, matching)


def _matching(
    clause: Clause, flags: Mapping[str, tuple[KeyFlag, ...]], categories: frozenset[str], text: str
) -> Iterator[Evidence]:
    """The sentences that hold the evidence of a category asked for, and the words asked for."""
    wanted = [flag for flag in flags.get(clause.eid, ()) if flag.category in categories]
    if categories and not wanted:
        return
    spots = [(each.start, each.end) for flag in wanted for each in flag.evidence]
    if text and text not in wording(clause.heading) + wording(clause.text):
        return
    if text:
        spots += _occurrences(clause.text, text)
    elif wanted and not spots:  # a person added the category: there is no evidence but the whole clause
        spots = [(0, len(clause.text))]
    yield from _sentences(clause.text, spots)


def _occurrences(text: str, words: str) -> Iterator[tuple[int, int]]:
    folded = fold(text)
    at = folded.text.find(words)
    while at >= 0:
        yield folded.at[at], folded.at[at + len(words)]
        at = folded.text.find(words, at + len(words))


def _sentences(text: str, spots: Sequence[tuple[int, int]]) -> Iterator[Evidence]:
    """The sentences that the spots touch, each once, in order, without the blanks around them."""
    end = 0
    for sentence in sentences.split(text):
        start, end = end, end + len(sentence)
        if any(spot[0] < end and start < spot[1] for spot in spots):
            shown = sentence.strip()
            first = start + len(sentence) - len(sentence.lstrip())
            if shown:
                yield Evidence(first, first + len(shown), shown)


def _heading(outline: Outline, clause: Clause) -> str:
    chain = (clause, *reversed(outline.above(clause.eid)))
    return next((each.heading for each in chain if each.heading), "")
