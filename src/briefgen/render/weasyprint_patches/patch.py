"""A function of another package replaced, if it is still the one that was meant."""

from __future__ import annotations

import hashlib
import inspect
import linecache
import logging
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from threading import get_ident
from typing import Any

from msgspec import Struct

_LOGGER = logging.getLogger("briefgen")


class Patch(Struct, frozen=True):
    """The function `name` of `owner`, a module or a class, and its `replacement`.

    `checksum` is that of the source that is replaced: see `checksum_of`. Where the replacement
    `is_equal`, it gives whatever the original gives, and other threads may run it as well: to
    choose by thread would cost what it saves where it is called a hundred thousand times.
    """

    owner: Any
    name: str
    replacement: Callable[..., Any]
    checksum: str
    is_equal: bool = False

    @contextmanager
    def applied(self) -> Iterator[None]:
        """Replace the function for this thread; others, if there are some when it is replaced, go
        on with the original, or its equal.

        Where the source is not the one that was meant, the original stays, and a line says
        so, once in a process.
        """
        original = getattr(self.owner, self.name)
        if not _is_known(original, self.checksum):
            yield
            return
        replacement, thread = self.replacement, get_ident()

        def chosen(*arguments: Any, **named: Any) -> Any:
            function = replacement if get_ident() == thread else original
            return function(*arguments, **named)

        setattr(self.owner, self.name, chosen if self._is_chosen else replacement)
        try:
            yield
        finally:
            setattr(self.owner, self.name, original)

    @property
    def _is_chosen(self) -> bool:
        """Whether there are threads to choose by, or a class would not hand a method its object."""
        if self.is_equal:
            return False
        is_handed = inspect.isfunction(self.replacement) or not inspect.isclass(self.owner)
        return len(sys._current_frames()) > 1 or not is_handed  # noqa: SLF001 - all threads


def checksum_of(function: Callable[..., Any]) -> str:
    """The first 16 digits of the SHA-256 of a function's source; empty where it has none."""
    try:
        source = source_of(function)
    except (OSError, TypeError):
        return ""
    return hashlib.sha256(source.encode()).hexdigest()[:16]


def source_of(function: Callable[..., Any]) -> str:
    """What `inspect.getsource` gives: it takes a function apart into tokens and the module of a
    class into a tree, a fiftieth of a build for all of ours, to find the end that the indentation
    tells."""
    lines = _lines_from(function)
    if not lines or not lines[0].lstrip().startswith(("def ", "class ")):
        return inspect.getsource(function)
    indent = len(lines[0]) - len(lines[0].lstrip())
    following = (
        number
        for number, line in enumerate(lines[1:], 1)
        if line.strip() and not line[: indent + 1].isspace() and line.lstrip()[0] not in ")]}"
    )
    return "".join(lines[: next(following, None)]).rstrip() + "\n"


def _lines_from(function: Callable[..., Any]) -> list[str]:
    """The lines of a file from that on where a function, or a class at its left edge, begins; none
    where that is not plain."""
    if inspect.isfunction(function):
        lines = linecache.getlines(function.__code__.co_filename)
        return lines[function.__code__.co_firstlineno - 1 :]
    if not inspect.isclass(function):
        return []
    lines = linecache.getlines(inspect.getfile(function))
    head = re.compile(rf"class {function.__qualname__}\b")
    heads = [number for number, line in enumerate(lines) if head.match(line)]
    return lines[heads[0] :] if len(heads) == 1 else []


@cache
def _is_known(function: Callable[..., Any], checksum: str) -> bool:
    if checksum_of(function) == checksum:
        return True
    place = f"{function.__module__}.{function.__qualname__}"
    _LOGGER.warning("%s has changed: briefgen uses it as it is, without its own patch", place)
    return False
