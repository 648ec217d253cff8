"""Sites that are never listed, or never as a whole.

Erasing what a person left at their bank, in their mail or at a search engine would hurt and be
noticed at once, and one mistaken entry would do it for everybody. Signatures do not protect from
mistakes; this does.
"""

from __future__ import annotations

from typing import Final


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


NEVER: Final = {
    "a search engine": _words("""
        aol ask.com baidu bing brave.com duckduckgo ecosia google kagi mojeek naver
        qwant searx seznam sogou startpage swisscows yahoo yandex
    """),
    "a mail service": _words("""
        fastmail gmail gmx hotmail icloud.com live.com mail.com mail.ru mailbox.org outlook.com
        posteo.de proton.me protonmail tutanota tuta.com web.de zoho
    """),
    "a bank or payment service": _words("""
        abnamro americanexpress bankofamerica barclays bbva bnpparibas caixabank capitalone
        chase.com citi.com citibank commerzbank commbank.com.au credit-agricole.fr danskebank
        deutsche-bank dkb.de halifax.co.uk hdfcbank hsbc icicibank ing.com ing.de ing.nl
        intesasanpaolo klarna labanquepostale lloydsbank monzo n26.com nationwide.co.uk natwest
        nordea paypal postbank postfinance.ch rabobank rbs.co.uk revolut santander sbi.co.in
        scotiabank societegenerale sparkasse starlingbank stripe.com swedbank tsb.co.uk ubs.com
        unicredit usbank.com volksbank wellsfargo westpac wise.com
    """),
    "a system that everything else depends on": _words("""
        akamai amazonaws apple.com cloudflare letsencrypt microsoft microsoftonline mozilla
        windowsupdate
    """),
}
"""A domain, or the label before the public suffix whatever the suffix: ``google.de`` is Google."""

MIXED_SITES: Final = _words("""
    amazon.com apnews.com bbc.co.uk bbc.com discord.com ebay.com europa.eu facebook.com github.com
    gov.uk instagram.com linkedin.com medium.com msn.com netflix.com nhs.uk openstreetmap.org
    pinterest.com police.uk quora.com reddit.com snapchat.com spotify.com telegram.org tiktok.com
    tumblr.com twitch.tv twitter.com whatsapp.com wikipedia.org wordpress.com x.com youtube.com
""")
"""Sites that everybody uses, the pages to land on among them: listed by path or not at all."""


def never_reason(registrable: str) -> str | None:
    """Return what this registrable domain belongs to; None where it may be listed."""
    brand = registrable.partition(".")[0]
    found = (reason for reason, names in NEVER.items() if registrable in names or brand in names)
    return next(found, None)


def is_mixed_site(host: str) -> bool:
    """Say whether ``host`` is the front door of a site that may only be listed by path."""
    return host.removeprefix("www.") in MIXED_SITES
