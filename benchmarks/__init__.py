"""Measurements, run from the repository root: `python -m benchmarks.accuracy`."""
