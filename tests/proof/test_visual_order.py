"""Lines are shown as FriBidi, which Pango uses, puts them (Unicode Standard Annex 9)."""

from __future__ import annotations

import ctypes
import random
import unicodedata
from ctypes.util import find_library

import pytest

from briefgen.proof.visual_order import visual

# Letters, numbers, signs and marks of each class, and the characters that begin words of another
# way; without isolates, which FriBidi puts elsewhere where they end a line, and nobody sees.
CHARACTERS = (
    "abC12 3.,:;-+/%$°()[]{}«»“” אבג شبم ۱۲٣٤٫٬ éñ№§!?… \u05b0\u0651\u200e\u200f\u202a\u202b\u202c"
)
_LEFT_TO_RIGHT, _RIGHT_TO_LEFT = 0x110, 0x111  # FriBidiParType
_REMOVED = {"LRE", "RLE", "PDF", "BN"}


@pytest.fixture(scope="module")
def fribidi() -> ctypes.CDLL:
    name = find_library("fribidi") or "libfribidi.so.0"
    try:
        return ctypes.CDLL(name)
    except OSError:
        pytest.skip("FriBidi is not installed")


def levels_of(fribidi: ctypes.CDLL, text: str, *, backwards: bool) -> list[int]:
    array = ctypes.c_uint32 * len(text)
    codes, kinds, brackets = array(*map(ord, text)), array(), array()
    fribidi.fribidi_get_bidi_types(codes, len(text), kinds)
    fribidi.fribidi_get_bracket_types(codes, len(text), kinds, brackets)
    way = ctypes.c_uint32(_RIGHT_TO_LEFT if backwards else _LEFT_TO_RIGHT)
    levels = (ctypes.c_int8 * len(text))()
    fribidi.fribidi_get_par_embedding_levels_ex(
        kinds, brackets, len(text), ctypes.byref(way), levels
    )
    return list(levels)


def shown(text: str, levels: list[int]) -> str:
    """The characters in the order that their levels give them (rule L2)."""
    kept = [at for at, one in enumerate(text) if unicodedata.bidirectional(one) not in _REMOVED]
    for level in range(max((levels[at] for at in kept), default=0), 0, -1):
        turned: list[int] = []
        run: list[int] = []
        for at in kept:
            if levels[at] >= level:
                run.insert(0, at)
            else:
                turned += [*run, at]
                run = []
        kept = [*turned, *run]
    return "".join(text[at] for at in kept if not text[at].isspace())


@pytest.mark.parametrize("backwards", [False, True])
def test_a_line_is_shown_as_fribidi_shows_it(fribidi, backwards):
    dice = random.Random(7)  # noqa: S311 - no secret
    for _ in range(4000):
        text = "".join(dice.choices(CHARACTERS, k=dice.randint(1, 14)))
        expected = shown(text, levels_of(fribidi, text, backwards=backwards))
        assert "".join(visual(text, backwards=backwards)) == expected, ascii(text)
