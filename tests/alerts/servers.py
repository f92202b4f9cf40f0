"""A webhook and a mail server on loopback, which keep what they hear."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword


@dataclass
class Heard:
    """What came in; ``refuse`` tells how many times the server says no first."""

    address: str = ""
    bodies: list[Any] = field(default_factory=list)
    refuse: int = 0
    asked: int = 0


@contextmanager
def webhook() -> Iterator[Heard]:
    heard = Heard()

    class Hook(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            heard.asked += 1
            refused = heard.asked <= heard.refuse
            if not refused:
                heard.bodies.append(json.loads(body))
            self.send_response(503 if refused else 204)
            self.end_headers()

        def log_message(self, *words: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Hook)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    heard.address = f"http://127.0.0.1:{server.server_port}/hook"
    yield heard
    server.shutdown()
    thread.join()
    server.server_close()


@contextmanager
def mail_server(password: str = "") -> Iterator[Heard]:
    """Take mail from everybody, or from ``user`` with this password only."""
    heard = Heard()

    class Keeper:
        async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
            heard.asked += 1
            if heard.asked <= heard.refuse:
                return "451 try again later"
            message = message_from_bytes(envelope.content, policy=policy.default)
            assert isinstance(message, EmailMessage)
            heard.bodies.append((message, envelope.rcpt_tos))
            return "250 kept"

    def may_enter(
        server: Any, session: Any, envelope: Any, how: str, given: Any
    ) -> Any:
        right = isinstance(given, LoginPassword) and given.password.decode() == password
        return AuthResult(success=right, handled=False)

    class AnyPort(Controller):
        def _trigger_server(self) -> None:
            assert self.server is not None
            self.port = self.server.sockets[0].getsockname()[1]
            super()._trigger_server()

    controller = AnyPort(
        Keeper(),
        hostname="127.0.0.1",
        port=0,
        authenticator=may_enter if password else None,
        auth_required=bool(password),
        auth_require_tls=False,
    )
    controller.start()
    user = f"user:{password}@" if password else ""
    heard.address = f"smtp://{user}127.0.0.1:{controller.port}"
    yield heard
    controller.stop()
