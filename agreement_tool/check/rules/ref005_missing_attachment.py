"""REF005 附件缺失 missing-attachment: an attachment is referred to and is not there.

问题：引用的附件不在本协议之内。
理由：附件若是协议的组成部分，用户必须能看到。
What: 附件一 is named, and no attachment of that number follows.
Why: an attachment that is part of the agreement must be there to read.
Bad: 详见附件二（文后只有附件一）
Good: 详见附件一
"""

from collections.abc import Iterator

from agreement_tool.check.attachments import attached, bare, only_listed
from agreement_tool.check.base import Context, Fault, Reference, Rule
from agreement_tool.model import Bilingual, Severity
from agreement_tool.text.outline import ATTACHMENT_UNITS
from agreement_tool.text.patterns import compiled

_HEADS = compiled(r"[：:][ \t\u3000]{2}")


def check(context: Context) -> Iterator[Fault]:
    """One fault an attachment, where it is first named; one for the whole series where three or more of a kind are
    missing."""
    missing: dict[str, list[Reference]] = {}
    for reference in _missing(context):
        missing.setdefault(reference.mention.steps[0].unit, []).append(reference)
    for unit, references in missing.items():
        many = len(references) if len(references) >= _SERIES else 0
        for reference in references[: 1 if many else None]:
            mention = reference.mention
            zh = f"“{mention.text}”等 {many} 个{unit}没有附在文后" if many else f"“{mention.text}”没有附在文后"
            en = (
                f"'{mention.text}' and {many - 1} more are not attached"
                if many
                else f"'{mention.text}' is not attached"
            )
            clause = context.outline.clauses[reference.eid]
            yield Fault(clause, Bilingual(zh, en), "text", mention.start, mention.end, 0.8)


_SERIES = 3


def _missing(context: Context) -> Iterator[Reference]:
    """The first mention of each attachment that is not there."""
    listed = only_listed(context.outline)
    there = {(one.unit, one.number) for one in attached(context.outline)}
    named: set[tuple[str, tuple[int, ...]]] = set()
    for reference in context.references:
        mention = reference.mention
        if not mention.steps or mention.steps[0].unit not in ATTACHMENT_UNITS or reference.eid in listed:
            continue
        key = (mention.steps[0].unit, mention.steps[0].numbers[0])
        missing = reference.target is None or _is_listed(reference, listed)
        if _HOW_MANY.fullmatch(mention.text) or _is_titled(context, reference):
            continue
        if _HEADS.match(context.outline.clauses[reference.eid].text, mention.end):
            continue  # '附表2：　　供应材料表': its own head, glued to a table
        if missing and key not in named and (key[0], key[1][-1]) not in there:
            named.add(key)
            yield reference


def _is_titled(context: Context, reference: Reference) -> bool:
    """《行业公约》（附件1）, and a line of its own below that says 行业公约: attached, without its number."""
    text, mention = context.outline.clauses[reference.eid].text, reference.mention
    match = _NAMED.search(text[max(0, mention.start - _NAME) : mention.start]) or _NAMES.match(text, mention.end)
    if match is None:
        return False
    name = bare(match["name"])
    after = context.in_order[context.outline.places[reference.eid] + 1 :]
    lines = (line for one in after for line in (one.heading, one.text) if len(line) <= _NAME)
    return any(bare(line).endswith(name) for line in lines)


_HOW_MANY = compiled(r"附[件录表]\s*[XxＸ×]{2,}")
"""附件XXX份: how many there are, left open."""
_NAMED = compiled(r"《(?P<name>[^《》\n]{2,40})》\s*[（(]?\s*(?:见|详见|即)?\s*$")
_NAMES = compiled(r"\s*[：:]?\s*《(?P<name>[^《》\n]{2,40})》")
_NAME = 48
"""Code points in which a document's name stands, with its brackets."""


def _is_listed(reference: Reference, listed: frozenset[str]) -> bool:
    """What is named stands in a list of attachments, and is not attached itself."""
    return isinstance(reference.target, tuple) and set(reference.target) <= listed


RULE = Rule("REF005", "missing-attachment", "附件缺失", Severity.WARNING, check)
