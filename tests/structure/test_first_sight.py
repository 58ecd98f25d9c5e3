"""Kinds of faults that readers found in documents nobody had looked at before, in wordings of our own."""

from pathlib import Path

from agreement_tool.model import Agreement, Clause, Line, SourceDocument, Span
from agreement_tool.read.registry import read_source
from agreement_tool.structure.build import build

LONG = "经营者应当在收到投诉之日起七日内核实情况，并把处理结果告知投诉人，法律另有规定的除外。"


def _read(tmp_path: Path, text: str, suffix: str) -> Agreement:
    file = tmp_path / f"agreement.{suffix}"
    file.write_text(text, encoding="utf-8")
    return build(read_source(file)).agreement


def _shape(clauses: tuple[Clause, ...]) -> list[object]:
    """Of each clause its label or first words, and the same of its children."""
    found: list[object] = []
    for clause in clauses:
        name = clause.label or (clause.heading + clause.text)[:6]
        found.append((name, _shape(clause.children)) if clause.children else name)
    return found


def test_a_numbered_heading_stands_beside_an_unnumbered_one_of_its_level(tmp_path: Path) -> None:
    text = f"# 天枢 服务协议\n\n## 欢迎使用天枢\n\n{LONG}\n\n## 1. 接受\n\n{LONG}\n\n## 2. 服务\n\n{LONG}\n"
    assert _shape(_read(tmp_path, text, "md").clauses) == [
        ("欢迎使用天枢", [LONG[:6]]), ("1.", [LONG[:6]]), ("2.", [LONG[:6]]),
    ]  # fmt: skip


def test_what_the_format_states_as_a_heading_is_one(tmp_path: Path) -> None:
    text = (
        "# 合作协议\n\n## 约定\n\n1. 分工合作\n2. 共担费用\n\n## 阶段一：启动（收入 0-10 万）\n\n各半。\n\n"
        "## 签署\n\n各自签名。\n"
    )
    found = _shape(_read(tmp_path, text, "md").clauses)
    assert found == [("约定", ["1.", "2."]), ("阶段一：启动", ["各半。"]), ("签署", ["各自签名。"])]


def test_a_chapter_alone_on_its_line_takes_no_paragraph_for_its_words(tmp_path: Path) -> None:
    text = "# 公司章程\n\n# 第一章\n\n股东会每年举行一次\n\n# 第二章\n\n董事三人\n"
    assert [(clause.label, clause.heading) for clause in _read(tmp_path, text, "md").clauses] == [
        ("第一章", ""), ("第二章", ""),
    ]  # fmt: skip


def test_source_lines_beside_printed_breaks_are_no_paragraphs(tmp_path: Path) -> None:
    items = "<br>\n".join(f"{n}、您同意遵守规则,并且\n不得转让账户。" for n in (1, 2, 3))
    found = _read(tmp_path, f"<h1>用户协议</h1><div>\n{items}\n</div>", "html")
    assert [clause.text for clause in found.clauses] == ["您同意遵守规则,并且不得转让账户。"] * 3


def test_the_number_that_a_sentence_speaks_of_begins_nothing(tmp_path: Path) -> None:
    spans = "".join(f"<span>{piece}</span>\n" for piece in ("2. 用户违反第", "3.1.1", "条的约定，平台可以终止服务。"))
    found = _read(tmp_path, f"<h1>用户协议</h1><p>\n<span>1. 总则</span>\n</p><p>\n{spans}</p>", "html")
    assert [clause.label for clause in found.walk()] == ["1.", "2."]


def test_words_to_sign_behind_a_sentence_stand_apart(tmp_path: Path) -> None:
    signed = "甲方（盖章）： 日期： 乙方（盖章）： 日期："
    found = _read(tmp_path, f"维修合同\n\n1. 范围\n\n屋顶。\n\n2. 附则\n\n本合同一式两份。 {signed}\n", "md")
    assert [clause.text for clause in found.walk() if clause.kind == "signature"] == [signed]
    assert "本合同一式两份。" in [clause.text for clause in found.walk()]


def test_brackets_lead_a_first_number(tmp_path: Path) -> None:
    found = _read(tmp_path, f"# 用户协议\n\n{LONG}\n\n【服务条款】1.关于账户\n\n{LONG}\n\n2.关于费用\n\n{LONG}\n", "md")
    assert _shape(found.clauses)[1:] == [("【服务条款】", [("1.", [LONG[:6]]), ("2.", [LONG[:6]])])]


def test_ways_to_other_pages_are_furniture(tmp_path: Path) -> None:
    text = f"← 返回 首页\n\n用户协议 隐私政策 社区公约\n\n# 服务协议\n\n一、范围\n\n{LONG}\n\n返回首页\n"
    found = _read(tmp_path, text, "md")
    assert [left.text for left in found.furniture if left.kind == "navigation"] == [
        "← 返回 首页", "用户协议 隐私政策 社区公约", "返回首页",
    ]  # fmt: skip
    assert [clause.label for clause in found.clauses] == ["一、"]


def test_a_paragraph_below_a_list_in_a_list_may_leave_both(tmp_path: Path) -> None:
    text = (
        "用户协议\n\n9、行为\n\n(1)守法；\n\n(2)不干扰服务。\n\n(3)禁止下列行为：\n\n1)发布违法信息。\n\n2)冒充他人。\n\n"
        "3)传播病毒。\n\n平台在下列情况下披露内容：\n\n(1)法律规定；\n\n(2)权利人要求。\n\n10、责任\n\n各自承担。\n"
    )
    nine = _read(tmp_path, text, "md").clauses[0]
    assert [child.label or child.text[:4] for child in nine.children] == ["(1)", "(2)", "(3)", "平台在下", "(1)", "(2)"]


def test_a_plain_list_inside_numbered_headings_does_not_end_them(tmp_path: Path) -> None:
    text = "# 隐私指引\n\n" + "".join(
        f"## {n}.{name}\n\n{LONG}\n\n{n}.1 {name}的规则\n\n按下列规则办理：\n\n1. 先申请；\n2. 再核对。\n\n"
        f"{n}.2 其他\n\n{LONG}\n\n"
        for n, name in ((1, "收集"), (2, "存储"), (3, "使用"))
    )
    found = _read(tmp_path, text, "md").clauses
    assert [clause.label for clause in found] == ["1.", "2.", "3."]
    assert all([child.label for child in clause.children] == [None, f"{n}.1", f"{n}.2"]
               for n, clause in enumerate(found, 1))  # fmt: skip


def _lines(*texts: str, centred: int = 0) -> Agreement:
    """Paragraphs of a word processor, the first `centred` of them centred."""
    lines = tuple(
        Line((Span(text, ("bold",) if at < centred else ()),), starts=True, centred=at < centred)
        for at, text in enumerate(texts)
    )
    return build(SourceDocument("a.docx", "0" * 64, "docx", lines)).agreement


BODY = ("第一条 服务", LONG, "第二条 费用", LONG)


def test_a_title_of_several_lines_is_taken_whole() -> None:
    assert (
        _lines("项目合同", "库存管理系统开发项目", "合同书", *BODY, centred=3).title
        == "项目合同库存管理系统开发项目合同书"
    )
    assert (
        _lines("天枢工具的使用说明及天枢工作室的", "免责声明", *BODY).title
        == "天枢工具的使用说明及天枢工作室的免责声明"
    )
    found = _lines("学籍管理规定", "（某部令第 41 号 2017 年 2 月 4 日）", *BODY, centred=2)
    assert _shape(found.clauses)[0] == "（某部令第 " and found.clauses[0].kind == "paragraph"


def test_the_maker_of_a_form_heads_nothing() -> None:
    found = _lines("技术合同", "项目名称：天枢系统", "某市理工大学制", *BODY, centred=1).clauses
    assert [clause.label for clause in found][-2:] == ["第一条", "第二条"]


def test_a_slip_in_a_number_leaves_it_a_number(tmp_path: Path) -> None:
    text = (
        "开发合同\n\n第一条的、内容和目标\n\n1.内容为系统开发。\n\n2.目标为验收合格。\n\n3,甲方应当配合。\n\n"
        "第二条、价款\n\n总价一万元。\n"
    )
    found = _read(tmp_path, text, "txt").clauses
    assert [clause.label for clause in found] == ["第一条", "第二条、"]
    assert [child.label for child in found[0].children] == ["1.", "2.", "3,"]
    amounts = _read(tmp_path, "开发合同\n\n第一条 价款\n\n价款如下：\n\n3,000元为首款。\n", "txt")
    assert all(clause.label == "第一条" or clause.label is None for clause in amounts.walk())


def test_a_department_and_the_date_of_effect_sign_a_handbook() -> None:
    found = _lines("员工手册", *BODY, "天枢科技有限公司 人力资源部", "生效日期：2025年01月01日", centred=1).clauses
    assert [clause.kind for clause in found] == ["article", "article", "signature"]
    alone = _lines("员工手册", *BODY, "生效日期：2025年01月01日", centred=1).clauses
    assert alone[-1].kind == "paragraph"


def test_a_date_behind_its_caption_closes_the_document() -> None:
    found = _lines("隐私政策", *BODY, "日期： 2024 年 09 月 27 日", centred=1).clauses
    assert _shape(found) == [("第一条", [LONG[:6]]), ("第二条", [LONG[:6]]), "日期： 20"]


def test_no_heading_ends_inside_a_bracket_or_is_a_bold_sentence(tmp_path: Path) -> None:
    text = (
        "# 协会章程\n\n第一条 协会名称为天枢协会（英文名称：Tianshu，简称：TS）。以下简称本会。\n\n"
        "第二条 **甲方承担全部风险。**甲方另行投保。\n"
    )
    assert [clause.heading for clause in _read(tmp_path, text, "md").walk()] == ["", ""]


def test_contents_whose_entries_are_broken_are_left_out_whole(tmp_path: Path) -> None:
    entries = (
        "学籍管理办法……1",
        "学生参加毕业设计的若干规",
        "定……………12",
        "竞赛成果奖励办法（试行）",
        "………………37",
        "收费办法…50",
    )
    text = "\n".join(("学生手册", "目录", *entries, "第一条 学籍", LONG, "第二条 收费", LONG))
    found = _read(tmp_path, text, "txt")
    assert [clause.label for clause in found.clauses] == ["第一条", "第二条"]
    lone = _read(tmp_path, f"# 用户协议\n\n## 目录\n\n## 一、接受\n\n{LONG}\n\n## 二、终止\n\n{LONG}\n", "md")
    assert [clause.label for clause in lone.clauses] == ["一、", "二、"]


def test_a_numbered_sentence_leaves_a_preface_of_its_level(tmp_path: Path) -> None:
    text = (
        f"# 注册协议\n\n## 首部及导言\n\n{LONG}\n\n## 1、 请用户在注册之前知悉，下列事项对您有约束力：\n\n"
        f"1.1、{LONG}\n\n## 2、 关于账号\n\n2.1、{LONG}\n"
    )
    assert _shape(_read(tmp_path, text, "md").clauses) == [
        ("首部及导言", [LONG[:6]]),
        ("1、", ["1.1、"]),
        ("2、", ["2.1、"]),
    ]


def _texts(*texts: str) -> list[str]:
    lines = tuple(Line((Span(text),), starts=True) for text in texts)
    agreement = build(SourceDocument("a.docx", "0" * 64, "docx", lines)).agreement
    return [clause.heading + clause.text for clause in agreement.walk()]


def test_a_full_stop_on_a_line_of_its_own_belongs_to_the_sentence_above() -> None:
    above = "需求如有减少，须有书面说明，并经双方负责人签字之后方能生"
    assert _texts("开发合同", "第一条 需求", above, "效。") == ["需求", above + "效。"]
    filled = "验收标准，由双方在交付之前商定：　按需求书"
    assert _texts("开发合同", "第一条 验收", filled, "　　　。") == ["验收", f"{filled}。"]
    assert _texts("开发合同", "第一条 其他", "　　　。")[0] == "其他"


def test_what_the_parties_settle_is_no_heading(tmp_path: Path) -> None:
    text = f"# 开发合同\n\n第一条 双方确定：任何一方违约的，{LONG}\n\n第二条 双方约定其他相关事项为：____。\n"
    assert [clause.heading for clause in _read(tmp_path, text, "md").walk()] == ["", ""]


def test_items_to_be_filled_in_begin_behind_their_caption() -> None:
    lines = tuple(
        Line((Span(text),), starts=True)
        for text in ("设备登记协议", "1．登记材料：（1）　　　", "（2）　　　", "2．类型：")
    )
    found = build(SourceDocument("a.docx", "0" * 64, "docx", lines)).agreement.clauses
    assert _shape(found) == [("1．", ["（1）", "（2）"]), "2．"]


def test_the_number_of_an_edition_is_no_label(tmp_path: Path) -> None:
    head = f"# 许可协议\n\n1、 软件信息\n\n1.1 {LONG}\n\n1.2 {LONG}\n\n"
    text = f"{head}2.0 版许可协议于今年发布。\n\n2、 许可\n\n2.1 {LONG}\n"
    labels = [clause.label for clause in _read(tmp_path, text, "txt").walk()]
    assert "2." not in labels and labels[-2:] == ["2、", "2.1"]


def test_the_caption_of_a_table_heads_nothing() -> None:
    texts = (("三、安排", False), ("表2-1 各环节安排", True), (LONG, False), ("四、要求", False), (LONG, False))
    lines = [Line((Span(text),), starts=True, centred=centred, outline=None) for text, centred in texts]
    title = Line((Span("竞赛规程"),), starts=True, centred=True)
    found = build(SourceDocument("a.docx", "0" * 64, "docx", (title, *lines))).agreement.clauses
    assert _shape(found) == [("三、", ["表2-1 各", LONG[:6]]), ("四、", [LONG[:6]])]


def test_a_glossary_behind_the_body_is_a_part_that_thanks_leave(tmp_path: Path) -> None:
    head = f"# 隐私政策\n\n一、收集\n\n{LONG}\n\n二、联系\n\n{LONG}\n\n"
    text = f"{head}附：名词解释\n\n1. 设备是终端。\n\n2. 账号是凭证。\n\n再次感谢您的信任！\n"
    found = _read(tmp_path, text, "txt").clauses
    assert _shape(found)[2:] == [("附：名词解释", ["1.", "2."]), "再次感谢您的"]


def test_an_invitation_to_ask_about_the_document_closes_it() -> None:
    invitation = "如有任何关于本政策的问题，请随时与我们的客服联系。"
    assert _shape(_lines("隐私政策", *BODY, LONG, invitation, centred=1).clauses)[-1] == invitation[:6]
    asked = ("第三条 联系我们", LONG, invitation)
    assert _shape(_lines("隐私政策", *BODY, *asked, centred=1).clauses)[-1] == ("第三条", [LONG[:6], invitation[:6]])
