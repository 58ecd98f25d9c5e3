"""Paths and readings that the readers' tests share."""

from __future__ import annotations

import functools
from pathlib import Path

import pytest

from agreement_tool.model import SourceDocument
from agreement_tool.read.registry import read_source

SEED = Path(__file__).parent.parent / "data" / "seed"
SHARED = Path(__file__).parents[3] / "shared"


@functools.cache
def seed(name: str) -> SourceDocument:
    """A seed PDF, read once a session."""
    return read_source(SEED / f"{name}.pdf")


@pytest.fixture(scope="session")
def corpus_pdfs() -> list[Path]:
    """Real agreements; they are not in the repository."""
    found = sorted((SHARED / "corpus" / "pdf").glob("*.pdf"))
    if not found:
        pytest.skip("needs ../shared/corpus")
    return found
