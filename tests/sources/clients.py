"""A client that may ask loopback, and a clock that only moves when it waits."""

from __future__ import annotations

from pipelines.sources.addresses import Resolver, resolve
from pipelines.sources.client import Client, Policy

HERE = ("127.0.0.1/32",)


class Clock:
    def __init__(self) -> None:
        self.now, self.slept = 0.0, []

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


def client(
    clock: Clock | None = None, resolver: Resolver = resolve, **policy: object
) -> Client:
    clock = clock or Clock()
    given = Policy(**{"allowed": HERE, "pause": 0.0, **policy})  # type: ignore[arg-type]
    return Client(given, clock=clock, sleep=clock.sleep, resolver=resolver)
