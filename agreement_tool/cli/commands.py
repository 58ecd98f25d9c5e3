"""Every command of `agreement`: a plain table. Nothing here imports a command; `root` does, when it is called.

To add a command `name`:

1. write `cli/<module>.py` with a function `command` that takes Typer-annotated parameters; every help text is
   `both("中文", "English")` from `cli.language`; get the language from `session()` in `cli.session`, write data with
   `write(data, output)` and talk with `session().say(zh, en)` from there; raise `typer.Exit(1)` for findings or
   differences; let AgreementError fly (`root` prints it and exits 2);
2. import `pipeline`, `rich` and everything heavy inside the function, so that `--help` stays fast;
3. add one row below. `--lang`, `--quiet` and `--help` come by themselves. A longer help text may stand in the module
   as `HELP = both(…)`; otherwise the row's text is the help.
"""

from __future__ import annotations

from typing import NamedTuple

from agreement_tool.cli.language import both


class CommandRow(NamedTuple):
    """One command: the module that holds it and one sentence of help in both languages."""

    module: str
    help: str


COMMANDS: dict[str, CommandRow] = {
    "extract": CommandRow(
        "agreement_tool.cli.extract", both("从源文件提取条款，写成 YAML。", "Extract a source file into clause YAML.")
    ),
    "show": CommandRow(
        "agreement_tool.cli.show", both("在终端显示条款树与显著标识。", "Show the clause tree, emphasis visible.")
    ),
    "check": CommandRow(
        "agreement_tool.cli.check",
        both(
            "检查编号、引用、术语、文字、显著标识与法律风险。",
            "Lint numbering, references, terms, emphasis, legal risk.",
        ),
    ),
    "rules": CommandRow("agreement_tool.cli.rules", both("列出检查规则与说明。", "List the rules with their docs.")),
    "flag": CommandRow(
        "agreement_tool.cli.flag",
        both("找出重点条款，审计是否显著标识。", "Find the key clauses and audit whether they stand out."),
    ),
    "review": CommandRow(
        "agreement_tool.cli.review",
        both("审阅重点条款：记录、合并、导出决定。", "Review key clauses: record, merge, export decisions."),
    ),
    "diff": CommandRow(
        "agreement_tool.cli.diff",
        both("比较两个版本，输出修订痕迹、对照表或公告。", "Compare two versions: redline, table, notice."),
    ),
    "compare-standard": CommandRow(
        "agreement_tool.cli.compare_standard",
        both("对照公司的标准条款与禁用措辞。", "Compare with the company's standard clauses and forbidden wording."),
    ),
    "log": CommandRow(
        "agreement_tool.cli.log",
        both("列出一份协议的各个版本及其变更。", "List the versions of an agreement and what each changed."),
    ),
    "find": CommandRow(
        "agreement_tool.cli.find",
        both("在所有协议中查找条款：按类别或文字。", "Find clauses across agreements, by category or words."),
    ),
    "export": CommandRow(
        "agreement_tool.cli.export", both("导出为 JSON、Markdown、文本等格式。", "Export as JSON, Markdown, text, ….")
    ),
    "consent": CommandRow(
        "agreement_tool.cli.consent",
        both("核对用户的同意记录：是否成立，是否须重新取得同意。", "Check users' consents: valid, and to be renewed?"),
    ),
    "batch": CommandRow("agreement_tool.cli.batch", both("批量处理许多文件。", "Do the work on many files.")),
    "merge-driver": CommandRow(
        "agreement_tool.cli.merge_driver",
        both("供 git 调用：按条款合并条款文件。", "Called by git: merge clause files by clause."),
    ),
    "lsp": CommandRow(
        "agreement_tool.cli.lsp",
        both("供编辑器调用：语言服务器（LSP）。", "Called by editors: the language server (LSP)."),
    ),
    "schema": CommandRow(
        "agreement_tool.cli.schema", both("输出某一格式的 JSON Schema。", "Print the JSON Schema of a format.")
    ),
}
