"""The style sheets and scripts that pages hold inline, and the hashes by which their content security policies let them
in."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from functools import cache
from importlib import resources


@cache
def resource(name: str) -> str:
    """The text of a file beside this module: diff_page.css."""
    return resources.files("agreement_tool.report").joinpath(name).read_text("utf-8")


def policy_hash(name: str) -> str:
    """Its hash as a Content-Security-Policy names it (CSP level 3, 2.3.1)."""
    return f"sha256-{b64encode(hashlib.sha256(resource(name).encode()).digest()).decode()}"
