"""Why a capture was not read is told in Chinese, whatever the program says."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipelines.catalog.reasons import Reasons
from pipelines.catalog.words import read_translations
from pipelines.documents.decoding import _REFUSED

ROOT = Path(__file__).parents[2]
HOME = ROOT / "site" / "translations"
ZH, EN = Reasons("zh", HOME), Reasons("en", HOME)


@pytest.mark.parametrize(
    ("reason", "told"),
    [
        ("the file is empty", "文件为空"),
        ("bytes: 1,200 is more than 1,000", "文件为 1,200 字节，超过上限 1,000 字节"),
        ("decoding crashed (SIGSEGV)", "解码程序异常退出（SIGSEGV）"),
        (
            "nothing in the archive is readable; a.txt: the file is empty; "
            "b.pdf: the PDF is broken: Data format error.",
            "压缩包中没有可读的文件；a.txt：文件为空；b.pdf：PDF 已损坏：Data format error.",
        ),
        ("belongs to c-1: no notice was found in it", "属于 c-1：其中没有找到文件正文"),
        (
            "the same notice as c-1 and c-2, which is its current capture",
            "与 c-1 和 c-2 为同一文件，以后者为准",
        ),
        ("its reading failed: KeyError: 'x'", "读取出错：KeyError: 'x'"),
        ("words of nobody", "words of nobody"),
        (None, ""),
    ],
)
def test_a_reason_is_told_in_chinese(reason: str | None, told: str) -> None:
    assert ZH.say(reason) == told
    assert EN.say(reason) == (reason or "")


def test_every_reason_of_the_program_has_its_chinese_words() -> None:
    said = {*raised(), *_REFUSED.values()} - {"x: x is more than x"}
    assert len(said) > 40
    told = {reason: ZH.say(reason) for reason in said}
    assert sorted(one for one in said if not re.search("[一-龥]", told[one])) == []


def test_every_form_is_a_reason_of_the_program() -> None:
    code = "".join(
        path.read_text("utf-8") for path in (ROOT / "pipelines").rglob("*.py")
    )
    for form in read_translations(HOME / "reasons_zh.yml"):
        parts = re.split(r"\{\w+\}|: | is more than |the PDF ", form)
        assert max(parts, key=len).strip() in code, form


def raised() -> Iterator[str]:
    """Every reason that the readers raise by its words, with an x in each hole."""
    for path in (ROOT / "pipelines").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            words = _words(node.args[0])
            if words and name in {"Unreadable", "LimitExceeded"}:
                yield words
            if words and name == "check" and "documents" in path.parts:
                yield f"{words}: 2 is more than 1"


def _words(node: ast.expr) -> str:
    if isinstance(node, ast.Constant):
        return str(node.value)
    if isinstance(node, ast.JoinedStr):
        return "".join(map(_words, node.values))
    return (
        "is broken"
        if ast.unparse(node) == "{reason}"
        else "x" * isinstance(node, ast.FormattedValue)
    )
