"""The site of the docs: built strictly, every page in it reachable, nothing fetched from elsewhere."""

from __future__ import annotations

import importlib.util
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
INSTALLED = importlib.util.find_spec("mkdocs") is not None and importlib.util.find_spec("material") is not None
QUIET = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
"""Material's notice about its successor goes to stderr on every build."""
FETCHED = re.compile(r"""<(?:script|img|iframe|link)\b[^>]*?\b(?:src|href)=["'](?:https?:)?//[^"']+["']""")
FROM_STYLES = re.compile(r"""(?:@import|url\()\s*["']?(?:https?:)?//""")


def _pages(entry: object) -> list[str]:
    if isinstance(entry, str):
        return [entry]
    entries = entry.values() if isinstance(entry, dict) else entry
    assert isinstance(entries, list) or hasattr(entries, "__iter__")
    return [page for one in entries for page in _pages(one)]


def test_every_page_is_in_the_navigation() -> None:
    text = re.sub(r"!!\S+", "", (ROOT / "mkdocs.yml").read_text("utf-8"))
    listed = set(_pages(yaml.safe_load(text)["nav"]))
    docs = ROOT / "docs"
    pages = {path.relative_to(docs).as_posix() for path in docs.rglob("*.md")}
    pages = {page for page in pages if not re.match(r"decisions/0", page)}
    assert pages == listed, "add the page to `nav` in mkdocs.yml"


@pytest.mark.skipif(not INSTALLED, reason="needs the extra `docs` (mkdocs-material)")
def test_the_site_is_built_without_a_warning_and_fetches_nothing(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(tmp_path / "site")]
    done = subprocess.run(command, cwd=ROOT, env=QUIET, capture_output=True, text=True, check=False)
    assert done.returncode == 0 and "WARNING" not in done.stderr, done.stderr
    built = list((tmp_path / "site").rglob("*.html"))
    assert {"index.html", "index.zh.html"} <= {path.name for path in built}
    for path in built:
        page = path.read_text("utf-8")
        fetched = [one for one in FETCHED.findall(page) if 'rel="canonical"' not in one]
        assert not fetched, (path.name, fetched[:3])
    for path in (tmp_path / "site").rglob("*.css"):
        assert not FROM_STYLES.search(path.read_text("utf-8")), path.name
