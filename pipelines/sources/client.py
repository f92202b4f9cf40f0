"""A polite client: robots.txt, a pause per host, conditions, retries, hard limits."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from ipaddress import ip_network
from urllib.parse import urljoin, urlsplit

import httpx

from pipelines.errors import FetchRefused, NoAnswer
from pipelines.sources.addresses import (
    Resolver,
    pinned_address,
    resolve,
    with_ascii_host,
)
from pipelines.sources.deadline import TimedTransport
from pipelines.sources.robots import Robots

USER_AGENT = "mubiao/0.1 (open data of plan notices; respects robots.txt)"
_REDIRECTS = {301, 302, 303, 307, 308}
_RETRIED = {429, 500, 502, 503, 504}


@dataclass(frozen=True, slots=True)
class Policy:
    """How the client behaves; times in seconds, sizes in bytes.

    ``pause`` is the least time between two requests to a host (a robots.txt
    Crawl-delay that is longer wins). ``allowed`` lists networks (CIDR) that may be
    fetched from although they are not public; one that is none is a ValueError.
    """

    pause: float = 1.0
    timeout: float = 20.0
    longest: float = 120.0
    largest: int = 50_000_000
    retries: int = 3
    backoff: float = 2.0
    longest_wait: float = 60.0
    redirects: int = 5
    user_agent: str = USER_AGENT
    allowed: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for network in self.allowed:
            ip_network(network)


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: where it came from, its status, headers and body."""

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def target(self) -> str | None:
        """The address that it redirects to; None where it is no redirect.

        Raises:
            ValueError: what it names is no address.
        """
        location = self.headers.get("location")
        if self.status not in _REDIRECTS or not location:
            return None
        return with_ascii_host(urljoin(self.url, location))


@dataclass(slots=True)
class Client:
    """Fetches one address after another, as a polite visitor.

    ``clock`` and ``sleep`` are the monotonic clock and the way to wait; ``resolver``
    turns names into addresses. ``requests`` counts what was sent.
    """

    policy: Policy = field(default_factory=Policy)
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    resolver: Resolver = resolve
    requests: int = 0
    _robots: Robots = field(init=False)
    _last: dict[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._robots = Robots(
            self.policy.user_agent, lambda url: self._with_retries(url, {})
        )

    def begin_visit(self) -> None:
        """Have every robots.txt that could not be had asked for again."""
        self._robots.forget_unreachable()

    def get(self, url: str, conditions: Mapping[str, str] | None = None) -> Answer:
        """Fetch *url*, following redirects; 304 and 4xx answers are returned.

        *conditions* are request headers (If-None-Match, If-Modified-Since).

        Raises:
            NoAnswer: none came after all retries, or too slowly.
            FetchRefused: robots.txt forbids it or could not be had, the address is
                not public, an answer is too large or redirects too often, or *url* is
                no address.
        """
        try:
            return self._followed(with_ascii_host(url), conditions or {})
        except (ValueError, httpx.InvalidURL) as error:
            raise FetchRefused(f"{url}: no address that can be asked ({error})") from (
                error
            )

    def _followed(self, url: str, conditions: Mapping[str, str]) -> Answer:
        current = url
        for _ in range(self.policy.redirects + 1):
            self._robots.check(current)
            answer = self._with_retries(current, conditions)
            target = answer.target
            if target is None:
                return answer
            current = target
        raise FetchRefused(f"{url}: more than {self.policy.redirects} redirects")

    def _with_retries(self, url: str, conditions: Mapping[str, str]) -> Answer:
        reason = ""
        for attempt in range(self.policy.retries + 1):
            wait = self.policy.backoff * 2**attempt
            try:
                answer = self._once(url, conditions)
            except httpx.RequestError as error:
                reason = f"{type(error).__name__} {error}".strip()
            else:
                if answer.status not in _RETRIED:
                    return answer
                reason = f"status {answer.status}"
                wait = _asked_wait(answer) or wait
            if attempt < self.policy.retries:
                self.sleep(min(wait, self.policy.longest_wait))
        raise NoAnswer(f"{url}: no answer after retries ({reason})")

    def _once(self, url: str, conditions: Mapping[str, str]) -> Answer:
        address = pinned_address(url, self.policy.allowed, self.resolver)
        self._wait_for(url)
        self.requests += 1
        parts = urlsplit(url)
        host = f"[{address}]" if ":" in address else address
        netloc = f"{host}:{parts.port}" if parts.port else host
        headers = {
            "Host": parts.netloc,
            "User-Agent": self.policy.user_agent,
            "Accept-Encoding": "identity",
            **conditions,
        }
        started = time.monotonic()
        try:
            with (
                httpx.Client(
                    timeout=self.policy.timeout,
                    transport=TimedTransport(self.policy.longest),
                ) as client,
                client.stream(
                    "GET",
                    parts._replace(netloc=netloc, fragment="").geturl(),
                    headers=headers,
                    extensions={"sni_hostname": parts.hostname},
                ) as response,
            ):
                body = self._body(url, response)
                return Answer(url, response.status_code, dict(response.headers), body)
        except httpx.TimeoutException as error:
            if time.monotonic() - started < self.policy.longest:
                raise  # one byte was late; it may be asked for again
            raise self._too_slow(url) from error

    def _wait_for(self, url: str) -> None:
        host = urlsplit(url).hostname or ""
        pause = max(self.policy.pause, self._robots.delay(url))
        left = self._last.get(host, float("-inf")) + pause - self.clock()
        if left > 0:
            self.sleep(left)
        self._last[host] = self.clock()

    def _body(self, url: str, response: httpx.Response) -> bytes:
        started = self.clock()
        parts: list[bytes] = []
        size = 0
        for part in response.iter_bytes(65536):
            parts.append(part)
            size += len(part)
            if size > self.policy.largest:
                raise FetchRefused(f"{url}: more than {self.policy.largest} bytes")
            if self.clock() - started > self.policy.longest:
                raise self._too_slow(url)
        return b"".join(parts)

    def _too_slow(self, url: str) -> FetchRefused:
        return NoAnswer(f"{url}: longer than {self.policy.longest:g} s")


def _asked_wait(answer: Answer) -> float | None:
    """Give the seconds of Retry-After, which is a number or a date (RFC 9110)."""
    text = answer.headers.get("retry-after", "").strip()
    if text.isdigit():
        return float(text)
    sent = answer.headers.get("date")
    if not text or not sent:
        return None
    try:
        delta = parsedate_to_datetime(text) - parsedate_to_datetime(sent)
    except ValueError:
        return None
    return max(0.0, delta.total_seconds())
