"""Which language the tool speaks (`--lang`, AGREEMENT_LANG; Chinese by default), and help texts in both."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Literal, get_args

from agreement_tool.errors import halves

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
VARIABLE = "AGREEMENT_LANG"


def both(zh: str, en: str) -> str:
    """One help text in both languages; `in_language` takes it apart when the help is shown."""
    return f"{zh}\x1f{en}"


def in_language(text: str, lang: Language) -> str:
    """The half of a `both` text that is in `lang`; any other text as it is."""
    zh, en = halves(text)
    return en if lang == "en" else zh


def asked_for(arguments: Sequence[str]) -> Language:
    """The language, before anything is parsed: help texts must be chosen first. Wrong values are reported by the option."""
    asked = os.environ.get(VARIABLE, "")
    for argument, following in zip(arguments, [*arguments[1:], ""], strict=False):
        if argument == "--":
            break
        if argument == "--lang":
            asked = following
        elif argument.startswith("--lang="):
            asked = argument.removeprefix("--lang=")
    return asked if asked in LANGUAGES else "zh"
