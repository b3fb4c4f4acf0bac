"""Rule by rule: where it must speak, where it must keep silent, and with which numbers."""

from datetime import date
from decimal import Decimal

import pytest

from offerdesigner.checks.engine import run
from offerdesigner.checks.samples import offer, option, project, rate, term
from offerdesigner.checks.waivers import waive
from offerdesigner.model.catalogue import Service
from offerdesigner.model.charges import (
    FlatPrice,
    FreePrice,
    OnQuote,
    StairstepPrice,
    Step,
    Tier,
    UnitPrice,
    VolumePrice,
)
from offerdesigner.model.finding import Finding
from offerdesigner.model.offers import Inclusion, Range, TaxMode, Trial, Unlimited
from offerdesigner.model.project import Project
from offerdesigner.model.structure import Membership, MembershipRule, Structure, Vat, VatKind

D = Decimal
TODAY = date(2026, 11, 23)


def found(rule: str, sold: Project) -> list[Finding]:
    return [finding for finding in run(sold, today=TODAY).findings if finding.rule == rule]


def one(rule: str, sold: Project) -> Finding:
    [finding] = found(rule, sold)
    return finding


def sells(service: Service) -> Project:
    return project(offer("active", "10", service.id), services=(service,))


# clarity


def test_six_offers_in_two_ranges_are_not_too_many():
    ranges = tuple(Range(id=name, name=name, public="les associations") for name in ("a", "b"))
    offers = [offer(f"o{n}", str(n + 1), "files", name="Offre", range="ab"[n % 2]) for n in range(6)]
    assert not found("too_many_offers", project(*offers, ranges=ranges))


@pytest.mark.parametrize(
    "service",
    [
        Service(id="s", need="Nextcloud"),
        Service(id="s", need="nextcloud"),
        Service(id="s", need="Rocket chat"),
        Service(id="s", need="Nextcloud et Collabora"),
        Service(id="s", need="WordPress ou Joomla", software="mutualisé"),
        Service(id="s", software="Galene"),
    ],
)
def test_known_software_is_recognised_however_it_is_written(service):
    assert found("software_before_need", sells(service))


@pytest.mark.parametrize(
    "service",
    [
        Service(id="s", need="Partager vos fichiers", software="Nextcloud"),
        Service(id="s", need="Partager vos fichiers avec Nextcloud"),
        Service(id="s", need="Se former à Nextcloud"),
        Service(id="s", software="Support technique"),
        Service(id="s"),
    ],
)
def test_a_need_that_mentions_software_is_a_need(service):
    assert not found("software_before_need", sells(service))


def test_a_service_that_nobody_sells_yet_is_left_alone():
    assert not found("software_before_need", project(offer("a", "1"), services=(Service(id="s", need="Nextcloud"),)))


def test_the_need_goes_in_front_and_nothing_typed_is_lost():
    sold = sells(Service(id="s", need="WordPress", software="mutualisé", description="Publier votre site"))
    [fix] = one("software_before_need", sold).fixes
    assert fix.edit.apply(sold).services == (
        Service(id="s", need="Publier votre site", software="WordPress, mutualisé"),
    )


def test_a_technical_term_in_place_of_the_need_is_seen_too():
    assert not found("quantity_without_need", project(offer("active", "10", "people=5")))
    base = Service(id="s", need="Base de données", metric="users")
    [fix] = one("quantity_without_need", project(offer("active", "10", "s=2"), services=(base,))).fixes
    assert fix.edit.apply(project(offer("active", "10", "s=2"), services=(base,))).services == (
        Service(id="s", need="Faire vivre un site", software="Base de données", metric="users"),
    )


# contents


def test_a_service_of_a_pack_is_no_trap():
    sold = project(offer("courrier", "5", "files", "office"), offer("reunions", "9", "meetings", "people=10"))
    assert not found("service_in_middle_offer", sold)


def test_a_service_lost_on_the_way_up_is_added_to_every_dearer_offer():
    sold = project(
        offer("petite", "10", "office", "meetings", "files"),
        offer("moyenne", "20", "office", "meetings"),
        offer("grande", "30", "office", "meetings"),
    )
    finding = one("service_in_middle_offer", sold)
    assert finding.data["dearer"] == ("Moyenne", "Grande")
    mended = finding.fixes[0].edit.apply(sold)
    assert all("files" in {line.service for line in one.inclusions} for one in mended.offers)


def test_a_service_of_the_dearest_offer_only_is_a_reason_to_pay_more():
    assert not found("service_in_middle_offer", project(offer("a", "10", "files"), offer("b", "20", "files", "office")))


# prices


@pytest.mark.parametrize(("months", "length"), [(12, "1\u00a0an"), (18, "18\u00a0mois"), (24, "2\u00a0ans")])
def test_a_dearer_term_is_told_in_words_that_agree_with_any_length(months, length):
    sold = project(offer("active", "10", "files", terms=(term(1), term(months, price=D(10 * months + 1)))))
    assert f"€ pour {length}, contre " in one("longer_term_dearer", sold).message


def test_no_repair_is_offered_that_a_maximum_would_undo():
    rates = (rate("0", period_months=None, maximum_amount=D(1)),)
    finding = one("longer_term_dearer", project(offer("a", None, "files", rates=rates, terms=(term(1, price=D(2)),))))
    assert finding.fixes == ()


def test_a_free_price_may_cost_less_than_its_minimum_over_a_term():
    free = FreePrice(advised=D(15), minimum=D(5))
    sold = project(offer("a", free, "files", terms=(term(1, price=D(4)), term(12, price=D(40)))))
    assert "internal" not in {finding.rule for finding in run(sold, today=TODAY).findings}


def test_a_cliff_after_one_unit_agrees():
    charge = VolumePrice(tiers=(Tier(id="a", up_to=D(1), unit_price=D(20)), Tier(id="b", unit_price=D(5))))
    sold = project(offer("active", None, "files", rates=(rate(charge, metric="users"),)))
    assert "20\u00a0€ pour 1\u00a0personne, mais 10\u00a0€ seulement pour 2." in one("price_cliff", sold).message


@pytest.mark.parametrize(
    ("name", "said"), [("Adhésion", "avec adhésion (20\u00a0€ par an)."), ("APRIL", "avec APRIL (20\u00a0€ par an).")]
)
def test_one_compulsory_cost_reads_as_well_as_several(name, said):
    host = Structure(id="structure", name="Nuage", membership=Membership(name=name, amount=D(20)))
    assert said in one("hidden_compulsory_cost", project(offer("a", "10", "files"), structure=host)).message


def test_an_offer_on_quote_has_a_price_of_its_own_kind():
    assert not found("no_price", project(offer("active", OnQuote(), "files")))


def test_a_free_trial_needs_no_price():
    assert not found("no_price", project(offer("essai", None, "files", trial=Trial(duration=1))))


def ladder(federation_year: str) -> Project:
    yearly = {"essentielle": ("10", "100"), "active": ("25", "250"), "federation": ("60", federation_year)}
    return project(
        *(
            offer(name, month, "files", f"people={n + 5}", terms=(term(1), term(12, price=D(year))))
            for n, (name, (month, year)) in enumerate(yearly.items())
        )
    )


def test_a_year_dearer_than_twelve_months_offers_the_neighbours_reduction_first():
    finding = one("longer_term_dearer", ladder("780"))
    assert finding.address == "offers/federation/terms/months-12/price"
    assert (finding.data["price"], finding.data["reference"], finding.data["difference"]) == (780, 720, 60)
    assert [fix.title for fix in finding.fixes] == ["Mettre 600\u00a0€", "Mettre 720\u00a0€"]
    assert not found("longer_term_dearer", finding.fixes[0].edit.apply(ladder("780")))


def test_a_year_at_twelve_months_or_less_is_sound():
    assert not found("longer_term_dearer", ladder("720"))
    assert not found("longer_term_dearer", ladder("600"))


def test_two_years_dearer_a_month_than_one_year_are_seen():
    terms = (term(1), term(12, percent_off=D(20)), term(24, percent_off=D(10)))
    finding = one("longer_term_dearer", project(offer("active", "10", "files", terms=terms)))
    assert finding.address == "offers/active/terms/months-24/percent_off"
    assert (finding.data["price"], finding.data["reference"]) == (216, 192)


def test_a_price_rounded_to_the_cent_is_not_dearer():
    terms = (term(3, percent_off=D("33.33")), term(12, percent_off=D("33.33")))
    assert not found("longer_term_dearer", project(offer("active", "9.99", "files", terms=terms)))


@pytest.mark.parametrize(("typed", "words"), [("25", "un seul mois"), ("3600", "12 fois trop")])
def test_a_price_in_the_wrong_box_is_named_as_such(typed, words):
    sold = project(offer("active", "25", "files", terms=(term(12, price=D(typed)),)))
    finding = one("term_price_slip", sold)
    assert words in finding.message.replace("\u00a0", " ")
    assert not found("longer_term_dearer", sold)
    assert finding.fixes[0].title == "Mettre 300\u00a0€"


def tiers(*pairs: tuple[int | None, str]) -> VolumePrice:
    return VolumePrice(
        tiers=tuple(
            Tier(id=f"t{n}", up_to=None if top is None else D(top), unit_price=D(price))
            for n, (top, price) in enumerate(pairs)
        )
    )


def metered(charge) -> Project:
    return project(offer("active", None, "files", rates=(rate(charge, metric="users"),)))


def test_the_dead_zone_of_a_price_on_the_whole_is_exact():
    finding = one("price_cliff", metered(tiers((100, "2.10"), (None, "1.00"))))
    assert (finding.data["higher"], finding.data["lower"]) == (210, 101)
    assert (finding.data["zone"], finding.data["next"]) == ("De 49 à 100", "101")
    mended = finding.fixes[0].edit.apply(metered(tiers((100, "2.10"), (None, "1.00"))))
    assert mended.offers[0].rates[0].charge.kind == "graduated"


def test_a_gentle_slope_has_no_cliff():
    assert not found("price_cliff", metered(tiers((10, "2"), (None, "1.90"))))


def test_a_price_on_the_whole_that_ends_on_quote_has_no_cliff_there():
    assert not found("price_cliff", metered(tiers((10, "2"))))


def test_steps_that_go_down_are_a_cliff():
    steps = (Step(id="a", up_to=D(6), price=D(30)), Step(id="b", up_to=D(15), price=D(20)))
    finding = one("price_cliff", metered(StairstepPrice(steps=steps)))
    assert finding.data["zone"] == "De 1 à 6"


@pytest.mark.parametrize(
    ("charge", "places"),
    [
        (tiers((10, "5"), (20, "3"), (None, "1")), ["tiers/t0", "tiers/t1"]),
        (
            StairstepPrice(
                steps=(
                    Step(id="a", up_to=D(5), price=D(30)),
                    Step(id="b", up_to=D(9), price=D(20)),
                    Step(id="c", price=D(15)),
                )
            ),
            ["steps/a", "steps/b"],
        ),
    ],
    ids=["tiers", "steps"],
)
def test_each_cliff_of_a_line_is_told_at_its_own_tier_and_ignored_alone(charge, places):
    first, second = found("price_cliff", metered(charge))
    assert [one.address for one in (first, second)] == [f"offers/active/rates/price/charge/{place}" for place in places]
    waived = waive(first, "Un tarif négocié.", TODAY).apply(metered(charge))
    assert [one.address for one in found("price_cliff", waived)] == [second.address]
    for fix in (*first.fixes, *second.fixes):
        assert not found("price_cliff", fix.edit.apply(metered(charge)))


def member(amount: str = "20") -> Structure:
    return Structure(id="structure", name="Nuage", membership=Membership(amount=D(amount)))


def test_a_membership_that_weighs_little_beside_the_price_hides_nothing():
    assert not found("hidden_compulsory_cost", project(offer("active", "100", "files"), structure=member()))


def test_a_membership_that_is_included_hides_nothing():
    sold = project(offer("active", "10", "files", membership=MembershipRule.INCLUDED), structure=member("50"))
    assert not found("hidden_compulsory_cost", sold)


def test_a_price_for_a_year_adds_up_with_what_is_compulsory():
    yearly = offer("active", None, "files", rates=(rate("120", period_months=12),))
    assert not found("hidden_compulsory_cost", project(yearly, structure=member("50")))


def test_a_setup_fee_on_quote_is_not_guessed():
    assert not found("hidden_compulsory_cost", project(offer("active", "10", "files", setup_fee=OnQuote())))


# comparisons


def test_offers_of_two_publics_are_not_compared():
    ranges = (Range(id="asso", name="Associations"), Range(id="entreprise", name="Entreprises"))
    sold = project(
        offer("petite", "10", "files", range="asso"), offer("grande", "20", "files", range="entreprise"), ranges=ranges
    )
    assert not found("dominated_offer", sold)


def test_the_freedom_to_leave_each_month_is_worth_a_price():
    sold = project(
        offer("libre", "20", "files", terms=(term(1),)),
        offer("an", "10", "files", terms=(term(12),)),
    )
    assert not found("dominated_offer", sold)


def test_an_unknown_price_is_compared_with_nothing():
    assert not found("dominated_offer", project(offer("a", "10", "files"), offer("b", OnQuote(), "files")))


def test_words_that_differ_are_not_compared():
    help_ = Service(id="help", need="Appeler ou écrire")
    sold = project(offer("a", "10", "help:sous 3 jours"), offer("b", "20", "help:sous 1 jour"), services=(help_,))
    assert not found("dominated_offer", sold)


def test_prices_by_person_are_compared_at_every_size():
    def by_person(name: str, price: str, free: int = 0):
        return offer(
            name, None, "files", rates=(rate(UnitPrice(unit_price=D(price), free_units=D(free)), metric="users"),)
        )

    assert found("dominated_offer", project(by_person("a", "2"), by_person("b", "3")))
    assert not found("dominated_offer", project(by_person("a", "2"), by_person("b", "3", 5)))


def test_unlimited_is_worth_any_quantity():
    unlimited = offer("a", "10", inclusions=(Inclusion(id="space", service="space", grant=Unlimited()),))
    finding = one("dominated_offer", project(unlimited, offer("b", "20", "space=500")))
    assert (finding.data["offer"], finding.data["compared"]) == ("B", ("Espace",))


def test_a_free_trial_beats_nothing():
    trial = offer("essai", None, "files", rates=(rate("0", period_months=None),), trial=Trial(duration=1))
    assert not found("dominated_offer", project(trial, offer("active", "10", "files")))


def test_two_twins_are_told_once():
    sold = project(offer("a", "10", "files"), offer("b", "10", "files"))
    finding = one("twin_offers", sold)
    assert (finding.data["offer"], finding.fixes[0].safe) == ("B", False)


def steps_and_options(**changes) -> Project:
    return project(
        offer("petite", "10", "people=5", "space=10"),
        offer("grande", "30", "people=12", "space=10"),
        options=(option("cinq", "5", "people=5", **changes),),
    )


def test_options_are_counted_by_started_packs():
    finding = one("beaten_by_options", steps_and_options())
    assert (finding.data["option_count"], finding.data["total"], finding.data["price"]) == (2, 240, 360)


@pytest.mark.parametrize("changes", [{"max_quantity": 1}, {"available_for": ("grande",)}])
def test_options_that_cannot_be_taken_beat_nothing(changes):
    assert not found("beaten_by_options", steps_and_options(**changes))


def test_a_missing_service_that_no_option_brings_makes_the_difference():
    sold = project(
        offer("petite", "10", "people=5"),
        offer("grande", "30", "people=10", "meetings"),
        options=(option("cinq", "5", "people=5"),),
    )
    assert not found("beaten_by_options", sold)


# names


@pytest.mark.parametrize(
    "name",
    ["Liibre", "Liiibre", "/e/OS", "Nuage_2", "L33t", "Lib®e#", "Une offre pour toutes les associations de la région"],
)
def test_hard_names(name):
    assert found("hard_name", project(offer("active", "10", "files", name=name)))


@pytest.mark.parametrize(
    "name",
    [
        "kSuite", "kSuite Pro", "Émeraude", "Découverte", "Formation", "XL", "XXL", "Pack III", "Coopérative", "Pack 2",
        "Pack asso hébergement web et mail", "Pack collectivité hébergement web et mail", "Proton Family", "Marmule",
        "L'essentielle", "Nuage & Cie", "Fédération", "Réseau", "Offre n° 1", "",
    ],
)  # fmt: skip
def test_names_that_are_easy(name):
    assert not found("hard_name", project(offer("active", "10", "files", name=name)))


# associations


def with_vat(rate_percent: int, public: str, tax: TaxMode) -> Project:
    return project(
        offer("active", None, "files", rates=(rate("10", tax=tax),)),
        structure=Structure(id="structure", vat=Vat(kind=VatKind.STANDARD, rate=D(rate_percent))),
        ranges=(Range(id="associations", name="Gamme", public=public),),
    )


def test_prices_without_tax_are_for_those_who_recover_it():
    finding = one("ht_for_associations", with_vat(20, "les associations", TaxMode.HT))
    assert finding.fixes[0].title == "Mettre 12\u00a0€ TTC"
    assert not found("ht_for_associations", with_vat(20, "les entreprises", TaxMode.HT))
    assert not found("ht_for_associations", with_vat(0, "les associations", TaxMode.HT))
    assert not found("ht_for_associations", with_vat(20, "les associations", TaxMode.TTC))


@pytest.mark.parametrize(
    ("public", "of_the_range", "is_told"),
    [
        ("Une entreprise", "les associations et les entreprises", False),
        ("Jusqu'à 10 personnes", "les associations", True),
        ("Une fédération", "les associations", True),
        ("Une asso de quartier", "les entreprises", True),
        ("Une petite équipe", "les entreprises", False),
    ],
)
def test_the_public_nearest_to_the_offer_decides(public, of_the_range, is_told):
    host = Structure(id="structure", vat=Vat(kind=VatKind.STANDARD, rate=D(20)))
    ranges = (Range(id="associations", name="Gamme", public=of_the_range),)
    sold = project(
        offer("active", None, "files", public=public, rates=(rate("10", tax=TaxMode.HT),)),
        structure=host,
        ranges=ranges,
    )
    assert bool(found("ht_for_associations", sold)) is is_told


@pytest.mark.parametrize("charge", [OnQuote(), FlatPrice(amount=D(0))])
def test_a_line_that_tells_no_amount_is_on_no_side(charge):
    host = Structure(id="structure", vat=Vat(kind=VatKind.STANDARD, rate=D(20)))
    told = rate(charge, tax=TaxMode.HT)
    sold = project(
        offer("active", None, "files", rates=(told,), setup_fee=charge, setup_tax=TaxMode.HT),
        structure=host,
        options=(option("visio", "3", "meetings").model_copy(update={"rates": (told,)}),),
    )
    assert not found("ht_for_associations", sold)


def with_setup(tax: TaxMode, setup_tax: TaxMode) -> Project:
    host = Structure(id="structure", vat=Vat(kind=VatKind.STANDARD, rate=D(20)))
    fee = FlatPrice(amount=D(50))
    return project(
        offer("active", None, "files", rates=(rate("10", tax=tax),), setup_fee=fee, setup_tax=setup_tax), structure=host
    )


def test_a_setup_fee_without_tax_is_told_with_the_price_or_alone():
    both = one("ht_for_associations", with_setup(TaxMode.HT, TaxMode.HT))
    assert both.address == "offers/active/rates/price/tax" and both.related == ("offers/active/setup_fee/amount",)
    assert "son prix et sa mise en service sont saisis hors taxes." in both.message
    assert both.fixes[0].title == "Mettre 12\u00a0€ et 60\u00a0€ TTC"
    alone = one("ht_for_associations", with_setup(TaxMode.TTC, TaxMode.HT))
    assert alone.address == "offers/active/setup_fee/amount"
    assert alone.message.endswith("et sa mise en service est saisie hors taxes.")
    assert alone.fixes[0].title == "Mettre 60\u00a0€ TTC"
    for finding, tax in ((both, TaxMode.HT), (alone, TaxMode.TTC)):
        mended = finding.fixes[0].edit.apply(with_setup(tax, TaxMode.HT)).offers[0]
        assert mended.setup_fee == FlatPrice(amount=D(60)) and mended.setup_tax == TaxMode.TTC
        assert mended.rates[0].tax == TaxMode.TTC


def with_option(*offers_of_it: str, **changes) -> Project:
    """Two ranges, for associations and for companies, and an option without tax for `offers_of_it` (all: none)."""
    ranges = (
        Range(id="associations", name="A", public="les associations"),
        Range(id="b", name="B", public="les entreprises"),
    )
    visio = option("visio", "3", "meetings", available_for=offers_of_it or None)
    return project(
        offer("active", "10", "files", public=""),
        offer("pro", None, "files", range="b", public="", rates=(rate("10", tax=TaxMode.HT),)),
        structure=Structure(id="structure", vat=Vat(kind=VatKind.STANDARD, rate=D(20))),
        ranges=ranges,
        **{"options": (visio.model_copy(update={"rates": (rate("3", tax=TaxMode.HT),)}),), **changes},
    )


def test_an_option_without_tax_is_told_where_an_association_can_take_it():
    finding = one("ht_for_associations", with_option("active"))
    assert finding.address == "options/visio/rates/price/tax" and finding.related == ("offers/active",)
    assert "«\u00a0Visio\u00a0» se prend avec «\u00a0Active\u00a0», pour des associations" in finding.message
    assert finding.fixes[0].title == "Mettre 3,60\u00a0€ TTC"
    assert not found("ht_for_associations", finding.fixes[0].edit.apply(with_option("active")))


def test_an_option_for_companies_too_is_told_without_a_repair_that_they_would_read():
    finding = one("ht_for_associations", with_option())
    assert finding.data["offers"] == ("Active",) and finding.fixes == ()


def test_an_option_for_companies_alone_is_without_tax_as_they_wish():
    assert not found("ht_for_associations", with_option("pro"))


def test_an_option_that_associations_cannot_take_for_want_of_what_it_needs_is_left_alone():
    visio = with_option().options[0].model_copy(update={"needs": ("salle",)})
    salle = option("salle", "5", "office", available_for=("pro",))
    assert not found("ht_for_associations", with_option(options=(visio, salle)))


def test_a_public_that_only_looks_like_it_is_not_association():
    assert not found("ht_for_associations", with_vat(20, "les associés d'un cabinet", TaxMode.HT))


# options


def test_options_that_contradict_each_other_cannot_be_taken():
    a = option("a", "1", "files", needs=("b",))
    b = option("b", "1", "office", excludes=("a",))
    finding = one("option_unreachable", project(offer("active", "10", "people=5"), options=(a, b)))
    assert finding.address == "options/a/excludes"


def test_options_for_different_offers_that_need_each_other_cannot_be_taken():
    a = option("a", "1", "files", needs=("b",), available_for=("petite",))
    b = option("b", "1", "office", available_for=("grande",))
    sold = project(offer("petite", "10", "people=5"), offer("grande", "20", "people=9"), options=(a, b))
    assert one("option_unreachable", sold).address == "options/a/available_for"


def test_an_option_is_withdrawn_only_where_it_adds_nothing():
    sold = project(
        offer("petite", "10", "files"),
        offer("grande", "20", "files", "meetings"),
        options=(option("visio", "3", "meetings"),),
    )
    finding = one("option_adds_nothing", sold)
    assert finding.data["offers"] == ("Grande",)
    assert finding.fixes[0].edit.apply(sold).options[0].available_for == ("petite",)


def test_an_option_without_a_price_is_told_and_beats_no_offer():
    priceless = option("cinq", "5", "people=5").model_copy(update={"rates": ()})
    sold = project(
        offer("petite", "10", "people=5", "space=10"),
        offer("grande", "30", "people=12", "space=10"),
        options=(priceless,),
    )
    finding = one("option_without_price", sold)
    assert finding.address == "options/cinq/rates"
    assert not found("beaten_by_options", sold)
    on_quote, free = (fix.edit.apply(sold) for fix in finding.fixes)
    assert isinstance(on_quote.options[0].rates[0].charge, OnQuote) and not found("beaten_by_options", on_quote)
    assert found("beaten_by_options", free)


def test_more_of_what_is_counted_is_something():
    assert not found(
        "option_adds_nothing", project(offer("a", "10", "space=10"), options=(option("plus", "3", "space=10"),))
    )


# strengths


def test_a_slip_is_not_praised_as_a_saving():
    sold = project(offer("active", "25", "files", terms=(term(12, price=D(25)),)))
    assert found("term_price_slip", sold) and not found("savings_shown", sold)


def test_a_ladder_where_something_goes_down_is_not_clear():
    sold = project(offer("a", "10", "space=50"), offer("b", "20", "space=40", "files"))
    assert not found("clear_ladder", sold)


def test_sentences_agree_and_lists_read_well():
    sold = project(
        offer("a", "10", "files", public="une équipe"), offer("b", "20", "files", "office", public="un réseau")
    )
    assert one("targeted_offers", sold).message.endswith("«\u00a0une équipe\u00a0» et «\u00a0un réseau\u00a0».")


def test_a_free_price_is_a_price():
    sold = project(offer("libre", FreePrice(advised=D(15)), "files"))
    assert not found("no_price", sold)


def test_what_is_given_to_nobody_is_hollow():
    finding = one("hollow_service", project(offer("a", "10", "files", "space=0")))
    assert finding.address == "offers/a/inclusions/space"
