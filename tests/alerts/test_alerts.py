"""Alerts say what is the matter, and reach people."""

from collections.abc import Iterator, Sequence

import httpx
import pytest

from pipelines.alerts.channels import (
    FORMS,
    SETTINGS,
    Channels,
    _must_be_accepted,
    trouble_of,
)
from pipelines.alerts.messages import Alert, failure, large_change, silent_source
from tests.alerts.servers import Heard, mail_server, webhook

ALERT = Alert("failure", "a build has failed", "原因：样例", "http://site.example/")
PEOPLE = {"sender": "mubiao@example.org", "receivers": "a@example.org, b@example.org"}


@pytest.fixture
def hook() -> Iterator[Heard]:
    with webhook() as heard:
        yield heard


@pytest.fixture
def mail() -> Iterator[Heard]:
    with mail_server() as heard:
        yield heard


# --- how it is sent ----------------------------------------------------------------


def trouble(channels: Channels, waits: Sequence[float] = ()) -> dict[str, str]:
    """Send by every channel; give what was wrong with each that refused."""
    said = {
        name: trouble_of(way, ALERT, waits, sleep=lambda seconds: None)
        for name, way in channels.ways.items()
    }
    return {name: words for name, words in said.items() if words}


def test_a_webhook_hears_the_alert(hook: Heard) -> None:
    assert trouble(Channels(webhook=hook.address)) == {}
    [body] = hook.bodies
    assert body["kind"] == "failure"
    assert body["text"] == "a build has failed\n\n原因：样例\n\nhttp://site.example/"


@pytest.mark.parametrize(
    ("form", "path"),
    [("wecom", ("text", "content")), ("feishu", ("content", "text"))],
)
def test_other_services_have_other_forms(
    hook: Heard, form: str, path: tuple[str, str]
) -> None:
    trouble(Channels(webhook=hook.address, form=form))
    [body] = hook.bodies
    assert body[path[0]][path[1]] == ALERT.whole
    assert form in FORMS


def test_mail_reaches_all_receivers(mail: Heard) -> None:
    assert trouble(Channels(smtp=mail.address, **PEOPLE)) == {}
    [(message, receivers)] = mail.bodies
    assert message["Subject"] == "mubiao: a build has failed"
    assert message["From"] == "mubiao@example.org"
    assert "原因：样例" in message.get_content()
    assert receivers == ["a@example.org", "b@example.org"]


@pytest.mark.filterwarnings("ignore:Requiring AUTH")
def test_mail_is_sent_with_a_password() -> None:
    with mail_server("s3cret") as heard:
        assert trouble(Channels(smtp=heard.address, **PEOPLE)) == {}
        wrong = heard.address.replace("s3cret", "guess")
        said = trouble(Channels(smtp=wrong, **PEOPLE), (1.0, 1.0))
        assert "Authentication" in said["mail"]
    assert len(heard.bodies) == 1


def test_a_server_that_is_busy_is_asked_again_where_that_is_wanted(
    hook: Heard, mail: Heard
) -> None:
    hook.refuse = mail.refuse = 2
    channels = Channels(webhook=hook.address, smtp=mail.address, **PEOPLE)
    assert set(trouble(channels)) == {"webhook", "mail"}
    slept: list[float] = []
    for way in channels.ways.values():
        assert trouble_of(way, ALERT, (2.0, 8.0), slept.append) == ""
    assert slept == [2.0, 2.0]
    assert (len(hook.bodies), len(mail.bodies)) == (1, 1)


@pytest.mark.parametrize(
    ("channels", "says"),
    [
        (Channels(webhook="file:///etc/passwd"), "protocol"),
        (Channels(webhook="http://127.0.0.1/", form="pigeon"), "'pigeon' is none of"),
        (Channels(smtp="mail.example.org", **PEOPLE), "smtp://host"),
        (Channels(smtp="smtp://127.0.0.1"), "a sender and receivers"),
    ],
)
def test_a_wrong_setting_is_told(channels: Channels, says: str) -> None:
    [words] = trouble(channels).values()
    assert says in words


def test_mail_that_must_be_secret_is_not_sent_in_the_clear(mail: Heard) -> None:
    channels = Channels(smtp=f"{mail.address}?starttls=1", **PEOPLE)
    assert "STARTTLS" in trouble(channels)["mail"]
    assert mail.bodies == []


def test_without_channels_nobody_is_told() -> None:
    assert Channels().ways == {}


def test_the_environment_names_the_channels(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in SETTINGS.values():
        monkeypatch.delenv(name, raising=False)
    assert Channels.of_environment() == Channels()
    monkeypatch.setenv("MUBIAO_ALERT_TO", "a@example.org")
    assert Channels.of_environment() == Channels(receivers="a@example.org")


# --- what is said ------------------------------------------------------------------


def counts(before: int, added: int, removed: int = 0) -> dict[str, int]:
    return {"before": before, "added": added, "removed": removed, "changed": 0}


def test_a_failure_names_the_steps() -> None:
    alert = failure("full_build", ["release: disk full"], "http://x/runs/1")
    assert alert.subject == "full_build has failed"
    assert "release: disk full" in alert.text
    assert "The last version stands" in alert.text
    later = failure("full_build", ["site: disk full"], "", "1.2.0")
    assert "Version 1.2.0 was published before" in later.text


def test_a_large_change_names_the_tables() -> None:
    changes = {
        "tables": {
            "targets": counts(500, 80, 40),
            "tasks": counts(500, 80, 20),
            "notices": counts(10, 90),
        }
    }
    alert = large_change("1.2.0", changes)
    assert alert is not None
    assert alert.text == ("targets: 500 rows before, 80 added, 40 removed, 0 changed")
    del changes["tables"]["targets"]
    assert large_change("1.2.0", changes) is None
    assert large_change("1.0.0", {}) is None


def test_a_silent_source_says_since_when_and_why() -> None:
    args = ("样例县", "http://x.example/", "2026-01-01T00:00:00Z", 60)
    assert "moved or changed its form" in silent_source(*args).text
    assert "status 404" in silent_source(*args, "status 404").text


@pytest.mark.parametrize(
    ("answer", "refused"),
    [
        ({"errcode": 0, "errmsg": "ok"}, False),
        ({"errcode": 93000, "errmsg": "invalid webhook url"}, True),
        ({"code": 19001, "msg": "param invalid"}, True),
        ({"StatusCode": 0, "code": 0, "msg": "success"}, False),
        (["ok"], False),
    ],
)
def test_a_service_may_refuse_with_an_answer_of_200(
    answer: object, refused: bool
) -> None:
    said = httpx.Response(200, json=answer)
    if refused:
        with pytest.raises(ValueError, match="invalid"):
            _must_be_accepted(said)
    else:
        _must_be_accepted(said)


def test_a_long_alert_is_cut_for_services_that_take_so_much() -> None:
    long = Alert("failure", "样例", "字" * 5_000, "")
    content = FORMS["wecom"](long)["text"]["content"]
    assert len(content.encode()) <= 2_048
    assert content.endswith("字…")


def test_the_address_of_a_webhook_is_never_told(hook: Heard) -> None:
    hook.refuse = 9
    said = trouble(Channels(webhook=f"{hook.address}?key=SECRET"))
    assert said == {"webhook": "HTTPStatusError: status 503"}
