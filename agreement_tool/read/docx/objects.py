"""What is anchored in a run and is no text: pictures, charts, SmartArt, WordArt, OLE objects, form controls."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from agreement_tool.frozen import frozen
from agreement_tool.read.docx.package import DocxPackage, W, value
from agreement_tool.read.inventory import DRAWING, EMBEDDED, PICTURE, Reason

COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
ANCHORS = frozenset({f"{W}drawing", f"{W}pict", f"{W}object", f"{COMPATIBILITY}AlternateContent"})
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"

CONTROL = Reason(
    "form-field",
    "有 {n} 个 ActiveX 控件（复选框、选项等）的取值未读取：请对照原件。",
    "{n} ActiveX controls (check boxes, choices …) were not read: compare with the original.",
)
FORMULA = Reason(
    "embedded-file",
    "有 {n} 个公式对象（公式编辑器、MathType）未读取：请对照原件，或转换为 Word 公式后再读。",
    "{n} formula objects (Equation Editor, MathType) were not read: compare with the original, or convert "
    "them to Word formulas.",
)


@frozen
class Anchored:
    """One thing that is anchored in a paragraph: a text box with its content, or something that is not read."""

    box: Any | None = None
    """w:txbxContent."""
    reason: Reason | None = None
    words: str = ""


def chosen(alternate: Any) -> Any:
    """Of mc:AlternateContent the choice, or the fallback where it has none: both hold the same text."""
    choice = alternate.find(f"{COMPATIBILITY}Choice")
    fallback = alternate.find(f"{COMPATIBILITY}Fallback")
    found = choice if choice is not None else fallback
    return () if found is None else found


def anchored(element: Any, package: DocxPackage | None, part: str) -> Iterator[Anchored]:
    """What a w:drawing, w:pict, w:object or mc:AlternateContent holds. `part`: the part it stands in."""
    found = list(_walk(element))
    # An OLE object carries a picture of itself: it is one thing.
    embedded = [one for one in found if one.tag.endswith(("}OLEObject", "}control"))]
    described = next((one for one in map(_description, element.iter()) if one), "")
    for one in found:
        local = one.tag.rpartition("}")[2]
        if one.tag == f"{W}txbxContent":
            yield Anchored(box=one)
        elif local == "OLEObject":
            is_formula = (one.get("ProgID") or "").startswith("Equation")
            yield Anchored(reason=FORMULA if is_formula else EMBEDDED, words=described)
        elif local == "control":
            yield Anchored(reason=CONTROL, words=one.get(f"{W}name") or "")
        elif local in ("pic", "imagedata"):
            if not embedded:
                yield Anchored(reason=PICTURE, words=described)
        elif drawn := _drawn(one, local, package, part):
            yield Anchored(reason=DRAWING, words=drawn[0] or described)


_MEANINGFUL = frozenset(
    {"pic", "chart", "relIds", "OLEObject", "control", "contentPart", "imagedata", "cNvCnPr", "line"}
)


def _walk(anchor: Any) -> Iterator[Any]:
    """The elements in an anchor that mean something, in order; text boxes are not entered, a picture is one thing."""
    waiting = [anchor]
    while waiting:
        element = waiting.pop()
        tag = element.tag
        if not isinstance(tag, str):
            continue
        local = tag.rpartition("}")[2]
        if tag == f"{W}txbxContent" or local in _MEANINGFUL or local == "textpath" or tag == f"{_A}p":
            yield element
        else:
            inner = chosen(element) if tag == f"{COMPATIBILITY}AlternateContent" else element
            waiting.extend(reversed(list(inner)))


def _drawn(element: Any, local: str, package: DocxPackage | None, part: str) -> tuple[str] | None:
    """(its words,) of something drawn; None for what is no drawing."""
    if local == "textpath":
        return (element.get("string") or "",)
    if element.tag == f"{_A}p":
        words = _words(element)
        return (words,) if words else None
    if local in ("contentPart", "cNvCnPr", "line"):
        return ("",)  # ink, or a line that may strike something out
    if local in ("chart", "relIds"):
        reference = element.get(f"{_R}id") or element.get(f"{_R}dm")
        return (_words_of_part(package, part, reference),)
    return None


def _words_of_part(package: DocxPackage | None, part: str, reference: str | None) -> str:
    """The words of a chart or of SmartArt, which stand in a part of their own."""
    if package is None or reference is None:
        return ""
    target = package.targets(part).get(reference, "")
    root = package.xml(target)
    return "" if root is None else _words(root)


def _words(root: Any) -> str:
    return " ".join(text.text.strip() for text in root.iter(f"{_A}t") if text.text and text.text.strip())


def _description(element: Any) -> str:
    """The alternative text that an author gave a picture."""
    if not isinstance(element.tag, str):
        return ""
    local = element.tag.rpartition("}")[2]
    if local == "docPr":
        return element.get("descr") or element.get("title") or ""
    return element.get("alt") or "" if local in ("shape", "rect") else ""


def is_active(element: Any) -> bool:
    """Whether a property element is switched on, whatever its namespace."""
    own = next((text for name, text in element.attrib.items() if name.endswith("}val")), None)
    return (value(element) or own or "1") not in ("0", "false", "off")
