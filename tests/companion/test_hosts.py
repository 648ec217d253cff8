"""Only names of sites that one organisation holds are ever listed."""

from __future__ import annotations

import pytest

from companion.entries.hosts import normalise_host
from companion.errors import HostError

REFUSED = {
    "": "empty",
    "  ": "empty",
    "co.uk": "public suffix",
    "CO.UK": "public suffix",
    "github.io": "public suffix",
    "org": "single label",
    "com.": "single label",
    "localhost": "inside one computer",
    "printer.local": "inside one computer",
    "db.internal": "inside one computer",
    "abc.onion": "inside one computer",
    "intranet": "single label",
    "10.0.0.1": "IP address",
    "127.1": "IP address",
    "0x7f.1": "IP address",
    "0x7F000001": "IP address",
    "0177.0.0.1": "IP address",
    "2130706433": "IP address",
    "1.2.3.4.": "IP address",
    "１０.0.0.1": "IP address",
    "help.123": "IP address",
    "::1": "IP address",
    "[2001:db8::1]": "IP address",
    "http://x": "scheme",
    "https://women.org.uk/help": "scheme",
    "HTTP:/women.org.uk": "scheme",
    "exa mple.org": "space",
    " women.org.uk": "space",
    "women.org.uk\t": "space",
    "*.org": "wildcard",
    "women.*.uk": "wildcard",
    "women.org.uk:443": "port",
    "me@women.org.uk": "user name",
    "women.org.uk/help": "path",
    "women.org.uk?x": "path",
    "women.org.uk#x": "path",
    "women..org.uk": "empty label",
    ".women.org.uk": "empty label",
    "women.org.uk..": "empty label",
    "-women.org.uk": "not a host name",
    "women_line.org.uk": "not a host name",
    "women%2eorg.uk": "not a host name",
    "xn--zzzz-.org": "not a host name",
    "women\u202e.org": "not a host name",
    f"{'a' * 64}.org": "more than 63",
    ".".join(["a" * 60] * 5) + ".org": "too long",
    "women.orgg": "no known top-level domain",
    "help.test": "reserved",
    "help.example.org": "reserved",
    "www.google.com": "a search engine",
    "google.co.uk": "a search engine",
    "duckduckgo.com": "a search engine",
    "mail.yahoo.com": "a search engine",
    "outlook.com": "a mail service",
    "www.hsbc.co.uk": "a bank",
}


@pytest.mark.parametrize(("text", "reason"), REFUSED.items(), ids=[repr(text) for text in REFUSED])
def test_a_host_that_must_not_be_listed_is_refused_with_its_reason(text: str, reason: str) -> None:
    with pytest.raises(HostError) as refusal:
        normalise_host(text, development=False)

    assert reason in str(refusal.value)
    assert "\n" not in str(refusal.value)


@pytest.mark.parametrize(
    ("text", "host"),
    {
        "womensaid.org.uk": "womensaid.org.uk",
        "WomensAid.ORG.uk": "womensaid.org.uk",
        "womensaid.org.uk.": "womensaid.org.uk",
        "womensaid。org。uk": "womensaid.org.uk",
        "chat.womensaid.org.uk": "chat.womensaid.org.uk",
        "hilfe-für-frauen.de": "xn--hilfe-fr-frauen-5vb.de",
        "HILFE-FÜR-FRAUEN.de": "xn--hilfe-fr-frauen-5vb.de",
        "xn--hilfe-fr-frauen-5vb.de": "xn--hilfe-fr-frauen-5vb.de",
        "faß.de": "xn--fa-hia.de",
        "helpline.github.io": "helpline.github.io",
        "116111.pl": "116111.pl",
        "google-survivors.org": "google-survivors.org",
    }.items(),
)
def test_a_host_has_one_spelling(text: str, host: str) -> None:
    assert normalise_host(text, development=False) == host


@pytest.mark.parametrize("host", ["help.test", "police.example", "help.example.org"])
def test_reserved_names_are_for_development_homes_only(host: str) -> None:
    assert normalise_host(host, development=True) == host
    with pytest.raises(HostError, match="reserved"):
        normalise_host(host, development=False)


@pytest.mark.parametrize("host", ["test", "localhost", "10.0.0.1", "co.uk", "google.com", "*.test"])
def test_a_development_home_refuses_the_rest_all_the_same(host: str) -> None:
    with pytest.raises(HostError):
        normalise_host(host, development=True)
