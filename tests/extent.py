"""How much the tests try: little by default, so that `make test` is quick; everything in CI."""

import os

EVERYTHING = os.environ.get("CI") == "true" or os.environ.get("AGREEMENT_EXAMPLES") == "all"
"""Set by CI=true or AGREEMENT_EXAMPLES=all."""
