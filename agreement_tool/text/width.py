"""Characters that look alike: radicals for ideographs, half for full width.

Chromium and macOS write Kangxi radicals (U+2F00…) for ideographs where a font has one glyph for both. They are repaired
in stored text. Nothing else is: NFKC of a whole text would turn （：； into (:; and ① into 1.
"""

from __future__ import annotations

import unicodedata

from agreement_tool.text.patterns import compiled

_RADICALS_SUPPLEMENT = (
    "⺀冫⺁厂⺂乛⺃乚⺄乙⺅亻⺆冂⺇几⺈刀⺉刂⺊卜⺋㔾⺌小⺍小⺎兀⺏尣⺐尢⺑尣⺒巳⺓幺⺔彑⺕彐⺖忄⺗㣺⺘扌⺙攵⺛旡⺜日⺝月⺞歺⺟母⺠民⺡氵⺢氺"
    "⺣灬⺤爫⺥爫⺦丬⺧牛⺨犭⺩王⺪疋⺫罒⺬示⺭礻⺮竹⺯糹⺰纟⺱罓⺲罒⺶羊⺷羊⺸羋⺹耂⺺肀⺻聿⺼肉⺽臼⺾艹⺿艹⻀艹⻁虎⻂衤⻃覀⻄西⻅见⻆角⻇角⻈讠⻉贝⻊足⻋车"
    "⻌辶⻍辶⻎辶⻏阝⻐钅⻑長⻒镸⻓长⻔门⻕阜⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻟飠⻠饣⻡首⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟"
)
"""U+2E80–2EFF, each followed by its ideograph (Unicode's EquivalentUnifiedIdeograph.txt). NFKC knows two of them
only."""


def _repairs() -> dict[int, str]:
    pairs = zip(_RADICALS_SUPPLEMENT[::2], _RADICALS_SUPPLEMENT[1::2], strict=True)
    table = {ord(radical): ideograph for radical, ideograph in pairs}
    for code in (*range(0x2F00, 0x2FE0), *range(0xF900, 0xFB00)):  # Kangxi radicals, compatibility ideographs
        plain = unicodedata.normalize("NFKC", chr(code))
        if plain != chr(code) and len(plain) == 1 and plain >= "\u2e80":
            table[code] = plain
    # NFKC says 戶; mainland texts, where ⽤⼾ is what PDFs print for 用户, mean 户.
    table[0x2F3E] = "户"
    return table


_REPAIRS = _repairs()
# Most texts have none, and to translate a text takes five times as long as to look through it.
_TO_REPAIR = compiled("[\u2e80-\u2fdf\uf900-\ufaff]")

_HALF_WIDTH = str.maketrans(",:;!?()", "，：；！？（）")


def repair_radicals(text: str) -> str:
    """The text with ideographs where it has radicals or compatibility ideographs; as many characters as before."""
    return text.translate(_REPAIRS) if _TO_REPAIR.search(text) else text


def match_key(text: str) -> str:
    """What to compare by: NFKC, radicals repaired. Never for storing."""
    return unicodedata.normalize("NFKC", repair_radicals(text))


def full_width_punctuation(text: str) -> str:
    """Half-width , : ; ! ? ( ) made full-width where what stands before and behind, other marks aside, is full-width.

    For text whose widths were guessed (OCR); text that was typed keeps what its author typed.
    """
    chars = list(text)
    for index, char in enumerate(text):
        if ord(char) in _HALF_WIDTH:
            sides = [side for side in (_beside(text, index, -1), _beside(text, index, 1)) if side is not None]
            if sides and all(map(_is_full, sides)):
                chars[index] = char.translate(_HALF_WIDTH)
    return "".join(chars)


def _beside(text: str, index: int, step: int) -> str | None:
    """The nearest character in one direction that is no mark of uncertain width."""
    index += step
    while 0 <= index < len(text):
        if ord(text[index]) not in _HALF_WIDTH:
            return text[index]
        index += step
    return None


def _is_full(char: str) -> bool:
    return unicodedata.east_asian_width(char) in "WF" or char in "“”‘’…—"
