"""Web pages and messages: HTML (SingleFile too), MHTML and EML → paragraphs.

Scripts, styles and what a page says is navigation are left out; nothing is fetched.
"""

from __future__ import annotations

import email
import email.policy
import re
from email.message import EmailMessage
from html.parser import HTMLParser

from msgspec.structs import replace

from briefgen.errors import BriefgenError
from briefgen.model.imported import DocumentPlace, LeftOut

from .encodings import Decoded, decode
from .imported import Imported, ImportOptions, Paragraph, under_headings
from .text import import_text

_DROPPED = frozenset("script style template noscript svg head iframe object canvas select".split())
_ASIDE = frozenset("nav header footer aside form dialog button".split())
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
_BLOCKS = frozenset(
    "address article aside blockquote body button caption dd details dialog div dl dt fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section "
    "summary table tbody tfoot thead tr ul".split()
)
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset=[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.I)
_HEADERS = re.compile(rb"(?:[A-Za-z][A-Za-z0-9-]*:[^\n]*\n(?:[ \t][^\n]*\n)*){2,}")
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


def import_html(raw: bytes, _: ImportOptions) -> Imported:
    """A web page."""
    return html_document(_decoded(raw))


def _decoded(raw: bytes) -> Decoded:
    named = _CHARSET.search(raw[:4096])
    try:
        raw.decode()
    except UnicodeDecodeError:
        if named:
            codec = named[1].decode("ascii").lower()
            codec = "cp1252" if codec in ("iso-8859-1", "latin1", "us-ascii") else codec
            try:
                return Decoded(raw.decode(codec), codec)
            except (LookupError, UnicodeDecodeError):
                pass
    return decode(raw)


def html_document(decoded: Decoded, part: str = "") -> Imported:
    """A web page whose text is known."""
    reader = _Reader()
    reader.feed(decoded.text)
    reader.close()
    reader.flush()
    place = DocumentPlace(part=part)
    body = [replace(one, place=place) for one in reader.main or reader.found]
    outside = reader.aside + ([*reader.found] if reader.main else [])
    return Imported(
        "text/html",
        under_headings(body),
        tuple(LeftOut(one.text, "outside") for one in outside),
        title=" ".join(reader.title.split()),
        language=reader.language,
        encoding=decoded.encoding,
    )


class _Reader(HTMLParser):
    """Collects paragraphs: those in `<main>` or `<article>`, those elsewhere, and those that
    the page marks as navigation."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.main: list[Paragraph] = []
        self.found: list[Paragraph] = []
        self.aside: list[Paragraph] = []
        self.title = self.language = ""
        self._open: list[str] = []
        self._text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = dict(attrs)
        if tag == "html":
            self.language = (known.get("lang") or "").strip()
        if tag in _BLOCKS:
            self.flush()
        if tag == "br":
            self._text += " "
        elif tag in ("td", "th") and self._text.strip():
            self._text += "\t"
        if tag not in _VOID:
            hidden = "hidden" in known or re.search(r"display:\s*none", known.get("style") or "")
            self._open.append("template" if hidden and tag != "html" else tag)
            # A tag that is never closed is closed by the end of one around it.
            del self._open[:-2000]

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.flush()
        if tag in self._open:
            while self._open and self._open.pop() != tag:
                pass
        elif self._open and self._open[-1] == "template":
            self._open.pop()

    def handle_data(self, data: str) -> None:
        if "title" in self._open and "svg" not in self._open and "body" not in self._open:
            self.title += data
        elif not _DROPPED & set(self._open[-60:]):
            self._text += re.sub(r"[ \n\r\f\t]+", " ", data)

    def flush(self) -> None:
        """End the paragraph."""
        text = self._text.strip().replace(" \t", "\t").replace("\t ", "\t")
        self._text = ""
        text = re.sub(r"  +", " ", text).replace("\u00ad", "")
        if not re.search(r"\w", text):
            return
        tags = set(self._open)
        heading = next((int(tag[1]) for tag in self._open if re.fullmatch("h[1-6]", tag)), 0)
        kind = (
            "heading" if heading else "row" if "tr" in tags else "item" if "li" in tags else "text"
        )
        paragraph = Paragraph(text, kind, level=heading)  # type: ignore[arg-type]
        article = bool(tags & {"main", "article"})
        if tags & _ASIDE and not (heading and article):
            self.aside.append(paragraph)
        else:
            (self.main if article else self.found).append(paragraph)


def import_message(raw: bytes, _: ImportOptions) -> Imported:
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
            Paragraph(f"{name}: {' '.join(str(message[name]).split())}")
            for name in _PRINTED_HEADERS
            if message[name]
        ]
        attached = [str(one.get_filename() or "?") for one in message.iter_attachments()]
    except (AssertionError, LookupError, ValueError, TypeError, AttributeError) as error:
        raise BriefgenError("the message is damaged") from error
    if not isinstance(content, bytes) or body is None:
        raise BriefgenError("the message has no text")
    try:
        decoded = Decoded(content.decode(charset))
    except (LookupError, UnicodeDecodeError):
        decoded = decode(content)
    is_page = body.get_content_type() == "text/html"
    found = html_document(decoded) if is_page else import_text(decoded)
    if saved:
        return replace(found, type="multipart/related")
    return replace(
        found,
        type="message/rfc822",
        title=" ".join(str(message["Subject"] or "").split()),
        paragraphs=(*headers, *found.paragraphs),
        left_out=(*found.left_out, *(LeftOut(f"attachment {one}", "outside") for one in attached)),
    )
