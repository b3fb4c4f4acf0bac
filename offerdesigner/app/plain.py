"""Text of the person's shown as it is: no letter of it is a mark-up or a key."""

from __future__ import annotations

import re

from offerdesigner.text import typeset

_LONG_RUN = re.compile(r"[^\s-]{24,}")
_SYLLABLE = 4


def plain_tooltip(text: str) -> str:
    """Return `text` as a tooltip that Qt shows literally, wrapped, even when it looks like HTML."""
    escaped = typeset(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\n", "<br>")
    return f"<p>{escaped}</p>" if text else ""


def caption(text: str) -> str:
    """Return `text` for a button, a tab or a menu, where a lone « & » would underline the letter after it."""
    return typeset(text).replace("&", "&&")


def bare(text: str) -> str:
    """Return the words of a button, a tab or a menu, without the « & » that underlines a letter."""
    return "&".join(part.replace("&", "") for part in text.split("&&"))


def middle(text: str, longest: int) -> str:
    """Return `text`, its middle left out where it has more than `longest` letters."""
    if len(text) <= longest:
        return text
    head = longest // 2
    return f"{text[:head].rstrip()}…{text[len(text) - (longest - head - 1) :].lstrip()}"


def breakable(text: str) -> str:
    """Return `text` for a label that wraps: a very long word may be cut anywhere or nearly, without a mark."""
    return _LONG_RUN.sub(_cut, text)


def _cut(word: re.Match[str]) -> str:
    letters = word.group()
    return "\u200b".join(letters[place : place + _SYLLABLE] for place in range(0, len(letters), _SYLLABLE))


def two_lines(words: str) -> str:
    """Return the words of a heading on two lines, about as long as each other: columns of figures are narrow."""
    parts = words.split(" ")
    if len(parts) < 2:
        return words
    cuts = ((" ".join(parts[:place]), " ".join(parts[place:])) for place in range(1, len(parts)))
    return "\n".join(min(cuts, key=lambda lines: max(map(len, lines))))
