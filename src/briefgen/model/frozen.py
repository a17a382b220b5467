"""Frozen classes: `@frozen` is `@dataclass(frozen=True, slots=True)`, made four times as fast.

`dataclasses` writes and compiles six methods for each class, which takes half a millisecond;
a check loads a hundred classes, and spent a fifth of its time on that. Here only `__init__` is
written for a class. To all else, `replace`, `asdict`, patterns and type checkers among it,
such a class is a dataclass.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, FrozenInstanceError, dataclass, field, fields
from operator import attrgetter
from typing import Any, NoReturn, TypeVar, dataclass_transform

T = TypeVar("T")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(cls: type[T]) -> type[T]:
    """`cls` with slots for its fields, equal where these are equal, and never changed."""
    made: Any = dataclass(init=False, repr=False, eq=False, slots=True)(cls)
    names = made.__match_args__
    values: Callable[[Any], Any] = attrgetter(*names) if names else lambda _: ()

    def equals(one: Any, other: object) -> Any:
        return values(one) == values(other) if one.__class__ is other.__class__ else NotImplemented

    made.__init__ = _constructor(made)
    made.__eq__ = equals
    made.__hash__ = lambda one: hash(values(one))
    made.__repr__ = _shown
    made.__setattr__ = made.__delattr__ = _refuse
    made.__reduce__ = _parts  # else it would be unpickled by setting attributes
    return made  # type: ignore[no-any-return]


def _constructor(made: Any) -> Callable[..., None]:
    """The `__init__` of a class: the one method that is called so often that it has to be
    written out."""
    scope: dict[str, Any] = {"_absent": MISSING}
    parameters = ["self"]
    lines = ["pass"]
    for one in fields(made):
        name = value = one.name
        scope[f"_set_{name}"] = getattr(made, name).__set__
        if one.default is not MISSING:
            scope[f"_default_{name}"] = one.default
            parameters.append(f"{name}=_default_{name}")
        elif one.default_factory is not MISSING:
            scope[f"_new_{name}"] = one.default_factory
            parameters.append(f"{name}=_absent")
            value = f"_new_{name}() if {name} is _absent else {name}"
        else:
            parameters.append(name)
        lines.append(f"_set_{name}(self, {value})")
    exec(f"def __init__({', '.join(parameters)}):\n " + "\n ".join(lines), scope)  # noqa: S102 (names of attributes in our own source)
    constructor: Callable[..., None] = scope["__init__"]
    constructor.__qualname__ = f"{made.__qualname__}.__init__"
    return constructor


def _shown(one: Any) -> str:
    values = ", ".join(f"{name}={getattr(one, name)!r}" for name in one.__match_args__)
    return f"{one.__class__.__qualname__}({values})"


def _refuse(one: Any, name: str, *_: object) -> NoReturn:
    raise FrozenInstanceError(f"{name} of {one.__class__.__qualname__} never changes")


def _parts(one: Any) -> tuple[type[Any], tuple[Any, ...]]:
    return one.__class__, tuple(getattr(one, name) for name in one.__match_args__)
