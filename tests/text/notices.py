"""Invented notices for tests, and the layouts in which pages show them."""

from __future__ import annotations

from pipelines.model import Document

TITLE = "样例县人民政府办公室关于印发样例县健康促进行动实施方案的通知"
LETTER = (
    "各乡镇人民政府,县直有关部门:",
    "《样例县健康促进行动实施方案》已经县政府同意,现印发给你们,请认真贯彻执行。",
    "样例县人民政府办公室",
    "2021年3月5日",
)
PLAN = (
    "样例县健康促进行动实施方案",
    "为推进健康样例建设,结合我县实际,制定本方案。",
    "一、总体要求",
    "坚持预防为主,到2025年,居民健康素养水平达到25%。",
    "二、重点任务",
    "(一)普及健康知识。建立科普专家库,居民健康素养水平提高到22%以上。",
    "牵头单位:县卫生健康局",
    "责任单位:县教育局、县融媒体中心",
    "(二)推进全民健身。新建健身步道12条,人均体育场地面积达到2.5平方米。",
    "牵头单位:县教育体育局",
    "三、保障措施",
    "(一)加强组织领导。各乡镇要落实属地责任,定期研究解决重大问题。",
    "(二)强化督导考核。县卫生健康局每半年通报一次进展情况。",
)


def page(*lines: str, between: str = "\n") -> Document:
    """Give a text page of these lines."""
    return Document(text=between.join(lines), media_type="text/plain")


def whole() -> tuple[str, ...]:
    """The whole notice: title, letter, plan."""
    return (TITLE, "样政办发〔2021〕8号", *LETTER, *PLAN)
