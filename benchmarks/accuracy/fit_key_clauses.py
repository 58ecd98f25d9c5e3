"""Fit the weights of key clauses: labelled clauses -> `agreement_tool/flag/data/weights.json`.

`python -m benchmarks.accuracy.fit_key_clauses LABELS… --corpus DIR` needs scikit-learn and the labels, which are not
part of the repository. A label file: {"file", "clauses": [{"text", "key": […], "arguable": […]}]}, with "price": true
where that category was labelled too. One logistic regression a category over the rules of that category, where the
clause stands, and its n-grams. The rules' own examples are fitted with the labels, so that a rule no labelled document
needs has a weight as well.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy
import yaml
from scipy import sparse
from sklearn.linear_model import LogisticRegression

from agreement_tool.flag.build import sources
from agreement_tool.flag.clauses import headings_over, introduced
from agreement_tool.flag.emphasis_notice import masked
from agreement_tool.flag.parties import Parties, parties_of
from agreement_tool.flag.reading import Reading, read_clause
from agreement_tool.flag.ruleset import ruleset
from agreement_tool.flag.score import LEAST_GRAMS
from agreement_tool.model import CATEGORIES, Agreement, Clause
from agreement_tool.pipeline.ingest import open_target
from tests.flag.trees import consumer, contract

SENTENCES = Path(__file__).parents[2] / "tests/flag/sentences.yaml"
WEIGHTS = Path(__file__).parents[2] / "agreement_tool/flag/data/weights.json"
STRENGTH = 2.0
"""The inverse of the regularisation, as scikit-learn has it."""
RULE, FACT, GRAM, ABOVE = 3.0, 1.0, 6.0, 0.7
"""What a rule, a fact, an n-gram and an n-gram above count for: the larger, the less its weight is held back."""
SEEN_IN = 4
"""An n-gram of fewer clauses is left out."""
MOST_GRAMS = 24_000
"""The n-grams with the largest weights are kept: the file stays well under 2 MB."""
OWN_SENTENCES = 3
"""How often each sentence of our own tests counts: what a careful reader said of it is to hold."""
THRESHOLD = -0.6
"""A sum of the regression from here on flags: labelled key clauses are fewer than others, and a missed one costs
more."""


@dataclass(frozen=True, slots=True)
class Row:
    """One clause to fit on."""

    rules: frozenset[str]
    facts: frozenset[str]
    grams: frozenset[str]
    above: frozenset[str]
    key: frozenset[str]
    arguable: frozenset[str]


def row_of(reading: Reading, key: Iterable[str], arguable: Iterable[str]) -> Row:
    """A reading with its labels."""
    own = frozenset().union(*(read.grams for read in reading.sentences))
    rules = frozenset(hit.rule.id for read in reading.sentences for hit in read.hits)
    return Row(rules, reading.context, own, reading.above, frozenset(key), frozenset(arguable))


def norm(text: str) -> str:
    """Letters and digits alone, in one width."""
    return re.sub(r"\W+", "", unicodedata.normalize("NFKC", text))


def readings(agreement: Agreement) -> list[tuple[str, Clause, Reading]]:
    """Every clause that may be flagged, read as `flag` reads it."""
    parties = parties_of(agreement)
    return [
        (
            norm(clause.heading + clause.text),
            clause,
            read_clause(masked(clause.text), headings_over(clause, above, agreement.title), introduction, parties),
        )
        for clause, above, introduction in introduced(agreement.clauses, ())
        if clause.kind != "signature" and clause.text.strip()
    ]


def labelled(label_file: Path, agreement: Agreement) -> list[Row]:
    """The clauses whose words a label has exactly."""
    data = json.loads(label_file.read_text("utf-8"))
    unlabelled = () if data.get("price") else ("price",)
    waiting: dict[str, list[dict[str, Any]]] = {}
    for label in data["clauses"]:
        waiting.setdefault(norm(label["text"]), []).append(label)
    rows = []
    for text, _, reading in readings(agreement):
        if waiting.get(text):
            label = waiting[text].pop(0)
            rows.append(row_of(reading, label["key"], (*label.get("arguable", ()), *unlabelled)))
    return rows


def examples() -> list[Row]:
    """The rules' own examples: each says something about its own category only."""
    consumer, contract = Parties(False), Parties(True, (("乙方", "\ufdd1"), ("甲方", "\ufdd0")))
    rows = []
    for category in CATEGORIES:
        others = tuple(name for name in CATEGORIES if name != category)
        for rule in sources()[category]["rules"]:
            parties = contract if rule.get("in") == "contract" else consumer
            for text, key in ((rule["match"], (category,)), (rule["no_match"], ())):
                rows.append(row_of(read_clause(text, (), rule.get("after", ""), parties), key, others))
    return rows


def own_sentences() -> list[Row]:
    """The sentences of `tests/flag/sentences.yaml`, written for this project: every category of each is labelled."""
    parties = {"consumer": parties_of(consumer()), "contract": parties_of(contract())}
    rows = []
    for case in yaml.safe_load(SENTENCES.read_text("utf-8")):
        headings = ("试用协议", *case.get("under", ()))
        reading = read_clause(masked(case["text"]), headings, case.get("after", ""), parties[case["in"]])
        rows.append(row_of(reading, case["key"], ("price",)))
    return rows


@dataclass(frozen=True, slots=True)
class Space:
    """Columns: n-grams, then rules, then facts."""

    grams: dict[str, int]
    names: dict[str, int]

    @property
    def size(self) -> int:
        return len(self.grams) + len(self.names)

    def matrix(self, rows: Sequence[Row]) -> Any:
        ends, columns, values = [0], [], []
        for row in rows:
            for grams, weight in ((row.grams, GRAM), (row.above, GRAM * ABOVE)):
                known = [self.grams[gram] for gram in grams if gram in self.grams]
                columns += known
                values += [weight / max(len(grams), LEAST_GRAMS) ** 0.5] * len(known)
            for names, weight in ((row.rules, RULE), (row.facts, FACT)):
                known = [self.names[name] for name in names if name in self.names]
                columns += known
                values += [weight] * len(known)
            ends.append(len(columns))
        return sparse.csr_matrix((values, columns, ends), shape=(len(rows), self.size))


def space_of(rows: Sequence[Row]) -> Space:
    seen = Counter(gram for row in rows for gram in row.grams | row.above)
    grams = sorted(gram for gram, count in seen.items() if count >= SEEN_IN and "\n" not in gram)
    facts = sorted({fact for row in rows for fact in row.facts})
    names = [*(rule.id for rule in ruleset().rules), *facts]
    return Space(
        {gram: number for number, gram in enumerate(grams)},
        {name: len(grams) + number for number, name in enumerate(names)},
    )


def fit(rows: Sequence[Row]) -> tuple[Space, dict[str, tuple[Any, float]]]:
    """Each category's coefficients and intercept, threshold included, on the scale of the columns' values."""
    space = space_of(rows)
    matrix = space.matrix(rows)
    owner = {rule.id: rule.category for rule in ruleset().rules}
    fitted = {}
    for category in CATEGORIES:
        keep = [number for number, row in enumerate(rows) if category not in row.arguable]
        wanted = [category in rows[number].key for number in keep]
        mask = numpy.ones(space.size)
        for name, column in space.names.items():
            mask[column] = owner.get(name, category) == category
        model = LogisticRegression(C=STRENGTH, solver="liblinear", max_iter=80, tol=0.01, intercept_scaling=5)
        model.fit(matrix[keep] @ sparse.diags(mask), wanted)
        fitted[category] = (model.coef_[0] * mask, float(model.intercept_[0]) - THRESHOLD)
    return space, fitted


def as_json(space: Space, fitted: dict[str, tuple[Any, float]], provenance: dict[str, Any]) -> dict[str, Any]:
    """What `flag.build.packed` reads."""
    owner = {rule.id: rule.category for rule in ruleset().rules}
    count = len(space.grams)
    table = numpy.array([fitted[category][0][:count] for category in CATEGORIES]) * GRAM
    texts = list(space.grams)
    kept = sorted(numpy.argsort(-abs(table).max(axis=0))[:MOST_GRAMS])
    unit = round(float(abs(table).max()) / 999, 6)
    return {
        "provenance": provenance,
        "bias": {category: round(fitted[category][1], 4) for category in CATEGORIES},
        "rules": {
            name: round(float(fitted[owner[name]][0][column]) * RULE, 3)
            for name, column in space.names.items()
            if name in owner
        },
        "context": {
            category: {
                name: round(float(fitted[category][0][column]) * FACT, 3)
                for name, column in space.names.items()
                if name not in owner
            }
            for category in CATEGORIES
        },
        "grams": {
            "unit": unit,
            "above": ABOVE,
            "texts": "\n".join(texts[number] for number in kept),
            "weights": {
                category: [round(float(table[row][number]) / unit) for number in kept]
                for row, category in enumerate(CATEGORIES)
            },
        },
    }


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.accuracy.fit_key_clauses", description=__doc__)
    parser.add_argument("labels", nargs="+", type=Path, help="label files")
    parser.add_argument("--corpus", type=Path, required=True, help="the folder that the labels' `file` is in")
    parser.add_argument("-o", "--output", type=Path, default=WEIGHTS)
    options = parser.parse_args()
    rows = [*examples(), *(OWN_SENTENCES * own_sentences())]
    own = len(rows)
    digest = hashlib.sha256()
    for path in sorted(options.labels, key=lambda path: path.name):
        content = path.read_bytes()
        digest.update(content)
        rows += labelled(path, open_target(str(options.corpus / json.loads(content)["file"])).agreement)
    space, fitted = fit(rows)
    provenance = {
        "documents": len(options.labels),
        "clauses": len(rows) - own,
        "examples": own,
        "labels": f"sha256:{digest.hexdigest()}",
        "method": f"logistic regression, C {STRENGTH}, rules {RULE}, facts {FACT}, n-grams {GRAM}, threshold "
        f"{THRESHOLD}",
    }
    text = json.dumps(as_json(space, fitted, provenance), ensure_ascii=False, separators=(",", ":"))
    options.output.write_text(text + "\n", "utf-8")
    print(f"{options.output}: {len(text.encode()):,} bytes from {len(rows):,} clauses")


if __name__ == "__main__":
    main()
