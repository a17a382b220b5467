"""The styles of a theme for a browser: one text, which needs no other file, in light and dark.

A theme names its colours as `#rrggbb`. Each becomes a variable, and on a screen that is set to
dark one of the opposite lightness, so that what was legible stays so.
"""

from __future__ import annotations

import colorsys
import re
from base64 import b64encode
from collections.abc import Callable, Iterable, Mapping

from msgspec import Struct

from briefgen.model.lazy_pattern import lazy_pattern

# The style sheets of the page for a browser alone, and the medium that each is for.
MEDIA = {"screen.css": "screen", "paper.css": "print"}
LARGE = "large.css"
# A font in a rule that names it: its package and file.
FONT_URL = lazy_pattern(r"""url\(["']?font:([^"')]+)["']?\)""")
THEME_URL = lazy_pattern(r"url\(theme:([^)]+)\)")
_FACE = lazy_pattern(r"@font-face\s*{[^}]*}\s*")
_COLOUR = lazy_pattern("#[0-9a-fA-F]{6}(?![0-9a-fA-F])")
# The lightness of the darkest and of the lightest colour on a dark screen.
_DARKEST, _LIGHTEST = 0.09, 0.95


class WebStyle(Struct, frozen=True):
    """The rules for fonts, which name them (`FONT_URL`), and all other rules."""

    faces: str
    rules: str


def web_style(styles: Iterable[tuple[str, str]], files: Mapping[str, bytes]) -> WebStyle:
    """Style sheets, by name and text, as one; `files` are the theme's, with the shapes.

    Raises KeyError for a shape that is not among them.
    """
    text = "\n".join(_for(name, style) for name, style in styles)
    faces = "".join(_FACE.findall(text))
    text = _FACE.sub("", text)
    shapes = {name: files[name].decode() for name in dict.fromkeys(THEME_URL.findall(text))}
    text = THEME_URL.sub(lambda found: f"var({_variable(found[1])})", text)
    colours = sorted({one.lower() for one in _COLOUR.findall(text)})
    text = _COLOUR.sub(lambda found: f"var({_variable(found[0].lower())})", text)

    def values(change: Callable[[str], str]) -> str:
        lines = [f"  {_variable(colour)}: {change(colour)};" for colour in colours]
        for name, shape in shapes.items():
            drawn = _COLOUR.sub(lambda found: change(found[0].lower()), shape).encode()
            data = b64encode(drawn).decode()
            lines.append(f"  {_variable(name)}: url(data:image/svg+xml;base64,{data});")
        return "\n".join(lines)

    light, dark = (f":root {{\n{values(change)}\n}}" for change in (str, in_the_dark))
    rules = f"{light}\n@media screen and (prefers-color-scheme: dark) {{ {dark} }}\n{text}"
    return WebStyle(re.sub(r"@font-face\s*{[^}]*}", _of_all_weights, faces), rules)


def in_the_dark(colour: str) -> str:
    """A colour (`#rrggbb`) of the same hue and the opposite lightness."""
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    hue, lightness, saturation = colorsys.rgb_to_hls(red, green, blue)
    opposite = _DARKEST + (1 - lightness) * (_LIGHTEST - _DARKEST)
    mixed = colorsys.hls_to_rgb(hue, opposite, saturation)
    return "#" + "".join(f"{round(part * 255):02x}" for part in mixed)


def _for(name: str, style: str) -> str:
    return f"@media {MEDIA[name]} {{\n{style}\n}}" if name in MEDIA else style


def _variable(name: str) -> str:
    return "--" + re.sub("[^a-z0-9]+", "-", name.removeprefix("shapes/").lower()).strip("-")


def _of_all_weights(face: re.Match[str]) -> str:
    """A rule for a font of variable weight, which a browser takes for a regular one."""
    rule = face[0]
    if "wght" not in rule or "font-weight" in rule:
        return rule
    return rule.replace("src:", "font-weight: 200 900; font-display: swap; src:", 1)
