"""The audit's page in a real browser: its script runs under its own content-security policy, and filters."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from agreement_tool.pipeline.audit import audit_target
from agreement_tool.report.flag_html import flag_html

SEED = Path(__file__).parents[1] / "data" / "seed" / "weasy_noto.pdf"
BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-dev-shm-usage")

pytestmark = [pytest.mark.slow, pytest.mark.skipif(BROWSER is None, reason="no Chromium on this machine")]


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("page") / "audit.html"
    target.write_text(flag_html(audit_target(str(SEED), pictures=True)), "utf-8")
    return target


def _dom(page: Path, profile: Path, fragment: str = "") -> str:
    """The document after its script has run."""
    command = [str(BROWSER), *FLAGS, f"--user-data-dir={profile}", "--dump-dom", page.as_uri() + fragment]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=True).stdout


def _shown(dom: str) -> list[str]:
    cards = re.findall(r'<article class="card[^>]*>', dom)
    return [card for card in cards if " hidden" not in card]


def test_the_script_counts_the_clauses_of_the_seed(page: Path, tmp_path: Path) -> None:
    dom = _dom(page, tmp_path)
    total = len(_shown(dom))
    assert total > 30
    assert f">{total} / {total}</p>" in dom
    assert dom.count("data:image/png;base64,") >= total


def test_a_filter_in_the_address_shows_the_dispute_clauses_alone(page: Path, tmp_path: Path) -> None:
    shown = _shown(_dom(page, tmp_path, "#category=dispute"))
    assert shown
    assert all("dispute" in card for card in shown)


def test_filters_that_nothing_fits_say_so(page: Path, tmp_path: Path) -> None:
    dom = _dom(page, tmp_path, "#category=&status=")
    assert _shown(dom) == []
    assert '<p class="empty">' in dom
