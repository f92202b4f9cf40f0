"""Hostile files: each has a clear outcome, within the limits, and harms nobody."""

import random
import struct
import time
from dataclasses import replace
from pathlib import Path

import pytest

from pipelines.documents import decode
from pipelines.documents.limits import DEFAULT
from pipelines.documents.sandbox import decode as decode_safely
from pipelines.errors import LimitExceeded, Unreadable
from tests.documents.files import W, archive, png, word_file


def test_zip_bomb_is_refused() -> None:
    bomb = archive({"通知.txt": bytes(300 * 1024 * 1024)})
    assert len(bomb) < 400_000
    with pytest.raises(LimitExceeded, match="unpacked bytes"):
        decode(bomb, "a.zip")


def test_a_bomb_that_lies_about_its_size_is_refused() -> None:
    bomb = bytearray(archive({"a.txt": bytes(50 * 1024 * 1024)}))
    at = bomb.index(b"PK\x01\x02") + 24
    bomb[at : at + 4] = struct.pack("<I", 10)
    limits = replace(DEFAULT, unpacked_bytes=1024 * 1024)
    with pytest.raises(Unreadable):
        decode(bytes(bomb), "a.zip", None, limits)


def test_nested_archives_end_at_the_limit() -> None:
    inner = archive({"通知.txt": "样例市通知。".encode()})
    once = archive({"附件.zip": inner})
    assert "样例市通知" in decode(once, "a.zip").text
    with pytest.raises(LimitExceeded, match="nested archives"):
        decode(archive({"b.zip": archive({"c.zip": once})}), "a.zip")


@pytest.mark.parametrize(
    "name", ["../../etc/cron.d/x", "/etc/passwd", "a\\..\\..\\b", "C:\\x"]
)
def test_zip_slip_is_refused(name: str, tmp_path: Path) -> None:
    before = set(tmp_path.rglob("*"))
    with pytest.raises(Unreadable, match="outside of itself"):
        decode(archive({name: "样例市通知".encode()}), "a.zip")
    assert set(tmp_path.rglob("*")) == before


def test_entity_expansion_in_a_word_file_is_refused() -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    data = word_file(
        f'<!DOCTYPE d [<!ENTITY l0 "哈">{laughs}]><w:document {W}><w:body><w:p><w:r>'
        "<w:t>&l9;</w:t></w:r></w:p></w:body></w:document>"
    )
    with pytest.raises(Unreadable, match="document type or entities"):
        decode(data, "a.docx")


def test_an_external_entity_reads_no_file(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("机密")
    data = word_file(
        f'<!DOCTYPE d [<!ENTITY x SYSTEM "file://{secret}">]><w:document {W}><w:body><w:p>'
        "<w:r><w:t>&x;</w:t></w:r></w:p></w:body></w:document>"
    )
    with pytest.raises(Unreadable, match="document type or entities"):
        decode(data, "a.docx")


def test_entities_in_utf_16_are_refused_too() -> None:
    xml = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE d [<!ENTITY x "y">]><d>&x;</d>'
    data = archive(
        {"[Content_Types].xml": b"<Types/>", "word/document.xml": xml.encode("utf-16")}
    )
    with pytest.raises(Unreadable, match="document type or entities"):
        decode(data, "a.docx")


def test_a_pdf_of_a_million_objects_is_refused_quickly() -> None:
    data = b"%PDF-1.4\n" + b"".join(
        b"%d 0 obj\n<<>>\nendobj\n" % n for n in range(1_000_000)
    )
    started = time.monotonic()
    with pytest.raises(LimitExceeded, match="PDF objects"):
        decode(data, "a.pdf")
    assert time.monotonic() - started < 20


def test_html_nested_a_hundred_thousand_deep_is_refused_quickly() -> None:
    started = time.monotonic()
    with pytest.raises(LimitExceeded, match="depth"):
        decode(b"<div>" * 100_000 + "样例市通知".encode(), "a.html")
    assert time.monotonic() - started < 10


def test_a_picture_of_900_million_pixels_is_refused() -> None:
    with pytest.raises(LimitExceeded, match="pixels"):
        decode(png(30_000, 30_000), "a.png")


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"", "a.txt"),
        (
            random.Random(1).randbytes(5000).replace(b"<", b"\x81") + b"\xff\x00\x81",
            "a.txt",
        ),
        (b"PK\x03\x04" + bytes(100), "a.docx"),
        (b"%PDF-1.7 broken", "a.pdf"),
        (b"\x89PNG\r\n\x1a\nbroken", "a.png"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "a.doc"),
        (
            archive({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<x/>"}),
            "a.xlsx",
        ),
        (word_file(f"<w:document {W}><w:body/></w:document>"), "a.docx"),
        (archive({"a.bin": b"\x00\x01\x02\x03" * 50}), "a.zip"),
        (b"Rar!\x1a\x07\x00", "a.rar"),
    ],
    ids=[
        "empty",
        "random",
        "docx",
        "pdf",
        "png",
        "doc",
        "xlsx",
        "no words",
        "zip",
        "rar",
    ],
)
def test_broken_files_are_unreadable_with_a_reason(data: bytes, name: str) -> None:
    with pytest.raises(Unreadable) as raised:
        decode(data, name)
    assert len(str(raised.value)) > 8


def test_a_text_larger_than_any_notice_is_refused() -> None:
    with pytest.raises(LimitExceeded, match="bytes of text"):
        decode("样例市".encode() * 6_000_000, "a.txt")


def test_a_name_with_control_characters_is_no_danger() -> None:
    text = "样例市通知。"
    assert decode(text.encode(), "../../\x1b[2J\n\x00.txt").text == text


def test_an_endless_document_ends_and_the_next_is_decoded() -> None:
    heavy = "<p>样</p>".encode() * 1_000_000
    started = time.monotonic()
    with pytest.raises(LimitExceeded, match="seconds"):
        decode_safely(heavy, "a.html", None, replace(DEFAULT, seconds=0.3))
    assert time.monotonic() - started < 5
    assert decode_safely("<p>样例市</p>".encode(), "b.html").text == "样例市\n"


def test_a_document_that_eats_memory_ends_and_the_next_is_decoded() -> None:
    heavy = "<p>样</p>".encode() * 1_500_000
    with pytest.raises(Unreadable):
        decode_safely(heavy, "a.html", None, replace(DEFAULT, memory=300 * 1024 * 1024))
    assert decode_safely("<p>样例市</p>".encode(), "b.html").text == "样例市\n"
