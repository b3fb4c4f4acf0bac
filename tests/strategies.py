"""Random valid projects, for laws: every charge model, term rule, grant, option rule and inheritance.

`projects()` is the whole; the other strategies give the parts. Texts hold accents, quotes, emoji and
spaces of every kind; figures run to their limits.
"""

from __future__ import annotations

import base64
import hashlib
from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from offerdesigner.model.catalogue import Metric, Service, ServiceGroup
from offerdesigner.model.charges import (
    LEAD_FIELDS,
    FlatPrice,
    OnQuote,
)
from offerdesigner.model.offers import (
    Audience,
    Granted,
    Included,
    Inclusion,
    NotIncluded,
    Offer,
    Option,
    Range,
    RangeKind,
    TaxMode,
    Trial,
    Unlimited,
    Worded,
)
from offerdesigner.model.price_lists import PriceList
from offerdesigner.model.profiles import ProfileQuantity, UsageProfile
from offerdesigner.model.project import Picture, Project, Waiver
from offerdesigner.model.sharing import PartnerShare, Sale, SharingKind, SharingRule
from offerdesigner.model.structure import (
    Brand,
    Contact,
    Identifiers,
    Membership,
    MembershipRule,
    Structure,
    Vat,
    VatKind,
)
from tests.economy_strategies import economies
from tests.event_strategies import with_events
from tests.price_strategies import (
    amounts,
    decimals,
    ids,
    lines,
    listed,
    listed_amount,
    months,
    one_of,
    quantities,
    rates,
    terms,
    texts,
)
from tests.quote_strategies import with_quotes


def grants(metrics: tuple[str, ...] = ()) -> st.SearchStrategy[Any]:
    """Everything that an offer may give of a service."""
    per = st.sampled_from((None, *metrics))
    return st.one_of(
        st.just(Included()),
        st.builds(Granted, quantity=quantities(), per=per),
        st.just(Unlimited()),
        st.builds(Worded, text=lines()),
        st.just(NotIncluded()),
    )


@st.composite
def inclusions(draw: st.DrawFn, services: tuple[str, ...], metrics: tuple[str, ...] = ()) -> tuple[Inclusion, ...]:
    """What an offer or an option gives, at most one line for each service."""
    chosen = [service for service in services if draw(st.booleans())]
    return tuple(
        Inclusion(id=f"i{n}", service=service, grant=draw(grants(metrics))) for n, service in enumerate(chosen)
    )


@st.composite
def pictures(draw: st.DrawFn) -> Picture:
    """Pictures named by the hash of their bytes (which no decoder would take)."""
    data = draw(st.binary(max_size=60))
    return Picture(
        id=hashlib.sha256(data).hexdigest(),
        media_type=draw(st.sampled_from(("image/png", "image/jpeg"))),
        data=base64.b64encode(data),
    )


@st.composite
def structures(draw: st.DrawFn, structure_id: str = "structure", logos: tuple[str, ...] = ()) -> Structure:
    """Hosts, ours or a partner, complete or nearly empty."""
    if draw(st.booleans()):
        return Structure(id=structure_id, name=draw(lines()))
    colour = draw(st.integers(0, 0xFFFFFF))
    rate = draw(st.sampled_from((Decimal(0), Decimal("8.5"), Decimal(20))))
    membership = st.builds(Membership, name=lines(), amount=amounts(), period_months=months())
    return Structure(
        id=structure_id,
        name=draw(lines()),
        legal_form=draw(lines()),
        identifiers=draw(st.builds(Identifiers, rna=lines(), siren=lines(), siret=lines(), vat_number=lines())),
        contact=draw(st.builds(Contact, person=lines(), town=lines(), email=lines(), website=lines())),
        vat=Vat(kind=draw(st.sampled_from(VatKind)), rate=rate, mention=draw(lines())),
        brand=Brand(accent=f"#{colour:06X}", logo=one_of(draw, logos)),
        membership=draw(st.none() | membership),
        presentation=draw(texts()),
    )


@st.composite
def projects(
    draw: st.DrawFn, *, max_offers: int = 4, economy: bool = False, quoted: bool = False, events: bool = False
) -> Project:
    """Valid projects: every reference resolves, an offer inherits only from one before it.

    With `economy`, they have costs, scenarios, competitors and surveys as well; with `quoted`, clients and quotes;
    with `events`, events and an identity.
    """
    images = draw(st.lists(pictures(), max_size=2, unique_by=lambda picture: picture.id))
    logos = tuple(image.id for image in images)
    metrics = _named(draw, "m", 3)
    groups = _named(draw, "g", 2)
    partners = _named(draw, "p", 2)
    services = _named(draw, "s", 4)
    ranges = _named(draw, "x", 2)
    priced = {"metrics": metrics, "partners": partners, "price_lists": _named(draw, "l", 2)}
    offers = _offers(draw, ranges, services, priced, max_offers) if ranges else ()
    options = _options(draw, tuple(offer.id for offer in offers), services, priced)
    profiles = _profiles(draw, metrics, services)
    project = Project(
        name=draw(lines()),
        structure=draw(structures(logos=logos)),
        partners=tuple(draw(structures(name, logos)) for name in partners),
        metrics=tuple(_metric(draw, name) for name in metrics),
        groups=tuple(ServiceGroup(id=name, name=draw(lines())) for name in groups),
        services=tuple(_service(draw, name, groups, metrics, partners) for name in services),
        ranges=tuple(_range(draw, name) for name in ranges),
        offers=offers,
        options=options,
        price_lists=tuple(_price_list(draw, name) for name in priced["price_lists"]),
        profiles=profiles,
        sharing=_sharing(draw, offers, partners),
        sales=_sales(draw, offers, options, profiles, priced["price_lists"]),
        conditions=draw(texts()),
        end_of_contract=draw(texts()),
        valid_from=draw(st.none() | st.dates()),
        pictures=tuple(images),
        waivers=_waivers(draw),
    )
    project = draw(economies(project)) if economy else project
    project = draw(with_quotes(project)) if quoted else project
    return draw(with_events(project)) if events else project


def _named(draw: st.DrawFn, prefix: str, most: int) -> tuple[str, ...]:
    """Draw some distinct identifiers that begin with `prefix`."""
    return tuple(sorted(f"{prefix}{name}" for name in draw(st.sets(ids(), max_size=most))))


def _metric(draw: st.DrawFn, name: str) -> Metric:
    return Metric(
        id=name,
        name=draw(lines()),
        singular=draw(lines()),
        plural=draw(lines()),
        feminine=draw(st.booleans()),
        decimal=draw(st.booleans()),
    )


def _service(
    draw: st.DrawFn, name: str, groups: tuple[str, ...], metrics: tuple[str, ...], partners: tuple[str, ...]
) -> Service:
    return Service(
        id=name,
        need=draw(lines()),
        software=draw(lines()),
        description=draw(lines()),
        group=one_of(draw, groups),
        metric=one_of(draw, metrics),
        provider=one_of(draw, partners),
        on_sheet=draw(st.booleans()),
    )


def _range(draw: st.DrawFn, name: str) -> Range:
    return Range(
        id=name,
        name=draw(lines()),
        audience=draw(st.sampled_from((None, *Audience))),
        kind=draw(st.sampled_from(RangeKind)),
        public=draw(lines()),
        lead=draw(texts()),
    )


def _price_list(draw: st.DrawFn, name: str) -> PriceList:
    return PriceList(
        id=name,
        name=draw(lines()),
        condition=draw(lines()),
        percent_off=draw(st.none() | decimals("100", 2).filter(lambda percent: percent <= 100)),
        round_to=draw(st.sampled_from((None, Decimal("0.1"), Decimal(1)))),
        membership=draw(st.sampled_from((None, *MembershipRule))),
    )


def _profiles(draw: st.DrawFn, metrics: tuple[str, ...], services: tuple[str, ...]) -> tuple[UsageProfile, ...]:
    return tuple(
        UsageProfile(
            id=name,
            name=draw(lines()),
            quantities=tuple(
                ProfileQuantity(id=metric, metric=metric, quantity=draw(quantities()))
                for metric in metrics
                if draw(st.booleans())
            ),
            services=tuple(service for service in services if draw(st.booleans())),
            months=draw(months()),
        )
        for name in _named(draw, "u", 2)
    )


def _sharing(draw: st.DrawFn, offers: tuple[Offer, ...], partners: tuple[str, ...]) -> tuple[SharingRule, ...]:
    names = [offer.id for offer in offers]
    some_offers = st.lists(st.sampled_from(names), unique=True).map(tuple) if names else st.just(())
    return tuple(
        SharingRule(
            id=name,
            name=draw(lines()),
            kind=draw(st.sampled_from(SharingKind)),
            offers=draw(st.none() | some_offers),
            shares=tuple(
                PartnerShare(
                    id=f"to-{partner}",
                    partner=partner,
                    percent=draw(decimals("30", 2).filter(lambda percent: percent <= 30)),
                    amount=draw(amounts()),
                )
                for partner in (None, *partners)
                if draw(st.booleans())
            ),
        )
        for name in _named(draw, "h", 2)
    )


def _sales(
    draw: st.DrawFn,
    offers: tuple[Offer, ...],
    options: tuple[Option, ...],
    profiles: tuple[UsageProfile, ...],
    price_lists: tuple[str, ...],
) -> tuple[Sale, ...]:
    if not offers:
        return ()
    return tuple(
        Sale(
            id=name,
            offer=draw(st.sampled_from(offers)).id,
            clients=draw(st.integers(0, 10_000)),
            months=draw(months()),
            price_list=one_of(draw, price_lists),
            profile=one_of(draw, tuple(profile.id for profile in profiles)),
            options=tuple(option.id for option in options if draw(st.booleans())),
        )
        for name in _named(draw, "v", 2)
    )


def _offers(
    draw: st.DrawFn, ranges: tuple[str, ...], services: tuple[str, ...], priced: dict[str, tuple[str, ...]], most: int
) -> tuple[Offer, ...]:
    drawn: list[Offer] = []
    for index in range(draw(st.integers(0, most))):
        own_rates = draw(rates(**priced))
        lead = next((rate for rate in own_rates if rate.period_months is not None), next(iter(own_rates), None))
        setup = st.none() | st.builds(FlatPrice, amount=amounts()) | st.just(OnQuote())
        trial = st.builds(
            Trial, duration=st.integers(1, 365), unit=st.sampled_from(("days", "months")), price=amounts()
        )
        drawn.append(
            Offer(
                id=f"o{index}",
                range=draw(st.sampled_from(ranges)),
                name=draw(lines()),
                public=draw(lines()),
                promise=draw(texts()),
                inherits=one_of(draw, tuple(offer.id for offer in drawn)),
                inclusions=draw(inclusions(services, priced["metrics"])),
                rates=own_rates,
                terms=draw(
                    terms(
                        own_prices=lead is not None and lead.charge.kind in LEAD_FIELDS,
                        price_lists=priced["price_lists"],
                    )
                ),
                setup_fee=draw(setup),
                setup_tax=draw(st.sampled_from(TaxMode)),
                setup_listed=draw(listed(priced["price_lists"], listed_amount)),
                membership=draw(st.sampled_from(MembershipRule)),
                trial=draw(st.none() | trial),
            )
        )
    return tuple(drawn)


def _options(
    draw: st.DrawFn, offers: tuple[str, ...], services: tuple[str, ...], priced: dict[str, tuple[str, ...]]
) -> tuple[Option, ...]:
    names = _named(draw, "a", 3)
    subset = st.sets(st.sampled_from(names), max_size=2) if names else st.just(set())
    some_offers = st.lists(st.sampled_from(offers), unique=True).map(tuple) if offers else st.just(())
    return tuple(
        Option(
            id=name,
            name=draw(lines()),
            description=draw(lines()),
            rates=draw(rates(**priced)),
            adds=draw(inclusions(services, priced["metrics"])),
            provider=one_of(draw, priced["partners"]),
            when_needed=draw(st.booleans()),
            max_quantity=draw(st.none() | st.integers(1, 10_000)),
            available_for=draw(st.none() | some_offers),
            needs=tuple(sorted(draw(subset) - {name})),
            excludes=tuple(sorted(draw(subset) - {name})),
        )
        for name in names
    )


def _waivers(draw: st.DrawFn) -> tuple[Waiver, ...]:
    return tuple(
        Waiver(
            id=name,
            rule=draw(st.from_regex(r"[a-z0-9_]{1,12}", fullmatch=True)),
            address="offers/o0",
            reason=draw(lines(min_size=1)),
            date=draw(st.dates(date(2020, 1, 1))),
        )
        for name in _named(draw, "w", 2)
    )
