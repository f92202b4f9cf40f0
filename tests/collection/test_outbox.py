"""Alerts wait until every channel has taken them, and none is told twice."""

import socket
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from pipelines.alerts.channels import Channels
from pipelines.alerts.messages import Alert
from pipelines.collection.lock import locked
from pipelines.collection.outbox import Outbox
from pipelines.collection.place import Output, sweep, write_json
from pipelines.errors import AlertFailed
from tests.alerts.servers import Heard, mail_server, webhook

PEOPLE = {"sender": "mubiao@example.org", "receivers": "a@example.org"}


class Clock:
    """A clock that is set by hand, in seconds."""

    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def hook() -> Iterator[Heard]:
    with webhook() as heard:
        yield heard


@pytest.fixture
def mail() -> Iterator[Heard]:
    with mail_server() as heard:
        yield heard


@pytest.fixture
def outbox(tmp_path: Path) -> Outbox:
    return Outbox(tmp_path / "alerts")


def alert(subject: str) -> Alert:
    return Alert("failure", subject, "原因：样例")


def subjects(heard: Heard) -> list[str]:
    return [body["subject"] for body in heard.bodies]


def test_alerts_are_sent_in_their_order_and_then_gone(
    outbox: Outbox, hook: Heard
) -> None:
    for number in range(5):
        outbox.put(f"run {number}", alert(f"{number}"))
    assert outbox.deliver(Channels(webhook=hook.address)) == 5
    assert subjects(hook) == ["0", "1", "2", "3", "4"]
    assert outbox.waiting() == []
    assert outbox.deliver(Channels(webhook=hook.address)) == 0
    assert len(hook.bodies) == 5


def test_of_one_key_one_alert_waits(outbox: Outbox, hook: Heard) -> None:
    outbox.put("run 1", alert("first"))
    outbox.put("run 1", alert("again"))
    outbox.deliver(Channels(webhook=hook.address))
    assert subjects(hook) == ["first"]


def test_a_channel_that_is_away_gets_it_later_and_the_other_but_once(
    outbox: Outbox, hook: Heard, mail: Heard
) -> None:
    clock = Clock()
    hook.refuse = 2
    channels = Channels(webhook=hook.address, smtp=mail.address, **PEOPLE)
    outbox.put("run 1", alert("one"))
    outbox.put("run 2", alert("two"))

    with pytest.raises(AlertFailed, match=r"^webhook: HTTPStatusError: status 503$"):
        outbox.deliver(channels, clock)
    assert (hook.asked, len(mail.bodies)) == (1, 2)
    with pytest.raises(AlertFailed):  # the other alert has not been refused yet
        outbox.deliver(channels, clock)
    assert outbox.deliver(channels, clock) == 0  # both wait for their time
    assert hook.asked == 2
    clock.now += 31
    assert outbox.deliver(channels, clock) == 2
    assert subjects(hook) == ["one", "two"]
    assert len(mail.bodies) == 2


def test_it_is_asked_less_and_less_often(outbox: Outbox) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        closed = Channels(webhook=f"http://127.0.0.1:{free.getsockname()[1]}/")
    clock, tried = Clock(), []
    outbox.put("run 1", alert("one"))
    while clock.now < 20_000:
        try:
            outbox.deliver(closed, clock)
        except AlertFailed:
            tried.append(clock.now)
        clock.now += 10
    waits = [later - before for before, later in pairwise(tried)]
    assert waits[:7] == [30, 60, 120, 240, 480, 960, 1920]
    assert set(waits[7:]) == {3600}
    assert len(outbox.waiting()) == 1


def test_an_alert_that_is_refused_holds_up_no_other(
    outbox: Outbox, hook: Heard
) -> None:
    clock = Clock()
    hook.refuse = 1
    outbox.put("run 1", alert("one"))
    with pytest.raises(AlertFailed):
        outbox.deliver(Channels(webhook=hook.address), clock)
    outbox.put("run 2", alert("two"))
    assert outbox.deliver(Channels(webhook=hook.address), clock) == 1
    assert subjects(hook) == ["two"]


def test_without_channels_nothing_is_kept(outbox: Outbox) -> None:
    outbox.put("run 1", alert("one"))
    outbox.deliver(Channels())
    assert outbox.waiting() == []


def test_one_delivers_at_a_time(outbox: Outbox, hook: Heard) -> None:
    outbox.put("run 1", alert("one"))
    with locked(outbox.folder / ".lock"):
        assert outbox.deliver(Channels(webhook=hook.address)) == 0
    assert hook.bodies == []
    assert outbox.deliver(Channels(webhook=hook.address)) == 1


def test_news_are_told_once_and_again_when_they_come_back(
    outbox: Outbox, hook: Heard
) -> None:
    channels = Channels(webhook=hook.address)
    told = []
    for holds in (
        {"a": ("since 1", alert("a"))},
        {"a": ("since 1", alert("a")), "b": ("since 1", alert("b"))},
        {"b": ("since 2", alert("b"))},
        {},
        {"b": ("since 2", alert("b"))},
    ):
        outbox.put_news("silent", holds)
        outbox.put_news("another topic", {})
        outbox.deliver(channels)
        told.append(subjects(hook))
        hook.bodies.clear()
    assert told == [["a"], ["b"], ["b"], [], ["b"]]


def test_a_build_leaves_what_an_alert_is_just_writing(tmp_path: Path) -> None:
    output = Output.at(tmp_path)
    write_json(output.alerts / "waiting" / "a.json", {})
    ours = output.alerts / "waiting" / ".a.json.1.tmp"  # the first process lives
    dead = output.alerts / "waiting" / ".a.json.99999999.tmp"
    other = output.store / ".seen.json.1.tmp"
    for path in (ours, dead, other):
        path.write_bytes(b"{")
    assert sweep(output) == 2
    assert ours.exists()
