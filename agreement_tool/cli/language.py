"""Which language the tool speaks (`--lang`, AGREEMENT_LANG; Chinese by default), and help texts in both."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Literal, get_args

from agreement_tool.bilingual import Sentence, bilingual

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
VARIABLE = "AGREEMENT_LANG"


_ENGLISH: dict[str, str] = {}
"""Help texts in English by their Chinese: Typer and click keep a help text as a plain string."""


def both(zh: str, en: str) -> str:
    """One help text in both languages: the Chinese, by which `in_language` finds the English when the help is shown."""
    _ENGLISH[zh] = en
    return zh


def in_language(text: str, lang: Language) -> str:
    """A `both` text in `lang`; any other text as it is."""
    return _ENGLISH.get(text, text) if lang == "en" else text


def error_message(said: Sentence, next_step: Sentence, lang: Language) -> str:
    """What is printed about a run that could not go on."""
    heading = "error: " if lang == "en" else "错误："
    following = f"\n{bilingual(next_step).in_language(lang)}" if next_step else ""
    return f"{heading}{bilingual(said).in_language(lang)}{following}"


def asked_for(arguments: Sequence[str]) -> Language:
    """The language, before anything is parsed: help texts must be chosen first. Wrong values are reported by the
    option."""
    asked = os.environ.get(VARIABLE, "")
    for argument, following in zip(arguments, [*arguments[1:], ""], strict=False):
        if argument == "--":
            break
        if argument == "--lang":
            asked = following
        elif argument.startswith("--lang="):
            asked = argument.removeprefix("--lang=")
    return asked if asked in LANGUAGES else "zh"
