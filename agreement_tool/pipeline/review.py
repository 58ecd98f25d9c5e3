"""Checking agreements: rules and the emphasis audit, comments and baseline, fixes, and where each finding stands."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field, replace
from fnmatch import fnmatch
from pathlib import Path

from agreement_tool.check import registry, suppress
from agreement_tool.check.base import Settings
from agreement_tool.check.fix import Check, fix_all, fix_one
from agreement_tool.check.runner import chosen, run
from agreement_tool.flag.rules import RULES as EMPHASIS_RULES
from agreement_tool.frozen import frozen
from agreement_tool.model import Agreement, Bilingual, Clause, Finding, RuleNote
from agreement_tool.pipeline.baseline import Known, mark
from agreement_tool.pipeline.decide import decisions_on, reviewed_audit
from agreement_tool.pipeline.yaml_places import YamlPlaces
from agreement_tool.report.findings import CheckReport, Located
from agreement_tool.text import sentences
from agreement_tool.text.citations import citation
from agreement_tool.text.outline import Outline


@frozen
class Subject:
    """One agreement to check. `text`, `lines` and `comments` are those of its clause file; empty for other sources."""

    agreement: Agreement
    path: str
    text: str = ""
    lines: Mapping[str, int] = field(default_factory=dict)
    comments: Mapping[str, Sequence[str]] = field(default_factory=dict)


@frozen
class Options:
    """What to check by."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    per_path: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """(glob, codes to ignore in paths that match)."""
    settings: Settings = field(default_factory=Settings)
    root: Path | None = field(default=None, compare=False, repr=False)
    """The folder of clause files, where it is known: people's decisions stand there."""

    def ignored_in(self, path: str) -> tuple[str, ...]:
        """Codes to ignore in one file."""
        matching = (codes for pattern, codes in self.per_path if fnmatch(path, pattern))
        return (*self.ignore, *(code for codes in matching for code in codes))


@frozen
class Reviewed:
    """The findings of one agreement, located, and how many its comments silenced."""

    found: tuple[Located, ...]
    suppressed: int
    clauses: int


def rule_notes() -> tuple[RuleNote, ...]:
    """Every rule, the emphasis audit's and the notices about suppressions included, by code."""
    return (*(rule.note for rule in registry.RULES), *EMPHASIS_RULES, *suppress.NOTICES)


def review(subject: Subject, options: Options) -> Reviewed:
    """Check one agreement."""
    findings = findings_of(subject.agreement, subject.path, options)
    labels = {clause.eid: clause.label for clause in subject.agreement.walk()}
    silenced = suppress.apply_suppressions(findings, subject.comments, labels)
    kept = [f for f in silenced.findings if chosen(f.code, f.name, options.select, options.ignored_in(subject.path))]
    return Reviewed(tuple(_locate(subject, kept)), silenced.count, len(labels))


def findings_of(agreement: Agreement, path: str, options: Options) -> tuple[Finding, ...]:
    """The findings before any is silenced."""
    ignore = options.ignored_in(path)
    emphasis = any(chosen(rule.code, rule.name, options.select, ignore) for rule in EMPHASIS_RULES)
    extra = reviewed_audit(agreement, decisions_on(agreement, options.root)).findings if emphasis else ()
    return run(agreement, select=options.select, ignore=ignore, settings=options.settings, extra=extra)


@frozen
class FixedAgreement:
    """What fixing made of an agreement. `eids`: old eid -> new eid."""

    agreement: Agreement
    count: int
    refused: tuple[Finding, ...]
    eids: Mapping[str, str]


def fix_agreement(subject: Subject, options: Options, *, unsafe: bool = False) -> FixedAgreement:
    """Apply every fix that survives re-checking. Suppressed findings are left alone."""
    fixed = fix_all(subject.agreement, _unsilenced(subject, options), unsafe=unsafe)
    return FixedAgreement(fixed.agreement, fixed.count, fixed.refused, _new_eids(subject.agreement, fixed.agreement))


def fix_finding(subject: Subject, options: Options, finding: Finding) -> FixedAgreement | None:
    """Apply one finding's safe fix; None where it has none, or it does not survive re-checking."""
    fixed = fix_one(subject.agreement, finding, _unsilenced(subject, options))
    return FixedAgreement(fixed, 1, (), _new_eids(subject.agreement, fixed)) if fixed else None


def _unsilenced(subject: Subject, options: Options) -> Check:
    silenced = suppress.suppressions(subject.comments)

    def check(agreement: Agreement) -> tuple[Finding, ...]:
        found = findings_of(agreement, subject.path, options)
        return tuple(finding for finding in found if not any(entry.covers(finding) for entry in silenced))

    return check


def _new_eids(old: Agreement, new: Agreement) -> dict[str, str]:
    return {before.eid: after.eid for before, after in zip(old.walk(), new.walk(), strict=True)}


def report_on(
    reviewed: Sequence[Reviewed],
    paths: Sequence[str],
    *,
    fixed: int = 0,
    known: Sequence[Known] = (),
    remarks: Sequence[Bilingual] = (),
) -> CheckReport:
    """One report over all agreements, with what the baseline knows marked."""
    found = mark(tuple(located for one in reviewed for located in one.found), known)
    return CheckReport(
        findings=found,
        rules=rule_notes(),
        paths=tuple(paths),
        clauses=sum(one.clauses for one in reviewed),
        fixed=fixed,
        suppressed=sum(one.suppressed for one in reviewed),
        extra=tuple(remarks),
    )


def _locate(subject: Subject, findings: Sequence[Finding]) -> Iterator[Located]:
    outline = Outline(subject.agreement)
    places = YamlPlaces(subject.text, subject.lines) if subject.text else None
    seen: Counter[str] = Counter()
    for finding in findings:
        clause = outline.clauses.get(finding.eid or "")
        located = _placed(subject, outline, clause, finding, places)
        # The same words twice in one clause: tell them apart by order.
        seen[located.fingerprint] += 1
        nth = seen[located.fingerprint]
        yield located if nth == 1 else replace(located, fingerprint=f"{located.fingerprint[:56]}{nth:08d}")


def _placed(
    subject: Subject, outline: Outline, clause: Clause | None, finding: Finding, places: YamlPlaces | None
) -> Located:
    printed = _printed(clause, finding)
    start, end = finding.start or 0, finding.end if finding.end is not None else len(printed)
    excerpt, caret = _excerpt(printed, start, end)
    spot = places.spot(finding.eid, finding.field, finding.start, finding.end) if places else None
    return Located(
        finding=finding,
        path=subject.path,
        citation=citation(outline, clause.eid) if clause else "",
        line=spot.line if spot else None,
        column=spot.column if spot else (start + 1 if clause else None),
        end_column=spot.end if spot else (end + 1 if clause else None),
        excerpt=excerpt,
        caret=caret,
        fingerprint=_fingerprint(subject.agreement, clause, finding, printed[start:end]),
    )


def _printed(clause: Clause | None, finding: Finding) -> str:
    if clause is None:
        return ""
    return {"label": clause.label or "", "title": clause.heading, "text": clause.text}[finding.field]


def _excerpt(text: str, start: int, end: int) -> tuple[str, tuple[int, int]]:
    """The sentence in which [start, end) begins, and the offsets inside it."""
    place = 0
    for sentence in sentences.split(text):
        if place <= start < place + len(sentence):
            shown = sentence.rstrip()
            return shown, (start - place, max(start - place, min(end - place, len(shown))))
        place += len(sentence)
    return "", (0, 0)


def _fingerprint(agreement: Agreement, clause: Clause | None, finding: Finding, text: str) -> str:
    """From the agreement, the clause's identity, the rule and the words: lines and versions may change."""
    parts = (agreement.id, clause.wid if clause else "", finding.code, finding.field, text)
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
