"""Other producers and formats than reportlab: each makes a file of a tree, with what it may change in the tree's
keys."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.typeset import text_formats, word
from benchmarks.typeset.trees import Node, Tree

if TYPE_CHECKING:
    from fpdf import FPDF

_SECONDS = 120
_UMING = Path("/usr/share/fonts/truetype/arphic/uming.ttc")
_ZENHEI = Path("/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc")


@dataclass(frozen=True, slots=True)
class Producer:
    """Makes a file of a tree. `needs`: programs or fonts without which it is skipped."""

    suffix: str
    make: Callable[[Tree], bytes]
    needs: tuple[str, ...] = ()
    fits: Callable[[Tree], bool] = lambda tree: True

    @property
    def ready(self) -> bool:
        """Whether everything it needs is installed."""
        return all(Path(need).is_file() if need.startswith("/") else shutil.which(need) for need in self.needs)


def _fpdf2(tree: Tree) -> bytes:
    from fpdf import FPDF
    from fpdf.enums import WrapMode

    pdf = FPDF(format="A4")
    pdf.add_font("song", fname=str(_UMING), collection_font_number=0)
    pdf.add_font("hei", fname=str(_ZENHEI), collection_font_number=0)
    pdf.add_page()
    pdf.set_font("hei", size=16)
    pdf.multi_cell(0, 10, tree.title, align="C", new_x="LMARGIN", new_y="NEXT", wrapmode=WrapMode.CHAR)
    for top in tree.nodes:
        for node, _ in top.walk():
            _fpdf2_node(pdf, node)
    return bytes(pdf.output())


def _fpdf2_node(pdf: FPDF, node: Node) -> None:
    from fpdf.enums import WrapMode

    pdf.set_font("hei" if node.heading else "song", size=11)
    if node.table:
        with pdf.table(first_row_as_headings=False) as table:
            for cells in node.table:
                row = table.row()
                for cell in cells:
                    row.cell(cell)
        return
    indent = "\u3000\u3000" if node.label is None and not node.heading else ""
    text = indent + text_formats.own(node)
    pdf.multi_cell(0, 6.5, text, align="L", new_x="LMARGIN", new_y="NEXT", wrapmode=WrapMode.CHAR)


def _converted(
    made: Callable[[Tree], bytes], suffix: str, command: Callable[[Path, Path], list[str]]
) -> Callable[[Tree], bytes]:
    """The PDF that a program makes of the file that `made` gives."""

    def convert(tree: Tree) -> bytes:
        with tempfile.TemporaryDirectory() as folder:
            source, target = Path(folder) / f"agreement{suffix}", Path(folder) / "agreement.pdf"
            source.write_bytes(made(tree))
            subprocess.run(command(source, target), check=True, capture_output=True, timeout=_SECONDS, cwd=folder)
            return target.read_bytes()

    return convert


def _office(source: Path, target: Path) -> list[str]:
    profile = f"-env:UserInstallation=file://{source.parent}/profile"
    return ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(target.parent), str(source)]


def _browser(source: Path, target: Path) -> list[str]:
    flags = [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--no-pdf-header-footer",
        f"--user-data-dir={source.parent}/profile",
    ]
    return ["chromium", *flags, f"--print-to-pdf={target}", source.as_uri()]


def _no_table(tree: Tree) -> bool:
    """Plain text has no tables."""
    return not any(node.table for top in tree.nodes for node, _ in top.walk())


PRODUCERS: dict[str, Producer] = {
    "html": Producer(".html", text_formats.as_html),
    "html-lists": Producer(".html", text_formats.as_html_lists),
    "markdown": Producer(".md", text_formats.as_markdown),
    "text": Producer(".txt", text_formats.as_text, fits=_no_table),
    "text-spaced": Producer(".txt", text_formats.as_spaced_text, fits=_no_table),
    "text-wrapped": Producer(".txt", text_formats.as_wrapped_text, fits=_no_table),
    "docx-typed": Producer(".docx", word.as_typed),
    "docx-styled": Producer(".docx", word.as_styled),
    "docx-numbered": Producer(".docx", word.as_numbered, fits=word.can_number),
    "fpdf2": Producer(".pdf", _fpdf2, (str(_UMING), str(_ZENHEI))),
    "libreoffice": Producer(".pdf", _converted(word.as_typed, ".docx", _office), ("soffice",)),
    "libreoffice-numbered": Producer(
        ".pdf", _converted(word.as_numbered, ".docx", _office), ("soffice",), word.can_convert
    ),
    "chromium": Producer(".pdf", _converted(text_formats.as_html, ".html", _browser), ("chromium",)),
}
"""Producer by name; those that need a program or a font are skipped where it is not installed."""
