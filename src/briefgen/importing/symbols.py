"""Characters that no other font has: those of picture fonts, and what a font does not name."""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec.structs import replace

from briefgen.model.imported import Doubt

from .imported import ReadParagraph

# Bullets of Symbol and Wingdings, at the places of the private use area that they have in Word.
_KNOWN = {"\uf0b7": "•", "\uf0a7": "▪", "\uf0d8": "▸", "\uf0fc": "✓", "\uf0e0": "→", "\uf0a8": "▫"}
# Those and controls, which no text has; line ends that are none of ours.
_PRIVATE = re.compile(
    "[\ue000-\uf8ff\ufffd\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff\ud800-\udfff]"
)
_LINE_ENDS = re.compile("[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_ENDS = "\x02\ufffe"
_PICTURE = "•"
_SOFT = "\u00ad"
_AROUND = 12  # characters shown of what is in doubt


def readable(paragraphs: Iterable[ReadParagraph]) -> tuple[ReadParagraph, ...]:
    """Paragraphs as a source can have them: a line each, of characters that can be printed,
    without white space at its ends."""
    found = (_stripped(with_known_symbols(one)) for one in paragraphs)
    return tuple(one for one in found if one.text)


def _stripped(paragraph: ReadParagraph) -> ReadParagraph:
    text = paragraph.text.strip()
    offsets = [one.offset for one in paragraph.calls]
    offsets += [one.offset for one in paragraph.repairs]
    if text == paragraph.text and max(offsets, default=0) <= len(text):
        return paragraph
    lead = len(paragraph.text) - len(paragraph.text.lstrip())

    def at(offset: int) -> int:
        return min(max(offset - lead, 0), len(text))

    return replace(
        paragraph,
        text=text,
        calls=tuple(replace(one, offset=at(one.offset)) for one in paragraph.calls),
        repairs=tuple(replace(one, offset=at(one.offset)) for one in paragraph.repairs),
    )


def with_known_symbols(paragraph: ReadParagraph) -> ReadParagraph:
    """The paragraph with characters that can be printed: a picture is a bullet. It is in doubt
    where the picture is another one, and where a letter is not known: that is “□”."""
    paragraph = _without_soft_hyphens(paragraph)
    spaced = _LINE_ENDS.sub(" ", paragraph.text)
    text = _PRIVATE.sub(lambda match: _shown(match[0]), spaced)
    if text == paragraph.text:
        return paragraph
    doubts = list(paragraph.doubts)
    for match in _PRIVATE.finditer(spaced):
        if match[0] not in _KNOWN:
            start = max(match.start() - _AROUND, 0)
            doubts.append(Doubt("encoding", text[start : match.end() + _AROUND]))
            break
    return replace(paragraph, text=text, doubts=tuple(doubts))


def _without_soft_hyphens(paragraph: ReadParagraph) -> ReadParagraph:
    text = paragraph.text
    if _SOFT not in text:
        return paragraph

    def at(offset: int) -> int:
        return offset - text[:offset].count(_SOFT)

    return replace(
        paragraph,
        text=text.replace(_SOFT, ""),
        calls=tuple(replace(one, offset=at(one.offset)) for one in paragraph.calls),
        repairs=tuple(replace(one, offset=at(one.offset)) for one in paragraph.repairs),
    )


def as_shown(text: str) -> str:
    """A document's own words with each such character as a source has it; the signs by which
    PDFium marks a line's end stay."""
    return _PRIVATE.sub(lambda match: match[0] if match[0] in _ENDS else _shown(match[0]), text)


def _shown(character: str) -> str:
    return "□" if not "\ue000" <= character <= "\uf8ff" else _KNOWN.get(character, _PICTURE)
