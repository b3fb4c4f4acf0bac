"""Who gets what of the expected sales."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from offerdesigner.economics.sharing import closed, shared_out, split, statement
from offerdesigner.model.base import evolve
from offerdesigner.model.charges import FlatPrice, OnQuote
from offerdesigner.model.offers import Offer, Option, Range, RateCard
from offerdesigner.model.project import Project
from offerdesigner.model.sharing import PartnerShare, Sale, SharingKind, SharingRule
from offerdesigner.model.structure import Membership, MembershipRule, Structure, Vat, VatKind
from tests.economics.bundles import REVENUE, TOTALS, four_structures
from tests.strategies import projects


def bundle(rule: SharingRule | None = None, **changes) -> Project:
    """A bundle at 100 € a month with an option of Bois's at 10 €, and ten clients of it."""
    return Project(
        structure=Structure(id="structure", name="Nous", membership=Membership(amount=20)),
        partners=tuple(Structure(id=name.lower(), name=name) for name in ("Bois", "Cuivre", "Lin")),
        ranges=(Range(id="asso", name="Associations"),),
        offers=(
            Offer(
                id="pack",
                range="asso",
                name="Bouquet",
                rates=(RateCard(id="sub", charge=FlatPrice(amount=100)),),
                membership=MembershipRule.NONE,
            ),
        ),
        options=(
            Option(id="help", name="Aide", provider="bois", rates=(RateCard(id="fee", charge=FlatPrice(amount=10)),)),
        ),
        sharing=(rule,) if rule else (),
        sales=(Sale(id="sold", offer="pack", clients=10),),
    )


def shares(kind: SharingKind, **parts: tuple[str, str]) -> SharingRule:
    return SharingRule(
        id="rule",
        kind=kind,
        shares=tuple(
            PartnerShare(id=name, partner=None if name == "us" else name, percent=percent, amount=amount)
            for name, (percent, amount) in parts.items()
        ),
    )


def totals(project: Project) -> dict[str | None, Decimal]:
    told = statement(project)
    return {partner: told.total(partner) for partner in (None, "bois", "cuivre", "lin") if told.of(partner)}


def test_without_a_rule_everything_is_ours():
    assert totals(bundle()) == {None: 12000}


def test_percentages_leave_the_rest_to_us():
    rule = shares(SharingKind.PERCENTAGE, bois=("30", "0"), cuivre=("20", "0"), lin=("12.5", "0"))
    assert totals(bundle(rule)) == {"bois": 3600, "cuivre": 2400, "lin": 1500, None: 4500}


def test_fixed_amounts_are_by_month_and_by_client():
    rule = shares(SharingKind.FIXED, bois=("0", "15"), cuivre=("0", "5"))
    assert totals(bundle(rule)) == {"bois": 1800, "cuivre": 600, None: 9600}


def test_costs_are_paid_first_then_the_rest_is_shared():
    rule = shares(SharingKind.COSTS_FIRST, us=("50", "20"), bois=("25", "10"), lin=("25", "0"))
    # 12 000 less 2 400 and 1 200 leaves 8 400.
    assert totals(bundle(rule)) == {None: 2400 + 4200, "bois": 1200 + 2100, "lin": 2100}


def test_costs_above_the_revenue_are_paid_in_proportion():
    rule = shares(SharingKind.COSTS_FIRST, us=("50", "100"), bois=("50", "200"))
    assert totals(bundle(rule)) == {None: 4000, "bois": 8000}


def test_a_line_of_a_partner_is_shared_with_nobody():
    rule = shares(SharingKind.PERCENTAGE, cuivre=("50", "0"))
    project = bundle(rule)
    sold = Sale(id="sold", offer="pack", clients=10, options=("help",))
    assert totals(evolve(project, sales=(sold,))) == {"bois": 1200, "cuivre": 6000, None: 6000}


def test_the_membership_stays_with_us():
    rule = shares(SharingKind.PERCENTAGE, cuivre=("100", "0"))
    project = bundle(rule)
    member = evolve(project.offers[0], membership=MembershipRule.REQUIRED)
    assert totals(evolve(project, offers=(member,))) == {"cuivre": 12000, None: 200}


def test_a_rule_that_names_an_offer_goes_before_the_one_for_all():
    project = bundle(shares(SharingKind.PERCENTAGE, cuivre=("100", "0")))
    named = evolve(shares(SharingKind.PERCENTAGE, lin=("100", "0")), id="named", offers=("pack",))
    assert totals(evolve(project, sharing=(*project.sharing, named))) == {"lin": 12000}


def test_vat_is_nobodys_revenue():
    project = bundle(shares(SharingKind.PERCENTAGE, cuivre=("50", "0")))
    taxed = evolve(project.structure, vat=Vat(kind=VatKind.STANDARD, rate=20))
    # 100 € TTC are 83,33 € HT a month: 9 999,60 € for ten clients.
    assert totals(evolve(project, structure=taxed)) == {"cuivre": Decimal("4999.80"), None: Decimal("4999.80")}


def test_what_is_on_quote_is_told_and_not_counted():
    project = bundle()
    quoted = evolve(project.offers[0], rates=(RateCard(id="sub", charge=OnQuote()),))
    told = statement(evolve(project, offers=(quoted,)))
    assert told.revenue == 0
    assert [untold.why for untold in told.untold] == ["Bouquet : sur devis"]


def test_an_option_that_cannot_be_taken_is_told():
    project = bundle()
    kept = evolve(project.options[0], available_for=())
    sold = Sale(id="sold", offer="pack", options=("help",))
    told = statement(evolve(project, options=(kept,), sales=(sold,)))
    assert told.parts == ()
    assert "Aide" in told.untold[0].why


@pytest.mark.parametrize("amount", ["100.00", "0.01", "0.02", "99999.99"])
def test_thirds_lose_no_cent(amount):
    parts = closed([Fraction(amount) / 3] * 3)
    assert sum(parts) == Decimal(amount)
    assert max(parts) - min(parts) <= Decimal("0.01")


@given(
    st.decimals(0, 10**7, places=2),
    st.lists(st.decimals(0, 100, places=2), min_size=1, max_size=8).filter(any),
)
def test_parts_add_up_to_the_whole(amount, weights):
    whole = Fraction(sum(weights))
    assert sum(closed([Fraction(amount) * Fraction(weight) / whole for weight in weights])) == amount


@st.composite
def rules(draw: st.DrawFn) -> SharingRule:
    """Draw a rule of any kind, for us and three others."""
    amounts, percents = st.decimals(0, 200, places=2), st.decimals(0, 25, places=2)
    drawn = (
        PartnerShare(id=f"s{place}", partner=partner, amount=draw(amounts), percent=draw(percents))
        for place, partner in enumerate((None, "bois", "cuivre", "lin"))
    )
    return SharingRule(id="r", kind=draw(st.sampled_from(SharingKind)), shares=tuple(drawn))


@given(rules(), st.decimals(0, 1000, places=2), st.integers(0, 60))
def test_what_is_given_is_what_is_exact_to_the_cent(rule, pool, times):
    given = shared_out(rule, pool, times)
    exact = list(split(rule, Fraction(pool), times))
    for is_cost, place in ((True, 1), (False, 2)):
        told = [one.amount for one in given if one.is_cost is is_cost]
        wanted = [parts[place] for parts in exact]
        assert all(abs(Fraction(one) - part) < Fraction(1, 100) for one, part in zip(told, wanted, strict=False))
        assert len(told) == len(exact) or not any(wanted)
    assert sum(one.amount for one in given) <= pool


@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], deadline=None)
@given(projects())
def test_the_parts_always_close_to_the_cent(project):
    told = statement(project)
    assert sum(part.amount for part in told.parts) == told.revenue
    partners = (None, *(partner.id for partner in project.partners))
    assert sum(told.total(partner) for partner in partners) == told.revenue
    assert all(part.amount > 0 for part in told.parts)


def test_four_structures_share_a_bundle_as_worked_out_by_hand():
    told = statement(four_structures())
    assert {partner: told.total(partner) for partner in TOTALS} == TOTALS
    assert told.revenue == REVENUE == sum(TOTALS.values())
    assert [untold.why for untold in told.untold] == ["Bouquet sur mesure : sur devis"]
