"""The edits of one paragraph, and how they are written into its runs.

A run is cut where the fate of its characters changes; every piece keeps the run's properties. What is inserted takes
the properties of its neighbour, with the emphasis that the new version gives it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any, Literal

from lxml import etree

from agreement_tool.frozen import frozen
from agreement_tool.model import Mark
from agreement_tool.report.redline.atoms import Atom, RedlineParagraph
from agreement_tool.report.redline.ooxml import XML_SPACE, W, characters, make, mark_properties, set_run_property

Fate = Literal["kept", "delete", "move-from"]
Arrival = Literal["insert", "move-to"]
SPLIT = "\u2029"
"""An inserted paragraph mark."""

MARK_PROPERTIES: dict[Mark, tuple[tuple[str, dict[str, str]], ...]] = {
    "bold": (("b", {}),),
    "italic": (("i", {}),),
    "colour": (("color", {"val": "C00000"}),),
    "highlight": (("highlight", {"val": "yellow"}),),
    "underline": (("u", {"val": "single"}),),
}
_PLAIN: dict[Mark, tuple[tuple[str, dict[str, str] | None], ...]] = {
    "bold": (("b", {"val": "0"}),),
    "italic": (("i", {"val": "0"}),),
    "colour": (("color", None),),
    "highlight": (("highlight", None),),
    "underline": (("u", {"val": "none"}),),
}


@frozen
class Inserted:
    """Words that come in at one place. `look`: a run whose properties they take; `base`: the marks that run carries."""

    text: str
    arrival: Arrival
    marks: tuple[Mark, ...]
    look: Any = None
    base: tuple[Mark, ...] = ()


@dataclass(slots=True)
class Edits:
    """What happens to one paragraph. Atoms by their index; `arrivals` stand before the atom of that index."""

    fates: dict[int, Fate] = field(default_factory=dict)
    restyled: dict[int, tuple[tuple[Mark, ...], tuple[Mark, ...]]] = field(default_factory=dict)
    """Kept atoms whose emphasis changes: (old marks, new marks)."""
    arrivals: dict[int, list[Inserted]] = field(default_factory=dict)
    mark: Fate = "kept"
    """What becomes of the paragraph's mark."""

    def __bool__(self) -> bool:
        return bool(self.fates or self.restyled or self.arrivals or self.mark != "kept")


@dataclass(slots=True)
class Revisions:
    """Makes the elements of tracked changes, each with its own number."""

    author: str
    date: str
    next_id: int = 1

    def make(self, name: str, /, **more: str) -> Any:
        """`w:name` with id, author and date."""
        self.next_id += 1
        return make(name, id=str(self.next_id - 1), author=self.author, date=self.date, **more)


WRAPPERS = {"delete": "del", "move-from": "moveFrom", "insert": "ins", "move-to": "moveTo"}


def mark_revision(paragraph: Any, kind: str, revisions: Revisions) -> None:
    """Track the paragraph's mark as deleted, inserted or moved."""
    mark_properties(paragraph).insert(0, revisions.make(WRAPPERS[kind]))


def write(paragraph: RedlineParagraph, edits: Edits, revisions: Revisions) -> None:
    """Write the edits into the paragraph's element."""
    if edits.mark != "kept":
        mark_revision(paragraph.element, edits.mark, revisions)
    numbered = list(enumerate(paragraph.atoms))
    splits: list[Any] = []
    for run, group in groupby(numbered, key=lambda pair: pair[1].run):
        _write_run(run, list(group), edits, revisions, splits)
    _write_at_end(paragraph, edits, revisions, splits)
    for marker in splits:
        _split(paragraph.element, marker, revisions)


def _write_run(run: Any, atoms: list[tuple[int, Atom]], edits: Edits, revisions: Revisions, splits: list[Any]) -> None:
    if not any(i in edits.fates or i in edits.restyled or i in edits.arrivals for i, _ in atoms):
        return
    pieces: list[Any] = []
    for child in run:
        if child.tag == f"{W}rPr":
            continue
        own = [(i, atom) for i, atom in atoms if atom.child is child]
        pieces += _pieces_of(run, child, own, edits, revisions, splits)
    for piece in pieces:
        run.addprevious(piece)
    run.getparent().remove(run)


def _pieces_of(
    run: Any, child: Any, own: list[tuple[int, Atom]], edits: Edits, revisions: Revisions, splits: list[Any]
) -> Iterator[Any]:
    """A child of a run as runs of its own, cut where fates change, with what arrives in between."""
    if not own:
        yield _run_with(run, [deepcopy(child)])
        return

    def fate(pair: tuple[int, Atom]) -> tuple[object, ...]:
        index = pair[0]
        start = index if index in edits.arrivals else None
        return (edits.fates.get(index, "kept"), edits.restyled.get(index), start)

    cut: list[list[tuple[int, Atom]]] = []
    for item in own:
        same = cut and item[0] not in edits.arrivals and fate(cut[-1][-1])[:2] == fate(item)[:2]
        if same:
            cut[-1].append(item)
        else:
            cut.append([item])
    for stretch in cut:
        first = stretch[0][0]
        yield from _inserted_runs(edits.arrivals.get(first, ()), run, revisions, splits)
        text = "".join(atom.character for _, atom in stretch)
        yield _stretch(run, child, text, edits.fates.get(first, "kept"), edits.restyled.get(first), revisions)


def _stretch(
    run: Any,
    child: Any,
    text: str,
    fate: Fate,
    restyled: tuple[tuple[Mark, ...], tuple[Mark, ...]] | None,
    revisions: Revisions,
) -> Any:
    if child.tag == f"{W}t":
        copy = make("delText" if fate == "delete" else "t")
        copy.text = text
        copy.set(XML_SPACE, "preserve")
    else:
        copy = deepcopy(child)
    made = _run_with(run, [copy])
    if restyled and fate == "kept":
        _restyle(made, *restyled, revisions)
    return made if fate == "kept" else _wrapped(made, fate, revisions)


def _wrapped(run: Any, kind: str, revisions: Revisions) -> Any:
    wrapper = revisions.make(WRAPPERS[kind])
    wrapper.append(run)
    return wrapper


def _run_with(run: Any, children: Iterable[Any]) -> Any:
    made = make("r")
    properties = run.find(f"{W}rPr") if run is not None else None
    if properties is not None:
        made.append(deepcopy(properties))
    made.extend(children)
    return made


def _restyle(run: Any, old: tuple[Mark, ...], new: tuple[Mark, ...], revisions: Revisions) -> None:
    before = run.find(f"{W}rPr")
    change = revisions.make("rPrChange")
    change.append(make("rPr") if before is None else deepcopy(before))
    apply_marks(run, old, new)
    run.find(f"{W}rPr").append(change)


def apply_marks(run: Any, old: Sequence[Mark], new: Sequence[Mark]) -> None:
    """Give a run that carries `old` marks the `new` ones. A size is left as it is: only the document knows its
    scale."""
    properties = run.find(f"{W}rPr")
    if properties is None:
        properties = make("rPr")
        run.insert(0, properties)
    for mark in set(old) ^ set(new):
        settings = MARK_PROPERTIES.get(mark, ()) if mark in new else _PLAIN.get(mark, ())
        for name, attributes in settings:
            set_run_property(properties, name, attributes)


def inserted_run(piece: Inserted, run: Any, revisions: Revisions) -> Any:
    """A run for inserted words, in the look of `piece.look` (or of `run`), tracked."""
    made = _run_with(run if piece.look is None else piece.look, list(characters(piece.text)))
    if set(piece.base) != set(piece.marks):
        apply_marks(made, piece.base, piece.marks)
    return _wrapped(made, piece.arrival, revisions)


def _inserted_runs(pieces: Iterable[Inserted], run: Any, revisions: Revisions, splits: list[Any]) -> Iterator[Any]:
    for piece in pieces:
        if piece.text == SPLIT:
            marker = etree.Comment("paragraph")
            splits.append(marker)
            yield marker
        else:
            yield inserted_run(piece, run, revisions)


def _write_at_end(paragraph: RedlineParagraph, edits: Edits, revisions: Revisions, splits: list[Any]) -> None:
    last = paragraph.atoms[-1].run if paragraph.atoms else None
    for piece in _inserted_runs(edits.arrivals.get(len(paragraph.atoms), ()), last, revisions, splits):
        paragraph.element.append(piece)


def _split(paragraph: Any, marker: Any, revisions: Revisions) -> None:
    """Cut a paragraph at a marker: what stands before it becomes a paragraph of its own with an inserted mark."""
    if marker.getparent() is not paragraph:  # inside a link or a control: nothing is cut there
        marker.getparent().remove(marker)
        return
    before = make("p")
    properties = paragraph.find(f"{W}pPr")
    if properties is not None:
        before.append(bare_properties(properties))
    for child in list(paragraph):
        if child is marker:
            break
        if child.tag != f"{W}pPr":
            before.append(child)
    paragraph.remove(marker)
    paragraph.addprevious(before)
    mark_revision(before, "insert", revisions)


def bare_properties(properties: Any) -> Any:
    """A copy of w:pPr for another paragraph: without a section's end and without tracked changes of its own."""
    copy = deepcopy(properties)
    for name in ("sectPr", "pPrChange"):
        for found in copy.findall(f"{W}{name}"):
            copy.remove(found)
    look = copy.find(f"{W}rPr")
    for name in ("ins", "del", "moveFrom", "moveTo", "rPrChange"):
        for found in look.findall(f"{W}{name}") if look is not None else ():
            look.remove(found)
    return copy
