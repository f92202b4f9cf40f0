"""A line that slipped into a bracket of bodies. All bodies are invented."""

from pipelines.outline.displaced import find_slips

WHOLE = "（牵头单位：市甲局；配合单位：市人力样例社会保障局、市丁局、市戊局）。"
BROKEN = "（牵头单位：市甲局；配合单位：市人力样例，推进样例站建设和管理、社会保障局、市丁局）"


def test_a_line_within_a_name_is_found() -> None:
    [slip] = find_slips(WHOLE * 2 + BROKEN)
    text = WHOLE * 2 + BROKEN
    assert text[slip.start : slip.end] == "，推进样例站建设和管理、"


def test_a_label_is_no_beginning_of_a_name() -> None:
    one = "（牵头单位：市甲局；配合单位：样湾科技城管理局、市乙局）。"
    other = (
        "（牵头单位：市甲局；配合单位：市司法样例局、市住房样例局、样湾科技城管理局）。"
    )
    assert find_slips(one * 2 + other) == []
