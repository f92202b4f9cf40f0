"""Goals of a table's row, named with the task in the cell before. All is invented."""

import pytest

from pipelines.model import Item, ItemKind, Outline, Passage
from pipelines.targets import read_targets

from .notices import PLAN, targets


def names(*cells: str) -> list[str]:
    words = "\n".join(cells)
    passage = Passage(words, range(len(words)))
    item = Item("表1/1", ItemKind.ROW, 1, 1, None, passage, is_task=True)
    found = read_targets(Outline((item,)), PLAN, (), {}).targets
    return [one.indicator for one in found]


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (("创建样例餐厅", "累计创建300家，每区不少于40家"), ["样例餐厅"] * 2),
        (("样例技能培训", "五年培训5000人次"), ["样例技能培训"]),
        (("推进样例食堂减盐工作", "普及率达到85%"), ["样例食堂减盐普及率"]),
        (("样例单位", "样例食堂标识", "标识率不低于90%"), ["样例食堂标识率"]),
        (("样例餐厅建设", "样例菜品占比不低于20%"), ["样例菜品占比"]),
        (("完善制度、加强监管", "合格率达到95%"), ["合格率"]),
        (("到2024年建成6处样例站", "合格率达到95%"), ["样例站", "合格率"]),
    ],
)
def test_the_task_before_a_goal_names_it(
    cells: tuple[str, ...], expected: list[str]
) -> None:
    assert names(*cells) == expected


def test_prose_is_no_row() -> None:
    (found,) = targets("创建样例餐厅\n累计创建300家。")
    assert found.indicator == "创建"
