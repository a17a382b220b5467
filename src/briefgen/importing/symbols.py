"""Characters that no other font has: those of picture fonts, and what a font does not name."""

from __future__ import annotations

import re

from msgspec.structs import replace

from briefgen.model.imported import Doubt

from .imported import Paragraph

# Bullets of Symbol and Wingdings, at the places of the private use area that they have in Word.
_KNOWN = {"\uf0b7": "•", "\uf0a7": "▪", "\uf0d8": "▸", "\uf0fc": "✓", "\uf0e0": "→", "\uf0a8": "▫"}
_PRIVATE = re.compile("[\ue000-\uf8ff\ufffd]")
_PICTURE = "•"
_AROUND = 12  # characters shown of what is in doubt


def with_known_symbols(paragraph: Paragraph) -> Paragraph:
    """The paragraph with characters that can be printed: a picture is a bullet. It is in doubt
    where the picture is another one, and where a letter is not known: that is “□”."""
    text = _PRIVATE.sub(lambda match: _shown(match[0]), paragraph.text)
    if text == paragraph.text:
        return paragraph
    doubts = list(paragraph.doubts)
    for match in _PRIVATE.finditer(paragraph.text):
        if match[0] not in _KNOWN:
            start = max(match.start() - _AROUND, 0)
            doubts.append(Doubt("encoding", text[start : match.end() + _AROUND]))
            break
    return replace(paragraph, text=text, doubts=tuple(doubts))


def _shown(character: str) -> str:
    return "□" if character == "\ufffd" else _KNOWN.get(character, _PICTURE)
