"""`agreement extract SOURCE`: a source file -> clause YAML, and what was taken for granted on the way."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from agreement_tool.bilingual import Bilingual
from agreement_tool.cli.language import both
from agreement_tool.cli.session import Session, session, write
from agreement_tool.errors import ConfigError

if TYPE_CHECKING:
    from agreement_tool.model import Agreement
    from agreement_tool.read.base import Engine, OcrPolicy, Progress
    from agreement_tool.store.repository import Saved

HELP = both(
    "读取 PDF、Word、HTML、Markdown 或文本，写成 clauses/<id>/<版本>.yaml；"
    "在标准错误中说明排除了哪些页眉页脚、有哪些疑点。",
    "Read a PDF, Word, HTML, Markdown or text file into clauses/<id>/<version>.yaml; say on stderr what was taken for "
    "furniture, and every doubt.",
)


class PdfReader(StrEnum):
    """PDF engines."""

    AUTO = "auto"
    PDFIUM = "pdfium"
    PDFPLUMBER = "pdfplumber"


class Ocr(StrEnum):
    """When to recognise characters in pictures of pages."""

    AUTO = "auto"
    NEVER = "never"
    ALWAYS = "always"


def command(
    source: Annotated[Path, typer.Argument(metavar="SOURCE", help=both("源文件。", "The source file."))],
    id_: Annotated[
        str | None,
        typer.Option(
            "--id", metavar="ID", help=both("协议标识；默认取自文件名。", "Agreement id; else the file's name.")
        ),
    ] = None,
    version: Annotated[
        str | None,
        typer.Option(
            metavar="VERSION",
            help=both(
                "版本号；默认取文中的生效或发布日期，没有则为 1。", "Version; else the date stated in the text, else 1."
            ),
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "-o", "--output", metavar="PATH", help=both("写到此处；- 为标准输出。", "Write here; - is stdout.")
        ),
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help=both("覆盖内容不同的文件。", "Overwrite other content."))
    ] = False,
    reader: Annotated[PdfReader, typer.Option(help=both("PDF 引擎。", "PDF engine."))] = PdfReader.AUTO,
    ocr: Annotated[Ocr, typer.Option(help=both("何时识别扫描页。", "When to recognise scanned pages."))] = Ocr.AUTO,
    password_env: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help=both("存放 PDF 密码的环境变量名。", "Environment variable that holds the PDF's password."),
        ),
    ] = None,
    published: Annotated[
        str | None, typer.Option(metavar="DATE", help=both("发布日期 YYYY-MM-DD。", "Date of publication."))
    ] = None,
    effective: Annotated[
        str | None, typer.Option(metavar="DATE", help=both("生效日期 YYYY-MM-DD。", "Date of effect."))
    ] = None,
    report: Annotated[
        bool, typer.Option("--report", help=both("逐条列出排除的内容。", "List every piece left out."))
    ] = False,
    schema_line: Annotated[
        bool,
        typer.Option(
            "--schema-line",
            help=both(
                "首行写明 JSON Schema 的位置，供编辑器补全与校验；"
                "没有配置 editor-schema 时，把 schema 写到 clauses/ 下。",
                "Name the JSON Schema in the head line, for editors; without an editor-schema configured, the "
                "schema is written to clauses/.",
            ),
        ),
    ] = False,
    explain: Annotated[
        str | None,
        typer.Option(
            "--explain",
            metavar="N|all",
            help=both(
                "只说明第 N 行（或每一行）为何如此切分和归位，不写文件。",
                "Only tell why line N (or every line) was read as it was; write no file.",
            ),
        ),
    ] = None,
) -> None:
    """Extract a source file."""
    if explain is not None:
        _explain(source, explain, reader.value, ocr.value, _password(password_env))
        return
    from agreement_tool.pipeline.extract import Request, extract, published_schema, save

    with _progress(session()) as progress:
        agreement, repository = extract(
            Request(
                source=source,
                id=id_,
                version=version,
                published=_date("--published", published),
                effective=_date("--effective", effective),
                reader=reader.value,
                ocr=ocr.value,
                password=_password(password_env),
            ),
            progress=progress,
        )
    if output is not None and str(output) == "-":
        from agreement_tool.store.repository import proved

        _tell(agreement, None, full=report)
        write(proved(agreement, {}, name="-"), None)
        return
    if output is not None and output.exists() and output.samefile(source):
        raise ConfigError(
            Bilingual("输出会覆盖源文件", "the output would replace the source"),
            where=str(output),
            next_step=Bilingual("用 -o 另选位置。", "Choose another place with -o."),
        )
    path = output or repository.path(agreement.id, agreement.version)
    schema = published_schema(repository.root if output is None else path.parent, path) if schema_line else ""
    saved = save(agreement, path, force=force, schema=schema)
    _tell(agreement, saved, full=report)


def _explain(source: Path, which: str, reader: Engine, ocr: OcrPolicy, password: str | None) -> None:
    from agreement_tool.pipeline.explain import explained

    if which != "all" and not which.isdecimal():
        raise ConfigError(
            Bilingual(f"不是行号：{which}", f"not the number of a line: {which}"),
            where="--explain",
            next_step="N | all",
        )
    number = None if which == "all" else int(which)
    lines = explained(source, number, reader=reader, ocr=ocr, password=password)
    write("".join(f"{line}\n" for line in lines), None)


def _date(option: str, value: str | None) -> str | None:
    from agreement_tool.text.dates import is_date

    if value is None or is_date(value):
        return value
    raise ConfigError(Bilingual(f"不是日期：{value}", f"not a date: {value}"), where=option, next_step="YYYY-MM-DD")


def _password(variable: str | None) -> str | None:
    if variable is None:
        return None
    if variable not in os.environ:
        raise ConfigError(
            Bilingual(f"环境变量 {variable} 未设置", f"the environment variable {variable} is not set"),
            where="--password-env",
        )
    return os.environ[variable]


@contextmanager
def _progress(run: Session) -> Iterator[Progress | None]:
    """A bar of pages on stderr, for readers that take long; nothing under --quiet or without a terminal."""
    import sys

    if run.quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress as Bar

    # No thread of its own to draw: a process with threads is not forked (`read.subprocess_reader`).
    with Bar(console=Console(stderr=True), transient=True, auto_refresh=False) as bar:
        task = bar.add_task(run.pick("识别", "reading"), total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total, refresh=True)


def _tell(agreement: Agreement, saved: Saved | None, *, full: bool) -> None:
    """On stderr: where it went, what was read, what was left out, and what is doubtful."""
    from agreement_tool.pipeline.extract import facts

    for zh, en in facts(agreement, full=full):
        session().say(zh, en)
    if saved is not None:
        zh, en = ("已写入", "wrote") if saved.written else ("内容未变", "unchanged")
        session().say(f"{zh} {saved.path}", f"{en} {saved.path}")
