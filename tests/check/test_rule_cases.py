"""The rules' cases: YAML that a lawyer can read and extend (tests/check/cases/<CODE>.yaml)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from agreement_tool.bilingual import Bilingual
from agreement_tool.check.base import Settings
from agreement_tool.check.fix import fix_all
from agreement_tool.check.registry import RULES
from agreement_tool.check.runner import run
from agreement_tool.model import Agreement, Doubt, Finding, Severity, Source, Unread, UnreadKind
from agreement_tool.text.citations import citation
from tests.check.builder import agreement

CASES = Path(__file__).parent / "cases"


@dataclass(frozen=True)
class Case:
    code: str
    name: str
    fails: bool
    outline: str
    raw: dict[str, Any]

    @property
    def agreement(self) -> Agreement:
        effective = None if self.raw.get("undated") else "2026-01-01"
        tree = agreement(self.outline, title=self.raw.get("title", "示例服务协议"), effective=effective)
        return replace(
            tree,
            source=Source("示例.docx", "0" * 64, unread=tuple(map(_unread, self.raw.get("unread", ())))),
            doubts=tuple(
                Doubt(doubt["code"], Bilingual("疑点。", "Doubt."), text=doubt["text"])
                for doubt in self.raw.get("doubts", ())
            ),
        )

    @property
    def settings(self) -> Settings:
        given = self.raw.get("settings", {})
        return Settings(
            label_styles=tuple(given.get("label_styles", ())),
            terms=tuple(tuple(group) for group in given.get("terms", ())),
            known_terms=frozenset(given.get("known_terms", ())),
        )

    def check(self, tree: Agreement) -> tuple[Finding, ...]:
        return run(tree, select=(self.raw.get("select", self.code),), settings=self.settings)


def _unread(kind: UnreadKind) -> Unread:
    return Unread(kind, 1, Bilingual("未读取。", "Not read."))


def cases() -> Iterator[Case]:
    for path in sorted(CASES.glob("*.yaml")):
        for raw in yaml.safe_load(path.read_text("utf-8")):
            fails = "fail" in raw
            yield Case(path.stem, raw["name"], fails, raw["fail" if fails else "pass"], raw)


ALL = tuple(cases())


def shown(tree: Agreement, finding: Finding) -> dict[str, str]:
    clause = next((clause for clause in tree.walk() if clause.eid == finding.eid), None)
    if clause is None:
        return {"at": "", "text": ""}
    printed = {"label": clause.label or "", "title": clause.heading, "text": clause.text}[finding.field]
    return {"at": citation(tree, clause.eid), "text": printed[finding.start or 0 : finding.end]}


@pytest.mark.parametrize("case", ALL, ids=lambda case: f"{case.code} {case.name}")
def test_a_rule_reports_what_its_case_expects_and_nothing_else(case: Case) -> None:
    tree = case.agreement
    findings = case.check(tree)
    found = [shown(tree, finding) for finding in findings]
    assert not case.raw.get("note") or all(finding.severity is Severity.INFO for finding in findings)
    expected = case.raw.get("expected", [])
    assert len(found) == len(expected), found
    for one, wanted in zip(found, expected, strict=True):
        assert {key: one[key] for key in wanted} == wanted


@pytest.mark.parametrize(
    "case", [case for case in ALL if "fix" in case.raw], ids=lambda case: f"{case.code} {case.name}"
)
def test_a_fix_gives_what_its_case_shows_and_fixing_again_changes_nothing(case: Case) -> None:
    unsafe = bool(case.raw.get("unsafe"))
    fixed = fix_all(case.agreement, case.check, unsafe=unsafe).agreement
    wanted = agreement(case.raw["fix"])
    printed = [(clause.label, clause.heading, clause.text) for clause in fixed.walk()]
    assert printed == [(clause.label, clause.heading, clause.text) for clause in wanted.walk()]
    assert fix_all(fixed, case.check, unsafe=unsafe).agreement == fixed


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_rule_has_a_case_that_passes_and_one_that_fails(rule: Any) -> None:
    own = {case.fails for case in ALL if case.code == rule.code}
    assert own == {True, False}
