from __future__ import annotations

import itertools
import time

import pytest

from pipelines.errors import FetchRefused
from pipelines.sources.addresses import pinned_address
from pipelines.sources.client import Client, Policy
from tests.sources.clients import HERE, Clock, client
from tests.sources.site import Site, html


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("http://intranet.example/", "10.1.2.3"),
        ("http://intranet.example/", "192.168.0.1"),
        ("http://me.example/", "127.0.0.1"),
        ("http://me.example/", "::1"),
        ("http://me.example/", "::ffff:127.0.0.1"),
        ("http://cloud.example/", "169.254.169.254"),
        ("http://zero.example/", "0.0.0.0"),
        ("http://many.example/", "224.0.0.1"),
    ],
)
def test_an_address_that_is_not_public_is_refused(url: str, address: str) -> None:
    with pytest.raises(FetchRefused, match="no public address"):
        pinned_address(url, resolver=lambda host, port: [address])


def test_one_private_address_among_public_ones_is_refused() -> None:
    with pytest.raises(FetchRefused, match="no public address"):
        pinned_address(
            "http://x.example/", resolver=lambda h, p: ["8.8.8.8", "10.0.0.1"]
        )


@pytest.mark.parametrize(
    "url",
    ["file:///etc/passwd", "ftp://x.example/", "http://", "http://a:b@x.example/"],
)
def test_only_plain_web_addresses_are_fetched(url: str) -> None:
    with pytest.raises(FetchRefused):
        pinned_address(url, resolver=lambda h, p: ["8.8.8.8"])


def test_a_name_that_resolves_otherwise_later_gains_nothing(site: Site) -> None:
    """DNS rebinding: every request connects to the address that was checked for it."""
    site.answers["/a"] = html(b"a")
    port = site.url.rsplit(":", 1)[1]
    answers = itertools.chain([["127.0.0.1"]] * 2, itertools.repeat(["127.0.0.2"]))
    made = Client(Policy(allowed=HERE, pause=0), resolver=lambda h, p: next(answers))
    assert made.get(f"http://rebinding.example:{port}/a").body == b"a"
    with pytest.raises(FetchRefused, match=r"127\.0\.0\.2 is no public address"):
        made.get(f"http://rebinding.example:{port}/a")


def test_a_redirect_to_loopback_is_refused(site: Site) -> None:
    site.answers["/go"] = (302, {"Location": "http://127.0.0.2/secret"}, b"")
    with pytest.raises(FetchRefused, match=r"127\.0\.0\.2 is no public address"):
        client().get(site.url + "/go")


def test_redirects_are_followed_and_counted(site: Site) -> None:
    site.answers["/go"] = (301, {"Location": "/there"}, b"")
    site.answers["/there"] = html(b"here")
    answer = client().get(site.url + "/go")
    assert (answer.url, answer.body) == (site.url + "/there", b"here")
    site.answers["/loop"] = (302, {"Location": "/loop"}, b"")
    with pytest.raises(FetchRefused, match="redirects"):
        client().get(site.url + "/loop")


def test_robots_txt_is_obeyed(site: Site) -> None:
    site.answers["/robots.txt"] = (200, {}, b"User-agent: *\nDisallow: /private/")
    site.answers["/private/a"] = html(b"a")
    site.answers["/public"] = html(b"b")
    made = client()
    with pytest.raises(FetchRefused, match="robots"):
        made.get(site.url + "/private/a")
    assert made.get(site.url + "/public").body == b"b"
    assert site.asked("/private/a") == 0
    assert site.asked("/robots.txt") == 1


def test_requests_to_a_host_keep_their_distance(site: Site) -> None:
    site.answers["/robots.txt"] = (200, {}, b"User-agent: *\nCrawl-delay: 3")
    site.answers["/a"] = html(b"a")
    clock = Clock()
    made = client(clock, pause=1.0)
    made.get(site.url + "/a")
    made.get(site.url + "/a")
    assert clock.slept == [3.0, 3.0]


def test_a_busy_server_is_asked_again_when_it_says(site: Site) -> None:
    site.answers["/a"] = lambda n: (
        (429, {"Retry-After": "7"}, b"") if n < 2 else html(b"a")
    )
    clock = Clock()
    assert client(clock).get(site.url + "/a").body == b"a"
    assert clock.slept == [7.0, 7.0]


def test_retries_back_off_and_end(site: Site) -> None:
    site.answers["/a"] = (503, {}, b"")
    clock = Clock()
    with pytest.raises(FetchRefused, match="status 503"):
        client(clock, retries=3, backoff=1.0).get(site.url + "/a")
    assert clock.slept == [1.0, 2.0, 4.0]
    assert site.asked("/a") == 4


def test_an_endless_answer_ends(site: Site) -> None:
    site.answers["/a"] = (200, {"endless": "0"}, b"")
    with pytest.raises(FetchRefused, match="bytes"):
        client(largest=1_000_000).get(site.url + "/a")


def test_an_answer_that_drips_ends(site: Site) -> None:
    site.answers["/a"] = (200, {"endless": "0.05"}, b"")
    started = time.monotonic()
    with pytest.raises(FetchRefused, match=r"longer than 0\.5 s"):
        Client(Policy(allowed=HERE, pause=0, longest=0.5)).get(site.url + "/a")
    assert time.monotonic() - started < 5


def test_a_head_that_never_ends_ends(site: Site) -> None:
    """No byte is late for its own time-out, and the whole is too slow all the same."""
    site.answers["/a"] = (200, {"dripping": "0.05"}, b"")
    started = time.monotonic()
    with pytest.raises(FetchRefused, match=r"longer than 0\.5 s"):
        Client(Policy(allowed=HERE, pause=0, longest=0.5)).get(site.url + "/a")
    assert time.monotonic() - started < 5
    assert site.asked("/a") == 1


def test_a_server_that_says_nothing_is_asked_again(site: Site) -> None:
    site.answers["/a"] = (200, {"dripping": "2"}, b"")
    clock = Clock()
    with pytest.raises(FetchRefused, match="no answer after retries"):
        client(clock, timeout=0.2, retries=1, backoff=1.0).get(site.url + "/a")
    assert clock.slept == [1.0]


def test_an_answer_cut_short_is_no_answer(site: Site) -> None:
    site.answers["/a"] = (200, {"lie": "100", "Connection": "close"}, b"half")
    with pytest.raises(FetchRefused, match="no answer after retries"):
        client(retries=1).get(site.url + "/a")


@pytest.mark.parametrize(
    "url",
    [
        "http://[点击这里]/x",
        "http://www.gov.cn:80a/",
        "http://www.gov.cn／zwgk/",
        "http://",
    ],
)
def test_what_is_no_address_is_refused(url: str) -> None:
    with pytest.raises(FetchRefused):
        Client(Policy(retries=0), resolver=lambda *_: ["8.8.8.8"]).get(url)
