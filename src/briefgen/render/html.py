"""A `Document` in a theme's templates → HTML.

Templates only format. They run sandboxed, with autoescape for every file and an error
for every name that is not defined, and the one thing they can read is their theme.
"""

from __future__ import annotations

import posixpath
import re
import traceback
from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Literal, NoReturn, TypeVar
from urllib.parse import quote

from jinja2 import (
    Environment,
    FunctionLoader,
    StrictUndefined,
    TemplateError,
    TemplateSyntaxError,
    pass_context,
)
from jinja2.exceptions import TemplateRuntimeError
from jinja2.runtime import Context
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup
from msgspec import Struct

from briefgen.assemble.bidi import Direction, as_read, direction, language_direction, runs_backwards
from briefgen.assemble.web_fonts import with_fonts
from briefgen.assemble.web_style import LARGE, web_style
from briefgen.errors import BriefgenError
from briefgen.model.document import AppendixParagraph, Document, Run
from briefgen.model.lazy_pattern import lazy_pattern
from briefgen.model.markup import Call, Image, Inline, Note, Place, Str, plain_text, walk
from briefgen.resolve.pictures import media_type

from .breakable_words import breakable, breakable_title
from .claim_shapes import is_long, is_tall, rows_of_answers
from .compiled_templates import CompiledTemplates
from .division import Division
from .figures_kept import figures_kept
from .left_to_right import LeftToRight, ends_raised, inlines_in_order, runs_in_order
from .long_notes import has_long_note, note_pieces
from .running_heads import Head, css_string
from .runt_lines import without_runt
from .tables import table_shape
from .theme import Theme, has_own_templates
from .watermark import watermark

# WeasyPrint 70 ends a line after one word where a run of text would just fill it but for
# the space (or no-break space) at its end, after which an inline element begins. A space in
# an element of its own does not count.
_SPACE_BEFORE_INLINE = re.compile(
    r"(?<=[^\s>])( |&nbsp;|\u202f)(?=<(?:a|b|code|em|i|span|strong|sup)\b)"
)

_Kind = TypeVar("_Kind", bound=Struct)
Part = Literal["body", "appendix", "whole", "preview"]

_TAG = lazy_pattern("<[^>]*>")
_BEFORE_NUMBER = re.compile(r"(?<![,;]) (?=(?:A-)?\d)")
_BETWEEN_WORDS = re.compile(r"[\s/–-]+")
# Characters of a heading in the gutter, and those of its line there.
_GUTTER, _GUTTER_LINE = 60, 17
# Where the styles of a page for the browser go, once all of its characters are known.
_STYLE = Markup("/*styles*/")
_NO_STYLE = lazy_pattern(rf"<style>\s*{re.escape(_STYLE)}\s*</style>")
_ENDING = lazy_pattern(r"</body>\s*</html>\s*\Z")
_HEADING = lazy_pattern("<h2([^>]*)>(.*?)</h2>", re.DOTALL)
_ID = lazy_pattern(' id="([^"]*)"')
_FONTS = "fonts.css"
_THEME_URL = re.compile(r"url\(theme:([^)]+)\)")


def to_html(
    document: Document,
    theme: Theme,
    *,
    part: Part,
    pages: Mapping[str, str],
    pictures: Mapping[str, bytes] = MappingProxyType({}),
    divided: Division = MappingProxyType({}),
) -> str:
    """The page as HTML: the `body`, the `appendix`, or the `whole` as one file for a browser; or
    both of the first as one, as they print, for the `preview`.

    `pages` gives the page label (`A-2`) of each appendix anchor; a place whose anchor is
    not in it prints its label alone. In the last two the notes are at the end. Of `pictures`
    the page holds the contents, by path from the workspace's root, and of others the path.
    `divided` says which claims are divided over pages, and how.
    Raises BriefgenError for an error in a template, with its file and line.
    """
    printed = {
        "body": [name for name in theme.parts if name != "appendix"],
        "appendix": ["appendix"],
        "whole": list(theme.parts),
        "preview": list(theme.parts),
    }[part]
    page = _filled(
        theme,
        "document.html.j2",
        document=document,
        labels=document.labels,
        way=_way(language_direction(document.language)),
        part=part,
        parts=printed,
        pages=pages,
        notes_at_end=part in ("whole", "preview") or theme.notes == "end",
        notes=_notes(document),
        pictures=pictures,
        styles=_styles(theme, part),
        divided=divided,
    )
    if part != "whole":
        return _SPACE_BEFORE_INLINE.sub(r"<span>\1</span>", page)
    style = _web_style(theme, document, page)
    page = _NO_STYLE.sub(lambda _: f"<style>\n{style}\n</style>", page, count=1)
    return _ENDING.sub("</body>\n</html>\n", page)


def heads_html(document: Document, theme: Theme, heads: Sequence[Head]) -> str:
    """Empty pages with nothing but `heads` on them, a page for each, as HTML."""
    styles = {name: style_text(theme, name) for name in theme.styles}
    return _filled(
        theme, "heads.html.j2", document=document, part="heads", styles=styles, heads=heads
    )


def _filled(theme: Theme, template: str, **names: Any) -> str:
    environment = _environment(theme)
    try:
        page = environment.get_template(template).render(**names)
        return as_read(page, page)
    except BriefgenError:
        raise
    except Exception as error:  # a template is the user's program: it may fail in any way
        raise _located(error, theme) from error


_COMPILED = CompiledTemplates()


def _way(page: Direction) -> Callable[[str], Markup]:
    """Gives the attribute of an element whose words run from left to right on a `page` that does
    not: ours do where they are in English, since nothing has them in the page's language."""

    def attribute(words: str) -> Markup:
        its = direction(words)
        return Markup(' dir="ltr"') if (its, page) == ("ltr", "rtl") else Markup("")

    return attribute


def _environment(theme: Theme) -> Environment:
    def load(name: str) -> tuple[str, str, None]:
        return theme.text(name), path_in(theme, name), None

    # The packaged templates need no guard, which asks about each attribute and call of theirs.
    kind = SandboxedEnvironment if has_own_templates(theme) else Environment
    environment = kind(
        loader=FunctionLoader(load),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        bytecode_cache=_COMPILED,
    )
    environment.filters["kind"] = lambda node: type(node).__name__
    environment.filters["direction"] = direction
    environment.filters["language_direction"] = language_direction
    environment.filters["runs_backwards"] = runs_backwards
    environment.filters["in_order"] = _in_order
    environment.filters["figures_kept"] = _kept
    environment.filters["runs_in_order"] = _runs_in_order
    environment.filters["ends_raised"] = ends_raised
    environment.filters["plain"] = plain_text
    environment.filters["breakable"] = _breakable
    environment.filters["divisible"] = _divisible
    environment.filters["breakable_title"] = breakable_title
    environment.filters["numbers_kept"] = numbers_kept
    environment.filters["note_pieces"] = note_pieces
    environment.filters["has_long_note"] = has_long_note
    environment.filters["notes_of"] = notes_of
    environment.filters["without_ids"] = without_ids
    environment.filters["outlined"] = outlined
    environment.filters["no_runt"] = _no_runt
    environment.globals["table_shape"] = table_shape
    environment.tests["long"] = is_long
    environment.tests["too_long_for_the_gutter"] = is_too_long_for_the_gutter
    environment.filters["is_tall"] = is_tall
    environment.filters["rows_of_answers"] = rows_of_answers
    environment.filters["picture"] = picture_url
    environment.filters["css_string"] = lambda words: Markup(css_string(words))  # noqa: S704
    environment.globals["fail"] = _fail
    environment.globals["watermark"] = watermark
    return environment


def is_too_long_for_the_gutter(heading: str) -> bool:
    """Whether a heading would go far below its first paragraph beside that, or a word of it is
    longer than a line there."""
    # Where letters have no case, words are short or break anywhere.
    words = (word for word in _BETWEEN_WORDS.split(heading) if word.lower() != word.upper())
    return len(heading) > _GUTTER or max(map(len, words), default=0) > _GUTTER_LINE


def numbers_kept(place: str) -> str:
    """A place in the sources, `A34, pp. 7–8 of the original, p. A-3`, whose numbers stay with
    their abbreviation where a line ends."""
    return _BEFORE_NUMBER.sub("\xa0", place)


def notes_of(inlines: Sequence[Inline]) -> list[Note]:
    """The notes of a text, in their order."""
    return [node.note for node in walk(inlines) if isinstance(node, Call)]


def without_ids(html: Markup) -> Markup:
    """HTML that repeats what is printed elsewhere, where its ids are."""
    return Markup(_ID.sub("", html))  # noqa: S704 - escaped before


def outlined(html: Markup) -> tuple[Markup, list[tuple[str, Markup]]]:
    """HTML whose headings of the second level all have an id, and those ids with the headings'
    words."""
    found: list[tuple[str, Markup]] = []

    def with_id(heading: re.Match[str]) -> str:
        id = _ID.search(heading[1])
        anchor = id[1] if id else f"part-{len(found) + 1}"
        found.append((anchor, Markup(_TAG.sub("", heading[2]))))  # noqa: S704 - escaped before
        return heading[0] if id else f'<h2 id="{anchor}"{heading[1]}>{heading[2]}</h2>'

    return Markup(_HEADING.sub(with_id, html)), found  # noqa: S704 - escaped before


@pass_context
def picture_url(context: Context, image: Image) -> str:
    """A picture itself where the page is to hold it; else where it lies, from the workspace's
    root: `picture:briefs/map.png`.

    The path is relative, so that it names no machine; the renderer's fetcher reads it.
    """
    path = posixpath.normpath(posixpath.join(posixpath.dirname(image.span.path), image.src))
    content = context["pictures"].get(path)
    return f"picture:{quote(path)}" if content is None else _data_url(content)


@pass_context
def _in_order(context: Context, inlines: Sequence[Inline]) -> Sequence[Inline | LeftToRight]:
    """On paper, inline content whose lines run from right to left, with what is one word together;
    a browser does so itself. In other lines figures are kept together."""
    if context["part"] == "whole":
        return inlines
    return inlines_in_order(inlines) if _is_backwards(context) else figures_kept(inlines)


@pass_context
def _kept(context: Context, text: str) -> str:
    """A plain text, with its figures kept together as in `_in_order`."""
    is_kept = context["part"] != "whole" and not _is_backwards(context)
    return plain_text(figures_kept((Str(text),))) if is_kept else text


def _is_backwards(context: Context) -> bool:
    return language_direction(context["document"].language) == "rtl"


@pass_context
def _runs_in_order(context: Context, paragraph: AppendixParagraph) -> Sequence[Run | LeftToRight]:
    """The same for the runs of a source's paragraph."""
    is_backwards = direction(paragraph.text) == "rtl"
    is_printed = context["part"] != "whole"
    return runs_in_order(paragraph.runs) if is_backwards and is_printed else paragraph.runs


@pass_context
def _breakable(context: Context, html: Markup, most: int, breaks_figures: bool = False) -> Markup:
    """HTML of a cell with its long words breakable; a browser has no hyphens of ours."""
    language = context["document"].language if context["part"] != "whole" else ""
    return breakable(html, most, language, breaks_figures=breaks_figures)


@pass_context
def _divisible(context: Context, html: Markup, most: int) -> Markup:
    """The same in print; in a browser, where a claim has no columns, its words stay as they are."""
    return html if context["part"] == "whole" else _breakable(context, html, most)


@pass_context
def _no_runt(context: Context, inlines: Sequence[Inline]) -> Sequence[Inline]:
    """On paper, inline content without a short word on its last line; a browser's lines are of
    any length."""
    if context["part"] == "whole":
        return inlines
    return without_runt(inlines, backwards=_is_backwards(context))


def _data_url(content: bytes) -> str:
    return f"data:{media_type(content)};base64,{b64encode(content).decode()}"


def _fail(message: str) -> NoReturn:
    raise TemplateRuntimeError(message)


def _notes(document: Document) -> list[Note]:
    found = {note.number: note for note in _walk(document, Note)}
    return [found[number] for number in sorted(found)]


def body_targets(document: Document) -> frozenset[str]:
    """The anchors of headings and claims whose pages links in the body print."""
    places = (node.anchor for node in _walk(document, Place))
    return frozenset(name for name in places if name and name.startswith(("heading-", "claim-")))


def _walk(value: Any, kind: type[_Kind]) -> Iterator[_Kind]:
    """Every `kind` in a value, however deep."""
    if isinstance(value, kind):
        yield value
    if isinstance(value, tuple):
        for item in value:
            yield from _walk(item, kind)
    elif isinstance(value, Struct):
        for name in value.__struct_fields__:
            yield from _walk(getattr(value, name), kind)


def _styles(theme: Theme, part: Part) -> dict[str, Markup]:
    """The style sheets by name; one that is not there yet for the `whole`. The preview serves
    the fonts itself."""
    if part == "whole":
        return {"": _STYLE}
    left_out = _FONTS if part == "preview" else None
    return {name: style_text(theme, name) for name in theme.styles if name != left_out}


def style_text(theme: Theme, name: str) -> Markup:
    """A style sheet with the theme's own shapes inside it, so that the page needs no file."""

    def data_url(match: re.Match[str]) -> str:
        shape = match[1]
        if shape not in theme.files:
            raise BriefgenError(f"there is no file {shape}", at=path_in(theme, name))
        return f"url({_data_url(theme.files[shape])})"

    return Markup(_THEME_URL.sub(data_url, theme.text(name)))  # noqa: S704 - the theme is trusted


def _web_style(theme: Theme, document: Document, page: str) -> str:
    """The styles of a page for the browser, with its shapes and fonts inside them."""
    names = [name for name in theme.styles if name != LARGE or document.large_print]
    try:
        style = web_style([(name, theme.text(name)) for name in names], theme.files)
    except KeyError as error:
        at = path_in(theme, "")
        raise BriefgenError(f"there is no file {error.args[0]}", at=at) from error
    return f"{with_fonts(style.faces, page)}{style.rules}"


def _located(error: Exception, theme: Theme) -> BriefgenError:
    at = path_in(theme, "document.html.j2")
    if isinstance(error, TemplateSyntaxError):
        at = f"{error.filename}:{error.lineno}"
    else:
        prefix = path_in(theme, "")
        for frame in traceback.extract_tb(error.__traceback__):
            if frame.filename.startswith(prefix):
                at = f"{frame.filename}:{frame.lineno}"
    message = error.message if isinstance(error, TemplateError) else str(error)
    return BriefgenError(f"the template failed: {message or type(error).__name__}", at=at)


def path_in(theme: Theme, name: str) -> str:
    return f"templates/{theme.name}/{name}"
