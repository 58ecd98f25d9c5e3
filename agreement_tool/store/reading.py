"""YAML nodes -> Agreement, reporting every problem of the file at once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from agreement_tool.bilingual import Bilingual
from agreement_tool.errors import Collected, StoreError
from agreement_tool.model import (
    CLAUSE_KINDS,
    MARKS,
    UNREAD_KINDS,
    Agreement,
    Cell,
    Clause,
    Doubt,
    Furniture,
    FurnitureKind,
    Mark,
    Signal,
    Source,
    Span,
    Unread,
)
from agreement_tool.store.canonical import table_spans
from agreement_tool.store.evidence import Usual, with_signals
from agreement_tool.store.fields import Fields, Path, fields_of, place_of
from agreement_tool.store.nodes import Mapping, Node, Scalar, Sequence, parse
from agreement_tool.store.pages import MOST, PagesError, read_pages
from agreement_tool.store.writing import DEFAULT_LOCALE, DEFAULT_STATUS, SCHEMA
from agreement_tool.text.addresses import Addresses
from agreement_tool.text.inline import InlineError, decode, decode_plain, merge
from agreement_tool.text.labels import parse_label
from agreement_tool.text.whitespace import bounded_spans

_SIGNALS: tuple[Signal, ...] = get_args(Signal)
_FURNITURE_KINDS: tuple[FurnitureKind, ...] = get_args(FurnitureKind)
_HEAD = (
    "schema", "id", "version", "title", "locale", "status", "published", "effective", "supersedes", "source", "signals",
    "title_signals", "furniture", "doubts", "clauses",
)  # fmt: skip
_SOURCE = ("name", "sha256", "pages", "reader", "properties", "unread")
_UNREAD = ("what", "count", "pages", "places", "clauses", "words", "message", "message_en")
_CLAUSE = (
    "label", "kind", "number", "eid", "wid", "generated", "page", "title", "signals", "text", "rows", "clauses",
)  # fmt: skip
_CELL = ("text", "colspan", "rowspan")


class YamlReading:
    """One file being read. `starts`: (0-based line, eid) of every clause in reading order."""

    def __init__(self, text: str, name: str) -> None:
        self._name = name
        self._document = parse(text, name)
        self._problems = Collected()
        self._addresses = Addresses()
        self._usual: Usual = {}
        self._wids: set[str] = set()
        self._eids: set[str] = set()
        self._pages_left = MOST
        self.scalars = self._document.scalars
        self.starts: list[tuple[int, str]] = []

    def agreement(self) -> Agreement:
        """The agreement. Raises one StoreError that lists everything wrong with the file."""
        head = fields_of(self._document.root, None, _HEAD, self._problems)
        found = self._head(head) if head else None
        self._problems.raise_if_any(
            StoreError,
            where=self._name,
            next_step=Bilingual(
                "格式说明见 agreement schema agreement。", "`agreement schema agreement` describes the format."
            ),
        )
        assert found is not None
        return found

    def _head(self, head: Fields) -> Agreement:
        for key in ("schema", "id", "version", "title", "clauses"):
            if key != "clauses":
                head.require(key)
        head.word("schema", (SCHEMA,))
        self._usual = self._usual_signals(head)
        title = self._signed(head, bounded_spans(head.spans("title") or ()), "title_signals")
        return Agreement(
            id=head.text("id") or "",
            version=head.text("version") or "",
            title="".join(span.text for span in title),
            title_spans=title,
            clauses=tuple(self._clauses(head, "")),
            source=self._source(head),
            published=head.text("published"),
            effective=head.text("effective"),
            supersedes=head.text("supersedes"),
            locale=head.text("locale") or DEFAULT_LOCALE,
            status=head.text("status") or DEFAULT_STATUS,
            furniture=tuple(self._furniture(head)),
            doubts=tuple(self._doubts(head)),
        )

    def _source(self, head: Fields) -> Source | None:
        source = head.inner("source", _SOURCE)
        if source is None:
            return None
        return Source(
            name=source.text("name") or "",
            sha256=source.text("sha256") or "",
            pages=source.integer("pages"),
            reader=source.text("reader") or "",
            properties=tuple(self._properties(source)),
            unread=tuple(self._unread(source)),
        )

    def _properties(self, source: Fields) -> Iterator[tuple[str, str]]:
        for pair in source.each("properties", ("name", "value")):
            yield pair.text("name") or "", pair.text("value") or ""

    def _unread(self, source: Fields) -> Iterator[Unread]:
        for entry in source.each("unread", _UNREAD):
            for key in ("what", "count", "message"):
                entry.require(key)
            chinese = entry.text("message") or ""
            english = entry.text("message_en")
            yield Unread(
                what=entry.word("what", UNREAD_KINDS) or "other",
                count=entry.integer("count") or 1,
                sentence=Bilingual(chinese, chinese if english is None else english),
                pages=self._pages(entry),
                places=tuple(_plain_items(entry, "places")),
                clauses=tuple(_plain_items(entry, "clauses")),
                words=entry.text("words") or "",
            )

    def _furniture(self, head: Fields) -> Iterator[Furniture]:
        for piece in head.each("furniture", ("text", "kind", "pages")):
            piece.require("text")
            yield Furniture(
                piece.text("text") or "", piece.word("kind", _FURNITURE_KINDS) or "other", self._pages(piece)
            )

    def _doubts(self, head: Fields) -> Iterator[Doubt]:
        for doubt in head.each("doubts", ("code", "message", "message_en", "page", "text")):
            english = doubt.text("message_en")
            message = doubt.text("message") or ""
            yield Doubt(
                doubt.text("code") or "",
                Bilingual(message, message if english is None else english),
                doubt.integer("page"),
                doubt.text("text") or "",
            )

    def _pages(self, piece: Fields) -> tuple[int, ...]:
        if self._pages_left <= 0:  # said once: there may be thousands of such entries
            return ()
        try:
            pages = read_pages(piece.written("pages") or "", self._pages_left)
        except PagesError as error:
            piece.add_error("pages", error.message)
            self._pages_left = 0
            return ()
        self._pages_left -= len(pages)
        return pages

    def _clauses(self, parent: Fields, parent_eid: str) -> Iterator[Clause]:
        for fields in parent.each("clauses", _CLAUSE):
            yield self._clause(fields, parent_eid)

    def _clause(self, fields: Fields, parent_eid: str) -> Clause:
        fields.require("kind")
        kind = fields.word("kind", CLAUSE_KINDS) or "paragraph"
        written_label = fields.text("label")
        number = self._number(fields)
        label = parse_label(written_label, number) if written_label is not None else None
        # Asked for even where the file spells another: addresses count the clauses before them.
        derived = self._addresses.address(parent_eid, kind, label)
        eid = fields.text("eid") or derived
        wid = fields.text("wid") or eid
        self._claim(fields, "eid", eid, self._eids)
        self._claim(fields, "wid", wid, self._wids)
        self.starts.append((fields.line, eid))
        title, spans, rows = self._wording(fields)
        return Clause(
            eid=eid,
            wid=wid,
            kind=kind,
            label=written_label,
            number=number if number is not None else label.number if label else (),
            title=title,
            spans=spans,
            page=fields.integer("page"),
            generated=fields.flag("generated"),
            rows=rows,
            children=tuple(self._clauses(fields, eid)),
        )

    def _claim(self, fields: Fields, key: str, value: str, taken: set[str]) -> None:
        if value in taken:
            fields.add_error(
                key,
                Bilingual(
                    f"{value!r} 已属于另一条款；删去此键即可自动生成",
                    f"{value!r} belongs to another clause already; leave the key out to have one derived",
                ),
            )
        taken.add(value)

    def _number(self, fields: Fields) -> tuple[int, ...] | None:
        if "number" not in fields.values:
            return None
        values = [item.value if isinstance(item, Scalar) else "" for item in fields.items("number")]
        if not all(value.isdecimal() and len(value) < 10 for value in values):
            fields.add_error(
                "number",
                Bilingual("须为整数列表，每级一个：[3, 1]", "must be a list of whole numbers, one a tier: [3, 1]"),
            )
            return ()
        return tuple(map(int, values))

    def _wording(self, fields: Fields) -> tuple[tuple[Span, ...], tuple[Span, ...], tuple[tuple[Cell, ...], ...]]:
        """Title, text and rows, with the signals behind their marks."""
        title, text = bounded_spans(fields.spans("title") or ()), fields.spans("text")
        text = None if text is None else bounded_spans(text)
        rows = self._rows(fields)
        every = [*title, *(text or ()), *(span for row in rows for cell in row for span in cell.spans)]
        listed = self._listed(fields, "signals", every)
        title = merge(with_signals(title, self._usual, listed))
        spans = merge(with_signals(text or (), self._usual, listed))
        rows = tuple(
            tuple(
                Cell(merge(with_signals(cell.spans, self._usual, listed)), cell.colspan, cell.rowspan) for cell in row
            )
            for row in rows
        )
        return title, table_spans(rows) if text is None else spans, rows

    def _signed(self, fields: Fields, spans: tuple[Span, ...], key: str) -> tuple[Span, ...]:
        return merge(with_signals(spans, self._usual, self._listed(fields, key, spans)))

    def _listed(
        self, fields: Fields, key: str, spans: list[Span] | tuple[Span, ...]
    ) -> Iterator[tuple[Signal, ...]] | None:
        """The clause's own list of signals; None without one.

        Also None where a person has added or taken away marks since: then the list tells of a printing that is no more.
        """
        if key not in fields.values:
            return None
        written = [item.value if isinstance(item, Scalar) else "?" for item in fields.items(key)]
        signals = [self._signals(fields, key, value) for value in written]
        return iter(signals) if len(signals) == sum(1 for span in spans if span.marks) else None

    def _usual_signals(self, head: Fields) -> Usual:
        signals = head.inner("signals", None)
        if signals is None:
            return {}
        return {
            self._marks(signals, key): self._signals(signals, key, signals.written(key) or "") for key in signals.values
        }

    def _marks(self, fields: Fields, key: str) -> tuple[Mark, ...]:
        names = key.split()
        if set(names) - set(MARKS):
            fields.add_error(
                key, Bilingual(f"须为下列标识：{'、'.join(MARKS)}", f"must name marks out of {', '.join(MARKS)}")
            )
        return tuple(mark for mark in MARKS if mark in names)

    def _signals(self, fields: Fields, key: str, written: str) -> tuple[Signal, ...]:
        names = written.split()
        if set(names) - set(_SIGNALS):
            fields.add_error(
                key,
                Bilingual(
                    f"须为下列信号：{'、'.join(_SIGNALS)}，而不是 {written!r}",
                    f"must name signals out of {', '.join(_SIGNALS)}, not {written!r}",
                ),
            )
        return tuple(signal for signal in sorted(_SIGNALS) if signal in names)

    def _rows(self, fields: Fields) -> tuple[tuple[Cell, ...], ...]:
        rows = []
        for number, node in enumerate(fields.items("rows")):
            path: Path = ((fields.path, "rows"), number)
            if isinstance(node, Sequence):
                rows.append(tuple(self._cell(cell, (path, place)) for place, cell in enumerate(node.items)))
            else:
                fields.add_error(f"rows[{number}]", Bilingual("须为单元格列表", "must be a list of cells"), node.line)
        return tuple(rows)

    def _cell(self, node: Node, path: Path) -> Cell:
        if isinstance(node, Mapping):
            cell = fields_of(node, path, _CELL, self._problems)
            assert cell is not None
            return Cell(cell.spans("text") or (), cell.integer("colspan") or 1, cell.integer("rowspan") or 1)
        if not isinstance(node, Scalar):
            self._problems.add(
                place_of(node.line, path),
                Bilingual("须为文字，或含 text 的映射", "must be text or a mapping with text"),
            )
            return Cell(())
        try:
            return Cell(decode("" if node.is_null else node.value))
        except InlineError as error:
            self._problems.add(place_of(node.line, path), error.message)
            return Cell(())


def _plain_items(fields: Fields, key: str) -> Iterator[str]:
    for number, node in enumerate(fields.items(key)):
        if not isinstance(node, Scalar):
            fields.add_error(f"{key}[{number}]", Bilingual("须为文字", "must be text"), node.line)
            continue
        try:
            yield decode_plain(node.value)
        except InlineError as error:
            fields.add_error(f"{key}[{number}]", error.message, node.line)
