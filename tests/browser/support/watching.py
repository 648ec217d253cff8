"""A page that tells its server what is left of it at the moment in which one leaves it."""

from __future__ import annotations

import base64
import struct

from demo.exchange import Response

TITLE = "Quiet Harbour: watching"

SILENCE = struct.pack("<16000x")
WAV = (
    b"RIFF"
    + struct.pack("<I", 36 + len(SILENCE))
    + b"WAVEfmt "
    + struct.pack("<IHHIIHH", 16, 1, 1, 8000, 8000, 1, 8)
    + b"data"
    + struct.pack("<I", len(SILENCE))
    + SILENCE
)
SOUND = f"data:audio/wav;base64,{base64.b64encode(WAV).decode()}"

# a page's own observers are told in the order in which they were made: after those that came first
TELLS = """
const root = document.documentElement;
const sound = document.getElementById("sound");
document.getElementById("play").addEventListener("click", () => sound.play());
sound.addEventListener("playing", () => {
  navigator.mediaSession.metadata = new MediaMetadata({ title: "Quiet Harbour: a talk" });
  root.dataset.ready = "yes";
});
let told = false;
new MutationObserver(() => {
  if (told || getComputedStyle(root).display !== "none") return;
  told = true;
  const seen = {
    title: document.title,
    icons: [...document.querySelectorAll("link[rel~=icon]")].map(({ href }) => href.slice(0, 22)),
    playing: navigator.mediaSession.metadata?.title ?? null,
    muted: sound.muted,
    paused: sound.paused,
    live: [...document.querySelectorAll("[aria-live]")]
      .filter((element) => element.checkVisibility()).map(({ textContent }) => textContent),
  };
  fetch(`/seen?${encodeURIComponent(JSON.stringify(seen))}`, { keepalive: true });
}).observe(root, { attributes: true });
"""

BODY = (
    '<p aria-live="assertive">You are on Quiet Harbour</p><button id="play">Play</button>'
    f'<audio id="sound" loop src="{SOUND}"></audio>'
    '<p><a id="listed-file" download href="/file.bin">A leaflet</a></p>'
    '<p><a id="open-small" href="#" onclick="open(\'/reading\', \'small\', '
    "'popup,width=400,height=300')\">Open</a></p>"
)


def slow_file() -> Response:
    """A file of a megabyte that takes half a minute."""
    headers = (("Content-Type", "application/octet-stream"),)
    return Response(headers=headers, body=bytes(1_000_000), seconds=30.0)
