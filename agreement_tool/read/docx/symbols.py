"""Characters of symbol fonts, whose codes say nothing without the font.

Sources: the encodings of Wingdings, Wingdings 2 and Symbol as their vendors publish them; ECMA-376 part 1, §17.3.3.30.
"""

from __future__ import annotations

UNKNOWN = "�"
_WINGDINGS = {
    0x6F: "□", 0x70: "□", 0x71: "□", 0xA8: "□", 0x72: "□", 0x77: "◆",
    0xFE: "☑", 0xFD: "☒", 0xFC: "✓", 0xFB: "✗", 0x78: "☒", 0xA1: "○", 0x6D: "○",
    0x6C: "●", 0x6E: "■", 0x75: "◆", 0x76: "❖", 0xD8: "➢", 0x9F: "•", 0xA7: "▪", 0xAB: "★", 0x28: "☎", 0x29: "✆",
    0x2A: "✉", 0x46: "☞", 0xE0: "→", 0xDF: "←", 0xE1: "↑", 0xE2: "↓", 0xE8: "➔", 0xF0: "⇨", 0xA4: "◉", 0x4A: "☺",
    **{0x80 + number: character for number, character in enumerate("⓪①②③④⑤⑥⑦⑧⑨⑩")},
    **{0x8B + number: character for number, character in enumerate("⓿❶❷❸❹❺❻❼❽❾❿")},
}  # fmt: skip
_WINGDINGS_2 = {
    0x2A: "□", 0xA3: "□", 0x30: "□", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0x50: "✓", 0x4F: "✗", 0x51: "☒", 0xA2: "☐",
    0x97: "●", 0x98: "●", 0xA1: "■", 0xB7: "•", 0x81: "○",
    **{0x69 + number: character for number, character in enumerate("⓪①②③④⑤⑥⑦⑧⑨⑩")},
}  # fmt: skip
_SYMBOL = {
    0xA3: "≤", 0xB3: "≥", 0xB9: "≠", 0xB1: "±", 0xB4: "×", 0xB8: "÷", 0xB0: "°", 0xB7: "•", 0xA5: "∞", 0xBB: "≈",
    0xBA: "≡", 0xAE: "→", 0xAC: "←", 0xAD: "↑", 0xAF: "↓", 0xA9: "♥", 0xA8: "♦", 0xA7: "♣", 0xAA: "♠", 0xB2: "″",
    0xA2: "′", 0xD6: "√", 0xD7: "⋅", 0xE5: "∑", 0xD5: "∏", 0xF2: "∫", 0xB6: "∂", 0xD0: "∠", 0xCE: "∈", 0x2D: "−",
    0xDE: "⇒", 0xDB: "⇔", 0xD9: "∧", 0xDA: "∨", 0xC7: "∩", 0xC8: "∪", 0xA0: "€", 0xE2: "®", 0xE3: "©", 0xE4: "™",
    0xD2: "®", 0xD3: "©", 0xD4: "™", 0x2B: "+", 0x3D: "=", 0x3C: "<", 0x3E: ">", 0x25: "%", 0x28: "(", 0x29: ")",
    0x2E: ".", 0x2C: ",", 0x2F: "/", 0x20: " ", 0x5B: "[", 0x5D: "]", 0x7B: "{", 0x7D: "}", 0x7C: "|",
    0xBC: "…", 0xC0: "ℵ", 0xC4: "⊗", 0xC5: "⊕", 0xC6: "∅", 0xC9: "⊃", 0xCC: "⊂", 0xCA: "⊇", 0xCD: "⊆", 0xCF: "∉",
    0xD1: "∇", 0xD8: "¬", 0x22: "∀", 0x24: "∃", 0x27: "∋", 0x40: "≅", 0x5C: "∴", 0x5E: "⊥", 0x7E: "∼", 0x21: "!",
    0x23: "#", 0x26: "&", 0x2A: "∗", 0x3A: ":", 0x3B: ";", 0x3F: "?", 0x5F: "_", 0xA4: "⁄", 0xA6: "ƒ", 0xB5: "∝",
    0xE1: "⟨", 0xF1: "⟩", 0xF3: "⌠", 0xF4: "⎮", 0xF5: "⌡",
    **dict(zip(range(0xE6, 0xF0), "⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪", strict=True)),
    **dict(zip(range(0xF6, 0xFF), "⎞⎟⎠⎤⎥⎦⎫⎬⎭", strict=True)),
    **{0x30 + digit: str(digit) for digit in range(10)},
    **dict(zip(range(0x41, 0x5B), "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ", strict=True)),
    **dict(zip(range(0x61, 0x7B), "αβχδεφγηιϕκλμνοπθρστυϖωξψζ", strict=True)),
}  # fmt: skip
_FONTS = {"wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2, "symbol": _SYMBOL}


def is_symbol_font(face: str | None) -> bool:
    """Whether a font's characters are symbols, whatever their codes."""
    return (face or "").strip().lower().startswith(("wingdings", "webdings", "symbol"))


def symbol(code: int, face: str) -> str:
    """The character that `code` shows in a symbol font; UNKNOWN where nobody could say. Other fonts: the code point."""
    name = face.strip().lower()
    point = code - 0xF000 if 0xF000 <= code <= 0xF0FF else code
    if name in _FONTS:
        return _FONTS[name].get(point, UNKNOWN)
    if is_symbol_font(face):
        return UNKNOWN
    if code != point:
        # A private code in a font of letters: what agreements use most, tick boxes and bullets.
        return _WINGDINGS.get(point) or _WINGDINGS_2.get(point) or UNKNOWN
    return chr(code) if 0x20 <= code < 0xD800 else UNKNOWN


def in_symbol_font(text: str, face: str) -> str:
    """A run's text that is set in a symbol font; Chinese characters in it have a font of their own."""
    is_code = _is_code if is_symbol_font(face) else _is_private
    return "".join(symbol(ord(character), face) if is_code(character) else character for character in text)


def _is_private(character: str) -> bool:
    return "\uf000" <= character <= "\uf0ff"


def _is_code(character: str) -> bool:
    return not character.isspace() and (character < "\u0100" or "\uf000" <= character <= "\uf0ff")
