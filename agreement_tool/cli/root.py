"""The `agreement` command: finds the command's module in the table, imports only that, and turns errors into exit codes."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Sequence
from typing import Any, NoReturn

import click

from agreement_tool.bilingual import bilingual
from agreement_tool.cli.commands import COMMANDS
from agreement_tool.cli.help import Formatter
from agreement_tool.cli.language import LANGUAGES, VARIABLE, Language, asked_for, both
from agreement_tool.cli.session import Session, print_error
from agreement_tool.errors import AgreementError, placed

NAME = "agreement"
HELP = both(
    "把中文协议拆成条款：提取、检查编号、比较版本、核对显著标识、导出 JSON。",
    "Chinese agreements as clauses: extract, lint the numbering, compare versions, audit emphasis, export JSON.",
)
EXIT_COULD_NOT_RUN = 2
EXIT_INTERRUPTED = 130


class Context(click.Context):
    """A context whose help speaks the session's language."""

    def make_formatter(self) -> Formatter:
        """The formatter of this run's help."""
        lang = self.ensure_object(Session).lang
        return Formatter(lang, width=self.terminal_width, max_width=self.max_content_width or 100)


class Root(click.Group):
    """A group that imports a command when it is called, and not before."""

    context_class = Context

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names in the table's order."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the command's module and build its command; None for an unknown name."""
        return _build(cmd_name) if cmd_name in COMMANDS else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The table itself: the help must not import a command."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, row.help) for name, row in COMMANDS.items()])

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        """Choose the language before anything else is parsed."""
        extra.setdefault("obj", Session(lang=asked_for(args)))
        return super().make_context(info_name, args, parent, **extra)

    def main(self, args: Sequence[str] | None = None, *rest: Any, **extra: Any) -> NoReturn:
        """Run and exit: 0 fine, 1 findings or differences, 2 could not run. Bugs are not caught."""
        arguments = list(sys.argv[1:] if args is None else args)
        lang = asked_for(arguments)
        try:
            code = super().main(arguments, *rest, **{**extra, "standalone_mode": False})
        except AgreementError as error:
            print_error(_message(error, lang))
            code = EXIT_COULD_NOT_RUN
        except click.ClickException as error:
            print_error(_usage(error, lang))
            code = EXIT_COULD_NOT_RUN
        except (click.Abort, KeyboardInterrupt):
            print_error("\n已中断。" if lang == "zh" else "\nInterrupted.")
            code = EXIT_INTERRUPTED
        except BrokenPipeError:
            # The reader of our stdout has gone (`| head`): nothing is wrong, and nothing can be said.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            code = 0
        sys.exit(code if isinstance(code, int) else 0)


def _build(name: str) -> click.Command:
    from agreement_tool.cli.typed import built

    row = COMMANDS[name]
    module = importlib.import_module(row.module)
    command = built(name, module.command, getattr(module, "HELP", row.help))
    command.context_class = Context
    command.params.extend(_shared_options())
    return command


def _shared_options() -> list[click.Parameter]:
    """`--lang` and `--quiet`, accepted before and after the command's name."""
    return [
        click.Option(
            ["--lang"],
            type=click.Choice(LANGUAGES),
            envvar=VARIABLE,
            expose_value=False,
            callback=_set_language,
            help=both("语言：zh 中文、en 英文。", "Language: zh Chinese, en English."),
        ),
        click.Option(
            ["-q", "--quiet"],
            is_flag=True,
            expose_value=False,
            callback=_set_quiet,
            help=both("只输出数据与错误，不作说明。", "Only data and errors, no talk."),
        ),
    ]


def _set_language(ctx: click.Context, _: click.Parameter, value: Language | None) -> None:
    if value:
        ctx.ensure_object(Session).lang = value


def _set_quiet(ctx: click.Context, _: click.Parameter, value: bool) -> None:
    if value:
        ctx.ensure_object(Session).quiet = True


def _message(error: AgreementError, lang: Language) -> str:
    following = f"\n{bilingual(error.next_step).in_language(lang)}" if error.next_step else ""
    return f"{_heading(lang)}{placed(error.where, error.what).in_language(lang)}{following}"


def _usage(error: click.ClickException, lang: Language) -> str:
    usage = ""
    if isinstance(error, click.UsageError) and error.ctx is not None:
        usage = f"{error.ctx.get_usage()}\n"
    if lang == "en":
        return f"{usage}{_heading(lang)}{error.format_message()}"
    from agreement_tool.cli.usage import in_chinese

    return f"{usage}{_heading(lang)}{in_chinese(error)}"


def _heading(lang: Language) -> str:
    return "错误：" if lang == "zh" else "error: "


def _show_version(ctx: click.Context, _: click.Parameter, value: bool) -> None:
    if value:
        from agreement_tool.version import __version__

        click.echo(f"{NAME} {__version__}")
        ctx.exit()


root = Root(
    NAME,
    help=HELP,
    context_settings={"help_option_names": ["-h", "--help"]},
    params=[
        *_shared_options(),
        click.Option(
            ["--version"],
            is_flag=True,
            is_eager=True,
            expose_value=False,
            callback=_show_version,
            help=both("显示版本号。", "Show the version."),
        ),
    ],
    no_args_is_help=True,
)
