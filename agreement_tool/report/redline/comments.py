"""Comments in the margin of a redline: why an important change matters, in which category, on which legal basis."""

from __future__ import annotations

from typing import Any

from lxml import etree

from agreement_tool.report.redline.ooxml import (
    OFFICE,
    RELATIONSHIPS,
    TYPES,
    W,
    WordFile,
    characters,
    get,
    make,
    parse,
    relationships_of,
    serialise,
)

PART = "word/comments.xml"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_INITIALS = 2


class Comments:
    """The comments part of a Word file, which gains some."""

    def __init__(self, file: WordFile, author: str, date: str) -> None:
        self._file = file
        self._author = author
        self._date = date
        self._part = next((target for kind, target in file.related(file.main) if kind == "comments"), "")
        self._root = parse(file.read(self._part)) if self._part in file else make("comments")
        numbers = (int(get(one, "id") or 0) for one in self._root.iter(f"{W}comment"))
        self._next = max(numbers, default=-1) + 1
        self._added = False

    def add(self, paragraph: Any, lines: list[str]) -> None:
        """A comment of these lines on all of a paragraph."""
        number = str(self._next)
        self._next += 1
        self._added = True
        comment = make("comment", id=number, author=self._author, date=self._date, initials=self._author[:_INITIALS])
        for line in lines:
            written = make("p")
            run = make("r")
            run.extend(characters(line))
            written.append(run)
            comment.append(written)
        self._root.append(comment)
        properties = paragraph.find(f"{W}pPr")
        paragraph.insert(0 if properties is None else 1, make("commentRangeStart", id=number))
        paragraph.append(make("commentRangeEnd", id=number))
        reference = make("r")
        reference.append(make("commentReference", id=number))
        paragraph.append(reference)

    def save(self) -> None:
        """Write the part, and name it in the package where it is new."""
        if not self._added:
            return
        if not self._part:
            self._part = PART
            self._relate()
            self._declare()
        self._file.replace(self._part, serialise(self._root))

    def _relate(self) -> None:
        where = relationships_of(self._file.main)
        root = parse(self._file.read(where)) if where in self._file else etree.Element(f"{RELATIONSHIPS}Relationships")
        taken = {one.get("Id") for one in root}
        name = next(f"rIdC{number}" for number in range(1, len(taken) + 2) if f"rIdC{number}" not in taken)
        attributes = {"Id": name, "Type": f"{OFFICE}/comments", "Target": "/" + PART}
        root.append(etree.Element(f"{RELATIONSHIPS}Relationship", attributes))
        self._file.replace(where, serialise(root))

    def _declare(self) -> None:
        known = _CONTENT_TYPES in self._file
        root = parse(self._file.read(_CONTENT_TYPES)) if known else _usual_types(self._file.main)
        root.append(etree.Element(f"{TYPES}Override", {"PartName": "/" + PART, "ContentType": _TYPE}))
        self._file.replace(_CONTENT_TYPES, serialise(root))


_CONTENT_TYPES = "[Content_Types].xml"


def _usual_types(main: str) -> Any:
    """What a package that lacks its list of types must say of its parts: readers do without it, Word does not."""
    root = etree.Element(f"{TYPES}Types")
    for suffix, kind in (("rels", _RELATIONSHIPS_TYPE), ("xml", "application/xml")):
        root.append(etree.Element(f"{TYPES}Default", {"Extension": suffix, "ContentType": kind}))
    root.append(etree.Element(f"{TYPES}Override", {"PartName": "/" + main, "ContentType": _MAIN_TYPE}))
    return root


_RELATIONSHIPS_TYPE = "application/vnd.openxmlformats-package.relationships+xml"
_MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
