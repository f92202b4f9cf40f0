"""Templates say the same by our source as by Jinja's own."""

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment, FileSystemLoader, StrictUndefined, UndefinedError
from markupsafe import Markup, escape

from pipelines.catalog.compiling import escaped
from pipelines.catalog.templating import templates

PIECES = """
{% macro cell(value, mark='–') %}<b>{{ value if value is not none else mark }}</b>{% endmacro %}
{% macro around(words) %}<i>{{ words }} {{ caller() }}</i>{% endmacro %}
{% macro rest(first) %}{{ first }}{{ varargs | join(';') }}{{ kwargs.last }}{% endmacro %}
"""
PAGE = """
{% from "pieces.html" import cell, around, rest %}
{% macro own(row) %}{{ row.name }}: {{ cell(row.value) }}{% endmacro %}
{% set told %}<em>{{ words }}</em>{% endset %}
{{ told }}{{ words }}{{ mark }}{{ nothing }}{{ true }}
{{ cell(words) }}{{ cell(none) }}{{ cell(none, '<') }}{{ cell(value=3) }}{{ cell(1, mark=2) }}
{% call around(words) %}{{ words }}{% endcall %}{{ rest(1, 2, '<', last=words) }}
{% for row in rows if row.value is not none %}
{{ loop.index }}/{{ loop.length }} {{ own(row) }} {{ row.name.upper() }} {{ row.kept | length }}
{{ row.inner.deep.er }}{{ say(row.name, twice=true) }}{{ thing.call(row.value) }}
{% endfor %}
"""
TEXTS = st.text(max_size=30)
VALUES = st.one_of(
    TEXTS,
    TEXTS.map(Markup),
    st.integers(),
    st.decimals(allow_nan=False, allow_infinity=False),
    st.dates(),
    st.datetimes(),
    st.booleans(),
    st.none(),
    st.floats(),
    st.lists(TEXTS, max_size=2),
)


class Thing:
    """Something that is no row."""

    def call(self, value: object) -> str:
        """Give words that must be escaped."""
        return f"<{value}>"


def say(words: str, *, twice: bool) -> str:
    return words * (1 + twice)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    home = tmp_path / "templates"
    home.mkdir()
    (home / "pieces.html").write_text(PIECES)
    (home / "page.html").write_text(PAGE)
    return home


def both(home: Path) -> list[Environment]:
    """Give our templates, and Jinja's own with the same settings."""
    ours = templates(home, {"t": str, "say": say}, {}, {})
    plain = Environment(
        loader=FileSystemLoader(home),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    plain.globals.update(say=say)
    return [ours, plain]


def test_a_page_says_what_jinja_says(home: Path) -> None:
    rows = [
        {"name": "a<b", "value": Decimal("1.50"), "kept": [1], "inner": {"deep": {"er": 1}}},
        {"name": "'\"&", "value": date(2026, 1, 2), "kept": [], "inner": {"deep": {"er": "<"}}},
        {"name": "c", "value": None, "kept": [], "inner": {}},
    ]  # fmt: skip
    said = {
        "words": "一 < 二 & 'x' \"y\"",
        "mark": Markup("<hr>"),
        "nothing": "",
        "rows": rows,
        "thing": Thing(),
    }
    ours, plain = (one.get_template("page.html").render(said) for one in both(home))
    assert ours == plain
    assert "<em>一 &lt; 二" in ours
    assert "2/2" in ours


@pytest.mark.parametrize("row", [{}, {"inner": {}}, {"inner": Thing()}])
def test_what_a_row_lacks_is_an_error(home: Path, row: dict[str, object]) -> None:
    (home / "lack.html").write_text("{{ row.inner.deep }}")
    for one in both(home):
        with pytest.raises(UndefinedError):
            one.get_template("lack.html").render(row=row)


@given(VALUES)
def test_a_value_is_escaped_as_markupsafe_does(value: object) -> None:
    assert str(escaped(value)) == str(escape(value))


def test_a_moment_is_escaped_too() -> None:
    assert escaped(datetime(2026, 1, 2, tzinfo=UTC)) == "2026-01-02 00:00:00+00:00"


def test_a_column_comes_before_what_a_dictionary_can_do(home: Path) -> None:
    (home / "items.html").write_text("{{ row.items }}")
    ours, _ = both(home)
    assert ours.get_template("items.html").render(row={"items": 3}) == "3"
