"""What a rule is, what it is given, and what it reports.

A rule module holds one `RULE` and one function. The function yields `Fault`s: where, what, how sure. The runner stamps
them with the rule's code, name and severity, so a rule never repeats them.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, reduce
from itertools import pairwise
from operator import itemgetter

from agreement_tool.check.contract import Contract, contract_of
from agreement_tool.check.label_like import LabelLike, begins_with_label, label_like
from agreement_tool.check.peers import Peers, peers
from agreement_tool.check.pieces import Pieces
from agreement_tool.check.reading import LineReading
from agreement_tool.check.renumber import Named, named_references, renumbering
from agreement_tool.check.sequences import NumberRun, SlipAt, counting_on, runs, slips
from agreement_tool.frozen import frozen
from agreement_tool.model import Agreement, Bilingual, Clause, Doubt, Edit, Field, Fix, Label, RuleNote, Severity
from agreement_tool.text import sentences
from agreement_tool.text.citations import External, references
from agreement_tool.text.languages import is_chinese
from agreement_tool.text.outline import Outline
from agreement_tool.text.patterns import compiled
from agreement_tool.text.references import Mention
from agreement_tool.text.terms import Definition, definitions
from agreement_tool.text.whitespace import strip_whitespace


@frozen
class Fault:
    """One fault, before the rule's code is stamped on it. Offsets are code points of the clause's `field`."""

    clause: Clause | None
    message: Bilingual
    field: Field = "text"
    start: int | None = None
    end: int | None = None
    confidence: float = 1.0
    fix: Fix | None = None
    refusal: Bilingual | None = None
    """Why there is no fix although faults of this kind usually have one."""


@frozen
class Settings:
    """What a project may decide about its rules (agreement.toml, section `check`)."""

    label_styles: tuple[str, ...] = ()
    """Label styles the house allows, first member printed: ('第一条', '（一）', '1.', '（1）'); () = whatever is
    consistent."""
    terms: tuple[tuple[str, ...], ...] = ()
    """Further groups of spellings that mean one thing, preferred first: (('客户', '顾客'),)."""
    known_terms: frozenset[str] = frozenset()
    """Terms that may be used without definition."""


DOUBTED = 0.4
"""How sure a finding can be that rests on a tree the builder doubted."""
IMPROBABLE = 0.8
"""The same where a clause is only less probable than others: a warning, no error."""
OF_ITS_NUMBER = ("（编号与前一条不衔接）", "（同级有相同编号）")
"""What a doubt says of a number that does not follow the one before, or stands twice: the fault itself, and no reason
to be less sure of it (of 35 errors read at first sight while nothing was doubted for that, 34 were true)."""
_NOTES = compiled(r"(?:填写|填表|使用|签约|签订|起草|编写|条款|制作)(?:说明|须知|指南|指引|要点|释义)\s*$")
_NEAR = 6
_GAPS = 3
UNSURE = 0.45
"""For what is often meant or harmless: such a finding is a note, whatever its rule."""


Text = tuple[Clause, Field, str]
"""A clause's title or own text, with the field's name."""


@frozen
class Reference:
    """A mention in a clause's own text and what it points to: eids, another document, or nothing."""

    eid: str
    mention: Mention
    target: tuple[str, ...] | External | None


def _is_swallowed_label(text: str, mention: Mention) -> bool:
    """'……一切款项。第五条　一般规定': the next clause's own label, run into the text before it."""
    separator = text[mention.end : mention.end + 2]
    if not mention.steps or mention.steps[0].unit != "条" or not (separator[:1] == "\u3000" or separator == "  "):
        return False
    return text[: mention.start].rstrip()[-1:] in tuple("。．；：:〔[")


def _may_hold_a_lost_number(clause: Clause) -> bool:
    """An item without heading that has a paragraph below: the next item, whose number was lost, may be that
    paragraph."""
    return not clause.heading and any(child.kind == "paragraph" and child.label is None for child in clause.children)


def _same_place(doubt: Doubt, clause: Clause, own: str) -> bool:
    return (doubt.page is None or doubt.page == clause.page) and strip_whitespace(own).startswith(
        strip_whitespace(doubt.text)[:12]
    )


@frozen
class ClauseSentence:
    """One sentence of a clause's own text. `start` is a code point of that text."""

    clause: Clause
    text: str
    start: int

    def span(self, match: re.Match[str]) -> tuple[int, int]:
        """A match in this sentence, as offsets of the clause's text."""
        return self.start + match.start(), self.start + match.end()


def sentences_of(clause: Clause) -> Iterator[ClauseSentence]:
    """The sentences of one clause's own text."""
    place = 0
    for text in sentences.split(clause.text):
        yield ClauseSentence(clause, text, place)
        place += len(text)


@dataclass(frozen=True)
class Context:
    """An agreement under check: its index is built once and shared by all rules."""

    agreement: Agreement
    settings: Settings = field(default_factory=Settings)

    @cached_property
    def outline(self) -> Outline:
        """The tree's index."""
        return Outline(self.agreement)

    @cached_property
    def levels(self) -> tuple[Peers, ...]:
        """The numbered lists, grouped by level."""
        return peers(self.outline)

    @cached_property
    def slips(self) -> tuple[SlipAt, ...]:
        """Every place where a run of numbers goes wrong."""
        return tuple(slip for run in runs(self.outline) for slip in slips(run))

    def renumbering(self, run: NumberRun) -> Fix | Bilingual | None:
        """The fix that makes a printed run count up by one, or why there is none; made once a run."""
        if id(run) not in self._renumberings:
            refusal = self._obstacle(run)
            self._renumberings[id(run)] = refusal or renumbering(self.outline, run, self._named_references)
        return self._renumberings[id(run)]

    def _obstacle(self, run: NumberRun) -> Bilingual | None:
        """What stands in a run and must not be renumbered across: a line that looks like a label, or a doubt."""
        if run.members[0].ordinal != run.starts_at:
            return Bilingual(
                "列表不是从一开始，可能是上文的延续或者摘录",
                "the list does not begin at one; it may go on from above, or be an extract",
            )
        places = self.outline.places
        first, last = places[run.members[0].clause.eid], places[run.members[-1].clause.eid]
        for clause in tuple(self.outline.clauses.values())[first : last + 1]:
            found = self.label_like.get(clause.eid)
            if found:
                return Bilingual(
                    f"其间有一行以“{found.printed}”开头，像编号而未被识别",
                    f"a line in between begins with '{found.printed}', which may be a number",
                )
            if self.is_doubted(clause):
                return Bilingual(
                    "其间的层级有疑问，见文件的 doubts", "the tree is doubted in between, see the file's doubts"
                )
        if any(
            _may_hold_a_lost_number(before.clause)
            for before, after in pairwise(run.members)
            if after.ordinal > before.ordinal + 1
        ):
            return Bilingual(
                "缺号之处有未编号的段落，可能就是缺的那一项",
                "an unnumbered paragraph stands where the number is missing; it may be the missing one",
            )
        return None

    @cached_property
    def _renumberings(self) -> dict[int, Fix | Bilingual | None]:
        # Keyed by identity: `slips` holds the runs for as long as the context lives.
        return {}

    @cached_property
    def _named_references(self) -> tuple[Named, ...]:
        return named_references(self.outline)

    @cached_property
    def counting_on(self) -> frozenset[str]:
        """Clauses (eids) whose number is one more than the last number printed in their style, wherever that stands."""
        return frozenset(counting_on(self.outline))

    @cached_property
    def comments_on_another(self) -> bool:
        """Notes on filling in a form: 第九条 at the head of a line is an article of the form, not of the notes."""
        return bool(_NOTES.search(self.agreement.title))

    @cached_property
    def label_like(self) -> Mapping[str, LabelLike]:
        """Unlabelled clauses that begin like a label, by eid."""
        return label_like(self.outline)

    @cached_property
    def contract(self) -> Contract:
        """What it declares about its parties and its type."""
        return contract_of(self.outline, self.definitions)

    @cached_property
    def definitions(self) -> tuple[Definition, ...]:
        """Every definition, in reading order."""
        return definitions(self.outline)

    @cached_property
    def references(self) -> tuple[Reference, ...]:
        """Every mention in the text with what it points to, in reading order; a line's own number is none."""
        return tuple(
            Reference(*found)
            for found in references(self.outline)
            if not begins_with_label(self.label_like.get(found[0]), found[1].start)
            and not _is_swallowed_label(self.outline.clauses[found[0]].text, found[1])
        )

    def is_doubted(self, clause: Clause) -> bool:
        """Whether the builder was not sure of the tree here: a wrong tree makes wrong numbering findings."""
        return bool(self._doubts_at(clause))

    def _doubts_at(self, clause: Clause) -> list[Doubt]:
        if not self.agreement.doubts:
            return []
        own = f"{clause.label or ''}{clause.heading}{clause.text}"
        here = (doubt for doubt in self.agreement.doubts if doubt.text and _same_place(doubt, clause, own))
        return [doubt for doubt in here if not any(reason in doubt.message.zh for reason in OF_ITS_NUMBER)]

    @cached_property
    def has_rival_readings(self) -> bool:
        """Whether anywhere another tree was near; that a clause here or there is less probable says nothing of the
        whole."""
        return not all(doubt.is_of_probability for doubt in self.agreement.doubts)

    def certainty(self, clause: Clause) -> float:
        """1, or DOUBTED where a rival reading was near, where the format made the number (that counts by itself), or
        where the lines were read badly; IMPROBABLE where nothing worse is known than that it may be read wrongly."""
        doubts = self._doubts_at(clause)
        doubted = not all(doubt.is_of_probability for doubt in doubts)
        if doubted or clause.generated or self.reading.is_unsure_at(self.outline.places[clause.eid]):
            return DOUBTED
        return IMPROBABLE if doubts else 1.0

    @cached_property
    def reading(self) -> LineReading:
        """How well its lines were read."""
        return LineReading(self.outline)

    def numbers_before(self, place: int) -> Sequence[tuple[int, ...]]:
        """The numbers printed in the few clauses before a place in reading order; () for a clause without one."""
        clauses = self.in_order[max(0, place - _NEAR) : place]
        labels = (self.outline.label(one.eid) for one in clauses)
        return [label.number if label is not None else () for label in labels]

    @cached_property
    def labels(self) -> tuple[Label, ...]:
        """Every clause's label, taken apart, in reading order."""
        return tuple(label for one in self.in_order if (label := self.outline.label(one.eid)) is not None)

    @cached_property
    def reach(self) -> Mapping[str | int, int]:
        """The highest first number printed, by how many tiers a label has (1, 2, …) and by its unit; 条 counts labels
        without an opening word too."""
        found: dict[str | int, int] = {}
        for label in self.labels:
            if label.number:
                kinds = {label.tiers, *((label.unit,) if label.unit else ()), *(() if label.opening else ("条",))}
                found |= {kind: max(found.get(kind, 0), label.number[0]) for kind in kinds}
        return found

    @cached_property
    def in_order(self) -> tuple[Clause, ...]:
        """Every clause in reading order."""
        return tuple(self.outline.clauses.values())

    def between(self, first: Clause, last: Clause) -> Sequence[Clause]:
        """The clauses that stand between two others in reading order."""
        places = self.outline.places
        return self.in_order[places[first.eid] + 1 : places[last.eid]]

    @cached_property
    def _gaps(self) -> Counter[int]:
        # Keyed by identity: `slips` holds the runs for as long as the context lives.
        return Counter(id(slip.run) for slip in self.slips if slip.kind in ("gap", "late-start"))

    def is_extract(self, run: NumberRun) -> bool:
        """A run with gap after gap keeps the numbers of another document: special conditions, notes, an extract."""
        gaps = self._gaps[id(run)]
        return gaps >= _GAPS and gaps * 3 >= len(run.members)

    def texts(self) -> tuple[Text, ...]:
        """Every clause's title and own text that is not empty, with the field's name, in reading order."""
        return self._texts

    @cached_property
    def whole(self) -> str:
        """Title, headings and texts, one a line."""
        return "\n".join([self.agreement.title, *(text for _, _, text in self.texts())])

    @cached_property
    def is_chinese(self) -> bool:
        """Whether the text is mainly Chinese, or bilingual: rules on Chinese wording and law have nothing to say of
        another language."""
        return is_chinese(self.whole)

    @cached_property
    def sentences(self) -> tuple[ClauseSentence, ...]:
        """Every sentence of every clause's own text, in reading order."""
        return tuple(sentence for clause in self.outline.clauses.values() for sentence in self.sentences_in(clause))

    def sentences_in(self, clause: Clause) -> tuple[ClauseSentence, ...]:
        """The sentences of one clause's own text."""
        found = self._sentences.get(clause.eid)
        if found is None:
            found = self._sentences[clause.eid] = tuple(sentences_of(clause))
        return found

    @cached_property
    def _sentences(self) -> dict[str, tuple[ClauseSentence, ...]]:
        return {}

    @cached_property
    def without_blanks(self) -> str:
        """`texts` without white space, one a line."""
        return "\n".join([strip_whitespace(text) for _, _, text in self.texts()])

    @cached_property
    def texts_by_word(self) -> Pieces[Text]:
        """`texts`, to be found by the words in them."""
        return Pieces(self.texts(), itemgetter(2))

    def texts_having(self, *words: str) -> Sequence[Text]:
        """Those of `texts` that hold one of the words."""
        return self.texts_by_word.having(*words)

    def sentences_having(self, *words: str) -> Iterator[ClauseSentence]:
        """Those of `sentences` that hold one of the words. Other clauses are not taken apart."""
        for clause, where, _ in self.texts_having(*words):
            for sentence in self.sentences_in(clause) if where == "text" else ():
                if any(word in sentence.text for word in words):
                    yield sentence

    @cached_property
    def _texts(self) -> tuple[Text, ...]:
        both: list[Text] = []
        for clause in self.outline.clauses.values():
            both += [(clause, "title", clause.heading), (clause, "text", clause.text)]
        return tuple(one for one in both if one[2])


@frozen
class Rule:
    """A named check. `zh` is its name in Chinese; its doc is its module's docstring."""

    code: str
    name: str
    zh: str
    severity: Severity
    check: Callable[[Context], Iterable[Fault]]
    on_request: bool = False
    """Runs only where it is selected by its own code or name: right, and seldom worth a word."""

    @property
    def note(self) -> RuleNote:
        """What lists and reports show of it; the doc is the module docstring's sections."""
        doc = sections(sys.modules[self.check.__module__].__doc__ or "")
        return RuleNote(self.code, self.name, self.zh, self.severity, doc)


SECTIONS = {"What": "what", "Why": "why", "Bad": "bad", "Good": "good", "问题": "问题", "理由": "理由"}


def sections(docstring: str) -> dict[str, str]:
    """Split `Heading: text` paragraphs of a rule's docstring; indented lines continue their section.

    Examples (bad, good) keep their lines; prose is one line, whatever its line breaks in the source.
    """
    lines = docstring.strip().splitlines()
    parts: dict[str, list[str]] = {"summary": [lines[0].split(": ", 1)[-1]]} if lines else {}
    current = "summary"
    for line in lines[1:]:
        head, colon, rest = line.replace("：", ": ", 1).partition(":")
        if colon and head in SECTIONS:
            current = SECTIONS[head]
            parts[current] = [rest.strip()]
        elif line.strip():
            parts[current].append(line.strip())
    return {
        name: "\n".join(text).strip() if name in ("bad", "good") else reduce(_joined, text).strip()
        for name, text in parts.items()
    }


def _joined(above: str, below: str) -> str:
    """Two lines of prose as one: a blank between words, none between Chinese characters and marks."""
    return f"{above}{below}" if above[-1:] > _HAN and below[:1] > _HAN else f"{above} {below}"


_HAN = "\u2e80"
"""From here on Unicode's characters are those that are set without blanks between lines."""


def label_fix(replacements: Iterable[tuple[Clause, str]], *, safe: bool) -> Fix:
    """A fix that prints other labels: one whole-label edit a clause."""
    return Fix(safe, tuple(Edit(clause.eid, "label", 0, len(clause.label or ""), new) for clause, new in replacements))


def text_fix(clause: Clause, where: Field, start: int, end: int, new: str, *, safe: bool = True) -> Fix:
    """A fix that replaces one stretch of one clause."""
    return Fix(safe, (Edit(clause.eid, where, start, end, new),))
