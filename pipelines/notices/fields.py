"""The labelled facts around a notice: 索引号, 发布日期, 文号, and meta tags.

Sources: the metadata elements of government information disclosure (GB/T 21063.3)
and of government sites (国办发〔2017〕47号, meta tags), as portals label them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date

from pipelines.model import Grid

# Field -> the labels that portals give it; spaces within a label do not count.
LABELS: Mapping[str, tuple[str, ...]] = {
    "title": ("信息名称", "文件名称", "文件标题", "标题", "名称"),
    "index_number": ("信息索引号", "信息索引", "索引号", "索取号", "引号"),
    "document_number": ("发文字号", "文件编号", "文件字号", "文号"),
    "issuer": ("发布机构", "发文机关", "发文机构", "发文单位", "制发机关", "发布单位"),
    "issued_on": ("成文日期", "成文时间", "生成日期", "印发日期", "发文日期"),
    "published_on": (
        "发布日期", "发布时间", "公开日期", "公布日期", "时间", "日期",
    ),
    "effective_on": ("生效日期", "实施日期", "施行日期"),
    "repealed_on": ("废止日期", "失效日期", "失效时间"),
    "topic": ("主题分类", "组配分类", "主题", "信息分类"),
    "source_url": ("原文链接", "来源网址", "原文地址"),
    "attached": ("相关附件",),
}  # fmt: skip

# Labels of facts that we do not keep; they end the value before them.
_OTHER_LABELS = (
    "公开方式", "公开类别", "公开范围", "体裁分类", "公文种类", "有效性", "时效性",
    "关键词", "主题词", "信息来源", "文章来源", "来源", "作者", "浏览次数", "字体",
    "栏目", "本地目录", "有效期", "发布人", "阅", "点击数", "语言", "内容概述",
)  # fmt: skip

# Field -> names of meta tags, in the order of trust.
_META = {
    "title": ("ArticleTitle", "dc:title", "DC.title", "og:title"),
    "published_on": ("PubDate", "publishdate", "pubdate", "article:published_time"),
    "source_url": ("Url", "og:url", "canonical"),
}

_LABEL_TO_FIELD = {
    label: field for field, labels in LABELS.items() for label in labels
} | dict.fromkeys(_OTHER_LABELS, "")
_LABEL = re.compile(
    "(?<![一-龥])(?:"
    + "|".join(
        " ?".join(label)
        for label in sorted(_LABEL_TO_FIELD, key=lambda word: (-len(word), word))
    )
    + ")[:：]"
)
# A file loaded beside a text is named by the notice's number and title:
# 样政办发〔2022〕1号关于印发《…》的通知（主动公开）.pdf
_FILE = re.compile(r"\.(?:pdf|docx?|wps|ofd)(?![a-z])", re.IGNORECASE)
_OPENNESS = re.compile("（[^（）]*公开）$")
_DATE = re.compile(r"((?:19|20)\d\d)\s?[-/.年]\s?(\d{1,2})\s?[-/.月]\s?(\d{1,2})")


def labelled(text: str) -> dict[str, str]:
    """Give the facts of lines such as 索引号：…; the first of a field wins."""
    found: dict[str, str] = {}
    for line in text.split("\n"):
        marks = list(_LABEL.finditer(line))
        ends = [mark.start() for mark in marks[1:]] + [len(line)]
        for mark, end in zip(marks, ends, strict=False):
            field = _LABEL_TO_FIELD[mark[0][:-1].replace(" ", "")]
            value = line[mark.end() : end].strip(" |；;【")
            if field and value and field not in found:
                found[field] = value
    return found


# A table of so many labels beside their values tells of the notice.
_LEAST_LABELS = 2


def from_grids(grids: Iterable[Grid]) -> dict[str, str]:
    """Give the facts of a table that sets labels and values side by side."""
    found: dict[str, str] = {}
    for grid in grids:
        cells = {(cell.row, cell.column): cell.text.strip() for cell in grid.cells}
        facts = {
            _LABEL_TO_FIELD[label]: cells.get((row, column + 1), "")
            for (row, column), text in sorted(cells.items(), reverse=True)
            if (label := re.sub("[\\s:：]", "", text)) in _LABEL_TO_FIELD
        }
        for text in cells.values():
            words = re.sub("\\s", "", text)
            if (own := _LABEL.match(words)) and own.end() < len(words):
                facts[_LABEL_TO_FIELD[own[0][:-1]]] = words[own.end() :]
        if len(facts) >= _LEAST_LABELS:
            found = {k: v for k, v in facts.items() if k and v} | found
    return found


def attached_file(given: Mapping[str, str]) -> str | None:
    """Give the name of the one file loaded beside a text, without its ending."""
    value = given.get("attached", "")
    end = _FILE.search(value)
    return _OPENNESS.sub("", value[: end.start()]) if end else None


def from_meta(meta: Mapping[str, str]) -> dict[str, str]:
    """Give the facts of a file's own metadata, by field."""
    lowered = {name.lower(): value for name, value in meta.items()}
    found: dict[str, str] = {}
    for field, names in _META.items():
        for name in names:
            if value := lowered.get(name.lower(), "").strip():
                found.setdefault(field, value)
    if "title" not in found and "created" not in lowered:
        # A web page's own title; the properties of an office file name its template.
        found["title"] = lowered.get("title", "").strip()
    return found


def day_of(value: str | None) -> date | None:
    """Read a day written 2020-07-03, 2020/7/3 or 2020年7月3日; None if it is none."""
    match = _DATE.search(value or "")
    if match is None:
        return None
    try:
        return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None
