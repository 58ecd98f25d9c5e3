"""Fit the weights of line starts: logistic regression around weights set by hand.

    python -m benchmarks.typeset.fit [--sample N] [--keep FILE…] [--write]

Learns from the typeset trees and layouts that may be fitted on, and from files whose present reading is right and is to
stay (`--keep`: real pages, which no typesetter imitates). Reports wrong line pairs on both, and on the trees and
layouts held apart. `--write` puts the weights into the package with what they were fitted on. Needs scipy (extra
`fit`).
"""

from __future__ import annotations

import argparse
import datetime
import json
import random
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from agreement_tool.model import Agreement, Clause, Line
from agreement_tool.read.registry import read_source
from agreement_tool.structure import line_starts, weights
from agreement_tool.structure.build import build
from agreement_tool.structure.candidates import candidates
from agreement_tool.structure.contents import without_contents
from agreement_tool.structure.inline_labels import split_inline_labels
from benchmarks.typeset import held_apart
from benchmarks.typeset.layouts import layouts
from benchmarks.typeset.pdf import run_in, typeset
from benchmarks.typeset.score import norm
from benchmarks.typeset.trees import NAMES, Node, Tree, tree

if TYPE_CHECKING:
    import numpy as np

SECTION = "line starts"
HAND = Path(__file__).with_name("hand_weights.json")
NUMBER = 4.0
"""Log-odds by which a sure clause number at a line's head begins a paragraph: the search prices it, no weight does."""
TRUST = 3.0
"""How firmly the weights set by hand hold: the inverse variance of the Gaussian around them."""
ROUNDS = 3
"""So often the features are taken anew: the habits they compare with depend on the weights."""
FAR = 400
"""Characters: a paragraph that is found no nearer behind the one before it is not looked for."""
TYPESET, REAL = 0.5, 1.0
"""What a line pair of either kind counts."""

NAMES_OF_FEATURES = ("bias", *(name for name, _ in (*line_starts.FEATURES, *line_starts.HABIT_FEATURES)))


@dataclass(frozen=True, slots=True)
class Page:
    """A document's lines, and for each whether it begins a paragraph (None: not known)."""

    lines: Sequence[Line]
    begins: Sequence[bool | None]
    counts: float


def main() -> None:
    """Fit, report, and write if told to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sample", type=int, default=3, help="trees a layout")
    parser.add_argument("--keep", type=Path, nargs="*", default=[], help="files whose present reading is right")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    kept = [page for path in options.keep for page in _kept(path)]
    fit = [*typeset_pages(options.sample, apart=False), *kept]
    apart = list(typeset_pages(options.sample, apart=True))
    found = hand = hand_weights()
    for _ in range(ROUNDS):
        with in_force(SECTION, found):
            found = Refit(fit).weights()
    with in_force(SECTION, found):
        figures = {"fitted on": _errors(fit), "held apart": _errors(apart)}
    for what, (wrong, pairs) in figures.items():
        print(f"{what}: {wrong} of {pairs} line pairs wrong")
    for name in NAMES_OF_FEATURES:
        print(f"{hand[name]:+.2f} -> {found[name]:+.2f}  {name}")
    if options.write:
        _write(found, figures, len(kept))


def hand_weights() -> dict[str, float]:
    """What the features weighed before anything was fitted."""
    known: dict[str, float] = json.loads(HAND.read_text("utf-8"))
    return {name: known[name] for name in NAMES_OF_FEATURES}


def typeset_pages(sample: int, *, apart: bool) -> Iterator[Page]:
    """Typeset documents, `sample` a layout: those held apart, or those that may be fitted on."""
    names = [name for name in NAMES if held_apart(name) == apart]
    for layout in layouts():
        if held_apart(layout.name) != apart:
            continue
        random.Random(f"typeset sample {layout.name}").shuffle(names)
        for name in names[:sample]:
            one = tree(name)
            with tempfile.TemporaryDirectory() as folder:
                path = Path(folder) / f"{name}.pdf"
                path.write_bytes(typeset(one, layout))
                lines, _ = without_contents(read_source(path).lines)
            merged = {id(node) for top in one.nodes for node, _ in top.walk() if run_in(node, layout)}
            yield Page(lines, _begins(lines, list(_paragraphs(one, merged))), TYPESET)


def _kept(path: Path) -> Iterator[Page]:
    document = read_source(path)
    lines, _ = without_contents(document.lines)
    yield Page(lines, _begins(lines, list(_printed(build(document).agreement))), REAL)


def _paragraphs(one: Tree, merged: set[int]) -> Iterator[tuple[str, bool]]:
    """The tree's paragraphs in reading order, and whether their lines are known to go on."""
    yield norm(one.title), True
    for top in one.nodes:
        yield from _of_node(top, merged)


def _of_node(node: Node, merged: set[int]) -> Iterator[tuple[str, bool]]:
    children = node.children
    text = norm(node.label) + norm(node.heading) + norm(node.text)
    if id(node) in merged:
        text, children = text + norm(children[0].text), children[1:]
    yield ("".join(norm(cell) for row in node.table for cell in row), False) if node.table else (text, True)
    for child in children:
        yield from _of_node(child, merged)


def _printed(agreement: Agreement) -> Iterator[tuple[str, bool]]:
    yield norm(agreement.title), True
    for clause in agreement.clauses:
        yield from _of_clause(clause)


def _of_clause(clause: Clause) -> Iterator[tuple[str, bool]]:
    label = "" if clause.generated else norm(clause.label)
    yield label + norm(clause.heading) + norm(clause.text), clause.kind not in ("table", "signature")
    for child in clause.children:
        yield from _of_clause(child)


def _begins(lines: Sequence[Line], paragraphs: Sequence[tuple[str, bool]]) -> list[bool | None]:
    """For each line whether a paragraph begins at it; None where no known paragraph covers it."""
    whole = "".join(norm(line.text) for line in lines)
    covered: dict[int, bool] = {}
    at = 0
    for text, known in paragraphs:
        start = whole.find(text, at, at + FAR + len(text)) if text else -1
        if start >= 0 and known:
            covered.update({place: place == start for place in range(start, start + len(text))})
        at = start + len(text) if start >= 0 else at
    found: list[bool | None] = []
    place = 0
    for line in lines:
        found.append(covered.get(place))
        place += len(norm(line.text))
    return found


def _rows(page: Page) -> Iterator[tuple[list[float], float, bool, float]]:
    """Features, offset, truth and score of each pair that layout decides."""
    pieces = [[piece.text.strip() for piece in parts] for parts in split_inline_labels(page.lines)]
    for start, truth in zip(line_starts.line_starts(page.lines, pieces), page.begins, strict=True):
        pair = start.pair
        if pair is None or start.habits is None or truth is None:
            continue
        values = [1.0, *(float(holds(pair)) for _, holds in line_starts.FEATURES)]
        values += [float(holds(pair, start.habits, start.begun)) for _, holds in line_starts.HABIT_FEATURES]
        offset = NUMBER * max((found.form for found in candidates(pair.below.text)), default=0.0)
        yield values, offset, truth, start.score


class Refit:
    """The line pairs of `pages` under the weights in force, to be fitted with all features or without one."""

    def __init__(self, pages: Sequence[Page]) -> None:
        rows = [(*row[:3], page.counts) for page in pages for row in _rows(page)]
        import numpy as np  # in the extra `fit`; what only looks at weights does without

        self._values = np.array([row[0] for row in rows])
        self._offset = np.array([row[1] for row in rows])
        self._sign = np.array([2.0 * row[2] - 1 for row in rows])
        self._counts = np.array([row[3] for row in rows])

    def weights(self, without: str | None = None) -> dict[str, float]:
        """Logistic regression around the weights set by hand; the feature left out weighs nothing."""
        hand = hand_weights()
        names = [name for name in NAMES_OF_FEATURES if name != without]
        x = self._values[:, [name != without for name in NAMES_OF_FEATURES]]
        import numpy as np
        from scipy.optimize import minimize

        prior = np.array([hand[name] for name in names])

        def loss(b: np.ndarray) -> tuple[float, np.ndarray]:
            z = self._sign * (x @ b + self._offset)
            total = (self._counts * np.logaddexp(0, -z)).sum() + TRUST / 2 * ((b - prior) ** 2).sum()
            return total, -x.T @ (self._counts * self._sign / (1 + np.exp(z))) + TRUST * (b - prior)

        found = minimize(loss, prior, jac=True, method="L-BFGS-B").x
        return dict.fromkeys(NAMES_OF_FEATURES, 0.0) | dict(zip(names, map(float, found), strict=True))


def _errors(pages: Sequence[Page]) -> tuple[int, int]:
    """(wrong, all) line pairs; a number at the line's head counts as the search prices it."""
    rows = [row for page in pages for row in _rows(page)]
    return sum((score + offset > 0) != truth for _, offset, truth, score in rows), len(rows)


@contextmanager
def in_force(section: str, chosen: Mapping[str, float]) -> Iterator[None]:
    """These weights of one section, instead of the package's."""
    package = weights.FILE
    file = json.loads(package.read_text("utf-8"))
    file["weights"][section] = dict(chosen)
    with tempfile.TemporaryDirectory() as folder:
        weights.FILE = Path(folder) / "weights.json"
        weights.FILE.write_text(json.dumps(file), "utf-8")
        _forget()
        try:
            yield
        finally:
            weights.FILE = package
            _forget()


def _forget() -> None:
    weights.weights_of.cache_clear()
    weights.weighed.cache_clear()


def _write(found: Mapping[str, float], figures: dict[str, tuple[int, int]], kept: int) -> None:
    known = json.loads(weights.FILE.read_text("utf-8"))
    known["weights"][SECTION] = {name: round(value, 2) for name, value in found.items()}
    known["provenance"][SECTION] = {
        "date": datetime.datetime.now(tz=datetime.UTC).date().isoformat(),
        "method": "logistic regression, Gaussian prior around benchmarks/typeset/hand_weights.json",
        "documents": f"benchmarks.typeset, the part that may be fitted on, and {kept} real files as they were read",
        **{what: f"{wrong} of {pairs} line pairs wrong" for what, (wrong, pairs) in figures.items()},
    }
    weights.FILE.write_text(json.dumps(known, ensure_ascii=False, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
