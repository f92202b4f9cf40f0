import random

import pytest

from pipelines.documents.charset import decode_text, known_encoding
from pipelines.errors import Unreadable

PROSE = "样例市人民政府关于印发健康样例行动方案的通知。到2025年，覆盖率达到90%。\r\n"
BARE = "样例市人民政府关于印发健康样例行动方案的通知"


@pytest.mark.parametrize(
    ("data", "declared", "encoding"),
    [
        (PROSE.encode("utf-8"), None, "utf-8"),
        (b"\xef\xbb\xbf" + PROSE.encode(), None, "utf-8"),
        (PROSE.encode("gb18030"), None, "gb18030"),
        (PROSE.encode("gb18030"), "gb2312", "gb18030"),
        (PROSE.encode("utf-16-le"), None, "utf-16-le"),
        (PROSE.encode("utf-16-be"), None, "utf-16-be"),
        (b"\xff\xfe" + PROSE.encode("utf-16-le"), None, "utf-16-le"),
        (PROSE.encode("utf-8"), "gb2312", "utf-8"),
        (PROSE.encode("gb18030"), "no such thing", "gb18030"),
        (PROSE.encode("big5", "ignore"), "big5", "big5"),
    ],
    ids=lambda value: str(value)[:16],
)
def test_every_encoding_of_the_rule(
    data: bytes, declared: str | None, encoding: str
) -> None:
    text, found = decode_text(data, declared)
    assert found == encoding
    assert "2025年" in text
    assert not text.startswith("\ufeff")


def test_wide_text_without_any_ascii() -> None:
    assert decode_text(BARE.encode("utf-16-le")) == (BARE, "utf-16-le")


@pytest.mark.parametrize("data", [b"", b" \r\n\t "], ids=["nothing", "white space"])
def test_empty_is_unreadable(data: bytes) -> None:
    with pytest.raises(Unreadable, match="empty"):
        decode_text(data)


@pytest.mark.parametrize("size", [8, 64, 1000, 100_001])
def test_random_bytes_are_unreadable(size: int) -> None:
    chance = random.Random(size)
    for _ in range(20):
        with pytest.raises(Unreadable):
            decode_text(b"\xff\x81" + chance.randbytes(size))


def test_a_mark_that_lies_is_unreadable() -> None:
    with pytest.raises(Unreadable, match="byte order mark"):
        decode_text(b"\xef\xbb\xbf" + PROSE.encode("gb18030"))


def test_codecs_that_are_no_text_are_not_used() -> None:
    assert known_encoding("rot13") is None
    assert known_encoding("zip") is None
    assert known_encoding("GBK") == "gb18030"
