"""The command line, as a person uses it."""

import json
import re
import shutil
import threading
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from assets.explaining import explained
from assets.serving import open_server
from pipelines.collection.build import Build, held
from pipelines.collection.place import Output
from pipelines.corrections import load
from pipelines.errors import StoreError
from tests.assets.conftest import ROOT, mubiao
from tests.collection import notices
from tests.collection.full import full_reading


def package(output: Path) -> Path:
    return output / "datapackages" / "mubiao"


def test_one_more_notice_makes_one_minor_version(built: Path) -> None:
    listed = json.loads((package(built) / "versions.json").read_text())["versions"]
    assert [(one["version"], one["status"]) for one in listed] == [
        ("1.0.0", "superseded"),
        ("1.1.0", "current"),
    ]
    changes = (package(built) / "1.1.0" / "CHANGELOG.md").read_text(encoding="utf-8")
    assert "第10项" in changes
    assert not re.search(r"第[0-9]项", changes)


def test_a_second_build_makes_no_version(built: Path) -> None:
    done = mubiao("build", built.parent / "inbox", "--output", built)

    assert done.returncode == 0
    assert "1.1.0 (unchanged)" in done.stdout
    assert "notices" in done.stdout
    assert "unexplained numerals" in done.stdout


def test_without_paths_an_output_of_notices_is_only_brought_up_to_date(
    built: Path,
) -> None:
    assert "1.1.0 (unchanged)" in mubiao("build", "--output", built).stdout


def test_status_of_what_is_up_to_date(built: Path) -> None:
    said = mubiao("status", "--output", built).stdout
    assert "notices, 11 captures" in said
    assert "up to date" in said


def test_status_says_what_is_stale_and_why(built: Path, tmp_path: Path) -> None:
    shutil.copytree(built, tmp_path / "out")
    kept = tmp_path / "out" / "store" / "built.json"
    told = json.loads(kept.read_text()) | {"reader": "older"}
    kept.write_text(json.dumps(told))

    said = mubiao("status", "--output", tmp_path / "out").stdout

    assert "stale: a rule, a lexicon or the code that reads has changed" in said


def test_status_of_nothing(tmp_path: Path) -> None:
    assert "no collection yet" in mubiao("status", "--output", tmp_path / "out").stdout


def test_the_least_certain_rows_come_first(built: Path, tmp_path: Path) -> None:
    said = mubiao("review", "--output", built, "--limit", "5").stdout
    sureness = [float(mark) for mark in re.findall(r"^(\d\.\d\d) ", said, re.M)]
    assert len(sureness) == 5
    assert sureness == sorted(sureness)
    assert max(sureness) < 1

    entries = mubiao("review", "--output", built, "--limit", "2", "--yaml").stdout
    filled = tmp_path / "corrections.yml"
    filled.write_text(
        entries.replace("value: null", "value: 12345")
        .replace("reason: ''", "reason: 见附件")
        .replace("source: ''", "source: 样例县档案馆"),
        encoding="utf-8",
    )
    assert [one.field for one in load(filled)] == ["value", "value"]
    again = mubiao("review", "--output", built, "--notice", "n-000000000000").stdout
    assert again == "nothing to review\n"


def test_specimens_and_notices_never_share_an_output(built: Path) -> None:
    done = mubiao("build", ROOT / "specimens" / "notices", "--output", built)
    assert done.returncode == 2
    assert "holds notices, and the files given are specimens" in done.stderr
    assert "--output" in done.stderr


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["build", "nowhere.txt"], "nowhere.txt"),
        (["build", "--jobs", "0"], "--jobs"),
        (["explain"], "FILE"),
        (["frobnicate"], "frobnicate"),
        (["deposit", "--to", "x", "--endpoint", "http://127.0.0.1:9"], "token"),
    ],
    ids=lambda each: each if isinstance(each, str) else each[0],
)
def test_wrong_use_is_told(words: list[str], says: str) -> None:
    done = mubiao(*words, MUBIAO_DEPOSIT_TOKEN="")
    assert done.returncode == 2
    assert says in done.stderr


def test_a_version_that_does_not_exist_is_told(built: Path) -> None:
    done = mubiao("audit", "9.9.9", "--output", built)
    assert done.returncode == 1
    assert "no version 9.9.9" in done.stderr


def test_audit_passes_and_finds_one_flipped_byte(built: Path, tmp_path: Path) -> None:
    assert "sound: 1.0.0, 1.1.0" in mubiao("audit", "--output", built).stdout
    shutil.copytree(built, tmp_path / "out")
    path = package(tmp_path / "out") / "1.0.0" / "data" / "targets.csv"
    path.chmod(0o644)
    data = bytearray(path.read_bytes())
    data[-2] ^= 1
    path.unlink()
    path.write_bytes(data)

    done = mubiao("audit", "--output", tmp_path / "out")

    assert done.returncode == 1
    assert "targets.csv" in done.stderr


def test_diff_names_the_rows(built: Path) -> None:
    said = mubiao("diff", "1.0.0", "1.1.0", "--output", built, "--format", "csv").stdout
    assert "added" in said
    assert "removed" not in said


def test_rollback_moves_pointer_and_site(built: Path, tmp_path: Path) -> None:
    shutil.copytree(built, tmp_path / "out")

    done = mubiao("rollback", "1.0.0", "--reason", "样例", "--output", tmp_path / "out")

    assert done.returncode == 0, done.stderr
    assert Output.at(tmp_path / "out").latest_version() == "1.0.0"
    shown = json.loads((tmp_path / "out" / "site" / "version.json").read_text())
    assert shown["version"] == "1.0.0"


def test_a_rollback_leaves_what_waits_to_the_next_build(
    built: Path, tmp_path: Path
) -> None:
    shutil.copytree(built, tmp_path / "out")
    place = Output.at(tmp_path / "out")
    with held(place, print):
        Build(place, (notices.write(tmp_path / "more", [77]),)).receive()

    mubiao("rollback", "1.0.0", "--reason", "样例", "--output", tmp_path / "out")
    done = mubiao("build", "--output", tmp_path / "out")

    assert "unchanged" not in done.stdout
    texts = package(place.root) / str(place.latest_version()) / "texts"
    assert any("第77项" in path.read_text("utf-8") for path in texts.iterdir())


def test_an_output_keeps_the_address_of_its_site(built: Path, tmp_path: Path) -> None:
    shutil.copytree(built, tmp_path / "out")
    home = tmp_path / "out" / "site" / "zh" / "index.html"
    address = "https://plans.example/data/"
    assert address not in home.read_text("utf-8")
    mubiao("build", "--output", tmp_path / "out", "--base-url", address)
    assert address in home.read_text("utf-8")
    assert "unchanged" in mubiao("build", "--output", tmp_path / "out").stdout

    mubiao("rollback", "1.0.0", "--reason", "样例", "--output", tmp_path / "out")
    assert address in home.read_text("utf-8")


def test_a_deposit_is_prepared(built: Path, tmp_path: Path) -> None:
    done = mubiao("deposit", "1.0.0", "--output", built, "--to", tmp_path / "deposit")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "deposit" / "mubiao-1.0.0.zip").is_file()


def test_score_needs_gold_with_sources(built: Path, tmp_path: Path) -> None:
    done = mubiao("score", tmp_path, tmp_path, "--output", built)
    assert done.returncode == 1
    assert "no gold file" in done.stderr


def test_explain_shows_rules_and_numerals(tmp_path: Path) -> None:
    path = notices.write(tmp_path, [1]) / "notice-1.txt"
    said = mubiao("explain", path).stdout

    assert "status: read" in said
    assert "县教育局" in said
    assert re.search(r"target \S+: .*健康素养水平", said)
    assert "numerals" in said
    assert "(no rule)" in said


def test_explain_shows_everything_of_a_reading() -> None:
    said = "\n".join(explained(full_reading()))
    for words in (
        "title: 样例通知",
        "一/1 [item, task]",
        "target target.reach: 样例覆盖率 >= 95-97.50",
        "lead r.lead: 县教育局",
        "deliverable d: 样例办法",
        "milestone m: 2025-03-31",
        "'95%' at 0: target (n)",
        "repair: mended",
        "not read: [0, 9)",
    ):
        assert words in said


# --- serve -------------------------------------------------------------------------


@pytest.fixture
def served(built: Path):
    server = open_server(built / "site", 0)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_the_site_is_served(served: str) -> None:
    with urllib.request.urlopen(f"{served}/zh/index.html") as answer:
        assert answer.status == 200
        assert "目标" in answer.read().decode()


@pytest.mark.parametrize("path", ["/nothing.html", "/%2e%2e/store/collection.json"])
def test_what_is_not_there_gives_the_sites_own_page(served: str, path: str) -> None:
    with pytest.raises(urllib.error.HTTPError) as missing:
        urllib.request.urlopen(served + path)
    assert missing.value.code == 404
    assert "<html" in missing.value.read().decode()


def test_without_a_site_serving_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="run: mubiao build"):
        open_server(tmp_path, 0)


def test_a_port_in_use_is_told(built: Path, served: str) -> None:
    port = int(served.rsplit(":", 1)[1])
    with pytest.raises(StoreError, match="give another --port"):
        open_server(built / "site", port)
