"""Agreement -> findings."""
