"""What to type where a library that printing needs is not on this system."""

from __future__ import annotations

import logging
import platform
import sys
from pathlib import Path

from briefgen.errors import BriefgenError

_LOGGER = logging.getLogger("briefgen")
# How each family of systems (`ID` and `ID_LIKE` of os-release(5)) installs Pango with what it
# needs, and HarfBuzz-Subset.
_INSTALL = {
    "debian": ("sudo apt-get install", "libpango-1.0-0 libpangoft2-1.0-0", "libharfbuzz-subset0"),
    "fedora": ("sudo dnf install", "pango", "harfbuzz"),
    "rhel": ("sudo dnf install", "pango", "harfbuzz"),
    "suse": ("sudo zypper install", "libpango-1_0-0", "libharfbuzz-subset0"),
    "arch": ("sudo pacman -S", "pango", "harfbuzz"),
    "alpine": ("sudo apk add", "pango", "harfbuzz-subset"),
}
_OS_RELEASE = Path("/etc/os-release")


def without_pango(error: OSError) -> BriefgenError:
    """The message for a system on which WeasyPrint's libraries cannot be loaded."""
    if platform.system() == "Windows":
        return BriefgenError(
            f"printing does not work on Windows itself: {error}",
            hint="Use the Windows Subsystem for Linux or the container. Here, check, find, show "
            "and verify work.",
        )
    return BriefgenError(
        "printing needs the library Pango, which this system does not have", hint=_advice()
    )


def tell_without_harfbuzz() -> None:
    """Say that fonts are subset without HarfBuzz; the build goes on."""
    _LOGGER.warning(
        "briefgen: warning: HarfBuzz-Subset is not installed, and writing a PDF takes ten times as "
        "long without it\n  %s",
        _advice(harfbuzz=True),
    )


def _advice(*, harfbuzz: bool = False) -> str:
    if sys.platform == "darwin":
        return f"Type: brew install {'harfbuzz' if harfbuzz else 'pango'}"
    for family in _families():
        if family in _INSTALL:
            command, pango, subset = _INSTALL[family]
            return f"Type: {command} {subset if harfbuzz else f'{pango} {subset}'}"
    name = "HarfBuzz-Subset" if harfbuzz else "Pango, PangoFT2 and HarfBuzz-Subset"
    return f"Install {name} with your package manager."


def _families() -> list[str]:
    try:
        lines = _OS_RELEASE.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return []
    known = dict(line.split("=", 1) for line in lines if "=" in line)
    return [name for key in ("ID", "ID_LIKE") for name in known.get(key, "").strip('"').split()]
