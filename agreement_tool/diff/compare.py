"""`compare(old, new)`: the whole of the stage in one function."""

from __future__ import annotations

from dataclasses import replace

from agreement_tool.diff.advice import advice, kinds_of_document
from agreement_tool.diff.align import Alignment, align
from agreement_tool.diff.classify import Classifier, KeyCategories
from agreement_tool.diff.inline import compare_texts
from agreement_tool.diff.phrases import PHRASES
from agreement_tool.diff.rebuild import rebuilt
from agreement_tool.diff.replacements import renamed, spelled
from agreement_tool.diff.weigh import EDITORIAL, RENAMED, is_editorial
from agreement_tool.model import Agreement, Change, ClauseRef, Diff, Replacement
from agreement_tool.text.wording import same_wording

NO_KEYS: KeyCategories = {}


def compare(
    old: Agreement,
    new: Agreement,
    *,
    old_key: KeyCategories = NO_KEYS,
    new_key: KeyCategories = NO_KEYS,
    strict: bool = False,
) -> Diff:
    """What changed between two versions. `*_key`: eid -> key categories, from `flag`.

    Width, spacing, page breaks and furniture are no changes unless `strict` (then width and spacing are).
    """
    alignment = align(old, new)
    documents = kinds_of_document(new) or kinds_of_document(old)
    classifier = Classifier(old, new, alignment, old_key, new_key, strict, documents)
    changes = (*_title(old, new, strict, classifier.names), *classifier.changes())
    need, why = advice(old, new, changes, documents, classifier.cited)
    return Diff(
        old=name(old),
        new=name(new),
        changes=changes,
        reconsent=need,
        reconsent_why=why,
        matches=_matches(alignment),
        followed=tuple(classifier.followed),
        replacements=classifier.names,
        rebuilt=tuple(rebuilt(alignment, spelled(classifier.names))),
        documents=tuple(sorted(documents)),
        head=replace(new, clauses=()),
    )


def matched(old: Agreement, new: Agreement) -> tuple[tuple[str, str], ...]:
    """(old eid, new eid) of every matched pair, and nothing else: what a new version inherits ids by."""
    return _matches(align(old, new))


def _matches(alignment: Alignment) -> tuple[tuple[str, str], ...]:
    pairs = sorted(alignment.pairs.items())
    return tuple((alignment.old[i].clause.eid, alignment.new[j].clause.eid) for i, j in pairs)


def name(agreement: Agreement) -> str:
    """`id@version`, else the file's name, else the title."""
    if agreement.id and agreement.version:
        return f"{agreement.id}@{agreement.version}"
    return agreement.id or (agreement.source.name if agreement.source else "") or agreement.title


def _title(old: Agreement, new: Agreement, strict: bool, names: tuple[Replacement, ...]) -> tuple[Change, ...]:
    """The document's own title is no clause: its references have no eid."""
    if old.title == new.title or (not strict and same_wording(old.title, new.title)):
        return ()
    segments = compare_texts(old.title, new.title, strict=strict, names=spelled(names))
    kinds: tuple[str, ...] = (EDITORIAL,) if is_editorial(old.title, new.title) else ()
    if not kinds and is_editorial(renamed(old.title, names, new.title), new.title):
        kinds = (RENAMED,)
    refs = (ClauseRef("", "", None, old.title),), (ClauseRef("", "", None, new.title),)
    reason = PHRASES["title" if old.title and new.title else "title removed" if old.title else "title added"]
    return (Change("heading", *refs, segments, False, kinds, reason),)
