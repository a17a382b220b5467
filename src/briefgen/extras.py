"""Packages that only one command needs, and that come with an extra of its name."""

from __future__ import annotations

import shlex
import sys
from importlib.metadata import PackageNotFoundError, requires
from importlib.util import find_spec
from pathlib import Path

from briefgen.errors import BriefgenError

_PACKAGES = {
    "preview": ("starlette", "uvicorn", "watchfiles"),
    "sign": ("pyhanko",),
    "lsp": ("pygls", "lsprotocol"),
    "add": ("charset_normalizer",),
    "cluster": ("distributed",),
}


def require(extra: str) -> None:
    """Raises `BriefgenError`, with what to type, where a package of `extra` is not installed."""
    missing = [package for package in _PACKAGES[extra] if find_spec(package) is None]
    if missing:
        raise BriefgenError(
            f"`briefgen {extra}` needs extra packages: {', '.join(missing)}",
            hint=f"Type: {installing(extra)}",
        )


def installing(extra: str) -> str:
    """The command that installs the packages of `extra` where this Python looks for them.

    It names the packages and not briefgen, which an index may know as somebody else's.
    """
    prefix = Path(sys.prefix)
    packages = [shlex.quote(one) for one in _requirements(extra)]
    if (prefix / "pipx_metadata.json").is_file():
        return " ".join(["pipx inject", prefix.name, *packages])
    if prefix.parent.name.startswith("archive-v"):  # of uv's cache, for one run
        return " ".join(["uvx", *(f"--with {one}" for one in packages), "--from … as before"])
    command = [shlex.quote(sys.executable), "-m pip install"]
    if find_spec("pip") is None and (prefix / "pyvenv.cfg").is_file():  # made by uv
        command = ["uv pip install --python", shlex.quote(sys.executable)]
    return " ".join([*command, *packages])


def _requirements(extra: str) -> list[str]:
    """The packages of an extra with their versions; without those in a copy that is not
    installed."""
    marker = f"extra == '{extra}'"
    try:
        declared = requires("briefgen") or []
    except PackageNotFoundError:
        declared = []
    found = [one.partition(";")[0].strip() for one in declared if marker in one.replace('"', "'")]
    return found or [name.replace("_", "-") for name in _PACKAGES[extra]]
