"""Speed, as ratios: `python -m benchmarks.speed [--real PDF] [--peers PYTHON] [--pages 100,1000] [--repeats 3]`.

Whole processes from PDF to app JSON against pdfplumber, PyMuPDF, pypdf and pdftotext, and from two texts to their diff
against redlines and diff-match-patch, where they are installed; memory and growth per page; start-up of every command
against bare Python. Seconds depend on the machine, ratios less. `python -m benchmarks.speed.against` sets the tool
beside an earlier release.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.speed import comparing
from benchmarks.speed.documents import SEED, concatenated
from benchmarks.speed.measure import Candidate, Measured, paired, ratio
from benchmarks.speed.peers import TEXT_ONLY, ours, peers

REAL = Path(__file__).parents[3] / "shared" / "corpus" / "pdf"
"""Real agreements, where they lie beside the checkout."""
TWENTY = "p55_*.pdf"


def report_document(name: str, pdf: Path, interpreter: str, repeats: int) -> Measured:
    """Time one document; print seconds, memory and how many times as long each peer takes."""
    return report(f"{name} ({pdf.stat().st_size / 1e6:.1f} MB)", [*ours(pdf), *peers(pdf, interpreter)], repeats)


def report(heading: str, candidates: Sequence[Candidate], repeats: int) -> Measured:
    """Time the candidates by turns; print each with how many times as long as the first it takes."""
    found = paired(candidates, repeats)
    reference = found[candidates[0].name]
    print(f"\n{heading}")
    for candidate in candidates:
        measured = found[candidate.name]
        if measured.failed:
            print(f"  {candidate.name:20} failed: {measured.failed[:80]}")
            continue
        times = "" if measured is reference else f"  x {ratio(reference, measured):6.2f}"
        floor = "  (text only)" if candidate.name in TEXT_ONLY else ""
        print(f"  {candidate.name:20} {measured.median:8.2f} s {measured.mebibytes:7.0f} MiB{times}{floor}")
    return reference


def report_growth(by_pages: dict[int, Measured]) -> None:
    """Print seconds and memory a further page costs."""
    (few, small), (many, large) = sorted(by_pages.items())[0], sorted(by_pages.items())[-1]
    if few == many:
        return
    pages = many - few
    seconds = (large.median - small.median) / pages
    mebibytes = (large.mebibytes - small.mebibytes) / pages
    print(f"\na further page ({few} to {many}): {seconds * 1000:.1f} ms, {mebibytes:.3f} MiB")


def report_start_up(repeats: int) -> None:
    """Print what each command costs before it does anything, and a check of a small clause file."""
    from agreement_tool.cli.commands import COMMANDS

    agreement = [sys.executable, "-m", "agreement_tool"]
    with tempfile.TemporaryDirectory() as folder:
        clause_file = Path(folder, "seed.yaml")
        seed = SEED / "panasonic-security-app.txt"
        made = [*agreement, "extract", str(seed), "--id", "seed", "-o", str(clause_file), "-q"]
        paired([Candidate("made", made)], 1)
        found = paired(
            [
                Candidate("python -c pass", [sys.executable, "-c", "pass"]),
                Candidate("import typer", [sys.executable, "-c", "import typer"]),
                Candidate("--help", [*agreement, "--help"]),
                *(Candidate(f"{name} --help", [*agreement, name, "--help"]) for name in COMMANDS),
                Candidate("check of one YAML", [*agreement, "check", str(clause_file)]),
                Candidate("show of one YAML", [*agreement, "show", str(clause_file)]),
            ],
            repeats,
        )
    bare, typer = found["python -c pass"], found["import typer"]
    print("\nstart-up: seconds, x bare python, x import typer, MiB")
    for name, measured in found.items():
        told = (
            f"{measured.median:6.3f} {ratio(bare, measured):6.1f} {ratio(typer, measured):6.2f} "
            f"{measured.mebibytes:6.0f}"
        )
        print(f"  {name:20} {measured.failed[:60] or told}")


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.speed", description=__doc__)
    parser.add_argument("--real", type=Path, action="append", default=[], help="a real PDF to time as well")
    parser.add_argument("--peers", default=sys.executable, help="interpreter in which the peers are installed")
    parser.add_argument("--pages", default="100,1000", help="sizes of the concatenated documents")
    parser.add_argument("--repeats", type=int, default=3)
    options = parser.parse_args()
    report_start_up(options.repeats)
    for pdf in [SEED / "lo_docx_song.pdf", SEED / "chromium_noto.pdf", *REAL.glob(TWENTY), *options.real]:
        report_document(pdf.name, pdf, options.peers, options.repeats)
    with tempfile.TemporaryDirectory() as folder:
        by_pages = {}
        for pages in (int(text) for text in options.pages.split(",") if text):
            pdf = concatenated(pages, Path(folder), SEED / "lo_docx_song.pdf")
            by_pages[pages] = report_document(
                f"{pages} pages", pdf, options.peers, 1 if pages > 200 else options.repeats
            )
        if by_pages:
            report_growth(by_pages)
        for characters in (6_000, 130_000):
            old, new = comparing.versions(characters, Path(folder))
            report(f"diff of {characters:,} characters", comparing.candidates(old, new, options.peers), 1)


if __name__ == "__main__":
    main()
