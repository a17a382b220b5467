"""Whether the words that tell who asserts and who denies are those that the theme has: the labels
of sides, stances and statuses in the manifest could be exchanged, and the pages follow them.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from briefgen.assemble.locales import labels as own_labels
from briefgen.errors import BriefgenError
from briefgen.load.theme_settings import decoded, theme_labels
from briefgen.workspace.workspace import packaged_templates

from .attachments import THEME
from .manifest import Manifest

_LABELS = "labels.yaml"
TELLING = (
    "asserted_by", "denied_by", "questioned_by", "only_questioned_by", "only_qualified_by", "none",
    "none_further", "stance_asserts", "stance_denies", "stance_questions", "stance_qualifies",
    "disputed", "answers differ", "questioned", "qualified", "asserted only", "denied",
)  # fmt: skip


class TellingWords(Struct, frozen=True):
    """A line for each label that has the words of another (`differs`), and for each with words of
    which that is not known (`marks`)."""

    differs: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()


def telling_words(manifest: Manifest, files: Mapping[str, bytes]) -> TellingWords:
    """The labels of a manifest against those of its theme, which are in `files`, the evidence, if
    the theme has its own, and else ours."""
    given, language = manifest.inputs.get("labels"), manifest.document.language
    labels = given if isinstance(given, dict) else {}
    own = files.get(f"{THEME}{_LABELS}")
    raw = (packaged_templates() / "policy-brief" / _LABELS).read_bytes() if own is None else own
    try:
        known = {**own_labels(language), **theme_labels(decoded(raw, _LABELS), language, _LABELS)}
    except BriefgenError as error:
        return TellingWords((f"the theme's {_LABELS} cannot be read: {error}",))
    differs, marks = list[str](), list[str]()
    for name in TELLING:
        words = labels.get(name, known.get(name))
        if words == known.get(name):
            continue
        if own is not None:
            differs.append(f"the word for “{name}” is “{words}”, which the theme does not have")
        elif words in [known.get(other) for other in TELLING]:
            differs.append(f"the word for “{name}” is “{words}”, which means something else")
        else:
            marks.append(
                f"the word for “{name}” is “{words}”, where this version has “{known.get(name)}”"
            )
    return TellingWords(tuple(differs), tuple(marks))
