"""The costs of a small host with 30 clients: 885 € a month to pay, and volunteer time worth 588 €."""

from decimal import Decimal

from offerdesigner.economics.activity import Activity
from offerdesigner.model.catalogue import Metric
from offerdesigner.model.costs import (
    Basis,
    CostFamily,
    CostLine,
    Equipment,
    FixedCost,
    PaidAmount,
    StepCost,
    UnitCost,
    WorkDays,
)
from offerdesigner.model.project import Project

INFRASTRUCTURE, WORK, RUNNING, SAVINGS = CostFamily

THIRTY = Activity(clients=Decimal(30), arrivals=Decimal(2), quantities={"storage": Decimal(1800)})


def paid(amount, period=1, *, name="", family=INFRASTRUCTURE, count=1, behaviour=None, **more) -> CostLine:
    """One expense of `count` times `amount` € for `period` months."""
    source = PaidAmount(amount=Decimal(str(amount)), count=count)
    return CostLine(
        name=name, family=family, source=source, period_months=period, behaviour=behaviour or FixedCost(), **more
    )


def sample() -> Project:
    """A project of sixteen lines, in the four families."""
    disks = CostLine(id="disks", name="Disques de rechange", source=Equipment(price=480), period_months=48)
    return Project(
        metrics=(Metric(id="storage", name="Espace", singular="Go", plural="Go", decimal=True),),
        costs=(
            paid(79, count=2, name="Location de 2 serveurs"),
            paid(24, name="Sauvegarde hors site"),
            paid(36, 12, name="Noms de domaine"),
            disks,
            paid("0.03", name="Espace disque", behaviour=UnitCost(basis=Basis.METRIC, metric="storage")),
            paid(25, id="step", name="Renfort de serveur", behaviour=StepCost(size=20, free=20)),
            CostLine(family=WORK, name="Poste technique", source=WorkDays(days=3, day_cost=140)),
            CostLine(id="free", family=WORK, name="Temps bénévole", source=WorkDays(days=6, day_cost=98), unpaid=True),
            paid(186, 12, family=RUNNING, name="Assurance"),
            paid(90, 3, family=RUNNING, name="Local partagé"),
            paid(9, family=RUNNING, name="Banque"),
            paid(150, 12, family=RUNNING, name="Impressions"),
            paid(60, 12, family=RUNNING, name="Adhésions aux réseaux"),
            paid("0.30", family=RUNNING, name="Frais de prélèvement", behaviour=UnitCost()),
            paid(720, 12, family=SAVINGS, name="Remplacement serveurs"),
            paid(50, family=SAVINGS, name="Réserve de précaution"),
        ),
    )
