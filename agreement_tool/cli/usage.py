"""What is wrong with a command line, in Chinese: click says it in English only."""

from __future__ import annotations

import click
from click import exceptions


def in_chinese(error: click.ClickException) -> str:
    """The message in Chinese; as click words it where it is none of the usual ones."""
    match error:
        case exceptions.NoSuchOption():
            near = f"；是否指 {'、'.join(error.possibilities)}？" if error.possibilities else ""
            return f"没有选项 {error.option_name}{near}"
        case exceptions.MissingParameter():
            return f"缺少{_kind(error.param)} {_name(error)}"
        case exceptions.BadParameter():
            choices = _choices(error.param)
            wrong = f"只能是：{choices}" if choices else f"的值不对：{error.message}"
            return f"{_kind(error.param)} {_name(error)} {wrong}"
        case exceptions.BadOptionUsage():
            return f"选项 {error.option_name} 之后要有一个值"
        case _:
            return _by_words(error.format_message())


def _kind(parameter: click.Parameter | None) -> str:
    return "参数" if isinstance(parameter, click.Argument) else "选项"


def _choices(parameter: click.Parameter | None) -> str:
    kind = parameter.type if parameter is not None else None
    if not isinstance(kind, click.Choice):
        return ""
    return "、".join(str(getattr(choice, "value", choice)) for choice in kind.choices)


def _name(error: exceptions.BadParameter) -> str:
    if error.param is None:
        return str(error.param_hint or "")
    if isinstance(error.param, click.Argument):
        return error.param.metavar or (error.param.name or "").upper()
    return " / ".join(error.param.opts)


_WORDS = (
    ("No such command ", "没有命令 "),
    ("Got unexpected extra arguments ", "多出的参数："),
    ("Got unexpected extra argument ", "多出的参数："),
    ("Missing command", "缺少命令"),
)
"""Complaints that click has no exception of their own for, by how they begin."""


def _by_words(message: str) -> str:
    for english, chinese in _WORDS:
        if message.startswith(english):
            return chinese + message.removeprefix(english).rstrip(".")
    return message
