"""The laws of place, which come before the rules of words, for the rule catalogue."""

from __future__ import annotations

from pipelines.grammar.rules import Rule


def _law(name: str, pattern: str, meaning: str) -> Rule:
    disposition = name.partition(".")[0]
    return Rule(name, pattern, {"disposition": disposition}, meaning=meaning)


LAWS = (
    _law("date.phrase", "{date}", "A phrase of time."),
    _law("date.task_deadline", "完成时限：{date}", "The day by which a task is due."),
    _law("document_number", "{code}〔{year}〕{n}号", "A document's number."),
    _law("name.cited_title", "关于{n}的通知（{number}）", "Part of a cited title."),
    _law("name.quoted", "“{n}”", "Part of a slogan or name in quotation marks."),
    _law("name.title", "《{n}》", "Part of a title."),
    _law("outline.label", "{n}、", "The label of an item."),
    _law("outline.row_number", "{n}|", "The number of a table's row."),
    _law("page.head", "{n}", "A number of the page's head."),
    _law("page.skipped", "{n}", "A number of the page's words or a second copy."),
    _law("past.review_section", "{n}", "A section that looks back states facts."),
    _law(
        "qualifier.grade_reached", "{n}级", "The grade that a target's own words name."
    ),
    _law("unexplained", "{n}", "No reader has used it and no rule explains it."),
    _law("unexplained.unread", "{n}", "It stands where no item could be read."),
)
