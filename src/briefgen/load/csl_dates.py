"""A date of a CSL library, as Pandoc, Zotero and Better BibTeX export it: read and written.

Citation Style Language 1.0.2 and EDTF, ISO 8601-2:2019 levels 0 and 1.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from msgspec.structs import replace

from briefgen.model.lazy_pattern import lazy_pattern
from briefgen.model.source import PartialDate
from briefgen.syntax.fields import is_blank, words
from briefgen.syntax.forms import WrongError, kind_of
from briefgen.syntax.nodes import MappingNode, Node, Plain, ScalarNode, SequenceNode, find

_DATE_HINT = "Write 2025-11-28, 2025-11 or 2025."
_EDTF = lazy_pattern(
    r"(?P<year>[0-9]{4})"
    r"(?:-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2})(?:T[0-9:.]+(?:Z|[+-][0-9:]+)?)?)?)?"
    r"(?P<mark>[~?%]?)"
)
_SEASONS = {"spring": 1, "summer": 2, "autumn": 3, "fall": 3, "winter": 4}
_SEASONS |= {"1": 1, "2": 2, "3": 3, "4": 4}
_OPEN = frozenset({"", ".."})


def read_date(node: Node) -> PartialDate | None:
    """A date in any of the forms of CSL-JSON, CSL-YAML and EDTF."""
    if _is_empty(node):  # as exports write it too
        return None
    match node:
        case ScalarNode():
            return _of_text(" ".join(words(node).value.split()))
        case SequenceNode(items=items):
            return _range([_of_mapping(item) for item in items])
        case MappingNode():
            return _of_mapping(node)
    raise WrongError(f"a date was expected, not {kind_of(node)}", _DATE_HINT)


def _is_empty(node: Node) -> bool:
    match node:
        case SequenceNode(items=items):
            return all(map(_is_empty, items))
        case MappingNode(entries=entries):
            return all(_is_empty(entry.value) for entry in entries.values())
    return is_blank(node)


def _of_text(text: str) -> PartialDate:
    """`2025-11-28`, `1920~`, `2014/2015`, `2015-22` (summer); any other text stays as it is."""
    typed = text.replace("\\", "")
    ends = typed.split("/")
    if len(ends) == 2:
        first, last = ends
        if first not in _OPEN and last in _OPEN and (begin := _edtf(first)):
            return replace(begin, open_end=True)
        if first in _OPEN and (end := _edtf(last)):
            return replace(end, open_start=True)
        if (begin := _edtf(first)) and (end := _edtf(last)):
            return _range([begin, end])
    elif found := _edtf(typed):
        return found
    if re.fullmatch(r"[0-9]+(?:-[0-9]+){1,2}", typed):
        raise WrongError(f"`{typed}` is not a date", _DATE_HINT)
    return PartialDate(literal=text)


def _edtf(text: str) -> PartialDate | None:
    match = _EDTF.fullmatch(text)
    if not match:
        return None
    parts = (match["year"], match["month"], match["day"])
    found = _of_parts([int(part) for part in parts if part])
    mark = match["mark"] or "-"
    return replace(found, circa=mark in "~%", uncertain=mark in "?%")


def _of_mapping(node: Node) -> PartialDate:
    """`{date-parts: [[2025, 11]], circa: true}`, `{year: 2025, month: 11}`, `{raw: …}`."""
    if isinstance(node, ScalarNode):
        return _of_text(words(node, "a date").value)
    if not isinstance(node, MappingNode):
        raise WrongError(f"a date was expected, not {kind_of(node)}", _DATE_HINT)
    season = _season(_plain(node, "season"))
    marked = _plain(node, "circa") not in ("", "0", "false")
    if parts := find(node, ("date-parts",)):
        found = _of_date_parts(parts)
    elif year := _plain(node, "year"):
        typed = [year, _plain(node, "month"), _plain(node, "day")]
        found = _of_parts([_number(part) for part in typed if part])
    elif text := _plain(node, "raw") or _plain(node, "edtf"):
        found = _of_text(text)
    else:
        found = PartialDate(literal=_plain(node, "literal"))
        if not found.literal:
            raise WrongError("this date is empty", _DATE_HINT)
    season = found.season if found.month else season or found.season
    return replace(found, circa=found.circa or marked, season=season)


def _of_date_parts(node: Node) -> PartialDate:
    """The date of `[[2025, 11, 28]]` or `[2025, 11, 28]`, the range of `[[2025, 11], [2026]]`."""
    items = node.items if isinstance(node, SequenceNode) else ()
    lists = items if all(isinstance(item, SequenceNode) for item in items) else ()
    return _range([_of_parts(list(_numbers(one))) for one in lists or [node]])


def _range(dates: list[PartialDate]) -> PartialDate:
    match dates:
        case [day]:
            return day
        case [first, last] if first == last:
            return first
        case [first, last] if last.year == 0:
            return replace(first, open_end=True)
        case [first, last] if _order(first) < _order(last):
            return replace(first, until=last)
    raise WrongError("a date is one date, or two of which the first is earlier", _DATE_HINT)


def _order(when: PartialDate) -> tuple[int, int, int, int]:
    return when.year, when.month or 0, when.day or 0, when.season or 0


def _numbers(node: Node) -> Iterator[int]:
    for part in node.items if isinstance(node, SequenceNode) else [node]:
        if not isinstance(part, ScalarNode):
            raise WrongError("`date-parts` are a year, perhaps a month and a day", _DATE_HINT)
        if part.text.value.strip():
            yield _number(part.text.value.strip())


def _number(text: str) -> int:
    if not re.fullmatch("-?[0-9]{1,4}", text):
        raise WrongError(f"`{text}` is not a part of a date", _DATE_HINT)
    return int(text)


def _of_parts(parts: list[int]) -> PartialDate:
    if parts == [0]:  # how an open end is written
        return PartialDate()
    if parts and parts[0] < 0:
        return PartialDate(literal=f"{-parts[0]} BC")
    while len(parts) > 1 and parts[-1] == 0:  # what is not known
        del parts[-1]
    if len(parts) == 2 and 21 <= parts[1] <= 24:
        return PartialDate(parts[0], season=parts[1] - 20)
    if not 1 <= len(parts) <= 3:
        raise WrongError("a date is a year, perhaps a month and a day", _DATE_HINT)
    try:
        date(*[*parts, 1, 1][:3])
    except ValueError:
        raise WrongError(
            f"the date {'-'.join(map(str, parts))} does not exist", _DATE_HINT
        ) from None
    month, day = [*parts[1:], None, None][:2]
    return PartialDate(parts[0], month, day)


def _season(text: str) -> int | None:
    return _SEASONS.get(text.casefold()) or _SEASONS.get(text.removeprefix("2"))


def _plain(node: MappingNode, key: str) -> str:
    value = find(node, (key,))
    return value.text.value.strip() if isinstance(value, ScalarNode) else ""


# --- Written ---


def written_date(when: PartialDate | None) -> Plain:
    """A date as `read_date` reads it; empty for none."""
    if when is None:
        return ""
    if when.literal:
        return {"literal": when.literal}
    if when.until:
        if when.season or when.until.season or when.uncertain or when.until.uncertain:
            return f"{_written_edtf(when)}/{_written_edtf(when.until)}"
        ends: list[Plain] = [[*_parts(when)], [*_parts(when.until)]]
        return {"date-parts": ends, **({"circa": "true"} if when.circa else {})}
    start, end = "/" * when.open_start, "/" * when.open_end
    return f"{start}{_written_edtf(when)}{end}"


def _written_edtf(when: PartialDate) -> str:
    mark = {(True, True): "%", (True, False): "~", (False, True): "?"}
    month = f"-{when.season + 20}" if when.season else ""
    return "-".join(_parts(when)) + month + mark.get((when.circa, when.uncertain), "")


def _parts(when: PartialDate) -> Iterator[str]:
    yield f"{when.year:04}"
    yield from (f"{part:02}" for part in (when.month, when.day) if part)
