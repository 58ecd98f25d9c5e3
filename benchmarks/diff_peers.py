"""Who tells a move, a renumbering, a split, a merge, lost bold, from a rewrite? The mutations, told by others.

    python -m benchmarks.diff_peers [cases a kind]

Peers: redlines, python-redlines with the Docxodus engine (both from PyPI), `git diff --word-diff` by characters. Absent
ones are skipped. Two figures a cell: in how many cases the tool *names* what happened (a move mark, a paragraph mark
put in or taken out without touching a word, a tracked change of format, a renumbering kept apart from edits of text),
and in how many it at least *leaves the words alone* (marks nothing as deleted or inserted but numbers).
"""

from __future__ import annotations

import importlib.util
import io
import re
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from agreement_tool.diff.compare import compare
from agreement_tool.model import Agreement, Clause
from tests.diff.mutations import Case, cases

KINDS = ("insert", "move", "style", "split", "merge", "emphasis")
NAMES = {"style": "renumber"}


@dataclass
class Told:
    """What a tool said about one case: words it marked, and kinds it named."""

    deleted: list[str]
    inserted: list[str]
    named: frozenset[str] = frozenset()

    def leaves_words_alone(self, kind: str, numbers: set[str]) -> bool:
        deleted, inserted = (_wording(texts, numbers) for texts in (self.deleted, self.inserted))
        return not deleted and (kind == "insert" or not inserted)


def _wording(texts: list[str], numbers: set[str]) -> str:
    """What is left of edits without the clauses' numbers, blanks and marks."""
    joined = "\n".join(texts)
    for number in sorted(numbers, key=len, reverse=True):
        joined = joined.replace(number, "")
    return re.sub(r"[\s第条（）()0-9一二三四五六七八九十、.¶]", "", joined)


def lines(agreement: Agreement) -> Iterator[tuple[Clause, str]]:
    for clause in agreement.walk():
        yield clause, " ".join(part for part in (clause.label, clause.heading, clause.text) if part)


def ours(old: Agreement, new: Agreement) -> Told:
    diff = compare(old, new)
    names = {"renumbered": "style", "moved": "move", "merged": "merge", "added": "insert"}
    kinds = frozenset(names.get(change.type, change.type) for change in diff.changes)
    edited = [change for change in diff.changes if change.type in ("text", "split", "merged", "added", "removed")]
    spelt = [segment for change in edited for segment in change.segments]
    deleted = [segment.text for segment in spelt if segment.op == "delete"]
    return Told(deleted, [segment.text for segment in spelt if segment.op == "insert"], kinds)


def redlines(old: Agreement, new: Agreement) -> Told:
    from redlines import Redlines  # type: ignore[import-not-found]

    before, after = ("\n\n".join(line for _, line in lines(side)) for side in (old, new))
    changes = Redlines(before, after).changes
    deleted = [change.source_text or "" for change in changes if change.operation in ("delete", "replace")]
    inserted = [change.test_text or "" for change in changes if change.operation in ("insert", "replace")]
    return Told(deleted, inserted, frozenset({"insert"}))


def git_word_diff(old: Agreement, new: Agreement) -> Told:
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / name for name in ("old.txt", "new.txt")]
        for path, side in zip(paths, (old, new), strict=True):
            path.write_text("\n".join(line for _, line in lines(side)) + "\n", "utf-8")
        command = [
            "git",
            "diff",
            "--no-index",
            "--word-diff=porcelain",
            "--word-diff-regex=.",
            "-U999",
            *map(str, paths),
        ]
        out = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    body = out.split("@@\n", 1)[-1].splitlines()
    deleted, inserted = ([line[1:] for line in body if line[:1] == sign] for sign in "-+")
    return Told(deleted, inserted, frozenset({"insert"}))


def docxodus(old: Agreement, new: Agreement) -> Told:
    from python_redlines.engines import DocxodusEngine  # type: ignore[import-not-found]

    redline = DocxodusEngine().run_redline("peer", _docx(old), _docx(new))[0]
    with zipfile.ZipFile(io.BytesIO(redline)) as archive:
        xml = archive.read("word/document.xml").decode()
    deleted = re.findall(r"<w:delText[^>]*>([^<]*)", xml)
    inserted = [re.sub("<[^>]+>", "", part) for part in re.findall(r"<w:ins [^>]*[^/]>(.*?)</w:ins>", xml, re.DOTALL)]
    named = {"insert"}
    named |= {"move"} if "<w:moveFrom " in xml or "<w:moveTo " in xml else set()
    named |= {"emphasis"} if "<w:rPrChange" in xml else set()
    for tag, kind in (("ins", "split"), ("del", "merge")):
        named |= {kind} if re.search(rf"<w:rPr>\s*<w:{tag} ", xml) else set()
    return Told(deleted, inserted, frozenset(named))


def _docx(agreement: Agreement) -> bytes:
    from docx import Document

    document = Document()
    for clause, _ in lines(agreement):
        paragraph = document.add_paragraph(" ".join(part for part in (clause.label, clause.heading) if part) + " ")
        for span in clause.spans:
            paragraph.add_run(span.text).bold = "bold" in span.marks or None
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


PEERS: dict[str, tuple[str, Callable[[Agreement, Agreement], Told]]] = {
    "agreement_tool": ("agreement_tool", ours),
    "redlines": ("redlines", redlines),
    "Docxodus": ("python_redlines", docxodus),
    "git --word-diff-regex=.": ("", git_word_diff),
}


def told_share(tell: Callable[[Agreement, Agreement], Told], kind: str, chosen: list[Case]) -> str:
    named = spared = 0
    for case in chosen:
        numbers = set(case.old.label_of.values()) | set(case.new.label_of.values())
        told = tell(case.old.agreement, case.new.agreement)
        alone = told.leaves_words_alone(kind, numbers)
        spared += alone
        named += kind in told.named and (alone or kind in ("move", "emphasis"))
    return f"{named} / {spared}"


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 8
    every = list(cases(range((count + 3) // 4)))
    by_kind = {kind: [case for case in every if case.name.startswith(f"{kind}/")][:count] for kind in KINDS}
    print(f"cases that name it / that leave the words alone, of {count}\n")
    print("| tool | " + " | ".join(NAMES.get(kind, kind) for kind in KINDS) + " |")
    print("|---|" + "---|" * len(KINDS))
    for name, (module, tell) in PEERS.items():
        if module and importlib.util.find_spec(module) is None:
            print(f"| {name} | not installed |")
            continue
        print(f"| {name} | " + " | ".join(told_share(tell, kind, by_kind[kind]) for kind in KINDS) + " |", flush=True)


if __name__ == "__main__":
    main()
