"""Fit the weights of key clauses: labelled clauses -> `agreement_tool/flag/data/weights.json`.

`python -m benchmarks.accuracy.fit_key_clauses LABELS… --corpus DIR` needs scikit-learn and the corpus, which is not
part of the repository. `key_labels.tsv` holds what was labelled by reading, by hashes of the clauses' words; LABELS are
further
files: {"file", "clauses": [{"text", "key": […], "arguable": […]}]}, with "price": true where that category was labelled
too. One linear model with squared hinge loss a category over the rules of that category, where the clause stands, and
its n-grams. The rules' own examples are fitted with the labels, so that a rule no labelled document needs has a weight
as well. From which sum on a clause is key, and how sure that is, is learned on documents that the fit in question has
not seen.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy
import yaml
from scipy import sparse
from sklearn.linear_model import LogisticRegression
from sklearn.svm import LinearSVC

from agreement_tool.flag.build import sources
from agreement_tool.flag.clauses import placed_in
from agreement_tool.flag.emphasis_notice import masked
from agreement_tool.flag.parties import Parties, parties_of
from agreement_tool.flag.reading import ClauseReading, read_clause
from agreement_tool.flag.ruleset import ruleset
from agreement_tool.flag.score import LEAST_GRAMS
from agreement_tool.flag.weights import weights as shipped
from agreement_tool.model import CATEGORIES, Agreement, Category, Clause
from agreement_tool.pipeline.ingest import open_target
from tests.flag.trees import consumer, contract

ROOT = Path(__file__).parents[2]
SENTENCES = ROOT / "tests/flag/sentences.yaml"
WEIGHTS = ROOT / "agreement_tool/flag/data/weights.json"
LABELS = Path(__file__).with_name("key_labels.tsv")
FITTED_ON = ("train", "train_more")
"""The parts of `key_labels.tsv` that are fitted on: what was labelled first, and what later readers added."""
STRENGTH = 0.05
"""The inverse of the regularisation, as scikit-learn has it."""
RULE, FACT, GRAM, ABOVE = 3.0, 1.0, 6.0, 0.42
"""What a rule, a fact, an n-gram and an n-gram above count for: the larger, the less its weight is held back."""
SEEN_IN = 4
"""An n-gram of fewer clauses is left out."""
MOST_GRAMS = 24_000
"""The n-grams with the largest weights are kept: the file stays well under 2 MB."""
OWN_SENTENCES = 3
"""How often each sentence of our own tests counts: what a careful reader said of it is to hold."""
FOLDS = 5
"""Parts of the documents that are left out in turn, to find thresholds and certainties."""
THRESHOLDS = tuple(step / 10 for step in range(-13, 6))
"""Sums tried as the one from which on a clause is key."""
RECALL: dict[Category, float] = {"price": 0.5}
"""What recall counts beside precision. Prices: labels are few, and whoever looks for prices is not to wade through
others."""
CODES: dict[str, Category] = dict(zip("LUDBPSF", CATEGORIES, strict=True))
"""How `key_labels.tsv` writes the categories: small letters where it is arguable."""

Fitted = dict[Category, tuple[Any, float]]
"""Each category's coefficients on the scale of the columns' values, and its intercept."""


@dataclass(frozen=True, slots=True)
class Row:
    """One clause to fit on."""

    rules: frozenset[str]
    facts: frozenset[str]
    grams: frozenset[str]
    above: frozenset[str]
    key: frozenset[str]
    arguable: frozenset[str]


def row_of(reading: ClauseReading, key: Iterable[str], arguable: Iterable[str]) -> Row:
    """A reading with its labels."""
    said = [read.said for read in reading.sentences]
    own = frozenset(gram for one in said for gram in (*shipped().grams.texts(one.known), *one.unknown))
    rules = frozenset(hit.rule.id for read in reading.sentences for hit in read.said.hits)
    return Row(rules, reading.context, own, reading.above, frozenset(key), frozenset(arguable))


def norm(text: str) -> str:
    """Letters and digits alone, in one width."""
    return re.sub(r"\W+", "", unicodedata.normalize("NFKC", text))


def readings(agreement: Agreement) -> list[tuple[str, Clause, ClauseReading]]:
    """Every clause that may be flagged, read as `flag` reads it."""
    parties = parties_of(agreement)
    return [
        (
            norm(place.clause.heading + place.clause.text),
            place.clause,
            read_clause(place.text, place.headings, place.introduction, parties),
        )
        for place in placed_in(agreement)
    ]


def digest(text: str) -> str:
    """What stands for a clause's words in `key_labels.tsv`."""
    return hashlib.sha256(norm(text).encode()).hexdigest()[:12]


def written(part: str) -> dict[str, list[dict[str, Any]]]:
    """The labels of one part of `key_labels.tsv`: path below the corpus -> its clauses in reading order."""
    found: dict[str, list[dict[str, Any]]] = {}
    for line in LABELS.read_text("utf-8").splitlines():
        name, file, price, clause, codes = line.split("\t")
        if name == part:
            key = [CODES[code] for code in codes if code.isupper()]
            arguable = [CODES[code.upper()] for code in codes if code.islower()]
            arguable += [] if price == "price" else ["price"]
            found.setdefault(file, []).append({"clause": clause, "key": key, "arguable": arguable})
    return found


def read_labels(path: Path) -> tuple[str, list[dict[str, Any]]]:
    """The file that a label file is about, and its clauses."""
    data = json.loads(path.read_text("utf-8"))
    unlabelled = () if data.get("price") else ("price",)
    clauses = [
        {"clause": digest(row["text"]), "key": row["key"], "arguable": [*row.get("arguable", ()), *unlabelled]}
        for row in data["clauses"]
    ]
    return data["file"], clauses


def labelled(labels: Sequence[dict[str, Any]], agreement: Agreement) -> list[Row]:
    """The clauses whose words a label has exactly."""
    waiting: dict[str, list[dict[str, Any]]] = {}
    for label in labels:
        waiting.setdefault(label["clause"], []).append(label)
    rows = []
    for text, _, reading in readings(agreement):
        if found := waiting.get(digest(text)):
            label = found.pop(0)
            rows.append(row_of(reading, label["key"], label["arguable"]))
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
        rows.append(row_of(reading, case["key"], ()))
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


def fit(rows: Sequence[Row], space: Space) -> Fitted:
    """One regression a category; it sees its own category's rules only."""
    matrix = space.matrix(rows)
    owner = {rule.id: rule.category for rule in ruleset().rules}
    fitted: Fitted = {}
    for category in CATEGORIES:
        keep = [number for number, row in enumerate(rows) if category not in row.arguable]
        wanted = [category in rows[number].key for number in keep]
        mask = numpy.ones(space.size)
        for name, column in space.names.items():
            mask[column] = owner.get(name, category) == category
        model = LinearSVC(C=STRENGTH, dual=True, max_iter=3000, tol=0.01, intercept_scaling=5, random_state=0)
        model.fit((matrix[keep] @ sparse.diags(mask)).tocsr(), wanted)
        fitted[category] = (model.coef_[0] * mask, float(model.intercept_[0]))
    return fitted


def unseen_sums(documents: Mapping[str, Sequence[Row]], own: Sequence[Row]) -> dict[Category, tuple[Any, Any]]:
    """Each category's sums of clauses in documents that were left out, and which of them are key."""
    sums: dict[Category, list[Any]] = {category: [] for category in CATEGORIES}
    truth: dict[Category, list[bool]] = {category: [] for category in CATEGORIES}
    for part in range(FOLDS):
        left_out = {name for name in documents if int(digest(name), 16) % FOLDS == part}
        rows = [*own, *(row for name, known in documents.items() if name not in left_out for row in known)]
        tested = [row for name in left_out for row in documents[name]]
        space = space_of(rows)
        matrix = space.matrix(tested)
        for category, (weights, bias) in fit(rows, space).items():
            found = matrix @ weights + bias
            for row, value in zip(tested, found, strict=True):
                if category not in row.arguable:
                    sums[category].append(value)
                    truth[category].append(category in row.key)
    return {category: (numpy.array(sums[category]), numpy.array(truth[category])) for category in CATEGORIES}


def f_score(flagged: Any, wanted: Any, beta: float = 1.0) -> float:
    """Mean of precision and recall, recall counting beta times as much; with beta 1 it is F1."""
    both, share = (flagged & wanted).sum(), beta * beta
    return float((1 + share) * both / max(1, flagged.sum() + share * wanted.sum()))


def threshold_of(category: Category, sums: Any, wanted: Any) -> float:
    """The sum from which on flagging makes the fewest mistakes; of equals the one in their middle."""
    beta = RECALL.get(category, 1.0)
    scored = [(f_score(sums >= threshold, wanted, beta), threshold) for threshold in THRESHOLDS]
    best = [threshold for score, threshold in scored if score >= max(scored)[0] - 0.001]
    return best[len(best) // 2]


def certainty_of(sums: Any, wanted: Any) -> tuple[float, float]:
    """Slope and offset of the logistic function that makes a probability of a sum above its threshold."""
    model = LogisticRegression(C=100.0).fit(sums.reshape(-1, 1), wanted)
    return float(model.coef_[0][0]), float(model.intercept_[0])


def as_json(
    space: Space,
    fitted: Fitted,
    thresholds: Mapping[Category, float],
    certainty: Mapping[Category, tuple[float, float]],
) -> dict[str, Any]:
    """What `flag.weights.weights` reads. A threshold is part of its category's bias."""
    owner = {rule.id: rule.category for rule in ruleset().rules}
    table = numpy.array([fitted[category][0][: len(space.grams)] for category in CATEGORIES]) * GRAM
    return {
        "bias": {category: round(fitted[category][1] - thresholds[category], 4) for category in CATEGORIES},
        "certainty": {category: [round(value, 3) for value in certainty[category]] for category in CATEGORIES},
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
        "grams": _grams_json(list(space.grams), table),
    }


def _grams_json(texts: Sequence[str], table: Any) -> dict[str, Any]:
    """The n-grams with the largest weights in any category; `table` has a row a category, a column an n-gram."""
    kept = sorted(numpy.argsort(-abs(table).max(axis=0))[:MOST_GRAMS])
    unit = round(float(abs(table).max()) / 999, 6)
    return {
        "unit": unit,
        "above": ABOVE,
        "texts": "\n".join(texts[number] for number in kept),
        "weights": {
            category: [round(float(table[row][number]) / unit) for number in kept]
            for row, category in enumerate(CATEGORIES)
        },
    }


def documents_of(files: Iterable[Path], corpus: Path) -> dict[str, list[Row]]:
    """Everything labelled to fit on: path below the corpus, or below this repository for tests/…, -> its rows."""
    known = {file: clauses for part in FITTED_ON for file, clauses in written(part).items()}
    labels = {**known, **dict(read_labels(path) for path in files)}
    places = {file: (ROOT if file.startswith("tests/") else corpus) / file for file in labels}
    return {
        file: labelled(labels[file], open_target(str(place)).agreement)
        for file, place in sorted(places.items())
        if place.is_file()
    }


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.accuracy.fit_key_clauses", description=__doc__)
    parser.add_argument("labels", nargs="*", type=Path, help="further label files")
    parser.add_argument("--corpus", type=Path, required=True, help="the folder that the labels' files are in")
    parser.add_argument("-o", "--output", type=Path, default=WEIGHTS)
    options = parser.parse_args()
    documents = documents_of(options.labels, options.corpus)
    own = [*examples(), *(OWN_SENTENCES * own_sentences())]
    unseen = unseen_sums(documents, own)
    thresholds = {category: threshold_of(category, *unseen[category]) for category in CATEGORIES}
    certainty = {
        category: certainty_of(sums - thresholds[category], wanted) for category, (sums, wanted) in unseen.items()
    }
    for category, (sums, wanted) in unseen.items():
        score = f_score(sums >= thresholds[category], wanted)
        print(f"{category:15} F1 {score:.3f} on documents left out, threshold {thresholds[category]:+.1f}")
    rows = [*own, *(row for known in documents.values() for row in known)]
    space = space_of(rows)
    provenance = {
        "documents": len(documents),
        "clauses": len(rows) - len(own),
        "examples": len(own),
        "labels": f"sha256:{_labels_digest(options.labels)}",
        "method": f"squared hinge loss, C {STRENGTH}, rules {RULE}, facts {FACT}, n-grams {GRAM}, above {ABOVE}; "
        f"thresholds and certainty on {FOLDS} parts left out in turn",
    }
    data = {"provenance": provenance, **as_json(space, fit(rows, space), thresholds, certainty)}
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    options.output.write_text(text + "\n", "utf-8")
    print(f"{options.output}: {len(text.encode()):,} bytes from {len(rows):,} clauses")


def _labels_digest(files: Iterable[Path]) -> str:
    together = hashlib.sha256(LABELS.read_bytes())
    for path in sorted(files, key=lambda path: path.name):
        together.update(path.read_bytes())
    return together.hexdigest()


if __name__ == "__main__":
    main()
