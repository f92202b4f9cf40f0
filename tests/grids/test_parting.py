"""Tables of tasks without marks between their cells, and rows that a page break cuts.

All places, bodies and tasks are invented.
"""

import pytest

from tests.grids import samples

HEADS = "序号\n工作任务\n牵头部门\n责任单位\n"
NEW_PAGE = f"\n# Page 12:\n{HEADS}"


def lined(text: str):
    """One cell a line: no white space is left in the text, only in its places."""
    kept = [(c, at) for at, c in enumerate(text) if not c.isspace()]
    body = samples.Passage("".join(c for c, _ in kept), [at for _, at in kept])
    notice = samples.NoticeText(samples.Passage("", ()), body)
    return samples.read_grids(notice, samples.Outline(()), samples.PLACE)


def duties(reading):
    return [
        (r.item[-1], r.role.value, r.organization) for r in reading.responsibilities
    ]


def kinds(reading):
    return [finding.kind for finding in reading.findings]


def test_text_and_bodies_part_where_white_space_stood() -> None:
    reading = lined(
        "附件2 样例任务分工 序号 职责 负责单位 备注 1 将读书角纳入社区建设 区文明办 "
        "2 协调做好各大商场读书角建设 区商务局、区总工会 3 做好学校读书角建设 区教育局 "
        "样例市人民政府办公室 2024年3月6日印发"
    )
    assert duties(reading) == [
        ("1", "responsible", "区文明办"),
        ("2", "responsible", "区商务局"),
        ("2", "responsible", "区总工会"),
        ("3", "responsible", "区教育局"),
    ]
    assert [item.passage.text[-4:] for item in reading.items] == [
        "区文明办",
        "区总工会",
        "区教育局",
    ]


def test_bodies_do_not_begin_amid_a_word() -> None:
    reading = lined(
        "序号 工作任务 责任单位 1 建设样例步道 区体育局 2 建设样例花园 区园林局"
    )
    assert [one[2] for one in duties(reading)] == ["区体育局", "区园林局"]


def test_bodies_may_follow_a_full_stop() -> None:
    reading = lined(
        "序号 工作任务 牵头单位 责任单位 1 建设样例步道。区体育局 区财政局 2 建设样例花园。区园林局 —"
    )
    assert [one[1:] for one in duties(reading)] == [
        ("lead", "区体育局"),
        ("responsible", "区财政局"),
        ("lead", "区园林局"),
    ]


def test_a_note_behind_the_bodies_is_none_of_them() -> None:
    reading = lined(
        "序号 职责 负责单位 备注 1 建设样例读书角 区文明办 每年一次 "
        "2 建设样例步道 区体育局 3 建设样例花园 区园林局 已开工"
    )
    assert [one[2] for one in duties(reading)] == ["区文明办", "区体育局", "区园林局"]


def test_words_that_run_on_are_no_bodies() -> None:
    """Without white space before them nothing says where the bodies begin."""
    reading = lined(
        "序号 职责 负责单位 备注 1 建设样例读书角区文明办 2 建设样例步道区体育局"
    )
    assert duties(reading) == []
    assert "unread_table" in kinds(reading)


ROW_1 = "1\n完善样例平台功能。\n市数据局\n市政务服务办\n"
ROW_3 = "3\n建设样例驿站。\n市交通运输局\n—\n"


@pytest.mark.parametrize(
    ("front", "back", "wanted"),
    [
        (
            "持续推进样例步\n市体育局\n市财政局\n",
            "道建设。\n",
            [("lead", "市体育局"), ("responsible", "市财政局")],
        ),
        (
            "持续推进样例步\n市体育局、市\n教育局\n市财政局、市自然资\n",
            "道建设，提升水平。\n源局、市住房城乡建\n设局\n",
            [
                ("lead", "市体育局"),
                ("lead", "市教育局"),
                ("responsible", "市财政局"),
                ("responsible", "市自然资源局"),
                ("responsible", "市住房城乡建设局"),
            ],
        ),
        (
            "持续推进样例步\n市体育局、市住\n市财政局\n",
            "道建设。\n房城乡建设局\n",
            [("lead", "市体育局"), ("lead", "市住房城乡建设局"), ("responsible", "市财政局")],
        ),
        ("持续推进样例步\n市体育局\n—\n", "道建设。\n", [("lead", "市体育局")]),
        (
            "持续推进样例步道建设。\n市体育局\n市财政局、各\n",
            "县区人民政府\n",
            [("lead", "市体育局"), ("responsible", "市财政局"), ("responsible", "各县区人民政府")],
        ),
    ],
    ids=["text", "last bodies", "first bodies", "dash", "bodies alone"],
)  # fmt: skip
def test_a_row_goes_on_behind_a_page_break(
    front: str, back: str, wanted: list[tuple[str, str]]
) -> None:
    reading = lined(f"{HEADS}{ROW_1}2\n{front}{NEW_PAGE}{back}{ROW_3}")
    assert [one[1:] for one in duties(reading) if one[0] == "2"] == wanted
    assert len(reading.items) == 3
    assert "unread_row" not in kinds(reading)
    runs_on = back == "县区人民政府\n"  # the halves of the last cell stand side by side
    assert ("joined_row" in kinds(reading)) is not runs_on


def test_a_cut_row_whose_columns_do_not_tell_is_a_finding() -> None:
    reading = lined(
        f"{HEADS}{ROW_1}2\n持续推进样例步\n样例“先锋”\n攻坚专班\n{NEW_PAGE}道建设。\n{ROW_3}"
    )
    assert [one for one in duties(reading) if one[0] == "2"] == []
    assert "unread_row" in kinds(reading)


def test_names_of_bodies_go_on_over_a_line_and_keep_a_saying() -> None:
    reading = lined(
        HEADS + "1\n推广样例平台，实现信息化管理。\n区教育局\n"
        "区“双随机、一公\n开”监管联席会议有\n关成员单位\n"
        "2\n完善样例机制，提高质量。\n区水务局、区\n城市管理委\n区财政局、区税务局\n"
        "3\n完善样例制度，规范流程。\n区住建局\n"
        "区财政局、区政务办等\n区样例改革领导小组有\n关成员单位\n"
    )
    assert duties(reading) == [
        ("1", "lead", "区教育局"),
        ("1", "responsible", "区“双随机、一公开”监管联席会议有关成员单位"),
        ("2", "lead", "区水务局"),
        ("2", "lead", "区城市管理委"),
        ("2", "responsible", "区财政局"),
        ("2", "responsible", "区税务局"),
        ("3", "lead", "区住建局"),
        ("3", "responsible", "区财政局"),
        ("3", "responsible", "区政务办"),
    ]


def test_a_saying_before_the_bodies_is_no_part_of_them() -> None:
    reading = lined(
        HEADS + "1\n推广全区“样例办”\n区教育局\n—\n"
        "2\n推广全区“样例事”\n区财政局\n区税务局\n"
    )
    assert [one[2] for one in duties(reading)] == ["区教育局", "区财政局", "区税务局"]
