"""Parts of fontTools and Pillow that few briefs need, imported when they are used.

Replaces: these modules, while WeasyPrint is imported, by placeholders.
Why: WeasyPrint imports them at its head, a fiftieth of a build without pictures, whose fonts
HarfBuzz cuts down. When something of a module is used, the true one is imported and takes the
place of all that WeasyPrint has of the placeholder, and what WeasyPrint has set in that is set.
Upstream: an issue for WeasyPrint, to import them where they are used.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any

# Modules of which all are imported when one is used. Of Pillow they must be, since WeasyPrint
# forbids one of them to call Ghostscript.
_TOGETHER = (
    ("fontTools.ttLib",),
    ("fontTools.subset",),
    ("fontTools.varLib", "fontTools.varLib.instancer"),
    ("PIL.Image", "PIL.EpsImagePlugin", "PIL.ImageCms", "PIL.ImageFile", "PIL.ImageOps"),
)

_placed: dict[str, _Placeholder] = {}
_waiting: list[tuple[str, Callable[[], object]]] = []


class _Placeholder(ModuleType):
    """An empty module; what is asked of it is of the true one."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        if sys.modules.get(self.__name__) is self:  # WeasyPrint takes the name, to use it later
            return _Late(self, name)
        return getattr(true_module(self.__name__), name)


class _Late:
    """What WeasyPrint has taken of a module under a name, to call it or to ask it for more."""

    def __init__(self, module: _Placeholder, name: str) -> None:
        self.__dict__ |= {"module": module, "name": name}

    def __call__(self, *arguments: Any, **named: Any) -> Any:
        return _true(self)(*arguments, **named)

    def __getattr__(self, name: str) -> Any:
        return getattr(_true(self), name)


def _true(late: _Late) -> Any:
    module = true_module(late.module.__name__)
    if not hasattr(module, late.name):  # it is a module in that
        importlib.import_module(f"{module.__name__}.{late.name}")
    return getattr(module, late.name)


@contextmanager
def late() -> Iterator[None]:
    """Let what is imported within this get placeholders for those modules of which none was
    imported so far."""
    for names in _TOGETHER:
        importlib.import_module(names[0].partition(".")[0])
        if not any(name in sys.modules for name in names):
            _placed.update((name, _Placeholder(name)) for name in names)
    sys.modules.update(_placed)
    try:
        yield
    finally:
        for name, module in _placed.items():
            if sys.modules.get(name) is module:
                del sys.modules[name]
            package, _, leaf = name.rpartition(".")
            if vars(sys.modules.get(package, module)).get(leaf) is module:
                delattr(sys.modules[package], leaf)


@contextmanager
def told(name: str, then: Callable[[], object]) -> Iterator[None]:
    """Call `then` when WeasyPrint has the true module `name`: now, or later within this."""
    if name not in _placed:
        then()
        yield
        return
    _waiting.append((name, then))
    try:
        yield
    finally:
        _waiting.remove((name, then))


def true_module(name: str) -> ModuleType:
    """The module `name` of those that may be late, in its place and as WeasyPrint has set it."""
    for one in next(names for names in _TOGETHER if name in names):
        module = importlib.import_module(one)
        placeholder = _placed.pop(one, None)
        if placeholder is not None:
            _replace(placeholder, module)
            for awaited, then in [*_waiting]:
                if awaited == one:
                    then()
    return sys.modules[name]


def _replace(placeholder: _Placeholder, module: ModuleType) -> None:
    for name, value in vars(placeholder).items():
        if not name.startswith("__") and not isinstance(value, ModuleType):
            setattr(module, name, value)
    for user in [one for name, one in sys.modules.items() if name.startswith("weasyprint")]:
        for name, value in [*vars(user).items()]:
            if value is placeholder:
                setattr(user, name, module)
            elif type(value) is _Late and value.module is placeholder:
                setattr(user, name, getattr(module, value.name, value))
