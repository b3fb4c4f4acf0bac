from decimal import Decimal
from typing import Any

import pytest
from pydantic import ValidationError

from offerdesigner.model import edits
from offerdesigner.model.address import NoSuchAddress, at, contains, exists, get, last, parent, put
from offerdesigner.model.base import evolve
from offerdesigner.model.catalogue import Metric, Service, ServiceGroup
from offerdesigner.model.charges import FlatPrice, GraduatedPrice, StairstepPrice, Step, Tier, UnitPrice
from offerdesigner.model.offers import Granted, Inclusion, Offer, Option, Range, RateCard, Term
from offerdesigner.model.price_lists import ListedAmount, ListedCharge
from offerdesigner.model.profiles import ProfileQuantity, UsageProfile
from offerdesigner.model.project import Project, inclusions_of
from offerdesigner.model.sharing import PartnerShare, SharingRule
from offerdesigner.model.structure import Structure

FREE = FlatPrice(amount=0)


@pytest.fixture
def project():
    """Two offers, the second inheriting from the first, with services that refer to everything."""
    return Project(
        partners=(Structure(id="ami", name="Amie"),),
        metrics=(
            Metric(id="users", name="Personnes", singular="personne", plural="personnes"),
            Metric(id="storage", name="Espace", singular="Go", plural="Go"),
        ),
        groups=(ServiceGroup(id="work", name="Travailler"),),
        services=(
            Service(id="files", need="Partager", group="work", metric="storage", provider="ami"),
            Service(id="calendar", need="S'organiser"),
        ),
        ranges=(Range(id="asso", name="Associations"), Range(id="pro", name="Entreprises")),
        offers=(
            Offer(
                id="small",
                range="asso",
                name="Petite",
                inclusions=(
                    Inclusion(id="s1", service="files", grant=Granted(quantity=15, per="users")),
                    Inclusion(id="s2", service="calendar"),
                ),
                rates=(RateCard(id="sub", charge=FlatPrice(amount=12)),),
                terms=(Term(id="year", months=12, price=120),),
            ),
            Offer(
                id="big",
                range="asso",
                name="Grande",
                inherits="small",
                inclusions=(Inclusion(id="b1", service="files", grant=Granted(quantity=50)),),
                rates=(RateCard(id="users", charge=UnitPrice(unit_price=2), metric="users"),),
            ),
        ),
        options=(
            Option(id="one", name="Une", available_for=("small", "big"), needs=("two",)),
            Option(id="two", name="Deux", adds=(Inclusion(id="o1", service="files"),)),
        ),
    )


def test_an_address_reads_and_replaces_one_value(project):
    address = at("offers", "small", "terms", "year", "price")
    assert get(project, address) == 120
    changed = put(project, address, Decimal(100))
    assert get(changed, address) == 100
    assert changed.offers[1] is project.offers[1]
    assert changed.services is project.services


def test_addresses_survive_reordering(project):
    moved = edits.move("offers/small", 1, "").apply(project)
    assert [offer.id for offer in moved.offers] == ["big", "small"]
    assert get(moved, "offers/small/name") == "Petite"


@pytest.mark.parametrize("address", ["nowhere", "offers/none", "offers/small/rates/sub/charge/nothing", "name/x"])
def test_an_address_of_nothing_is_said(project, address):
    assert not exists(project, address)
    with pytest.raises(NoSuchAddress):
        get(project, address)
    with pytest.raises(NoSuchAddress):
        put(project, address, 1)


def test_addresses_nest():
    assert parent("offers/small/name") == "offers/small"
    assert last("offers/small/name") == "name"
    assert contains("offers/small", "offers/small/name")
    assert not contains("offers/small", "offers/smaller")
    assert contains("", "anything")


def test_a_value_that_is_not_valid_there_is_refused(project):
    with pytest.raises(ValidationError):
        put(project, "offers/small/range", "nowhere")
    with pytest.raises(ValidationError):
        put(project, "offers/small/terms/year/price", Decimal("-1"))


def test_insert_move_and_remove(project):
    inserted = edits.insert("metrics", Metric(id="lists", name="Listes", singular="liste", plural="listes"), "", 0)
    assert [metric.id for metric in inserted.apply(project).metrics] == ["lists", "users", "storage"]
    assert inserted.address == "metrics/lists"
    assert edits.move("metrics/users", 99, "").apply(project).metrics[-1].id == "users"
    assert edits.remove("options/one", "").apply(project).options == (project.options[1],)


def test_a_duplicate_stands_just_after_with_ids_of_its_own(project):
    copied = edits.duplicate("offers/small", "copy", "", name="Petite (copie)").apply(project)
    assert [offer.id for offer in copied.offers] == ["small", "copy", "big"]
    original, copy = copied.offers[:2]
    assert copy.name == "Petite (copie)"
    assert {line.id for line in copy.inclusions}.isdisjoint(line.id for line in original.inclusions)
    assert copy.rates[0].charge == original.rates[0].charge


def test_removing_a_service_takes_its_lines_along(project):
    without = edits.remove("services/files", "").apply(project)
    assert [line.service for line in without.offers[0].inclusions] == ["calendar"]
    assert without.options[1].adds == ()


def test_removing_an_offer_leaves_its_heir_what_it_had(project):
    before = inclusions_of(project, project.offers[1])
    without = edits.remove("offers/small", "").apply(project)
    heir = without.offers[0]
    assert heir.inherits is None
    assert inclusions_of(without, heir) == before
    assert without.options[0].available_for == ("big",)


def test_removing_a_metric_leaves_nothing_counted_in_it(project):
    without = edits.remove("metrics/users", "").apply(project)
    assert without.offers[0].inclusions[0].grant.per is None
    assert without.offers[1].rates == ()
    assert edits.remove("metrics/storage", "").apply(project).services[0].metric is None


def test_removing_what_services_refer_to_frees_them(project):
    assert edits.remove("groups/work", "").apply(project).services[0].group is None
    assert edits.remove("partners/ami", "").apply(project).services[0].provider is None


def test_removing_a_range_takes_its_offers_along(project):
    without = edits.remove("ranges/asso", "").apply(project)
    assert without.offers == ()
    assert without.options[0].available_for == ()


def test_removing_an_option_frees_those_that_asked_for_it(project):
    assert edits.remove("options/two", "").apply(project).options[0].needs == ()


def test_several_edits_make_one(project):
    both = edits.together(
        "deux", (edits.set_value("name", "N", ""), edits.set_value("structure/name", "S", "")), "structure"
    )
    changed = both.apply(project)
    assert (changed.name, changed.structure.name) == ("N", "S")


def test_an_heir_overrides_and_can_lack_what_it_inherits(project):
    heir = inclusions_of(project, project.offers[1])
    assert heir["files"].grant.quantity == 50
    assert "calendar" in heir
    refused = Inclusion(service="calendar", grant={"kind": "none"})
    changed = put(project, "offers/big/inclusions", (*project.offers[1].inclusions, refused))
    assert "calendar" not in inclusions_of(changed, changed.offers[1])


@pytest.mark.parametrize(
    "changes, said",
    [
        ({"ranges": ()}, "Il manque"),
        ({"metrics": ()}, "Il manque"),
        ({"services": (Service(id="files"), Service(id="files"), Service(id="calendar"))}, "même identifiant"),
    ],
)
def test_a_project_holds_no_dangling_reference(project, changes, said):
    with pytest.raises(ValidationError, match=said):
        evolve(project, **changes)


def test_an_offer_cannot_inherit_from_itself(project):
    with pytest.raises(ValidationError, match="se contenir elle-même"):
        put(project, "offers/small/inherits", "big")


def test_an_heir_with_the_same_names_inside_keeps_them_apart(project):
    same = put(project, "offers/big/inclusions", (Inclusion(id="s2", service="files"),))
    heir = edits.remove("offers/small", "").apply(same).offers[0]
    assert len({line.id for line in heir.inclusions}) == len(heir.inclusions) == 2


@pytest.mark.parametrize(
    "address, value, said",
    [
        (
            "offers/small/inclusions",
            (Inclusion(id="x", service="files"), Inclusion(id="x", service="calendar")),
            "deux fois",
        ),
        ("options/one/needs", ("one",), "elle-même"),
        ("offers/small/terms/year/billing_months", 24, "à son terme"),
        ("offers/small/rates/sub/charge", {"kind": "free", "advised": "5", "minimum": "10"}, "plus bas que le minimum"),
    ],
)
def test_nonsense_is_refused(project, address, value, said):
    with pytest.raises(ValidationError, match=said):
        put(edits.set_value("offers/small/terms/year/price", None, "").apply(project), address, value)


def _twins(kind: str) -> object:
    """Build something that calls two of the objects inside it the same."""
    two: Any = {
        "listed": lambda: Term(months=12, listed=[ListedAmount(id="x", price_list=one, amount=1) for one in "ab"]),
        "setup": lambda: Offer(
            range="r", name="O", setup_listed=[ListedAmount(id="x", price_list=one, amount=1) for one in "ab"]
        ),
        "charges": lambda: RateCard(
            charge=FREE, listed=[ListedCharge(id="x", price_list=one, charge=FREE) for one in "ab"]
        ),
        "quantities": lambda: UsageProfile(
            name="P", quantities=[ProfileQuantity(id="x", metric=one, quantity=1) for one in "ab"]
        ),
        "shares": lambda: SharingRule(shares=[PartnerShare(id="x", partner=one) for one in "ab"]),
        "tiers": lambda: GraduatedPrice(tiers=[Tier(id="x", unit_price=1, up_to=most) for most in (1, 2)]),
        "steps": lambda: StairstepPrice(steps=[Step(id="x", price=1, up_to=most) for most in (1, 2)]),
    }
    return two[kind]()


@pytest.mark.parametrize("kind", ["listed", "setup", "charges", "quantities", "shares", "tiers", "steps"])
def test_no_two_objects_have_one_address(kind):
    with pytest.raises(ValidationError, match="« x » sert deux fois"):
        _twins(kind)


def test_removing_the_line_that_bears_own_prices_takes_them_along(project):
    without = edits.remove("offers/small/rates/sub", "").apply(project)
    assert without.offers[0].rates == ()
    assert without.offers[0].terms[0].price is None
