"""Speed against an earlier release: `python -m benchmarks.speed.against [COMMIT] [--repeats 7] [--only WORDS]`.

Processor time (user + system) of whole processes, children included; the two releases take turns, and the ratio is the
median of the pairs': 0.5 is half the time. COMMIT is unpacked into a temporary folder and run with this interpreter.
Everything is made here: clause files, long PDFs and pairs of versions come from the tests' own texts. Of files "checked
before" nothing has changed since the run that does not count: the usual case, of which the earlier release remembers
nothing unless it is told to.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from agreement_tool.export.text import text
from benchmarks.diff_speed import long_agreement
from benchmarks.speed import comparing
from benchmarks.speed.documents import SEED, concatenated
from benchmarks.speed.measure import Candidate, paired
from benchmarks.speed.peers import peers, reasons
from tests.diff.mutations import STYLES, print_agreement

LAST_RELEASE = "178020a"
FILES = 100
CHARACTERS = 5_000
"""Of each clause file: an ordinary agreement."""
TWENTY_PAGES, LONG = 13_000, 1_000_000
"""Characters."""

Job = tuple[str, list[str]]
"""What is timed, and the command line after `agreement`."""


def unpacked(commit: str, folder: Path) -> Path:
    """The package as it was at a commit."""
    archive = subprocess.run(["git", "archive", commit, "agreement_tool"], capture_output=True, check=True)
    folder.mkdir()
    subprocess.run(["tar", "x", "-C", str(folder)], input=archive.stdout, check=True)
    return folder


def clause_files(folder: Path, release: Path) -> Path:
    """FILES clause files, written by the earlier release, which must be able to read them."""
    sources = folder / "sources"
    sources.mkdir()
    for number in range(FILES):
        units = long_agreement(CHARACTERS, random.Random(number))
        agreement = print_agreement(units, STYLES[number % len(STYLES)], "1").agreement
        (sources / f"a{number:03}.txt").write_text(text(agreement), "utf-8")
    made = folder / "clauses"
    command = [sys.executable, "-m", "agreement_tool", "batch", "extract", str(sources), "--out", str(made)]
    subprocess.run(command, env=environment(release), capture_output=True, check=True)
    return made


def environment(release: Path) -> dict[str, str]:
    """The environment in which that release is imported; modules are compiled once, as for users."""
    found = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    # Safe path: else the folder that this runs in would come first, and both would be the present one.
    return found | {"PYTHONPATH": str(release), "PYTHONSAFEPATH": "1"}


def jobs(folder: Path, release: Path) -> Iterator[Job]:
    """Everything that people wait for."""
    source = SEED / "lo_docx_song.pdf"
    for pdf in sorted(SEED.glob("*.pdf")):
        yield f"export of the seed, {pdf.stem}", _export(pdf)
    for pages in (20, 100):
        yield f"export of {pages} pages", _export(concatenated(pages, folder, source))
    check = ["check", str(clause_files(folder, release)), "-o", os.devnull]
    yield f"check of {FILES} clause files", [*check, "--no-cache"]
    yield f"check of {FILES} files checked before", check
    yield "flag of the seed", ["flag", str(source), "-o", os.devnull]
    for name, characters in (("20 pages", TWENTY_PAGES), (f"{LONG:,} characters", LONG)):
        old, new = comparing.versions(characters, folder)
        yield f"diff of {name}", ["diff", str(old), str(new), "--format", "json", "-o", os.devnull]
    yield "--help", ["--help"]


def _export(pdf: Path) -> list[str]:
    return ["export", str(pdf), "--format", "json", "-o", os.devnull]


def report(job: Job, release: Path, repeats: int) -> None:
    """Time one job with both releases and print the ratio."""
    name, arguments = job
    command = [sys.executable, "-m", "agreement_tool", *arguments]
    here = Path(__file__).parents[2]
    found = paired(
        [Candidate("now", command, environment(here)), Candidate("then", command, environment(release))],
        repeats,
        warm=1,
    )
    now, then = found["now"], found["then"]
    if fault := now.failed or then.failed:
        print(f"  {name:40} failed: {fault[:70]}")
        return
    print(
        f"  {name:40} x {now.processor_ratio(then):5.2f}   {now.processor:7.2f} s, then {then.processor:7.2f} s   "
        f"{now.mebibytes:5.0f} MiB, then {then.mebibytes:5.0f}",
        flush=True,
    )


def report_typer(repeats: int) -> None:
    """`--help` beside what importing Typer alone costs."""
    own, typer = [sys.executable, "-m", "agreement_tool", "--help"], [sys.executable, "-c", "import typer"]
    found = paired([Candidate("--help", own), Candidate("import typer", typer)], repeats, warm=1)
    print(f"  {'--help beside import typer':40} x {found['--help'].processor_ratio(found['import typer']):5.2f}")


def report_peers(folder: Path, interpreter: str, repeats: int) -> None:
    """Others that do a comparable job on 20 pages, beside our export; why one is left out."""
    pdf = concatenated(20, folder, SEED / "lo_docx_song.pdf")
    ours = Candidate("agreement export", [sys.executable, "-m", "agreement_tool", *_export(pdf)])
    candidates = [ours, *peers(pdf, interpreter)]
    found = paired(candidates, repeats)
    print("\n20 pages beside others: processor time, ours 1.00")
    for candidate in candidates:
        measured = found[candidate.name]
        told = measured.failed[:70] or f"x {measured.processor_ratio(found[ours.name]):6.2f}"
        print(f"  {candidate.name:40} {told}")
    for name, reason in reasons(interpreter):
        print(f"  {name:40} left out: {reason}")


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the comparison."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.speed.against", description=__doc__)
    parser.add_argument("commit", nargs="?", default=LAST_RELEASE)
    parser.add_argument("--repeats", type=int, default=7)
    parser.add_argument("--only", default="", help="jobs whose name holds these words")
    parser.add_argument("--peers", default=sys.executable, help="interpreter in which the peers are installed")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        release = unpacked(options.commit, folder / "then")
        print(f"now beside {options.commit}: ratio of processor time, medians of {options.repeats} pairs, peak memory")
        for job in jobs(folder, release):
            if options.only in job[0]:
                report(job, release, options.repeats)
        if options.only in "--help beside import typer":
            report_typer(options.repeats)
        if not options.only:
            report_peers(folder, options.peers, options.repeats)


if __name__ == "__main__":
    main()
