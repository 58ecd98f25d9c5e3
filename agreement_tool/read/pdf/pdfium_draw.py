"""Pages drawn by pdfium."""

from __future__ import annotations

import ctypes

from agreement_tool.read.ocr import PageImage
from agreement_tool.read.pdf.pdfium_api import pdfium

_GREY, _BGR = 1, 2
"""FPDFBitmap_Gray, FPDFBitmap_BGR, fpdfview.h."""
_GREY_RENDERING, _ANNOTATIONS = 0x08, 0x01
_WHITE = 0xFFFFFFFF
_LONGEST = 5000
"""Pixels a side: a page larger than this is drawn smaller."""


def drawn(
    page: int, width: float, height: float, dpi: int, *, grey: bool = False, annotations: bool = False
) -> PageImage:
    """A loaded page of that size in points, drawn on white: three bytes a pixel, one if grey. In colour always with its
    annotations."""
    lib = pdfium()
    scale = min(dpi / 72, _LONGEST / max(width, height, 1.0))
    across, down = int(width * scale) + 1, int(height * scale) + 1
    bitmap = lib.FPDFBitmap_CreateEx(across, down, _GREY if grey else _BGR, None, 0)
    try:
        lib.FPDFBitmap_FillRect(bitmap, 0, 0, across, down, _WHITE)
        flags = (_GREY_RENDERING if grey else _ANNOTATIONS) | (_ANNOTATIONS if annotations else 0)
        lib.FPDF_RenderPageBitmap(bitmap, page, 0, 0, round(width * scale), round(height * scale), 0, flags)
        stride = lib.FPDFBitmap_GetStride(bitmap)
        return PageImage(ctypes.string_at(lib.FPDFBitmap_GetBuffer(bitmap), stride * down), across, down, stride)
    finally:
        lib.FPDFBitmap_Destroy(bitmap)
