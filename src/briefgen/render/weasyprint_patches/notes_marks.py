"""Calls and markers of notes styled for notes alone.

Replaces: `StyleFor.set_computed_styles`, by which WeasyPrint makes the style of an element, and
those of what is before, after and beside it.
Why: its own style sheet gives every element the call, the marker and the way back of a note, five
styles each, a fiftieth of a build. They are asked for where an element is a note.
Upstream: an issue for WeasyPrint, to make these when they are asked for.
"""

from __future__ import annotations

from typing import Any

from weasyprint.css import StyleFor

from .patch import Patch

_OF_FOOTNOTES = {"footnote-call", "footnote-marker"}
_OF_NOTES = {"note-call", "note-marker", "note-callback"}

_set = StyleFor.set_computed_styles


def _set_styles(self: Any, element: Any, parent: Any, **named: Any) -> None:
    kind = named.get("pseudo_type")
    if kind in _OF_FOOTNOTES or kind in _OF_NOTES:
        style = self.get_computed_styles()[parent, None]
        is_note = style["position"][0] == "note()"
        if not (style["float"] == "footnote" if kind in _OF_FOOTNOTES else is_note):
            return
    _set(self, element, parent, **named)


PATCH = Patch(StyleFor, "set_computed_styles", _set_styles, "b5b15856b8beff3f", is_equal=True)
