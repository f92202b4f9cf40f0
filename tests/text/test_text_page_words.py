"""A line that asks for something is the notice's, whatever words it holds."""

from __future__ import annotations

import pytest

from pipelines.model import Document
from pipelines.text import mend

NOTICE = """样例市人民政府关于印发便民服务方案的通知

一、总体要求
方便群众办事。
二、主要任务
1.新建便民点20个。
"""


@pytest.mark.parametrize(
    "last",
    [
        "2.办理时限压缩至3个工作日内。",
        "2.推广养老志愿服务积分兑换，参与人数达到2万人。",
        "2.热门景区图纸审查时间缩短一半。",
        "推荐20名省级人选。",
        "热门路线增加到5条。",
        "版权登记量增长10%。",
        "主办大型赛事3次。",
        "隐私保护培训覆盖全部医院。",
        "账号注销办理时间缩短到1天。",
        "无障碍设施建设率达到100%。",
    ],
)
def test_a_last_line_that_asks_for_something_stays(last: str) -> None:
    [notice] = mend(Document(f"{NOTICE}{last}\n", "text/plain"))
    assert notice.body.text.endswith(last)


@pytest.mark.parametrize(
    "last",
    [
        "版权所有：样例市人民政府",
        "主办：样例市人民政府办公室",
        "隐私声明",
        "推荐阅读",
        "2、文件下载后，可能会被浏览器默认打开。",
        "如需压缩包，请用电脑自带的IE浏览器下载即可。",
    ],
)
def test_a_last_line_of_the_page_goes(last: str) -> None:
    [notice] = mend(Document(f"{NOTICE}{last}\n", "text/plain"))
    assert notice.body.text.endswith("1.新建便民点20个。")
