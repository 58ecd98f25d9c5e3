"""How much the tests try: little by default, so that `make test` is quick; everything in CI."""

import os

EVERYTHING = os.environ.get("CI") == "true" or os.environ.get("AGREEMENT_EXAMPLES") == "all"
"""Set by CI=true or AGREEMENT_EXAMPLES=all."""
FEW = 15
"""Examples of a property that says nothing else, where not everything is tried."""


def examples(many: int) -> int:
    """How many examples of a property are tried that CI tries `many` of: a quarter, and not less than FEW."""
    return many if EVERYTHING else min(many, max(FEW, many // 4))
