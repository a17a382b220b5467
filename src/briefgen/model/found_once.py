"""A property that is found out once, when it is first asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, Self, TypeVar, overload

T = TypeVar("T")


class found_once(Generic[T]):  # noqa: N801 - used as the decorators of Python are
    """As `functools.cached_property`, which up to Python 3.11 takes a lock of all objects for each
    of them. Two threads may find the same out twice."""

    def __init__(self, find: Callable[[Any], T]):
        self._find = find
        self.__doc__ = find.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    @overload
    def __get__(self, one: None, owner: type) -> Self: ...
    @overload
    def __get__(self, one: object, owner: type) -> T: ...
    def __get__(self, one: object | None, owner: type) -> Self | T:
        if one is None:
            return self
        found = one.__dict__[self._name] = self._find(one)
        return found
