"""Chinese agreements as clauses: extract, check, diff, flag, export.

The public API, imported when it is first used (`import agreement_tool` alone costs nothing)::

    from agreement_tool import open_target, publish, compare_targets, audit

    agreement = open_target("agreement.pdf").agreement
    print(publish(agreement, "json"))
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from agreement_tool.check.runner import run as run_checks
    from agreement_tool.diff.compare import compare
    from agreement_tool.diff.rebuild import apply
    from agreement_tool.errors import AgreementError
    from agreement_tool.flag.audit import audit
    from agreement_tool.model import Agreement, Audit, Clause, Diff, Finding, SourceDocument
    from agreement_tool.pipeline.compare import compare_targets
    from agreement_tool.pipeline.ingest import OpenedAgreement, open_target, read_agreement
    from agreement_tool.pipeline.publish import publish
    from agreement_tool.store.codec import dump, load
    from agreement_tool.store.repository import Repository
    from agreement_tool.version import __version__

_HOMES = {
    "__version__": "agreement_tool.version",
    "Agreement": "agreement_tool.model",
    "AgreementError": "agreement_tool.errors",
    "Audit": "agreement_tool.model",
    "Clause": "agreement_tool.model",
    "Diff": "agreement_tool.model",
    "Finding": "agreement_tool.model",
    "OpenedAgreement": "agreement_tool.pipeline.ingest",
    "Repository": "agreement_tool.store.repository",
    "SourceDocument": "agreement_tool.model",
    "apply": "agreement_tool.diff.rebuild",
    "audit": "agreement_tool.flag.audit",
    "compare": "agreement_tool.diff.compare",
    "compare_targets": "agreement_tool.pipeline.compare",
    "dump": "agreement_tool.store.codec",
    "load": "agreement_tool.store.codec",
    "open_target": "agreement_tool.pipeline.ingest",
    "publish": "agreement_tool.pipeline.publish",
    "read_agreement": "agreement_tool.pipeline.ingest",
    "run_checks": "agreement_tool.check.runner:run",
}
"""Public name -> module, and after a colon the name it has there where that is another."""

__all__ = [
    "Agreement",
    "AgreementError",
    "Audit",
    "Clause",
    "Diff",
    "Finding",
    "OpenedAgreement",
    "Repository",
    "SourceDocument",
    "__version__",
    "apply",
    "audit",
    "compare",
    "compare_targets",
    "dump",
    "load",
    "open_target",
    "publish",
    "read_agreement",
    "run_checks",
]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module, _, own_name = _HOMES[name].partition(":")
    return getattr(importlib.import_module(module), own_name or name)


def __dir__() -> list[str]:
    return sorted(__all__)
