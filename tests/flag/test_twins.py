"""Bilingual agreements: a Chinese clause and its English twin are one clause twice."""

import dataclasses

from agreement_tool.flag.audit import audit
from agreement_tool.flag.clauses import key_flags
from agreement_tool.flag.twins import twins_of
from agreement_tool.model import Clause
from tests.flag.trees import agreement, clause

CHINESE = (
    "我们每日更新天气预报，用户可以免费查看。",
    "我们不承担任何责任，用户自行承担使用本服务的风险。",
    "用户可以随时联系客服，我们将尽快回复。",
    "本协议适用中华人民共和国法律，争议由我们所在地法院管辖。",
    "本协议共五条，自公布之日起生效。",
)
ENGLISH = (
    "The forecast is renewed every day and free of charge.",
    "The service is given to everybody who likes the weather.",
    "Our staff answers letters and telephone calls quickly.",
    "This document follows the usual customs of the place.",
    "These five articles come into effect when published.",
)


def _numbered(prefix: str, texts: tuple[str, ...]) -> tuple[Clause, ...]:
    return tuple(
        dataclasses.replace(clause(f"{prefix}{number}", text, label=f"{number}."), number=(number,))
        for number, text in enumerate(texts, 1)
    )


def test_an_english_clause_has_the_categories_of_its_chinese_twin() -> None:
    flags = key_flags(agreement(*_numbered("zh", CHINESE), *_numbered("en", ENGLISH)))
    for number in range(1, 6):
        chinese, english = (
            {flag.category for flag in flags.get(f"{language}{number}", ())} for language in ("zh", "en")
        )
        assert chinese == english
    assert {"liability"} <= {flag.category for flag in flags["en2"]}


def test_the_evidence_of_a_twin_is_english() -> None:
    flags = key_flags(agreement(*_numbered("zh", CHINESE), *_numbered("en", ENGLISH)))
    for flag in flags["en2"]:
        assert all(ENGLISH[1][piece.start : piece.end].replace(" ", "") == piece.text for piece in flag.evidence)


def test_what_the_english_text_alone_says_is_told() -> None:
    texts = (*ENGLISH[:4], "In no event shall we be liable for any indirect or consequential damages of any kind.")
    found = audit(agreement(*_numbered("zh", CHINESE), *_numbered("en", texts))).findings
    assert [finding.eid for finding in found if finding.code == "EMP011"] == ["en5"]


def test_a_few_english_lines_make_no_agreement_bilingual() -> None:
    assert twins_of(agreement(*_numbered("zh", CHINESE), *_numbered("en", ENGLISH[:3]))) == {}
