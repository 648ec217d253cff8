"""A page that puts things over everything, as cookie banners do."""

from __future__ import annotations

TITLE = "Quiet Harbour: we value your privacy"

BODY = """
<p><a id="first" href="#here">First</a> <a href="#here">Second</a></p>
<p id="here">Words</p>
<div style="position: fixed; inset: 0; z-index: 2147483647; pointer-events: none">Cookies?</div>
<div style="position: fixed; inset: auto 0 0; height: 8rem; z-index: 2147483647; color: blue">
<button>Accept</button></div>
<div id="tip" popover="manual" style="inset: auto 0 0 auto; width: 20rem; height: 8rem">A tip</div>
<dialog id="ask" style="inset: auto 0 0 0; margin: 0; width: 100%"><button>Yes</button></dialog>
"""
