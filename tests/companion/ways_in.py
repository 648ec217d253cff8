"""What somebody does on the pages that let them in, and a clock that a test sets."""

from __future__ import annotations

import html
import re
from datetime import datetime, timedelta

import pyotp

from companion.clock import utc_now
from tests.companion.authenticator import Device
from tests.companion.console import Visitor

PASSWORD = "seven wet stones sing"


class Watch:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.now = utc_now()

    def __call__(self) -> datetime:
        return self.now

    def turn(self, **by: float) -> None:
        self.now += timedelta(**by)


def options(page: str) -> str:
    found = re.search(r'data-options="([^"]*)"', page)
    assert found is not None, page
    return html.unescape(found[1])


def make_passkey(visitor: Visitor, link: str, device: Device) -> tuple[int, str]:
    page = visitor.get(link).text
    form = {"csrf_token": token(page), "credential": device.make(options(page))}
    answer = visitor.client.post(f"{link}/passkey", data=form)
    return answer.status_code, answer.text


def show_passkey(visitor: Visitor, device: Device) -> int:
    page = visitor.get("/sign-in").text
    form = {"csrf_token": token(page), "credential": device.show(options(page))}
    return visitor.client.post("/sign-in/passkey", data=form).status_code


def token(page: str) -> str:
    found = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert found is not None
    return found[1]


def set_password(visitor: Visitor, link: str, watch: Watch) -> pyotp.TOTP:
    page = visitor.get(link).text
    secret = re.search(r'class="secret">([A-Z2-7]+)<', page)
    assert secret is not None
    generator = pyotp.TOTP(secret[1])
    form = {
        "csrf_token": token(page),
        "password": PASSWORD,
        "code": generator.at(watch.now),
    }
    assert visitor.client.post(f"{link}/password", data=form).status_code == 200
    return generator


def use_password(visitor: Visitor, code: str, password: str = PASSWORD) -> int:
    form = {"name": "ola", "password": password, "code": code}
    return visitor.post("/sign-in/password", form).status_code


def is_in(visitor: Visitor) -> bool:
    return visitor.get("/people").status_code == 200
