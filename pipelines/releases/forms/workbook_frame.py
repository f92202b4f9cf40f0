"""What a workbook says around its rows: package, sheets, styles, the heads of sheets.

ECMA-376 parts 1 (SpreadsheetML) and 2 (packages).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipelines.releases.forms.deflated import Piece, deflated

_NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
SHEET = "xl/worksheets/sheet{}.xml"
_HEADER = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
TEXT_OPENS = '<c s="{}" t="inlineStr"><is><t xml:space="preserve">'
TEXT_CLOSES = "</t></is></c>"
HEAD, DATE, QUOTED = 1, 2, 3  # styles, by their place in styles.xml

_STYLES = (
    f'{_HEADER}<styleSheet xmlns="{_NAMESPACE}">'
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border/></borders>'
    '<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="4"><xf/>'
    '<xf fontId="1" applyFont="1"/><xf numFmtId="14" applyNumberFormat="1"/>'
    '<xf numFmtId="49" quotePrefix="1" applyNumberFormat="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/>'
    "</cellStyles></styleSheet>"
)


def frame(sheets: list[str]) -> Iterator[tuple[str, str]]:
    """Give the parts of the package that are no sheets."""
    kinds = "application/vnd.openxmlformats-officedocument.spreadsheetml."
    places = range(1, len(sheets) + 1)
    overrides = "".join(
        f'<Override PartName="/xl/worksheets/sheet{k}.xml" '
        f'ContentType="{kinds}worksheet+xml"/>'
        for k in places
    )
    yield (
        "[Content_Types].xml",
        f'{_HEADER}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kinds}sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{kinds}styles+xml"/>'
        f"{overrides}</Types>",
    )
    yield (
        "_rels/.rels",
        f'{_HEADER}<Relationships xmlns="{_PACKAGE}/relationships"><Relationship '
        f'Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/>'
        "</Relationships>",
    )
    names = "".join(
        f'<sheet name="{name}" sheetId="{k}" r:id="rId{k}"/>'
        for k, name in zip(places, sheets, strict=True)
    )
    yield (
        "xl/workbook.xml",
        f'{_HEADER}<workbook xmlns="{_NAMESPACE}" xmlns:r="{_OFFICE}"><sheets>{names}'
        "</sheets></workbook>",
    )
    links = "".join(
        f'<Relationship Id="rId{k}" Type="{_OFFICE}/worksheet" '
        f'Target="worksheets/sheet{k}.xml"/>'
        for k in places
    )
    yield (
        "xl/_rels/workbook.xml.rels",
        f'{_HEADER}<Relationships xmlns="{_PACKAGE}/relationships">{links}'
        f'<Relationship Id="rId{len(sheets) + 1}" Type="{_OFFICE}/styles" '
        f'Target="styles.xml"/>'
        "</Relationships>",
    )
    yield "xl/styles.xml", _STYLES


def opening(head: Sequence[str]) -> Piece:
    """Give what stands before the rows of a sheet: its frozen head."""
    names = "".join(TEXT_OPENS.format(HEAD) + name + TEXT_CLOSES for name in head)
    return deflated(
        [
            f'{_HEADER}<worksheet xmlns="{_NAMESPACE}"><sheetViews><sheetView '
            'workbookViewId="0"><pane ySplit="1" topLeftCell="A2" '
            'activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
            f"<sheetData><row>{names}</row>".encode()
        ]
    )
