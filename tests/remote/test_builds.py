"""Builds into a bucket: next versions from any machine, whole whatever happens."""

import json
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from pipelines.collection import remote
from pipelines.collection.build import Build, held
from pipelines.collection.place import Output
from pipelines.errors import StoreError, StoreLocked
from pipelines.releases.manifest import faults
from pipelines.remote import lease
from pipelines.remote.place import Place
from tests.collection import notices
from tests.remote.between import Between


@dataclass
class Machine:
    """A machine with a cache of its own, which builds from one inbox into the bucket."""

    output: Output
    inbox: Path
    said: list[str] = field(default_factory=list)

    def build(self) -> str:
        """Build as the command does, without Dagster and the expectations."""
        with held(self.output, self.said.append):
            asked = Build(self.output, (self.inbox,), jobs=1)
            if asked.is_up_to_date():
                self.said.append("up to date")
            else:
                asked.read()
                asked.lay_out()
                asked.publish({})
                asked.render()
            done = asked.upload()
        if done is not None:
            self.said.append(done.told(self.output))
        return self.output.latest_version() or ""


Machines = Callable[[str], Machine]


@pytest.fixture
def machines(
    environment: dict[str, str],
    prefix: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Machines:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1735689600")

    def named(name: str) -> Machine:
        """Give a machine as it starts: nothing is remembered but on its disk."""
        remote._of.cache_clear()
        output = Output.at(f"s3://open-data/{prefix}", cache=str(tmp_path / name))
        return Machine(output, tmp_path / "inbox")

    receive(tmp_path / "inbox", range(2))
    return named


def receive(inbox: Path, numbers: range | list[int], share: int = 95) -> None:
    """Put notices into the inbox that have been at rest for a while."""
    notices.write(inbox, numbers, share)
    for number in numbers:
        os.utime(inbox / f"notice-{number}.txt", (1735600000 + share,) * 2)


def published(output: Output) -> dict[str, bytes]:
    return {
        path.relative_to(output.root).as_posix(): path.read_bytes()
        for folder in (output.package, output.site)
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.startswith(".")
    }


def there(place: Place, output: Output) -> dict[str, bytes | None]:
    return {name: place.read(name) for name in published(output)}


def pointer(place: Place) -> str | None:
    data = place.read("datapackages/mubiao/latest.json")
    return str(json.loads(data)["version"]) if data else None


def test_a_second_machine_goes_on_where_the_first_was(
    machines: Machines, place: Place, rules: Between, tmp_path: Path
) -> None:
    assert machines("one").build() == "1.0.0"
    assert pointer(place) == "1.0.0"
    sent = [name.partition("/")[2] for name in rules.puts()]
    pointers = [
        name for name in sent if name.endswith(("versions.json", "latest.json"))
    ]
    assert sent[-3:-1] == pointers[-2:]
    assert sent[-1] == "store/built.json"
    assert sent[0].startswith("store/originals/")
    served = place.store.call("head_object", "site/index.html")
    assert served["ContentType"] == "text/html; charset=utf-8"

    rules.log.clear()
    assert machines("one").build() == "1.0.0"
    assert len(rules.log) <= 25  # what a build without news asks for

    rules.log.clear()
    two = machines("two")
    assert two.build() == "1.0.0"
    assert two.said == ["up to date", f"{two.output.url}: nothing to send"]
    assert rules.puts() == []
    assert not two.output.site.exists()  # nothing was brought that nobody needs

    receive(tmp_path / "inbox", [2])
    rules.log.clear()
    assert two.build() == "1.1.0"
    read = [name for name in rules.puts() if "/readings/" in name]
    assert len(read) == 1  # the readings of the first machine are not sent again

    alone = Machine(Output.at(tmp_path / "folder"), tmp_path / "inbox")
    for name in ("notice-2.txt", None):  # the same two versions, in a folder
        if name:
            (tmp_path / "inbox" / name).rename(tmp_path / name)
        else:
            (tmp_path / "notice-2.txt").rename(tmp_path / "inbox" / "notice-2.txt")
        alone.build()
    assert published(two.output) == published(alone.output)
    assert there(place, two.output) == published(alone.output)
    assert rules.lists == 0

    one = machines("one")
    assert one.build() == "1.1.0"
    assert one.said[0] == "up to date"
    receive(tmp_path / "inbox", [2], share=90)
    assert one.build() == pointer(place) == "1.2.0"


def test_a_build_that_ends_between_uploads_leaves_the_old_version(
    machines: Machines, place: Place, rules: Between, tmp_path: Path
) -> None:
    one = machines("one")
    one.build()
    receive(tmp_path / "inbox", [2])
    rules.refuse = lambda path: path.endswith("1.1.0/SHA256SUMS")
    with pytest.raises(StoreError, match="not now"):
        one.build()
    assert one.output.latest_version() == "1.1.0"
    assert pointer(place) == "1.0.0"
    assert place.read("datapackages/mubiao/1.1.0/data/targets.csv")

    rules.refuse = lambda path: path.endswith("latest.json")
    again = machines("one")
    with pytest.raises(StoreError, match="not now"):
        again.build()
    assert again.said[0] == "up to date"
    assert pointer(place) == "1.0.0"

    rules.refuse = lambda path: False
    rules.log.clear()
    assert machines("one").build() == pointer(place) == "1.1.0"
    assert not any("/1.1.0/" in name for name in rules.puts())  # all that was there
    assert there(place, one.output) == published(one.output)
    assert machines("two").build() == "1.1.0"


def test_another_machine_takes_over_from_one_that_ended_early(
    machines: Machines, place: Place, rules: Between, tmp_path: Path
) -> None:
    one = machines("one")
    one.build()
    receive(tmp_path / "inbox", [2])
    rules.refuse = lambda path: path.endswith("versions.json")
    with pytest.raises(StoreError):
        one.build()
    rules.refuse = lambda path: False

    receive(tmp_path / "inbox", [3])
    two = machines("two")
    assert two.build() == pointer(place) == "1.1.0"
    assert there(place, two.output) == published(two.output)
    back = machines("one")
    assert back.build() == "1.1.0"
    remote.bring_versions(back.output)
    assert (back.output.package / "1.1.0" / "SHA256SUMS").read_bytes() == (
        two.output.package / "1.1.0" / "SHA256SUMS"
    ).read_bytes()


def test_a_version_here_that_lost_files_comes_again(
    machines: Machines, place: Place, tmp_path: Path
) -> None:
    one = machines("one")
    one.build()
    version = one.output.package / "1.0.0"
    (version / "data" / "targets.parquet").unlink()
    os.truncate(version / "data" / "targets.csv", 100)
    receive(tmp_path / "inbox", [2])

    assert one.build() == pointer(place) == "1.1.0"

    assert faults(version) == faults(one.output.package / "1.1.0") == []
    changes = json.loads((one.output.package / "1.1.0" / "changes.json").read_bytes())
    assert changes["tables"]["notices"]["added"] == 1


def test_pages_that_nobody_wants_go_after_the_pointer(
    machines: Machines, place: Place, rules: Between, tmp_path: Path
) -> None:
    one = machines("one")
    one.build()
    gone = sorted(one.output.site.rglob("*.html"))[-1]
    name = gone.relative_to(one.output.root).as_posix()
    place.put_bytes("site/old.html", b"of an older build")
    tree = remote._of(one.output).shipped.tree
    from pipelines.remote.inventory import Change

    tree.inventory.commit([Change("site/old.html", "0" * 64, 17)])
    receive(tmp_path / "inbox", [2])
    rules.log.clear()
    one.build()
    paths = [f"{method} {path}" for method, path in rules.log]
    removed = next(
        i for i, one in enumerate(paths) if "DELETE" in one and "old.html" in one
    )
    moved = next(
        i for i, one in enumerate(paths) if "PUT" in one and "latest.json" in one
    )
    assert moved < removed
    assert place.read("site/old.html") is None
    unchanged = [n for n in rules.puts() if n.endswith("/styles/") or ".css" in n]
    assert unchanged == []  # only what changed was sent
    assert place.read(name)


def test_what_is_held_is_not_built(machines: Machines, place: Place) -> None:
    one = machines("one")
    with (
        lease.leased(place, pytest.fail),
        pytest.raises(StoreLocked, match="is being built by another process"),
    ):
        one.build()
    assert one.build() == "1.0.0"


def test_the_store_may_lie_apart(
    machines: Machines, place: Place, prefix: str, tmp_path: Path
) -> None:
    one = machines("one")
    apart = f"s3://open-data/{prefix}-apart"
    one.output = Output.at(one.output.url, apart, str(tmp_path / "one"))
    assert one.build() == "1.0.0"
    assert place.read("store/collection.json") is None
    assert Place.at(apart).read("collection.json")
    remote._of.cache_clear()
    folder = Machine(
        Output.at(tmp_path / "out", apart, str(tmp_path / "two")), one.inbox
    )
    assert folder.build() == "1.0.0"
    assert published(folder.output) == published(one.output)
    own = Machine(Output.at(tmp_path / "own", str(tmp_path / "store")), one.inbox)
    assert own.build() == "1.0.0"
    assert (tmp_path / "store" / "collection.json").exists()
    assert not (tmp_path / "own" / "store").exists()


def test_readings_that_were_sent_damaged_are_read_anew(machines: Machines) -> None:
    one = machines("one")
    with held(one.output, one.said.append):
        asked = Build(one.output, (one.inbox,), jobs=1)
        asked.receive()
        asked.read()
        readings = [p for p in one.output.readings.rglob("*") if p.is_file()]
        for path in readings:
            path.write_bytes(b"torn")
    assert readings
    assert machines("two").build() == "1.0.0"
    assert machines("three").build() == "1.0.0"
