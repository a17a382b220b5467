"""What changed since an earlier edition of a brief, as it is printed and recorded."""

from __future__ import annotations

from msgspec import Struct

from briefgen.model.lazy_pattern import lazy_pattern

# Whose texts name a status or a stance, and how an edition words it.
OF_CLAIMS = {"claim", "position"}
STATUS_OR_STANCE = lazy_pattern(
    r"\((?P<status>disputed|questioned|qualified|asserted only|denied|answers differ)\)"
    r"| — (?P<stance>asserts|denies|questions|qualifies)\b"
)


class Change(Struct, frozen=True):
    """One change. `kind` says what changed and how (`claim-reworded`), `id` is that of the claim
    or source it is about, `subject` names it in words; `old` is None for what was added, `new`
    for what was dropped."""

    kind: str
    id: str | None
    subject: str
    old: str | None
    new: str | None

    @property
    def about(self) -> str:
        """What changed: `claim` of `claim-reworded`."""
        return self.kind.rpartition("-")[0]

    @property
    def action(self) -> str:
        """What happened to it: `reworded` of `claim-reworded`."""
        return self.kind.rpartition("-")[2]

    @property
    def wordings(self) -> tuple[str, str]:
        """What was written and what is now, without the words for a status or a stance."""
        if self.about == "status":
            return "", ""
        old, new = self.old or "", self.new or ""
        if self.about not in OF_CLAIMS:
            return old, new
        return STATUS_OR_STANCE.sub("", old), STATUS_OR_STANCE.sub("", new)


class Replaced(Struct, frozen=True):
    """The edition that a brief replaces: its printed fingerprint (empty where it is not a PDF), its
    title, date and edition, and every change since.

    `places` are the parts of the new edition that changed: `summary`, `key-point-2`,
    `recommendation-1`, `claim-<id>`, and `text-<n>` for the n-th block of text, counted from 1
    over all sections.
    """

    fingerprint: str
    title: str
    date: str
    edition: str
    changes: tuple[Change, ...]
    places: tuple[str, ...] = ()
