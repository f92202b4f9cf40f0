"""Invented covers, and what is read of them."""

from __future__ import annotations

from pipelines.model import Item, ItemKind, Metadata, NoticeText, Outline, Passage
from pipelines.notices import read_metadata


def passage(text: str) -> Passage:
    return Passage(text, range(len(text)))


def read(body: str, head: str = "", **meta: str) -> Metadata:
    item = Item("一", ItemKind.ITEM, 0, 0, None, passage(body), is_task=True)
    notice = NoticeText(head=passage(head), body=passage(body), meta=meta)
    return read_metadata(notice, Outline((item,)), "file-name-says-2099.txt")


COVER = (
    "山西省卫生健康委员会关于印发2021年卫生健康工作要点的通知\n"
    "晋样发〔2021〕12号\n"
    "各市卫生健康委：现将《2021年卫生健康工作要点》印发给你们，请认真执行。"
    "山西省卫生健康委员会\n2021年3月5日\n（此件公开发布）\n"
    "2021年卫生健康工作要点\n为做好全年工作，制定本要点。"
)
