"""Laid-out pages → the bytes of a PDF: PDF/A-3a and PDF/UA-1 at once.

Nothing comes from the clock or from chance: dates are the brief's, the identifier is the
fingerprint of the inputs.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from typing import Any

import pydyf
from weasyprint import Document as Pages

# PDF/UA's own claim, and the schema that PDF/A demands before it may stand in the metadata.
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


def write_pdf(pages: Pages, *, body_pages: int, fingerprint: str, day: date) -> bytes:
    """The PDF of `pages`: the first `body_pages` are labelled from 1, the others from A-1.

    `fingerprint` becomes the file's identifier, `day` the date of its fonts.
    """

    def finish(_: Pages, pdf: pydyf.PDF) -> None:
        _claim_ua(pdf)
        _label_pages(pdf, body_pages, len(pages.pages))

    with _font_date(day):
        written: bytes = pages.write_pdf(
            finisher=finish, pdf_variant="pdf/a-3a", pdf_identifier=fingerprint.encode()
        )
    return written


@contextmanager
def _font_date(day: date) -> Iterator[None]:
    """Let fontTools date the fonts that it makes by `day`; it would ask the clock."""
    before = os.environ.get("SOURCE_DATE_EPOCH")
    midnight = datetime.combine(day, time(), tzinfo=UTC)
    os.environ["SOURCE_DATE_EPOCH"] = str(max(0, int(midnight.timestamp())))
    try:
        yield
    finally:
        if before is None:
            del os.environ["SOURCE_DATE_EPOCH"]
        else:
            os.environ["SOURCE_DATE_EPOCH"] = before


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
