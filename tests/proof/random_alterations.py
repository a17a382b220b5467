"""Random alterations of a small PDF, verified as anybody would: none that shows may pass.

`python -m tests.proof.random_alterations [COUNT] [SEED]` changes a byte of the file, or a number,
name, text or stream of one of its objects. What shows is what PDFium draws otherwise. Nothing
may crash either.
"""

from __future__ import annotations

import random
import sys
import tempfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdfium2
from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    StreamObject,
    TextStringObject,
)

from briefgen.errors import BriefgenError
from briefgen.proof.verify import verify
from tests.proof.test_verify import built, workspace_of


def altered(pdf: bytes, chance: random.Random) -> Iterator[bytes]:
    """Endlessly: the PDF with one thing changed."""
    count = len(PdfReader(BytesIO(pdf)).xref_objStm) + 40
    while True:
        if chance.random() < 0.3:
            changed = bytearray(pdf)
            changed[chance.randrange(len(pdf))] ^= 1 << chance.randrange(8)
            yield bytes(changed)
            continue
        writer = PdfWriter(clone_from=BytesIO(pdf))
        thing: Any = writer.get_object(chance.randrange(1, min(count, len(writer._objects))))
        if isinstance(thing, StreamObject) and chance.random() < 0.7:
            _change_stream(thing, chance)
        elif isinstance(thing, DictionaryObject | ArrayObject) and thing:
            _change_entry(thing, chance)
        output = BytesIO()
        writer.write(output)
        yield output.getvalue()


def _change_stream(stream: Any, chance: random.Random) -> None:
    data = bytearray(stream.get_data())
    if data:
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        other = DecodedStreamObject()
        other.set_data(bytes(data))
        stream._data = other._data
        for key in ("/Filter", "/DecodeParms"):
            stream.pop(key, None)


def _change_entry(thing: Any, chance: random.Random) -> None:
    is_list = isinstance(thing, ArrayObject)
    key = chance.randrange(len(thing)) if is_list else chance.choice(list(thing))
    old = list.__getitem__(thing, key) if is_list else thing.raw_get(key)
    new: Any
    if isinstance(old, NumberObject | FloatObject):
        new = FloatObject(float(old) + chance.choice([-9, -1, 1, 40]))
    elif isinstance(old, TextStringObject):
        new = TextStringObject(f"{old}x")
    elif isinstance(old, NameObject):
        new = NameObject(f"{old}X")
    elif not is_list and chance.random() < 0.3:
        del thing[key]
        return
    else:
        return
    thing[key] = new


def drawn(pdf: bytes) -> list[bytes]:
    """The pages as PDFium draws them; none where it cannot."""
    try:
        with pypdfium2.PdfDocument(pdf) as document:
            return [page.render(scale=0.6).to_pil().tobytes() for page in document]
    except (pypdfium2.PdfiumError, ValueError):
        return []


def passed(pdf: bytes, count: int, seed: int) -> tuple[int, list[bytes]]:
    """How many of `count` alterations show, and those of them that are verified."""
    files = altered(pdf, random.Random(seed))  # noqa: S311 - no secret
    genuine, shown = drawn(pdf), 0
    missed = []
    for _ in range(count):
        file = next(files)
        try:
            verdict = verify(file).verdict
        except BriefgenError as error:
            if "unforeseen" in str(error) or "crashed" in str(error):
                raise
            verdict = "cannot be read"
        if drawn(file) != genuine:
            shown += 1
            if verdict.startswith("verified"):
                missed.append(file)
    return shown, missed


def main(count: int = 500, seed: int = 0) -> int:
    with tempfile.TemporaryDirectory() as folder:
        pdf = built(workspace_of(Path(folder)))
        shown, missed = passed(pdf, count, seed)
    for number, file in enumerate(missed):
        Path(tempfile.gettempdir(), f"missed-{seed}-{number}.pdf").write_bytes(file)
    said = f"{count} alterations (seed {seed}): {shown} show, {len(missed)} of these are verified\n"
    sys.stdout.write(said)
    return bool(missed)


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
