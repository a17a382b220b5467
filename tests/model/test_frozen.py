"""A frozen class behaves as one of `dataclasses` does."""

from __future__ import annotations

import copy
import pickle
from dataclasses import FrozenInstanceError, asdict, dataclass, field, fields, replace
from typing import Any

import pytest

from briefgen.model.frozen import frozen


@frozen
class Nothing:
    """Of no fields."""


@frozen
class Name:
    """Of one field."""

    text: str


@frozen
class Same:
    """Of the same field, but another class."""

    text: str


@frozen
class Person:
    """Of all kinds of fields."""

    name: Name
    age: int = 30
    tags: list[str] = field(default_factory=list)

    @property
    def is_old(self) -> bool:
        return self.age > 60


@frozen
class Clerk(Person):
    """With one field more than its base."""

    room: str = "12"


@dataclass(frozen=True, slots=True)
class Usual:
    """What the standard library makes of the fields of `Person`."""

    name: Name
    age: int = 30
    tags: list[str] = field(default_factory=list)


ANNA = Person(Name("Anna"))


def test_fields_are_given_in_order_by_name_or_by_default():
    assert (ANNA.name, ANNA.age, ANNA.tags) == (Name("Anna"), 30, [])
    assert Person(age=1, name=Name("B")) == Person(Name("B"), 1)
    assert Person(Name("A")).tags is not Person(Name("A")).tags
    assert Clerk(Name("C"), 61, room="9").is_old


@pytest.mark.parametrize(
    ("arguments", "keywords"), [((), {}), ((1, 2, 3, 4), {}), ((1,), {"room": 1})]
)
def test_other_arguments_are_refused_by_name(arguments, keywords):
    make: Any = Person
    with pytest.raises(TypeError, match=r"Person\.__init__"):
        make(*arguments, **keywords)


@pytest.mark.parametrize("one", [ANNA, Clerk(Name("C"))])
@pytest.mark.parametrize("name", ["age", "other", "room"])
def test_it_never_changes(one, name):
    with pytest.raises(FrozenInstanceError):
        setattr(one, name, 1)
    with pytest.raises(FrozenInstanceError):
        delattr(one, name)
    assert not hasattr(one, "__dict__")


def test_equal_are_those_of_one_class_with_equal_fields():
    assert Name("a") == Name("a")
    assert Nothing() == Nothing()
    others: list[object] = [Name("b"), Same("a"), "a", ("a",), Nothing()]
    assert Name("a") not in others
    assert Person(Name("C")) != Clerk(Name("C"))
    assert {Name("a"): 1, Nothing(): 2}[Name("a")] == 1
    assert len({Nothing(), Nothing(), Name("a"), Name("a")}) == 2
    with pytest.raises(TypeError, match="unhashable"):
        hash(ANNA)  # it holds a list


def test_it_is_a_dataclass():
    usual = Usual(Name("Anna"))
    assert [one.name for one in fields(Person)] == [one.name for one in fields(Usual)]
    assert asdict(ANNA) == asdict(usual) == {"name": {"text": "Anna"}, "age": 30, "tags": []}
    assert repr(ANNA) == repr(usual).replace("Usual", "Person")
    assert replace(ANNA, age=31) == Person(Name("Anna"), 31)
    match ANNA:
        case Person(Name(text), age):
            assert (text, age) == ("Anna", 30)
        case _:
            pytest.fail("no match")


@pytest.mark.parametrize("one", [Nothing(), Name("a"), ANNA, Clerk(Name("C"), 4)])
def test_copies_are_equal(one):
    assert copy.copy(one) == copy.deepcopy(one) == one
    for protocol in range(2, pickle.HIGHEST_PROTOCOL + 1):
        assert pickle.loads(pickle.dumps(one, protocol)) == one  # noqa: S301 (our own bytes)
