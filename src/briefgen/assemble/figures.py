"""The two figures: `Document` → SVG.

**Who says what** sets the holders against the claims, with a shape for each stance.
**What this brief rests on** has a box for every source that a note cites, part by part.
Both are readable without colour and carry their whole content as a text alternative in
`<title>`, the one place from which a PDF takes it.

Lengths are points; a figure is drawn for a size of text, so that large print draws it
larger. How wide words run is estimated, because only the renderer knows the fonts: lines
are broken early rather than late.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from textwrap import wrap
from xml.sax.saxutils import escape

from briefgen.model.document import ClaimRow, Document, PrintedPosition
from briefgen.model.markup import Call, Inline, Place, flows, walk

# Drawn in a square of 16 units around its centre; the same shapes as a claim's status.
_SHAPES = {
    "asserts": '<circle r="6.5" class="full"/>',
    "denies": '<path d="M-5-5l10 10M5-5l-10 10" class="line"/>',
    "questions": '<path d="M0-6.5l6.5 6.5-6.5 6.5-6.5-6.5z" class="line thin"/>',
    "qualifies": '<circle r="6" class="line thin"/><path d="M0-6a6 6 0 0 0 0 12z" class="full"/>',
    "answers": '<path d="M-6-4h12M-6 0h12M-6 4h12" class="line thin"/>',
}
_LETTER = re.compile(r"[A-Z]+")
# The mean width of a letter of a sans serif and the distance of lines, in the text's size.
_EM = 0.45
_LEADING = 1.22
# The least room for a holder's name, in the text's size.
_LEAST_NAME = 12


def who_says_what(document: Document, *, size: float, width: float, style: str) -> str:
    """Holders against claims; empty where the brief has no claims.

    `size` is the size of the text and `width` the room, in points; `style` is the CSS.
    All holders without a name share one row.
    """
    rows = _holders(document)
    if not rows:
        return ""
    columns = len(document.claims)
    pitch = min(1.8 * size, (width - _LEAST_NAME * size) / columns)
    names = min(max(map(len, rows)) * size * _EM, width - pitch * columns)
    across = names + pitch * columns
    drawn: list[str] = []
    # Narrow columns have their numbers in two lines, so that they never collide.
    step = size * _LEADING if pitch < 1.4 * size else 0.0
    for claim in document.claims:
        lowered = step if claim.number % 2 else 0.0
        x = names + pitch * (claim.number - 0.5)
        drawn.append(_text(x, size + lowered, str(claim.number), "number", "middle"))
    y = step + 1.6 * size
    for name, held in rows.items():
        lines = _lines(name, names, size)
        drawn.append(_rule(y, across))
        drawn += [_text(0, y + size * (1.1 + _LEADING * n), line) for n, line in enumerate(lines)]
        for number, stances in held.items():
            for index, stance in enumerate(stances):
                shift = (index - (len(stances) - 1) / 2) * 0.9 * size
                x = names + pitch * (number - 0.5) + shift
                drawn.append(_shape(stance, x, y + size * 0.74, size * 0.9))
        y += (_LEADING * len(lines) + 0.26) * size
    drawn.append(_rule(y, across))
    x, y = 0.0, y + 1.5 * size
    for stance in _used(rows):
        word = document.labels[f"figure_{stance}"]
        drawn.append(_shape(stance, x + size / 2, y - 0.32 * size, size * 0.82))
        drawn.append(_text(x + 1.3 * size, y, word))
        x += (2.4 + len(word) * _EM) * size
    spoken = (_spoken(claim, document.labels) for claim in document.claims)
    alternative = " ".join([f"{document.labels['who_says_what']}.", *spoken])
    return _svg(drawn, alternative, max(across, x), y + 0.4 * size, size, style)


def rests_on(document: Document, *, size: float, width: float, gutter: float, style: str) -> str:
    """A box for every source that a note cites, in a row for each part of the brief.

    The parts' names are in the `gutter`, the boxes in the rest of the `width`, all in
    points; `size` is the size of the text, `style` the CSS. Empty without such notes.
    """
    rows = [(name, letters) for name, letters in _parts(document) if letters]
    if not rows:
        return ""
    order = sorted({letter for _, letters in rows for letter in letters}, key=_letter_order)
    box = 1.36 * size
    columns = max(1, int((width - gutter) / box))
    drawn: list[str] = []
    y = 0.0
    for name, letters in rows:
        lines = _lines(name, gutter - size / 4, size)
        drawn += [_text(0, y + size * (1 + _LEADING * n), line) for n, line in enumerate(lines)]
        for index, letter in enumerate(sorted(letters, key=_letter_order)):
            x, top = gutter + index % columns * box, y + index // columns * box
            drawn.append(_box(letter, x, top, box, "odd" if order.index(letter) % 2 else "even"))
        boxes = -(-len(letters) // columns) * box
        y += max(boxes, len(lines) * _LEADING * size) + 0.18 * size
    counted = "; ".join(f"{name}: {_counted(letters, order)}" for name, letters in rows)
    alternative = f"{document.labels['rests_on_figure']} {counted}."
    return _svg(drawn, alternative, width, y, size, style)


def _holders(document: Document) -> dict[str, dict[int, list[str]]]:
    """For each holder, in the order of the claims, the stances on each claim by its number."""
    rows: dict[str, dict[int, list[str]]] = {}
    for claim in document.claims:
        for position in claim.positions:
            name = position.by if position.attributed else document.labels["without_a_name"]
            stances = rows.setdefault(name, {}).setdefault(claim.number, [])
            stance = position.stance or "answers"
            if stance not in stances:
                stances.append(stance)
    return rows


def _parts(document: Document) -> Iterator[tuple[str, list[str]]]:
    """Each part of the brief that has notes, and the letters that its notes cite."""
    labels = document.labels
    yield labels["summary"], _cited([document.summary])
    yield labels["key_points"], _cited(item.content for item in document.key_points)
    yield labels["changes"], _cited(item.content for item in document.changes)
    for section in document.sections:
        yield section.heading, _cited(flow.inlines for flow in flows(section.blocks))
    yield labels["recommendations"], _cited(item.content for item in document.recommendations)


def _cited(contents: Iterable[tuple[Inline, ...]]) -> list[str]:
    """The letters that each note cites, each once a note."""
    letters: list[str] = []
    for content in contents:
        for call in (node for node in walk(content) if isinstance(node, Call)):
            places = (node.label for node in walk(call.note.content) if isinstance(node, Place))
            found = (match[0] for label in places if (match := _LETTER.match(label)))
            letters.extend(dict.fromkeys(found))
    return letters


def _used(rows: Mapping[str, Mapping[int, Sequence[str]]]) -> list[str]:
    """The stances that occur, in the order of the key."""
    found = {stance for held in rows.values() for stances in held.values() for stance in stances}
    return [stance for stance in _SHAPES if stance in found]


def _letter_order(letter: str) -> tuple[int, str]:
    """Where a source's letter comes: Z before AA."""
    return len(letter), letter


def _counted(letters: Sequence[str], order: Sequence[str]) -> str:
    counts = ((letter, letters.count(letter)) for letter in order)
    return ", ".join(f"{letter} {count}" for letter, count in counts if count)


def _spoken(claim: ClaimRow, labels: Mapping[str, str]) -> str:
    """A claim's column in words."""
    held: dict[str, list[PrintedPosition]] = defaultdict(list)
    for position in claim.positions:
        held[position.stance or "answers"].append(position)
    said = "; ".join(
        f"{labels[f'figure_{stance}']}: {', '.join(position.by for position in held[stance])}"
        for stance in _SHAPES
        if held[stance]
    )
    return f"{claim.number}. {claim.wording} {said}."


def _lines(words: str, width: float, size: float) -> list[str]:
    return wrap(words, max(8, int(width / (size * _EM)))) or [""]


def _text(x: float, y: float, words: str, kind: str = "", anchor: str = "") -> str:
    kind = f' class="{kind}"' if kind else ""
    anchor = f' text-anchor="{anchor}"' if anchor else ""
    return f'<text x="{x:.1f}" y="{y:.1f}"{kind}{anchor}>{escape(words)}</text>'


def _rule(y: float, width: float) -> str:
    return f'<path d="M0 {y:.1f}H{width:.1f}" class="rule"/>'


def _box(letter: str, x: float, y: float, size: float, shade: str) -> str:
    side = size - 1.6
    square = f'width="{side:.1f}" height="{side:.1f}" class="{shade}"'
    inside = _text(x + side / 2, y + size * 0.71, letter, f"letter {shade}", "middle")
    return f'<rect x="{x:.1f}" y="{y:.1f}" {square}/>{inside}'


def _shape(stance: str, x: float, y: float, size: float) -> str:
    return f'<g transform="translate({x:.1f} {y:.1f}) scale({size / 16:.3f})">{_SHAPES[stance]}</g>'


def _svg(
    drawn: Sequence[str], alternative: str, width: float, height: float, size: float, style: str
) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" width="{width:.1f}pt" '
        f'height="{height:.1f}pt" viewBox="0 0 {width:.1f} {height:.1f}" font-size="{size}">'
        f"<title>{escape(alternative)}</title><style>{style}</style>{''.join(drawn)}</svg>"
    )
