"""Fonts whose map from glyphs to characters is wrong: the page shows one thing and its text layer says another.

A subset font's ToUnicode map may be shifted, shuffled or empty; the text then looks like text and means nothing.
Chinese betrays it: half of any running text is a few hundred characters, and hardly one in a hundred is rare.
"""

from __future__ import annotations

import functools
from collections import Counter, defaultdict
from collections.abc import Container, Iterator, Sequence

from agreement_tool.read.pdf.page import Page, TextStyle
from agreement_tool.read.pdf.rows import plain_text, text_of

COMMON = frozenset(
    "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多经么去"
    "法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日军者意无力它与长把机十民第公此已工使情明性知全三又关点"
    "正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加西斯月话合回特代内信表化老给世位次度门任常先海通教儿"
    "原东声提立及比员解水名真论处走义各入几口认条平系气题活尔更别打女变四神总何电数安少报才结反受目太量再感建务做接必场件计管期市直德"
    "资命山金指克许统区保至队形社便空决治展马科司五基眼书非则听白却界达光放强即像难且权思王象完设式色路记南品住告类求据程北边死张该交"
    "规万取拉格望觉术领共确传师观清今切院让识候带导争运款协议甲乙双双用户服务费违约责承担账号户密码隐私个供商支付损失赔偿终止解除签订"
    "任依照若未经授权转包括限但于未按逾期元份盖章附件仲裁诉讼管辖适用律"
)
"""The commonest characters of Chinese, and of agreements."""

_FEW, _ENOUGH = 8, 60
"""Han characters of a font from which on rare ones speak, and common ones are missed."""
_RARE = 0.35
"""Part of the Han characters that neither GB 2312 nor Big5 has among its usual ones: 0.002 at most in the fonts of 51
real agreements."""
_LEAST_COMMON = 0.3
"""Part of the Han characters that are common, at least: 0.56 at least in those fonts, where they hold 60 characters."""
_STRANGE = 0.3
"""Part of a font's letters that are Yi, Hangul, rare planes or private."""
_FEW_STRANGE = 3
"""Different ones: a bullet of a symbol font is one."""


def unreliable_fonts(pages: Sequence[Page]) -> frozenset[int]:
    """`Style.font_key`s of the fonts whose characters are improbable as Chinese."""
    texts: dict[int, Counter[str]] = defaultdict(Counter)
    for style, printed in _letters(pages).items():
        for char, count in printed.items():
            texts[style.font_key][plain_text(char, style.font)] += count
    if not any(_is_han(char) for text in texts.values() for char in text):
        return frozenset()
    return frozenset(key for key, text in texts.items() if is_improbable(text))


def _letters(pages: Sequence[Page]) -> dict[TextStyle, Counter[str]]:
    """How often each character stands in the document, by its style."""
    letters: dict[TextStyle, Counter[str]] = defaultdict(Counter)
    for page in pages:
        pieces: dict[TextStyle, list[str]] = defaultdict(list)
        for run in page.runs:
            pieces[run.style].append(run.text)
        for style, words in pieces.items():
            letters[style].update("".join(words))
    return letters


def is_improbable(text: Counter[str]) -> bool:
    """Whether characters, with how often each stands, can be no Chinese text: strange, rare, or without a common
    one."""
    letters = sum(count for char, count in text.items() if not char.isspace() and ord(char) > 0x2E7F)
    strange = sum(count for char, count in text.items() if is_strange(char))
    kinds = sum(map(is_strange, text))
    if kinds >= _FEW_STRANGE and strange > _STRANGE * letters:
        return True
    han = sum(count for char, count in text.items() if _is_han(char))
    rare = sum(count for char, count in text.items() if _is_han(char) and not _is_usual(char))
    if han >= _FEW and rare > _RARE * han:
        return True
    common = sum(count for char, count in text.items() if char in COMMON)
    return han >= _ENOUGH and common < _LEAST_COMMON * han


def odd_runs(pages: Sequence[Page], fonts: Container[int]) -> Iterator[tuple[int, str]]:
    """(page, text) of the runs that are improbable by themselves, in fonts that are not: subsets may share a name."""
    letters = letters_of(pages)
    odd = {char for char in letters if is_strange(char) or (_is_han(char) and not _is_usual(char))}
    if not odd:
        return
    for page in pages:
        for run in page.runs:
            if (
                run.style.font_key not in fonts
                and not odd.isdisjoint(run.text)
                and is_improbable(Counter(text_of(run)))
            ):
                yield page.number, run.text


def letters_of(pages: Sequence[Page]) -> set[str]:
    """Every character in the document."""
    return set().union(*(run.text for page in pages for run in page.runs))


def is_strange(char: str) -> bool:
    """Whether no Chinese agreement holds the character: Yi and its neighbours, improbable Hangul, private, far
    planes."""
    return (
        "\ua000" <= char <= "\uabff"
        or ("\uac00" <= char <= "\ud7ff" and not _in_codec(char, "euc_kr"))
        or "\ue000" <= char <= "\uf8ff"
        or char == "\ufffd"
        or char >= "\U000e0000"
    )


def _is_han(char: str) -> bool:
    return "\u3400" <= char <= "\u9fff" or "\U00020000" <= char <= "\U0003ffff"


@functools.lru_cache(maxsize=8192)
def _is_usual(char: str) -> bool:
    """Whether GB 2312 or Big5 holds it among its usual characters (level 1)."""
    return _within(char, "gb2312", b"\xb0\xa1", b"\xd7\xf9") or _within(char, "big5", b"\xa4\x40", b"\xc6\x7e")


def _in_codec(char: str, codec: str) -> bool:
    try:
        char.encode(codec)
    except UnicodeEncodeError:
        return False
    return True


def _within(char: str, codec: str, first: bytes, last: bytes) -> bool:
    try:
        return first <= char.encode(codec) <= last
    except UnicodeEncodeError:
        return False
