"""The fonts of a theme, made known once in each thread and not for each brief.

Pango keeps every set of fonts that was ever made known to it, 0.3 MiB each: a process that
builds many briefs would grow with each. Threads share none, as Pango's font maps are made for
one.
"""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

from .theme import Theme
from .weasyprint_patches.engine import FontConfiguration

# Of so many themes in a thread; the oldest is forgotten for one more.
_MOST_KEPT = 8


class _OfThread(threading.local):
    def __init__(self) -> None:
        self.known: dict[tuple[bytes, ...], _Fonts] = {}


class _Fonts(FontConfiguration):  # type: ignore[misc]
    """Fonts, and the temporary copies of them that WeasyPrint made for Pango."""

    def __init__(self) -> None:
        super().__init__()
        self._copies: frozenset[Path] = frozenset()

    def add_font_face(self, rule_descriptors: Any, url_fetcher: Any) -> None:
        super().add_font_face(rule_descriptors, url_fetcher)
        self._copies = frozenset(self._folder.iterdir())

    @property
    def are_there(self) -> bool:
        """Whether nobody has tidied up the copies: Pango opens them when it needs them."""
        return all(path.exists() for path in self._copies)


_OF_THREAD = _OfThread()


def theme_fonts(theme: Theme) -> FontConfiguration:
    """The fonts of `theme` as this thread's last layout left them; new ones for its first."""
    known, key = _OF_THREAD.known, _key(theme)
    if key not in known or not known[key].are_there:
        forget_fonts(theme)
        if len(known) == _MOST_KEPT:
            del known[next(iter(known))]
        known[key] = _Fonts()
    return known[key]


def forget_fonts(theme: Theme) -> None:
    """Make the fonts of `theme` known anew in the next layout: one could not be read."""
    _OF_THREAD.known.pop(_key(theme), None)


def _key(theme: Theme) -> tuple[bytes, ...]:
    """All that names fonts: a page may have them from nowhere but font packages."""
    return tuple(theme.files[name] for name in theme.styles)
