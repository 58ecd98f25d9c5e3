"""Runs a command in this process: stdout, stderr and exit code apart."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner, Result

from agreement_tool.cli.root import root

SEED = Path(__file__).parents[1] / "data" / "seed"
SEED_PDF = SEED / "lo_docx_song.pdf"


def run(*arguments: str | Path, env: dict[str, str] | None = None) -> Result:
    """Run `agreement …`. A bug is raised, not turned into an exit code."""
    return CliRunner().invoke(root, [str(argument) for argument in arguments], env=env, catch_exceptions=False)
