"""Dates as a language writes them out, by Unicode's data (CLDR).

That data is large, and proving a PDF must not need it: all that a brief's language says of
dates is two labels, which `date_words` makes and the evidence of a PDF keeps.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from functools import cache

from briefgen.model.source import PartialDate

_DAYS, _MONTHS = "dates", "months"
# Most briefs are in English, whose dates need no data.
_ENGLISH = ("en", "en-US")
_ENGLISH_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
# Numbers that no language's names of months hold.
_DAY, _YEAR = 27, 2345


@cache
def date_words(language: str) -> Mapping[str, str]:
    """The labels of dates in `language` (BCP 47), English where it is unknown: `dates` has for
    each month a date with `{day}` and `{year}`, `months` has it without a day."""
    if language in _ENGLISH:
        return {
            _DAYS: "|".join(f"{month} {{day}}, {{year}}" for month in _ENGLISH_MONTHS),
            _MONTHS: "|".join(f"{month} {{year}}" for month in _ENGLISH_MONTHS),
        }
    return _by_unicode(language)


def _by_unicode(language: str) -> Mapping[str, str]:
    # Large, and not needed to prove a PDF.
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415
    from babel.dates import format_date, format_skeleton  # noqa: PLC0415

    locale = Locale("en")
    for tag in (language, language.split("-", maxsplit=1)[0]):
        try:
            locale = Locale.parse(tag, sep="-")
            break
        except (UnknownLocaleError, ValueError):
            continue
    in_two = "07" in format_date(datetime.date(_YEAR, 1, 7), "long", locale=locale)
    day = "{day_in_two}" if in_two else "{day}"
    days, months = [], []
    for month in range(1, 13):
        one = datetime.date(_YEAR, month, _DAY)
        written = format_date(one, "long", locale=locale).replace(str(_DAY), day)
        days.append(written.replace(str(_YEAR), "{year}"))
        written = format_skeleton("yMMMM", one, locale=locale)
        months.append(written.replace(str(_YEAR), "{year}"))
    return {_DAYS: "|".join(days), _MONTHS: "|".join(months)}


def with_dates(labels: Mapping[str, str], language: str) -> Mapping[str, str]:
    """`labels` with those of dates, if they are not among them."""
    known = _DAYS in labels and _MONTHS in labels
    return labels if known else {**date_words(language), **labels}


def printed_date(
    when: PartialDate | datetime.date | None, language: str, labels: Mapping[str, str]
) -> str:
    """A date as `labels` of `language` (BCP 47) write it out; empty where there is none."""
    if when is None:
        return ""
    if isinstance(when, datetime.date):
        return _full_date(when, language, labels)
    if when.literal:
        return when.literal
    first = _one_date(when, language, labels)
    if when.until:
        last = when.until
        short = not (when.month or when.season or last.month or last.season)
        first = f"{first}{'–' if short else ' – '}{_one_date(last, language, labels)}"
    elif when.open_end:
        first = f"{first}–"
    elif when.open_start:
        first = f"–{first}"
    if when.uncertain or (when.until and when.until.uncertain):
        first = f"{first} (?)"
    circa = when.circa or (when.until is not None and when.until.circa)
    return labels["circa"].format(date=first) if circa else first


def _one_date(when: PartialDate, language: str, labels: Mapping[str, str]) -> str:
    if when.season:
        return f"{labels['seasons'].split()[when.season - 1]} {when.year}"
    if when.month is None:
        return str(when.year)
    if when.day is None:
        return labels[_MONTHS].split("|")[when.month - 1].format(year=when.year)
    return _full_date(datetime.date(when.year, when.month, when.day), language, labels)


def _full_date(day: datetime.date, language: str, labels: Mapping[str, str]) -> str:
    pattern = labels[_DAYS].split("|")[day.month - 1]
    written = pattern.format(day=day.day, day_in_two=f"{day.day:02}", year=day.year)
    is_french = language.partition("-")[0].lower() == "fr"
    # Unicode's data has no ordinals; French uses one for the first of a month.
    return written.replace("1 ", "1er ", 1) if is_french and day.day == 1 else written
