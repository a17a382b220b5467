"""Random alterations of one letter in a PDF's pages: each must be found.

`python -m tests.proof.alterations [COUNT] [SEED]` alters the example, in the content stream of
a page, within marked content. Characters that share a glyph are left aside.
"""

from __future__ import annotations

import random
import re
import sys
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from pypdf import PdfReader, PdfWriter
from pypdf.generic import DecodedStreamObject, NameObject

from briefgen.building.job import Job
from briefgen.building.pipeline import make
from briefgen.matching.same_glyphs import bare
from briefgen.model.options import Options
from briefgen.proof.attachments import MANIFEST
from briefgen.proof.manifest import read_manifest
from briefgen.proof.page_comparison import compare_pages
from briefgen.proof.pdf_reader import read_attachments, read_pages
from tests.conftest import REPOSITORY

_MARKED = re.compile(rb"/MCID \d+\s*>>\s*BDC(.*?)EMC", re.DOTALL)
_FONT = re.compile(rb"/(\S+) [\d.]+ Tf")
_ARRAY = re.compile(rb"\[([^\]]*)\] TJ")
_CODES = re.compile(rb"<([0-9a-f]+)>")
_PAIR = re.compile(r"<([0-9a-f]{4})> <([0-9a-f]*)>")


def altered(pdf: bytes, chance: random.Random) -> Iterator[tuple[str, bytes]]:
    """Endlessly: what was altered, and the PDF with it."""
    reader = PdfReader(BytesIO(pdf))
    texts: dict[str, dict[str, str]] = {}
    streams = []
    for page in reader.pages:
        resources: Any = page["/Resources"]
        for name, font in resources["/Font"].items():
            if name not in texts:
                described: Any = font.get_object()
                cmap = described["/ToUnicode"].get_data().decode()
                texts[name] = {
                    code: bytes.fromhex(text).decode("utf-16-be")
                    for code, text in _PAIR.findall(cmap)
                }
        contents: Any = page["/Contents"].get_object()
        streams.append(contents.get_data())
    writer = PdfWriter(clone_from=BytesIO(pdf))
    contents = [DecodedStreamObject() for _ in streams]
    for page, stream, content in zip(writer.pages, contents, streams, strict=True):
        stream.set_data(content)
        page[NameObject("/Contents")] = writer._add_object(stream)
    while True:
        number = chance.randrange(len(streams))
        done = _one_letter(streams[number], texts, chance)
        if done is None:
            continue
        what, content = done
        contents[number].set_data(content)
        output = BytesIO()
        writer.write(output)
        contents[number].set_data(streams[number])
        yield f"page {number + 1}: {what}", output.getvalue()


def _one_letter(
    content: bytes, texts: dict[str, dict[str, str]], chance: random.Random
) -> tuple[str, bytes] | None:
    marked = chance.choice(list(_MARKED.finditer(content)))
    fonts = list(_FONT.finditer(content, 0, marked.end()))
    arrays = list(_ARRAY.finditer(content, *marked.span(1)))
    if not arrays or not fonts:
        return None
    array = chance.choice(arrays)
    font = [one for one in fonts if one.start() < array.start()][-1]
    known = texts["/" + font[1].decode()]
    codes = [
        (run.start(1) + at, run[1][at : at + 4].decode())
        for run in _CODES.finditer(content, *array.span(1))
        for at in range(0, len(run[1]), 4)
    ]
    if not codes:
        return None
    place, code = chance.choice(codes)
    other = chance.choice(list(known))
    before, after = known[code], known[other]
    if bare(before) == bare(after) or not bare(before):
        return None
    changed = content[:place] + other.encode() + content[place + 4 :]
    return f"“{after}” for “{before}”", changed


def passed(pdf: bytes, count: int, seed: int) -> list[str]:
    """What of `count` alterations is not found."""
    manifest = read_manifest(read_attachments(pdf)[MANIFEST])
    assert manifest is not None
    sources = altered(pdf, random.Random(seed))  # noqa: S311 - no secret
    missed = []
    for _ in range(count):
        what, file = next(sources)
        if not compare_pages(manifest, read_pages(file))[1]:
            missed.append(what)
    return missed


def main(count: int = 1000, seed: int = 0) -> int:
    root = REPOSITORY
    made = make(Job(root, root / "briefs" / "sept2.yaml", Options()))
    assert made.printed is not None
    missed = passed(made.printed.content, count, seed)
    lines = [f"{count} alterations (seed {seed}): {count - len(missed)} found", *missed]
    sys.stdout.write("\n".join(lines) + "\n")
    return bool(missed)


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
