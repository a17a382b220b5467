"""Regular expressions that are compiled when they are first asked.

Python compiles a pattern of the length of ours in a tenth of a millisecond, and a command has
two hundred of them, of which an ordinary brief asks a third. `re.compile` is for those that every
brief asks, or that are asked so often that a further look-up would tell.
"""

from __future__ import annotations

import re
from typing import Any, cast


class LazyPattern:
    """A pattern in all but the type: its methods are fetched when first used, and then kept."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern, self._flags = pattern, flags

    def __getattr__(self, name: str) -> Any:
        found = getattr(re.compile(self.pattern, self._flags), name)
        setattr(self, name, found)
        return found


def lazy_pattern(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """`re.compile(pattern, flags)`, at its first use.

    What is wrong in a pattern is raised there too, as `re.error`. The functions of `re`
    (`re.sub(pattern, …)`) do not take it: call its methods.
    """
    return cast("re.Pattern[str]", LazyPattern(pattern, flags))
