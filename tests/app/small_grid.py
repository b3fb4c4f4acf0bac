"""A small project seen through the grid: what is in its cells, and what it becomes when one types."""

from __future__ import annotations

import json
from decimal import Decimal

from offerdesigner import resources
from offerdesigner.app.models.grid_cells import cell_of
from offerdesigner.app.models.grid_rows import Row, rows_of
from offerdesigner.app.models.grid_typing import edit_for
from offerdesigner.model.catalogue import Metric, Service, ServiceGroup
from offerdesigner.model.charges import FlatPrice, GraduatedPrice, OnQuote, Tier, UnitPrice
from offerdesigner.model.offers import Granted, Inclusion, Offer, Option, Range, RateCard, Term
from offerdesigner.model.project import Project

EXAMPLES = ("ksuite", "proton", "marmule", "paquerette", "marsnet", "sleto", "nuage-commun")


def example(name: str) -> Project:
    text = resources.path("examples", f"{name}.offre").read_text("utf-8")
    return Project.model_validate(json.loads(text)["project"])


def small() -> Project:
    """Three offers of the course: 10 / 100 / 180 €, each with something of its own."""
    people = Metric(id="users", name="Personnes", singular="utilisatrice", plural="utilisatrices", feminine=True)
    room = Metric(id="storage", name="Espace", singular="Go", plural="Go", decimal=True)
    tiers = (Tier(id="t1", up_to=Decimal(10), unit_price=Decimal(2)), Tier(id="t2", unit_price=Decimal(1)))
    beyond = RateCard(
        id="more", name="Personne en plus", charge=GraduatedPrice(tiers=tiers), metric="users", beyond_included=True
    )
    first = Offer(
        id="small",
        range="r",
        name="Essentielle",
        public="Petites associations",
        inclusions=(
            Inclusion(id="i1", service="files"),
            Inclusion(id="i2", service="users", grant=Granted(quantity=Decimal(5))),
        ),
        rates=(RateCard(id="p", charge=FlatPrice(amount=Decimal(10))), beyond),
        terms=(
            Term(id="y", months=12, price=Decimal(100)),
            Term(id="yy", months=24, price=Decimal(180)),
        ),
        setup_fee=FlatPrice(amount=Decimal(0)),
    )
    second = Offer(
        id="big",
        range="r",
        name="Active",
        inherits="small",
        rates=(RateCard(id="p2", charge=UnitPrice(unit_price=Decimal("1.5"), free_units=Decimal(1)), metric="users"),),
        setup_fee=OnQuote(),
    )
    third = Offer(id="new", range="r", name="Nouvelle")
    video = Option(
        id="video",
        name="Visio",
        rates=(RateCard(id="v", charge=FlatPrice(amount=Decimal(4))),),
        adds=(Inclusion(id="va", service="video"),),
        available_for=("small",),
    )
    return Project(
        metrics=(people, room),
        groups=(ServiceGroup(id="work", name="Travailler"),),
        services=(
            Service(id="users", need="Personnes", metric="users"),
            Service(id="space", need="Espace"),
            Service(id="files", need="Partager des fichiers", group="work"),
            Service(id="video", need="Se réunir", software="Jitsi", group="work"),
        ),
        ranges=(Range(id="r", name="Associations"),),
        offers=(first, second, third),
        options=(video,),
    )


PROJECT = small()


def row_of(project: Project, row_id: str) -> Row:
    return next(row for row in rows_of(project, project.ranges[0].id, {12, 24}) if row.id == row_id)


def offer_of(project: Project, offer_id: str) -> Offer:
    return project.find("offers", offer_id)  # type: ignore[return-value]


def typed(project: Project, row_id: str, offer_id: str, text: str) -> Project:
    return edit_for(project, row_of(project, row_id), offer_of(project, offer_id), text).apply(project)


def shown(project: Project, row_id: str, offer_id: str) -> tuple[str, str]:
    cell = cell_of(project, row_of(project, row_id), offer_of(project, offer_id))
    return cell.note, cell.text
