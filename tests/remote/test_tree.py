"""A folder and its copy in a bucket, whatever happens between them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from pipelines.errors import StoreError
from pipelines.remote import inventory
from pipelines.remote.place import Place
from pipelines.remote.tree import PENDING, Tree
from tests.remote.between import Between

Machine = Callable[[str], Tree]


@pytest.fixture
def machine(place: Place, tmp_path: Path) -> Machine:
    """A machine by its name, with a folder of its own."""

    def at(name: str) -> Tree:
        folder = tmp_path / name
        folder.mkdir(exist_ok=True)
        return Tree.of(place, folder, tmp_path / f"{name}.sqlite")

    return at


def fill(tree: Tree, **files: str) -> None:
    for name, text in files.items():
        path = tree.folder / "some" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)


def pull(tree: Tree) -> int:
    tree.refresh()
    tree.note_missing()
    return tree.bring(list(tree.inventory.under()))


def sync(tree: Tree) -> tuple[int, int, int]:
    """As a build does: files brought, sent and removed."""
    return pull(tree), *send(tree)


def send(tree: Tree) -> tuple[int, int]:
    paths = sorted(
        path.relative_to(tree.folder).as_posix()
        for path in tree.folder.rglob("*")
        if path.is_file()
    )
    sent = tree.send(
        paths,
        lambda held: held.here is not None and not (tree.folder / held.path).exists(),
    )
    return sent, tree.clear()


def contents(tree: Tree) -> dict[str, str]:
    return {
        path.relative_to(tree.folder / "some").as_posix(): path.read_text()
        for path in sorted((tree.folder / "some").rglob("*"))
    }


def test_what_is_new_goes_and_comes(machine: Machine, rules: Between) -> None:
    one, two = machine("one"), machine("two")
    fill(one, a="1", b="2")
    assert sync(one) == (0, 2, 0)
    assert pull(two) == 2
    fill(two, b="3", c="4")
    (two.folder / "some/a").unlink()
    assert send(two) == (2, 1)
    assert sync(one) == (2, 0, 0)
    assert contents(one) == contents(two) == {"b": "3", "c": "4"}
    asked = len(rules.log)
    assert sync(one) == (0, 0, 0)
    assert rules.log[asked:] == [("GET", rules.log[-1][1])]  # the inventory alone
    assert rules.lists == 0  # a list is never asked for, so none can be stale


def test_what_changed_there_wins_over_what_was_not_sent(machine: Machine) -> None:
    one, two = machine("one"), machine("two")
    fill(one, a="1")
    sync(one)
    sync(two)
    fill(one, a="of one", new="of one")
    fill(two, a="of two")
    sync(two)
    assert sync(one) == (1, 1, 0)
    assert contents(one) == {"a": "of two", "new": "of one"}


@pytest.mark.parametrize("lost", ["some", "database", "both"])
def test_a_cache_that_is_lost_takes_nothing_away_there(
    machine: Machine, tmp_path: Path, lost: str
) -> None:
    fill(machine("one"), a="1", b="2")
    sync(machine("one"))
    if lost != "database":
        (tmp_path / "one/some/a").unlink()
    if lost != "some":
        for path in tmp_path.glob("one.sqlite*"):
            path.unlink()
    assert sync(machine("one"))[1:] == (0, 0)
    assert contents(machine("one")) == {"a": "1", "b": "2"}


def test_a_place_that_was_emptied_is_filled_again(
    machine: Machine, rules: Between
) -> None:
    one = machine("one")
    fill(one, a="1")
    sync(one)
    for method, path in list(rules.log):
        if method == "PUT":
            one.place.remove(path.split("/", 3)[3])
    assert sync(one) == (0, 1, 0)
    assert sync(machine("two")) == (1, 0, 0)


@pytest.mark.parametrize("fault", ["cut", "fail_after"])
def test_uploads_that_go_wrong_once_arrive_whole(
    machine: Machine, rules: Between, fault: str
) -> None:
    done: set[str] = set()

    def first(path: str) -> bool:
        known = path in done
        done.add(path)
        return not known and "lock" not in path

    setattr(rules, fault, first)
    one = machine("one")
    fill(one, a="1" * 1000, b="2" * 1000, c="")
    assert sync(one) == (0, 3, 0)
    setattr(rules, fault, lambda path: False)
    assert sync(machine("two")) == (3, 0, 0)
    assert contents(machine("two")) == contents(one)


def test_uploads_that_are_always_cut_short_are_refused(
    machine: Machine, rules: Between
) -> None:
    rules.cut = lambda path: "/some/" in path
    one = machine("one")
    fill(one, a="1" * 1000)
    with pytest.raises(StoreError, match="did not arrive whole in 4 tries"):
        sync(one)
    rules.cut = lambda path: False
    assert sync(machine("two")) == (0, 0, 0)  # no inventory tells of it


def test_what_an_upload_that_ended_early_left_is_known(
    machine: Machine, rules: Between
) -> None:
    one, two = machine("one"), machine("two")
    rules.refuse = lambda path: path.endswith("/some/c")
    fill(one, a="1", b="2", c="3")
    with pytest.raises(StoreError, match="not now"):
        sync(one)
    rules.refuse = lambda path: False
    assert two.place.read("some/a") == b"1"
    assert sync(two) == (0, 0, 0)
    fill(two, b="2")
    rules.log.clear()
    assert sync(two) == (0, 1, 2)  # what was left and is not wanted goes
    assert not any(path.endswith("/some/b") for path in rules.puts())  # it is there
    assert two.place.read("some/a") is None
    assert two.place.read(PENDING) is None


def test_a_file_that_was_changed_there_by_other_hands_is_told_of(
    machine: Machine,
) -> None:
    one = machine("one")
    fill(one, a="1")
    sync(one)
    one.place.put_bytes("some/a", b"other")
    with pytest.raises(StoreError, match="has other bytes than its inventory says"):
        sync(machine("two"))


def test_many_segments_become_one(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inventory, "_MOST_SEGMENTS", 3)
    one, two = machine("one"), machine("two")
    for number in range(5):
        fill(one, **{f"f{number}": str(number)})
        sync(one)
        if number == 1:
            sync(two)
    assert len(one.inventory._segments()) == 2
    assert sync(two) == (3, 0, 0)
    assert contents(two) == contents(one)


def test_no_path_leads_out_of_the_folder(machine: Machine) -> None:
    one = machine("one")
    one.inventory.commit([inventory.Change("../out", "0" * 64, 1)])
    with pytest.raises(StoreError, match="names a path that is none"):
        machine("two").refresh()
