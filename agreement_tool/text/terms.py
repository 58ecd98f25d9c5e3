"""Definitions: （以下简称“松下”）, “您”是指…, 用户：指…, 亦称“…”, and what they define."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal

from agreement_tool.frozen import frozen
from agreement_tool.model import Agreement
from agreement_tool.text.outline import Outline
from agreement_tool.text.patterns import compiled
from agreement_tool.text.remembered import TEXTS

Form = Literal["short-name", "meaning"]


@frozen
class Definition:
    """A term and where it is defined. Offsets are code points of the clause's own text."""

    term: str
    aliases: tuple[str, ...]
    """Further names given at once: 以下简称“松下”或“我们” -> term 松下, aliases (我们,)."""
    eid: str
    start: int
    """Where the term itself is printed."""
    end: int
    form: Form
    """short-name: 以下简称, 下称, 亦称, （“…”）; meaning: 是指, 系指, 指."""
    full: str = ""
    """What the short name stands for: 松下电气机器（北京）有限公司; '' when it cannot be told."""

    @property
    def names(self) -> tuple[str, ...]:
        """The term and its aliases."""
        return (self.term, *self.aliases)


@frozen
class Defined:
    """A definition as read from one text: like `Definition`, not yet placed in an agreement."""

    names: tuple[tuple[str, int], ...]
    """Each name with the code point where it begins."""
    form: Form
    full: str


_OPEN, _CLOSE = '[“"「『‘＂”]', '[”"」』’＂“]'
_QUOTED = rf"{_OPEN}(?P<name>[^“”\"「」『』‘’＂\n]{{1,30}}){_CLOSE}"
_SHORT = compiled(
    r"(?:以下|下文|在本[\u4e00-\u9fff]{2,4}中|本[\u4e00-\u9fff]{2,4}中|此后|合)?\s*+(?:也|亦|又|均|统|合)?\s*+(?:简称|统称|合称|并称|下称|亦称|称)(?:之)?(?:为|作)?\s*+(?:[:：]\s*+)?"
    rf"(?={_OPEN}|[\u4e00-\u9fffA-Za-z])"
)
_SHORT_CUE = compiled(r"以下|下称|下文|简称|统称|合称|亦称|也称")
_NAME = compiled(_QUOTED)
_BARE_NAME = compiled(r"(?P<name>[\u4e00-\u9fffA-Za-z0-9]{1,12})\s*(?=[）)])")
_QUOTED_BEFORE = compiled(rf"{_QUOTED}\s*(?:或者|或|、|/|／|和|及)?\s*\Z")
_MORE = compiled(r"\s*(?:或者|或|、|/|／|和|及|，|,)\s*(?:者)?\s*")
_BRACKET_NAME = compiled(rf"(?P<before>[\u4e00-\u9fffA-Za-z0-9）)》”])\s*[（(]\s*{_QUOTED}\s*[）)]")
_OPENS_BRACKET_NAME = compiled(rf"[（(]\s*{_OPEN}")
_MEANS = (
    r"(?:(?:[:：，,]\s*+)?(?:是指|系指|均指|特指|专指|意指|(?<![同愿有无本故任])意为|指的是|指代)"
    r"|[:：，,]\s*+指(?!定|令|示|导|引|数|标|出|派|向|南|控|明|责|认))"
)
_QUOTED_MEANING = compiled(rf"{_QUOTED}(?:（[^（）]*）|\([^()]*\))?\s*+(?:{_MEANS}|指(?!定|令|示|导|引|数|标))")
_BARE_MEANING = compiled(
    rf"(?:^|(?<=[。；\n]))[^\S\n]*+(?P<name>[\u4e00-\u9fffA-Za-z][\u4e00-\u9fffA-Za-z0-9 /]{{0,19}}?)"
    rf"(?:（[^（）]*）|\([^()]*\))?\s*+{_MEANS}"
)
_NOT_TERM = compiled(
    r"本(?:条|款|项|章|节)|所称|所述|包括|同意|确认|[\u4e00-\u9fff] [\u4e00-\u9fff]|上述|前述|其中|此处|这里"
    r"|本协议所|本合同所"
)


@lru_cache(maxsize=TEXTS)
def defined_in(text: str) -> tuple[Defined, ...]:
    """The definitions in one text, in order."""
    found = [*_short_names(text), *_bracket_names(text), *_meanings(text)]
    unique = {entry.names[0][1]: entry for entry in reversed(found)}
    return tuple(unique[start] for start in sorted(unique))


def definitions(tree: Agreement | Outline) -> tuple[Definition, ...]:
    """Every definition of an agreement, in reading order; one term may be there twice (that is a fault to report)."""
    clauses = tree.clauses.values() if isinstance(tree, Outline) else tree.walk()
    return tuple(
        Definition(
            term=entry.names[0][0],
            aliases=tuple(name for name, _ in entry.names[1:]),
            eid=clause.eid,
            start=entry.names[0][1],
            end=entry.names[0][1] + len(entry.names[0][0]),
            form=entry.form,
            full=entry.full,
        )
        for clause in clauses
        for entry in defined_in(clause.text)
    )


# Most clauses define nothing. Each form has characters without which it is not there, and those are found at once.


def _short_names(text: str) -> Iterator[Defined]:
    if "称" not in text or not _SHORT_CUE.search(text):
        return
    for cue in _SHORT.finditer(text):
        if not _SHORT_CUE.search(cue[0]):
            continue
        names = tuple(_names_after(text, cue.end()))
        if names:
            yield Defined(names, "short-name", _full_before(text, cue.start()))


def _names_after(text: str, place: int) -> Iterator[tuple[str, int]]:
    """“松下”或“我们”; without quotation marks one name up to the closing bracket."""
    match = _NAME.match(text, place) or _BARE_NAME.match(text, place)
    while match:
        yield from _split(match["name"], match.start("name"), bare=match.re is _BARE_NAME)
        more = _MORE.match(text, match.end())
        match = _NAME.match(text, more.end()) if more else None


def _split(printed: str, start: int, *, bare: bool) -> Iterator[tuple[str, int]]:
    """中心或我们, 我们/平台: two names at once. What has a sentence's marks in it is speech and no name."""
    if any(mark in printed for mark in "。；！？，"):
        return
    for piece in re.finditer(r"[^/／]+?(?:(?=或)|$)|(?<=或)[^/／]+" if bare else r"[^/／]+", printed):
        name = piece[0].strip().removeprefix("或") if bare else piece[0].strip()
        if name:
            yield name, start + piece.start() + piece[0].find(name)


def _bracket_names(text: str) -> Iterator[Defined]:
    """…的对象（“受限对象”）."""
    if ("（" not in text and "(" not in text) or _OPENS_BRACKET_NAME.search(text) is None:
        return
    for match in _BRACKET_NAME.finditer(text):
        if _is_quoted(text, match.start()):
            continue  # 文首“受让人（“乙方”）”: a heading quoted, not a name given
        yield Defined(
            ((match["name"].strip(), match.start("name")),), "short-name", _full_before(text, match.end("before") + 1)
        )


def _is_quoted(text: str, place: int) -> bool:
    """Whether a place lies inside quotation marks, up to the sentence before."""
    since = max(text.rfind(mark, 0, place) for mark in "。；\n") + 1
    return text.count("“", since, place) > text.count("”", since, place)


def _full_before(text: str, end: int) -> str:
    """The words a bracket explains: back from its opening to the sentence's last pause."""
    opening = max(text.rfind("（", 0, end), text.rfind("(", 0, end))
    if opening < 0 or any(char in "。；，" for char in text[opening:end]):
        return ""
    before = text[:opening]
    pieces = compiled(r"[，。；：、“”《》]").split(before)
    return pieces[-1].strip()


def _meanings(text: str) -> Iterator[Defined]:
    if "指" not in text and "意为" not in text:
        return
    quoted = [(match, _listed_before(text, match.start())) for match in _QUOTED_MEANING.finditer(text)]
    bare = [m for m in _BARE_MEANING.finditer(text) if not _NOT_TERM.search(m["name"]) and "项下" not in m["name"]]
    for match, before in quoted:
        names = [*before, (match["name"].strip(), match.start("name"))]
        if not _stands_alone(text, names[0][1] - 1):
            continue
        if not any(mark in name for name, _ in names for mark in "。；！？"):
            yield Defined(tuple(names), "meaning", "")
    for match in bare:
        yield Defined(((match["name"].strip(), match.start("name")),), "meaning", "")


def _listed_before(text: str, end: int) -> list[tuple[str, int]]:
    """“本网站”“本平台”“拉勾”：指: the names before the last one, defined with it."""
    names: list[tuple[str, int]] = []
    while found := _QUOTED_BEFORE.search(text, 0, end):
        names.insert(0, (found["name"].strip(), found.start("name")))
        end = found.start()
    return names


def _stands_alone(text: str, start: int) -> bool:
    """A quoted term that opens its sentence, or follows 本协议所称 and the like."""
    before = text[:start].rstrip()
    return (
        not before or before[-1] in "。；：:;，,、）)\n" or before.endswith(("所称", "所指", "中", "的", "下", "所述"))
    )
