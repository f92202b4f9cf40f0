"""What is said once for each file or notice is said in order, and held lightly."""

from __future__ import annotations

from pathlib import Path

from pipelines.releases import descriptor
from pipelines.releases.manifest import MANIFEST, digests, manifest


def test_files_are_listed_part_by_part(tmp_path: Path) -> None:
    for name in ("b.csv", "b/z", "b/a.b/c", "b/a/c", "b-c/d", "a", MANIFEST):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    listed = tmp_path / MANIFEST
    listed.write_bytes(manifest(tmp_path))
    names = [line.split("  ")[1] for line in listed.read_text().splitlines()]
    assert names == [
        path.relative_to(tmp_path).as_posix()
        for path in sorted(tmp_path.rglob("*"))
        if path.is_file() and path.name != MANIFEST
    ]
    assert list(digests(listed)) == names
    assert list(digests(listed, but="b/")) == ["a", "b-c/d", "b.csv"]


def notice(number: int) -> dict[str, str | None]:
    site = f"http://site{number % 2}.example/{number}" if number else None
    return {
        "notice_id": f"n-{number}",
        "title": f"样例 {number}",
        "source_file": "a.txt",
        "source_url": site,
        "sha256": "0" * 64,
    }


def test_a_large_collection_lists_its_sites_as_sources() -> None:
    most = descriptor.MOST_SOURCES
    each = descriptor.sources(notice(k) for k in range(most))
    assert len(each) == most and each[7]["notice_id"] == "n-7"
    assert descriptor.sources(notice(k) for k in range(most + 3)) == [
        {"title": "files received: 1 notices"},
        {"title": f"site0.example: {most // 2 + 1} notices"},
        {"title": f"site1.example: {most // 2 + 1} notices"},
    ]
