"""Laws of the outline: nothing is lost, numbers are unique, layout does not matter."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from pipelines.model import Document, NoticeText, Passage
from pipelines.outline import outline
from pipelines.text import mend

from .notices import HEAD, covered, plain

PIECES = st.sampled_from(
    [
        "一、", "二、", "三、", "十一、", "（一）", "（二）", "（三）", "1.", "2.", "3.", "9.", "1.1",
        "1.2", "（1）", "（2）", "①", "②", "——", "•", "一是", "二是", "第一章", "第二章", "第一节",
        "第一条", "专栏1", "附件1\n", "附件：1.", "表1", "序号", "\n", "。", "；", "：", "，", ".",
        "推进项目建设", "责任单位：县民政局", "（责任单位：县民政局、县财政局）", "到2025年达到1.5%",
        "名称内容单位", "总体要求", "注：", "样例县实施方案\n", "样例县人民政府\n2022年6月1日", "目录\n",
    ]
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=60).map("".join)


@given(TEXTS)
def test_nothing_is_lost_and_nothing_said_twice(text: str) -> None:
    notice = NoticeText(Passage("", ()), Passage(text, range(len(text))))
    covered(notice, outline(notice))


@given(TEXTS)
def test_numbers_are_unique_and_parents_known(text: str) -> None:
    items = plain(text).items
    numbers = [item.number for item in items]
    assert len(set(numbers)) == len(numbers)
    assert [item.order for item in items] == list(range(len(items)))
    known: set[str] = set()
    for item in items:
        assert item.parent is None or item.parent in known
        assert 0 <= item.heading_end <= len(item.passage.text)
        known.add(item.number)


SENTENCES = st.sampled_from(
    [
        "新建养老中心3个,改造床位200张。",
        "到2025年,覆盖率达到95%以上,培训护理员1.5万人次。",
        "完善《样例市养老条例》(试行),推进“一老一小”服务;加强监管。",
        "对65岁及以上老年人开展健康体检,每年不少于1次。",
    ]
)
HEADINGS = st.sampled_from(["完善服务设施", "培养专业人才", "强化要素保障"])


@st.composite
def plans(draw: st.DrawFn) -> list[str]:
    """A plan of two to four sections with items, one paragraph a line."""
    lines = []
    runs_on = draw(st.booleans())
    count = 0
    for section in "一二三四"[: draw(st.integers(2, 4))]:
        lines.append(f"{section}、{draw(HEADINGS)}")
        for place in range(draw(st.integers(2, 3))):
            count = count + 1 if runs_on else place + 1
            duty = draw(st.sampled_from(["", "(牵头单位:市民政局,责任单位:市财政局)"]))
            lines.append(
                f"{count}.{draw(HEADINGS)}。{draw(SENTENCES)}{draw(SENTENCES)}{duty}"
            )
    return lines


def seen(text: str) -> list[tuple[str, str, bool]]:
    """Number, words and task mark of every item of a text."""
    (notice,) = mend(Document(HEAD + text, "text/plain"))
    return [
        (item.number, item.passage.text.replace("\n", ""), item.is_task)
        for item in outline(notice).items
    ]


@settings(max_examples=80)
@given(plans(), st.integers(22, 44))
def test_layout_does_not_matter(lines: list[str], width: int) -> None:
    expected = seen("\n".join(lines))
    assert seen("\n\n".join(f"  {line}" for line in lines)) == expected
    assert seen("".join(lines)) == expected
    wide = str.maketrans(",:;()%", ",:;()%")
    assert seen("\n".join(lines).translate(wide)) == expected


TRUSTS = "完善《样例市养老条例》(试行),推进“一老一小”服务;加强监管。"
CHECKS = "对65岁及以上老年人开展健康体检,每年不少于1次。"
GROWS = "到2025年,覆盖率达到95%以上,培训护理员1.5万人次。"
DUTY = "(牵头单位:市民政局,责任单位:市财政局)"
MAKES = "新建养老中心3个,改造床位200张。"


@settings(max_examples=80)
@given(plans(), st.integers(22, 44))
@example(  # many of its full lines end with a sentence
    [
        "一、强化要素保障",
        f"1.完善服务设施。{GROWS}{TRUSTS}{DUTY}",
        f"2.完善服务设施。{TRUSTS}{GROWS}",
        "二、完善服务设施",
        f"1.强化要素保障。{MAKES}{TRUSTS}",
        f"2.完善服务设施。{TRUSTS}{CHECKS}{DUTY}",
        "三、完善服务设施",
        f"1.强化要素保障。{TRUSTS}{CHECKS}{DUTY}",
        f"2.强化要素保障。{TRUSTS}{MAKES}",
    ],
    33,
)
def test_wrapping_does_not_matter(lines: list[str], width: int) -> None:
    """The whole page wrapped at a width, as printed and scanned pages are."""

    def wrap(text: str) -> str:
        return "\n".join(
            line[at : at + width]
            for line in text.splitlines()
            for at in range(0, len(line), width)
        )

    def items(text: str) -> list[tuple[str, str, bool]]:
        (notice,) = mend(Document(text, "text/plain"))
        return [
            (item.number, item.passage.text.replace("\n", ""), item.is_task)
            for item in outline(notice).items
        ]

    text = HEAD + "\n".join(lines)
    assert items(wrap(text)) == items(text)


def test_shuffled_pages_are_put_right() -> None:
    duty = "(责任单位:市民政局、市财政局)"
    items = [
        f"{k} .推进第{k}类养老项目建设,新增床位{k}0张。{duty}" for k in range(1, 31)
    ]
    heads = {
        1: "一、服务设施专项行动",
        11: "二、人才培养专项行动",
        21: "三、要素保障专项行动",
    }
    said = [heads.get(k, "") + items[k - 1] for k in range(1, 31)]
    pages = ["".join(said[:8]), "".join(said[8:19]), "".join(said[19:])]
    straight = seen("".join(pages))
    shuffled = seen("".join((pages[0], pages[2], pages[1])))
    assert [row for row in shuffled if row[2]] == [row for row in straight if row[2]]


def test_items_split_by_page_borders_are_rejoined() -> None:
    duty = "(责任单位:市民政局,市财政局)"
    items = [
        f"{k} .推进第{k}类养老项目建设,新增床位{k}0张。{duty}" for k in range(1, 31)
    ]
    whole = "一、服务设施专项行动" + "".join(items)
    first = whole.index("市财政局", whole.index("15 ."))
    second = whole.index("市财政局", whole.index("25 ."))
    shuffled = whole[:first] + whole[second:] + whole[first:second]
    (notice,) = mend(Document(HEAD + shuffled, "text/plain"))
    found = outline(notice)
    tasks = {i.number: i.passage.text for i in found.items if i.is_task}
    assert list(tasks) == [f"一/{k}" for k in range(1, 31)]
    for text in tasks.values():
        assert text.endswith("（责任单位：市民政局，市财政局）")
    assert [f.kind for f in found.findings] == ["outline.order"]
    covered(notice, found)
