"""Which network addresses may be fetched from, decided after the name is resolved."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable, Iterable
from urllib.parse import urlsplit

from pipelines.errors import FetchRefused

Resolver = Callable[[str, int], list[str]]


def resolve(host: str, port: int) -> list[str]:
    """Give the addresses of *host*, in the system's order.

    Raises:
        FetchRefused: the name has no address.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as reason:
        raise FetchRefused(f"{host}: no address ({reason})") from reason
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
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise FetchRefused(f"{url}: only http and https addresses are fetched")
    if parts.username or parts.password:
        raise FetchRefused(f"{url}: an address with credentials is not fetched")
    port = parts.port or (443 if parts.scheme == "https" else 80)
    addresses = resolver(parts.hostname, port)
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
