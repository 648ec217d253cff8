"""The starter list has the form that docs/listing-policy.md and the import ask for.

Form only: whether a host belongs to whom the row says is for two reviewers to find out
(docs/starter-list.md).
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

import idna
import pytest
from publicsuffixlist import PublicSuffixList

from companion.entries.files import read_csv, write_csv
from companion.entries.models import State
from companion.entries.service import Rules, import_all
from companion.entries.store import Store

STARTER_LIST = Path(__file__).parents[2] / "companion" / "starter_list.csv"

FIELDS = [
    "host",
    "paths",
    "exact_host",
    "name",
    "category",
    "country",
    "language",
    "evidence",
    "state",
    "contact",
    "storage",
]
MAY_BE_EMPTY = {"paths", "country", "contact", "storage"}


def words_of(text: str) -> set[str]:
    return set(text.split())


CATEGORIES = words_of("""
    domestic-abuse stalking sexual-violence child-protection honour-based-abuse trafficking
    self-harm mental-health lgbt-support addiction reproductive-health legal-help police other
""")
"""Written out, not imported: the two have to agree."""

COUNTRIES = words_of("""
    AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ
    BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM
    DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS
    GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN
    KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ
    MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM
    PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV
    SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI
    VN VU WF WS YE YT ZA ZM ZW
""")
"""ISO 3166-1 alpha-2."""

LANGUAGES = words_of("""
    aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy
    da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht
    hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky
    la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny
    oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss
    st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo
    za zh zu
""")
"""ISO 639-1, the primary subtags of BCP 47 that have two letters."""

MIN_COUNTRIES = 38
MIN_PATH_ENTRIES = 48
SHARED_HOSTERS = re.compile(
    r"(^|\.)(blogspot|facebook|github|gitlab|google|instagram|linktr|medium|netlify|notion|squarespace|tumblr|weebly"
    r"|wix|wixsite|wordpress)\."
)
NORMAL_HOST = re.compile(r"([a-z0-9-]+\.)+[a-z][a-z0-9-]*")
NORMAL_PATH = re.compile(r"(/[A-Za-z0-9._~!$&'()*+,;=:@-]+)+")
"""No row needs an escape: whoever adds one extends this."""

Row = dict[str, str]


def read_rows() -> list[Row]:
    """Read the file with nothing of the companion, so that its reader is tested too."""
    with STARTER_LIST.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file, strict=True)
        assert reader.fieldnames == FIELDS
        return list(reader)


ROWS = read_rows()
SUFFIXES = PublicSuffixList(accept_unknown=False)


def rows_that_break(rule: Callable[[Row], bool]) -> list[str]:
    return [row["host"] for row in ROWS if not rule(row)]


def paths_of(row: Row) -> list[str]:
    return row["paths"].split(" ") if row["paths"] else []


def covers(wide: Row, narrow: Row) -> bool:
    """Say whether every address that ``narrow`` covers is covered by ``wide`` already."""
    exact = wide["exact_host"] == "yes"
    same_host = wide["host"] == narrow["host"]
    below = narrow["host"].endswith("." + wide["host"])
    if not (same_host or below) or (exact and (below or narrow["exact_host"] == "no")):
        return False
    if not paths_of(wide):
        return True
    prefixes = tuple(f"{path}/" for path in paths_of(wide))
    return bool(paths_of(narrow)) and all(
        f"{path}/".startswith(prefixes) for path in paths_of(narrow)
    )


def test_every_row_has_every_field() -> None:
    def is_whole(row: Row) -> bool:
        return list(row) == FIELDS and all(row[field] or field in MAY_BE_EMPTY for field in FIELDS)

    assert rows_that_break(is_whole) == []


def test_no_field_has_a_stray_space_or_an_invisible_character() -> None:
    def is_tidy(row: Row) -> bool:
        return all(
            value == " ".join(value.split()) and value.isprintable() for value in row.values()
        )

    assert rows_that_break(is_tidy) == []


def test_nobody_but_a_reviewer_says_verified() -> None:
    assert rows_that_break(lambda row: row["state"] == "unverified") == []


def test_codes_are_known() -> None:
    assert rows_that_break(lambda row: row["category"] in CATEGORIES) == []
    assert rows_that_break(lambda row: row["country"] in COUNTRIES | {""}) == []
    assert rows_that_break(lambda row: row["language"] in LANGUAGES) == []
    assert rows_that_break(lambda row: row["exact_host"] in {"yes", "no"}) == []


def test_hosts_are_in_normal_form() -> None:
    def is_normal(row: Row) -> bool:
        encoded = idna.encode(row["host"], uts46=True, std3_rules=True, transitional=False)
        return encoded.decode("ascii") == row["host"] and bool(NORMAL_HOST.fullmatch(row["host"]))

    assert rows_that_break(is_normal) == []


def test_hosts_belong_to_somebody() -> None:
    assert rows_that_break(lambda row: SUFFIXES.publicsuffix(row["host"]) is not None) == []
    assert rows_that_break(lambda row: SUFFIXES.privatesuffix(row["host"]) is not None) == []
    assert rows_that_break(lambda row: not SHARED_HOSTERS.search(row["host"])) == []


def test_www_is_written_only_where_the_rest_is_a_public_suffix() -> None:
    def is_needed(row: Row) -> bool:
        rest = row["host"].removeprefix("www.")
        return rest == row["host"] or SUFFIXES.publicsuffix(rest) == rest

    assert rows_that_break(is_needed) == []


def test_paths_are_in_normal_form_and_cover_each_other_nowhere() -> None:
    def are_normal(row: Row) -> bool:
        paths = paths_of(row)
        return (
            paths == sorted(set(paths))
            and all(NORMAL_PATH.fullmatch(path) for path in paths)
            and not any({".", ".."} & set(path.split("/")) for path in paths)
            and not any(one != two and two.startswith(f"{one}/") for one in paths for two in paths)
        )

    assert rows_that_break(are_normal) == []


def test_evidence_is_an_https_page() -> None:
    def is_page(row: Row) -> bool:
        parts = urlsplit(row["evidence"])
        return (
            parts.scheme == "https"
            and "." in parts.netloc
            and parts.netloc == parts.hostname
            and bool(parts.path)
        )

    assert rows_that_break(is_page) == []


def test_police_is_never_listed_as_a_whole() -> None:
    assert rows_that_break(lambda row: row["category"] != "police" or bool(row["paths"])) == []
    assert (
        rows_that_break(lambda row: "police.uk" not in row["host"] or row["category"] == "police")
        == []
    )


def test_no_host_is_there_twice() -> None:
    assert [host for host, count in Counter(row["host"] for row in ROWS).items() if count > 1] == []


def test_no_row_is_covered_by_another() -> None:
    pairs = [(one, two) for one in ROWS for two in ROWS if one is not two and covers(one, two)]
    assert [(wide["host"], narrow["host"]) for wide, narrow in pairs] == []


def test_covering_is_noticed() -> None:
    whole = {"host": "help.org", "paths": "", "exact_host": "no"}
    exact = {**whole, "exact_host": "yes"}
    below = {**whole, "host": "chat.help.org"}
    page = {**whole, "paths": "/a/b"}
    pages = {**whole, "paths": "/a /c"}
    assert covers(whole, below)
    assert covers(whole, exact)
    assert covers(whole, page)
    assert covers(pages, page)
    assert not covers(exact, whole)
    assert not covers(exact, below)
    assert not covers(whole, {**whole, "host": "otherhelp.org"})
    assert not covers(page, pages)
    assert not covers(page, whole)
    assert not covers(page, {**page, "paths": "/a/bc"})


def test_rows_are_sorted_by_country_then_host() -> None:
    keys = [(row["country"], row["host"]) for row in ROWS]
    assert keys == sorted(keys)


def test_the_list_spans_countries_and_categories_and_holds_path_entries() -> None:
    assert len({row["country"] for row in ROWS} - {""}) >= MIN_COUNTRIES
    assert sum(bool(row["paths"]) for row in ROWS) >= MIN_PATH_ENTRIES
    assert {row["category"] for row in ROWS} == CATEGORIES


@pytest.mark.parametrize("development", [True, False])
def test_the_import_takes_every_row_and_changes_nothing(development: bool, store: Store) -> None:
    lines = read_csv(STARTER_LIST.read_text(encoding="utf-8"))
    import_all(store, lines, Rules(development=development), at=datetime(2026, 1, 1, tzinfo=UTC))
    assert {entry.state for entry in store.entries()} == {State.UNVERIFIED}
    written = write_csv(store.entries()).splitlines()
    assert sorted(written) == sorted(STARTER_LIST.read_text(encoding="utf-8").splitlines())
