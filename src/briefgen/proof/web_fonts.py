"""The fonts inside a web edition, against those of the font packages: another outline, or a
ligature that nobody made, shows other words than a program reads.

Cutting a font down takes a second, so that those of most pages, which have the usual characters,
are known by their digests (`font_digests`). Any other is made again and compared.
"""

from __future__ import annotations

import hashlib
import re
import struct
import zlib
from base64 import b64decode
from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any
from urllib.parse import unquote

from briefgen.assemble.web_fonts import font_for
from briefgen.assemble.web_style import FONT_URL
from briefgen.releases import release

from .font_digests import USUAL_FONTS

FONT = re.compile(r"url\(data:font/woff;base64,([A-Za-z0-9+/=]*)\)")
_HEADER, _ENTRY = 44, 20
# Which glyphs stand for which others, and how they are moved: features may be numbered anew.
_LAYOUT = (b"GSUB", b"GPOS")
_BASELINES = b"BASE"  # fontTools leaves it out before 4.68; no letter is drawn by it

_Tables = dict[bytes, bytes]


def compare_fonts(faces: str, style: str, versions: object) -> tuple[str, ...]:
    """A line for each font in a page's style sheet that is not the one that the theme's `faces`
    name; `versions` are those that the manifest says of what made them: one that is not here
    could be a forged one."""
    differs = list[str]()
    named, found = [*FONT_URL.finditer(faces)], FONT.findall(style)
    for url, data in zip(named, map(_decoded, found), strict=False):
        name = unquote(url[1])
        if digest_of(data) not in USUAL_FONTS.get(name, ()) and not _is_cut_from(name, data):
            said = f"the font {name.rpartition('/')[2]} is not that of its package"
            other = _other_version(name, versions)
            differs.append(f"{said}{other}: its letters may show other words")
    if len(named) != len(found):
        differs.append("the style sheet has other fonts than the theme's")
    return tuple(differs)


def digest_of(font: bytes) -> str:
    """The SHA-256 of what a WOFF file holds, however it is packed; empty where it is damaged."""
    try:
        tables = _unpacked(font)
    except (struct.error, zlib.error, ValueError, KeyError):
        return ""
    pieces = (tag + struct.pack(">L", len(tables[tag])) + tables[tag] for tag in sorted(tables))
    return hashlib.sha256(b"".join(pieces)).hexdigest()


def _decoded(data: str) -> bytes:
    """What base 64 holds; nothing where it is none."""
    try:
        return b64decode(f"{data}==")
    except ValueError:
        return b""


def _unpacked(font: bytes) -> _Tables:
    """The tables of a WOFF file, without the sum over all of them; under no name its kind."""
    signature, kind, _, count = struct.unpack_from(">4s4sLH", font)
    if signature != b"wOFF":
        raise ValueError("it is not WOFF")
    tables = {b"": kind}
    for place in range(_HEADER, _HEADER + _ENTRY * count, _ENTRY):
        tag, start, packed, size, _ = struct.unpack_from(">4s4L", font, place)
        content = font[start : start + packed]
        if packed != size:
            content = zlib.decompressobj().decompress(content, size)
        if tag in tables or len(content) != size:
            raise ValueError("its tables are damaged")
        tables[tag] = content
    head = tables[b"head"]
    return {**tables, b"head": head[:8] + head[12:]}


def _other_version(name: str, versions: object) -> str:
    """How the package of the font `<package>/<file>` is another than a page was made with; empty
    where it is the same."""
    package = name.partition("/")[0].replace("_", "-")
    made = versions.get(package) if isinstance(versions, dict) else None
    try:
        own = release(package)
    except ModuleNotFoundError:
        return f" ({package} is not installed)"
    told = f" (made with {package} {made or 'of some version'}, here is {own})"
    return "" if made == own else told


def _is_cut_from(name: str, data: bytes) -> bool:
    """Whether WOFF data are the font `<package>/<file>`, for the characters that they have."""
    from fontTools.ttLib import TTFont  # noqa: PLC0415 - large, and few pages need it

    try:
        given = TTFont(BytesIO(data))
        made = font_for(name, frozenset(given.getBestCmap() or ()))
        tables, own = _unpacked(data), _unpacked(made)
        if tables.keys() - own.keys() or own.keys() - tables.keys() - {_BASELINES}:
            return False
        cut = TTFont(BytesIO(made))
        return all(
            tables[tag] == own[tag] or (tag in _LAYOUT and _meant(given, tag) == _meant(cut, tag))
            for tag in tables
        )
    except Exception:  # noqa: BLE001 - made to do harm, or damaged in whatever way
        return False


def _meant(font: Any, tag: bytes) -> Sequence[object]:
    """What a layout table comes to: the features of each language, in full, and the lookups."""
    from fontTools.misc.xmlWriter import XMLWriter  # noqa: PLC0415 - as above

    table, content = font[tag.decode()].table, BytesIO()
    table.LookupList.toXML(XMLWriter(content), font)
    features = [
        (record.FeatureTag, record.Feature.LookupListIndex)
        for record in table.FeatureList.FeatureRecord
    ]
    languages = [
        (
            script.ScriptTag,
            name,
            language.ReqFeatureIndex,
            [features[i] for i in language.FeatureIndex],
        )
        for script in table.ScriptList.ScriptRecord
        for name, language in _languages(script.Script)
    ]
    return languages, content.getvalue(), bool(getattr(table, "FeatureVariations", None))


def _languages(script: Any) -> Iterator[tuple[str, Any]]:
    if script.DefaultLangSys is not None:
        yield "", script.DefaultLangSys
    yield from ((record.LangSysTag, record.LangSys) for record in script.LangSysRecord)
