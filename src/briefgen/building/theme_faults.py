"""The rules of a theme of one's own by which its pages are not as intended, each at its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from briefgen.model.finding import Finding
from briefgen.model.text import Span
from briefgen.proof.altering_rules import altering_rules
from briefgen.proof.attachments import THEME
from briefgen.proof.hiding_rules import hiding_rules
from briefgen.proof.unread_addresses import unread_addresses
from briefgen.render.html import path_in
from briefgen.render.theme import Theme


def unread(theme: Theme, files: Mapping[str, bytes], *, web: bool) -> Iterator[Finding]:
    """What its style sheets fetch from where nothing may be fetched."""
    for one in unread_addresses(_own_styles(theme, files), web=web):
        yield _finding(theme, one.style, one.place, one.says, one.hint)


def altering(theme: Theme, files: Mapping[str, bytes]) -> Iterator[Finding]:
    """The rules that print other letters than were typed."""
    for name, rule, declaration, hint in altering_rules(_own_styles(theme, files)):
        says = f"“{rule.said(declaration)}” prints other letters than were typed"
        yield _finding(theme, name, rule.place_of(declaration), says, hint)


def hiding(theme: Theme, files: Mapping[str, bytes]) -> Iterator[Finding]:
    """The rules that hide words in a web edition."""
    for name, rule, declaration in hiding_rules(_own_styles(theme, files)):
        says = f"“{rule.said(declaration)}” hides words in a web edition"
        yield _finding(theme, name, rule.place_of(declaration), says)


def _own_styles(theme: Theme, files: Mapping[str, bytes]) -> dict[str, str]:
    """The style sheets that are attached to the PDF, since no packaged theme has them."""
    return {name: theme.text(name) for name in theme.styles if f"{THEME}{name}" in files}


def _finding(
    theme: Theme, name: str, place: tuple[int, int], says: str, hint: str | None = None
) -> Finding:
    return Finding("pdf-differs", "error", Span(path_in(theme, name), *place), says, hint)
