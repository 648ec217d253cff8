"""Says whether an address is on a list, by the rules of docs/matching.md, as the extension does."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from companion.entries.paths import comparable
from companion.entries.urls import parse_address


@dataclass(frozen=True)
class ListedSite:
    """An entry as published. ``paths`` is None for the whole host; an empty one covers nothing."""

    host: str
    subdomains: bool
    paths: tuple[str, ...] | None = None


@dataclass(frozen=True)
class _Rule:
    site: ListedSite
    prefix: str
    at: int

    @property
    def specificity(self) -> tuple[int, bool, bool, int]:
        return (-len(self.prefix), self.site.paths is None, self.site.subdomains, self.at)


class Matcher:
    """An index over the sites of one list; a look-up costs a step for each label of the host."""

    def __init__(self, sites: Iterable[ListedSite]) -> None:
        self._rules: dict[str, list[_Rule]] = {}
        for at, site in enumerate(sites):
            rules = self._rules.setdefault(site.host, [])
            for path in ("/",) if site.paths is None else site.paths:
                rules.append(_Rule(site, comparable(path), at))
        for rules in self._rules.values():
            rules.sort(key=lambda rule: rule.specificity)

    def match(self, address: str) -> ListedSite | None:
        """Return the most specific site that covers ``address``; None if none does."""
        parsed = parse_address(address)
        if parsed is None:
            return None
        host = parsed.host.removesuffix(".")
        path = comparable(parsed.path)
        name = host
        while name:
            for rule in self._rules.get(name, ()):
                if (name == host or rule.site.subdomains) and path.startswith(rule.prefix):
                    return rule.site
            name = name.partition(".")[2]
        return None
