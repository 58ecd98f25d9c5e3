"""A class made by `@frozen` behaves as `@dataclass(frozen=True, slots=True)` makes it."""

from __future__ import annotations

import copy
import pickle
from dataclasses import FrozenInstanceError, asdict, dataclass, field, fields, replace
from typing import Any

import pytest

from agreement_tool.frozen import frozen


@frozen
class Ours:
    """A value."""

    number: int
    words: tuple[str, ...] = ()
    notes: list[str] = field(default_factory=list, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Standard:
    """The same value."""

    number: int
    words: tuple[str, ...] = ()
    notes: list[str] = field(default_factory=list, compare=False, repr=False)


@frozen
class Checked:
    """A value that is verified when it is made."""

    number: int

    def __post_init__(self) -> None:
        if self.number < 0:
            raise ValueError(self.number)


@frozen
class Empty:
    """No field at all."""


@frozen
class Longer(Ours):
    """A further field."""

    last: str = ""


def test_values_are_made_printed_and_taken_apart_alike() -> None:
    cases: list[tuple[tuple[Any, ...], dict[str, Any]]] = [
        ((1,), {}),
        ((1, ("a",)), {"notes": ["b"]}),
        ((), {"number": 2}),
    ]
    for arguments, named in cases:
        ours, standard = Ours(*arguments, **named), Standard(*arguments, **named)
        assert repr(ours).removeprefix("Ours") == repr(standard).removeprefix("Standard")
        assert asdict(ours) == asdict(standard)
        assert [one.name for one in fields(ours)] == [one.name for one in fields(standard)]
        assert Ours.__match_args__ == Standard.__match_args__
        assert asdict(replace(ours, number=9)) == asdict(replace(standard, number=9))


def test_values_are_equal_when_their_compared_fields_are_and_of_one_class() -> None:
    assert Ours(1, notes=["a"]) == Ours(1, notes=["b"]) != Ours(2)
    assert hash(Ours(1, ("x",), ["a"])) == hash(Ours(1, ("x",), ["b"])) == hash(Standard(1, ("x",)))
    standard: Any = Standard(1)
    assert Ours(1) != standard
    assert Ours(1) != Longer(1)
    assert Empty() == Empty()
    assert len({Ours(1), Ours(1), Ours(2)}) == 2


def test_every_value_has_a_list_of_its_own() -> None:
    assert Ours(1).notes is not Ours(1).notes


@pytest.mark.parametrize("value", [Ours(1, ("a",), ["b"]), Longer(1, last="z"), Empty(), Checked(3)])
def test_values_live_through_pickling_and_copying(value: Any) -> None:
    for protocol in range(2, pickle.HIGHEST_PROTOCOL + 1):
        back = pickle.loads(pickle.dumps(value, protocol))
        assert back == value
        assert asdict(back) == asdict(value)
    assert copy.deepcopy(value) == value


def test_nothing_can_be_changed_or_added() -> None:
    value: Any = Ours(1)
    with pytest.raises(FrozenInstanceError):
        value.number = 2
    with pytest.raises(FrozenInstanceError):
        del value.number
    with pytest.raises(FrozenInstanceError):
        value.other = 2
    assert not hasattr(value, "__dict__")


def test_wrong_arguments_are_type_errors_that_name_the_constructor() -> None:
    make: Any = Ours
    for _ in range(2):  # the first call writes the constructor
        with pytest.raises(TypeError, match=r"Ours\.__init__\(\) missing 1 required positional argument"):
            make()
        with pytest.raises(TypeError, match="unexpected keyword argument 'other'"):
            make(1, other=2)


def test_a_class_verifies_its_values_when_they_are_made() -> None:
    assert Checked(1).number == 1
    with pytest.raises(ValueError, match="-1"):
        Checked(-1)


def test_a_subclass_has_its_own_methods() -> None:
    assert Ours(1) == Ours(1)
    assert Longer(1, last="a") != Longer(1, last="b")
    assert repr(Longer(1, last="a")) == "Longer(number=1, words=(), last='a')"


def test_a_method_of_the_class_itself_is_left_alone() -> None:
    @frozen
    class Named:
        name: str

        def __repr__(self) -> str:
            return self.name

        def __eq__(self, other: object) -> bool:
            return isinstance(other, Named) and other.name.lower() == self.name.lower()

        def __hash__(self) -> int:
            return hash(self.name.lower())

    assert repr(Named("A")) == "A"
    assert Named("A") == Named("a")
    assert len({Named("A"), Named("a")}) == 1
