"""The characters that share a glyph are those that the theme's fonts say."""

from __future__ import annotations

import unicodedata
from importlib.resources import files

import pytest
from fontTools.ttLib import TTFont

from briefgen.matching.same_glyphs import bare

FONTS = [
    file
    for package in ("fontpkg_source_serif_4", "fontpkg_source_sans_3")
    for file in sorted((files(package) / "files").iterdir(), key=str)
    if str(file).endswith(".ttf")
]


def shared_glyphs() -> set[frozenset[str]]:
    found: dict[tuple[str, str], set[str]] = {}
    for file in FONTS:
        with TTFont(str(file)) as font:
            for code, glyph in font.getBestCmap().items():
                found.setdefault((str(file), glyph), set()).add(chr(code))
    return {frozenset(group) for group in found.values() if len(group) > 1}


def test_characters_of_one_glyph_are_the_same():
    groups = shared_glyphs()
    assert groups
    for group in groups:
        assert len({bare(character) for character in group} - {""}) <= 1, group


def test_no_others_are():
    groups = shared_glyphs()
    for file in FONTS:
        with TTFont(str(file)) as font:
            characters = [chr(code) for code in font.getBestCmap()]
        kept: dict[str, str] = {}
        for character in filter(bare, characters):
            other = kept.setdefault(bare(character), character)
            known = any({character, other} <= group for group in groups)
            composed = unicodedata.normalize("NFC", character)
            assert known or composed in (other, unicodedata.normalize("NFC", other)), (
                character,
                other,
            )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("well-meant", "well\N{NON-BREAKING HYPHEN}meant"),
        ("5 \N{MICRO SIGN}g", "5 \N{GREEK SMALL LETTER MU}g"),
        ("o\N{LATIN SMALL LIGATURE FFI}ce", "office"),
        ("\N{LATIN SMALL LIGATURE LONG S T}", "\N{LATIN SMALL LETTER LONG S}t"),
        (
            "\N{LATIN SMALL LIGATURE FI}\N{COMBINING MACRON}",
            "f\N{LATIN SMALL LETTER I WITH MACRON}",
        ),
        ("e\N{COMBINING ACUTE ACCENT}", "\N{LATIN SMALL LETTER E WITH ACUTE}"),
        ("\u0642\u0627\u06cc\u0642\u200c\u0647\u0627", "\u0642\u0627\u06cc\u0642\u0647\u0627"),
    ],
)
def test_the_same_on_paper_is_the_same(one, other):
    assert bare(one) == bare(other)


def test_what_differs_on_paper_differs():
    assert bare("not") != bare("now")
    assert bare("l") != bare("I") != bare("1")
    assert bare("don't") != bare("don\N{RIGHT SINGLE QUOTATION MARK}t")
