"""What people get who install the package: built from the sdist, used outside the repository."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tomllib
import venv
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

pytestmark = pytest.mark.slow

REPOSITORY = Path(__file__).parents[1]

SOURCE = """The council voted on the bridge.

The mayor called the vote “a start, and no more than a start” before she left.
"""
BRIEF = """title: The bridge
date: 2026-11-20
sources: [minutes]
key_points:
  - The mayor spoke of “a start, and no more than a start” [@A2].
sections:
  - heading: What happened
    body: |
      The council voted [@A1].
"""


def run(command: Sequence[str | Path], *, cwd: Path) -> str:
    """The standard output of `command`, which finds no modules by the caller's environment."""
    done = subprocess.run(
        command,
        cwd=cwd,
        env={name: value for name, value in os.environ.items() if not name.startswith("PYTHON")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def build(kind: str, *, tree: Path, into: Path) -> Path:
    run([sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", into], cwd=tree)
    (built,) = into.iterdir()
    return built


@pytest.fixture(scope="module")
def sdist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The unpacked source distribution."""
    folder = tmp_path_factory.mktemp("sdist")
    run(["tar", "-xf", build("sdist", tree=REPOSITORY, into=folder / "dist")], cwd=folder)
    (tree,) = folder.glob("briefgen-*")
    return tree


@pytest.fixture(scope="module")
def wheel(sdist: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build("wheel", tree=sdist, into=tmp_path_factory.mktemp("wheel") / "dist")


@pytest.fixture(scope="module")
def scripts(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of programs of a new environment that holds briefgen from the wheel.

    Its dependencies are those of the environment that runs the tests: pip would have to
    fetch them.
    """
    folder = tmp_path_factory.mktemp("installed")
    venv.create(folder, with_pip=False, symlinks=True)
    python = folder / "bin" / "python"
    pip: list[str | Path] = [sys.executable, "-m", "pip", "--python", python]
    run([*pip, "install", "--quiet", "--no-index", "--no-deps", wheel], cwd=folder)
    own = Path(sysconfig.get_path("purelib", vars={"base": str(folder)}))
    (own / "dependencies.pth").write_text(
        f"{sysconfig.get_path('purelib')}\n{sysconfig.get_path('platlib')}\n", encoding="utf-8"
    )
    return python.parent


def files_under(folder: Path) -> set[str]:
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


def test_sdist_holds_what_building_and_testing_need_and_nothing_else(sdist: Path) -> None:
    assert {path.name for path in sdist.iterdir()} == {
        ".gitignore", ".pre-commit-hooks.yaml", "CHANGELOG.md", "LICENSE", "PKG-INFO", "README.md",
        "action.yml", "briefs", "docs", "hatch_build.py", "pyproject.toml", "requirements", "run",
        "seeds", "src", "templates", "tests",
    }  # fmt: skip
    assert files_under(sdist / "seeds") == files_under(REPOSITORY / "seeds")


def test_wheel_holds_the_package_and_the_templates_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if ".dist-info/" not in name}

    package = {f"briefgen/{name}" for name in files_under(REPOSITORY / "src" / "briefgen")}
    templates = {f"briefgen/templates/{name}" for name in files_under(REPOSITORY / "templates")}
    assert templates
    assert "briefgen/py.typed" in package
    assert names == package | templates | {"briefgen/rules.md"}


def test_links_lead_to_the_repository_that_was_built(
    sdist: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As an index shows them; where the repository is not known, there are none."""

    def metadata(tree: Path, into: Path) -> str:
        with zipfile.ZipFile(build("wheel", tree=tree, into=into)) as archive:
            (name,) = (one for one in archive.namelist() if one.endswith("/METADATA"))
            return archive.read(name).decode()

    relative = re.compile(r"\]\((?!https://)")
    monkeypatch.delenv("BRIEFGEN_REPOSITORY", raising=False)
    tree = shutil.copytree(sdist, tmp_path / "tree")
    (tree / "PKG-INFO").unlink()
    unknown = metadata(tree, tmp_path / "unknown")
    assert "Project-URL: " not in unknown
    assert not relative.search(unknown)
    assert "docs/card.png" not in unknown
    remote = "https://someone:secret@harbour.example/quay/briefgen.git"
    monkeypatch.setenv("BRIEFGEN_REPOSITORY", remote)
    known = metadata(tree, tmp_path / "known")
    there = "https://harbour.example/quay/briefgen"
    assert "secret" not in known
    assert f"Project-URL: Rules, {there}/blob/HEAD/docs/rules.md\n" in known
    assert f"[Installing]({there}/blob/HEAD/docs/installing.md)" in known
    assert f"]({there}/raw/HEAD/docs/card.png)" in known
    assert not relative.search(known)


def test_whoever_builds_the_wheel_gets_the_same_bytes(
    sdist: Path, wheel: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = shutil.copytree(sdist, tmp_path / "another place")
    for path in elsewhere.rglob("*"):
        path.chmod(path.stat().st_mode & 0o700)
        os.utime(path, (1, 1))
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    monkeypatch.setenv("LC_ALL", "C")
    mask = os.umask(0o077)
    try:
        again = build("wheel", tree=elsewhere, into=tmp_path / "dist")
    finally:
        os.umask(mask)
    assert again.name == wheel.name
    assert again.read_bytes() == wheel.read_bytes()


def locked(name: str) -> dict[str, Version]:
    """The versions that a file of `requirements/` has, by package."""
    text = (REPOSITORY / "requirements" / name).read_text(encoding="utf-8")
    pins = re.findall(r"^([a-z0-9-]+)==(\S+)", text, re.MULTILINE)
    return {package: Version(version) for package, version in pins}


@pytest.mark.parametrize(("name", "extras"), [("dev.txt", ["dev", "all"]), ("run.txt", ["all"])])
def test_the_lock_holds_what_is_asked_for_within_its_bounds(name: str, extras: list[str]) -> None:
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = [Requirement(line) for line in project["dependencies"]]
    left = list(extras)
    while left:
        for line in project["optional-dependencies"][left.pop()]:
            requirement = Requirement(line)
            if requirement.name == project["name"]:
                left += requirement.extras
            else:
                asked.append(requirement)
    versions = locked(name)
    for requirement in asked:
        assert versions[canonicalize_name(requirement.name)] in requirement.specifier


def test_a_release_is_locked_as_it_was_tested() -> None:
    assert locked("run.txt").items() <= locked("dev.txt").items()


def test_installed_package_prints_a_brief_that_proves_itself(scripts: Path, tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "minutes.txt").write_text(SOURCE, encoding="utf-8")
    (tmp_path / "briefs").mkdir()
    (tmp_path / "briefs" / "bridge.yaml").write_text(BRIEF, encoding="utf-8")

    place = run([scripts / "python", "-c", "print(__import__('briefgen').__file__)"], cwd=tmp_path)
    run([scripts / "briefgen", "build", "briefs/bridge.yaml"], cwd=tmp_path)

    assert Path(place.strip()).is_relative_to(scripts.parent)
    assert (tmp_path / "output" / "bridge.pdf").is_file()
    verified = run([scripts / "briefgen", "verify", "output/bridge.pdf"], cwd=tmp_path)
    assert verified.rstrip().endswith("verified")


def test_installed_package_makes_a_workspace_that_builds_as_it_is(
    scripts: Path, tmp_path: Path
) -> None:
    run([scripts / "briefgen", "init", "desk"], cwd=tmp_path)
    run([scripts / "briefgen", "new", "square"], cwd=tmp_path / "desk")
    run([scripts / "briefgen", "check", "--strict"], cwd=tmp_path / "desk")
    run([scripts / "briefgen", "build"], cwd=tmp_path / "desk")

    built = {path.name for path in (tmp_path / "desk" / "output").glob("*.pdf")}
    assert built == {"library-hours.pdf", "square.pdf"}


def test_module_runs_as_the_command(scripts: Path, tmp_path: Path) -> None:
    by_name = run([scripts / "briefgen", "--help"], cwd=tmp_path)
    as_module = run([scripts / "python", "-m", "briefgen", "--help"], cwd=tmp_path)

    assert "verify" in by_name
    assert as_module.splitlines()[1:] == by_name.splitlines()[1:]
