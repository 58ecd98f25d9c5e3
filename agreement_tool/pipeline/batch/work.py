"""What a batch does with one file: what the single command would, to bytes."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from agreement_tool.pipeline.batch.protocol import Task

if TYPE_CHECKING:
    from agreement_tool.model import Agreement

Product = tuple[bytes, int]
"""The output, and how many findings it holds."""
Options = Mapping[str, str]

_UNSAFE = re.compile(r"[^\w.\-（）()【】《》 ]")
_LONGEST_NAME = 80
_YAML = frozenset({".yaml", ".yml"})


def work(task: Task) -> Product:
    """Do a task in a private folder. Raises AgreementError where the single command would."""
    with tempfile.TemporaryDirectory(prefix="agreement-") as folder:
        # The name counts (suffix, title, messages); where it came from does not, and must not lead elsewhere.
        path = Path(folder, _UNSAFE.sub("_", task.name).lstrip(".")[-_LONGEST_NAME:] or "agreement")
        path.write_bytes(task.data)
        return WORKS[task.command](path, dict(task.options))


def _agreement(path: Path, options: Options) -> Agreement:
    """The agreement in a clause file or a source file."""
    if path.suffix.lower() in _YAML:
        from agreement_tool.store.codec import load

        return load(path.read_text(encoding="utf-8", errors="replace"), name=path.name).agreement
    from agreement_tool.read.registry import read_source
    from agreement_tool.structure.build import build

    chosen: dict[str, Any] = {name: options[name] for name in ("reader", "ocr") if name in options}
    return build(read_source(path, **chosen)).agreement


def _extract(path: Path, options: Options) -> Product:
    from agreement_tool.store.codec import dump

    return dump(_agreement(path, options)).encode(), 0


def _check(path: Path, options: Options) -> Product:
    from agreement_tool.pipeline.review import Options as Rules
    from agreement_tool.pipeline.review import Subject, report_on, review
    from agreement_tool.report import check_json

    reviewed = review(Subject(_agreement(path, options), path.name), Rules())
    report = report_on([reviewed], [path.name])
    return check_json.render(report, lang=options.get("lang", "zh")).encode(), len(report.findings)


WORKS: dict[str, Callable[[Path, Options], Product]] = {"extract": _extract, "check": _check}
