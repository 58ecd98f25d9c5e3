"""Text in pictures of pages: rapidocr, offline, from the extra `ocr`. Loaded when the first page needs it."""

from __future__ import annotations

import importlib.util
from typing import Any

from agreement_tool.bilingual import Bilingual
from agreement_tool.errors import SourceError
from agreement_tool.frozen import frozen
from agreement_tool.text.width import full_width_punctuation

INSTALL = Bilingual("请安装：pip install 'agreement-tool[ocr]'。", "Install it: pip install 'agreement-tool[ocr]'.")
_LEAST_SURE = 0.5
"""Lines recognised with less confidence than this are specks and stamps."""


@frozen
class PageImage:
    """A page as pixels: three bytes each, blue first, `stride` bytes a row."""

    pixels: bytes
    width: int
    height: int
    stride: int


@frozen
class Recognised:
    """A line of text in a picture; its box in pixels from the top left, y down."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    score: float
    """0…1: how sure the model is."""


def available() -> bool:
    """Whether the extra is installed."""
    return all(importlib.util.find_spec(name) is not None for name in ("rapidocr", "onnxruntime"))


class Recogniser:
    """A loaded model, about 1 GB while it works; 4–7 seconds a page."""

    def __init__(self, name: str) -> None:
        """`name`: the file, for messages. Raises SourceError when the extra is missing."""
        if not available():
            raise SourceError(
                Bilingual(
                    "各页是图片，而 OCR 附加组件尚未安装", "its pages are pictures and the OCR extra is not installed"
                ),
                where=name,
                next_step=INSTALL,
            )
        import logging

        from rapidocr import RapidOCR

        self._model: Any = RapidOCR(params={"Global.log_level": "error"})
        logging.getLogger("RapidOCR").setLevel(logging.ERROR)

    def lines(self, picture: PageImage) -> list[Recognised]:
        """The lines of text in a picture. Widths of punctuation, which the model mixes, follow the neighbours."""
        found = self._model(_array(picture))
        if found.boxes is None:
            return []
        lines = (
            _recognised(box.tolist(), text, score)
            for box, text, score in zip(found.boxes, found.txts, found.scores, strict=True)
        )
        return [line for line in lines if line.text.strip() and line.score >= _LEAST_SURE]


def _array(picture: PageImage) -> Any:
    import numpy

    rows = numpy.frombuffer(picture.pixels, dtype=numpy.uint8).reshape(picture.height, picture.stride)
    return rows[:, : picture.width * 3].reshape(picture.height, picture.width, 3)


def _recognised(corners: list[list[float]], text: str, score: float) -> Recognised:
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return Recognised(full_width_punctuation(text), min(xs), min(ys), max(xs), max(ys), float(score))
