"""What verifying a PDF came to."""

from __future__ import annotations

from msgspec import Struct

from .signatures import Signatures

NO_EVIDENCE = (
    "no embedded evidence: not made by briefgen, or the attachments were removed, as merging and "
    "printing do"
)

OWN_THEME = (
    "the theme's own words and looks: it is none of briefgen's packaged themes, so they are its "
    "author's"
)


class Proof(Struct, frozen=True):
    """What verifying a PDF came to: the lines that report what was proved, and what differs.

    `redrawn` are the pages whose words are those that were made and whose looks are not;
    `marks` report what a reader added or turned, which is not part of the print. `partly` says
    why not everything could be proved, empty where it could. `words` are the theme's own, which
    the file alone cannot prove, unless it `is_rebuilt` with a packaged theme; `unproved_pictures`
    counts the brief's pictures that are printed in another format than they have in the evidence.
    `unread` are those of the redrawn pages whose words cannot be read back, `unknown_fonts` the
    families whose letters on other pages are compared with nothing. Without
    `has_evidence` that could be used, nothing was tried.
    """

    proved: tuple[str, ...]
    differs: tuple[str, ...]
    redrawn: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    partly: str = ""
    words: tuple[str, ...] = ()
    signatures: Signatures = Signatures()
    is_rebuilt: bool = False
    unproved_pictures: int = 0
    has_evidence: bool = True
    unread: tuple[str, ...] = ()
    has_own_theme: bool = False
    unknown_fonts: tuple[str, ...] = ()

    @property
    def verdict(self) -> str:
        """What it came to in a line: `verified` only where nothing differs."""
        if self.differs == (NO_EVIDENCE,):
            return "no evidence in this file: ask for the original"
        if self.differs:
            return "not verified"
        if self.unread:
            return (
                f"the words of {_listed(self.unread)} cannot be read back from this copy, so they "
                "are not proved: ask for the original"
            )
        if self.redrawn:
            were = "was" if len(self.redrawn) == 1 else "were"
            return (
                f"the words are those that were made; {_listed(self.redrawn)} {were} drawn again, "
                "so what covers or colours them is not proved"
            )
        if self.signatures.differs:
            return "the pages are those that were made, but a signature is broken"
        return f"verified in part: {self.partly}" if self.partly else "verified"

    @property
    def holds(self) -> bool:
        """Whether nothing was altered: the file is verified, or verified in part."""
        return not (self.differs or self.redrawn or self.signatures.differs)

    @property
    def is_strictly_verified(self) -> bool:
        """Whether everything was proved, and nothing was added or turned."""
        return self.holds and not (self.marks or self.partly)

    @property
    def is_theme_proved(self) -> bool:
        """Whether the theme's words and looks are: equal pages tell only that they are its own."""
        return self.is_rebuilt and not self.has_own_theme

    @property
    def not_proved(self) -> tuple[str, ...]:
        """What is left to believe, a line each."""
        lines = []
        if not self.signatures.signers:
            lines.append("who made the file: a fingerprint is not a signature")
        if self.has_own_theme:
            lines.append(OWN_THEME)
        elif not self.is_theme_proved:
            lines.append("the theme's own words and looks: --rebuild compares them")
        if self.redrawn:
            lines.append("that its letters are drawn as a program reads them: look at them")
        elif self.unknown_fonts and not self.is_rebuilt:
            named = ", ".join(self.unknown_fonts)
            lines.append(
                f"that letters in {named} are drawn as a program reads them: --rebuild tells"
            )
        if self.unproved_pictures and not self.is_rebuilt:
            one = self.unproved_pictures == 1
            count = "picture is that" if one else "pictures are those"
            lines.append(
                f"that {self.unproved_pictures} {count} of the evidence: --rebuild compares them"
            )
        lines.append("that the sources are genuine")
        return tuple(lines)


def _listed(pages: tuple[str, ...]) -> str:
    return f"page{'' if len(pages) == 1 else 's'} {', '.join(pages)}"
