"""A tree as HTML, Markdown and plain text: typed numbers, and lists that the format numbers."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from benchmarks.typeset.trees import Node, Tree

_WRAPPED = 38
"""Characters a line of a hard-wrapped text."""
_LISTS = {r"\d+\.": '<ol type="1">', r"[a-z]\.": '<ol type="a">', "•": "<ul>"}


def spaced(node: Node) -> str:
    """The label with the blank that follows it where it needs one."""
    if node.label is None:
        return ""
    return node.label + ("" if node.label[-1] in "、）)①②③④⑤⑥⑦⑧⑨⑴⑵⑶⑷⑸⑹⑺⑻⑼" else " ")


def own(node: Node) -> str:
    """Label and own text on one line."""
    return spaced(node) + node.heading + node.text


def as_html(tree: Tree) -> bytes:
    """Headings as h2…h4, everything else as paragraphs with typed numbers."""
    return _page(tree, "\n".join(_html(node, 2) for node in tree.nodes))


def as_html_lists(tree: Tree) -> bytes:
    """As `as_html`, but items numbered 1. or a. or by a bullet are list entries whose number the browser makes."""
    return _page(tree, "\n".join(_listed(list(tree.nodes), 2)))


def _page(tree: Tree, body: str) -> bytes:
    title = html.escape(tree.title)
    return (
        f'<!DOCTYPE html>\n<html lang="zh-CN"><head><meta charset="utf-8"><title>{title}</title></head>'
        f"<body>\n<h1>{title}</h1>\n{body}\n</body></html>\n"
    ).encode()


def _html(node: Node, level: int) -> str:
    return "\n".join([_element(node, level), *(_html(child, level + 1) for child in node.children)])


def _element(node: Node, level: int) -> str:
    if node.table:
        rows = ("".join(f"<td>{html.escape(cell)}</td>" for cell in row) for row in node.table)
        return "<table border=1>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"
    name = f"h{min(level, 6)}" if node.heading else "p"
    return f"<{name}>{html.escape(own(node))}</{name}>"


def _list_tag(node: Node) -> str | None:
    if node.heading or node.label is None:
        return None
    return next((tag for form, tag in _LISTS.items() if re.fullmatch(form, node.label)), None)


def _listed(nodes: list[Node], level: int) -> Iterator[str]:
    place = 0
    while place < len(nodes):
        node, tag = nodes[place], _list_tag(nodes[place])
        if tag is None:
            yield _element(node, level)
            yield from _listed(node.children, level + 1)
            place += 1
            continue
        yield tag
        while place < len(nodes) and _list_tag(nodes[place]) == tag:
            inner = "\n".join(_listed(nodes[place].children, level + 1))
            yield f"<li>{html.escape(nodes[place].text)}{inner}</li>"
            place += 1
        yield tag[:3].replace("<", "</") + ">"


def as_markdown(tree: Tree) -> bytes:
    """Headings with #, blocks apart by a blank line."""
    blocks = [f"# {tree.title}", *(block for node in tree.nodes for block in _markdown(node, 2))]
    return ("\n\n".join(blocks) + "\n").encode()


def _markdown(node: Node, level: int) -> Iterator[str]:
    if node.table:
        rows = ["| " + " | ".join(row) + " |" for row in node.table]
        yield "\n".join([rows[0], "|" + " --- |" * len(node.table[0]), *rows[1:]])
    elif node.heading:
        yield f"{'#' * min(level, 6)} {own(node)}"
    else:
        yield own(node).replace("• ", "- ", 1).replace("_", "\\_")
    for child in node.children:
        yield from _markdown(child, level + 1)


def as_text(tree: Tree) -> bytes:
    """A paragraph a line, blanks before none."""
    return _lines(tree, "\n")


def as_spaced_text(tree: Tree) -> bytes:
    """A paragraph a line, blank lines between, two em blanks before unnumbered paragraphs."""
    return _lines(tree, "\n\n", "\u3000\u3000")


def as_wrapped_text(tree: Tree) -> bytes:
    """Lines broken after 38 characters, as a mail program or a converter leaves them."""
    return _lines(tree, "\n", "\u3000\u3000", _WRAPPED)


def _lines(tree: Tree, between: str, indent: str = "", width: int = 0) -> bytes:
    made = [tree.title]
    for node, _ in (found for top in tree.nodes for found in top.walk()):
        line = (indent if node.label is None and not node.heading else "") + own(node)
        step = width or len(line) or 1
        made.append("\n".join(line[start : start + step] for start in range(0, max(len(line), 1), step)))
    return (between.join(made) + "\n").encode()
