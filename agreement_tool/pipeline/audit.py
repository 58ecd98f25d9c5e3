"""A TARGET -> its audit, ready to be shown: opened, audited, cited, and pictured where its PDF is at hand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from agreement_tool.bilingual import Bilingual
from agreement_tool.errors import SourceError
from agreement_tool.flag.rules import MISSING
from agreement_tool.law.provisions import provisions
from agreement_tool.model import Agreement, Box, Place, Severity
from agreement_tool.pipeline.decide import Decisions, decisions_on, reviewed_audit
from agreement_tool.pipeline.ingest import OpenedAgreement, open_target
from agreement_tool.report.flag_view import Basis, Crop, FlagView
from agreement_tool.text.citations import citation
from agreement_tool.text.outline import Outline

Places = Mapping[str, Sequence[Place]]


def audit_target(target: str, *, source: Path | None = None, pictures: bool = False) -> FlagView:
    """Audit one TARGET. `source`: the PDF that a clause file was extracted from; `pictures`: crop the pages.

    SourceError when `source` is another file than the one extracted; AgreementError when TARGET cannot be opened.
    """
    opened = open_target(target)
    path, places = _printed(opened, source)
    view = view_of(opened.agreement, target)
    return replace(view, crops=crops_of(view, path, places)) if pictures and path is not None else view


def view_of(agreement: Agreement, path: str, *, decided: bool = True) -> FlagView:
    """The audit of `agreement` with citations and provisions, without pictures; `decided`: people's decisions
    applied."""
    audited = reviewed_audit(agreement, decisions_on(agreement) if decided else Decisions(()))
    outline = Outline(agreement)
    eids = {finding.eid for finding in audited.findings if finding.eid} | {clause.eid for clause in audited.clauses}
    if audited.notice:
        eids.add(audited.notice.eid)
    return FlagView(
        agreement=agreement,
        audit=audited,
        path=path,
        citations={eid: citation(outline, eid) for eid in sorted(eids)},
        basis={key: Basis(key, law.citation, law.says, law.source, law.checked) for key, law in provisions().items()},
    )


def is_missing(view: FlagView) -> bool:
    """Whether something that must stand out does not, or is not there (`--fail-on missing`)."""
    return any(finding.code in MISSING and finding.severity is not Severity.INFO for finding in view.audit.findings)


def crops_of(view: FlagView, pdf: Path, places: Places) -> dict[str, tuple[Crop, ...]]:
    """A picture of every place where a key clause, or a clause with a finding, is printed."""
    from agreement_tool.read.pdf.crop import cropper

    with cropper(pdf) as pages:
        crops: dict[str, tuple[Crop, ...]] = {}
        for clause in view.agreement.walk():
            if clause.eid in view.citations and clause.eid in places:
                crops[clause.eid] = tuple(
                    Crop(page, picture.region, boxes, picture.png)
                    for page, boxes in _by_page(places[clause.eid]).items()
                    for picture in [pages.crop(page, boxes)]
                )
    return crops


def _printed(opened: OpenedAgreement, source: Path | None) -> tuple[Path | None, Places]:
    """The PDF behind what was opened, and where each clause stands in it."""
    if source is not None:
        again = open_target(str(source))
        _same_file(opened.agreement, again.agreement, source)
        return source, dict(again.places)
    path = Path(opened.path) if opened.path else None
    return (path if path and path.suffix.lower() == ".pdf" else None), dict(opened.places)


def _same_file(agreement: Agreement, again: Agreement, source: Path) -> None:
    recorded = agreement.source.sha256 if agreement.source else ""
    found = again.source.sha256 if again.source else ""
    if recorded and recorded != found:
        raise SourceError(
            Bilingual(
                "不是提取该条款所用的文件（sha256 不同）",
                "not the file that the clauses were extracted from (sha256 differs)",
            ),
            where=str(source),
            next_step=Bilingual("改用原文件，或重新 extract。", "Use the original file, or extract again."),
        )


def _by_page(places: Sequence[Place]) -> dict[int, tuple[Box, ...]]:
    pages: defaultdict[int, list[Box]] = defaultdict(list)
    for place in places:
        pages[place.page].append(place.box)
    return {page: tuple(boxes) for page, boxes in sorted(pages.items())}
