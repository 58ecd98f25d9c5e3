r"""Spans written inside plain text: `**粗体**`, `<u>下划线</u>`, `<i>斜体</i>`, `<mark colour size highlight>…</mark>`.

A mark is on or off in the model (readers do not keep which colour), so `<mark …>` names the marks and no values.

A backslash spells what the notation cannot hold, or what a person could not see:
`\*` `\<` `\\` are themselves; `\n` a line break of the text, `\t` a tab, `\s` a blank at the edge of a written line,
`\u{200B}` any other invisible character by its code point. Line breaks of the written text are layout and mean nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from agreement_tool.bilingual import Bilingual
from agreement_tool.model import MARKS, Mark, Span
from agreement_tool.text import sentences
from agreement_tool.text.patterns import compiled


class InlineError(ValueError):
    """Written text that cannot be decoded; `message` says what is wrong and quotes the place."""

    def __init__(self, message: Bilingual) -> None:
        super().__init__(str(message))
        self.message = message


_TAGS: tuple[tuple[Mark, str, str], ...] = (
    ("bold", "**", "**"),
    ("underline", "<u>", "</u>"),
    ("italic", "<i>", "</i>"),
)
"""Marks with a notation of their own, outermost first: one fixed order makes the written form canonical."""

_NAMED: tuple[Mark, ...] = ("colour", "size", "highlight")
"""Marks without one: `<mark colour>`, always outside of the others."""

INVISIBLE = (
    "\x00-\u001f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufff9-\uffff"
    "\U000e0000-\U000e0fff"
)
"""Controls, zero-width and bidirectional characters, separators, surrogates, non-characters (a regex class)."""

_TO_ESCAPE = compiled(rf"[\\*<{INVISIBLE}]")
_TO_SHOW = compiled(rf"(?![\n\ufffd])[{INVISIBLE}]")
_PICTURES = {chr(code): chr(0x2400 + code) for code in range(0x20)} | {"\x7f": "␡"}
_TO_ESCAPE_PLAIN = compiled(rf"[\\{INVISIBLE}]")
_SHORT = {"\\": "\\\\", "*": "\\*", "<": "\\<", "\n": "\\n", "\t": "\\t", " ": "\\s"}
_LONG = {escape[1]: character for character, escape in _SHORT.items()}

_ESCAPE = r"\\u\{(?P<code>[0-9A-Fa-f]{1,6})\}|\\(?P<short>[\\*<nts])|(?P<layout>[\r\n])"
_PLAIN_TOKEN = compiled(_ESCAPE)
_TOKEN = compiled(rf"{_ESCAPE}|(?P<tag>\*\*|</?[ui]>|<mark(?P<named>(?: [a-z]+)*)>|</mark>)")


def merge(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The canonical spans of the same text: none empty, no signal without a mark, no two neighbours alike."""
    spans = tuple(spans)
    if len(spans) == 1 and spans[0].text and not spans[0].signals:
        return spans
    merged: list[Span] = []
    more: list[str] = []
    for span in spans:
        if not span.text:
            continue
        signals = span.signals if span.marks else ()
        if merged and (merged[-1].marks, merged[-1].signals) == (span.marks, signals):
            more.append(span.text)
            continue
        if more:
            _lengthen(merged, more)
        merged.append(Span(span.text, span.marks, signals))
    if more:
        _lengthen(merged, more)
    return tuple(merged)


def _lengthen(spans: list[Span], more: list[str]) -> None:
    """Append the texts to the last span, all at once: one by one would copy it each time. Empties `more`."""
    last = spans[-1]
    spans[-1] = Span("".join([last.text, *more]), last.marks, last.signals)
    more.clear()


def by_marks(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The spans by their marks alone: 您同意本 APP 服务, bold throughout, is one, whatever signal each face gives."""
    return merge(Span(span.text, span.marks) for span in spans)


def encode(spans: Iterable[Span]) -> str:
    """The spans on one written line; `merge(decode(encode(spans)))` are the merged spans without their signals."""
    return _keep_edges("".join(_written(merge(spans), frozenset())))


def encode_lines(spans: Iterable[Span]) -> tuple[str, ...]:
    """The spans as written lines, one sentence a line; joined (by line breaks or nothing) they decode as `encode`
    does."""
    spans = merge(spans)
    if not spans:
        return ()
    breaks = frozenset(sentences.breaks("".join(span.text for span in spans)))
    return tuple(_keep_edges(line) for line in "".join(_written(spans, breaks)).split("\n"))


def decode(written: str) -> tuple[Span, ...]:
    """The spans of a written text, without signals. Marked neighbours written apart (`**甲****乙**`) stay apart.

    Raises InlineError for a mark that is not closed, closed out of order, opened twice, or unknown in `<mark …>`.
    """
    if "*" not in written and "<" not in written and "\\" not in written:
        plain = written.replace("\n", "").replace("\r", "")
        return (Span(plain),) if plain else ()
    reading = _Reading()
    position = 0
    for token in _TOKEN.finditer(written):
        reading.text.append(written[position : token.start()])
        position = token.end()
        if token["tag"]:
            reading.tag(token)
        else:
            reading.text.append(_meaning(token))
    reading.text.append(written[position:])
    return reading.finish()


def encode_plain(text: str) -> str:
    """Text without marks on one line: only backslashes, invisible characters and blank edges are spelled out."""
    return _keep_edges(_TO_ESCAPE_PLAIN.sub(lambda match: _escape(match[0]), text))


def decode_plain(written: str) -> str:
    """The text that `encode_plain` wrote. Raises InlineError for an impossible code point."""
    return _PLAIN_TOKEN.sub(_meaning, written)


def visible(text: str) -> str:
    """Text for a terminal or a web page: what could move the cursor, hide or reorder text is spelled out.

    Line breaks stay. Unlike `encode_plain` this is for looking at: it cannot be decoded.
    """
    return _TO_SHOW.sub(lambda match: _escape(match[0]), text)


def pictured(text: str) -> str:
    """As `visible`, one character for one, so that offsets into the text stay true: ESC becomes ␛, others �."""
    return _TO_SHOW.sub(lambda match: _PICTURES.get(match[0], "�"), text)


def _written(spans: Sequence[Span], breaks: frozenset[int]) -> Iterator[str]:
    """Tags, escaped text, and a line break at each offset of `breaks` (behind the tags that close there)."""
    open_tags: list[tuple[str, str]] = []
    offset = 0
    for span in spans:
        tags = _tags(span.marks)
        kept = _kept(open_tags, tags)
        yield from (closer for _, closer in reversed(open_tags[kept:]))
        if offset in breaks:
            yield "\n"
        yield from (opener for opener, _ in tags[kept:])
        yield _broken(span.text, offset, breaks)
        open_tags = tags
        offset += len(span.text)
    yield from (closer for _, closer in reversed(open_tags))


def _broken(text: str, offset: int, breaks: frozenset[int]) -> str:
    """The span's text, escaped, with line breaks at those `breaks` that fall inside it."""
    inside = [at - offset for at in range(offset + 1, offset + len(text)) if at in breaks] if breaks else []
    edges = [0, *inside, len(text)]
    pieces = (text[start:end] for start, end in pairwise(edges))
    return "\n".join(_TO_ESCAPE.sub(lambda match: _escape(match[0]), piece) for piece in pieces)


def _tags(marks: Sequence[Mark]) -> list[tuple[str, str]]:
    """(opener, closer) of every tag the marks need, outermost first."""
    named = [mark for mark in _NAMED if mark in marks]
    tags = [(f"<mark {' '.join(named)}>", "</mark>")] if named else []
    return tags + [(opener, closer) for mark, opener, closer in _TAGS if mark in marks]


def _kept(old: list[tuple[str, str]], new: list[tuple[str, str]]) -> int:
    """How many outer tags stay open between two spans. Equal marks (other signals) close the innermost:
    `**甲****乙**`."""
    kept = 0
    while kept < min(len(old), len(new)) and old[kept] == new[kept]:
        kept += 1
    return kept - 1 if kept == len(old) == len(new) and kept else kept


def _keep_edges(line: str) -> str:
    """Spell out a blank at either edge of a written line: editors and YAML would eat it."""
    if line and line[-1].isspace():
        line = line[:-1] + _escape(line[-1])
    if line and line[0].isspace():
        line = _escape(line[0]) + line[1:]
    return line


def _escape(character: str) -> str:
    return _SHORT.get(character) or f"\\u{{{ord(character):X}}}"


def _meaning(token: re.Match[str]) -> str:
    """The character that an escape stands for; '' for a line break of the layout."""
    if token["code"]:
        if (code := int(token["code"], 16)) > 0x10FFFF:
            raise InlineError(Bilingual(f"{token[0]} 不是 Unicode 字符", f"{token[0]} is no Unicode character"))
        return chr(code)
    return _LONG[token["short"]] if token["short"] else ""


class _Reading:
    """Spans read so far, the open tags, and the text since the last tag."""

    def __init__(self) -> None:
        self.text: list[str] = []
        self._spans: list[Span] = []
        self._more: list[str] = []
        """Unmarked text that follows unmarked text: a mark around nothing stood between."""
        self._open: list[tuple[str, tuple[Mark, ...]]] = []

    def tag(self, token: re.Match[str]) -> None:
        self._flush()
        closer, marks = _read_tag(token)
        is_open = closer in (open_closer for open_closer, _ in self._open)
        if token["tag"] == closer and (is_open or closer != "**"):
            self._close(closer)
        elif is_open:
            raise InlineError(
                Bilingual(
                    f"{token['tag']} 在另一个 {token['tag']} 之内又开始",
                    f"{token['tag']} is opened inside another {token['tag']}",
                )
            )
        else:
            self._open.append((closer, marks))

    def finish(self) -> tuple[Span, ...]:
        self._flush()
        if self._open:
            raise InlineError(
                Bilingual(
                    f"缺少 {self._open[-1][0]}：标记有开始、没有结束",
                    f"{self._open[-1][0]} is missing: a mark is opened and never closed",
                )
            )
        if self._more:
            _lengthen(self._spans, self._more)
        return tuple(self._spans)

    def _close(self, closer: str) -> None:
        if not self._open or self._open[-1][0] != closer:
            raise InlineError(
                Bilingual(
                    f"{closer} 结束的不是最后开始的标记", f"{closer} closes a mark that is not the last one opened"
                )
            )
        self._open.pop()

    def _flush(self) -> None:
        text = "".join(self.text)
        self.text.clear()
        if not text:
            return
        on = {mark for _, marks in self._open for mark in marks}
        marks = tuple(mark for mark in MARKS if mark in on)
        if not marks and self._spans and not self._spans[-1].marks:
            self._more.append(text)
            return
        if self._more:
            _lengthen(self._spans, self._more)
        self._spans.append(Span(text, marks))


def _read_tag(token: re.Match[str]) -> tuple[str, tuple[Mark, ...]]:
    """(closer, marks) of an opening or closing tag."""
    tag = token["tag"]
    for mark, opener, closer in _TAGS:
        if tag in (opener, closer):
            return closer, (mark,)
    names = (token["named"] or "").split()
    if tag != "</mark>" and (not names or set(names) - set(_NAMED)):
        raise InlineError(
            Bilingual(
                f"{tag} 须写明 {'、'.join(_NAMED)} 中的一个或几个",
                f"{tag} must name one or more of {', '.join(_NAMED)}",
            )
        )
    return "</mark>", tuple(mark for mark in _NAMED if mark in names)
