"""Files that the package ships beside its modules."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any


def packaged(package: str, name: str) -> bytes:
    """The bytes of the file `name` of `package`, also from a zip. Raises OSError.

    `importlib.resources` says the same after importing tempfile, zipfile and random: a twentieth of a short command.
    """
    module = import_module(package)
    spec: Any = module.__spec__
    found: bytes = spec.loader.get_data(str(Path(next(iter(module.__path__)), name)))
    return found
