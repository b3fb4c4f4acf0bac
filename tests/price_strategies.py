"""Random parts of prices: texts and figures, charges, price lines and terms, in every price list."""

from __future__ import annotations

import string
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from offerdesigner.model.charges import (
    CapacityPrice,
    Charge,
    FlatPrice,
    FreePrice,
    GraduatedPrice,
    OnQuote,
    PackagePrice,
    StairstepPrice,
    Step,
    Tier,
    UnitPrice,
    VolumePrice,
)
from offerdesigner.model.offers import (
    RateCard,
    TaxMode,
    Term,
)
from offerdesigner.model.price_lists import ListedAmount, ListedCharge

LONGEST_MONTHS = 120


def ids() -> st.SearchStrategy[str]:
    """Identifiers, short and readable so that failures are."""
    return st.text(string.ascii_letters + string.digits + "_.-", min_size=1, max_size=8)


def lines(*, min_size: int = 0) -> st.SearchStrategy[str]:
    """Short texts as people (and enemies) write them."""
    words = st.sampled_from(
        ("Comptes", "l'été", "« Go »", "œuvre", "12 €", "<b>gras</b>", "naïf\u202f!", "🦔", "=1+1", "é")
    )
    written = st.lists(words, min_size=min_size, max_size=4).map(" ".join)
    anything = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=min_size, max_size=40)
    return st.one_of(written, anything).map(str.strip).filter(lambda text: len(text) >= min_size)


def texts() -> st.SearchStrategy[str]:
    """Longer texts, of several paragraphs."""
    return st.lists(lines(), max_size=3).map("\n".join)


def decimals(largest: str, places: int) -> st.SearchStrategy[Decimal]:
    simple = st.integers(0, 200).map(Decimal)
    return st.one_of(simple, st.decimals(0, Decimal(largest), places=places, allow_nan=False, allow_infinity=False))


def amounts() -> st.SearchStrategy[Decimal]:
    """Amounts in €, to the cent."""
    return decimals("9999999.99", 2)


def unit_amounts() -> st.SearchStrategy[Decimal]:
    """Prices of one unit, to the hundredth of a cent."""
    return decimals("99999.9999", 4)


def quantities() -> st.SearchStrategy[Decimal]:
    """Quantities of a metric, nought included."""
    return decimals("99999.999", 3)


def sizes() -> st.SearchStrategy[Decimal]:
    """Sizes of packs: more than nought."""
    return quantities().filter(bool)


def months() -> st.SearchStrategy[int]:
    """Lengths of time in months, the usual ones more often."""
    return st.one_of(st.sampled_from((1, 3, 6, 12, 24, 36)), st.integers(1, LONGEST_MONTHS))


def _bounds() -> st.SearchStrategy[list[Decimal | None]]:
    """Rising upper bounds, the last of which may be open."""
    rising = st.lists(sizes(), min_size=1, max_size=4, unique=True).map(sorted)
    return st.one_of(rising, rising.map(lambda bounds: [*bounds, None]), st.just([None]))


@st.composite
def tiers(draw: st.DrawFn) -> tuple[Tier, ...]:
    """Tiers as a graduated or a volume price takes them."""
    bounds = draw(_bounds())
    return tuple(
        Tier(id=f"t{index}", up_to=bound, unit_price=draw(unit_amounts()), flat_price=draw(amounts()))
        for index, bound in enumerate(bounds)
    )


@st.composite
def steps(draw: st.DrawFn) -> tuple[Step, ...]:
    """Steps as a stairstep price takes them."""
    bounds = draw(_bounds())
    return tuple(Step(id=f"s{index}", up_to=bound, price=draw(amounts())) for index, bound in enumerate(bounds))


def charges() -> st.SearchStrategy[Charge]:
    """Every charge model."""
    return st.one_of(
        st.builds(FlatPrice, amount=amounts()),
        st.builds(UnitPrice, unit_price=unit_amounts(), free_units=quantities()),
        st.builds(PackagePrice, package_price=amounts(), size=sizes(), free_units=quantities()),
        st.builds(GraduatedPrice, tiers=tiers()),
        st.builds(VolumePrice, tiers=tiers()),
        st.builds(StairstepPrice, steps=steps()),
        st.builds(CapacityPrice, amount=amounts(), included=quantities(), unit_price=unit_amounts(), size=sizes()),
        st.builds(_free_price, amounts(), amounts()),
        st.just(OnQuote()),
    )


def _free_price(one: Decimal, other: Decimal) -> FreePrice:
    return FreePrice(advised=max(one, other), minimum=min(one, other))


@st.composite
def listed(draw: st.DrawFn, price_lists: tuple[str, ...], make: Any) -> tuple[Any, ...]:
    """Prices in some of `price_lists`, each made by `make` from the name of its list."""
    return tuple(make(draw, name) for name in price_lists if draw(st.booleans()))


def _listed_charge(draw: st.DrawFn, name: str) -> ListedCharge:
    return ListedCharge(id=f"in-{name}", price_list=name, charge=draw(charges()))


def listed_amount(draw: st.DrawFn, name: str) -> ListedAmount:
    return ListedAmount(id=f"in-{name}", price_list=name, amount=draw(amounts()))


@st.composite
def rates(
    draw: st.DrawFn,
    metrics: tuple[str, ...] = (),
    partners: tuple[str, ...] = (),
    price_lists: tuple[str, ...] = (),
) -> tuple[RateCard, ...]:
    """Price lines that count one of `metrics` or none; they come once, by the month or longer."""
    lines_drawn = []
    for index in range(draw(st.integers(0, 3))):
        low, high = sorted((draw(amounts()), draw(amounts())))
        lines_drawn.append(
            RateCard(
                id=f"r{index}",
                name=draw(lines()),
                charge=draw(charges()),
                metric=one_of(draw, metrics),
                beyond_included=draw(st.booleans()),
                period_months=draw(st.none() | months()),
                tax=draw(st.sampled_from(TaxMode)),
                minimum_amount=draw(st.sampled_from((None, low))),
                maximum_amount=draw(st.sampled_from((None, high))),
                follows_terms=draw(st.booleans()),
                provider=one_of(draw, partners),
                listed=draw(listed(price_lists, _listed_charge)),
            )
        )
    return tuple(lines_drawn)


@st.composite
def terms(draw: st.DrawFn, *, own_prices: bool = True, price_lists: tuple[str, ...] = ()) -> tuple[Term, ...]:
    """Terms of different lengths, each with one rule or none; own prices only where the offer allows them."""
    drawn = []
    for length in sorted(draw(st.sets(months(), max_size=4))):
        rule: dict[str, Any] = {}
        match draw(st.sampled_from(("none", "percent", "offered", "price" if own_prices else "none"))):
            case "percent":
                rule["percent_off"] = draw(decimals("100", 2).filter(lambda percent: percent <= 100))
            case "offered":
                offered = quantities().map(lambda quantity, length=length: quantity % length)
                rule["months_offered"] = draw(offered)
            case "price":
                rule["price"] = draw(amounts())
        billing = draw(st.none() | st.integers(1, length))
        if own_prices:
            rule["listed"] = draw(listed(price_lists, listed_amount))
        drawn.append(Term(id=f"m{length}", months=length, billing_months=billing, **rule))
    return tuple(drawn)


def one_of(draw: st.DrawFn, names: tuple[str, ...]) -> str | None:
    return draw(st.sampled_from((None, *names)))
