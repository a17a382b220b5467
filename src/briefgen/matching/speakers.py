"""Whether an ellipsis joins what one speaker says to what another one says."""

from __future__ import annotations

from bisect import bisect_right
from itertools import pairwise

from briefgen.model.lazy_pattern import lazy_pattern

from .match import Match

_SAID = (
    "(?:said|says|told|replied|replies|answered|answers|asked|added|adds|countered|responded|wrote|"
    "argued|insisted|stated|declared|noted|warned|testified|continued|retorted)"
)
# The last word of a name: “Ebb, the mayor, said”, “said Mayor Ebb.”
_SPEAKER = lazy_pattern(
    rf"(?<!\b[Tt]he )\b([A-Z][\w’'-]+)(?:,[^,“”]{{1,60}},)? (?:\w+ly )?{_SAID}\b"
    r"|\b(?:said|says|replied|replies|added|adds|wrote|continued) "
    r"(?:[A-Z][\w’'.-]* )*([A-Z][\w’'-]+)(?=[,.;:]|\s*…|\s*\Z)"
)
_NO_NAMES = frozenset(
    "He She They It We I You Who One Both Monday Tuesday Wednesday Thursday Friday Saturday Sunday "
    "Today Yesterday".split()
)
_STRAIGHT = lazy_pattern(r"(?:(?<=[\s(\[—–])|\A)\"")
# The end of one quotation and the beginning of the next, with what the text says between them.
_BETWEEN = lazy_pattern(r"[^“”]*”([^“”]*(?:“[^“”]*”[^“”]*)*)“[^“”]*")
_INSIDE = lazy_pattern(r"“[^“”]*”")
_AFTER = lazy_pattern(r"[^“”]*”([^“”.?!]{0,80})")
_OPENING = lazy_pattern(r"“[^“”]*\Z")


def changes(match: Match) -> list[tuple[str, str]]:
    """The speakers whose words an ellipsis of a quotation joins, by name, where the source gives
    its parts to two."""
    text = _STRAIGHT.sub("“", match.stretch.text).replace('"', "”")
    found: list[tuple[str, str]] = []
    for (first, left), (right, last) in pairwise(match.parts):
        between = _BETWEEN.fullmatch(text, left, right)
        opening = _OPENING.search(text, max(first - 600, 0), left)
        if between is None or opening is None:
            continue
        starts = match.stretch.sentence_starts
        sentence = starts[bisect_right(starts, opening.start()) - 1]
        after = _AFTER.match(text, last)
        told = " … ".join(
            (
                text[sentence : opening.start()],
                _INSIDE.sub(" … ", between[1]),
                after[1] if after else "",
            )
        )
        names = (one[1] or one[2] for one in _SPEAKER.finditer(told))
        speakers = [*dict.fromkeys(name for name in names if name not in _NO_NAMES)]
        if len(speakers) > 1:
            found.append((speakers[0], speakers[-1]))
    return found
