"""`agreement lsp`: the language server of clause files, over stdio."""

from __future__ import annotations

from typing import Annotated

import typer

from agreement_tool.cli.language import both
from agreement_tool.cli.session import session

HELP = both(
    "条款文件的语言服务器（LSP，标准输入输出）：随键入检查、规则说明、快速修复、引用跳转、大纲。"
    "由编辑器启动，设置见 docs/editors.md。",
    "The language server of clause files (LSP over stdio): findings while you type, rule docs, quick fixes, "
    "references, outline. Editors start it; docs/editors.md has their settings.",
)


def command(
    debounce: Annotated[
        float,
        typer.Option(
            "--debounce",
            metavar="SECONDS",
            min=0.0,
            max=10.0,
            help=both("停止键入多久后检查。", "How long after the last key it checks."),
        ),
    ] = 0.3,
) -> None:
    """Serve an editor until it says goodbye."""
    from agreement_tool.bilingual import Bilingual
    from agreement_tool.errors import ConfigError

    try:
        from agreement_tool.cli import language_server
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in ("pygls", "lsprotocol", "cattrs"):
            raise
        raise ConfigError(
            Bilingual(f"没有安装语言服务器所需的 {error.name}", f"the language server needs {error.name}"),
            where="agreement lsp",
            next_step=Bilingual("pip install 'agreement-tool[lsp]'", "pip install 'agreement-tool[lsp]'"),
        ) from None
    language_server.serve(session().lang, debounce)
