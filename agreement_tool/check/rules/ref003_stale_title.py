"""REF003 标题不符 stale-title: a reference quotes a heading that its clause does not have.

问题：引用中写的标题与所引条款的标题不一致。
理由：编号与标题指向两处，多半是条款重排后只改了一处。
What: 第三条（用户信息保护), while 第三条 is headed 服务内容.
Why: number and heading point to different clauses; one of the two was not updated.
Bad: 第三条（争议解决）……（第三条的标题是“服务内容”）
Good: 第十条（争议解决）
"""

from collections.abc import Iterator
from itertools import pairwise

from agreement_tool.check.base import Context, Fault, Rule
from agreement_tool.model import Bilingual, Clause, Severity
from agreement_tool.text.whitespace import strip_whitespace

_ALIKE = 0.75
"""Share of characters two headings must have in common to be the same one reworded."""


def check(context: Context) -> Iterator[Fault]:
    """One fault a mention whose quoted or following words are another clause's heading."""
    headed = _Headed(context)
    for reference in context.references:
        mention = reference.mention
        if not isinstance(reference.target, tuple) or len(reference.target) != 1:
            continue
        clause, target = context.outline.clauses[reference.eid], context.outline.clauses[reference.target[0]]
        said, start = (mention.title, mention.title_start) if mention.title else ("", mention.end)
        if not target.heading or _alike(said, target.heading) or _follows(clause.text, start, target):
            continue
        other = _headed_so(headed, target, said or clause.text[start : start + 20], quoted=bool(said))
        if other is not None and other.number == target.number:
            continue  # （三）工作范围 for 第三条“工作范围”: the number is right, the style is another
        if other is not None:
            yield _fault(clause, mention.text, start, said or other.heading, target, other)
        elif said:
            yield _fault(clause, mention.text, start, said, target, None)


def _follows(text: str, start: int, target: Clause) -> bool:
    return text[start : start + len(target.heading) + 2].lstrip("（(“「 ").startswith(target.heading)


class _Headed:
    """The labelled clauses by their headings: to compare every mention with each of them would take the square."""

    def __init__(self, context: Context) -> None:
        self._by_pair: dict[str, dict[int, tuple[str, Clause]]] = {}
        self._by_first: dict[str, dict[int, tuple[str, Clause]]] = {}
        for place, clause in enumerate(context.outline.clauses.values()):
            heading = clause.heading.strip() if clause.label else ""
            if len(heading) >= _FEWEST:
                self._by_first.setdefault(heading[0], {})[place] = heading, clause
                for pair in map("".join, pairwise(heading)):
                    self._by_pair.setdefault(pair, {})[place] = heading, clause

    def candidates(self, said: str, *, quoted: bool) -> Iterator[tuple[str, Clause]]:
        """(heading, clause) in reading order: with two characters of quoted words, or with the first one of others."""
        if not quoted:
            yield from self._by_first.get(said[:1], {}).values()
            return
        found: dict[int, tuple[str, Clause]] = {}
        for pair in map("".join, pairwise(said)):
            found |= self._by_pair.get(pair, {})
        yield from (found[place] for place in sorted(found))


_FEWEST = 4
"""Characters of a heading that is told apart by its words."""


def _headed_so(headed: _Headed, target: Clause, said: str, *, quoted: bool) -> Clause | None:
    """The clause whose heading the words are; unquoted words must begin with (nearly) the whole heading."""
    for heading, clause in headed.candidates(said, quoted=quoted):
        if clause.eid == target.eid or heading == target.heading:
            continue
        if (quoted and _alike(said, heading)) or (not quoted and _begins_with(said, heading)):
            return clause
    return None


def _begins_with(said: str, heading: str) -> bool:
    """The heading, or its words in order with a few put in: 用户个人隐私信息保护 for 用户个人信息保护."""
    rest, inserted = 0, 0
    for char in said:
        if rest < len(heading) and char == heading[rest]:
            rest += 1
        elif rest:
            inserted += 1
        else:
            return False
        if inserted > 2 or rest == len(heading):
            break
    return rest == len(heading)


def _alike(said: str, heading: str) -> bool:
    said, heading = strip_whitespace(said).strip("【】《》〔〕"), strip_whitespace(heading).strip("【】《》〔〕")
    if len(said) >= _FEWEST and (said in heading or heading in said):
        return True
    shared = sum(1 for char in set(said) if char in heading)
    return bool(said) and shared >= _ALIKE * max(len(set(said)), len(set(heading)))


def _fault(clause: Clause, named: str, start: int, said: str, target: Clause, other: Clause | None) -> Fault:
    zh = f"“{named}”的标题是“{target.heading}”，不是“{said}”"
    en = f"'{named}' is headed '{target.heading}', not '{said}'"
    if other is not None:
        zh, en = f"{zh}；“{other.heading}”是“{other.label}”", f"{en}; '{other.heading}' is '{other.label}'"
    return Fault(clause, Bilingual(zh, en), "text", start, start + len(said), 0.9 if other else 0.45)


RULE = Rule("REF003", "stale-title", "标题不符", Severity.ERROR, check)
