"""`compare(old, new)`: the whole of the stage in one function."""

from __future__ import annotations

from dataclasses import replace

from agreement_tool.diff.align import align
from agreement_tool.diff.classify import Classifier, KeyCategories
from agreement_tool.diff.inline import compare_texts
from agreement_tool.diff.materiality import EDITORIAL, is_editorial
from agreement_tool.diff.phrases import PHRASES
from agreement_tool.diff.rebuild import rebuilt
from agreement_tool.diff.reconsent import reconsent
from agreement_tool.diff.replacements import replacements
from agreement_tool.model import Agreement, Change, ClauseRef, Diff
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
    classifier = Classifier(old, new, alignment, old_key, new_key, strict)
    changes = (*_title(old, new, strict), *classifier.changes())
    need, why = reconsent(old, new, changes)
    nodes = alignment.old, alignment.new
    return Diff(
        old=name(old),
        new=name(new),
        changes=changes,
        reconsent=need,
        reconsent_why=why,
        matches=tuple((nodes[0][i].clause.eid, nodes[1][j].clause.eid) for i, j in sorted(alignment.pairs.items())),
        followed=tuple(classifier.followed),
        replacements=replacements(changes),
        rebuilt=tuple(rebuilt(alignment)),
        head=replace(new, clauses=()),
    )


def name(agreement: Agreement) -> str:
    """`id@version`, else the file's name, else the title."""
    if agreement.id and agreement.version:
        return f"{agreement.id}@{agreement.version}"
    return agreement.id or (agreement.source.name if agreement.source else "") or agreement.title


def _title(old: Agreement, new: Agreement, strict: bool) -> tuple[Change, ...]:
    """The document's own title is no clause: its references have no eid."""
    if old.title == new.title or (not strict and same_wording(old.title, new.title)):
        return ()
    segments = compare_texts(old.title, new.title, strict=strict)
    kinds = (EDITORIAL,) if is_editorial(old.title, new.title) else ()
    refs = (ClauseRef("", "", None, old.title),), (ClauseRef("", "", None, new.title),)
    return (Change("heading", *refs, segments, False, kinds, PHRASES["title"]),)
