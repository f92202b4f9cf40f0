"""The words of findings: the same fact in English and in Chinese."""

from __future__ import annotations

import re
import string

import pytest

from pipelines.catalog.words import read_translations
from pipelines.lexicons.findings import finding, forms
from pipelines.lexicons.tabular import HERE
from pipelines.model import Span
from pipelines.text.rules_repair import REPAIRS

PIPELINES = HERE.parent
TRANSLATIONS = PIPELINES.parent / "site" / "translations"
CASES = [
    ("outline.gap", {"missing": 2}, "2 number(s) missing before it", "此条之前缺 2 个编号"),
    (
        "link.several",
        {"mention": "样例局", "found": ("o-a", "o-b")},
        "样例局 may be o-a or o-b",
        "“样例局”可能是 o-a 或 o-b",
    ),
    (
        "repair.per_mille",
        {"was": "3%o", "now": "3‰"},
        "'3%o' was read as '3‰'",
        "“3%o”读作“3‰”",
    ),
    (
        "glued_figures",
        {"indicator": "样例率", "figures": "12\n34", "choices": ("1|234", "12|34")},
        "样例率: 12\n34 may be 1|234 or 12|34",
        "样例率：12 34 可能是 1|234 或 12|34",
    ),
    (
        "link.no_indicator",
        {"count": 3, "names": ("甲率", "乙数")},
        "3 target(s) have no indicator of the register: 甲率; 乙数",
        "3 个目标的指标未收入登记表：甲率；乙数",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "holes", "message", "message_zh"), CASES)
def test_a_finding_is_told_in_both_languages(kind, holes, message, message_zh) -> None:
    place = Span(3, 5)
    found = finding(kind, place, "二/1", **holes)
    assert (found.kind, found.span, found.item) == (kind, place, "二/1")
    assert (found.message, found.message_zh) == (message, message_zh)


def test_a_kind_may_have_several_forms() -> None:
    found = finding("unread_row", case="rest", words="其余各行")
    assert found.message == "the table goes on unread: 其余各行"
    assert found.message_zh == "表格此后的内容未读：其余各行"


@pytest.mark.parametrize(
    ("kind", "case"), [("nothing.known", ""), ("unread_row", "of_another_kind")]
)
def test_a_finding_without_a_form_is_an_error(kind, case) -> None:
    with pytest.raises(KeyError):
        finding(kind, case=case)


def test_words_of_a_notice_are_no_holes() -> None:
    assert finding("unread_cell", cell="{样例}").message_zh == "目标栏“{样例}”未能读懂"


def test_both_languages_speak_their_own() -> None:
    for key, form in forms().items():
        said = _plain(form.message), _plain(form.message_zh)
        assert not re.search("[一-龥]", said[0]), key
        assert re.search("[一-龥]", said[1]), key
        assert not re.search("[A-Za-z]", said[1]), key


def test_every_form_is_used_and_every_use_has_its_form() -> None:
    """Kinds that a variable names are those of links, absences and repairs."""
    code = [path.read_text("utf-8") for path in PIPELINES.rglob("*.py")]
    used = {
        kind
        for text in code
        for kind in re.findall(r'\bfinding\(\s*f?"([\w.]+?)(?:\.\{[^"]*)?"', text)
    }
    named = {kind for kind, _ in forms()}
    assert used <= named
    assert {kind.split(".")[0] for kind in named - used} == {"link", "absence"}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_site_names_every_kind(language: str) -> None:
    kinds = {kind for kind, _ in forms()} | {f"repair.{rule.name}" for rule in REPAIRS}
    texts = read_translations(TRANSLATIONS / f"{language}.yml")
    assert sorted(kind for kind in kinds if f"finding.{kind}" not in texts) == []


def _plain(form: str) -> str:
    return "".join(text for text, *_ in string.Formatter().parse(form))
