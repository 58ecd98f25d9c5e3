"""Small OFD files for tests, written as the invoicing and office programs write them: XML parts in a zip."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, field
from html import escape

NAMESPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
LEFT, TOP, LEADING, SIZE = 30.0, 30.0, 8.0, 4.233
"""Millimetres; 12 points."""

FONTS = (
    '<ofd:Font ID="1" FontName="宋体" FamilyName="宋体"/><ofd:Font ID="2" FontName="黑体" FamilyName="黑体"/>'
    '<ofd:Font ID="3" FontName="宋体" Bold="true"/>'
)


@dataclass
class Ofd:
    """An OFD in the making."""

    pages: list[str] = field(default_factory=list)
    """Each page's content, inside its body layer."""
    template: str = ""
    notes: dict[int, str] = field(default_factory=dict)
    """0-based page -> its Annot elements."""
    resources: str = ""
    parts: dict[str, str | bytes] = field(default_factory=dict)
    common: str = ""
    body: str = ""
    """More of OFD.xml's DocBody."""

    def bytes(self) -> bytes:
        """The file."""
        entries: dict[str, str | bytes] = {
            "OFD.xml": element(
                "OFD", f"<ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot>{self.body}</ofd:DocBody>"
            ),
            "Doc_0/Document.xml": self._document(),
            "Doc_0/PublicRes.xml": element("Res", f"<ofd:Fonts>{FONTS}</ofd:Fonts>{self.resources}"),
        }
        if self.template:
            entries["Doc_0/Tpls/Tpl_0/Content.xml"] = page(self.template, "Background")
        for number, content in enumerate(self.pages):
            used = '<ofd:Template TemplateID="90" ZOrder="Background"/>' if self.template else ""
            entries[f"Doc_0/Pages/Page_{number}/Content.xml"] = page(content, "Body", used)
        if self.notes:
            listed = "".join(
                f'<ofd:Page PageID="{100 + number}"><ofd:FileLoc>Page_{number}/Annotation.xml</ofd:FileLoc></ofd:Page>'
                for number in self.notes
            )
            entries["Doc_0/Annots/Annotations.xml"] = element("Annotations", listed)
            for number, notes in self.notes.items():
                entries[f"Doc_0/Annots/Page_{number}/Annotation.xml"] = element("PageAnnot", notes)
        return zipped({**entries, **self.parts})

    def _document(self) -> str:
        pages = "".join(
            f'<ofd:Page ID="{100 + number}" BaseLoc="Pages/Page_{number}/Content.xml"/>'
            for number in range(len(self.pages))
        )
        template = '<ofd:TemplatePage ID="90" BaseLoc="Tpls/Tpl_0/Content.xml"/>' if self.template else ""
        notes = "<ofd:Annotations>Annots/Annotations.xml</ofd:Annotations>" if self.notes else ""
        area = "<ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>"
        common = (
            f"<ofd:CommonData><ofd:MaxUnitID>999</ofd:MaxUnitID>{area}<ofd:PublicRes>PublicRes.xml"
            f"</ofd:PublicRes>{template}</ofd:CommonData>"
        )
        return element("Document", f"{common}<ofd:Pages>{pages}</ofd:Pages>{notes}{self.common}")


def element(name: str, content: str) -> str:
    return f"{_HEAD}<ofd:{name} {NAMESPACE}>{content}</ofd:{name}>"


def page(content: str, layer: str, before: str = "") -> str:
    return element("Page", f'{before}<ofd:Content><ofd:Layer ID="5" Type="{layer}">{content}</ofd:Layer></ofd:Content>')


def text(
    words: str,
    x: float = LEFT,
    y: float = TOP,
    *,
    font: int = 1,
    size: float = SIZE,
    more: str = "",
    fill: str = "",
    delta: str | None = None,
) -> str:
    """A line of text whose baseline is at y."""
    step = f"g {len(words) - 1} {size}" if delta is None else delta
    colour = f'<ofd:FillColor Value="{fill}"/>' if fill else ""
    across = f' DeltaX="{step}"' if len(words) > 1 and step else ""
    return (
        f'<ofd:TextObject ID="7" Boundary="{x} {y - size} {len(words) * size} {size * 1.3}" Font="{font}" '
        f'Size="{size}" {more}>'
        f'{colour}<ofd:TextCode X="0" Y="{size}"{across}>{escape(words)}</ofd:TextCode></ofd:TextObject>'
    )


def lines(*texts: str, first: float = TOP) -> str:
    return "".join(text(words, LEFT, first + index * LEADING) for index, words in enumerate(texts))


def rule(x0: float, y: float, x1: float) -> str:
    return (
        f'<ofd:PathObject ID="8" Boundary="{x0} {y} {x1 - x0} 0.2" LineWidth="0.2"><ofd:StrokeColor Value="0 0 0"/>'
        f"<ofd:AbbreviatedData>M 0 0.1 L {x1 - x0} 0.1</ofd:AbbreviatedData></ofd:PathObject>"
    )


def zipped(entries: dict[str, str | bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return buffer.getvalue()
