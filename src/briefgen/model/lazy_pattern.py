"""Regular expressions that are compiled when they are first asked.

Python compiles a pattern of the length of ours in a tenth of a millisecond, and a command has
two hundred of them, of which an ordinary brief asks a third. `re.compile` is for those that every
brief asks, or that are asked so often that a further look-up would tell.

The packages that a command imports have a hundred more, of which it asks a tenth.
"""

from __future__ import annotations

import re
import sys
from typing import Any, cast

_compile = re.compile
# What a frame's code has where it is a function's, and not a module's or a class's.
_OF_FUNCTION = 1


class LazyPattern:
    """A pattern in all but the type: its methods are fetched when first used, and then kept."""

    # What `isinstance` asks, by which the functions of `re` know a pattern.
    __class__ = re.Pattern  # type: ignore[assignment]

    def __init__(self, pattern: Any, flags: int) -> None:
        self.pattern, self._flags = pattern, flags

    def __getattr__(self, name: str) -> Any:
        found = getattr(_compile(self.pattern, self._flags), name)
        setattr(self, name, found)
        return found


def lazy_pattern(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """`re.compile(pattern, flags)`, at its first use.

    What is wrong in a pattern is raised there too, as `re.error`.
    """
    return cast("re.Pattern[str]", LazyPattern(pattern, flags))


def compile_others_late() -> None:
    """Let the modules that are imported from now on have their patterns compiled when these are
    first asked. Patterns that a function makes are for use at once, and are compiled at once."""

    def late(pattern: Any, flags: int = 0) -> Any:
        asking = sys._getframe(1).f_code  # noqa: SLF001 - as `warnings` knows whom it warns
        if asking.co_flags & _OF_FUNCTION or not isinstance(pattern, (str, bytes)):
            return _compile(pattern, flags)
        return LazyPattern(pattern, flags)

    re.compile = late
