"""CSS and HTML colours as six hex digits."""

from __future__ import annotations

from agreement_tool.text.patterns import compiled

# The names that agreements use; CSS Color 4 has 148. A name that is missing is no colour, never a wrong one.
NAMES = {
    "black": "000000",
    "white": "ffffff",
    "red": "ff0000",
    "darkred": "8b0000",
    "crimson": "dc143c",
    "firebrick": "b22222",
    "brown": "a52a2a",
    "maroon": "800000",
    "tomato": "ff6347",
    "orangered": "ff4500",
    "coral": "ff7f50",
    "orange": "ffa500",
    "darkorange": "ff8c00",
    "gold": "ffd700",
    "yellow": "ffff00",
    "lightyellow": "ffffe0",
    "green": "008000",
    "lime": "00ff00",
    "limegreen": "32cd32",
    "seagreen": "2e8b57",
    "forestgreen": "228b22",
    "darkgreen": "006400",
    "teal": "008080",
    "cyan": "00ffff",
    "aqua": "00ffff",
    "blue": "0000ff",
    "darkblue": "00008b",
    "navy": "000080",
    "royalblue": "4169e1",
    "dodgerblue": "1e90ff",
    "deepskyblue": "00bfff",
    "skyblue": "87ceeb",
    "steelblue": "4682b4",
    "purple": "800080",
    "violet": "ee82ee",
    "magenta": "ff00ff",
    "fuchsia": "ff00ff",
    "pink": "ffc0cb",
    "hotpink": "ff69b4",
    "deeppink": "ff1493",
    "gray": "808080",
    "grey": "808080",
    "silver": "c0c0c0",
    "darkgray": "a9a9a9",
    "darkgrey": "a9a9a9",
    "lightgray": "d3d3d3",
    "lightgrey": "d3d3d3",
    "dimgray": "696969",
    "dimgrey": "696969",
}
_FUNCTION = compiled(
    r"rgba?\(\s*(\d+)(?:\.\d+)?(?:\s++(?:,\s*+)?|,\s*+)(\d+)(?:\.\d+)?(?:\s++(?:,\s*+)?|,\s*+)(\d+)(?:\.\d+)?"
    r"\s*+(?:[,/]\s*+([\d.]+%?)\s*+)?\)"
)
_HEX = compiled(r"#?([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})\Z")


def colour(value: str) -> str | None:
    """`red`, `#f00`, `#ff0000`, `rgb(255,0,0)` -> 'ff0000'; None for what is no colour, or is transparent."""
    value = value.strip().lower()
    if value in NAMES:
        return NAMES[value]
    if found := _HEX.match(value):
        digits = found.group(1)
        if len(digits) in (3, 4):
            digits = "".join(digit * 2 for digit in digits)
        return None if digits[6:] == "00" else digits[:6]
    if found := _FUNCTION.match(value):
        if (found.group(4) or "1").rstrip("%").strip("0.") == "":
            return None
        return "".join(f"{min(int(part), 255):02x}" for part in found.groups()[:3])
    return None
