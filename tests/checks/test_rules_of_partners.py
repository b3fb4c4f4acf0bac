"""Several structures behind an offer: who works, and who is paid."""

from decimal import Decimal

from offerdesigner.checks.samples import offer, project
from offerdesigner.model.catalogue import Service
from offerdesigner.model.project import Project
from offerdesigner.model.sharing import PartnerShare, SharingKind, SharingRule
from offerdesigner.model.structure import Structure
from tests.checks.rule_findings import found, one


def shared(percent: str, *, kind: SharingKind = SharingKind.PERCENTAGE, office: str | None = None) -> Project:
    """Return an offer whose files a partner gives, for `percent` of it; `office` is who gives the other service."""
    share = PartnerShare(id="bois", partner="bois", percent=Decimal(percent), amount=Decimal(2))
    services = (
        Service(id="files", need="Partager vos fichiers", provider="bois"),
        Service(id="office", need="Écrire à plusieurs", provider=office),
    )
    return project(
        offer("active", "10", "files", "office"),
        partners=(Structure(id="bois", name="Bois", legal_form="SCIC"),),
        services=services,
        sharing=(SharingRule(id="rule", name="Partage", kind=kind, shares=(share,)),),
    )


def test_who_gives_all_away_is_told_what_they_still_do():
    finding = one("we_work_for_nothing", shared("100"))
    assert finding.address == "sharing/rule/shares"
    assert finding.data["services"] == ("Écrire à plusieurs",) and finding.data["offers"] == ("Active",)
    assert found("we_work_for_nothing", shared("100", kind=SharingKind.COSTS_FIRST))


def test_who_keeps_something_or_does_nothing_is_left_alone():
    assert not found("we_work_for_nothing", shared("99"))
    assert not found("we_work_for_nothing", shared("100", office="bois"))
    assert not found("we_work_for_nothing", shared("100", kind=SharingKind.FIXED))
