"""Laid-out pages → a PDF, PDF/A-3a and PDF/UA-1 at once, to which files can be attached.

Nothing comes from the clock or from chance: dates are the brief's, the identifier is the
fingerprint of the inputs.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from copy import copy
from datetime import date
from functools import cached_property, partial
from io import BytesIO
from types import FunctionType
from typing import Any

import pydyf

from briefgen.model.attached import media_type, relationship

from .tagging.tagger import tag, watch
from .weasyprint_patches.engine import Pages

# PDF/UA's own claim, and the schema that PDF/A demands before it may be in the metadata.
_UA_METADATA = b"""\
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfuaid:part>1</pdfuaid:part></rdf:Description>
<rdf:Description rdf:about=""
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of PDF/UA that the file follows</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
"""


_VERSION = b"1.7"  # of PDF/A-3


class WrittenPdf:
    """A PDF without attachments: `content` are its bytes, `plain` the objects of `pdf` by number
    as they are before they are compressed."""

    plain: list[pydyf.Object]
    pdf: pydyf.PDF

    def __init__(self, pages: Pages, *, body_pages: int, fingerprint: str, day: date) -> None:
        """Write `pages`: the first `body_pages` are labelled from 1, the others from A-1.

        `fingerprint` becomes the file's identifier, `day` the date of its attachments.
        """

        def finish(_: Pages, pdf: pydyf.PDF) -> None:
            tag(pages, pdf)
            _claim_ua(pdf)
            _label_pages(pdf, body_pages, len(pages.pages))
            self.plain = list(pdf.objects)
            pdf.objects[:] = [_finished(one, pdf) for one in pdf.objects]
            self._objects = list(pdf.objects)  # writing adds some more
            self.pdf = pdf
            pdf.write = partial(_write, pdf)

        watch(pages)
        self._identifier, self._day = fingerprint.encode(), day
        self.content: bytes = pages.write_pdf(
            finisher=finish, pdf_variant="pdf/a-3a", pdf_identifier=self._identifier
        )

    def with_files(self, files: Mapping[str, bytes]) -> bytes:
        """The PDF with `files` attached, by name."""
        pdf = copy(self.pdf)
        pdf.objects, pdf.catalog = list(self._objects), copy(self.pdf.catalog)
        pdf.objects[pdf.catalog.number] = pdf.catalog
        pdf.current_position, pdf.xref_position = 0, None
        _attach(pdf, files, self._day)
        output = BytesIO()
        _write(pdf, output, _VERSION, self._identifier, True)
        return output.getvalue()


def _claim_ua(pdf: pydyf.PDF) -> None:
    metadata = _object(pdf, pdf.catalog["Metadata"])
    xml = b"\n".join(metadata.stream)
    metadata.stream = [xml.replace(b"</rdf:RDF>", _UA_METADATA + b"</rdf:RDF>")]
    # PDF/UA's and archives' readers look for this packet as plain bytes.
    metadata.compress = False
    pdf.catalog["ViewerPreferences"] = pydyf.Dictionary({"DisplayDocTitle": "true"})


def _label_pages(pdf: pydyf.PDF, body_pages: int, count: int) -> None:
    labels: list[Any] = [0, pydyf.Dictionary({"S": "/D"})]
    if count > body_pages:
        labels += [body_pages, pydyf.Dictionary({"S": "/D", "P": pydyf.String("A-")})]
    pdf.catalog["PageLabels"] = pydyf.Dictionary({"Nums": pydyf.Array(labels)})


def _object(pdf: pydyf.PDF, reference: bytes) -> Any:
    return pdf.objects[int(reference.split()[0])]


class _Packed(pydyf.Stream):  # type: ignore[misc]
    """A stream that is compressed once, at zlib's level 6.

    pydyf asks two or three times for an object's bytes, and compresses them each time at level
    9, which takes three times as long for a fiftieth.
    """

    @cached_property
    def data(self) -> bytes:
        if not self.compress:
            return bytes(super().data)
        stream = [zlib.compress(_joined(self.stream), 6)]
        return bytes(pydyf.Stream(stream, {**self.extra, "Filter": "/FlateDecode"}).data)


def _joined(stream: Sequence[Any]) -> bytes:
    return b"\n".join([pydyf._to_bytes(item) for item in stream])  # noqa: SLF001


# How pydyf writes a file, with such a stream for the one that it adds, which most objects are in.
_write = FunctionType(pydyf.PDF.write.__code__, {**vars(pydyf), "Stream": _Packed})


class _Finished(pydyf.Object):  # type: ignore[misc]
    """An object as the bytes that it is in the file."""

    data = b""
    compressible = False


def _finished(thing: pydyf.Object, pdf: pydyf.PDF) -> pydyf.Object:
    if thing.free == "f" or thing is pdf.catalog:  # to which the attachments are still to come
        return thing
    finished = _Finished()
    finished.number, finished.generation = thing.number, thing.generation
    finished.compressible = thing.compressible
    if isinstance(thing, pydyf.Stream):
        thing.stream = [_joined(thing.stream)]  # joined once, for the digests of pages too
        thing = _Packed(thing.stream, thing.extra, thing.compress)
    finished.data = thing.data
    return finished


def _attach(pdf: pydyf.PDF, files: Mapping[str, bytes], day: date) -> None:
    """Attach `files` to the document as a whole (PDF/A-3, ISO 19005-3, 6.8)."""
    moment = pydyf.String(f"D:{day.isoformat().replace('-', '')}000000Z")
    names, references = [], []
    for name, content in sorted(files.items()):
        stream = _Packed(
            [content],
            {
                "Type": "/EmbeddedFile",
                "Subtype": f"/{media_type(name).replace('/', '#2f')}",
                "Params": pydyf.Dictionary(
                    {"Size": len(content), "CreationDate": moment, "ModDate": moment}
                ),
            },
            compress=True,
        )
        pdf.add_object(stream)
        embedded = pydyf.Dictionary({"F": stream.reference, "UF": stream.reference})
        entry = pydyf.Dictionary(
            {
                "Type": "/Filespec",
                "F": pydyf.String(name),
                "UF": pydyf.String(name),
                "EF": embedded,
                "Desc": pydyf.String(f"Evidence: {name}"),
                "AFRelationship": f"/{relationship(name)}",
            }
        )
        pdf.add_object(entry)
        names += [pydyf.String(name), entry.reference]
        references.append(entry.reference)
    tree = pydyf.Dictionary({"Names": pydyf.Array(names)})
    pdf.add_object(tree)
    others = pdf.catalog.get("Names", {})
    pdf.catalog["Names"] = pydyf.Dictionary(others | {"EmbeddedFiles": tree.reference})
    pdf.catalog["AF"] = pydyf.Array(references)
