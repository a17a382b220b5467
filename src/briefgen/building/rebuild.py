"""A PDF built again from its own evidence: equal pages prove the theme's words and the looks."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from briefgen.errors import BriefgenError
from briefgen.limits import LAYOUT_SECONDS, Limits
from briefgen.proof.attachments import BRIEF, MANIFEST, THEME
from briefgen.proof.derivation import derive
from briefgen.proof.evidence import check_quotations
from briefgen.proof.fingerprint import versions
from briefgen.proof.manifest import Manifest, read_manifest
from briefgen.proof.page_digest import file_digests
from briefgen.proof.pdf_objects import open_objects
from briefgen.proof.web_evidence import evidence_of, taken_apart
from briefgen.render.html import to_html
from briefgen.render.theme import Theme, packaged_files
from briefgen.sandbox.process import contained


def rebuilt(content: bytes, timeout: float = LAYOUT_SECONDS) -> tuple[str, ...]:
    """What differs in the pages of a verified PDF or web edition from those that its evidence
    gives: nothing, where they are equal.

    Raises `BriefgenError` where they cannot be compared: other versions of what makes pages are
    installed, or not everything is embedded.
    """
    files = evidence_of(content)
    manifest = read_manifest(files.get(MANIFEST, b""))
    if manifest is None or BRIEF not in files:
        raise BriefgenError("cannot be compared: no evidence in this file")
    if why := _why_not(manifest):
        raise BriefgenError(f"cannot be compared: {why}")

    def build() -> tuple[str, ...]:
        with tempfile.TemporaryDirectory() as folder:
            return _built(content, manifest, files, Path(folder))

    return contained(build, Limits(timeout, "Try --timeout."), "building the file again")


def _why_not(manifest: Manifest) -> str:
    made, here = manifest.inputs.get("versions"), versions()
    for name, version in made.items() if isinstance(made, dict) else ():
        if here.get(name) != version:
            return f"made with {name} {version}, here is {here.get(name, 'none')}"
    if withheld := [id for id, one in manifest.sources.items() if one.embedded != "full"]:
        return f"the text of {', '.join(withheld)} is not embedded whole"
    return ""


def _built(
    content: bytes, manifest: Manifest, files: Mapping[str, bytes], folder: Path
) -> tuple[str, ...]:
    brief = check_quotations(manifest, files, folder).brief
    if brief is None:
        raise BriefgenError("cannot be compared: the brief cannot be read")
    try:
        document = derive(manifest, brief)
    except ValueError as error:
        raise BriefgenError(f"cannot be compared: {error}") from error
    theme = _theme(manifest, files)
    if manifest.web:
        page = to_html(document, theme, part="whole", pages={}, pictures=brief.pictures)
        is_equal = page == taken_apart(content.decode())[0]
        return () if is_equal else ("built again, the page is another one",)
    from briefgen.render.layout import render_pdf  # noqa: PLC0415 - a web edition can do without

    rendered = render_pdf(document, theme, files=folder.resolve())
    if rendered.pdf is None:
        return ("built again, it does not fit",)
    made, here = (file_digests(open_objects(one)).pages for one in (rendered.pdf, content))
    if len(made) != len(here):
        return (f"built again, it has {len(made)} pages, not {len(here)}",)
    pairs = zip(manifest.pages, made, here, strict=False)
    return tuple(f"built again, page {page.label} is another one" for page, a, b in pairs if a != b)


def _theme(manifest: Manifest, files: Mapping[str, bytes]) -> Theme:
    known, layout = manifest.inputs.get("theme"), manifest.inputs.get("layout")
    if not isinstance(known, dict) or not isinstance(layout, dict):
        raise BriefgenError("cannot be compared: the theme is not in the manifest")
    content, packaged = {}, packaged_files()
    for name, digest in known.items():
        own = files.get(f"{THEME}{name}")
        candidates = [own] if own is not None else packaged.get(name, ())
        for candidate in candidates:
            if sha256(candidate).hexdigest() == digest:
                content[name] = candidate
        if name not in content:
            raise BriefgenError(f"cannot be compared: the theme's file {name} is another one here")
    most = layout.get("max_pages")
    return Theme(
        name="embedded",
        parts=_listed(layout.get("parts")),
        styles=_listed(layout.get("styles")),
        notes="end" if layout.get("notes") == "end" else "page",
        max_pages=most if isinstance(most, int) else None,
        files=content,
    )


def _listed(value: object) -> tuple[str, ...]:
    return tuple(str(value or "").split(","))
