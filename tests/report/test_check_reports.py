"""The check formats: full, concise, json, sarif, junit, github, gitlab."""

from __future__ import annotations

import json
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from lxml import etree

from agreement_tool.model import Bilingual, Finding, Fix, RuleNote, Severity
from agreement_tool.report import check_github, check_gitlab, check_json, check_junit, check_sarif, check_text
from agreement_tool.report.columns import columns, underline, window
from agreement_tool.report.findings import CheckReport, Located

RULE = RuleNote(
    "NUM002", "skipped-number", "跳号", Severity.ERROR, {"问题": "不连续", "what": "a gap", "why": "lost text?"}
)
FINDING = Finding(
    "NUM002", "skipped-number", Severity.ERROR, Bilingual("“（一）”之后是“（三）”，缺 2", "'（三）' follows '（一）'"),
    eid="art_1__item_3", label="（三）", page=4, field="text", start=2, end=4, confidence=0.8, fix=Fix(False, ()),
)  # fmt: skip
LOCATED = Located(FINDING, "clauses/a b/1.0.yaml", "第一条第（三）项", 12, 9, 11, "依照前款 APP 规定", (2, 4), "f" * 64)
DOCUMENT = Located(
    Finding("META001", "undated", Severity.WARNING, Bilingual("没有日期", "no date")), "a.pdf", fingerprint="0" * 64
)
INFO = replace(LOCATED, finding=replace(FINDING, code="NUM009", severity=Severity.INFO), fingerprint="1" * 64)
REPORT = CheckReport(
    (LOCATED, DOCUMENT, INFO, replace(LOCATED, known=True)),
    (RULE,),
    ("clauses/a b/1.0.yaml", "a.pdf", "clean.yaml"),
    30,
)


def many(count: int, severity: Severity = Severity.ERROR) -> tuple[Located, ...]:
    return tuple(
        replace(LOCATED, finding=replace(FINDING, severity=severity), line=n + 1, fingerprint=f"{n:064d}")
        for n in range(count)
    )


def test_the_full_report_shows_place_citation_page_and_caret() -> None:
    text = check_text.full(REPORT)
    assert "clauses/a b/1.0.yaml:12:9: NUM002 错误 跳号  第一条第（三）项（第 4 页）" in text
    assert "  | 依照前款 APP 规定\n  |     ^^^^\n" in text
    assert "可用 --unsafe-fixes 修复" in text
    assert "a.pdf: META001 警告" in text
    assert text.endswith("3 份协议：1 个错误、1 个警告、1 个提示；2 个可修复；1 个在基线内\n")


def test_the_full_report_speaks_english_and_colours_only_when_told() -> None:
    text = check_text.full(REPORT, lang="en")
    assert "NUM002 error skipped-number  第一条第（三）项 (p. 4)" in text and "80% sure" in text
    assert "\x1b[" not in text
    assert "\x1b[1;31m" in check_text.full(REPORT, colour=True)


def test_the_concise_report_is_a_line_each() -> None:
    lines = check_text.concise(REPORT).splitlines()
    assert lines[0] == "clauses/a b/1.0.yaml:12:9: NUM002 错误 第一条第（三）项（第 4 页） “（一）”之后是“（三）”，缺 2"
    assert len(lines) == 5


def test_a_caret_counts_chinese_as_two_columns_and_long_lines_are_cut_around_it() -> None:
    assert underline("甲b丙", 2, 3) == "   ^^"
    shown, start, end = window("甲" * 100 + "乙" + "丙" * 100, 100, 101, 40)
    assert shown[start:end] == "乙" and columns(shown) <= 42 and shown[0] == shown[-1] == "…"


def test_the_json_report_keeps_its_schema_and_is_not_escaped() -> None:
    text = check_json.render(REPORT)
    schema = json.loads((files("agreement_tool.export") / "schema" / "check.json").read_text("utf-8"))
    jsonschema.Draft202012Validator(schema).validate(json.loads(text))
    assert "第一条" in text
    assert json.loads(text)["summary"] == {
        "agreements": 3, "clauses": 30, "errors": 1, "warnings": 1, "infos": 1, "baseline": 1, "suppressed": 0,
        "fixed": 0,
    }  # fmt: skip
    first = json.loads(text)["findings"][0]
    assert (first["line"], first["column"], first["endColumn"], first["fix"], first["text"]) == (
        12,
        9,
        11,
        {"safe": False},
        "前款",
    )


# What SARIF 2.1.0 asks of the parts that are written here (sections in brackets), closed against unknown properties:
# the standard's own schema is not redistributed with the project.
TEXT = {
    "type": "object",
    "required": ["text"],
    "additionalProperties": False,
    "properties": {"text": {"type": "string", "minLength": 1}},
}
SARIF: dict[str, Any] = {
    "type": "object",
    "required": ["version", "runs"],
    "additionalProperties": False,
    "properties": {
        "$schema": {"type": "string", "format": "uri"},
        "version": {"const": "2.1.0"},  # 3.13.2
        "runs": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["tool", "results"],
                "additionalProperties": False,
                "properties": {
                    "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},  # 3.14.17
                    "tool": {
                        "type": "object",
                        "required": ["driver"],
                        "additionalProperties": False,
                        "properties": {
                            "driver": {
                                "type": "object",
                                "required": ["name"],  # 3.19.8
                                "additionalProperties": False,
                                "properties": {
                                    "name": {"type": "string"},
                                    "version": {"type": "string"},
                                    "language": {"type": "string", "pattern": "^[a-z]{2}(-[A-Z]{2})?$"},  # 3.19.21
                                    "rules": {
                                        "type": "array",
                                        "uniqueItems": True,
                                        "items": {
                                            "type": "object",
                                            "required": ["id"],  # 3.49.3
                                            "additionalProperties": False,
                                            "properties": {
                                                "id": {"type": "string"},
                                                "name": {"type": "string"},
                                                "shortDescription": TEXT,
                                                "fullDescription": TEXT,
                                                "help": TEXT,
                                                "defaultConfiguration": {
                                                    "type": "object",
                                                    "additionalProperties": False,
                                                    "properties": {
                                                        "level": {"enum": ["none", "note", "warning", "error"]}
                                                    },
                                                },
                                            },
                                        },
                                    },
                                },
                            }
                        },
                    },
                    "results": {
                        "type": "array",
                        "items": {
                            "type": "object",
                            "required": ["message"],  # 3.27.11
                            "additionalProperties": False,
                            "properties": {
                                "ruleId": {"type": "string"},
                                "ruleIndex": {"type": "integer", "minimum": -1},
                                "level": {"enum": ["none", "note", "warning", "error"]},
                                "message": TEXT,
                                "rank": {"type": "number", "minimum": -1, "maximum": 100},  # 3.27.25
                                "baselineState": {"enum": ["new", "unchanged", "updated", "absent"]},
                                "partialFingerprints": {"type": "object", "additionalProperties": {"type": "string"}},
                                "locations": {
                                    "type": "array",
                                    "items": {
                                        "type": "object",
                                        "additionalProperties": False,
                                        "properties": {
                                            "physicalLocation": {
                                                "type": "object",
                                                "required": ["artifactLocation"],
                                                "additionalProperties": False,
                                                "properties": {
                                                    "artifactLocation": {
                                                        "type": "object",
                                                        "required": ["uri"],
                                                        "additionalProperties": False,
                                                        "properties": {
                                                            "uri": {"type": "string", "pattern": "^[!-~]+$"}
                                                        },
                                                    },
                                                    "region": {
                                                        "type": "object",
                                                        "required": ["startLine"],
                                                        "additionalProperties": False,
                                                        "properties": {
                                                            name: {"type": "integer", "minimum": 1}
                                                            for name in ("startLine", "startColumn", "endColumn")
                                                        },
                                                    },
                                                },
                                            },
                                            "logicalLocations": {
                                                "type": "array",
                                                "items": {
                                                    "type": "object",
                                                    "additionalProperties": False,
                                                    "properties": {
                                                        "name": {"type": "string"},
                                                        "fullyQualifiedName": {"type": "string"},
                                                    },
                                                },
                                            },
                                        },
                                    },
                                },
                            },
                        },
                    },
                },
            },
        },
    },
}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_sarif_report_keeps_to_the_standard(lang: str) -> None:
    log = json.loads(check_sarif.render(REPORT, version="1.2.3", lang=lang))
    jsonschema.Draft202012Validator(SARIF).validate(log)
    (run,) = log["runs"]
    assert run["columnKind"] == "unicodeCodePoints"
    assert [result["level"] for result in run["results"]] == ["error", "warning", "note", "error"]
    assert run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "clauses/a%20b/1.0.yaml"
    assert run["results"][0]["partialFingerprints"] == {"agreementClause/v1": "f" * 64}
    assert [result["baselineState"] for result in run["results"]] == ["new", "new", "new", "unchanged"]
    assert run["tool"]["driver"]["rules"][run["results"][0]["ruleIndex"]]["id"] == "NUM002"


# The attributes that Jenkins' junit-10.xsd, GitLab and GitHub reporters read.
JUNIT = """
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
  <xs:element name="testsuites"><xs:complexType>
    <xs:sequence><xs:element ref="testsuite" minOccurs="0" maxOccurs="unbounded"/></xs:sequence>
    <xs:attribute name="name" type="xs:string"/><xs:attribute name="tests" type="xs:nonNegativeInteger"/>
    <xs:attribute name="failures" type="xs:nonNegativeInteger"/><xs:attribute name="errors" type="xs:nonNegativeInteger"/>
  </xs:complexType></xs:element>
  <xs:element name="testsuite"><xs:complexType>
    <xs:sequence><xs:element ref="testcase" minOccurs="1" maxOccurs="unbounded"/></xs:sequence>
    <xs:attribute name="name" type="xs:string" use="required"/><xs:attribute name="tests" type="xs:nonNegativeInteger" use="required"/>
    <xs:attribute name="failures" type="xs:nonNegativeInteger"/><xs:attribute name="errors" type="xs:nonNegativeInteger"/>
    <xs:attribute name="skipped" type="xs:nonNegativeInteger"/>
  </xs:complexType></xs:element>
  <xs:element name="testcase"><xs:complexType>
    <xs:choice minOccurs="0"><xs:element ref="failure"/><xs:element ref="skipped"/></xs:choice>
    <xs:attribute name="name" type="xs:string" use="required"/><xs:attribute name="classname" type="xs:string" use="required"/>
    <xs:attribute name="file" type="xs:string"/><xs:attribute name="line" type="xs:positiveInteger"/>
  </xs:complexType></xs:element>
  <xs:element name="failure"><xs:complexType><xs:simpleContent><xs:extension base="xs:string">
    <xs:attribute name="type" type="xs:string"/><xs:attribute name="message" type="xs:string"/>
  </xs:extension></xs:simpleContent></xs:complexType></xs:element>
  <xs:element name="skipped"><xs:complexType><xs:attribute name="message" type="xs:string"/></xs:complexType></xs:element>
</xs:schema>
"""


def test_the_junit_report_is_valid_and_counts_what_it_holds() -> None:
    root = etree.fromstring(check_junit.render(REPORT).encode())
    etree.XMLSchema(etree.fromstring(JUNIT)).assertValid(root)
    assert root.get("tests") == str(len(root.findall(".//testcase")))
    assert root.get("failures") == str(len(root.findall(".//failure"))) == "2"
    assert [suite.get("name") for suite in root] == list(REPORT.paths)


def test_characters_that_xml_cannot_hold_do_not_break_junit() -> None:
    odd = replace(LOCATED, finding=replace(FINDING, message=Bilingual("甲\x00<&\ud800\n乙", "x")), excerpt="]]>\x0b")
    etree.fromstring(check_junit.render(CheckReport((odd,), (RULE,), (odd.path,))).encode())


def test_the_github_report_is_sorted_by_severity_and_keeps_the_limits() -> None:
    report = CheckReport((*many(2, Severity.INFO), *many(13), *many(1, Severity.WARNING)), (RULE,), ("a.yaml",))
    lines = check_github.commands(report).splitlines()
    kinds = [line.split(" ")[0] for line in lines if line.startswith("::")]
    assert kinds == ["::error"] * 10 + ["::warning"]  # notes are counted, not annotated
    assert sum(1 for line in lines if line.startswith("clauses/")) == 3


def test_github_annotations_escape_what_would_end_them() -> None:
    odd = replace(LOCATED, path="a,b:c%.yaml", finding=replace(FINDING, message=Bilingual("甲%\n::乙", "x")))
    (line, _) = check_github.commands(CheckReport((odd,), (RULE,), ("a",))).splitlines()
    assert line.startswith(
        "::error file=a%2Cb%3Ac%25.yaml,line=12,col=9,endColumn=11,title=NUM002 第一条第（三）项（第 4 "
        "页）::甲%25%0A::乙"
    )


def test_the_step_summary_is_a_table_cut_below_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    text = check_github.step_summary(REPORT)
    assert text.count("\n| ") == 3 and "跳号" not in text and "NUM002" in text
    monkeypatch.setattr(check_github, "SUMMARY_BYTES", 500)
    short = check_github.step_summary(CheckReport(many(50), (RULE,), ("a",)))
    assert len(short.encode()) < 1000 and "… 4" in short


def test_known_findings_are_neither_annotated_nor_in_gitlabs_report() -> None:
    known = CheckReport((replace(LOCATED, known=True),), (RULE,), ("a",))
    assert "::error" not in check_github.commands(known)
    assert json.loads(check_gitlab.render(known)) == []


def test_the_gitlab_report_has_what_code_quality_needs_and_unique_fingerprints() -> None:
    entries = json.loads(check_gitlab.render(CheckReport((LOCATED, LOCATED, DOCUMENT), (RULE,), ("a",))))
    assert {tuple(sorted(entry)) for entry in entries} == {
        ("check_name", "description", "fingerprint", "location", "severity")
    }
    assert len({entry["fingerprint"] for entry in entries}) == 3
    assert {entry["severity"] for entry in entries} <= {"info", "minor", "major", "critical", "blocker"}
    assert entries[2]["location"] == {"path": "a.pdf", "lines": {"begin": 1}}


def test_a_report_without_findings_is_valid_in_every_format(tmp_path: Path) -> None:
    empty = CheckReport((), (RULE,), ("a.yaml",))
    jsonschema.Draft202012Validator(SARIF).validate(json.loads(check_sarif.render(empty, version="1")))
    etree.XMLSchema(etree.fromstring(JUNIT)).assertValid(etree.fromstring(check_junit.render(empty).encode()))
    assert "0 个错误" in check_text.full(empty)
