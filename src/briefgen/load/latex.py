r"""LaTeX in the values of a library, as BibTeX leaves it: “M{\"u}ller”, “$\beta$-Carotene”.

It becomes the characters that it means, and tags of CSL. A value of which a part cannot be read
stays as it is, but for letters that are certain anywhere.
"""

from __future__ import annotations

import re
import unicodedata

from briefgen.model.lazy_pattern import lazy_pattern

_ACCENTS = dict(
    zip(
        "`'^~\"=.uvHckrdb",
        "\u0300\u0301\u0302\u0303\u0308\u0304\u0307"
        "\u0306\u030c\u030b\u0327\u0328\u030a\u0323\u0331",
        strict=True,
    )
)
_SIGNS = dict(
    pair.split("=", 1)
    for pair in (
        "ss=ß ae=æ AE=Æ oe=œ OE=Œ o=ø O=Ø aa=å AA=Å l=ł L=Ł i=ı j=ȷ dh=ð DH=Ð th=þ TH=Þ ng=ŋ S=§ "
        "P=¶ textendash=– textemdash=— ldots=… dots=… textellipsis=… textquoteleft=‘ "
        "textquoteright=’ textquotedblleft=“ textquotedblright=” copyright=© texttrademark=™ "
        "textregistered=® textdegree=° degree=° pounds=£ textsterling=£ euro=€ texteuro=€ times=× "
        "pm=± cdot=· le=≤ leq=≤ ge=≥ geq=≥ neq=≠ sim=~ approx=≈ infty=∞ to=→ rightarrow=→ circ=° "
        "alpha=α beta=β gamma=γ delta=δ epsilon=ε varepsilon=ε zeta=ζ eta=η theta=θ iota=ι kappa=κ "
        "lambda=λ mu=μ nu=ν xi=ξ pi=π rho=ρ sigma=σ tau=τ upsilon=υ phi=φ varphi=φ chi=χ psi=ψ "
        "omega=ω Gamma=Γ Delta=Δ Theta=Θ Lambda=Λ Xi=Ξ Pi=Π Sigma=Σ Phi=Φ Psi=Ψ Omega=Ω TeX=TeX "
        "LaTeX=LaTeX"
    ).split()
)
# What puts its argument, or the rest of its group, into a CSL tag, or prints it as it is.
_TAGS = dict(
    **dict.fromkeys(("textit", "emph", "textsl", "mathit"), "i"),
    **dict.fromkeys(("textbf", "mathbf"), "b"),
    **dict.fromkeys(
        "textrm texttt textsf textsc textup textnormal text mbox mathrm url".split(), ""
    ),
    textsuperscript="sup",
    textsubscript="sub",
)
_SWITCHES = dict.fromkeys(("em", "it", "itshape", "sl"), "i") | {
    "bf": "b",
    "bfseries": "b",
    "sc": "",
    "rm": "",
}
_SET = lazy_pattern(r"[^\w]*|\w{1,2}(?:,\s*\w{1,2})+|[\d., ]+")
# Pandoc's own “it\'s” and “l\'eau”; beside LaTeX the latter may be an accent: “J\'er\^ome”.
_APOSTROPHE = lazy_pattern(r"(?<=\w)\\'(?=(?:[stmd]|re|ll|ve)(?!\w))")
_ELISION = lazy_pattern(r"(?<![\w\\])(?:[^\W\d_]|[Qq]u)\\'")
# Not two amounts of dollars.
_FORMULA = lazy_pattern(r"\$(?=\S)[^$]*[\\^_<>=][^$]*\$(?!\d)|\$[A-Za-z]\$")
# A brace after `]` is Pandoc's.
_LATEX = lazy_pattern(rf"\\[A-Za-z]|(?<!\])\{{|``|{_FORMULA.pattern}|\w\\[`^\"~=.][A-Za-z]")
_MAYBE = lazy_pattern(r"\w\\'[A-Za-z]")
# Letters that are certain whatever is beside them.
_LETTER = lazy_pattern(
    r"\{\\(?:[`'^\"~=.]\s*|[uvHckrdb]\s+)(?:\\?[A-Za-z]|\{\\?[A-Za-z]\})\}|"
    r"\{\\(?:[uvHckrdb]\{[A-Za-z]\}|ss|ae|AE|oe|OE|o|O|aa|AA|l|L)\}"
)
_PART = lazy_pattern(r"\\[A-Za-z]+\s*|\\?.|", re.DOTALL)


class UnreadError(Exception):
    """A part of a value that cannot be read, as it is typed."""


def read(value: str) -> str:
    """`value` with what its LaTeX means; raises `UnreadError` where a part is not certain."""
    plain = _APOSTROPHE.sub("’", value)
    if _LATEX.search(plain):
        if unsure := _ELISION.search(plain):
            raise UnreadError(unsure[0])
        return unicodedata.normalize("NFC", _Reading(plain).group(""))
    plain = _ELISION.sub(lambda found: f"{found[0][:-2]}’", plain)
    if unsure := _MAYBE.search(plain):
        raise UnreadError(unsure[0])
    return value


def letters_read(value: str) -> str:
    """`value`, of which a part is not certain, with the letters that are."""
    return unicodedata.normalize(
        "NFC", _LETTER.sub(lambda letter: _Reading(letter[0]).group(""), value)
    )


class _Reading:
    """A value, read up to `at`."""

    def __init__(self, value: str):
        self.value = value
        self.at = 0

    def group(self, end: str, *, is_formula: bool = False) -> str:
        """What is read up to `end`, which is passed."""
        read: list[str] = []
        closing = ""
        while part := self.part():
            if part == end:
                return "".join(read) + closing
            if part[0] == "\\" and (tag := _SWITCHES.get(part[1:].rstrip())) is not None:
                read.append(f"<{tag}>" if tag else "")
                closing = f"</{tag}>" + closing if tag else closing
            else:
                read.append(self.piece(part, is_formula=is_formula))
        if end:
            raise UnreadError(self.value)
        return "".join(read) + closing

    def part(self) -> str:
        """The next command or character; empty at the end."""
        found = _PART.match(self.value, self.at)
        self.at = found.end() if found else len(self.value)
        return found[0] if found else ""

    def argument(self, *, is_formula: bool = False) -> str:
        """What a command has after it: a group, or one character or command."""
        while (part := self.part()).isspace():
            pass
        if not part:
            raise UnreadError(self.value)
        return self.piece(part, is_formula=is_formula)

    def piece(self, part: str, *, is_formula: bool) -> str:
        """What a part means, with its arguments."""
        start = self.at - len(part)
        if part == "{":
            inside = self.group("}", is_formula=is_formula)
            typed = self.value[start : self.at]
            if self.value[start - 1 : start] == "]" or (
                inside and not is_formula and _SET.fullmatch(inside)
            ):
                raise UnreadError(typed.rstrip())
            return inside
        if part == "}":
            raise UnreadError(self.value)
        if part[0] == "\\" and len(part) > 1:
            return self.command(part[1:].rstrip(), part)
        if is_formula:
            if part in "^_":
                return _tagged("sup" if part == "^" else "sub", self.argument(is_formula=True))
            return _tagged("i", part) if part.isalpha() else part
        if part == "$" and _FORMULA.match(self.value, start):
            return self.group("$", is_formula=True).replace("</i><i>", "")
        if part in "`'" and self.value.startswith(part, self.at):
            self.at += 1
            return "“" if part == "`" else "”"
        return "\u00a0" if part == "~" else part

    def command(self, name: str, typed: str) -> str:
        """What the command `name` means, with its arguments; one of Markdown's stays."""
        if (sign := _SIGNS.get(name)) is not None:
            return sign
        if (tag := _TAGS.get(name)) is not None:
            return _tagged(tag, self.argument())
        if mark := _ACCENTS.get(name):
            if not name.isalpha() and not re.match(r"[A-Za-z{\\]", self.value[self.at :]):
                return typed
            letter = self.argument().translate({ord("ı"): "i", ord("ȷ"): "j"})
            return f"{letter[:1]}{mark}{letter[1:]}"
        if name.isalpha():
            raise UnreadError(typed.rstrip())
        if not name:
            return " "
        return name if name in "&%#_" else typed


def _tagged(tag: str, text: str) -> str:
    return f"<{tag}>{text}</{tag}>" if tag else text
