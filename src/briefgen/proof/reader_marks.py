"""What a reader's mark may not do: act, print words, or cover them.

Viewers draw highlights, lines and the icons of comments, and write how these look into the file
(ISO 32000-1, 12.5.6). In such an appearance words, pictures and white would print over the brief.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from pypdf.generic import DictionaryObject, StreamObject

from .mark_colours import ICON, THROUGH, as_light, lightness

_ACTS = ("/A", "/AA", "/OC")
_WORDS = re.compile(rb"(?<![A-Za-z0-9_/#.])(?:T[jJ]|['\"])(?![A-Za-z0-9_#])")
_SHADED = re.compile(rb"(?<![A-Za-z0-9_/#.])sh(?![A-Za-z0-9_#])")
_NUMBERS = rb"((?:[-+]?[\d.]+\s+){%d})"
_COLOURS = (
    re.compile(_NUMBERS % 1 + rb"[gG](?![A-Za-z])"),
    re.compile(_NUMBERS % 3 + rb"(?:rg|RG|scn?|SCN?)(?![A-Za-z])"),
)
_INK = re.compile(_NUMBERS % 4 + rb"[kK](?![A-Za-z])")
_WHITE = 0.9  # of full light, in each part of a colour
_DARK = 0.2  # of full light; words below a highlight that is darker cannot be read
_HOW_DEEP = 4


def misused(mark: Any, kind: str) -> Iterator[str]:
    """What a mark of a reader, an annotation of `kind`, does beyond marking."""
    if any(key in mark for key in _ACTS):
        yield f"a mark with an action or on a layer ({kind})"
    looks: Any = mark.get("/AP", DictionaryObject())
    streams = list(_streams(looks, _HOW_DEEP))
    if any(_WORDS.search(content) for _, content in streams):
        yield f"a mark that prints words ({kind})"
    left, bottom, right, top = (float(number) for number in mark.get("/Rect", (0, 0, 0, 0)))
    is_icon = abs(right - left) <= ICON and abs(top - bottom) <= ICON
    # In its own colour a note's window is drawn by viewers, beside the page.
    own = [float(part) for part in mark.get("/C", ()) if kind != "Popup"]
    may_cover = _is_white(own) or any(map(_covers, streams))
    if kind == "Highlight":
        colours = [own, *(colour for _, content in streams for colour in _colours(content))]
        may_cover |= any(map(_is_dark, colours))
    if may_cover and not is_icon:
        yield f"a mark that may cover words ({kind})"


def _streams(looks: Any, levels: int) -> Iterator[tuple[Any, bytes]]:
    """An appearance and the forms that it draws, each with its content."""
    entry = looks.get_object()
    if isinstance(entry, StreamObject):
        yield entry, entry.get_data() if entry.get("/Subtype") != "/Image" else b""
        resources: Any = entry.get("/Resources", DictionaryObject())
        looks = resources.get_object().get("/XObject", DictionaryObject())
        entry = looks.get_object()
    if isinstance(entry, DictionaryObject) and levels:
        for name in entry:
            yield from _streams(entry[name], levels - 1)


def _covers(look: tuple[Any, bytes]) -> bool:
    """Whether an appearance may hide what is below it."""
    stream, content = look
    if stream.get("/Subtype") == "/Image" or _SHADED.search(content):
        return True
    resources: Any = stream.get("/Resources", DictionaryObject())
    states: Any = resources.get_object().get("/ExtGState", DictionaryObject())
    modes = {states[name].get_object().get("/BM") for name in states.get_object()}
    if modes & THROUGH:
        return False
    return any(
        _is_white(colour) or (len(colour) == 4 and max(colour) <= 0.1)
        for colour in _colours(content)
    )


def _colours(content: bytes) -> Iterator[list[float]]:
    """The colours that a content sets: one part is a grey, three are light, four are ink."""
    for pattern in (*_COLOURS, _INK):
        yield from ([float(part) for part in found.split()] for found in pattern.findall(content))


def _is_dark(parts: list[float]) -> bool:
    return len(parts) in (1, 3, 4) and lightness(as_light(parts)) < _DARK


def _is_white(parts: list[float]) -> bool:
    return len(parts) in (1, 3) and min(parts) >= _WHITE
