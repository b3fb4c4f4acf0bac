"""Laws that hold for every charge, offer and usage."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

from hypothesis import assume, given
from hypothesis import strategies as st

from offerdesigner.model.base import evolve
from offerdesigner.model.catalogue import Metric, Service
from offerdesigner.model.charges import (
    Charge,
    FlatPrice,
    GraduatedPrice,
    OnQuote,
    PackagePrice,
    StairstepPrice,
    VolumePrice,
)
from offerdesigner.model.offers import (
    Granted,
    Inclusion,
    Offer,
    Range,
    RateCard,
    TaxMode,
    Term,
)
from offerdesigner.model.project import Project
from offerdesigner.model.structure import Membership, MembershipRule, Structure, Vat, VatKind
from offerdesigner.pricing.charges import breakpoints, quote
from offerdesigner.pricing.lines import LineKind
from offerdesigner.pricing.offers import OfferPrice, price_offer
from offerdesigner.pricing.tax import converted, other_side
from tests.pricing.pricing_strategies import (
    amounts,
    charges,
    counts,
    decimals,
    graduated,
    quantities,
    stairstep,
    volume,
)

CENT = Decimal("0.01")
fine_quantities = decimals("0", "400", 3)


@given(charges, fine_quantities)
def test_parts_add_up_to_the_amount(charge: Charge, quantity: Decimal) -> None:
    found = quote(charge, quantity)
    if found.amount is not None:
        assert sum((part.amount for part in found.parts), Decimal(0)) == found.amount
        assert found.amount >= 0


@given(charges, fine_quantities)
def test_amounts_have_two_decimals(charge: Charge, quantity: Decimal) -> None:
    found = quote(charge, quantity)
    written = [part.amount for part in found.parts] + ([] if found.amount is None else [found.amount])
    assert all(amount == amount.quantize(CENT) for amount in written)


@given(graduated, quantities, quantities)
def test_graduated_never_falls(charge: GraduatedPrice, one: Decimal, other: Decimal) -> None:
    less, more = quote(charge, min(one, other)).amount, quote(charge, max(one, other)).amount
    if less is not None and more is not None:
        assert less <= more


@given(graduated)
def test_graduated_without_flats_is_continuous(charge: GraduatedPrice) -> None:
    smooth = evolve(charge, tiers=tuple(evolve(tier, flat_price=Decimal(0)) for tier in charge.tiers))
    step = Decimal("0.001")
    for tier, following in pairwise(smooth.tiers):
        assert tier.up_to is not None
        here, after = quote(smooth, tier.up_to).amount, quote(smooth, tier.up_to + step).amount
        assert here is not None and after is not None
        assert abs(after - here - step * following.unit_price) <= CENT * len(smooth.tiers)


@given(st.one_of(graduated, volume, stairstep), decimals("0.001", "50", 3))
def test_beyond_a_bounded_last_tier_is_unknown(
    charge: GraduatedPrice | VolumePrice | StairstepPrice, excess: Decimal
) -> None:
    last = (charge.steps if isinstance(charge, StairstepPrice) else charge.tiers)[-1]
    assume(last.up_to is not None)
    assert quote(charge, last.up_to).amount is not None
    assert quote(charge, last.up_to + excess).amount is None


@given(charges)
def test_curve_is_straight_between_breakpoints(charge: Charge) -> None:
    """Quarters of each stretch lie on a line, within the rounding of the parts."""
    end = Decimal(400)
    places = [Decimal(0), *(place for place in breakpoints(charge, end) if place <= end), end]
    for low, high in pairwise(places):
        if high - low <= Decimal("0.01"):
            continue
        after = low + Decimal("0.001")
        width = (high - after) / 4
        asked = [quote(charge, after + width * quarter) for quarter in range(5)]
        if any(found.amount is None for found in asked):
            assert all(found.amount is None for found in asked)
            continue
        values = [found.amount for found in asked]
        tolerance = CENT * (len(asked[0].parts) + 1)
        for left, middle, right in zip(values, values[1:], values[2:], strict=False):
            assert abs(left + right - 2 * middle) <= 2 * tolerance


@given(charges)
def test_breakpoints_rise(charge: Charge) -> None:
    places = breakpoints(charge, Decimal(300))
    assert all(low < high for low, high in pairwise(places))


@given(st.builds(PackagePrice, package_price=amounts, size=counts, free_units=quantities), quantities)
def test_a_started_pack_is_due_whole(charge: PackagePrice, quantity: Decimal) -> None:
    found = quote(charge, quantity)
    (part,) = found.parts
    assert part.quantity == part.quantity.to_integral_value()
    assert part.quantity * charge.size >= quantity - charge.free_units
    assert (part.quantity - 1) * charge.size < max(Decimal(0), quantity - charge.free_units)


@st.composite
def offers(draw: st.DrawFn) -> Offer:
    rates = tuple(
        RateCard(
            name=f"Ligne {place}",
            charge=charge,
            metric=draw(st.sampled_from((None, "users", "storage"))),
            beyond_included=draw(st.booleans()),
            period_months=draw(st.sampled_from((1, 3, 12, None))),
        )
        for place, charge in enumerate(draw(st.lists(charges, min_size=1, max_size=4)))
    )
    terms = tuple(
        Term(months=months, percent_off=draw(decimals("0", "100", 2)))
        for months in draw(st.sets(st.sampled_from((1, 3, 12, 24, 36)), max_size=3))
    )
    return Offer(
        id="offer",
        range="all",
        name="Essentielle",
        rates=rates,
        terms=terms,
        inclusions=(
            Inclusion(service="people", grant=Granted(quantity=draw(counts))),
            Inclusion(service="space", grant=Granted(quantity=Decimal(15), per="users")),
        ),
        setup_fee=draw(st.none() | st.builds(FlatPrice, amount=amounts) | st.just(OnQuote())),
        membership=draw(st.sampled_from(MembershipRule)),
    )


def project_of(offer: Offer, vat: Vat | None = None) -> Project:
    return Project(
        structure=Structure(
            id="structure", vat=vat or Vat(), membership=Membership(name="Adhésion", amount=Decimal(20))
        ),
        metrics=(
            Metric(id="users", name="Personnes", singular="personne", plural="personnes"),
            Metric(id="storage", name="Espace", singular="Go", plural="Go"),
        ),
        services=(Service(id="people", metric="users"), Service(id="space", metric="storage")),
        ranges=(Range(id="all", name="Tous"),),
        offers=(offer,),
    )


usages = st.fixed_dictionaries({}, optional={"users": counts, "storage": quantities})
durations = st.sampled_from((1, 3, 12, 24))


def _known_sum(amounts_found: list[Decimal | None]) -> Decimal | None:
    return None if None in amounts_found else sum(amounts_found, Decimal(0))


def _priced(offer: Offer, usage: dict[str, Decimal], months: int, tax: TaxMode = TaxMode.TTC) -> OfferPrice:
    return price_offer(project_of(offer), offer, usage=usage, months=months, tax=tax)


@given(offers(), usages, durations)
def test_totals_are_the_sums_of_the_lines(offer: Offer, usage: dict[str, Decimal], months: int) -> None:
    price = _priced(offer, usage, months)
    assert price.first_year == _known_sum([line.first_year for line in price.lines])
    assert price.next_year == _known_sum([line.next_year for line in price.lines])


@given(offers(), usages, durations)
def test_an_unknown_line_makes_the_totals_unknown(offer: Offer, usage: dict[str, Decimal], months: int) -> None:
    quoted = RateCard(name="Hébergement dédié", charge=OnQuote())
    price = _priced(evolve(offer, rates=(*offer.rates, quoted)), usage, months)
    assert price.first_year is None
    assert price.next_year is None
    assert price.monthly is None
    assert price.saving is None


@given(offers(), usages, durations)
def test_amounts_of_lines_have_two_decimals(offer: Offer, usage: dict[str, Decimal], months: int) -> None:
    price = _priced(offer, usage, months)
    known = [line.amount for line in price.lines if line.amount is not None]
    assert all(amount == amount.quantize(CENT) for amount in known)


@given(offers(), usages, durations)
def test_without_vat_both_sides_are_the_same(offer: Offer, usage: dict[str, Decimal], months: int) -> None:
    assert _priced(offer, usage, months, TaxMode.HT) == _priced(offer, usage, months, TaxMode.TTC)


@given(offers(), usages, durations, st.sampled_from(TaxMode))
def test_the_other_side_of_a_line_is_derived_once_from_what_is_due(
    offer: Offer, usage: dict[str, Decimal], months: int, entered: TaxMode
) -> None:
    vat = Vat(kind=VatKind.STANDARD, rate=Decimal(20))
    offer = evolve(offer, rates=tuple(evolve(rate, tax=entered) for rate in offer.rates), setup_tax=entered)
    wanted = other_side(entered)
    project = project_of(offer, vat)
    kept = price_offer(project, offer, usage=usage, months=months, tax=entered).lines
    seen = price_offer(project, offer, usage=usage, months=months, tax=wanted).lines
    for was, now in zip(kept, seen, strict=True):
        if was.amount is None or was.kind is LineKind.MEMBERSHIP:
            assert now.amount == was.amount
        else:
            assert now.amount == converted(was.amount, entered, wanted, vat)


@given(amounts, st.sampled_from(TaxMode))
def test_the_side_entered_is_the_amount_typed(amount: Decimal, entered: TaxMode) -> None:
    offer = Offer(
        id="offer",
        range="all",
        name="Essentielle",
        rates=(RateCard(name="Abonnement", charge=FlatPrice(amount=amount), tax=entered),),
        membership=MembershipRule.NONE,
    )
    project = project_of(offer, Vat(kind=VatKind.STANDARD, rate=Decimal(20)))
    sides = {side: price_offer(project, offer, tax=side).lines[0].amount for side in TaxMode}
    assert sides[entered] == amount
    net, gross = sides[TaxMode.HT], sides[TaxMode.TTC]
    assert net is not None and gross is not None
    assert abs(net * Decimal("1.2") - gross) <= CENT
