"""Agreement -> canonical YAML text. Written by hand and not by a YAML library: ours is one fixed shape, and many
files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from agreement_tool.model import Agreement, Cell, Clause, Doubt, Furniture, Source, Span, Unread
from agreement_tool.store.canonical import table_spans
from agreement_tool.store.evidence import Usual, clause_spans, unusual_signals, usual_signals
from agreement_tool.store.pages import write_pages
from agreement_tool.store.scalars import quoted, scalar
from agreement_tool.text.addresses import Addresses
from agreement_tool.text.inline import encode, encode_lines, encode_plain
from agreement_tool.text.labels import parse_label

SCHEMA = "agreement/1"
DEFAULT_LOCALE = "zh-CN"
DEFAULT_STATUS = "draft"


def written(
    agreement: Agreement,
    comments: Mapping[str, Sequence[str]],
    usual: Usual | None = None,
    spelled: frozenset[str] = frozenset(),
) -> Iterator[str]:
    """The lines of the file for a canonical agreement. `comments`: eid ('' for the head) -> '# …' lines.

    `usual`: the signals of the head (the agreement's own by default); `spelled`: wids that are written in any case.
    """
    usual = usual_signals(agreement) if usual is None else usual
    yield from comments.get("", ())
    yield from _head(agreement)
    if agreement.source:
        yield from _source(agreement.source)
    if usual:
        yield "signals:"
        for marks, signals in usual.items():
            yield f"  {' '.join(marks)}: {' '.join(signals)}"
    title_signals = unusual_signals(agreement.title_spans, usual)
    if title_signals is not None:
        yield f"title_signals: {_signal_list(title_signals)}"
    yield from _listed("furniture", (_furniture(piece) for piece in agreement.furniture))
    yield from _listed("doubts", (_doubt(doubt) for doubt in agreement.doubts))
    if agreement.clauses:
        yield "clauses:"
        yield from _Clauses(usual, comments, spelled).under(agreement.clauses, "", 2)


def _head(agreement: Agreement) -> Iterator[str]:
    yield f"schema: {SCHEMA}"
    yield f"id: {scalar(encode_plain(agreement.id))}"
    yield f"version: {quoted(encode_plain(agreement.version))}"
    yield f"title: {scalar(encode(agreement.title_spans))}"
    if agreement.locale != DEFAULT_LOCALE:
        yield f"locale: {scalar(encode_plain(agreement.locale))}"
    if agreement.status != DEFAULT_STATUS:
        yield f"status: {scalar(encode_plain(agreement.status))}"
    for key, value in (
        ("published", agreement.published),
        ("effective", agreement.effective),
        ("supersedes", agreement.supersedes),
    ):
        if value is not None:
            yield f"{key}: {quoted(encode_plain(value))}"


def _source(source: Source) -> Iterator[str]:
    yield "source:"
    yield f"  name: {scalar(encode_plain(source.name))}"
    yield f"  sha256: {quoted(encode_plain(source.sha256))}"
    if source.pages is not None:
        yield f"  pages: {source.pages}"
    if source.reader:
        yield f"  reader: {scalar(encode_plain(source.reader))}"
    if source.properties:
        yield "  properties:"
        for key, value in source.properties:
            yield f"    - name: {scalar(encode_plain(key))}"
            yield f"      value: {scalar(encode_plain(value))}"
    yield from (f"  {line}" for line in _listed("unread", (_unread(entry) for entry in source.unread)))


def _unread(entry: Unread) -> Iterator[tuple[str, str]]:
    yield "what", entry.what
    yield "count", str(entry.count)
    if entry.pages:
        yield "pages", quoted(write_pages(entry.pages))
    if entry.places:
        yield "places", "[" + ", ".join(quoted(encode_plain(place)) for place in entry.places) + "]"
    if entry.clauses:
        yield "clauses", "[" + ", ".join(quoted(encode_plain(eid)) for eid in entry.clauses) + "]"
    if entry.words:
        yield "words", quoted(encode_plain(entry.words))
    yield "message", scalar(encode_plain(entry.sentence.zh))
    if entry.sentence.en != entry.sentence.zh:
        yield "message_en", scalar(encode_plain(entry.sentence.en))


def _furniture(piece: Furniture) -> Iterator[tuple[str, str]]:
    yield "text", scalar(encode_plain(piece.text))
    yield "kind", piece.kind
    if piece.pages:
        yield "pages", quoted(write_pages(piece.pages))


def _doubt(doubt: Doubt) -> Iterator[tuple[str, str]]:
    yield "code", scalar(encode_plain(doubt.code))
    yield "message", scalar(encode_plain(doubt.message.zh))
    if doubt.message.en != doubt.message.zh:
        yield "message_en", scalar(encode_plain(doubt.message.en))
    if doubt.page is not None:
        yield "page", str(doubt.page)
    if doubt.text:
        yield "text", scalar(encode_plain(doubt.text))


def _listed(key: str, entries: Iterator[Iterator[tuple[str, str]]]) -> Iterator[str]:
    for number, entry in enumerate(entries):
        if not number:
            yield f"{key}:"
        for position, (name, value) in enumerate(entry):
            yield f"  {'  ' if position else '- '}{name}: {value}"


def _signal_list(signals: Sequence[Sequence[str]]) -> str:
    return "[" + ", ".join(quoted(" ".join(of_span)) for of_span in signals) + "]"


class _Clauses:
    """Clauses as list items. Addresses are handed out as the reader of the file will, to leave out what it can
    derive."""

    def __init__(self, usual: Usual, comments: Mapping[str, Sequence[str]], spelled: frozenset[str]) -> None:
        self._usual = usual
        self._spelled = spelled
        self._comments = comments
        self._addresses = Addresses()

    def under(self, clauses: Sequence[Clause], parent: str, indent: int) -> Iterator[str]:
        """The lines of sibling clauses, their dashes `indent` columns in."""
        margin = " " * indent
        for clause in clauses:
            for comment in self._comments.get(clause.eid, ()):
                yield margin + comment
            dash = f"{margin}- "
            for line in self._fields(clause, parent):
                yield dash + line
                dash = f"{margin}  "
            if clause.children:
                yield f"{margin}  clauses:"
                yield from self.under(clause.children, clause.eid, indent + 4)

    def _fields(self, clause: Clause, parent: str) -> Iterator[str]:
        if clause.label is not None:
            yield f"label: {quoted(encode_plain(clause.label))}"
        yield f"kind: {clause.kind}"
        yield from self._identity(clause, parent)
        if clause.generated:
            yield "generated: true"
        if clause.page is not None:
            yield f"page: {clause.page}"
        if clause.title:
            yield f"title: {scalar(encode(clause.title))}"
        yield from self._text(clause)

    def _identity(self, clause: Clause, parent: str) -> Iterator[str]:
        # "i." is 9 or 1: what the reader of the file would take it for, knowing no number, need not be written.
        likeliest = parse_label(clause.label) if clause.label is not None else None
        if clause.number != (likeliest.number if likeliest else ()):
            yield f"number: [{', '.join(map(str, clause.number))}]"
        label = parse_label(clause.label, clause.number) if clause.label is not None else None
        if clause.eid != self._addresses.address(parent, clause.kind, label):
            yield f"eid: {quoted(encode_plain(clause.eid))}"
        if clause.wid != clause.eid or clause.wid in self._spelled:
            yield f"wid: {quoted(encode_plain(clause.wid))}"

    def _text(self, clause: Clause) -> Iterator[str]:
        spelled = _spelled(clause)
        signals = unusual_signals(clause_spans(spelled), self._usual)
        if signals is not None:
            yield f"signals: {_signal_list(signals)}"
        if spelled.spans:
            yield "text: |-"
            for line in encode_lines(spelled.spans):
                yield f"  {line}"
        elif clause.rows and spelled is clause:
            yield 'text: ""'
        if clause.rows:
            yield "rows:"
            yield from _rows(clause.rows)


def _spelled(clause: Clause) -> Clause:
    """The clause without the text that its rows already tell."""
    return replace(clause, spans=()) if clause.rows and clause.spans == table_spans(clause.rows) else clause


def _rows(rows: Sequence[Sequence[Cell]]) -> Iterator[str]:
    for row in rows:
        if not row:
            yield "  - []"
        for number, cell in enumerate(row):
            yield f"  {'  ' if number else '- '}- {_cell(cell.spans, cell.colspan, cell.rowspan)}"


def _cell(spans: Sequence[Span], colspan: int, rowspan: int) -> str:
    text = encode(spans)
    if (colspan, rowspan) == (1, 1):
        return scalar(text) if text else '""'
    return f"{{text: {quoted(text)}, colspan: {colspan}, rowspan: {rowspan}}}"
