"""Doubts of an import settled, once a person has looked: `briefgen stamp SOURCE ¶88`."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from msgspec.structs import replace

from briefgen.checking.imports import unread_sheets
from briefgen.errors import BriefgenError
from briefgen.load.import_record import paragraph_digest, write_record
from briefgen.model.imported import ImportedParagraph
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
    paragraphs in doubt, one for its sheets of pictures, two for each of its metadata that its text
    lacks."""
    if source.imported is None:
        return
    doubtful = [n for n, one in enumerate(source.imported.paragraphs, 1) if _is_open(one)]
    if doubtful:
        yield f"{source.id}: {_still(doubtful)}; the stamp does not settle that\n"
        yield f"  {_next(source, doubtful)}\n"
    if sheets := unread_sheets(source.imported.record):
        yield f"{source.id}: its document has {sheets}; the stamp says that you looked at them\n"
    for one in source.imported.record.metadata:
        stated = f"“{visible(one.value)}”, which its text does not {one.lacks}"
        yield f"{source.id}: its metadata have the {one.key} {stated}\n"
        yield "  Check that the catalogue entry has the right one.\n"


def _is_open(one: ImportedParagraph | None) -> bool:
    return one is not None and bool(one.unsure) and not one.settled


def _still(doubtful: Sequence[int]) -> str:
    more = len(doubtful) - _SHOWN
    rest = f" and {more} more" if more > 0 else ""
    return f"{_paragraphs(doubtful)}{rest} {'is' if len(doubtful) == 1 else 'are'} still in doubt"


def _next(source: Source, doubtful: Sequence[int]) -> str:
    """What to do about the first of the paragraphs in doubt."""
    more = len(doubtful) - _SHOWN
    after = f" (then the other {more})" if more > 0 else ""
    command = f"briefgen stamp {source.id} {_paragraphs(doubtful)}"
    return f"Look at the original, then type: {command}{after}"


def _paragraphs(doubtful: Sequence[int]) -> str:
    return " ".join(f"¶{number}" for number in doubtful[:_SHOWN])


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
    now = (changed.get(one.n) if one else None for one in source.imported.paragraphs)
    if left := [number for number, one in enumerate(now, 1) if _is_open(one)]:
        said += [f"{source.id}: {_still(left)}", f"  {_next(source, left)}"]
    return said
