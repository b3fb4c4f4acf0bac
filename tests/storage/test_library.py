"""The library of services: what it says, and what of it a project has."""

from __future__ import annotations

import json
from collections import Counter

import pytest

from offerdesigner import resources
from offerdesigner.checks.vocabulary import need_of_software, need_of_technique
from offerdesigner.model.base import evolve
from offerdesigner.model.catalogue import Service
from offerdesigner.model.project import Project
from offerdesigner.storage import library
from offerdesigner.storage.examples import open_copy
from offerdesigner.text import fold, typeset

SERVICES = library.services()
TEXTS = [text for known in SERVICES for text in (known.need, known.description, *known.software)]
INFINITIVES = ("er", "ir", "re", "oir")
JARGON = (
    "cloud",
    "saas",
    "instance",
    "backup",
    "hébergement mutualisé",
    "serveur",
    "sql",
    "ssl",
    "visio",
    "wiki",
    "mail",
)


@pytest.mark.parametrize("known", SERVICES, ids=lambda known: known.id)
def test_each_service_is_said_by_its_need(known):
    words = known.need.split()
    verb = words[1] if words[0] == "Se" else words[0]
    assert verb.endswith(INFINITIVES), known.need
    assert need_of_software(known.need) is None and need_of_technique(known.need) is None
    assert len(known.need) <= 60 and not known.need.endswith(".")
    assert known.description.endswith(".") and known.description.count(".") == 1 and len(known.description) <= 110
    said = fold(f"{known.need} {known.description}").split()
    assert not [word for word in JARGON if fold(word) in said]
    assert known.software and known.kind in ("service", "accompaniment")


def test_everyday_words_belong_to_one_service():
    for known in SERVICES:
        assert known.said and all(word == word.strip() and len(word) >= 3 for word in known.said), known.id
        for words in (known.need, *known.said):
            assert library.said_as(words) == known.id, words
            assert library.said_as(words.upper().replace("-", " ")) == known.id, words


def test_names_are_unique_and_groups_follow_one_another():
    assert len(SERVICES) >= 40
    for names in ([known.id for known in SERVICES], [fold(known.need) for known in SERVICES]):
        assert [name for name, count in Counter(names).items() if count > 1] == []
    places = [library.groups().index(known.group) for known in SERVICES]
    assert places == sorted(places) and set(places) == set(range(len(library.groups())))


def test_the_typography_is_french():
    for text in TEXTS:
        shown = typeset(text)
        assert "  " not in text and text == text.strip()
        assert "'" not in shown and '"' not in shown and " :" not in shown and " »" not in shown and " ;" not in shown


def test_the_needs_are_those_that_the_checks_know_for_the_same_software():
    known_needs = {
        entry["name"]: entry["need"]
        for entry in json.loads(resources.path("vocabulary", "needs.json").read_text("utf-8"))["software"]
    }
    needs: dict[str, set[str]] = {}
    for known in SERVICES:
        for name in known.software:
            needs.setdefault(name, set()).add(known.need)
    both = needs.keys() & known_needs.keys()
    assert len(both) > 50
    assert {name: known_needs[name] for name in both if known_needs[name] not in needs[name]} == {}


def test_the_services_of_a_template_are_recognised():
    found = library.known_as(open_copy("trois-niveaux"))
    assert {name: service.need for name, service in found.items()} == {
        "people": "Personnes",
        "space": "Espace",
        "files": "Partager vos fichiers",
        "office": "Écrire à plusieurs",
        "mail": "Recevoir du courrier à votre nom",
        "meetings": "Se réunir à distance",
        "members-accounts": "Suivre adhésions et comptes",
        "website": "Publier votre site",
        "backup": "Retrouver un fichier effacé",
    }


@pytest.mark.parametrize(
    ("service", "known"),
    [
        (Service(need="SUIVRE vos taches"), "tasks"),
        (Service(need="Bavarder", software="zulip"), "chat"),
        (Service(software="Moodle"), "courses"),
        (Service(need="Moodle"), "courses"),
        (Service(need="Visio"), "meetings"),
        (Service(need="E-mails"), "mail"),
        (Service(need="Faire la fête", software="Nextcloud"), None),
        (Service(), None),
    ],
)
def test_a_need_or_a_software_of_one_need_alone_is_enough(service, known):
    found = library.known_as(evolve(Project(), services=(service,)))
    assert found == ({known: service} if known else {})
