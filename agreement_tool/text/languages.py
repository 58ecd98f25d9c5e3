"""Which language a text is in, as far as the rules on Chinese wording need to know."""

from __future__ import annotations

from agreement_tool.text.patterns import compiled

_OTHER_SCRIPT = compiled("[\u3040-\u30ff\uac00-\ud7af]")
_SHARE_OF_OTHER = 5
"""A fifth of its wide characters in kana or hangul makes a text Japanese or Korean; a Chinese one quotes less."""
_NARROW = 12
"""So many narrow characters to a wide one, and the text is in a Latin script; a bilingual one has about four."""
_ENOUGH = 200
"""Code points below which the language is not judged."""


def is_chinese(text: str) -> bool:
    """Whether it is mainly Chinese, or Chinese beside another language; True for what is too short to judge."""
    if len(text) < _ENOUGH:
        return True
    wide = (len(text.encode("utf-8", "surrogatepass")) - len(text)) // 2
    if wide * _NARROW < len(text) - wide:
        return False
    return len(_OTHER_SCRIPT.findall(text)) * _SHARE_OF_OTHER < wide
