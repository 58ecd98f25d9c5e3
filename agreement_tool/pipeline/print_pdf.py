"""An HTML page of ours as PDF, by the browser or the word processor that is installed; neither is needed for anything
else."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
from pathlib import Path

from agreement_tool import programs
from agreement_tool.bilingual import Bilingual
from agreement_tool.errors import SourceError
from agreement_tool.private_folders import private_folder

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
OFFICES = ("soffice", "libreoffice")
SECONDS = 120
"""A page of a hundred clauses prints in two seconds; a first start may take thirty."""


def printed(html: str, name: str) -> bytes:
    """The page as PDF. SourceError where no program can print it, or the one there fails. `name`: of the output, for
    messages."""
    browser = next((found for found in map(shutil.which, BROWSERS) if found), None)
    office = next((found for found in map(shutil.which, OFFICES) if found), None)
    if browser is None and office is None:
        raise SourceError(
            Bilingual(
                "写 PDF 需要 Chromium（或 Chrome）或 LibreOffice，本机都没有",
                "writing PDF needs Chromium (or Chrome) or LibreOffice, and neither is installed",
            ),
            where=name,
            next_step=Bilingual(
                "请安装其一，或写 .html 后用浏览器打印（Debian/Ubuntu：apt install chromium）。",
                "Install one of them, or write .html and print it from a browser (Debian/Ubuntu: apt "
                "install chromium).",
            ),
        )
    with private_folder("print-") as folder:
        page = folder / "page.html"
        page.write_text(html, encoding="utf-8")
        command = _browser(browser, page) if browser else _office(str(office), page)
        with contextlib.suppress(subprocess.TimeoutExpired):
            programs.run(command, seconds=SECONDS, environment=None if browser else _office_environment(folder))
        made = page.with_suffix(".pdf")
        if not made.is_file():
            raise SourceError(
                Bilingual(f"{Path(command[0]).name} 没有写出 PDF", f"{Path(command[0]).name} wrote no PDF"),
                where=name,
                next_step=Bilingual("请写 .html 后用浏览器打印。", "Write .html and print it from a browser."),
            )
        return made.read_bytes()


def _office_environment(folder: Path) -> dict[str, str]:
    """LibreOffice leaves folders behind where it is killed."""
    return {**os.environ, "TMPDIR": str(folder)}


def _browser(program: str, page: Path) -> list[str]:
    """Without network, profile of its own. As root (containers) Chromium runs only without its sandbox; the page is
    ours."""
    options = ["--headless", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"]
    options += ["--disable-component-update", "--no-pdf-header-footer", f"--user-data-dir={page.parent / 'profile'}"]
    options += ["--no-sandbox"] if _is_root() else []
    return [program, *options, f"--print-to-pdf={page.with_suffix('.pdf')}", page.as_uri()]


def _office(program: str, page: Path) -> list[str]:
    profile = f"-env:UserInstallation={(page.parent / 'profile').as_uri()}"
    return [
        program,
        profile,
        "--headless",
        "--convert-to",
        "pdf:writer_web_pdf_Export",
        "--outdir",
        str(page.parent),
        str(page),
    ]


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0
