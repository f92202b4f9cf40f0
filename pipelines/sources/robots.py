"""What the robots.txt of each authority lets us fetch (RFC 9309).

Rules belong to a scheme, host and port. Where robots.txt answers that there is none,
everything may be fetched; where it does not answer, nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import httpx
from protego import Protego

from pipelines.errors import FetchRefused, NoAnswer
from pipelines.sources.addresses import Authority, authority

if TYPE_CHECKING:
    from pipelines.sources.client import Answer

_LONGEST_DELAY = 600.0
"""Seconds of Crawl-delay that a visit can keep: 100 pages take 17 hours then."""
_REDIRECTS = 5  # RFC 9309, 2.3.1.2: at least five are followed


@dataclass(slots=True)
class Robots:
    """The rules of every authority asked so far; each is asked once.

    ``ask`` fetches one address, without following redirects, and raises FetchRefused
    where no answer comes.
    """

    user_agent: str
    ask: Callable[[str], Answer]
    _rules: dict[Authority, Protego] = field(default_factory=dict)
    _unreachable: dict[Authority, Exception] = field(default_factory=dict)

    def check(self, url: str) -> None:
        """Return if *url* may be fetched.

        Raises:
            FetchRefused: robots.txt forbids it, could not be had or asks for a pause
                that no visit can keep, or *url* is no http(s) address.
        """
        if not self._of(url).can_fetch(url, self.user_agent):
            raise FetchRefused(f"{url}: robots.txt forbids it")
        delay = self.delay(url)
        if delay > _LONGEST_DELAY:
            raise FetchRefused(f"{url}: robots.txt asks for a pause of {delay:g} s")

    def delay(self, url: str) -> float:
        """Give the seconds that known rules ask for between two requests."""
        rules = self._rules.get(authority(url))
        return float((rules and rules.crawl_delay(self.user_agent)) or 0)

    def forget_unreachable(self) -> None:
        """Have every robots.txt that could not be had asked for again."""
        self._unreachable.clear()

    def _of(self, url: str) -> Protego:
        at = authority(url)
        if at not in self._rules and at not in self._unreachable:
            try:
                self._rules[at] = self._asked(url)
            except (FetchRefused, ValueError, httpx.InvalidURL) as reason:
                self._unreachable[at] = reason
        if at in self._unreachable:
            why = self._unreachable[at]
            kind = NoAnswer if isinstance(why, NoAnswer) else FetchRefused
            raise kind(f"{url}: robots.txt could not be had ({why})")
        return self._rules[at]

    def _asked(self, url: str) -> Protego:
        parts = urlsplit(url)
        address = f"{parts.scheme}://{parts.netloc}/robots.txt"
        for _ in range(_REDIRECTS + 1):
            answer = self.ask(address)
            target = answer.target
            if target is None:
                return _rules_of(answer)
            address = target
        return Protego.parse("")  # RFC 9309, 2.3.1.2: as if there were none


def _rules_of(answer: Answer) -> Protego:
    if answer.status >= 500:
        raise NoAnswer(f"{answer.url}: status {answer.status}")
    found = 200 <= answer.status < 300
    # A byte order mark would hide the first line, which is often "User-agent: *".
    return Protego.parse(answer.body.decode("utf-8-sig", "replace") if found else "")
