"""The language server protocol over `pipeline.editor`: positions, Markdown, and a bound on every request.

The open text is checked, never the file on disk. A request that takes more time or memory than a command may is
stopped and reported to the editor; the server goes on.
"""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.uris import to_fs_path

from agreement_tool import bounds
from agreement_tool.bilingual import Bilingual, bilingual
from agreement_tool.cli.language import Language
from agreement_tool.errors import AgreementError
from agreement_tool.model import Severity
from agreement_tool.pipeline.editor import (
    Buffer,
    HoverText,
    LineEdit,
    LineSpan,
    OutlineEntry,
    Problem,
    QuickFix,
    is_clause_text,
)
from agreement_tool.pipeline.settings import check_settings
from agreement_tool.report.diff_markdown import escape
from agreement_tool.report.rule_docs import as_markdown, explained
from agreement_tool.text.inline import visible
from agreement_tool.version import __version__

Answer = TypeVar("Answer")
NAME = "agreement"
SEVERITIES = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.INFO: types.DiagnosticSeverity.Information,
}
KINDS = {
    "part": types.SymbolKind.Module, "chapter": types.SymbolKind.Namespace, "section": types.SymbolKind.Namespace,
    "heading": types.SymbolKind.Namespace, "article": types.SymbolKind.Class, "level": types.SymbolKind.Class,
    "item": types.SymbolKind.Method, "point": types.SymbolKind.Method, "table": types.SymbolKind.Array,
}  # fmt: skip
"""Kinds of clauses by the signs that editors have; a paragraph is a string."""


class OutOfTimeError(Exception):
    """A request used up its processor time."""


def serve(lang: Language, debounce: float) -> None:
    """Serve one editor over stdio until it says goodbye or goes away."""
    server = Server(lang, debounce)
    if hasattr(signal, "SIGXCPU"):
        signal.signal(signal.SIGXCPU, server.out_of_time)
    spoken, heard = os.fdopen(os.dup(1), "wb"), os.fdopen(os.dup(0), "rb")
    os.dup2(2, 1)  # nothing but the protocol reaches the editor
    server.start_io(heard, spoken)


class Server(LanguageServer):
    """One editor's server. The text is sent whole: protocol and Python do not agree on what ends a line."""

    def __init__(self, lang: Language, debounce: float) -> None:
        super().__init__(NAME, __version__, text_document_sync_kind=types.TextDocumentSyncKind.Full)
        self.lang = lang
        self.debounce = debounce
        self.buffers: dict[str, Buffer] = {}
        """The last text of each document that was looked at."""
        self.outlines: dict[str, list[types.DocumentSymbol]] = {}
        """The last outline that could be made: it stays while a line is half-typed."""
        self._waiting: dict[str, asyncio.Task[None]] = {}
        self._working = False
        _register_documents(self)
        _register_questions(self)
        _register_actions(self)

    def out_of_time(self, *_: object) -> None:
        """The system says that the time is over: the request ends; between requests nothing does."""
        if self._working:
            raise OutOfTimeError
        bounds.next_file("")

    @contextmanager
    def _bounded(self, name: str) -> Iterator[None]:
        bounds.next_file(name)
        self._working = True
        try:
            yield
        finally:
            self._working = False

    def answered(self, uri: str, answer: Callable[[Buffer], Answer], otherwise: Answer) -> Answer:
        """What `answer` makes of a document's present text; `otherwise` where it is none of ours, or takes too much."""
        try:
            with self._bounded(uri):
                buffer = self.buffer(uri)
                return answer(buffer) if buffer else otherwise
        except (OutOfTimeError, MemoryError, AgreementError, RecursionError) as error:
            self.window_log_message(types.LogMessageParams(types.MessageType.Warning, self.say(_failure(error))))
            return otherwise

    def say(self, what: Bilingual) -> str:
        """In the server's language, without anything that nobody sees."""
        return visible(what.in_language(self.lang))

    def buffer(self, uri: str) -> Buffer | None:
        """The analysis of a document's present text; None where it is no clause file."""
        text, path = self.workspace.get_text_document(uri).source, _relative(uri)
        held = self.buffers.get(uri)
        if held is not None and held.text == text:
            return held
        settings = check_settings()
        if not is_clause_text(path, text, settings.root):
            self.buffers.pop(uri, None)
            return None
        self.buffers[uri] = made = Buffer(text, path, settings)
        return made

    def check_later(self, uri: str, delay: float) -> None:
        """Check a document when nobody has typed for a while."""
        waiting = self._waiting.pop(uri, None)
        if waiting is not None:
            waiting.cancel()
        self._waiting[uri] = asyncio.get_running_loop().create_task(self._check_after(uri, delay))

    async def _check_after(self, uri: str, delay: float) -> None:
        await asyncio.sleep(delay)
        self.publish(uri)

    def publish(self, uri: str) -> None:
        """Tell the editor what is found in a document's present text."""
        if uri not in self.workspace.text_documents:
            return
        version = self.workspace.get_text_document(uri).version
        try:
            with self._bounded(uri):
                buffer = self.buffer(uri)
                found = [self.diagnostic(buffer, problem) for problem in buffer.problems] if buffer else []
        except (OutOfTimeError, MemoryError, AgreementError, RecursionError) as error:
            found = [_whole(self.say(_failure(error)))]
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, found, version))

    def forget(self, uri: str) -> None:
        """A document is closed."""
        waiting = self._waiting.pop(uri, None)
        if waiting is not None:
            waiting.cancel()
        self.buffers.pop(uri, None)
        self.outlines.pop(uri, None)
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, []))

    def diagnostic(self, buffer: Buffer, problem: Problem) -> types.Diagnostic:
        """A problem as the protocol has it; what the baseline knows is a hint."""
        severity = types.DiagnosticSeverity.Hint if problem.known else SEVERITIES[problem.severity]
        return types.Diagnostic(
            range=self.range_of(buffer, problem.place),
            message=self.say(problem.message),
            severity=severity,
            code=problem.code,
            source=NAME,
        )

    def range_of(self, buffer: Buffer, place: LineSpan) -> types.Range:
        """A stretch in the editor's units."""
        ends = (self._position(buffer, place.line, place.start), self._position(buffer, place.line, place.end))
        return types.Range(*ends)

    def _position(self, buffer: Buffer, line: int, column: int) -> types.Position:
        written = buffer.lines[line][:column] if line < len(buffer.lines) else ""
        return types.Position(line, self.workspace.position_codec.client_num_units(written))

    def column_of(self, buffer: Buffer, position: types.Position) -> int:
        """The code point at a place that the editor names; the line's end for places behind it."""
        if position.line >= len(buffer.lines):
            return 0
        used, codec = 0, self.workspace.position_codec
        for column, character in enumerate(buffer.lines[position.line]):
            if used >= position.character:
                return column
            used += codec.client_num_units(character)
        return len(buffer.lines[position.line])

    def text_edit(self, buffer: Buffer, edit: LineEdit) -> types.TextEdit:
        """An edit in the editor's units."""
        ends = (self._position(buffer, *edit.start), self._position(buffer, *edit.end))
        return types.TextEdit(types.Range(*ends), edit.text)

    def markup(self, texts: tuple[HoverText, ...]) -> types.MarkupContent:
        """What a hover says, in Markdown where the editor shows it; text of the agreement never is markup."""
        if self._shows_markdown():
            parts = [
                f"{escape(self.say(each.message))}\n\n{as_markdown(each.rule, lang=self.lang)}"
                if each.rule
                else escape(self.say(each.message))
                for each in texts
            ]
            return types.MarkupContent(types.MarkupKind.Markdown, "\n\n---\n\n".join(parts))
        parts = [
            "\n".join(
                filter(None, (self.say(each.message), explained([each.rule], lang=self.lang) if each.rule else ""))
            )
            for each in texts
        ]
        return types.MarkupContent(types.MarkupKind.PlainText, "\n\n".join(parts))

    def _shows_markdown(self) -> bool:
        document = self.client_capabilities.text_document
        formats = document.hover.content_format if document and document.hover else None
        return types.MarkupKind.Markdown in (formats or ())


def _register_documents(server: Server) -> None:
    """What the editor tells of its documents."""

    @server.feature(types.INITIALIZED)
    def initialized(_: types.InitializedParams) -> None:
        root = server.workspace.root_path
        if root and Path(root).is_dir():
            os.chdir(root)  # where configuration, clauses/ and baseline are looked for, as on the command line

    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    async def opened(params: types.DidOpenTextDocumentParams) -> None:
        server.check_later(params.text_document.uri, 0.0)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    async def changed(params: types.DidChangeTextDocumentParams) -> None:
        server.check_later(params.text_document.uri, server.debounce)

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    async def saved(params: types.DidSaveTextDocumentParams) -> None:
        server.buffers.pop(params.text_document.uri, None)  # configuration and decisions may be new
        server.check_later(params.text_document.uri, 0.0)

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def closed(params: types.DidCloseTextDocumentParams) -> None:
        server.forget(params.text_document.uri)


def _register_questions(server: Server) -> None:
    """What the editor asks about a document."""

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    def hover(params: types.HoverParams) -> types.Hover | None:
        def answer(buffer: Buffer) -> types.Hover | None:
            texts = buffer.hover_at(params.position.line, server.column_of(buffer, params.position))
            return types.Hover(server.markup(texts), server.range_of(buffer, texts[0].place)) if texts else None

        return server.answered(params.text_document.uri, answer, None)

    @server.feature(types.TEXT_DOCUMENT_DEFINITION)
    def definition(params: types.DefinitionParams) -> list[types.Location]:
        uri = params.text_document.uri

        def answer(buffer: Buffer) -> list[types.Location]:
            places = buffer.referred_at(params.position.line, server.column_of(buffer, params.position))
            return [types.Location(uri, server.range_of(buffer, place)) for place in places]

        return server.answered(uri, answer, [])

    @server.feature(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL)
    def symbols(params: types.DocumentSymbolParams) -> list[types.DocumentSymbol]:
        uri = params.text_document.uri

        def answer(buffer: Buffer) -> list[types.DocumentSymbol]:
            if buffer.subject is not None:
                server.outlines[uri] = [_symbol(server, buffer, entry) for entry in buffer.entries()]
            return server.outlines.get(uri, [])

        return server.answered(uri, answer, [])


def _register_actions(server: Server) -> None:
    """What the editor offers to change."""
    kinds = [types.CodeActionKind.QuickFix, types.CodeActionKind.SourceFixAll]

    @server.feature(types.TEXT_DOCUMENT_CODE_ACTION, types.CodeActionOptions(code_action_kinds=kinds))
    def actions(params: types.CodeActionParams) -> list[types.CodeAction]:
        return server.answered(params.text_document.uri, lambda buffer: list(_actions(server, buffer, params)), [])


def _actions(server: Server, buffer: Buffer, params: types.CodeActionParams) -> Iterator[types.CodeAction]:
    def asked_for(kind: str) -> bool:
        return not params.context.only or any(
            kind == only or kind.startswith(f"{only}.") for only in params.context.only
        )

    def action(offered: QuickFix, kind: types.CodeActionKind) -> types.CodeAction:
        return types.CodeAction(
            title=server.say(offered.title),
            kind=kind,
            diagnostics=[server.diagnostic(buffer, offered.problem)] if offered.problem else None,
            edit=types.WorkspaceEdit({params.text_document.uri: [server.text_edit(buffer, e) for e in offered.edits]}),
            is_preferred=True if offered.problem else None,
        )

    if asked_for(types.CodeActionKind.QuickFix.value):
        for offered in buffer.fixes(params.range.start.line, params.range.end.line):
            yield action(offered, types.CodeActionKind.QuickFix)
    if asked_for(types.CodeActionKind.SourceFixAll.value) and (everything := buffer.fix_all()):
        yield action(everything, types.CodeActionKind.SourceFixAll)


def _symbol(server: Server, buffer: Buffer, entry: OutlineEntry) -> types.DocumentSymbol:
    last = min(entry.last, len(buffer.lines) - 1)
    first = server.range_of(buffer, LineSpan(entry.first, 0, len(buffer.lines[entry.first])))
    end = server.range_of(buffer, LineSpan(last, 0, len(buffer.lines[last]))).end
    return types.DocumentSymbol(
        name=server.say(Bilingual(entry.name, entry.name)),
        kind=KINDS.get(entry.kind, types.SymbolKind.String),
        range=types.Range(first.start, end),
        selection_range=first,
        children=[_symbol(server, buffer, below) for below in entry.below],
    )


def _relative(uri: str) -> str:
    """The document's path as the command line would have it; the address itself where it is no file."""
    path = to_fs_path(uri)
    if not path:
        return uri
    place = Path(path)
    return place.relative_to(Path.cwd()).as_posix() if place.is_relative_to(Path.cwd()) else place.as_posix()


def _failure(error: Exception) -> Bilingual:
    if isinstance(error, OutOfTimeError):
        return bounds.too_long(bounds.own_limits())
    if isinstance(error, MemoryError):
        return bounds.too_large(bounds.own_limits())
    if isinstance(error, AgreementError):
        return bilingual(error.what)
    return Bilingual("嵌套过深", "it is nested too deep")


def _whole(message: str) -> types.Diagnostic:
    """A remark on the document, at its beginning."""
    start = types.Position(0, 0)
    return types.Diagnostic(types.Range(start, start), message, types.DiagnosticSeverity.Warning, source=NAME)
