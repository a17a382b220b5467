"""Pages as pictures: those that tests compare with, and those that the documentation shows.

`./run pictures` draws all of them anew from real pages. That is how a change of the page is
accepted: look at what `git diff` says has changed, then commit it.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
from msgspec import Struct
from msgspec.structs import replace
from PIL import Image, ImageChops, ImageFilter

from briefgen.api import build
from briefgen.model.document import Document, PrintedSource
from briefgen.model.markup import Str
from briefgen.render.layout import Rendered, render_pdf
from briefgen.render.theme import load_theme
from tests.render.sample import document

REPOSITORY = Path(__file__).parents[1]
EXPECTED = Path(__file__).parent / "render" / "pictures"
_DPI = 45  # of what is compared: a letter is a grey spot, a line that moved is seen
_DOCS_DPI = 106
# A pixel that another machine's rounding makes lighter or darker stays below the first; as
# many of a page as the second may be beyond it.
_GREY, _SHARE = 70, 0.002
# The pages of the example that the documentation shows.
_SHOWN = {"page": 1, "card": 5, "claims": 6}


class View(Struct, frozen=True):
    """A document in a theme, and which of its pages are compared."""

    name: str
    theme: str
    document: Document
    pages: tuple[int, ...]

    def rendered(self, files: Path) -> Rendered:
        return render_pdf(
            self.document, load_theme(self.theme, workspace_templates=None), files=files
        )


def views() -> tuple[View, ...]:
    """What is compared: front, text, card, claims and appendix; large print; the two-pager."""
    sheet = one_sheet(document(appendix=False))
    large = replace(sheet, changes=(), large_print=True)
    return (
        View("letter", "policy-brief", document(), (1, 2, 4, 5, 8)),
        View("large", "policy-brief", large, (1, 4, 7)),
        View("sheet", "two-pager", sheet, (1, 2)),
    )


def one_sheet(whole: Document) -> Document:
    """A document without what the two-pager does not print, and without links to that."""
    sources = (PrintedSource("A", (Str("“A report”, n.d."),), "seeds/report.txt", "3f1c" * 16),)
    rows = tuple(replace(claim, marked_at=()) for claim in whole.claims)
    return replace(whole, sections=(), claims=rows, sources=sources)


def drawn(pdf: bytes, number: int, dpi: int) -> Image.Image:
    """Page `number` of a PDF, from 1, as it is seen."""
    with pypdfium2.PdfDocument(pdf) as file:
        picture: Image.Image = file[number - 1].render(scale=dpi / 72).to_pil()
        return picture


def compared(view: View, pdf: bytes) -> Iterator[tuple[Path, Image.Image]]:
    """Each page of a view that is compared, and the file with what it looked like."""
    for number in view.pages:
        yield EXPECTED / f"{view.name}-{number}.png", drawn(pdf, number, _DPI).convert("L")


def look_alike(one: Image.Image, other: Image.Image) -> bool:
    """Whether two pictures of a page are the same but for how a machine rounds."""
    if one.size != other.size:
        return False
    soft = ImageFilter.BoxBlur(1)
    histogram = ImageChops.difference(one.filter(soft), other.filter(soft)).histogram()
    return sum(histogram[_GREY:]) <= _SHARE * one.width * one.height


def main() -> None:
    """Draw every picture anew."""
    with tempfile.TemporaryDirectory() as folder:
        for view in views():
            pdf = view.rendered(Path(folder)).pdf
            assert pdf is not None
            for path, picture in compared(view, pdf):
                if not (path.exists() and look_alike(picture, Image.open(path))):
                    picture.save(path, optimize=True)
                    sys.stdout.write(f"{path.relative_to(REPOSITORY)}\n")
        example = Path(folder) / "sept2.pdf"
        build(REPOSITORY / "briefs" / "sept2.yaml", output=example)
        for name, number in _SHOWN.items():
            path = REPOSITORY / "docs" / f"{name}.png"
            picture = drawn(example.read_bytes(), number, _DOCS_DPI)
            picture.quantize(24).save(path, optimize=True)
            sys.stdout.write(f"{path.relative_to(REPOSITORY)}\n")


if __name__ == "__main__":
    main()
