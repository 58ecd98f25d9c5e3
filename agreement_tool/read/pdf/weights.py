"""Which unnamed fonts are bold: those whose characters carry clearly more ink than the lightest font's same characters."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from statistics import median, quantiles

from agreement_tool.read.pdf.page import Run

_BOLDER = 1.2
"""Ink ratio between a bold face and its regular one is 1.3…1.6; between two prints of one face below 1.1."""

Key = tuple[int, str]


def bold_fonts(runs: Iterable[Run]) -> frozenset[int]:
    """`font_key`s of the fonts that are bold by their ink."""
    samples: dict[Key, list[float]] = defaultdict(list)
    for run in runs:
        for text, ink in zip(run.text, run.ink, strict=False):
            if ink > 0:
                samples[run.style.font_key, text].append(ink)
    inks = {key: median(values) for key, values in samples.items()}
    lightest: dict[str, float] = {}
    for (_, text), ink in inks.items():
        lightest[text] = min(ink, lightest.get(text, ink))
    ratios: dict[int, list[float]] = defaultdict(list)
    for (font, text), ink in inks.items():
        ratios[font].append(ink / lightest[text])
    return frozenset(font for font, values in ratios.items() if _upper(values) > _BOLDER)


def _upper(ratios: list[float]) -> float:
    # The upper quartile: characters that are printed in bold only have nothing lighter to be measured against.
    return quantiles(ratios, n=4, method="inclusive")[2] if len(ratios) > 1 else ratios[0]
