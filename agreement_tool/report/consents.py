"""Verdicts on consent records, as text and as JSON (`agreement schema consent-check`)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from agreement_tool.model.consent import Verdict
from agreement_tool.report.diff_words import RECONSENT_NAMES
from agreement_tool.text.inline import visible
from agreement_tool.text.spelled import json_file


def counted(verdicts: Sequence[Verdict]) -> Mapping[str, int]:
    """How many records there are, are faulty, and how many users must be told or asked again."""
    return {
        "records": len(verdicts),
        "faulty": sum(bool(verdict.faults) for verdict in verdicts),
        "notice": sum(verdict.reconsent == "notice" for verdict in verdicts),
        "required": sum(verdict.reconsent == "required" for verdict in verdicts),
    }


def consents_text(verdicts: Sequence[Verdict], lang: str = "zh") -> str:
    """A line or more for each record that does not hold or whose user must hear of something; why, once; the counts."""
    listed = (verdict for verdict in verdicts if verdict.faults or _asks(verdict))
    lines = [line for verdict in listed for line in _said(verdict, lang)]
    lines += _whys(verdicts, lang)
    counts = counted(verdicts)
    lines.append(
        f"{counts['records']} records: {counts['faulty']} faulty, {counts['required']} to be asked again, "
        f"{counts['notice']} to be told"
        if lang == "en"
        else f"共 {counts['records']} 条：有问题 {counts['faulty']}，须重新取得同意 {counts['required']}，"
        f"须公告或通知 {counts['notice']}"
    )
    return visible("\n".join(lines)) + "\n"


def _asks(verdict: Verdict) -> bool:
    return verdict.reconsent in ("notice", "required")


def _said(verdict: Verdict, lang: str) -> Iterator[str]:
    consent = verdict.consent
    named = f"{consent.agreement_id}@{consent.version}  {consent.user}  " if consent else ""
    asks = f"▶ {verdict.latest}  {_need(verdict, lang)}" if _asks(verdict) else ""
    yield f"{verdict.path}#{verdict.number}  {named}{asks}".rstrip()
    for fault in verdict.faults:
        yield f"    ✗ {fault.code}  {fault.message.in_language(lang)}"


def _whys(verdicts: Sequence[Verdict], lang: str) -> Iterator[str]:
    """Why users of a version must hear of something: the same for all of them."""
    groups = {
        (verdict.consent.agreement_id, verdict.consent.version): verdict
        for verdict in verdicts
        if verdict.consent is not None and verdict.whys
    }
    for (agreement_id, version), verdict in groups.items():
        yield f"{agreement_id} {version} → {verdict.latest}  {_need(verdict, lang)}"
        yield from (f"    {why.in_language(lang)}" for why in verdict.whys)


def _need(verdict: Verdict, lang: str) -> str:
    return RECONSENT_NAMES[verdict.reconsent].in_language(lang) if verdict.reconsent else ""


def consents_json(verdicts: Sequence[Verdict], lang: str = "zh") -> str:
    """The `consent-check` format: byte-stable, UTF-8."""
    return json_file({"records": [_record(each, lang) for each in verdicts], "summary": dict(counted(verdicts))})


def _record(verdict: Verdict, lang: str) -> dict[str, Any]:
    consent = verdict.consent
    return {
        "path": verdict.path,
        "number": verdict.number,
        "agreementId": consent.agreement_id if consent else None,
        "version": consent.version if consent else None,
        "user": consent.user if consent else None,
        "faults": [{"code": fault.code, "message": fault.message.in_language(lang)} for fault in verdict.faults],
        "latest": verdict.latest,
        "reconsent": verdict.reconsent,
        "why": [why.in_language(lang) for why in verdict.whys],
    }
