"""A page in the Chromium of this machine: what axe-core and the keyboard find. Tests skip where a part is missing."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
APP = ROOT / "clients" / "app"
NODE = shutil.which("node")
BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
SECONDS = 180


def _missing() -> str:
    if NODE is None:
        return "no Node.js on this machine"
    if BROWSER is None:
        return "no Chromium on this machine"
    if not (APP / "node_modules" / "playwright-core").is_dir() or not (APP / "node_modules" / "axe-core").is_dir():
        return "clients/app/node_modules is not installed (npm ci --prefix clients/app)"
    return ""


needs_browser = pytest.mark.skipif(bool(_missing()), reason=_missing() or "all there")


def look(page: Path | str, *views: dict[str, Any]) -> list[dict[str, Any]]:
    """What `look.mjs` says of each view. `page`: a file, or an address."""
    request = {"page": str(page), "browser": BROWSER, "views": views}
    command = [str(NODE), str(Path(__file__).with_name("look.mjs")), json.dumps(request)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, check=False)
    assert done.returncode == 0, done.stderr
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found
