"""Task tables whose rows the outline has found. Places and bodies are invented."""

from pipelines.grids.outlined import read_outlined
from pipelines.model import Item, ItemKind, Outline, Passage

COMMON = "市直有关单位，各乡镇人民政府"
ROWS = [
    ("推进决策公开", "", "要及时公开。"),
    ("推进《目录》编制工作", "市发展改革委、市财政局", "完成编制。"),
    ("加强解读", "市政府办公室", "组织开展解读。"),
    ("回应关切", "", "各县、区要做好回应。"),
    ("整合热线", "市数据局", "完成整合。"),
]


def notice(rows: list[tuple[str, str, str]]) -> tuple[Passage, Outline]:
    text = "分解表工作任务牵头单位责任单位工作要求"
    items = []
    for number, (name, lead, duty) in enumerate(rows, 1):
        text += f"{number}."
        start = len(text)
        text += f"{name}{lead}{COMMON}{duty}"
        passage = Passage(text[start:], range(start, len(text)))
        items.append(Item(str(number), ItemKind.ITEM, 1, number, None, passage))
    return Passage(text, range(len(text))), Outline(tuple(items))


def test_the_bodies_common_to_all_rows_part_lead_and_duty() -> None:
    found = read_outlined(*notice(ROWS))
    leads = [
        (r.item, r.organization) for r in found.responsibilities if r.role == "lead"
    ]
    assert leads == [
        ("2", "市发展改革委"),
        ("2", "市财政局"),
        ("3", "市政府办公室"),
        ("5", "市数据局"),
    ]
    answerable = [r.item for r in found.responsibilities if r.role == "responsible"]
    assert answerable == [str(n) for n in range(1, 6) for _ in range(2)]


def test_the_duty_is_left_to_the_readers_of_prose() -> None:
    body, outline = notice(ROWS)
    consumed = read_outlined(body, outline).consumed
    assert consumed is not None
    for item, (_, lead, _) in zip(outline.items, ROWS, strict=True):
        words = "".join(item.passage.text[a:b] for a, b in consumed[item.number])
        assert words == lead + COMMON


def test_too_few_rows_prove_nothing() -> None:
    assert read_outlined(*notice(ROWS[:3])).responsibilities == ()


def test_prose_without_heads_is_left_alone() -> None:
    body, outline = notice(ROWS)
    words = body.text.replace("工作任务牵头单位责任单位", "有关工作安排如下各节文")
    assert read_outlined(Passage(words, body.origins), outline).responsibilities == ()
