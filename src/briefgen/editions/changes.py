"""Where in an edition its changes are, and whether an edition says what a change reports."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from briefgen.matching.folding import fold
from briefgen.model.edition import Change, Replaced

from .compare import compare, matched_parts, without_same
from .edition import Edition, Sentence, StatedClaim


def replaced(old: Edition, new: Edition) -> Replaced:
    """What `new` has to say about `old`, the edition that it replaces."""
    changes = compare(old, new)
    title, date, edition = (old.details.get(key, "") for key in ("title", "date", "edition"))
    places = tuple(_places(old, new))
    return Replaced(old.fingerprint, title, date, edition, changes, places)


def _places(old: Edition, new: Edition) -> Iterator[str]:
    """The places of `new` that differ from `old`, each once."""
    known = {claim.id: claim.key for claim in old.claims}
    found = [f"claim-{one.id}" for one in new.claims if known.get(one.id) != one.key]
    items = (
        (old.key_points, new.key_points),
        (old.recommendations, new.recommendations),
    )
    for before, after in items:
        found += (one.place for one in without_same(before, after)[1])
    pairs, _, come = matched_parts(old, new)
    for one, other in pairs:
        if fold(one.heading) != fold(other.heading):
            found.append(other.place)
        found += _changed_text(one.sentences, other.sentences)
    for part in come:
        found += (part.place, *(sentence.place for sentence in part.sentences))
    return iter(dict.fromkeys(filter(None, found)))


def _changed_text(old: Sequence[Sentence], new: Sequence[Sentence]) -> Iterator[str]:
    """The places of sentences that are new, and of those next to which one was dropped."""
    gone, come = without_same(old, new)
    yield from (one.place for one in come)
    dropped = set(map(id, gone))
    before, after = ([one.key for one in side] for side in (old, new))
    for kind, a, b, c, _ in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        # Where others came in their stead, those are marked.
        if kind == "delete" and new and any(id(one) in dropped for one in old[a:b]):
            yield new[max(c - 1, 0)].place


def unsaid(edition: Edition, changes: Sequence[Change]) -> tuple[Change, ...]:
    """The changes of which `edition`, the new one, does not say what they report as new, or
    still says what they report as dropped."""
    return tuple(change for change in changes if not _says(edition, change))


def _says(edition: Edition, change: Change) -> bool:
    """Whether what `change` gives as new is in `edition`, and what it drops is not."""
    stated = set(_stated(edition, change))
    if change.new is not None:
        return change.new in stated
    return change.old not in stated or change.about in {"quotation", "position"} | _REPEATED


# What may be in an edition twice, and once after one of them was dropped.
_REPEATED = {"prose", "key-point", "recommendation", "source-text"}


def _stated(edition: Edition, change: Change) -> Iterator[str | None]:
    """All that an edition says about what `change` is about, as a change words it."""
    claims = {claim.id: claim for claim in edition.claims}
    sources = {source.id: source for source in edition.sources}
    parts = edition.parts
    match change.about:
        case "status" | "claim" | "claim-note" | "position" as about:
            if claim := claims.get(change.id or ""):
                yield from _of_claim(about, claim)
        case "quotation":
            yield from map(str, edition.quotations)
        case "source":
            if source := sources.get(change.id or ""):
                yield from (source.title, source.reference)
        case "source-text":
            if source := sources.get(change.id or ""):
                text = "\n".join(source.paragraphs)
                yield change.new if change.new is not None and change.new in text else None
        case "recommendation":
            yield from map(str, edition.recommendations)
        case "key-point":
            yield from map(str, edition.key_points)
        case "prose":
            yield from (str(one) for part in parts for one in part.sentences)
        case "heading":
            yield from (part.heading for part in parts)
        case "section":
            yield from map(str, parts)
        case key:
            yield edition.details.get(key.replace("-", "_")) or None


def _of_claim(about: str, claim: StatedClaim) -> Iterator[str | None]:
    match about:
        case "status":
            yield claim.status
        case "claim":
            yield from (str(claim), claim.wording)
        case "claim-note":
            yield str(claim.note) or None
        case _:
            yield from map(str, claim.positions)
