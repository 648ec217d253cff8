"""Which store of the browser a file belongs to."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tests.residue.words import FRAME, HOST

Rules = Sequence[tuple[str, str]]

CHROMIUM: Rules = (
    (r"profile/Default/Cache/", "HTTP cache"),
    (r"profile/Default/Code Cache/", "Code cache"),
    (r"profile/Default/Service Worker/Database/", "Service worker database"),
    (r"profile/Default/Service Worker/ScriptCache/", "Service worker script cache"),
    (r"profile/Default/Service Worker/CacheStorage/", "Cache storage"),
    (r"profile/Default/Local Storage/", "Local storage"),
    (r"profile/Default/Session Storage/", "Session storage"),
    (r"profile/Default/IndexedDB/", "IndexedDB"),
    (r"profile/Default/File System/", "File system (OPFS)"),
    (r"profile/Default/WebStorage/QuotaManager", "Storage quotas"),
    (r"profile/Default/WebStorage/", "Storage buckets"),
    (r"profile/Default/Sessions/Session_", "Session log"),
    (r"profile/Default/Sessions/Tabs_", "Closed tabs log"),
    (r"profile/Default/Site Characteristics Database/", "Site characteristics"),
    (r"profile/Default/shared_proto_db/", "Shared records"),
    (r"profile/segmentation_platform/ukm_db", "Segmentation (ukm_db)"),
    (r"profile/Default/DIPS", "Bounce tracking (DIPS)"),
    (r"profile/Default/TransportSecurity", "HSTS (TransportSecurity)"),
    (r"home/Downloads/", "Downloaded file"),
    (r"profile/Default/(Network/)?([^/]+)$", r"\2"),
)
FIREFOX: Rules = (
    (r"profile/cache2/", "HTTP cache"),
    (r"home/.*/cache2/", "HTTP cache"),
    (r"profile/storage/default/.*/ls(/|$)", "Local storage"),
    (r"profile/storage/default/.*/idb(/|$)", "IndexedDB"),
    (r"profile/storage/default/.*/cache(/|$)", "Cache storage"),
    (r"profile/storage/default/.*/fs(/|$)", "File system (OPFS)"),
    (r"profile/storage/default/", "Storage folder"),
    (r"profile/storage/permanent/chrome/idb/\d+piupsah", "Push subscriptions"),
    (r"profile/storage/to-be-removed/", "Storage being deleted"),
    (r"profile/storage/private/", "Private storage folder"),
    (r"profile/storage\.sqlite", "Storage registry"),
    (r"profile/sessionstore-backups/", "Session backups"),
    (r"profile/sessionstore", "Session file"),
    (r"profile/bounce-tracking-protection\.sqlite", "Bounce tracking"),
    (r"profile/SiteSecurityServiceState", "HSTS (SiteSecurityServiceState)"),
    (r"profile/AlternateServices", "Alternative services"),
    (r"profile/serviceworker", "Service worker registry"),
    (r"home/Downloads/", "Downloaded file"),
    (r"profile/([^/]+)$", r"\1"),
)
RULES = {"chromium": CHROMIUM, "firefox": FIREFOX}

JOURNALS = re.compile(r"(-wal|-shm|-journal)$")


def store_of(browser: str, path: str) -> str:
    """The store's name. A path that no rule knows stands for itself, without its numbers: a store
    that a new version brings is seen by itself.
    """
    plain = JOURNALS.sub("", path)
    for pattern, name in RULES[browser]:
        match = re.match(pattern, plain)
        if match:
            return match.expand(name)
    return re.sub(r"\d+", "N", plain.replace(HOST, "HOST").replace(FRAME, "FRAME"))
