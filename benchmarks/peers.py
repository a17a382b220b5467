"""What somebody without briefgen writes to print the same content: a page for each peer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from content import Content, Note, Pieces, Ref

# A person's page: the words and measures of policy-brief, without its figures, ranges of
# paragraphs at the head, and evidence.
_STYLE = """
@page {
  size: letter; margin: 21mm 25mm 24mm;
  @top-left { content: "TITLE" }
  @bottom-left { content: "FOOT" }
  @bottom-right { content: "Page " counter(page) " of " counter(pages) }
}
html { font: 10.6pt/15.2pt SERIF }
h1, h2, table { font-family: SANS }
p { margin: 0 0 2.7mm; orphans: 2; widows: 2 }
section { padding-left: 44mm }
section h2 { float: left; width: 38mm; margin: 0 0 3mm -44mm; font-size: 11.5pt }
.note { float: footnote; font-size: 8.5pt; line-height: 11pt; footnote-display: inline }
a { color: inherit; text-decoration: none }
table { border-collapse: collapse; width: 100%; table-layout: fixed }
table { font-size: 9.25pt; line-height: 12pt }
td, th { border-top: .6pt solid #888; padding: 1.4mm 2mm; vertical-align: top; text-align: left }
.source { break-before: page }
.source p { padding-left: 20mm; font-size: 9.5pt; line-height: 13pt }
.source b { float: left; margin-left: -20mm }
"""


_PAGE_REFERENCES = 'a.place::after { content: ", p. " target-counter(attr(href url), page) }'


def html(
    content: Content,
    *,
    serif: str = "serif",
    sans: str = "sans-serif",
    fonts: str = "",
    page_references: bool = True,
) -> str:
    """One HTML page with footnotes, and references to pages if asked, for WeasyPrint alone."""
    style = fonts + _STYLE + (_PAGE_REFERENCES if page_references else "")
    style = style.replace("SERIF", serif).replace("SANS", sans)
    style = style.replace("TITLE", content.title).replace("FOOT", content.foot)
    head = f"<meta charset=utf-8><title>{escape(content.title)}</title><style>{style}</style>"
    body = [f"<p>{escape(content.head)}</p><h1>{escape(content.title)}</h1>"]
    body.append(f"<p>{escape(content.subtitle)}</p>")
    for heading, paragraphs in content.sections:
        printed = "".join(f"<p>{_html(pieces)}</p>" for pieces in paragraphs)
        body.append(f"<section><h2>{escape(heading)}</h2>{printed}</section>")
    for table in content.tables:
        names = "".join(f"<th scope=col>{escape(name)}</th>" for name in table.columns)
        rows = "".join(f"<tr>{_cells(row, len(table.columns))}</tr>" for row in table.rows)
        body.append(f"<h2>{escape(table.heading)}</h2><p>{escape(table.intro)}</p>")
        body.append(f"<table><thead><tr>{names}</tr></thead><tbody>{rows}</tbody></table>")
    body.append("<h2>{}</h2><p>{}</p>".format(*map(escape, content.appendix)))
    for letter, reference, remark, paragraphs in content.sources:
        body.append(
            f'<div class="source" id="{letter}"><h2>Source {letter}. {escape(reference)}</h2>'
        )
        body.append(f"<p>{escape(remark)}</p>")
        body += (f'<p id="{label}"><b>{label}</b>{escape(text)}</p>' for label, text in paragraphs)
        body.append("</div>")
    return f'<!doctype html><html lang="en"><head>{head}</head><body>{"".join(body)}</body></html>'


def _cells(row: Sequence[Pieces], columns: int) -> str:
    cells = [f"<td>{_html(cell)}</td>" for cell in row]
    cells[-1] = cells[-1].replace("<td", f"<td colspan={columns - len(row) + 1}", 1)
    return "".join(cells)


def _html(pieces: Iterable[str | Ref | Note]) -> str:
    out = []
    for piece in pieces:
        if isinstance(piece, Note):
            out.append(f'<span class="note">{_html(piece.pieces)}</span>')
        elif isinstance(piece, Ref):
            out.append(f'<a class="place" href="#{piece.anchor}">{escape(piece.label)}</a>')
        else:
            out.append(escape(piece))
    return "".join(out)


def typst(content: Content) -> str:
    """The same for Typst."""
    body = [
        '#set page(paper: "us-letter", margin: (x: 25mm, y: 22mm), numbering: "1 of 1")',
        f"#set page(header: [{_typst((content.title, '  ', content.foot))}])",
        "#set text(size: 10.6pt)",
        f"#set document(title: {_string(content.title)})",
        "#let place-of(label, name) = link(label)[#name, p. #context locate(label).page()]",
        _typst((content.head,)),
        f"= {_typst((content.title,))}",
        _typst((content.subtitle,)),
    ]
    for heading, paragraphs in content.sections:
        body += [f"== {_typst((heading,))}", *(_typst(pieces) for pieces in paragraphs)]
    for table in content.tables:
        names = ", ".join(f"[{_typst((name,))}]" for name in table.columns)
        rows = [(row, f"table.cell(colspan: {len(table.columns) - len(row) + 1})")
                for row in table.rows]  # fmt: skip
        cells = ", ".join(
            f"[{_typst(cell)}]" if cell is not row[-1] else f"{last}[{_typst(cell)}]"
            for row, last in rows
            for cell in row
        )
        body += [f"== {_typst((table.heading,))}", _typst((table.intro,))]
        body.append(f"#table(columns: {len(table.columns)}, table.header({names}), {cells})")
    body += [f"== {_typst(content.appendix[:1])}", _typst(content.appendix[1:])]
    for letter, reference, remark, paragraphs in content.sources:
        body.append(f"#pagebreak()\n== Source {letter}. {_typst((reference,))} <{letter}>")
        body.append(_typst((remark,)))
        body += (f"*{label}*#h(3mm){_typst((text,))} #label({_string(label)})"
                 for label, text in paragraphs)  # fmt: skip
    return "\n\n".join(body)


def _typst(pieces: Iterable[str | Ref | Note]) -> str:
    out = []
    for piece in pieces:
        if isinstance(piece, Note):
            out.append(f"#footnote[{_typst(piece.pieces)}]")
        elif isinstance(piece, Ref):
            out.append(f"#place-of(label({_string(piece.anchor)}), {_string(piece.label)})")
        else:
            out.append(f"#{_string(piece)}")
    return "".join(out)


def _string(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ")
    return f'"{escaped}"'


def markdown(content: Content) -> str:
    """The same for Pandoc, whose Markdown knows no references to pages."""
    notes: list[str] = []

    def inline(pieces: Pieces) -> str:
        out = []
        for piece in pieces:
            if isinstance(piece, Note):
                notes.append(inline(piece.pieces))
                out.append(f"[^{len(notes)}]")
            elif isinstance(piece, Ref):
                out.append(f"[{piece.label}](#{piece.anchor})")
            else:
                out.append(_escaped(piece))
        return "".join(out)

    body = [f"---\ntitle: {_string(content.title)}\nlang: en\n---"]
    body += [_escaped(content.head), _escaped(content.subtitle)]
    for heading, paragraphs in content.sections:
        body += [f"## {_escaped(heading)}", *(inline(pieces) for pieces in paragraphs)]
    for table in content.tables:
        body += [f"## {_escaped(table.heading)}", _escaped(table.intro)]
        body.append(_escaped(" · ".join(table.columns)))
        body += (f"- {'; '.join(inline(cell) for cell in row if cell)}" for row in table.rows)
    body += [f"## {_escaped(content.appendix[0])}", _escaped(content.appendix[1])]
    for letter, reference, remark, paragraphs in content.sources:
        body += [f"## Source {letter}. {_escaped(reference)} {{#{letter}}}", _escaped(remark)]
        body += (f"[**{label}**]{{#{label}}} {_escaped(text)}" for label, text in paragraphs)
    return "\n\n".join([*body, *(f"[^{n}]: {note}" for n, note in enumerate(notes, 1))])


def _escaped(text: str) -> str:
    return "".join(f"\\{c}" if c in "\\`*_{}[]()#+-.!|<>~^$@\"'" else c for c in text)
