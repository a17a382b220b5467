"""What is on a sheet and not in its text: running heads and feet, line numbers; and the
printed page numbers that they hold."""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from briefgen.model.imported import LeftOut

from .words import Row, Word, rows_of

_EDGE = 4  # rows from the top or the bottom that may be running heads or feet
_SAME_PLACE, _NEAR_PLACE = 5.0, 40.0  # points
_NUMBER = re.compile(r"(?<![\w.,/-])(\d{1,6}|[ivxl]{1,7})(?![\w/]|[.,]\d|-\w)")
_ALONE = re.compile(
    r"[-\u2013\u2014\[( ]*(?:(?:page|p\.|seite|página|pagina|s\.)\s*)?(\d{1,5}|[ivxl]{1,7})"
    r"(?:\s*(?:of|/|von|de|sur)\s*\d{1,5})?[-\u2013\u2014\]). ]*",
    re.I,
)
_LEAST_LINE_NUMBERS = 8
_MARGIN = 0.15  # of a sheet's height: where its number, or a masthead, may be
_PARTING = re.compile(r"\s[/|·•]\s")  # in a running head
_LEAST_PARTS = 3


class Cleaned(Struct, frozen=True):
    """A sheet's words without furniture, what was taken, and the rows of it."""

    words: tuple[Word, ...]
    left_out: tuple[LeftOut, ...]
    furniture: tuple[Row, ...]


class _Edge(Struct, frozen=True):
    """A row at the edge of a sheet: how far from it, and how its numbers count the sheets."""

    sheet: int
    y: float
    at_top: bool
    counted: frozenset[tuple[str, int]]


def _offsets(row: Row, sheet: int) -> frozenset[tuple[str, int]]:
    return frozenset((kind, value - sheet) for kind, value in _numbers(row.plain))


def without_furniture(sheets: Mapping[int, tuple[Sequence[Word], float]]) -> dict[int, Cleaned]:
    """For each sheet, given with its words and height, what is left and what was taken."""
    numbered = {sheet: _line_numbers(words) for sheet, (words, _) in sheets.items()}
    rows = {
        sheet: rows_of(word for word in words if word not in numbered[sheet])
        for sheet, (words, _) in sheets.items()
    }
    edges = {sheet: list(_edge(found)) for sheet, found in rows.items()}
    places: dict[str, list[_Edge]] = defaultdict(list)
    for sheet, found in edges.items():
        for row, at_top in found:
            y = sheets[sheet][1] - row.y if at_top else row.y
            places[_shape(row.plain)].append(_Edge(sheet, y, at_top, _offsets(row, sheet)))
    outer: dict[int, list[Row]] = {}
    for sheet, (_, height) in sheets.items():
        taken = outer[sheet] = []
        for at_top in (True, False):
            side = [row for row, top in edges[sheet] if top is at_top]
            repeated = [
                number
                for number, row in enumerate(side)
                if _repeats(row, sheet, height - row.y if at_top else row.y, at_top, places)
                or (number < 2 and _is_page_number(row, side[number:], alone=len(sheets) == 1))
            ]
            taken += side[: max(repeated, default=-1) + 1]
    parts = _parts_of_heads(outer.values())
    cleaned = {}
    for sheet, (words, height) in sheets.items():
        taken = [*outer[sheet], *_masthead(rows[sheet], height, parts)]
        gone = {id(word) for row in taken for word in row.words}
        middle = height / 2
        left_out = [
            LeftOut(row.plain, "head" if row.y > middle else "foot", sheet) for row in taken
        ]
        if numbered[sheet]:
            count = [word.text for word in numbered[sheet]]
            left_out.append(LeftOut(f"{count[0]} to {count[-1]}", "line-number", sheet))
        kept = tuple(word for word in words if id(word) not in gone and word not in numbered[sheet])
        cleaned[sheet] = Cleaned(kept, tuple(left_out), tuple(taken))
    return cleaned


def _edge(rows: Sequence[Row]) -> Iterator[tuple[Row, bool]]:
    """The first and the last rows of a sheet, from its edge inwards, and whether at the top."""
    half = max(len(rows) // 2, 1) if len(rows) > 1 else 0
    yield from ((row, True) for row in rows[: min(_EDGE, half)])
    yield from ((row, False) for row in rows[::-1][: min(_EDGE, half)])


def _shape(text: str) -> str:
    """A row's text without its numbers, in which running heads differ."""
    return re.sub(r"[\d\W_]+", "", _NUMBER.sub("", text).casefold())


def _repeats(
    row: Row,
    sheet: int,
    y: float,
    at_top: bool,
    places: Mapping[str, Sequence[_Edge]],
) -> bool:
    """Whether a row is at the same place of another sheet, too; or near it, with a number that
    counts the sheets."""
    shape = _shape(row.plain)
    counted = _offsets(row, sheet)
    others = [
        other
        for other in places[shape]
        if other.at_top is at_top
        and other.sheet != sheet
        and abs(other.y - y) <= (_NEAR_PLACE if counted & other.counted else _SAME_PLACE)
    ]
    if not shape:  # a number alone: it has to be a page's
        return bool(others) and _ALONE.fullmatch(row.plain.strip()) is not None
    return bool(others)


def _parts_of_heads(furniture: Iterable[Sequence[Row]]) -> dict[str, float]:
    """What signs part in the running heads and feet of several sheets (“Register / Vol. 85 /
    August 6”), with the size of its letters."""
    found = [row for rows in furniture for row in rows]
    sheets = Counter(_shape(row.plain) for row in found)
    parts: dict[str, float] = {}
    for row in found:
        several = _PARTING.split(row.plain)
        if sheets[_shape(row.plain)] > 1 and len(several) >= _LEAST_PARTS:
            parts |= dict.fromkeys((part.strip() for part in several), row.size)
    return parts


def _masthead(rows: Sequence[Row], height: float, parts: Mapping[str, float]) -> list[Row]:
    """The rows at the top of a first sheet that have, one below the other, what its running head
    would have; a title in larger letters is none."""
    found = [
        row
        for row in rows
        if row.y > height * (1 - _MARGIN) and row.size <= parts.get(row.plain.strip(), 0)
    ]
    return found if len(found) > 1 else []


def _is_page_number(row: Row, side: Sequence[Row], *, alone: bool) -> bool:
    """Whether the outermost row of a document's only sheet is its page number."""
    if not alone or not _ALONE.fullmatch(row.plain.strip()) or len(side) < 2:
        return False
    return abs(row.y - side[1].y) > 1.7 * row.size


def _line_numbers(words: Sequence[Word]) -> tuple[Word, ...]:
    """The numbers left of the text that count its lines."""
    numbers = [word for word in words if re.fullmatch(r"\d{1,3}", word.text)]
    others = [word.x0 for word in words if not re.fullmatch(r"\d{1,3}", word.text)]
    if len(numbers) < _LEAST_LINE_NUMBERS or not others:
        return ()
    left = sorted(others)[len(others) // 20]
    column = sorted((word for word in numbers if word.x1 < left + 1), key=lambda word: -word.y)
    chain: list[Word] = []
    for word in column:
        if not chain or int(word.text) == int(chain[-1].text) + 1:
            chain.append(word)
    if not _counts_lines(chain, words):
        return ()
    steps = {int(b.text) - int(a.text) for a, b in itertools.pairwise(chain)}
    counts = len(chain) >= _LEAST_LINE_NUMBERS and steps == {1}
    return tuple(chain) if counts and len(chain) >= 0.7 * len(column) else ()


def _counts_lines(chain: Sequence[Word], words: Sequence[Word]) -> bool:
    """Whether numbers are as large as the text and on most of its lines."""
    if len(chain) < _LEAST_LINE_NUMBERS:
        return False
    top, bottom = chain[0].y + 1, chain[-1].y - 1
    between = [word for word in words if bottom <= word.y <= top and word not in chain]
    sizes = sorted(word.size for word in between)
    lines = len({round(word.y / word.size) for word in between})
    as_large = not sizes or chain[0].size > 0.7 * sizes[len(sizes) // 2]
    return as_large and lines <= 1.3 * len(chain)


# --- Page numbers ---------------------------------------------------------------


def printed_pages(cleaned: Mapping[int, Cleaned], labels: Mapping[int, str]) -> dict[int, str]:
    """The printed page number of each sheet that has one.

    A number in a head or foot is one if it is the sheet's number plus what it is on the sheet
    before or after, too. A sheet between two such, and one before page 2, has the number that
    is due. Where none is printed, the file's own page labels count if they say more than the
    sheet's number.
    """
    furniture = {sheet: one.furniture for sheet, one in cleaned.items()}
    offsets: dict[int, set[tuple[str, int]]] = {
        sheet: {(kind, value - sheet) for row in rows for kind, value in _numbers(row.plain)}
        for sheet, rows in furniture.items()
    }
    found: dict[int, tuple[str, int]] = {}
    for sheet, here in offsets.items():
        near = offsets.get(sheet - 1, set()) | offsets.get(sheet + 1, set())
        chosen = sorted(here & near)
        if len(chosen) == 1 or (chosen and _previous(found, sheet) in chosen):
            previous = _previous(found, sheet)
            found[sheet] = previous if previous in chosen else chosen[0]
    pages = {sheet: _written(*one, sheet) for sheet, one in found.items()}
    for sheet in furniture:
        if sheet in pages:
            continue
        before, after = found.get(sheet - 1), found.get(sheet + 1)
        if (before and before == after) or (after and not before and after[1] + sheet == 1):
            pages[sheet] = _written(*after, sheet)
    if not pages and any(label != str(sheet) for sheet, label in labels.items() if label):
        return {sheet: label for sheet, label in labels.items() if label}
    if not pages and len(furniture) == 1:
        (sheet, rows), *_ = furniture.items()
        alone = [match[1] for row in rows if (match := _ALONE.fullmatch(row.plain.strip()))]
        return {sheet: alone[0]} if len(alone) == 1 else {}
    return {sheet: page for sheet, page in sorted(pages.items()) if page}


def with_due_numbers(
    cleaned: Mapping[int, Cleaned], pages: Mapping[int, str], heights: Mapping[int, float]
) -> tuple[dict[int, Cleaned], dict[int, str]]:
    """Also the sheets without a head, such as a first one with a masthead: where the number
    that is due is alone at the top or the foot, it is the sheet's."""
    kept, numbers = dict(cleaned), dict(pages)
    for sheet, one in cleaned.items():
        following = pages.get(sheet + 1, "")
        if sheet in pages or not following.isdecimal():
            continue
        due = str(int(following) - 1)
        rows = rows_of(one.words)
        margin = _MARGIN * heights[sheet]
        at_edge = [
            row
            for row in rows
            if row.plain.strip() == due and not margin < row.y < heights[sheet] - margin
        ]
        if len(at_edge) == 1:
            gone = {id(word) for word in at_edge[0].words}
            kept[sheet] = Cleaned(
                tuple(word for word in one.words if id(word) not in gone),
                (*one.left_out, LeftOut(due, "page-number", sheet)),
                (*one.furniture, at_edge[0]),
            )
            numbers[sheet] = due
    return kept, dict(sorted(numbers.items()))


def _previous(found: Mapping[int, tuple[str, int]], sheet: int) -> tuple[str, int] | None:
    return found.get(sheet - 1)


def _numbers(text: str) -> Iterator[tuple[str, int]]:
    """The numbers at a row's ends, or after “Page”."""
    matches = list(_NUMBER.finditer(text))
    for match in matches:
        at_end = not text[: match.start()].strip(" -–—|[(") or not text[match.end() :].strip(
            " -–—|])."
        )
        named = re.search(r"(?:page|p\.|pg\.?:?|seite)\s*$", text[: match.start()], re.I)
        if at_end or named:
            if match[1].isdecimal():
                yield "arabic", int(match[1])
            elif (value := _roman(match[1])) is not None:
                yield "roman", value


_ROMAN = ((50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def _written(kind: str, offset: int, sheet: int) -> str:
    value = sheet + offset
    if value < 1:
        return ""
    if kind == "arabic":
        return str(value)
    text = ""
    for worth, letters in _ROMAN:
        while value >= worth:
            text += letters
            value -= worth
    return text


def _roman(text: str) -> int | None:
    for value in range(1, 90):
        if _written("roman", value, 0) == text:
            return value
    return None
