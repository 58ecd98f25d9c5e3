"""What a batch does with one file: what the single command would, to bytes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from agreement_tool.pipeline.batch.protocol import Task
from agreement_tool.private_folders import private_folder
from agreement_tool.text.patterns import compiled

if TYPE_CHECKING:
    from agreement_tool.model import Agreement

Product = tuple[bytes, int]
"""The output, and how many findings it holds."""
Options = Mapping[str, str]

_UNSAFE = compiled(r"[^\w.\-（）()【】《》 ]")
_LONGEST_NAME = 60
"""Characters; four bytes each at most."""


def work(task: Task) -> Product:
    """Do a task in a private folder. Raises AgreementError where the single command would."""
    with private_folder() as folder:
        # The name counts (suffix, title, messages); where it came from does not, and must not lead elsewhere.
        path = Path(folder, _UNSAFE.sub("_", task.name).lstrip(".")[-_LONGEST_NAME:] or "agreement")
        path.write_bytes(task.data)
        return WORKS[task.command](path, dict(task.options))


def _agreement(path: Path, options: Options) -> Agreement:
    from agreement_tool.pipeline.ingest import open_target

    chosen: dict[str, Any] = {name: options[name] for name in ("reader", "ocr") if name in options}
    return open_target(str(path), **chosen).agreement


def _extract(path: Path, options: Options) -> Product:
    from agreement_tool.pipeline.extract import Request, extract
    from agreement_tool.store.repository import proved

    chosen: dict[str, Any] = {name: options[name] for name in ("reader", "ocr") if name in options}
    # No repository: a batch knows of no earlier version whose identities its outputs could continue.
    agreement, _ = extract(Request(path, **chosen), root=path.parent / "clauses")
    return proved(agreement, {}, name=path.name).encode(), 0


def _check(path: Path, options: Options) -> Product:
    from agreement_tool.pipeline.lint_targets import is_clause_file, subject_of
    from agreement_tool.pipeline.review import Options as Rules
    from agreement_tool.pipeline.review import Subject, report_on, review
    from agreement_tool.report import check_json

    clause_file = is_clause_file(str(path))
    subject = subject_of(str(path)) if clause_file else Subject(_agreement(path, options), path.name)
    report = report_on([review(replace(subject, path=path.name), Rules())], [path.name])
    return check_json.render(report, lang=options.get("lang", "zh")).encode(), len(report.findings)


def _flag(path: Path, options: Options) -> Product:
    from agreement_tool.pipeline.audit import view_of
    from agreement_tool.report.flag_json import flag_json

    view = view_of(_agreement(path, options), path.name)
    return flag_json(view, options.get("lang", "zh")).encode(), len(view.audit.findings)


def _export(path: Path, options: Options) -> Product:
    from agreement_tool.pipeline.publish import app_file

    return b"".join(app_file(_agreement(path, options), lang=options.get("lang", "zh"))), 0


WORKS: dict[str, Callable[[Path, Options], Product]] = {
    "extract": _extract,
    "check": _check,
    "flag": _flag,
    "export": _export,
}
