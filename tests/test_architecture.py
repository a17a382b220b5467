"""The order of the packages, and who alone may use which library: see docs/architecture.md."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

from .conftest import REPOSITORY
from .shared import LONGEST

PACKAGE = REPOSITORY / "src" / "briefgen"

# From the floor up. What shares a line does not know its neighbour.
ORDER = [
    ["model"],
    ["errors"],
    ["extras", "limits", "releases"],
    ["workspace"],
    ["sandbox"],
    ["syntax"],
    ["markdown", "matching"],
    ["load"],
    ["resolve"],
    ["checking"],
    ["assemble", "editions", "report"],
    ["render", "proof"],
    ["building", "importing"],
    ["editing"],
    ["api"],
    ["lsp", "preview"],
    ["cli"],
    ["__main__", "__init__"],
]
FLOOR = {name: floor for floor, names in enumerate(ORDER) for name in names}

# A library, and the packages that may import it.
SOLE_IMPORTERS = {
    "click": {"cli"},
    "distributed": {"building"},
    "jinja2": {"render"},
    "lsprotocol": {"lsp"},
    "markdown_it": {"markdown"},
    "pydyf": {"building", "render"},
    "pygls": {"lsp"},
    "pypdf": {"building", "proof"},
    "pypdfium2": {"importing", "proof"},
    "pyphen": {"render"},
    "rapidfuzz": {"matching"},
    "starlette": {"preview"},
    "uvicorn": {"preview"},
    "watchfiles": {"preview"},
    "weasyprint": {"render"},
}

MAX_LINES = 400
MAX_CLI_LINES = 200
# How many modules may each have a function of their own of one name: see the test.
MOST_OF_ONE_NAME = 9

EMPTY_NAMES = {"common", "helpers", "manager", "misc", "utils"}

MODULES = sorted(PACKAGE.rglob("*.py"))


def name_of(path: Path) -> str:
    """The dotted name of a module, without `briefgen.`; a package's is its folder's."""
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(parts[:-1] if len(parts) > 1 and parts[-1] == "__init__" else parts)


def package_of(path: Path) -> str:
    """The first part of a module's name."""
    return name_of(path).partition(".")[0]


NAMES = {name_of(path): path for path in MODULES}


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imports(path: Path) -> Iterator[tuple[int, str]]:
    """The line and the dotted name of each import, wherever in the module it is written."""
    package = ["briefgen", *path.relative_to(PACKAGE).parts[:-1]]
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node.lineno, alias.name
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) + 1 - node.level] if node.level else []
            module = [*base, *(node.module or "").split(".")]
            for alias in node.names:
                yield node.lineno, ".".join([*filter(None, module), alias.name])


def inner(path: Path) -> Iterator[tuple[int, str]]:
    """The line and the module, by its name in `NAMES`, of each import of our own."""
    for line, name in imports(path):
        top, *rest = name.split(".")
        if top != "briefgen" or rest in ([], ["__version__"]):
            continue
        found = ".".join(rest)
        yield line, found if found in NAMES else found.rpartition(".")[0] or found


def test_every_package_has_its_place_in_the_order():
    assert {name.partition(".")[0] for name in NAMES} <= FLOOR.keys()


def test_imports_go_down():
    """Also those inside a function."""
    wrong = [
        f"{path}:{line} imports {name}"
        for path in MODULES
        for line, name in inner(path)
        if (there := name.partition(".")[0]) != (here := package_of(path))
        and FLOOR[there] >= FLOOR[here]
    ]
    assert wrong == []


def test_no_modules_import_each_other():
    """Also not inside a function: raises `CycleError`, which names them."""
    graph = {name: {other for _, other in inner(path)} - {name} for name, path in NAMES.items()}
    TopologicalSorter(graph).prepare()


def test_libraries_have_sole_importers():
    wrong = [
        f"{path}:{line} imports {name}"
        for path in MODULES
        for line, name in imports(path)
        if package_of(path) not in SOLE_IMPORTERS.get(name.partition(".")[0], {package_of(path)})
    ]
    assert wrong == []


def test_every_library_of_the_list_is_used():
    used = {name.partition(".")[0] for path in MODULES for _, name in imports(path)}
    assert SOLE_IMPORTERS.keys() <= used


def test_modules_are_short():
    def most(place: str) -> int:
        return MAX_CLI_LINES if place.startswith("cli/") else MAX_LINES

    lines = {
        path.relative_to(PACKAGE).as_posix(): len(path.read_text(encoding="utf-8").splitlines())
        for path in MODULES
    }
    assert {place: count for place, count in lines.items() if count > most(place)} == {}


def test_no_name_says_nothing():
    assert [name for name in NAMES if EMPTY_NAMES & set(name.split("."))] == []


def test_no_two_public_classes_have_one_name():
    found: dict[str, list[str]] = {}
    for name, path in NAMES.items():
        for node in tree(path).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                found.setdefault(node.name, []).append(name)
    assert {name: places for name, places in found.items() if len(places) > 1} == {}


def test_few_modules_have_a_function_of_one_name():
    """Of one name and many meanings, none is a name. The hooks that modules of one kind all
    have, as `check` of each rule, are public."""
    found: Counter[str] = Counter()
    for path in MODULES:
        for node in tree(path).body:
            if isinstance(node, ast.FunctionDef) and node.name.startswith("_"):
                found[node.name] += 1
    assert [name for name, count in found.items() if count > MOST_OF_ONE_NAME] == []


def test_packages_import_only_what_is_public():
    wrong = [
        f"{path}:{line} imports {name}"
        for path in MODULES
        for line, name in imports(path)
        if name.startswith("briefgen.")
        and name != "briefgen.__version__"
        and name.split(".")[1] != package_of(path)
        and any(part.startswith("_") for part in name.split("."))
    ]
    assert wrong == []


DOCUMENT = (REPOSITORY / "docs" / "architecture.md").read_text(encoding="utf-8")


def test_the_document_names_every_package_in_the_order():
    linked = re.findall(r"\[`(\w+)`\]\(\.\./src/briefgen/", DOCUMENT)
    there = {package_of(path) for path in MODULES} - {"__main__", "__init__"}
    assert there - {"api", "extras"} <= set(linked) <= FLOOR.keys()
    assert [FLOOR[name] for name in linked] == sorted(FLOOR[name] for name in linked)


def test_the_document_says_where_changes_begin():
    files = re.findall(r"^\|.*\| `([\w/]+\.py)` \|$", DOCUMENT, re.MULTILINE)
    assert len(files) == len(set(files)) == 10
    assert [name for name in files if not (PACKAGE / name).is_file()] == []


def test_the_modules_that_are_tested_first_are_there():
    assert [name for name in LONGEST if not (REPOSITORY / "tests" / name).is_file()] == []
