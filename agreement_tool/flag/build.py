"""`data/*.yaml` -> `data/compiled.json`: checks what lawyers wrote and writes the form that loads in milliseconds.
And `data/weights.json`, what was fitted, -> `data/weights.bin`.

`python -m agreement_tool.flag.build` after every change of the YAML; a test fails while they differ. A build error
names the file and the entry: a rule without `match:` or `no_match:`, a slot that no lexicon has, a word listed twice.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from importlib import resources
from pathlib import Path
from typing import Any

from agreement_tool.flag.ruleset import PARTY_SLOTS
from agreement_tool.flag.weights import Grams
from agreement_tool.model import CATEGORIES, TIERS

KEYS = frozenset(
    {
        "id",
        "means",
        "actor",
        "tier",
        "lang",
        "order",
        "slots",
        "within",
        "except",
        "basis",
        "match",
        "no_match",
        "after",
        "in",
    }
)
NEEDED = ("id", "means", "tier", "slots", "match", "no_match")
DATA = "data"


class BuildError(Exception):
    """What is wrong with the YAML, one line each."""


def sources() -> dict[str, Any]:
    """The YAML as written: 'lexicon', 'exceptions', and each category's name."""
    import yaml

    folder = resources.files("agreement_tool.flag").joinpath(DATA)
    named = {name: folder.joinpath(f"{name}.yaml") for name in ("lexicon", "exceptions")}
    named |= {name: folder.joinpath("rules", f"{name}.yaml") for name in CATEGORIES}
    return {name: yaml.safe_load(path.read_text("utf-8")) for name, path in named.items()}


def compiled(written: Mapping[str, Any]) -> dict[str, Any]:
    """What `ruleset.from_json` reads. Raises BuildError with everything that is wrong."""
    faults = [*_faults(written)]
    if faults:
        raise BuildError("\n".join(faults))
    lexicons = [{"name": name, "terms": []} for name in PARTY_SLOTS]
    lexicons += [
        {"name": name, "terms": row["terms"]} | ({"but": row["but"]} if row.get("but") else {})
        for name, row in written["lexicon"].items()
    ]
    exceptions = [
        {"id": name} | {key: row[key] for key in ("where", "slots", "within") if key in row}
        for name, row in written["exceptions"].items()
    ]
    return {
        "lexicons": lexicons,
        "exceptions": exceptions,
        "rules": [row for category in CATEGORIES for row in _rules(category, written[category])],
        "basis": {category: written[category]["basis"] for category in CATEGORIES},
        "headings": {category: written[category]["headings"] for category in CATEGORIES},
    }


def text_of(data: Mapping[str, Any]) -> str:
    """The compiled form as it is stored: one entry a line."""
    parts = []
    for name, value in data.items():
        rows = value if isinstance(value, list) else None
        body = "[\n" + ",\n".join(_line(row) for row in rows) + "\n]" if rows is not None else _line(value)
        parts.append(f"{_line(name)}: {body}")
    return "{\n" + ",\n".join(parts) + "\n}\n"


def _line(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _rules(category: str, written: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    kept = ("id", "means", "actor", "tier", "order", "slots", "within", "except", "basis")
    for row in written["rules"]:
        yield {"category": category} | {key: row[key] for key in kept if key in row}


def _faults(written: Mapping[str, Any]) -> Iterator[str]:
    known = {*written["lexicon"], *PARTY_SLOTS}
    used: set[str] = set()
    seen: set[str] = set()
    for category in CATEGORIES:
        for row in written[category]["rules"]:
            name = row.get("id", "?")
            where = f"rules/{category}.yaml: {name}"
            if name in seen:
                yield f"{where}: another rule has this id"
            seen.add(name)
            yield from (f"{where}: {key} is missing" for key in NEEDED if not row.get(key))
            yield from (f"{where}: unknown key {key}" for key in row if key not in KEYS)
            yield from (f"{where}: no lexicon {slot}" for slot in row.get("slots", ()) if slot not in known)
            yield from (
                f"{where}: no exception {key}" for key in row.get("except", ()) if key not in written["exceptions"]
            )
            if row.get("tier") not in TIERS:
                yield f"{where}: tier {row.get('tier')}"
            used.update(row.get("slots", ()))
    for name, row in written["exceptions"].items():
        yield from (f"exceptions.yaml: {name}: no lexicon {slot}" for slot in row["slots"] if slot not in known)
        used.update(row["slots"])
    for name, row in written["lexicon"].items():
        if name not in used:
            yield f"lexicon.yaml: {name}: no rule uses it"
        terms = [*row["terms"]]
        yield from (
            f"lexicon.yaml: {name}: {term!r} is no text: quote it" for term in terms if not isinstance(term, str)
        )
        yield from (f"lexicon.yaml: {name}: {term} twice" for term in sorted({t for t in terms if terms.count(t) > 1}))
        if not row.get("try"):
            yield f"lexicon.yaml: {name}: nothing tries its terms"


def fitted() -> dict[str, Any]:
    """The weights as they were fitted."""
    text = resources.files("agreement_tool.flag").joinpath(DATA, "weights.json").read_text("utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


def packed(weights: Mapping[str, Any]) -> bytes:
    """The form that `weights.weights` reads: a line of JSON, a line of n-grams, a row of `Grams` for each of them."""
    table = weights["grams"]
    head = {name: weights[name] for name in ("bias", "certainty", "rules", "context")} | {
        name: table[name] for name in ("unit", "above")
    }
    rows = zip(*(table["weights"][category] for category in CATEGORIES), strict=True)
    texts = table["texts"].replace("\n", " ")
    return f"{_line(head)}\n{texts}\n".encode() + b"".join(map(Grams.packed, rows))


def main() -> None:
    """Write `data/compiled.json` and `data/weights.bin`."""
    folder = Path(str(resources.files("agreement_tool.flag").joinpath(DATA)))
    for name, data in (
        ("compiled.json", text_of(compiled(sources())).encode()),
        ("weights.bin", packed(fitted())),
    ):
        (folder / name).write_bytes(data)
        print(f"{name}: {len(data)} bytes")


if __name__ == "__main__":
    main()
