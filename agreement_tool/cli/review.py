"""`agreement review list|set|merge|export TARGET`: people's decisions on key clauses, kept beside the clause files."""

from __future__ import annotations

import datetime
import json
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from agreement_tool.cli.formats import by_suffix
from agreement_tool.cli.language import both
from agreement_tool.cli.parameters import Output
from agreement_tool.cli.session import session, write
from agreement_tool.frozen import frozen

if TYPE_CHECKING:
    from agreement_tool.model import Agreement
    from agreement_tool.model.decision import Decision
    from agreement_tool.pipeline.decide import DecisionEntry, Decisions

HELP = both(
    "审阅重点条款：列出待决定项、记录决定、合并他人的决定、导出审阅页。决定写在 clauses/<id>/review.yaml。",
    "Review key clauses: list what is open, record decisions, merge another's, export a page. "
    "Decisions stand in clauses/<id>/review.yaml.",
)


class Action(StrEnum):
    """What to do."""

    LIST = "list"
    SET = "set"
    MERGE = "merge"
    EXPORT = "export"


class Choice(StrEnum):
    """A decision."""

    CONFIRMED = "confirmed"
    REJECTED = "rejected"
    ADDED = "added"
    ACCEPTED = "accepted"
    QUESTIONED = "questioned"
    OPEN = "open"


class Format(StrEnum):
    """How `list` prints and `export` writes."""

    TEXT = "text"
    JSON = "json"
    YAML = "yaml"
    HTML = "html"


SUFFIXES = {".yaml": Format.YAML, ".yml": Format.YAML, ".html": Format.HTML, ".json": Format.JSON, ".txt": Format.TEXT}


def command(
    action: Annotated[
        Action,
        typer.Argument(
            metavar="ACTION",
            help=both("list 列出，set 记录，merge 合并，export 导出。", "list, set, merge or export."),
        ),
    ],
    target: Annotated[
        str,
        typer.Argument(
            metavar="TARGET",
            help=both("条款 YAML、源文件、id 或 id@版本。", "Clause YAML, source file, id, id@version."),
        ),
    ],
    clause: Annotated[
        str | None,
        typer.Argument(
            metavar="[CLAUSE|FILE]",
            help=both(
                "set：条款（eid、wid 或编号）；merge：他人的 review.yaml。",
                "set: a clause (eid, wid or number); merge: another's review.yaml.",
            ),
        ),
    ] = None,
    subject: Annotated[
        str,
        typer.Option(
            help=both(
                "对什么作决定：类别（liability …）、emphasis 或 change:类型。",
                "What is decided: a category, emphasis, or change:type.",
            )
        ),
    ] = "",
    verdict: Annotated[Choice | None, typer.Option(help=both("决定。", "The decision."))] = None,
    since: Annotated[
        str | None,
        typer.Option(metavar="OLD", help=both("对变更作决定时：旧版本。", "For a decision on a change: the old side.")),
    ] = None,
    note: Annotated[str, typer.Option(help=both("备注。", "A note."))] = "",
    reviewer: Annotated[str, typer.Option(help=both("审阅人。", "Who decides."))] = "",
    format_: Annotated[
        Format | None,
        typer.Option(
            "--format",
            help=both("list、export 的格式；默认依 -o 的后缀。", "Format of list and export; by default -o's suffix."),
        ),
    ] = None,
    output: Output = None,
) -> None:
    """List, record, merge or export decisions."""
    from agreement_tool.pipeline.decide import decisions_on
    from agreement_tool.pipeline.ingest import open_target

    agreement = open_target(target).agreement
    decisions = decisions_on(agreement)
    if action is Action.SET:
        _set(agreement, decisions, target, _Wanted(clause, subject, verdict, note, reviewer, since))
    elif action is Action.MERGE:
        _merge(agreement, decisions, clause)
    else:
        usual = Format.TEXT if action is Action.LIST else Format.YAML
        chosen = format_ or by_suffix(output, SUFFIXES, usual)
        write(_rendered(agreement, decisions, chosen, target), output)


@frozen
class _Wanted:
    """A decision as the command line gives it."""

    clause: str | None
    subject: str
    verdict: Choice | None
    note: str
    reviewer: str
    since: str | None


def _set(agreement: Agreement, decisions: Decisions, target: str, wanted: _Wanted) -> None:
    from agreement_tool.model.decision import Decision, words_hash
    from agreement_tool.pipeline.decide import find_clause

    if wanted.clause is None or wanted.verdict is None or not wanted.subject:
        raise typer.BadParameter("CLAUSE --subject --verdict")
    subject = _subject(wanted.subject)
    clause = find_clause(agreement, wanted.clause)
    digest = _digest_of_change(clause.eid, subject, wanted.since, target) if wanted.since else words_hash(clause)
    today = datetime.datetime.now(datetime.UTC).date().isoformat()
    made = Decision(clause.wid, digest, subject, wanted.verdict.value, wanted.note, wanted.reviewer, today)
    _save(agreement, decisions, (made,))


def _subject(named: str) -> str:
    from agreement_tool.model import CATEGORIES, CHANGE_TYPES
    from agreement_tool.model.decision import CATEGORY, CHANGE, EMPHASIS

    known: dict[str, str] = {EMPHASIS: EMPHASIS, **{name: CATEGORY + name for name in CATEGORIES}}
    known |= {CATEGORY + name: CATEGORY + name for name in CATEGORIES}
    known |= {CHANGE + name: CHANGE + name for name in CHANGE_TYPES}
    if named not in known:
        raise typer.BadParameter(f"--subject: {', '.join((*CATEGORIES, EMPHASIS, 'change:text …'))}")
    return known[named]


def _digest_of_change(eid: str, subject: str, since: str, target: str) -> str:
    """The words of both sides of the change of that kind which the clause went through."""
    from agreement_tool.pipeline.compare import compare_targets
    from agreement_tool.pipeline.decide import digest_of_change

    compared = compare_targets(since, target)
    digest = digest_of_change(compared.diff, compared.old, compared.new, eid, subject)
    if digest is None:
        raise typer.BadParameter(f"--since {since}: {subject}")
    return digest


def _merge(agreement: Agreement, decisions: Decisions, named: str | None) -> None:
    from agreement_tool.store import decisions as stored

    if named is None or not Path(named).is_file():
        raise typer.BadParameter("FILE")
    _save(agreement, decisions, stored.load(Path(named)))


def _save(agreement: Agreement, decisions: Decisions, more: tuple[Decision, ...]) -> None:
    from agreement_tool.config import load_config
    from agreement_tool.store import decisions as stored

    path = stored.path_of(load_config().root, agreement.id)
    stored.save(path, stored.merged(decisions.all, more))
    session().say(f"已写入 {path}（{len(more)} 项决定）", f"{path}: {len(more)} decisions")


def _rendered(agreement: Agreement, decisions: Decisions, chosen: Format, target: str) -> str:
    from agreement_tool.pipeline.decide import entries
    from agreement_tool.store import decisions as stored

    if chosen is Format.YAML:
        return stored.dump(decisions.all)
    found = entries(agreement, decisions)
    if chosen is Format.HTML:
        return _page(agreement, found, target)
    if chosen is Format.JSON:
        return json.dumps([_row(one) for one in found], ensure_ascii=False, indent=2) + "\n"
    return _listed(agreement, found)


def _row(entry: DecisionEntry) -> dict[str, object]:
    return {
        "eid": entry.clause.eid,
        "id": entry.clause.wid,
        "label": entry.clause.label,
        "subject": entry.subject,
        "state": entry.state,
        "verdict": entry.verdict,
        "notes": [decision.note for decision in entry.decisions if decision.note],
        "reviewers": [decision.reviewer for decision in entry.decisions if decision.reviewer],
    }


def _listed(agreement: Agreement, found: tuple[DecisionEntry, ...]) -> str:
    from agreement_tool.report.review_html import STATES, VERDICTS, subject_name
    from agreement_tool.text.citations import citation
    from agreement_tool.text.inline import visible
    from agreement_tool.text.outline import Outline

    lang, outline = session().lang, Outline(agreement)
    lines = []
    for entry in found:
        said = VERDICTS[entry.verdict].in_language(lang) if entry.verdict else STATES[entry.state].in_language(lang)
        notes = "；".join(decision.note for decision in entry.decisions if decision.note)
        parts = (
            citation(outline, entry.clause.eid),
            subject_name(entry.subject).in_language(lang),
            said,
            entry.clause.eid,
            notes,
        )
        lines.append("  ".join(part for part in parts if part))
    left = sum(entry.state != "decided" for entry in found)
    lines.append(f"{len(found)} 项，{left} 项待决定" if lang == "zh" else f"{len(found)} in all, {left} to decide")
    return visible("\n".join(lines)) + "\n"


def _page(agreement: Agreement, found: tuple[DecisionEntry, ...], target: str) -> str:
    from agreement_tool.model.decision import words_hash
    from agreement_tool.pipeline.audit import view_of
    from agreement_tool.report.review_html import Item, review_html

    items = [
        Item(
            one.clause.eid,
            one.clause.wid,
            words_hash(one.clause),
            one.subject,
            one.state,
            one.verdict or "",
            tuple(f"{d.reviewer} {d.date} {d.verdict}: {d.note}".strip() for d in one.decisions),
        )
        for one in found
    ]
    return review_html(view_of(agreement, target, decided=False), items, session().lang)
