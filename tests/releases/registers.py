"""The registers of an invented province, for tests and benchmarks."""

from __future__ import annotations

import datetime as dt
from typing import Any

Row = dict[str, Any]
REGIONS = [
    ("990000", "样例省", "province", None),
    ("990100", "样例市", "prefecture", "990000"),
    ("990121", "样例县", "county", "990100"),
]


def registers() -> dict[str, list[Row]]:
    return {
        "regions": [
            dict(zip(("region_code", "name", "level", "parent_code"), row, strict=True))
            for row in REGIONS
        ],
        "organizations": [
            {
                "organization_id": "o-education",
                "name": "样例县教育局",
                "region_code": "990121",
                "level": "county",
            },
            {
                "organization_id": "o-health",
                "name": "样例县卫生健康局",
                "aliases": "县卫健局|县卫生健康局",
                "region_code": "990121",
                "level": "county",
                "valid_from": dt.date(2019, 1, 1),
            },
        ],
        "indicators": [
            {
                "indicator_id": "health-literacy",
                "name_zh": "居民健康素养水平",
                "name_en": "Health literacy",
                "unit": "%",
                "better": "up",
            },
        ],
    }
