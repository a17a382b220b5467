"""Lines of text that are set up and shaped once, and not for each time they are measured or drawn.

Replaces: `Layout.setup`, `set_text`, `deactivate` and `reactivate` of WeasyPrint's `line_break`,
and `split_first_line` and `strut` where its layout calls them.
Why: WeasyPrint makes a context, a description of the font and its features for each line, finds
the same line again each time that a box is laid out again, and shapes it once more to draw it;
together a quarter of a build. Here all texts that are set alike are copies of one empty text, the
first line of a text is looked up, and what was measured is drawn. A line is looked for in little
more text than a line holds, and not in two lines of it; and a next word that has no room is not
tried. No byte changes.
Upstream: an issue for WeasyPrint, a cache of Pango layouts by style.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Hashable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from copy import copy
from functools import cache
from itertools import count
from math import inf
from operator import itemgetter
from typing import Any, NamedTuple

import weasyprint.layout.inline
import weasyprint.layout.preferred
from weasyprint.css import AnonymousStyle
from weasyprint.text.ffi import ffi, gobject, pango
from weasyprint.text.line_break import Layout, split_first_line, strut

from .native import address
from .patch import Patch

# All that `line_break` and `get_font_description` ask of a style.
PROPERTIES = (
    "direction", "font_family", "font_feature_settings", "font_kerning", "font_language_override",
    "font_size", "font_stretch", "font_style", "font_variant_alternates", "font_variant_caps",
    "font_variant_east_asian", "font_variant_ligatures", "font_variant_numeric",
    "font_variant_position", "font_variation_settings", "font_weight", "hyphenate_character",
    "hyphenate_limit_chars", "hyphenate_limit_zone", "hyphens", "lang", "letter_spacing",
    "line_height", "overflow_wrap", "tab_size", "text_decoration_line", "white_space",
    "word_break", "word_spacing",
)  # fmt: skip

_SET = frozenset(PROPERTIES)
_values = itemgetter(*PROPERTIES)

# So many letters, by the size of their font, hold a line and its next word in most fonts; if they
# do not, the whole text is taken.
_LINE_LETTERS, _MORE_LETTERS = 2.3, 16
# From so many sizes of the font on WeasyPrint looks for a line in a part of the text, too.
_WIDE = 4
# Letters that are written from right to left, and signs that tell it of others.
_LEFTWARD = re.compile(
    "[\u0590-\u08ff\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufeff"
    "\U00010800-\U00010fff\U0001e800-\U0001efff]"
)

# What ends a paragraph or a line for Pango.
_ENDS = re.compile("[\n\r\u2028\u2029]")
# What WeasyPrint takes out of a text, or sets tabs for.
_SPECIAL = re.compile("[\n\t\0]")
# So many texts may wait, shaped, until they are drawn: some 4 KiB each.
_MOST_KEPT = 8_000
# So many first lines are remembered, then all are forgotten.
_MOST_KNOWN = 10_000

_LIBRARIES = ("libpango-1.0.so.0", "libpango-1.0.0.dylib", "libpango-1.0-0.dll")

_setup, _set_text = Layout.setup, Layout.set_text
_deactivate, _reactivate = Layout.deactivate, Layout.reactivate


class _Manner:
    """How texts of one style are set: an `empty` one, ready to be copied, while the build lasts.

    `is_plain` is set where no text has spacing of its own. `strut` is how tall an empty line is.
    """

    empty: Any
    strut: Any = None

    def __init__(self, style: Any) -> None:
        self.empty = Layout.__new__(Layout)
        _setup(self.empty, style)
        self.is_plain = not style["word_spacing"] and style["letter_spacing"] in ("normal", 0)
        if style["overflow_wrap"] in ("anywhere", "break-word"):
            # WeasyPrint sets this for each text, from its beginning to its end.
            attributes = pango.pango_layout_get_attributes(self.empty.layout)
            if attributes == ffi.NULL:
                attributes = ffi.gc(pango.pango_attr_list_new(), pango.pango_attr_list_unref)
            no_hyphens = pango.pango_attr_insert_hyphens_new(False)
            pango.pango_attr_list_change(attributes, no_hyphens)
            pango.pango_layout_set_attributes(self.empty.layout, attributes)


class ShapedLines:
    """The manners and first lines of one build, and the texts that wait to be drawn.

    All that belongs to Pango is held here and not by WeasyPrint's boxes: Python may free those
    later, in another thread, while this one is at work in Pango on the same fonts.
    """

    def __init__(self) -> None:
        self._manners: dict[Hashable, _Manner] = {}
        self._known: dict[Hashable, tuple[Any, ...]] = {}
        self._kept: dict[tuple[object, int], Any] = {}
        # An appendix that is kept for the next build is drawn there too: by a number alone its
        # texts would be taken for others of that build.
        self._build, self._numbers = object(), count()

    def forget(self) -> None:
        """Free it all: the build has ended."""
        for manner in self._manners.values():
            manner.empty = None
        self._manners.clear()
        self._known.clear()
        self._kept.clear()

    def setup(self, layout: Any, style: Any) -> None:
        manner = self._manner(style)
        vars(layout).update(vars(manner.empty))
        layout.style = style
        layout.layout = _copy(manner.empty.layout)

    def set_text(self, layout: Any, text: str, justify: bool = False) -> None:
        if not justify and _has_no_room(layout, text):
            return  # its first line is the one that is there
        # Set here and not, as WeasyPrint does, when the text is drawn: that would shape it anew.
        pango.pango_layout_set_single_paragraph_mode(layout.layout, not _ENDS.search(text))
        spacing = justify and layout.justification_spacing
        if spacing or _SPECIAL.search(text) or not self._manner(layout.style).is_plain:
            _set_text(layout, text, justify)
            return
        layout.text = text
        pango.pango_layout_set_text(layout.layout, text.encode(), -1)

    def deactivate(self, layout: Any) -> None:
        if (
            "is_drawn" not in vars(layout)
            and len(self._kept) < _MOST_KEPT
            and self._may_be_drawn(layout)
        ):
            layout.number = self._build, next(self._numbers)
            self._kept[layout.number] = layout.layout
        _deactivate(layout)

    def reactivate(self, layout: Any, style: Any) -> None:
        layout.is_drawn = True
        kept = self._kept.pop(vars(layout).get("number", (None, 0)), None)
        if kept is None:
            _reactivate(layout, style)
        else:
            layout.layout, layout.style = kept, style
            layout.language = self._manner(style).empty.language

    def split(
        self,
        text: str,
        style: Any,
        context: Any,
        max_width: float | None,
        justification_spacing: float,
        is_line_start: bool = True,
        minimum: bool = False,
    ) -> tuple[Any, ...]:
        options = max_width, justification_spacing, is_line_start, minimum
        key = (self._manner(style), text, *options)
        known = self._known.get(key)
        if known is None:
            if len(self._known) == _MOST_KNOWN:
                self._known.clear()
            known = _split(text, style, context, *options)
        else:
            # A layout belongs to one box, and so does what is kept for drawing it.
            earlier, *rest = known
            known = copy(earlier), *rest
            vars(earlier).pop("number", None)
        self._known[key] = known
        return known

    def strut(self, style: Any) -> Any:
        manner = self._manner(style)
        if manner.strut is None:
            manner.strut = strut(style)
        return manner.strut

    def _manner(self, style: Any) -> _Manner:
        manner: _Manner | None = getattr(style, "manner", None)
        if manner is None or manner.empty is None:
            parent = getattr(style, "parent_style", None)  # the style of a drawing has none
            if parent is not None and _is_set_as(parent, style):
                style.manner = manner = self._manner(parent)
                return manner
            key: Hashable = (id(style.font_config), _values(style))
            try:
                manner = self._manners.get(key)
            except TypeError:  # a list or a set among them
                key = (id(style.font_config), *map(_hashable, _values(style)))
                manner = self._manners.get(key)
            if manner is None:
                manner = self._manners[key] = _Manner(style)
            style.manner = manner
        return manner

    def _may_be_drawn(self, layout: Any) -> bool:
        """Whether drawing it would shape the same line."""
        return (
            self._manner(layout.style).is_plain
            and not layout.justification_spacing
            and not _ENDS.search(layout.text)
            and pango.pango_layout_get_line_readonly(layout.layout, 1) == ffi.NULL
        )


@contextmanager
def shaped_once() -> Iterator[None]:
    """Apply the patches within this, for one build."""
    lines = ShapedLines()
    with ExitStack() as stack:
        stack.callback(lines.forget)
        for patch in patches(lines):
            stack.enter_context(patch.applied())
        yield


def patches(lines: ShapedLines) -> Iterator[Patch]:
    """The patches of the build that `lines` are of; none where Pango copies no texts."""
    if _functions() is None:
        return

    # A function, and not a method of `lines`, is handed its layout by Python itself.
    def setup(layout: Any, style: Any) -> None:
        lines.setup(layout, style)

    def set_text(layout: Any, text: str, justify: bool = False) -> None:
        lines.set_text(layout, text, justify)

    def deactivate(layout: Any) -> None:
        lines.deactivate(layout)

    def reactivate(layout: Any, style: Any) -> None:
        lines.reactivate(layout, style)

    yield Patch(Layout, "setup", setup, "fb227a55094f41d4")
    yield Patch(Layout, "set_text", set_text, "fe23ca9937dbf520")
    yield Patch(Layout, "deactivate", deactivate, "bfec3ec8406e1c82")
    yield Patch(Layout, "reactivate", reactivate, "0b89ee097104b713")
    for module in (weasyprint.layout.inline, weasyprint.layout.preferred):
        yield Patch(module, "split_first_line", lines.split, "39ad1016863ca34d")
    yield Patch(weasyprint.layout.inline, "strut", lines.strut, "b57885b70dd08efe")


def _hashable(value: Any) -> Hashable:
    if isinstance(value, list):
        return tuple(value)
    return frozenset(value) if isinstance(value, set) else value


def _is_set_as(parent: Any, style: Any) -> bool:
    """Whether text of a style is set as that of the style around it."""
    if not isinstance(style, AnonymousStyle):
        return bool(style.cascaded.keys().isdisjoint(PROPERTIES))
    return all(style[name] == parent[name] for name in _SET & style.keys())


def _split(text: str, style: Any, context: Any, max_width: float | None, *options: Any) -> Any:
    """The first line of a text, from so much of it as tells the line."""
    size = style["font_size"]
    if max_width is not None and _WIDE * size < max_width < inf:
        most = int(_LINE_LETTERS * max_width / size) + _MORE_LETTERS
        end = text.rfind(" ", 0, most) if most < len(text) else -1
        if end != -1:
            part = text[:end]
            line = split_first_line(part, style, context, max_width, *options)
            if line[2] and b" " in part.encode()[line[2] :]:
                return line
    return split_first_line(text, style, context, max_width, *options)


def _has_no_room(layout: Any, text: str) -> bool:
    """Whether a text is a beginning of what `layout` holds whose end has no room in its first line.

    WeasyPrint asks for it to see whether one more word would fit there without a space after it.
    """
    earlier = vars(layout).get("text")
    if not earlier or not earlier.startswith(text):
        return False
    functions = _functions()
    assert functions is not None
    width = functions.width(address(layout.layout))
    if width < 0 or (not text.isascii() and _LEFTWARD.search(text)) or _ENDS.search(text):
        return False
    second, end = pango.pango_layout_get_line_readonly(layout.layout, 1), len(text.encode())
    if second == ffi.NULL or end <= second.start_index:
        return False
    first = pango.pango_layout_get_line_readonly(layout.layout, 0)
    used, place = ffi.new("PangoRectangle *"), ctypes.c_int()
    pango.pango_layout_line_get_extents(first, ffi.NULL, used)
    functions.place(address(second), end, 0, ctypes.byref(place))
    # The space between the two is not counted, and is more than any kerning.
    return bool(used.width + place.value > width)


def _copy(layout: Any) -> Any:
    functions = _functions()
    assert functions is not None
    copied = functions.copy(address(layout))
    return ffi.gc(ffi.cast("PangoLayout *", copied), gobject.g_object_unref)


class _Functions(NamedTuple):
    """Functions of Pango that WeasyPrint does not use."""

    copy: Any  # a text with all that is set for it
    width: Any  # of a text's lines, or -1
    place: Any  # of a byte of the text in its line


@cache
def _functions() -> _Functions | None:
    pointer, number = ctypes.c_void_p, ctypes.c_int
    for name in _LIBRARIES:
        with suppress(OSError, AttributeError):
            library = ctypes.CDLL(name)
            copy, width = library.pango_layout_copy, library.pango_layout_get_width
            copy.argtypes, copy.restype = (pointer,), pointer
            width.argtypes, width.restype = (pointer,), number
            place = library.pango_layout_line_index_to_x
            place.argtypes = pointer, number, number, ctypes.POINTER(number)
            place.restype = None
            return _Functions(copy, width, place)
    return None
