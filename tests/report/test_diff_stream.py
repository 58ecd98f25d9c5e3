import random

from hypothesis import example, given, settings
from hypothesis import strategies as st

from agreement_tool.diff.compare import compare
from agreement_tool.model import Agreement
from agreement_tool.report.diff_stream import PARAGRAPH, PieceOp, blocks, paragraphs
from tests.diff.build import Written, agreement
from tests.diff.mutations import SENTENCES, TITLES
from tests.extent import examples

LABELS = ("第{}条", "{}.", "（{}）", "")


def shuffled(seed: int) -> tuple[Agreement, Agreement]:
    """Two versions that share sentences and nothing else: torn apart, glued together, turned over."""
    rng = random.Random(seed)
    pool = rng.sample(SENTENCES, 10)
    return tuple(agreement(*_clauses(rng, rng.sample(pool, rng.randint(3, 10)), 0)) for _ in range(2))  # type: ignore[return-value]


def _clauses(rng: random.Random, sentences: list[str], depth: int) -> list[Written]:
    made: list[Written] = []
    rest = list(sentences)
    while rest:
        text = "".join(rest.pop() for _ in range(min(len(rest), rng.choice((0, 1, 1, 1, 2, 3)))))
        below = [rest.pop() for _ in range(min(len(rest), rng.choice((0, 0, 1, 3))))] if depth < 2 else []
        label = rng.choice(LABELS).format(len(made) + 1)
        title = rng.choice(("", "", rng.choice(TITLES)))
        made.append((label, title, text, *_clauses(rng, below, depth + 1)))
        if not text and not below and rng.random() < 0.5:
            break
    return made


def settle(old: Agreement, new: Agreement, gone: tuple[PieceOp, ...]) -> list[str]:
    pieces = [piece for block in blocks(old, new, compare(old, new)) for piece in block.pieces if piece.op not in gone]
    return "".join(piece.text for piece in pieces).split(PARAGRAPH)[:-1]


@settings(deadline=None, max_examples=examples(300))
@given(st.integers(0, 10**9))
@example(6377101)  # a clause that could be told both as split and as merged
def test_whatever_happened_accepting_gives_the_new_version_and_rejecting_the_old(seed: int) -> None:
    old, new = shuffled(seed)
    assert settle(old, new, ("delete", "move-from")) == paragraphs(new)
    assert settle(old, new, ("insert", "move-to")) == paragraphs(old)
