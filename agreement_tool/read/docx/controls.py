"""Content controls (w:sdt): check boxes, drop-down lists, and placeholders that nobody has filled in.

Sources: ECMA-376 part 1, §17.5.2; [MS-DOCX] §2.6.1 (w14:checkbox).
"""

from __future__ import annotations

from typing import Any

from agreement_tool.frozen import frozen
from agreement_tool.read.docx.fields import TICKED, UNTICKED
from agreement_tool.read.docx.objects import is_active
from agreement_tool.read.docx.package import W, child, is_on, value
from agreement_tool.read.inventory import Reason

PLACEHOLDER = Reason(
    "form-field",
    "有 {n} 个内容控件尚未填写，文中是占位文字：请补填，或从文中删去。",
    "{n} content controls are not filled in; the text holds their placeholders: fill them in or delete them.",
)


@frozen
class Control:
    """A content control."""

    content: Any | None
    """w:sdtContent."""
    placeholder: str = ""
    """Its text, where that is only the placeholder."""
    text: str = ""
    """All the text in it."""
    generated: str = ""
    """What it prints although its content holds no text."""


def control(element: Any) -> Control:
    """The control that a w:sdt is."""
    properties, content = child(element, "sdtPr"), child(element, "sdtContent")
    text = _text(content)
    if is_on(child(properties, "showingPlcHdr")):
        return Control(content, placeholder=text, text=text)
    return Control(content, text=text, generated="" if text.strip() or _holds_more(content) else _state(properties))


def _text(content: Any | None) -> str:
    return "" if content is None else "".join(text.text or "" for text in content.iter(f"{W}t"))


def _holds_more(content: Any | None) -> bool:
    """Whether something that is no text stands in it: a symbol, a picture, a field."""
    shown = ("sym", "drawing", "pict", "object", "fldChar", "fldSimple", "tbl", "del", "moveFrom")
    return content is not None and any(next(content.iter(f"{W}{name}"), None) is not None for name in shown)


def _state(properties: Any | None) -> str:
    for element in properties if properties is not None else ():
        local = element.tag.rpartition("}")[2]
        if local == "checkbox":
            checked = next((one for one in element if one.tag.endswith("}checked")), None)
            return TICKED if checked is not None and is_active(checked) else UNTICKED
        if local in ("dropDownList", "comboBox"):
            return _chosen(element)
        if local == "text" and value(element, "lastValue"):
            return value(element, "lastValue") or ""
    return ""


def _chosen(entries: Any) -> str:
    last = value(entries, "lastValue")
    for entry in entries.findall(f"{W}listItem"):
        if last is not None and value(entry, "value") == last:
            return value(entry, "displayText") or last
    return last or ""
