"""What web pages and Markdown state of their structure binds: quotations, headings and their levels, items."""

from pathlib import Path

from agreement_tool.model import Agreement, Clause
from agreement_tool.read.registry import read_source
from agreement_tool.structure.build import build

Shape = list[object]


def _read(tmp_path: Path, text: str, suffix: str) -> Agreement:
    file = tmp_path / f"agreement.{suffix}"
    file.write_text(text, encoding="utf-8")
    return build(read_source(file)).agreement


def _shape(clauses: tuple[Clause, ...]) -> Shape:
    """Of each clause its label or first words, and the same of its children."""
    found: Shape = []
    for clause in clauses:
        name = clause.label or (clause.heading + clause.text)[:4]
        found.append((name, _shape(clause.children)) if clause.children else name)
    return found


def test_a_heading_in_a_quotation_heads_nothing_behind_it(tmp_path: Path) -> None:
    quoted = "> **重要声明：**\n> 以签署的文本为准。\n\n"
    text = f"# 云杉服务协议\n\n{quoted}感谢您使用云杉。\n\n## 1. 服务\n\n云杉提供存储服务。\n"
    assert _shape(_read(tmp_path, text, "md").clauses) == [
        ("重要声明", ["以签署的"]), "感谢您使", ("1.", ["云杉提供"]),
    ]  # fmt: skip


def test_a_heading_that_fills_its_quotation_heads_what_follows(tmp_path: Path) -> None:
    text = "# 云杉服务协议\n\n> **重要声明：**\n\n以签署的文本为准。\n\n## 1. 服务\n\n云杉提供存储服务。\n"
    assert _shape(_read(tmp_path, text, "md").clauses) == [("重要声明", ["以签署的"]), ("1.", ["云杉提供"])]


def test_a_stated_heading_may_end_with_a_colon_or_a_question_and_hold_a_comma(tmp_path: Path) -> None:
    text = (
        "# 云杉服务协议\n\n## 第一条 双方义务\n\n"
        "### 用户义务：\n\n1. 保管密码\n2. 按时付费\n\n### 云杉义务：\n\n1. 提供服务\n2. 答复咨询\n\n"
        "## 第二条 不作保证，也不接受委托\n\n服务按现状提供。\n\n## 如何联系我们？\n\n请致电客服。\n"
    )
    found = _read(tmp_path, text, "md")
    assert _shape(found.clauses) == [
        ("第一条", [("用户义务", ["1.", "2."]), ("云杉义务", ["1.", "2."])]),
        ("第二条", ["服务按现"]), ("如何联系", ["请致电客"]),
    ]  # fmt: skip
    assert found.clauses[1].heading == "不作保证，也不接受委托"


def test_a_heading_of_a_lower_level_stands_in_the_numbered_one(tmp_path: Path) -> None:
    lists = "".join(
        f"### 目的{n}\n\n说明如下：\n\n1. 登录\n2. 付款\n\n另有说明。\n\n1. 设备\n2. 日志\n\n" for n in "甲乙"
    )
    text = f"# 云杉隐私政策\n\n## 一、收集\n\n我们收集信息。\n\n{lists}## 二、共享\n\n我们不共享。\n"
    collected, shared = _read(tmp_path, text, "md").clauses
    assert [clause.heading for clause in collected.children] == ["", "目的甲", "目的乙"]
    assert shared.label == "二、"


def test_an_item_outside_any_list_is_shown_with_a_mark(tmp_path: Path) -> None:
    items = "<p>本协议包括：</p><li>服务说明</li><li>用户义务</li>"
    text = f"<h1>云杉服务协议</h1>{items}<p>一、服务说明</p><p>云杉提供存储服务。</p>"
    assert _shape(_read(tmp_path, text, "html").clauses) == ["本协议包", "•", "•", ("一、", ["云杉提供"])]


def test_a_list_in_a_list_stands_in_its_item_below_a_stated_heading(tmp_path: Path) -> None:
    items = (
        "1.  会员自愿入会。\n\n    1.  入会须申请。\n\n2.  会员守则：\n\n    2.  按时缴费。\n\n    3.  遵守章程。\n\n"
    )
    text = f"云杉会章程\n=====\n\n第一章 会员\n-----\n\n{items}第二章 附则\n-----\n\n1.  本章程自通过之日起生效。\n"
    assert _shape(_read(tmp_path, text, "md").clauses) == [
        ("第一章", [("1.", ["1."]), ("2.", ["2.", "3."])]), ("第二章", ["1."]),
    ]  # fmt: skip


def test_the_recitals_of_a_part_stand_in_it_and_so_do_its_sections(tmp_path: Path) -> None:
    recitals = "<h2>鉴于：</h2><p>（1）甲方经营平台；</p><p>（2）乙方申请服务。</p>"
    parts = f"<h3>第一部分 明细</h3><p>服务类型：存储</p><h3>第二部分 通用条款</h3>{recitals}"
    sections = "<h4>一、服务</h4><p>1.甲方提供服务。</p><h4>二、费用</h4><p>1.乙方支付费用。</p>"
    first, second = _read(tmp_path, f"<h1>云杉服务合同</h1>{parts}{sections}", "html").clauses
    assert _shape((first,)) == [("第一部分", ["服务类型"])]
    assert _shape((second,)) == [
        ("第二部分", [("鉴于：", ["（1）", "（2）"]), ("一、", ["1."]), ("二、", ["1."])]),
    ]  # fmt: skip


def test_a_bold_question_is_a_heading(tmp_path: Path) -> None:
    questions = ("我们收集哪些信息？", "我们与谁共享信息？")
    text = "".join(f"<p><b>{question}</b></p><p>请见下文的说明，以及附录。</p>" for question in questions)
    found = _read(tmp_path, f"<h1>云杉隐私政策</h1>{text}", "html")
    assert [(clause.heading, len(clause.children)) for clause in found.clauses] == [(one, 1) for one in questions]


def test_the_title_of_the_front_matter_is_the_title_where_the_page_has_none(tmp_path: Path) -> None:
    text = "---\ntitle: 云杉用户服务协议\n---\n\n## 导言\n\n欢迎。\n\n## 知识产权声明\n\n软件归云杉所有。\n"
    found = _read(tmp_path, text, "md")
    assert found.title == "云杉用户服务协议"
    assert [clause.heading for clause in found.clauses] == ["导言", "知识产权声明"]


def test_a_fenced_drawing_is_one_unit_with_its_lines(tmp_path: Path) -> None:
    drawing = "```\n设备 → 云杉\n  1. 加密\n```\n\n数据在设备上加密后上传，云杉不解密。\n\n"
    text = f"# 云杉隐私政策\n\n## 一、流向\n\n{drawing}## 二、保存\n\n三年。\n"
    flow, kept = _read(tmp_path, text, "md").clauses
    assert [clause.text for clause in flow.children] == [
        "设备 → 云杉\n  1. 加密",
        "数据在设备上加密后上传，云杉不解密。",
    ]
    assert kept.label == "二、"


def test_markdown_in_a_text_file_is_read_as_markdown(tmp_path: Path) -> None:
    text = "# 云杉服务协议\n\n### 1. 服务\n\n云杉提供**存储**服务。\n\n### 2. 费用\n\n免费。\n"
    found = _read(tmp_path, text, "txt")
    assert found.title == "云杉服务协议"
    assert _shape(found.clauses) == [("1.", ["云杉提供"]), ("2.", ["免费。"])]


def test_the_languages_of_a_page_are_navigation(tmp_path: Path) -> None:
    text = "# 云杉隐私政策\n\n[English](en.md) | 简体中文\n\n## 一、收集\n\n我们不收集信息。\n"
    assert _shape(_read(tmp_path, text, "md").clauses) == [("一、", ["我们不收"])]


def test_links_that_a_page_ends_with_are_no_clauses(tmp_path: Path) -> None:
    body = "<h1>云杉服务协议</h1><p>一、服务</p><p>云杉提供存储服务。</p>"
    ends = '<a href="/">返回主页</a> <a href="/us">支持我们</a><p><a href="/pdf">服务协议-PDF下载</a></p>'
    found = _read(tmp_path, f'{body}<p><a href="/fee">附件：费率表</a></p>{ends}', "html")
    assert _shape(found.clauses) == [("一、", ["云杉提供"]), "附件：费"]
    assert [piece.kind for piece in found.furniture] == ["navigation", "navigation"]


def test_a_paragraph_set_apart_below_the_last_sentence_speaks_for_the_whole(tmp_path: Path) -> None:
    items = "".join(f"<p>10.{n} 争议由云杉所在地法院管辖。</p>" for n in (1, 2, 3))
    head = f"<h1>云杉服务协议</h1><p>9、服务</p><p>云杉提供存储服务。</p><p>10、管辖</p>{items}"
    closing = "<p>请仔细阅读以上内容并妥善保存。</p>"
    apart = _read(tmp_path, f"{head}<p>&nbsp;</p>{closing}", "html")
    assert [clause.label for clause in apart.clauses] == ["9、", "10、", None]


def test_bold_words_at_the_end_of_an_item_head_nothing(tmp_path: Path) -> None:
    items = "- 第三方索赔\n- 产生损失  \n  **由用户承担全部责任**\n\n"
    text = f"# 云杉服务协议\n\n## 一、责任\n\n### 1. 后果\n\n{items}### 2. 改进\n\n另行通知。\n"
    (duty,) = _read(tmp_path, text, "md").clauses
    assert [clause.label for clause in duty.children] == ["1.", "2."]
