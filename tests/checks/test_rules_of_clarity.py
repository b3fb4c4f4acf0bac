"""The rules of clarity: where each must speak, where it must keep silent, and which yields to which."""

import pytest

from offerdesigner.checks.engine import run
from offerdesigner.checks.samples import offer, option, project, rate
from offerdesigner.model.base import evolve
from offerdesigner.model.catalogue import Service
from offerdesigner.model.charges import OnQuote
from offerdesigner.model.finding import Finding
from offerdesigner.model.offers import Range, Trial
from offerdesigner.model.project import Project
from offerdesigner.model.structure import Contact, Structure
from tests.checks.rule_findings import TODAY, found, one

ALONE = Structure(id="structure", name="Nuage")


def rows(count: int, **changes) -> Project:
    services = tuple(Service(id=f"s{n}", need="Un service", **changes) for n in range(count))
    return project(offer("active", "10", *(service.id for service in services)), services=services)


def test_only_what_a_sheet_prints_makes_it_dense():
    assert one("dense_sheet", rows(40)).data["count"] == 40
    assert not found("dense_sheet", rows(40, on_sheet=False))
    ranges = tuple(Range(id=name, name=name, public="les associations") for name in ("associations", "autres"))
    two = [offer(f"o{n}", "10", *(f"s{20 * n + m}" for m in range(20)), range=ranges[n].id) for n in range(2)]
    assert not found("dense_sheet", evolve(rows(40), offers=tuple(two), ranges=ranges))


def test_a_sheet_that_overflows_is_told_by_the_drawing():
    misfit = Finding("text_does_not_fit", "", {"text": "Un service", "excess_mm": 4})
    told = {finding.rule for finding in run(rows(40), today=TODAY, misfits=(misfit,)).findings}
    assert "text_does_not_fit" in told and "dense_sheet" not in told


def test_one_sentence_anywhere_says_what_one_gains():
    bare = project(offer("active", "10", "files"), structure=ALONE)
    assert one("no_promise", bare).address == "ranges/associations/lead"
    for said in (
        evolve(bare, structure=evolve(ALONE, presentation="Une association.")),
        evolve(bare, offers=(evolve(bare.offers[0], promise="Vos fichiers chez vous."),)),
        evolve(bare, ranges=(evolve(bare.ranges[0], lead="Une association."),)),
    ):
        assert not found("no_promise", said)


@pytest.mark.parametrize(
    "service",
    [
        Service(id="files", software="Support technique"),
        Service(id="files", software="Visioconférence"),
        Service(id="files", software="Nextcloud"),
        Service(id="files", software="Base de données"),
        Service(id="files", software="ProjeQtOr", description="Vos projets en colonnes"),
        Service(id="files", need="Suivre vos projets", software="ProjeQtOr"),
        Service(id="files"),
    ],
)
def test_plain_words_known_software_and_needs_are_enough(service):
    assert not found("name_without_need", project(offer("active", "10", "files"), services=(service,)))


def test_a_quote_without_an_address_is_told_instead_of_the_missing_contact():
    quoted = project(offer("active", OnQuote(), "files"), structure=ALONE)
    assert one("no_way_to_ask_for_a_quote", quoted).data["names"] == ("Active",)
    assert not found("no_contact", quoted)
    by_option = evolve(
        project(offer("active", "10", "files"), structure=ALONE),
        options=(evolve(option("visio", "1", "meetings"), rates=(rate(OnQuote()),)),),
    )
    assert found("no_way_to_ask_for_a_quote", by_option)
    reached = evolve(quoted, structure=evolve(ALONE, contact=Contact(phone="02 61 91 24 60")))
    assert not found("no_way_to_ask_for_a_quote", reached)


def test_a_blank_structure_is_told_as_such():
    blank = project(offer("active", OnQuote(), "files"), structure=Structure(id="structure"))
    assert found("no_contact", blank) and not found("no_way_to_ask_for_a_quote", blank)


def test_many_offers_without_a_price_are_one_finding():
    sold = project(*(offer(name, None, "files") for name in ("petite", "moyenne", "grande")))
    finding = one("no_price", sold)
    assert finding.address == "ranges/associations" and len(finding.related) == 3
    assert finding.message.startswith("3\u00a0offres de «\u00a0Associations\u00a0» n’ont pas de prix")
    assert len(found("no_price", project(*(offer(name, None, "files") for name in ("petite", "grande"))))) == 2


def test_an_offer_to_try_needs_no_price():
    tried = offer("essai", None, "files", trial=Trial(duration=30))
    assert not found("no_price", project(tried, *(offer(name, "10", "files") for name in ("a", "b"))))
