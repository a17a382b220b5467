"""Forgeries of a PDF by chance: one thing of a page or around it changed, of each kind, and every
digest computed anew. What shows must be refused.

`python -m tests.proof.forged_pages [ROUNDS] [SEED]` makes so many of each kind, and keeps those
that are verified and drawn otherwise in the folder for temporary files, to be looked at.
"""

from __future__ import annotations

import random
import re
import sys
import tempfile
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdfium2
from PIL import Image, ImageChops
from pypdf import PdfWriter
from pypdf.generic import ArrayObject, FloatObject, NameObject, TextStringObject

from briefgen.errors import BriefgenError
from briefgen.proof.attachments import MANIFEST
from briefgen.proof.page_digest import file_digests
from briefgen.proof.pdf_objects import open_objects
from briefgen.proof.pdf_reader import read_pages
from briefgen.proof.verify import verify
from tests.proof.test_altered import elements, redigested
from tests.proof.test_verify import streams

Operation = tuple[list[bytes], bytes]
Forgery = Callable[[Any, random.Random], None]

_TOKEN = re.compile(rb"<<.*?>>|\[[^\]]*\]|[^\s\[<]+|<[0-9a-f]*>", re.DOTALL)
_OPERATOR = re.compile(rb"[A-Za-z][A-Za-z0-9]?\*?|BMC|BDC|EMC")
_CODE = re.compile(rb"[0-9a-f]{4}(?=[^<]*>)")
_NUMBER = re.compile(rb"(?<=>)-?[\d.]+(?=<)")
_SHIFTS = (-40.0, -12.0, -6.0, -3.0, 3.0, 6.0, 12.0, 40.0)


def operations(content: bytes) -> list[Operation]:
    found, operands = list[Operation](), list[bytes]()
    for token in _TOKEN.findall(content):
        if _OPERATOR.fullmatch(token):
            found.append((operands, token))
            operands = []
        else:
            operands.append(token)
    return found


def written(done: list[Operation]) -> bytes:
    return b"\n".join(b" ".join([*operands, operator]) for operands, operator in done)


def in_content(change: Callable[[list[Operation], random.Random], Any]) -> Forgery:
    """A change of the operations of a page."""

    def forge(writer: Any, chance: random.Random) -> None:
        stream = streams(writer, chance.randrange(len(writer.pages)))
        done = operations(stream.get_data())
        change(done, chance)
        stream.set_data(written(done))

    return forge


def places_of(done: list[Operation], *operators: bytes) -> list[int]:
    return [at for at, (_, operator) in enumerate(done) if operator in operators]


def at_one(
    *operators: bytes,
) -> Callable[[Callable[[list[Operation], int, random.Random], Any]], Forgery]:
    """A change at one of the operations of some kinds."""

    def wrap(change: Callable[[list[Operation], int, random.Random], Any]) -> Forgery:
        return in_content(
            lambda done, chance: change(done, chance.choice(places_of(done, *operators)), chance)
        )

    return wrap


def within(
    found: re.Pattern[bytes], new: Callable[[bytes, random.Random, list[bytes]], bytes]
) -> Forgery:
    """One thing inside an array of letters."""

    @at_one(b"TJ")
    def change(done: list[Operation], at: int, chance: random.Random) -> None:
        shown = done[at][0][0]
        things = list(found.finditer(shown))
        if things:
            thing = chance.choice(things)
            others = [one[0] for one in things]
            made = new(thing[0], chance, others)
            done[at] = ([shown[: thing.start()] + made + shown[thing.end() :]], b"TJ")

    return change


def numbered(*operators: bytes, which: tuple[int, ...], by: tuple[float, ...] = _SHIFTS) -> Forgery:
    """One of the operands, a number, becomes another."""

    @at_one(*operators)
    def change(done: list[Operation], at: int, chance: random.Random) -> None:
        operands, operator = done[at]
        place = chance.choice(which)
        new = b"%f" % (float(operands[place]) + chance.choice(by))
        done[at] = ([*operands[:place], new, *operands[place + 1 :]], operator)

    return change


def inserted(before: bytes, *codes: bytes) -> Forgery:
    """Operations before one of a kind."""

    @at_one(before)
    def change(done: list[Operation], at: int, chance: random.Random) -> None:
        done[at:at] = operations(chance.choice(codes))

    return change


def _gone(done: list[Operation], at: int, _: random.Random) -> None:
    del done[at]


def _twice(done: list[Operation], at: int, _: random.Random) -> None:
    done.insert(at, done[at])


def _exchanged(done: list[Operation], at: int, chance: random.Random) -> None:
    other = chance.choice(places_of(done, done[at][1]))
    done[at], done[other] = done[other], done[at]


def _resized(done: list[Operation], at: int, chance: random.Random) -> None:
    (font, size), operator = done[at]
    done[at] = ([font, b"%f" % (float(size) * chance.choice([0.2, 0.5, 0.8, 1.3, 3]))], operator)


def _other_font(done: list[Operation], at: int, chance: random.Random) -> None:
    (_, size), operator = done[at]
    fonts = sorted({operands[0] for operands, name in done if name == b"Tf"})
    done[at] = ([chance.choice(fonts), size], operator)


def _other_name(done: list[Operation], at: int, chance: random.Random) -> None:
    names = sorted({operands[0] for operands, name in done if name == done[at][1]})
    done[at] = ([chance.choice(names), *done[at][0][1:]], done[at][1])


def _recoloured(done: list[Operation], at: int, chance: random.Random) -> None:
    colour = chance.choice([b"1 1 1", b"0.9 0.9 0.9", b"1 0 0", b"0 0 0", b"0.7 0.7 0.2"])
    done[at] = (colour.split(), done[at][1])


def _shape(done: list[Operation], at: int, chance: random.Random) -> None:
    x, y = chance.randrange(60, 600), chance.randrange(60, 900)
    width, height = chance.choice([(200, 40), (300, 3), (60, 12), (12, 200), (400, 1), (600, 800)])
    colour = chance.choice([b"1 1 1", b"0 0 0", b"0.95 0.95 0.9", b"0.5 0 0"])
    code = b"/Artifact BMC q %s rg %d %d %d %d re f Q EMC" % (colour, x, y, width, height)
    done[at:at] = operations(code)


def _moved_whole(done: list[Operation], at: int, chance: random.Random) -> None:
    """All that is said and drawn up to the next end of marked content, elsewhere in the order."""
    end = next(n for n in range(at, len(done)) if done[n][1] == b"EMC") + 1
    part = done[at:end]
    del done[at:end]
    place = chance.choice(places_of(done, b"BDC"))
    done[place:place] = part


def _as_outlines(done: list[Operation], at: int, _: random.Random) -> None:
    done[at] = ([], b"S")


def _unmarked(done: list[Operation], at: int, _: random.Random) -> None:
    done[at] = ([b"/Artifact"], b"BMC")


def _ended_elsewhere(done: list[Operation], at: int, chance: random.Random) -> None:
    done.insert(chance.randrange(len(done)), done.pop(at))


_GAPS = (-900, -300, -160, 150, 300, 600, 5000)
_STATES = (
    b"1 Tr", b"2 Tr", b"3 Tr", b"7 Tr", b"5 Ts", b"-7 Ts", b"9 Tc", b"40 Tz", b"20 0 Td", b"T*",
)  # fmt: skip
_CLIPS = (
    b"0 0 300 300 re W n", b"90 90 640 12 re W n", b"0 0 1 1 re W* n",
    b"90 90 m 700 90 l 90 900 l h W n",
)  # fmt: skip
_SCALES = (b"1 0 0 1 0 14 cm", b"0.5 0 0 0.5 50 50 cm", b"1 0 0 -1 0 900 cm")
# What must be refused wherever it is.
CONTENT: dict[str, Forgery] = {
    "another letter": within(_CODE, lambda _, chance, others: chance.choice(others)),
    "a letter gone": within(_CODE, lambda *_: b""),
    "a letter of its font": within(_CODE, lambda _, chance, __: b"%04x" % chance.randrange(2000)),
    "a gap": within(_NUMBER, lambda _, chance, __: b"%d" % chance.choice(_GAPS)),
    "letters twice": at_one(b"TJ")(_twice),
    "letters exchanged": at_one(b"TJ")(_exchanged),
    "places exchanged": at_one(b"Tm")(_exchanged),
    "matrix": numbered(b"Tm", which=(0, 1, 2, 3), by=(-2.0, -0.5, -0.1, 0.1, 0.5, 1.0)),
    "place gone": at_one(b"Tm")(_gone),
    "letters' state": inserted(b"TJ", *_STATES),
    "colour": at_one(b"rg")(_recoloured),
    "another state": at_one(b"gs")(_other_name),
    "clip": inserted(b"BT", *_CLIPS),
    "scale": inserted(b"BT", *_SCALES),
    "scale around": numbered(b"cm", which=(0, 3), by=(-0.5, -0.1, 0.1, 0.5)),
    "no restoring": at_one(b"Q")(_gone),
    "no saving": at_one(b"q")(_gone),
    "marks exchanged": at_one(b"BDC")(_exchanged),
    "no marks": at_one(b"BDC")(_unmarked),
    "other end of marks": at_one(b"EMC")(_ended_elsewhere),
    "order": at_one(b"BDC")(_moved_whole),
    "other words": inserted(b"TJ", b"/Span <</ActualText <feff006e006f0074>>> BDC"),
}
# What may be a matter of looks: a space, a few points, a size, a shape beside words.
LOOKS: dict[str, Forgery] = {
    "a letter twice": within(_CODE, lambda code, *_: code * 2),
    "letters gone": at_one(b"TJ")(_gone),
    "place across": numbered(b"Tm", which=(4,)),
    "place down": numbered(b"Tm", which=(5,)),
    "size": at_one(b"Tf")(_resized),
    "another font": at_one(b"Tf")(_other_font),
    "line's colour": at_one(b"RG")(_recoloured),
    "no state": at_one(b"gs")(_gone),
    "a clip's size": numbered(b"re", which=(2, 3), by=(-30.0, -8.0, 8.0, 30.0)),
    "no clip": at_one(b"W", b"W*")(_gone),
    "a shape": at_one(b"BDC", b"ET", b"EMC")(_shape),
    "a shape's place": numbered(b"re", which=(0, 1)),
    "a shape gone": at_one(b"f", b"f*", b"S")(_gone),
    "outlines for a shape": at_one(b"f")(_as_outlines),
    "a point of a line": numbered(b"l", b"m", which=(0, 1)),
    "drawing gone": at_one(b"Do")(_gone),
    "another drawing": at_one(b"Do")(_other_name),
    "drawings exchanged": at_one(b"Do")(_exchanged),
}


# --- Around the content -------------------------------------------------------------------


def links(writer: Any) -> list[Any]:
    return [one.get_object() for page in writer.pages for one in page.get("/Annots", ())]


def _link_moved(writer: Any, chance: random.Random) -> None:
    rect = chance.choice(links(writer))["/Rect"]
    rect[chance.randrange(4)] = FloatObject(float(rect[0]) + chance.choice(_SHIFTS))


def _links_exchanged(key: str) -> Forgery:
    def forge(writer: Any, chance: random.Random) -> None:
        one, other = chance.sample([link for link in links(writer) if key in link], 2)
        one[NameObject(key)], other[NameObject(key)] = other[key], one[key]

    return forge


def _link_gone(writer: Any, chance: random.Random) -> None:
    page = chance.choice([page for page in writer.pages if page.get("/Annots")])
    del page["/Annots"][chance.randrange(len(page["/Annots"]))]


def _box(writer: Any, chance: random.Random) -> None:
    page = chance.choice(writer.pages)
    box = page["/MediaBox"]
    place = chance.randrange(4)
    numbers = [*map(float, box)]
    numbers[place] += chance.choice([-300, -60, 60, 300])
    page[NameObject("/MediaBox")] = ArrayObject(map(FloatObject, numbers))


def _boxes(writer: Any, chance: random.Random) -> None:
    key = chance.choice(["/CropBox", "/TrimBox", "/BleedBox", "/ArtBox"])
    chance.choice(writer.pages)[NameObject(key)] = ArrayObject(map(FloatObject, (0, 0, 612, 400)))


def _pages_exchanged(writer: Any, chance: random.Random) -> None:
    kids = writer.root_object["/Pages"]["/Kids"]
    one, other = chance.sample(range(len(kids)), 2)
    kids[one], kids[other] = kids[other], kids[one]
    writer.flattened_pages = None


def outline(writer: Any) -> Iterator[Any]:
    left = [writer.root_object["/Outlines"]["/First"].get_object()]
    while left:
        entry = left.pop()
        yield entry
        left += (entry[key].get_object() for key in ("/Next", "/First") if key in entry)


def _bookmarks(key: str) -> Forgery:
    def forge(writer: Any, chance: random.Random) -> None:
        one, other = chance.sample([entry for entry in outline(writer) if key in entry], 2)
        one[NameObject(key)], other[NameObject(key)] = other[key], one[key]

    return forge


def _places(writer: Any, chance: random.Random) -> None:
    tree = writer.root_object["/Names"]["/Dests"].get_object()
    while "/Names" not in tree:
        tree = chance.choice(tree["/Kids"]).get_object()
    names = tree["/Names"]
    one, other = chance.sample(range(1, len(names), 2), 2)
    names[one], names[other] = names[other], names[one]


def _tags(key: str) -> Forgery:
    """Two elements of the structure have each other's entry."""

    def forge(writer: Any, chance: random.Random) -> None:
        one, other = chance.sample([element for element in elements(writer) if key in element], 2)
        one[NameObject(key)], other[NameObject(key)] = other.raw_get(key), one.raw_get(key)

    return forge


def _kids(writer: Any, chance: random.Random) -> None:
    """Two elements in one change places."""
    several = []
    for element in elements(writer):
        kids = element.get("/K")
        inner = [
            place
            for place, kid in enumerate(kids if isinstance(kids, list) else ())
            if "/S" in (own if isinstance(own := kid.get_object(), dict) else {})
        ]
        if len(inner) > 1:
            several.append((kids, inner))
    kids, inner = chance.choice(several)
    one, other = chance.sample(inner, 2)
    kids[one], kids[other] = kids[other], kids[one]


def _said(key: str) -> Forgery:
    def forge(writer: Any, chance: random.Random) -> None:
        chance.choice(elements(writer))[NameObject(key)] = TextStringObject("not")

    return forge


def attachments(writer: Any) -> list[Any]:
    """All but the manifest."""
    files = writer.root_object["/Names"]["/EmbeddedFiles"]["/Names"][1::2]
    return [one.get_object() for one in files if one.get_object()["/F"] != MANIFEST]


def _files(key: str) -> Forgery:
    def forge(writer: Any, chance: random.Random) -> None:
        one, other = chance.sample(attachments(writer), 2)
        one[NameObject(key)], other[NameObject(key)] = other.raw_get(key), one.raw_get(key)

    return forge


def _about(writer: Any, chance: random.Random) -> None:
    packet = writer.root_object["/Metadata"].get_object()
    data = packet.get_data()
    words = list(re.finditer(rb"(?<=<rdf:li xml:lang=\"x-default\">)[^<>]+", data))
    word = chance.choice(words)
    packet.set_data(data[: word.start()] + b"Another" + data[word.end() :])


def _labels(writer: Any, chance: random.Random) -> None:
    numbers = writer.root_object["/PageLabels"]["/Nums"]
    label = numbers[chance.randrange(1, len(numbers), 2)].get_object()
    label[NameObject("/P")] = TextStringObject(chance.choice(["9", "B-"]))


AROUND: dict[str, Forgery] = {
    "links that lead elsewhere": _links_exchanged("/Dest"),
    "links exchanged": _links_exchanged("/Rect"),
    "a link gone": _link_gone,
    "pages exchanged": _pages_exchanged,
    "titles of bookmarks": _bookmarks("/Title"),
    "kinds of elements": _tags("/S"),
    "contents of elements": _tags("/K"),
    "languages of elements": _tags("/Lang"),
    "attributes of elements": _tags("/A"),
    "names of elements": _tags("/ID"),
    "order of elements": _kids,
    "words of an element": _said("/ActualText"),
    "an alternative": _said("/Alt"),
    "a language": _said("/Lang"),
    "a long form": _said("/E"),
    "files exchanged": _files("/EF"),
    "names of files": _files("/UF"),
    "words about files": _files("/Desc"),
    "what the file says of itself": _about,
    "numbers of pages": _labels,
}


# What may lead to another place of one page, or leave paper white.
LOOKS |= {
    "a link elsewhere": _link_moved,
    "links that are heard otherwise": _links_exchanged("/Contents"),
    "the page's size": _box,
    "another box": _boxes,
    "places of bookmarks": _bookmarks("/Dest"),
    "named places": _places,
}


# --- Judgement ----------------------------------------------------------------------------


def forged(pdf: bytes, forge: Forgery, seed: int) -> bytes:
    """The PDF with a forgery, and with all that its manifest says of its pages made to fit; the
    same where there is nothing to forge."""
    writer = PdfWriter(clone_from=BytesIO(pdf))
    try:
        forge(writer, random.Random(seed))  # noqa: S311 - no secret
    except (IndexError, ValueError):  # nothing of that kind is on the page
        return pdf
    content = BytesIO()
    writer.write(content)
    pages = read_pages(content.getvalue())

    def follow(manifest: dict[str, Any]) -> None:
        for entry, page in zip(manifest["pages"], pages, strict=False):
            entry |= {"text": page.text, "links": list(page.links), "pictures": list(page.pictures)}

    redigested(writer, follow)
    content = BytesIO()
    writer.write(content)
    return content.getvalue()


def is_refused(pdf: bytes) -> bool:
    try:
        return not verify(pdf).holds
    except BriefgenError as error:
        if "unforeseen" in str(error) or "crashed" in str(error):
            raise
        return True


def is_same(pdf: bytes, other: bytes) -> bool:
    """Whether two files have one content."""
    one, two = (file_digests(open_objects(file)) for file in (pdf, other))
    return one == two


def drawn(pdf: bytes) -> list[Image.Image]:
    """The pages as PDFium draws them."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.render(scale=1).to_pil().convert("L") for page in document]


def apart(pages: list[Image.Image], others: list[Image.Image]) -> int:
    """How many points of some pages are far from those of others."""
    if [one.size for one in pages] != [one.size for one in others]:
        return 10**6
    return sum(
        sum(ImageChops.difference(one, other).point(lambda ink: ink > 60).histogram()[1:])
        for one, other in zip(pages, others, strict=True)
    )


def main(rounds: int = 5, seed: int = 0) -> int:
    from tests.proof.test_print_altered import written as example  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as folder:
        pdf = example(Path(folder))
    genuine, passed = drawn(pdf), 0
    for number, (name, forge) in enumerate((CONTENT | AROUND | LOOKS).items()):
        for turn in range(rounds):
            own = seed + 1000 * number + turn
            file = forged(pdf, forge, own)
            if file == pdf or is_refused(file):
                continue
            count = apart(drawn(file), genuine)
            if count or name in AROUND:
                passed += 1
                kept = Path(tempfile.gettempdir(), f"forged-{own}.pdf")
                kept.write_bytes(file)
                marks = verify(file).marks
                sys.stdout.write(f"{name}: {count} points, {kept} {marks}\n")
                sys.stdout.flush()
    return bool(passed)


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
