"""Which web addresses may be asked for: plain http and https, and only where they lead to the public internet.

A page that somebody is sent to must not become a way into the network that Loupe runs in: no loopback, no private or
link-local address, however it is written and whatever a name resolves to.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from urllib.parse import SplitResult, quote, urlsplit, urlunsplit

from loupe.model.errors import AddressRefused

__all__ = ["Target", "WebPolicy", "is_number", "parse_address", "refuse_private"]

_MIB = 1024 * 1024

# The IANA registries of special-purpose addresses (RFC 6890 and its successors), as of 2025; what is in them is either
# not on the public internet or leads on to an address written inside.
_CLOSED_4 = tuple(
    IPv4Network(block)
    for block in (
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
        "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24",
        "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
    )
)  # fmt: skip
_OPEN_6 = IPv6Network("2000::/3")  # all that is given out as global unicast
_CLOSED_6 = tuple(
    IPv6Network(block)
    for block in ("2001::/23", "2001:db8::/32", "2620:4f:8000::/48", "3fff::/20", "fc00::/7", "fe80::/10", "ff00::/8")
)
_NAT64 = IPv6Network("64:ff9b::/96")
_6TO4 = IPv6Network("2002::/16")

_BAD_CHARACTERS = re.compile(r"[\x00-\x20\x7f-\xa0\u2028\u2029\\]")
_NUMBER = re.compile(r"(?:0[xX][0-9A-Fa-f]*|[0-9]+)\.?")
_DOTTED = re.compile(r"(?:0|[1-9][0-9]{0,2})(?:\.(?:0|[1-9][0-9]{0,2})){3}")
_HOST = re.compile(r"(?!-)[A-Za-z0-9_-]{1,63}(?<!-)")
_LONGEST = 4000
_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class WebPolicy:
    """What asking for one page may cost, and where it may lead.

    ``seconds`` is the time for everything, redirects included; ``most_bytes`` what all answers together may have.
    ``ports`` beside 80 and 443 must be named. ``private`` names networks ("10.1.0.0/16") that may be asked although
    they are not public; it is empty unless somebody who knows that network says so. ``certificates`` is a file of
    certificates to trust instead of the system's, "" for those.
    """

    seconds: float = 60.0
    most_bytes: int = 25 * _MIB
    most_redirects: int = 5
    ports: tuple[int, ...] = (80, 443)
    private: tuple[str, ...] = ()
    certificates: str = ""


@dataclass(frozen=True, slots=True)
class Target:
    """An address ready to be asked for; ``address`` is its whole in ASCII, without a fragment."""

    address: str
    scheme: str
    host: str
    port: int
    path: str

    @property
    def authority(self) -> str:
        """Host and port as the Host field wants them."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"


def parse_address(address: str, policy: WebPolicy) -> Target:
    """The parts of an address; raises AddressRefused, with the reason, for any that is not asked for."""
    shown = _BAD_CHARACTERS.sub("", address)[:100]
    if len(address) > _LONGEST:
        raise AddressRefused(f"The address {shown}… is longer than {_LONGEST:,} characters.")
    if _BAD_CHARACTERS.search(address):
        raise AddressRefused(f"The address {shown} holds spaces, backslashes or characters that are not seen.")
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError as error:
        raise AddressRefused(f"{shown} is not an address that can be understood.") from error
    scheme = parts.scheme.lower()
    if scheme not in _PORTS:
        raise AddressRefused(f"{shown} is not an http or https address.")
    if "@" in parts.netloc:
        raise AddressRefused(f"The address of {parts.hostname or 'the page'} holds a user name or a password.")
    port = _PORTS[scheme] if port is None else port
    if port not in policy.ports:
        raise AddressRefused(f"{shown} asks for port {port}; only {_listed(policy.ports)} are asked.")
    host = _host(parts, shown)
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    query = quote(parts.query, safe="/%:@!$&'()*+,;=~-._?")
    target = f"{path}?{query}" if parts.query else path
    plain = Target("", scheme, host, port, target)
    return Target(urlunsplit((scheme, plain.authority, path, query, "")), scheme, host, port, target)


def _listed(ports: Sequence[int]) -> str:
    return ", ".join(str(port) for port in ports)


def _host(parts: SplitResult, shown: str) -> str:
    host = parts.hostname or ""
    if parts.netloc.startswith("["):
        try:
            return str(IPv6Address(host.replace("%", " ")))  # no zones ("fe80::1%eth0"): they name a card of a machine
        except ValueError as error:
            raise AddressRefused(f"{shown} holds an IPv6 address that is none.") from error
    try:
        host = host.encode("ascii").decode() if host.isascii() else host.encode("idna").decode()
    except UnicodeError as error:
        raise AddressRefused(f"{shown} has a host name that is none.") from error
    host = host.lower().removesuffix(".")
    labels = host.split(".")
    if not host or len(host) > 253 or not all(_HOST.fullmatch(label) for label in labels):
        raise AddressRefused(f"{shown} has a host name that is none.")
    # Some systems take 2130706433, 0x7f.1 and 0177.0.0.1 for 127.0.0.1; nobody writes a public address so.
    if _NUMBER.fullmatch(labels[-1]) and not _is_dotted(host):
        raise AddressRefused(f"{shown} writes its host as a number, which only hides where it leads.")
    return host


def is_number(host: str) -> bool:
    """Whether a host of a ``Target`` is an IP address itself, so that no name need be looked up."""
    return ":" in host or _is_dotted(host)


def _is_dotted(host: str) -> bool:
    return _DOTTED.fullmatch(host) is not None and all(int(part) < 256 for part in host.split("."))


def refuse_private(address: str, host: str, policy: WebPolicy) -> None:
    """Raise AddressRefused when ``address``, to which ``host`` leads, is not on the public internet."""
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError as error:
        raise AddressRefused(f"{host} leads to {address[:60]}, which is no address.") from error
    if not any(found in ip_network(network) for network in policy.private) and not _is_public(found):
        raise AddressRefused(
            f"{host} leads to {found}, which is not on the public internet; it was not asked for.",
            hint="If it is a server of your own, open the page in a browser, save it, and add the file.",
        )


def _is_public(address: IPv4Address | IPv6Address) -> bool:
    if isinstance(address, IPv4Address):
        return not any(address in network for network in _CLOSED_4)
    inner = address.ipv4_mapped
    if inner is None and address in _NAT64:
        inner = IPv4Address(int(address) & 0xFFFFFFFF)
    if inner is not None:
        return _is_public(inner)
    if address in _6TO4:
        return _is_public(IPv4Address(int(address) >> 80 & 0xFFFFFFFF))
    if (int(address) >> 32 & 0xFDFFFFFF) == 0x5EFE:  # ISATAP (RFC 5214) writes an IPv4 address at the end
        return False
    return address in _OPEN_6 and not any(address in network for network in _CLOSED_6)
