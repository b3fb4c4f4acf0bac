"""Names that people and enemies give."""

from __future__ import annotations

from hypothesis import example
from hypothesis import strategies as st

ANYTHING = st.text(st.characters(), max_size=60)
"""Any text at all, lone surrogates and controls included."""

NAMES = st.text(st.sampled_from("aeiouéÉœklrstXVI 1230-'/@&.+🦔שA"), max_size=24)

TALL = "L'œuvre 🦔 " * 1000


def hostile(*arguments):
    """Also try what people and enemies paste: Hebrew with marks of direction, families of emoji, 10 000 letters."""

    def tried(test):
        for name in ("\u202eשלום\u202c", "👩\u200d👩\u200d👧 Famille", TALL, "i" * 10_000, "\ud800", "\x00", "\u0301"):
            test = example(name, *arguments)(test)
        return test

    return tried
