"""The emphasis findings (EMP): what each says and why, as data. `audit` raises them, `check` and `rules` show them."""

from __future__ import annotations

from agreement_tool.model import RuleNote, Severity


def _rule(code: str, name: str, zh: str, severity: Severity, **doc: str) -> RuleNote:
    chinese = {"问题": doc.pop("issue"), "理由": doc.pop("reason")}
    return RuleNote(code, name, zh, severity, {**doc, **chinese})


NOT_EMPHASISED = _rule(
    "EMP001",
    "key-clause-not-emphasised",
    "重点条款未显著标识",
    Severity.ERROR,
    summary="a clause that must stand out is printed like the rest.",
    what="A clause that excludes liability, restricts the other party, settles disputes … carries no mark at all.",
    why="Standard terms of major interest that were not prompted conspicuously may not become part of the "
    "contract (Civil Code 496; "
    "the provider bears the proof, contract interpretation 10).",
    bad="3.4 我们不承担任何责任。",
    good="3.4 **我们不承担任何责任。**",
    issue="免责、限制权利、争议解决等重点条款没有任何显著标识。",
    reason="与对方有重大利害关系的格式条款未以明显标识提示的，对方可主张不成为合同内容，且由提供方举证（民法典第四百九十六条，合同编通则解释第十条）。",
)
PHRASE_OUTSIDE = _rule(
    "EMP002",
    "key-phrase-outside-emphasis",
    "显著标识未覆盖关键文字",
    Severity.WARNING,
    summary="part of a key clause stands out, but not the words that make it one.",
    what="The clause is emphasised in part; its key phrase is printed plainly.",
    why="Emphasis elsewhere in the clause does not prompt the reader to the words that matter.",
    bad="**您应妥善保管密码。**否则我们不承担任何责任。",
    good="您应妥善保管密码。**否则我们不承担任何责任。**",
    issue="条款只有部分文字显著标识，而关键语句是普通字体。",
    reason="标识在别处，不能说明已就关键语句作出提示。",
)
CLASS_ABSENT = _rule(
    "EMP003",
    "promised-class-absent",
    "特别提示所列类别没有对应条款",
    Severity.WARNING,
    summary="the agreement announces a class of clauses that it does not contain.",
    what="The notice tells the reader to mind, say, the jurisdiction clause; no clause of that class was found.",
    why="Either a clause was lost in editing or the notice was copied from another agreement.",
    bad="特别提示：请注意约定司法管辖的条款…… (and no such clause)",
    good="The notice names what the agreement contains.",
    issue="特别提示列举了某类条款，正文中没有找到。",
    reason="可能是修订时漏掉了条款，也可能是提示照抄了别的协议。",
)
MARK_ABSENT = _rule(
    "EMP004",
    "promised-mark-absent",
    "承诺的标识方式没有出现",
    Severity.ERROR,
    summary="the agreement promises bold or underlined clauses and prints none.",
    what="None of the marks that the notice names occurs in the agreement's body.",
    why="The agreement's own words then prove that the prompt was meant and not made.",
    bad="……以加粗、加下划线等形式提示您注意 (and nothing is bold or underlined)",
    good="The clauses announced are printed as announced.",
    issue="协议承诺以加粗、下划线等形式提示，正文中却没有任何这样的标识。",
    reason="协议自己的文字会证明应提示而未提示。",
)
EVERYTHING = _rule(
    "EMP005",
    "everything-emphasised",
    "显著标识过多",
    Severity.WARNING,
    summary="so much is emphasised that nothing stands out.",
    what="More than half of the agreement's text carries a mark.",
    why="The law asks for marks that draw attention; a page of bold draws none.",
    bad="**The whole agreement in bold.**",
    good="Only the key clauses stand out.",
    issue="一半以上的文字都有显著标识。",
    reason="法律要求的是足以引起注意的标识；通篇加粗等于没有提示。",
)
NOT_KEY = _rule(
    "EMP006",
    "emphasised-not-key",
    "显著标识的条款不属于重点类别",
    Severity.INFO,
    summary="a clause stands out although no key category was found in it.",
    what="A whole clause is emphasised and nothing in its words puts it in a key category.",
    why="Emphasis spent on ordinary clauses weakens the rest; or the audit missed what the drafter knew.",
    bad="**本协议一式两份。**",
    good="本协议一式两份。",
    issue="整条显著标识，但未发现重点类别的表述。",
    reason="普通条款加粗会冲淡提示；也可能是审计没有认出起草人知道的重点。",
)
UNKNOWN = _rule(
    "EMP007",
    "emphasis-unknown",
    "来源不含显著标识信息",
    Severity.INFO,
    summary="the source cannot show emphasis, so only the key clauses are listed.",
    what="Plain text and scans carry no marks; whether the clauses stand out cannot be told.",
    why="Saying nothing would look like a pass.",
    bad="agreement.txt",
    good="agreement.pdf or agreement.docx",
    issue="纯文本或扫描件不含标识信息，只能列出重点条款，无法判断是否显著。",
    reason="不说明，就会被误认为合格。",
)
NO_PROMPT = _rule(
    "EMP008",
    "no-notice",
    "没有提示条款",
    Severity.INFO,
    summary="the agreement never asks its reader to mind the key clauses.",
    what="There are key clauses and no 特别提示 of any wording.",
    why="A notice is not required by itself, but it is part of showing that the reader was prompted.",
    bad="An agreement that starts with 第一条 and disclaims liability in 第九条.",
    good="特别提示：请您重点阅读以加粗形式标识的免除或限制责任的条款……",
    issue="有重点条款，却没有任何形式的提示条款。",
    reason="提示条款不是法定要件，但有助于证明已提请对方注意。",
)
OTHER_MARK = _rule(
    "EMP009",
    "other-mark-than-promised",
    "标识方式与承诺不同",
    Severity.INFO,
    summary="key clauses stand out by other marks than the notice promises.",
    what="The notice names marks, and some key clauses are emphasised throughout by others only.",
    why="Whoever looks for the promised mark passes over them.",
    bad="……以加粗形式提示您注意 (and the disclaimer is red, not bold)",
    good="The clauses announced are printed as announced.",
    issue="特别提示说明了标识方式，有的重点条款却只用了别的标识。",
    reason="按承诺的标识去找的读者会漏掉这些条款。",
)
NEGOTIATED = _rule(
    "EMP010",
    "contract-between-parties",
    "双方订立的合同有未标识的重点条款",
    Severity.INFO,
    summary="a contract between two named parties was not audited as standard terms.",
    what="A two-party contract without a notice prints clauses on liability, rights or disputes plainly.",
    why="The duty to prompt holds for standard terms; whether this contract was negotiated only its parties know.",
    bad="甲方……乙方…… 第八条 任何一方不承担间接损失。",
    good="The same, where both sides negotiated it.",
    issue="甲乙双方的合同，没有提示条款，责任、权利或者争议条款没有标识。",
    reason="提示义务只及于格式条款；合同是否经过协商，只有当事人知道。",
)
TWINS_DIFFER = _rule(
    "EMP011",
    "twins-differ",
    "中英文条款类别不一致",
    Severity.INFO,
    summary="the English text of a clause says something key that the Chinese text does not.",
    what="In a bilingual agreement a clause and its twin fall in different categories.",
    why="Only one of the two texts binds the reader of the other; a translation may have lost or added a term.",
    bad="3. 我们提供服务。 / 3. We shall not be liable for any loss.",
    good="Both texts exclude liability, or neither does.",
    issue="双语协议的英文条款有重点内容，对应的中文条款没有。",
    reason="译文可能漏译或者增译，读另一种文本的人不知道。",
)
RULES: tuple[RuleNote, ...] = (
    NOT_EMPHASISED,
    PHRASE_OUTSIDE,
    CLASS_ABSENT,
    MARK_ABSENT,
    EVERYTHING,
    NOT_KEY,
    UNKNOWN,
    NO_PROMPT,
    OTHER_MARK,
    NEGOTIATED,
    TWINS_DIFFER,
)
MISSING = frozenset({"EMP001", "EMP002", "EMP003", "EMP004"})
"""The findings that `--fail-on missing` counts: something that must stand out does not, or is not there."""
