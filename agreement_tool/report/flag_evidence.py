"""The evidence pack: pictures of every key clause as printed, and one JSON that says what they are and what was seen.

A picture proves nothing by itself: the JSON ties each to the source's SHA-256, the page, the box in PDF points, the
marks and the signals that fired, and to the picture's own SHA-256.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from agreement_tool.report.flag_json import as_dict
from agreement_tool.report.flag_view import Crop, FlagView
from agreement_tool.text.spelled import json_file

INDEX = "evidence.json"


def evidence_pack(view: FlagView, lang: str = "zh") -> dict[str, bytes]:
    """File name -> content: one PNG a page of each clause, and `evidence.json`."""
    files = dict(_pictures(view))
    document = as_dict(view, lang)
    source = view.agreement.source
    index = {
        "source": {"name": source.name, "sha256": source.sha256, "pages": source.pages} if source else None,
        "agreement": document["agreement"],
        "promise": document["promise"],
        "clauses": [
            {**clause, "text": view.clauses[clause["eid"]].text, "pictures": _described(view, clause["eid"])}
            for clause in document["clauses"]
        ],
        "findings": [
            {**finding, "pictures": _described(view, finding["eid"]) if finding["eid"] else []}
            for finding in document["findings"]
        ],
        "laws": document["laws"],
    }
    files[INDEX] = json_file(index).encode("utf-8")
    return files


def picture_name(eid: str, crop: Crop) -> str:
    """`art_3__item_2-p4.png`."""
    return f"{eid}-p{crop.page}.png"


def _pictures(view: FlagView) -> Iterator[tuple[str, bytes]]:
    for eid, crops in view.crops.items():
        for crop in crops:
            yield picture_name(eid, crop), crop.png


def _described(view: FlagView, eid: str) -> list[dict[str, Any]]:
    return [
        {
            "file": picture_name(eid, crop),
            "sha256": hashlib.sha256(crop.png).hexdigest(),
            "page": crop.page,
            "region": asdict(crop.region),
            "boxes": [asdict(box) for box in crop.boxes],
            "unit": "PDF points, origin top left",
        }
        for crop in view.crops.get(eid, ())
    ]
