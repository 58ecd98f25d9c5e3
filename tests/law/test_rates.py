"""Published rates are exact, dated and honest about how they were verified."""

from fractions import Fraction

from agreement_tool.check.rules.con017_interest_over_cap import CAP, SURE
from agreement_tool.law.rates import rates


def test_the_cap_is_four_times_the_highest_lpr_in_the_data() -> None:
    assert rates()["lpr-1y-highest"].value == Fraction(425, 100) and CAP == 17


def test_a_rate_says_when_it_was_published_and_how_it_was_verified() -> None:
    for rate in rates().values():
        assert len(rate.published) == 10 and rate.name.zh and rate.says.en
        assert rate.verified in ("text", "second-hand", "none")
        assert bool(rate.read_at) == bool(rate.read_where) == (rate.verified != "none")


def test_a_cap_that_nobody_verified_makes_a_note() -> None:
    assert (SURE >= 0.5) == (rates()["lpr-1y-highest"].verified != "none")
