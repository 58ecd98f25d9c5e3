"""Hypothesis tells faults, not how busy the machine is: drawing an example may be slow the first time."""

from hypothesis import HealthCheck, settings

settings.register_profile("agreement", suppress_health_check=[HealthCheck.too_slow], deadline=None)
settings.load_profile("agreement")
