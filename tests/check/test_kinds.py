"""Kinds of text that real agreements hold, each in several variants: what check says of the whole of it.

The wording is invented. `only`: exactly these findings (code, place); `holds`: at least these; `never`: none of these
codes. ../shared/cases/lint holds one file of each kind; the variants here are others of the same kind.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from agreement_tool.model import Severity
from agreement_tool.pipeline.lint_targets import subject_of
from agreement_tool.pipeline.review import Options, findings_of, fix_agreement

KINDS = Path(__file__).parent / "kinds"
SHARED = Path(__file__).parents[3] / "shared" / "cases" / "lint"


@dataclass(frozen=True)
class Kind:
    name: str
    text: str
    only: tuple[str, ...] | None
    holds: tuple[str, ...]
    never: tuple[str, ...]
    same_after_fix: bool


def kinds() -> list[Kind]:
    found = []
    for path in sorted(KINDS.glob("*.yaml")):
        for number, raw in enumerate(yaml.safe_load(path.read_text("utf-8")), 1):
            only = tuple(raw["only"]) if "only" in raw else None
            holds, never = tuple(raw.get("holds", ())), tuple(raw.get("never", ()))
            assert only is not None or holds or never, path
            found.append(
                Kind(f"{path.stem} {number}", raw["text"], only, holds, never, raw.get("same_after_fix", False))
            )
    return found


def said(path: Path) -> list[str]:
    subject = subject_of(str(path))
    return [f"{f.code} {f.label or ''}".strip() for f in findings_of(subject.agreement, str(path), Options())]


@pytest.mark.parametrize("kind", kinds(), ids=lambda kind: kind.name)
def test_a_kind_of_text_is_judged_as_a_careful_lawyer_would(kind: Kind, tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(kind.text, "utf-8")
    found = said(path)
    if kind.only is not None:
        assert sorted(found) == sorted(kind.only)
    assert not set(kind.holds) - set(found), found
    assert not [one for one in found if one.split()[0] in kind.never], found
    if kind.same_after_fix:
        subject = subject_of(str(path))
        assert fix_agreement(subject, Options()).agreement == subject.agreement


EXPECTED: dict[str, tuple[set[str] | None, set[str], set[str]]] = {
    "01_negotiated_contract.md": (None, set(), {"EMP001"}),
    "03_label_at_line_start.md": (None, {"NUM003", "REF001"}, set()),
    "04_composite_tier.md": (set(), set(), set()),
    "05_hyphen_label.md": (set(), set(), set()),
    "12_arbitration_forms.md": (None, set(), {"LAW003", "LAW004"}),
    "13_bank_account.md": (set(), set(), set()),
    "14_template_tokens.md": ({"TYP010"}, set(), set()),
    "24_content_checks_missing.md": (
        None,
        {"CON001", "CON003", "CON005", "CON009", "CON010", "CON017", "CON019", "CON011", "CON015", "CON020"},
        set(),
    ),
}
"""file -> exactly these codes, at least these, none of these (../shared/cases/README.md)."""


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_dir(), reason="needs ../shared/cases/lint")
@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_a_shared_case_is_judged_as_its_readme_says(name: str) -> None:
    only, holds, never = EXPECTED[name]
    subject = subject_of(str(SHARED / name))
    findings = findings_of(subject.agreement, name, Options())
    codes = {finding.code for finding in findings}
    assert only is None or codes == only
    assert holds <= codes and not never & codes
    if name.startswith("01"):
        assert len(findings) <= 1 and all(finding.severity is Severity.INFO for finding in findings)
    if name.startswith("03"):
        assert [f.label for f in findings if f.code == "REF001"] == ["第九条"]


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_dir(), reason="needs ../shared/cases/lint")
def test_the_shared_blanks_are_left_alone_by_fixing() -> None:
    subject = subject_of(str(SHARED / "09_blank_fill.md"))
    assert fix_agreement(subject, Options()).agreement == subject.agreement
