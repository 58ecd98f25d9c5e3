"""A clause number as printed, taken apart."""

from __future__ import annotations

from typing import Literal

from agreement_tool.frozen import frozen

Numeral = Literal[
    "han",  # 一 二 十二
    "han-formal",  # 壹 贰
    "arabic",  # 1 2 (either width)
    "circled",  # ① ②
    "bracketed",  # ⑴ ⑵ (one code point)
    "dotted",  # ⒈ ⒉ (one code point)
    "ideographic",  # ㈠ ㈡ (one code point)
    "lower",  # a b
    "upper",  # A B
    "roman",  # i ii ⅰ
    "ROMAN",  # I II Ⅰ
    "stem",  # 甲 乙 丙
    "bullet",  # • - ● (no ordinal)
]


@frozen
class Label:
    """`text` is exactly what is printed, no surrounding blanks: '3.1.', '（1)', '第三条之一'."""

    text: str
    numeral: Numeral
    number: tuple[int, ...]
    """The tiers: '3.1.' -> (3, 1); '第三条' -> (3,); a bullet -> ()."""
    unit: str = ""
    """The counter word of 第X条 forms and of attachments: 部分 编 章 节 条 款 项 目 附件 附录 …; '' for bare
    numbers."""
    opening: str = ""
    """Bracket or prefix before the numeral: '（', '(', '第', '附件', ''."""
    closing: str = ""
    """What follows the numeral: '、', '.', '．', ')', '）', ').', '条', ''."""
    inserted: int = 0
    """第三条之一 -> 1: an article put in later between two others; 0 otherwise."""

    @property
    def tiers(self) -> int:
        """How many numbers the label carries: 3.1.2 -> 3."""
        return len(self.number)

    @property
    def ordinal(self) -> int | None:
        """The last tier's number: its place among its siblings. None for a bullet."""
        return self.number[-1] if self.number else None
