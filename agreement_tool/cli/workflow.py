"""What a step tells the steps behind it on a GitHub runner: a file that the runner names takes names and values."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from pathlib import Path

from agreement_tool.bilingual import Bilingual
from agreement_tool.errors import StoreError

OUTPUTS = "GITHUB_OUTPUT"


def set_outputs(values: Mapping[str, object]) -> None:
    """Append the step's outputs to the file that GITHUB_OUTPUT names; nothing where it names none.

    Values stand between delimiters that nobody can guess, so that no value sets another output. StoreError where the
    file cannot be written.
    """
    target = os.environ.get(OUTPUTS)
    if not target:
        return
    delimiter = f"agreement-{secrets.token_hex(16)}"
    written = "".join(f"{name}<<{delimiter}\n{value}\n{delimiter}\n" for name, value in values.items())
    try:
        with Path(target).open("a", encoding="utf-8", errors="backslashreplace") as stream:
            stream.write(written)
    except OSError as error:
        raise StoreError(
            Bilingual(f"输出无法写入：{error.strerror}", f"the step's outputs cannot be written: {error.strerror}"),
            where=OUTPUTS,
            next_step=Bilingual("请检查该变量所指的文件。", "Look at the file that the variable names."),
        ) from error
