"""HTML of the packaged templates read by expat, which takes a thirtieth of tinyhtml5's time.

Replaces: `tinyhtml5.parse`, by which WeasyPrint reads a page.
Why: these templates open and close every element where HTML's own rules would, so that XML's say
the same; reading them in Python is a fortieth of a build. What the two read in different ways (a
line feed in an attribute, text of styles and scripts, SVG) tinyhtml5 reads, as it does whatever
is not well formed. No byte changes.
Upstream: nothing; it holds for our templates alone, and not for those of a workspace.
"""

from __future__ import annotations

import re
from io import StringIO
from typing import Any
from xml.etree.ElementTree import Element, ParseError, fromstring

import tinyhtml5

from .patch import Patch

_DOCTYPE = "<!doctype html>"
_VOID = re.compile(r"<((?:br|col|hr|img|link|meta|wbr)\b[^>]*)(?<!/)>")
_OTHERWISE = re.compile(
    r"<(?:math|noscript|pre|script|svg|template|textarea)\b"
    r'|="[^"]*[\t\n\r]'
    r"|<style[^>]*>[^<&]*(?:&|<(?!/style>))"
)

_parse = tinyhtml5.parse


def _read(document: Any, **options: Any) -> Any:
    text = document.read()
    root = tree(text) if isinstance(text, str) and not options["namespace_html_elements"] else None
    if root is None:
        return _parse(StringIO(text) if isinstance(text, str) else text, **options)
    return root


def tree(html: str) -> Element | None:
    """The tree that tinyhtml5 makes of a page of ours; None where expat might make another."""
    if not html.startswith(_DOCTYPE) or _OTHERWISE.search(html):
        return None
    xml = _VOID.sub(r"<\1/>", html.removeprefix(_DOCTYPE)).replace("&nbsp;", "&#160;")
    try:
        root = fromstring(xml)  # noqa: S314 - no declarations, and of our own making
        _head, body = root
        *_, last = body
    except (ParseError, ValueError):
        return None
    # HTML has no text before its head, and what follows its body belongs to that.
    root.text = None
    last.tail = f"{last.tail or ''}{body.tail or ''}{html.rpartition('>')[2]}"
    body.tail = None
    return root


PATCH = Patch(tinyhtml5, "parse", _read, "96cbcbb8fe5ef6e0")
