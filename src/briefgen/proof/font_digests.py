"""The digests of the fonts of most web editions, those with the usual characters: a test compares
them. Those of earlier versions stay, for their editions."""

from __future__ import annotations

USUAL_FONTS: dict[str, tuple[str, ...]] = {
    "fontpkg_source_serif_4/files/SourceSerif4[opsz,wght].ttf": (
        "184c29a6549df91602d42d3bbad528db03958a16ee375edc8b815349a58a985d",
    ),
    "fontpkg_source_serif_4/files/SourceSerif4-Italic[opsz,wght].ttf": (
        "f84ec817a4d55c92d0fc1ef049f8bb1d565446717a82ae41cb6820479bf93074",
    ),
    "fontpkg_source_sans_3/files/SourceSans3[wght].ttf": (
        "424e8407ac63127562f7fe2617801c5fa5d945a3bcc76048e8ebd72668899e47",
    ),
    "fontpkg_source_sans_3/files/SourceSans3-Italic[wght].ttf": (
        "46b21e3429da17e10eeec8979b139438b0627078c170dad1163372b9bc9f4b14",
    ),
}
