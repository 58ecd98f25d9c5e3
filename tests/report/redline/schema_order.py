"""The order that the Open XML schema gives to children of the elements a redline touches.

Source: ECMA-376 part 1 (transitional), CT_PPr, CT_RPr, CT_ParaRPr, CT_TrPr, CT_TcPr, CT_TblPr, CT_P, CT_R, CT_Tbl,
CT_Tc.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import etree

from agreement_tool.report.redline.ooxml import RUN_ORDER, W

_MARKS = ("ins", "del", "moveFrom", "moveTo")
PARAGRAPH = [
    "pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr",
    "suppressLineNumbers", "pBdr", "shd", "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap", "overflowPunct",
    "topLinePunct", "autoSpaceDE", "autoSpaceDN", "bidi", "adjustRightInd", "snapToGrid", "spacing", "ind",
    "contextualSpacing", "mirrorIndents", "suppressOverlap", "jc", "textDirection", "textAlignment",
    "textboxTightWrap", "outlineLvl", "divId", "cnfStyle", "rPr", "sectPr", "pPrChange",
]  # fmt: skip
CELL = [
    "cnfStyle", "tcW", "gridSpan", "hMerge", "vMerge", "tcBorders", "shd", "noWrap", "tcMar", "textDirection",
    "tcFitText", "vAlign", "hideMark", "headers", "cellIns", "cellDel", "cellMerge", "tcPrChange",
]  # fmt: skip
TABLE = [
    "tblStyle", "tblpPr", "tblOverlap", "bidiVisual", "tblStyleRowBandSize", "tblStyleColBandSize", "tblW", "jc",
    "tblCellSpacing", "tblInd", "tblBorders", "shd", "tblLayout", "tblCellMar", "tblLook", "tblCaption",
    "tblDescription", "tblPrChange",
]  # fmt: skip
SEQUENCES = {"pPr": PARAGRAPH, "tcPr": CELL, "tblPr": TABLE}
FIRST = {"p": ("pPr",), "r": ("rPr",), "tc": ("tcPr",), "tr": ("tblPrEx", "trPr"), "tbl": ("tblPr", "tblGrid")}
"""Children that stand before all others."""
ROW_LAST = ("ins", "del", "trPrChange")


def out_of_order(root: Any) -> Iterator[str]:
    """What breaks the order, in words; nothing for a file that keeps it."""
    for element in root.iter():
        if not isinstance(element.tag, str) or not element.tag.startswith(W):
            continue
        name = etree.QName(element).localname
        children = [etree.QName(child).localname for child in element if isinstance(child.tag, str)]
        yield from _broken(element, name, children)


def _broken(element: Any, name: str, children: list[str]) -> Iterator[str]:
    if name in SEQUENCES and not _follows(children, SEQUENCES[name]):
        yield f"{name}: {children}"
    if name == "rPr" and not _follows(children, [*_MARKS, *RUN_ORDER]):
        yield f"rPr: {children}"
    if name == "trPr" and any(one in ROW_LAST for one in children[: len(children) - _tail(children)]):
        yield f"trPr: {children}"
    for place, first in enumerate(FIRST.get(name, ())):
        if first in children[place + 1 :] and not set(children[: children.index(first)]) <= {
            *FIRST[name],
            "bookmarkStart",
            "bookmarkEnd",
        }:
            yield f"{name}: {first} behind {children[: children.index(first)]}"
    if name == "del" and element.findall(f".//{W}t"):
        yield "del: w:t where w:delText belongs"


def _follows(children: list[str], order: list[str]) -> bool:
    ranks = [order.index(child) for child in children if child in order]
    return ranks == sorted(ranks)


def _tail(children: list[str]) -> int:
    count = 0
    while count < len(children) and children[-1 - count] in ROW_LAST:
        count += 1
    return count
