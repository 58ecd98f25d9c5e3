"""Who is who, and who acts: the same words say opposite things from opposite mouths."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreement_tool.flag.matchers import flags_of, strip_whitespace
from agreement_tool.flag.parties import Parties, parties_of
from agreement_tool.flag.sentence import sentence_of
from agreement_tool.flag.subject import subject_at
from tests.flag.trees import agreement, clause, consumer, contract


def _consumer() -> Parties:
    return parties_of(consumer())


def _subject(sentence: str, verb: str, parties: Parties | None = None) -> str | None:
    parties = parties or _consumer()
    return subject_at(sentence_of(sentence, parties), sentence.index(verb), parties)


def test_a_text_of_two_named_sides_is_a_contract_and_one_of_we_and_you_is_not() -> None:
    assert parties_of(contract()).contract
    assert not _consumer().contract


def test_a_name_that_the_provider_gives_itself_stands_for_it() -> None:
    parties = parties_of(agreement(clause("a", "青禾科技有限公司（以下简称“青禾”）向您提供服务。")))
    assert parties.role("青禾") == "provider"


def test_a_thing_that_gets_a_short_name_is_no_party() -> None:
    parties = parties_of(agreement(clause("a", "平台积分（以下简称“麦穗”）可以兑换礼品，您可以查询。")))
    assert not parties.own_words


def test_a_name_that_claims_rights_again_and_again_is_the_provider_without_introduction() -> None:
    text = "青禾有权修改规则，青禾有权关闭账号。青禾不承担责任，您应当遵守。"
    assert parties_of(agreement(clause("a", text))).role("青禾") == "provider"


def test_a_name_that_must_agree_again_and_again_is_the_provider_too() -> None:
    text = "未经青禾在线书面同意，您不得转载。您同意青禾在线可以发送通知。青禾在线有权关闭账号。"
    assert parties_of(agreement(clause("a", text))).role("青禾在线") == "provider"


def test_a_thing_that_is_used_again_and_again_is_no_provider() -> None:
    text = "您使用地图服务时，请看路牌。您使用地图服务，不收费。您使用地图服务，无需登录。"
    assert not parties_of(agreement(clause("a", text))).own_words


def test_whose_form_a_lease_is_is_plain_and_that_of_another_contract_is_not() -> None:
    assert parties_of(contract()).role("甲方") == "offeror"
    assert parties_of(contract()).role("乙方") == "offeree"
    other = agreement(clause("who", "甲方委托乙方办理登记，甲方向乙方付款。甲方、乙方均签字。"))
    assert parties_of(other).role("甲方") == parties_of(other).role("乙方") == "party"


def test_who_logs_in_accepts_the_form_of_the_one_who_does_not() -> None:
    text = "甲方登录网站查询余额，甲方点击“投资”即付款，甲方凭用户名查询。乙方按规则向甲方收费。乙方通知甲方。"
    parties = parties_of(agreement(clause("a", text)))
    assert not parties.contract
    assert (parties.role("甲方"), parties.role("乙方")) == ("user", "provider")


def test_a_contract_in_which_both_log_in_stays_one() -> None:
    text = "甲方登录系统下单，甲方点击确认，甲方用户名保密。乙方登录系统接单。甲方付款，乙方交货，甲方验收。"
    assert parties_of(agreement(clause("a", text))).contract


def test_we_and_you_are_told_apart() -> None:
    assert _subject("我们不承担责任", "不承担") == "provider"
    assert _subject("您不承担责任", "不承担") == "user"


def test_an_object_is_not_the_subject() -> None:
    assert _subject("我们对您不承担责任", "不承担") == "provider"
    assert _subject("未经我们同意，您不得转让", "不得") == "user"


def test_the_reason_of_a_because_clause_is_not_the_subject() -> None:
    assert _subject("因您操作不当造成损失的，不承担责任", "不承担") is None


def test_a_verb_that_opens_its_segment_takes_the_subject_before_an_aside() -> None:
    assert _subject("用户在浏览时，未经许可，不得复制", "不得") == "user"


def test_whoever_must_agree_does_not_act() -> None:
    assert _subject("用户只能在权利人授权下使用，而不能复制", "不能复制") == "user"


def test_after_a_case_that_names_the_user_somebody_unnamed_acts() -> None:
    assert _subject("您逾期取件的，概不负责", "概不") is None
    assert _subject("我们收到退货的，应当退款", "应当") == "provider"


def test_somebody_described_is_an_object_too() -> None:
    assert _subject("平台可对违规用户采取措施", "采取") == "provider"


def test_who_opens_the_sentence_acts_until_another_does() -> None:
    assert _subject("我们遵循约定，妥善留存信息，不得另作他用", "不得") == "provider"
    assert _subject("在合同期内，双方应当互谅，妥善处理分歧，不得争吵", "不得", parties_of(contract())) == "mutual"
    assert _subject("我们遵循约定，您妥善保管密码，不得转借", "不得") == "user"


def test_somebody_allowed_to_act_is_the_one_who_acts() -> None:
    assert _subject("您授权我们获取您的头像", "获取") == "provider"


def test_an_unknown_name_after_you_agree_is_not_the_user() -> None:
    assert _subject("您同意蓝鲸可能使用您的信息", "使用") == "third"


def test_part_of_another_word_is_no_party() -> None:
    assert _subject("用户名不得超过八位", "不得") is None


def test_both_sides_alike_are_mutual() -> None:
    assert _subject("双方均不得泄露", "不得", parties_of(contract())) == "mutual"


@given(st.text(alphabet="我们您不承担责任有权终止得收集个人信息争议法院，。；：（）1 \n", max_size=60))
def test_any_text_gives_evidence_that_lies_in_it(text: str) -> None:
    for flag in flags_of(text, (), _PARTIES):
        for piece in flag.evidence:
            assert 0 <= piece.start < piece.end <= len(text)
            assert strip_whitespace(text[piece.start : piece.end]).text == piece.text


@pytest.mark.parametrize("blank", [" ", "\n", "　"])
def test_stray_blanks_inside_words_hide_nothing(blank: str) -> None:
    text = f"我们不承{blank}担任何责{blank}任。"
    (flag,) = flags_of(text, (), _PARTIES)
    assert flag.category == "liability"
    (start, end), *_ = flag.evidence[0].words
    assert text[start:end].endswith(f"责{blank}任")


_PARTIES = parties_of(consumer())


def test_a_text_without_full_stops_is_read_in_pieces() -> None:
    # Unbounded, these 27,000 characters took minutes.
    text = "我们有权不承担任何责任您不得信息争议" * 1500
    flags = flags_of(text, (), _PARTIES)
    assert {"liability", "user_rights"} <= {flag.category for flag in flags}
    assert all(text[piece.start : piece.end] == piece.text for flag in flags for piece in flag.evidence)
