"""Where in a theme's style sheets a fault is: WeasyPrint tells its line in all of them together."""

from __future__ import annotations

from briefgen.model.lazy_pattern import lazy_pattern
from briefgen.model.text import Span

from .html import path_in, style_text
from .theme import Theme

_AT = lazy_pattern(r" at (\d+):(\d+)")


def style_place(message: str, page: str, theme: Theme) -> tuple[str, Span] | None:
    """The message without its place on the `page`, and the place in a style sheet of the theme;
    None where it has none."""
    found = _AT.search(message)
    if not found:
        return None
    start = page.find("<style>") + len("<style>")
    for name in theme.styles:
        style = style_text(theme, name)
        at = page.find(style, start) if style else -1
        line = int(found[1]) - page.count("\n", start, at)
        if at >= 0 and 1 <= line <= style.count("\n") + 1:
            rest = f"{message[: found.start()]}{message[found.end() :]}"
            return rest, Span(path_in(theme, name), line, int(found[2]))
    return None
