from hypothesis import given
from hypothesis import strategies as st

from offerdesigner.render.style import INK, PAPER, READABLE, Palette, contrast, rgb

colours = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06X}")


@given(colours)
def test_every_accent_keeps_texts_readable(colour: str) -> None:
    palette = Palette.of(colour)
    assert contrast(palette.accent_text, PAPER) >= READABLE
    assert contrast(INK, palette.tint) >= 7
    assert palette.accent == rgb(colour)


def test_a_pale_accent_keeps_its_bars_and_its_text_turns_to_ink() -> None:
    yellow = Palette.of("#F5B400")
    assert yellow.accent_text == INK
    assert yellow.tint_needs_rule
    blue = Palette.of("#1F36C7")
    assert blue.accent_text == blue.accent
    assert not blue.tint_needs_rule


def test_contrast_runs_from_1_to_21() -> None:
    assert contrast(PAPER, PAPER) == 1
    assert round(contrast(rgb("#000000"), PAPER), 6) == 21
