"""What a web page says of itself: in `meta` elements (Dublin Core, Open Graph, Highwire Press),
and as schema.org's JSON-LD."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree as ET

from msgspec import Struct

_AUTHOR = ("author", "article:author", "citation_author", "dc.creator", "dcterms.creator")
_ISSUED = (
    "article:published_time", "citation_publication_date", "dc.date.issued", "dcterms.issued",
    "datepublished", "dc.date", "date",
)  # fmt: skip
_DATE = re.compile(r"(\d{4})(?:[-/](\d{1,2})(?:[-/](\d{1,2}))?)?(?!\d)")
_WORKS = ("Article", "Posting", "Report", "WebPage", "Book", "CreativeWork")
_MOST = 1000  # objects of JSON-LD that are looked at


class PageMetadata(Struct, frozen=True):
    """Title, authors and date of publication (`2026-11-20`, or less of it); empty where a page
    does not say."""

    title: str
    authors: tuple[str, ...]
    issued: str


def page_metadata(root: ET.Element) -> PageMetadata:
    """What the page says of itself."""
    named: dict[str, list[str]] = {}
    for meta in root.iter("meta"):
        key = meta.get("name") or meta.get("property") or meta.get("itemprop") or ""
        named.setdefault(key.lower(), []).append(_line(meta.get("content")))
    works = list(_works(root))
    authors = [value for key in _AUTHOR for value in named.get(key, ())]
    authors += [name for work in works for name in _names(work.get("author"))]
    issued = [value for key in _ISSUED for value in named.get(key, ())]
    issued += [_line(work.get("datePublished")) for work in works]
    # Some pages give the address of the author's page instead of a name.
    people = dict.fromkeys(one for one in authors if one and "://" not in one)
    return PageMetadata(
        _line(root.findtext(".//head/title")),
        tuple(people),
        next((date for one in issued if (date := _date(one))), ""),
    )


def language_of(root: ET.Element) -> str:
    """The language of a page, as its first element names it."""
    return (root.get("lang") or root.get("xml:lang") or "").strip()


def _line(text: Any) -> str:
    return " ".join(text.split()) if isinstance(text, str) else ""


def _date(text: str) -> str:
    found = _DATE.match(text)
    return "-".join(f"{int(one):02}" for one in found.groups() if one) if found else ""


def _works(root: ET.Element) -> Iterator[dict[str, Any]]:
    """The articles and pages that JSON-LD describes, in its order."""
    for script in root.iter("script"):
        if script.get("type", "").strip().lower() != "application/ld+json":
            continue
        try:
            waiting = [json.loads(script.text or "")]
        except (ValueError, RecursionError):
            continue
        for _ in range(_MOST):
            if not waiting:
                break
            one = waiting.pop()
            if isinstance(one, list):
                waiting += one[::-1]
            elif isinstance(one, dict):
                waiting.append(one.get("@graph"))
                kinds = one.get("@type")
                kinds = kinds if isinstance(kinds, list) else [kinds]
                if any(isinstance(kind, str) and kind.endswith(_WORKS) for kind in kinds):
                    yield one


def _names(value: Any) -> Iterator[str]:
    for one in value if isinstance(value, list) else [value]:
        yield _line(one.get("name") if isinstance(one, dict) else one)
