"""A TARGET against a folder of the company's own standard clauses and the wording it forbids."""

from __future__ import annotations

from pathlib import Path

from agreement_tool import bounds
from agreement_tool.bilingual import Bilingual
from agreement_tool.check.forbidden import forbidden_uses
from agreement_tool.diff.standard import Standard, compare_standard, units
from agreement_tool.errors import TargetError
from agreement_tool.model import Agreement
from agreement_tool.model.standard import ForbiddenWording, StandardReport
from agreement_tool.pipeline.ingest import YAML_SUFFIXES, begin_target
from agreement_tool.store import forbidden
from agreement_tool.store.decisions import NAME as REVIEW
from agreement_tool.store.repository import read


def compare_with_standard(target: str, folder: Path) -> StandardReport:
    """Compare a TARGET with the standard clauses in `folder`. AgreementError where anything cannot be opened."""
    opening = begin_target(target)
    wordings = forbidden.load(folder / forbidden.NAME)
    standards = standards_in(folder, required=not wordings)
    return compared(opening().agreement, standards, wordings, path=target, folder=str(folder))


def compared(
    agreement: Agreement,
    standards: tuple[Standard, ...],
    wordings: tuple[ForbiddenWording, ...] = (),
    *,
    path: str = "",
    folder: str = "",
) -> StandardReport:
    """The report on an agreement."""
    bounds.next_file(path)
    comparisons = compare_standard(standards, agreement)
    uses = tuple(forbidden_uses(agreement, wordings))
    return StandardReport(agreement, path, folder, comparisons, uses, len(wordings))


def standards_in(folder: Path, *, required: bool = True) -> tuple[Standard, ...]:
    """The standard files of a folder and its folders, by name. TargetError where it holds no standard clause."""
    if not folder.is_dir():
        raise TargetError(
            Bilingual("不是文件夹", "not a folder"),
            where=str(folder),
            next_step=Bilingual(
                "请给出存放标准条款 YAML 的文件夹。", "Name the folder that holds the standard clauses (YAML)."
            ),
        )
    found = []
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder)
        hidden = any(part.startswith(".") for part in inside.parts)
        if path.suffix in YAML_SUFFIXES and path.name not in (REVIEW, forbidden.NAME) and not hidden and path.is_file():
            bounds.next_file(str(path))
            found.append(Standard(inside.as_posix(), read(path).agreement))
    if required and not any(True for each in found for _ in units(each.agreement)):
        raise TargetError(
            Bilingual("这个文件夹里没有标准条款", "no standard clauses in this folder"),
            where=str(folder),
            next_step=Bilingual(
                "用 agreement extract 标准条款.docx -o 文件夹/名称.yaml 做一份。",
                "Make one: agreement extract STANDARD.docx -o FOLDER/NAME.yaml",
            ),
        )
    return tuple(found)
