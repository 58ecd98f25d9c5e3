"""pdfium's C functions with argument types of our own.

pypdfium2 ships the library; its ready-made bindings convert every argument anew, which costs more than the calls
themselves when there is one call a character. Handles and addresses are plain integers here, so `map` can walk arrays.
pdfium is not thread-safe: one thread a process.
"""

from __future__ import annotations

import ctypes
import functools
import importlib.util
from ctypes import POINTER, c_char_p, c_float, c_int, c_size_t, c_uint, c_ulong, c_void_p
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from agreement_tool.read.base import Data

ERROR_FILE, ERROR_FORMAT, ERROR_PASSWORD, ERROR_SECURITY = 2, 3, 4, 5
"""FPDF_GetLastError, fpdfview.h."""
TEXT, PATH, SHADING, IMAGE, FORM = 1, 2, 4, 3, 5
"""FPDFPageObj_GetType, fpdf_edit.h."""
MAX_FORM_DEPTH = 8
"""Nested form XObjects are followed this deep: real pages need three, a cyclic one never ends."""


class Rect(ctypes.Structure):
    """FS_RECTF, bottom-left origin."""

    _fields_ = [("left", c_float), ("top", c_float), ("right", c_float), ("bottom", c_float)]


class Matrix(ctypes.Structure):
    """FS_MATRIX."""

    _fields_ = [(name, c_float) for name in "abcdef"]


class Quad(ctypes.Structure):
    """FS_QUADPOINTSF."""

    _fields_ = [(name, c_float) for name in ("x1", "y1", "x2", "y2", "x3", "y3", "x4", "y4")]


_SIGNATURES: dict[str, tuple[Any, tuple[Any, ...]]] = {
    "FPDF_InitLibrary": (None, ()),
    "FPDF_GetLastError": (c_uint, ()),
    "FPDF_LoadMemDocument64": (c_void_p, (c_void_p, c_size_t, c_char_p)),
    "FPDF_CloseDocument": (None, (c_void_p,)),
    "FPDF_GetPageCount": (c_int, (c_void_p,)),
    "FPDF_LoadPage": (c_void_p, (c_void_p, c_int)),
    "FPDF_ClosePage": (None, (c_void_p,)),
    "FPDF_GetPageWidthF": (c_float, (c_void_p,)),
    "FPDF_GetPageHeightF": (c_float, (c_void_p,)),
    "FPDF_GetPageBoundingBox": (c_int, (c_void_p, POINTER(Rect))),
    "FPDFPage_GetRotation": (c_int, (c_void_p,)),
    "FPDFPage_CountObjects": (c_int, (c_void_p,)),
    "FPDFPage_GetObject": (c_void_p, (c_void_p, c_int)),
    "FPDFPageObj_GetType": (c_int, (c_void_p,)),
    "FPDFPageObj_GetBounds": (c_int, (c_void_p, *(POINTER(c_float),) * 4)),
    "FPDFPageObj_GetMatrix": (c_int, (c_void_p, c_void_p)),
    "FPDFPageObj_GetFillColor": (c_int, (c_void_p, *(c_void_p,) * 4)),
    "FPDFPageObj_GetStrokeColor": (c_int, (c_void_p, *(POINTER(c_uint),) * 4)),
    "FPDFPageObj_GetStrokeWidth": (c_int, (c_void_p, POINTER(c_float))),
    "FPDFFormObj_CountObjects": (c_int, (c_void_p,)),
    "FPDFFormObj_GetObject": (c_void_p, (c_void_p, c_uint)),
    "FPDFPath_GetDrawMode": (c_int, (c_void_p, POINTER(c_int), POINTER(c_int))),
    "FPDFPath_CountSegments": (c_int, (c_void_p,)),
    "FPDFPath_GetPathSegment": (c_void_p, (c_void_p, c_int)),
    "FPDFPathSegment_GetPoint": (c_int, (c_void_p, POINTER(c_float), POINTER(c_float))),
    "FPDFPathSegment_GetType": (c_int, (c_void_p,)),
    "FPDFText_LoadPage": (c_void_p, (c_void_p,)),
    "FPDFText_ClosePage": (None, (c_void_p,)),
    "FPDFText_CountChars": (c_int, (c_void_p,)),
    "FPDFText_GetText": (c_int, (c_void_p, c_int, c_int, c_char_p)),
    "FPDFText_GetUnicode": (c_uint, (c_void_p, c_int)),
    "FPDFText_GetTextObject": (c_void_p, (c_void_p, c_int)),
    "FPDFText_GetCharOrigin": (c_int, (c_void_p, c_int, c_void_p, c_void_p)),
    "FPDFText_GetLooseCharBox": (c_int, (c_void_p, c_int, c_void_p)),
    "FPDFText_GetMatrix": (c_int, (c_void_p, c_int, c_void_p)),
    "FPDFTextObj_GetFont": (c_void_p, (c_void_p,)),
    "FPDFTextObj_GetFontSize": (c_int, (c_void_p, c_void_p)),
    "FPDFTextObj_GetTextRenderMode": (c_int, (c_void_p,)),
    "FPDFFont_GetBaseFontName": (c_size_t, (c_void_p, c_char_p, c_size_t)),
    "FPDFFont_GetIsEmbedded": (c_int, (c_void_p,)),
    "FPDFFont_GetFlags": (c_int, (c_void_p,)),
    "FPDFLink_Enumerate": (c_int, (c_void_p, POINTER(c_int), POINTER(c_void_p))),
    "FPDFLink_GetAnnotRect": (c_int, (c_void_p, POINTER(Rect))),
    "FPDFBitmap_CreateEx": (c_void_p, (c_int, c_int, c_int, c_void_p, c_int)),
    "FPDFBitmap_FillRect": (c_int, (c_void_p, c_int, c_int, c_int, c_int, c_uint)),
    "FPDFBitmap_GetBuffer": (c_void_p, (c_void_p,)),
    "FPDFBitmap_GetStride": (c_int, (c_void_p,)),
    "FPDFBitmap_Destroy": (None, (c_void_p,)),
    "FPDF_RenderPageBitmap": (None, (c_void_p, c_void_p, *(c_int,) * 6)),
    "FPDF_GetFormType": (c_int, (c_void_p,)),
    "FPDFDOC_InitFormFillEnvironment": (c_void_p, (c_void_p, c_void_p)),
    "FPDFDOC_ExitFormFillEnvironment": (None, (c_void_p,)),
    "FPDFPage_GetAnnotCount": (c_int, (c_void_p,)),
    "FPDFPage_GetAnnot": (c_void_p, (c_void_p, c_int)),
    "FPDFPage_CloseAnnot": (None, (c_void_p,)),
    "FPDFAnnot_GetSubtype": (c_int, (c_void_p,)),
    "FPDFAnnot_GetRect": (c_int, (c_void_p, POINTER(Rect))),
    "FPDFAnnot_GetFlags": (c_int, (c_void_p,)),
    "FPDFAnnot_GetStringValue": (c_ulong, (c_void_p, c_char_p, c_void_p, c_ulong)),
    "FPDFAnnot_GetFormFieldType": (c_int, (c_void_p, c_void_p)),
    "FPDFAnnot_GetFormFieldFlags": (c_int, (c_void_p, c_void_p)),
    "FPDFAnnot_GetFormFieldValue": (c_ulong, (c_void_p, c_void_p, c_void_p, c_ulong)),
    "FPDFAnnot_GetOptionCount": (c_int, (c_void_p, c_void_p)),
    "FPDFAnnot_GetOptionLabel": (c_ulong, (c_void_p, c_void_p, c_int, c_void_p, c_ulong)),
    "FPDFAnnot_IsOptionSelected": (c_int, (c_void_p, c_void_p, c_int)),
    "FPDFAnnot_GetAP": (c_ulong, (c_void_p, c_int, c_void_p, c_ulong)),
    "FPDFAnnot_CountAttachmentPoints": (c_size_t, (c_void_p,)),
    "FPDFAnnot_GetAttachmentPoints": (c_int, (c_void_p, c_size_t, POINTER(Quad))),
    "FPDFDoc_GetAttachmentCount": (c_int, (c_void_p,)),
    "FPDFDoc_GetAttachment": (c_void_p, (c_void_p, c_int)),
    "FPDFAttachment_GetName": (c_ulong, (c_void_p, c_void_p, c_ulong)),
    "FPDFTextObj_SetTextRenderMode": (c_int, (c_void_p, c_int)),
    "FPDFPageObj_GetClipPath": (c_void_p, (c_void_p,)),
    "FPDFClipPath_CountPaths": (c_int, (c_void_p,)),
    "FPDFClipPath_CountPathSegments": (c_int, (c_void_p, c_int)),
    "FPDFClipPath_GetPathSegment": (c_void_p, (c_void_p, c_int, c_int)),
    "FPDFPageObj_CountMarks": (c_int, (c_void_p,)),
    "FPDFPageObj_GetMark": (c_void_p, (c_void_p, c_ulong)),
    "FPDFPageObjMark_GetParamBlobValue": (c_int, (c_void_p, c_char_p, c_void_p, c_ulong, POINTER(c_ulong))),
    "FPDFPageObjMark_SetBlobParam": (c_int, (*(c_void_p,) * 3, c_char_p, c_char_p, c_ulong)),
    "FPDFPageObjMark_RemoveParam": (c_int, (c_void_p, c_void_p, c_char_p)),
}


def address_of(data: Data) -> Any:
    """What a function that takes a pointer to bytes may be given. The caller keeps `data` alive and open."""
    return data if isinstance(data, bytes) else ctypes.addressof(ctypes.c_char.from_buffer(data))


@functools.cache
def pdfium() -> Any:
    """The library, loaded and initialised once a process."""
    library = _load()
    for name, (result, arguments) in _SIGNATURES.items():
        function = getattr(library, name)
        function.restype, function.argtypes = result, arguments
    library.FPDF_InitLibrary()
    return library


def _load() -> Any:
    # Loading the shared object directly saves 30 ms of generated bindings; an unusual install goes through them.
    spec = importlib.util.find_spec("pypdfium2_raw")
    folder = Path(spec.origin).parent if spec and spec.origin else None
    for name in ("libpdfium.so", "libpdfium.dylib", "pdfium.dll"):
        if folder and (folder / name).is_file():
            return ctypes.CDLL(str(folder / name))
    bindings = importlib.import_module("pypdfium2_raw.bindings")
    return bindings._libs["pdfium"]
