"""Looking again after an edit: what is said is what a fresh look says, and only what changed is looked at."""

import gc
from contextlib import suppress
from dataclasses import replace
from datetime import date
from decimal import Decimal
from random import Random
from typing import Any
from unittest import mock

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from offerdesigner.checks import engine, registry
from offerdesigner.checks.context import Context
from offerdesigner.checks.memo import Memo
from offerdesigner.checks.outlook import figures
from offerdesigner.checks.priced import YEAR
from offerdesigner.checks.samples import offer, option, project
from offerdesigner.checks.trade import trade_of
from offerdesigner.economics.results import followed_figures
from offerdesigner.economics.sold import Seller, usual_sale
from offerdesigner.model.address import NoSuchAddress, at, put
from offerdesigner.model.base import Identified, evolve
from offerdesigner.model.costs import CostLine, PaidAmount
from offerdesigner.model.edits import duplicate, move, remove
from offerdesigner.model.finding import Finding, Fix
from offerdesigner.model.offers import Offer
from offerdesigner.model.price_lists import PriceList
from offerdesigner.model.project import Project
from offerdesigner.pricing.growth import Growth
from offerdesigner.pricing.leading import leading_terms
from offerdesigner.pricing.offers import price_offer, price_terms
from offerdesigner.pricing.price_lists import under
from offerdesigner.storage.examples import examples, open_copy
from tests.strategies import projects

TODAY = date(2026, 11, 23)
LATER = date(2030, 1, 1)
TOMORROW = date(2026, 11, 24)
FIELDS = tuple(Project.model_fields)
WORDS = ("", "Cloud", "sans engagement", "les associations", "99,99 %", "Illimité *", "backup des datas")
NUMBERS = (Decimal(0), Decimal(1), Decimal("1.00"), Decimal(12), Decimal(120), Decimal(5000))


def told(report: engine.Report, project: Project) -> list[str]:
    """Everything that a report says, to the last sign, with what its repairs make of the project."""
    findings = (*report.findings, *(finding for finding, _waiver in report.waived))
    return [*(_told(finding, project) for finding in findings), repr([waiver for _finding, waiver in report.waived])]


def _told(finding: Finding, project: Project) -> str:
    fixes = [(fix.title, fix.safe, fix.edit.label, fix.edit.address, _mended(fix, project)) for fix in finding.fixes]
    return repr(
        (finding.rule, finding.severity, finding.address, finding.message, finding.data, finding.related, fixes)
    )


def _mended(fix: Fix, project: Project) -> str:
    with mock.patch("secrets.token_hex", return_value="fresh"):
        try:
            return fix.edit.apply(project).model_dump_json()
        except (ValidationError, NoSuchAddress) as refusal:
            return type(refusal).__name__


def _places(value, address=""):
    """Yield every address of a project with what stands there."""
    for name in type(value).model_fields:
        held, place = getattr(value, name), at(address, name)
        yield place, held
        if isinstance(held, BaseModel):
            yield from _places(held, place)
        for item in held if isinstance(held, tuple) else ():
            if hasattr(item, "id"):
                yield at(place, item.id), item
                yield from _places(item, at(place, item.id))


def _edited(before: list[Project], other: Project, chance: Random) -> Project:
    """Return what a person may make of the last of some projects: type, choose, remove, move, copy, paste, undo."""
    last = before[-1]
    what = chance.random()
    if what < 0.1:
        return chance.choice(before)
    if what < 0.2:
        name = chance.choice(FIELDS)
        return put(last, name, getattr(other, name))
    # A kind of place first: or the many inclusions would be nearly all that is ever edited.
    kinds: dict[object, list[tuple[str, Any]]] = {}
    for place, held in _places(last):
        kinds.setdefault((place.partition("/")[0], type(held)), []).append((place, held))
    place, held = chance.choice(kinds[chance.choice(list(kinds))])
    match held:
        case bool():
            return put(last, place, not held)
        case str():
            return put(last, place, chance.choice(WORDS))
        case Decimal():
            return put(last, place, chance.choice(NUMBERS))
        case int():
            return put(last, place, chance.randint(0, 24))
        case tuple():
            return put(last, place, held[1:])
        case Identified() if "/" in place:
            return chance.choice((remove(place, ""), move(place, 0, ""), duplicate(place, "copy", ""))).apply(last)
    return put(last, place, None)


def _follow(first: Project, other: Project, chance: Random) -> None:
    """Check a project again after each of some edits, those that it refuses left out."""
    checker, made = engine.Checker(), [first]
    for _edit in range(10):
        today = chance.choice((TODAY, TODAY, TODAY, TOMORROW))
        last = made[-1]
        assert told(checker.run(last, today=today), last) == told(engine.run(last, today=today), last)
        with suppress(ValueError, NoSuchAddress):
            made.append(_edited(made, other, chance))


CHANCE = st.randoms(use_true_random=False)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(projects(economy=True), projects(economy=True), CHANCE)
def test_after_any_edits_is_said_what_a_fresh_look_says(first, other, chance):
    _follow(first, other, chance)


NAMES = st.sampled_from([example.name for example in examples()])


@settings(deadline=None)
@given(NAMES, NAMES, CHANCE)
def test_after_edits_of_an_example_is_said_what_a_fresh_look_says(first, other, chance):
    _follow(open_copy(first), open_copy(other), chance)


def _as_edited(before: Project, after: Project) -> Project:
    """Return `after` as an edit of `before` would have made it: what is equal in both is the very same."""

    def kept(old, new):
        if old == new:
            return old
        if isinstance(new, tuple) and all(isinstance(item, Identified) for item in (*old, *new)):
            olds = {item.id: item for item in old}
            return tuple(kept(olds.get(item.id), item) for item in new)
        return new

    return before.model_copy(update={name: kept(getattr(before, name), getattr(after, name)) for name in FIELDS})


@pytest.mark.parametrize("rule", registry.all_rules(), ids=lambda rule: rule.id)
def test_each_rule_sees_its_mistake_made_mended_and_made_again(rule):
    bad, good = rule.bad(), rule.good()
    mended = _as_edited(bad.project, good.project)
    checker = engine.Checker()
    for made, misfits in ((bad.project, bad.misfits), (mended, good.misfits), (bad.project, bad.misfits)):
        for today in (TODAY, LATER):
            again = checker.run(made, today=today, misfits=misfits)
            assert told(again, made) == told(engine.run(made, today=today, misfits=misfits), made)


def _counting(monkeypatch, **checks: Any) -> list[str]:
    """Put rules that look with `checks` in place of all others; return the names of those that looked, as they do."""
    looked: list[str] = []

    def watched(name: str, check: Any) -> Any:
        def look(ctx: Context) -> Any:
            looked.append(name)
            yield registry.found("name", seen=check(ctx))

        return replace(registry.rule_of("no_price"), id=name, message="{seen}", check=look)

    rules = tuple(watched(name, check) for name, check in checks.items())
    monkeypatch.setattr(engine, "all_rules", lambda: rules)
    return looked


SOLD = project(offer("petite", "10", "files"), offer("grande", "20", "files"), options=(option("place", "3"),))


def _size(ctx: Context) -> int:
    return len(ctx.project.costs)


def test_only_the_rules_that_read_what_changed_look_again(monkeypatch):
    looked = _counting(
        monkeypatch,
        costs=lambda ctx: len(ctx.project.costs),
        shared_costs=lambda ctx: ctx.once(_size),
        prices=lambda ctx: [str(priced.cost) for priced in ctx.offers.values()],
        whole=lambda ctx: evolve(ctx.project, name="copy").name,
        today=lambda ctx: str(ctx.today),
    )
    checker = engine.Checker()

    def look_at(made: Project, today: date = TODAY) -> list[str]:
        looked.clear()
        checker.run(made, today=today)
        return list(looked)

    assert look_at(SOLD) == ["costs", "shared_costs", "prices", "whole", "today"]
    assert look_at(SOLD) == []
    costly = put(SOLD, "costs", (CostLine(id="rent", source=PaidAmount(amount=Decimal(500))),))
    assert look_at(costly) == ["costs", "shared_costs", "whole"]
    assert look_at(put(costly, "conditions", "Payable à l'année.")) == ["whole"]
    assert look_at(put(costly, "offers/petite/name", "Minuscule")) == ["prices", "whole"]
    assert look_at(put(costly, "offers/petite/name", "Minuscule"), LATER) == ["prices", "whole", "today"]
    assert look_at(costly, date(LATER.year, LATER.month, LATER.day)) == ["prices", "whole"]


def test_offers_that_an_edit_leaves_alone_stay_priced(monkeypatch):
    seen: list[Any] = []
    _counting(monkeypatch, prices=lambda ctx: seen.append(dict(ctx.offers)))
    checker = engine.Checker()
    renamed = put(SOLD, "offers/petite/name", "Minuscule")
    reworded = put(put(renamed, "structure/name", "Nous"), "services/files/need", "Ranger")
    taxed = put(reworded, "structure/vat/rate", Decimal(20))
    for made in (SOLD, renamed, reworded, taxed):
        checker.run(made, today=TODAY)
    first, second, third, last = seen
    assert second["grande"] is first["grande"] and second["petite"].name == "Minuscule"
    assert third["petite"] is second["petite"] and third["grande"] is first["grande"]
    assert last["grande"] is not first["grande"]


def test_an_offer_is_priced_again_when_what_it_inherits_changes(monkeypatch):
    seen: list[Any] = []
    _counting(monkeypatch, prices=lambda ctx: seen.append(ctx.offers["grande"].contents.inclusions.keys()))
    sold = project(offer("petite", "10", "files"), evolve(offer("grande", "20", "office"), inherits="petite"))
    checker = engine.Checker()
    checker.run(sold, today=TODAY)
    checker.run(put(sold, "offers/petite/inclusions", ()), today=TODAY)
    assert seen == [{"files", "office"}, {"office"}]


def test_a_figure_kept_by_another_that_reads_on_later_is_not_stale(monkeypatch):
    """`later` is handed out before it reads the costs; who reads through it is told again all the same."""

    def later(ctx: Context) -> Any:
        return lambda: len(ctx.project.costs)

    looked = _counting(monkeypatch, first=lambda ctx: ctx.once(later)(), second=lambda ctx: ctx.once(later)())
    checker = engine.Checker()
    checker.run(SOLD, today=TODAY)
    looked.clear()
    costly = put(SOLD, "costs", (CostLine(id="rent", source=PaidAmount(amount=Decimal(500))),))
    report = checker.run(costly, today=TODAY)
    assert looked == ["first", "second"] and {finding.data["seen"] for finding in report.findings} == {1}


def test_a_project_under_another_price_list_is_a_project_of_its_own(monkeypatch):
    listed = evolve(SOLD, price_lists=(PriceList(id="aided", name="Aidé"),))
    _counting(monkeypatch, prices=lambda ctx: type(under(ctx.project, "aided")) is Project)
    [finding] = engine.run(listed, today=TODAY).findings
    assert finding.data["seen"] is True


def test_a_figure_that_fails_is_tried_again_and_heals(monkeypatch, caplog):
    def at_most_one(ctx: Context) -> int:
        if len(ctx.project.offers) > 1:
            raise ZeroDivisionError
        return len(ctx.project.offers)

    _counting(monkeypatch, offers=lambda ctx: ctx.once(at_most_one), name=lambda ctx: ctx.project.name)
    checker = engine.Checker()
    rules = [{one.rule for one in checker.run(made, today=TODAY).findings} for made in (SOLD, SOLD)]
    assert rules == [{engine.INTERNAL, "name"}] * 2 and caplog.text.count("ZeroDivisionError") >= 2
    mended = put(SOLD, "offers", SOLD.offers[:1])
    assert [one.rule for one in checker.run(mended, today=TODAY).findings] == ["offers", "name"]


def test_nothing_piles_up_while_somebody_types():
    checker = engine.Checker()

    def type_some(count: int) -> int:
        for number in range(count):
            checker.run(put(open_offers, "offers/active/name", f"Offre {number}"), today=TODAY)
        gc.collect()
        return sum(type(each) is Offer for each in gc.get_objects())

    open_offers = open_copy("nuage-commun")
    assert type_some(20) == type_some(60)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(projects(economy=True))
def test_what_is_priced_apart_is_priced_as_in_the_whole_project(made):
    """Offers and sales are priced in projects that hold only what their prices come from, to outlive other edits."""
    ctx = _context(made)
    seller, trade = Seller(made), ctx.once(trade_of)
    assert [sold for sold, _clients in trade.present] == [seller.sold(sale) for sale in made.sales]
    alone = [seller.sold(usual_sale(made, offer)) for offer in made.offers]
    assert [sold.by_billing for sold in trade.offers] == [sold.by_billing for sold in alone]
    if made.sales:
        assert figures(ctx) == followed_figures(made)
    for priced in ctx.offers.values():
        assert priced.year == price_offer(made, priced.offer, months=YEAR)
        assert priced.terms == price_terms(made, priced.offer)
        assert priced.leading_terms == leading_terms(made, priced.offer)
        assert priced.growth.fixed == Growth(made, priced.offer, YEAR).fixed


def _context(made: Project) -> Context:
    memo = Memo()
    memo.see({**made.__dict__, "today": TODAY, "misfits": (), "unused_waivers": ()})
    return Context(memo.look("test"))
