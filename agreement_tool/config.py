"""`agreement.toml` or `[tool.agreement]` in pyproject.toml -> one frozen Config."""
