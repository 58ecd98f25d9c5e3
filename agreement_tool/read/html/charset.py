"""Which encoding an HTML file is in: BOM, valid UTF-8, what <meta> says, GB 18030, a guess, in that order."""

from __future__ import annotations

import codecs
import re

from agreement_tool.bilingual import Bilingual
from agreement_tool.model import Doubt
from agreement_tool.text.patterns import compiled_bytes

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_META = compiled_bytes(rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
# Pages say gb2312 and hold characters of its supersets; x-cp20936 is Word's name for it.
_SUPERSETS = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "gb_2312-80": "gb18030",
    "x-cp20936": "gb18030",
    "x-gbk": "gb18030",
}


def _declared(data: bytes) -> str | None:
    found = _META.search(data[:4096])
    if not found:
        return None
    name = found.group(1).decode("ascii", "replace").lower()
    name = _SUPERSETS.get(name, name)
    try:
        return codecs.lookup(name).name
    except LookupError:
        return None


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, ValueError):
        return None


def decoded(data: bytes) -> tuple[str, tuple[Doubt, ...]]:
    """The file as text, and a doubt where the encoding is a guess.

    Valid UTF-8 wins over <meta>: templates are converted to UTF-8 and keep their old declaration.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data.decode(encoding, "replace"), ()
    declared = _declared(data)
    for encoding in ("utf-8", *([declared] if declared else ()), "gb18030"):
        text = _strict(data, encoding)
        if text is not None:
            return text, ()
    text = data.decode(declared or "utf-8", "replace")
    message = Bilingual(
        f"有些字节不是有效的 {declared or 'utf-8'} 编码，显示为 �。",
        f"Some bytes are not valid {declared or 'utf-8'}; they are shown as �.",
    )
    return text, (Doubt("encoding", message),)
