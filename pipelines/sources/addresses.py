"""Which network addresses may be fetched from, decided after the name is resolved."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable, Iterable
from urllib.parse import urlsplit

import httpx

from pipelines.errors import FetchRefused, NoAnswer

Resolver = Callable[[str, int], list[str]]
Authority = tuple[str, str, int]


def resolve(host: str, port: int) -> list[str]:
    """Give the addresses of *host*, in the system's order.

    Raises:
        NoAnswer: no name server answers.
        FetchRefused: the name has no address.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as reason:
        may_pass = getattr(reason, "errno", None) == socket.EAI_AGAIN
        kind = NoAnswer if may_pass else FetchRefused
        raise kind(f"{host}: no address ({reason})") from reason
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def pinned_address(
    url: str, allowed: Iterable[str] = (), resolver: Resolver = resolve
) -> str:
    """Give the one address to connect to for *url*, after it was found to be public.

    The caller connects to this very address, so that a name which resolves otherwise
    a moment later (DNS rebinding) gains nothing. *allowed* lists networks (CIDR) that
    are permitted although they are private or loopback.

    Raises:
        FetchRefused: no http(s) address, credentials in it, or an address that is
            private, loopback, link-local, multicast or reserved.
    """
    _, host, port = authority(url)
    addresses = resolver(host, port)
    networks = [ipaddress.ip_network(network) for network in allowed]
    for text in addresses:
        address = ipaddress.ip_address(text.partition("%")[0])
        mapped = getattr(address, "ipv4_mapped", None)
        address = mapped or address
        public = address.is_global and not address.is_multicast
        if not public and not any(address in network for network in networks):
            raise FetchRefused(f"{url}: {address} is no public address")
    if not addresses:
        raise FetchRefused(f"{url}: no address")
    return addresses[0]


def authority(url: str) -> Authority:
    """Give the scheme, host and port that *url* is asked from.

    Raises:
        FetchRefused: no http(s) address, or credentials in it.
        ValueError: its port is no number.
    """
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise FetchRefused(f"{url}: only http and https addresses are fetched")
    if parts.username or parts.password:
        raise FetchRefused(f"{url}: an address with credentials is not fetched")
    port = parts.port or (443 if parts.scheme == "https" else 80)
    return parts.scheme, parts.hostname, port


def with_ascii_host(url: str) -> str:
    """Give *url* with its host's name as requests and DNS write it.

    ``http://样例县.example/`` is ``http://xn--fsq55hd5w.example/``.

    Raises:
        ValueError: *url* is no address, or its host no name.
    """
    parts = urlsplit(url)
    user, at, place = parts.netloc.rpartition("@")
    host, colon, port = place.partition(":")
    if place.isascii():
        return url
    try:
        encoded = httpx.URL(scheme="http", host=host).raw_host.decode("ascii")
    except httpx.InvalidURL as reason:
        raise ValueError(str(reason)) from reason
    return parts._replace(netloc=f"{user}{at}{encoded}{colon}{port}").geturl()
