from decimal import Decimal

import pytest
from pydantic import ValidationError

from offerdesigner.model.address import NoSuchAddress
from offerdesigner.model.base import evolve
from offerdesigner.model.offers import RateCard, Term
from offerdesigner.model.refusal import REFUSALS, reason, why_refused
from offerdesigner.model.typed import Refused


@pytest.mark.parametrize(
    "changes, said",
    [
        ({"percent_off": Decimal(120)}, "« Remise en % » doit valoir au plus 100."),
        ({"price": Decimal("1.234")}, "« Prix propre » a trop de décimales (2 au plus)."),
        ({"percent_off": Decimal(1), "price": Decimal(1)}, "un seul des trois."),
    ],
)
def test_a_refused_edit_is_said_with_the_name_of_the_field(changes, said):
    with pytest.raises(ValidationError) as refused:
        evolve(Term(months=12), **changes)
    assert reason(refused.value).endswith(said)
    assert reason(refused.value)[0].isupper() or reason(refused.value).startswith("«")


def test_inside_a_charge_too():
    with pytest.raises(ValidationError) as refused:
        RateCard(charge={"kind": "flat", "amount": "-1"})
    assert reason(refused.value) == "« Prix » doit valoir au moins 0."


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (Refused("Ce devis est envoyé."), "Ce devis est envoyé."),
        (NoSuchAddress("offers/gone"), "Ce que vous modifiez vient d’être supprimé."),
        (KeyError("gone"), "Ce que vous modifiez vient d’être supprimé."),
    ],
)
def test_an_edit_that_cannot_be_made_says_why_in_one_sentence(error: Exception, said: str):
    assert isinstance(error, REFUSALS)
    assert why_refused(error).replace("'", "’") == said
