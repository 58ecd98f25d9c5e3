"""Annotations and form fields as pdfium knows them."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from agreement_tool.read.pdf.appearances import shown_instead
from agreement_tool.read.pdf.frame import PageBox
from agreement_tool.read.pdf.page import Bounds, Note, NoteKind
from agreement_tool.read.pdf.pdfium_api import Quad, Rect, pdfium

_FORM_BYTES, _FORM_VERSION = 1024, 1
"""Bytes that hold any version of FPDF_FORMFILLINFO, all callbacks null; the version without XFA. fpdf_formfill.h."""
_WIDGET = 20
_KINDS: dict[int, NoteKind] = {
    1: "comment", 3: "typed", 4: "drawing", 5: "drawing", 6: "drawing", 7: "drawing", 8: "drawing", 9: "highlighted",
    10: "underlined", 11: "underlined", 12: "struck", 13: "stamp", 14: "comment", 15: "drawing", 17: "file",
    18: "film", 19: "film", 24: "watermark", 25: "film", 26: "film", 28: "redaction",
}  # fmt: skip
"""FPDF_ANNOT_…, fpdf_annot.h. Links are read elsewhere; pop-ups show their parent's words."""
_FIELDS: dict[int, NoteKind] = {2: "tick", 3: "tick", 4: "entry", 5: "entry", 6: "entry", 7: "signature"}
"""FPDF_FORMFIELD_…, fpdf_formfill.h; 1 is a push button."""
_LIST = 5
"""FPDF_FORMFIELD_LISTBOX."""
_HIDDEN = 1 << 1 | 1 << 5
"""Annotation flags Hidden and NoView, ISO 32000-1 table 165."""
_PASSWORD = 1 << 13
"""Text field flag, ISO 32000-1 table 228."""
_SHOWS = re.compile(r"\bT[jJ]\b")
"""Operators that show text, in an appearance's content."""
MOST = 5000
"""Annotations looked at on one page."""
_LONGEST = 1 << 20
"""Bytes of one annotation's words that are read."""

NO_FORM, XFA_FULL, XFA_BESIDE = 0, 2, 3
"""FPDF_GetFormType, fpdf_formfill.h."""


class PdfForm:
    """A document's form, while the document is open."""

    def __init__(self, document: int) -> None:
        lib = pdfium()
        self._info = ctypes.create_string_buffer(_FORM_BYTES)
        ctypes.c_int.from_buffer(self._info).value = _FORM_VERSION
        self.handle: int | None = lib.FPDFDOC_InitFormFillEnvironment(document, self._info)

    def close(self) -> None:
        """Let go of it; before the document is."""
        if self.handle:
            pdfium().FPDFDOC_ExitFormFillEnvironment(self.handle)
            self.handle = None


def notes_of(page: int, form: int | None, frame: PageBox) -> tuple[Note, ...]:
    """The notes of a loaded page; fields only where the document's form is given."""
    count = min(MOST, pdfium().FPDFPage_GetAnnotCount(page))
    found = (_note(annotation, form, frame) for annotation in _annotations(page, count))
    return tuple(note for note in found if note is not None)


def _annotations(page: int, count: int) -> Iterator[int]:
    for index in range(count):
        with _annotation(page, index) as annotation:
            if annotation:
                yield annotation


@contextmanager
def _annotation(page: int, index: int) -> Iterator[int | None]:
    handle = pdfium().FPDFPage_GetAnnot(page, index)
    try:
        yield handle
    finally:
        if handle:
            pdfium().FPDFPage_CloseAnnot(handle)


def _note(annotation: int, form: int | None, frame: PageBox) -> Note | None:
    lib = pdfium()
    subtype = lib.FPDFAnnot_GetSubtype(annotation)
    field = lib.FPDFAnnot_GetFormFieldType(form, annotation) if subtype == _WIDGET and form else 0
    kind = _KINDS.get(subtype) or _FIELDS.get(field) or (_unlisted(annotation) if subtype == _WIDGET else None)
    rect = Rect()
    if kind is None or not lib.FPDFAnnot_GetRect(annotation, rect):
        return None
    boxes = tuple(_quads(annotation, frame))
    hidden = bool(lib.FPDFAnnot_GetFlags(annotation) & _HIDDEN)
    note = Note(kind, frame.box(rect.left, rect.bottom, rect.right, rect.top), boxes=boxes, hidden=hidden)
    if subtype != _WIDGET:
        return note._replace(text=_words(annotation, kind), boxes=boxes or (note.box,))
    if kind == "tick":
        return note._replace(ticked=_is_ticked(annotation, form))
    secret = field > 0 and bool(lib.FPDFAnnot_GetFormFieldFlags(form, annotation) & _PASSWORD)
    if secret or kind != "entry":
        return note
    value = (string_of(lib.FPDFAnnot_GetFormFieldValue, form, annotation) if field > 0 else "") or _string(
        annotation, b"V"
    )
    if field == _LIST:
        value = "、".join(_chosen(form, annotation)) or value
    drawn = string_of(lib.FPDFAnnot_GetAP, annotation, 0)
    if not value.strip() and _SHOWS.search(drawn):
        return note._replace(kind="drawn-entry")
    return note._replace(text=value, shown=shown_instead(value, drawn) if field != _LIST else "")


def _chosen(form: int | None, annotation: int) -> Iterator[str]:
    """The labels of a list's options that are chosen: there may be several."""
    lib = pdfium()
    for index in range(min(MOST, max(0, lib.FPDFAnnot_GetOptionCount(form, annotation)))):
        if lib.FPDFAnnot_IsOptionSelected(form, annotation, index):
            yield string_of(_option, form, annotation, index)


def _option(form: int, annotation: int, index: int, buffer: Any, length: int) -> int:
    return int(pdfium().FPDFAnnot_GetOptionLabel(form, annotation, index, buffer, length))


def _unlisted(annotation: int) -> NoteKind | None:
    """What a field is that the document's form does not list: by its own type, and a push button by its flag."""
    kind = _string(annotation, b"FT")
    if kind == "Btn":
        return "tick" if _string(annotation, b"AS") else None
    return "entry" if kind in ("Tx", "Ch") else "signature" if kind == "Sig" else None


def _is_ticked(annotation: int, form: int | None) -> bool:
    """Whether a box is drawn ticked: by its appearance state; FPDFAnnot_IsChecked says no of every box outside a
    viewer."""
    state = _string(annotation, b"AS")
    if not state and form:
        state = string_of(pdfium().FPDFAnnot_GetFormFieldValue, form, annotation)
    return state not in ("", "Off")


def _words(annotation: int, kind: NoteKind) -> str:
    words = _string(annotation, b"Contents")
    if not words and kind in ("stamp", "file"):
        return _string(annotation, b"Subj") or _string(annotation, b"Name")
    return words


def _string(annotation: int, key: bytes) -> str:
    return string_of(pdfium().FPDFAnnot_GetStringValue, annotation, key)


def string_of(function: Any, *arguments: Any) -> str:
    """What a function of pdfium writes as UTF-16LE, asked for its length first."""
    length = min(_LONGEST, function(*arguments, None, 0))
    if length <= 2:
        return ""
    buffer = ctypes.create_string_buffer(length)
    function(*arguments, buffer, length)
    return buffer.raw[: length - 2].decode("utf-16-le", errors="replace")


def _quads(annotation: int, frame: PageBox) -> Iterator[Bounds]:
    lib = pdfium()
    quad = Quad()
    for index in range(min(MOST, lib.FPDFAnnot_CountAttachmentPoints(annotation))):
        if lib.FPDFAnnot_GetAttachmentPoints(annotation, index, quad):
            xs, ys = (quad.x1, quad.x2, quad.x3, quad.x4), (quad.y1, quad.y2, quad.y3, quad.y4)
            yield frame.box(min(xs), min(ys), max(xs), max(ys))


def attachments_of(document: int) -> tuple[str, ...]:
    """The names of the files in the document."""
    lib = pdfium()
    count = min(MOST, lib.FPDFDoc_GetAttachmentCount(document))
    handles = (lib.FPDFDoc_GetAttachment(document, index) for index in range(count))
    return tuple(string_of(lib.FPDFAttachment_GetName, handle) for handle in handles if handle)
