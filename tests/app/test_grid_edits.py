"""Edits of whole columns of the grid."""

from __future__ import annotations

from offerdesigner.app.models import grid_edits
from offerdesigner.model.base import evolve
from offerdesigner.model.sharing import PartnerShare, SharingRule
from offerdesigner.storage.examples import open_copy


def test_a_copied_offer_keeps_the_options_and_the_sharing_of_its_model():
    project = open_copy("trois-niveaux")
    model, other = project.offers[:2]
    shares = (PartnerShare(percent=100),)
    rules = tuple(
        SharingRule(id=name, offers=offers, shares=shares)
        for name, offers in (("both", (model.id, other.id)), ("other", (other.id,)), ("rest", None))
    )
    option = evolve(project.options[0], available_for=(model.id,))
    project = evolve(project, options=(option, *project.options[1:]), sharing=rules)
    after = grid_edits.duplicate_offer(project, model, "copy").apply(project)
    assert [rule.offers for rule in after.sharing] == [(model.id, other.id, "copy"), (other.id,), None]
    assert after.options[0].available_for == (model.id, "copy")
    assert after.options[1:] == project.options[1:]
