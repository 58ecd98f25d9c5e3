"""The audit, both ways."""

from agreement_tool.flag.audit import audit
from agreement_tool.flag.rules import MISSING, RULES
from agreement_tool.law.provisions import provisions
from agreement_tool.model import Agreement, Audit, Clause, Finding, Severity, Span
from tests.flag.trees import clause, consumer, contract

NOTICE = "请您特别注意以加粗形式标识的免除或者限制我们责任的条款。"
DISCLAIMER = "我们不承担任何责任。"
PLAIN = "会员可以在服务台领取一份纸质说明书。"


def _codes(agreement: Agreement) -> list[str]:
    return [finding.code for finding in audit(agreement).findings]


def _one(audited: Audit, code: str) -> Finding:
    (finding,) = (finding for finding in audited.findings if finding.code == code)
    return finding


def test_a_key_clause_printed_plainly_is_an_error_with_its_phrase() -> None:
    audited = audit(consumer(clause("notice", NOTICE, marks=("bold",)), clause("c", DISCLAIMER, label="1.")))
    finding = _one(audited, "EMP001")
    assert (finding.eid, finding.severity) == ("c", Severity.ERROR)
    assert DISCLAIMER[finding.start : finding.end] in finding.message.zh


def test_a_key_clause_in_bold_is_fine() -> None:
    assert not MISSING & set(
        _codes(consumer(clause("n", NOTICE, marks=("bold",)), clause("c", DISCLAIMER, marks=("bold",))))
    )


def test_emphasis_beside_the_key_phrase_does_not_count() -> None:
    beside = Clause("c", "c", "level", "1.", spans=(Span("您应妥善保管密码。", ("bold",)), Span(DISCLAIMER)))
    on_it = Clause("c", "c", "level", "1.", spans=(Span("您应妥善保管密码。"), Span(DISCLAIMER, ("bold",))))
    assert "EMP002" in _codes(consumer(beside))
    assert "EMP002" not in _codes(consumer(on_it))


def test_a_promised_class_without_a_clause_is_found() -> None:
    audited = audit(consumer(clause("notice", NOTICE, marks=("bold",))))
    assert _one(audited, "EMP003").eid == "notice"


def test_a_promised_mark_that_is_nowhere_is_an_error() -> None:
    agreement = consumer(clause("notice", NOTICE), clause("c", DISCLAIMER, marks=("underline",)))
    assert _one(audit(agreement), "EMP004").severity is Severity.ERROR


def test_emphasis_of_everything_is_found_once_and_not_clause_by_clause() -> None:
    many = [clause(f"c{number}", PLAIN, marks=("bold",)) for number in range(20)]
    codes = _codes(consumer(*many))
    assert codes.count("EMP005") == 1
    assert "EMP006" not in codes


def test_an_ordinary_clause_in_bold_is_remarked_upon() -> None:
    plain = [clause(f"c{number}", PLAIN) for number in range(9)]
    audited = audit(consumer(*plain, clause("loud", PLAIN, marks=("bold",))))
    assert _one(audited, "EMP006").eid == "loud"


def test_the_english_half_of_a_bilingual_text_is_not_judged() -> None:
    plain = [clause(f"c{number}", PLAIN) for number in range(9)]
    english = clause("e", "In no event shall we be liable for any loss.", marks=("bold",))
    assert "EMP006" not in _codes(consumer(*plain, english))


def test_the_items_of_an_emphasised_key_sentence_are_no_over_emphasis() -> None:
    item = clause("i", "定期检修服务器设备；", label="（1）", marks=("bold",))
    intro = clause("c", "因下列情形造成的损失，我们不承担责任：", label="1.", marks=("bold",), children=(item,))
    plain = [clause(f"c{number}", PLAIN) for number in range(9)]
    assert "EMP006" not in _codes(consumer(*plain, intro))


def test_plain_text_can_only_be_listed_and_says_so() -> None:
    audited = audit(consumer(clause("c", DISCLAIMER), reader="plain"))
    assert audited.clauses[0].emphasis.status == "unknown"
    assert "EMP007" in [finding.code for finding in audited.findings]
    assert not MISSING & {finding.code for finding in audited.findings}


def test_a_consumer_agreement_without_a_notice_is_told_so() -> None:
    assert "EMP008" in _codes(consumer(clause("c", DISCLAIMER, marks=("bold",))))


def test_a_contract_between_named_sides_needs_no_notice() -> None:
    assert "EMP008" not in _codes(contract(clause("c", "因不可抗力不能交付的，甲方不承担责任。", label="1.")))


def test_a_negotiated_contract_gets_one_remark_where_standard_terms_get_errors() -> None:
    terms = (
        clause("c", "因不可抗力不能交付的，甲方不承担责任。", label="1."),
        clause("d", "乙方不得转租房屋。", label="2."),
        clause("e", "本合同争议由甲方所在地人民法院管辖。", label="3."),
    )
    (finding,) = audit(contract(*terms)).findings
    assert (finding.code, finding.severity) == ("EMP010", Severity.INFO)


def test_a_heading_in_bold_does_not_make_its_text_stand_out() -> None:
    node = Clause("c", "c", "level", "1.", title=(Span("免责", ("bold",)),), spans=(Span(DISCLAIMER),))
    assert "只有标题突出" in _one(audit(consumer(node)), "EMP001").message.zh


def test_a_signature_block_is_never_key() -> None:
    block = Clause("s", "s", "signature", spans=(Span(DISCLAIMER),))
    assert audit(consumer(block)).clauses == ()


def test_every_flag_rests_on_provisions_that_the_law_file_has() -> None:
    audited = audit(
        consumer(clause("c", DISCLAIMER), clause("d", "我们会收集您的手机号码。"), clause("e", "会员到期自动续费。"))
    )
    used = {key for key_clause in audited.clauses for flag in key_clause.flags for key in flag.basis}
    assert used <= set(provisions())
    assert "consumer-rules-10" in used


def test_a_contract_between_businesses_does_not_rest_on_consumer_law() -> None:
    audited = audit(contract(clause("c", "因不可抗力不能交付的，甲方不承担责任。", label="1.")))
    used = {key for key_clause in audited.clauses for flag in key_clause.flags for key in flag.basis}
    assert "civil-code-496" in used
    assert not any(provisions()[key].consumers_only for key in used)


def test_excluding_injury_names_the_article_that_voids_it() -> None:
    (key_clause,) = audit(consumer(clause("c", "因使用设备造成人身伤害的，我们不承担任何责任。"))).clauses
    assert "civil-code-506" in key_clause.flags[0].basis


def test_every_provision_says_what_it_asks_in_both_languages_and_where_it_is_published() -> None:
    for provision in provisions().values():
        assert provision.says.zh and provision.says.en and provision.source and provision.checked
        assert provision.citation.startswith("《")


def test_every_rule_is_documented_in_both_languages_under_a_code_of_its_own() -> None:
    assert len({rule.code for rule in RULES}) == len(RULES) == 11
    for rule in RULES:
        assert {"summary", "what", "why", "bad", "good", "问题", "理由"} <= set(rule.doc)


def test_one_of_two_marks_is_enough_where_the_notice_says_or() -> None:
    notice = clause("n", "请特别注意以加粗及/或下划线标识的免除责任的条款。", marks=("bold",))
    assert "EMP004" not in _codes(consumer(notice, clause("c", DISCLAIMER, marks=("bold",))))
    notice = clause("n", "请特别注意以加粗并加下划线标识的免除责任的条款。", marks=("bold",))
    assert "EMP004" in _codes(consumer(notice, clause("c", DISCLAIMER, marks=("bold",))))


def test_labels_and_items_in_bold_are_no_waste_of_emphasis() -> None:
    plain = [clause(f"p{number}", PLAIN) for number in range(9)]
    label = clause("label", "本平台向会员提供下列各项便民服务与活动内容：", marks=("bold",))
    short = clause("short", "感谢您的使用。", marks=("bold",))
    assert "EMP006" not in _codes(consumer(*plain, label, short))


def test_a_heading_that_announces_a_notice_is_one() -> None:
    heading = clause("h", title="重要提示", children=(clause("x", "请仔细阅读。"),))
    assert "EMP008" not in _codes(consumer(heading, clause("c", DISCLAIMER, marks=("bold",))))


def test_a_plain_prohibition_is_listed_and_not_complained_of() -> None:
    audited = audit(consumer(clause("c", "您不得把会员卡借给他人使用。", label="1.")))
    assert [key.eid for key in audited.clauses] == ["c"]
    assert "EMP001" not in [finding.code for finding in audited.findings]


def test_a_power_over_the_account_printed_plainly_is_a_warning() -> None:
    audited = audit(consumer(clause("c", "我们有权不经通知随时暂停或者终止您的账号。", label="1.")))
    assert _one(audited, "EMP001").severity is Severity.WARNING


def test_that_parties_negotiate_first_is_not_complained_of_and_a_chosen_court_is() -> None:
    talks = audit(consumer(clause("c", "发生争议的，双方应当友好协商解决。", label="1.")))
    court = audit(consumer(clause("c", "发生争议的，由我们所在地人民法院管辖。", label="1.")))
    assert "EMP001" not in [finding.code for finding in talks.findings]
    assert _one(court, "EMP001").severity is Severity.ERROR
