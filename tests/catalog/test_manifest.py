"""What a site is made of is known, whatever ended the rendering before."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path

import pytest

from pipelines.catalog.manifest import NAME, Manifest
from pipelines.catalog.version import Version
from pipelines.catalog.writer import Writer
from pipelines.errors import ReleaseError
from tests.catalog import factory
from tests.catalog.sites import contents, site_of


def test_what_does_not_fit_into_memory_is_put_aside(
    home, tmp_path, monkeypatch
) -> None:
    monkeypatch.setattr("pipelines.catalog.version.MEMORY_LIMIT", "64MB")
    aside = tmp_path / "aside"
    version = Version(home / "1.1.0", aside)
    version.run("CREATE TEMP TABLE large AS SELECT range AS n FROM range(20_000_000)")
    assert sum(path.stat().st_size for path in aside.iterdir()) > 32_000_000
    assert version.ask("SELECT max(n) AS n FROM large") == [{"n": 19_999_999}]
    version.close()
    assert not aside.exists()


def test_what_a_stopped_rendering_put_aside_is_removed(home, tmp_path) -> None:
    left = tmp_path / ".mubiao-spill-1"
    left.mkdir()
    (left / "rows.tmp").write_text("")
    site_of(home, "1.1.0", tmp_path)
    assert not left.exists()


def test_a_page_that_was_left_half_written_is_made_whole(home, tmp_path) -> None:
    site_of(home, "1.0.0", tmp_path / "whole")
    page = Path("zh/notices") / f"{factory.notice_id(1)}.html"
    torn = tmp_path / "torn"
    (torn / page).parent.mkdir(parents=True)
    (torn / page).write_bytes((tmp_path / "whole" / page).read_bytes()[:100])
    site_of(home, "1.0.0", torn)
    assert contents(torn) == contents(tmp_path / "whole")


def test_a_folder_is_looked_through_only_when_it_was_touched(home, tmp_path) -> None:
    site_of(home, "1.1.0", tmp_path)
    shown = [path for path in contents(tmp_path) if not path.startswith(".mubiao-")]
    with closing(Manifest(tmp_path)) as manifest:
        assert manifest.files() == len(shown)
        assert manifest.touched == set()
    (tmp_path / "en/notices" / f"{factory.notice_id(3)}.html").unlink()
    with closing(Manifest(tmp_path)) as manifest:
        assert manifest.touched == {"en/notices"}
        units = [(name, held.inputs) for name, held in manifest.units()]
        stale = [name for name, _ in manifest.stale(units)]
        assert stale == [f"notice:{factory.notice_id(3)}"]
    site_of(home, "1.1.0", tmp_path)
    with closing(Manifest(tmp_path)) as manifest:
        assert manifest.touched == set()


@pytest.mark.parametrize("name", [".mubiao-site.json", ".mubiao-site.tsv"])
def test_a_site_with_an_older_manifest_is_taken_over(home, tmp_path, name) -> None:
    paths = ["zh/index.html", "explorer/before.json"]
    old = json.dumps({"whole:home": ["", paths]})
    if name.endswith(".tsv"):
        old = "\n".join(
            ("/\t1\tzh", "/\t1\texplorer", "\t".join(('"whole:home"', "x", *paths)), "")
        )
    (tmp_path / "explorer").mkdir()
    (tmp_path / "explorer/before.json").write_text("[]")
    (tmp_path / name).write_text(old)
    assert site_of(home, "1.1.0", tmp_path).removed == 2
    assert not (tmp_path / "explorer/before.json").exists()
    assert not (tmp_path / name).exists()
    assert (tmp_path / "zh/index.html").exists()


def test_a_damaged_manifest_is_a_clear_error(home, tmp_path) -> None:
    site_of(home, "1.1.0", tmp_path)
    (tmp_path / NAME).write_bytes(b"no database, but longer than its header is" * 9)
    with pytest.raises(ReleaseError, match=r"no manifest of a site .* remove it"):
        site_of(home, "1.1.0", tmp_path)
    (tmp_path / NAME).unlink()
    assert site_of(home, "1.1.0", tmp_path).written == 0


class Stopped(BaseException):
    """A rendering that is ended from outside."""


@pytest.mark.parametrize("number", ["1.1.0", "1.0.0"])
def test_a_rendering_that_was_stopped_leaves_no_page_of_its_own(
    home, tmp_path, monkeypatch, number
) -> None:
    def stop(self: Writer) -> None:
        raise Stopped

    grown, fresh = tmp_path / "grown", tmp_path / "fresh"
    site_of(home, "1.0.0", grown)
    before = contents(grown)
    with monkeypatch.context() as patch:
        patch.setattr(Writer, "finish", stop)
        with pytest.raises(Stopped):
            site_of(home, "1.1.0", grown)
    begun = contents(grown)
    assert begun.keys() > before.keys()
    again = site_of(home, number, grown)
    site_of(home, number, fresh)
    assert contents(grown) == contents(fresh)
    if number == "1.1.0":  # it is taken up where it stopped
        assert again.written == 0
