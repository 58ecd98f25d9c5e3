"""The seed agreement (tests/data/seed/truth_blocks.json) written in every format that flows, as an author would."""

from __future__ import annotations

import html
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.read.docx.word import docx, part
from tests.read.docx.word import r as word_run

SEED = Path(__file__).parent.parent / "data" / "seed"
_LEVELS = {"title": 1, "h2": 2, "h1": 3}


@dataclass(frozen=True)
class Piece:
    """A paragraph of the truth: its kind and its (text, flags) runs. Flags: b, s bold · u underline · r red · B
    blue."""

    kind: str
    runs: tuple[tuple[str, str], ...]

    @property
    def text(self) -> str:
        return "".join(text for text, _ in self.runs)


def truth() -> tuple[Piece, ...]:
    """The seed agreement, paragraph by paragraph."""
    blocks = json.loads((SEED / "truth_blocks.json").read_text(encoding="utf-8"))
    return tuple(Piece(block["kind"], tuple((text, flags) for text, flags in block["runs"])) for block in blocks)


def _html_run(text: str, flags: str) -> str:
    markup = html.escape(text)
    for flag, opening, closing in (
        ("b", "<b>", "</b>"),
        ("s", "<strong>", "</strong>"),
        ("u", "<u>", "</u>"),
        ("r", '<span style="color:#c00000">', "</span>"),
        ("B", '<font color="blue">', "</font>"),
    ):
        if flag in flags:
            markup = f"{opening}{markup}{closing}"
    return markup


def as_html(pieces: tuple[Piece, ...]) -> bytes:
    def block(piece: Piece) -> str:
        tag = f"h{_LEVELS[piece.kind]}" if piece.kind in _LEVELS else "p"
        return f"<{tag}>{''.join(_html_run(*run) for run in piece.runs)}</{tag}>"

    return f"<!doctype html><meta charset=utf-8><body>{''.join(map(block, pieces))}".encode()


def as_html_breaks(pieces: tuple[Piece, ...]) -> bytes:
    lines = "<br>\n".join("".join(_html_run(*run) for run in piece.runs) for piece in pieces)
    return f"<html><meta charset=gbk><body><div>{lines}</div></body></html>".encode("gbk")


def as_markdown(pieces: tuple[Piece, ...]) -> bytes:
    def run(text: str, flags: str) -> str:
        bold = f"**{text}**" if set(flags) & {"b", "s"} else text
        return _html_run(bold, flags.replace("b", "").replace("s", ""))

    def block(piece: Piece) -> str:
        sign = "#" * _LEVELS.get(piece.kind, 0)
        return f"{sign} {''.join(run(*item) for item in piece.runs)}".strip()

    return "\n\n".join(map(block, pieces)).encode()


def as_docx(pieces: tuple[Piece, ...]) -> bytes:
    def run(text: str, flags: str) -> str:
        properties = "".join(
            markup
            for flag, markup in (
                ("b", "<w:b/>"),
                ("s", "<w:b/>"),
                ("r", '<w:color w:val="C00000"/>'),
                ("B", '<w:color w:val="0000FF"/>'),
                ("u", '<w:u w:val="single"/>'),
            )
            if flag in flags
        )
        return word_run(html.escape(text), properties)

    def block(piece: Piece) -> str:
        level = _LEVELS.get(piece.kind)
        style = f'<w:pStyle w:val="H{level}"/>' if level else ""
        return f"<w:p><w:pPr>{style}</w:pPr>{''.join(run(*item) for item in piece.runs)}</w:p>"

    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="H{level}"><w:name w:val="heading {level}"/>'
        f'<w:pPr><w:outlineLvl w:val="{level - 1}"/></w:pPr></w:style>'
        for level in _LEVELS.values()
    )
    return docx("".join(map(block, pieces)), styles=part("styles", styles))


def as_text(pieces: tuple[Piece, ...]) -> bytes:
    return "\n".join(piece.text for piece in pieces).encode()


def as_gb_text(pieces: tuple[Piece, ...]) -> bytes:
    return "\r\n".join("　　" + piece.text for piece in pieces).encode("gb18030")


@dataclass(frozen=True)
class Format:
    """A way to write the agreement down: its file name, its writer, and the flags it can carry."""

    name: str
    write: Callable[[tuple[Piece, ...]], bytes]
    marks: str = "bsurB"


FORMATS = (
    Format("seed.docx", as_docx),
    Format("seed.html", as_html),
    Format("seed.htm", as_html_breaks),
    Format("seed.md", as_markdown),
    Format("seed.txt", as_text, marks=""),
    Format("seed.text", as_gb_text, marks=""),
)
PDFS = tuple(sorted(path.name for path in SEED.glob("*.pdf")))
