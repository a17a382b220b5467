"""What changed between two editions of a brief, in the order in which a meeting asks for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Protocol, TypeVar

from briefgen.matching.folding import fold
from briefgen.model.edition import Change
from briefgen.model.source import WITHHELD

from .changes_order import order_of
from .each_once import QuotationChange, each_once
from .edition import CitedSource, Edition, HeldPosition, Part, Sentence, StatedClaim
from .likeness import SIMILAR, likeness

# Beyond so many pairs only those of the same place are tried.
_MOST_PAIRS = 40_000
_ADDED = {"added": "dropped", "dropped": "added", "removed": "added"}


class _Keyed(Protocol):
    @property
    def key(self) -> Hashable: ...


T = TypeVar("T")
K = TypeVar("K", bound=_Keyed)


def compare(old: Edition, new: Edition) -> tuple[Change, ...]:
    """The changes from `old` to `new`: status, claims, positions, quotations, sources,
    recommendations, key points, prose, details. None where both say the same.

    The changes from `new` to `old` are the same ones seen from the other side.
    """
    # Which texts are taken for one that was changed is decided once for both directions.
    found: Iterable[Change]
    if repr(old) <= repr(new):
        found = _changes(old, new)
    else:
        found = map(_seen_backwards, _changes(new, old))
    return tuple(sorted(found, key=order_of))


def _seen_backwards(change: Change) -> Change:
    about, what = change.about, change.action
    back = {"added": "removed" if about == "quotation" else "dropped"}.get(
        what, _ADDED.get(what, what)
    )
    return Change(f"{about}-{back}", change.id, change.subject, change.new, change.old)


def _changes(old: Edition, new: Edition) -> Iterator[Change]:
    texts = (
        *_statuses(old, new),
        *_claims(old, new),
        *_all_positions(old, new),
        *_sources(old, new),
        *_texts("recommendation", "", old.recommendations, new.recommendations),
        *_texts("key-point", "", old.key_points, new.key_points),
        *_prose(old, new),
        *_details(old, new),
    )
    return each_once(old, new, texts, tuple(_quotations(old, new)))


# --- Claims ---------------------------------------------------------------------


def _in_both(old: Edition, new: Edition) -> Iterator[tuple[StatedClaim, StatedClaim]]:
    later = {claim.id: claim for claim in new.claims}
    return ((claim, later[claim.id]) for claim in old.claims if claim.id in later)


def _statuses(old: Edition, new: Edition) -> Iterator[Change]:
    for before, after in _in_both(old, new):
        if before.status != after.status:
            yield Change("status-changed", after.id, before.wording, before.status, after.status)


def _claims(old: Edition, new: Edition) -> Iterator[Change]:
    before, after = ({claim.id: claim for claim in one.claims} for one in (old, new))
    for id, claim in after.items():
        if id not in before:
            yield Change("claim-added", id, claim.wording, None, str(claim))
    for id, claim in before.items():
        if id not in after:
            yield Change("claim-dropped", id, claim.wording, str(claim), None)
    for one, other in _in_both(old, new):
        if (fold(one.wording), one.is_question) != (fold(other.wording), other.is_question):
            yield Change("claim-reworded", one.id, one.wording, one.wording, other.wording)
        if one.note.key != other.note.key:
            notes = _or_none(one.note), _or_none(other.note)
            yield Change("claim-note-changed", one.id, one.wording, *notes)


def _all_positions(old: Edition, new: Edition) -> Iterator[Change]:
    for before, after in _in_both(old, new):
        changes = list(_positions(before.positions, after.positions))
        for kind, one, other in changes:
            subject = before.wording
            if kind != "changed" and before.status == after.status:
                subject = f"{subject} (still {after.status})"
            yield Change(f"position-{kind}", before.id, subject, _or_none(one), _or_none(other))


def _positions(
    old: Sequence[HeldPosition], new: Sequence[HeldPosition]
) -> Iterator[tuple[str, HeldPosition | None, HeldPosition | None]]:
    """By holder and stance, then by holder and citation, then by holder where one is left."""
    before, after = without_same(old, new)
    for key in (
        lambda one: (fold(one.holder), one.stance, fold(one.answer)),
        lambda one: (fold(one.holder), tuple(sorted(place.key for place in one.cited))),
        lambda one: fold(one.holder),
    ):
        pairs, before, after = _paired(before, after, key)
        yield from (("changed", one, other) for one, other in pairs)
    yield from (("added", None, one) for one in after)
    yield from (("dropped", one, None) for one in before)


# --- Quotations and sources -----------------------------------------------------


def _quotations(old: Edition, new: Edition) -> Iterator[QuotationChange]:
    before = {cited.key: cited for cited in old.quotations}
    after = {cited.key: cited for cited in new.quotations}
    gone = [cited for key, cited in before.items() if key not in after]
    come = [cited for key, cited in after.items() if key not in before]
    for key, cited in before.items():
        other = after.get(key)
        if other and likeness(cited.context, other.context) < SIMILAR:
            yield QuotationChange("moved", cited, other)
    moved, gone, come = _paired(gone, come, lambda one: fold(one.words))
    yield from (QuotationChange("moved", one, other) for one, other in moved)
    changed, gone, come = _similar(gone, come, lambda one: one.words)
    yield from (QuotationChange("changed", one, other) for one, other in changed)
    yield from (QuotationChange("added", None, cited) for cited in come)
    yield from (QuotationChange("removed", cited, None) for cited in gone)


def _sources(old: Edition, new: Edition) -> Iterator[Change]:
    before, after = ({source.id: source for source in one.sources} for one in (old, new))
    for id, source in after.items():
        if id not in before:
            yield Change("source-added", id, source.title, None, source.title)
    for id, source in before.items():
        if id not in after:
            yield Change("source-dropped", id, source.title, source.title, None)
    for id, source in before.items():
        if later := after.get(id):
            if fold(source.reference) != fold(later.reference):
                yield Change("source-changed", id, source.title, source.reference, later.reference)
            yield from _altered_text(source, later)


def _altered_text(old: CitedSource, new: CitedSource) -> Iterator[Change]:
    """Each run of paragraphs that differs, with what cites it in either edition."""
    before, after = ([fold(text) for text in one.paragraphs] for one in (old, new))
    if fold(WITHHELD) in before or fold(WITHHELD) in after:
        before, after = _both_there(before, after)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            continue
        citing = dict.fromkeys(
            where
            for source, first, last in ((old, a, b), (new, c, d))
            for number in range(first + 1, last + 1)
            for where in source.cited_in.get(number, ())
        )
        cited = f", cited in {', '.join(citing)}" if citing else ", not cited"
        was, now = "\n".join(old.paragraphs[a:b]), "\n".join(new.paragraphs[c:d])
        yield Change("source-text-changed", old.id, f"{old.title}{cited}", was or None, now or None)


def _both_there(old: list[str], new: list[str]) -> tuple[list[str], list[str]]:
    """Paragraphs that one side withholds are not compared: each is taken for the other's."""
    withheld = fold(WITHHELD)
    pairs = list(zip_longest(old, new, fillvalue=withheld))
    before = [other if one == withheld else one for one, other in pairs]
    after = [one if other == withheld else other for one, other in pairs]
    return before, after


# --- Texts ----------------------------------------------------------------------


def _texts(
    kind: str, subject: str, old: Sequence[Sentence], new: Sequence[Sentence]
) -> Iterator[Change]:
    before, after = without_same(old, new)
    pairs, before, after = _similar(before, after, lambda one: one.text)
    for one, other in pairs:
        yield Change(f"{kind}-changed", None, subject, str(one), str(other))
    for one in after:
        yield Change(f"{kind}-added", None, subject, None, str(one))
    for one in before:
        yield Change(f"{kind}-dropped", None, subject, str(one), None)


def matched_parts(
    old: Edition, new: Edition
) -> tuple[list[tuple[Part, Part]], list[Part], list[Part]]:
    """The sections of two editions by heading, then by text; and those of one side only."""
    pairs, gone, come = _paired(old.parts, new.parts, lambda part: fold(part.heading))
    renamed, gone, come = _similar(gone, come, lambda part: part.body)
    return [*pairs, *renamed], gone, come


def _prose(old: Edition, new: Edition) -> Iterator[Change]:
    pairs, gone, come = matched_parts(old, new)
    for one, other in pairs:
        if fold(one.heading) != fold(other.heading):
            yield Change("heading-changed", None, one.heading, one.heading, other.heading)
    for one, other in pairs:
        yield from _texts("prose", one.heading, one.sentences, other.sentences)
    for part in come:
        yield Change("section-added", None, part.heading, None, str(part))
    for part in gone:
        yield Change("section-dropped", None, part.heading, str(part), None)


def _details(old: Edition, new: Edition) -> Iterator[Change]:
    for key in dict.fromkeys([*old.details, *new.details]):
        before, after = old.details.get(key, ""), new.details.get(key, "")
        if fold(before) != fold(after):
            kind = f"{key.replace('_', '-')}-changed"
            yield Change(kind, None, key, before or None, after or None)


# --- Matching -------------------------------------------------------------------


def _or_none(value: object) -> str | None:
    return str(value) or None if value is not None else None


def without_same(old: Iterable[K], new: Iterable[K]) -> tuple[list[K], list[K]]:
    """What is on one side only, each as often as it is there more often."""
    pairs, before, after = _paired(old, new, lambda one: one.key)
    del pairs
    return before, after


def _paired(
    old: Iterable[T], new: Iterable[T], key: Callable[[T], Hashable]
) -> tuple[list[tuple[T, T]], list[T], list[T]]:
    """Pairs with one key, in their order, and what is left on both sides."""
    waiting: dict[Hashable, list[T]] = defaultdict(list)
    new = list(new)
    for one in new:
        waiting[key(one)].append(one)
    pairs, left = [], []
    for one in old:
        same = waiting[key(one)]
        if same:
            pairs.append((one, same.pop(0)))
        else:
            left.append(one)
    unpaired = {id(one) for same in waiting.values() for one in same}
    return pairs, left, [one for one in new if id(one) in unpaired]


def _similar(
    old: Sequence[T], new: Sequence[T], text: Callable[[T], str]
) -> tuple[list[tuple[T, T]], list[T], list[T]]:
    """Pairs of similar texts, the most similar first; then what is left on both sides."""
    every = len(old) * len(new) <= _MOST_PAIRS
    likely = sorted(
        (
            (-alike, a, b)
            for a, one in enumerate(old)
            for b, other in enumerate(new)
            if every or a == b
            if (alike := likeness(text(one), text(other))) >= SIMILAR
        )
    )
    taken: dict[int, int] = {}
    for _, a, b in likely:
        if a not in taken and b not in taken.values():
            taken[a] = b
    pairs = [(old[a], new[taken[a]]) for a in sorted(taken)]
    there = set(taken.values())
    return (
        pairs,
        [one for a, one in enumerate(old) if a not in taken],
        [one for b, one in enumerate(new) if b not in there],
    )
