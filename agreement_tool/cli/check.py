"""`agreement check [TARGET…]`: lint agreements; exit 1 on findings that fail."""

from __future__ import annotations

import os
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from agreement_tool.bilingual import Bilingual
from agreement_tool.cli.formats import by_suffix
from agreement_tool.cli.language import both
from agreement_tool.cli.parameters import Output, many_targets
from agreement_tool.cli.session import colours, in_workflow, session, write
from agreement_tool.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agreement_tool.pipeline.baseline import Known
    from agreement_tool.pipeline.review import Options
    from agreement_tool.report.findings import CheckReport

HELP = both(
    "检查协议：编号、引用、术语、文字、显著标识、要素、法律风险、合同内容与隐私政策。默认检查 clauses/。",
    "Lint agreements: numbering, references, terms, typography, emphasis, dates, legal risk, contents, "
    "privacy. Default: clauses/.",
)
CACHE_FOLDER = Path(".agreement_cache")
SMALL = 24
"""Up to this many files are checked in about a second: nothing is left in the folder for their sake."""


class Format(StrEnum):
    """How findings are printed."""

    FULL = "full"
    CONCISE = "concise"
    JSON = "json"
    SARIF = "sarif"
    JUNIT = "junit"
    GITHUB = "github"
    GITLAB = "gitlab"
    XLSX = "xlsx"


SUFFIXES = {
    ".json": Format.JSON,
    ".sarif": Format.SARIF,
    ".xml": Format.JUNIT,
    ".txt": Format.FULL,
    ".xlsx": Format.XLSX,
}
"""Formats by the output's suffix; `.xml` is what CI servers look for."""


class FailOn(StrEnum):
    """From which severity on a finding makes the exit status 1."""

    ERROR = "error"
    WARNING = "warning"
    NEVER = "never"
    UNDECIDED = "undecided"


def command(
    targets: Annotated[list[str] | None, many_targets()] = None,
    select: Annotated[
        str | None,
        typer.Option(
            metavar="C,…",
            help=both("只用这些规则（代码、名称或类别）。", "Only these rules (codes, names or families)."),
        ),
    ] = None,
    ignore: Annotated[str | None, typer.Option(metavar="C,…", help=both("不用这些规则。", "Not these rules."))] = None,
    format_: Annotated[
        Format | None,
        typer.Option(
            "--format",
            help=both(
                "输出格式；在 GITHUB_ACTIONS 下默认 github，否则 full。",
                "Output; github under GITHUB_ACTIONS, else full.",
            ),
        ),
    ] = None,
    fail_on: Annotated[
        FailOn | None,
        typer.Option(
            "--fail-on",
            help=both("从哪一级起退出码为 1（默认 error）。", "Severity from which to exit 1 (default error)."),
        ),
    ] = None,
    fix: Annotated[
        bool, typer.Option("--fix", help=both("改正不影响含义的问题。", "Fix what cannot change the meaning."))
    ] = False,
    unsafe_fixes: Annotated[
        bool,
        typer.Option(
            "--unsafe-fixes", help=both("并重新编号，同步改写所有引用。", "Also renumber, rewriting every reference.")
        ),
    ] = False,
    diff: Annotated[
        bool,
        typer.Option(
            "--diff", help=both("只显示将要作的改动，不写文件。", "Show the changes instead of writing them.")
        ),
    ] = False,
    baseline: Annotated[
        Path | None, typer.Option(help=both("已知问题清单；其中的不致失败。", "Known findings; they do not fail."))
    ] = None,
    write_baseline: Annotated[
        Path | None, typer.Option(help=both("把现有问题写成清单。", "Write the present findings as a baseline."))
    ] = None,
    changed_since: Annotated[
        str | None,
        typer.Option(
            "--changed-since",
            metavar="REV",
            help=both(
                "只检查与该 git 版本不同的条款文件，那时已有的问题不算。",
                "Only clause files that differ from this git revision; what was found there then does not count.",
            ),
        ),
    ] = None,
    cache: Annotated[
        bool | None,
        typer.Option(
            "--cache/--no-cache",
            help=both(
                f"在 {CACHE_FOLDER} 记住未改动的文件（默认：超过 {SMALL} 个文件时）。",
                f"Remember in {CACHE_FOLDER} files that have not changed (default: for more than {SMALL} files).",
            ),
        ),
    ] = None,
    output: Output = None,
) -> None:
    """Check, fix if asked, report, and choose the exit status."""
    from agreement_tool.pipeline import baseline as known_findings
    from agreement_tool.pipeline.check_cache import CheckCache
    from agreement_tool.pipeline.lint_targets import changed_files, findings_at, paths_of, review_all
    from agreement_tool.pipeline.review import report_on
    from agreement_tool.pipeline.settings import check_settings

    configured = check_settings(select=_codes(select), ignore=_codes(ignore))
    paths = list(dict.fromkeys(paths_of(targets or (), configured.root)))
    if changed_since is not None:
        paths = list(changed_files(paths, changed_since))
    if fix or unsafe_fixes or diff:
        fixed = _fix(paths, configured.options, unsafe=unsafe_fixes, only_show=diff)
        if diff:
            raise typer.Exit(1 if fixed else 0)
    else:
        fixed = 0
    remember = len(paths) > SMALL if cache is None else cache
    memory = CheckCache(CACHE_FOLDER, configured.options) if remember else None
    reviewed = list(review_all(paths, configured.options, cache=memory, jobs=os.cpu_count() or 1))
    known = [*_known(baseline or configured.baseline, write_baseline)]
    if changed_since is not None:
        known += findings_at(paths, changed_since, configured.options)
    report = report_on(reviewed, paths, fixed=fixed, known=known)
    if write_baseline:
        write(known_findings.write(report.findings, known), write_baseline)
        session().say(f"已写入 {len(report.findings)} 个已知问题", f"{len(report.findings)} findings written")
        return
    usual = Format.GITHUB if os.environ.get("GITHUB_ACTIONS") == "true" else Format.FULL
    chosen = format_ or by_suffix(output, SUFFIXES, usual)
    write(_rendered(report, chosen, to_terminal=output is None), output, commands=chosen is Format.GITHUB)
    if chosen is Format.GITHUB:
        _step_summary(report)
    _write_workflow_outputs(report, chosen, output)
    if fail_on is FailOn.UNDECIDED and _undecided(paths):
        raise typer.Exit(1)
    if _fails(report, fail_on or FailOn(configured.fail_on)):
        raise typer.Exit(1)


def _codes(written: str | None) -> tuple[str, ...] | None:
    return None if written is None else tuple(code.strip() for code in written.split(",") if code.strip())


def _known(path: Path | None, being_written: Path | None) -> Sequence[Known]:
    """The baseline's entries. One that is being written gives its reasons to the next, and need not exist yet."""
    from agreement_tool.pipeline import baseline

    if being_written is not None:
        return baseline.read(being_written) if being_written.exists() else ()
    return baseline.read(path) if path is not None else ()


def _fix(paths: Sequence[str], options: Options, *, unsafe: bool, only_show: bool) -> int:
    """Mend clause files in place, or show what would change. Returns how many findings go."""
    from agreement_tool.pipeline.apply_fixes import fixed_text, unified
    from agreement_tool.pipeline.lint_targets import is_clause_file, subject_of

    count = 0
    for path in paths:
        if not is_clause_file(path):
            session().say(
                f"{path}：只能改正条款 YAML，先用 extract 提取",
                f"{path}: only clause YAML can be fixed; extract it first",
            )
            continue
        subject = subject_of(path)
        fixed = fixed_text(subject, options, unsafe=unsafe)
        count += fixed.count
        for finding in fixed.refused:
            place, why = finding.label or "", finding.refusal
            if why:
                session().say(
                    f"{path}：{finding.code} {place} 未改正：{why.zh}",
                    f"{path}: {finding.code} {place} not fixed: {why.en}",
                )
        if fixed.text == subject.text:
            continue
        if only_show:
            write(unified(path, subject.text, fixed.text), None)
        else:
            write(fixed.text, Path(path), in_place=True)
    return count


def _rendered(report: CheckReport, chosen: Format, *, to_terminal: bool) -> str | bytes:
    import sys

    from agreement_tool.report import check_github, check_gitlab, check_json, check_junit, check_sarif, check_text
    from agreement_tool.version import __version__

    lang = session().lang
    match chosen:
        case Format.JSON:
            return check_json.render(report, lang=lang)
        case Format.SARIF:
            return check_sarif.render(report, version=__version__, lang=lang)
        case Format.JUNIT:
            return check_junit.render(report, lang=lang)
        case Format.GITHUB:
            return check_github.commands(report, lang=lang)
        case Format.GITLAB:
            return check_gitlab.render(report, lang=lang)
        case Format.XLSX:
            from agreement_tool.report import check_xlsx

            return check_xlsx.render(report, lang=lang)
        case Format.CONCISE:
            return check_text.concise(report, lang=lang)
        case Format.FULL:
            return check_text.full(report, lang=lang, colour=to_terminal and colours(sys.stdout.isatty()))


def _step_summary(report: CheckReport) -> None:
    """Append to the file that GitHub names; without it there is nowhere to write."""
    target = os.environ.get("GITHUB_STEP_SUMMARY")
    if target:
        from agreement_tool.report.check_github import step_summary

        try:
            with Path(target).open("a", encoding="utf-8", errors="backslashreplace") as stream:
                stream.write(step_summary(report, lang=session().lang))
        except OSError as error:
            raise StoreError(
                Bilingual(f"摘要无法写入：{error.strerror}", f"the step summary cannot be written: {error.strerror}"),
                where="GITHUB_STEP_SUMMARY",
                next_step=Bilingual("请检查该变量所指的文件。", "Look at the file that the variable names."),
            ) from error


def _write_workflow_outputs(report: CheckReport, chosen: Format, output: Path | None) -> None:
    """For the steps behind this one on a GitHub runner: how many of what, and where the SARIF report is."""
    from agreement_tool.cli.workflow import set_outputs

    counts = report.counts()
    outputs: dict[str, object] = {"errors": counts["error"], "warnings": counts["warning"], "infos": counts["info"]}
    if chosen is Format.SARIF and output is not None:
        outputs["sarif"] = output
    if in_workflow():
        set_outputs(outputs)


def _undecided(paths: Sequence[str]) -> bool:
    """Whether a key clause of any target is still to be decided; each is reported."""
    from agreement_tool.pipeline.decide import decisions_on, undecided
    from agreement_tool.pipeline.lint_targets import subject_of

    found = False
    for path in paths:
        agreement = subject_of(path).agreement
        for entry in undecided(agreement, decisions_on(agreement)):
            found = True
            where = f"{path} {entry.clause.label or entry.clause.eid}"
            session().say(
                f"{where}：{entry.subject} 未决定（{entry.state}）", f"{where}: {entry.subject} is {entry.state}"
            )
    return found


def _fails(report: CheckReport, fail_on: FailOn) -> bool:
    counts = report.counts()
    failing = {FailOn.WARNING: ("error", "warning"), FailOn.NEVER: ()}.get(fail_on, ("error",))
    return any(counts[severity] for severity in failing)
