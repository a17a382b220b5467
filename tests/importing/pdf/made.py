"""Documents with known truth: laid out by WeasyPrint from paragraphs that we know."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, field
from functools import cache

from weasyprint import HTML

WORDS = (
    "harbour council lock pilots tide board closure quay ebb dredging gate water night boats "
    "fishing master minutes decision evening answer question report spring channel basin mooring "
    "cargo ferry crew engine signal lamp buoy current depth sand wind weather season ship dock "
    "international responsibility administration consideration environmental extraordinary "
    "the of and to in that it was for on with as by at from not which had"
).split()
HYPHENED = ("self-governing", "well-known", "twenty-four", "north-western", "long-term")


@dataclass(frozen=True)
class Layout:
    """How a document looks."""

    name: str
    columns: int = 1
    justified: bool = True
    indent: bool = True
    hyphens: bool = True
    head: str = "Harbour Council / Minutes"
    number: str = "top"  # top, outer, bottom, none
    first: int = 1
    roman: bool = False
    notes: int = 0
    title: bool = True
    headings: bool = True
    size: str = "letter"
    font: str = "Source Serif 4"
    points: float = 10
    pages: int = 3
    language: str = "en"
    masthead: bool = False


@dataclass(frozen=True)
class Made:
    """A document: its bytes, and its paragraphs with the printed page on which each begins."""

    pdf: bytes
    paragraphs: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]
    heads: tuple[str, ...] = field(default=())


@cache
def prose(seed: int, count: int) -> tuple[str, ...]:
    """Paragraphs of invented words, the same for the same seed."""
    dice = random.Random(seed)  # noqa: S311 - no secret
    paragraphs = []
    for _ in range(count):
        sentences = []
        for _ in range(dice.randint(2, 6)):
            words = [dice.choice(WORDS) for _ in range(dice.randint(8, 22))]
            if dice.random() < 0.3:
                words[dice.randrange(len(words))] = dice.choice(HYPHENED)
            if dice.random() < 0.2:
                words[dice.randrange(len(words))] = str(dice.randint(2, 9999))
            sentences.append(" ".join(words).capitalize() + dice.choice("...?"))
        paragraphs.append(" ".join(sentences))
    return tuple(paragraphs)


@cache
def made(layout: Layout) -> Made:
    """The document that a layout makes of its prose."""
    seed = sum(map(ord, layout.name))
    body = prose(seed, 9 * layout.pages * (2 if layout.columns > 1 else 1))
    notes = prose(seed + 1, layout.notes) if layout.notes else ()
    parts: list[str] = []
    truth: list[str] = []
    if layout.title:
        title = "The closure of the lock"
        parts.append(f"<h1 id=p{len(truth)}>{title}</h1>")
        truth.append(title)
    flow = []
    for number, text in enumerate(body):
        if layout.headings and number % 7 == 3:
            heading = f"Part {'ABCDEFGHIJKLMN'[number // 7]}: on the {WORDS[number % 40]}"
            flow.append(f"<h2 id=p{len(truth)}>{heading}</h2>")
            truth.append(heading)
        shown = text
        if layout.notes and number < layout.notes:
            first, _, rest = text.partition(". ")
            note = f"<span class=note>{notes[number]}</span>"
            shown = f"{first}.{note} {rest}" if rest else f"{text}{note}"
        flow.append(f"<p id=p{len(truth)}>{shown}</p>")
        truth.append(text)
    parts.append(f"<div class=flow>{''.join(flow)}</div>")
    html = f"<html lang={layout.language}><style>{_css(layout)}</style>{''.join(parts)}</html>"
    document = HTML(string=html).render()
    printed = [_printed(layout, n) for n in range(len(document.pages))]
    where: dict[str, str] = {}
    for number, page in enumerate(document.pages):
        for anchor in page.anchors:
            where.setdefault(anchor, printed[number])
    paragraphs = tuple((text, where[f"p{n}"]) for n, text in enumerate(truth))
    return Made(document.write_pdf(), paragraphs, notes, (layout.head,) if layout.head else ())


def _printed(layout: Layout, sheet: int) -> str:
    if layout.number == "none":
        return ""
    value = layout.first + sheet
    return (
        ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"][value]
        if layout.roman
        else str(value)
    )


def _css(layout: Layout) -> str:
    counter = f"counter(page, {'lower-roman' if layout.roman else 'decimal'})"
    head = f'"{layout.head}"' if layout.head else "none"
    boxes = {
        "top": f"@top-left {{ content: {head} }} @top-right {{ content: {counter} }}",
        "bottom": f"@top-center {{ content: {head} }} @bottom-center {{ content: {counter} }}",
        "dashes": f"@top-center {{ content: {head} }}"
        f' @bottom-center {{ content: "– " {counter} " –" }}',
        "of": f"@top-left {{ content: {head} }}"
        f' @bottom-right {{ content: "Page " {counter} " of 9" }}',
        "none": f"@top-center {{ content: {head} }}",
        "outer": "",
    }[layout.number]
    outer = (
        f"@page :left {{ @top-left {{ content: {counter} }} @top-center {{ content: {head} }} }}"
        f"@page :right {{ @top-right {{ content: {counter} }} @top-center {{ content: {head} }} }}"
        if layout.number == "outer"
        else ""
    )
    spacing = "text-indent: 1.5em; margin: 0" if layout.indent else "margin: 0 0 0.8em"
    # The counter is set so that the first page has the layout's first number.
    return f"""
      @page {{ size: {layout.size}; margin: 22mm 20mm; font: 8pt '{layout.font}'; {boxes}
               @footnote {{ border-top: 0.5pt solid; margin-top: 8pt; padding-top: 3pt }} }}
      @page :first {{ counter-reset: page {layout.first} }}
      {outer}
      html {{ font: {layout.points}pt/1.3 '{layout.font}';
              hyphens: {"auto" if layout.hyphens else "manual"} }}
      .flow {{ columns: {layout.columns}; column-gap: 7mm }}
      p {{ {spacing}; text-align: {"justify" if layout.justified else "left"};
           orphans: 2; widows: 2 }}
      h1 {{ font-size: 1.8em; text-align: center; hyphens: manual }}
      h2 {{ font-size: 1.15em; margin: 1em 0 0.4em; hyphens: manual; break-after: avoid }}
      .note {{ float: footnote; font-size: 8pt; line-height: 1.2; text-indent: 0 }}
      ::footnote-call {{ font-size: 0.65em; vertical-align: 0.45em; line-height: 0 }}
      ::footnote-marker {{ content: counter(footnote); font-size: 5.5pt; vertical-align: 2.5pt;
                           line-height: 0; padding-right: 2pt }}
    """


def plain(text: str) -> str:
    """What is compared where a hyphen may be in doubt."""
    return re.sub(r"[-\s]", "", text)
