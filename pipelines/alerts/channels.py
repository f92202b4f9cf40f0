"""How an alert is sent: to a webhook, by e-mail, or both."""

from __future__ import annotations

import os
import smtplib
import ssl
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from typing import Any
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

import httpx

from pipelines.alerts.messages import Alert

_PATIENCE = 10.0
"""Seconds for a server to answer: a sensor of Dagster has 60 for all that it does."""

Way = Callable[[Alert], None]

_WRONG = (ValueError, httpx.InvalidURL, smtplib.SMTPAuthenticationError)
"""Wrong settings: these do not get better by waiting."""

FORMS: Mapping[str, Callable[[Alert], Any]] = {
    "plain": lambda alert: {
        "text": alert.whole,  # Slack, Mattermost and Zulip show this field
        "kind": alert.kind,
        "subject": alert.subject,
        "body": alert.text,
        "link": alert.link,
    },
    "wecom": lambda alert: {"msgtype": "text", "text": {"content": _cut(alert.whole)}},
    "feishu": lambda alert: {"msg_type": "text", "content": {"text": alert.whole}},
}
"""Bodies of webhooks; ``wecom`` is also understood by DingTalk."""

_SAY_OK = ("wecom", "feishu")
_CODES = ("errcode", "code", "StatusCode")
"""Forms whose services answer 200 whatever they think, and what tells it: 0 is well."""


@dataclass(frozen=True, slots=True)
class Channels:
    """Where alerts go; what is empty is not used.

    ``webhook`` is an address, ``form`` one of ``FORMS``. ``smtp`` is
    ``smtp://[user:password@]host[:port]`` (TLS is begun where the server offers it,
    and demanded with ``?starttls=1``) or ``smtps://...``; mail goes from ``sender`` to
    ``receivers`` (parted by commas).
    """

    webhook: str = ""
    form: str = "plain"
    smtp: str = ""
    sender: str = ""
    receivers: str = ""

    @classmethod
    def of_environment(cls) -> Channels:
        """Give those that the environment names."""
        found = {name: os.environ.get(key, "") for name, key in SETTINGS.items()}
        return cls(**{name: value for name, value in found.items() if value})

    @property
    def ways(self) -> dict[str, Way]:
        """The channels in use, by name."""
        ways: dict[str, Way] = {}
        if self.webhook:
            ways["webhook"] = lambda alert: _post(alert, self)
        if self.smtp:
            ways["mail"] = lambda alert: _mail(alert, self)
        return ways


SETTINGS: Mapping[str, str] = {
    "webhook": "MUBIAO_ALERT_WEBHOOK",
    "form": "MUBIAO_ALERT_FORM",
    "smtp": "MUBIAO_ALERT_SMTP",
    "sender": "MUBIAO_ALERT_FROM",
    "receivers": "MUBIAO_ALERT_TO",
}
"""The variables of the environment that name the channels."""


def trouble_of(
    way: Way,
    alert: Alert,
    waits: Sequence[float] = (),
    sleep: Callable[[float], None] = time.sleep,
) -> str:
    """Send *alert* by *way*; say why it failed, or nothing.

    It is sent again after each of *waits* (in seconds), where that may help.
    """
    trouble, may_pass = _attempt(way, alert)
    for wait in waits:
        if not trouble or not may_pass:
            break
        sleep(wait)
        trouble, may_pass = _attempt(way, alert)
    return trouble


def _attempt(way: Way, alert: Alert) -> tuple[str, bool]:
    """Send *alert* once; give what was wrong, and whether that may pass by itself."""
    try:
        way(alert)
    except _WRONG as error:
        return f"{type(error).__name__}: {error}", False
    except httpx.HTTPStatusError as error:  # its words tell the address, a secret
        return f"{type(error).__name__}: status {error.response.status_code}", True
    except (httpx.HTTPError, OSError, smtplib.SMTPException) as error:
        return f"{type(error).__name__}: {error}", True
    return "", False


def _post(alert: Alert, channels: Channels) -> None:
    if channels.form not in FORMS:
        raise ValueError(f"{channels.form!r} is none of {', '.join(FORMS)}")
    answer = httpx.post(
        channels.webhook, json=FORMS[channels.form](alert), timeout=_PATIENCE
    )
    answer.raise_for_status()
    if channels.form in _SAY_OK:
        _must_be_accepted(answer)


def _must_be_accepted(answer: httpx.Response) -> None:
    """Look into an answer 200, by which these services refuse as well.

    Raises:
        ValueError: the service took no message.
    """
    try:
        said = answer.json()
    except ValueError:
        said = {}
    codes = [said[name] for name in _CODES if isinstance(said, dict) and name in said]
    if any(codes):
        words = said.get("errmsg") or said.get("msg") or ""
        raise ValueError(f"the service refused it: {codes[0]} {words}".strip())


def _cut(text: str, most: int = 2_000) -> str:
    """Give *text* in at most so many bytes: WeCom takes 2,048."""
    data = text.encode()
    return text if len(data) <= most else data[:most].decode(errors="ignore") + "…"


def _mail(alert: Alert, channels: Channels) -> None:
    server = urlsplit(channels.smtp)
    if server.scheme not in ("smtp", "smtps") or not server.hostname:
        raise ValueError("a mail server is given as smtp://host or smtps://host")
    if not channels.sender or not channels.receivers:
        raise ValueError("mail needs a sender and receivers")
    message = EmailMessage()
    message["Subject"] = f"mubiao: {alert.subject}"
    message["From"] = channels.sender
    message["To"] = channels.receivers
    message.set_content("\n\n".join(part for part in (alert.text, alert.link) if part))
    with _connected(server) as connection:
        if server.username:
            connection.login(unquote(server.username), unquote(server.password or ""))
        connection.send_message(message)


def _connected(server: SplitResult) -> smtplib.SMTP:
    context = ssl.create_default_context()
    host, port = str(server.hostname), server.port or 0
    if server.scheme == "smtps":
        return smtplib.SMTP_SSL(host, port, timeout=_PATIENCE, context=context)
    connection = smtplib.SMTP(host, port, timeout=_PATIENCE)
    connection.ehlo()
    demanded = parse_qs(server.query).get("starttls") == ["1"]
    if demanded or connection.has_extn("starttls"):
        connection.starttls(context=context)
    return connection
