"""Building on a Dask cluster: the same bytes, written by the caller."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import Ran
from tests.harbour import BRIEF

pytestmark = pytest.mark.slow

pytest.importorskip("distributed", reason="Dask is not installed")

_CLUSTER = """
import sys
from distributed import LocalCluster

if __name__ == "__main__":
    with LocalCluster(n_workers=1, threads_per_worker=2, dashboard_address=None) as started:
        print(started.scheduler_address, flush=True)
        sys.stdin.read()
"""


@pytest.fixture(scope="module")
def cluster(tmp_path_factory):
    script = tmp_path_factory.mktemp("cluster") / "cluster.py"
    script.write_text(_CLUSTER, encoding="utf-8")
    words = [sys.executable, str(script)]
    with subprocess.Popen(
        words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        assert process.stdout is not None
        yield process.stdout.readline().strip().replace("tcp://", "dask://")


def elsewhere(*arguments: str) -> Ran:
    """The command line in a process of its own: the threads of Dask's client would stay, and
    with threads a process cannot be copied any more."""
    words = [sys.executable, "-m", "briefgen", *arguments]
    ran = subprocess.run(words, capture_output=True, text=True, check=False)
    return Ran(ran.returncode, ran.stdout, ran.stderr)


def test_the_same_bytes_come_from_a_cluster(briefgen, workspace, cluster):
    folder = workspace / "briefs"
    (folder / "second.yaml").write_text(BRIEF.replace("The harbour", "Port"), encoding="utf-8")
    (folder / "wrong.yaml").write_text(BRIEF.replace("Monday", "Sunday"), encoding="utf-8")
    (workspace / "seeds" / "memo.txt").write_text("Not catalogued.\n", encoding="utf-8")
    here = briefgen("build", "-o", "here", "--format", "json")
    there = elsewhere("build", "-o", "there", "--executor", cluster, "--format", "json")
    assert here.code == there.code == 1
    assert here.json["findings"] == there.json["findings"]
    assert here.json["summary"] == there.json["summary"]
    names = sorted(path.name for path in (workspace / "here").iterdir())
    assert names == ["harbour.pdf", "second.pdf"]
    for name in names:
        assert (workspace / "here" / name).read_bytes() == (workspace / "there" / name).read_bytes()


def test_a_thread_of_a_worker_tells_nothing_of_another(workspace, cluster):
    """Two threads are Dask's default: a faulty brief does not stop the sound ones beside it."""
    folder = workspace / "briefs"
    for number in range(6):
        text = BRIEF.replace("The harbour", f"Harbour {number}", 1)
        if number % 2:
            text += "  - Nobody can print \ue123 here.\n"
        (folder / f"b{number}.yaml").write_text(text, encoding="utf-8")
    ran = elsewhere("build", "-o", "there", "--executor", cluster, "--format", "json")
    assert ran.code == 1
    missing = {f["path"] for f in ran.json["findings"] if f["rule"] == "missing-glyph"}
    assert missing == {f"briefs/b{number}.yaml" for number in (1, 3, 5)}
    built = {Path(output["brief"]).stem for output in ran.json["outputs"]}
    assert built == {"b0", "b2", "b4", "harbour"}


@pytest.mark.parametrize(
    ("url", "said"),
    [("http://x", "Write dask://HOST:PORT"), ("dask://127.0.0.1:9", "no Dask scheduler answers")],
)
def test_what_is_no_cluster(workspace, url, said):
    ran = elsewhere("build", "--executor", url)
    assert ran.code == 2
    assert said in ran.err
