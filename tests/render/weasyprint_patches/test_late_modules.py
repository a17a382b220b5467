"""A placeholder for a module of fontTools is not found by anybody else, and does its work."""

from __future__ import annotations

import subprocess
import sys

_PROGRAM = """
import sys
from briefgen.render.weasyprint_patches import engine
from weasyprint.pdf import fonts

assert "fontTools.subset" not in sys.modules and "fontTools.varLib" not in sys.modules
options = fonts.subset.Options(hinting=False)
import fontTools.subset
from fontTools.varLib import instancer

assert type(options) is fontTools.subset.Options and options.hinting is False
try:
    fonts.instantiateVariableFont({}, {})
except ValueError:  # of the true function, which found no axes
    print(instancer.instantiateVariableFont.__name__)
"""


def test_the_true_module_is_imported_when_it_is_used() -> None:
    ran = subprocess.run(
        [sys.executable, "-c", _PROGRAM], check=False, capture_output=True, text=True
    )
    assert ran.stdout == "instantiateVariableFont\n", ran.stderr


def test_a_build_imports_none_of_them() -> None:
    program = (
        "import sys, briefgen.building.pipeline, briefgen.render.layout\n"
        "print({'fontTools.subset', 'fontTools.varLib', 'fontTools.otlLib'} & sys.modules.keys())"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, text=True
    )
    assert ran.stdout == "set()\n"
