"""Random costs, scenarios, competitors, surveys and notes for a random project: every kind of each."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from offerdesigner.model.base import Id, evolve
from offerdesigner.model.costs import (
    Basis,
    CostFamily,
    CostGroup,
    CostLine,
    Equipment,
    FixedCost,
    PaidAmount,
    Salary,
    StepCost,
    UnitCost,
    WorkDays,
)
from offerdesigner.model.forecast import (
    Certainty,
    MixShare,
    Plan,
    RevenueKind,
    RevenueSource,
    Scenario,
    SpreadKey,
    WagePoint,
    WantedShare,
)
from offerdesigner.model.market import Competitor, Fact, Market, MarketRow, Strategy
from offerdesigner.model.offers import TaxMode, bears_own_prices
from offerdesigner.model.project import Project
from offerdesigner.model.research import (
    Answer,
    Convention,
    FocusGroup,
    Hypothesis,
    Need,
    Question,
    Survey,
    SurveyMethod,
    Verdict,
)
from tests.price_strategies import amounts, decimals, ids, lines, months, one_of, quantities, rates, sizes, terms, texts


@st.composite
def economies(draw: st.DrawFn, project: Project) -> Project:
    """`project` with what it costs, expects, is compared with and asked."""
    offers, metrics, profiles, partners, sales, lists = (
        tuple(item.id for item in getattr(project, kind))
        for kind in ("offers", "metrics", "profiles", "partners", "sales", "price_lists")
    )
    groups, rows, scenarios = (_ids(draw) for _kind in range(3))
    priced = {"metrics": metrics, "partners": partners, "price_lists": lists}
    return evolve(
        project,
        cost_groups=tuple(CostGroup(id=one, name=draw(lines()), family=_any(draw, CostFamily)) for one in groups),
        costs=tuple(_cost(draw, one, groups, metrics, partners) for one in _ids(draw)),
        revenues=tuple(_revenue(draw, one) for one in _ids(draw)),
        wanted_shares=tuple(
            WantedShare(id=one, kind=_any(draw, RevenueKind), percent=draw(percents())) for one in _ids(draw)
        ),
        scenarios=tuple(_scenario(draw, one, sales) for one in scenarios),
        plan=_plan(draw, scenarios, metrics),
        market=Market(
            offer=one_of(draw, offers),
            profile=one_of(draw, profiles),
            months=draw(months()),
            strategy=one_of(draw, tuple(Strategy)),
            tolerance=draw(percents()),
            facts=_facts(draw, rows),
        ),
        market_rows=tuple(MarketRow(id=one, name=draw(lines())) for one in rows),
        competitors=tuple(_competitor(draw, one, rows, priced) for one in _ids(draw)),
        surveys=tuple(_survey(draw, one, offers) for one in _ids(draw)),
        needs=tuple(Need(id=one, who=draw(lines()), what=draw(lines()), why=draw(lines())) for one in _ids(draw)),
        hypotheses=tuple(
            Hypothesis(id=one, belief=draw(lines()), verdict=_any(draw, Verdict), learnt=draw(texts()))
            for one in _ids(draw)
        ),
        focus_groups=tuple(_focus_group(draw, one) for one in _ids(draw)),
    )


def percents() -> st.SearchStrategy[Any]:
    """Shares in %, from none to all."""
    return decimals("100", 2).map(lambda percent: min(percent, Decimal(100)))


def _any(draw: st.DrawFn, kinds: Any) -> Any:
    return draw(st.sampled_from(tuple(kinds)))


def _ids(draw: st.DrawFn, most: int = 2) -> tuple[Id, ...]:
    return tuple(sorted(draw(st.sets(ids(), max_size=most))))


def _cost(
    draw: st.DrawFn, name: Id, groups: tuple[Id, ...], metrics: tuple[Id, ...], partners: tuple[Id, ...]
) -> CostLine:
    source = draw(
        st.one_of(
            st.builds(PaidAmount, amount=amounts(), count=quantities()),
            st.builds(WorkDays, days=quantities(), day_cost=amounts()),
            st.builds(Salary, gross=amounts(), share=percents(), charges=st.none() | percents(), extras=amounts()),
            st.builds(Equipment, price=amounts(), count=quantities(), second_hand=st.booleans()),
        )
    )
    metric = one_of(draw, metrics)
    basis = Basis.METRIC if metric is not None else _any(draw, (Basis.CLIENT, Basis.SALE))
    counted: Any = {"basis": basis, "metric": metric}
    behaviour = draw(
        st.one_of(
            st.just(FixedCost()),
            st.just(UnitCost(**counted)),
            st.builds(lambda size, free: StepCost(**counted, size=size, free=free), sizes(), quantities()),
        )
    )
    return CostLine(
        id=name,
        name=draw(lines()),
        family=_any(draw, CostFamily),
        group=one_of(draw, groups),
        source=source,
        period_months=draw(months()),
        behaviour=behaviour,
        tax=_any(draw, TaxMode),
        vat_rate=draw(st.none() | percents()),
        unpaid=draw(st.booleans()),
        provider=one_of(draw, partners),
    )


def _revenue(draw: st.DrawFn, name: Id) -> RevenueSource:
    return RevenueSource(
        id=name,
        name=draw(lines()),
        kind=_any(draw, RevenueKind),
        amount=draw(amounts()),
        period_months=draw(months()),
        certainty=_any(draw, Certainty),
        first_month=draw(months()),
        lasts_months=draw(st.none() | months()),
    )


def _scenario(draw: st.DrawFn, name: Id, sales: tuple[Id, ...]) -> Scenario:
    mixed = tuple(sale for sale in sales if draw(st.booleans()))
    return Scenario(
        id=name,
        name=draw(lines()),
        arrivals=draw(quantities()),
        departures=draw(percents()),
        trial_conversion=draw(percents()),
        counts_hoped=draw(st.booleans()),
        mix=tuple(MixShare(id=f"mix-{place}", sale=sale, share=draw(quantities())) for place, sale in enumerate(mixed)),
    )


def _plan(draw: st.DrawFn, scenarios: tuple[Id, ...], metrics: tuple[Id, ...]) -> Plan:
    gross = sorted(draw(st.sets(amounts(), max_size=3)))
    metric = one_of(draw, metrics)
    return Plan(
        start=draw(st.none() | st.dates()),
        opening_cash=draw(amounts()) * draw(st.sampled_from((1, -1))),
        target_clients=draw(st.none() | st.integers(1, 1000)),
        most_clients=draw(st.none() | st.integers(1, 1000)),
        public_size=draw(st.none() | st.integers(1, 10_000)),
        scenario=one_of(draw, scenarios),
        spread=SpreadKey.METRIC if metric is not None else _any(draw, (SpreadKey.CLIENTS, SpreadKey.REVENUE)),
        spread_metric=metric,
        wages=tuple(WagePoint(id=f"wage-{place}", gross=one, cost=draw(amounts())) for place, one in enumerate(gross)),
        surplus_use=draw(texts()),
    )


def _facts(draw: st.DrawFn, rows: tuple[Id, ...]) -> tuple[Fact, ...]:
    return tuple(Fact(id=f"fact-{row}"[:64], row=row, text=draw(lines())) for row in rows if draw(st.booleans()))


def _competitor(draw: st.DrawFn, name: Id, rows: tuple[Id, ...], priced: dict[str, tuple[Id, ...]]) -> Competitor:
    charged = draw(rates(**priced))
    return Competitor(
        id=name,
        name=draw(lines()),
        kind=draw(lines()),
        seen_on=draw(st.none() | st.dates()),
        offer=draw(lines()),
        rates=charged,
        terms=draw(terms(own_prices=bears_own_prices(charged), price_lists=priced["price_lists"])),
        setup_fee=draw(st.none() | amounts()),
        membership=draw(st.none() | amounts()),
        vat_rate=draw(percents()),
        facts=_facts(draw, rows),
    )


def _survey(draw: st.DrawFn, name: Id, offers: tuple[Id, ...]) -> Survey:
    prices = st.none() | amounts()
    intents = st.none() | st.integers(1, 5)
    answers = st.lists(
        st.builds(
            Answer,
            id=ids(),
            too_cheap=prices,
            cheap=prices,
            expensive=prices,
            too_expensive=prices,
            intent_cheap=intents,
            intent_expensive=intents,
        ),
        max_size=3,
        unique_by=lambda answer: answer.id,
    )
    return Survey(
        id=name,
        name=draw(lines()),
        offer=one_of(draw, offers),
        method=_any(draw, SurveyMethod),
        convention=_any(draw, Convention),
        answers=tuple(draw(answers)),
    )


def _focus_group(draw: st.DrawFn, name: Id) -> FocusGroup:
    return FocusGroup(
        id=name,
        name=draw(lines()),
        public=draw(lines()),
        held_on=draw(st.none() | st.dates()),
        participants=draw(st.integers(1, 100)),
        questions=tuple(Question(id=one, text=draw(lines()), answers=draw(texts())) for one in _ids(draw)),
        keywords=tuple(draw(st.lists(lines(), max_size=2))),
    )
