"""The frame of every page: templates, words, addresses, and what stands around."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property, partial
from pathlib import Path
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from pipelines.catalog.cards import can_draw, card
from pipelines.catalog.crumbs import breadcrumbs
from pipelines.catalog.disk import Page
from pipelines.catalog.reasons import Reasons
from pipelines.catalog.statements import stated
from pipelines.catalog.sums import Sums
from pipelines.catalog.templating import templates
from pipelines.catalog.version import Row, Version, digest
from pipelines.catalog.words import LANGUAGES, Words

NO_ANCHOR = re.compile(r"[^A-Za-z0-9._]+")
SAFE = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]*")


@dataclass(frozen=True, slots=True)
class Setting:
    """What a caller may say about a site beyond its version.

    ``rules`` are the readers' rules as plain data (name, table, pattern, finds,
    ignores); ``quality`` is the version's quality report; ``versions`` the entries
    of ``versions.json``, newest first; ``redirects`` old path -> new path.
    """

    base_url: str | None = None
    specimens: bool = False
    rules: tuple[Mapping[str, Any], ...] = ()
    quality: Mapping[str, Any] = field(default_factory=dict)
    versions: tuple[Mapping[str, Any], ...] = ()
    redirects: Mapping[str, str] = field(default_factory=dict)


class Frame:
    """Renders templates in both languages around one version."""

    def __init__(self, version: Version, site: Path, setting: Setting) -> None:
        self.version = version
        self.setting = setting
        self.home = site
        self.words = {
            language: Words(language, site / "translations", version.schemas)
            for language in LANGUAGES
        }
        self.look = _look(site, "*")
        self._code = _look(Path(__file__).parent, "*.py")
        self.draws = can_draw()
        self.registers = Registers(version)
        self.sums = Sums(version)
        self._environments: dict[tuple[str, str], Environment] = {}
        self._written: dict[str, str] = {}
        self._parts: dict[tuple[str, str, str], Mapping[str, Markup]] = {}

    @cached_property
    def inputs(self) -> str:
        """A digest of all that shapes every page: templates, words, code, setting."""
        setting = self.setting
        made_by = (self.look, self._code, self.draws)
        return digest(*made_by, setting.base_url, setting.specimens)

    def page(self, language: str, path: str, template: str, **context: object) -> Page:
        """Render one page; *path* is below the language's folder (``zh/``)."""
        return self.file(language, f"{language}/{path}", template, path, **context)

    def both(self, path: str, template: str, **context: object) -> Iterator[Page]:
        """Render one page in both languages from the same context."""
        for language in LANGUAGES:
            yield self.page(language, path, template, **context)

    def file(
        self, language: str, path: str, template: str, twin: str = "", **context: object
    ) -> Page:
        """Render *template* to the file *path* of the site, in *language*."""
        root = "../" * path.count("/")
        place = path.split("/")[1] if root else ""
        body = (
            self.environment(language, root)
            .get_template(template)
            .render(
                path=path,
                twin=twin,
                parts=self.parts(language, root, place),
                **context,
            )
        )
        return Page(path, body.encode())

    def parts(self, language: str, root: str, place: str) -> Mapping[str, Markup]:
        """Give what stands alike on all pages of a folder, rendered once."""
        key = (language, root, place)
        if key not in self._parts:
            environment = self.environment(language, root)
            self._parts[key] = {
                name: Markup(
                    environment.get_template(f"part_{name}.html").render(here=place)
                )
                for name in ("head", "brand", "nav", "foot")
            }
        return self._parts[key]

    def environment(self, language: str, root: str) -> Environment:
        """Give the templates that speak *language* at the depth of *root*."""
        key = (language, root)
        if key not in self._environments:
            made = templates(
                self.home / "templates",
                self._globals(language, root),
                {"slug": slug, "anchor": anchor, "tojson": to_json},
                self._written,
            )
            self._environments[key] = made
        return self._environments[key]

    def _globals(self, language: str, root: str) -> dict[str, object]:
        words = self.words[language]
        base = (self.setting.base_url or "").rstrip("/")
        home = f"{base}/{language}/" if base else f"{root}{language}/"
        return {
            "lang": language,
            "html_lang": "zh-Hans" if language == "zh" else "en",
            "root": root,
            "home": f"{root}{language}/",
            "t": words.text,
            "label": words.label,
            "unit": words.unit,
            "number": words.number,
            "measure": words.measure,
            "charted": words.charted,
            "fit": words.fit,
            "figure": words.figure,
            "amount": words.amount,
            "mixed": words.mixed,
            "size": words.size,
            "day": words.day,
            "headline": words.headline,
            "finding": words.finding,
            "message": words.message,
            "reason": words.reason,
            "why": Reasons(language, self.home / "translations").say,
            "stated": partial(stated, words),
            "words_of": words.part,
            "name": self.registers.namer(language),
            "specimens": self.setting.specimens,
            "draws": self.draws,
            "base_url": base,
            "breadcrumbs": partial(breadcrumbs, home, words.text("nav.home")),
            "look": self.look[:8],
            "version": self.version.number,
            "as_of": self.version.as_of,
            "licence": _licence(self.version.descriptor, language),
        }

    def named(self, kind: str, key: str) -> dict[str, str]:
        """Name the ``indicator``, ``region`` or ``organization`` *key* by language."""
        return {
            language: getattr(self.registers.namer(language), kind)(key)
            for language in LANGUAGES
        }

    def cards(
        self, path: str, titles: Mapping[str, str], key: str, **holes: object
    ) -> Iterator[Page]:
        """Draw the card of the page *path* in each language, where there are fonts.

        *titles* are its names by language; *key* with *holes* says what it holds.
        """
        if not self.draws:
            return
        for language, title in titles.items():
            shared = self.home / "images" / f"card-{language}.png"
            words = self.words[language].text(key, **holes)
            yield Page(f"cards/{path}.{language}.png", card(shared, title, words))

    def json(self, path: str, value: object) -> Page:
        """Give a JSON twin: the rows as they stand in the tables."""
        text = json.dumps(value, ensure_ascii=False, sort_keys=True, default=_plain)
        # a host that serves JSON as a page must not run a notice's words as markup
        text = text.replace("<", "\\u003c")
        return Page(path, text.encode() + b"\n")


class Registers:
    """The bodies, indicators and regions that pages name and link to."""

    def __init__(self, version: Version) -> None:
        self.organizations = _keyed(version, "organizations", "organization_id")
        self.indicators = _keyed(version, "indicators", "indicator_id")
        self.regions = _keyed(version, "regions", "region_code")

    def namer(self, language: str) -> Namer:
        """Give the function that names a registered thing in *language*."""
        return Namer(self, language)


@dataclass(frozen=True, slots=True)
class Namer:
    """Names registered things in one language, Chinese where no other is known."""

    registers: Registers
    language: str

    def organization(self, key: str | None) -> str:
        """Name a body."""
        row = self.registers.organizations.get(key or "")
        return self._pick(row, "name", key)

    def body(self, key: str | None) -> str:
        """Name a body in English, to stand beside its Chinese name; "" if unknown."""
        row = self.registers.organizations.get(key or "")
        return str((row and row["name_en"]) or "")

    def indicator(self, key: str | None) -> str:
        """Name an indicator."""
        row = self.registers.indicators.get(key or "")
        if row is None:
            return key or ""
        return str(row[f"name_{self.language}"] or row["name_zh"])

    def region(self, code: str | None) -> str:
        """Name a region."""
        return self._pick(self.registers.regions.get(code or ""), "name", code)

    def place(self, row: Row) -> str:
        """Name the region of a target's row, as the notice writes it if unlinked."""
        code = row["region_code"]
        return self.region(code) if code else str(row.get("region") or "")

    def _pick(self, row: Row | None, column: str, key: str | None) -> str:
        if row is None:
            return key or ""
        english = row.get(f"{column}_en") if self.language == "en" else None
        return str(english or row[column])


def slug(key: str) -> str:
    """Give *key* as a file name that every host serves: others become ``~hex``."""
    if SAFE.fullmatch(key):
        return key
    return "".join(
        char if SAFE.fullmatch(char) else f"~{ord(char):x}~" for char in str(key)
    )


def anchor(rule: str) -> str:
    """Give the place of a *rule* in the catalogue of rules.

    What a table's cell says is read by the same rule wherever the table stands, so
    ``table:`` before the name is left out.
    """
    return NO_ANCHOR.sub("-", rule.removeprefix("table: "))


def to_json(value: object) -> str:
    """Write JSON that may stand inside a script element."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _plain(value: object) -> object:
    """Write what JSON has no word for: exact numbers as numbers, days as ISO 8601."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, date | datetime):
        return value.isoformat()
    raise TypeError(f"no JSON for {type(value).__name__}")


def _keyed(version: Version, table: str, key: str) -> dict[str, Row]:
    return {row[key]: row for row in version.table(table)}


def _licence(descriptor: Mapping[str, Any], language: str) -> Mapping[str, str]:
    first = (descriptor.get("licenses") or [{}])[0]
    own = first.get("title_zh") if language == "zh" else None
    return {
        "name": own or first.get("title") or first.get("name", ""),
        "url": first.get("path", ""),
    }


def _look(folder: Path, pattern: str) -> str:
    """Give the digest of the files of *folder* that shape a page."""
    total = hashlib.sha256()
    for path in sorted(folder.rglob(pattern)):
        if path.is_file():
            total.update(path.relative_to(folder).as_posix().encode())
            total.update(path.read_bytes())
    return total.hexdigest()
