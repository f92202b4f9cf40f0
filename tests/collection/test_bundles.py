"""Captures of pages and of their files become bundles, in the order of the page."""

from pipelines.collection.bundles import bundled
from pipelines.model import Capture


def receipt(mark: str, **more: object) -> Capture:
    given = {"received_at": "2025-01-01T00:00:00Z", **more}
    return Capture(mark * 64, f"{mark}.txt", "text/plain", 9, **given)  # type: ignore[arg-type]


def test_a_file_of_several_pages_has_one_row() -> None:
    page_a, page_b = receipt("a", source_url="u:a"), receipt("b", source_url="u:b")
    file = {"source_url": "u:f", "place": 1}
    told = [page_a, page_b, receipt("f", page="a" * 64, **file), receipt("f", page="b" * 64, **file)]  # fmt: skip
    both = bundled(told, {})
    assert [[one.source_file for one in c.annexes] for c in both] == [["f.txt"]] * 2
    assert len({c.reading_id for c in both}) == 2
    assert both[0].reading_id != page_a.reading_id == page_a.sha256


def test_a_file_that_somebody_gave_stands_by_itself_too() -> None:
    linked = receipt("f", source_url="u:f", page="a" * 64, place=1)
    alone = bundled([receipt("a", source_url="u:a"), linked, receipt("f")], {})
    assert [one.source_file for one in alone] == ["a.txt", "f.txt"]
    listed = receipt("f", source_url="u:f")
    assert len(bundled([receipt("a", source_url="u:a"), linked, listed], {})) == 1


def test_attachments_stand_in_the_order_of_the_page() -> None:
    told = [
        receipt("a", source_url="u:a"),
        receipt("x", source_url="u:2", page="a" * 64, place=2),
        receipt("y", source_url="u:1", page="a" * 64, place=1),
        receipt("z", source_url="u:2", page="a" * 64, place=2, received_at="2025-02-01T00:00:00Z"),
        receipt("x", source_url="u:2", page="a" * 64, place=2, returned_at="2025-03-01T00:00:00Z"),
    ]  # fmt: skip
    [one] = bundled(told, {"u:1": "2025-04-01T00:00:00Z"})
    assert [annex.source_file for annex in one.annexes] == ["y.txt", "x.txt"]
    assert [annex.source_file for annex in one.former] == ["z.txt"]
    assert [annex.gone_since is None for annex in one.annexes] == [False, True]
