"""`agreement log ID`: every version of an agreement and what each changed, newest first."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from agreement_tool.cli.language import both
from agreement_tool.cli.session import session, write

if TYPE_CHECKING:
    from agreement_tool.pipeline.compare import HistoryEntry

HELP = both("列出一份协议的各个版本及其变更。", "List the versions of an agreement and what each changed.")


def command(
    agreement_id: Annotated[str, typer.Argument(metavar="ID", help=both("协议的 id。", "The agreement's id."))],
) -> None:
    """Print the history."""
    from agreement_tool.pipeline.compare import history

    lines = [line for entry in reversed(list(history(agreement_id))) for line in _lines(entry)]
    write("\n".join(lines) + "\n", None)


def _lines(entry: HistoryEntry) -> Iterator[str]:
    from agreement_tool.report.diff_words import RECONSENT_NAMES, summary

    talk, agreement = session(), entry.agreement
    dates = [f"{talk.pick('公布', 'published')} {agreement.published}"] * bool(agreement.published)
    dates += [f"{talk.pick('生效', 'effective')} {agreement.effective}"] * bool(agreement.effective)
    yield "  ".join((f"{agreement.id}@{agreement.version}", agreement.title, *dates)).rstrip()
    if entry.compared is None:
        yield f"    {talk.pick('首个版本', 'first version')}"
        return
    yield f"    {summary(entry.compared.diff, talk.lang)}"
    if entry.compared.diff.reconsent != "none":
        yield f"    ▶ {RECONSENT_NAMES[entry.compared.diff.reconsent].in_language(talk.lang)}"
