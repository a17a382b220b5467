"""A source's full reference, in Chicago's full-note form as far as the catalogue goes.

Chicago Manual of Style, 17th ed., 14.19 ff.; what the catalogue does not say stays
unsaid, a missing date apart, which prints `n.d.` (14.145).
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton
from msgspec.structs import replace

from briefgen.model.source import Name, PartialDate, Reference


def full_reference(reference: Reference, labels: Mapping[str, str], language: str) -> str:
    """Title, then author, container, publisher, date, as a note gives them; no full stop."""
    published = ": ".join(part for part in (reference.publisher_place, reference.publisher) if part)
    parts = [
        title(reference, labels),
        names(reference.author, labels),
        labels["edited_by"].format(names=names(reference.editor, labels))
        if reference.editor
        else "",
        reference.container_title,
        reference.genre,
        labels["number"].format(number=reference.number) if reference.number else "",
        published,
        printed_date(reference.issued, language) or labels["no_date"],
        f"https://doi.org/{reference.doi}" if reference.doi else reference.url,
        labels["accessed"].format(date=printed_date(reference.accessed, language))
        if reference.accessed
        else "",
    ]
    return ", ".join(part for part in parts if part)


def title(reference: Reference, labels: Mapping[str, str]) -> str:
    """The title in quotation marks; one in brackets is a description and has none."""
    if reference.title.startswith("[") and reference.title.endswith("]"):
        return reference.title
    return f"{labels['open_quote']}{reference.title}{labels['close_quote']}"


def names(people: Sequence[Name], labels: Mapping[str, str]) -> str:
    """`Given Family, Given Family and Body`."""
    written = [name.literal or f"{name.given} {name.family}".strip() for name in people]
    if len(written) < 2:
        return "".join(written)
    return f"{', '.join(written[:-1])} {labels['and']} {written[-1]}"


def printed_date(when: PartialDate | datetime.date | None, language: str) -> str:
    """A date as `language` (BCP 47) writes it out; empty where there is none."""
    if when is None:
        return ""
    locale = _locale(language)
    if isinstance(when, datetime.date):
        return _full_date(when, locale)
    if when.until:
        dash = "–" if when.month is None and when.until.month is None else " – "
        ends = replace(when, until=None), when.until
        return dash.join(printed_date(end, language) for end in ends)
    if when.month is None:
        return str(when.year)
    if when.day is None:
        first = datetime.date(when.year, when.month, 1)
        return format_skeleton("yMMMM", first, locale=locale)
    return _full_date(datetime.date(when.year, when.month, when.day), locale)


def _full_date(day: datetime.date, locale: Locale) -> str:
    written = format_date(day, "long", locale=locale)
    # Unicode's data has no ordinals; French uses one for the first of a month.
    return written.replace("1 ", "1er ", 1) if locale.language == "fr" and day.day == 1 else written


def _locale(language: str) -> Locale:
    """The locale of a language tag, or of its language alone; English where none is known."""
    for tag in (language, language.split("-", maxsplit=1)[0]):
        try:
            return Locale.parse(tag, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return Locale("en")
