"""What the search box finds: names of registered things, and every word of a notice.

Notices are indexed in tiers by arrival, so that a new one costs the smallest tier and
not the whole index.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pipelines.catalog import postings
from pipelines.catalog.disk import Page
from pipelines.catalog.frame import Frame, slug
from pipelines.catalog.tiers import of_tiers, tiers
from pipelines.catalog.version import Row, digest

BLOCK, OVERLAP = 1600, 60
"""Characters of a text in one file, and how many it shares with the next."""
NAMES = 40
"""Names in one file, and in one shard of their index."""
WORDS = "notice_id, text_sha256, title, document_number"
"""What of the list of notices is indexed."""
BLANK = re.compile("[\\s\x1c-\x1f\x85\xa0\xad\u200b-\u200d\u2060\ufeff]+")


class _Folding(dict[int, str]):
    """Folds each character by itself, so that the script can do the same."""

    def __missing__(self, code: int) -> str:
        folded = BLANK.sub("", unicodedata.normalize("NFKC", chr(code)).lower())
        self[code] = folded
        return folded


_FOLDING = _Folding()


def fold(text: str) -> str:
    """Give *text* as it is compared: NFKC, lower case, without white space."""
    return text.translate(_FOLDING)


@dataclass(frozen=True, slots=True)
class Document:
    """One notice as it is indexed: title, number, text, statements of its targets.

    ``words`` holds them folded, parted by line feeds; ``body`` and ``promises`` say
    where text and statements begin; ``places`` are offsets with what stands there.
    """

    words: str
    body: int
    promises: int
    places: list[tuple[int, str, str, str]]


def document(
    notice: Row, text: str, targets: Sequence[Row], sections: Sequence[Row]
) -> Document:
    """Lay out one notice for the index."""
    parts = [fold(notice["title"] or ""), fold(notice["document_number"] or "")]
    body = sum(len(part) + 1 for part in parts)
    places = []
    done, folded = 0, body
    for section in sorted(sections, key=lambda row: row["char_start"]):
        folded += len(fold(text[done : section["char_start"]]))
        done = section["char_start"]
        places.append((folded, section["section_id"], "", ""))
    parts.append(fold(text))
    promises = at = body + len(parts[-1]) + 1
    for target in targets:
        words = (target["statement_zh"], target["statement_en"])
        places.append((at, target["target_id"], *words))
        parts += [fold(one) for one in words]
        at += sum(len(part) + 1 for part in parts[-2:])
    return Document("\n".join(parts), body, promises, places)


def blocks(
    notice: Row, titles: Sequence[str], names: Sequence[str], written: Document
) -> Iterator[tuple[str, bytes]]:
    """Cut a notice into the small files from which excerpts are shown.

    *titles* and *names* are what it and its place are called in each language.
    """
    shared = {
        "title": list(titles),
        "place": list(names),
        "day": str(notice["issued_on"] or notice["published_on"] or ""),
    }
    for start in range(0, len(written.words), BLOCK):
        stop = start + BLOCK + OVERLAP
        near = [place for place in written.places if start <= place[0] < stop]
        before = [place for place in written.places if place[0] < start][-1:]
        said = {**shared, "at": start, "text": written.words[start:stop]}
        said["places"] = [list(place) for place in before + near]
        yield f"{start // BLOCK}.json", _dump(said)


class SearchPages:
    """Makes the index: a tier of names, and tiers of notices by arrival."""

    name = "search"
    batch = 1

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self.version = frame.version
        self.tiers = tiers(self.version.count("notices"))
        self.named = self._names()

    def units(self) -> Iterator[tuple[str, str]]:
        """Give the digest of what each tier holds."""
        said = f"{WORDS}, place"
        inputs = of_tiers(self.frame, self.tiers, said, ["targets"])
        for tier, held in inputs:
            yield tier, digest(self.frame.inputs, held)
        yield "names", digest(self.frame.inputs, *self.named)
        yield "index", digest(self.frame.inputs, self._index())

    def pages(self, ids: Sequence[str]) -> Iterator[tuple[str, list[Page]]]:
        """Build the tiers *ids*."""
        for key in ids:
            if key == "index":
                yield key, [Page("search/index.json", _dump(self._index()))]
            elif key == "names":
                yield key, list(self._name_files())
            else:
                yield key, list(self._tier(key))

    def _index(self) -> dict[str, Any]:
        """Give what every search needs: the tiers, newest first, with their shards."""
        shards = {name: len(places) for name, places in self.tiers.items()}
        return {
            "tiers": list(shards.items())[::-1],
            "names": NAMES,
            "shards": len(self.named) // NAMES + 1,
            "block": BLOCK,
        }

    def _tier(self, key: str) -> Iterator[Page]:
        places = self.tiers[key]
        rows = self.version.ask(
            f"SELECT {WORDS} FROM list_notices WHERE place BETWEEN ? AND ? "
            "ORDER BY place",
            [places[0], places[-1]],
        )
        ids = [row["notice_id"] for row in rows]
        targets = self.version.grouped("targets", "notice_id", ids)
        written = [
            document(
                row, self.version.text(row["notice_id"]), targets[row["notice_id"]], ()
            )
            for row in rows
        ]
        tier = postings.build([one.words for one in written], len(rows))
        said: dict[str, Any] = {
            "starts": tier.starts,
            "body": [one.body for one in written],
            "promises": [one.promises for one in written],
            "ids": [slug(key) for key in ids],
        }
        yield from _pages(key, tier, said)

    def _names(self) -> list[tuple[str, str, str, str, str]]:
        """Give what has a page by its name: kind, file, Chinese, English, others."""
        rows = self.version.ask(
            "SELECT 'indicators' AS kind, indicator_id AS key, name_zh AS zh, "
            "name_en AS en, '' AS other FROM indicators WHERE indicator_id IN "
            "(SELECT indicator_id FROM targets) UNION ALL "
            "SELECT 'regions', region_code, name, name_en, '' FROM regions "
            "WHERE region_code IN (SELECT region_code FROM notices) UNION ALL "
            "SELECT 'organizations', organization_id, name, name_en, "
            "replace(coalesce(aliases, ''), '|', chr(10)) FROM organizations WHERE "
            "organization_id IN (SELECT organization_id FROM responsibilities "
            "UNION SELECT organization_id FROM notices) ORDER BY kind, key"
        )
        return [
            (row["kind"], slug(row["key"]), row["zh"], row["en"] or "", row["other"])
            for row in rows
        ]

    def _name_files(self) -> Iterator[Page]:
        names = self.named
        texts = [
            "\n".join(fold(part) for part in (zh, en, *other.split("\n")))
            for _, _, zh, en, other in names
        ]
        tier = postings.build(texts, len(names) // NAMES + 1)
        yield from _pages("names", tier, {"starts": tier.starts})
        for start in range(0, len(names), NAMES):
            part = [list(name[:4]) for name in names[start : start + NAMES]]
            path = f"search/names/list-{start // NAMES}.json"
            yield Page(path, _dump(part))


def _pages(key: str, tier: postings.Tier, said: dict[str, Any]) -> Iterator[Page]:
    yield Page(f"search/{key}/texts.json", _dump(said))
    for name, content in tier.files.items():
        yield Page(f"search/{key}/{name}", content)


def _dump(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
