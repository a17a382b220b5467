"""What a reader's mark paints, by its appearance and by what viewers draw without one
(ISO 32000-1, 8.5 and 12.5): squares of one point, each with the colour that is laid over it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any, TypeAlias

from msgspec import Struct
from msgspec.structs import replace
from pypdf.generic import ContentStream, StreamObject

from .mark_colours import THROUGH, Colour, as_light
from .page_digest import entry_of
from .pdf_shapes import Box, common

Square: TypeAlias = tuple[int, int]
Point: TypeAlias = tuple[float, float]
Matrix: TypeAlias = tuple[float, float, float, float, float, float]

_SAME: Matrix = (1, 0, 0, 1, 0, 0)
_BLACK: Colour = (0, 0, 0)
_GAP = 0.25  # points: gaps between lines in which nothing can be read are twice as wide
_STEPS = 8  # straight lines in place of a curve
_HOW_DEEP = 4
_MOST = 5_000_000  # squares that an appearance paints, one as often as it is
_FILLS = {"f", "F", "f*", "B", "B*", "b", "b*"}
_LINES = {"S", "s", "B", "B*", "b", "b*"}


class Paint(Struct, frozen=True):
    """A colour, how much of it, and whether what is below shows through."""

    colour: Colour
    alpha: float = 1
    is_through: bool = False


Layer: TypeAlias = tuple[Paint, set[Square]]


class _State(Struct, frozen=True):
    matrix: Matrix
    lines: Paint = Paint(_BLACK)
    fill: Paint = Paint(_BLACK)
    width: float = 1


def layers(mark: Any, kind: str, limits: Box) -> Iterator[list[Layer]]:
    """What a mark paints within `limits`, from the bottom: by each of its appearances, and
    without any."""
    bounds = common(_box(mark.get("/Rect", ())), limits)
    for look in _streams(mark.get("/AP"), _HOW_DEEP):
        painter = _Painter(bounds)
        painter.draw(look, _State(_onto(look, mark)), _HOW_DEEP)
        yield painter.layers
    painter = _Painter(limits)
    alpha, width = _number(mark, "/CA", 1), _number(entry_of(mark, "/BS"), "/W", 1)
    paint = Paint(as_light(_numbers(mark.get("/C", ()))), alpha, kind == "Highlight")
    for line in _each(mark.get("/InkList", ())) if kind == "Ink" else ():
        points = _pairs(_numbers(line))
        painter.put(paint, _stroked([points], width, painter.limits))
    is_coloured = kind == "Highlight" and _numbers(mark.get("/C", ()))  # else it is yellow
    quads = _numbers(mark.get("/QuadPoints", ())) if is_coloured else []
    for start in range(0, len(quads) - 7, 8):
        left, bottom, right, top = _box(quads[start : start + 8])
        corners = [(left, bottom), (right, bottom), (right, top), (left, top)]
        painter.put(paint, _filled([corners], painter.limits))
    yield painter.layers


def _streams(looks: Any, levels: int) -> Iterator[Any]:
    entry = looks.get_object() if looks is not None and levels else None
    if isinstance(entry, StreamObject):
        yield entry
    elif isinstance(entry, dict):
        for name in entry:
            yield from _streams(entry[name], levels - 1)


def _onto(look: Any, mark: Any) -> Matrix:
    """What puts an appearance onto its mark's rectangle (12.5.5)."""
    matrix = _matrix(_numbers(look.get("/Matrix", ())))
    own, rect = _numbers(look.get("/BBox", ())), _box(mark.get("/Rect", ()))
    if len(own) != 4:
        return matrix
    left, bottom, right, top = _box(own)
    corners = (_at(matrix, x, y) for x in (left, right) for y in (bottom, top))
    box = _box([part for corner in corners for part in corner])
    across = (rect[2] - rect[0]) / (box[2] - box[0] or 1)
    along = (rect[3] - rect[1]) / (box[3] - box[1] or 1)
    put = (across, 0, 0, along, rect[0] - across * box[0], rect[1] - along * box[1])
    return _times(matrix, put)


class _Painter:
    """Interprets appearances."""

    def __init__(self, limits: Box) -> None:
        self.limits = limits
        self.layers: list[Layer] = []
        self._left = _MOST

    def put(self, paint: Paint, squares: Iterable[Square]) -> None:
        found = set[Square]()
        for square in squares:
            found.add(square)
            self._left -= 1
            if self._left < 0:
                raise ValueError("a mark draws too much")
        self.layers.append((paint, found))

    def draw(self, look: Any, state: _State, levels: int) -> None:
        """A form; its own matrix is in `state`."""
        resources = entry_of(look, "/Resources")
        saved: list[_State] = []
        paths: list[list[Point]] = []
        for given, raw in ContentStream(look, None).operations:
            name = raw.decode("latin-1")
            parts = [float(one) for one in given if isinstance(one, int | float)]
            if name == "q":
                saved.append(state)
            elif name == "Q":
                state = saved.pop() if saved else state
            elif name == "cm":
                state = replace(state, matrix=_times(_matrix(parts), state.matrix))
            elif name == "w":
                state = replace(state, width=parts[0])
            elif name == "gs":
                state = _with(state, entry_of(entry_of(resources, "/ExtGState"), given[0]))
            elif name in ("g", "rg", "k", "sc", "scn", "cs"):
                state = replace(state, fill=replace(state.fill, colour=as_light(parts)))
            elif name in ("G", "RG", "K", "SC", "SCN", "CS"):
                state = replace(state, lines=replace(state.lines, colour=as_light(parts)))
            elif name in ("Do", "INLINE IMAGE"):
                form = entry_of(resources, "/XObject").get(given[0]) if name == "Do" else None
                form = form.get_object() if form is not None else None
                if form is not None and form.get("/Subtype") == "/Form":
                    self._put(form, state, levels - 1)
                else:
                    corners = [_at(state.matrix, x, y) for x, y in _UNIT]
                    self.put(replace(state.fill, colour=_BLACK), _filled([corners], self.limits))
            elif name == "sh":
                left, bottom, right, top = self.limits
                corners = [(left, bottom), (right, bottom), (right, top), (left, top)]
                self.put(replace(state.fill, colour=_BLACK), _filled([corners], self.limits))
            elif not _trace(paths, name, parts, state.matrix):
                self._paint(paths, name, state)
                paths = [] if name in {*_FILLS, *_LINES, "n"} else paths

    def _put(self, form: Any, state: _State, levels: int) -> None:
        """A form in another."""
        own = replace(
            state, matrix=_times(_matrix(_numbers(form.get("/Matrix", ()))), state.matrix)
        )
        if not levels:
            return
        if "/Group" not in form:
            self.draw(form, own, levels)
            return
        # A group is drawn for itself and then laid over what is below.
        start, fill = len(self.layers), state.fill
        self.draw(
            form, replace(own, fill=Paint(fill.colour), lines=Paint(state.lines.colour)), levels
        )
        for at, (paint, squares) in enumerate(self.layers[start:], start):
            is_through = paint.is_through or fill.is_through
            laid = replace(paint, alpha=paint.alpha * fill.alpha, is_through=is_through)
            self.layers[at] = laid, squares

    def _paint(self, paths: list[list[Point]], name: str, state: _State) -> None:
        if name in ("s", "b", "b*"):
            _trace(paths, "h", [], state.matrix)
        if name in _FILLS:
            self.put(state.fill, _filled(paths, self.limits, is_even="*" in name))
        if name in _LINES:
            a, b, c, d, *_ = state.matrix
            width = state.width * math.sqrt(abs(a * d - b * c))
            self.put(state.lines, _stroked(paths, width, self.limits))


_UNIT = ((0, 0), (1, 0), (1, 1), (0, 1))


def _with(state: _State, changes: Any) -> _State:
    """A state after those of an `ExtGState`."""
    mode = changes.get("/BM")
    for key, name in (("/ca", "fill"), ("/CA", "lines")):
        paint: Paint = getattr(state, name)
        if mode is not None:
            modes = mode if isinstance(mode, list) else [mode]
            paint = replace(paint, is_through=modes[:1] != [] and modes[0] in THROUGH)
        state = replace(state, **{name: replace(paint, alpha=_number(changes, key, paint.alpha))})
    return replace(state, width=_number(changes, "/LW", state.width))


def _trace(paths: list[list[Point]], name: str, parts: list[float], matrix: Matrix) -> bool:
    """Add to `paths` what an operator draws; whether it is one that does."""
    points = [_at(matrix, x, y) for x, y in _pairs(parts)]
    if name == "m" and points:
        paths.append(points)
    elif name == "re" and len(parts) == 4:
        x, y, wide, tall = parts
        corners = [(x + wide * i, y + tall * j) for i, j in (*_UNIT, (0, 0))]
        paths.append([_at(matrix, *corner) for corner in corners])
    elif name == "l" and paths:
        paths[-1] += points
    elif name in ("c", "v", "y") and paths and points:
        start = paths[-1][-1]
        first = start if name == "v" else points[0]
        second = points[-1] if name == "y" else points[-2]
        paths[-1] += _curve((start, first, second, points[-1]))
    elif name == "h" and paths:
        paths[-1].append(paths[-1][0])
    else:
        return False
    return True


def _curve(points: Sequence[Point]) -> Iterator[Point]:
    for step in range(1, _STEPS + 1):
        t = step / _STEPS
        weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
        yield (
            sum(weight * x for weight, (x, _) in zip(weights, points, strict=True)),
            sum(weight * y for weight, (_, y) in zip(weights, points, strict=True)),
        )


# --- Squares --------------------------------------------------------------------------


def inside(low: float, high: float) -> range:
    """The squares of a row or column whose middle is between two places."""
    return range(math.ceil(low - 0.5), math.floor(high - 0.5) + 1)


def _filled(
    paths: Sequence[list[Point]], limits: Box, *, is_even: bool = False
) -> Iterator[Square]:
    closed = [[*path, path[0]] for path in paths if path]
    crossings: dict[int, list[tuple[float, int]]] = {}
    for (x, y), (to_x, to_y) in (pair for path in closed for pair in pairwise(path)):
        for row in inside(max(min(y, to_y), limits[1]), min(max(y, to_y), limits[3])):
            middle = row + 0.5
            if min(y, to_y) <= middle < max(y, to_y):
                at = x + (to_x - x) * (middle - y) / (to_y - y)
                crossings.setdefault(row, []).append((at, 1 if to_y > y else -1))
    for row, found in crossings.items():
        around = 0
        for (at, turn), (next, _) in pairwise(sorted(found)):
            around += 1 if is_even else turn
            if around % 2 if is_even else around:
                for column in inside(max(at, limits[0]), min(next, limits[2])):
                    yield column, row
    yield from _stroked(closed, 0, limits)


def _stroked(paths: Iterable[Sequence[Point]], width: float, limits: Box) -> Iterator[Square]:
    half = width / 2 + _GAP
    for start, end in (pair for path in paths for pair in pairwise(path)):
        yield from _along(start, end, half, limits)


def _along(start: Point, end: Point, half: float, limits: Box) -> Iterator[Square]:
    """The squares whose middle is at most `half` from a line."""
    (x, y), wide, tall = start, end[0] - start[0], end[1] - start[1]
    squared = wide * wide + tall * tall
    low, high = min(y, end[1]) - half, max(y, end[1]) + half
    for row in inside(max(low, limits[1]), min(high, limits[3])):
        middle = row + 0.5
        first, last = 0.0, 1.0
        if tall:
            first, last = sorted(
                min(1.0, max(0.0, (middle + way - y) / tall)) for way in (-half, half)
            )
        ends = (x + wide * first, x + wide * last)
        for column in inside(max(min(ends) - half, limits[0]), min(max(ends) + half, limits[2])):
            across, along = column + 0.5 - x, middle - y
            t = min(1.0, max(0.0, (across * wide + along * tall) / squared)) if squared else 0.0
            if math.hypot(across - t * wide, along - t * tall) <= half:
                yield column, row


# --- Numbers --------------------------------------------------------------------------


def _direct(given: Any) -> Any:
    return given.get_object() if hasattr(given, "get_object") else given


def _each(given: Any) -> list[Any]:
    found = _direct(given)
    return [_direct(one) for one in found] if isinstance(found, list) else []


def _numbers(given: Any) -> list[float]:
    return [float(one) for one in _each(given)]


def _number(holder: Any, key: str, usual: float) -> float:
    return float(_direct(holder.get(key, usual)))


def _pairs(numbers: Sequence[float]) -> list[Point]:
    return list(zip(numbers[::2], numbers[1::2], strict=False))


def _box(given: Any) -> Box:
    numbers = _numbers(given)
    across, along = numbers[::2] or [0.0], numbers[1::2] or [0.0]
    return min(across), min(along), max(across), max(along)


def _matrix(parts: Sequence[float]) -> Matrix:
    if len(parts) != 6:
        return _SAME
    a, b, c, d, e, f = parts
    return a, b, c, d, e, f


def _at(matrix: Matrix, x: float, y: float) -> Point:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _times(one: Matrix, other: Matrix) -> Matrix:
    a, b, c, d, e, f = one
    turned = (*other[:4], 0.0, 0.0)
    return (*_at(turned, a, b), *_at(turned, c, d), *_at(other, e, f))
