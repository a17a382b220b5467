"""The profile of a screen's colours is the one that Pillow reads and writes."""

from __future__ import annotations

from importlib.resources import files
from io import BytesIO

import weasyprint.pdf
from PIL import ImageCms
from weasyprint.css import ColorProfile

from briefgen.render.weasyprint_patches import screen_profile

_NAMES = ("src", "rendering_intent", "components", "pdf_reference", "content", "name")


def test_what_is_written_of_it_is_the_same() -> None:
    srgb = (files("weasyprint.pdf") / "sRGB2014.icc").read_bytes()
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    told = "sRGB2014.icc", "relative-colorimetric", (["r"], ["g"], ["b"])
    for content, is_known in ((srgb, True), (lab, False)):
        theirs = ColorProfile(BytesIO(content), *told)
        with screen_profile.PATCH.applied():
            ours = weasyprint.pdf.ColorProfile(BytesIO(content), *told)
        assert (type(ours) is not ColorProfile) is is_known
        assert [getattr(ours, one) for one in _NAMES] == [getattr(theirs, one) for one in _NAMES]
