"""Bullets, ticks and boxes from Word's symbol fonts, whose codes mean something else everywhere but in those fonts."""

from __future__ import annotations

import functools
import re
from typing import Literal

from agreement_tool.text.patterns import compiled

_PRIVATE = 0xF000
"""Word puts a symbol font's codes 0x20…0xFF here, in the private use area."""
_PRIVATE_CODES = compiled("[\uf001-\uf0ff]")

Face = Literal["symbol", "wingdings", "wingdings2"]
_FACES: tuple[tuple[re.Pattern[str], Face], ...] = (
    (compiled(r"wingdings\s*-?2", re.IGNORECASE), "wingdings2"),
    (compiled(r"wingdings", re.IGNORECASE), "wingdings"),
    (compiled(r"(?<!open)symbol", re.IGNORECASE), "symbol"),  # OpenSymbol stands in for all of them
)

# Microsoft's tables of the three fonts; only what agreements print.
_MEANINGS: dict[Face, dict[int, str]] = {
    "symbol": {0xB7: "•", 0x2D: "−", 0xB4: "×", 0xA3: "≤", 0xB3: "≥", 0xB1: "±", 0xB0: "°", 0xAE: "→"},
    "wingdings": {
        0x6C: "●", 0x6D: "○", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x72: "❒", 0x74: "◆", 0x75: "◆", 0x76: "❖", 0x77: "◆",
        0x9E: "·", 0x9F: "•", 0xA1: "○", 0xA7: "▪", 0xA8: "□", 0xAB: "★", 0xD8: "➢", 0xE0: "→", 0xF0: "⇨", 0xFB: "✗",
        0xFC: "✓", 0xFD: "☒", 0xFE: "☑", 0x2A: "✉", 0x28: "☎", 0x81: "①", 0x82: "②", 0x83: "③", 0x84: "④", 0x85: "⑤",
    },
    "wingdings2": {
        0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0x97: "•", 0x98: "●", 0x99: "○", 0xA2: "■",
        0xA3: "□", 0x2A: "□", 0x30: "□",
    },
}  # fmt: skip


def is_symbol_font(font: str) -> bool:
    """Whether a font of that name holds symbols under the codes of letters."""
    return any(pattern.search(font) for pattern, _ in _FACES) or "dingbats" in font.lower()


def plain_symbols(text: str, font: str) -> str:
    """The text with symbols for a symbol font's codes; one character for one."""
    face = _face_of(font)
    if face is None and not _PRIVATE_CODES.search(text):
        return text
    return "".join(_plain(char, face) for char in text)


@functools.lru_cache(maxsize=512)
def _face_of(font: str) -> Face | None:
    return next((face for pattern, face in _FACES if pattern.search(font)), None)


def _plain(char: str, face: Face | None) -> str:
    code = ord(char)
    if _PRIVATE < code <= _PRIVATE + 0xFF:
        # A symbol font that lost its name on the way: LibreOffice calls its own OpenSymbol, macOS nothing at all.
        return next(
            (_MEANINGS[one][code - _PRIVATE] for one in _order(face) if code - _PRIVATE in _MEANINGS[one]), char
        )
    return _MEANINGS[face].get(code, char) if face in ("wingdings", "wingdings2") else char


def _order(face: Face | None) -> tuple[Face, ...]:
    return (face,) if face is not None else ("symbol", "wingdings", "wingdings2")
