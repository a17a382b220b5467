"""What the style sheets of a theme of one's own fetch from where nothing may be fetched, or have in
a form that no web edition can be proved with."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from msgspec import Struct

from briefgen.assemble.web_style import FONT_URL, THEME_URL

from .style_rules import without_comments
from .web_style import ESCAPE_OR_TAG, OTHER, STRING

_DATA = re.compile(r"""url\(\s*+(?:"data:[^"\n]*+"|'data:[^'\n]*+'|data:[^)"'\n]*+)\s*+\)""")
_WEB_PICTURE = re.compile(r"url\(data:image/(?:svg\+xml|png|jpeg);base64,[A-Za-z0-9+/=]*+\)")
_FETCHED = re.compile(r"url\s*\(|@import", re.IGNORECASE)
_WHOLE = re.compile(r"""url\s*+\(\s*+(?:"[^"\n]*+"|'[^'\n]*+'|[^)"'\n]*+)\s*+\)?|@import[^;\n]*+""")
_SHOWN = 60
_INSTEAD = (
    'Write `url("font:<package>/<file>")` for a font of a font package, and '
    "`url(theme:shapes/<file>)` for a picture in the theme's folder."
)


class Unread(Struct, frozen=True):
    """A place in a style sheet, its line and column, what is wrong there, and what to do."""

    style: str
    place: tuple[int, int]
    says: str
    hint: str


def unread_addresses(styles: Mapping[str, str], *, web: bool) -> Iterator[Unread]:
    """What of a theme's own style sheets, by their names, cannot be read for a PDF, or be proved in
    a `web` edition."""
    for name, style in styles.items():
        text = without_comments(style)
        for known in (FONT_URL, THEME_URL, *((_WEB_PICTURE, STRING) if web else (_DATA, STRING))):
            text = known.sub(lambda found: " " * len(found[0]), text)
        for kind in (OTHER, ESCAPE_OR_TAG) if web else (_FETCHED,):
            for found in kind.finditer(text):
                at = found.start()
                place = text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
                yield Unread(name, place, *_told(style, found))


def _told(style: str, found: re.Match[str]) -> tuple[str, str]:
    """What is wrong at a place, and what to do."""
    whole = _WHOLE.match(style, found.start())
    said = whole[0] if whole else found[0]
    named = f"“{said if len(said) <= _SHOWN else f'{said[:_SHOWN]}…'}”"
    if whole and not _DATA.match(said):
        return f"{named} is not read: a theme has no files but fonts and shapes", _INSTEAD
    hint = _INSTEAD if whole else "Type the character itself, and text in double quotes."
    return f"{named} cannot be proved in a web edition", hint
