"""robots.txt of each authority: asked before its pages, and obeyed."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import httpx
import pytest

from pipelines.captures import Store
from pipelines.errors import FetchRefused
from pipelines.sources.client import Client, Policy
from pipelines.sources.fetching import Visitor
from tests.sources.clients import HERE, Clock, client
from tests.sources.site import Answer, Site, html, served
from tests.sources.visits import Times, source

NO_PRIVATE = (200, {}, b"User-agent: *\nDisallow: /private/")
NOTHING = (200, {}, b"User-agent: *\nDisallow: /")


@pytest.fixture
def other() -> Iterator[Site]:
    with served() as made:
        yield made


def moved(target: str) -> Answer:
    return 301, {"Location": target}, b""


def named(site: Site, name: str) -> str:
    """Give the site's address under an invented *name*."""
    return site.url.replace("127.0.0.1", name)


def here(host: str, port: int) -> list[str]:
    return ["127.0.0.1"]


def test_a_redirect_to_another_port_asks_for_its_rules(site: Site, other: Site) -> None:
    site.answers["/go"] = moved(other.url + "/private/a")
    other.answers["/robots.txt"] = NO_PRIVATE
    other.answers["/private/a"] = html(b"a")
    with pytest.raises(FetchRefused, match=r"/private/a: robots\.txt forbids it"):
        client().get(site.url + "/go")
    assert [path for path, _ in other.log] == ["/robots.txt"]


def test_a_redirect_to_another_name_asks_for_its_rules(site: Site) -> None:
    """Two names of one server are two authorities."""
    site.answers["/go"] = moved(named(site, "two.example") + "/a")
    site.answers["/a"] = html(b"a")
    site.answers["/robots.txt"] = lambda n: NO_PRIVATE if n == 0 else NOTHING
    with pytest.raises(FetchRefused, match=r"two\.example.*/a: robots\.txt forbids it"):
        client(resolver=here).get(named(site, "one.example") + "/go")
    assert site.asked("/a") == 0


def test_a_redirect_to_https_asks_for_its_rules(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    answers = {
        "http://x.example:8000/robots.txt": httpx.Response(404),
        "http://x.example:8000/a": httpx.Response(
            301, headers={"Location": "https://x.example:8000/a"}
        ),
        "https://x.example:8000/robots.txt": httpx.Response(200, content=NOTHING[2]),
    }
    asked = stubbed(monkeypatch, answers)
    with pytest.raises(FetchRefused, match=r"https://x.*/a: robots\.txt forbids it"):
        Client(Policy(pause=0), resolver=lambda h, p: ["8.8.8.8"]).get(
            "http://x.example:8000/a"
        )
    assert asked == list(answers)


def test_one_authority_is_asked_once_however_it_is_written(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = stubbed(monkeypatch, {})
    made = Client(Policy(pause=0), resolver=lambda h, p: ["8.8.8.8"])
    for url in ("http://x.example/a", "http://X.Example/a", "http://x.example:80/a"):
        assert made.get(url).status == 404
    assert sum(url.endswith("/robots.txt") for url in asked) == 1


def test_both_schemes_of_a_host_share_its_pause(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stubbed(monkeypatch, {})
    clock = Clock()
    made = client(clock, lambda h, p: ["8.8.8.8"], pause=1.0)
    made.get("http://x.example/a")
    made.get("https://x.example/a")
    assert clock.slept == [1.0, 1.0, 1.0]


def test_rules_that_moved_are_followed_to_another_authority(
    site: Site, other: Site
) -> None:
    """They apply where they were asked for, not where they were found."""
    for start, target in pairwise(("/robots.txt", "/1", "/2", "/3", "/4")):
        site.answers[start] = moved(target)
    site.answers["/4"] = moved(other.url + "/rules")  # the fifth time
    other.answers["/rules"] = NOTHING
    site.answers["/a"] = other.answers["/a"] = html(b"a")
    made = client()
    with pytest.raises(FetchRefused, match=r"robots\.txt forbids it"):
        made.get(site.url + "/a")
    assert site.asked("/a") == 0
    assert made.get(other.url + "/a").body == b"a"


def test_rules_that_move_without_end_are_none(site: Site) -> None:
    site.answers["/robots.txt"] = moved("/robots.txt")
    site.answers["/a"] = html(b"a")
    assert client().get(site.url + "/a").body == b"a"
    assert site.asked("/robots.txt") == 6


@pytest.mark.parametrize(
    ("target", "reason"),
    [
        ("http://127.0.0.2/robots.txt", r"127\.0\.0\.2 is no public address"),
        ("http://169.254.169.254/", r"169\.254\.169\.254 is no public address"),
        ("file:///etc/passwd", "only http and https"),
        ("http://a:b@127.0.0.1/robots.txt", "credentials"),
        ("http://[here]/", "could not be had"),
    ],
)
def test_rules_are_not_followed_where_no_page_would_be(
    site: Site, target: str, reason: str
) -> None:
    site.answers["/robots.txt"] = moved(target)
    site.answers["/a"] = html(b"a")
    with pytest.raises(FetchRefused, match=reason):
        client().get(site.url + "/a")
    assert site.asked("/a") == 0


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 451])
def test_where_there_are_no_rules_all_may_be_fetched(site: Site, status: int) -> None:
    site.answers["/robots.txt"] = (status, {}, NOTHING[2])
    site.answers["/a"] = html(b"a")
    assert client().get(site.url + "/a").body == b"a"


UNREACHABLE = {
    "busy": (429, {}, b""),
    "broken": (500, {}, b""),
    "not implemented": (501, {}, b""),
    "a status of proxies": (520, {}, b""),
    "cut short": (200, {"lie": "100", "Connection": "close"}, b"User-agent: *"),
    "too large": (200, {"endless": "0"}, b""),
}


@pytest.mark.parametrize("answer", UNREACHABLE.values(), ids=UNREACHABLE)
def test_where_rules_cannot_be_had_nothing_is_fetched(
    site: Site, answer: Answer
) -> None:
    """Not even the second page; they are asked for again at the next visit."""
    site.answers["/robots.txt"] = answer
    site.answers["/a"] = html(b"a")
    made = client(retries=1, largest=1_000_000)
    for _ in range(2):
        with pytest.raises(FetchRefused, match=r"/a: robots\.txt could not be had \("):
            made.get(site.url + "/a")
    assert site.asked("/a") == 0
    assert site.asked("/robots.txt") <= 2
    site.answers["/robots.txt"] = NO_PRIVATE
    made.begin_visit()
    assert made.get(site.url + "/a").body == b"a"
    with pytest.raises(FetchRefused, match="forbids"):
        made.get(site.url + "/private/a")


def test_a_host_that_does_not_answer_is_asked_for_its_rules_once() -> None:
    with served() as gone:
        url = gone.url
    made = client(retries=0)
    for _ in range(2):
        with pytest.raises(FetchRefused, match=r"could not be had .*ConnectError"):
            made.get(url + "/a")
    assert made.requests == 1


def test_a_byte_order_mark_hides_no_rule(site: Site) -> None:
    site.answers["/robots.txt"] = (200, {}, b"\xef\xbb\xbf" + NOTHING[2])
    with pytest.raises(FetchRefused, match="forbids"):
        client().get(site.url + "/a")


def test_a_visit_without_rules_is_told_and_the_next_one_goes_on(
    listing: Site, tmp_path: Path
) -> None:
    listing.answers["/robots.txt"] = (503, {}, b"")
    policy = Policy(pause=0, backoff=0, retries=1, allowed=HERE)
    store = Store(str(tmp_path / "store"))
    visitor = Visitor(Client(policy), store, tmp_path / "sources", Times())
    refused = visitor.visit(source(listing)).refused
    assert list(refused) == [f"{listing.url}/list"]
    assert "robots.txt could not be had" in refused[f"{listing.url}/list"]
    assert {path for path, _ in listing.log} == {"/robots.txt"}
    del listing.answers["/robots.txt"]
    assert visitor.visit(source(listing)).new == 4


def test_an_international_name_is_encoded(site: Site) -> None:
    """Its rules too; a redirect may name one."""
    site.answers["/robots.txt"] = NO_PRIVATE
    target = named(site, "样例县。example") + "/b"
    site.answers["/a"] = moved(target.encode().decode("latin-1"))  # raw UTF-8
    site.answers["/b"] = html(b"b")
    names = []
    made = client(resolver=lambda host, port: names.append(host) or ["127.0.0.1"])
    answer = made.get(named(site, "样例县.example") + "/a")
    assert answer.url == named(site, "xn--fsq55hd5w.example") + "/b"
    assert names == ["xn--fsq55hd5w.example"] * 3
    with pytest.raises(FetchRefused, match="forbids"):
        made.get(named(site, "样例县.example") + "/private/a")


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("http://点击 这里.example/", "no address that can be asked"),
        ("http://１２７.0.0.1/", "no address that can be asked"),
        ("http://用户:a@样例县.example/", "credentials"),
        ("http://样例县.example:八十/", "no address that can be asked"),
        ("http://样例县.example/", "no public address"),
    ],
)
def test_an_international_name_gains_nothing(url: str, reason: str) -> None:
    with pytest.raises(FetchRefused, match=reason):
        client(resolver=lambda h, p: ["10.0.0.1"]).get(url)


def stubbed(
    monkeypatch: pytest.MonkeyPatch, answers: dict[str, httpx.Response]
) -> list[str]:
    """Answer every request, also over https, from *answers*; give what was asked."""
    asked = []

    def answer(request: httpx.Request) -> httpx.Response:
        place = request.headers["Host"]
        asked.append(f"{request.url.scheme}://{place}{request.url.path}")
        return answers.get(asked[-1], httpx.Response(404))

    transport = httpx.MockTransport(answer)
    monkeypatch.setattr("pipelines.sources.client.TimedTransport", lambda _: transport)
    return asked


def test_a_pause_that_no_visit_can_keep_is_refused(site: Site) -> None:
    site.answers["/robots.txt"] = (200, {}, b"User-agent: *\nCrawl-delay: 99999")
    with pytest.raises(FetchRefused, match="asks for a pause of 99999 s"):
        client().get(site.url + "/a")
    assert site.asked("/a") == 0


@pytest.mark.parametrize(
    ("status", "may_pass"), [(404, False), (403, False), (501, True)]
)
def test_a_visit_says_whether_its_list_may_answer_soon(
    site: Site, tmp_path: Path, status: int, may_pass: bool
) -> None:
    site.answers["/list"] = (status, {}, b"")
    with Store(str(tmp_path / "store")) as store:
        made = Visitor(client(), store, tmp_path, Times())
        visit = made.visit(source(site))
    assert visit.refused
    assert visit.may_pass is may_pass
