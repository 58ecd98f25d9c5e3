"""META007 有内容未读取 unread-content: the source file shows something that no clause holds.

问题：源文件中有未读取或有意略去的内容（图片、隐藏文字、划去的文字、脚注、框架等）。
理由：未读取的内容里可能有条款或数字；有意略去的也应由人看一眼。
What: pictures, hidden or struck-out text, footnotes, frames, form fields that reading left out of the clauses.
Why: a clause or a figure may stand in what was not read, and a person should look at what was left out.
Bad: （第二条至第九条是一张扫描图片）
Good: （各条均为文字）
"""

from collections.abc import Iterator

from agreement_tool.bilingual import Bilingual
from agreement_tool.check.base import UNSURE, Context, Fault, Rule
from agreement_tool.model import Severity
from agreement_tool.model.names import UNREAD_NAMES

_SELDOM_WORDS = frozenset({"picture", "drawing", "other"})
"""Logos, stamps, arrows, and what the reader cannot name (a lost mark): of 11 such findings a lawyer called 6 not worth
a word. Alone they are a note."""

_OF_A_PAGE = frozenset({"hidden-text", "script"})
"""On a web page these are mostly the site's own frame: menus, dialogues, counters."""
_PAGES = ("html", "mhtml")


def check(context: Context) -> Iterator[Fault]:
    """One fault an agreement, whatever was not read."""
    source = context.agreement.source
    if source is None or not source.unread:
        return
    zh = "、".join(f"{UNREAD_NAMES[entry.what].zh} {entry.count} 处" for entry in source.unread)
    en = ", ".join(f"{UNREAD_NAMES[entry.what].en} ({entry.count})" for entry in source.unread)
    message = Bilingual(
        f"源文件中有内容不在条款里：{zh}；详情见条款文件 source.unread",
        f"the source file shows what no clause holds: {en}; see source.unread in the clause file",
    )
    seldom = _SELDOM_WORDS | (_OF_A_PAGE if source.reader in _PAGES else frozenset())
    named = any(entry.what not in seldom for entry in source.unread)
    yield Fault(None, message, confidence=1.0 if named else UNSURE)


RULE = Rule("META007", "unread-content", "有内容未读取", Severity.WARNING, check)
