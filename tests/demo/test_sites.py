"""The demo sites behave as the real ones do where the extension has to look."""

from __future__ import annotations

import http.client
import re
import socket
import ssl
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest

from demo.exchange import Request, Response, html
from demo.hosts import DEMO_HOSTS
from demo.relay import Relay
from demo.sites import DemoSites

KNOWN_DEAD = {"/stories"}
"""The helpline links to one page that is gone, as such sites do."""


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    text: str


Get = Callable[..., Answer]


@pytest.fixture(scope="module")
def sites() -> Iterator[DemoSites]:
    with DemoSites.start() as running:
        yield running


@pytest.fixture(scope="module")
def relay(sites: DemoSites) -> Iterator[Relay]:
    with Relay.start(sites.hosts, sites.https_port) as running:
        yield running


@pytest.fixture
def get(sites: DemoSites, relay: Relay) -> Get:
    """Fetch as a browser would: by name, on port 443, with the certificate checked."""
    context = ssl.create_default_context(cafile=str(sites.ca_pem))

    def fetch(host: str, path: str, method: str = "GET", body: bytes | None = None) -> Answer:
        connection = http.client.HTTPSConnection("127.0.0.1", relay.port, context=context)
        connection.set_tunnel(host, 443)
        try:
            connection.request(method, path, body)
            response = connection.getresponse()
            text = response.read().decode()
            return Answer(response.status, {k.lower(): v for k, v in response.getheaders()}, text)
        finally:
            connection.close()

    return fetch


def tls(context: ssl.SSLContext, host: str, port: int) -> ssl.SSLSocket:
    plain = socket.create_connection(("127.0.0.1", port))
    try:
        return context.wrap_socket(plain, server_hostname=host)
    except OSError:
        plain.close()
        raise


def test_every_certificate_names_one_host(sites: DemoSites) -> None:
    context = ssl.create_default_context(cafile=str(sites.ca_pem))
    for host in DEMO_HOSTS:
        with tls(context, host, sites.https_port) as connection:
            certificate = connection.getpeercert()
        assert certificate is not None
        assert certificate["subjectAltName"] == (("DNS", host),)


def test_a_search_leads_to_the_helpline_through_a_redirect(get: Get) -> None:
    results = get("search.test", "/search?q=%22help%22")
    assert "&quot;help&quot;" in results.text
    (link,) = [
        link for link in re.findall(r'href="(/out[^"]+)"', results.text) if "helpline" in link
    ]
    answer = get("search.test", link)
    assert (answer.status, answer.headers["location"]) == (302, "https://helpline.test/")


def test_search_sends_people_to_its_own_results_only(get: Get) -> None:
    assert (
        get("search.test", "/out?u=https%3A%2F%2Felsewhere.example%2F").headers["location"] == "/"
    )
    assert get("search.test", "/out").headers["location"] == "/"


@pytest.mark.parametrize("host", ["helpline.test", "police.test"])
def test_sites_set_a_lasting_cookie_and_keep_something(get: Get, host: str) -> None:
    assert "Max-Age=31536000" in get(host, "/").headers["set-cookie"]
    assert "localStorage.setItem" in get(host, "/site.js").text


def test_the_helpline_shows_a_frame_of_another_origin(get: Get) -> None:
    assert '<iframe src="https://widget.test/chat"' in get("helpline.test", "/").text
    assert get("widget.test", "/chat").status == 200


@pytest.mark.parametrize(
    ("host", "path", "lands_on"),
    [
        ("helpline.test", "/contact", "/contact/thanks"),
        ("police.test", "/report/lost-property", "/report/thanks"),
    ],
)
def test_a_form_that_was_sent_leads_to_thanks(
    get: Get, host: str, path: str, lands_on: str
) -> None:
    assert "<form" in get(host, path).text
    answer = get(host, path, "POST", b"item=keys")
    assert (answer.status, answer.headers["location"]) == (303, lands_on)
    assert get(host, lands_on).status == 200


@pytest.mark.parametrize("host", ["helpline.test", "police.test", "search.test", "weather.test"])
@pytest.mark.parametrize(
    "path", ["/nothing-here", "/layout", "/missing", "/../folder", "/%2e%2e/x"]
)
def test_a_page_that_is_not_there_is_a_page_too(get: Get, host: str, path: str) -> None:
    answer = get(host, path)
    assert answer.status == 404
    assert "<title>" in answer.text


def links(text: str) -> set[str]:
    return {link for link in re.findall(r'(?:href|src)="(/[^"?#]*)', text) if link != "/out"}


@pytest.mark.parametrize("host", [host for host in DEMO_HOSTS if host != "widget.test"])
def test_every_link_within_a_site_leads_somewhere(get: Get, host: str) -> None:
    seen: set[str] = set()
    todo = {"/"}
    while todo:
        path = todo.pop()
        seen.add(path)
        answer = get(host, path)
        if path not in KNOWN_DEAD:
            assert answer.status == 200, path
            todo |= links(answer.text) - seen
    assert len(seen) > 2


def test_plain_http_goes_on_as_https(sites: DemoSites) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", sites.https_port)
    connection.request("GET", "/signs", headers={"Host": "helpline.test"})
    response = connection.getresponse()
    assert (response.status, response.getheader("location")) == (301, "https://helpline.test/signs")
    connection.close()


def test_another_name_is_neither_served_nor_relayed(sites: DemoSites, get: Get) -> None:
    with pytest.raises(OSError, match="403"):
        get("elsewhere.example", "/")
    context = ssl.create_default_context(cafile=str(sites.ca_pem))
    with pytest.raises(ssl.SSLError, match="UNRECOGNIZED_NAME"):
        tls(context, "elsewhere.example", sites.https_port)


def test_every_request_is_seen_in_order(sites: DemoSites, get: Get) -> None:
    sites.forget()
    get("helpline.test", "/signs")
    get("police.test", "/report?from=home")
    assert [(seen.host, seen.path) for seen in sites.requests] == [
        ("helpline.test", "/signs"),
        ("police.test", "/report?from=home"),
    ]


def test_other_sites_can_be_served() -> None:
    def greeting(request: Request) -> Response:
        return html(f"hello from {request.host}")

    with DemoSites.start({"one.test": greeting}) as own:
        context = ssl.create_default_context(cafile=str(own.ca_pem))
        connection = tls(context, "one.test", own.https_port)
        connection.sendall(b"GET / HTTP/1.1\r\nHost: one.test\r\nConnection: close\r\n\r\n")
        with connection, connection.makefile("rb") as answer:
            assert answer.read().endswith(b"hello from one.test")
