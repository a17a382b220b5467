"""Which release of a package is installed."""

from __future__ import annotations

import re
from functools import cache

_VERSION = re.compile(r"^Version: *(\S+)$", re.MULTILINE)


@cache
def release(package: str) -> str:
    """The version of an installed package, found once in a process: what was imported stays.

    Python's own function reads all that a package says of itself, its long description too, by
    the rules of mail, and imports the parser for that: for all that a build asks, a hundredth.
    """
    from importlib.metadata import distribution  # noqa: PLC0415 - slow, and few commands ask

    found = distribution(package)
    about = found.read_text("METADATA") or ""
    version = _VERSION.search(about.partition("\n\n")[0])
    return version[1] if version else found.version
