"""The `agreement` command: finds the command's module in the table, imports only that, and turns errors into exit
codes."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Sequence
from typing import Any, NoReturn

import click

from agreement_tool import bounds
from agreement_tool.bilingual import Bilingual
from agreement_tool.cli.commands import COMMANDS
from agreement_tool.cli.help import Formatter
from agreement_tool.cli.language import LANGUAGES, VARIABLE, Language, asked_for, both, error_message
from agreement_tool.cli.session import Session, print_error
from agreement_tool.cli.streams import discard_stdout, flush_stdout
from agreement_tool.errors import AgreementError, placed

NAME = "agreement"
HELP = both(
    "把中文协议拆成条款：提取、检查编号、比较版本、核对显著标识、导出 JSON。",
    "Chinese agreements as clauses: extract, lint the numbering, compare versions, audit emphasis, export JSON.",
)
EXIT_COULD_NOT_RUN = 2
EXIT_INTERRUPTED = 130


class HelpContext(click.Context):
    """A context whose help speaks the session's language."""

    def make_formatter(self) -> Formatter:
        """The formatter of this run's help."""
        lang = self.ensure_object(Session).lang
        return Formatter(lang, width=self.terminal_width, max_width=self.max_content_width or 100)


class Root(click.Group):
    """A group that imports a command when it is called, and not before."""

    context_class = HelpContext

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
            print_error(error_message(placed(error.where, error.what), error.next_step, lang))
            code = EXIT_COULD_NOT_RUN
        except MemoryError:
            what = bounds.too_large(bounds.own_limits())
            bounds.remove_limits()  # the message needs some memory, too
            print_error(error_message(placed(bounds.current_file(), what), bounds.RAISE_MEMORY, lang))
            code = EXIT_COULD_NOT_RUN
        except RecursionError:
            print_error(error_message(_TOO_DEEP, _CHECK_FILE, lang))
            code = EXIT_COULD_NOT_RUN
        except click.ClickException as error:
            print_error(_usage(error, lang))
            code = EXIT_COULD_NOT_RUN
        except (click.Abort, KeyboardInterrupt):
            print_error("\n已中断。" if lang == "zh" else "\nInterrupted.")
            code = EXIT_INTERRUPTED
        except BrokenPipeError:
            # The reader of our stdout has gone (`| head`): nothing is wrong, and nothing can be said.
            discard_stdout()
            code = 0
        except OSError as error:
            print_error(error_message(*_refused(error), lang))
            code = EXIT_COULD_NOT_RUN
        flush_stdout()
        sys.exit(code if isinstance(code, int) else 0)


def _build(name: str) -> click.Command:
    from agreement_tool.cli.typed import built

    row = COMMANDS[name]
    module = importlib.import_module(row.module)
    command = built(name, module.command, getattr(module, "HELP", row.help))
    command.context_class = HelpContext
    command.params.extend(_shared_options())
    return command


def _shared_options() -> list[click.Parameter]:
    """What every command has, accepted before and after the command's name."""
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
        *_bound_options(),
    ]


def _bound_options() -> list[click.Parameter]:
    """The bounds on a run. They are in force before anything is parsed (`guard`): here they are explained and
    verified."""
    seconds, mebibytes = f"{bounds.SECONDS:g}", bounds.MEBIBYTES
    return [
        click.Option(
            [bounds.TIME_OPTION],
            type=click.FloatRange(min=0),
            metavar="SECONDS",
            envvar=bounds.TIME_VARIABLE,
            expose_value=False,
            help=both(
                f"每个文件可用的处理器秒数，默认 {seconds}，PDF 每页另加；0 不限。",
                f"Processor seconds for one file; {seconds} by default, and more for every page of a PDF; 0: no limit.",
            ),
        ),
        click.Option(
            [bounds.MEMORY_OPTION],
            type=click.IntRange(min=0),
            metavar="MIB",
            envvar=bounds.MEMORY_VARIABLE,
            expose_value=False,
            help=both(
                f"每个进程可用的内存 MiB，默认 {mebibytes}，OCR 时 {bounds.PICTURE_MEBIBYTES}；0 不限。",
                f"MiB of memory for one process; {mebibytes} by default, {bounds.PICTURE_MEBIBYTES} for "
                "OCR; 0: no limit.",
            ),
        ),
    ]


def _set_language(ctx: click.Context, _: click.Parameter, value: Language | None) -> None:
    if value:
        ctx.ensure_object(Session).lang = value


def _set_quiet(ctx: click.Context, _: click.Parameter, value: bool) -> None:
    if value:
        ctx.ensure_object(Session).quiet = True


_TOO_DEEP = Bilingual("嵌套过深", "it is nested too deep")
_CHECK_FILE = Bilingual("请确认该文件是协议。", "Check that the file is an agreement.")


def _refused(error: OSError) -> tuple[Bilingual, Bilingual]:
    """What the system would not do, and what to do next."""
    reason, place = error.strerror or str(error), str(error.filename or "")
    return (
        placed(place, Bilingual(f"系统拒绝：{reason}", f"the system refuses: {reason}")),
        Bilingual("请检查路径、权限与磁盘空间。", "Check the path, its permissions and the disk's room."),
    )


def _usage(error: click.ClickException, lang: Language) -> str:
    usage = ""
    if isinstance(error, click.UsageError) and error.ctx is not None:
        usage = f"{error.ctx.get_usage()}\n"
    if lang == "en":
        return usage + error_message(error.format_message(), "", lang)
    from agreement_tool.cli.usage import in_chinese

    return usage + error_message(in_chinese(error), "", lang)


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
