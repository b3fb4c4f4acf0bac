"""New ranges: what they say, and how each price of a copied one is called."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given

from offerdesigner.app.models import new_ranges
from offerdesigner.app.models.price_names import price_name
from offerdesigner.model.base import evolve
from offerdesigner.model.catalogue import Metric
from offerdesigner.model.charges import CapacityPrice, FlatPrice, FreePrice, GraduatedPrice, Tier, UnitPrice
from offerdesigner.model.offers import Audience, Offer, Range, RangeKind, RateCard, Term, Trial
from offerdesigner.model.price_lists import ListedAmount, PriceList
from offerdesigner.model.project import Project
from offerdesigner.pricing.price_rule import PriceRule, changes
from offerdesigner.storage.examples import open_copy
from tests.strategies import projects

TOWNS = Range(id="towns", name="Collectivités", audience=Audience.LOCAL_AUTHORITIES, public="les collectivités")


def test_the_next_audience_is_the_first_that_nobody_speaks_to():
    project = open_copy("nuage-commun")
    assert new_ranges.likely_audience(project) is Audience.LOCAL_AUTHORITIES
    assert new_ranges.likely_audience(Project()) is Audience.ASSOCIATIONS
    everyone = tuple(Range(id=f"for-{one.value}", name=one.value, audience=one) for one in Audience)
    assert new_ranges.likely_audience(evolve(project, ranges=(*project.ranges, *everyone))) is None


def test_a_name_is_numbered_and_never_empty():
    project = open_copy("nuage-commun")
    assert new_ranges.new_range(project, None, " associations ", "").name == "associations 2"
    assert new_ranges.new_range(project, None, "  ", "").name == "Nouvelle gamme"


def test_a_copy_speaks_to_its_public_at_its_prices_and_is_one_step():
    project = open_copy("nuage-commun")
    edit = new_ranges.add_copy(project.ranges[0], TOWNS, PriceRule(factor=Decimal(2)))
    after = edit.apply(project)
    sold = after.ranges[1]
    assert edit.label == "copier la gamme « Associations » en « Collectivités »"
    assert (sold.title, sold.public, sold.lead) == (
        "Trois offres pour les collectivités",
        "les collectivités",
        project.ranges[0].lead,
    )
    assert [offer.lead_rate.charge.amount for offer in after.offers_of("towns")] == [24, 50, 120]
    assert after.offers_of("associations") == project.offers


def test_a_range_of_a_template_is_of_its_kind_for_the_public_asked_for():
    after = new_ranges.add_from(open_copy("sur-mesure"), TOWNS).apply(open_copy("nuage-commun"))
    sold = after.ranges[1]
    assert (sold.id, sold.kind, sold.audience) == ("towns", RangeKind.BESPOKE, Audience.LOCAL_AUTHORITIES)
    assert [offer.name for offer in after.offers_of("towns")] == ["Composer", "Imaginer"]


def test_an_empty_range_has_nothing():
    after = new_ranges.add_empty(TOWNS).apply(open_copy("nuage-commun"))
    assert after.ranges[1] == TOWNS and after.offers_of("towns") == ()


LISTED = (ListedAmount(id="a", price_list="less", amount=Decimal(5)),)


@pytest.mark.parametrize(
    ("offer", "names"),
    [
        (
            {
                "rates": (RateCard(charge=FlatPrice(amount=Decimal(8))),),
                "terms": (Term(months=24, price=Decimal(90), listed=LISTED),),
                "setup_fee": FlatPrice(amount=Decimal(9)),
                "trial": Trial(duration=1, price=Decimal(2)),
            },
            ["Par mois", "Deux ans", "Deux ans (Solidaire)", "Mise en service", "Essai"],
        ),
        (
            {
                "rates": (
                    RateCard(
                        charge=CapacityPrice(amount=Decimal(8), included=Decimal(5), unit_price=Decimal(2)),
                        period_months=12,
                        minimum_amount=Decimal(3),
                        maximum_amount=Decimal(90),
                    ),
                )
            },
            ["Par an", "Par an, au-delà", "Par an, minimum", "Par an, plafond"],
        ),
        (
            {
                "rates": (
                    RateCard(charge=FreePrice(advised=Decimal(8), minimum=Decimal(2))),
                    RateCard(name="Place", charge=UnitPrice(unit_price=Decimal("0.05")), metric="users"),
                )
            },
            ["Par mois, conseillé", "Par mois, au moins", "Place, par personne"],
        ),
        (
            {
                "rates": (
                    RateCard(
                        charge=GraduatedPrice(
                            tiers=(
                                Tier(up_to=Decimal(1), unit_price=Decimal(2), flat_price=Decimal(5)),
                                Tier(unit_price=Decimal(1)),
                            )
                        ),
                        metric="users",
                    ),
                )
            },
            [
                "Par mois, forfait, jusqu'à 1 personne",
                "Par mois, par personne, jusqu'à 1 personne",
                "Par mois, par personne, au-delà",
            ],
        ),
    ],
)
def test_each_price_has_its_name(offer, names):
    sold = Offer(id="one", range="all", name="Une", **offer)
    users = Metric(id="users", name="Personnes", singular="personne", plural="personnes")
    project = Project(
        metrics=(users,),
        price_lists=(PriceList(id="less", name="Solidaire"),),
        ranges=(Range(id="all", name="Toutes"),),
        offers=(sold,),
    )
    found = [price_name(project, sold, change.place) for change in changes(sold, PriceRule())]
    assert sorted(found) == sorted(names)


@given(projects())
def test_every_price_of_any_project_has_a_name(project):
    for offer in project.offers:
        assert all(price_name(project, offer, change.place) for change in changes(offer, PriceRule()))
