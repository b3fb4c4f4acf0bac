"""What may be added to a range, and the edit that adds it."""

from __future__ import annotations

import pytest
from hypothesis import given

from offerdesigner.app.models.service_choices import add_services, choices, free_choice, picked
from offerdesigner.model.address import get
from offerdesigner.model.base import evolve
from offerdesigner.model.catalogue import Service
from offerdesigner.model.offers import Included
from offerdesigner.model.project import Project, inclusions_of
from offerdesigner.storage.examples import open_copy
from offerdesigner.text import fold
from tests.strategies import projects


def _choice(project: Project, key: str, range_id: str = "associations"):
    return next(choice for choice in choices(project, range_id) if choice.key == key)


def _pick(project: Project, *keys: str):
    found = [_choice(project, f"library:{key}") for key in keys]
    return [picked(choice, choice.need, choice.software[0]) for choice in found]


def _names(project: Project) -> list[str]:
    return [group.name for group in project.groups]


def test_what_an_offer_gives_is_not_to_be_added_again():
    project = open_copy("trois-niveaux")
    assert _choice(project, "library:website").is_given
    assert not _choice(project, "library:wiki").is_given


def test_what_no_offer_of_the_range_gives_can_be_picked_again():
    project = open_copy("trois-niveaux")
    hidden = tuple(evolve(s, on_sheet=False) if s.id == "website" else s for s in project.services)
    spare = Service(id="spare", need="Prêter du matériel")
    project = evolve(project, services=(*hidden, spare))
    assert _choice(project, "service:spare").service is spare
    website = _choice(project, "library:website")
    assert not website.is_given and website.service.id == "website"
    after = add_services([picked(website, website.need, "SPIP")], None).apply(project)
    assert get(after, "services/website") == evolve(get(project, "services/website"), on_sheet=True)
    assert len(after.services) == len(project.services)


def _found(words: str) -> list[str]:
    """Return what is found, the nearest first."""
    ranks = {choice.key: choice.rank(words) for choice in choices(Project(), "")}
    kept = [(rank, key.removeprefix("library:")) for key, rank in ranks.items() if rank is not None]
    return [key for _rank, key in sorted(kept, key=lambda one: one[0])]


def test_words_are_found_whatever_their_accents_and_case_in_need_description_and_software():
    assert _found("ECRIRE modes") == ["wiki"] == _found("wiki.js")
    assert _found("assemblee generale") == ["accounting"]
    assert _found("galene") == ["meetings"]
    assert _found("zzz") == []


EVERYDAY = {
    "visio": "meetings", "visioconférence": "meetings", "réunion en ligne": "meetings", "zoom": "meetings",
    "e-mail": "mail", "email": "mail", "mails": "mail", "boîte mail": "mail", "boite-mail": "mail",
    "messagerie": "mail", "courriel": "mail", "newsletter": "newsletter", "infolettre": "newsletter",
    "liste de diffusion": "lists",
    "mailing list": "lists", "site web": "website", "site internet": "website", "blog": "website",
    "nom de domaine": "domain", "adhérents": "members", "cotisations": "members", "drive": "files", "cloud": "files",
    "partage de fichiers": "files", "agenda partagé": "calendar", "calendrier": "calendar", "planning": "calendar",
    "sondage": "forms", "sondages": "forms", "formulaire": "forms", "doodle": "dates", "compta": "accounting",
    "facturation": "accounting", "sauvegarde": "backup", "backup": "backup", "formation": "training",
    "formations": "training", "tableur": "office", "traitement de texte": "office", "pad": "notes", "chat": "chat",
    "billetterie": "tickets", "boutique": "shop", "podcast": "podcasts", "support": "help-writing",
    "hotline": "help-phone", "migration": "transfer", "atelier": "workshop", "mots de passe": "passwords",
    "stockage": "space", "utilisateurs": "people", "VPN": "remote-access", "vidéos": "videos", "todo": "tasks",
    "réseaux sociaux": "news", "statistiques": "visits", "carnet d'adresses": "contacts",
}  # fmt: skip


@pytest.mark.parametrize(("words", "service"), EVERYDAY.items())
def test_everyday_words_find_the_service_that_one_expects_first(words, service):
    assert _found(words)[0] == service
    assert _found(words.upper())[0] == service


def test_the_need_comes_before_everyday_words_and_those_before_any_mention():
    assert _found("agenda")[:2] == ["calendar", "webmail"]
    assert _found("formation").index("training") < _found("formation").index("newsletter")


def test_groups_and_units_that_lack_are_added_at_their_place():
    project = evolve(Project(), groups=(), services=())
    after = add_services(_pick(project, "lists", "help-phone", "files"), None).apply(project)
    assert _names(after) == ["Travailler à plusieurs", "Communiquer", "Être accompagné"]
    assert [metric.id for metric in after.metrics] == ["lists"]
    service = next(service for service in after.services if service.software == "Sympa")
    assert (service.need, service.metric, service.description) == ("Écrire à tous vos membres", "lists", "")


def test_the_groups_and_units_of_the_project_serve_again():
    project = open_copy("trois-niveaux")
    before = _names(project)
    picks = _pick(project, "events", "passwords", "domain")
    after = add_services(picks, None, described=True).apply(project)
    assert _names(after) == before
    assert {get(after, f"services/{pick.id}").group for pick in picks} == {"gerer"}
    assert [metric.id for metric in after.metrics] == ["users", "storage", "mails", "sites", "domains"]
    assert get(after, f"services/{picks[0].id}").description.startswith("Un agenda public")
    places = [place for place, service in enumerate(after.services) if service.group == "gerer"]
    assert places == list(range(places[0], places[0] + len(places)))


def test_a_unit_of_another_name_that_counts_the_same_serves():
    project = open_copy("ksuite")
    after = add_services(_pick(project, "people"), None).apply(project)
    assert after.metrics == project.metrics and after.services[-1].metric == "users"


def test_offers_get_what_they_do_not_inherit_already():
    project = open_copy("trois-niveaux")
    pick = _pick(project, "wiki")[0]
    after = add_services([pick], None, [offer.id for offer in project.offers]).apply(project)
    for offer in after.offers:
        assert inclusions_of(after, offer)[pick.id].grant == Included()
    assert [len(a.inclusions) - len(b.inclusions) for a, b in zip(after.offers, project.offers, strict=True)] == [
        1,
        0,
        0,
    ]


def test_ones_own_words_go_where_one_was():
    project = open_copy("trois-niveaux")
    pick = picked(free_choice("  Prêter du matériel "), "  Prêter du matériel ", "")
    edit = add_services([pick], "accompagner")
    after = edit.apply(project)
    assert edit.label == "ajouter « Prêter du matériel »"
    assert after.services[-1] == Service(id=pick.id, need="Prêter du matériel", group="accompagner")


@pytest.mark.parametrize("name", ["nuage-commun", "sleto", "proton", "page-blanche"])
def test_everything_can_be_added_and_is_then_known(name):
    project = open_copy(name)
    range_id = project.ranges[0].id
    wanted = [choice for choice in choices(project, range_id) if not choice.is_given]
    picks = [picked(choice, choice.need, choice.software[0] if choice.software else "") for choice in wanted]
    after = add_services(picks, None, [offer.id for offer in project.offers]).apply(project)
    assert all(choice.is_given for choice in choices(after, range_id))
    assert len({fold(group.name) for group in after.groups}) == len(after.groups)


@given(projects())
def test_any_project_takes_any_service(project):
    range_id = project.ranges[0].id if project.ranges else ""
    offers = [offer.id for offer in project.offers_of(range_id)]
    free = [choice for choice in choices(project, range_id) if not choice.is_given][-3:]
    after = add_services([picked(choice, choice.need, "") for choice in free], None, offers).apply(project)
    assert Project.model_validate(after.model_dump()) == after
    for offer in after.offers_of(range_id):
        assert (
            inclusions_of(project, next(o for o in project.offers if o.id == offer.id)).items()
            <= inclusions_of(after, offer).items()
        )
