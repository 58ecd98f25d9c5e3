"""The rules for readers: a list, an explanation, JSON, and the pages of docs/rules/."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from agreement_tool.model import RuleNote
from agreement_tool.report.columns import columns
from agreement_tool.report.findings import SEVERITY_NAMES
from agreement_tool.text.spelled import json_file

FAMILIES = {
    "NUM": ("编号", "numbering"),
    "REF": ("引用", "cross-references"),
    "DEF": ("术语", "terms"),
    "TYP": ("文字与标点", "typography"),
    "EMP": ("显著标识", "emphasis"),
    "META": ("要素", "dates, versions, contact, jurisdiction form"),
    "CON": ("合同内容", "what the parties agree: sums, terms, parties, attachments, blanks, essentials"),
    "PRIV": ("隐私政策", "what a privacy policy must tell"),
    "LAW": ("法律风险", "legal risk"),
    "SUP": ("忽略注释", "suppression comments"),
}
_HEADINGS = {"问题": "问题", "what": "What", "理由": "理由", "why": "Why", "bad": "反例", "good": "正例"}


def family(rule: RuleNote) -> str:
    """NUM002 -> NUM."""
    return rule.code.rstrip("0123456789")


def listed(rules: Sequence[RuleNote], *, lang: str = "zh") -> str:
    """One line a rule."""
    width = max(columns(_name(rule, lang)) for rule in rules)
    lines = []
    for rule in rules:
        name, severity = _name(rule, lang), SEVERITY_NAMES[rule.severity].in_language(lang)
        what = rule.section("summary" if lang == "en" else "问题")
        lines.append(f"{rule.code:<8}{severity:<8}{name}{' ' * (width - columns(name))}  {what}".rstrip())
    return "\n".join(lines) + "\n"


def explained(rules: Sequence[RuleNote], *, lang: str = "zh") -> str:
    """What, why, bad, good."""
    return "\n\n".join("\n".join(_explanation(rule, lang)) for rule in rules) + "\n"


def _explanation(rule: RuleNote, lang: str) -> Iterator[str]:
    english = lang == "en"
    yield f"{rule.code} {_name(rule, lang)} [{SEVERITY_NAMES[rule.severity].in_language(lang)}]"
    wanted = (("what", "What"), ("why", "Why")) if english else (("问题", "问题"), ("理由", "理由"))
    examples = (("bad", "Bad"), ("good", "Good")) if english else (("bad", "反例"), ("good", "正例"))
    for section, heading in (*wanted, *examples):
        if rule.section(section):
            yield f"  {heading}{': ' if english else '：'}{rule.section(section)}"


def _name(rule: RuleNote, lang: str) -> str:
    return rule.name if lang == "en" else f"{rule.zh} {rule.name}"


def as_markdown(rule: RuleNote, *, lang: str = "zh") -> str:
    """One rule for an editor's hover."""
    name, severity = _name(rule, lang), SEVERITY_NAMES[rule.severity].in_language(lang)
    english = lang == "en"
    wanted = ("what", "why", "bad", "good") if english else ("问题", "理由", "bad", "good")
    sections = [
        f"- **{_HEADINGS[key] if not english else key.capitalize()}** {_inline(rule.section(key))}"
        for key in wanted
        if rule.section(key)
    ]
    return "\n".join((f"**{rule.code} {name}** ({severity})", "", *sections))


def as_json(rules: Sequence[RuleNote]) -> str:
    """Every field of every rule."""
    document = [
        {"code": rule.code, "name": rule.name, "zh": rule.zh, "severity": rule.severity.value, "doc": dict(rule.doc)}
        for rule in rules
    ]
    return json_file(document)


def page(rules: Sequence[RuleNote], name: str) -> str:
    """The Markdown page of one family."""
    zh, en = FAMILIES[name]
    parts = [
        f"# {name} {zh} · {en}",
        "",
        "<!-- Generated from the rules' docstrings: python -m tests.check.test_rule_docs -->",
    ]
    for rule in rules:
        severity = SEVERITY_NAMES[rule.severity]
        parts += ["", f"## {rule.code} {rule.zh} `{rule.name}`", "", f"{severity.zh} · {severity.en}", ""]
        parts += [
            f"- **{heading}** {_inline(rule.section(section))}"
            for section, heading in _HEADINGS.items()
            if rule.section(section)
        ]
    return "\n".join(parts) + "\n"


def index(rules: Sequence[RuleNote]) -> str:
    """The Markdown index: a table a family, in the order given."""
    parts = [
        "# 规则 · Rules",
        "",
        "<!-- Generated from the rules' docstrings: python -m tests.check.test_rule_docs -->",
    ]
    for name, (zh, en) in FAMILIES.items():
        own = [rule for rule in rules if family(rule) == name]
        parts += ["", f"## [{name}]({name}.md) {zh} · {en}", "", "| | | | |", "|---|---|---|---|"]
        parts += [f"| {r.code} | {r.zh} | `{r.name}` | {SEVERITY_NAMES[r.severity].zh} |" for r in own]
    return "\n".join(parts) + "\n"


def _inline(text: str) -> str:
    return " ".join(text.split("\n")).replace("|", "\\|").replace("*", "\\*").replace("<", "&lt;")
