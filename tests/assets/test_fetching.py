"""``mubiao fetch``, as a person uses it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from pipelines.collection.lock import locked
from pipelines.collection.outbox import Outbox
from pipelines.collection.place import Output, read_json, write_json
from pipelines.sources.config import load_sources
from tests.alerts.servers import Heard, webhook
from tests.assets.conftest import ROOT, mubiao
from tests.collection.notices import page
from tests.sources.site import Site, served

NEAR = ("--allow-network", "127.0.0.1/32", "--pause", "0")


@pytest.fixture
def site() -> Iterator[Site]:
    with served() as made:
        made.answers["/0.html"] = page(0)
        made.list_page("/list", ["/0.html"])
        yield made


@pytest.fixture
def sources(site: Site, tmp_path: Path) -> Path:
    path = tmp_path / "sources.yml"
    path.write_text(
        f"sources: [{{name: good, kind: list, url: '{site.url}/list', select: li a}},"
        f" {{name: bad, kind: feed, url: '{site.url}/nowhere'}}]"
    )
    return path


def test_fetch_then_build_publishes_the_page(
    site: Site, sources: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    done = mubiao("fetch", "good", "--sources", sources, "--output", out, *NEAR)
    assert done.returncode == 0, done.stderr
    assert "good" in done.stdout
    said = mubiao("status", "--output", out).stdout
    assert "notices, 1 captures" in said
    assert "stale: captures were received" in said

    done = mubiao("build", "--output", out, "--jobs", "1")

    assert done.returncode == 0, done.stderr
    csv = out / "datapackages" / "mubiao" / "1.0.0" / "data" / "notices.csv"
    assert f"{site.url}/0.html" in csv.read_text(encoding="utf-8")


def test_a_source_that_refuses_gives_exit_code_1(sources: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    done = mubiao("fetch", "--sources", sources, "--output", out, *NEAR)
    assert done.returncode == 1
    assert "status 404" in done.stderr
    assert "all" in done.stdout
    assert (out / "store" / "ledger").is_dir()
    again = mubiao("fetch", "--due", "--sources", sources, "--output", out, *NEAR)
    assert (again.returncode, again.stdout) == (0, "no source is due\n")


def test_a_private_address_is_refused_unless_allowed(
    site: Site, sources: Path, tmp_path: Path
) -> None:
    done = mubiao("fetch", "good", "--sources", sources, "--output", tmp_path / "out")
    assert done.returncode == 1
    assert "127.0.0.1 is no public address" in done.stderr
    assert site.log == []


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (["--sources", "nowhere.yml"], 1, "nowhere.yml"),
        (["unknown", "--sources", ROOT / "deploy/sources.yml"], 1, "'unknown'"),
        (["--allow-network", "everything"], 2, "everything"),
    ],
    ids=["no file", "no such source", "no network"],
)
def test_wrong_use_is_told(
    words: list[str], code: int, says: str, tmp_path: Path
) -> None:
    done = mubiao("fetch", *words, "--output", tmp_path / "out")
    assert done.returncode == code
    assert says in done.stderr


def test_the_example_of_a_sources_file_is_sound() -> None:
    sources = load_sources(ROOT / "deploy" / "sources.yml")
    assert {source.kind for source in sources} == {"list", "feed", "sitemap"}
    assert all(".example/" in source.url for source in sources)


# --- by a timer, with nobody looking -----------------------------------------------


@pytest.fixture
def hook(monkeypatch: pytest.MonkeyPatch) -> Iterator[Heard]:
    with webhook() as heard:
        monkeypatch.setenv("MUBIAO_ALERT_WEBHOOK", heard.address)
        yield heard


def test_a_visit_that_failed_is_told_where_that_is_wanted(
    sources: Path, tmp_path: Path, hook: Heard
) -> None:
    words = ("fetch", "--sources", sources, "--output", tmp_path / "out", *NEAR)
    assert mubiao(*words).returncode == 1
    assert hook.bodies == []
    done = mubiao(*words, "--alert")
    assert done.returncode == 1
    [body] = hook.bodies
    assert body["subject"] == "fetch has failed"
    assert "bad: " in body["body"]
    assert "status 404" in body["body"]


def test_a_build_that_was_refused_is_told_by_the_next_if_not_at_once(
    sources: Path, tmp_path: Path, hook: Heard
) -> None:
    out = Output.at(tmp_path / "out")
    hook.refuse = 3
    with locked(out.lock):
        done = mubiao("build", "--output", out.root, "--alert")
    assert done.returncode == 1
    assert "is being built by another process" in done.stderr
    assert "an alert waits: webhook: HTTPStatusError: status 503" in done.stderr
    for letter in Outbox.of(out).waiting():  # its time has come
        write_json(letter, read_json(letter) | {"tries": {}})

    done = mubiao("fetch", "good", "--sources", sources, "--output", out.root, *NEAR)
    assert hook.bodies == []
    said = mubiao("status", "--output", out.root).stdout
    assert "alerts that wait to be sent: 1" in said
    done = mubiao(
        *("fetch", "good", "--sources", sources, "--output", out.root, *NEAR, "--alert")
    )
    assert done.returncode == 0, done.stderr
    [body] = hook.bodies
    assert body["subject"] == "full_build has failed"
    assert "alerts that wait" not in mubiao("status", "--output", out.root).stdout
    assert "is being built by another process" in body["body"]
