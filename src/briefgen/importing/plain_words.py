"""A document's words with as little done to them as can be, by which an import is judged."""

from __future__ import annotations

import email
import email.policy
import html
import re
from collections.abc import Mapping

from briefgen.errors import BriefgenError

from .archive import member, open_archive
from .documents import is_pdf
from .encodings import decode
from .pdf import sheet_texts
from .rtf import is_rtf, plain_text
from .symbols import as_shown
from .web import DAMAGED, decode_html, is_html, is_message

_TAGS = re.compile(r"<(script|style)\b.*?</\1\s*>|<!--.*?-->|<[^<>]*>", re.S | re.I)
# A sign of a picture font, which a Word document names by its number.
_SIGN = re.compile(r"<w:sym\b[^<>]*\bw:char=[\"']([0-9A-Fa-f]{2,4})[\"'][^<>]*>")
_TEXTS = (".xml", ".html", ".htm", ".xhtml", ".xht")


def plain_words(raw: bytes) -> Mapping[int, str]:
    """The words of the document in `raw` by sheet, in the order of the file; those of one
    without sheets under 0. Signs of picture fonts are as in a source. Raises `BriefgenError`."""
    return {sheet: as_shown(text) for sheet, text in _words(raw).items()}


def _words(raw: bytes) -> Mapping[int, str]:
    if is_pdf(raw):
        return sheet_texts(raw)
    if raw.startswith(b"PK\x03\x04"):
        with open_archive(raw) as archive:
            names = sorted(name for name in archive.namelist() if name.lower().endswith(_TEXTS))
            parts = [(member(archive, name) or b"").decode("utf-8", "replace") for name in names]
        return {0: "\n".join(map(_untagged, parts))}
    if is_rtf(raw):
        return {0: plain_text(raw)}
    if is_html(raw):
        return {0: _untagged(decode_html(raw).text)}
    if is_message(raw):
        try:
            return {0: "\n".join(_message(raw))}
        except DAMAGED as error:
            raise BriefgenError("the message is damaged") from error
    return {0: _untagged(decode(raw).text) + "\n" + decode(raw).text}


def _untagged(markup: str) -> str:
    signs = _SIGN.sub(lambda match: chr(int(match[1], 16)), markup)
    return html.unescape(_TAGS.sub("", signs))


def _message(raw: bytes) -> list[str]:
    message = email.message_from_bytes(raw, policy=email.policy.default)
    texts = [f"{name}: {value}" for name, value in message.items()]
    for part in message.walk():
        content = part.get_payload(decode=True)
        if part.get_content_maintype() == "text" and isinstance(content, bytes):
            charset = part.get_content_charset() or "utf-8"
            try:
                text = content.decode(charset, "replace")
            except (LookupError, ValueError):
                text = content.decode("utf-8", "replace")
            texts.append(_untagged(text) if part.get_content_subtype() == "html" else text)
    return texts
