"""Hypothesis tells faults, not how busy the machine is: drawing an example may be slow the first time.

By default a property is tried on few examples, so that `make test` is quick; CI (CI=true) and `AGREEMENT_EXAMPLES=all`
try all of Hypothesis's usual hundred.
"""

import gc

from hypothesis import HealthCheck, settings

from tests.extent import EVERYTHING, FEW

settings.register_profile("all", suppress_health_check=[HealthCheck.too_slow], deadline=None)
settings.register_profile("few", settings.get_profile("all"), max_examples=FEW)
settings.load_profile("all" if EVERYTHING else "few")

# Tests keep modules, samples and remembered results: the collector would look through them again and again.
gc.set_threshold(50_000, 20, 50)
