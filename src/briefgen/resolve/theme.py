"""The theme that a brief names: whether it can be used, and which parts it prints."""

from __future__ import annotations

from briefgen.errors import BriefgenError
from briefgen.load.library import Library
from briefgen.markdown.notices import Notices, Unavailable
from briefgen.model.brief import Brief


def parts_of_theme(brief: Brief, library: Library, notices: Notices) -> tuple[str, ...] | None:
    """The parts that the brief's theme prints; None where it is not there or cannot be used,
    which is a problem in `notices` if the brief names it."""
    name = brief.theme
    if name in (known := library.themes):
        try:
            return library.theme_parts(name)
        except BriefgenError as error:
            message = f"theme “{name}” cannot be used: {error.at}: {error.message}"
            hint = error.hint or "Mend that file, or choose another theme."
    else:
        from briefgen.matching.nearest import nearest_names  # noqa: PLC0415 - seldom wanted

        message, near = f"there is no theme {name}", nearest_names(name, known)
        hint = f"Did you mean {near[0]}?" if near else f"The themes are {', '.join(known)}."
    if brief.theme_at:
        notices.problems.append(Unavailable(message, hint, brief.theme_at))
    return None
