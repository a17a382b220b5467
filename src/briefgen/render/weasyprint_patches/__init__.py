"""Changes to WeasyPrint and what it uses, one module each.

Each replaces one function while a document is laid out and written: for the thread that
does so only, and not where the function is another than the one that was replaced when the
patch was written. A module says why, and what should become of it upstream.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import date
from threading import RLock

from . import engine  # noqa: F401 - WeasyPrint is imported there first

# isort: split
from . import (
    bare_boxes,
    below_floats,
    conforming_html,
    descendants,
    fixed_axes,
    font_date,
    font_faces,
    glyph_runs,
    glyph_texts,
    initial_values,
    letter_breaks,
    line_starts,
    link_areas,
    listed_names,
    matrices,
    moved_boxes,
    normal_flow,
    notes_area,
    notes_marks,
    notes_order,
    outside_markers,
    screen_profile,
    shaped_lines,
    stale_floats,
    style_sheets,
    tag_tree,
    unplaced_pictures,
    unseen_words,
    used_sizes,
    value_bytes,
)

# Neither WeasyPrint nor Pango promises that two threads may lay out at a time, and Python
# would not let them run at once anyway.
_ONE_AT_A_TIME = RLock()


@contextmanager
def patched(day: date, *, conforming: bool = False) -> Iterator[None]:
    """Lay out and write within this, one thread at a time; fonts are dated by `day`.

    `conforming` says that the HTML comes from the packaged templates alone.
    """
    with _ONE_AT_A_TIME, ExitStack() as stack:
        for patch in (
            notes_area.PATCH,
            notes_marks.PATCH,
            notes_order.PATCH,
            stale_floats.PATCH,
            fixed_axes.PATCH,
            font_faces.PATCH,
            glyph_texts.PATCH,
            style_sheets.PATCH,
            *listed_names.PATCHES,
            *initial_values.PATCHES,
            *used_sizes.PATCHES,
            *letter_breaks.PATCHES,
            below_floats.PATCH,
            *line_starts.PATCHES,
            outside_markers.PATCH,
            unplaced_pictures.PATCH,
            descendants.PATCH,
            moved_boxes.PATCH,
            normal_flow.PATCH,
            tag_tree.PATCH,
            value_bytes.PATCH,
            link_areas.PATCH,
            matrices.PATCH,
            screen_profile.PATCH,
            glyph_runs.PATCH,
            bare_boxes.PATCH,
            unseen_words.PATCH,
        ):
            stack.enter_context(patch.applied())
        stack.enter_context(font_date.dated(day))
        if conforming:
            stack.enter_context(conforming_html.PATCH.applied())
        stack.enter_context(shaped_lines.shaped_once())
        yield
