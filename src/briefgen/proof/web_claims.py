"""The claims of a web edition of a packaged theme: each position under the head of its side, with
its stance, and each claim with its status, in the table, in a list and on the card."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from briefgen.matching.same_glyphs import bare
from briefgen.model.document import ClaimRow, Document, PrintedPosition
from briefgen.model.markup import plain_text

from .html_tree import Element

# Stances that are printed beside the holder; the others follow from the side.
_SAID = ("questions", "qualifies")
_STATUSES = ("disputed", "answers differ", "questioned", "qualified", "denied", "asserted only")
_Side = tuple[str, Sequence[PrintedPosition]]  # its head, and who is on it


def misplaced_claims(html: Element, document: Document) -> Iterator[tuple[Element, str]]:
    """What a claim has otherwise than the brief gives it, with the element that has it."""
    rows = {claim.anchor: claim for claim in document.claims}
    listed = [one for one in html.walk() if one.name == "article" and "claim" in one.classes]
    if [one.get("id") for one in listed] not in ([], list(rows)):
        yield html, "the claims are not those of the brief, in their order"
    for article in listed:
        if claim := rows.get(article.get("id")):
            yield from _in_article(article, claim, document.labels)
    for table in _elements_of(html, "table"):
        if "card" in table.classes:
            yield from _on_card(table, document)
    entries = [one for one in _elements_of(html, "table") if "entry" in one.classes]
    for entry, claim in zip(entries, document.claims, strict=False):
        yield from _in_entry(entry, claim, document.labels)
    if entries and len(entries) != len(rows):
        yield entries[0], "the claims on the card are not those of the brief"
    known = {name.replace(" ", "-"): document.labels[name] for name in _STATUSES}
    known |= {name: document.labels[f"stance_{name}"] for name in _SAID}
    for element in html.walk():
        if "sign" not in element.classes:
            continue
        if "mark" in element.classes:
            number = element.text.strip()
            claim = next((one for one in document.claims if str(one.number) == number), None)
            is_ours = claim is not None and claim.status.replace(" ", "-") in element.classes
        else:
            is_ours = any(element.text == known.get(one) for one in element.classes)
        if not is_ours:
            yield element, f"“{element.text[:60]}” is not the status or stance there"


def _in_article(
    article: Element, claim: ClaimRow, labels: Mapping[str, str]
) -> Iterator[tuple[Element, str]]:
    facts = [sign.text for one in _classed(article, "facts") for sign in _classed(one, "sign")]
    if facts != [claim.status_label]:
        yield article, f"the status of claim {claim.number} is not the brief's"
    heads = [one for one in article.children if isinstance(one, Element)][:1]
    if [bare(one.text) for one in heads if one.name == "h3"] != [
        bare(f"{claim.number}{claim.wording}")
    ]:
        yield article, f"claim {claim.number} does not begin with its words"
    tables = [one for one in _elements_of(article, "table") if "claims" in one.classes]
    if tables:
        shown = list(_columns(tables[0], labels["room"]))
        expected = _sides(claim, labels)
        is_said = True
    else:
        shown = [(_label_of(one), one) for one in _classed(article, "side")]
        expected = _listed_sides(claim, labels)
        is_said = False
    if [head for head, _ in shown] != [head for head, _ in expected]:
        yield article, f"claim {claim.number} has other heads of its sides"
        return
    for (_, cell), (head, positions) in zip(shown, expected, strict=True):
        ids = [one.get("id") for one in cell.walk() if one.get("id").startswith("position-")]
        if (
            ids != [one.anchor for one in positions]
            or cell.attributes.get("data-head", head) != head
        ):
            yield cell, f"claim {claim.number} has positions under the head of another side"
        if not positions and bare(cell.text).removeprefix(bare(head)) != bare(labels["none"]):
            yield cell, f"claim {claim.number} does not say that nobody is on a side"
        for one in positions if is_said else ():
            said = [labels[f"stance_{one.stance}"]] if one.stance in _SAID else []
            held = next((own for own in cell.walk() if own.get("id") == one.anchor), cell)
            # A claim's mark in what the holder says has the sign of a status.
            signs = [sign for sign in _classed(held, "sign") if "mark" not in sign.classes]
            if [sign.text for sign in signs] != said:
                yield held, f"position {one.handle} is printed with another stance"


def _sides(claim: ClaimRow, labels: Mapping[str, str]) -> list[_Side]:
    if claim.is_question:
        return [(labels["answers"], claim.positions)]
    return [
        (labels["asserted_by"], claim.by_stance("asserts")),
        (labels["denied_by"], claim.by_stance("denies")),
        (labels["questioned_by"], claim.by_stance("questions", "qualifies")),
    ]


def _listed_sides(claim: ClaimRow, labels: Mapping[str, str]) -> list[_Side]:
    if claim.is_question:
        return _sides(claim, labels)
    asserted, denied, neither = _sides(claim, labels)
    beside: list[_Side] = [
        (labels[f"only_{name}_by"], positions)
        for name, positions in (
            ("questioned", claim.by_stance("questions")),
            ("qualified", claim.by_stance("qualifies")),
        )
        if positions
    ]
    return [asserted, denied, *(beside or [neither])]


def _columns(table: Element, room: str) -> Iterator[tuple[str, Element]]:
    """The columns of a claim's table by their heads, without that for notes of a meeting."""
    heads = [one.text.strip() for one in _elements_of(table, "th")]
    cells = list(_elements_of(table, "td"))
    if len(heads) == len(cells) and heads[-1:] == [room]:
        heads, cells = heads[:-1], cells[:-1]
    if len(heads) == len(cells):
        yield from zip(heads, cells, strict=True)


def _label_of(side: Element) -> str:
    return next((one.text for one in _classed(side, "stance")), "")


def _on_card(table: Element, document: Document) -> Iterator[tuple[Element, str]]:
    labels = document.labels
    heads = [one.text.strip() for one in _elements_of(table, "th") if one.get("scope") == "col"]
    sides = [labels[name] for name in ("card_claim", "asserted_by", "denied_by", "questioned_by")]
    if heads not in (sides, [*sides, labels["room"]]):
        yield table, "the heads of the card are those of other sides"
    rows = [one for one in _elements_of(table, "tr") if any(True for _ in _elements_of(one, "td"))]
    if len(rows) != len(document.claims):
        yield table, "the claims on the card are not those of the brief"
    for row, claim in zip(rows, document.claims, strict=False):
        head = next(_elements_of(row, "th"), row)
        if bare(head.text) != bare(f"{claim.number}{claim.wording}{claim.status_label}"):
            yield row, f"claim {claim.number} is another one on the card"
        cells = [one for one in _elements_of(row, "td") if "room" not in one.classes]
        texts = [(one.get("data-head"), bare(one.text)) for one in cells]
        expected = [
            (label, _printed(label, side, labels, is_question=claim.is_question))
            for label, side in _sides(claim, labels)
        ]
        if texts != expected:
            yield row, f"claim {claim.number} has other holders on the card, or on another side"


def _in_entry(
    entry: Element, claim: ClaimRow, labels: Mapping[str, str]
) -> Iterator[tuple[Element, str]]:
    head = next(_elements_of(entry, "th"), entry)
    rows = [bare(one.text) for one in _elements_of(entry, "tr") if "boxes" not in one.classes][1:]
    if claim.is_question:
        expected = [_held(one, labels, is_answer=True) for one in claim.positions]
    else:
        expected = [
            bare(f"{head}{', '.join(_held(one, labels) for one in side) or labels['none']}")
            for head, side in _sides(claim, labels)
        ]
    if rows != expected or bare(head.text) != bare(
        f"{claim.number}{claim.wording}{claim.status_label}"
    ):
        yield entry, f"claim {claim.number} has other holders on the card, or on another side"


def _printed(
    head: str, side: Sequence[PrintedPosition], labels: Mapping[str, str], *, is_question: bool
) -> str:
    """What a cell of the card says."""
    said = "".join(_held(one, labels, is_answer=is_question) for one in side)
    return bare(f"{head}{said}" if is_question else said or labels["none"])


def _held(one: PrintedPosition, labels: Mapping[str, str], *, is_answer: bool = False) -> str:
    if is_answer:
        return bare(f"{one.letter}{plain_text(one.answer)}–{one.by}")
    stance = labels[f"stance_{one.stance}"] if one.stance in _SAID else ""
    return bare(f"{one.letter}{one.by}{stance}")


def _elements_of(element: Element, name: str) -> Iterator[Element]:
    return (one for one in element.walk() if one.name == name)


def _classed(element: Element, name: str) -> Iterator[Element]:
    return (one for one in element.walk() if name in one.classes)
