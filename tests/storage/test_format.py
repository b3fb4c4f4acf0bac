from __future__ import annotations

import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from offerdesigner import resources
from offerdesigner.model.base import evolve
from offerdesigner.model.project import Project
from offerdesigner.storage.format import FORMAT, MAX_BYTES, Unreadable, dump, load
from tests.strategies import projects

generous = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])

MARMULE = resources.path("examples", "marmule.offre").read_text(encoding="utf-8")

SHIPPED = sorted([*resources.path("examples").glob("*.offre"), *resources.path("templates").glob("*.offre")])


def refusal(text: str | bytes) -> str:
    """Return the sentence with which `text` is refused; a test fails if it is accepted."""
    with pytest.raises(Unreadable) as caught:
        load(text)
    sentence = str(caught.value)
    assert sentence.startswith("Ce fichier ne peut pas être ouvert : ")
    assert sentence.endswith(".")
    assert "\n" not in sentence
    return sentence


def altered(change: Callable[[dict[str, Any]], None]) -> str:
    """Return Marmule's file with `change` made to its project."""
    content = json.loads(MARMULE)
    change(content["project"])
    return json.dumps(content)


def with_charge(**charge: Any) -> str:
    return altered(lambda project: project["offers"][0]["rates"][0].update(charge=charge))


@generous
@given(projects(economy=True, quoted=True, events=True))
def test_a_project_comes_back_as_it_was(project: Project) -> None:
    text = dump(project)
    assert load(text) == project
    assert load(text.encode()) == project
    assert dump(load(text)) == text


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_what_comes_with_the_program_opens_and_comes_back(path: Path) -> None:
    project = load(path.read_bytes())
    assert load(dump(project)) == project


def test_an_empty_project_is_two_lines_of_content() -> None:
    assert json.loads(dump(Project())) == {"format": FORMAT, "project": {}}


def test_a_change_of_one_value_changes_one_line() -> None:
    project = load(MARMULE)
    renamed = evolve(project, conditions="Autre chose")
    before, after = dump(project).splitlines(), dump(renamed).splitlines()
    assert len(before) == len(after)
    assert sum(old != new for old, new in zip(before, after, strict=True)) == 1


def test_texts_are_written_as_they_are_read() -> None:
    text = dump(Project(name="L'été à la ferme : « œufs » 🥚"))
    assert "L'été à la ferme : « œufs » 🥚" in text


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "il est vide"),
        (b"", "il est vide"),
        ("  \n", "il est vide"),
        (MARMULE[:1000], "abîmé ou incomplet"),
        (MARMULE.encode("utf-16"), "UTF-8"),
        ('{"format": 1, "project": {"name": "été"}}'.encode("latin-1"), "UTF-8"),
        (b"PK\x03\x04\x00\xff", "UTF-8"),
        ("%PDF-1.7", "pas une offre"),
        ("nom;prix\nMarmule;10", "pas une offre"),
        ("[]", "pas une offre"),
        ("12", "pas une offre"),
        ("null", "pas une offre"),
        ("{}", "pas une offre"),
        ('{"project": {}}', "pas une offre"),
        ('{"format": 1}', "pas une offre"),
        ('{"format": "1", "project": {}}', "pas une offre"),
        ('{"format": true, "project": {}}', "pas une offre"),
        ('{"format": 0, "project": {}}', "pas une offre"),
        ('{"format": 1.0, "project": {}}', "pas une offre"),
        ('{"format": 2, "project": {}}', "version plus récente du programme (format 2, celui-ci lit le format 1)"),
        ('{"format": 1, "project": {}, "extra": 1}', "« extra » n'y a pas de sens"),
        ('{"format": 1, "project": null}', "forme attendue"),
        ('{"format": 1, "project": []}', "forme attendue"),
        ('{"format": 1, "project": {"name": "a", "name": "b"}}', "« name » y est écrit deux fois"),
        ('{"format": 1, "project": {"name": NaN}}', "« NaN » n'est pas un nombre"),
        ('{"format": 1, "project": {"name": -Infinity}}', "« -Infinity » n'est pas un nombre"),
        ('{"format": 1, "project": {"name": "\\ud800"}}', "caractère qui n'existe pas"),
        ('{"format": 1, "project": {"\\udfff": 1}}', "caractère qui n'existe pas"),
        ('{"format": 1, "project": {"name": ["\\ud800"]}}', "caractère qui n'existe pas"),
        ('{"format": 1, "project": {"a\\ud800": 1, "a\\ud800": 2}}', "écrit deux fois"),
        ('{"format": 1, "project": ' + "[" * 200_000, "trop profondément"),
        ('{"format": 1, "project": {"name": ' + "9" * 5000 + "}}", "démesuré"),
        (" " * (MAX_BYTES + 1), "il dépasse 32 Mo"),
        ("x" * 400, "pas une offre"),
    ],
    ids=lambda value: repr(value)[:40],
)
def test_what_is_no_offer_is_refused_in_one_sentence(content: str | bytes, said: str) -> None:
    assert said in refusal(content)


def test_a_byte_order_mark_is_no_obstacle() -> None:
    assert load(b"\xef\xbb\xbf" + MARMULE.encode()) == load(MARMULE)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (with_charge(kind="flat"), "dans l'offre « Marmule », il manque « Prix »"),
        (with_charge(kind="flat", amount="-3"), "« Prix » doit valoir au moins 0"),
        (with_charge(kind="flat", amount="dix"), "« Prix » n'est pas un nombre"),
        (with_charge(kind="flat", amount="NaN"), "« Prix » n'est pas un nombre"),
        (with_charge(kind="flat", amount="1e999999"), "« Prix » est trop grand"),
        (with_charge(kind="flat", amount=3.5), "virgule flottante"),
        (with_charge(kind="flat", amount="1.234"), "« Prix » a trop de décimales (2 au plus)"),
        (with_charge(kind="flat", amount="99999999999"), "« Prix » est trop grand"),
        (with_charge(kind="flat", amount="1", discount="1"), "« discount » est inconnu de cette version"),
        (with_charge(kind="auction"), "dans l'offre « Marmule »"),
        (with_charge(kind="volume", tiers=[]), "il faut au moins une tranche"),
        (
            with_charge(kind="package", package_price="1", size="0"),
            "« Unités par lot » doit dépasser 0",
        ),
        (altered(lambda project: project["offers"][0].update(range="nulle-part")), "il manque « nulle-part »"),
        (altered(lambda project: project["offers"][0].update(inherits="marmule")), "finit par se contenir elle-même"),
        (altered(lambda project: project["offers"].append(project["offers"][0])), "même identifiant « marmule »"),
        (altered(lambda project: project["offers"].append(None)), "dans l'offre n° 2"),
        (altered(lambda project: project.update(offers={})), "« Offres » n'est pas une liste"),
        (altered(lambda project: project.update(valid_from="hier")), "« Tarifs au » n'est pas une date"),
        (
            altered(lambda project: project["services"][2].update(need="x" * 300)),
            "« Besoin » est trop long (200 signes",
        ),
        (
            altered(lambda project: project["services"][2].update(id="a/b")),
            "dans le service « Nextcloud et Collabora »",
        ),
        (altered(lambda project: project["structure"]["vat"].update(rate="300")), "dans la structure, « Taux de TVA »"),
        (altered(lambda project: project["structure"].update(brand={"accent": "red"})), "« Couleur »"),
        (altered(lambda project: project["structure"].update(a=1, b=2, c=3)), "(et 2 autres erreurs)"),
    ],
)
def test_an_impossible_value_is_refused_with_its_place(text: str, said: str) -> None:
    assert said in refusal(text)


def test_a_file_cut_anywhere_is_refused() -> None:
    content = MARMULE.encode()
    for percent in range(100):
        refusal(content[: len(content) * percent // 100])


def test_flipped_bytes_never_raise_anything_else() -> None:
    content = resources.path("examples", "nuage-commun.offre").read_bytes()
    chance = random.Random(2026)
    refused = 0
    for _round in range(400):
        flipped = bytearray(content)
        for _flip in range(chance.randint(1, 3)):
            flipped[chance.randrange(len(flipped))] ^= 1 << chance.randrange(8)
        try:
            load(bytes(flipped))
        except Unreadable:
            refused += 1
    assert 100 < refused < 400


_leaves = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5)
_trees = st.recursive(
    _leaves,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(("id", "kind", "name")), inner),
    max_leaves=8,
)


@generous
@given(st.data())
def test_any_json_in_place_of_any_value_is_opened_or_refused(data: st.DataObject) -> None:
    content = json.loads(MARMULE)
    holder: Any = content
    key: Any = "project"
    while isinstance(holder[key], dict | list) and holder[key] and data.draw(st.integers(0, 4)):
        holder = holder[key]
        key = data.draw(st.sampled_from(sorted(holder) if isinstance(holder, dict) else range(len(holder))))
    holder[key] = data.draw(_trees)
    try:
        load(json.dumps(content))
    except Unreadable as error:
        assert str(error).endswith(".")
