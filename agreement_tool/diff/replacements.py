"""A party or product renamed throughout: found once, told once, and passed over in every clause."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from agreement_tool.diff.inline import compare_texts
from agreement_tool.diff.signals import counted, roles_of, substance, words_of
from agreement_tool.model import Replacement, Segment
from agreement_tool.text.patterns import compiled
from agreement_tool.text.quantities import quantities
from agreement_tool.text.wording import wording
from agreement_tool.text.words import cut

THROUGHOUT = 3
"""In so many clauses the same replacement is a decision, not an edit."""
PERSONS = "员人方者"
"""Ends of words for somebody: 委员, 成员."""
BRIDGE = 2
"""Characters between two edits that may be one: a character that both names happen to share."""
SHORTEST = 2
"""Characters of the shortest name."""
LONGEST, LONGEST_LATIN = 24, 48
"""Characters of what can be called a name or a term."""
NEARLY = 0.6
"""Share of a replacement's clauses that a longer one is in, of which it is a piece."""
SHARE = 0.5
"""So much of the old name's occurrences in the clauses that changed must be gone: else the two live side by side."""

BINDING = frozenset(
    (
        "termination",
        "liability",
        "guarantee",
        "jurisdiction",
        "obligation",
        "permission",
        "prohibition",
        "deeming",
        "condition",
        "scope",
        "time",
        "price",
    )
)
"""Kinds of words that no name holds: a right or a duty replaced throughout is no renaming."""

_GLOSS = compiled(r"(?<=.)[（(][^（）()]{1,120}[)）]$")
"""What a bracket adds to a name: 自助机器人服务（包括查询等）."""
_TERM = compiled(
    "(?:金额|价值|价格|订单|凭据|凭证|标准|期限|条件|范围|时间|费用?|比例|方式|数量|信息|内容|权利|义务|责任|程序|流程|记录|数据)$"
)
"""What ends so is agreed and no name: 网购平台订单, 商品购买价值."""
_QUOTED_NAME = compiled('[“"「『][^”"」』]{2,16}[”"」』]')
_CITED = compiled(
    r"本?(?:协议|合同|条款|政策)?第?[\s0-9０-９一二三四五六七八九十百零〇.．-]{1,12}(?:条|款|项|章|节)?(?:第?[0-9一二三四五六七八九十]{1,4}[款项])?"
)
Texts = Iterable[tuple[str, str, tuple[Segment, ...]]]
"""Own texts and headings of matched clauses: old, new, and how they compare."""


@dataclass
class _Tally:
    clauses: int = 0
    occurrences: int = 0


def replacements(texts: Texts) -> tuple[Replacement, ...]:
    """The names replaced in at least THROUGHOUT clauses, longest old name first."""
    changed = [(old, new, segments) for old, new, segments in texts if wording(old) != wording(new)]
    if len(changed) < THROUGHOUT:
        return ()
    tallies: dict[tuple[str, str], _Tally] = defaultdict(_Tally)
    for _, _, segments in changed:
        for pair, count in Counter(_candidates(segments)).items():
            tallies[pair].clauses += 1
            tallies[pair].occurrences += count
    tallies = _best(tallies)
    sides = [(before, after) for before, after, _ in changed]
    found = [
        Replacement(*_whole(old, new, sides), tally.clauses, tally.occurrences)
        for (old, new), tally in sorted(tallies.items(), key=lambda item: (-len(item[0][0]), item[0]))
        if tally.clauses >= THROUGHOUT
        and _is_name(old, new)
        and (_spelled_out(old, new, tally.clauses) or _replaced(old, new, sides))
    ]
    return tuple(each for each in found if not any(_is_piece(each, other) for other in found))


_OWN_NAME = compiled(
    "《([^》]{2,24}?)\\s*(?:用户|软件|平台|许可|使用|服务|隐私权?|会员|注册|最终用户|个人信息){0,3}(?:协议|政策|条款|声明|规则|指引|章程)》"
)
AT_THE_BEGINNING = 5
"""Clauses in which an agreement says what it is called."""


def own_name(old: Sequence[str], new: Sequence[str]) -> tuple[Replacement, ...]:
    """What the agreement is about, where it is called otherwise now, however few clauses name it.

    `old`, `new`: the title and the texts of the first clauses.
    """
    before, after = ({name.strip() for text in side for name in _OWN_NAME.findall(text)} for side in (old, new))
    gone, come = before - after, after - before or after
    if len(gone) != 1 or len(come) != 1:
        return ()
    was, now = gone.pop(), come.pop()
    words = all(any(map(str.isalpha, name)) and substance(wording(name)) for name in (was, now))
    return (Replacement(was, now, 1, 1),) if words and was not in now and now not in was else ()


def said_in_full(texts: Texts, whole: Callable[[], tuple[str, str]]) -> tuple[Replacement, ...]:
    """Names of products that an edit says in full or short, where both versions say them in full elsewhere too:
    云搜索 Elasticsearch服务, Elasticsearch服务; and the last mentions of an old name beside the new one, which the old
    version has too. `whole`: gives the folded text of both versions."""
    found: Counter[tuple[str, str]] = Counter()
    for before, after, segments in texts:
        if wording(before) != wording(after):
            found.update(set(_candidates(segments)))
    names = [pair for pair in found if _one_name(*pair)]
    others = [pair for pair, clauses in found.items() if clauses > 1 and all(map(_PROPER.fullmatch, pair))]
    if not (names or others):
        return ()
    old, new = whole()
    full = (pair for pair in names if min(side.count(max(map(wording, pair), key=len)) for side in (old, new)) > 0)
    left = (pair for pair in others if pair[0] not in new and pair[1] in old)
    return tuple(Replacement(was, now, 1, 1) for was, now in dict.fromkeys((*full, *left)))


def _one_name(was: str, now: str) -> bool:
    """Whether one is the other with words before or behind it, and a name with Latin letters."""
    short, long = sorted((wording(was), wording(now)), key=len)
    named = short in long and short != long and _LATIN_NAME.search(short) and not words_of(long)
    return bool(named) and _is_name(was, now)


_PROPER = compiled("[A-Z][a-z]+[A-Za-z]{2,16}")
"""A name: MineBlock, no IMEI."""
_LATIN_NAME = compiled("[A-Za-z]{3}")


def _is_piece(one: Replacement, other: Replacement) -> bool:
    """Whether a replacement is a piece of another that is nearly as frequent: 数 -> 广州数 of 数创 -> 广州数聚."""
    within = one.old in other.old and one.new in other.new and (one.old, one.new) != (other.old, other.new)
    return within and other.clauses >= NEARLY * one.clauses and other.old not in other.new


def _best(tallies: Mapping[tuple[str, str], _Tally]) -> dict[tuple[str, str], _Tally]:
    """Of the pairs that come of one edit widened to its left and to its right (丰年 → 丰年云, 提供 → 云提供), the more
    frequent."""
    most: dict[str, int] = {}
    for (old, new), tally in tallies.items():
        for piece in _pieces_put_in(old, new):
            most[piece] = max(most.get(piece, 0), tally.occurrences)
    return {
        pair: tally
        for pair, tally in tallies.items()
        if all(tally.occurrences >= most[piece] for piece in _pieces_put_in(*pair))
    }


def _pieces_put_in(old: str, new: str) -> tuple[str, ...]:
    short, long = sorted((old, new), key=len)
    if not long.startswith(short) and not long.endswith(short):
        return ()
    return (long.removeprefix(short) if long.startswith(short) else long.removesuffix(short),)


def _whole(old: str, new: str, changed: Sequence[tuple[str, str]]) -> tuple[str, str]:
    """A name of one character with what always stands before it: 东 -> 京东. It is the end of a word."""
    while min(len(old), len(new)) < SHORTEST:
        before = {
            each
            for side, name in ((0, old), (1, new))
            for texts in changed
            for each in re.findall(f"(.?){re.escape(name)}", texts[side], re.DOTALL)
        }
        if len(before) != 1 or not (each := before.pop()).isalnum():
            break
        old, new = each + old, each + new
    return old, new


def _candidates(segments: Iterable[Segment]) -> Iterator[tuple[str, str]]:
    """(old, new) of every edit, without what both share at the ends; an addition with the word before or behind it.
    Two edits with a character or two between them also as one: 数创 -> 广州数聚."""
    runs = [*_runs(segments)]
    for (before, deleted, inserted), (behind, *following) in pairwise(runs):
        if any(following) and len(behind) <= BRIDGE and behind.isalnum():
            yield deleted + behind + following[0], inserted + behind + following[1]
        blank = (deleted or inserted)[len((deleted or inserted).rstrip()) :]
        deleted, inserted, tail = _trimmed(deleted.strip(), _GLOSS.sub("", inserted.strip()))
        if deleted and inserted:
            yield deleted, inserted
        elif deleted or inserted:
            yield from _widened(deleted, inserted, before, tail or behind, blank)


def _runs(segments: Iterable[Segment]) -> Iterator[tuple[str, str, str]]:
    """(what stands before, deleted, inserted) of every edit; at the end what stands behind the last."""
    before = deleted = inserted = ""
    for segment in segments:
        if segment.op == "equal":
            if deleted or inserted:
                yield before, deleted, inserted
                before = deleted = inserted = ""
            before += segment.text
        elif segment.op == "delete":
            deleted += segment.text
        else:
            inserted += segment.text
    if deleted or inserted:
        yield before, deleted, inserted
        before = ""
    yield before, "", ""


def _trimmed(old: str, new: str) -> tuple[str, str, str]:
    """Both without their common end (given too), when one of them is nothing but that: 服务方向, 向 -> 服务方."""
    if old and new and (old.endswith(new) or new.endswith(old)):
        shared = min(len(old), len(new))
        return old[: len(old) - shared], new[: len(new) - shared], old[len(old) - shared :]
    return old, new, ""


def _widened(deleted: str, inserted: str, before: str, behind: str, blank: str) -> Iterator[tuple[str, str]]:
    """An addition or deletion with the word before it, and with that behind it, a `blank` between the two."""
    left, right = cut(before[-LONGEST:]), cut(behind[:LONGEST])
    if left and _wordlike(left[-1]):
        yield left[-1] + deleted, left[-1] + inserted
    if right and (_wordlike(right[0]) or (right[0].isalnum() and not deleted and _wordlike(inserted))):
        yield deleted + blank * bool(deleted) + right[0], inserted + blank * bool(inserted) + right[0]


def _wordlike(text: str) -> bool:
    return text.isalnum() and bool(substance(wording(text)))


def _is_name(old: str, new: str) -> bool:
    """Whether the two can be names: no value, no word that carries a right or duty, nothing but words."""
    longest = LONGEST_LATIN if (old + new).isascii() else LONGEST
    if max(len(old), len(new)) > longest or not all(any(map(str.isalpha, text)) for text in (old, new)):
        return False
    if any(map(_TERM.search, (old, new))):
        return False
    if any(map(_CITED.fullmatch, (old, new))):  # 第十条 -> 第十一条: a reference that went along
        return False
    if any(mark in old + new for mark in "。；，：、！？\n") or not (_paired(old) and _paired(new)):
        return False
    folded = wording(old), wording(new)
    binding = (kind for text in folded for kind, _ in counted(text) if kind in BINDING)
    quoted = any(_QUOTED_NAME.fullmatch(text) for text in (old, new))  # “乐分期”: a name, whatever it is made of
    distinctive = folded[1:] if old in new else folded  # 服务 -> 自助机器人服务: the longer name says which
    if any(map(quantities, folded)) or (any(binding) and not quoted) or not all(map(substance, distinctive)):
        return False
    if len(old) == len(new) == len({*cut(old), *cut(new)}) == 2 and set(old) & set(new):  # 信用, 信息: no names
        return old[1] == new[1] and old[1] in PERSONS
    return not (roles_of(folded[0]) and roles_of(folded[1]))


def _spelled_out(old: str, new: str, clauses: int) -> bool:
    """Whether a name is said in full in many places: 服务 -> 自助机器人服务. It goes on being said short elsewhere."""
    return clauses > THROUGHOUT and old in new and len(new) - len(old) >= SHORTEST


def _paired(text: str) -> bool:
    """Whether no bracket is cut off from its other half."""
    return all(text.count(opening) == text.count(closing) for opening, closing in ("（）", "()", "《》", "【】", "“”"))


def _replaced(old: str, new: str, changed: Iterable[tuple[str, str]]) -> bool:
    """Whether the old name is gone where the new one came."""
    gone = left = 0
    for before, after in changed:
        kept, there = (
            text.replace(new, "\0").count(old) if old in new else text.count(old) for text in (after, before)
        )
        gone += max(0, there - kept)
        left += kept
    return gone >= SHARE * (gone + left) > 0


def renamed(text: str, names: Iterable[Replacement], after: str) -> str:
    """The old text as it would read under the new names that `after` holds; where one stands already it is left
    alone."""
    for name in names:
        if name.new not in after:
            continue
        if name.old in after.replace(name.new, "\0"):
            text = _renamed_in_places(text, name, after)
            continue
        kept = text.replace(name.new, "\0") if name.old in name.new else text
        text = kept.replace(name.old, name.new).replace("\0", name.new)
    return text


def _renamed_in_places(text: str, name: Replacement, after: str) -> str:
    """The old text with the new name only where `after` has it in the old one's place; it holds both."""
    pieces: list[str] = []
    deleted = ""
    for segment in (*compare_texts(text, after, names=(name.old, name.new)), Segment("equal", "")):
        if segment.op == "delete":
            deleted = segment.text
            continue
        pieces.append(deleted.replace(name.old, name.new) if segment.op == "insert" else deleted)
        deleted = ""
        if segment.op == "equal":
            pieces.append(segment.text)
    return "".join(pieces)


def spelled(names: Iterable[Replacement]) -> tuple[str, ...]:
    """Every name of both sides: words that no edit may cut."""
    return tuple(dict.fromkeys(text for name in names for text in (name.old, name.new)))
