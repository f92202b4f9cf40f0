from datetime import date

import pytest

from pipelines.model import Item, ItemKind, Outline, Passage
from pipelines.targets import read_targets

from .notices import PLAN, targets


def days(text: str, heading: str = "") -> list[tuple[str, bool]]:
    found = targets(text, heading=heading)
    return [(str(one.deadline), one.deadline_stated) for one in found]


def test_a_deadline_governs_to_the_end_of_its_sentence() -> None:
    text = "到2023年，甲率达到60%，乙率达到70%。丙率达到80%。"
    stated, inherited = ("2023-12-31", True), ("2025-12-31", False)
    assert days(text) == [stated, stated, inherited]


def test_a_year_that_opens_a_clause_takes_over_where_the_years_go_up() -> None:
    text = "2022年底前，甲率达到60%，2023年乙率达到70%，丙率达到80%；丁率达到90%。"
    years = [day[:4] for day, _ in days(text)]
    assert years == ["2022", "2023", "2023", "2025"]
    text = "到2024年，甲率达到60%，2023年乙率达到70%，丙率达到80%。"
    assert [day[:4] for day, _ in days(text)] == ["2024", "2023", "2024"]
    text = "到2023年，甲率达到60%，2024年底前建成乙站5个，丙率达到80%。"
    assert [day[:4] for day, _ in days(text)] == ["2023", "2024", "2023"]


def test_under_a_heading_of_goals_it_governs_the_following_sentences() -> None:
    text = "到2023年，甲率达到60%。丙率达到80%。"
    assert days(text, "主要目标。") == [("2023-12-31", True)] * 2


def test_a_bracket_dates_its_own_statement_alone() -> None:
    text = "建设样例站5个（2022年6月底前完成），建设样例馆2个。"
    assert days(text) == [("2022-06-30", True), ("2025-12-31", False)]


@pytest.mark.parametrize(
    "text", ["比2020年下降15%。", "自2020年起每年下降15%。", "在2020年基础上下降15%。"]
)
def test_a_reference_is_no_deadline(text: str) -> None:
    assert days("单位样例能耗" + text) == [("2025-12-31", False)]


def test_hope_ends_with_the_semicolon() -> None:
    text = "力争甲率达到60%，乙率达到70%；丙率达到80%。"
    assert [one.aspirational for one in targets(text)] == [True, True, False]


def test_to_strive_for_money_is_no_hope() -> None:
    [target] = targets("争取上级资金支持，甲率达到60%。")
    assert not target.aspirational


def test_a_past_year_is_no_deadline() -> None:
    assert targets("2018年甲率达到60%。") == ()
    [target] = targets("到2022年甲率达到60%。")
    assert target.deadline == date(2022, 12, 31)


def _listed(*items: tuple[str, str]) -> list[str]:
    """Read items by number and words; give the years of what they state."""
    outline = Outline(
        tuple(
            Item(
                number,
                ItemKind.BULLET if "#" in number else ItemKind.SECTION,
                number.count("/") + number.count("#"),
                at,
                None,
                Passage(words, range(len(words))),
            )
            for at, (number, words) in enumerate(items)
        )
    )
    return [str(one.deadline) for one in read_targets(outline, PLAN, (), {}).targets]


LEADING = "到2023年，样例体系更加健全。实现以下目标："


def test_words_that_lead_to_a_list_of_goals_date_its_bullets() -> None:
    bullets = ("一#1", "甲率达到60%。"), ("一#2", "乙率达到70%。")
    assert _listed(("一", LEADING), *bullets) == ["2023-12-31"] * 2
    assert (
        _listed(("一", "到2023年，样例体系更加健全。"), *bullets) == ["2025-12-31"] * 2
    )
    two = "到2023年，甲率达到55%。到2024年，实现以下目标："
    assert _listed(("一", two), *bullets)[1:] == ["2025-12-31"] * 2


def test_words_that_lead_to_a_list_date_no_other_item() -> None:
    assert _listed(("一", LEADING), ("二#1", "甲率达到60%。")) == ["2025-12-31"]
    assert _listed(("一", LEADING), ("一/1", "甲率达到60%。")) == ["2025-12-31"]


def test_the_title_of_a_bullet_states_nothing() -> None:
    title = "进一步降低样例人群贫血率。"
    assert len(_listed(("一#1", title + "老人贫血率控制在10%以下。"))) == 1
    assert len(_listed(("一#1", title))) == 1  # alone it is the statement
