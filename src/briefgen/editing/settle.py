"""Doubts of an import settled, once a person has looked: `briefgen stamp SOURCE ¶88`."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from msgspec.structs import replace

from briefgen.errors import BriefgenError
from briefgen.load.import_record import paragraph_digest, write_record
from briefgen.model.source import Source
from briefgen.report.base import visible
from briefgen.workspace.atomic import write_whole
from briefgen.workspace.workspace import Workspace

from .show import paragraph_range

# What names paragraphs without the sign, which not every keyboard has.
_NUMBERS = re.compile("[0-9]+(-[0-9]+)?")
_SHOWN = 8  # paragraphs in doubt that are named


def split_paragraphs_off(
    typed: Sequence[str], known: Collection[str] = ()
) -> tuple[tuple[str, ...], dict[str, tuple[str, ...]]]:
    """The sources without paragraphs, and those with their paragraphs, of what was typed:
    `memo ¶5 7 report` is `report`, and `memo` with ¶5 and ¶7. A number is a paragraph, unless it is
    the id of a source, one of those `known`."""
    sources: list[str] = []
    paragraphs: dict[str, tuple[str, ...]] = {}
    current = ""
    for word in typed:
        if _NUMBERS.fullmatch(word) and current and word not in known:
            paragraphs[current] = (*paragraphs.get(current, ()), f"¶{word}")
        elif not word.startswith("¶"):
            sources.append(word)
            current = word
        elif not current:
            raise BriefgenError(f"no source before “{word}”", hint="Write: briefgen stamp memo ¶5")
        else:
            paragraphs[current] = (*paragraphs.get(current, ()), word)
    return tuple(source for source in sources if source not in paragraphs), paragraphs


def left_open(source: Source) -> Iterator[str]:
    """What the import of a source was unsure of and its stamp does not settle: two lines for its
    paragraphs in doubt, and two for each of its metadata that its text lacks."""
    if source.imported is None:
        return
    doubtful = [
        number
        for number, one in enumerate(source.imported.paragraphs, 1)
        if one and one.unsure and not one.settled
    ]
    if doubtful:
        shown = " ".join(f"¶{number}" for number in doubtful[:_SHOWN])
        more = len(doubtful) - _SHOWN
        rest = f" and {more} more" if more > 0 else ""
        are = "is" if len(doubtful) == 1 else "are"
        yield f"{source.id}: {shown}{rest} {are} still in doubt; the stamp does not settle that\n"
        yield f"  Look at the original, then type: briefgen stamp {source.id} {shown}\n"
    for one in source.imported.record.metadata:
        stated = f"“{visible(one.value)}”, is not in its text"
        yield f"{source.id}: the {one.key} in its metadata, {stated}\n"
        yield "  Check that the catalogue entry has the right one.\n"


def settle(workspace: Workspace, source: Source, paragraphs: Sequence[str]) -> list[str]:
    """Settle what is in doubt in the paragraphs, each typed as ¶5 or ¶5-7; the lines that say so.

    The record keeps the digest of the text that was looked at. Raises `BriefgenError`, and
    writes nothing, where the source was not imported or has no such paragraph.
    """
    if source.imported is None:
        raise BriefgenError(
            f"source “{source.id}” was not imported, so nothing in it is in doubt",
            hint=f"Paragraphs settle the doubts of an import. Write: briefgen stamp {source.id}",
        )
    record = source.imported.record
    changed = {one.n: one for one in record.paragraphs}
    said = []
    ranges = [paragraph_range(paragraph, source) for paragraph in paragraphs]
    for number in (number for first, last in ranges for number in range(first, last + 1)):
        one = source.imported.of(number)
        if one and one.unsure:
            digest = paragraph_digest(source.paragraphs[number - 1].value)
            changed[one.n] = replace(one, settled=True, sha256=digest)
            said.append(f"{source.id} ¶{number}  settled: {', '.join(d.words for d in one.unsure)}")
        else:
            said.append(f"{source.id} ¶{number}  nothing was in doubt")
    new = replace(record, paragraphs=tuple(changed.values()))
    write_whole(workspace.root / source.imported.path, write_record(new))
    return said
