"""A placeholder for a module is not found by anybody else, and does its work."""

from __future__ import annotations

import subprocess
import sys

import pytest

_OF_FONTS = """
import sys
from datetime import date
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from briefgen.render.weasyprint_patches import engine, fixed_axes, patched
from weasyprint.pdf import fonts

late = {"fontTools.ttLib", "fontTools.subset", "fontTools.varLib"}
assert not late & sys.modules.keys()
options = fonts.subset.Options(hinting=False)
import fontTools.subset
assert type(options) is fontTools.subset.Options and fonts.subset is fontTools.subset
assert options.hinting is False

# An instance that fontTools makes is dated, though it is imported amid the build.
fixed_axes._pin = lambda: None
font = files("fontpkg_source_sans_3") / "files" / "SourceSans3[wght].ttf"
face = f"@font-face {{ font-family: Quay; src: url('{Path(str(font)).as_uri()}') }}"
written = []
clean = fonts.Font.clean
def watched(self, *arguments):
    clean(self, *arguments)
    written.append(self.file_content)
with patched(date(2026, 11, 20)):
    fonts.Font.clean, before = watched, fonts.Font.clean
    engine.HTML(string=f"<style>{face} p {{ font: 800 9pt Quay }}</style><p>Ebb").write_pdf()
    fonts.Font.clean = before
from fontTools.misc.timeTools import timestampToString
from fontTools.ttLib import TTFont, TTLibError
from fontTools.varLib import instancer
assert fonts.TTFont is TTFont and fonts.TTLibError is TTLibError
assert fonts.instantiateVariableFont is instancer.instantiateVariableFont
print({timestampToString(TTFont(BytesIO(one))["head"].modified) for one in written})
"""

_OF_PICTURES = """
import sys
from io import BytesIO
from briefgen.render.weasyprint_patches import engine
from weasyprint import images

assert not {"PIL.Image", "PIL.EpsImagePlugin", "PIL.ImageCms"} & sys.modules.keys()
assert images.Image.Transpose.ROTATE_90 == 2
from PIL import EpsImagePlugin, Image, ImageFile, ImageOps
assert (images.Image, images.ImageOps) == (Image, ImageOps)
print(EpsImagePlugin.gs_binary, ImageFile.LOAD_TRUNCATED_IMAGES)
"""

_OF_NOBODY = """
import PIL.Image
from briefgen.render.weasyprint_patches import engine
from PIL import EpsImagePlugin, Image
from weasyprint import images
print(images.Image is Image, EpsImagePlugin.gs_binary)
"""


@pytest.mark.parametrize(
    ("program", "told"),
    [
        (_OF_FONTS, "{'Fri Nov 20 00:00:00 2026'}"),
        (_OF_PICTURES, "False True"),
        (_OF_NOBODY, "True False"),
    ],
)
def test_the_true_module_is_imported_when_it_is_used(program: str, told: str) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", program], check=False, capture_output=True, text=True
    )
    assert ran.stdout == f"{told}\n", ran.stderr


def test_a_build_imports_none_of_them() -> None:
    program = """
import sys
from datetime import date
import briefgen.building.pipeline, briefgen.render.layout
from briefgen.render.weasyprint_patches import engine, patched
with patched(date(2026, 11, 20)):
    engine.HTML(string="<p>Ebb").write_pdf(pdf_variant="pdf/a-3a")
print([name for name in sys.modules if name.startswith(("fontTools.ttLib", "PIL.Image"))])
"""
    ran = subprocess.run(
        [sys.executable, "-c", program], check=False, capture_output=True, text=True
    )
    assert ran.stdout == "[]\n", ran.stderr
