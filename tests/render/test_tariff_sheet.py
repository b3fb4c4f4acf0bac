""""""

from __future__ import annotations

import io
import itertools
from collections.abc import Callable
from decimal import Decimal

import pikepdf
import pytest

from offerdesigner.model import address
from offerdesigner.model.base import evolve
from offerdesigner.model.charges import FlatPrice
from offerdesigner.model.offers import Grant, Granted, Inclusion, NotIncluded, TaxMode, Term, Trial
from offerdesigner.model.project import Project
from offerdesigner.model.structure import Identifiers, MembershipRule, Structure, Vat, VatKind
from offerdesigner.pricing.offers import price_offer
from offerdesigner.pricing.usage import included_usage
from offerdesigner.pricing.wording import price
from offerdesigner.render.document import Document
from offerdesigner.render.style import MM
from offerdesigner.render.tariff_prices import rate_address
from offerdesigner.storage.examples import examples, open_copy, templates
from tests.plain import plain, plain_line
from tests.render.projects import CHARGES, all_priced, with_charge
from tests.render.reading import outside, overlapping, page_lines, page_sizes, page_texts, picture_of

Draw = Callable[..., Document]


NAMES = [example.name for example in (*examples(), *templates())]


@pytest.mark.parametrize("name", NAMES)
def test_every_example_holds_on_one_page_and_nothing_overlaps(draw: Draw, name: str) -> None:
    document = draw(open_copy(name))
    assert document.page_count == 1
    assert not document.findings
    assert not overlapping(document)
    assert not outside(document)


@pytest.mark.parametrize("name", NAMES)
def test_every_place_leads_to_something_in_the_project(draw: Draw, name: str) -> None:
    project = open_copy(name)
    for place in draw(project).places:
        assert address.exists(project, place.address), place.address


@pytest.mark.parametrize("name", NAMES)
def test_no_line_begins_with_a_separator(draw: Draw, name: str) -> None:
    project = open_copy(name)
    numbers = Identifiers(rna="W123456789", siren="123 456 789", vat_number="FR12123456789")
    legal = evolve(project.structure, legal_form="Association loi 1901", identifiers=numbers)
    lines = page_lines(draw(evolve(project, structure=legal)))
    assert any("SIREN" in line for line in lines)
    assert not [line for line in lines if line.lstrip().startswith("·")]


@pytest.mark.parametrize("name", NAMES)
def test_yearly_costs_are_those_of_pricing(draw: Draw, name: str) -> None:
    project = open_copy(name)
    (text,) = page_texts(draw(project))
    for offer in project.offers:
        open_ended = any(rate.metric is not None and not rate.beyond_included for rate in offer.rates)
        if not offer.rates or open_ended:
            continue
        priced = price_offer(project, offer, included_usage(project, offer), months=12)
        assert plain(price(priced.first_year)) in text
        assert plain(price(priced.next_year)) in text


def test_the_sample_says_all_its_figures(draw: Draw, sample: Project) -> None:
    (text,) = page_texts(draw(sample))
    for words in (
        "Trois offres pour les associations", "Nuage Commun", "12 € par mois", "ou 120 € par an", "soit 24 € de moins",
        "ou 600 € par an", "L’année coûte dix mois au lieu de douze.", "Mise en service · une fois 60 € 120 € 240 €",
        "Adhésion obligatoire · par an 20 € 20 € 20 €", "La première année tout compris * 200 € 390 € 860 €",
        "Ensuite, chaque année 140 € 270 € 620 €",
        "Personnes · comptes compris jusqu’à 10 jusqu’à 25 jusqu’à 100", "50 Go 200 Go 1 000 Go",
        "Partager vos fichiers · Nextcloud oui oui oui", "Se réunir à distance · BigBlueButton – oui oui",
        "sous 3 jours ouvrés", "En option", "3 €/mois ou 30 €/an", "12,50 €/an", "90 €, jusqu’à 100 Go",
        "Si vous partez", "TVA non applicable, art. 293 B du CGI.", "Tarifs au 1er novembre 2026.",
        "02 61 91 24 60", "bonjour@nuage-commun.example", "Prix nets, toutes taxes comprises.",
    ):  # fmt: skip
        assert words in text, words


def test_the_first_user_free_is_said_and_years_are_for_an_example(draw: Draw) -> None:
    (text,) = page_texts(draw(open_copy("ksuite")))
    assert "1re utilisatrice gratuite" in text
    assert "1,58 €" in text
    assert "par utilisatrice et par mois" in text
    assert "pour 5 utilisatrices" in text
    assert "75,84 € 197,40 € 372,60 €" in text


@pytest.mark.parametrize(
    ("kind", "metric", "quantities"),
    [
        *((kind, "users", ("10 personnes", "25 personnes", "100 personnes")) for kind in
          ("unit", "package", "graduated", "volume", "stairstep")),
        ("capacity", "storage", ("50 Go", "200 Go", "1 000 Go")),
        ("flat", "users", ()),
        ("free", "users", ()),
    ],
)  # fmt: skip
def test_a_yearly_cost_says_for_how_many_where_that_makes_it(
    draw: Draw, sample: Project, kind: str, metric: str, quantities: tuple[str, ...]
) -> None:
    (text,) = page_texts(draw(all_priced(sample, CHARGES[kind], metric)))
    for quantity in quantities:
        assert text.count(f"pour {quantity}") == 1
    assert ("pour 10 personnes" in text) == ("10 personnes" in quantities)


def test_the_same_quantity_for_all_is_said_once(draw: Draw, sample: Project) -> None:
    offers = tuple(evolve(offer, inclusions=sample.offers[0].inclusions) for offer in sample.offers)
    (text,) = page_texts(draw(all_priced(evolve(sample, offers=offers), CHARGES["unit"])))
    assert "La première année pour 10 personnes" in text
    assert text.count("pour 10 personnes") == 1


def test_a_capacity_that_an_offer_does_not_count_is_priced_at_what_it_covers(draw: Draw, sample: Project) -> None:
    (text,) = page_texts(draw(with_charge(sample, "capacity")))
    assert "La première année pour 50 Go" in text
    uncounted = tuple(evolve(service, metric=None) for service in sample.services)
    (text,) = page_texts(draw(with_charge(evolve(sample, services=uncounted), "capacity")))
    assert "La première année pour 100 Go" in text
    assert "440 €" in text


def test_every_term_is_said_with_its_saving(draw: Draw) -> None:
    (text,) = page_texts(draw(open_copy("proton")))
    assert "ou 287,88 € par an, soit 72 € de moins" in text
    assert "ou 479,76 € pour 2 ans, soit 240 € de moins" in text


def test_a_free_trial_says_how_long_and_inheritance_is_named(draw: Draw) -> None:
    (text,) = page_texts(draw(open_copy("sleto")))
    assert "gratuit pendant 1 mois" in text
    assert "Tout Émeraude, plus…" in text


OTHERWISE = {
    "left out": ("chat", NotIncluded()),
    "less": ("diacamma-space", Granted(quantity=9)),
}


@pytest.mark.parametrize(("service", "grant"), OTHERWISE.values(), ids=OTHERWISE.keys())
def test_everything_is_not_promised_when_less_is_given(draw: Draw, service: str, grant: Grant) -> None:
    (text,) = page_texts(draw(saying_of(open_copy("sleto"), service, grant)))
    assert "Tout Émeraude" not in text
    assert "Comme Émeraude, sauf…" in text


def test_everything_is_promised_when_more_is_given(draw: Draw) -> None:
    (text,) = page_texts(draw(saying_of(open_copy("sleto"), "diacamma-space", Granted(quantity=11))))
    assert "Tout Émeraude, plus…" in text


def saying_of(project: Project, service: str, grant: Grant) -> Project:
    """Return `project` whose last offer says for itself what it gives of a service."""
    *others, last = project.offers
    kept = tuple(line for line in last.inclusions if line.service != service)
    return evolve(project, offers=(*others, evolve(last, inclusions=(*kept, Inclusion(service=service, grant=grant)))))


SAID = {
    "flat": ("12 € par mois",),
    "unit": ("1,58 € par personne et par mois", "1re personne gratuite", "pour 5 personnes"),
    "package": ("8 € par lot de 5 personnes et par mois",),
    "graduated": ("2 € par personne et par mois puis 1 € au-delà de 10",),
    "volume": ("2 € par personne et par mois dès 11 : 1 € pour toutes",),
    "stairstep": ("30 € par mois jusqu’à 6 personnes puis 40 € jusqu’à 15 sur devis au-delà de 15",),
    "capacity": ("30 € par mois", "100 Go compris, puis 0,50 € par Go"),
    "free": ("prix libre", "conseillé : 15 €", "à partir de 5 €", "au prix conseillé"),
    "on_quote": ("sur devis",),
}


@pytest.mark.parametrize("kind", CHARGES)
def test_every_kind_of_price_is_said(draw: Draw, sample: Project, kind: str) -> None:
    document = draw(with_charge(sample, kind))
    (text,) = page_texts(document)
    for words in SAID[kind]:
        assert words in text, (words, text)
    assert not overlapping(document)


def test_no_price_is_said_and_has_no_yearly_cost(draw: Draw) -> None:
    (text,) = page_texts(draw(open_copy("paquerette")))
    assert "sur devis" in text
    assert "année" not in text


def test_taxes_are_said(draw: Draw, sample: Project) -> None:
    standard = evolve(sample, structure=evolve(sample.structure, vat=Vat(kind=VatKind.STANDARD, rate=Decimal(20))))
    assert "Prix TTC, TVA à 20 % comprise." in page_texts(draw(standard))[0]
    without = tuple(
        evolve(offer, rates=tuple(evolve(rate, tax=TaxMode.HT) for rate in offer.rates)) for offer in standard.offers
    )
    text = page_texts(draw(evolve(standard, offers=without)))[0]
    assert "12 € HT par mois" in text
    assert "ou 120 € HT par an" in text
    assert "224 €" in text  # 120 € HT are 144 € TTC, with 60 € of setup and 20 € of membership


def test_setup_trial_and_membership_are_said_as_they_are(draw: Draw, sample: Project) -> None:
    first, second, third = sample.offers
    changed = (
        evolve(first, setup_fee=None, membership=MembershipRule.INCLUDED),
        evolve(second, setup_fee={"kind": "on_quote"}, membership=MembershipRule.NONE),
        evolve(third, trial=Trial(duration=15, unit="days")),
    )
    (text,) = page_texts(draw(evolve(sample, offers=changed)))
    assert "Mise en service · une fois – sur devis 240 €" in text
    assert "par an comprise – 20 €" in text
    assert "Essai – – 15 jours gratuits" in text


def test_terms_by_rule_are_said_in_full(draw: Draw, sample: Project) -> None:
    terms = (
        Term(id="m", months=1),
        Term(id="y", months=12, percent_off=Decimal(10), billing_months=1),
        Term(id="z", months=24, months_offered=Decimal(6)),
    )
    (text,) = page_texts(draw(evolve(sample, offers=(evolve(sample.offers[0], terms=terms),))))
    assert "ou 129,60 € par an" in text
    assert "payé chaque mois" in text
    assert "ou 216 € pour 2 ans" in text
    assert "soit 72 € de moins" in text


def test_a_term_alone_is_not_an_alternative(draw: Draw, sample: Project) -> None:
    offer = evolve(sample.offers[0], terms=(Term(id="y", months=12),))
    (text,) = page_texts(draw(evolve(sample, offers=(offer,))))
    assert "soit 144 € par an" in text


@pytest.mark.parametrize(
    ("term", "words", "year", "note"),
    [
        (Term(id="y", months=12, price=80), "ou 80 € par an soit 16 € de moins", "80 €", "Offre payée à l’année."),
        (Term(id="y", months=12, percent_off=25), "ou 72 € par an soit 24 € de moins", "72 €", "payée à l’année."),
        (Term(id="y", months=6, price=40), "ou 40 € pour 6 mois soit 8 € de moins", "80 €", "payée tous les 6 mois."),
    ],
)
def test_a_longer_term_at_its_own_price_is_an_alternative(
    draw: Draw, sample: Project, term: Term, words: str, year: str, note: str
) -> None:
    rate = evolve(sample.offers[0].rates[0], charge=FlatPrice(amount=8))
    alone = {"setup_fee": None, "membership": MembershipRule.NONE, "rates": (rate,)}
    listed = evolve(sample.offers[0], terms=(Term(id="m", months=1), term), **alone)
    project = evolve(sample, offers=(listed,), options=(), conditions="")
    (expected,) = page_texts(draw(project))
    assert f"8 € par mois {words}" in expected.replace(", soit", " soit")
    assert f"Chaque année tout compris * {year}" in expected
    assert note in expected
    (text,) = page_texts(draw(evolve(project, offers=(evolve(listed, terms=(term,)),))))
    assert text == expected


def test_a_yearly_price_says_what_it_is_a_month(draw: Draw) -> None:
    assert "soit 6,25 €" in page_texts(draw(open_copy("sleto")))[0]


def test_options_say_for_which_offers(draw: Draw, sample: Project) -> None:
    later = tuple(evolve(option, available_for=("active", "federation")) for option in sample.options)
    assert "En option, dès Active" in page_texts(draw(evolve(sample, options=later)))[0]
    some = (evolve(sample.options[0], available_for=("essentielle",)), *sample.options[1:])
    assert "avec Essentielle" in page_texts(draw(evolve(sample, options=some)))[0]


def test_an_option_paid_once_says_so_unless_its_description_tells_what_it_is(draw: Draw, sample: Project) -> None:
    once = next(option for option in sample.options if option.description == "deux heures")
    bare = evolve(sample, options=(evolve(once, description=""),))
    assert "Atelier dans vos locaux 75 € une fois" in page_texts(draw(bare))[0]
    assert "Atelier dans vos locaux 75 €, deux heures" in page_texts(draw(sample))[0]


@pytest.mark.parametrize("name", ["sleto", "marsnet", "nuage-commun"])
def test_a_price_keeps_away_from_the_next(draw: Draw, name: str) -> None:
    project = open_copy(name)
    heads = {rate_address(offer, rate) for offer in project.offers if (rate := offer.lead_rate) is not None}
    places = [place for place in draw(project).places if place.address in heads]
    ends: dict[float, float] = {}
    for place in places:
        ends[place.x] = max(place.x + place.width, ends.get(place.x, 0))
    assert len(ends) == len(heads)
    for left, right in itertools.pairwise(sorted(ends)):
        assert right - ends[left] >= 4.9 * MM


def test_a_partner_that_delivers_is_named(draw: Draw, sample: Project) -> None:
    shared = evolve(
        sample,
        partners=(Structure(id="p", name="Atelier Voisin"),),
        services=(evolve(sample.services[2], provider="p"), *sample.services[:2], *sample.services[3:]),
    )
    assert "assuré par Atelier Voisin" in page_texts(draw(shared))[0]


# The foot -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "email",
    ["a@b.example", "bonjour@nuage-commun.example", "bonjour-et-bienvenue@nuage-commun-des-monts-du-lyonnais.example"],
)
def test_contacts_keep_their_order_and_leave_room_to_the_code(draw: Draw, sample: Project, email: str) -> None:
    contact = evolve(sample.structure.contact, email=email, person="Camille Durand")
    document = draw(evolve(sample, structure=evolve(sample.structure, contact=contact)))
    places = [place for place in document.places if place.address.startswith("structure/contact/")]
    names = [place.address.removeprefix("structure/contact/") for place in places]
    assert list(dict.fromkeys(names)) == ["person", "phone", "email", "website", "street", "town"]
    assert not overlapping(document)
    assert not outside(document)
    with pikepdf.open(io.BytesIO(document.pdf)) as pdf:
        (code,) = (annotation.Rect for annotation in pdf.pages[0].Annots)
        left, bottom, right, top = (float(side) for side in code)
    height = page_sizes(document)[0][1]
    for place in places:
        beside = place.x + place.width <= left or place.x >= right
        assert beside or place.y + place.height <= height - top or place.y >= height - bottom, place


def test_the_box_of_a_short_leaving_text_is_light_and_no_larger_than_it(draw: Draw, sample: Project) -> None:
    brand = evolve(sample.structure.brand, accent="#F5B400")
    project = evolve(
        sample,
        structure=evolve(sample.structure, brand=brand),
        conditions="On paie par virement ou par prélèvement, au début du mois. " * 6,
        end_of_contract="Prévenez un mois avant.",
    )
    document = draw(project)
    (text,) = (place for place in document.places if place.address == "end_of_contract")
    picture = picture_of(document, dpi=144).convert("L")
    left = [picture.getpixel((round(2 * (text.x - 4)), y)) for y in range(round(2 * text.y) - 80, picture.height)]
    assert min(left) > 150  # no heavy rule
    tinted = [index for index, grey in enumerate(left) if grey < 254]
    assert tinted[-1] - tinted[0] < 2 * (text.height + 50)
    right_of_text = picture.getpixel((round(2 * (text.x + text.width + 20)), round(2 * (text.y + 4))))
    assert right_of_text == 255


def test_a_price_changed_changes_the_sheet(draw: Draw, sample: Project) -> None:
    offer = sample.offers[0]
    dearer = evolve(offer, rates=(evolve(offer.rates[0], charge=FlatPrice(amount=Decimal("13.50"))),))
    (text,) = page_texts(draw(evolve(sample, offers=(dearer, *sample.offers[1:]))))
    assert "13,50 €" in text
    assert "ou 135 € par an" in text


def test_a_service_kept_off_the_sheet_is_not_printed_and_a_note_is(draw: Draw, sample: Project) -> None:
    def said(project: Project) -> str:
        return plain_line(" ".join(page_texts(draw(project))))

    assert "Recevoir du courrier" in said(sample)
    assert "Recevoir du courrier" not in said(address.put(sample, "services/mail/on_sheet", False))
    noted = address.put(sample, "offers/active/inclusions/files/note", "2 Go par fichier au plus")
    assert "2 Go par fichier" in said(noted)
