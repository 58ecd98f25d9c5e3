"""Which fonts are bold by their ink, where their names do not say.

Of unnamed fonts, those whose characters carry clearly more ink than the lightest one's same characters; of fonts with a
name of no known family, those that carry more than the font that sets most of the document.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

from agreement_tool.frozen import frozen
from agreement_tool.read.pdf.faces import family_of
from agreement_tool.read.pdf.page import TextRun

_BOLDER = 1.2
"""Ink ratio between a bold face and its regular one is 1.3…1.6; between two prints of one face below 1.1."""
_ENOUGH = 3
"""Letters that a font must share with another to be called regular: one that only bold fonts hold proves nothing."""


@frozen
class InkWeights:
    """`font_key`s of fonts whose names do not tell, by what their ink says."""

    bold: frozenset[int] = frozenset()
    unknown: frozenset[int] = frozenset()
    """Fonts that cannot be weighed: punctuation only, or too few letters that another font has too."""


def weigh(runs: Iterable[TextRun]) -> InkWeights:
    """Weigh the fonts whose ink was measured."""
    measured = list(runs)
    if not any(run.ink for run in measured):
        return InkWeights()
    inks, han = _inks(measured)
    unnamed = {key: ink for key, ink in inks.items() if key[0] < 0}
    prints: dict[str, list[float]] = defaultdict(list)
    for (_, text), ink in unnamed.items():
        prints[text].append(ink)
    ratios: dict[int, list[float]] = defaultdict(list)
    for (font, text), ink in unnamed.items():
        shared = text.isalnum() and len(prints[text]) > 1
        ratios[font].extend([ink / min(prints[text])] if shared else [])
    bold = frozenset(font for font, values in ratios.items() if values and _upper(values) > _BOLDER)
    unknown = frozenset(font for font, values in ratios.items() if font not in bold and len(values) < _ENOUGH)
    return InkWeights(bold | frozenset(_heavier(inks, han)), unknown)


def _heavier(inks: Mapping[tuple[int, str], float], han: Counter[tuple[int, str]]) -> Iterator[int]:
    """Named fonts that are heavier than the one that sets most Han; only where a name of the two tells no family."""
    from statistics import median  # takes as long to import as a page to read

    named = Counter({font: count for font, count in han.items() if font[0] > 0})
    if len(named) < 2:
        return
    (body, body_name), _ = named.most_common(1)[0]
    for font, name in named:
        if font == body or "other" not in (family_of(name), family_of(body_name)):
            continue
        ratios = [
            ink / inks[body, text] for (key, text), ink in inks.items() if key == font and inks.get((body, text), 0) > 0
        ]
        if len(ratios) >= _ENOUGH and median(ratios) > _BOLDER:
            yield font


def _inks(runs: Iterable[TextRun]) -> tuple[dict[tuple[int, str], float], Counter[tuple[int, str]]]:
    """(font, character) -> its usual ink; and how many Han characters each (font, its name) sets."""
    samples: dict[tuple[int, str], list[float]] = defaultdict(list)
    texts: dict[tuple[int, str], list[str]] = defaultdict(list)
    for run in runs:
        text, style, key = run.text, run.style, run.style.font_key
        texts[key, style.font].append(text)
        for char, measured in zip(text, run.ink, strict=False):
            if measured > 0:
                samples[key, char].append(measured)
    usual = {key: sorted(values)[len(values) // 2] for key, values in samples.items()}
    counts = {font: sum("\u4e00" <= char <= "\u9fff" for char in "".join(set_in)) for font, set_in in texts.items()}
    return usual, Counter({font: count for font, count in counts.items() if count})


def _upper(ratios: list[float]) -> float:
    # The upper quartile: characters that are printed in bold only have nothing lighter to be measured against.
    return sorted(ratios)[round(0.75 * (len(ratios) - 1))]
