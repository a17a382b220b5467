"""A source's full reference, in Chicago's full-note form as far as the catalogue goes.

Chicago Manual of Style, 17th ed., 14.19 ff.; what the catalogue does not say stays
unsaid, a missing date apart, which prints `n.d.` (14.145).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import quote

from briefgen.model.markup import Inline, Link, Str, plain_text
from briefgen.model.source import Name, Reference
from briefgen.model.text import Span

from .bidi import language_direction, runs_backwards
from .csl_titles import formatted, inner_marks
from .dates import printed_date

# Where nobody typed an inline.
_NOWHERE = Span("seeds/sources.yaml", 1, 1)
# Between words that run from right to left: those after it would else be drawn before them.
_FORWARDS = "\N{LEFT-TO-RIGHT MARK}"
_IN_ADDRESS = "/:;()._-~!$&'*+,=@%"


def full_reference(
    reference: Reference, labels: Mapping[str, str], language: str
) -> tuple[Inline, ...]:
    """Title, then author, container, publisher, date, as a note gives them; no full stop."""
    parts = [part for part in _parts(reference, labels, language) if part]
    is_forwards = language_direction(language) == "ltr"
    printed: list[Inline] = []
    for number, part in enumerate(parts):
        if number:
            before = is_forwards and runs_backwards(plain_text(parts[number - 1]))
            printed.append(Str(f"{_FORWARDS}, " if before else ", "))
        printed += part
    return tuple(printed)


def _parts(
    reference: Reference, labels: Mapping[str, str], language: str
) -> Iterator[Sequence[Inline]]:
    def named(key: str, **values: str) -> Sequence[Inline]:
        return [Str(labels[key].format(**values))] if all(values.values()) else []

    yield title(reference, labels)
    yield _plain(names(reference.author, labels))
    yield named("edited_by", names=names(reference.editor, labels))
    yield named("translated_by", names=names(reference.translator, labels))
    if reference.container_title:
        yield formatted(f"{reference.container_title} {reference.volume}".strip())
    else:
        yield named("volume", number=reference.volume)
    yield named("number", number=reference.issue)
    yield formatted(reference.collection_title)
    yield _plain(_edition(reference.edition, labels, language))
    yield formatted(reference.genre)
    yield named("number", number=reference.number)
    place = ": ".join(part for part in (reference.publisher_place, reference.publisher) if part)
    yield formatted(place)
    yield _plain(printed_date(reference.issued, language, labels) or labels["no_date"])
    yield _plain(reference.page.replace("--", "–").replace("-", "–"))
    yield _address(reference)
    yield named("accessed", date=printed_date(reference.accessed, language, labels))


def _plain(text: str) -> Sequence[Inline]:
    return [Str(text)] if text else []


def _edition(edition: str, labels: Mapping[str, str], language: str) -> str:
    """`2nd ed.`; an edition in words stays as it is."""
    if not edition.isdigit():
        return edition
    number = edition
    if language.partition("-")[0].lower() == "en":
        last = 0 if 10 < int(edition) % 100 < 14 else int(edition) % 10
        number += {1: "st", 2: "nd", 3: "rd"}.get(last, "th")
    return labels["edition_number"].format(number=number)


def _address(reference: Reference) -> Sequence[Inline]:
    """The DOI as an address, or the URL: one of them, as a link."""
    address = f"https://doi.org/{reference.doi}" if reference.doi else reference.url
    if not address.lower().startswith(("https://", "http://")):
        return _plain(address)
    return [Link(quote(address, safe=f"{_IN_ADDRESS}?#[]"), (Str(address),), _NOWHERE)]


def title(reference: Reference, labels: Mapping[str, str]) -> Sequence[Inline]:
    """The title in quotation marks, those inside it on the inner level; one in brackets is a
    description and has none."""
    if reference.title.startswith("[") and reference.title.endswith("]"):
        return formatted(reference.title)
    inner = (labels["open_inner_quote"], labels["close_inner_quote"])
    marked = formatted(inner_marks(reference.title, *inner))
    return [Str(labels["open_quote"]), *marked, Str(labels["close_quote"])]


def names(people: Sequence[Name], labels: Mapping[str, str]) -> str:
    """`Given Family, Given Family Jr., and Body`."""
    written = [_name(name) for name in people]
    if len(written) > 1 and written[-1].casefold() in ("others", "et al."):  # as BibTeX writes it
        return f"{', '.join(written[:-1])} et al."
    return listed(written, labels)


def listed(words: Sequence[str], labels: Mapping[str, str]) -> str:
    """`one`, `one and two`, or `one, two, and three`."""
    if len(words) < 3:
        return f" {labels['and']} ".join(words)
    return f"{', '.join(words[:-1])}{labels['and_last_of_several']} {words[-1]}"


def _name(name: Name) -> str:
    if name.literal:
        return name.literal
    parts = [name.given, name.dropping_particle, name.non_dropping_particle, name.family]
    written = ""
    for part in (part for part in [*parts, name.suffix] if part):
        # An elided particle stays with its name: d’Alembert.
        joint = "" if not written or written.endswith(("’", "'", "-")) else " "
        written = f"{written}{joint}{part}"
    return written
