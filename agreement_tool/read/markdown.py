"""Markdown: rendered to HTML by markdown-it and read as that, with the habits of Chinese authors allowed for.

What Markdown would do differently from what its author typed is put right before: `**粗体。**后文` is bold although
CommonMark's flanking rules say no, `##标题` is a heading without the space, an indented paragraph is not code, a rule
under a paragraph makes no heading of it, and a list's numbers are those that were typed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from agreement_tool.bilingual import Bilingual
from agreement_tool.errors import SourceError
from agreement_tool.model import Furniture, SourceDocument
from agreement_tool.read.base import ReadOptions, digest
from agreement_tool.read.error_hints import CHECK_FILE
from agreement_tool.read.flow import lines_of
from agreement_tool.read.html import parse
from agreement_tool.read.html.blocks import TYPED, WHOLE
from agreement_tool.read.inventory import FOOTNOTE
from agreement_tool.read.markdown_literal import literal
from agreement_tool.read.paragraphs import continues, is_numbered
from agreement_tool.read.plain import decode
from agreement_tool.read.tex import linear
from agreement_tool.text.line_wording import names_a_document
from agreement_tool.text.patterns import compiled

if TYPE_CHECKING:
    from markdown_it.token import Token

# Markdown says that a line is a heading, not how it is printed.
_NO_HEADING_LOOK = "h1,h2,h3,h4,h5,h6{font-size:1em;font-weight:normal}"
_FRONT_MATTER = compiled(
    r"\A(?:---[ \t]*\n(?P<matter>(?:[\w.-]+[ \t]*:.*\n|[ \t#-].*\n)+?)(?:---|\.\.\.)"
    r"|\+\+\+[ \t]*\n(?P<toml>(?:[\w.-]+[ \t]*=.*\n|[\[ \t#].*\n|\n)+?)\+\+\+)[ \t]*\n"
)
_FRONT_TITLE = compiled(r"^title[ \t]*[:=](.+)$", re.MULTILINE | re.IGNORECASE)
_TIGHT_HEADING = compiled(r"^( {0,3}#{1,6})([^#\s])")
_STRONG = compiled(r"(?<![\\*])\*\*(?=[^\s*])(.+?)(?<=[^\s\\])\*\*(?!\*)")
_FENCE = compiled(r"^ {0,3}(```|~~~)")
_UNDERLINED = compiled(r"^ {0,3}(=+|-{3,})\s*$")
_LONGEST_SETEXT_TITLE = 40
_PART = 0.5
"""A fenced block with less than this share of the file is one unit, a drawing or code; else it is the agreement."""
MAX_BYTES = 4 * 1024 * 1024
"""A parsed Markdown file takes some six hundred times its size in memory; the longest agreement seen has 40 KB."""


def read(data: bytes, *, name: str, options: ReadOptions) -> SourceDocument:
    """Read a Markdown file. Raises SourceError when it is no text, or holds none."""
    if len(data) > MAX_BYTES:
        raise SourceError(
            Bilingual(
                f"Markdown 文件超过 {MAX_BYTES >> 20} MiB", f"a Markdown file of more than {MAX_BYTES >> 20} MiB"
            ),
            where=name,
            next_step=Bilingual("请拆分，或另存为 .txt。", "Split it, or save it as .txt."),
        )
    text, encoding = decode(data, name)
    matter, text = _front_matter(text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n"))
    if not text.strip():
        raise SourceError(
            Bilingual("文件中没有文字", "the file holds no text"),
            where=name,
            next_step=CHECK_FILE,
        )
    text, notes = without_footnotes(text)
    declared = _FRONT_TITLE.search(matter)
    title = declared.group(1).strip(" \t").strip("\"'") if declared else ""
    page = parse(_headed(render(text), title), name, first_rules=_NO_HEADING_LOOK)
    for note, place in notes:
        page.inventory.note(FOOTNOTE, words=note, place=place)
    return SourceDocument(
        name=name,
        sha256=digest(data),
        reader="markdown",
        lines=lines_of(page.blocks, page.inventory),
        furniture=(
            *((Furniture(matter, "other"),) if matter else ()),
            *page.furniture,
            *(Furniture(note, "other") for note, _ in notes),
        ),
        title=title or page.title,
        properties=(("encoding", encoding),),
        unread=page.inventory.entries(),
    )


def _front_matter(text: str) -> tuple[str, str]:
    """(YAML or TOML front matter without its rules, the rest)."""
    found = _FRONT_MATTER.match(text)
    return ((found.group("matter") or found.group("toml")).strip(), text[found.end() :]) if found else ("", text)


def _headed(page: str, title: str) -> str:
    """The page below the title that its front matter declares, as sites show it, where it has sections and no title:
    none of them is the title then."""
    heads = names_a_document(title) and "<h1" not in page and "<h2" in page
    return f"<h1>{escape(title, quote=False)}</h1>\n{page}" if heads else page


def render(text: str) -> str:
    """Markdown to HTML, list items with their typed numbers."""
    from markdown_it import MarkdownIt

    lines = as_meant(text.split("\n"))
    parser = MarkdownIt("commonmark", {"html": True, "breaks": not is_wrapped(lines)})
    parser.enable(["table", "strikethrough"]).disable(["code", "lheading", "reference"])
    tokens = parser.parse("\n".join(lines))
    _keep_typed_numbers(tokens)
    for token in tokens:
        if token.type == "fence" and len(token.content) < _PART * len(text):
            token.type, token.content = "html_block", f'<pre {WHOLE}="">{escape(token.content, quote=False)}</pre>'
    rendered: str = parser.renderer.render(tokens, parser.options, {})
    return rendered


def as_meant(lines: Sequence[str]) -> list[str]:
    """The lines with headings and bold text written as CommonMark wants them; fenced code is left alone."""
    meant: list[str] = []
    fenced = False
    for line in lines:
        fenced ^= bool(_FENCE.match(line))
        if fenced:
            meant.append(line)
        elif _UNDERLINED.match(line) and _is_setext_title(meant):
            meant[-1] = f"{'#' if line.strip()[0] == '=' else '##'} {meant[-1].strip()}"
        else:
            plain = in_html(_without_attributes(without_empty_bold(literal(line))))
            meant.append(_STRONG.sub(r"<strong>\1</strong>", _TIGHT_HEADING.sub(r"\1 \2", plain)))
    return meant


_ATTRIBUTES = re.compile(
    r"(?<![ \t])[ \t]*+\{:?[ \t]*+(?:[#.][\w-]++[ \t]*+"
    r"|[\w-]++=(?:\"[^\"}]*+\"|[\w-]++)[ \t]*+)+\}"
)
"""{#id .class key=value}, which several dialects write behind headings and spans; {{ token }} is none."""
_SHORTCODE = re.compile(r"(?<![\w:/])(:[a-z][a-z0-9]*(?:[_+-][a-z0-9]+)*:)(?![\w:/])")
""":warning:, :fontawesome-solid-check:, which several dialects show as an icon."""
_STARS = re.compile(r"(?<![\\*])(?:\*\*|\*{4})(?!\*)")
_LABEL_ONLY = re.compile(r"\d{1,3}(?:\.\d{1,3})*\Z")


def _without_attributes(line: str) -> str:
    if "{" in line:
        line = _ATTRIBUTES.sub("", line)
    return _SHORTCODE.sub("", line) if ":" in line else line


def without_empty_bold(line: str) -> str:
    """The line without `****` that ends one bold run and begins the next: editors leave them, Markdown prints them.

    138****1234 is a number with a mask, and stays.
    """
    if "****" not in line:
        return line
    text, opened, at = "", -1, 0
    for stars in _STARS.finditer(line):
        text += line[at : stars.start()]
        before, after = line[stars.start() - 1 : stars.start()], line[stars.end() : stars.end() + 1]
        at = stars.end()
        if len(stars.group()) == 2:
            opened = -1 if opened >= 0 else len(text) + 2
            text += "**"
        elif opened < 0 or (before.isdigit() and after.isdigit()):
            text += "****"
        elif after.strip():
            # A bold number and the bold words behind it stay apart.
            text += " " if _LABEL_ONLY.match(text[opened:]) else ""
        else:
            text, opened = text + "**", -1
    return text + line[at:]


_NOTE = re.compile(r"^\[\^([^\]\s]{1,40})\]:[ \t]*(.*(?:\n(?:[ \t]{2,}\S.*))*)\n?", re.MULTILINE)


def without_footnotes(text: str) -> tuple[str, list[tuple[str, str]]]:
    """The text without its footnotes, and these: (the note, the line that cites it). Only notes that have a text."""
    found: dict[str, str] = {}
    for note in _NOTE.finditer(text):
        words = " ".join(note.group(2).split())
        found[note.group(1)] = f"{found[note.group(1)]} {words}" if note.group(1) in found else words
    if not found:
        return text, []
    text = _NOTE.sub("", text)
    notes = []
    for key, words in found.items():
        mark = f"[^{key}]"
        citing = next((line for line in text.split("\n") if mark in line), "")
        notes.append((words, re.sub(r"\[\^[^\]]+\]|[#*>_`]", "", citing).strip()))
        text = text.replace(mark, "")
    return text, notes


_TICK = re.compile(r"^(\s*(?:[-*+]|\d{1,3}[.)])[ \t]+)\[([ xX])\][ \t]+")
_CONTAINER = re.compile(r"^\s*(?:!!!|\?\?\?\+?|:::+)[ \t]*+(?:[\w-]++)?[ \t]*+\"?([^\"]*+)\"?\s*$")
_CONTENTS = re.compile(r"^\s*(?:\[TOC\]|\[\[_?TOC_?\]\]|\$\{toc\}|@\[toc\](?:\([^)]*\))?)\s*$", re.IGNORECASE)
# CriticMarkup: what several editors write tracked changes in.
_CRITIC = (
    (re.compile(r"\{--([^{}]+?)--\}"), r"<del>\1</del>"),
    (re.compile(r"\{\+\+([^{}]+?)\+\+\}"), r"<ins>\1</ins>"),
    (re.compile(r"\{~~([^{}]+?)~>([^{}]+?)~~\}"), r"<del>\1</del><ins>\2</ins>"),
    (re.compile(r"\{>>([^{}]+?)<<\}"), r'<span hidden="">\1</span>'),
    (re.compile(r"\{==([^{}]+?)==\}"), r"<mark>\1</mark>"),
)
_HIGHLIGHT = re.compile(r"(?<![=\w])==(?=[^\s=])([^=]+?)(?<=[^\s=])==(?!=)")
_TEX = re.compile(r"\${1,2}(?=[^$\n]*\\[a-zA-Z])([^$\n]*+)\${1,2}")
_RAISED = re.compile(r"(?<=\w)\^(\d{1,3})\^")


def in_html(line: str) -> str:
    """The habits of other dialects as the HTML that they mean: ticks, boxes, tracked changes, highlights, powers."""
    if _CONTENTS.match(line):
        return ""
    box = _CONTAINER.match(line)
    if box and line.lstrip()[:3] in ("!!!", "???", ":::"):
        return box.group(1).rstrip()
    line = _TICK.sub(lambda found: f"{found.group(1)}{'☐' if found.group(2) == ' ' else '☑'} ", line)
    if "{" in line:
        for pattern, meant in _CRITIC:
            line = pattern.sub(meant, line)
    line = _HIGHLIGHT.sub(r"<mark>\1</mark>", line) if "==" in line else line
    line = _RAISED.sub(r"<sup>\1</sup>", line) if "^" in line else line
    if "$" in line and "\\" in line:
        line = _TEX.sub(lambda found: escape(linear(found.group(1)), quote=False), line)
    return line[2:].lstrip() if line.startswith(": ") else line


def _is_setext_title(above: Sequence[str]) -> bool:
    """Whether a rule underlines a title: one short line of its own that is no sentence."""
    if not above or not above[-1].strip() or (len(above) > 1 and above[-2].strip()):
        return False
    title = above[-1].strip()
    return (
        len(title) <= _LONGEST_SETEXT_TITLE
        and title[0] not in "#>|-*+<"
        and not title.endswith(("。", "；", "，", "："))
    )


def is_wrapped(lines: Sequence[str]) -> bool:
    """Whether the source is wrapped at a margin: most breaks between two lines of text cut a sentence."""
    pairs = [
        (before, after)
        for before, after in pairwise(lines)
        if before.strip() and after.strip() and not is_numbered(after) and after.lstrip()[0] not in "#>|-*+<"
    ]
    return len(pairs) >= 5 and sum(continues(*pair) for pair in pairs) > len(pairs) / 2


def _keep_typed_numbers(tokens: list[Token]) -> None:
    """Give every <li> of a numbered list the number it was typed with, unless all were typed alike (1. 1. 1.)."""
    open_lists: list[tuple[Any, list[Any]]] = []
    for token in tokens:
        if token.type in ("ordered_list_open", "bullet_list_open"):
            open_lists.append((token, []))
        elif token.type == "list_item_open":
            open_lists[-1][1].append(token)
        elif token.type in ("ordered_list_close", "bullet_list_close"):
            opening, items = open_lists.pop()
            numbers = [item.info for item in items]
            if opening.type == "ordered_list_open" and (len(items) == 1 or len(set(numbers)) > 1):
                for item in items:
                    item.attrSet(TYPED, f"{item.info}{item.markup}")
