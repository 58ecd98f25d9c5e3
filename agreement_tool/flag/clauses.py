"""An agreement's clauses -> their key-clause flags, read with who is who, the headings above and the sentence that introduces them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from agreement_tool.flag.emphasis_notice import masked
from agreement_tool.flag.matchers import flags_of
from agreement_tool.flag.parties import Parties, parties_of
from agreement_tool.flag.phrases import compile_pattern
from agreement_tool.model import Agreement, Clause, KeyFlag
from agreement_tool.text.patterns import compiled
from agreement_tool.text.whitespace import strip_whitespace

OWN_SENTENCE = (
    "(?:^|[，；。：）、])(?:<我方>|<对方>|任何人)[^，。；]{0,8}?(?:会|将|可|有权|不|应|须|必|保留|同意|承诺|需|授权)|<不得>|<不>承担|自行承担|"
    "(?:应当|必须|应立即)|为准|归<我方>所有|^不|^仅|^只|(?:^|，)(?:应|须|需|有权)|。."
)
"""What makes an item a sentence of its own: somebody does something, or it forbids by itself."""


INTRODUCES_ALL = compiled(
    r"(?:协议|约定|条款|合同|达成|规定|签订|订立|声明)[^，。]{0,4}如下[^，。]{0,8}[：:]$|如下(?:协议|条款|约定|合同|规定)[：:]$"
)
"""A preamble (双方达成如下协议：) introduces the whole agreement, not a list."""
CONSENT_EXCEPTION = compiled(
    r"(?:无需|无须|不需|不必|毋需|豁免|免于|未经|不经|事先)[^。；，]{0,12}?(?:同意|授权)|(?:授权)?同意的例外|例外(?:情形|情况)"
)
"""Introduces cases in which personal information is processed without consent: the cases themselves collect nothing."""
KINDS_OF_INFORMATION = compiled(
    r"(?:收集|获取|采集|提供|使用|处理|授权)[^。]{0,40}(?:信息|数据|资料|内容|权限)(?:包括但不限于|包括|如下|有)?[：:]$"
)
"""Introduces kinds of information: the processing is the introduction's."""
PURPOSE = compiled(r"，(?:以便|用于|用来|以)")
"""An item that says what its kind of information is for says that it is processed."""
MERE_NAME = compiled(r"[^提请交向依由不应须可得将处申起要因对给按]{1,12}")
"""An item that only names something: （七）违约责任；"""


TITLE = compiled(
    r"[^，。；：！？不会将可应须禁仅概]{1,18}(?:服务|信息|情形|方式|说明|规则|政策|原则|条款|权限|共享|转让|披露|收集|使用|责任|范围|目的|途径)"
)
"""A title that stands as a line of text: 基于地理位置的服务."""
NO_TERMS = compiled(r"使用说明|填写说明|填表说明|签订说明|注意事项|提示$|术语|名词解释")
"""Headings, in a contract, of what its author says about the form; it binds nobody."""


def key_flags(agreement: Agreement) -> dict[str, tuple[KeyFlag, ...]]:
    """Every flagged clause's flags, by eid, in reading order. Signature blocks are never key."""
    parties = parties_of(agreement)
    found = (
        (clause.eid, _flags(clause, above, introduction, agreement.title, parties))
        for clause, above, introduction in _introduced(agreement.clauses, ())
        if clause.kind != "signature" and clause.text
    )
    return {eid: flags for eid, flags in found if flags}


def _introduced(
    siblings: Sequence[Clause], above: tuple[Clause, ...]
) -> Iterator[tuple[Clause, tuple[Clause, ...], str]]:
    """Every clause in reading order with its ancestors and the text that introduces the list it is in, "" for none."""
    own = above[-1].text if above and _ends(above[-1], "：:") else ""
    introduction, before = own, None
    for clause in siblings:
        if introduction != own and not _continues(clause, before):
            introduction = ""
        of_list = introduction and (clause.label is not None or introduction != own or _ends(clause, "；;"))
        yield clause, above, introduction if of_list else ""
        yield from _introduced(clause.children, (*above, clause))
        if clause.label is None and _ends(clause, "：:") and not INTRODUCES_ALL.search(clause.text.rstrip()):
            introduction = clause.text
        before = clause


def _continues(clause: Clause, before: Clause | None) -> bool:
    """Whether `clause`, after its sibling `before`, is one more of a list that an earlier sibling introduces."""
    if before is None:
        return False
    if clause.label is not None:
        return clause.kind == "item"
    return before.label is None and _ends(before, "：:；;") and not _ends(clause, "：:")


def _ends(clause: Clause, marks: str) -> bool:
    return clause.text.rstrip().endswith(tuple(marks))


def _flags(
    clause: Clause, above: tuple[Clause, ...], introduction: str, title: str, parties: Parties
) -> tuple[KeyFlag, ...]:
    headings = [title, *(ancestor.heading for ancestor in above if ancestor.heading)]
    if clause.heading:
        headings.append(clause.heading)
    if parties.contract and any(NO_TERMS.search(strip_whitespace(heading)) for heading in headings):
        return ()
    stripped = strip_whitespace(clause.text)
    if TITLE.fullmatch(stripped):
        return ()
    fragment = bool(introduction) and not _has_own_sentence(stripped, parties)
    if fragment and MERE_NAME.fullmatch(stripped):
        return ()
    flags = flags_of(masked(clause.text), headings, parties, fragment=fragment)
    bare = introduction.rstrip()
    kind = KINDS_OF_INFORMATION.search(bare) and not PURPOSE.search(clause.text)
    if fragment and (kind or CONSENT_EXCEPTION.search(bare)):
        return tuple(flag for flag in flags if flag.category != "privacy")
    return flags


def _has_own_sentence(stripped: str, parties: Parties) -> bool:
    """Whether an item is more than the end of the sentence that introduces it: then it is key by itself."""
    return compile_pattern(OWN_SENTENCE, parties.contract).search(parties.mask_parties(stripped)) is not None
