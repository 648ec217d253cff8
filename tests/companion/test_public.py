"""The public list over HTTP: what is served, how it is kept, and what never is."""

from __future__ import annotations

import gzip
import hashlib

import pytest

from tests.companion.support import Home, Server, serving

METADATA = "/repository/metadata"
FOREVER = "public, max-age=31536000, immutable"


def list_path(home: Home) -> str:
    """Where the longest list lies."""
    files = sorted(home.files.targets.rglob("*.json"), key=lambda path: path.stat().st_size)
    return f"/repository/targets/{files[-1].relative_to(home.files.targets).as_posix()}"


@pytest.mark.parametrize("name", ["1.root.json", "1.targets.json", "1.snapshot.json"])
def test_versioned_metadata_may_be_kept_for_ever(home: Home, public: Server, name: str) -> None:
    answer = public.ask(f"{METADATA}/{name}")

    assert answer.status == 200
    assert answer.headers["cache-control"] == FOREVER
    assert answer.body == (home.files.metadata / name).read_bytes()


def test_the_list_is_named_by_its_hash_and_may_be_kept_for_ever(home: Home, public: Server) -> None:
    path = list_path(home)
    answer = public.ask(path)

    assert answer.headers["cache-control"] == FOREVER
    assert hashlib.sha256(answer.body).hexdigest() in path


def test_the_timestamp_is_asked_for_every_time(public: Server) -> None:
    answer = public.ask(f"{METADATA}/timestamp.json")

    assert answer.headers["cache-control"] == "no-cache"


def test_an_answer_says_what_it_is_and_sets_nothing(public: Server) -> None:
    headers = public.ask(f"{METADATA}/timestamp.json").headers

    assert headers["content-type"] == "application/json"
    assert headers["x-content-type-options"] == "nosniff"
    assert "set-cookie" not in headers
    assert "server" not in headers


def test_an_unchanged_file_is_not_sent_again(home: Home, server: Server) -> None:
    path = f"{METADATA}/timestamp.json"
    tag = server.ask(path).headers["etag"]
    assert tag.startswith('"'), "a strong one"

    for known in (tag, f'"other", {tag}', f"W/{tag}", "*"):
        again = server.ask(path, headers={"If-None-Match": known})
        assert (again.status, again.body) == (304, b"")
        assert again.headers["etag"] == tag
        assert again.headers["cache-control"] == "no-cache"

    home.sidestep("refresh")
    changed = server.ask(path, headers={"If-None-Match": tag})
    assert changed.status == 200
    assert changed.headers["etag"] != tag


def test_a_check_that_finds_nothing_new_costs_less_than_1000_bytes(public: Server) -> None:
    path = f"{METADATA}/timestamp.json"
    tag = public.ask(path).headers["etag"]
    newer_root = public.ask(f"{METADATA}/2.root.json")
    timestamp = public.ask(path, headers={"If-None-Match": tag})

    cost = 0
    for answer in (newer_root, timestamp):
        cost += len(answer.body) + sum(len(f"{k}: {v}\r\n") for k, v in answer.headers.items())
    assert cost < 1000


def test_head_is_get_without_the_body(public: Server) -> None:
    path = f"{METADATA}/1.root.json"
    get, head = public.ask(path), public.ask(path, "HEAD")

    assert (head.status, head.body) == (200, b"")
    for name in ("etag", "content-length", "cache-control"):
        assert head.headers[name] == get.headers[name]


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
def test_there_is_nothing_to_change_here(public: Server, method: str) -> None:
    answer = public.ask(f"{METADATA}/timestamp.json", method)

    assert answer.status == 405
    assert answer.headers["allow"] == "GET, HEAD"


def test_what_is_not_there_yet_is_not_remembered_as_missing(public: Server) -> None:
    answer = public.ask(f"{METADATA}/2.root.json")

    assert answer.status == 404
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    "path",
    [
        "/repository/",
        "/repository/metadata",
        "/repository/metadata/",
        "/repository/metadata/root.json",
        "/repository/metadata/01.root.json",
        "/repository/metadata/1.keys.json",
        "/repository/metadata/../../keys/root.pem",
        "/repository/metadata/%2e%2e/%2e%2e/keys/root.pem",
        "/repository/metadata/..%2f..%2fkeys%2froot.pem",
        "/repository/metadata/..\\..\\keys\\root.pem",
        "/repository/../sidestep.db",
        "/repository//etc/passwd",
        "/repository/targets/list/",
        "/repository/targets/list/sites-v1.json",
        "/repository/metadata/1.root.json%00",
        "/repository/metadata/1.root.json/",
    ],
)
def test_nothing_but_the_files_of_a_repository_is_served(public: Server, path: str) -> None:
    answer = public.ask(path)

    assert answer.status == 404
    assert b"PRIVATE KEY" not in answer.body


def test_what_is_being_written_is_not_served(home: Home, server: Server) -> None:
    (home.files.metadata / ".writing-abc").write_bytes(b"{}")

    assert server.ask(f"{METADATA}/.writing-abc").status == 404


def test_a_long_list_is_sent_compressed_to_those_who_take_it(home: Home, server: Server) -> None:
    for number in range(40):
        home.add(f"help-{number}.test")
    home.sidestep("publish")
    path = list_path(home)

    plain = server.ask(path)
    small = server.ask(path, headers={"Accept-Encoding": "br, gzip;q=0.8"})

    assert "content-encoding" not in plain.headers
    assert small.headers["content-encoding"] == "gzip"
    assert gzip.decompress(small.body) == plain.body
    assert len(small.body) < len(plain.body) / 3
    assert small.headers["etag"] != plain.headers["etag"], "other bytes, other tag"
    assert plain.headers["vary"] == small.headers["vary"] == "Accept-Encoding"
    refused = server.ask(path, headers={"Accept-Encoding": "gzip;q=0, br"})
    assert "content-encoding" not in refused.headers


def test_nothing_is_written_down_about_those_who_read_the_list(home: Home) -> None:
    reader = {"User-Agent": "reader-7f3a", "Cookie": "reader-7f3a=1"}
    with serving(home) as server:
        before = {path for path in home.path.rglob("*") if path.is_file()}
        for path in ("metadata/timestamp.json", "metadata/2.root.json", "nothing"):
            server.ask(f"/repository/{path}", headers=reader, source="127.0.0.7")
        out, err = server.stop()

    assert "repository" in out, "the address it prints"
    for written in (out, err):
        assert "127.0.0.7" not in written
        assert "reader-7f3a" not in written
        assert "timestamp.json" not in written
    assert {path for path in home.path.rglob("*") if path.is_file()} == before
