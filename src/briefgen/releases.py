"""Which release of a package is installed."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path

_VERSION = re.compile(r"^Version: *(\S+)$", re.MULTILINE)


@cache
def release(package: str) -> str:
    """The version of an installed package, found once in a process: what was imported stays;
    raises ModuleNotFoundError where none is installed.

    Python's own function reads all that a package says of itself, its long description too, by
    the rules of mail, and imports the parser for that: for all that a build asks, a hundredth.
    """
    with suppress(OSError, UnicodeDecodeError, KeyError):
        about = _told()[package.replace("-", "_").lower()].read_text(encoding="utf-8")
        if version := _VERSION.search(about.partition("\n\n")[0]):
            return version[1]
    from importlib.metadata import version as told  # noqa: PLC0415 - see above

    return told(package)


@cache
def _told() -> Mapping[str, Path]:
    """The files in which packages tell of themselves, by their names; of two of one name the one
    that Python finds first."""
    found: dict[str, Path] = {}
    for folder in sys.path:
        with suppress(OSError):
            for one in Path(folder).iterdir():
                if one.name.endswith(".dist-info"):
                    found.setdefault(one.name.partition("-")[0].lower(), one / "METADATA")
    return found
