"""Web pages and messages: HTML (SingleFile too), MHTML and EML → paragraphs.

Scripts, styles and what a page says is navigation are left out; nothing is fetched.
"""

from __future__ import annotations

import email
import email.policy
import re
from email.message import EmailMessage

from msgspec.structs import replace

from briefgen.errors import BriefgenError
from briefgen.model.imported import LeftOut

from .encodings import Decoded, decode
from .html_metadata import language_of, page_metadata
from .html_notes import with_notes
from .html_reader import HtmlReader, parsed
from .imported import ImportedText, ImportOptions, ReadParagraph, under_headings
from .text import import_text

_CHARSET = re.compile(rb"<meta[^>]{0,200}charset=[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.I)
_HEADERS = re.compile(rb"(?:[A-Za-z][A-Za-z0-9-]*:[^\n]*\n(?:[ \t][^\n]*\n)*){2,}")
# What the standard library raises over messages that nobody wrote.
DAMAGED = (
    AssertionError, AttributeError, LookupError, OverflowError, RecursionError, TypeError,
    ValueError,
)  # fmt: skip
_PRINTED_HEADERS = ("From", "To", "Cc", "Date", "Subject")


def is_html(raw: bytes) -> bool:
    start = raw[:4096].lstrip(b"\xef\xbb\xbf").lstrip().lower()
    return (
        re.match(rb"(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype html|html)\b", start, re.S)
        is not None
    )


def is_message(raw: bytes) -> bool:
    match = _HEADERS.match(raw[:65536].replace(b"\r\n", b"\n"))
    names = {line.split(b":")[0].lower() for line in match[0].split(b"\n")} if match else set()
    return bool(names & {b"mime-version", b"message-id", b"received"}) or (
        {b"from", b"date"} <= names or {b"from", b"subject"} <= names
    )


def import_html(raw: bytes, options: ImportOptions) -> ImportedText:
    """A web page."""
    return html_document(decode_html(raw), accepted=options.accept_changes)


def decode_html(raw: bytes) -> Decoded:
    """The markup in `raw`, by the encoding that it names if it is not UTF-8."""
    named = _CHARSET.search(raw[:4096])
    try:
        raw.decode()
    except UnicodeDecodeError:
        if named:
            codec = named[1].decode("ascii").lower()
            codec = "cp1252" if codec in ("iso-8859-1", "latin1", "us-ascii") else codec
            try:
                return Decoded(raw.decode(codec), codec)
            except (LookupError, ValueError):
                pass
    return decode(raw)


def html_document(decoded: Decoded, *, accepted: bool = True) -> ImportedText:
    """A web page whose text is known."""
    root = parsed(decoded.text)
    reader = HtmlReader(accepted=accepted)
    reader.read(root)
    said = page_metadata(root)
    return ImportedText(
        "text/html",
        under_headings(with_notes(reader.body)),
        tuple(reader.outside),
        title=said.title,
        authors=said.authors,
        issued=said.issued,
        language=language_of(root),
        encoding=decoded.encoding,
    )


def import_message(raw: bytes, options: ImportOptions) -> ImportedText:
    """A message (EML) or a web page saved as one (MHTML); attachments are listed only."""
    try:
        message = email.message_from_bytes(raw, policy=email.policy.default)
        assert isinstance(message, EmailMessage)
        saved = "text/html" in str(message.get("Content-Type", "")) or (
            message.get_content_type() == "multipart/related"
            and ("Snapshot-Content-Location" in message or "Saved by" in str(message.get("From")))
        )
        body = message.get_body(("html",) if saved else ("plain", "html"))
        if body is None:
            body = message.get_body(("html", "plain"))
        content = body.get_payload(decode=True) if body is not None else None
        charset = (body.get_content_charset() if body is not None else None) or "utf-8"
        headers = [
            ReadParagraph(f"{name}: {_line(message[name])}")
            for name in _PRINTED_HEADERS
            if message[name]
        ]
        sender = message["From"].addresses if message["From"] else ()
        authors = tuple(_line(one.display_name) for one in sender if one.display_name)
        sent = message["Date"].datetime if message["Date"] else None
        issued = sent.date().isoformat() if sent else ""
        attached = [_attached(one) for one in message.iter_attachments()]
    except DAMAGED as error:
        raise BriefgenError("the message is damaged") from error
    if not isinstance(content, bytes) or body is None:
        raise BriefgenError("the message has no text")
    try:
        decoded = Decoded(content.decode(charset))
    except (LookupError, ValueError):
        decoded = decode(content)
    is_page = body.get_content_type() == "text/html"
    accepted = options.accept_changes
    found = html_document(decoded, accepted=accepted) if is_page else import_text(decoded)
    if saved:
        return replace(found, type="multipart/related")
    return replace(
        found,
        type="message/rfc822",
        title=_line(message["Subject"]),
        authors=authors,
        issued=issued,
        paragraphs=(*headers, *found.paragraphs),
        left_out=(*found.left_out, *(LeftOut(one, "outside") for one in attached)),
    )


def _attached(part: EmailMessage) -> str:
    if part.get_content_type() == "message/rfc822":
        subjects = [one["Subject"] for one in part.iter_parts()]
        return f"attached message “{_line(subjects[0] if subjects else '')}”"
    return f"attachment {_line(part.get_filename()) or '?'}"


def _line(value: object) -> str:
    """A header as a line; bytes that it has unencoded are UTF-8 (RFC 6532)."""
    text = " ".join(str(value or "").split())
    try:
        return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    except UnicodeEncodeError:  # halves of characters
        return text.encode("utf-8", "replace").decode()
