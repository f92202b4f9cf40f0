"""What machines ask of a site: feeds, sitemaps, robots, manifest, redirects."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from xml.sax.saxutils import escape, quoteattr

from pipelines.catalog.disk import Page
from pipelines.catalog.frame import Frame, slug, to_json
from pipelines.catalog.history import History
from pipelines.catalog.sitemaps import sitemaps
from pipelines.catalog.version import Row, digest
from pipelines.catalog.words import LANGUAGES

NEWEST = 50


class WebPages:
    """Makes the files that crawlers, readers of feeds and browsers look for."""

    name = "web"
    batch = 1

    def __init__(self, frame: Frame, history: History) -> None:
        self.frame = frame
        self.history = history
        self.makers: dict[str, Callable[[], Iterator[Page]]] = {
            "feeds": self._feeds,
            "files": self._files,
            "maps": partial(sitemaps, frame),
            "redirects": self._redirects,
        }

    def units(self) -> Iterator[tuple[str, str]]:
        """Give one digest of all: they change with every version."""
        frame = self.frame
        all_of_it = digest(
            frame.inputs,
            frame.version.number,
            frame.version.created,
            frame.setting,
            self.history.entries,
        )
        return ((key, all_of_it) for key in self.makers)

    def pages(self, ids: Sequence[str]) -> Iterator[tuple[str, Iterator[Page]]]:
        """Write the files *ids*."""
        for key in ids:
            yield key, self.makers[key]()

    def _feeds(self) -> Iterator[Page]:
        for language in LANGUAGES:
            notices = [self._notice(language, row) for row in self._arrived()]
            releases = [
                self._release(language, one) for one in self.history.entries[::-1]
            ]
            for name, items in (("notices", notices), ("releases", releases)):
                title = self.frame.words[language].text(f"feeds.{name}")
                path = f"feeds/{name}.{language}"
                yield Page(f"{path}.xml", self._atom(path, title, language, items))
                yield Page(
                    f"{path}.json", self._json_feed(path, title, language, items)
                )

    def _arrived(self) -> list[Row]:
        return self.frame.version.ask(
            "SELECT n.notice_id, n.title, n.targets, n.tasks, n.document_number, "
            "n.source_file, "
            "strftime(CAST(c.received_at AS TIMESTAMP), '%Y-%m-%dT%H:%M:%SZ') "
            "AS received FROM notices AS n "
            "JOIN captures AS c ON n.capture_id = c.capture_id "
            "ORDER BY c.received_at DESC, n.notice_id LIMIT ?",
            [NEWEST],
        )

    def _notice(self, language: str, row: Row) -> dict[str, str]:
        words = self.frame.words[language]
        return {
            "id": f"urn:mubiao:{row['notice_id']}",
            "path": f"{language}/notices/{slug(row['notice_id'])}.html",
            "title": words.headline(row),
            "day": row["received"],
            "text": words.text(
                "notice.counts", targets=row["targets"], tasks=row["tasks"]
            ),
        }

    def _release(self, language: str, entry: object) -> dict[str, str]:
        assert isinstance(entry, dict)
        number = str(entry["version"])
        return {
            "id": f"urn:mubiao:version:{number}",
            "path": f"{language}/releases/{number}.html",
            "title": f"mubiao {number}",
            "day": str(entry.get("created") or self.frame.version.created),
            "text": str(entry.get("status", "")),
        }

    def _address(self, path: str) -> str:
        base = (self.frame.setting.base_url or "").rstrip("/")
        return f"{base}/{path}" if base else f"../{path}"

    def _atom(
        self, path: str, title: str, language: str, items: list[dict[str, str]]
    ) -> bytes:
        updated = max(
            (item["day"] for item in items), default=self.frame.version.created
        )
        entries = "".join(
            f"<entry><id>{escape(item['id'])}</id><title>{escape(item['title'])}</title>"
            f"<updated>{escape(item['day'])}</updated>"
            f"<link href={quoteattr(self._address(item['path']))}/>"
            f"<summary>{escape(item['text'])}</summary></entry>\n"
            for item in items
        )
        return (
            '<?xml version="1.0" encoding="utf-8"?>\n'
            f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{language}">\n'
            f"<id>urn:mubiao:{path}</id><title>{escape(title)}</title>"
            f"<updated>{escape(updated)}</updated>"
            "<author><name>mubiao</name></author>\n"
            f'<link rel="self" href={quoteattr(self._address(path + ".xml"))}/>\n'
            f"{entries}</feed>\n"
        ).encode()

    def _json_feed(
        self, path: str, title: str, language: str, items: list[dict[str, str]]
    ) -> bytes:
        said = {
            "version": "https://jsonfeed.org/version/1.1",
            "title": title,
            "language": language,
            "feed_url": self._address(f"{path}.json"),
            "items": [
                {
                    "id": item["id"],
                    "url": self._address(item["path"]),
                    "title": item["title"],
                    "content_text": item["text"],
                    "date_published": item["day"],
                }
                for item in items
            ],
        }
        return json.dumps(said, ensure_ascii=False, indent=1).encode() + b"\n"

    def _files(self) -> Iterator[Page]:
        base = (self.frame.setting.base_url or "").rstrip("/")
        robots = "User-agent: *\nAllow: /\n"
        if base:
            robots += f"Sitemap: {base}/sitemap.xml\n"
        yield Page("robots.txt", robots.encode())
        manifest = {
            "name": "目标 mubiao",
            "short_name": "mubiao",
            "start_url": "zh/index.html",
            "display": "minimal-ui",
            "background_color": "#fdfcf9",
            "theme_color": "#a3271c",
            "icons": [
                {"src": "images/favicon.svg", "sizes": "any", "type": "image/svg+xml"},
                {"src": "images/icon-192.png", "sizes": "192x192", "type": "image/png"},
            ],
        }
        yield Page("site.webmanifest", to_json(manifest).encode())
        said = {
            "version": self.frame.version.number,
            "created": self.frame.version.created,
        }
        yield Page("version.json", to_json(said).encode())

    def _redirects(self) -> Iterator[Page]:
        for old, new in sorted(self.frame.setting.redirects.items()):
            yield self.frame.file("zh", old, "redirect.html", to=new)
