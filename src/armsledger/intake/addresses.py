"""Which network addresses may be fetched from: public ones only, unless the user allows private ones."""

from __future__ import annotations

import ipaddress
import socket

from armsledger.model.errors import FetchError

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

# Ranges that Python 3.11's tables call global although they lead inside or nowhere (IANA special-purpose registries).
_INSIDE = tuple(
    ipaddress.ip_network(n) for n in ("192.0.0.0/24", "192.88.99.0/24", "64:ff9b:1::/48", "2001::/23", "fec0::/10")
)
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


def public(address: Address) -> bool:
    """Whether the address, and the IPv4 address packed into it if any, lies on the open internet."""
    if isinstance(address, ipaddress.IPv6Address) and (inner := _embedded(address)) is not None:
        return public(inner)
    inside = address.is_multicast or address.is_reserved or address.is_unspecified or address.is_loopback
    return address.is_global and not inside and not any(address in network for network in _INSIDE)


def _embedded(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    if address in _NAT64 or address in ipaddress.ip_network("::/96"):
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour


def resolved(host: str, port: int, *, allow_private: bool) -> list[str]:
    """The addresses of a host, looked up once. Raises FetchError where one of them must not be reached."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise FetchError(f"{host}: host not found; check the URL and the connection") from error
    addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    for text in addresses:
        if not allow_private and not public(ipaddress.ip_address(text.partition("%")[0])):
            raise FetchError(f"{host}: {text} is not a public address; allow private addresses to fetch it")
    return addresses
