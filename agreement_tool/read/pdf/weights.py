"""Which unnamed fonts are bold: those whose characters carry clearly more ink than the lightest font's same characters."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from agreement_tool.read.pdf.page import Run

_BOLDER = 1.2
"""Ink ratio between a bold face and its regular one is 1.3…1.6; between two prints of one face below 1.1."""
_ENOUGH = 3
"""Letters that a font must share with another to be called regular: one that only bold fonts hold proves nothing."""


@dataclass(frozen=True, slots=True)
class Weights:
    """`font_key`s of unnamed fonts, by what their ink says."""

    bold: frozenset[int] = frozenset()
    unknown: frozenset[int] = frozenset()
    """Fonts that cannot be weighed: punctuation only, or too few letters that another font has too."""


def weigh(runs: Iterable[Run]) -> Weights:
    """Weigh the fonts whose ink was measured."""
    inks = _inks(runs)
    prints: dict[str, list[float]] = defaultdict(list)
    for (_, text), ink in inks.items():
        prints[text].append(ink)
    ratios: dict[int, list[float]] = defaultdict(list)
    for (font, text), ink in inks.items():
        shared = text.isalnum() and len(prints[text]) > 1
        ratios[font].extend([ink / min(prints[text])] if shared else [])
    bold = frozenset(font for font, values in ratios.items() if values and _upper(values) > _BOLDER)
    unknown = frozenset(font for font, values in ratios.items() if font not in bold and len(values) < _ENOUGH)
    return Weights(bold, unknown)


def _inks(runs: Iterable[Run]) -> dict[tuple[int, str], float]:
    """(font, character) -> its usual ink."""
    samples: dict[tuple[int, str], list[float]] = defaultdict(list)
    for run in runs:
        for text, ink in zip(run.text, run.ink, strict=False):
            if ink > 0:
                samples[run.style.font_key, text].append(ink)
    return {key: sorted(values)[len(values) // 2] for key, values in samples.items()}


def _upper(ratios: list[float]) -> float:
    # The upper quartile: characters that are printed in bold only have nothing lighter to be measured against.
    return sorted(ratios)[round(0.75 * (len(ratios) - 1))]
