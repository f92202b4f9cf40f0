"""Documents are decoded once: a change of rules reads them again as they are held."""

import io
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import docx
import pytest

from pipelines.collection import decoded, stamp
from pipelines.collection.build import Build
from pipelines.collection.decoded import Documents, Remembered, key
from pipelines.collection.incoming import captures
from pipelines.collection.place import Output
from pipelines.collection.reading import held_documents, held_readings, read_new
from pipelines.collection.workers import Workers
from pipelines.fingerprint import sources
from pipelines.model import Capture, Document
from pipelines.reader import read
from tests.collection import notices

HERE = Workers(1, ThreadPoolExecutor)
"""Reads in this process, where a test can see what is decoded."""


def typed(number: int) -> bytes:
    made = docx.Document()
    for line in notices.text(number).splitlines():
        made.add_paragraph(line)
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


@pytest.fixture
def output(tmp_path: Path) -> Output:
    """Two typed notices and a plain one, received and not yet read."""
    inbox = notices.write(tmp_path / "inbox", [1])
    for number in (2, 3):
        (inbox / f"{number}.docx").write_bytes(typed(number))
    found = Output.at(tmp_path / "out")
    Build(found, (inbox,)).receive()
    return found


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that are decoded, as they come."""
    names: list[str] = []
    real = decoded.decode

    def decode(data: bytes, name: str, media_type: str | None) -> Document:
        names.append(name)
        return real(data, name, media_type)

    monkeypatch.setattr(decoded, "decode", decode)
    return names


def read_with(
    output: Output, monkeypatch: pytest.MonkeyPatch, reader: str, decoder: str
) -> list[object]:
    """Read what this reader has not read yet, and give all readings."""
    versions = "pipelines.collection.versions."
    monkeypatch.setattr(f"{versions}reader_version", lambda: reader)
    monkeypatch.setattr(f"{versions}decoder_version", lambda: decoder)
    read_new(output, HERE)
    readings = held_readings(output)
    return [readings.load(each.reading_id) for each in captures(output)]


def test_other_rules_read_without_decoding(
    output: Output, asked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = read_with(output, monkeypatch, "r1", "d1")
    assert sorted(asked) == ["2.docx", "3.docx", "notice-1.txt"]
    asked.clear()

    assert read_with(output, monkeypatch, "r2", "d1") == first

    assert asked == ["notice-1.txt"]  # of a text nothing is kept


def test_another_decoder_decodes_again_and_replaces_what_is_held(
    output: Output, asked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = read_with(output, monkeypatch, "r1", "d1")
    asked.clear()

    assert read_with(output, monkeypatch, "r2", "d2") == first

    assert sorted(asked) == ["2.docx", "3.docx", "notice-1.txt"]
    assert {path.name for path in output.decoded.iterdir()} == {"d1", "d2"}
    stamp.save(output)  # as a build does when version and site stand
    assert {path.name for path in output.decoded.iterdir()} == {"d2"}


def test_a_damaged_document_is_decoded_again(
    output: Output, asked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = read_with(output, monkeypatch, "r1", "d1")
    whole = {path: path.read_bytes() for path in output.decoded.rglob("?" * 64)}
    assert len(whole) == 2
    torn, other = sorted(whole)
    torn.write_bytes(whole[torn][:-9])
    other.write_bytes(b"")
    asked.clear()

    assert read_with(output, monkeypatch, "r2", "d1") == first

    assert sorted(asked) == ["2.docx", "3.docx", "notice-1.txt"]
    assert {path: path.read_bytes() for path in whole} == whole


def test_what_finds_no_room_is_not_kept(output: Output) -> None:
    def room(most: int) -> Documents:
        return Documents(output.decoded, "d1", most)

    cache = room(25)
    cache.save({"aa": b"x" * 10})
    cache.save({"bb": b"x" * 10, "cc": b"x" * 10})
    again = room(25)
    again.save({"dd": b"x" * 10})
    assert [cache.path(name).exists() for name in ("aa", "bb", "cc", "dd")] == [
        True,
        True,
        False,
        False,
    ]
    larger = room(30)
    larger.save({"dd": b"x" * 10})
    assert larger.path("dd").exists()


def test_the_files_of_a_page_are_known_each_by_itself(asked: list[str]) -> None:
    page = f"<p>{notices.text(4)}</p>".encode()
    annex = Capture("b" * 64, "5.docx", "", 9, "2025-01-01T00:00:00Z")
    whole = Capture(
        "a" * 64, "4.html", "text/html", 9, annex.received_at, annexes=(annex,)
    )
    first = Remembered()
    reading = read(whole, page, (typed(5),), first)
    assert asked == ["4.html", "5.docx"]
    assert len(first.fresh) == 1

    asked.clear()
    assert read(whole, page, (typed(5),), Remembered(first.fresh)) == reading
    assert asked == ["4.html"]


def test_the_same_bytes_under_another_type_are_another_document() -> None:
    names = [("1.txt", None), ("1.md", None), ("2.TXT", None), ("1.txt", "text/html")]
    keys = [key("a" * 64, *each) for each in names]
    assert keys[0] == keys[2]
    assert len(set(keys)) == 3


def test_the_decoder_is_what_decodes_and_nothing_else() -> None:
    folders = {path.parent.name for path in sources("pipelines.documents")}
    assert folders == {"pipelines", "documents", "model"}


def test_a_document_of_another_version_is_not_given(output: Output) -> None:
    [capture, *_] = captures(output)
    place = key(capture.sha256, capture.source_file, capture.media_type)
    held_documents(output).save({place: b"packed"})
    assert held_documents(output).of(capture) == {place: b"packed"}
    assert Documents(output.decoded, "other").of(capture) == {}
