"""Firefox's preferences for tests: as a person has it, minus everything that asks the network or
shows a first page.
"""

from __future__ import annotations

import json

NOWHERE = "data:,"

QUIET: dict[str, bool | int | str] = {
    # nothing is asked of the internet
    "app.normandy.enabled": False,
    "app.shield.optoutstudies.enabled": False,
    "app.update.auto": False,
    "browser.contentblocking.report.lockwise.enabled": False,
    "browser.newtabpage.activity-stream.feeds.section.topstories": False,
    "browser.newtabpage.activity-stream.feeds.telemetry": False,
    "browser.newtabpage.activity-stream.telemetry": False,
    "browser.newtabpage.activity-stream.showSponsored": False,
    "browser.ping-centre.telemetry": False,
    "browser.region.update.enabled": False,
    "browser.safebrowsing.malware.enabled": False,
    "browser.safebrowsing.phishing.enabled": False,
    "browser.safebrowsing.provider.mozilla.updateURL": "",
    "browser.search.geoip.url": "",
    "browser.search.suggest.enabled": False,
    "browser.urlbar.quicksuggest.enabled": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "dom.push.connection.enabled": False,
    # its list of downloads would open over the page and take the next key
    "browser.download.alwaysOpenPanel": False,
    "extensions.blocklist.enabled": False,
    "extensions.getAddons.cache.enabled": False,
    "extensions.systemAddon.update.url": "",
    "extensions.update.enabled": False,
    "media.gmp-manager.url": NOWHERE,
    "media.gmp-provider.enabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "network.trr.mode": 5,
    "nimbus.rollouts.enabled": False,
    "security.OCSP.enabled": 0,
    "services.settings.server": "data:,#remote-settings-dummy/v1",
    "toolkit.telemetry.enabled": False,
    "toolkit.telemetry.server": NOWHERE,
    "toolkit.telemetry.unified": False,
    # no first pages
    "browser.aboutwelcome.enabled": False,
    "browser.startup.homepage": "about:blank",
    "datareporting.policy.firstRunURL": "",
    "trailhead.firstrun.didSeeAboutWelcome": True,
    # what the driver takes away and a person has
    "browser.pagethumbnails.capturing_disabled": False,
    "browser.sessionstore.resume_from_crash": True,
    "dom.disable_open_during_load": True,
    "signon.rememberSignons": True,
    # extensions that are not from the store
    "extensions.autoDisableScopes": 0,
    "extensions.experiments.enabled": True,
    "xpinstall.signatures.required": False,
    "xpinstall.whitelist.required": False,
}


def through_relay(port: int) -> dict[str, bool | int | str]:
    """Every connection but those to loopback goes to the relay on ``port``, names unresolved."""
    return {
        "network.proxy.type": 1,
        "network.proxy.http": "127.0.0.1",
        "network.proxy.http_port": port,
        "network.proxy.ssl": "127.0.0.1",
        "network.proxy.ssl_port": port,
        "network.proxy.no_proxies_on": "127.0.0.1",
    }


def extension_addresses(uuids: dict[str, str]) -> dict[str, bool | int | str]:
    """Extensions get these uuids (by their ids) in place of random ones."""
    return {"extensions.webextensions.uuids": json.dumps(uuids)}
