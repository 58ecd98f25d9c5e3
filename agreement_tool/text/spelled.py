"""Text of strangers inside outputs that something obeys: a terminal, a page, a workflow's log, JSON, XML.

What could move a cursor, hide or reorder text is spelled out by the rules of each format, so that it is seen and means
nothing: `\\u{202E}` for people (`text.inline.visible`), `\\u202e` in JSON, where it means the same as before.
"""

from __future__ import annotations

import json
import re
from functools import lru_cache
from json.encoder import encode_basestring
from typing import Any

from agreement_tool.text.inline import INVISIBLE, visible
from agreement_tool.text.patterns import compiled

_COLOUR = compiled(r"(\x1b\[[0-9;]*m)")
"""ECMA-48 SGR: how the tool itself colours its words. Colours at most is what a stranger's text could set."""
_WORKFLOW = compiled(r"(?P<before>^[^\S\n]*)(?P<sign>:)(?=:)|(?P<mark>#)(?=#\[)", re.MULTILINE)
_IN_XML = compiled(f"(?![\n\r\t\ufffd])[{INVISIBLE}]")
_IN_JSON = compiled(f"(?![\n\ufffd])[{INVISIBLE}]")


def for_terminal(text: str, *, coloured: bool) -> str:
    """Text as it may be printed: everything invisible spelled out but line breaks, tabs and, if `coloured`, colours."""
    if not coloured:
        return visible_but_tabs(text)
    pieces = _COLOUR.split(text)
    return "".join(piece if place % 2 else visible_but_tabs(piece) for place, piece in enumerate(pieces))


def for_workflow(text: str) -> str:
    """Text in which no line is a command to a GitHub runner: `::` at a line's start, and `##[` anywhere, are spelled
    out.

    Source: the runner's ActionCommand.cs, TryParseV2 (which trims the line first) and TryParse. What is spelled out so
    means the same in a clause file.
    """
    return _WORKFLOW.sub(_spell_command, text)


def _spell_command(match: re.Match[str]) -> str:
    return f"{match['before'] or ''}\\u{{{ord(match['sign'] or match['mark']):X}}}"


def json_text(document: Any, *, indent: int | None = 2) -> str:
    """JSON with every character as it is, but those that nobody sees as escapes."""
    written = json.dumps(document, ensure_ascii=False) if indent is None else _indented(document, "", " " * indent)
    return json_escaped(written)


def json_file(document: Any) -> str:
    """The content of a JSON file: as `json_text`, and a newline at the end."""
    return json_text(document) + "\n"


def _indented(value: Any, margin: str, step: str) -> str:
    """As `json.dumps` with an indent, which is written in Python, piece by piece, and takes twice as long."""
    if isinstance(value, str):
        return encode_basestring(value)
    if value and isinstance(value, dict):
        inner = margin + step
        written = [f"{inner}{_key(key)}: {_indented(each, inner, step)}" for key, each in value.items()]
        return "{\n" + ",\n".join(written) + f"\n{margin}}}"
    if value and isinstance(value, (list, tuple)):
        inner = margin + step
        return "[\n" + ",\n".join([inner + _indented(each, inner, step) for each in value]) + f"\n{margin}]"
    if value is None:
        return "null"
    if value is True or value is False:
        return "true" if value else "false"
    if type(value) is int:
        return str(value)
    return "[]" if value == [] else json.dumps(value)


@lru_cache(maxsize=256, typed=True)
def _key(key: Any) -> str:
    return encode_basestring(key if isinstance(key, str) else json.dumps(key))


def json_escaped(written: str) -> str:
    """JSON text with its invisible characters as escapes; they can only stand inside of strings."""
    return _IN_JSON.sub(_json_escape, written).replace("##[", "#\\u0023[")


def _json_escape(match: re.Match[str]) -> str:
    units = match[0].encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[place]:02x}{units[place + 1]:02x}" for place in range(0, len(units), 2))


def xml_text(text: str) -> str:
    """Text that XML can hold (XML 1.0, production 2) and a reader can see: all else is spelled out; tabs stay tabs."""
    return visible_but_tabs(text)


def xml_escaped(written: str) -> str:
    """XML text with its invisible characters as character references, which mean the same."""
    return _IN_XML.sub(lambda match: f"&#x{ord(match[0]):X};", written)


def visible_but_tabs(text: str) -> str:
    """As `visible`; tabs stay tabs."""
    return "\t".join(map(visible, text.split("\t"))) if "\t" in text else visible(text)
