"""The printed characters of a Word file, each with the run it stands in, and their pairing with the old version's
wording."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from agreement_tool.frozen import frozen
from agreement_tool.report.redline.ooxml import W, get

_TEXT, _TAB, _SYMBOL, _BREAKS = f"{W}t", f"{W}tab", f"{W}sym", frozenset({f"{W}br", f"{W}cr"})
SYMBOL = "\ufffc"
"""A character of a symbol font: which one the reader made of it is the reader's to know."""
_OUTSIDE = frozenset(f"{W}{name}" for name in ("del", "moveFrom", "rPr", "pPr"))


@dataclass(slots=True, eq=False)
class Atom:
    """One character. `child` is the element of the run that prints it, `offset` its place in that element's text."""

    character: str
    run: Any
    child: Any
    offset: int


@dataclass(slots=True, eq=False)
class RedlineParagraph:
    """A w:p and its printed characters."""

    element: Any
    atoms: list[Atom] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Its characters, concatenated."""
        return "".join(atom.character for atom in self.atoms)


def paragraphs_of(body: Any) -> list[RedlineParagraph]:
    """Every paragraph under w:body in document order, those of tables and text boxes too, contents pages left out."""
    return [
        RedlineParagraph(element, list(_atoms(element))) for element in body.iter(f"{W}p") if not _in_contents(element)
    ]


def _in_contents(paragraph: Any) -> bool:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    name = "" if style is None else (get(style, "val") or "").lower()
    if name.startswith("toc"):
        return True
    galleries = (
        control.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery") for control in paragraph.iterancestors(f"{W}sdt")
    )
    return any(found is not None and "contents" in (get(found, "val") or "").lower() for found in galleries)


def _atoms(paragraph: Any) -> Iterator[Atom]:
    for run in paragraph.iter(f"{W}r"):
        above = next(run.iterancestors(f"{W}p"))
        if above is not paragraph or any(one.tag in _OUTSIDE for one in run.iterancestors()):
            continue
        if run.find(f"{W}rPr/{W}vanish") is not None:
            continue
        for child in run:
            yield from _printed(run, child)


def _printed(run: Any, child: Any) -> Iterator[Atom]:
    if child.tag == _TEXT:
        for offset, character in enumerate(child.text or ""):
            yield Atom(character, run, child, offset)
    elif child.tag == _SYMBOL:
        yield Atom(SYMBOL, run, child, 0)
    elif child.tag == _TAB:
        yield Atom("\t", run, child, 0)
    elif child.tag in _BREAKS and get(child, "type") not in ("page", "column"):
        yield Atom("\n", run, child, 0)


@frozen
class AtomPlace:
    """Where a character stands: the paragraph's index, and its index in that paragraph's atoms."""

    paragraph: int
    atom: int


_WINDOW = 8
"""Characters that must agree before two texts that parted are taken to have met again."""
_LINE = 48
"""Characters by which a line is known; a shorter one is known by what follows it, too."""
_NEAR, _FAR = 100, 2000
"""Characters of the file that may be passed over where the two texts soon meet again, and before looking anywhere."""
_REACH = 400
"""How many characters of the wording may have no counterpart in a row (a computed field, a drawn box)."""


def pair(wording: str, paragraphs: Sequence[RedlineParagraph]) -> list[AtomPlace | None]:
    """For each character of the old version's wording its place in the file; None for white space and what is not
    there.

    `wording` has a newline behind each printed line. Both are in reading order, and white space counts for nothing:
    what a reader leaves out of the clauses (contents, furniture) is passed over in the file, what it computed (symbols,
    fields) in the wording.
    """
    spots = [
        (atom.character, AtomPlace(number, place))
        for number, paragraph in enumerate(paragraphs)
        for place, atom in enumerate(paragraph.atoms)
        if not atom.character.isspace()
    ]
    printed = "".join(character for character, _ in spots)
    places = [place for place, character in enumerate(wording) if not character.isspace()]
    wanted = "".join(wording[place] for place in places)
    starts = {
        number for number, place in enumerate(places) if "\n" in wording[places[number - 1] : place] or not number
    }
    partner = dict(_matched(wanted, printed, starts))
    partner.update(_displaced(wanted, printed, partner))
    found: list[AtomPlace | None] = [None] * len(wording)
    for here, there in partner.items():
        found[places[here]] = spots[there][1]
    return found


def _matched(wanted: str, printed: str, starts: Container[int]) -> Iterator[tuple[int, int]]:
    here = there = 0
    while here < len(wanted) and there < len(printed):
        if here in starts:
            # A contents page has the headings too: a line is where what follows it follows it.
            line = wanted[here : here + _LINE]
            there = there if printed.startswith(line, there) else max(there, printed.find(line, there))
        if wanted[here] == printed[there] or (printed[there] == SYMBOL and not wanted[here].isalnum()):
            yield here, there
            here, there = here + 1, there + 1
            continue
        step = _next_match(wanted, printed, here, there)
        if step is None:
            return
        here, there = step


def _next_match(wanted: str, printed: str, here: int, there: int) -> tuple[int, int] | None:
    """The next places from which both agree for a while: near ones first, then as little of the wording passed over."""
    for reach in (_NEAR, _FAR, len(printed)):
        for passed in range(min(_REACH, len(wanted) - here)):
            window = wanted[here + passed : here + passed + _WINDOW]
            at = printed.find(window, there, there + reach + _WINDOW)
            if at >= 0:
                return here + passed, at
    return None


def _displaced(wanted: str, printed: str, partner: Mapping[int, int]) -> Iterator[tuple[int, int]]:
    """Stretches of the wording that stand elsewhere in the file (a title printed below a notice)."""
    taken = set(partner.values())
    free = "".join("\0" if place in taken else character for place, character in enumerate(printed))
    missing = (place for place in range(len(wanted)) if place not in partner)
    for _, stretch in groupby(enumerate(missing), key=lambda pair: pair[1] - pair[0]):
        places = [place for _, place in stretch]
        at = free.find(wanted[places[0] : places[-1] + 1])
        if at >= 0:
            yield from ((place, at + offset) for offset, place in enumerate(places))
            free = free[:at] + "\0" * len(places) + free[at + len(places) :]
