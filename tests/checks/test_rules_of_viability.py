"""What is sold beside what it costs: where the checks must speak, and where they must keep silent."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from offerdesigner.checks.samples import offer, project
from offerdesigner.model.base import evolve
from offerdesigner.model.charges import FreePrice, OnQuote
from offerdesigner.model.costs import Basis, UnitCost
from offerdesigner.model.finding import Finding
from offerdesigner.model.forecast import Certainty, Plan, RevenueKind, RevenueSource, Scenario, WantedShare
from offerdesigner.model.offers import Inclusion, Unlimited
from offerdesigner.model.profiles import ProfileQuantity, UsageProfile
from offerdesigner.model.project import Project
from offerdesigner.model.sharing import Sale
from offerdesigner.model.structure import Membership, Structure, Vat, VatKind
from offerdesigner.storage.examples import open_copy
from tests.checks.rule_findings import found, one
from tests.economics.hosts import cost, host
from tests.plain import plain

BY_SPACE = UnitCost(basis=Basis.METRIC, metric="storage")


def sold(price: Any = "12", *, space: str = "60", by_go: str = "0.30", **changes: Any) -> Project:
    """One offer with so many Go, each costing so much a month."""
    return project(
        offer("active", price, "people=10", f"space={space}"),
        costs=(cost("disks", by_go, behaviour=BY_SPACE),),
        **changes,
    )


def profile(quantity: str) -> UsageProfile:
    used = ProfileQuantity(id="q", metric="storage", quantity=Decimal(quantity))
    return UsageProfile(id="usual", name="Ordinaire", quantities=(used,))


class TestLosses:
    def test_what_is_included_costs_more_than_the_price(self) -> None:
        finding = one("sold_at_a_loss", sold())
        assert finding.address == "offers/active/rates/price"
        assert finding.related == ("costs/disks",)
        assert plain(finding.message) == (
            "« Active » est vendue à perte : un client qui utilise tout ce qu'elle comprend coûte 18 € par mois et "
            "rapporte 12 €."
        )

    def test_the_profile_of_the_sale_says_what_is_used(self) -> None:
        sale = Sale(id="sale", offer="active", clients=3, profile="usual")
        assert not found("sold_at_a_loss", sold(profiles=(profile("20"),), sales=(sale,)))
        told = plain(one("sold_at_a_loss", sold(profiles=(profile("50"),), sales=(sale,))).message)
        assert "un client de l'usage « Ordinaire » coûte 15 € par mois" in told

    def test_a_cost_by_client_needs_no_usage(self) -> None:
        costs = (cost("debit", "13", behaviour=UnitCost()), cost("welcome", "90", behaviour=UnitCost(basis=Basis.SALE)))
        told = plain(one("sold_at_a_loss", evolve(sold(), costs=costs)).message)
        assert told.endswith("chaque client coûte 13 € par mois et rapporte 12 €.")

    def test_a_structure_that_charges_vat_compares_without_tax(self) -> None:
        vat = Structure(id="structure", vat=Vat(kind=VatKind.STANDARD, rate=Decimal(20)))
        finding = one("sold_at_a_loss", sold(by_go="0.21", structure=vat))
        assert plain(finding.message).endswith("coûte 10,50 € par mois et rapporte 10 € HT.")

    @pytest.mark.parametrize(
        "silent",
        [
            sold("18"),
            sold(by_go="0.20"),
            sold("0"),
            sold(OnQuote()),
            sold(FreePrice(advised=Decimal(5))),
            evolve(sold(), costs=(cost("rent", "5000"),)),
            evolve(sold(), costs=(cost("disks", "0.30", behaviour=BY_SPACE, unpaid=True),)),
            evolve(sold(), costs=()),
        ],
    )
    def test_what_pays_for_itself_is_given_or_is_not_known_is_left_alone(self, silent: Project) -> None:
        assert not found("sold_at_a_loss", silent)

    def test_what_is_used_without_limit_is_not_guessed(self) -> None:
        endless = Inclusion(id="space", service="space", grant=Unlimited())
        unknown = sold()
        assert not found("sold_at_a_loss", evolve(unknown, offers=(evolve(unknown.offers[0], inclusions=(endless,)),)))

    def test_a_compulsory_membership_pays_too(self) -> None:
        member = Membership(amount=Decimal(72))
        assert found("sold_at_a_loss", sold())
        joined = sold()
        structure = evolve(joined.structure, membership=member)
        assert not found("sold_at_a_loss", evolve(joined, structure=structure))


def shared(small: str = "10", clients: int = 30, by_go: str = "0.30") -> Project:
    """Two offers with 30 Go each: one at a small price, one at 60 €, and 500 € of common costs."""
    return project(
        offer("petite", small, "people=10", "space=30"),
        offer("grande", "60", "people=40", "space=30"),
        costs=(cost("rent", "500"), cost("disks", by_go, behaviour=BY_SPACE)),
        sales=(Sale(id="small", offer="petite", clients=10), Sale(id="large", offer="grande", clients=clients)),
    )


class TestCostPrices:
    def test_an_offer_that_lives_on_the_others_says_its_cost_price(self) -> None:
        finding = one("below_cost_price", shared())
        assert finding.address == "offers/petite/rates/price"
        assert plain(finding.message) == (
            "« Petite » ne paie pas sa part des coûts : un client rapporte 10 € par mois, pour un coût de revient de "
            "21,50 € (40 clients aujourd'hui)."
        )

    def test_before_the_threshold_shares_say_nothing(self) -> None:
        assert not found("below_cost_price", shared(clients=8))

    def test_a_small_price_that_pays_in_proportion_is_no_parasite(self) -> None:
        assert not found("below_cost_price", shared(by_go="0.05"))

    def test_what_is_sold_at_a_loss_is_told_once(self) -> None:
        assert found("sold_at_a_loss", shared("8")) and not found("below_cost_price", shared("8"))


class TestFranchise:
    def growing(self, arrivals: int, **changes: Any) -> Project:
        scenario = Scenario(id="hoped", name="Ambitieux", arrivals=Decimal(arrivals))
        return host(**{"scenarios": (scenario,), "costs": (), "plan": Plan(scenario="hoped"), **changes})

    def test_the_month_is_told_with_the_threshold(self) -> None:
        finding = one("franchise_crossed", self.growing(30))
        assert finding.address == "structure/vat" and finding.related == ("scenarios/hoped",)
        assert plain(finding.message).startswith("Avec le scénario « Ambitieux », le seuil de")
        assert finding.message.endswith(".") and not finding.message.endswith("..")

    def test_under_it_and_elsewhere_nothing_is_said(self) -> None:
        assert not found("franchise_crossed", self.growing(1))
        charging = Structure(id="structure", vat=Vat(kind=VatKind.STANDARD, rate=Decimal(20)))
        assert not found("franchise_crossed", self.growing(30, structure=charging))
        assert not found("franchise_crossed", self.growing(30, scenarios=(), plan=Plan()))


class TestShares:
    def wanted(self, *percents: str) -> Project:
        kinds = zip(RevenueKind, percents, strict=False)
        shares = tuple(WantedShare(id=kind, kind=kind, percent=Decimal(percent)) for kind, percent in kinds)
        return project(offer("active", "12", "files"), wanted_shares=shares)

    @pytest.mark.parametrize("percents", [(), ("0", "0"), ("60", "40"), ("33.33", "33.33", "33.34")])
    def test_a_whole_or_nothing_yet_is_left_alone(self, percents: tuple[str, ...]) -> None:
        assert not found("shares_not_whole", self.wanted(*percents))

    def test_the_repair_keeps_the_proportions(self) -> None:
        sold = self.wanted("60", "30", "30")
        finding = one("shares_not_whole", sold)
        assert plain(finding.message) == "Les parts voulues de vos revenus font 120 %, au lieu de 100 %."
        (fix,) = finding.fixes
        mended = fix.edit.apply(sold)
        assert [share.percent for share in mended.wanted_shares] == [50, 25, 25]
        thirds = (
            one("shares_not_whole", self.wanted("10", "10", "10")).fixes[0].edit.apply(self.wanted("10", "10", "10"))
        )
        assert sum(share.percent for share in thirds.wanted_shares) == 100


def test_the_example_lives() -> None:
    for rule in ("sold_at_a_loss", "below_cost_price", "franchise_crossed", "shares_not_whole"):
        assert not found(rule, open_copy("nuage-commun"))


class TestMissingMoney:
    def test_a_scenario_that_never_pays_says_how_much_is_missing_in_the_end(self) -> None:
        [finding] = told(short("0"))
        assert (finding.rule, finding.address) == ("money_missing", "scenarios/expected")
        assert plain(finding.message) == (
            "Il manque encore 200 € par mois au bout de 3 ans avec le scénario « Réaliste »."
        )

    def test_a_month_that_will_be_paid_says_when(self) -> None:
        [finding] = told(short("1"))
        assert (finding.rule, finding.address) == ("month_not_paid", "sales")
        # 200 € at 60 € each: the fourth client.
        assert plain(finding.message) == (
            "Il manque 200 € par mois avec 10 clients. "
            "Ce n'est plus le cas dès le mois 4 avec le scénario « Réaliste »."
        )

    def test_an_empty_bank_is_told_where_one_says_what_is_in_it(self) -> None:
        [finding] = told(short("1", plan=Plan(opening_cash=Decimal(100))))
        assert finding.rule == "money_missing"
        assert plain(finding.message) == "Il manque jusqu'à 140 € en banque (au mois 3) avec le scénario « Réaliste »."
        [finding] = told(short("1", plan=Plan(opening_cash=Decimal(1000))))
        assert finding.rule == "month_not_paid"

    def test_aid_that_is_certain_counts(self) -> None:
        aid = RevenueSource(id="grant", amount=2400)
        assert not told(short("0", revenues=(aid,)))
        assert told(short("0", revenues=(evolve(aid, certainty=Certainty.HOPED),)))
        assert told(short("0", revenues=(evolve(aid, lasts_months=24),)))[0].rule == "money_missing"

    def test_without_a_scenario_nobody_comes(self) -> None:
        [finding] = told(short("0", scenarios=()))
        assert finding.address == "scenarios"
        assert plain(finding.message).endswith("sans nouveau client.")

    @pytest.mark.parametrize("changes", [{"costs": ()}, {"sales": ()}])
    def test_nothing_is_said_before_costs_and_clients(self, changes: dict[str, Any]) -> None:
        assert not told(short("0", **changes))

    def test_nothing_is_said_where_a_price_is_not_known(self) -> None:
        assert not told(evolve(short("0"), offers=(offer("active", OnQuote(), "people=10"),)))


def short(arrivals: str, **changes: Any) -> Project:
    """Return ten clients at 60 € for 800 € of costs, and so many new ones a month."""
    parts = {
        "costs": (cost("rent", "800"),),
        "sales": (Sale(id="sale", offer="active", clients=10),),
        "scenarios": (Scenario(id="expected", name="Réaliste", arrivals=Decimal(arrivals)),),
        **changes,
    }
    return project(offer("active", "60", "people=10"), **parts)


def told(checked: Project) -> list[Finding]:
    return [*found("money_missing", checked), *found("month_not_paid", checked)]
