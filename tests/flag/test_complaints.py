"""What the audit complains of where a key clause is plain, how gravely, and which sentence it quotes."""

from pathlib import Path

import pytest

from agreement_tool.flag import matchers
from agreement_tool.flag.audit import audit
from agreement_tool.flag.kinds import KINDS, kind_of
from agreement_tool.model import Category, Clause, Finding, Severity, Span, Tier
from tests.flag.trees import agreement, clause, consumer, contract

COUNTS = Path(__file__).parents[2] / "benchmarks" / "lint_precision" / "emphasis_kinds.tsv"
NEEDED = {"error": 0.98, "warning": 0.9}


def _complaints(*texts: str, title: str = "", label: str | None = "1.") -> list[Finding]:
    terms = [clause(f"c{number}", text, label=label, title=title) for number, text in enumerate(texts)]
    return [finding for finding in audit(consumer(*terms)).findings if finding.code in ("EMP001", "EMP002")]


def _with_title(title: str, *terms: Clause) -> tuple[Finding, ...]:
    return audit(agreement(*terms, title=title)).findings


def _kind_tier(category: Category, sentence: str) -> Tier | None:
    kind = kind_of(category, sentence)
    return kind.tier if kind else None


def _severity(text: str) -> str:
    return next((finding.severity.value for finding in _complaints(text)), "none")


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("争议由我们所在地人民法院管辖。", "error"),
        ("因租赁发生的纠纷由房屋所在地人民法院管辖。", "none"),
        ("因自然灾害、战争等不可抗力导致服务中断的，我们不承担责任。", "none"),
        ("因黑客攻击、系统故障等不可抗力导致服务中断的，我们不承担责任。", "error"),
        ("我们不保证游戏全天稳定，但会尽量避免中断。", "none"),
        ("我们不保证游戏全天稳定，由此造成的损失您应自行承担。", "error"),
        ("本协议含有限制责任的条款、约定管辖法院的条款。", "none"),
        ("您应当随时关注本条款的修改，并决定是否继续使用本服务。", "none"),
        ("我们可以根据监管要求更新本协议，并通过站内公告提示。", "none"),
        ("进入本服即代表您已同意全部条例。", "none"),
        ("争议提交广州仲裁委员会仲裁。", "error"),
        ("争议由杭州市西湖区人民法院管辖。", "error"),
        ("争议协商不成的，可以向有管辖权的人民法院起诉。", "none"),
        ("争议协商不成的，任何一方可向被告住所地人民法院起诉。", "none"),
        ("会员卡丢失造成的损失，我们不承担任何责任。", "error"),
        ("我们的赔偿总额不超过您支付的年费。", "error"),
        ("您应对自己账号下的一切活动负责。", "none"),
        ("因您保管不善导致账号被他人使用的，后果由您自行承担。", "none"),
        ("您必须为自己账号下的一切行为负责，包括由此产生的任何后果。", "none"),
        ("我们会尽力保护您的资料，但无法保证绝对安全。", "none"),
        ("我们会尽力保护您的资料，但无法保证信息100%安全。", "none"),
        ("会员到期自动续费，您可以随时取消。", "none"),
        ("我们采取了合理措施，但仍然无法保证您的个人信息在传输中的安全。", "none"),
        ("知识产权纠纷由我们处理，Apple不承担相关责任。", "none"),
        ("我们会审核会员的照片，但不保证完全审核所有照片。", "none"),
        ("您可随时关闭上述权限，关闭后对应功能不可用，但不影响其他功能。", "none"),
        ("对于会员发布的照片，我们概不为其内容负责。", "error"),
        ("您应自行承担投资亏损的全部风险和后果。", "warning"),
        ("我们有权随时暂停或者终止您的会员资格。", "warning"),
        ("我们可以修改本协议，修改后您继续使用即视为同意。", "warning"),
        ("我们可以修改本协议，无需另行通知您。", "warning"),
        ("我们有权修改本协议，修改后的条款自公布之日起生效。", "warning"),
        ("我们有权终止服务，已支付的会员费不予退还。", "warning"),
        ("您同意授予我们对您上传照片的永久、免费、不可撤销的使用许可。", "warning"),
        ("我们可能会不时更新本隐私政策。", "none"),
        ("未经您同意，我们不会限制您在本政策下的权利。", "none"),
        ("对于无端重复的请求，我们可能会予以拒绝。", "none"),
        ("用户名只能使用汉字和英文字母，否则我们有权删除。", "none"),
        ("您不得对软件进行反向工程或者修改。", "none"),
        ("您使用本服务即表示您接受本协议。", "none"),
        ("您不同意新规则的，可以停止使用本服务。", "none"),
        ("不得以任何方式绕过次数限制。", "none"),
        ("我们不保证菜谱适合您的口味。", "warning"),
        ("我们不保证菜谱的准确性。", "error"),
        ("因您的过错导致的损失由您自行承担（包括但不限于退货费）。", "warning"),
        ("您对自己发布的内容独立承担法律责任。", "none"),
        ("不得恶意退款、拒付。", "none"),
        ("发生纠纷的，可以申请仲裁，也可以向法院起诉。", "none"),
        ("如双方同意，争议也可以通过仲裁解决。", "none"),
        ("争议提交新加坡法院专属管辖。", "error"),
        ("本协议适用美国加州法律，不考虑冲突法规则。", "warning"),
        ("因本协议发生争议的，任何一方可向所在地的人民法院起诉。", "none"),
        ("任何一方因不可抗力不能履行本协议的，可以免除责任。", "none"),
        ("因地震、战争等不可抗力不能服务的，我们不承担任何责任。", "none"),
        ("本协议的免责条款、责任限制条款在法律允许的范围内有效。", "none"),
        ("服务终止的，并不免除您已经产生的付款义务。", "none"),
        ("您发布违法信息的，应当承担法律责任。", "none"),
        ("您能够独立承担法律责任。", "none"),
        ("邮寄的费用由您自行承担。", "none"),
        ("因我们的原因造成迟延的，我们将向您赔偿损失。", "none"),
        ("我们有权不时修改本协议，并以公告的形式通知用户。", "none"),
        ("我们有权修改本协议，修改后您继续使用的，视为您同意。", "warning"),
        ("公布后7日后生效的修改，您可以查阅。", "none"),
        ("您可以随时取消会员资格。", "none"),
        ("您有权注销账户，注销后我们终止服务。", "none"),
        ("我们可能在暂停服务时向您发送通知。", "none"),
        ("会员有效期届满后，服务自动终止。", "none"),
        ("我们有权从您的余额中扣除服务费。", "none"),
        ("对违法内容，我们有权删除。", "none"),
        ("对违法内容，我们有权删除并封禁您的账号。", "warning"),
        ("我们放弃追究一次违约的，不视为放弃其他权利。", "none"),
        ("您不同意的，视为放弃注册。", "none"),
        ("试图绕过我们限制访问的措施。", "none"),
        ("您可以修改您的昵称和密码。", "none"),
        ("我们要求您修改昵称的，您应当修改。", "none"),
        ("投稿的资料概不退还。", "none"),
        ("费用一经支付，不予退款。", "warning"),
        ("您授予我们有限的、不可转让的使用许可，可以免费使用样张。", "none"),
    ],
)
def test_how_gravely_a_plain_clause_is_complained_of(text: str, severity: str) -> None:
    assert _severity(text) == severity


def test_the_strongest_sentence_is_quoted() -> None:
    (finding,) = _complaints("我们不保证服务不中断。因停电造成的损失，我们不承担任何责任。")
    assert "因停电造成的损失" in finding.message.zh
    assert (finding.start, finding.end) == (11, 30)


def test_of_what_a_user_owes_the_whole_is_quoted() -> None:
    (finding,) = _complaints("您应使我们免受索赔的影响。您对我们的一切损失负有全部赔偿责任。")
    assert "全部赔偿责任" in finding.message.zh


def test_a_definition_before_the_semicolon_is_not_quoted() -> None:
    area = "公共区域指会员可以使用的论坛；您在公共区域发表的作品，即视为您授予我们永久、免费、不可撤销的使用许可。"
    (finding,) = _complaints(area)
    assert "永久、免费" in finding.message.zh and "可以使用的论坛" not in finding.message.zh


def test_answers_to_questions_and_fields_of_a_form_are_not_complained_of() -> None:
    text = "我们有权随时暂停或者终止您的会员资格。"
    assert _complaints(text)
    assert not _complaints(text, title="常见问题")
    assert _complaints("争议提交广州仲裁委员会仲裁")
    assert not _complaints("争议提交广州仲裁委员会仲裁", label=None)


def test_privacy_that_a_notice_lists_is_complained_of_where_data_go_and_not_where_they_stay() -> None:
    notice = clause("n", "请您特别注意收集、使用个人信息的条款以及免除责任的条款。")
    goes = clause("c", "我们会向合作伙伴提供您的个人信息。", label="1.")
    stays = clause("d", "未经您同意，我们不会向他人提供您的个人信息。", label="2.")
    told = [f.eid for f in audit(consumer(notice, goes, stays)).findings if f.code == "EMP001"]
    assert told == ["c"]


@pytest.mark.parametrize(
    "text", ["隐私政策：https://example.com/privacy", "ACCESS_WIFI_STATE", "权限：android.permission.CAMERA"]
)
def test_a_link_or_a_permission_is_no_key_clause(text: str) -> None:
    assert audit(consumer(clause("c", text))).clauses == ()


def _tiers(text: str, *, two_sided: bool = False) -> dict[Category, Tier]:
    tree = (contract if two_sided else consumer)(clause("c", text, label="1."))
    keys = [key for key in audit(tree).clauses if key.eid == "c"]
    return {flag.category: flag.tier for key in keys for flag in key.flags}


def test_a_forum_that_one_side_chooses_is_a_must_and_the_statutory_one_is_not() -> None:
    choice = "甲、乙双方因本合同发生争议，协商不成的，由甲方在以下两种方式中单方选择："
    assert _tiers(choice, two_sided=True)["dispute"] == "must"
    assert _tiers("争议由乙方所在地人民法院管辖。", two_sided=True)["dispute"] == "must"
    assert _tiers("争议可以依法向有管辖权的人民法院起诉。", two_sided=True)["dispute"] == "should"


def test_force_majeure_of_both_sides_is_no_exemption_of_one() -> None:
    both = "任何一方因不可抗力不能履行合同的，应当及时通知对方，并提供证明，可以部分或者全部免除违约责任。"
    assert _tiers(both, two_sided=True)["liability"] == "should"
    assert _tiers("因不可抗力造成的损失，我们不承担责任。")["liability"] == "must"


def test_must_of_rights_is_what_takes_them_away() -> None:
    assert _tiers("您不得对软件进行反向工程或者修改。")["user_rights"] == "note"
    assert _tiers("您授予我们对您上传照片的永久、免费的使用许可。")["user_rights"] == "must"
    assert _tiers("我们有权随时终止您的会员资格。")["user_rights"] == "must"


def test_a_clause_with_one_plain_exclusion_beside_bold_words_quotes_the_exclusion() -> None:
    spans = (Span("您应妥善保管会员卡。", ("bold",)), Span("会员卡丢失造成的损失，我们不承担任何责任。"))
    found = audit(consumer(Clause("c", "c", "level", "1.", spans=spans))).findings
    assert any(f.code == "EMP002" and "会员卡丢失" in f.message.zh for f in found)


def test_severities_rest_on_what_readers_said_of_each_kind() -> None:
    rows = [line.split("\t") for line in COUNTS.read_text("utf-8").splitlines() if not line.startswith("#")][1:]
    known = {(category, kind.name): kind for category, kinds in KINDS.items() for kind in kinds}
    for category, name, severity, *counts in rows:
        assert name == "other" or (category, name) in known
        true, pedantic, false, _ = map(int, counts)
        if severity in NEEDED and true + pedantic + false:
            assert true / (true + pedantic + false) >= NEEDED[severity], (category, name)


def test_every_kind_has_its_own_name_and_other_languages_have_none() -> None:
    for kinds in KINDS.values():
        assert len({kind.name for kind in kinds}) == len(kinds)
    assert kind_of("liability", "We shall not be liable.") is None


def test_a_charter_that_members_vote_on_is_nobodys_form() -> None:
    terms = (clause("c0", "协会对会员的损失概不承担任何责任。", label="1."), clause("c1", "章程由会员大会表决修改。"))
    assert _with_title("青山棋社章程", *terms) == ()
    assert _with_title("青山棋社服务协议", *terms) != ()


@pytest.mark.parametrize(
    "title",
    [
        "青山项目贡献者许可协议",
        "青山杯程序设计大赛规则",
        "青山协会规章制度",
        "青山公司员工手册",
        "使用承诺书",
        "免责声明",
    ],
)
def test_a_gift_a_contest_and_the_rules_of_a_house_are_no_standard_terms_of_a_sale(title: str) -> None:
    terms = (clause("c0", "我们对参加者的损失概不承担任何责任。", label="1."),)
    assert _with_title(title, *terms) == ()
    assert _with_title("青山服务协议", *terms) != ()


def test_untitled_papers_on_staff_or_contributions_and_terms_under_other_law_are_left_alone() -> None:
    grave = clause("c0", "我们对您的损失概不承担任何责任。", label="1.")
    assert _with_title("", grave) != ()
    assert _with_title("", grave, clause("c1", "员工应当按时上班。" * 12)) == ()
    assert _with_title("", grave, clause("c1", "贡献应当注明来源。" * 12)) == ()
    assert _with_title("", grave, clause("c1", "本條款以臺灣法律為準據法。")) == ()


def test_shading_that_is_promised_and_not_seen_may_have_been_overlooked() -> None:
    grave = clause("c0", "会员卡丢失造成的损失，我们概不承担任何责任。", label="1.")
    shaded, bold = (clause("n", f"请您特别注意以{mark}标注的免除责任的条款。") for mark in ("灰色底纹", "加粗字体"))
    assert not [f for f in audit(consumer(shaded, grave)).findings if f.code == "EMP001"]
    assert [f for f in audit(consumer(bold, grave)).findings if f.code == "EMP001"]


def test_consent_by_going_on_is_a_must() -> None:
    assert _tiers("更新后您继续使用的，即表示您同意更新后的隐私政策。")["user_rights"] == "must"


def test_of_two_powers_the_one_at_any_time_is_quoted() -> None:
    (finding,) = _complaints("我们有权暂停您的某一项功能。我们也有权随时终止您的会员资格。")
    assert "随时终止" in finding.message.zh


def test_a_policys_disclaimer_for_others_is_its_scope_and_its_own_is_no_error() -> None:
    others = clause("c", "我们对第三方如何使用您的信息不承担任何责任。", label="1.")
    own = clause("d", "因黑客攻击造成的损失，我们不承担任何责任。", label="2.")
    told = [(f.eid, f.severity.value) for f in _with_title("青山隐私政策", others, own) if f.code == "EMP001"]
    assert told == [("d", "warning")]


def test_a_sentence_of_a_few_characters_is_not_complained_of() -> None:
    assert _complaints("我们概不承担责任。") and not _complaints("概不负责。")


def test_in_a_privacy_policy_only_what_is_grave_is_worth_a_word() -> None:
    notice = clause("n", "请您特别注意收集、使用个人信息的条款以及免除责任的条款。")
    shared, abroad = "我们会向合作伙伴提供您的个人信息。", "我们会将您的个人信息传输至美国处理。"
    terms = (notice, clause("c", shared, label="1."), clause("d", abroad, label="2."))
    assert [f.eid for f in _with_title("青山隐私政策", *terms) if f.code == "EMP001"] == ["d"]
    assert "c" in [f.eid for f in _with_title("青山服务协议", *terms) if f.code == "EMP001"]


def test_law_and_court_of_another_country_and_data_sent_there_are_musts() -> None:
    assert _tiers("本协议受美国特拉华州法律管辖。")["dispute"] == "must"
    assert _tiers("争议由特拉华州法院专属管辖。")["dispute"] == "must"
    assert _tiers("本协议适用中华人民共和国法律（香港、澳门、台湾除外）。")["dispute"] == "note"
    assert _tiers("您同意我们将您的信息传输到美国处理。")["privacy"] == "must"
    assert _tiers("您的信息存储在中国境内，不会传输到境外。")["privacy"] != "must"


def test_a_must_of_liability_excludes_or_caps_or_shifts_it() -> None:
    text = "逾期违约金累计不超过合同总价的百分之三，因此造成的损失我们不承担。"
    assert _tiers(text, two_sided=True)["liability"] == "must"
    assert _kind_tier("liability", "违约金最高不超过合同总价的百分之三。") == "must"
    assert kind_of("liability", "缺少的零件由乙方补足。") is None
    assert _tiers("如与他人发生争议，由乙方自行解决。", two_sided=True).get("liability") != "must"


def test_what_a_debtor_owes_anyhow_is_no_must() -> None:
    assert _kind_tier("breach", "还款顺序为：费用、利息、本金、违约金。") == "note"
    assert _kind_tier("breach", "应付款项包括本金、利息、违约金。") == "should"
    assert _kind_tier("breach", "逾期一日，按应付款项的万分之五支付违约金。") == "must"
    assert _kind_tier("breach", "赔偿、责任限制等条款在终止后仍然有效。") == "note"


def test_what_is_rather_not_of_a_category_is_no_must_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(matchers, "confidence", lambda category, score: 0.4)
    assert _tiers("因雷雨造成的损失，我们概不承担任何责任。")["liability"] == "should"
    monkeypatch.setattr(matchers, "confidence", lambda category, score: 0.6)
    assert _tiers("因雷电造成的损失，我们概不承担任何责任。")["liability"] == "must"


def test_that_one_side_may_change_the_terms_weighs_more_than_the_advice_to_look() -> None:
    right, advice = "本条款的修改权归我们所有。", "您应当随时关注本条款的修改，并决定是否继续使用本服务。"
    assert [kind.severity for kind in (kind_of("user_rights", right), kind_of("user_rights", advice)) if kind] == [
        Severity.WARNING,
        None,
    ]


def test_a_change_that_is_announced_and_holds_at_once_is_more_than_an_announcement() -> None:
    announced = kind_of("user_rights", "我们可以更新本协议，并通过公告提示。")
    at_once = kind_of("user_rights", "我们可以更新本协议，并通过公告提示，公告后立即生效。")
    assert announced and at_once
    assert (announced.severity, at_once.severity) == (None, Severity.WARNING)


def test_whoever_pays_for_what_he_broke_is_no_party_that_takes_a_risk() -> None:
    assert _kind_tier("liability", "因乙方使用不当损坏设备的，乙方应负责维修或承担赔偿责任。") == "should"
    assert _kind_tier("liability", "因乙方使用不当损坏设备的，甲方不承担任何责任。") == "must"
    assert _kind_tier("liability", "乙方拒不修理的，甲方可代为修理，费用由乙方承担。") == "should"
    assert _kind_tier("liability", "因乙方施工影响邻居的，乙方应承担相应的责任。") == "should"
    assert _kind_tier("liability", "施工影响邻居的，一切损失由乙方自行承担。") == "must"


def test_a_promise_not_to_collect_is_a_note() -> None:
    assert _kind_tier("privacy", "我们不会收集您的通讯录。") == "note"
    assert _kind_tier("privacy", "我们不会与任何第三方共享您的照片。") == "note"
    assert _kind_tier("privacy", "您不提供手机号的，我们无法为您注册。") != "note"
    assert _kind_tier("privacy", "我们不会共享您的个人信息，但法律另有规定的除外。") != "note"
