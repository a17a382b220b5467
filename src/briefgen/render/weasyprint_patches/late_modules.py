"""The parts of fontTools that only a system without a recent HarfBuzz needs, imported then.

Replaces: `fontTools.subset` and `fontTools.varLib.instancer`, while WeasyPrint is imported, by
placeholders that import the true module when something of it is asked for.
Why: WeasyPrint imports both at its head, a twentieth of a build, and with HarfBuzz-Subset uses
neither.
Upstream: an issue for WeasyPrint, to import them where they are used.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any

_MODULES = ("fontTools.subset", "fontTools.varLib.instancer")


class _Placeholder(ModuleType):
    """An empty module; a function that is asked of it is that of the true module, imported when
    it is called."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)

        def called(*arguments: Any, **named: Any) -> Any:
            return getattr(importlib.import_module(self.__name__), name)(*arguments, **named)

        return called


@contextmanager
def late() -> Iterator[None]:
    """Let what is imported within this get a placeholder for each module not imported so far."""
    package = importlib.import_module("fontTools")
    placed = {name: _Placeholder(name) for name in _MODULES if name not in sys.modules}
    if "fontTools.varLib" not in sys.modules:
        # Only its part `instancer` is asked for, which then needs no package around it.
        placed["fontTools.varLib"] = _Placeholder("fontTools.varLib")
    sys.modules.update(placed)
    try:
        yield
    finally:
        for name, module in placed.items():
            if sys.modules.get(name) is module:
                del sys.modules[name]
            leaf = name.removeprefix("fontTools.")
            if vars(package).get(leaf) is module:
                delattr(package, leaf)
