"""Documents to time: the seed and PDFs of any length made of it."""

from __future__ import annotations

from pathlib import Path

SEED = Path(__file__).parents[2] / "tests" / "data" / "seed"


def concatenated(pages: int, folder: Path, source: Path) -> Path:
    """A PDF of `pages` pages: the source's pages over and over."""
    import pypdfium2

    path = folder / f"{pages} pages.pdf"
    whole, part = pypdfium2.PdfDocument.new(), pypdfium2.PdfDocument(source)
    while len(whole) < pages:
        whole.import_pages(part, list(range(min(len(part), pages - len(whole)))))
    whole.save(path)
    return path
