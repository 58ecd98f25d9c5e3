"""Help pages: click's, in Chinese or English, wrapped by display columns (a CJK character takes two)."""

from __future__ import annotations

from collections.abc import Iterable

import click

from agreement_tool.cli.language import Language, in_language
from agreement_tool.report.columns import columns
from agreement_tool.report.wrapping import wrapped

_ZH = {
    "Usage: ": "用法：",
    "Options": "选项",
    "Arguments": "参数",
    "Commands": "命令",
    "Show this message and exit.": "显示本说明。",
}
_ZH_EXTRAS = (
    ("[default: ", "[默认："),
    ("[required]", "[必填]"),
    ("; required]", "；必填]"),
    ("[env var: ", "[环境变量："),
)


class Formatter(click.HelpFormatter):
    """Writes one help page in `lang`."""

    def __init__(self, lang: Language, *, width: int | None = None, max_width: int | None = None) -> None:
        super().__init__(width=width, max_width=max_width)
        self.lang = lang

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """`用法：agreement …`."""
        super().write_usage(prog, args, self._say(prefix or "Usage: "))

    def write_heading(self, heading: str) -> None:
        """A section's name."""
        super().write_heading(self._say(heading))

    def write_text(self, text: str) -> None:
        """Paragraphs, each wrapped; a single line break inside one is layout, as in click."""
        indent = " " * self.current_indent
        paragraphs = in_language(text, self.lang).split("\n\n")
        for number, paragraph in enumerate(paragraphs):
            self.write("\n" if number else "")
            for line in wrapped(" ".join(paragraph.split()), self.width - self.current_indent):
                self.write(f"{indent}{line}\n")

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Names left, what they mean right of them; under them where the name is long."""
        rows = list(rows)
        indent = self.current_indent
        column = min(max((columns(name) for name, _ in rows), default=0), col_max) + col_spacing
        for name, meaning in rows:
            lines = list(wrapped(self._meaning(meaning), max(self.width - indent - column, 20)))
            if columns(name) + col_spacing > column:
                self.write(f"{' ' * indent}{name}\n")
            else:
                first = lines.pop(0) if lines else ""
                self.write(f"{' ' * indent}{name}{' ' * (column - columns(name))}{first}".rstrip() + "\n")
            for line in lines:
                self.write(f"{' ' * (indent + column)}{line}\n")

    def _say(self, phrase: str) -> str:
        return _ZH.get(phrase, phrase) if self.lang == "zh" else phrase

    def _meaning(self, text: str) -> str:
        # What click appends ("[default: …]") stands behind the English half of a `both` text.
        body, bracket, extra = text.partition("  [")
        chosen = in_language(body, self.lang) + bracket + extra
        if self.lang == "en":
            return chosen
        for english, chinese in _ZH_EXTRAS:
            chosen = chosen.replace(english, chinese)
        return self._say(chosen)
