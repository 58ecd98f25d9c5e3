"""The table of what can be deleted."""

from __future__ import annotations

import argparse
import difflib
import json
from collections.abc import Sequence
from pathlib import Path

from benchmarks.accuracy.calibration import ROOT
from benchmarks.deletions.documents import documents
from benchmarks.deletions.sites import Site
from benchmarks.deletions.trials import Result, Trials, _fresh, drawn


def main() -> None:
    """Try every site and print those that nothing is lost without; or show what one changes."""
    options = _options()
    known = [one for one in documents(options.shared) if not options.group or one.group in options.group]
    trials = Trials(known[:: options.every])
    sites = [site for site in trials.sites(options.module) if site.kind not in options.skip]
    if options.show:
        chosen = [site for site in sites if site.name in options.show]
        for site in chosen:
            _show(trials, site)
        return
    print(f"{len(trials.known)} documents, {sum(trials.wrong)} clauses wrong, {len(sites)} sites", flush=True)
    results = []
    for result in trials.run(sites, options.jobs, most=options.most):
        results.append(result)
        if not result.loses:
            print(told(result), flush=True)
    if options.output:
        options.output.write_text("\n".join(map(told, sorted(results, key=_place))) + "\n", "utf-8")
    useless = sum(not result.loses for result in results)
    print(f"{useless} of {len(results)} can be switched off without loss")


def told(result: Result) -> str:
    """One line: what is lost, in how many documents, and the site."""
    worth = "FREE" if not result.changed and not result.loses else "free" if not result.loses else "held"
    return f"{worth} {result.failed or json.dumps(result.lost)} {len(result.changed)}/{result.tried} {result.site}"


def _place(result: Result) -> tuple[str, int]:
    return result.site.module, result.site.number


def _show(trials: Trials, site: Site) -> None:
    print(site)
    for result in trials.run([site], 1):
        print(told(result))
        _print_changes(trials, site, result.changed)


def _print_changes(trials: Trials, site: Site, names: Sequence[str]) -> None:
    for one in trials.known:
        if one.name in names:
            before = list(drawn(_fresh({})(one.document)))
            after = list(drawn(trials.changed(site)(one.document)))
            print(f"== {one.group} {one.name}")
            print("\n".join(line[:200] for line in difflib.unified_diff(before, after, lineterm="", n=2)))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.deletions", description=__doc__)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared", help="gold, corpus and cases")
    parser.add_argument("--module", action="append", default=[], help="only these")
    parser.add_argument("--group", action="append", default=[], help="only these documents")
    parser.add_argument("--every", type=int, default=1, help="one document in so many")
    parser.add_argument("--jobs", type=int, default=2, help="processes; the system must be able to fork")
    parser.add_argument("--skip", action="append", default=[], help="no sites of this kind")
    parser.add_argument("--show", action="append", default=[], metavar="MODULE:NUMBER", help="what a site changes")
    parser.add_argument("--most", type=int, default=0, help="documents a trial, until the first loss; 0: all")
    parser.add_argument("-o", "--output", type=Path, help="every result, one a line")
    return parser.parse_args()


if __name__ == "__main__":
    main()
