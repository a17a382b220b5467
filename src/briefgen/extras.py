"""Packages that only one command needs, and that come with an extra of its name."""

from __future__ import annotations

import sys
from importlib.util import find_spec

from briefgen.errors import BriefgenError

_PACKAGES = {
    "preview": ("starlette", "uvicorn", "watchfiles"),
    "sign": ("pyhanko",),
    "lsp": ("pygls", "lsprotocol"),
}


def require(extra: str) -> None:
    """Raises `BriefgenError`, with what to type, where a package of `extra` is not installed."""
    missing = [package for package in _PACKAGES[extra] if find_spec(package) is None]
    if missing:
        raise BriefgenError(
            f"`briefgen {extra}` needs extra packages: {', '.join(missing)}",
            hint=f'Type: {sys.executable} -m pip install "briefgen[{extra}]"',
        )
