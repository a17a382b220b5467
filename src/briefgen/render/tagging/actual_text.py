"""ActualText for the clusters whose glyphs tell another text than was printed.

In scripts that reorder or decompose (Hindi, Tamil, Thai …) the glyphs of a cluster are not
its characters in their order, and a glyph may stand for different characters in different
words. Whoever copies such a cluster, or has it read aloud, gets nonsense. Where words run from
right to left, brackets and the like are drawn with each other's glyphs. There, and nowhere
else, the cluster says its text itself (ISO 32000-1, 14.9.4).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from itertools import groupby
from typing import Any, NamedTuple

import pydyf

from briefgen.render.weasyprint_patches.clusters import Cluster, clusters

# The bytes of one array of glyphs: runs of codes, and kerning between them.
_ATOMS = re.compile(rb"<([0-9a-fA-F]*)>|([^<>\s]+)")
_FROM_LEFT, _FROM_RIGHT = "\N{LEFT-TO-RIGHT MARK}", "\N{RIGHT-TO-LEFT MARK}"
_CODE = 4  # hexadecimal digits a glyph


class _Atom(NamedTuple):
    """An operator (`glyph` is -1), or a piece of an array: a glyph, or kerning."""

    data: bytes
    glyph: int
    font: bytes
    in_array: bool


def add_actual_text(
    operators: list[Any],
    boxes: Mapping[int, Any],
    fonts: Mapping[bytes, Any],
    is_same: Callable[[str, str], bool],
) -> None:
    """Let clusters say their text among a page's `operators`, which are changed.

    `boxes` are the text boxes of marked content by its number, `fonts` WeasyPrint's own by
    their name in the file: of those whose glyphs may be misread. `is_same` tells whether two
    texts are one in print.
    """
    for mcid, start, end in reversed(list(_contents(operators))):
        span = operators[start:end]
        if mcid in boxes and any(_font(item) in fonts for item in span):
            operators[start:end] = _rewritten(span, boxes[mcid], fonts, is_same)


def _contents(operators: list[Any]) -> Iterator[tuple[int, int, int]]:
    """The number of each marked content, and where its operators begin and end."""
    mcid, start = None, 0
    for index, item in enumerate(operators):
        if isinstance(item, pydyf.Dictionary) and "MCID" in item:
            mcid, start = item["MCID"], index + 2
        elif item == b"EMC" and mcid is not None:
            yield mcid, start, index
            mcid = None


def _font(item: Any) -> bytes | None:
    return item[1:].split()[0] if isinstance(item, bytes) and item.endswith(b" Tf") else None


def _rewritten(
    operators: list[Any], box: Any, fonts: Mapping[bytes, Any], is_same: Callable[[str, str], bool]
) -> list[Any]:
    atoms = list(_atoms(operators))
    glyphs = [index for index, atom in enumerate(atoms) if atom.glyph >= 0]
    spans: dict[int, tuple[int, str]] = {}  # from the first atom of a cluster to its last
    position = 0
    for cluster in clusters(box):
        places = glyphs[position : position + len(cluster.glyphs)]
        if [atoms[place].glyph for place in places] != list(cluster.glyphs):
            return operators  # it was drawn in another way: reading back will tell
        position += len(places)
        told = [
            fonts[atom.font].to_unicode.get(atom.glyph, "") if atom.font in fonts else None
            for atom in (atoms[place] for place in places)
        ]
        if None in told:
            continue
        texts = [text for text in told if text is not None]
        if cluster.is_backwards:
            texts.reverse()
        # For a glyph that tells nothing, readers guess; the letters of one they may turn round.
        doubtful = "" in texts or (cluster.is_backwards and any(len(text) > 1 for text in texts))
        if doubtful or not is_same("".join(texts), cluster.text):
            spans[places[0]] = places[-1], _said(cluster)
    return list(_written(atoms, spans)) if spans else operators


def _said(cluster: Cluster) -> str:
    """The text of a cluster; before a sign that is mirrored the mark of the way it runs, since
    the sign alone does not tell it."""
    if not unicodedata.mirrored(cluster.text[0]):
        return cluster.text
    return (_FROM_RIGHT if cluster.is_backwards else _FROM_LEFT) + cluster.text


def _atoms(operators: list[Any]) -> Iterator[_Atom]:
    font = b""
    for item in operators:
        font = _font(item) or font
        if not (isinstance(item, bytes) and item.endswith(b"] TJ")):
            yield _Atom(item, -1, font, in_array=False)
            continue
        for codes, kerning in _ATOMS.findall(item[1:-4]):
            if kerning:
                yield _Atom(kerning, -1, font, in_array=True)
            for at in range(0, len(codes), _CODE):
                code = codes[at : at + _CODE]
                yield _Atom(b"<" + code + b">", int(code, 16), font, in_array=True)


def _written(atoms: list[_Atom], spans: Mapping[int, tuple[int, str]]) -> Iterator[Any]:
    """The operators again, with the `spans` of clusters inside marked content of their own."""
    pieces: list[tuple[int, _Atom]] = []  # an atom, and the span that it is in
    inside, last = -1, -1
    for index, atom in enumerate(atoms):
        if index in spans:
            inside, last = index, spans[index][0]
        pieces.append((inside if index <= last else -1, atom))
    for span, members in groupby(pieces, key=lambda piece: piece[0]):
        if span >= 0:
            text = pydyf.String(spans[span][1])
            yield from (b"/Span", pydyf.Dictionary({"ActualText": text}), b"BDC")
        for in_array, run in groupby((atom for _, atom in members), key=lambda one: one.in_array):
            if in_array:
                yield b"[" + b"".join(atom.data + b" " for atom in run).rstrip() + b"] TJ"
            else:
                yield from (atom.data for atom in run)
        if span >= 0:
            yield b"EMC"
