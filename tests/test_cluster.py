"""Building on a Dask cluster: the same bytes, written by the caller."""

from __future__ import annotations

import pytest

from .conftest import BRIEF

distributed = pytest.importorskip("distributed", reason="Dask is not installed")


@pytest.fixture(scope="module")
def cluster():
    with distributed.LocalCluster(
        n_workers=1, threads_per_worker=1, processes=True, dashboard_address=None, silence_logs=50
    ) as started:
        yield started.scheduler_address.replace("tcp://", "dask://")


@pytest.mark.filterwarnings("ignore")
def test_the_same_bytes_come_from_a_cluster(briefgen, workspace, cluster):
    folder = workspace / "briefs"
    (folder / "second.yaml").write_text(BRIEF.replace("The harbour", "Port"), encoding="utf-8")
    (folder / "wrong.yaml").write_text(BRIEF.replace("Monday", "Sunday"), encoding="utf-8")
    (workspace / "seeds" / "memo.txt").write_text("Not catalogued.\n", encoding="utf-8")
    here = briefgen("build", "-o", "here", "--format", "json")
    there = briefgen("build", "-o", "there", "--executor", cluster, "--format", "json")
    assert here.code == there.code == 1
    assert here.json["findings"] == there.json["findings"]
    assert here.json["summary"] == there.json["summary"]
    names = sorted(path.name for path in (workspace / "here").iterdir())
    assert names == ["harbour.pdf", "second.pdf"]
    for name in names:
        assert (workspace / "here" / name).read_bytes() == (workspace / "there" / name).read_bytes()


@pytest.mark.parametrize(
    ("url", "said"),
    [("http://x", "Write dask://HOST:PORT"), ("dask://127.0.0.1:9", "no Dask scheduler answers")],
)
@pytest.mark.filterwarnings("ignore")
def test_what_is_no_cluster(briefgen, workspace, url, said):
    ran = briefgen("build", "--executor", url)
    assert ran.code == 2
    assert said in ran.err
