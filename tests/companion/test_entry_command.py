"""``sidestep entry`` and ``sidestep search-term`` as a person meets them."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
from pathlib import Path

import pytest

from companion.config import HOME_VARIABLE
from tests.companion.support import Home


def test_add_keeps_all_that_it_is_told(home: Home) -> None:
    told = {
        "country": "GB",
        "language": "en",
        "contact": "office@help.test",
        "storage": "keep",
    }

    home.add("help.test", *(f"--{field}={value}" for field, value in told.items()))

    shown = home.sidestep("entry", "show", "help.test").out.splitlines()
    assert {f"{field}\t{value}" for field, value in told.items()} <= set(shown)


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["co.uk"], "co.uk"),
        (["10.0.0.1"], "10.0.0.1"),
        (["localhost"], "localhost"),
        (["http://x"], "http://x"),
        (["exa mple.org"], "exa mple.org"),
        (["*.org"], "*.org"),
        (["police.test", "--path", ""], "path ''"),
        (["police.test", "--path", "/"], "path '/'"),
        (["help.test"], "help.test"),
    ],
)
def test_add_refuses_with_one_line_that_names_the_bad_input(
    home: Home, arguments: list[str], named: str
) -> None:
    assert home.add("help.test").code == 0
    before = home.sidestep("entry", "list").out

    host, *options = arguments
    refusal = home.add(host, *options)

    assert refusal.code == 2
    assert refusal.out == ""
    assert refusal.err.count("\n") == 1
    assert named in refusal.err
    assert home.sidestep("entry", "list").out == before


def test_add_says_what_is_wrong_with_the_host_before_it_asks_for_more(home: Home) -> None:
    refusal = home.sidestep("entry", "add", "co.uk")

    assert (refusal.code, refusal.err.count("\n")) == (2, 1)
    assert "co.uk" in refusal.err


@pytest.mark.parametrize("missing", ["name", "category", "evidence"])
def test_add_names_the_option_that_is_missing(home: Home, missing: str) -> None:
    fields = {"name": "Help", "category": "other", "evidence": "https://help.test/"}
    del fields[missing]
    options = [f"--{name}={value}" for name, value in fields.items()]

    refusal = home.sidestep("entry", "add", "help.test", *options)

    assert (refusal.code, refusal.err.count("\n")) == (2, 1)
    assert f"{missing} is missing" in refusal.err


@pytest.mark.parametrize(
    "arguments", [["entry", "add"], ["entry", "nod"], ["serve", "--port", "x"]]
)
def test_a_command_that_is_written_wrongly_is_refused_in_one_line(
    home: Home, arguments: list[str]
) -> None:
    refusal = home.sidestep(*arguments)

    assert (refusal.code, refusal.err.count("\n"), refusal.out) == (2, 1, "")


def test_add_prints_the_site_in_its_normal_spelling(home: Home) -> None:
    added = home.add("POLICE.test", "--path=/b/", "--path=/a%2Db")

    assert added.code == 0
    assert added.out == "police.test\tverified\tother\t/a-b /b\tHelp\n"
    assert home.sidestep("entry", "list").out == added.out


def test_remove_takes_a_site_off_the_list_and_refuses_what_is_not_on_it(home: Home) -> None:
    home.add("help.test")

    assert home.sidestep("entry", "remove", "HELP.test").code == 0
    assert home.sidestep("entry", "list").out == ""
    refusal = home.sidestep("entry", "remove", "help.test")
    assert refusal.code == 2
    assert "help.test" in refusal.err


def write_lines(path: Path, hosts: list[str]) -> Path:
    with path.open("w", newline="", encoding="utf-8") as file:
        lines = csv.writer(file)
        lines.writerow(["host", "name", "category", "evidence"])
        lines.writerows([host, "Help", "other", "https://help.test/"] for host in hosts)
    return path


def test_an_import_with_3_bad_lines_of_100_changes_nothing_and_names_the_three(
    home: Home, tmp_path: Path
) -> None:
    hosts = [f"h{number}.test" for number in range(100)]
    hosts[4], hosts[50], hosts[99] = "localhost", "*.org", "h1.test"
    home.add("before.test")

    refusal = home.sidestep("entry", "import", str(write_lines(tmp_path / "list.csv", hosts)))

    assert (refusal.code, refusal.out) == (2, "")
    first, *named = refusal.err.splitlines()
    assert "3 of 100 refused, nothing was imported" in first
    assert [each.split(":")[0].strip() for each in named] == ["line 6", "line 52", "line 101"]
    assert "localhost" in named[0]
    assert "*.org" in named[1]
    assert "h1.test" in named[2]
    assert home.sidestep("entry", "list").out.count("\n") == 1


def test_an_import_without_a_bad_line_brings_them_all_unverified(
    home: Home, tmp_path: Path
) -> None:
    hosts = [f"h{number}.test" for number in range(100)]

    done = home.sidestep("entry", "import", str(write_lines(tmp_path / "list.csv", hosts)))

    assert done.code == 0
    assert home.sidestep("entry", "list", "--state=unverified").out.count("\n") == 100
    assert home.sidestep("entry", "list", "--state=verified").out == ""


@pytest.mark.parametrize("name", ["list.csv", "list.json"])
def test_what_was_exported_can_be_imported_elsewhere(home: Home, tmp_path: Path, name: str) -> None:
    hosts = [f"h{number}.test" for number in range(20)]
    home.sidestep("entry", "import", str(write_lines(tmp_path / "first.csv", hosts)))
    exported = tmp_path / name
    assert home.sidestep("entry", "export", str(exported)).code == 0
    other = Home(tmp_path / "other")
    other.sidestep("init")

    assert other.sidestep("entry", "import", str(exported)).code == 0

    assert other.sidestep("entry", "list").out == home.sidestep("entry", "list").out


def test_export_to_a_dash_writes_csv_to_the_output(home: Home) -> None:
    home.add("help.test")

    assert home.sidestep("entry", "export", "-").out.splitlines()[1] == (
        "help.test,,no,Help,other,,,https://help.test/about,verified,,"
    )


@pytest.mark.parametrize("command", ["import", "export"])
def test_a_file_of_another_kind_is_refused_by_name(home: Home, command: str) -> None:
    refusal = home.sidestep("entry", command, "list.xlsx")

    assert refusal.code == 2
    assert "list.xlsx" in refusal.err


def test_a_file_that_cannot_be_read_is_refused_by_name(home: Home, tmp_path: Path) -> None:
    latin = tmp_path / "latin.csv"
    latin.write_bytes(b"host\xe4")
    for file, reason in ((tmp_path / "none.csv", "No such file"), (latin, "UTF-8")):
        refusal = home.sidestep("entry", "import", str(file))
        assert (refusal.code, refusal.err.count("\n")) == (2, 1)
        assert file.name in refusal.err
        assert reason in refusal.err


def test_search_terms_are_kept_by_language(home: Home) -> None:
    assert home.sidestep("search-term", "add", "Women's Refuge", "--language=en").code == 0
    assert home.sidestep("search-term", "add", "refuge", "--language=fr").code == 0

    assert home.sidestep("search-term", "list").out == "women's refuge\ten\nrefuge\tfr\n"
    assert home.sidestep("search-term", "list", "--language=fr").out == "refuge\tfr\n"
    assert home.sidestep("search-term", "add", "REFUGE", "--language=fr").code == 2
    assert home.sidestep("search-term", "remove", "refuge", "--language=fr").code == 0
    assert home.sidestep("search-term", "list", "--language=fr").out == ""


def test_the_installed_command_ends_as_the_functions_say(home: Home) -> None:
    command = Path(sys.executable).with_name("sidestep")
    done = subprocess.run(
        [command, "entry", "add", "co.uk"],
        env={**os.environ, HOME_VARIABLE: str(home.path)},
        capture_output=True,
        text=True,
    )

    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)


def test_every_command_explains_itself(home: Home) -> None:
    commands = [
        ["init"],
        ["serve"],
        ["publish"],
        ["refresh"],
        *(["entry", name] for name in ("add", "remove", "list", "import", "export")),
        *(["search-term", name] for name in ("add", "remove", "list")),
    ]
    for command in commands:
        told = home.sidestep(*command, "--help")
        assert told.code == 0
        assert told.out.startswith(f"Usage: sidestep {' '.join(command)}")


def test_a_home_that_is_none_is_named(tmp_path: Path) -> None:
    refusal = Home(tmp_path / "nothing").sidestep("entry", "list")

    assert refusal.code == 2
    assert "sidestep init" in refusal.err
    assert not (tmp_path / "nothing").exists()
