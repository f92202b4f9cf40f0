"""One specimen in every format, made when the tests run.

The place, the bodies and the figures are invented for these tests.
"""

from __future__ import annotations

import io
import random
import subprocess
import zipfile
from pathlib import Path

TITLE = "样例市人民政府办公室关于印发样例市健康行动实施方案（2021—2025年）的通知"
NUMBER = "样政办发〔2021〕36号"
HEAD = ["各县、区人民政府，市政府各部门："]
COVER = ["现将《样例市健康行动实施方案（2021—2025年）》印发给你们，请认真组织实施。"]
SIGNED = ["样例市人民政府办公室", "2021年6月18日"]
BODY = [
    "样例市健康行动实施方案（2021—2025年）",
    "一、总体目标",
    "到2025年，全市居民健康素养水平达到28%以上，人均预期寿命提高到79.5岁，重大慢性病过早死亡率控制在13%以内。",
    "二、重点任务",
    "（一）实施健康知识普及行动。建立市级健康科普专家库，到2023年，每个县（区）建成2个健康教育基地，全市培训骨干人才300人。（牵头单位：市卫生健康委；责任单位：市教育局、市广播电视台）",
    "（二）实施全民健身行动。新建社区运动场地45个，到2025年经常参加体育锻炼人数比例达到42%。（牵头单位：市体育局；责任单位：市教育局、市住房城乡建设局）",
    "（三）实施老年健康促进行动。65岁及以上老年人健康管理率不低于75%，二级以上综合医院设置老年医学科的比例达到60%以上。（责任单位：市卫生健康委、市民政局、市医疗保障局）",
    "（四）实施控烟行动。到2025年，15岁以上人群吸烟率下降到20%以下，全面实现机关无烟。（责任单位：市卫生健康委、市市场监督管理局）",
    "三、保障措施",
    "（五）加强组织领导。各县、区人民政府每年开展1次评估，市卫生健康委于2023年12月底前印发《样例市健康行动考核办法》。",
]
CAPTION = "表1 样例市健康行动主要指标"
TABLE = [
    ["序号", "指标名称", "2020年现状值", "2025年目标值", "属性", "责任单位"],
    ["1", "居民健康素养水平（%）", "21.5", "≥28", "预期性", "市卫生健康委"],
    ["2", "每千人口医疗床位数（张）", "6.2", "7.1", "预期性", "市卫生健康委、市民政局"],
    ["3", "孕产妇死亡率（1/10万）", "12.8", "≤10", "约束性", "市卫生健康委"],
    ["4", "养老机构护理床位占比（%）", "41", "60", "约束性", "市民政局"],
    ["5", "经常参加体育锻炼人数比例（%）", "36", "42", "预期性", "市体育局"],
    ["6", "培训托育从业人员（人）", "120", "800", "预期性", "市教育局"],
]
PARAGRAPHS = [TITLE, NUMBER, *HEAD, *COVER, *SIGNED, *BODY]
FONT = "Noto Serif CJK SC"


def text() -> bytes:
    rows = ["\t".join(row) for row in TABLE]
    return "\n".join([*PARAGRAPHS, CAPTION, *rows, ""]).encode()


def html(encoding: str = "gb18030") -> bytes:
    paragraphs = "".join(f"<p>　　{line}</p>\n" for line in [*PARAGRAPHS, CAPTION])
    rows = (
        "".join(
            "<tr>" + "".join(f"<td><p>{cell}</p></td>" for cell in row) + "</tr>\n"
            for row in TABLE
        )
        .replace("<", "<")
        .replace("≤", "&le;")
        .replace("≥", "&ge;")
    )
    return (
        f'<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312">'
        f"<title>样例</title></head><body>{paragraphs}<table>{rows}</table></body></html>"
    ).encode(encoding)


def markdown() -> bytes:
    lines = [f"# {TITLE}", *PARAGRAPHS[1:]]
    rows = ["| " + " | ".join(row) + " |" for row in TABLE]
    rows.insert(1, "|---" * len(TABLE[0]) + "|")
    lines = [line.replace("二、重点任务", "**二、重点任务**") for line in lines]
    return "\n\n".join([*lines, CAPTION, "\n".join(rows), ""]).encode()


def docx(ruled: bool = True) -> bytes:
    import docx as word
    from docx.oxml.ns import qn
    from docx.shared import Pt

    document = word.Document()
    style = document.styles["Normal"]
    style.font.name = FONT
    style.font.size = Pt(12)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    for line in [*PARAGRAPHS, CAPTION]:
        paragraph = document.add_paragraph(line)
        if line not in (TITLE, NUMBER, *HEAD, CAPTION):
            paragraph.paragraph_format.first_line_indent = Pt(24)
    table = document.add_table(len(TABLE), len(TABLE[0]))
    if ruled:
        table.style = "Table Grid"
    for cells, words in zip(table.rows, TABLE, strict=True):
        for cell, word_ in zip(cells.cells, words, strict=True):
            cell.text = word_
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def xlsx() -> bytes:
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append([CAPTION])
    sheet.merge_cells("A1:F1")
    for row in TABLE:
        sheet.append(
            [float(word) if word.replace(".", "").isdigit() else word for word in row]
        )
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def sheet() -> bytes:
    """The whole notice in a sheet: a merged row for each paragraph, then the table."""
    import openpyxl

    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    for number, line in enumerate([*PARAGRAPHS, CAPTION], 1):
        page.append([line])
        page.merge_cells(f"A{number}:F{number}")
    for row in TABLE:
        page.append(
            [float(word) if word.replace(".", "").isdigit() else word for word in row]
        )
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def comma_sheet() -> bytes:
    """The same sheet saved as CSV: every row has as many marks as the table."""
    import csv as writing

    stream = io.StringIO()
    width = len(TABLE[0])
    rows = [[line] for line in [*PARAGRAPHS, CAPTION]] + TABLE
    writing.writer(stream).writerows(row + [""] * (width - len(row)) for row in rows)
    return stream.getvalue().encode("gb18030")


def csv() -> bytes:
    lines = [
        ",".join(f'"{cell}"' if "、" in cell else cell for cell in row) for row in TABLE
    ]
    return ("\r\n".join(lines) + "\r\n").encode("gb18030")


def archive() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as file:
        file.writestr("附件1：主要指标.xlsx", xlsx())
        file.writestr("通知.txt", "\n".join([*PARAGRAPHS, ""]).encode("gb18030"))
    return stream.getvalue()


def converted(data: bytes, form: str, folder: Path) -> bytes:
    """Convert a Word file with LibreOffice."""
    source = folder / "specimen.docx"
    source.write_bytes(data)
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation=file://{folder}/profile",
            "--headless",
            "--convert-to",
            form,
            "--outdir",
            str(folder / "out"),
            str(source),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return (folder / "out" / f"specimen.{form}").read_bytes()


def scanned(pdf: bytes, dpi: int, angle: float) -> bytes:
    """Print a PDF and scan it: drawn, laid on the glass askew, with the dust of a copier."""
    import numpy
    import pypdfium2
    from PIL import Image

    chance = numpy.random.default_rng(random.Random(dpi).randrange(2**32))
    sheets = []
    for page in pypdfium2.PdfDocument(pdf):
        drawn = page.render(scale=dpi / 72).to_pil().convert("L")
        turned = drawn.rotate(
            angle, expand=False, fillcolor=255, resample=Image.Resampling.BICUBIC
        )
        grey = numpy.asarray(turned).astype("float32")
        grey = 245 - (255 - grey) * 0.85 + chance.normal(0, 9, grey.shape)
        grey[chance.random(grey.shape) < 0.0003] = 40
        sheets.append(Image.fromarray(grey.clip(0, 255).astype("uint8")))
    stream = io.BytesIO()
    sheets[0].save(
        stream, "PDF", save_all=True, append_images=sheets[1:], resolution=dpi
    )
    return stream.getvalue()
