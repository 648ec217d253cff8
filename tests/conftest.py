"""What `make test` leaves to `make soak`, so that it stays within its time."""

from __future__ import annotations

import pytest


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark as ``long`` what ``long_in`` says is long in the browser that an item is for."""
    for item in items:
        marker = item.get_closest_marker("long_in")
        callspec = getattr(item, "callspec", None)
        if (
            marker
            and callspec
            and set(marker.args) & {str(each) for each in callspec.params.values()}
        ):
            item.add_marker("long")
