"""The price of an offer: allowances, options that add themselves, terms, bounds, HT, and lines that explain."""

from __future__ import annotations

from decimal import Decimal

import pytest

from offerdesigner.model.catalogue import Metric, Service
from offerdesigner.model.charges import CapacityPrice, FlatPrice, UnitPrice
from offerdesigner.model.offers import (
    Granted,
    Inclusion,
    NotIncluded,
    Offer,
    Option,
    Range,
    RateCard,
    TaxMode,
    Term,
    Unlimited,
)
from offerdesigner.model.project import Project
from offerdesigner.model.structure import Structure, Vat, VatKind
from offerdesigner.pricing.offers import PricingError, commitments, price_offer, price_terms
from tests.plain import plain

GO = {"name": "Espace", "singular": "Go", "plural": "Go"}
FLAT = RateCard(id="sub", charge=FlatPrice(amount=10))
BEYOND = RateCard(id="more", charge=UnitPrice(unit_price="0.5"), metric="storage", beyond_included=True)


def project_of(*, rates=(FLAT,), inclusions=(), terms=(), options=(), vat=None, **offer):
    return Project(
        structure=Structure(id="s", name="S", vat=vat or Vat()),
        metrics=(
            Metric(id="users", name="Personnes", singular="personne", plural="personnes", feminine=True),
            Metric(id="storage", **GO),
        ),
        services=(Service(id="accounts", need="Comptes", metric="users"), Service(id="files", metric="storage")),
        ranges=(Range(id="r", name="R"),),
        offers=(Offer(id="o", range="r", name="O", rates=rates, inclusions=inclusions, terms=terms, **offer),),
        options=options,
    )


def granted(service, quantity):
    return Inclusion(id=service, service=service, grant=Granted(quantity=quantity))


def price(project, usage=None, options=(), months=12, **kwargs):
    quantities = {metric: Decimal(quantity) for metric, quantity in (usage or {}).items()}
    return price_offer(project, project.offers[0], quantities, options, months, **kwargs)


def details(priced):
    return [plain(line.detail) for line in priced.lines]


class TestAllowance:
    def test_an_offer_that_does_not_speak_of_a_metric_charges_all_that_is_beyond(self):
        assert price(project_of(rates=(FLAT, BEYOND)), {"storage": 100}).monthly == 60

    def test_unlimited_is_never_beyond(self):
        project = project_of(rates=(FLAT, BEYOND), inclusions=(Inclusion(id="i", service="files", grant=Unlimited()),))
        assert price(project, {"storage": 100}).monthly == 10

    def test_what_is_denied_has_no_known_price(self):
        project = project_of(inclusions=(Inclusion(id="i", service="files", grant=NotIncluded()),))
        assert price(project, {"storage": 100}).monthly is None
        assert price(project).monthly == 10

    def test_a_metric_nobody_limits_changes_nothing(self):
        assert price(project_of(), {"storage": 100}).monthly == 10

    def test_beyond_without_a_rule_is_unknown_and_says_how_much(self):
        priced = price(project_of(inclusions=(granted("files", 20),)), {"storage": "1220.5"})
        assert priced.first_year is None
        assert priced.lines[-1].label.replace("\u202f", " ") == "Au-delà de ce qui est compris : 1 200,5 Go"

    def test_an_unknown_metric_is_a_sentence(self):
        with pytest.raises(PricingError, match="n'est pas compté"):
            price(project_of(), {"cats": 3})


class TestOptionsThatAddThemselves:
    PACK = Option(
        id="pack",
        name="Pack",
        rates=(RateCard(id="p", charge=FlatPrice(amount=5)),),
        adds=(granted("accounts", 5), granted("files", 10)),
        when_needed=True,
    )
    INCLUDED = (granted("accounts", 5), granted("files", 10))

    def test_what_they_add_counts_in_what_is_covered(self):
        project = project_of(rates=(FLAT, BEYOND), inclusions=self.INCLUDED, options=(self.PACK,))
        usage = {"users": 10, "storage": 20}
        assert price(project, usage).monthly == price(project, usage, ["pack"]).monthly == 15

    def test_one_pack_serves_both_metrics(self):
        project = project_of(inclusions=self.INCLUDED, options=(self.PACK,))
        assert price(project, {"users": 10, "storage": 30}).monthly == 20

    def test_never_more_than_their_most(self):
        pack = self.PACK.model_copy(update={"max_quantity": 1})
        project = project_of(inclusions=self.INCLUDED, options=(pack,))
        assert price(project, {"users": 15}, ["pack"]).monthly is None
        assert price(project, {"users": 10}, ["pack"]).monthly == 15

    def test_their_own_rules_hold(self):
        other = Option(id="other", name="Autre", rates=(RateCard(id="x", charge=FlatPrice(amount=1)),))
        needy = self.PACK.model_copy(update={"needs": ("other",)})
        project = project_of(inclusions=self.INCLUDED, options=(needy, other))
        assert price(project, {"users": 10}).monthly is None
        assert price(project, {"users": 10}, ["other"]).monthly == 16

    def test_an_immense_usage_is_priced_all_the_same(self):
        project = project_of(inclusions=self.INCLUDED, options=(self.PACK,))
        assert price(project, {"users": "999999999"}).monthly == 10 + 5 * 199_999_999

    def test_an_option_without_a_price_is_unknown(self):
        project = project_of(options=(Option(id="gift", name="Cadeau"),))
        assert price(project, options=["gift"]).first_year is None


class TestTerms:
    def test_beyond_the_capacity_is_due_each_month_of_an_own_price(self):
        capacity = CapacityPrice(amount=30, included=100, unit_price="0.5")
        rate = RateCard(id="c", charge=capacity, metric="storage")
        project = project_of(rates=(rate,), terms=(Term(months=12, price=300),))
        priced = price(project, {"storage": 120})
        assert priced.first_year == 300 + 12 * 10
        assert details(priced) == ["300 € + 240 × 0,50 € = 420 € par an"]

    def test_months_offered_on_a_price_of_the_same_length(self):
        rate = RateCard(id="y", charge=FlatPrice(amount=120), period_months=12)
        priced = price(project_of(rates=(rate,), terms=(Term(months=12, months_offered=2),)))
        assert (priced.first_year, priced.saving) == (100, 20)
        assert details(priced) == ["120 € par an, 10 mois payés = 100 € par an"]

    def test_a_term_that_is_no_multiple_of_the_period_keeps_its_rule(self):
        rate = RateCard(id="y", charge=FlatPrice(amount=120), period_months=12)
        priced = price(project_of(rates=(rate,), terms=(Term(months=18, percent_off=10),)), months=18)
        assert (priced.for_the_term, priced.saving) == (162, 18)

    def test_the_minimum_holds_under_an_own_price_too(self):
        rate = RateCard(id="u", charge=UnitPrice(unit_price=1), metric="users", minimum_amount=20)
        project = project_of(rates=(rate,), terms=(Term(months=1), Term(months=12, price=10)))
        assert price(project, {"users": 1}, months=1).monthly == 20
        assert price(project, {"users": 1}).monthly == 20

    def test_a_long_term_is_counted_by_year_of_service(self):
        project = project_of(terms=(Term(months=24, price=180),))
        priced = price(project, months=24)
        assert (priced.first_year, priced.monthly, priced.saving) == (90, Decimal("7.50"), 60)

    @pytest.mark.parametrize("rule", [{"price": 80}, {"percent_off": 20}, {"months_offered": 2}])
    def test_the_monthly_price_is_sold_beside_a_longer_term_of_another_price(self, rule):
        project = project_of(terms=(Term(months=12, **rule),))
        listing = project_of(terms=(Term(months=1), Term(months=12, **rule)))
        assert commitments(project.offers[0]) == commitments(listing.offers[0]) == (1, 12)
        for months in (1, 6, 12, 24):
            assert price(project, months=months).first_year == price(listing, months=months).first_year
        assert price(project, months=6).monthly == 10
        apart, year = price_terms(project, project.offers[0])
        assert (apart.monthly, year.for_the_term) == (10, price(project).first_year)

    def test_a_longer_term_at_the_same_price_is_the_least_commitment(self):
        project = project_of(terms=(Term(months=12),))
        assert commitments(project.offers[0]) == (12,)
        assert price(project, months=1).term == project.offers[0].terms[0]


class TestExplanations:
    def test_a_minimum_is_told(self):
        rate = RateCard(id="u", charge=UnitPrice(unit_price=1), metric="users", minimum_amount=20)
        assert details(price(project_of(rates=(rate,)), {"users": 5})) == ["5 × 1 € = 5 €, minimum 20 € par mois"]

    def test_the_steps_before_a_term_are_told(self):
        rate = RateCard(id="u", charge=UnitPrice(unit_price="12.42"), metric="users")
        project = project_of(rates=(rate,), terms=(Term(months=12, percent_off=50),))
        assert details(price(project, {"users": 3})) == [
            "3 × 12,42 € = 37,26 € ; 37,26 € × 12 mois − 50 % = 223,56 € par an"
        ]

    def test_ht_is_told_beside_ttc(self):
        rate = RateCard(id="h", charge=FlatPrice(amount=24), tax=TaxMode.HT)
        vat = Vat(kind=VatKind.STANDARD, rate=20)
        project = project_of(rates=(rate,), vat=vat, terms=(Term(months=12),))
        assert details(price(project)) == ["24 € × 12 mois = 288 € HT, soit 345,60 € TTC par an"]
        assert price(project, tax=TaxMode.HT).first_year == 288

    def test_a_year_of_ten_months_is_the_year_that_an_invoice_divides(self):
        rate = RateCard(id="t", charge=FlatPrice(amount=25))
        vat = Vat(kind=VatKind.STANDARD, rate=20)
        project = project_of(rates=(rate,), vat=vat, terms=(Term(months=1), Term(months=12, months_offered=2)))
        year = price(project, tax=TaxMode.HT)
        assert details(year) == ["25 € × 10 mois = 250 € TTC, soit 208,33 € HT par an"]
        assert (year.first_year, year.saving) == (Decimal("208.33"), Decimal("41.67"))
        assert price(project, months=1, tax=TaxMode.HT).monthly == Decimal("20.83")

    def test_the_largest_values_a_project_accepts_are_priced(self):
        most = Decimal("999999999.999")
        rate = RateCard(id="u", charge=UnitPrice(unit_price="99999999.9999"), metric="storage")
        inclusion = Inclusion(id="i", service="files", grant=Granted(quantity=most, per="users"))
        priced = price(project_of(rates=(rate,), inclusions=(inclusion,)), {"users": most})
        assert priced.first_year > 0
        assert details(priced)[0].endswith("par mois")
