from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.grammar.numerals import chinese_number
from pipelines.grammar.quantities import find_quantities

READ = [
    ("达到12.5%以上", "12.5", None, "%", ">="),
    ("控制在7.5‰及以下", "7.5", None, "‰", "<="),
    ("下降到18/10万及以下", "18", None, "1/100k", "<="),
    ("配置率1.1/10万人", "1.1", None, "1/100k", "="),
    ("培训4000余名", "4000", None, "名", ">="),
    ("轮训2.8万人", "28000", None, "人", "="),
    ("惠及10多万人次", "100000", None, "人次", ">="),
    ("培育2-3个", "2", "3", "个", "between"),
    ("培育三至五个", "3", "5", "个", "between"),
    ("占5%-10%", "5", "10", "%", "between"),
    ("种植2-3万亩", "20000", "30000", "亩", "between"),
    ("举办十六项", "16", None, "项", "="),
    ("翻一番", "100", None, "%", "="),
    ("翻两番", "300", None, "%", "="),
    ("减半", "50", None, "%", "="),
    ("百分之八十以上", "80", None, "%", ">="),
    ("三分之二以上", "66.666667", None, "%", ">="),
    ("八成以上", "80", None, "%", ">="),
    ("床护比2.45:1", "2.45", None, ":1", "="),
    ("床护比1:0.6", "1", None, ":0.6", "="),
    ("超过80%", "80", None, "%", ">"),
    ("近3万人", "30000", None, "人", "~"),
    ("200件左右", "200", None, "件", "~"),
    ("不少于30个", "30", None, "个", ">="),
    ("至少一次", "1", None, "次", ">="),
    ("降低1个百分点", "1", None, "percentage point", "="),
    ("浓度35微克/立方米", "35", None, "微克/立方米", "="),
    ("投资5亿元", "500000000", None, "元", "="),
    ("招收1,234人", "1234", None, "人", "="),
    ("选派一千五百名", "1500", None, "名", "="),
    ("为12万失能老年人", "120000", None, None, "="),
]


@pytest.mark.parametrize(
    ("text", "value", "upper", "unit", "comparator"), READ, ids=[r[0] for r in READ]
)
def test_a_figure_is_read(
    text: str, value: str, upper: str | None, unit: str | None, comparator: str
) -> None:
    [found] = find_quantities(text)
    assert found.value == Decimal(value)
    assert found.value_max == (None if upper is None else Decimal(upper))
    assert (found.unit, found.comparator) == (unit, comparator)


@pytest.mark.parametrize(
    "text", ["进一步统一标准", "一次性告知", "唯一入口", "一体化办理", "一批项目"]
)
def test_words_with_a_numeral_are_no_figures(text: str) -> None:
    assert find_quantities(text) == []


@pytest.mark.parametrize(
    ("text", "unit"),
    [("60个项目", "个"), ("128组织", None), ("3部署", None)],
)
def test_a_unit_minds_the_word_that_follows(text: str, unit: str | None) -> None:
    assert find_quantities(text)[0].unit == unit


def test_ordinals_and_joined_figures_say_so() -> None:
    ordinal, joined = find_quantities("第50个样例点，PM2.5浓度")
    assert ordinal.ordinal
    assert joined.joined


@given(st.integers(min_value=1, max_value=99_999_999))
def test_a_chinese_numeral_gives_its_number_back(number: int) -> None:
    assert chinese_number(_written(number)) == number


@given(
    st.text(alphabet="0123456789一二三十百万亿.,%‰个名至-以上/约第 元次", max_size=40)
)
def test_figures_lie_where_they_say(text: str) -> None:
    ends = 0
    for found in find_quantities(text):
        assert ends <= found.start < found.end <= len(text)
        assert text[found.start : found.start + len(found.text)] == found.text
        assert found.bound_start <= found.figure_start < found.figure_end <= found.end
        ends = found.end


def _written(number: int) -> str:
    if number >= 10_000:
        rest = number % 10_000
        gap = "零" if 0 < rest < 1000 else ""
        return (
            _written(number // 10_000) + "万" + (gap + _written(rest) if rest else "")
        )
    text, zero = "", False
    for power, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // power % 10
        if digit:
            text += (
                ("零" if zero and text else "") + "零一二三四五六七八九"[digit] + name
            )
        zero = digit == 0
    return text
