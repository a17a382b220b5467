"""One entry for each change: a quotation that came or went with its text is in the entry of the
text; a text in which only a quotation differs, or what the source now has there, is in theirs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from msgspec import Struct

from briefgen.matching.folding import fold
from briefgen.model.edition import Change
from briefgen.model.source import WITHHELD

from .edition import Cited, Edition, HeldPosition, QuotedKey, Sentence
from .likeness import SIMILAR, likeness


class QuotationChange(Struct, frozen=True):
    """What happened to a quotation: `action` is that of a `Change`."""

    action: str
    old: Cited | None
    new: Cited | None

    @property
    def change(self) -> Change:
        one = self.old or self.new
        assert one is not None
        id = self.new.source if self.new and self.action == "moved" else one.source
        subject = one.words if self.action == "moved" else one.source
        old, new = (str(side) if side else None for side in (self.old, self.new))
        return Change(f"quotation-{self.action}", id, subject, old, new)


def each_once(
    old: Edition, new: Edition, texts: Sequence[Change], quotations: Sequence[QuotationChange]
) -> Iterator[Change]:
    """`texts` and `quotations` without what another of them reports already."""
    sides = _Side(old), _Side(new)
    became = {one.old.key: one.new.key for one in quotations if one.old and one.new}
    told: tuple[set[QuotedKey], set[QuotedKey]] = set(), set()
    for change in texts:
        if not _same_but_quoted(change, sides, became):
            for side, text, keys in zip(sides, (change.old, change.new), told, strict=True):
                keys.update(side.quoted.get(text or "", ()))
            yield change
    for one in quotations:
        came = one.new and not one.old and one.new.key in told[1]
        went = one.old and not one.new and one.old.key in told[0]
        if not came and not went:
            yield one.change


class _Side:
    """The texts of an edition by how a change words them: the sentences and positions, and what
    they and whole claims and sections quote."""

    def __init__(self, edition: Edition):
        self.sources = {source.id: fold(" ".join(source.paragraphs)) for source in edition.sources}
        self.texts: dict[str, Sentence | HeldPosition] = {}
        self.quoted: dict[str, list[QuotedKey]] = {}
        self._add(*edition.recommendations, *edition.key_points)
        for claim in edition.claims:
            self._add(claim.note, *claim.positions)
            self.quoted[str(claim)] = self._quoted(claim.positions)
        for part in edition.parts:
            self._add(*part.sentences)
            self.quoted[str(part)] = self._quoted(part.sentences)

    def _add(self, *texts: Sentence | HeldPosition) -> None:
        for one in texts:
            self.texts[str(one)] = one
            self.quoted[str(one)] = self._quoted((one,))

    def _quoted(self, texts: Sequence[Sentence | HeldPosition]) -> list[QuotedKey]:
        return list(chain.from_iterable(one.quoted for text in texts for one in text.cited))


def _same_but_quoted(
    change: Change, sides: tuple[_Side, _Side], became: dict[QuotedKey, QuotedKey]
) -> bool:
    """Whether a text differs only in quotations and sources that are reported themselves."""
    one = sides[0].texts.get(change.old or "")
    other = sides[1].texts.get(change.new or "")
    if one is None or other is None or change.action != "changed":
        return False
    if one.around != other.around or len(one.cited) != len(other.cited):
        return False
    return all(
        _same_place(before, after, sides, became)
        for before, after in zip(one.cited, other.cited, strict=True)
    )


def _same_place(
    one: Cited, other: Cited, sides: tuple[_Side, _Side], became: dict[QuotedKey, QuotedKey]
) -> bool:
    if one.quoted or other.quoted:
        return [became.get(key, key) for key in one.quoted] == list(other.quoted)
    if one.key == other.key:
        return True
    if one.words or other.words or one.source != other.source:
        return False
    before, after = fold(one.context), fold(other.context)
    if fold(WITHHELD) in (before, after):
        return one.paragraph == other.paragraph
    # The paragraph is no longer as it was: that of the other edition, reworded.
    reworded = before not in sides[1].sources.get(one.source, "") and (
        after not in sides[0].sources.get(one.source, "")
    )
    return reworded and likeness(before, after) >= SIMILAR
