"""Short forms of what `make soak` does at length: one seed, few escapes, fewer kills."""

from __future__ import annotations

import pytest

from tests.browser.conftest import BROWSERS
from tests.faults.kills import kill_in_the_middle
from tests.faults.run import say, taken_seat
from tests.faults.soak import MOST_GROWTH, soak

SEED = 20261124
ESCAPES = {"chromium": 30, "firefox": 15}
KILLS = 2


@pytest.mark.long_in("firefox")
@pytest.mark.parametrize("name", sorted(BROWSERS))
def test_escapes_in_a_row_and_with_the_worker_ended_in_the_middle(name: str) -> None:
    with taken_seat(name) as seat:
        soaked = soak(seat, seed=SEED, count=ESCAPES[name], say=say)
        assert (soaked.failures, soaked.remains) == ([], [])
        assert soaked.growth < MOST_GROWTH[name], soaked.memory
        killed = kill_in_the_middle(seat, seed=SEED, count=KILLS, say=say)
        assert killed.failures == []
