"""A place's name links to the division that it means where it is said."""

from __future__ import annotations

import pytest

from pipelines.linking import region


@pytest.mark.parametrize(
    ("name", "near", "year", "expected"),
    [
        ("武威市", None, None, "620600"),
        ("桓仁满族自治县", None, None, "210522"),
        ("桓仁", None, None, "210522"),
        ("平潭综合实验区", None, None, "350128"),
        ("朝阳区", "110000", None, "110105"),
        ("朝阳区", "220100", None, "220104"),
        ("朝阳区", None, None, None),  # several, and nothing says which
        ("蓟县", None, 2012, "120225"),
        ("蓟县", None, 2020, None),  # it had become a district
        ("襄樊市", None, None, "420600"),
        ("不存在市", None, None, None),
    ],
)
def test_region(
    name: str, near: str | None, year: int | None, expected: str | None
) -> None:
    assert region(name, near=near, year=year).id == expected
