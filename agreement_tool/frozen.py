"""`@frozen`: what `@dataclass(frozen=True, slots=True)` makes, without writing methods that nobody calls.

The standard decorator writes and compiles six methods for every class, 0.8 ms a class; a command loads some 120 classes
and spent a sixth of its time on that. Here a method is written when it is called for the first time. `fields`,
`replace`, `asdict`, `match` and pickling work as for any dataclass. See docs/decisions/0060-methods-written-late.md.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import MISSING, Field, FrozenInstanceError, dataclass, field, fields
from operator import attrgetter
from typing import Any, NoReturn, TypeVar, dataclass_transform

T = TypeVar("T")
_FACTORY = object()
"""Stands as the default of a parameter whose field makes a new value each time."""


@dataclass_transform(frozen_default=True, field_specifiers=(field, Field))
def frozen(cls: type[T]) -> type[T]:
    """A class of values with slots: made once, equal when their fields are, never changed."""
    made: Any = dataclass(init=False, repr=False, eq=False, slots=True)(cls)
    for name, write in _WRITERS.items():
        if name not in cls.__dict__:
            setattr(made, name, _lazy_method(made, name, write))
    if "__repr__" not in cls.__dict__:
        made.__repr__ = _printed
    made.__setattr__ = made.__delattr__ = _refuse
    return made  # type: ignore[no-any-return]


def _lazy_method(cls: Any, name: str, write: Callable[[Any], Any]) -> Any:
    """The method that writes itself at its first call."""

    def method(self: Any, *args: Any, **named: Any) -> Any:
        written = write(cls)
        if cls.__dict__[name] is method:
            setattr(cls, name, written)
        return written(self, *args, **named)

    return method


def _constructor(cls: Any) -> Any:
    """`__init__(self, one, two=…)`."""
    names: dict[str, Any] = {"_FACTORY": _FACTORY, **_setters(cls)}
    parameters, body = [], []
    for one in fields(cls):
        name, value, parameter = one.name, one.name, one.name
        if one.default_factory is not MISSING:
            names[f"_of_{name}"] = one.default_factory
            value, parameter = f"_of_{name}() if {name} is _FACTORY else {name}", f"{name}=_FACTORY"
        elif one.default is not MISSING:
            names[f"_of_{name}"] = one.default
            parameter = f"{name}=_of_{name}"
        parameters.append(parameter)
        body.append(f"_set_{name}(self, {value})")
    if hasattr(cls, "__post_init__"):
        body.append("self.__post_init__()")
    return _compiled_method(cls, "__init__", parameters, body, names)


def _equality(cls: Any) -> Any:
    pairs = _compared(cls, "self"), _compared(cls, "other")
    body = [f"return {pairs[0]} == {pairs[1]} if other.__class__ is self.__class__ else NotImplemented"]
    return _compiled_method(cls, "__eq__", ["other"], body)


def _hash(cls: Any) -> Any:
    return _compiled_method(cls, "__hash__", [], [f"return hash({_compared(cls, 'self')})"])


def _compared(cls: Any, of: str) -> str:
    return "(" + "".join(f"{of}.{one.name}, " for one in fields(cls) if one.compare) + ")"


def _setstate(cls: Any) -> Any:
    """What a pickle asks for, as plain slots cannot be set any more."""
    body = [f"_set_{one.name}(self, state[{place}])" for place, one in enumerate(fields(cls))]
    return _compiled_method(cls, "__setstate__", ["state"], body, _setters(cls))


def _setters(cls: Any) -> dict[str, Any]:
    """What writes each slot: asked for once, it takes half as long as `object.__setattr__`, which looks the slot up."""
    return {f"_set_{one.name}": getattr(cls, one.name).__set__ for one in fields(cls)}


def _state(cls: Any) -> Any:
    names = [one.name for one in fields(cls)]
    values = attrgetter(*names, "__class__") if names else lambda _: ()  # two names at least, so that it is a tuple
    return lambda self: values(self)[:-1]


_WRITERS = {
    "__init__": _constructor,
    "__eq__": _equality,
    "__hash__": _hash,
    "__getstate__": _state,
    "__setstate__": _setstate,
}


def _compiled_method(
    cls: Any, name: str, parameters: Sequence[str], body: Sequence[str], names: dict[str, Any] | None = None
) -> Any:
    """The function `name` of `cls`, compiled as `dataclass` does it."""
    made: dict[str, Any] = {}
    exec(f"def {name}({', '.join(('self', *parameters))}):\n " + ("\n ".join(body) or "pass"), names or {}, made)
    made[name].__qualname__ = f"{cls.__qualname__}.{name}"
    return made[name]


def _printed(self: Any) -> str:
    shown = ", ".join(f"{one.name}={getattr(self, one.name)!r}" for one in fields(self) if one.repr)
    return f"{self.__class__.__qualname__}({shown})"


def _refuse(self: Any, name: str, *_: object) -> NoReturn:
    raise FrozenInstanceError(f"{name!r} cannot change: a {self.__class__.__qualname__} stays as it was made")
