"""The style sheets and scripts that pages hold inline, and the hashes by which their content security policies let them
in."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections.abc import Iterable
from functools import cache
from html import escape

from agreement_tool.text.packaged import packaged


@cache
def resource(name: str) -> str:
    """The text of a file beside this module: diff_page.css."""
    return packaged("agreement_tool.report", name).decode("utf-8")


def policy_hash(name: str) -> str:
    """Its hash as a Content-Security-Policy names it (CSP level 3, 2.3.1)."""
    return f"sha256-{b64encode(hashlib.sha256(resource(name).encode()).digest()).decode()}"


def html_page(title: str, body: Iterable[str], lang: str, *, style: str, script: str = "", policy: str = "") -> str:
    """A page that fetches nothing. `style`, `script`: files beside this module, of which the body holds the script;
    `policy`: what else its content security policy lets in."""
    lets_in = f"default-src 'none'; {policy}style-src '{policy_hash(style)}'"
    lets_in += f"; script-src '{policy_hash(script)}'" if script else ""
    return "\n".join(
        (
            "<!DOCTYPE html>",
            f'<html lang="{"en" if lang == "en" else "zh-CN"}"><head><meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{lets_in}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{escape(title)}</title><style>{resource(style)}</style></head><body>",
            *body,
            "</body></html>\n",
        )
    )
