"""Web sources are visited beside builds, and what they brought is published."""

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from pipelines.captures import Store
from pipelines.collection.build import Build, held
from pipelines.collection.incoming import WAITING, captures
from pipelines.collection.lock import locked
from pipelines.collection.place import Output, write_json
from pipelines.collection.visiting import (
    Visited,
    admit,
    clock,
    contents,
    due,
    last_visits,
    refused_entirely,
    silent,
    visit_sources,
)
from pipelines.errors import MixedCollection, StoreLocked
from pipelines.sources.client import Policy
from pipelines.sources.config import Source
from tests.collection.notices import page
from tests.collection.outputs import rows
from tests.sources.site import Site, served

POLICY = Policy(pause=0, backoff=0, retries=1, allowed=("127.0.0.1/32",))


@pytest.fixture
def site() -> Iterator[Site]:
    with served() as made:
        for number in range(3):
            made.answers[f"/{number}.html"] = page(number)
        made.list_page("/list", ["/0.html", "/1.html", "/2.html"])
        yield made


@pytest.fixture
def output(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Output:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    return Output.at(tmp_path / "out")


def source(site: Site, **more: object) -> Source:
    given = {"name": "sample", "kind": "list", "url": f"{site.url}/list"}
    return Source.model_validate({**given, "select": "li a", **more})


def build(output: Output) -> None:
    """Bring the tables up to date, with no path given."""
    with held(output, print):
        made = Build(output, jobs=1)
        made.receive()
        made.read()
        made.lay_out()


def test_what_was_fetched_is_read_by_the_next_build(site: Site, output: Output) -> None:
    [visited] = visit_sources(output, [source(site)], POLICY)
    assert (visited.listed, visited.new, visited.failed) == (3, 3, "")
    assert captures(output) == []

    build(output)

    urls = {f"{site.url}/{number}.html" for number in range(3)}
    assert {row["source_url"] for row in rows(output, "captures")} == urls
    assert {row["source_url"] for row in rows(output, "notices")} == urls
    assert not list((output.store / WAITING).glob("*.jsonl"))
    assert len(list((output.store / "ledger").iterdir())) == 1


def test_a_changed_page_is_a_new_capture_of_the_same_notice(
    site: Site, output: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1735689600")
    visit_sources(output, [source(site)], POLICY)
    build(output)
    before = {row["notice_id"] for row in rows(output, "notices")}
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1735776000")
    site.answers["/1.html"] = page(1, share=80)

    [visited] = visit_sources(output, [source(site)], POLICY)
    build(output)

    assert (visited.new, visited.changed, visited.unchanged) == (0, 1, 2)
    assert {row["notice_id"] for row in rows(output, "notices")} == before
    both = [
        r for r in rows(output, "captures") if str(r["source_url"]).endswith("/1.html")
    ]
    assert sorted(str(row["status"]) for row in both) == ["duplicate", "read"]
    assert "80%" in "".join(str(row["quote"]) for row in rows(output, "targets"))


def test_a_page_that_vanished_is_dated_and_kept(site: Site, output: Output) -> None:
    visit_sources(output, [source(site)], POLICY)
    build(output)
    del site.answers["/2.html"]

    [visited] = visit_sources(output, [source(site)], POLICY)
    assert visited.vanished == 1
    assert not any(capture.gone_since for capture in captures(output))
    build(output)

    gone = {
        str(row["source_url"])[-7:]: row["gone_since"]
        for row in rows(output, "captures")
    }
    assert gone == {"/0.html": None, "/1.html": None, "/2.html": visited.at}
    assert len(rows(output, "notices")) == 3

    site.answers["/2.html"] = page(2)
    visit_sources(output, [source(site)], POLICY)
    build(output)
    assert not any(row["gone_since"] for row in rows(output, "captures"))


def test_a_visit_disturbs_no_build(site: Site, output: Output) -> None:
    """What arrives while a build reads is not half seen by it: the next takes it."""
    visit_sources(output, [source(site)], POLICY)
    with held(output, print):
        made = Build(output, jobs=1)
        made.receive()
        made.read()
        site.answers["/3.html"] = page(3)
        site.list_page("/list", ["/0.html", "/3.html"])
        visit_sources(output, [source(site)], POLICY)
        admit(output)
        made.lay_out()
    assert len(rows(output, "notices")) == 3
    build(output)
    assert len(rows(output, "notices")) == 4


def test_without_a_build_what_came_is_admitted_at_once(
    site: Site, output: Output
) -> None:
    visit_sources(output, [source(site)], POLICY)
    admit(output)
    assert len(captures(output)) == 3


def test_two_visits_never_run_together(site: Site, output: Output) -> None:
    with (
        locked(output.sources / ".lock"),
        pytest.raises(StoreLocked, match="another process"),
    ):
        visit_sources(output, [source(site)], POLICY)


def test_unfinished_files_of_a_killed_visit_go(site: Site, output: Output) -> None:
    left = output.store / WAITING / "abc.tmp"
    left.parent.mkdir(parents=True)
    left.write_bytes(b"half")
    visit_sources(output, [source(site)], POLICY)
    assert not list(output.store.rglob("*.tmp"))


def test_a_source_that_refuses_does_not_stop_the_others(
    site: Site, output: Output
) -> None:
    bad = source(site, name="bad", url=f"{site.url}/nowhere")
    visits = visit_sources(output, [bad, source(site)], POLICY)
    assert [visit.new for visit in visits] == [0, 3]
    [reason] = refused_entirely(visits)
    assert reason.startswith("bad: ")
    assert "status 404" in reason


def test_a_list_that_lists_nothing_any_more_is_told(site: Site, output: Output) -> None:
    visit_sources(output, [source(site)], POLICY)
    site.list_page("/list", [])
    [visited] = visit_sources(output, [source(site)], POLICY)
    assert "has its form changed?" in visited.failed


def test_the_digest_follows_contents_only(site: Site, output: Output) -> None:
    assert contents(last_visits(output).values()) == ""
    visit_sources(output, [source(site)], POLICY)
    first = contents(last_visits(output).values())
    visit_sources(output, [source(site)], POLICY)
    assert contents(last_visits(output).values()) == first
    site.answers["/0.html"] = page(0, share=70)
    visit_sources(output, [source(site)], POLICY)
    assert contents(last_visits(output).values()) != first


def test_sources_are_due_and_silent_by_their_own_measure(
    site: Site, output: Output
) -> None:
    often = source(site, every_hours=1, silent_after_days=2)
    now = clock()
    assert due([often], output, now) == [often]
    assert silent([often], output, now) == []
    visit_sources(output, [often], POLICY)
    assert due([often], output, now + timedelta(minutes=50)) == []
    assert due([often], output, now + timedelta(minutes=70)) == [often]
    assert silent([often], output, now + timedelta(days=1)) == []
    [(found, visited)] = silent([often], output, now + timedelta(days=3))
    assert (found, visited.source) == (often, "sample")


def test_a_visit_without_news_leaves_the_day_of_the_last(
    site: Site, output: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1735689600")
    visit_sources(output, [source(site)], POLICY)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1735776000")
    [visited] = visit_sources(output, [source(site)], POLICY)
    assert visited.news_at == "2025-01-01T00:00:00Z"
    assert visited.at == "2025-01-02T00:00:00Z"


def test_specimens_and_web_pages_never_share_an_output(
    site: Site, output: Output
) -> None:
    write_json(output.store / "collection.json", {"kind": "specimens"})
    with pytest.raises(MixedCollection):
        visit_sources(output, [source(site)], POLICY)
    assert site.log == []


def test_receipts_admitted_twice_are_one(tmp_path: Path) -> None:
    """An admission that was cut short left its receipts in both places."""
    with Store(str(tmp_path), waiting="w") as store:
        store.put(b"a", "n", "http://a.example/", "2025-01-01T00:00:00Z")
    [line] = (tmp_path / "w").glob("*.jsonl")
    kept = line.read_bytes()
    assert len(Store(str(tmp_path)).admit("w")) == 1
    line.write_bytes(kept)
    assert Store(str(tmp_path)).admit("w") == ()
    assert len(list(Store(str(tmp_path)).list())) == 1


def test_refusals_are_kept_few(output: Output, site: Site) -> None:
    site.list_page("/list", [f"/none-{number}.html" for number in range(25)])
    visit_sources(output, [source(site)], POLICY)
    kept = json.loads((output.sources / "visits.json").read_text())
    assert isinstance(Visited(**kept["sample"]), Visited)
    assert len(kept["sample"]["refused"]) == 20


def test_nothing_is_gone_when_all_answer_again(site: Site, output: Output) -> None:
    """Even if another address is found gone before the next build."""
    address = f"{site.url}/2.html"
    write_json(output.sources / "gone.json", {address: "2026-01-01T00:00:00Z"})
    write_json(output.store / WAITING / "gone.json", {})
    del site.answers["/1.html"]
    visit_sources(output, [source(site, name="first")], POLICY)
    assert "/1.html" not in site.answers
    build(output)
    assert not any(capture.gone_since for capture in captures(output))


def test_links_that_are_no_addresses_hide_no_others(site: Site, output: Output) -> None:
    odd = ["http://[点击这里]/x", "http://www.gov.cn:80a/", "http://www.gov.cn／zwgk/"]
    site.list_page("/list", [*odd, "/0.html"])
    [visited] = visit_sources(output, [source(site)], POLICY)
    assert visited.failed == ""
    assert visited.new == 1


def test_an_empty_sitemap_stops_no_other_source(site: Site, output: Output) -> None:
    site.answers["/sitemap.xml"] = (200, {"Content-Type": "text/xml"}, b"")
    empty = Source(name="empty", kind="sitemap", url=f"{site.url}/sitemap.xml")
    visits = visit_sources(output, [empty, source(site, name="sound")], POLICY)
    assert [(one.source, one.new) for one in visits] == [("empty", 0), ("sound", 3)]


@pytest.mark.parametrize("field", ["select", "next", "article"])
def test_what_is_no_selector_is_refused_with_the_file(site: Site, field: str) -> None:
    with pytest.raises(ValueError, match="is no CSS selector"):
        source(site, **{field: "li a["})
