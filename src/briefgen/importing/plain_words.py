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
from .web import DAMAGED, decode_html, is_html, is_message

_TAGS = re.compile(r"<(script|style)\b.*?</\1\s*>|<!--.*?-->|<[^<>]*>", re.S | re.I)
_TEXTS = (".xml", ".html", ".htm", ".xhtml", ".xht")


def plain_words(raw: bytes) -> Mapping[int, str]:
    """The words of the document in `raw` by sheet, in the order of the file; those of one
    without sheets under 0. Raises `BriefgenError`."""
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
    return html.unescape(_TAGS.sub("", markup))


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
