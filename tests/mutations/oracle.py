"""A second opinion on whether words stand in a text: naive, and rather too ready to say yes.

It shares no code with the product. An alteration counts as harmful only where even this
finds its words in none of the cited texts.
"""

from __future__ import annotations

import re
import unicodedata

_ELLIPSIS = r"\[\s*\.\.\.\s*\]|\.\.\."
_BRACKET = r"\[[^\]]+\]"


def stands(words: str, text: str) -> bool:
    """Whether `words`, quoted with ellipses and brackets, stand in `text` as whole words."""
    quoted = re.sub(rf"^\W*(?:{_ELLIPSIS})|(?:{_ELLIPSIS})\W*$", "", normal(words)).strip('" .,')
    pieces = re.split(f"({_ELLIPSIS}|{_BRACKET})", quoted)
    pattern = "".join(
        ".*" if re.fullmatch(f"{_ELLIPSIS}|{_BRACKET}", piece) else re.escape(piece.strip())
        for piece in pieces
    )
    return re.search(rf"(?<!\w){pattern}(?!\w)", normal(text)) is not None


def normal(text: str) -> str:
    """`text` with one kind of mark, dash and space, and without what nobody sees."""
    text = unicodedata.normalize("NFC", text).replace("…", "...")
    text = re.sub("[\u00ad\u200b-\u200f\u2060\ufeff]", "", text)
    text = re.sub(r"(?<=[^\W\d][.,”’)])\d\d?(?=\s|$)|(?<=[^\W\d][.,”’)]{2})\d\d?(?=\s|$)", "", text)
    text = re.sub("[“”„‟«»‹›‘’‚']", '"', text)
    text = re.sub(r"\s+", " ", text)
    text = re.sub(" *[-‐‑‒–—―] *", "-", text)
    return re.sub(r' *[.,]?" *', '"', text)
