import pytest

from agreement_tool.text.form_lines import (
    is_date,
    is_edition_note,
    is_filled_caption,
    is_form_field,
    is_signature,
    is_signature_field,
    names_attachments,
)
from agreement_tool.text.line_wording import introduces, looks_like_heading, names_a_document


@pytest.mark.parametrize(
    "line",
    [
        "甲方（盖章）：",
        "乙 方：（印章）",
        "甲方（签名/盖章）：    乙方（签名/盖章）：",
        "签署人签名：____",
        "（以下无正文）",
        "甲方（供方）：[签字]",
        "保证人：（盖章） 授权代表：（签字）",
    ],
)
def test_lines_to_sign_are_known(line: str) -> None:
    assert is_signature(line) and is_signature_field(line)


@pytest.mark.parametrize("line", ["法定代表人：", "联 系 电 话：____", "甲方：", "2024年5月1日", "  年  月  日"])
def test_captions_of_a_signature_block_are_known(line: str) -> None:
    assert is_signature_field(line) and not is_signature(line)


@pytest.mark.parametrize(
    "line", ["双方签字盖章后生效。", "您应当签署本协议，并遵守其约定。", "签署日期以系统记录为准，双方认可。"]
)
def test_sentences_about_signing_are_no_signature(line: str) -> None:
    assert not is_signature(line)


@pytest.mark.parametrize("line", ["二〇二五年七月", "2025-07-01", "____年__月__日", "[2025年7月1日]"])
def test_dates_and_blanks_for_them_are_known(line: str) -> None:
    assert is_date(line)


@pytest.mark.parametrize("line", ["联系地址：北京市海淀区", "住所地：____", "户名：____；"])
def test_captions_with_values_or_blanks_are_form_fields(line: str) -> None:
    assert is_form_field(line)


@pytest.mark.parametrize(
    "line", ["您应当遵守以下约定：未经同意，不得转让。", "我们可能收集您的姓名、电话、地址等信息：包括设备信息。"]
)
def test_sentences_with_a_colon_are_no_form_fields(line: str) -> None:
    assert not is_form_field(line)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("服务内容", True), ("违约责任：", True), ("您应当遵守。", False), ("甲方，乙方", False), ("", False)],
)
def test_headings_are_short_and_unpunctuated(text: str, expected: bool) -> None:
    assert looks_like_heading(text) is expected


@pytest.mark.parametrize("text", ["包括但不限于：", "具体如下", "您有下列情形的："])
def test_introductions_are_known(text: str) -> None:
    assert introduces(text)


@pytest.mark.parametrize(
    "text", ["示例平台服务协议", "委托合同（示范文本）", "《隐私政策》", "Model License Agreement"]
)
def test_titles_name_a_document(text: str) -> None:
    assert names_a_document(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("附件：设备清单", True),
        ("附 件 ： 1.报价单", True),
        ("附件：由甲方提供的资料，应当完整。", False),
        ("附件一：清单", False),
    ],
)
def test_lines_that_name_attachments_are_known(text: str, expected: bool) -> None:
    assert names_attachments(text) is expected


@pytest.mark.parametrize(
    "text",
    [
        "最近更新于：2024年3月1日",
        "版本：v1.2 | 生效日期：2024年3月1日",
        "【更新日期：2024年3月1日】",
        "2024年3月1日更新",
        "Version 1.0",
    ],
)
def test_notes_of_the_edition_are_known(text: str) -> None:
    assert is_edition_note(text)


@pytest.mark.parametrize("text", ["更新日志", "协议的更新与生效", "第2版用户协议更新说明", "生效条款"])
def test_headings_about_editions_are_no_notes_of_one(text: str) -> None:
    assert not is_edition_note(text)


@pytest.mark.parametrize(
    ("text", "expected"), [("客服电话：010-12345", True), ("附件：《注销须知》", False), ("鉴于：", False)]
)
def test_captions_with_their_value_are_known(text: str, expected: bool) -> None:
    assert is_filled_caption(text) is expected


@pytest.mark.parametrize(
    "text",
    [
        "卖方Seller: Blue Harbour Trading Ltd.",
        "法定代表人（签字）Legal Representative：",
        "法定代表人/授权代表（签字）Legal/authorized Representative:",
        "日期 Date: 27th June 2031",
        "甲方（盖章）Party A (Seal):",
        "Seller 卖方：",
    ],
)
def test_a_caption_may_have_its_english_beside_it(text: str) -> None:
    assert is_signature_field(text)


@pytest.mark.parametrize("text", ["卖方应当向 Buyer 交付货物。", "服务 Service: 见附件，另行约定"])
def test_a_sentence_with_english_in_it_is_no_caption(text: str) -> None:
    assert not is_signature_field(text)
