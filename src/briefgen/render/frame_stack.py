"""Room for the frames of a deep recursion in one piece of memory.

CPython (3.11 and later) keeps frames in pieces of 16 KB, and asks the operating system for
each: a recursion that goes to and fro over the end of a piece maps and unmaps memory at every
call, a twentieth of a build. A frame that says that it needs much gets a piece that holds what is
called from it, too.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from types import FunctionType
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

# In words of the machine: a thousand frames, as many as Python allows, of a hundred each. Memory
# is only taken by what is used.
_WORDS = 2**17


def with_room(function: Callable[P, T]) -> Callable[P, T]:
    """`function`, run where all that it calls finds room in one piece."""

    def run(*arguments: P.args, **named: P.kwargs) -> T:
        return function(*arguments, **named)

    code = run.__code__.replace(co_stacksize=_WORDS)
    roomy = FunctionType(code, run.__globals__, closure=run.__closure__)
    return wraps(function)(roomy)
