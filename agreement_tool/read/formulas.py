"""Formulas in one line of text: fractions with a slash, powers with ^, operands bracketed where a reader could err.

Both vocabularies of formulas, Word's and the web's, become the same few shapes here. Sources: ECMA-376 part 1, §22.1
(Office Math), MathML Core; the linear forms follow Unicode Technical Note 28.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

_OPERATORS = frozenset("+-−–×÷*/=≠<>≤≥±∓·∙，,；;: ")
"""Characters after which an operand is no longer one thing."""
_PAIRS = {"(": ")", "[": "]", "{": "}", "（": "）", "|": "|"}


def bracketed(operand: str, *, power: bool = False) -> str:
    """The operand, in brackets unless it is one number, one name or already in brackets. `power`: x^2 is not one
    thing."""
    operand = operand.strip()
    return operand if is_single(operand, power=power) else f"({operand})"


def is_single(operand: str, *, power: bool = False) -> bool:
    """Whether an operand needs no brackets."""
    if _is_enclosed(operand):
        return True
    signs = _OPERATORS | {"^", "√"} if power else _OPERATORS
    # An operator inside brackets is hidden by them: f(x+1) is one thing.
    return not any(character in signs for character in _outside_brackets(operand))


def _is_enclosed(operand: str) -> bool:
    closing = _PAIRS.get(operand[:1])
    if closing is None or operand[-1:] != closing or len(operand) < 2:
        return False
    return not _outside_brackets(operand)


def _outside_brackets(operand: str) -> str:
    """The characters that stand in no bracket."""
    waiting: list[str] = []
    outside = []
    for character in operand:
        if waiting and character == waiting[-1]:
            waiting.pop()
        elif character in _PAIRS:
            waiting.append(_PAIRS[character])
        elif not waiting:
            outside.append(character)
    return "".join(outside)


def fraction(above: str, below: str) -> str:
    """5/10000, (a+b)/2."""
    return f"{bracketed(above)}/{bracketed(below)}"


def scripts(base: str, below: str = "", above: str = "") -> str:
    """x_1^2, (1+r)^2."""
    text = bracketed(base, power=True)
    if below.strip():
        text += f"_{bracketed(below, power=True)}"
    if above.strip():
        text += f"^{bracketed(above, power=True)}"
    return text


def root(radicand: str, degree: str = "") -> str:
    """√(x), √[3](x)."""
    inner = radicand.strip()
    inner = inner if _is_enclosed(inner) and inner[0] == "(" else f"({inner})"
    return f"√[{degree.strip()}]{inner}" if degree.strip() else f"√{inner}"


def large_operator(sign: str, below: str, above: str, operand: str) -> str:
    """∑_(i=1)^n (x_i)."""
    limits = scripts(sign, below, above)
    operand = operand.strip()
    return f"{limits} {operand if _is_enclosed(operand) else f'({operand})'}" if operand else limits


def function(name: str, argument: str) -> str:
    """min(a, b); a name without an argument stays as it is."""
    argument = argument.strip()
    return name.strip() + (argument if not argument or _is_enclosed(argument) else f"({argument})")


def fenced(opening: str, parts: Iterable[str], closing: str, divider: str = "|") -> str:
    """(a), [a|b], {a."""
    return f"{opening}{divider.join(part.strip() for part in parts)}{closing}"


def matrix(rows: Iterable[Iterable[str]]) -> str:
    """a, b; c, d."""
    return "; ".join(", ".join(cell.strip() for cell in row) for row in rows)


def accented(base: str, accent: str) -> str:
    """A letter with its accent; more than one letter in brackets before it."""
    base = base.strip()
    return base + accent if len(base) == 1 else f"({base}){accent}"


def juxtaposed(pieces: Sequence[tuple[str, bool]]) -> str:
    """Pieces side by side; those that are quotients (True) never run into a neighbour.

    1 and 1/2 are 1 1/2 and not 11/2; 1/2 and x are (1/2)x and not 1/2x.
    """
    text = ""
    for place, (piece, is_quotient) in enumerate(pieces):
        after = "".join(other for other, _ in pieces[place + 1 :])
        text = _beside(text, piece, after, is_quotient=is_quotient)
    return text


def _beside(before: str, piece: str, after: str, *, is_quotient: bool) -> str:
    if not is_quotient or not piece:
        return before + piece
    touched = _touches(after[:1], opening=True) or (_touches(before[-1:]) and not before[-1:].isdigit())
    piece = f"({piece})" if touched else piece
    return keep_numbers_separate(before, piece)


def _touches(character: str, *, opening: bool = False) -> bool:
    """Whether a neighbour would be read as a factor of the quotient."""
    return bool(character) and (character.isalnum() or character in ("(√[" if opening else ")]"))


def keep_numbers_separate(before: str, after: str) -> str:
    """Both side by side, with a space where two numbers would become one."""
    clash = before[-1:].isdigit() and before[-1:].isascii() and after[:1].isdigit() and after[:1].isascii()
    return f"{before} {after}" if clash else before + after


_RAISED = str.maketrans("0123456789+-−=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ")
_LOWERED = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")
_SCRIPT = frozenset("0123456789+-−=()n")


def raised(text: str) -> str:
    """Superscript figures as characters of their own: 10 and a raised 6 are 10⁶, not 106. Words stay as they are."""
    return text.translate(_RAISED) if _is_figures(text) else text


def lowered(text: str) -> str:
    """Subscript figures as characters of their own."""
    return text.translate(_LOWERED) if _is_figures(text) and "n" not in text else text


def _is_figures(text: str) -> bool:
    return any(character.isdigit() for character in text) and all(character in _SCRIPT for character in text.strip())
