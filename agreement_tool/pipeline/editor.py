"""A clause file as it stands in an editor: findings, rule docs, fixes, references and outline, by line and column.

Lines and columns are 0-based here, columns count code points. Text that is no clause file yet has problems and nothing
else: nothing raises on half-typed text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path

from agreement_tool.bilingual import Bilingual, bilingual
from agreement_tool.diff.three_way import opcodes
from agreement_tool.errors import AgreementError
from agreement_tool.frozen import frozen
from agreement_tool.model import Clause, ClauseKind, RuleNote, Severity
from agreement_tool.pipeline import baseline
from agreement_tool.pipeline.apply_fixes import fixed_text, text_after_fix
from agreement_tool.pipeline.review import Subject, review, rule_notes
from agreement_tool.pipeline.settings import CheckSettings
from agreement_tool.pipeline.yaml_places import YamlPlaces
from agreement_tool.report.findings import Located
from agreement_tool.store.codec import load
from agreement_tool.store.decisions import NAME as REVIEW
from agreement_tool.text.citations import full_citation, resolve
from agreement_tool.text.outline import Outline
from agreement_tool.text.patterns import compiled
from agreement_tool.text.references import mentions

HEAD = 4096
"""Characters in which a clause file says what it is."""
MOST_FIXES = 8
"""Fixes offered at once: each is proved by checking the agreement again."""
EXCERPT = 200
"""Characters of a clause that a hover quotes."""
NAME_LENGTH = 40
"""Characters of an outline's entry."""
YAML_CODE = "yaml"
"""Code of a problem that is no finding: the text cannot be read as a clause file."""
_SCHEMA = compiled(r"^schema:\s*[\"']?agreement/", re.MULTILINE)
_LINE = compiled(r"line (?P<line>[0-9]+)(?:, column (?P<column>[0-9]+))?")


@frozen
class LineSpan:
    """Code points [start, end) of one line."""

    line: int
    start: int
    end: int

    def holds(self, line: int, column: int) -> bool:
        """Whether a place is in it, or right behind it."""
        return line == self.line and self.start <= column <= self.end


@frozen
class Problem:
    """Something to underline. `located` is None where the text cannot be read."""

    place: LineSpan
    severity: Severity
    code: str
    message: Bilingual
    located: Located | None = None

    @property
    def known(self) -> bool:
        """Listed in the baseline."""
        return self.located is not None and self.located.known

    @property
    def fixable(self) -> bool:
        """Whether it has a safe fix, before that is proved."""
        fix = self.located.finding.fix if self.located else None
        return fix is not None and fix.safe


@frozen
class HoverText:
    """What a hover says: a rule with its finding's message, or a clause that is referred to."""

    place: LineSpan
    message: Bilingual
    rule: RuleNote | None = None


@frozen
class OutlineEntry:
    """One entry of the outline; lines [first, last]."""

    name: str
    kind: ClauseKind
    first: int
    last: int
    below: tuple[OutlineEntry, ...] = ()


@frozen
class LineEdit:
    """Replace everything from one place to another."""

    start: tuple[int, int]
    end: tuple[int, int]
    text: str


@frozen
class QuickFix:
    """A fix. `problem`: what goes; None: everything that can be fixed safely."""

    title: Bilingual
    problem: Problem | None
    edits: tuple[LineEdit, ...]


def is_clause_text(path: str, text: str, root: Path) -> bool:
    """Whether an editor's text is a clause file: it says so, or stands where clause files stand."""
    if _SCHEMA.search(text[:HEAD]):
        return True
    place = Path(path)
    if place.suffix not in (".yaml", ".yml") or place.name == REVIEW:
        return False
    return place.resolve().is_relative_to(root.resolve())


class Buffer:
    """One version of an open clause file."""

    def __init__(self, text: str, path: str, settings: CheckSettings) -> None:
        self.text, self.path = text, path
        self._settings = settings
        self.subject: Subject | None = None
        try:
            loaded = load(text.replace("\r\n", "\n"), name=path)
            self.subject = Subject(loaded.agreement, path, text, loaded.lines, loaded.comments)
            self.problems = tuple(self._found(self.subject))
        except AgreementError as error:
            self.problems = tuple(self._unreadable(error))

    def _found(self, subject: Subject) -> Iterator[Problem]:
        reviewed = review(subject, self._settings.options)
        known = self._settings.baseline
        entries = baseline.read(known) if known is not None and known.is_file() else ()
        for located in baseline.mark(reviewed.found, entries):
            line, column = (located.line or 1) - 1, (located.column or 1) - 1
            place = LineSpan(line, column, max((located.end_column or 1) - 1, column))
            yield Problem(place, located.finding.severity, located.finding.code, located.finding.message, located)

    def _unreadable(self, error: AgreementError) -> Iterator[Problem]:
        where = bilingual(error.where)
        for said in error.problems or (bilingual(error.what),):
            found = _LINE.match(said.en) if error.problems else _LINE.search(where.en.removeprefix(self.path))
            line = min(int(found["line"]) - 1, len(self.lines) - 1) if found else 0
            column = int(found["column"] or 1) - 1 if found else 0
            length = len(self.lines[line])
            place = LineSpan(line, min(column, length), length)
            yield Problem(place, Severity.ERROR, YAML_CODE, said)

    @cached_property
    def lines(self) -> list[str]:
        """The lines, as editors count them."""
        return re.split(r"\r\n|\n|\r", self.text)

    @cached_property
    def _outline(self) -> Outline | None:
        return Outline(self.subject.agreement) if self.subject else None

    @cached_property
    def _places(self) -> YamlPlaces | None:
        return YamlPlaces(self.text, self.subject.lines) if self.subject else None

    def hover_at(self, line: int, column: int) -> tuple[HoverText, ...]:
        """What a hover says there: the rules of its findings, the clauses that are referred to."""
        rules = {rule.code: rule for rule in rule_notes()}
        found = [
            HoverText(problem.place, problem.message, rules.get(problem.code))
            for problem in self.problems
            if problem.place.holds(line, column)
        ]
        if self._outline is not None:
            found += [
                HoverText(place, _quoted(self._outline, eid))
                for place, eids in self._references(line)
                if place.holds(line, column)
                for eid in eids
            ]
        return tuple(found)

    def referred_at(self, line: int, column: int) -> tuple[LineSpan, ...]:
        """Where the clauses stand that the words at a place refer to."""
        if self.subject is None:
            return ()
        eids = [eid for place, found in self._references(line) if place.holds(line, column) for eid in found]
        return tuple(self._first_line(eid) for eid in dict.fromkeys(eids))

    def _first_line(self, eid: str) -> LineSpan:
        assert self.subject is not None
        line = self.subject.lines[eid] - 1
        written = self.lines[line]
        return LineSpan(line, len(written) - len(written.lstrip(" -")), len(written))

    def _references(self, line: int) -> Iterator[tuple[LineSpan, tuple[str, ...]]]:
        """The references whose words begin on a line, with the clauses they name."""
        if self._outline is None or self._places is None:
            return
        clause = self._clause_on(line)
        for mention in mentions(clause.text) if clause else ():
            assert clause is not None
            spot = self._places.spot(clause.eid, "text", mention.start, mention.end)
            named = resolve(self._outline, clause.eid, mention) if spot.line - 1 == line else None
            if isinstance(named, tuple):
                yield LineSpan(line, spot.column - 1, spot.end - 1), named

    def _clause_on(self, line: int) -> Clause | None:
        """The clause whose own lines hold a line."""
        if self.subject is None or self._outline is None:
            return None
        before = [(first, eid) for eid, first in self.subject.lines.items() if first - 1 <= line]
        return self._outline.clauses.get(max(before)[1]) if before else None

    def entries(self) -> tuple[OutlineEntry, ...]:
        """The outline."""
        if self.subject is None:
            return ()
        starts = sorted(self.subject.lines.values())
        behind = dict(zip(starts, [*starts[1:], len(self.lines) + 1], strict=True))
        return tuple(self._entry(clause, behind) for clause in self.subject.agreement.clauses)

    def _entry(self, clause: Clause, behind: dict[int, int]) -> OutlineEntry:
        assert self.subject is not None
        first = self.subject.lines[clause.eid]
        below = tuple(self._entry(child, behind) for child in clause.children)
        last = below[-1].last if below else behind[first] - 2
        return OutlineEntry(_name(clause), clause.kind, first - 1, max(last, first - 1), below)

    def fixes(self, first: int, last: int) -> Iterator[QuickFix]:
        """The safe fixes of the findings on lines [first, last], each proved as `check --fix` proves it."""
        wanted = [each for each in self.problems if each.fixable and first <= each.place.line <= last]
        for problem in wanted[:MOST_FIXES]:
            assert self.subject is not None and problem.located is not None
            text = text_after_fix(self.subject, self._settings.options, problem.located.finding)
            if text is not None:
                title = Bilingual(
                    f"改正 {problem.code}：{problem.message.zh}", f"Fix {problem.code}: {problem.message.en}"
                )
                yield QuickFix(title, problem, self._edits(text))

    def fix_all(self) -> QuickFix | None:
        """Everything that can be fixed safely; None where nothing can."""
        if self.subject is None or not any(problem.fixable for problem in self.problems):
            return None
        fixed = fixed_text(self.subject, self._settings.options)
        if not fixed.count:
            return None
        title = Bilingual(f"改正全部可安全改正的问题（{fixed.count}）", f"Fix everything that is safe ({fixed.count})")
        return QuickFix(title, None, self._edits(fixed.text))

    def _edits(self, text: str) -> tuple[LineEdit, ...]:
        ending = "\r\n" if "\r\n" in self.text else "\n"
        return tuple(_line_edits(self.lines, text.split("\n"), ending))


def _line_edits(old: Sequence[str], new: Sequence[str], ending: str) -> Iterator[LineEdit]:
    for code in opcodes(old, new):
        if code.tag == "equal":
            continue
        written = list(new[code.dest_start : code.dest_end])
        if code.src_end < len(old):
            yield LineEdit((code.src_start, 0), (code.src_end, 0), "".join(line + ending for line in written))
        elif code.src_start:
            before = (code.src_start - 1, len(old[code.src_start - 1]))
            yield LineEdit(before, (len(old) - 1, len(old[-1])), "".join(ending + line for line in written))
        else:
            yield LineEdit((0, 0), (len(old) - 1, len(old[-1])), ending.join(written))


def _name(clause: Clause) -> str:
    words = clause.heading or " ".join(clause.text.split())
    shown = words if len(words) <= NAME_LENGTH else f"{words[:NAME_LENGTH]}…"
    return " ".join(filter(None, (clause.label, shown))) or clause.kind


def _quoted(outline: Outline, eid: str) -> Bilingual:
    clause = outline.clauses[eid]
    text = " ".join(clause.text.split())
    shown = text if len(text) <= EXCERPT else f"{text[:EXCERPT]}…"
    said = " ".join(filter(None, (full_citation(outline, eid), clause.heading, shown)))
    return Bilingual(said, said)
