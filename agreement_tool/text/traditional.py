"""Traditional characters read as simplified ones, for words that are looked up; texts are shown as printed.

`traditional.txt`: pairs, the traditional character first, of the simplified characters that the package's own word
lists hold. Characters that mean something in both scripts (著, 乾, 餘) stand for themselves.
"""

from __future__ import annotations

from functools import cache

from agreement_tool.text.packaged import packaged

TERMS = {
    "使用者": "用户",
    "资讯": "信息",
    "个资": "个人信息",
    "帐号": "账号",
    "帐户": "账户",
    "透过": "通过",
    "软体": "软件",
    "程式": "程序",
    "网路": "网络",
    "伺服器": "服务器",
    "会员帐": "会员账",
}
"""Words of texts in traditional characters, as the mainland says them."""


@cache
def _table() -> dict[int, str]:
    pairs = packaged("agreement_tool.text", "traditional.txt").decode().split()
    return {ord(pair[0]): pair[1] for pair in pairs}


def simplified(text: str) -> str:
    """The text in simplified characters; itself where it holds no traditional one."""
    if text.isascii():
        return text
    plain = text.translate(_table())
    if plain != text:
        for term, other in TERMS.items():
            plain = plain.replace(term, other)
    return plain
