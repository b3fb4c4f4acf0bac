import pytest

from offerdesigner.render.fonts import drawable, face
from offerdesigner.render.style import BLACK, BOLD, DISPLAY, SEMIBOLD, TEXT

FACES = (TEXT, SEMIBOLD, BOLD, DISPLAY, BLACK)


@pytest.mark.parametrize("name", FACES)
def test_every_face_has_what_french_needs(name: str) -> None:
    french = "àâæçéèêëîïôœùûüÿÀÂÆÇÉÈÊËÎÏÔŒÙÛÜŸ«»’–—…€°²³×\u2212\u00a0\u202f%0123456789"
    assert drawable(french, name) == (french, "")


@pytest.mark.parametrize("name", FACES)
@pytest.mark.parametrize(
    ("typed", "drawn"),
    [
        ("a\tb\nc\x00d", "a b c d"),
        ("ab\u202ecd\u2066", "abcd"),
        ("e\u0301te\u0301", "été"),
        ("porte\u2011clés", "porte-clés"),
        ("\ufb01n", "fin"),
        ("ｗｅｂ", "web"),
        ("\u2009", " "),
    ],
)
def test_look_alikes_are_drawn_without_a_word(name: str, typed: str, drawn: str) -> None:
    shown, missing = drawable(typed, name)
    assert (shown.replace("\u2011", "-"), missing) == (drawn, "") or shown == typed


@pytest.mark.parametrize("name", FACES)
def test_a_sign_that_no_face_has_is_marked_and_told_once(name: str) -> None:
    shown, missing = drawable("🦔 et 🦔 et ש", name)
    assert missing == "🦔ש"
    assert shown == "{0} et {0} et {0}".format(face(name).unknown_mark)


def test_titles_are_kerned_and_texts_are_not() -> None:
    for name in (DISPLAY, BLACK):
        assert face(name).width("AV") < face(name).width("A") + face(name).width("V")
        assert face(name).width("HH") == 2 * face(name).width("H")
    assert face(TEXT).width("AV") == face(TEXT).width("A") + face(TEXT).width("V")


def test_digits_of_the_text_face_stand_in_columns() -> None:
    assert len({face(TEXT).width(digit) for digit in "0123456789"}) == 1


def test_another_face_is_refused() -> None:
    with pytest.raises(KeyError):
        face("Helvetica")
