"""The style sheet of a web edition: that it fetches nothing, and what of it is not briefgen's."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from msgspec import Struct

from briefgen.assemble.web_style import FONT_URL, LARGE, web_style
from briefgen.workspace.workspace import packaged_templates

from .attachments import THEME, has_own_theme
from .hiding_rules import hiding_among
from .manifest import Manifest
from .style_rules import own_rules
from .web_fonts import FONT, compare_fonts
from .web_rules import telling_rules

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_DATA = re.compile(r"url\(data:(?:font/woff|image/(?:svg\+xml|png|jpeg));base64,[A-Za-z0-9+/=]*\)")
OTHER = re.compile(
    r"url\s*\(|image-set|@import|@charset|expression\s*\(|-moz-binding|(?<![\w-])behavior\s*:"
)
ESCAPE_OR_TAG = re.compile(r"[\\<]")
# What stands for a font where style sheets are compared.
_A_FONT = "url(font)"
_FACES = "fonts.css"
STRING = re.compile(r'"(?:[^"\\\n]|\\.)*"')


class StyleFound(Struct, frozen=True):
    """What comparing a style sheet came to: how it `differs`; that it is of `other` files than are
    here, so that its looks are not proved; or the theme's `own` style sheets, by their names."""

    differs: tuple[str, ...] = ()
    other: str = ""
    own: Mapping[str, str] = {}


def fetches(style: str) -> Iterator[str]:
    """What a style sheet fetches, or how it is written otherwise than briefgen writes one."""
    text = _DATA.sub("url()", _COMMENT.sub(" ", style))
    text = STRING.sub('""', text.replace("url()", ""))
    if found := OTHER.search(text):
        yield f"it has “{found[0]}”, which fetches something from elsewhere"
    if "\\" in text:
        yield "it has an escaped name"
    if "<" in text:
        yield "it has a “<”"


def compare_style(style: str, manifest: Manifest, files: Mapping[str, bytes]) -> StyleFound:
    """A page's style sheet, against the theme's files: packaged ones, and the theme's own in the
    evidence."""
    known = _theme_files(manifest, files)
    layout, options = manifest.inputs.get("layout"), manifest.inputs.get("options")
    listed = str(layout.get("styles") or "") if isinstance(layout, dict) else ""
    large = isinstance(options, dict) and options.get("large_print") is True
    names = [name for name in listed.split(",") if name != LARGE or large]
    given = FONT.sub(_A_FONT, style).strip()
    versions = manifest.inputs.get("versions")
    try:
        made = web_style([(name, known[name].decode()) for name in names], known)
    except (KeyError, UnicodeDecodeError):
        faces = known.get(_FACES) or (packaged_templates() / "policy-brief" / _FACES).read_bytes()
        made = web_style([(_FACES, faces.decode("utf-8", "replace"))], defaultdict(bytes))
        own = [*telling_rules(given, may_add=has_own_theme(files))]
        differs = (*own, *compare_fonts(made.faces, style, versions))
        missing = next((name for name in names if name not in known), "or a shape of it")
        other = f"the style sheet {missing} is of another version of briefgen"
        return StyleFound(differs, f"{other}, so its looks are not proved")
    if given != f"{FONT_URL.sub(_A_FONT, made.faces)}{made.rules}".strip():
        return StyleFound(("the style sheet is not the theme's: it may hide or add words",))
    return StyleFound(
        compare_fonts(made.faces, style, versions),
        own={name: known[name].decode() for name in names if f"{THEME}{name}" in files},
    )


def told_rules(styles: Mapping[str, str]) -> tuple[list[str], list[str]]:
    """Lines about the rules of a theme's own style sheets, by their names: those that hide words,
    and all others that no packaged theme has."""
    own = [(name, rule) for name, style in styles.items() for rule in own_rules(name, style)]
    hiding = list(hiding_among(own))
    hidden = [
        f"the theme's own {name}, line {rule.line}, hides words: {rule.said(one)}"
        for name, rule, one in hiding
    ]
    known = [(name, rule) for name, rule, _ in hiding]
    others = [
        f"the theme's own {name}, line {rule.line}, has {rule.said()}"
        for name, rule in own
        if (name, rule) not in known
    ]
    return hidden, others


def _theme_files(manifest: Manifest, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files of the theme that the manifest names, from the evidence or the package."""
    named = manifest.inputs.get("theme")
    if not isinstance(named, dict):
        return {}
    found = {name: files[f"{THEME}{name}"] for name in named if f"{THEME}{name}" in files}
    root = packaged_templates()
    for path in root.rglob("*"):
        if path.is_file():
            name = path.relative_to(root).as_posix().partition("/")[2]
            content = path.read_bytes()
            if name not in found and hashlib.sha256(content).hexdigest() == named.get(name):
                found[name] = content
    return found
