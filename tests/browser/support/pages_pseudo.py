"""Two languages that nobody speaks, to see the pages in languages that nobody here reads.

``long``: accents, words that are longer than English ones, and texts that are up to twice as long.
``rtl``: Arabic letters in place of Latin ones, from right to left, with Arabic digits.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

LANGUAGES = ("en", "long", "rtl")

PARTS = re.compile(r"(\[[^\]]*\]|\$\w+\$)")
"""Key caps and placeholders stay as they are."""

ACCENTED = str.maketrans("aceinouyACEINOUY", "áčéïñöüýÁČÉÏÑÖÜÝ")
ARABIC = str.maketrans("abcdefghijklmnopqrstuvwxyz,;?", "ابجدهفغحيژكلمنعپقرستوطخشيز،؛؟")
PADDING = "zusammengesetzt verlängert vollständig unübersichtlich"
KEPT = {"name", "language_tag", "text_direction"}
TAGS = {"long": ("en-XA", "ltr"), "rtl": ("ar", "rtl")}


def pseudo(extension: Path, language: str, out: Path) -> Path:
    """A copy in ``out`` of an unpacked extension whose English texts are in ``language``."""
    shutil.copytree(extension, out)
    if language == "en":
        return out
    file = out / "_locales/en/messages.json"
    texts = json.loads(file.read_text())
    tag, direction = TAGS[language]
    change = {"long": lengthened, "rtl": turned}[language]
    for key, entry in texts.items():
        entry["message"] = entry["message"] if key in KEPT else worded(entry["message"], change)
    texts["language_tag"]["message"] = tag
    texts["text_direction"]["message"] = direction
    file.write_text(json.dumps(texts, ensure_ascii=False))
    return out


def worded(text: str, change: Callable[[str], str]) -> str:
    """``text`` with everything changed that a translator would change."""
    parts = [part if PARTS.fullmatch(part) else change(part) for part in PARTS.split(text)]
    return "".join(parts)


def lengthened(text: str) -> str:
    """About 40 % longer; what has but a word or two becomes twice as long."""
    letters = len(text.strip())
    if not any(letter.isalpha() for letter in text):
        return text
    wanted = letters if letters < 25 else letters * 2 // 5
    padding = (f"{PADDING} " * (wanted // len(PADDING) + 1))[:wanted].strip()
    end = text.rstrip()[-1:] if text.rstrip()[-1:] in ".?!…:" else ""
    body = text.rstrip().removesuffix(end) if end else text.rstrip()
    tail = text[len(text.rstrip()) :]
    return f"{body.translate(ACCENTED)} {padding}{end}{tail}"


def turned(text: str) -> str:
    return text.lower().translate(ARABIC)


def texts_of(extension: Path) -> dict[str, Any]:
    """The texts of an unpacked extension by their keys."""
    entries = json.loads((extension / "_locales/en/messages.json").read_text())
    return {key: entry["message"] for key, entry in entries.items()}
