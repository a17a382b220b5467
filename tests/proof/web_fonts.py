"""Ways to exchange what a font of a web edition shows."""

from __future__ import annotations

import re
from base64 import b64decode, b64encode
from collections.abc import Callable
from io import BytesIO
from typing import Any

from fontTools.feaLib.builder import addOpenTypeFeaturesFromString
from fontTools.ttLib import TTFont

from tests.proof.web_alterations import Alteration

_FONT = re.compile("(?<=font/woff;base64,)[^)]*")


def with_font(number: int, change: Callable[[TTFont], Any]) -> Alteration:
    """The page with one of its fonts changed."""

    def alter(page: str) -> str:
        found = list(_FONT.finditer(page))[number]
        font = TTFont(BytesIO(b64decode(found[0])), recalcTimestamp=False)
        change(font)
        content = BytesIO()
        font.save(content)
        data = b64encode(content.getvalue()).decode()
        return page[: found.start()] + data + page[found.end() :]

    return alter


def _exchanged(font: TTFont) -> None:
    glyphs, names = font["glyf"], font.getBestCmap()
    one, other = names[ord("1")], names[ord("7")]
    glyphs[one], glyphs[other] = glyphs[other], glyphs[one]


def _without_not(font: TTFont) -> None:
    rule = "feature liga { sub n o t by space; } liga;"
    addOpenTypeFeaturesFromString(font, rule, tables=["GSUB"])


def _read_otherwise(font: TTFont) -> None:
    for table in font["cmap"].tables:
        table.cmap[ord("1")] = table.cmap[ord("7")]


OTHER_FONTS: dict[str, Alteration] = {
    "other outlines": with_font(2, _exchanged),
    "a ligature": with_font(0, _without_not),
    "another character's glyph": with_font(1, _read_otherwise),
    "no font": lambda page: _FONT.sub("AAAA", page, count=1),
    "one font as another": lambda page: _FONT.sub(_FONT.findall(page)[0], page, count=2),
}


def without_baselines(font: TTFont) -> None:
    """As an earlier version of fontTools makes it."""
    del font["BASE"]
    features = font["GSUB"].table.FeatureList.FeatureRecord
    features.append(features[-1])
    for script in font["GSUB"].table.ScriptList.ScriptRecord:
        language = script.Script.DefaultLangSys
        last = len(features) - 2
        language.FeatureIndex = [last + 1 if i == last else i for i in language.FeatureIndex]
