"""Every table, so that whoever asks ``METADATA`` finds them all."""

from __future__ import annotations

from companion.accounts import tables as accounts
from companion.audit import store as audit
from companion.checks import tables as checks
from companion.db import Base
from companion.entries import tables as entries
from companion.releases import tables as releases

METADATA = Base.metadata
MODULES = (accounts, audit, checks, entries, releases)
"""Where tables are declared; importing one puts its tables into ``METADATA``."""
