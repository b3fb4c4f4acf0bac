"""Sound offers of many kinds, of which nothing bad is said; and what each rule must not take for a fault."""

from datetime import date
from decimal import Decimal

import pytest

from offerdesigner.checks.engine import run
from offerdesigner.checks.naming.hardships import hardships
from offerdesigner.checks.samples import offer, option, project, rate, term
from offerdesigner.checks.waivers import waive
from offerdesigner.model.address import exists
from offerdesigner.model.base import evolve
from offerdesigner.model.catalogue import Service
from offerdesigner.model.charges import FlatPrice, FreePrice, GraduatedPrice, OnQuote, Tier, UnitPrice
from offerdesigner.model.finding import Finding, Severity
from offerdesigner.model.offers import Audience, Inclusion, NotIncluded, Range, RangeKind, TaxMode, Trial, Unlimited
from offerdesigner.model.project import Project
from offerdesigner.model.structure import Contact, Membership, Structure, Vat, VatKind
from offerdesigner.render.documents import KINDS
from offerdesigner.storage.examples import open_copy, templates
from tests.render.reading import page_texts

D = Decimal
TODAY = date(2026, 11, 23)


def all_of(sold: Project) -> tuple[Finding, ...]:
    return run(sold, today=TODAY).findings


def faults(sold: Project) -> list[str]:
    return [finding.rule for finding in all_of(sold) if finding.severity != Severity.STRENGTH]


def found(rule: str, sold: Project) -> list[Finding]:
    return [finding for finding in all_of(sold) if finding.rule == rule]


def host(**changes) -> Structure:
    vat = changes.pop("vat", Vat(mention="TVA non applicable, art. 293 B du CGI"))
    changes.setdefault("presentation", "Une association du quartier.")
    return Structure(id="structure", name="Nuage", contact=Contact(phone="02 61 91 24 60"), vat=vat, **changes)


VAT = Vat(kind=VatKind.STANDARD, rate=D(20))


# Whole offers


def company() -> Project:
    """A company that sells to companies, without tax, by the month and by the year."""
    terms = (term(1), term(12, months_offered=D(2)))
    ladder = [
        offer(name, None, *gives, public="", rates=(rate(price, tax=TaxMode.HT),), terms=terms)
        for name, price, gives in (
            ("solo", "20", ("people=1", "files")),
            ("equipe", "50", ("people=10", "files", "office")),
        )
    ]
    ranges = (Range(id="associations", name="TPE / PME", public="les entreprises"),)
    more = evolve(option("visio", "5", "meetings"), rates=(rate("5", tax=TaxMode.HT),))
    setup = {"setup_fee": FlatPrice(amount=D(100)), "setup_tax": TaxMode.HT}
    return project(*(evolve(one, **setup) for one in ladder), structure=host(vat=VAT), ranges=ranges, options=(more,))


def on_quote() -> Project:
    """Everything on quote: offers, an option, the setup."""
    quoted = option("visio", "5", "meetings")
    return project(
        offer("petite", OnQuote(), "people=5", "files", setup_fee=OnQuote()),
        offer("grande", OnQuote(), "people=9", "files", "office", setup_fee=OnQuote()),
        options=(evolve(quoted, rates=(rate(OnQuote()),)),),
    )


def a_range_a_public() -> Project:
    """The same tools for three publics, at three prices."""
    publics = {"particuliers": "les familles", "associations": "les associations", "entreprises": "les entreprises"}
    return project(
        *(
            offer(name, str(5 + 5 * n), "people=30", "files", name="Nuage", public="", range=name)
            for n, name in enumerate(publics)
        ),
        ranges=tuple(Range(id=name, name=name.capitalize(), public=said) for name, said in publics.items()),
    )


def free() -> Project:
    """A free price beside a fixed one, and a membership that is free too."""
    due = Membership(name="Adhésion à prix libre", amount=D(0))
    return project(
        offer("solidaire", FreePrice(advised=D(5)), "people=30", "files"),
        offer("standard", "10", "people=30", "files"),
        offer("soutien", FreePrice(advised=D(20), minimum=D(12)), "people=30", "files"),
        structure=host(membership=due),
    )


def by_person() -> Project:
    """Priced by the person, nothing included, with a membership that weighs little for a team."""
    rates = (rate(UnitPrice(unit_price=D(5)), metric="users"),)
    return project(
        offer("active", None, "files", "office", rates=rates), structure=host(membership=Membership(amount=D(20)))
    )


def packs() -> Project:
    """Packs by need and levels, side by side."""
    ranges = (Range(id="associations", name="Packs", public="les associations", kind=RangeKind.MIXED),)
    return project(
        offer("reunions", "5", "people=30", "meetings"),
        offer("fichiers", "8", "people=30", "files"),
        offer("tout", "15", "people=30", "files", "office"),
        ranges=ranges,
    )


WHOLE = {
    "one offer": lambda: project(offer("active", "10", "people=30", "files")),
    "a company for companies": company,
    "all on quote": on_quote,
    "a range a public": a_range_a_public,
    "free prices": free,
    "by person": by_person,
    "packs and levels": packs,
}


@pytest.mark.parametrize("build", WHOLE.values(), ids=WHOLE.keys())
def test_nothing_bad_is_said_of_a_sound_offer(build):
    assert faults(build()) == []


def test_an_offer_without_a_price_is_told_that_alone():
    assert faults(project(offer("active", None, "people=30", "files"))) == ["no_price"]


@pytest.mark.parametrize("name", [template.name for template in templates()])
def test_a_template_asks_for_nothing_but_what_is_the_users_own(name):
    own = {"no_structure_name", "no_contact"}
    if name == "page-blanche":
        own |= {"no_public", "no_promise", "no_price", "no_end_of_contract"}
    assert set(faults(open_copy(name))) == own


# Who it is for


def titled(**said: str) -> Project:
    return project(offer("a", "10", "files", public=""), ranges=(Range(id="associations", name="Offres", **said),))


def test_a_public_named_in_the_title_or_the_lead_is_said():
    assert found("no_public", titled(title="Nos offres"))
    assert not found("no_public", titled(title="Des outils pour les associations"))
    assert not found("no_public", titled(lead="Nous hébergeons les familles et les écoles du quartier."))


def test_a_range_is_no_name_that_one_dictates():
    long = "Associations, collectifs et coopératives de la métropole nantaise"
    for name in ("TPE / PME", "Associations/collectifs", long):
        assert not found("hard_name", evolve(titled(), ranges=(Range(id="associations", name=name),)))
    assert found("hard_name", evolve(titled(), ranges=(Range(id="associations", name="Liibre"),)))
    assert found("hard_name", project(offer("a", "10", "files", name="TPE / PME")))


def test_letters_that_are_both_heard_are_not_repeated():
    assert not hardships("Continuum") and hardships("Luune")


def test_a_range_without_a_name_can_be_read():
    sold = project(offer("a", "10", "files", public=""), ranges=(Range(id="associations", name=""),))
    assert "«\u00a0Gamme sans nom\u00a0»" in found("no_public", sold)[0].message


def for_whom(audience: Audience | None, **said: str) -> Project:
    public = said.pop("public_of_offer", "")
    ranges = (Range(id="associations", name="Gamme", audience=audience, **said),)
    without = offer("a", None, "files", public=public, rates=(rate("10", tax=TaxMode.HT),))
    return project(without, structure=host(vat=VAT), ranges=ranges)


def test_the_audience_chosen_for_a_range_goes_before_its_words():
    assert not found("ht_for_associations", for_whom(Audience.BUSINESSES, public="les associations"))
    [finding] = found("ht_for_associations", for_whom(Audience.ASSOCIATIONS))
    assert "pour public «\u00a0Gamme\u00a0»" in finding.message
    assert found("ht_for_associations", for_whom(Audience.ASSOCIATIONS, public="celles et ceux d'ici"))


@pytest.mark.parametrize("public", ["", "Une famille"])
def test_individuals_are_due_prices_with_tax(public):
    [finding] = found("ht_for_associations", for_whom(Audience.INDIVIDUALS, public_of_offer=public))
    assert "pour public «\u00a0Gamme\u00a0»" in finding.message and finding.fixes
    assert not found("ht_for_associations", for_whom(Audience.LOCAL_AUTHORITIES))


# What stands on the sheet


def unprinted(*services: Service) -> Project:
    gives = tuple(f"{service.id}=2" if service.metric else service.id for service in services)
    kept = tuple(evolve(service, on_sheet=False) for service in services)
    return project(offer("a", "10", *gives), services=kept)


def test_what_is_not_printed_is_not_read():
    base = Service(id="base", software="Base de données", metric="users")
    cloud = Service(id="cloud", need="Nextcloud")
    assert faults(unprinted(base, cloud)) == []
    hidden = evolve(project(offer("a", "10", "files", "space=0")), services=unprinted(*project().services).services)
    assert not found("hollow_service", hidden)
    lost = project(offer("a", "10", "people=5", "office", "files"), offer("b", "20", "people=9", "office"))
    assert found("service_in_middle_offer", lost)
    assert not found("service_in_middle_offer", evolve(lost, services=hidden.services))


@pytest.mark.parametrize(
    "service",
    [
        Service(id="s", software="Personnes", metric="users"),
        Service(id="s", need="Faire vivre un site", software="base de données", metric="users"),
        Service(id="s", software="Base de données", description="Pour que votre site se souvienne", metric="users"),
    ],
)
def test_a_quantity_of_plain_words_or_with_its_reason_is_clear(service):
    assert not found("quantity_without_need", project(offer("a", "10", "s=2"), services=(service,)))


def test_a_service_that_the_dearer_offer_has_in_option_is_no_trap():
    lost = project(offer("a", "10", "people=5", "office", "files"), offer("b", "20", "people=9", "office"))
    [finding] = found("service_in_middle_offer", lost)
    assert finding.data["dearer"] == ("B",)
    shared = evolve(lost, options=(option("partage", "3", "files", available_for=("b",)),))
    assert not found("service_in_middle_offer", shared)


def test_a_service_is_lost_only_where_one_pays_more_for_any_usage():
    by_person = offer("a", None, "office", "files", rates=(rate(UnitPrice(unit_price=D(3)), metric="users"),))
    flat = offer("b", "20", "office", "meetings")
    assert not found("service_in_middle_offer", project(by_person, flat))
    dearer = offer("b", None, "office", "meetings", rates=(rate(UnitPrice(unit_price=D(4)), metric="users"),))
    assert found("service_in_middle_offer", project(by_person, dearer))


def test_each_inherited_service_that_is_lost_is_told_and_ignored_alone():
    first = offer("a", "10", "people=5", "space=10", "office", "files", "meetings")
    heir = offer("b", "20", "people=6", inherits="a")
    above = offer("c", "30", "people=9", "space=20", "office")
    lost = found("service_in_middle_offer", project(first, heir, evolve(above, inclusions=above.inclusions)))
    addresses = [finding.address for finding in lost]
    assert addresses == ["offers/a/inclusions/files", "offers/a/inclusions/meetings"]
    sold = project(first, heir, above)
    assert all(exists(sold, address) for address in addresses)
    left = found("service_in_middle_offer", waive(lost[0], "Un choix", TODAY).apply(sold))
    assert [finding.address for finding in left] == addresses[1:]


# Options


def test_an_option_said_in_other_words_or_with_a_note_adds_something():
    help_ = Service(id="help", need="Appeler ou écrire")
    unlimited = offer("a", "10", inclusions=(Inclusion(id="help", service="help", grant=Unlimited()),))
    sold = project(unlimited, services=(help_,), options=(option("vite", "3", "help:sous une heure"),))
    assert not found("option_adds_nothing", sold)
    noted = evolve(option("salle", "3", "files"), adds=(Inclusion(id="files", service="files", note="chez vous"),))
    assert not found("option_adds_nothing", project(offer("a", "10", "files"), options=(noted,)))


def test_an_option_marked_as_bringing_nothing_is_not_called_included():
    emptied = (Inclusion(id="files", service="files", grant=NotIncluded()),)
    sold = project(offer("a", "10", "files"), options=(evolve(option("v", "3", "files"), adds=emptied),))
    assert not found("option_adds_nothing", sold)


# Prices


def test_two_years_for_the_price_of_one_is_no_slip():
    yearly = {"rates": (rate("100", period_months=12),), "terms": (term(12), term(24, price=D(100)))}
    assert not found("term_price_slip", project(offer("a", None, "files", **yearly)))
    assert found("term_price_slip", project(offer("a", "10", "files", terms=(term(12, price=D(10)),))))


def test_an_advised_price_is_no_arithmetic():
    terms = (term(1), term(12, price=D(100)))
    assert not found("longer_term_dearer", project(offer("a", FreePrice(advised=D(5)), "files", terms=terms)))


def test_prices_without_tax_are_not_told_as_if_they_were_typed():
    terms = (term(1), term(12, price=D(130)))
    sold = project(offer("a", None, "files", rates=(rate("10", tax=TaxMode.HT),), terms=terms), structure=host(vat=VAT))
    [finding] = found("longer_term_dearer", sold)
    assert "156\u00a0€\u00a0TTC pour 1\u00a0an, contre 144\u00a0€\u00a0TTC" in finding.message


def told(sold: Project) -> str:
    [finding] = found("hidden_compulsory_cost", sold)
    return finding.message.replace("\u00a0", " ")


def extras(price, **changes) -> Project:
    due = changes.pop("structure", host(membership=Membership(amount=D(60))))
    return project(offer("a", None, "files", rates=(rate(price, **changes.pop("line", {})),), **changes), structure=due)


def test_only_what_stands_large_on_the_sheet_is_said_to_be_shown():
    assert "« A » s’affiche à 10 € par mois, mais la première année revient à 15 € par mois" in told(extras("10"))
    assert "« A » coûte 10 € par mois," in told(extras("30", line={"period_months": 3}))
    by_person = told(extras(UnitPrice(unit_price=D(4)), line={"metric": "users"}))
    assert "« A » coûte 20 € par mois pour 5 personnes," in by_person
    assert "« A » est conseillée à 10 € par mois," in told(extras(FreePrice(advised=D(10))))
    without = host(membership=Membership(amount=D(60)), vat=VAT)
    said = told(extras("10", line={"tax": TaxMode.HT}, structure=without))
    assert "« A » coûte 12 € TTC par mois, mais la première année revient à 17 € TTC par mois" in said


def test_the_first_year_is_the_one_that_the_sheet_prints():
    sold = extras(UnitPrice(unit_price=D(4)), line={"metric": "users"})
    [finding] = found("hidden_compulsory_cost", sold)
    assert finding.data["first_year"] == 300
    [text] = page_texts(KINDS["tariff-sheet"].draw(sold, today=TODAY))
    assert "300 €" in text.replace("\u00a0", " ") and "pour 5 personnes" in text.replace("\u00a0", " ")


def test_all_that_is_beside_the_price_is_named_and_nothing_that_costs_nothing():
    once = {"rates": (rate("10"), evolve(rate("60", period_months=None, name="Installation"), id="once"))}
    assert "avec installation (60 € une fois)." in told(project(offer("a", None, "files", **once)))
    said = told(extras("10", setup_fee=FlatPrice(amount=D(0))))
    assert "mise en service" not in said and "avec adhésion (60 € par an)." in said


def test_a_trial_and_tiers_cost_nothing_hidden():
    tiers = GraduatedPrice(tiers=(Tier(id="a", up_to=D(10), unit_price=D(4)), Tier(id="b", unit_price=D(3))))
    sold = extras(tiers, line={"metric": "users"}, trial=Trial(duration=1), structure=host())
    assert faults(sold) == []


# Leaving, and joining


def test_how_to_leave_may_be_said_among_the_conditions():
    def said(conditions: str, end: str = "") -> list[str]:
        sold = project(offer("a", "10", "files"), conditions=conditions, end_of_contract=end)
        return [rule for rule in faults(sold) if "end_of_contract" in rule]

    assert said("À partir de 10 € par mois.") == ["no_end_of_contract"]
    assert said("Résiliation par courriel, deux mois de préavis.") == []
    assert said("", "Un courriel suffit.") == ["end_of_contract_without_data"]
    assert said("Vos fichiers vous sont rendus en quinze jours.", "Un courriel suffit.") == []


def test_a_membership_at_a_free_price_is_not_forgotten():
    free_one, forgotten = (
        host(membership=Membership(name=name, amount=D(0))) for name in ("Adhésion à prix libre", "Adhésion")
    )
    assert not found("free_membership", project(offer("a", "10", "files"), structure=free_one))
    assert found("free_membership", project(offer("a", "10", "files"), structure=forgotten))
    for name in ("Adhésion offerte", "Adhésion à prix conscient"):
        given = host(membership=Membership(name=name, amount=D(0)))
        assert not found("free_membership", project(offer("a", "10", "files"), structure=given))


# What a repair writes


def test_a_repair_in_ttc_writes_tiers_terms_and_setup_and_keeps_what_was_typed_since():
    tiers = GraduatedPrice(tiers=(Tier(id="a", up_to=D(10), unit_price=D(3)), Tier(id="b", unit_price=D(2))))
    ranges = (Range(id="associations", name="A", public="les associations"),)
    lines = (rate("10", tax=TaxMode.HT), evolve(rate(tiers, metric="users", tax=TaxMode.HT), id="users"))
    sold = project(
        offer("a", None, "files", rates=lines, terms=(term(12, price=D(100)),)), structure=host(vat=VAT), ranges=ranges
    )
    [fix] = found("ht_for_associations", sold)[0].fixes
    assert fix.title == "Mettre tous les prix TTC"
    renamed = evolve(sold, offers=(evolve(sold.offers[0], name="Rubis"),))
    [mended] = fix.edit.apply(renamed).offers
    assert mended.name == "Rubis" and mended.terms[0].price == 120
    assert [tier.unit_price for tier in mended.rates[1].charge.tiers] == [D("3.6"), D("2.4")]
    assert not found("ht_for_associations", fix.edit.apply(sold))
